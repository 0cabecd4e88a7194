//! Head, notice and cards of one deal. The page changes by itself when the deal does.

use super::actions::{Acting, Actions};
use super::cards::{ClocksCard, FieldsCards, ProgressCard, RecordCard};
use super::dialogs::Dialogs;
use super::files::FilesCard;
use crate::api::{Reading, deals, use_read};
use crate::deals::DEAL;
use crate::deals::decision::DecisionNotice;
use crate::deals::facts::money;
use crate::deals::words::{DealStateBadge, state_name};
use crate::i18n::{keys, t, text, text_with};
use crate::paths;
use crate::records::{
    RecordComments, RecordKey, RecordPage, RecordTimeline, Reference, cards_on_their_way, mark_changes,
};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{Data, DateText, EmptyState, Icon, IconName, LinkButton};
use entente_model::deals::Deal;
use entente_model::events::LiveEvent;
use entente_model::ids::DealId;
use entente_model::people::Side;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page `/deals/{id}`.
#[component]
pub fn DealPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<DealId>().ok())));
    let reading = use_read(move || id.get().map(deals::one))
        .refetch_on(move |event| is_about(event, id.try_get_untracked().flatten()));
    view! {
        <RecordPage
            page=&DEAL
            reading=reading
            is_named=Signal::derive(move || id.with(Option::is_some))
            loading=|| cards_on_their_way(&DEAL)
            not_found=|| view! { <NotFound/> }
            let(deal)
        >
            <DealView deal=deal reading=reading/>
        </RecordPage>
    }
}

/// Whether a live event is about the deal.
fn is_about(event: &LiveEvent, deal: Option<DealId>) -> bool {
    matches!(event, LiveEvent::Deal { id, .. } if Some(*id) == deal)
}

#[component]
fn DealView(deal: Signal<Deal>, reading: Reading<Deal>) -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let acting = Acting::new(deal, reading);
    let fresh = mark_changes(
        move || deal.with(|deal| (deal.summary.id, deal.summary.version, deal.summary.state)),
        move |version| acting.is_own(version),
        |state| match state {
            Some(state) => text_with(keys::DEAL_UPDATED_STATE, &[("state", &text(state_name(state)))]),
            None => text(keys::DEAL_UPDATED_LIVE),
        },
    );
    let name = Signal::derive(move || {
        deal.with(|deal| {
            if deal.summary.customer_name.is_empty() {
                text(keys::DEALS_UNNAMED)
            } else {
                deal.summary.customer_name.clone()
            }
        })
    });
    let state = Signal::derive(move || deal.with(|deal| deal.summary.state));
    let record = Signal::derive(move || deal.with(|deal| RecordKey::Deal(deal.summary.id)));
    let version = Signal::derive(move || deal.with(|deal| deal.summary.version));
    view! {
        <PageHead page=&DEAL title=name status=move || view! { <DealStateBadge state=state/> }>
            <Actions acting=acting/>
        </PageHead>
        <div class="deal-page" data-fresh=move || fresh.get().to_string()>
            <Meta deal=deal is_vendor=is_vendor/>
            <DecisionNotice deal=deal/>
            <div class="columns">
                <div class="deal-main">
                    <ProgressCard deal=deal/>
                    <FieldsCards deal=deal/>
                    <FilesCard deal=deal reading=reading/>
                    <RecordComments record=record/>
                </div>
                <div class="deal-aside">
                    <ClocksCard deal=deal/>
                    <RecordCard deal=deal/>
                    <RecordTimeline record=record version=version/>
                </div>
            </div>
        </div>
        <Dialogs acting=acting/>
    }
}

#[component]
fn Meta(deal: Signal<Deal>, is_vendor: bool) -> impl IntoView {
    let reference = Signal::derive(move || deal.with(|deal| deal.summary.reference.clone()));
    let value = move || deal.with(|deal| deal.summary.value.as_ref().map(money));
    let close = move || deal.with(|deal| deal.summary.expected_close);
    let partner = move || is_vendor.then(|| deal.with(|deal| deal.summary.partner_name.clone()));
    view! {
        <div class="deal-meta">
            <Reference reference=reference/>
            {move || partner().map(|name| view! { <span><Icon name=IconName::Building2/><Data value=name/></span> })}
            {move || value().map(|value| view! { <span class="deal-value number" translate="no">{value}</span> })}
            {move || close().map(|day| view! {
                <span><Icon name=IconName::Calendar/>{t(keys::DEAL_FIELD_EXPECTED_CLOSE)} " " <DateText value=day/></span>
            })}
        </div>
    }
}

/// Says that there is no such deal, or none that the reader may know of.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHead page=&DEAL/>
        <EmptyState title=keys::DEAL_NOT_FOUND text=keys::DEAL_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::DEAL_BACK) href=paths::deals() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}
