//! Journeys as the vendor's people follow them: the list with its nudges, the funnel, and time to value.

mod cells;
mod filters;
mod funnel;
mod list;
pub mod nudge;
mod rows;
mod value;
mod value_words;
mod views;
pub mod words;

use crate::i18n::keys;
use crate::paths::{self, JourneysQuery};
use crate::session::guarded;
use crate::shell::{Page, PageCommand, Place, chunk};
use crate::ui::IconName;
use entente_model::onboarding::JourneyRisk;
use entente_model::people::Permission;
pub use funnel::FunnelPage;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use list::JourneysPage;
pub use value::TimeToValuePage;

/// The list's declaration.
pub static PAGE: Page = Page {
    title: keys::JOURNEYS_TITLE,
    icon: IconName::Flag,
    address: Some(paths::journeys),
    place: Place::Work,
    needs: Some(Permission::FollowJourneys),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[PageCommand {
        title: keys::JOURNEYS_AT_RISK_COMMAND,
        icon: IconName::TriangleAlert,
        address: at_risk,
        needs: Some(Permission::FollowJourneys),
        shortcut: None,
    }],
    waiting: Some(|home| u64::from(home.at_risk_count)),
};

/// The funnel's declaration. It stands beside the list, and not below it.
pub static FUNNEL: Page = Page {
    title: keys::JOURNEYS_FUNNEL,
    icon: IconName::ListFilter,
    address: Some(paths::journey_funnel),
    place: Place::None,
    needs: Some(Permission::FollowJourneys),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// The declaration of time to value.
pub static VALUE: Page = Page {
    title: keys::JOURNEYS_VALUE,
    icon: IconName::Timer,
    address: Some(paths::time_to_value),
    ..FUNNEL
};

fn at_risk() -> String {
    paths::journeys_with(&JourneysQuery {
        risks: vec![JourneyRisk::AtRisk],
        ..JourneysQuery::default()
    })
}

/// Its routes.
#[component(transparent)]
pub fn JourneysRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("/journeys") view=Outlet>
            <Route path=path!("") view=guarded(&PAGE, chunk!(partners, JourneysPage))/>
            <Route path=path!("funnel") view=guarded(&FUNNEL, chunk!(partners, FunnelPage))/>
            <Route path=path!("time-to-value") view=guarded(&VALUE, chunk!(partners, TimeToValuePage))/>
        </ParentRoute>
    }
    .into_inner()
}
