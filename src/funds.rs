//! Market development funds: the list, the page of one with the entries behind its figures, and the form of the vendor's people.

mod actions;
mod balances;
mod book;
mod cards;
mod close;
pub mod facts;
pub mod figures;
mod form;
mod list;
mod page;
mod partner;
mod payments;
pub mod request_words;
mod rows;
mod rule;
mod statement;
mod table;
pub mod words;

use crate::i18n::keys;
use crate::paths;
use crate::session::guarded;
use crate::shell::{Page, PageCommand, Place, chunk};
use crate::ui::IconName;
use entente_model::people::Permission;
pub use form::{EditFundPage, NewFundPage};
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
pub use list::FundsPage;
pub use page::FundPage;
pub use payments::{PaymentPage, PaymentsPage};

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
            <Route path=path!("payments") view=guarded(&PAYMENTS, chunk!(payments, PaymentsPage))/>
            <Route path=path!("payments/:id") view=guarded(&PAYMENT, chunk!(payments, PaymentPage))/>
            <Route path=path!(":id/edit") view=guarded(&EDIT, chunk!(funds, EditFundPage))/>
            <Route path=path!(":id") view=guarded(&ONE, chunk!(funds, FundPage))/>
        </ParentRoute>
    }
    .into_inner()
}
