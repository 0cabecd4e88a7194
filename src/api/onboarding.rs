//! A company applies: the program as everybody sees it, the application that this device holds, and all of them as the vendor's people
//! follow them.

use super::{Call, Get, IdempotencyKey};
use crate::paths::ApplicationsQuery;
use entente_model::ids::ApplicationId;
use entente_model::onboarding::proof_of_work::Challenge;
use entente_model::onboarding::{
    Application, ApplicationFields, ApplicationLinkRequest, ApplicationSubmission, ApplicationSummary,
    ApplicationToken, CompanyCheck, CompanyInvitation, CompanyOutcome, NewApplication, OwnApplication, PublicProgram,
};
use entente_model::page::Page;
use serde::Serialize;

/// The application of this device. Its cookie says which; no script ever sees it.
const OWN: &str = "/applications/own";

/// What a change of the application makes wrong of what is kept.
const CHANGED: &[&str] = &[OWN];

/// The body of what needs no words.
#[derive(Serialize)]
struct Nothing {}

/// What everybody may know of the program.
pub fn program() -> Get<PublicProgram> {
    Get::new("/program", "").stored()
}

/// Something to work on before an application is begun.
pub fn challenge() -> Call<Challenge> {
    Call::post("/challenges").open_to_all()
}

/// The application that this device holds; 401 when it holds none.
pub fn own() -> Get<OwnApplication> {
    Get::new(OWN, "")
}

/// Begins an application; from now on this device holds it.
pub fn begin(body: &NewApplication, key: &IdempotencyKey) -> Call<OwnApplication> {
    Call::post("/applications")
        .body(body)
        .key(key)
        .open_to_all()
        .changes(CHANGED)
}

/// The address of the application of a reference: 401 when this device holds another one by now.
fn named(suffix: &str, reference: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("reference", reference)
        .finish();
    format!("{OWN}{suffix}?{query}")
}

/// Saves what is written; `version` is the one that was read.
pub fn save(reference: &str, fields: &ApplicationFields, version: i64) -> Call<OwnApplication> {
    Call::put(named("", reference))
        .body(fields)
        .if_match(version)
        .open_to_all()
        .changes(CHANGED)
}

/// Deletes a draft.
pub fn delete(reference: &str, version: i64) -> Call<()> {
    Call::delete(named("", reference))
        .if_match(version)
        .open_to_all()
        .changes(CHANGED)
}

/// Hands it in.
pub fn submit(
    reference: &str,
    body: &ApplicationSubmission,
    version: i64,
    key: &IdempotencyKey,
) -> Call<OwnApplication> {
    Call::post(named("/submission", reference))
        .body(body)
        .if_match(version)
        .key(key)
        .open_to_all()
        .changes(CHANGED)
}

/// Mails a link to the contact, which opens it on another device.
pub fn mail_link(key: &IdempotencyKey) -> Call<()> {
    Call::post(format!("{OWN}/link"))
        .body(&Nothing {})
        .key(key)
        .open_to_all()
}

/// Makes this device forget it.
pub fn forget() -> Call<()> {
    Call::delete(format!("{OWN}/access")).open_to_all().changes(CHANGED)
}

/// Opens one by the token of a mailed link; from now on this device holds it.
pub fn open(body: &ApplicationToken, key: &IdempotencyKey) -> Call<OwnApplication> {
    Call::post("/applications/access")
        .body(body)
        .key(key)
        .open_to_all()
        .changes(CHANGED)
}

/// Asks for links to the applications of an address. The answer is the same whether there are any or not.
pub fn request_links(body: &ApplicationLinkRequest, key: &IdempotencyKey) -> Call<()> {
    Call::post("/applications/links").body(body).key(key).open_to_all()
}

/// Asks whether a company is a partner already.
pub fn check_company(body: &CompanyCheck) -> Call<CompanyOutcome> {
    Call::post("/company_checks")
        .body(body)
        .key(&IdempotencyKey::new())
        .open_to_all()
}

/// A page of the applications that one looks after; `limit` at most 100, 25 when left out.
pub fn applications(
    query: &ApplicationsQuery,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Get<Page<ApplicationSummary>> {
    Get::new("/applications", &query.to_api(limit, cursor)).stored()
}

/// An application whole.
pub fn application(id: ApplicationId) -> Get<Application> {
    Get::new(format!("/applications/{id}"), "").stored()
}

/// Invites a company to apply; a link is mailed to its contact.
pub fn invite(body: &CompanyInvitation, key: &IdempotencyKey) -> Call<ApplicationSummary> {
    Call::post("/applications/invitations")
        .body(body)
        .key(key)
        .changes(&["/applications"])
}
