//! A partner at a glance: what it says of itself, how its journey goes, how fast it came to its first deals, and what it handed in.

use super::documents::Documents;
use super::journey_short::JourneyCard;
use super::profile::ProfileCard;
use crate::i18n::{keys, t, text_plural};
use crate::ui::{Card, KeyValue, KeyValues, Time, TimeStyle};
use chrono::{DateTime, Utc};
use entente_model::ids::PartnerId;
use entente_model::partners::Partner;
use leptos::prelude::*;

/// The tab.
#[component]
pub(super) fn OverviewTab(
    /// Whose.
    id: PartnerId,
    /// The partner.
    partner: Signal<Partner>,
) -> impl IntoView {
    view! {
        <div class="columns">
            <div class="stack partner-main">
                <ProfileCard partner=partner/>
            </div>
            <aside class="stack partner-aside" aria-label=t(keys::PARTNER_STANDING)>
                <JourneyCard id=id/>
                <ValueCard partner=partner/>
                <Card title=keys::PARTNER_TAB_DOCUMENTS><Documents id=id partner=partner/></Card>
            </aside>
        </div>
    }
}

/// When it reached what time to value is measured between, and how many days that took.
#[component]
fn ValueCard(partner: Signal<Partner>) -> impl IntoView {
    let dates = Memo::new(move |_| partner.with(|partner| partner.value_dates));
    let since = Memo::new(move |_| partner.with(|partner| partner.created_at));
    let lines = move || {
        let dates = dates.get();
        view! {
            <KeyValues>
                <KeyValue label=keys::PARTNER_SINCE><Time value=since style=TimeStyle::Day/></KeyValue>
                <KeyValue label=keys::PARTNER_SIGNED>{date(dates.signed_at, None)}</KeyValue>
                <KeyValue label=keys::PARTNER_FIRST_REGISTERED>{date(dates.first_registered_at, dates.days_to_registered())}</KeyValue>
                <KeyValue label=keys::PARTNER_FIRST_WON>{date(dates.first_won_at, dates.days_to_won())}</KeyValue>
            </KeyValues>
        }
    };
    view! { <Card title=keys::JOURNEYS_VALUE>{lines}</Card> }
}

fn date(at: Option<DateTime<Utc>>, days: Option<u32>) -> AnyView {
    match at {
        Some(at) => view! {
            <Time value=at style=TimeStyle::Day/>
            {days.map(|days| view! { <span class="cell-sub">{move || text_plural(keys::PARTNER_DAYS_AFTER, u64::from(days))}</span> })}
        }
        .into_any(),
        None => view! { <span class="faint">{t(keys::PARTNER_NOT_YET)}</span> }.into_any(),
    }
}
