//! The funnel: of those who began a journey, how many reached each milestone, how long it took them, and where the others wait.

use super::FUNNEL;
use super::views::{View, Views};
use crate::api::{journeys, use_read};
use crate::i18n::{self, keys, t, text, text_plural, text_with};
use crate::lists::RegionFilter;
use crate::paths::{self, FunnelQuery, JourneysQuery, use_address_state};
use crate::shell::{PageHead, Region};
use crate::ui::{
    Card, Column, Data, DataTable, EmptyState, Funnel, FunnelStage, Icon, IconName, IconSize, LinkButton, Pane,
    Skeleton, SkeletonShape, StaleNotice, TableRow,
};
use entente_model::events::LiveEvent;
use entente_model::onboarding::{FunnelMilestone, JourneyFunnel, JourneyRisk};
use leptos::prelude::*;

/// The page `/journeys/funnel`.
#[component]
pub fn FunnelPage() -> impl IntoView {
    let address = use_address_state::<FunnelQuery>();
    let reading = use_read(move || journeys::funnels(&address.get().region))
        .refetch_on(|event| matches!(event, LiveEvent::Journey { .. }));
    let loading =
        || view! { <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div> };
    view! {
        <Pane>
            <PageHead page=&FUNNEL lead=keys::JOURNEYS_FUNNEL_LEAD/>
            <Views here=View::Funnel/>
            <div class="filter-bar" role="group" aria-label=t(keys::KIT_CHOICES)>
                <RegionFilter
                    read=move || address.get().region
                    write=move |code: String| address.update(|query| query.region = code)
                />
            </div>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=loading let:funnels>
                {move || {
                    let region = address.get().region;
                    let funnels = funnels.get();
                    if funnels.is_empty() {
                        return nothing(&region);
                    }
                    let cards = funnels.into_iter().map(|funnel| card(funnel, region.clone())).collect_view();
                    view! { <div class="stack">{cards}</div> }.into_any()
                }}
            </Region>
        </Pane>
    }
}

fn nothing(region: &str) -> AnyView {
    let (title, line) = if region.is_empty() {
        (keys::JOURNEYS_EMPTY, keys::JOURNEYS_EMPTY_TEXT)
    } else {
        (keys::JOURNEYS_FUNNEL_NONE, keys::JOURNEYS_FUNNEL_NONE_TEXT)
    };
    let all = (!region.is_empty()).then(
        || view! { <LinkButton label=keys::JOURNEYS_FUNNEL_ALL href=paths::journey_funnel() icon=IconName::Globe/> },
    );
    view! { <div class="card"><EmptyState title=title text=line icon=IconName::ListFilter>{all}</EmptyState></div> }
        .into_any()
}

/// The share of those who reached the step before that has reached this one, too; nothing where nobody has come so far.
fn conversion(before: u32, milestone: &FunnelMilestone) -> Option<f64> {
    (before > 0).then(|| f64::from(milestone.reached_both) / f64::from(before))
}

/// How many reached the step before each milestone: the start, then each milestone in turn.
fn before(funnel: &JourneyFunnel) -> impl Iterator<Item = u32> + '_ {
    std::iter::once(funnel.started).chain(funnel.milestones.iter().map(|milestone| milestone.reached))
}

/// How journeys go that somebody works on: those that rest are not counted among the waiting.
fn under_way() -> Vec<JourneyRisk> {
    let all = JourneyRisk::ALL.iter().copied();
    all.filter(|risk| !matches!(risk, JourneyRisk::Paused | JourneyRisk::Completed))
        .collect()
}

fn count(number: u32) -> String {
    i18n::integer(i64::from(number))
}

/// A share without decimals: those of a few dozen journeys would say more than is known.
fn share(fraction: f64) -> String {
    i18n::percent((fraction * 100.0).round() / 100.0)
}

fn card(funnel: JourneyFunnel, region: String) -> AnyView {
    let funnel = StoredValue::new(funnel);
    let (name, started, elsewhere) =
        funnel.with_value(|funnel| (funnel.template_name.clone(), funnel.started, funnel.elsewhere));
    let chart_name = name.clone();
    let label = Signal::derive(move || text_with(keys::JOURNEYS_FUNNEL_CHART, &[("journey", &chart_name)]));
    let table_name = name.clone();
    let table = Signal::derive(move || text_with(keys::JOURNEYS_FUNNEL_TABLE, &[("journey", &table_name)]));
    let stages = Signal::derive(move || funnel.try_with_value(stages).unwrap_or_default());
    let rows = Signal::derive(move || {
        let rows = funnel.try_with_value(|funnel| {
            let steps = funnel.milestones.iter().zip(before(funnel));
            steps
                .map(|(milestone, before)| {
                    let waiting = paths::journeys_with(&JourneysQuery {
                        template: funnel.template.clone(),
                        milestone: milestone.code.clone(),
                        risks: under_way(),
                        region: region.clone(),
                        ..JourneysQuery::default()
                    });
                    row(milestone, conversion(before, milestone), waiting)
                })
                .collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    });
    view! {
        <Card>
            <div class="funnel-head">
                <h2 translate="no">{name}</h2>
                <p class="muted">{move || text_plural(keys::JOURNEYS_FUNNEL_STARTED, u64::from(started))}</p>
            </div>
            <Funnel stages=stages label=label/>
            <p class="funnel-note">{t(keys::JOURNEYS_FUNNEL_READ)}</p>
            {move || funnel.try_with_value(narrowest).flatten().map(|line| view! {
                <p class="funnel-narrowest"><Icon name=IconName::Info size=IconSize::Small/><span>{line}</span></p>
            })}
            {(elsewhere > 0).then(|| view! {
                <p class="funnel-note">{move || text_plural(keys::JOURNEYS_FUNNEL_ELSEWHERE, u64::from(elsewhere))}</p>
            })}
            <div class="funnel-table"><DataTable label=table columns=columns() rows=rows/></div>
        </Card>
    }
    .into_any()
}

/// The start and each milestone, as the chart shows them; followed by language inside a reactive closure.
fn stages(funnel: &JourneyFunnel) -> Vec<FunnelStage> {
    let start = FunnelStage {
        label: text(keys::JOURNEYS_FUNNEL_START),
        is_data: false,
        value: f64::from(funnel.started),
        shown: count(funnel.started),
        note: None,
    };
    let milestones = funnel
        .milestones
        .iter()
        .zip(before(funnel))
        .map(|(milestone, before)| FunnelStage {
            label: milestone.name.clone(),
            is_data: true,
            value: f64::from(milestone.reached),
            shown: count(milestone.reached),
            note: conversion(before, milestone)
                .map(|part| text_with(keys::JOURNEYS_FUNNEL_OF_BEFORE, &[("part", &share(part))])),
        });
    std::iter::once(start).chain(milestones).collect()
}

/// The step that the fewest take, in a sentence; nothing where everybody takes every step.
fn narrowest(funnel: &JourneyFunnel) -> Option<String> {
    let names = std::iter::once(text(keys::JOURNEYS_FUNNEL_START))
        .chain(funnel.milestones.iter().map(|milestone| milestone.name.clone()));
    let steps = names.zip(before(funnel)).zip(&funnel.milestones);
    let (part, from, to) = steps
        .filter_map(|((from, before), milestone)| Some((conversion(before, milestone)?, from, milestone.name.clone())))
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(part, ..)| *part < 1.0)?;
    Some(text_with(
        keys::JOURNEYS_FUNNEL_NARROWEST,
        &[("part", &share(part)), ("from", &from), ("to", &to)],
    ))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("milestone", keys::JOURNEYS_FUNNEL_MILESTONE),
        Column::new("reached", keys::JOURNEYS_FUNNEL_REACHED).numeric(),
        Column::new("part", keys::JOURNEYS_FUNNEL_PART).numeric(),
        Column::new("waiting", keys::JOURNEYS_FUNNEL_WAITING).numeric(),
        Column::new("median", keys::JOURNEYS_FUNNEL_MEDIAN).numeric(),
        Column::new("due", keys::JOURNEYS_FUNNEL_DUE).numeric(),
    ]
}

fn row(milestone: &FunnelMilestone, part: Option<f64>, waiting: String) -> TableRow {
    let milestone = milestone.clone();
    let (code, name) = (milestone.code.clone(), milestone.name.clone());
    // Each answer makes the table anew: a stamp of its own would tell nothing.
    TableRow::new(code, 0, name, move || cells(&milestone, part, &waiting))
}

fn cells(milestone: &FunnelMilestone, part: Option<f64>, waiting: &str) -> Vec<AnyView> {
    let dash = || view! { <span class="faint" aria-hidden="true">"–"</span> }.into_any();
    let number = |number: u32| view! { <span translate="no">{move || count(number)}</span> }.into_any();
    let (waits, name) = (milestone.waiting, milestone.name.clone());
    let link = move || {
        let said = move || {
            text_with(
                keys::JOURNEYS_FUNNEL_SHOW_WAITING,
                &[("count", &count(waits)), ("milestone", &name)],
            )
        };
        view! { <a class="link" href=waiting.to_owned() aria-label=said translate="no">{move || count(waits)}</a> }
            .into_any()
    };
    let due = milestone.due_days;
    let median = milestone.median_days.map(|median| {
        let late = (median > due).then(|| {
            view! {
                <span class="cell-sub journey-late">{move || text_plural(keys::JOURNEYS_FUNNEL_LATER, u64::from(median - due))}</span>
            }
        });
        view! { <span class="approval-stacked"><span translate="no">{move || count(median)}</span>{late}</span> }.into_any()
    });
    vec![
        view! { <Data value=milestone.name.clone() class="strong"/> }.into_any(),
        number(milestone.reached),
        part.map_or_else(dash, |part| {
            view! { <span translate="no">{move || share(part)}</span> }.into_any()
        }),
        if waits > 0 { link() } else { number(0) },
        median.unwrap_or_else(dash),
        number(due),
    ]
}
