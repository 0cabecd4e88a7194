//! What a row of the list shows.

use super::words::{RiskBadge, place_text, refused_text};
use crate::applications::facts::with_program;
use crate::applications::words::{region_name, type_name};
use crate::i18n::{self, keys, t, text_with};
use crate::lists::no_value;
use crate::paths;
use crate::ui::{Column, Data, DateText, Icon, IconName, IconSize, ProgressBar, TableRow, Time, now};
use entente_model::ids::PartnerId;
use entente_model::onboarding::{JourneyRisk, JourneySummary};
use entente_model::people::ProgramInfo;
use entente_model::problem::Problem;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What the last nudge was refused for, by partner.
pub(super) type Refusals = RwSignal<BTreeMap<PartnerId, Problem>>;

/// The columns.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("partner", keys::JOURNEYS_COLUMN_PARTNER),
        Column::new("type", keys::JOURNEYS_COLUMN_TYPE).spare(),
        Column::new("stage", keys::JOURNEYS_COLUMN_STAGE),
        Column::new("in_stage", keys::JOURNEYS_COLUMN_DAYS).sortable().numeric(),
        Column::new("progress", keys::JOURNEYS_COLUMN_PROGRESS).sortable(),
        Column::new("due", keys::JOURNEYS_COLUMN_DUE).sortable(),
        Column::new("risk", keys::JOURNEYS_COLUMN_RISK),
        Column::new("-started", keys::JOURNEYS_COLUMN_STARTED)
            .sortable()
            .spare(),
    ]
}

/// A journey as a row.
pub(super) fn row(journey: &JourneySummary, program: StoredValue<Option<ProgramInfo>>, refusals: Refusals) -> TableRow {
    let (id, name) = (journey.partner.id, journey.partner.display_name.clone());
    let stamp = stamp(journey);
    let journey = journey.clone();
    TableRow::new(id.to_string(), stamp, name, move || cells(&journey, program, refusals)).with_href(paths::partner(id))
}

/// Days pass and partners are renamed without a new version of the journey.
fn stamp(journey: &JourneySummary) -> u64 {
    let mut hasher = DefaultHasher::new();
    (journey.version, journey.days_in_stage, journey.next_due, journey.risk).hash(&mut hasher);
    (journey.today, journey.nudged_at, &journey.partner.display_name).hash(&mut hasher);
    hasher.finish()
}

fn cells(journey: &JourneySummary, program: StoredValue<Option<ProgramInfo>>, refusals: Refusals) -> Vec<AnyView> {
    vec![
        partner(journey, refusals),
        kind(journey, program),
        stage(journey),
        days(journey),
        progress(journey),
        due(journey),
        risk(journey),
        view! { <span class="muted"><Time value=journey.started_at/></span> }.into_any(),
    ]
}

fn partner(journey: &JourneySummary, refusals: Refusals) -> AnyView {
    let id = journey.partner.id;
    let refused = Memo::new(move |_| refusals.with(|refusals| refusals.get(&id).cloned()));
    view! {
        <Data value=journey.partner.display_name.clone()/>
        <Data value=journey.partner.domain.clone() class="cell-sub journey-domain"/>
        {move || refused.get().map(|problem| view! {
            <span class="approval-refused">
                <Icon name=IconName::CircleAlert size=IconSize::Small/>
                {move || refused_text(&problem)}
            </span>
        })}
    }
    .into_any()
}

fn kind(journey: &JourneySummary, program: StoredValue<Option<ProgramInfo>>) -> AnyView {
    let kind = type_name(journey.partner.partner_type);
    let region = journey.partner.region.clone();
    let region = with_program(program, |program| region_name(program, &region));
    view! {
        <span class="approval-stacked">
            <span class="journey-type">{t(kind)}</span>
            <Data value=region class="cell-sub journey-region"/>
        </span>
    }
    .into_any()
}

/// Where it is; of one that is completed, nothing.
fn stage(journey: &JourneySummary) -> AnyView {
    let Some(stage) = journey.stage else {
        return no_value();
    };
    let stages = journey.stages;
    view! {
        <span class="approval-stacked">
            <Data value=journey.stage_name.clone() class="journey-stage"/>
            <span class="cell-sub">{move || place_text(stage, stages)}</span>
        </span>
    }
    .into_any()
}

fn days(journey: &JourneySummary) -> AnyView {
    if journey.stage.is_none() {
        return no_value();
    }
    let days = i64::from(journey.days_in_stage);
    view! { <span translate="no">{move || i18n::integer(days)}</span> }.into_any()
}

fn progress(journey: &JourneySummary) -> AnyView {
    let fraction = f64::from(journey.progress_per_mille) / 1_000.0;
    view! {
        <span class="approval-points">
            <span class="number nowrap" translate="no">{move || whole_percent(fraction)}</span>
            <ProgressBar value=fraction/>
        </span>
    }
    .into_any()
}

/// Of 999 thousandths no more than 99 %: only what is all done says so.
pub(super) fn whole_percent(fraction: f64) -> String {
    i18n::percent((fraction * 100.0).floor() / 100.0)
}

/// When the partner's next task is due, and how far that is.
fn due(journey: &JourneySummary) -> AnyView {
    let Some(day) = journey.next_due else {
        return no_value();
    };
    let is_late = matches!(journey.risk, JourneyRisk::Late | JourneyRisk::AtRisk);
    let today = journey.today;
    let far = move || i18n::day_from(day, today);
    view! {
        <span class="approval-stacked">
            <DateText value=day/>
            <span class="cell-sub" class:journey-late=is_late translate="no">{far}</span>
        </span>
    }
    .into_any()
}

/// How it goes, and when the partner was last asked to go on.
fn risk(journey: &JourneySummary) -> AnyView {
    let nudged = journey.nudged_at.map(|at| {
        let line = move || text_with(keys::JOURNEYS_NUDGED, &[("when", &i18n::relative(at, now()))]);
        view! { <span class="cell-sub nowrap">{line}</span> }
    });
    view! { <span class="approval-stacked"><RiskBadge risk=journey.risk/>{nudged}</span> }.into_any()
}
