//! Market development funds: the list, the page of one with the entries behind its figures, and the form of the vendor's people.

mod actions;
mod activity;
mod allocation;
mod ask;
mod balances;
mod book;
pub mod budget;
mod cards;
pub mod claim_cards;
mod claims;
mod close;
mod day;
mod expiring;
pub mod facts;
pub mod figures;
mod form;
mod list;
mod notices;
mod outlook;
mod page;
mod partner;
mod payments;
pub mod request_words;
pub mod requests;
pub mod results;
mod returns;
mod rows;
mod rule;
mod statement;
mod table;
mod views;
pub mod words;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, PageCommand, Place, chunk};
use crate::ui::IconName;
pub use activity::ActivityPage;
pub use allocation::AllocationPage;
pub use claims::{ClaimPage, EditClaimPage};
use entente_model::people::{Permission, Side};
pub use form::{EditFundPage, NewFundPage};
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use list::FundsPage;
pub use outlook::OutlookPage;
pub use page::FundPage;
pub use payments::{PaymentPage, PaymentsPage};
use requests::{EditRequestPage, NewRequestPage, RequestsPage};
pub use returns::ReturnsPage;

/// The list's declaration.
pub static PAGE: Page = Page {
    title: keys::FUNDS_TITLE,
    icon: IconName::Wallet,
    address: Some(paths::funds),
    place: Place::Work,
    needs: Some(Permission::ReadFunds),
    side: None,
    shown_while: None,
    parent: None,
    commands: &[PageCommand {
        title: keys::FUNDS_NEW,
        icon: IconName::Plus,
        address: paths::fund_new,
        needs: Some(Permission::ManageFunds),
        shortcut: None,
    }],
    waiting: None,
};

/// The declaration of the form of a new fund.
pub static NEW: Page = Page {
    title: keys::FUNDS_NEW,
    icon: IconName::Plus,
    address: None,
    place: Place::None,
    needs: Some(Permission::ManageFunds),
    side: None,
    shown_while: None,
    parent: Some(&PAGE),
    commands: &[],
    waiting: None,
};

/// The declaration of the form of a fund.
pub static EDIT: Page = Page {
    title: keys::FUND_EDIT_TITLE,
    icon: IconName::Pencil,
    ..NEW
};

/// The declaration of a fund's page.
pub static ONE: Page = Page {
    title: keys::FUND_TITLE,
    icon: IconName::Wallet,
    needs: Some(Permission::ReadFunds),
    ..NEW
};

/// The declaration of the page of an activity, which is a request once it is handed in.
pub static ACTIVITY: Page = Page {
    title: keys::FUND_ACTIVITY_PAGE_TITLE,
    icon: IconName::CalendarClock,
    needs: Some(Permission::ReadFunds),
    ..NEW
};

/// The declaration of a claim's page.
pub static CLAIM: Page = Page {
    title: keys::CLAIM_TITLE,
    icon: IconName::BadgeDollarSign,
    ..ACTIVITY
};

/// The declaration of the form of a claim.
pub static CLAIM_EDIT: Page = Page {
    title: keys::CLAIM_EDIT_TITLE,
    icon: IconName::Pencil,
    needs: Some(Permission::RequestFunds),
    ..NEW
};

/// The declaration of the report of what came back.
pub static RETURNS: Page = Page {
    title: keys::RETURNS_TITLE,
    icon: IconName::ChartColumn,
    address: Some(paths::fund_returns),
    needs: Some(Permission::ReadFunds),
    side: Some(Side::Vendor),
    ..NEW
};

/// The declaration of an allocation by rule.
pub static ALLOCATION: Page = Page {
    title: keys::ALLOCATION_TITLE,
    icon: IconName::Scale,
    ..NEW
};

/// The declaration of what a partner could earn next.
pub static OUTLOOK: Page = Page {
    title: keys::OUTLOOK_TITLE,
    icon: IconName::TrendingUp,
    address: Some(paths::fund_outlook),
    needs: Some(Permission::ReadFunds),
    side: Some(Side::Partner),
    ..NEW
};

/// The declaration of the page of payments.
pub static PAYMENTS: Page = Page {
    title: keys::PAYMENTS_TITLE,
    icon: IconName::BadgeDollarSign,
    address: Some(paths::fund_payments),
    needs: Some(Permission::PayClaims),
    ..NEW
};

/// The declaration of a batch's page.
pub static PAYMENT: Page = Page {
    title: keys::PAYMENTS_BATCH_TITLE,
    icon: IconName::BadgeDollarSign,
    needs: Some(Permission::PayClaims),
    parent: Some(&PAYMENTS),
    ..NEW
};

/// Its routes.
#[component(transparent)]
pub fn FundRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    view! {
        <ParentRoute path=path!("/funds") view=Outlet>
            <Route path=path!("") view=guarded(&PAGE, chunk!(funds, FundsPage))/>
            <Route path=path!("new") view=guarded(&NEW, chunk!(funds, NewFundPage))/>
            <Route path=path!("requests") view=guarded(&requests::LIST, chunk!(requests, RequestsPage))/>
            <Route path=path!("requests/new") view=guarded(&requests::NEW, chunk!(requests, NewRequestPage))/>
            <Route path=path!("requests/:id/edit") view=guarded(&requests::EDIT, chunk!(requests, EditRequestPage))/>
            <Route path=path!("requests/:id") view=guarded(&ACTIVITY, chunk!(activity, ActivityPage))/>
            <Route path=path!("claims/:id/edit") view=guarded(&CLAIM_EDIT, chunk!(claims, EditClaimPage))/>
            <Route path=path!("claims/:id") view=guarded(&CLAIM, chunk!(claims, ClaimPage))/>
            <Route path=path!("returns") view=guarded(&RETURNS, chunk!(returns, ReturnsPage))/>
            <Route path=path!("outlook") view=guarded(&OUTLOOK, chunk!(outlook, OutlookPage))/>
            <Route path=path!(":id/allocation") view=guarded(&ALLOCATION, chunk!(funds, AllocationPage))/>
            <Route path=path!("payments") view=guarded(&PAYMENTS, chunk!(payments, PaymentsPage))/>
            <Route path=path!("payments/:id") view=guarded(&PAYMENT, chunk!(payments, PaymentPage))/>
            <Route path=path!(":id/edit") view=guarded(&EDIT, chunk!(funds, EditFundPage))/>
            <Route path=path!(":id") view=guarded(&ONE, chunk!(funds, FundPage))/>
        </ParentRoute>
    }
    .into_inner()
}
