//! The page of one partner: who it is, and tabs for what one may want to know of it. The page changes by itself when the partner or its
//! journey does.

use super::ONE;
use super::activity::ActivityTab;
use super::deals::DealsTab;
use super::documents::DocumentsTab;
use super::head::Facts;
use super::journey::JourneyTab;
use super::notes::NotesTab;
use super::overview::OverviewTab;
use super::people::PeopleTab;
use super::words::PartnerStatusBadge;
use crate::api::{connection, partners, use_read};
use crate::i18n::{Key, keys, t, text};
use crate::paths::{self, PartnerQuery, PartnerTab, use_address_state};
use crate::shell::{NotFoundPage, PageHead, Region};
use crate::ui::{
    EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice, TabItem, TabPanel, Tabs,
};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::partners::Partner;
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page `/partners/{id}`.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<PartnerId>().ok())));
    move || match id.get() {
        Some(id) => view! { <OnePartner id=id/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

/// Whether a live event is about the partner or its journey.
pub(super) fn is_about(event: &LiveEvent, partner: PartnerId) -> bool {
    match event {
        LiveEvent::Partner { id, .. } => *id == partner,
        LiveEvent::Journey { partner_id, .. } => *partner_id == partner,
        _ => false,
    }
}

#[component]
fn OnePartner(id: PartnerId) -> impl IntoView {
    let reading = use_read(move || partners::one(id)).refetch_on(move |event| is_about(event, id));
    let is_missing = Memo::new(move |_| {
        let code = reading
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()));
        code == Some(Code::NotFound)
    });
    let known = move || {
        reading
            .value()
            .with(|partner| partner.as_ref().map(|partner| partner.summary.clone()))
    };
    let title =
        Signal::derive(move || known().map_or_else(|| text(keys::PARTNER_TITLE), |summary| summary.display_name));
    let status = Memo::new(move |_| known().map(|summary| summary.status));
    let badge = move || status.get().map(|status| view! { <PartnerStatusBadge status=status/> });
    let retry = move || {
        connection::try_now();
        reading.refetch();
    };
    view! {
        <Pane>
            {move || if is_missing.get() {
                view! { <NotFound/> }.into_any()
            } else {
                view! {
                    <PageHead page=&ONE title=title status=move || badge/>
                    <StaleNotice since=reading.stored_at() on_retry=retry/>
                    <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Page/> } let:partner>
                        <Facts partner=partner/>
                        <Sides id=id partner=partner/>
                    </Region>
                }
                .into_any()
            }}
        </Pane>
    }
}

fn tab_name(tab: PartnerTab) -> Key {
    match tab {
        PartnerTab::Overview => keys::PARTNER_TAB_OVERVIEW,
        PartnerTab::People => keys::PARTNER_TAB_PEOPLE,
        PartnerTab::Journey => keys::PARTNER_TAB_JOURNEY,
        PartnerTab::Deals => keys::PARTNER_TAB_DEALS,
        PartnerTab::Documents => keys::PARTNER_TAB_DOCUMENTS,
        PartnerTab::Activity => keys::PARTNER_TAB_ACTIVITY,
        PartnerTab::Notes => keys::PARTNER_TAB_NOTES,
    }
}

/// The tabs; which one is open lives in the address.
#[component]
fn Sides(id: PartnerId, partner: Signal<Partner>) -> impl IntoView {
    let address = use_address_state::<PartnerQuery>();
    let selected = Signal::derive(move || address.get().tab.as_str().to_owned());
    let on_select = Callback::new(move |(word,): (String,)| {
        if let Some(tab) = PartnerTab::parse(&word) {
            address.update(|query| query.tab = tab);
        }
    });
    let items = PartnerTab::ALL
        .map(|tab| TabItem::new(tab.as_str(), tab_name(tab)))
        .to_vec();
    view! {
        <div class="partner-sides">
            <Tabs label=keys::PARTNER_TABS items=items selected=selected on_select=on_select/>
            <TabPanel id=PartnerTab::Overview.as_str() selected=selected><OverviewTab id=id partner=partner/></TabPanel>
            <TabPanel id=PartnerTab::People.as_str() selected=selected><PeopleTab id=id/></TabPanel>
            <TabPanel id=PartnerTab::Journey.as_str() selected=selected><JourneyTab id=id partner=partner/></TabPanel>
            <TabPanel id=PartnerTab::Deals.as_str() selected=selected><DealsTab id=id/></TabPanel>
            <TabPanel id=PartnerTab::Documents.as_str() selected=selected><DocumentsTab id=id partner=partner/></TabPanel>
            <TabPanel id=PartnerTab::Activity.as_str() selected=selected><ActivityTab id=id/></TabPanel>
            <TabPanel id=PartnerTab::Notes.as_str() selected=selected><NotesTab id=id/></TabPanel>
        </div>
    }
}

/// Says that there is no such partner, or none that the reader may know of.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <PageHead page=&ONE/>
        <EmptyState title=keys::PARTNER_NOT_FOUND text=keys::PARTNER_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::PARTNER_BACK) href=paths::partners() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}
