//! Partners as the vendor's people see them: the list, and the page of one from all sides.

mod activity;
mod agreement;
mod cells;
mod complete;
mod deals;
mod documents;
mod head;
mod invitations;
mod journey;
mod journey_short;
mod list;
mod notes;
mod overview;
mod page;
mod people;
mod profile;
mod rows;
mod sentences;
mod tasks;
mod words;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use list::PartnersPage;
pub use page::PartnerPage;

/// The list's declaration.
pub static PAGE: Page = Page {
    title: keys::PARTNERS_TITLE,
    icon: IconName::BadgeCheck,
    address: Some(paths::partners),
    place: Place::Work,
    needs: Some(Permission::ReadPartners),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// The declaration of a partner's page.
pub static ONE: Page = Page {
    title: keys::PARTNER_TITLE,
    address: None,
    place: Place::None,
    parent: Some(&PAGE),
    ..PAGE
};

/// Its routes.
#[component(transparent)]
pub fn PartnerRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("/partners") view=Outlet>
            <Route path=path!("") view=guarded(&PAGE, chunk!(partners, PartnersPage))/>
            <Route path=path!(":id") view=guarded(&ONE, chunk!(partners, PartnerPage))/>
        </ParentRoute>
    }
    .into_inner()
}
