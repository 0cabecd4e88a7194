//! The milestones of a journey with their tasks: what is done and by whom, what is late, what waits for something else, and what the
//! reader may say is done.

use crate::i18n::{self, keys, t, text, text_with};
use crate::journey::words::{TaskName, refusal_text, task_name, tasks_in_line};
use crate::session::use_session;
use crate::ui::{Badge, Button, ButtonSize, Card, Data, DateText, Icon, IconName, StatusBadge, Time, TimeStyle, Tone};
use chrono::NaiveDate;
use entente_model::onboarding::{Journey, JourneyMilestone, JourneyTask, PartnerJourney, TaskDone};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;

/// How a task stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    Done,
    Blocked,
    Late,
    Open,
}

impl Standing {
    fn of(task: &JourneyTask, journey: &Journey, today: NaiveDate) -> Self {
        if task.done.is_some() {
            Self::Done
        } else if !journey.is_ready(task) {
            Self::Blocked
        } else if task.due_on < today {
            Self::Late
        } else {
            Self::Open
        }
    }

    fn look(self) -> (Tone, IconName) {
        match self {
            Self::Done => (Tone::Success, IconName::CircleCheck),
            Self::Blocked => (Tone::Neutral, IconName::Lock),
            Self::Late => (Tone::Warning, IconName::Clock),
            Self::Open => (Tone::Neutral, IconName::Circle),
        }
    }

    fn name(self) -> i18n::Key {
        match self {
            Self::Done => keys::PARTNER_TASK_DONE,
            Self::Blocked => keys::PARTNER_TASK_BLOCKED,
            Self::Late => keys::PARTNER_TASK_LATE,
            Self::Open => keys::PARTNER_TASK_OPEN,
        }
    }
}

/// Every milestone as a card.
#[component]
pub(super) fn Milestones(
    /// The journey.
    journey: Signal<PartnerJourney>,
    /// The task whose dialog is open.
    completing: RwSignal<Option<JourneyTask>>,
) -> impl IntoView {
    move || {
        let read = journey.get();
        let cards = read
            .journey
            .milestones
            .iter()
            .map(|milestone| card(milestone, &read, completing));
        cards.collect_view()
    }
}

fn card(milestone: &JourneyMilestone, read: &PartnerJourney, completing: RwSignal<Option<JourneyTask>>) -> AnyView {
    let (name, reached) = (milestone.name.clone(), milestone.reached_at);
    let due = milestone.due_on;
    let end = move || match reached {
        Some(at) => view! {
            <StatusBadge label=keys::PARTNER_MILESTONE_REACHED tone=Tone::Success icon=Some(IconName::CircleCheck)/>
            <span class="small muted"><Time value=at style=TimeStyle::Day/></span>
        }
        .into_any(),
        None => view! { <span class="small muted">{t(keys::PARTNER_MILESTONE_DUE)} " " <DateText value=due/></span> }
            .into_any(),
    };
    let (done, all) = (
        milestone.tasks.iter().filter(|task| task.done.is_some()).count(),
        milestone.tasks.len(),
    );
    let count = move || text_with(keys::PARTNER_MILESTONE_TASKS, &[("done", &done), ("all", &all)]);
    let tasks = milestone
        .tasks
        .iter()
        .map(|task| line(task, read, completing))
        .collect_view();
    view! {
        <Card flush=true>
            <header class="milestone-head">
                <div>
                    <h2 translate="no">{name}</h2>
                    <p>{count}</p>
                </div>
                <div class="row">{end}</div>
            </header>
            <ul class="tasks">{tasks}</ul>
        </Card>
    }
    .into_any()
}

fn line(task: &JourneyTask, read: &PartnerJourney, completing: RwSignal<Option<JourneyTask>>) -> AnyView {
    // The partner's day, as that of how the journey goes.
    let (journey, today) = (&read.journey, read.standing.today);
    let standing = Standing::of(task, journey, today);
    let (tone, icon) = standing.look();
    let help = Some(task.help.clone()).filter(|help| !help.is_empty());
    let is_vendors = task.owner == Side::Vendor;
    let due = task.due_on;
    let end = match &task.done {
        Some(_) => ().into_any(),
        None => view! {
            <span class="task-due" class:journey-late=standing == Standing::Late>
                <DateText value=due/>
                <span class="cell-sub" translate="no">{move || i18n::day_from(due, today)}</span>
            </span>
        }
        .into_any(),
    };
    view! {
        <li class="task" data-standing=format!("{standing:?}").to_lowercase()>
            <span class="task-mark" data-tone=tone.name()><Icon name=icon/><span class="visually-hidden">{t(standing.name())}</span></span>
            <div class="task-main">
                <div class="row">
                    <strong><TaskName task=task.clone()/></strong>
                    {is_vendors.then(|| view! { <Badge label=keys::PARTNER_TASK_VENDORS tone=Tone::Accent/> })}
                </div>
                {help.map(|help| view! { <p class="task-help"><Data value=help/></p> })}
                {task.done.clone().map(done_line)}
                {blocked_line(task, journey)}
            </div>
            {end}
            <div class="task-act">{act(task, journey, completing)}</div>
        </li>
    }
    .into_any()
}

/// When it was done, by whom, and what they noted.
fn done_line(done: TaskDone) -> AnyView {
    let by = done.by.name.clone();
    let who = move || {
        if by.is_empty() {
            text(keys::PARTNER_TASK_DONE_BY_PORTAL)
        } else {
            text_with(keys::PARTNER_TASK_DONE_BY, &[("name", &by)])
        }
    };
    let note = Some(done.note).filter(|note| !note.is_empty());
    view! {
        <p class="small muted">{who} " " <Time value=done.at/></p>
        {note.map(|note| view! { <blockquote class="approval-quote task-note" translate="no" dir="auto">{note}</blockquote> })}
    }
    .into_any()
}

fn blocked_line(task: &JourneyTask, journey: &Journey) -> Option<AnyView> {
    let first: Vec<JourneyTask> = journey.blockers(task).cloned().collect();
    let names = move || {
        let names: Vec<String> = first.iter().map(task_name).collect();
        text_with(keys::PARTNER_TASK_WAITS_FOR, &[("tasks", &tasks_in_line(&names))])
    };
    (!journey.is_ready(task) && task.done.is_none()).then(|| view! { <p class="small muted">{names}</p> }.into_any())
}

/// The button that says that it is done, with its reason where it can't be pressed; of what completes itself, that it does.
fn act(task: &JourneyTask, journey: &Journey, completing: RwSignal<Option<JourneyTask>>) -> AnyView {
    if task.done.is_some() {
        return ().into_any();
    }
    if !task.kind.is_by_hand() {
        return view! { <span class="small faint">{t(keys::PARTNER_TASK_COMPLETES_ITSELF)}</span> }.into_any();
    }
    let session = use_session();
    let refusal = journey.refusal_to_complete(task, Some(Side::Vendor));
    let journey = StoredValue::new(journey.clone());
    let reason = Signal::derive(move || {
        session.reason_not(Permission::GuideJourneys).or_else(|| {
            let refusal = refusal.as_ref()?;
            journey.try_with_value(|journey| {
                refusal_text(refusal, |code| journey.task(code).map(task_name).unwrap_or_default())
            })
        })
    });
    let task = task.clone();
    view! {
        <Button
            label=keys::PARTNER_TASK_COMPLETE
            size=ButtonSize::Small
            icon=IconName::Check
            disabled_reason=reason
            on_press=move || completing.set(Some(task.clone()))
        />
    }
    .into_any()
}
