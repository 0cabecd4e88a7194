//! People, partner companies, roles and what each role may do.

mod common_passwords;
pub mod email;
pub mod partner;
pub mod password;
pub mod permissions;
pub mod session;
pub mod user;

pub use email::normalise_email;
pub use partner::{PartnerStatus, PartnerSummary, PartnerType, Tier};
pub use password::check_password;
pub use permissions::{Permission, Role, Side};
pub use session::*;
pub use user::*;
