//! The board: milestones side by side where there is room, each with its tasks.

use super::model::Travel;
use super::task::TaskCard;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{Data, DateText, Icon, IconName, Time, TimeStyle, each};
use entente_model::onboarding::JourneyMilestone;
use leptos::prelude::*;

/// How a milestone stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Reached,
    Here,
    Ahead,
}

/// The milestones in their order.
#[component]
pub(super) fn Board(
    /// The page's state.
    travel: Travel,
) -> impl IntoView {
    let codes = Memo::new(move |_| {
        let code = |milestone: &JourneyMilestone| milestone.code.clone();
        travel
            .journey
            .with(|read| read.journey.milestones.iter().map(code).collect::<Vec<_>>())
    });
    view! {
        <section aria-labelledby="journey-board-title">
            <h2 id="journey-board-title" class="visually-hidden">{t(keys::JOURNEY_BOARD)}</h2>
            <ol class="journey-board">
                {each(move || codes.get(), String::clone, move |code| view! { <Milestone travel=travel code=code/> }.into_any())}
            </ol>
        </section>
    }
}

#[component]
fn Milestone(travel: Travel, code: String) -> impl IntoView {
    let found = Memo::new(move |_| {
        travel.journey.with(|read| {
            let milestones = &read.journey.milestones;
            let at = milestones.iter().position(|milestone| milestone.code == code)?;
            let milestone = milestones[at].clone();
            let stage = if milestone.reached_at.is_some() {
                Stage::Reached
            } else if read.standing.stage == Some(at) {
                Stage::Here
            } else {
                Stage::Ahead
            };
            Some((at, stage, milestone))
        })
    });
    let tasks = Memo::new(move |_| {
        found.with(|found| {
            let tasks = found.as_ref().map(|(_, _, milestone)| milestone.tasks.as_slice());
            tasks
                .unwrap_or_default()
                .iter()
                .map(|task| task.code.clone())
                .collect::<Vec<_>>()
        })
    });
    let is_here = move || found.with(|found| matches!(found, Some((_, Stage::Here, _))));
    let head = move || found.get().map(|(at, stage, milestone)| head(at, stage, milestone));
    view! {
        <li class="journey-milestone" data-here=move || is_here().to_string() aria-current=move || is_here().then_some("step")>
            {head}
            <ul class="journey-tasks">
                {each(move || tasks.get(), String::clone, move |code| view! { <TaskCard travel=travel code=code/> }.into_any())}
            </ul>
        </li>
    }
}

fn head(at: usize, stage: Stage, milestone: JourneyMilestone) -> AnyView {
    let done = milestone.tasks.iter().filter(|task| task.done.is_some()).count() as i64;
    let all = milestone.tasks.len() as i64;
    let counted = move || {
        let (done, all) = (i18n::integer(done), i18n::integer(all));
        text_with(keys::JOURNEY_COUNTED, &[("done", &done), ("count", &all)])
    };
    let mark = match stage {
        Stage::Reached => view! { <Icon name=IconName::Check/> }.into_any(),
        _ => view! { <span translate="no">{move || i18n::integer(at as i64 + 1)}</span> }.into_any(),
    };
    let when = match milestone.reached_at {
        Some(reached) => view! { {t(keys::JOURNEY_REACHED)} " " <Time value=reached style=TimeStyle::Day/> }.into_any(),
        None => view! { {t(keys::JOURNEY_DUE)} " " <DateText value=milestone.due_on/> }.into_any(),
    };
    let here = (stage == Stage::Here).then(|| view! { <span class="journey-here">{t(keys::JOURNEY_HERE)}</span> });
    view! {
        <header class="journey-milestone-head" data-tone=if stage == Stage::Reached { "success" } else { "neutral" }>
            <span class="journey-milestone-mark" aria-hidden="true">{mark}</span>
            <div>
                <h3><Data value=milestone.name/></h3>
                <p class="small muted">{when}</p>
            </div>
            <div class="journey-milestone-end">{here}<span class="small muted number">{counted}</span></div>
        </header>
    }
    .into_any()
}
