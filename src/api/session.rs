//! Signing in and out, one's own profile, passwords, mailed links.

use super::{Call, Get, IdempotencyKey};
use entente_model::people::{
    AcceptInvitation, InvitationPreview, InvitationToken, PasswordChange, PasswordReset, PasswordResetRequest,
    ProfileChange, Session, SignIn,
};

/// Who is signed in; 401 when nobody is.
pub fn read() -> Get<Session> {
    Get::new("/session", "").stored()
}

/// Signs in.
pub fn sign_in(body: &SignIn) -> Call<Session> {
    Call::post("/sessions")
        .body(body)
        .key(&IdempotencyKey::new())
        .open_to_all()
}

/// Signs out.
pub fn sign_out() -> Call<()> {
    Call::delete("/session").open_to_all()
}

/// Signs out on every device.
pub fn sign_out_everywhere() -> Call<()> {
    Call::delete("/sessions")
}

/// Changes the own profile; `version` is the user's.
pub fn change_profile(body: &ProfileChange, version: i64) -> Call<Session> {
    Call::patch("/profile").body(body).if_match(version)
}

/// Changes the own password; every other session ends.
pub fn change_password(body: &PasswordChange) -> Call<()> {
    Call::put("/profile/password").body(body)
}

/// Asks for a mailed link to a new password. The answer is the same whether the address is known or not.
pub fn request_password_reset(body: &PasswordResetRequest) -> Call<()> {
    Call::post("/password_resets")
        .body(body)
        .key(&IdempotencyKey::new())
        .open_to_all()
}

/// Sets a new password with the token of a mailed link.
pub fn reset_password(body: &PasswordReset, key: &IdempotencyKey) -> Call<()> {
    Call::post("/password_resets/completion")
        .body(body)
        .key(key)
        .open_to_all()
}

/// Shows whom an invitation is for.
pub fn preview_invitation(body: &InvitationToken) -> Call<InvitationPreview> {
    Call::post("/invitations/preview")
        .body(body)
        .key(&IdempotencyKey::new())
        .open_to_all()
}

/// Accepts an invitation and signs in.
pub fn accept_invitation(body: &AcceptInvitation, key: &IdempotencyKey) -> Call<Session> {
    Call::post("/invitations/acceptance").body(body).key(key).open_to_all()
}
