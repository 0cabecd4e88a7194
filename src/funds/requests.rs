//! Requests for market development money: the list, and the form in which a partner plans an activity and asks for money.

mod form;
mod list;

use crate::i18n::keys;
use crate::paths;
use crate::shell::{Page, PageCommand, Place};
use crate::ui::IconName;
use entente_model::people::Permission;
pub use form::{EditRequestPage, NewRequestPage};
pub use list::RequestsPage;

/// The list's declaration.
pub static LIST: Page = Page {
    title: keys::REQUESTS_TITLE,
    icon: IconName::FileText,
    address: Some(paths::fund_requests),
    place: Place::None,
    needs: Some(Permission::ReadFunds),
    side: None,
    shown_while: None,
    parent: Some(&super::PAGE),
    commands: &[PageCommand {
        title: keys::REQUEST_PLAN,
        icon: IconName::Plus,
        address: paths::fund_request_new,
        needs: Some(Permission::RequestFunds),
        shortcut: None,
    }],
    waiting: None,
};

/// The declaration of the form of a new request.
pub static NEW: Page = Page {
    title: keys::REQUEST_PLAN,
    icon: IconName::Plus,
    address: None,
    place: Place::None,
    needs: Some(Permission::RequestFunds),
    side: None,
    shown_while: None,
    parent: Some(&LIST),
    commands: &[],
    waiting: None,
};

/// The declaration of the form of a draft or a returned request.
pub static EDIT: Page = Page {
    title: keys::REQUEST_EDIT,
    icon: IconName::Pencil,
    ..NEW
};
