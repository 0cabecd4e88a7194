//! Deal registration: the list, the form, and the page of one deal.

pub mod clock;
mod decision;
pub mod detail;
pub mod facts;
mod form;
mod list;
pub mod words;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, PageCommand, Place, chunk};
use crate::ui::IconName;
use detail::DealPage;
use entente_model::people::Permission;
use form::page::{EditDealPage, NewDealPage};
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
use list::DealsPage;

/// The list.
pub static PAGE: Page = Page {
    title: keys::DEALS_TITLE,
    icon: IconName::Handshake,
    address: Some(paths::deals),
    place: Place::Work,
    needs: Some(Permission::ReadDeals),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[PageCommand {
        title: keys::DEALS_REGISTER,
        icon: IconName::Plus,
        address: paths::deal_new,
        needs: Some(Permission::RegisterDeals),
        shortcut: None,
    }],
    waiting: None,
};

/// The form of a new registration.
pub static NEW: Page = Page {
    title: keys::DEALS_FORM_TITLE_NEW,
    icon: IconName::Plus,
    address: None,
    place: Place::None,
    needs: Some(Permission::RegisterDeals),
    side: None,
    shown_while: None,
    parent: Some(&PAGE),
    commands: &[],
    waiting: None,
};

/// The form of a draft or a returned registration.
pub static DRAFT: Page = Page {
    title: keys::DEALS_FORM_TITLE_EDIT,
    icon: IconName::Pencil,
    ..NEW
};

/// One deal.
pub static DEAL: Page = Page {
    title: keys::DEAL_TITLE,
    needs: Some(Permission::ReadDeals),
    icon: IconName::Handshake,
    ..NEW
};

/// Its routes.
#[component(transparent)]
pub fn DealRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("/deals") view=Outlet>
            <Route path=path!("") view=guarded(&PAGE, DealsPage)/>
            <Route path=path!("new") view=guarded(&NEW, chunk!(deal, NewDealPage))/>
            <Route path=path!(":id/edit") view=guarded(&DRAFT, chunk!(deal, EditDealPage))/>
            <Route path=path!(":id") view=guarded(&DEAL, chunk!(deal, DealPage))/>
        </ParentRoute>
    }
    .into_inner()
}
