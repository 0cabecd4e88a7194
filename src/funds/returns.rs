//! What came back of the money: three figures, the way from spend to won, what each group brought, what was not spent, and how long it took.

mod figures;
mod filters;
mod funnel;
mod table;
mod words;

use super::RETURNS;
use super::views::{View, Views};
use crate::api::{fund_returns, use_read};
use crate::i18n::{keys, text_plural};
use crate::paths::{FundReturnsQuery, use_address_state};
use crate::shell::{PageHead, Region};
use crate::ui::{Banner, Button, EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice, Tone};
use entente_model::events::LiveEvent;
use entente_model::funds::results::FundReturns;
use figures::{Headlines, Times, Unspent};
use filters::{Filters, Grouping};
use funnel::Way;
use leptos::prelude::*;
use table::Groups;

/// The page `/funds/returns`.
#[component]
pub fn ReturnsPage() -> impl IntoView {
    let address = use_address_state::<FundReturnsQuery>();
    let reading = use_read(move || fund_returns::report(&address.get())).refetch_on(|event| {
        matches!(
            event,
            LiveEvent::Fund { .. } | LiveEvent::FundRequest { .. } | LiveEvent::FundClaim { .. }
        )
    });
    let loading =
        || view! { <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div> };
    let content = move |returns: Signal<FundReturns>| {
        let any = Memo::new(move |_| returns.with(|returns| !returns.report.rows.is_empty()));
        move || {
            if any.get() {
                view! { <Report returns=returns/> }.into_any()
            } else {
                view! { <Nothing filtered=Signal::derive(move || address.get().is_filtered()) on_clear=move || address.update(clear)/> }
                    .into_any()
            }
        }
    };
    view! {
        <Pane>
            <PageHead page=&RETURNS lead=keys::RETURNS_LEAD>
                <LinkButton
                    label=keys::DEALS_EXPORT
                    href=Signal::derive(move || fund_returns::export_address(&address.get()))
                    icon=IconName::Download
                    download="fund-returns.csv"
                />
            </PageHead>
            <Views here=View::Returns/>
            <Grouping address=address/>
            <Filters address=address/>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=loading let:returns>
                <div class="stack">{content(returns)}</div>
            </Region>
        </Pane>
    }
}

/// Takes the filters off; grouping and currency are no filters.
fn clear(query: &mut FundReturnsQuery) {
    *query = FundReturnsQuery {
        by: query.by,
        currency: std::mem::take(&mut query.currency),
        ..FundReturnsQuery::default()
    };
}

#[component]
fn Report(returns: Signal<FundReturns>) -> impl IntoView {
    view! {
        <LeftOut returns=returns/>
        <Headlines returns=returns/>
        <Way returns=returns/>
        <Groups returns=returns/>
        <Unspent returns=returns/>
        <Times returns=returns/>
    }
}

/// What no rate brings to the report's currency.
#[component]
fn LeftOut(returns: Signal<FundReturns>) -> impl IntoView {
    let counts = Memo::new(move |_| returns.with(|returns| (returns.activities_left_out, returns.funds_left_out)));
    move || {
        let (activities, funds) = counts.get();
        let activities = (activities > 0).then(|| {
            let title = move || text_plural(keys::RETURNS_ACTIVITIES_LEFT_OUT, u64::from(activities));
            view! { <Banner title=title text=keys::RETURNS_LEFT_OUT_TEXT tone=Tone::Warning/> }
        });
        let funds = (funds > 0).then(|| {
            let title = move || text_plural(keys::RETURNS_FUNDS_LEFT_OUT, u64::from(funds));
            view! { <Banner title=title text=keys::RETURNS_LEFT_OUT_TEXT tone=Tone::Warning/> }
        });
        view! { {activities} {funds} }
    }
}

/// Nothing was handed in yet, or nothing is left of it.
#[component]
fn Nothing(
    /// Whether something is filtered out.
    filtered: Signal<bool>,
    /// Takes the filters off.
    #[prop(into)]
    on_clear: Callback<()>,
) -> impl IntoView {
    move || {
        if filtered.get() {
            return view! {
                <div class="card">
                    <EmptyState title=keys::RETURNS_NONE text=keys::RETURNS_NONE_TEXT icon=IconName::ListFilter>
                        <Button label=keys::APPROVALS_FILTER_CLEAR icon=IconName::X on_press=on_clear/>
                    </EmptyState>
                </div>
            }
            .into_any();
        }
        view! { <div class="card"><EmptyState title=keys::RETURNS_EMPTY text=keys::RETURNS_EMPTY_TEXT icon=IconName::ChartColumn/></div> }
            .into_any()
    }
}
