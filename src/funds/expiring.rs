//! What is reserved and soon expires, with the way to its activities.

use crate::i18n::{self, keys, text_plural_with};
use crate::paths::{self, FundRequestsQuery, FundRequestsSort};
use crate::ui::{Icon, IconName, Tone};
use entente_model::funds::fund::Fund;
use entente_model::funds::request::FundRequestState;
use entente_model::ids::FundId;
use leptos::prelude::*;

/// A sentence that leads to the activities, the first to expire on top; nothing where none does.
#[component]
pub(super) fn ExpiringLine(
    /// Of which fund.
    fund: Signal<Fund>,
) -> impl IntoView {
    let expiring =
        Memo::new(move |_| fund.with(|fund| fund.expiring.map(|what| (fund.id, fund.currency.clone(), what))));
    move || {
        let (id, currency, what) = expiring.get()?;
        let amount = i18n::money(what.minor, &currency);
        let day = i18n::date(what.first_on);
        let values: &[(&str, &dyn std::fmt::Display)] = &[("amount", &amount), ("day", &day)];
        let line = text_plural_with(keys::FUND_OUTLOOK_EXPIRES, u64::from(what.activities), values);
        Some(view! {
            <p class="fund-outlook" data-tone=Tone::Warning.name()>
                <Icon name=IconName::Hourglass/>
                <a href=activities_address(id)>{line}</a>
            </p>
        })
    }
}

fn activities_address(fund: FundId) -> String {
    paths::fund_requests_with(&FundRequestsQuery {
        fund: Some(fund),
        states: vec![FundRequestState::Approved, FundRequestState::Executing],
        sort: FundRequestsSort::Deadline,
        descending: false,
        ..FundRequestsQuery::default()
    })
}
