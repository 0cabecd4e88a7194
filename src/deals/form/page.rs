//! The pages `/deals/new` and `/deals/{id}/edit`.

use super::device::{new_places, place_of_deal};
use super::view::DealForm;
use crate::api::{deals, use_read};
use crate::deals::detail::NotFound;
use crate::deals::words::state_name;
use crate::deals::{DRAFT, NEW};
use crate::forms::Slot;
use crate::i18n::{keys, text, text_with};
use crate::paths;
use crate::session::use_session;
use crate::shell::{FailureState, PageHead};
use crate::ui::{ButtonKind, EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape};
use entente_model::deals::Deal;
use entente_model::ids::DealId;
use entente_model::people::{Permission, Session};
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// A new registration.
#[component]
pub fn NewDealPage() -> impl IntoView {
    let session = use_session();
    let reason = untrack(|| session.reason_not(Permission::RegisterDeals));
    let present = session.get_untracked();
    view! {
        <Pane>
            {match (present, reason) {
                (Some(session), None) => view! { <NewDeal session=session/> }.into_any(),
                (_, reason) => view! {
                    <PageHead page=&NEW/>
                    <EmptyState title=keys::DEALS_REGISTER text=reason icon=IconName::Lock/>
                }
                .into_any(),
            }}
        </Pane>
    }
}

/// The form, once it is known which of the registrations that were begun on this device is this tab's.
#[component]
fn NewDeal(session: Arc<Session>) -> impl IntoView {
    let user = session.user.id;
    let slot = RwSignal::new_local(None::<Slot>);
    spawn_local(async move {
        let claimed = Slot::claim(&new_places(user)).await;
        // A page that was left meanwhile gives it back.
        drop(slot.try_set(Some(claimed)));
    });
    move || match slot.with(|slot| slot.as_ref().map(|slot| slot.place.clone())) {
        Some(place) => view! { <DealForm session=session.clone() deal=None place=place page=&NEW/> }.into_any(),
        None => view! { <PageHead page=&NEW/> <Skeleton shape=SkeletonShape::Page/> }.into_any(),
    }
}

/// A draft or a returned registration.
#[component]
pub fn EditDealPage() -> impl IntoView {
    let params = use_params_map();
    let session = use_session();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<DealId>().ok())));
    let reading = use_read(move || id.get().map(deals::one));
    // The form is made once of each deal: what is fetched later must not take the place of what is typed.
    let opened = Memo::new(move |before: Option<&Option<Deal>>| {
        let now = reading.get();
        match (before.cloned().flatten(), now) {
            (Some(before), Some(now)) if before.summary.id == now.summary.id => Some(before),
            (_, now) => now,
        }
    });
    let content = move || match (opened.get(), session.get_untracked()) {
        (Some(deal), Some(session)) if deal.summary.state.is_editable() => {
            let place = place_of_deal(session.user.id, deal.summary.id);
            view! { <DealForm session=session deal=Some(deal) place=place page=&DRAFT/> }.into_any()
        }
        (Some(deal), Some(_)) => view! { <NotEditable deal=deal/> }.into_any(),
        _ if id.with(Option::is_none) => view! { <NotFound/> }.into_any(),
        _ if reading.error().with(Option::is_some) => {
            let is_gone = reading
                .error()
                .with(|error| error.as_ref().and_then(|error| error.code()))
                == Some(Code::NotFound);
            if is_gone {
                view! { <NotFound/> }.into_any()
            } else {
                view! { <PageHead page=&DRAFT/> <FailureState error=reading.error() on_retry=move || reading.refetch()/> }.into_any()
            }
        }
        _ => view! { <PageHead page=&DRAFT/> <Skeleton shape=SkeletonShape::Page/> }.into_any(),
    };
    view! { <Pane>{content}</Pane> }
}

#[component]
fn NotEditable(deal: Deal) -> impl IntoView {
    let state = deal.summary.state;
    let line = Signal::derive(move || {
        Some(text_with(
            keys::DEALS_FORM_NOT_EDITABLE_TEXT,
            &[("state", &text(state_name(state)))],
        ))
    });
    view! {
        <PageHead page=&DRAFT/>
        <EmptyState title=keys::DEALS_FORM_NOT_EDITABLE text=line icon=IconName::Lock>
            <LinkButton label=keys::DEALS_FORM_OPEN_DEAL href=paths::deal(deal.summary.id) kind=ButtonKind::Primary/>
        </EmptyState>
    }
}
