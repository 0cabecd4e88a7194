//! A partner's funds: a card for each period, with what is still to be had of it.

use super::expiring::ExpiringLine;
use super::figures::parts_of;
use super::rows::AllFunds;
use super::words::{FundStateBadge, OutlookLine, period};
use crate::i18n::keys;
use crate::lists::Rows;
use crate::paths;
use crate::ui::{ShareBar, Skeleton, SkeletonShape, each, unique_id};
use entente_model::funds::fund::Fund;
use entente_model::ids::FundId;
use leptos::prelude::*;

/// The cards.
#[component]
pub(super) fn FundCards(
    /// The funds.
    rows: Rows<AllFunds>,
    /// What stands there when there are none.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let shown = rows.shown();
    let ids = Memo::new(move |_| shown.with(|shown| shown.iter().map(|fund| fund.id).collect::<Vec<_>>()));
    let none = Memo::new(move |_| ids.with(Vec::is_empty));
    let failed = Memo::new(move |_| rows.error().with(Option::is_some));
    let instead = move || match (none.get(), rows.loading().get()) {
        (false, _) => ().into_any(),
        // Why is said below.
        (true, false) if failed.get() => ().into_any(),
        (true, true) => {
            view! { <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div> }
                .into_any()
        }
        (true, false) => view! { <div class="card">{empty.run()}</div> }.into_any(),
    };
    view! {
        {instead}
        <div class="fund-cards">{each(move || ids.get(), |id| *id, move |id| card(rows, id))}</div>
    }
}

fn card(rows: Rows<AllFunds>, id: FundId) -> AnyView {
    let shown = rows.shown();
    let find = move |shown: &Vec<Fund>| shown.iter().find(|fund| fund.id == id).cloned();
    let Some(first) = shown.with_untracked(find) else {
        return ().into_any();
    };
    // The last one stays while its card is on its way out.
    let fund = Signal::derive(move || shown.with(find).unwrap_or_else(|| first.clone()));
    let heading = unique_id("fund");
    let labelled_by = heading.clone();
    let name = move || fund.with(|fund| fund.name.clone());
    let days = Memo::new(move |_| fund.with(|fund| (fund.starts_on, fund.ends_on)));
    let between = move || {
        days.track();
        fund.with_untracked(period)
    };
    let state = Signal::derive(move || fund.with(|fund| fund.state));
    let parts = Signal::derive(move || fund.with(|fund| parts_of(fund, &|_| false)));
    view! {
        <section class="card fund-card" aria-labelledby=labelled_by>
            <header class="card-head">
                <div>
                    <h2 id=heading><a class="fund-name" href=paths::fund(id) translate="no" dir="auto">{name}</a></h2>
                    <p>{between}</p>
                </div>
                <FundStateBadge state=state/>
            </header>
            <div class="card-body stack">
                <OutlookLine fund=fund/>
                <ExpiringLine fund=fund/>
                <ShareBar parts=parts label=keys::FUND_FIGURES/>
            </div>
        </section>
    }
    .into_any()
}
