//! One's own company: its people and their invitations, and what it says of itself.

mod change_role;
mod foot;
mod invitations;
mod invite;
mod page;
mod people_list;
mod profile;
mod role_fields;
mod send_again;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use entente_model::people::{Permission, Side};
pub use foot::foot;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use page::PeoplePage;
pub use profile::ProfilePage;
pub use send_again::{SendAgain, invitation_key, link_end};

/// The people's declaration.
pub static PAGE: Page = Page {
    title: keys::COMPANY_TITLE,
    icon: IconName::Users,
    address: Some(paths::people),
    place: Place::Company,
    needs: Some(Permission::ManagePeople),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// The declaration of what the company says of itself.
pub static PROFILE: Page = Page {
    title: keys::COMPANY_PROFILE_TITLE,
    icon: IconName::Building2,
    address: Some(paths::company),
    place: Place::Company,
    needs: Some(Permission::ReadCompany),
    side: Some(Side::Partner),
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// Their routes.
#[component(transparent)]
pub fn CompanyRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/company") view=guarded(&PROFILE, chunk!(partner, ProfilePage))/>
            <Route path=path!("/people") view=guarded(&PAGE, chunk!(account, PeoplePage))/>
        </ParentRoute>
    }
    .into_inner()
}
