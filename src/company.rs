//! People of one's own company and their invitations.

mod change_role;
mod foot;
mod invitations;
mod invite;
mod page;
mod people_list;
mod role_fields;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use entente_model::people::Permission;
pub use foot::foot;
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::path;
pub use page::PeoplePage;

/// The declaration.
pub static PAGE: Page = Page {
    title: keys::COMPANY_TITLE,
    icon: IconName::Users,
    address: Some(paths::people),
    place: Place::Company,
    needs: Some(Permission::ManagePeople),
    parent: None,
    commands: &[],
    waiting: None,
};

/// Its routes.
#[component(transparent)]
pub fn CompanyRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! { <Route path=path!("/people") view=guarded(&PAGE, chunk!(account, PeoplePage))/> }.into_inner()
}
