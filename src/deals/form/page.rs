//! The pages `/deals/new` and `/deals/{id}/edit`.

use super::device::{new_places, place_of_deal};
use super::view::DealForm;
use crate::api::{deals, use_read};
use crate::deals::detail::NotFound;
use crate::deals::words::state_name;
use crate::deals::{DRAFT, NEW};
use crate::forms::{NotEditable, Slot, first_read, unread};
use crate::i18n::keys;
use crate::paths;
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{EmptyState, IconName, Pane, Skeleton, SkeletonShape};
use entente_model::deals::Deal;
use entente_model::ids::DealId;
use entente_model::people::{Permission, Session};
use leptos::prelude::*;
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
    let slot = Slot::of_page(new_places(session.user.id));
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
    let opened = first_read(reading, |deal: &Deal| deal.summary.id);
    let content = move || match (opened.get(), session.get_untracked()) {
        (Some(deal), Some(session)) if deal.summary.state.is_editable() => {
            let place = place_of_deal(session.user.id, deal.summary.id);
            view! { <DealForm session=session deal=Some(deal) place=place page=&DRAFT/> }.into_any()
        }
        (Some(deal), Some(_)) => view! {
            <NotEditable
                page=&DRAFT
                title=keys::DEALS_FORM_NOT_EDITABLE
                explained=keys::DEALS_FORM_NOT_EDITABLE_TEXT
                state=state_name(deal.summary.state)
                label=keys::DEALS_FORM_OPEN_DEAL
                href=paths::deal(deal.summary.id)
            />
        }
        .into_any(),
        _ => unread(&DRAFT, reading, id.with(Option::is_some), || {
            view! { <NotFound/> }.into_any()
        }),
    };
    view! { <Pane>{content}</Pane> }
}
