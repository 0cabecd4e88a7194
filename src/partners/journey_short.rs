//! The journey in short: how it goes, how far it has come, and what the partner can do next.

use super::journey::{has_none, no_journey, read_journey, whole_percents};
use crate::i18n::{keys, t, text};
use crate::journey::words::TaskName;
use crate::journeys::words::RiskBadge;
use crate::paths::{self, PartnerTab};
use crate::shell::Region;
use crate::ui::{ButtonSize, Card, DateText, LinkButton, Progress, Skeleton};
use chrono::NaiveDate;
use entente_model::ids::PartnerId;
use entente_model::onboarding::{JourneyTask, PartnerJourney};
use entente_model::people::Side;
use leptos::prelude::*;

/// How many tasks it names.
const NAMED: usize = 3;

/// The card.
#[component]
pub(super) fn JourneyCard(
    /// Whose.
    id: PartnerId,
) -> impl IntoView {
    let reading = read_journey(id);
    let none = has_none(reading);
    let all = move || {
        let href = paths::partner_tab(id, PartnerTab::Journey);
        view! { <LinkButton label=keys::PARTNER_JOURNEY_OPEN href=href size=ButtonSize::Small/> }
    };
    view! {
        <Card title=keys::PARTNER_TAB_JOURNEY actions=all>
            {move || if none.get() {
                no_journey()
            } else {
                view! {
                    <Region reading=reading loading=|| view! { <Skeleton/> } let:journey>
                        {move || content(&journey.get())}
                    </Region>
                }
                .into_any()
            }}
        </Card>
    }
}

fn content(journey: &PartnerJourney) -> AnyView {
    let fraction = whole_percents(journey.standing.progress_per_mille);
    let next: Vec<JourneyTask> = journey
        .journey
        .next_of(Side::Partner)
        .into_iter()
        .take(NAMED)
        .cloned()
        .collect();
    let today = journey.standing.today;
    let lines = next.into_iter().map(|task| line(task, today)).collect_view();
    let heading = journey.completed_at.is_none().then(|| {
        view! { <h3 class="approval-subhead">{t(keys::PARTNER_JOURNEY_NEXT)}</h3> }
    });
    view! {
        <div class="stack">
            <div><RiskBadge risk=journey.standing.risk/></div>
            <Progress value=fraction label=keys::PARTNER_JOURNEY_DONE/>
            <div>
                {heading}
                <ul class="next-tasks">{lines}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn line(task: JourneyTask, today: NaiveDate) -> AnyView {
    let due = task.due_on;
    let is_late = due < today;
    let late = move || text(keys::PARTNER_TASK_LATE);
    view! {
        <li>
            <TaskName task=task/>
            <span class=if is_late { "small journey-late" } else { "small muted" }>
                {is_late.then(|| view! { <span>{late} " "</span> })}
                <DateText value=due/>
            </span>
        </li>
    }
    .into_any()
}
