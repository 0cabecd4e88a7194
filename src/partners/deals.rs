//! The partner's last few deals, and the way to all of them.

use crate::api::{deals, use_read};
use crate::deals::clock::deal_clock;
use crate::deals::words::DealStateBadge;
use crate::i18n::{keys, text};
use crate::lists::{name_or, no_value};
use crate::paths::{self, DealsQuery};
use crate::shell::FailureState;
use crate::ui::{
    ButtonSize, Card, Column, DataTable, EmptyState, IconName, LinkButton, Money, StaleNotice, TableRow, Time,
};
use entente_model::deals::DealSummary;
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use leptos::prelude::*;

/// How many are shown.
const SHOWN: u32 = 10;

/// The tab.
#[component]
pub(super) fn DealsTab(
    /// Whose.
    id: PartnerId,
) -> impl IntoView {
    let query = DealsQuery {
        partner: Some(id),
        ..DealsQuery::default()
    };
    let all = paths::deals_with(&query);
    let reading = use_read(move || deals::list(&query, Some(SHOWN), None))
        .refetch_on(|event| matches!(event, LiveEvent::Deal { .. }));
    let value = reading.value();
    let rows = Signal::derive(move || {
        value.with(|page| {
            page.as_ref()
                .map(|page| page.items.iter().map(row).collect())
                .unwrap_or_default()
        })
    });
    let failed = Memo::new(move |_| value.with(Option::is_none) && reading.error().with(Option::is_some));
    let any = Memo::new(move |_| value.with(|page| page.as_ref().is_some_and(|page| !page.items.is_empty())));
    let link = move || {
        let href = all.clone();
        move || {
            any.get()
                .then(|| view! { <LinkButton label=keys::HOME_ALL_DEALS href=href.clone() size=ButtonSize::Small/> })
        }
    };
    let columns = || {
        vec![
            Column::new("customer", keys::DEALS_COLUMN_CUSTOMER),
            Column::new("state", keys::DEALS_COLUMN_STATE),
            Column::new("value", keys::DEALS_COLUMN_VALUE).numeric(),
            Column::new("clock", keys::DEALS_COLUMN_CLOCK),
            Column::new("updated", keys::DEALS_COLUMN_UPDATED),
        ]
    };
    view! {
        <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
        <Card title=keys::PARTNER_DEALS_LATEST flush=true actions=link>
            {move || if failed.get() {
                view! { <FailureState error=reading.error() on_retry=move || reading.refetch()/> }.into_any()
            } else {
                view! {
                    <DataTable
                        label=keys::PARTNER_DEALS_LATEST
                        columns=columns()
                        rows=rows
                        loading=reading.loading()
                        skeletons=4
                        empty=|| view! { <EmptyState title=keys::PARTNER_DEALS_NONE text=keys::PARTNER_DEALS_NONE_TEXT icon=IconName::Handshake/> }
                    />
                }
                .into_any()
            }}
        </Card>
    }
}

fn row(deal: &DealSummary) -> TableRow {
    let name = if deal.customer_name.is_empty() {
        text(keys::DEALS_UNNAMED)
    } else {
        deal.customer_name.clone()
    };
    let stamp = u64::try_from(deal.version).unwrap_or_default();
    let (id, shown) = (deal.id, deal.clone());
    TableRow::new(id.to_string(), stamp, name, move || cells(&shown)).with_href(paths::deal(id))
}

fn cells(deal: &DealSummary) -> Vec<AnyView> {
    let name = name_or(&deal.customer_name, keys::DEALS_UNNAMED);
    let reference = deal.reference.clone();
    vec![
        view! { {name}<span class="cell-sub" translate="no">{reference}</span> }.into_any(),
        view! { <DealStateBadge state=deal.state/> }.into_any(),
        deal.value.as_ref().map_or_else(no_value, |value| {
            view! { <Money minor=value.minor currency=value.currency.clone()/> }.into_any()
        }),
        deal_clock(deal).unwrap_or_else(no_value),
        view! { <span class="muted"><Time value=deal.updated_at/></span> }.into_any(),
    ]
}
