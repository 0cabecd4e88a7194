//! The list of journeys.

use super::PAGE;
use super::cells::{self, Refusals};
use super::filters::JourneyFilters;
use super::nudge::{NudgeDialog, Nudged, Nudging};
use super::views::{View, Views};
use crate::api::{ApiError, journeys};
use crate::forms::error_text;
use crate::i18n::{keys, t, text, text_plural, text_with};
use crate::lists::{Asked, ListCard, Rows, none_match, order, pressed_order, use_asked, use_rows};
use crate::paths::{Filtered, JourneysQuery, JourneysSort};
use crate::session::use_session;
use crate::shell::{PageHead, page_command, use_commands};
use crate::ui::{
    Button, ButtonKind, ButtonSize, DataTable, EmptyState, IconName, Pane, Sort, StaleNotice, toast, toast_error,
};
use entente_model::ids::PartnerId;
use entente_model::onboarding::following::NUDGED;
use entente_model::onboarding::{JourneyResult, JourneyRisk, JourneySummary};
use entente_model::page::{MAX_LIMIT, Page};
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// The page `/journeys`.
#[component]
pub fn JourneysPage() -> impl IntoView {
    let session = use_session();
    let Asked {
        address,
        search,
        question,
        clear,
    } = use_asked(|query: JourneysQuery| query);
    let selected = RwSignal::new(BTreeSet::<String>::new());
    let is_held = Signal::derive(move || selected.with(|selected| !selected.is_empty()));
    let rows = use_rows(question, is_held);
    let refusals: Refusals = RwSignal::default();
    let nudging = Nudging::closed();
    let program = StoredValue::new(session.get_untracked().map(|session| session.program.clone()));
    let may_nudge = Memo::new(move |_| session.may(Permission::GuideJourneys));
    forget_gone(rows, selected);

    let nudge_selected = move || {
        let partners: Vec<Nudged> = selected.with_untracked(|selected| {
            rows.shown().with_untracked(|shown| {
                let chosen = shown.iter();
                let chosen = chosen.filter(|journey| selected.contains(&journey.partner.id.to_string()));
                chosen.take(NUDGED).map(Nudged::from).collect()
            })
        });
        nudging.begin(partners, false);
    };
    let looking = RwSignal::new(false);
    let nudge_at_risk = move || {
        if looking.get_untracked() {
            return;
        }
        looking.set(true);
        let asked = question.get_untracked();
        spawn_local(async move {
            let found = read_at_risk(&asked).await;
            looking.try_set(false);
            match found {
                Ok(page) if page.items.is_empty() => toast(text(keys::JOURNEYS_NONE_AT_RISK)),
                // Not once the page was left.
                Ok(page) if selected.try_get_untracked().is_some() => {
                    let partners = page.items.iter().take(NUDGED).map(Nudged::from).collect();
                    nudging.begin(partners, page.next_cursor.is_some());
                }
                Ok(_) | Err(ApiError::Aborted) => {}
                Err(error) => toast_error(error_text(&error)),
            }
        });
    };
    // Of journeys that go otherwise nobody is at risk, whatever comes on later pages.
    let none_at_risk = Memo::new(move |_| {
        question.with(|question| !question.risks.is_empty() && !question.risks.contains(&JourneyRisk::AtRisk))
    });
    let reason = Signal::derive(move || {
        session
            .reason_not(Permission::GuideJourneys)
            .or_else(|| none_at_risk.get().then(|| text(keys::JOURNEYS_NONE_AT_RISK)))
    });
    use_commands(move || {
        if !may_nudge.get() {
            return Vec::new();
        }
        let chosen = selected.with(|selected| !selected.is_empty());
        let of_selection =
            chosen.then(|| page_command("nudge", keys::JOURNEYS_NUDGE_SELECTED, IconName::Bell, nudge_selected));
        let of_risk = (!none_at_risk.get()).then(|| {
            page_command(
                "nudge-at-risk",
                keys::JOURNEYS_NUDGE_AT_RISK,
                IconName::Bell,
                nudge_at_risk,
            )
        });
        of_selection.into_iter().chain(of_risk).collect()
    });
    // What was asked shows it at once; what was refused stays selected, with its reason.
    let on_done = Callback::new(move |(results,): (Vec<JourneyResult>,)| {
        let (mut asked, mut refused) = (Vec::new(), std::collections::BTreeMap::new());
        for result in results {
            match (result.journey, result.problem) {
                (Some(journey), _) => asked.push(journey),
                (None, Some(problem)) => {
                    refused.insert(result.partner_id, problem);
                }
                (None, None) => {}
            }
        }
        // Those at risk may stand on pages that are not there yet.
        let is_there = |id: &&PartnerId| {
            rows.shown()
                .with_untracked(|shown| shown.iter().any(|row| row.partner.id == **id))
        };
        selected.set(refused.keys().filter(is_there).map(ToString::to_string).collect());
        refusals.set(refused);
        rows.change(|shown| {
            for journey in asked {
                if let Some(row) = shown.iter_mut().find(|row| row.partner.id == journey.partner.id) {
                    *row = journey;
                }
            }
        });
    });
    let table_rows = Signal::derive(move || {
        rows.shown().with(|shown| {
            shown
                .iter()
                .map(|journey| cells::row(journey, program, refusals))
                .collect::<Vec<_>>()
        })
    });
    let sort = order(question, |question| {
        let column = question.sort;
        let descending = matches!(column, JourneysSort::InStage | JourneysSort::Started);
        (column.as_str(), descending)
    });
    let on_sort = Callback::new(move |(sort,): (Sort,)| {
        let pressed = JourneysSort::parse(&sort.column).unwrap_or_default();
        let in_force = question.with_untracked(|question| question.sort);
        address.update(|query| query.sort = pressed_order(pressed, &in_force));
    });
    let nothing = move || empty(rows, question, clear);
    let table = move || {
        let (label, columns, loading) = (keys::JOURNEYS_TITLE, cells::columns(), rows.loading());
        if may_nudge.get() {
            view! { <DataTable label=label columns=columns rows=table_rows sort=sort on_sort=on_sort selected=selected loading=loading empty=nothing/> }
                .into_any()
        } else {
            view! { <DataTable label=label columns=columns rows=table_rows sort=sort on_sort=on_sort loading=loading empty=nothing/> }.into_any()
        }
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::JOURNEYS_LEAD>
                <Button
                    label=keys::JOURNEYS_NUDGE_AT_RISK
                    kind=ButtonKind::Primary
                    icon=IconName::Bell
                    busy=looking
                    disabled_reason=reason
                    on_press=nudge_at_risk
                />
            </PageHead>
            <Views here=View::List/>
            <JourneyFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <ListCard
                rows=rows
                class="journeys-list"
                title=keys::JOURNEYS_TITLE
                changed=keys::JOURNEYS_CHANGED
                failed=keys::JOURNEYS_ERROR
            >
                {table}
            </ListCard>
            <NudgeBar selected=selected refusals=refusals on_nudge=nudge_selected/>
        </Pane>
        <NudgeDialog nudging=nudging on_done=on_done/>
    }
}

/// Those at risk of all that the question matches, most pressing first, as many as one nudge reaches.
async fn read_at_risk(asked: &JourneysQuery) -> Result<Page<JourneySummary>, ApiError> {
    let at_risk = JourneysQuery {
        risks: vec![JourneyRisk::AtRisk],
        sort: JourneysSort::Due,
        ..asked.clone()
    };
    journeys::list(&at_risk, Some(MAX_LIMIT), None).await
}

/// What is no longer shown can't be nudged.
fn forget_gone(rows: Rows<JourneysQuery>, selected: RwSignal<BTreeSet<String>>) {
    Effect::new(move |_| {
        let shown: BTreeSet<String> = rows
            .shown()
            .with(|shown| shown.iter().map(|journey| journey.partner.id.to_string()).collect());
        if selected.with_untracked(|selected| !selected.is_subset(&shown)) {
            selected.update(|selected| selected.retain(|key| shown.contains(key)));
        }
    });
}

/// How many are selected and what can be done with them. Not there while nothing is selected.
#[component]
fn NudgeBar(
    selected: RwSignal<BTreeSet<String>>,
    refusals: Refusals,
    #[prop(into)] on_nudge: Callback<()>,
) -> impl IntoView {
    let count = Memo::new(move |_| selected.with(BTreeSet::len));
    let some = Memo::new(move |_| count.get() > 0);
    let reason = Signal::derive(move || {
        (count.get() > NUDGED).then(|| text_with(keys::APPROVALS_BULK_TOO_MANY, &[("max", &NUDGED)]))
    });
    let clear = move || {
        selected.update(BTreeSet::clear);
        refusals.update(|refusals| refusals.clear());
    };
    move || {
        some.get().then(|| {
            view! {
                <div class="bulk-bar" role="toolbar" aria-label=t(keys::JOURNEYS_BULK_BAR)>
                    <span class="strong nowrap approval-bulk-count" role="status">
                        {move || text_plural(keys::APPROVALS_SELECTED, count.get() as u64)}
                    </span>
                    <Button
                        label=keys::JOURNEYS_NUDGE
                        kind=ButtonKind::Primary
                        size=ButtonSize::Small
                        icon=IconName::Bell
                        disabled_reason=reason
                        on_press=on_nudge
                    />
                    <Button label=keys::APPROVALS_SELECT_NONE kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::X on_press=clear/>
                </div>
            }
        })
    }
}

/// Nobody is on a journey, or nothing matches.
fn empty(rows: Rows<JourneysQuery>, question: Memo<JourneysQuery>, on_clear: Callback<()>) -> AnyView {
    if rows.error().with(Option::is_some) {
        return ().into_any();
    }
    let only_risk = question.with(|question| question.risks == [JourneyRisk::AtRisk] && question.search.is_empty());
    if question.with(JourneysQuery::is_filtered) {
        let (title, line, icon) = if only_risk {
            (keys::JOURNEYS_CALM, keys::JOURNEYS_CALM_TEXT, IconName::CircleCheck)
        } else {
            (keys::JOURNEYS_NONE, keys::JOURNEYS_NONE_TEXT, IconName::Search)
        };
        return none_match(title, line, icon, on_clear);
    }
    view! { <EmptyState title=keys::JOURNEYS_EMPTY text=keys::JOURNEYS_EMPTY_TEXT icon=IconName::Flag/> }.into_any()
}
