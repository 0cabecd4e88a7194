//! What differs in the journeys and in the agreement.

use super::pair::{Pair, strict_pairs};
use super::{Field, Found, Shown, Subject, TaskName};
use entente_model::onboarding::{AgreementText, JourneyTemplate, Milestone, TaskTemplate};
use entente_model::settings::ProgramSettings;

/// A task with the milestone that it stands in.
struct Placed<'a> {
    task: &'a TaskTemplate,
    milestone: &'a Milestone,
}

fn placed(template: &JourneyTemplate) -> Vec<Placed<'_>> {
    let tasks = template.milestones.iter().flat_map(|milestone| {
        let tasks = milestone.tasks.iter();
        tasks.map(move |task| Placed { task, milestone })
    });
    tasks.collect()
}

/// The entries that both lists have, each in the order of its list; none when that is the same.
fn reordered<'a, T>(old: &'a [T], new: &'a [T], code: impl Fn(&T) -> &str) -> Option<(Vec<&'a T>, Vec<&'a T>)> {
    let common = |list: &'a [T], other: &[T]| -> Vec<&'a T> {
        let known = |entry: &&T| other.iter().any(|other| code(other) == code(entry));
        list.iter().filter(known).collect()
    };
    let (before, after) = (common(old, new), common(new, old));
    let codes = |list: &[&T]| -> Vec<String> { list.iter().map(|entry| code(entry).to_owned()).collect() };
    (codes(&before) != codes(&after)).then_some((before, after))
}

fn number(number: &u32) -> Shown {
    Shown::Number(u64::from(*number))
}

/// The tasks of these codes, by their names.
fn named(codes: &[String], template: &JourneyTemplate) -> Shown {
    let task = |code: &String| template.tasks().find(|task| task.code == *code).map(TaskName::of);
    Shown::Tasks(codes.iter().filter_map(task).collect())
}

/// How many paragraphs of `text` the other text does not have.
fn paragraphs_without(text: &str, other: &str) -> u64 {
    let paragraphs = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let mut others = paragraphs(other);
    let mut is_new = |paragraph: &String| match others.iter().position(|other| other == paragraph) {
        Some(at) => {
            others.swap_remove(at);
            false
        }
        None => true,
    };
    paragraphs(text).iter().filter(|paragraph| is_new(paragraph)).count() as u64
}

impl Found {
    pub(super) fn journeys(&mut self, old: &ProgramSettings, new: &ProgramSettings) {
        let (before, after) = (&old.onboarding, &new.onboarding);
        let regions = |codes: &Vec<String>| {
            let name = |code: &String| {
                let known = new.regions.iter().find(|region| region.code == *code);
                known.map_or_else(|| code.clone(), |region| region.name.clone())
            };
            Shown::Names(codes.iter().map(name).collect())
        };
        for pair in strict_pairs(&before.journeys, &after.journeys, |template| &template.code) {
            self.entry(
                Field::Journey,
                pair,
                |template| template.name.clone(),
                |found, old, new| {
                    found.differ(Field::EntryName, &old.name, &new.name, |name| Shown::Text(name.clone()));
                    found.differ(Field::JourneyTypes, &old.partner_types, &new.partner_types, |types| {
                        Shown::PartnerTypes(types.clone())
                    });
                    found.differ(Field::JourneyTiers, &old.tiers, &new.tiers, |tiers| {
                        Shown::Tiers(tiers.clone())
                    });
                    found.differ(Field::JourneyRegions, &old.regions, &new.regions, regions);
                    found.milestones(old, new);
                    found.tasks(old, new);
                },
            );
        }
        if let Some((before, after)) = reordered(&before.journeys, &after.journeys, |template| &template.code) {
            let names = |list: Vec<&JourneyTemplate>| {
                Some(Shown::Names(
                    list.iter().map(|template| template.name.clone()).collect(),
                ))
            };
            self.push(Field::JourneyOrder, names(before), names(after));
        }
        self.differ(
            Field::JourneyReminders,
            &before.reminder_days,
            &after.reminder_days,
            |days| Shown::Numbers(days.clone()),
        );
        self.differ(Field::RiskDays, &before.risk_days, &after.risk_days, number);
    }

    fn milestones(&mut self, old: &JourneyTemplate, new: &JourneyTemplate) {
        let of_journey = Subject::Named(new.name.clone());
        for pair in strict_pairs(&old.milestones, &new.milestones, |milestone| &milestone.code) {
            self.subject = of_journey.clone();
            let shown = |milestone: &Milestone| Shown::Text(milestone.name.clone());
            match pair {
                (Some(old), Some(new_one)) => {
                    self.subject = Subject::Milestone(new.name.clone(), new_one.name.clone());
                    self.differ(Field::EntryName, &old.name, &new_one.name, |name| {
                        Shown::Text(name.clone())
                    });
                    self.differ(Field::MilestoneDue, &old.due_days, &new_one.due_days, number);
                }
                (before, after) => self.push(Field::Milestone, before.map(shown), after.map(shown)),
            }
        }
        self.subject = of_journey;
        if let Some((before, after)) = reordered(&old.milestones, &new.milestones, |milestone| &milestone.code) {
            let names = |list: Vec<&Milestone>| {
                Some(Shown::Names(
                    list.iter().map(|milestone| milestone.name.clone()).collect(),
                ))
            };
            self.push(Field::MilestoneOrder, names(before), names(after));
        }
    }

    fn tasks(&mut self, old: &JourneyTemplate, new: &JourneyTemplate) {
        let (before, after) = (placed(old), placed(new));
        for pair in strict_pairs(&before, &after, |placed| &placed.task.code) {
            self.task(pair, old, new);
        }
        for milestone in &new.milestones {
            let known = old.milestones.iter().find(|known| known.code == milestone.code);
            let moved = known.and_then(|known| reordered(&known.tasks, &milestone.tasks, |task| &task.code));
            if let Some((before, after)) = moved {
                let names = |list: Vec<&TaskTemplate>| Some(Shown::Tasks(list.into_iter().map(TaskName::of).collect()));
                self.subject = Subject::Milestone(new.name.clone(), milestone.name.clone());
                self.push(Field::TaskOrder, names(before), names(after));
            }
        }
        self.subject = Subject::Named(new.name.clone());
    }

    fn task(&mut self, pair: Pair<'_, Placed<'_>>, old: &JourneyTemplate, new: &JourneyTemplate) {
        let (Some(before), Some(after)) = pair else {
            let shown = |placed: &Placed<'_>| Shown::Tasks(vec![TaskName::of(placed.task)]);
            self.subject = Subject::Named(new.name.clone());
            self.push(Field::Task, pair.0.map(shown), pair.1.map(shown));
            return;
        };
        let Placed { task, milestone } = after;
        self.subject = Subject::Task(new.name.clone(), TaskName::of(task));
        if before.milestone.code != milestone.code {
            let name = |milestone: &Milestone| Some(Shown::Text(milestone.name.clone()));
            self.push(Field::TaskMilestone, name(before.milestone), name(milestone));
        }
        let before = before.task;
        self.differ(Field::TaskKind, &before.kind, &task.kind, |kind| Shown::TaskKind(*kind));
        self.differ(Field::EntryName, &before.name, &task.name, |name| {
            Shown::Text(name.clone())
        });
        self.differ(Field::TaskHelp, &before.help, &task.help, |_| Shown::Long);
        self.differ(Field::TaskCount, &before.count, &task.count, number);
        self.differ(Field::TaskOwner, &before.owner, &task.owner, |owner| {
            Shown::Owner(*owner)
        });
        self.differ(Field::TaskDue, &before.due_days, &task.due_days, number);
        self.differ(Field::Weight, &before.weight, &task.weight, number);
        if before.blocked_by != task.blocked_by {
            let blockers = (named(&before.blocked_by, old), named(&task.blocked_by, new));
            self.push(Field::TaskBlockers, Some(blockers.0), Some(blockers.1));
        }
    }

    pub(super) fn agreement(&mut self, old: &AgreementText, new: &AgreementText) {
        self.differ(Field::AgreementTitle, &old.title, &new.title, |title| {
            Shown::Text(title.clone())
        });
        if old.text != new.text {
            let changed = Shown::Paragraphs(
                paragraphs_without(&new.text, &old.text),
                paragraphs_without(&old.text, &new.text),
            );
            self.push(Field::AgreementText, Some(Shown::Long), Some(changed));
        }
    }
}
