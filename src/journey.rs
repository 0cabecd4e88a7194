//! The journey of one's own company: what is to be reached, what is to be done for it, and what to do next.

mod act;
mod board;
mod complete;
mod model;
mod next;
mod page;
mod task;
pub mod words;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use entente_model::people::{Permission, Side};
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::path;
pub use page::JourneyPage;

/// The declaration.
pub static PAGE: Page = Page {
    title: keys::JOURNEY_TITLE,
    icon: IconName::Flag,
    address: Some(paths::journey),
    place: Place::Work,
    needs: Some(Permission::ReadCompany),
    side: Some(Side::Partner),
    // One that has arrived makes room.
    shown_while: Some(|home| home.journey.is_some()),
    parent: None,
    commands: &[],
    waiting: None,
};

/// Its routes.
#[component(transparent)]
pub fn JourneyRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! { <Route path=path!("/journey") view=guarded(&PAGE, chunk!(partner, JourneyPage))/> }.into_inner()
}
