//! The journey as a partner would meet it who begins today.

use crate::i18n::{date, keys, t, text_with};
use crate::journey::words::{kind_help, tasks_in_line};
use crate::settings::journey_words::{owner_name, share, task_name};
use crate::ui::{Data, ProgressBar, now, unique_id};
use chrono::Local;
use entente_model::onboarding::{Journey, JourneyMilestone, JourneyTask, JourneyTemplate};
use entente_model::people::Side;
use leptos::prelude::*;

/// The preview.
pub fn preview(template: Memo<Option<JourneyTemplate>>) -> AnyView {
    let today = Memo::new(move |_| now().with_timezone(&Local).date_naive());
    let journey =
        Memo::new(move |_| template.with(|template| Some(Journey::begin(template.as_ref()?, 0, today.get()))));
    let heading = unique_id("preview");
    let lead = move || text_with(keys::SETTINGS_JOURNEY_PREVIEW_TEXT, &[("date", &date(today.get()))]);
    let milestones = move || {
        journey.with(|journey| {
            let Some(journey) = journey else { return Vec::new() };
            let all: u32 = journey.tasks().map(|task| task.weight).sum();
            let mut done = 0;
            let drawn = journey.milestones.iter().map(|milestone| {
                done += milestone.tasks.iter().map(|task| task.weight).sum::<u32>();
                drawn(journey, milestone, done, all.max(1))
            });
            drawn.collect()
        })
    };
    let labelled = heading.clone();
    view! {
        <section class="journey-part" aria-labelledby=heading>
            <div class="journey-part-head">
                <h4 id=labelled>{t(keys::SETTINGS_JOURNEY_PREVIEW)}</h4>
                <p class="field-hint">{lead}</p>
            </div>
            <ol class="journey-preview">{milestones}</ol>
        </section>
    }
    .into_any()
}

/// A milestone with what is done of the journey once it is reached.
fn drawn(journey: &Journey, milestone: &JourneyMilestone, done: u32, all: u32) -> AnyView {
    let done_by = f64::from(done) / f64::from(all);
    let label = text_with(keys::SETTINGS_JOURNEY_PREVIEW_PROGRESS, &[("share", &share(done_by))]);
    let name = Some(milestone.name.clone()).filter(|name| !name.is_empty());
    let title = match name {
        Some(name) => view! { <Data value=name class="strong"/> }.into_any(),
        None => view! { <span class="faint">{t(keys::SETTINGS_JOURNEY_NEW_MILESTONE)}</span> }.into_any(),
    };
    let tasks = milestone
        .tasks
        .iter()
        .map(|task| task_line(journey, task, milestone, all));
    view! {
        <li class="preview-milestone">
            <div class="preview-head">
                {title}
                <span class="preview-day" translate="no">{date(milestone.due_on)}</span>
            </div>
            <div class="preview-progress">
                <ProgressBar value=done_by/>
                <span class="muted small">{label}</span>
            </div>
            <ul class="preview-tasks">{tasks.collect_view()}</ul>
        </li>
    }
    .into_any()
}

fn task_line(journey: &Journey, task: &JourneyTask, milestone: &JourneyMilestone, all: u32) -> AnyView {
    let is_named = !task.name.is_empty();
    let share = share(f64::from(task.weight) / f64::from(all));
    let own_day = (task.due_on != milestone.due_on).then(|| view! { <span translate="no">{date(task.due_on)}</span> });
    let owner = (task.owner == Side::Vendor).then(|| view! { <span>{t(owner_name(Side::Vendor))}</span> });
    let blockers: Vec<String> = journey
        .blockers(task)
        .map(|task| task_name(task.kind, task.count, &task.name))
        .collect();
    let waits = (!blockers.is_empty()).then(|| {
        view! { <span>{text_with(keys::SETTINGS_TASK_WAITS, &[("tasks", &tasks_in_line(&blockers))])}</span> }
    });
    let help = if task.help.is_empty() {
        kind_help(task.kind).map(|help| view! { <p class="preview-help">{t(help)}</p> }.into_any())
    } else {
        Some(view! { <p class="preview-help" translate="no" dir="auto">{task.help.clone()}</p> }.into_any())
    };
    view! {
        <li class="preview-task">
            <span class="preview-name">
                <span translate=is_named.then_some("no") dir="auto">{task_name(task.kind, task.count, &task.name)}</span>
            </span>
            <span class="step-facts">
                {owner}
                {waits}
                {own_day}
                <span translate="no">{share}</span>
            </span>
            {help}
        </li>
    }
    .into_any()
}
