//! Time to value: days from the signature to the first registered and to the first won deal, by group of partners.

use super::VALUE;
use super::value_words::{cohort_name, grouping_name};
use super::views::{View, Views};
use crate::api::{journeys, use_read};
use crate::applications::facts::with_program;
use crate::i18n::{self, Key, keys, t, text, text_plural, text_with};
use crate::paths::{ValueQuery, use_address_state};
use crate::session::use_session;
use crate::shell::{PageHead, Region};
use crate::ui::{
    Card, Choice, EmptyState, Field, IconName, Pane, RadioGroup, RadioLayout, Skeleton, SkeletonShape, SpreadChart,
    SpreadFigures, SpreadRow, StaleNotice, Stat, Stats,
};
use entente_model::events::LiveEvent;
use entente_model::onboarding::{Spread, TimeToValue, ValueCohort, ValueGrouping};
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The page `/journeys/time-to-value`.
#[component]
pub fn TimeToValuePage() -> impl IntoView {
    let address = use_address_state::<ValueQuery>();
    let reading = use_read(move || journeys::time_to_value(address.get().by))
        .refetch_on(|event| matches!(event, LiveEvent::Partner { .. }));
    let program = StoredValue::new(use_session().get_untracked().map(|session| session.program.clone()));
    let loading =
        || view! { <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div> };
    let content = move |value: Signal<TimeToValue>| {
        let any = Memo::new(move |_| value.with(|value| value.all.signed > 0));
        move || {
            if !any.get() {
                return view! { <div class="card"><EmptyState title=keys::JOURNEYS_VALUE_EMPTY text=keys::JOURNEYS_VALUE_EMPTY_TEXT icon=IconName::Timer/></div> }
                    .into_any();
            }
            view! {
                <Figures value=value/>
                <Chart value=value program=program title=keys::JOURNEYS_VALUE_REGISTERED text=keys::JOURNEYS_VALUE_REGISTERED_TEXT spread=|cohort| cohort.registered/>
                <Chart value=value program=program title=keys::JOURNEYS_VALUE_WON text=keys::JOURNEYS_VALUE_WON_TEXT spread=|cohort| cohort.won/>
            }
            .into_any()
        }
    };
    view! {
        <Pane>
            <PageHead page=&VALUE lead=keys::JOURNEYS_VALUE_LEAD/>
            <Views here=View::Value/>
            <Grouping
                by=Memo::new(move |_| address.get().by)
                on_change=Callback::new(move |(by,)| address.update(|query| query.by = by))
            />
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=loading let:value>
                <div class="stack">{content(value)}</div>
            </Region>
        </Pane>
    }
}

/// What partners are grouped by; the address holds it.
#[component]
fn Grouping(by: Memo<ValueGrouping>, on_change: Callback<(ValueGrouping,)>) -> impl IntoView {
    let chosen = RwSignal::new(by.get_untracked().as_str().to_owned());
    Effect::new(move |_| {
        let now = by.get().as_str();
        if chosen.with_untracked(|chosen| chosen != now) {
            chosen.set(now.to_owned());
        }
    });
    let tell = move |word: &String, _: Option<&String>, _: Option<()>| {
        if let Some(word) = ValueGrouping::parse(word).filter(|word| *word != by.get_untracked()) {
            on_change.run((word,));
        }
    };
    Effect::watch(move || chosen.get(), tell, false);
    let choices = || {
        ValueGrouping::ALL
            .iter()
            .map(|by| Choice::new(by.as_str(), text(grouping_name(*by))))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="value-grouping">
            <Field label=keys::JOURNEYS_VALUE_BY group=true>
                <RadioGroup value=chosen choices=Signal::derive(choices) layout=RadioLayout::Inline/>
            </Field>
        </div>
    }
}

/// How many have signed, and how long half of them took.
#[component]
fn Figures(value: Signal<TimeToValue>) -> impl IntoView {
    let signed = Signal::derive(move || value.with(|value| i18n::integer(i64::from(value.all.signed))));
    let days = move |spread: fn(&ValueCohort) -> Option<Spread>| {
        Signal::derive(move || {
            let median = value.with(|value| spread(&value.all).map(|spread| spread.median));
            median.map_or_else(
                || "–".to_owned(),
                |median| text_plural(keys::JOURNEYS_DAYS, u64::from(median)),
            )
        })
    };
    let reached = move |spread: fn(&ValueCohort) -> Option<Spread>| {
        Signal::derive(move || {
            let (count, all) =
                value.with(|value| (spread(&value.all).map_or(0, |spread| spread.count), value.all.signed));
            let number = |number: u32| i18n::integer(i64::from(number));
            Some(text_with(
                keys::JOURNEYS_VALUE_REACHED,
                &[("count", &number(count)), ("all", &number(all))],
            ))
        })
    };
    view! {
        <Stats>
            <Stat label=keys::JOURNEYS_VALUE_SIGNED value=signed/>
            <Stat label=keys::JOURNEYS_VALUE_REGISTERED value=days(|cohort| cohort.registered) note=reached(|cohort| cohort.registered)/>
            <Stat label=keys::JOURNEYS_VALUE_WON value=days(|cohort| cohort.won) note=reached(|cohort| cohort.won)/>
        </Stats>
    }
}

/// The days of every group to one of the two.
#[component]
fn Chart(
    value: Signal<TimeToValue>,
    program: StoredValue<Option<ProgramInfo>>,
    title: Key,
    text: Key,
    spread: fn(&ValueCohort) -> Option<Spread>,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        value.with(|value| {
            let whole = std::iter::once(SpreadRow {
                is_whole: true,
                ..row((i18n::text(keys::JOURNEYS_VALUE_ALL), false), &value.all, spread)
            });
            let cohorts = value.cohorts.iter().map(|cohort| {
                let name = with_program(program, |program| cohort_name(value.by, &cohort.key, program));
                row(name, cohort, spread)
            });
            whole.chain(cohorts).collect::<Vec<_>>()
        })
    });
    let group = Signal::derive(move || i18n::text(grouping_name(value.with(|value| value.by))));
    view! {
        <Card title=title text=text>
            <SpreadChart rows=rows label=t(title) group=group unit=keys::JOURNEYS_VALUE_DAYS/>
        </Card>
    }
}

fn row(
    (label, is_data): (String, bool),
    cohort: &ValueCohort,
    spread: fn(&ValueCohort) -> Option<Spread>,
) -> SpreadRow {
    let spread = spread(cohort);
    let number = |number: u32| i18n::integer(i64::from(number));
    let reached = spread.map_or(0, |spread| spread.count);
    SpreadRow {
        label,
        is_data,
        is_whole: false,
        count: text_with(
            keys::JOURNEYS_VALUE_REACHED,
            &[("count", &number(reached)), ("all", &number(cohort.signed))],
        ),
        figures: spread.map(|spread| SpreadFigures {
            least: spread.least,
            lower: spread.lower,
            median: spread.median,
            upper: spread.upper,
            most: spread.most,
        }),
    }
}
