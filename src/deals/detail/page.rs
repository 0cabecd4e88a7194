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
use crate::records::{RecordComments, RecordKey, RecordTimeline};
use crate::session::use_session;
use crate::shell::{PageHead, Region};
use crate::ui::{
    ButtonSize, Data, DateText, EmptyState, Icon, IconButton, IconName, LinkButton, Pane, Skeleton, SkeletonShape,
    StaleNotice, announce, copy_text, toast,
};
use entente_model::deals::Deal;
use entente_model::events::LiveEvent;
use entente_model::ids::DealId;
use entente_model::people::Side;
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::time::Duration;

/// How long a change that came by itself is marked.
const MARKED: Duration = Duration::from_millis(1_700);

/// The page `/deals/{id}`.
#[component]
pub fn DealPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<DealId>().ok())));
    let reading = use_read(move || id.get().map(deals::one))
        .refetch_on(move |event| is_about(event, id.try_get_untracked().flatten()));
    let is_missing = Memo::new(move |_| {
        let is_unknown = reading
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()))
            == Some(Code::NotFound);
        id.with(Option::is_none) || is_unknown
    });
    // The content brings its own head, with the customer's name.
    let failed = move || reading.value().with(Option::is_none) && reading.error().with(Option::is_some);
    let head = move || failed().then(|| view! { <PageHead page=&DEAL/> });
    view! {
        <Pane>
            {move || if is_missing.get() {
                view! { <NotFound/> }.into_any()
            } else {
                view! {
                    <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
                    {head}
                    <Region reading=reading loading=loading let(deal)>
                        <DealView deal=deal reading=reading/>
                    </Region>
                }
                .into_any()
            }}
        </Pane>
    }
}

/// Whether a live event is about the deal.
fn is_about(event: &LiveEvent, deal: Option<DealId>) -> bool {
    matches!(event, LiveEvent::Deal { id, .. } if Some(*id) == deal)
}

/// The shape of the page while it is on its way.
fn loading() -> AnyView {
    view! {
        <PageHead page=&DEAL/>
        <div class="deal-page" aria-busy="true">
            <Skeleton shape=SkeletonShape::Lines/>
            <div class="columns">
                <div class="deal-main">
                    <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div>
                    <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div>
                </div>
                <div class="deal-aside"><div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div></div>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn DealView(deal: Signal<Deal>, reading: Reading<Deal>) -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let acting = Acting::new(deal, reading);
    let fresh = mark_changes(deal, acting);
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

/// Marks and announces a change that did not come from this page.
fn mark_changes(deal: Signal<Deal>, acting: Acting) -> RwSignal<bool> {
    let fresh = RwSignal::new(false);
    let seen = Memo::new(move |_| deal.with(|deal| (deal.summary.id, deal.summary.version, deal.summary.state)));
    Effect::watch(
        move || seen.get(),
        move |(id, version, state), before, _| {
            let Some((id_before, version_before, state_before)) = before else {
                return;
            };
            if id != id_before || version <= version_before || acting.is_own(*version) {
                return;
            }
            announce(if state == state_before {
                text(keys::DEAL_UPDATED_LIVE)
            } else {
                text_with(keys::DEAL_UPDATED_STATE, &[("state", &text(state_name(*state)))])
            });
            fresh.set(true);
            set_timeout(
                move || {
                    fresh.try_set(false);
                },
                MARKED,
            );
        },
        false,
    );
    fresh
}

#[component]
fn Meta(deal: Signal<Deal>, is_vendor: bool) -> impl IntoView {
    let reference = Signal::derive(move || deal.with(|deal| deal.summary.reference.clone()));
    let copy = Callback::new(move |()| {
        if copy_text(&reference.get_untracked()) {
            toast(text(keys::DEAL_COPIED));
        }
    });
    let value = move || deal.with(|deal| deal.summary.value.as_ref().map(money));
    let close = move || deal.with(|deal| deal.summary.expected_close);
    let partner = move || is_vendor.then(|| deal.with(|deal| deal.summary.partner_name.clone()));
    view! {
        <div class="deal-meta">
            <span>
                <span class="visually-hidden">{t(keys::DEAL_FIELD_REFERENCE)} " "</span>
                <span class="deal-reference" translate="no">{reference}</span>
                <IconButton label=keys::DEAL_COPY_REFERENCE icon=IconName::Copy size=ButtonSize::Small on_press=copy/>
            </span>
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
