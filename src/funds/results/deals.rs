//! The deals that came of an activity: the list, and for its partner the way to link one and to part it.

use super::failure_text;
use crate::api::{Reading, deals, fund_returns, use_read, use_write};
use crate::deals::words::{DealStateBadge, state_name};
use crate::i18n::{keys, t, text, text_with};
use crate::lists::use_search;
use crate::paths::{self, DealsQuery};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Data, Field, IconButton, IconName, Money, Tone, announce, toast,
};
use entente_model::deals::{DealState, DealSummary};
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::LinkedDeal;
use entente_model::ids::DealId;
use entente_model::page::Page;
use leptos::prelude::*;

/// Deals that are offered at once; typing asks for others.
const OFFERED: u32 = 50;

/// The section.
#[component]
pub(super) fn Deals(
    /// The request.
    request: Signal<FundRequest>,
    /// Where the answer of a change is put.
    answered: RwSignal<Option<FundRequest>>,
    /// Whether the reader links and parts them.
    may_link: Memo<bool>,
) -> impl IntoView {
    let linked = Memo::new(move |_| request.with(|request| request.deals.clone()));
    let writing = use_write(
        move |(deal, version): &(DealId, i64), _| {
            let id = request.with_untracked(|request| request.summary.id);
            fund_returns::unlink(id, *deal, *version)
        },
        move |_, after: FundRequest| {
            announce(text(keys::RESULTS_DEAL_PARTED));
            answered.set(Some(after));
        },
    );
    let part = Callback::new(move |(deal,): (DealId,)| {
        writing.run((deal, request.with_untracked(|request| request.summary.version)));
    });
    let list = move || {
        let linked = linked.get();
        if linked.is_empty() {
            return view! { <p class="muted small">{t(keys::RESULTS_NO_DEALS)}</p> }.into_any();
        }
        let lines = linked
            .into_iter()
            .map(|deal| view! { <Line deal=deal may_link=may_link part=part/> })
            .collect_view();
        view! { <ul class="results-deals">{lines}</ul> }.into_any()
    };
    let failed = move || {
        writing
            .error()
            .get()
            .map(|error| view! { <Banner title=failure_text(&error) tone=Tone::Danger/> })
    };
    view! {
        <div class="stack stack-tight">
            {failed}
            {list}
            {move || may_link.get().then(|| view! { <Linking request=request answered=answered/> })}
        </div>
    }
}

#[component]
fn Line(deal: LinkedDeal, may_link: Memo<bool>, part: Callback<(DealId,)>) -> impl IntoView {
    let id = deal.id;
    let name = StoredValue::new(deal.name.clone());
    let label = Signal::derive(move || text_with(keys::RESULTS_PART, &[("deal", &name.get_value())]));
    let waits = (!deal.was_approved).then(|| view! { <span class="cell-sub">{t(keys::RESULTS_NOT_APPROVED)}</span> });
    view! {
        <li>
            <span class="results-deal">
                <a class="link strong" href=paths::deal(id) translate="no" dir="auto">{deal.name}</a>
                <span class="cell-sub"><Data value=deal.reference/></span>
            </span>
            <span><DealStateBadge state=deal.state/>{waits}</span>
            <span class="results-value"><Money minor=deal.value.minor currency=deal.value.currency/></span>
            {move || may_link.get().then(|| view! {
                <IconButton label=label icon=IconName::X on_press=move || part.run((id,))/>
            })}
        </li>
    }
}

/// The states of deals that can have come of an activity: all but drafts.
fn offered_states() -> Vec<DealState> {
    let all = DealState::ALL.iter().copied();
    all.filter(|state| *state != DealState::Draft).collect()
}

/// A deal of the partner's own, found by typing, and the button that links it.
#[component]
fn Linking(request: Signal<FundRequest>, answered: RwSignal<Option<FundRequest>>) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let search = use_search(Memo::new(|_| String::new()), Callback::new(|(_,): (String,)| ()));
    let found: Reading<Page<DealSummary>> = use_read(move || {
        let query = DealsQuery {
            search: search.asked.get(),
            states: offered_states(),
            ..DealsQuery::default()
        };
        deals::list(&query, Some(OFFERED), None)
    });
    let choices = Signal::derive(move || {
        let linked = request.with(|request| request.deals.iter().map(|deal| deal.id).collect::<Vec<_>>());
        let page = found.get();
        let deals = page.map(|page| page.items).unwrap_or_default();
        let free = deals.into_iter().filter(|deal| !linked.contains(&deal.id));
        free.map(|deal| {
            let hint = format!("{} · {}", deal.reference, text(state_name(deal.state)));
            Choice::data(deal.id.to_string(), deal.customer_name).with_hint(hint)
        })
        .collect::<Vec<_>>()
    });
    let writing = use_write(
        move |(deal, version): &(DealId, i64), _| {
            let id = request.with_untracked(|request| request.summary.id);
            fund_returns::link(id, *deal, *version)
        },
        move |_, after: FundRequest| {
            toast(text(keys::RESULTS_DEAL_LINKED));
            chosen.set(String::new());
            answered.set(Some(after));
        },
    );
    Effect::new(move |_| {
        let error = writing.error().get();
        // The request has changed meanwhile: pressing again is about it as it stands.
        if let Some(current) = error.and_then(|error| error.current::<FundRequest>()) {
            answered.set(Some(current));
        }
    });
    let reason = Signal::derive(move || {
        let is_chosen = chosen.with(|chosen| chosen.parse::<DealId>().is_ok());
        (!is_chosen).then(|| text(keys::RESULTS_CHOOSE_DEAL))
    });
    let link = move || {
        if let Ok(deal) = chosen.with_untracked(|chosen| chosen.parse::<DealId>()) {
            writing.run((deal, request.with_untracked(|request| request.summary.version)));
        }
    };
    let failed = move || {
        let error = writing.error().get().or_else(|| found.error().get());
        error.map(|error| view! { <Banner title=failure_text(&error) tone=Tone::Warning/> })
    };
    view! {
        {failed}
        <div class="results-linking">
            <Field label=keys::RESULTS_DEAL optional=true hint=keys::RESULTS_DEAL_HINT>
                <Combobox value=chosen choices=choices placeholder=keys::RESULTS_DEAL_EXAMPLE typed=search.typed/>
            </Field>
            <Button
                label=keys::RESULTS_LINK
                kind=ButtonKind::Secondary
                icon=IconName::Link
                busy=writing.pending()
                disabled_reason=reason
                on_press=link
            />
        </div>
    }
}
