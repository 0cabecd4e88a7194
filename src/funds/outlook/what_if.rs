//! What it would be if the period ended otherwise: revenue and return are slid, a tier is chosen, and the model's own rule says what follows.

use super::reasons::{bounds_text, times};
use super::slider::{Scale, Slider};
use crate::i18n::{self, keys, t, text_with};
use crate::session::tier_name;
use crate::ui::{Button, ButtonSize, Choice, Field, KeyValue, KeyValues, Money, Select, announce};
use entente_model::funds::allocation::AllocationLine;
use entente_model::funds::outlook::{PeriodOutlook, Supposed};
use entente_model::people::Tier;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds of rest after which the ear is told what follows: a slider that is dragged would say a hundred things.
const REST: u32 = 700;
/// By how much the return is slid at a time, in thousandths.
const STEP: i64 = 100;

/// The sliders and what follows from them.
#[component]
pub(super) fn WhatIf(
    /// Of which fund.
    item: Memo<PeriodOutlook>,
) -> impl IntoView {
    let reached = item.with_untracked(begin);
    let (revenue, returned) = (RwSignal::new(reached.0), RwSignal::new(reached.1));
    let tier = RwSignal::new(reached.2.as_str().to_owned());
    let revenue_scale = Memo::new(move |_| {
        item.with(|item| {
            let scale = item.revenue_scale();
            let least = item.performance.revenue;
            Scale {
                least,
                // A whole number of steps from what is won already.
                most: least + (scale.most - least).max(scale.step) / scale.step * scale.step,
                step: scale.step,
            }
        })
    });
    let return_scale = Memo::new(move |_| {
        item.with(|item| {
            let target = i64::from(item.rule.target_return);
            let most = (2 * target).max(begin(item).1);
            Scale {
                least: 0,
                most: (most + STEP - 1) / STEP * STEP,
                step: STEP,
            }
        })
    });
    // What is won meanwhile can't be lost again.
    Effect::new(move |_| {
        let least = revenue_scale.get().least;
        if revenue.get_untracked() < least {
            revenue.set(least);
        }
    });
    let line = Memo::new(move |_| {
        let supposed = Supposed {
            revenue: revenue.get(),
            return_per_mille: Some(returned.get()),
            tier: tier.with(|tier| Tier::parse(tier)).unwrap_or(Tier::Registered),
        };
        item.with(|item| item.supposing(&supposed))
    });
    tell(item, line);
    let money = move |minor: i64| item.with(|item| i18n::money(minor, &item.currency));
    let shown_revenue = Signal::derive(move || money(revenue.get()));
    let shown_return = Signal::derive(move || text_with(keys::OUTLOOK_TIMES, &[("times", &times(returned.get()))]));
    let tiers = || {
        Tier::ALL
            .iter()
            .map(|tier| Choice::new(tier.as_str(), tier_name(*tier)))
            .collect::<Vec<_>>()
    };
    let reset = move || {
        let (won, back, now) = item.with_untracked(begin);
        revenue.set(won);
        returned.set(back);
        tier.set(now.as_str().to_owned());
    };
    view! {
        <section class="stack outlook-what-if">
            <h3 class="fund-subhead">{t(keys::OUTLOOK_WHAT_IF)}</h3>
            <p class="muted small">{t(keys::OUTLOOK_WHAT_IF_TEXT)}</p>
            <Slider label=keys::OUTLOOK_REVENUE value=revenue scale=revenue_scale shown=shown_revenue/>
            <Slider label=keys::OUTLOOK_RETURN value=returned scale=return_scale shown=shown_return/>
            <Field label=keys::OUTLOOK_TIER>
                <Select value=tier choices=Signal::derive(tiers)/>
            </Field>
            <Parts item=item line=line/>
            <div class="row"><Button label=keys::OUTLOOK_RESET size=ButtonSize::Small on_press=reset/></div>
        </section>
    }
}

/// Where sliding begins: at what is reached, and without activities at the return that earns all, which is what counts then.
fn begin(item: &PeriodOutlook) -> (i64, i64, Tier) {
    let reached = item.reached();
    let returned = reached.return_per_mille.unwrap_or(i64::from(item.rule.target_return));
    // Beyond ten times the target nothing changes, and a step would be too fine to see.
    let most = i64::from(item.rule.target_return).saturating_mul(10);
    (reached.revenue, returned.clamp(0, most), reached.tier)
}

/// Of what it is made.
#[component]
fn Parts(item: Memo<PeriodOutlook>, line: Memo<AllocationLine>) -> impl IntoView {
    let currency = Signal::derive(move || item.with(|item| item.currency.clone()));
    let of = move |take: fn(&AllocationLine) -> i64| Signal::derive(move || line.with(take));
    let against = move || {
        let more = line.with(|line| line.entitled) - item.with(|item| item.as_it_stands().entitled);
        (more != 0).then(|| {
            let amount = item.with(|item| i18n::money_signed(more, &item.currency));
            view! { <span class="cell-sub">{text_with(keys::OUTLOOK_AGAINST, &[("amount", &amount)])}</span> }
        })
    };
    // The parts don't add up where the rule gives no more, or not so little.
    let bounds = move || {
        let said = item.with(|item| line.with(|line| bounds_text(item, line)));
        said.map(|said| view! { <p class="muted small">{said}</p> })
    };
    view! {
        <KeyValues ruled=true>
            <KeyValue label=keys::OUTLOOK_PART_BASE><Money minor=of(|line| line.base) currency=currency/></KeyValue>
            <KeyValue label=keys::OUTLOOK_PART_RESULTS><Money minor=of(|line| line.earned) currency=currency/></KeyValue>
            <KeyValue label=keys::OUTLOOK_PART_GRANT><Money minor=of(|line| line.grant) currency=currency/></KeyValue>
            <KeyValue label=keys::OUTLOOK_WOULD_BE>
                <strong><Money minor=of(|line| line.entitled) currency=currency/></strong>
                {against}
            </KeyValue>
        </KeyValues>
        {bounds}
    }
}

/// Tells the ear what follows, once nothing is slid for a moment.
fn tell(item: Memo<PeriodOutlook>, line: Memo<AllocationLine>) {
    let telling: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let say = move || {
        let Some(entitled) = line.try_with_untracked(|line| line.entitled) else {
            return;
        };
        telling.set_value(None);
        let amount = item.with_untracked(|item| i18n::money(entitled, &item.currency));
        announce(untrack(|| text_with(keys::OUTLOOK_SAID, &[("amount", &amount)])));
    };
    Effect::watch(
        move || line.with(|line| line.entitled),
        move |_, _, _| telling.set_value(Some(Timeout::new(REST, say))),
        false,
    );
}
