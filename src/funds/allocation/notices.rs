//! What holds over an allocation: by which days it is reckoned, what the fund lacks, what was not counted, and what it comes to.

use super::trial::Trial;
use crate::i18n::{self, keys, text, text_plural, text_with};
use crate::ui::{Banner, IconName, Stat, Stats, Tone};
use entente_model::funds::allocation_preview::{AllocationPreview, ReferencePeriod};
use leptos::prelude::*;

/// The sentences and banners.
#[component]
pub(super) fn Notices(
    /// What is looked at.
    trial: Trial,
) -> impl IntoView {
    let shown = trial.shown;
    let reference = Memo::new(move |_| shown.with(|shown| shown.reference.clone()));
    let lacks = Memo::new(move |_| shown.with(|shown| (shown.shortfall, shown.fund.currency.clone())));
    let without_rate = Memo::new(move |_| shown.with(|shown| shown.without_rate.clone()));
    let tried = move || {
        trial.differs.get().then(|| {
            view! { <Banner title=keys::ALLOCATION_TRIED text=keys::ALLOCATION_TRIED_TEXT icon=IconName::SlidersHorizontal/> }
        })
    };
    let stale = move || {
        trial
            .is_stale
            .get()
            .then(|| view! { <Banner title=keys::ALLOCATION_RULE_STALE tone=Tone::Warning/> })
    };
    let closed = move || {
        trial
            .closed_reason()
            .map(|reason| view! { <Banner title=reason tone=Tone::Neutral icon=IconName::Lock/> })
    };
    let shortfall = move || {
        let (minor, currency) = lacks.get();
        (minor > 0).then(|| {
            let said = move || {
                text_with(
                    keys::ALLOCATION_SHORTFALL,
                    &[("amount", &i18n::money(minor, &currency))],
                )
            };
            view! { <Banner title=Signal::derive(said) text=keys::ALLOCATION_SHORTFALL_TEXT tone=Tone::Warning/> }
        })
    };
    let unrated = move || {
        let codes = without_rate.get();
        (!codes.is_empty()).then(|| {
            let said = move || text_with(keys::ALLOCATION_WITHOUT_RATE, &[("currencies", &i18n::list(&codes))]);
            view! { <Banner title=Signal::derive(said) text=keys::ALLOCATION_WITHOUT_RATE_TEXT tone=Tone::Warning/> }
        })
    };
    view! {
        <p class="prose muted">{move || reference.with(reference_text)}</p>
        {stale}
        {closed}
        {tried}
        {shortfall}
        {unrated}
    }
}

/// Which days count, and why those.
fn reference_text(reference: &ReferencePeriod) -> String {
    let (first, last) = (i18n::date(reference.starts_on), i18n::date(reference.ends_on));
    match &reference.fund {
        Some(fund) => text_with(
            keys::ALLOCATION_REFERENCE,
            &[("first", &first), ("last", &last), ("fund", &fund.name)],
        ),
        None => text_with(keys::ALLOCATION_REFERENCE_NONE, &[("first", &first), ("last", &last)]),
    }
}

/// What it comes to.
#[component]
pub(super) fn Totals(
    /// What is looked at.
    trial: Trial,
) -> impl IntoView {
    let money = move |take: fn(&AllocationPreview) -> i64| {
        Signal::derive(move || trial.shown.with(|shown| i18n::money(take(shown), &shown.fund.currency)))
    };
    let partners = Signal::derive(move || {
        let count = trial.shown.with(|shown| shown.totals.partners);
        Some(text_plural(keys::ALLOCATION_PARTNERS, u64::from(count)))
    });
    let whole = Signal::derive(move || {
        let lacks = trial.shown.with(|shown| shown.shortfall > 0);
        lacks.then(|| text(keys::ALLOCATION_NOTHING_LEFT))
    });
    view! {
        <Stats>
            <Stat label=keys::LEDGER_ACCOUNT_UNALLOCATED value=money(|shown| shown.unallocated)/>
            <Stat label=keys::ALLOCATION_COLUMN_ENTITLED value=money(|shown| shown.totals.entitled)/>
            <Stat label=keys::ALLOCATION_COLUMN_ALREADY value=money(|shown| shown.totals.already)/>
            <Stat label=keys::ALLOCATION_COLUMN_GIVEN value=money(|shown| shown.totals.given) note=partners/>
            <Stat label=keys::ALLOCATION_LEFT value=money(|shown| shown.unallocated - shown.totals.given) note=whole/>
        </Stats>
    }
}
