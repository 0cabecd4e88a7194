//! The partner agreement: its text whole, the signature of one's own company, and what was signed before.

mod page;
mod record;
mod sign;
mod text;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, Place, chunk};
use crate::ui::IconName;
use entente_model::people::{Permission, Side};
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::path;
pub use page::AgreementPage;

/// The declaration.
pub static PAGE: Page = Page {
    title: keys::AGREEMENT_TITLE,
    icon: IconName::FileText,
    address: Some(paths::agreement),
    place: Place::Company,
    needs: Some(Permission::ReadCompany),
    side: Some(Side::Partner),
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: Some(|home| u64::from(home.agreement_waits)),
};

/// Its routes.
#[component(transparent)]
pub fn AgreementRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! { <Route path=path!("/agreement") view=guarded(&PAGE, chunk!(partner, AgreementPage))/> }.into_inner()
}
