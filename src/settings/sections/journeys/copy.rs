//! A milestone or a task once more, with codes of its own.

use crate::settings::codes::unused;
use crate::settings::raw::{RawMilestone, RawTask};
use std::collections::HashMap;

/// The task under a code that is not taken.
pub fn copy_of_task(task: RawTask, taken: &[String]) -> RawTask {
    RawTask {
        code: free(&task.code, taken),
        ..task
    }
}

/// The milestone and its tasks under codes that are not taken; a task that waits for another one of the milestone waits for that one's copy.
/// `milestones` and `tasks` are the codes that are taken.
pub fn copy_of_milestone(milestone: RawMilestone, milestones: &[String], tasks: &[String]) -> RawMilestone {
    let mut taken = tasks.to_vec();
    let mut codes: HashMap<String, String> = HashMap::new();
    for task in &milestone.tasks {
        let code = free(&task.code, &taken);
        taken.push(code.clone());
        codes.insert(task.code.clone(), code);
    }
    let copied = |code: &String| codes.get(code).unwrap_or(code).clone();
    let copies = milestone.tasks.into_iter().map(|task| RawTask {
        code: copied(&task.code),
        blocked_by: task.blocked_by.iter().map(copied).collect(),
        ..task
    });
    RawMilestone {
        tasks: copies.collect(),
        code: free(&milestone.code, milestones),
        ..milestone
    }
}

fn free(code: &str, taken: &[String]) -> String {
    unused(code, |code| taken.iter().any(|taken| taken == code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_milestone_waits_for_its_own_tasks() {
        let task = |code: &str, blocked_by: &[&str]| RawTask {
            code: code.to_owned(),
            blocked_by: blocked_by.iter().map(|code| (*code).to_owned()).collect(),
            ..RawTask::default()
        };
        let milestone = RawMilestone {
            code: "set-up".to_owned(),
            tasks: vec![task("logo", &["agreement"]), task("tax-form", &["agreement", "logo"])],
            ..RawMilestone::default()
        };
        let tasks = ["agreement", "logo", "logo-2", "tax-form"].map(str::to_owned);
        let copy = copy_of_milestone(milestone, &["set-up".to_owned()], &tasks);
        assert_eq!(copy.code, "set-up-2");
        assert_eq!(
            copy.tasks,
            [
                task("logo-3", &["agreement"]),
                task("tax-form-2", &["agreement", "logo-3"])
            ]
        );
        assert_eq!(copy_of_task(task("logo", &[]), &tasks).code, "logo-3");
    }
}
