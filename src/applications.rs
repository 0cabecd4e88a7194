//! Applications as the vendor's people follow them: the list, the page of one, and the invitation of a company that should apply. What is
//! decided of them is decided in the queue, whose pages show the same facts and score.

mod cells;
mod criteria;
pub mod facts;
mod filters;
mod invitation;
mod invite;
mod list;
mod page;
mod rows;
pub mod score;
mod standing;
pub mod words;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use list::ApplicationsPage;
pub use page::ApplicationPage;

/// The list's declaration.
pub static PAGE: Page = Page {
    title: keys::APPLICATIONS_TITLE,
    icon: IconName::Building2,
    address: Some(paths::applications),
    place: Place::Work,
    needs: Some(Permission::ReadApplications),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// The declaration of an application's page.
pub static ONE: Page = Page {
    title: keys::APPROVAL_APPLICATION,
    icon: IconName::Building2,
    address: None,
    place: Place::None,
    needs: Some(Permission::ReadApplications),
    side: None,
    shown_while: None,
    parent: Some(&PAGE),
    commands: &[],
    waiting: None,
};

/// Its routes.
#[component(transparent)]
pub fn ApplicationRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("/applications") view=Outlet>
            <Route path=path!("") view=guarded(&PAGE, chunk!(approvals, ApplicationsPage))/>
            <Route path=path!(":id") view=guarded(&ONE, chunk!(approvals, ApplicationPage))/>
        </ParentRoute>
    }
    .into_inner()
}
