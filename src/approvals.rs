//! Approvals: the queue of what waits for a decision, and the page on which an item is looked at and decided.

mod decision;
pub mod due;
mod item;
mod queue;
pub mod reasons;
mod verdict;
pub mod words;

use crate::i18n::keys;
use crate::paths::{self, ApprovalsQuery, AssigneeFilter};
use crate::session::guarded;
use crate::shell::{Page, PageCommand, Place, chunk};
use crate::ui::IconName;
use entente_model::people::Permission;
pub use item::ItemPage;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use queue::QueuePage;

/// The queue's declaration.
pub static PAGE: Page = Page {
    title: keys::APPROVALS_TITLE,
    icon: IconName::Gavel,
    address: Some(paths::approvals),
    place: Place::Work,
    needs: Some(Permission::ReadApprovals),
    side: None,
    shown_while: None,
    parent: None,
    // No role decides both.
    commands: &[mine_of(Permission::DecideApprovals), mine_of(Permission::DecideClaims)],
    waiting: Some(|home| u64::from(home.waiting_count)),
};

/// The declaration of an item's page.
pub static ITEM: Page = Page {
    title: keys::APPROVAL_TITLE,
    icon: IconName::Gavel,
    address: None,
    place: Place::None,
    needs: Some(Permission::ReadApprovals),
    side: None,
    shown_while: None,
    parent: Some(&PAGE),
    commands: &[],
    waiting: None,
};

const fn mine_of(decides: Permission) -> PageCommand {
    PageCommand {
        title: keys::APPROVALS_MINE_COMMAND,
        icon: IconName::User,
        address: mine,
        needs: Some(decides),
        shortcut: None,
    }
}

fn mine() -> String {
    paths::approvals_with(&ApprovalsQuery {
        assignee: Some(AssigneeFilter::Me),
        ..ApprovalsQuery::default()
    })
}

/// Its routes.
#[component(transparent)]
pub fn ApprovalRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("/approvals") view=Outlet>
            <Route path=path!("") view=guarded(&PAGE, chunk!(approvals, QueuePage))/>
            <Route path=path!(":id") view=guarded(&ITEM, chunk!(approvals, ItemPage))/>
        </ParentRoute>
    }
    .into_inner()
}
