//! Partner companies: profile, logo, tax form, agreement, and what the vendor keeps about them.

use super::call::page_query;
use super::{ApiError, BASE, Call, Get, IdempotencyKey, cache, upload};
use entente_model::activity::Activity;
use entente_model::ids::{AgreementSignatureId, InvitationId, PartnerId, PartnerNoteId};
use entente_model::onboarding::{Agreement, NewSignature};
use entente_model::page::{DEFAULT_LIMIT, Page};
use entente_model::partners::{Logo, NewPartnerNote, Partner, PartnerNote, PartnerProfile};
use entente_model::people::{Invitation, PartnerSummary, SendAgain, User};
use web_sys::File;

/// What a change of a partner makes wrong of what is kept.
const CHANGED: &[&str] = &["/partners", "/session", "/home"];

/// A page of the partners that one looks after, as the list's address says.
pub fn list(
    query: &crate::paths::PartnersQuery,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Get<Page<PartnerSummary>> {
    Get::new("/partners", &query.to_api(limit, cursor)).stored()
}

/// A partner whole.
pub fn one(id: PartnerId) -> Get<Partner> {
    Get::new(format!("/partners/{id}"), "").stored()
}

/// Saves what the partner says of itself; `version` is the one that was read.
pub fn save_profile(id: PartnerId, profile: &PartnerProfile, version: i64) -> Call<Partner> {
    Call::put(format!("/partners/{id}/profile"))
        .body(profile)
        .if_match(version)
        .changes(CHANGED)
}

/// Where the logo's picture is, for an `img`.
pub fn logo_address(id: PartnerId, logo: &Logo) -> String {
    format!("{BASE}/partners/{id}/logo?stamp={}", logo.stamp)
}

/// Sends a new logo. `progress` hears fractions from 0 to 1; dropping the future gives it up.
pub async fn upload_logo(
    id: PartnerId,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<Partner, ApiError> {
    uploaded(upload::send(&format!("/partners/{id}/logo"), file, key, progress).await)
}

/// Takes the logo away.
pub fn remove_logo(id: PartnerId) -> Call<()> {
    Call::delete(format!("/partners/{id}/logo")).changes(CHANGED)
}

/// Sends a tax form, as [`upload_logo`] does a logo.
pub async fn upload_tax_form(
    id: PartnerId,
    file: &File,
    key: &IdempotencyKey,
    progress: impl Fn(f64) + 'static,
) -> Result<Partner, ApiError> {
    uploaded(upload::send(&format!("/partners/{id}/tax_form"), file, key, progress).await)
}

/// What an upload made wrong is forgotten, as after a [`Call`].
fn uploaded(answer: Result<Partner, ApiError>) -> Result<Partner, ApiError> {
    if answer.is_ok() {
        CHANGED.iter().for_each(|prefix| cache::forget(prefix));
    }
    answer
}

/// Where the tax form is downloaded from, for a link; finance alone may.
pub fn tax_form_address(id: PartnerId) -> String {
    format!("{BASE}/partners/{id}/tax_form")
}

/// The agreement in effect, with this partner's signatures.
pub fn agreement(id: PartnerId) -> Get<Agreement> {
    Get::new(format!("/partners/{id}/agreement"), "").stored()
}

/// Signs the agreement.
pub fn sign(id: PartnerId, body: &NewSignature, key: &IdempotencyKey) -> Call<Agreement> {
    Call::post(format!("/partners/{id}/agreement/signatures"))
        .body(body)
        .key(key)
        .changes(CHANGED)
}

/// Where the signed agreement is downloaded from as a PDF, for a link.
pub fn signature_address(id: PartnerId, signature: AgreementSignatureId) -> String {
    format!("{BASE}/partners/{id}/agreement/signatures/{signature}")
}

/// A page of the people of a partner, by name.
pub fn people(id: PartnerId, cursor: Option<&str>) -> Get<Page<User>> {
    Get::new(
        format!("/partners/{id}/people"),
        &page_query(&[], DEFAULT_LIMIT, cursor),
    )
    .stored()
}

/// Invitations of a partner that nobody has accepted yet, newest first.
pub fn invitations(id: PartnerId) -> Get<Vec<Invitation>> {
    Get::new(format!("/partners/{id}/invitations"), "").stored()
}

/// Sends one of them again.
pub fn send_invitation(id: PartnerId, invitation: InvitationId, key: &IdempotencyKey) -> Call<Invitation> {
    Call::post(format!("/partners/{id}/invitations/{invitation}/mails"))
        .body(&SendAgain {})
        .key(key)
        .changes(&["/partners", "/invitations"])
}

/// A page of what happened to a partner besides its deals, newest first.
pub fn activity(id: PartnerId, cursor: Option<&str>) -> Get<Page<Activity>> {
    Get::new(
        format!("/partners/{id}/activity"),
        &page_query(&[], DEFAULT_LIMIT, cursor),
    )
    .stored()
}

/// A page of the vendor's notes about a partner, newest first.
pub fn notes(id: PartnerId, cursor: Option<&str>) -> Get<Page<PartnerNote>> {
    Get::new(format!("/partners/{id}/notes"), &page_query(&[], DEFAULT_LIMIT, cursor)).stored()
}

/// Writes a note about a partner.
pub fn add_note(id: PartnerId, body: &NewPartnerNote, key: &IdempotencyKey) -> Call<PartnerNote> {
    Call::post(format!("/partners/{id}/notes"))
        .body(body)
        .key(key)
        .changes(CHANGED)
}

/// Takes one's own note away.
pub fn remove_note(id: PartnerId, note: PartnerNoteId) -> Call<()> {
    Call::delete(format!("/partners/{id}/notes/{note}")).changes(CHANGED)
}
