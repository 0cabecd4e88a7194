//! Who is here and what they may do: sessions, passwords, invitations, people.

mod acceptance;
pub mod can;
mod extract;
mod invitations;
mod links;
mod open_invitations;
pub mod password;
mod people;
mod resets;
pub mod routes;
pub(crate) mod scope;
pub mod session;
mod throttle;
pub mod token;
mod view;

pub use extract::Permitted;
pub use invitations::{add as add_invitation, mail_job as invitation_mail, take_away as take_invitation_away};
pub use links::register;
pub(crate) use open_invitations::{
    open_of as open_invitations, send_again as send_invitation_again, waiting_admin as waiting_admin_invitation,
};
pub(crate) use people::by_name as people_by_name;
pub use people::{NewUser, add_user, disable_user, set_password};
pub use scope::{PartnerScope, Scope, side_text};
pub use throttle::{Limit, attempt};
