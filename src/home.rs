//! The home page: a person's own next steps.

mod funds;
mod journey;
mod page;
mod partner;
mod row;
mod vendor;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::path;
pub use page::HomePage;

/// The declaration.
pub static PAGE: Page = Page {
    title: keys::HOME_TITLE,
    icon: IconName::House,
    address: Some(paths::home),
    place: Place::Work,
    needs: None,
    side: None,
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// Its routes.
#[component(transparent)]
pub fn HomeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! { <Route path=path!("/") view=guarded(&PAGE, chunk!(home, HomePage))/> }.into_inner()
}
