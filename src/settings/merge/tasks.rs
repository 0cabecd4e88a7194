//! Tasks of journeys set apart from their milestones for a merge, and put back after it.
//!
//! Where a task stands is then one of its fields: who moves it and who changes it don't know two tasks of one code.

use super::known;
use serde_json::{Map, Value};

const MILESTONES: &str = "milestones";
const TASKS: &str = "tasks";
/// What its milestone is known by.
const MILESTONE: &str = "milestone";

/// The settings with the tasks of each journey in one list, each with the name of its milestone.
pub(super) fn apart(mut settings: Value) -> Value {
    for journey in journeys(&mut settings) {
        let mut all = Vec::new();
        for (milestone, identity) in milestones(journey) {
            let Some(Value::Array(tasks)) = milestone.remove(TASKS) else {
                continue;
            };
            all.extend(tasks.into_iter().map(|mut task| {
                if let Value::Object(fields) = &mut task {
                    fields.insert(MILESTONE.to_owned(), identity.clone().into());
                }
                task
            }));
        }
        journey.insert(TASKS.to_owned(), all.into());
    }
    settings
}

/// The settings with each task in its milestone; in the first one where it has none any more.
pub(super) fn together(mut settings: Value) -> Value {
    for journey in journeys(&mut settings) {
        let Some(Value::Array(mut tasks)) = journey.remove(TASKS) else {
            continue;
        };
        let of: Vec<Option<String>> = tasks
            .iter_mut()
            .map(|task| Some(task.as_object_mut()?.remove(MILESTONE)?.as_str()?.to_owned()))
            .collect();
        let mut milestones = milestones(journey);
        let home = |milestone: &Option<String>| {
            let milestone = milestone.as_ref()?;
            milestones.iter().position(|(_, identity)| identity == milestone)
        };
        let homes: Vec<usize> = of.iter().map(|milestone| home(milestone).unwrap_or_default()).collect();
        for (at, (milestone, _)) in milestones.iter_mut().enumerate() {
            let own = tasks.iter().zip(&homes).filter(|(_, home)| **home == at);
            milestone.insert(TASKS.to_owned(), own.map(|(task, _)| task.clone()).collect());
        }
    }
    settings
}

fn journeys(settings: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let list = settings.get_mut("journeys").and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// The milestones of a journey with what each is known by.
fn milestones(journey: &mut Map<String, Value>) -> Vec<(&mut Map<String, Value>, String)> {
    let Some(Value::Array(list)) = journey.get_mut(MILESTONES) else {
        return Vec::new();
    };
    let identities: Vec<String> = known(list).into_iter().map(|(identity, _)| identity).collect();
    let objects = list.iter_mut().filter_map(Value::as_object_mut);
    objects.zip(identities).collect()
}
