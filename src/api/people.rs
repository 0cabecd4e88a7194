//! People of one's own side, their invitations, and the partners that one may see.

use super::call::page_query;
use super::{Call, Get, IdempotencyKey};
use entente_model::ids::{InvitationId, UserId};
use entente_model::page::{DEFAULT_LIMIT, Page};
use entente_model::people::{Invitation, NewInvitation, PartnerSummary, User, UserChange};

/// What is searched for, as a filter.
fn searched(search: &str) -> Vec<(&'static str, &str)> {
    let search = Some(search.trim()).filter(|search| !search.is_empty());
    search.map(|search| ("search", search)).into_iter().collect()
}

/// A page of people whose name or address matches, by name.
pub fn list(search: &str, cursor: Option<&str>) -> Get<Page<User>> {
    Get::new("/users", &page_query(&searched(search), DEFAULT_LIMIT, cursor)).stored()
}

/// Changes somebody's role, regions, or whether they may sign in.
pub fn change(id: UserId, body: &UserChange, version: i64) -> Call<User> {
    Call::patch(format!("/users/{id}"))
        .body(body)
        .if_match(version)
        .changes(&["/users"])
}

/// A page of invitations that wait, newest first; a partner's also when their link has ended.
pub fn invitations(cursor: Option<&str>) -> Get<Page<Invitation>> {
    Get::new("/invitations", &page_query(&[], DEFAULT_LIMIT, cursor)).stored()
}

/// Invites somebody; a link is mailed.
pub fn invite(body: &NewInvitation, key: &IdempotencyKey) -> Call<Invitation> {
    Call::post("/invitations")
        .body(body)
        .key(key)
        .changes(&["/invitations"])
}

/// Withdraws an invitation; its link no longer works.
pub fn withdraw_invitation(id: InvitationId) -> Call<()> {
    Call::delete(format!("/invitations/{id}")).changes(&["/invitations"])
}

/// Partners whose name or domain matches, for filters; `limit` at most 100.
pub fn partners(search: &str, limit: u32, cursor: Option<&str>) -> Get<Page<PartnerSummary>> {
    Get::new("/partners", &page_query(&searched(search), limit, cursor))
}
