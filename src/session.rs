//! Who is here, what they may do, and the pages by which one comes in and goes out.

mod accept;
mod brand;
mod context;
mod credentials;
mod forgot;
mod guard;
mod outside;
mod profile;
mod reset;
mod roles;
mod sign_in;
mod sign_in_again;
mod sign_out;

pub use accept::AcceptInvitationPage;
pub use brand::{paint, program_name, remember_program};
pub use context::{SessionContext, SessionState, provide_session, use_session};
pub use forgot::ForgotPasswordPage;
pub use guard::guarded;
pub use outside::{LanguageLinks, Outside};
pub use profile::{PROFILE, ProfilePage};
pub use reset::ResetPasswordPage;
pub use roles::{role_name, tier_name};
pub use sign_in::SignInPage;
pub use sign_in_again::SignInAgain;
pub use sign_out::{sign_out, sign_out_everywhere};
