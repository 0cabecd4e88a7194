//! Funds: market development money of one period, its books, and what the vendor does with them.

use super::call::page_query;
use super::{BASE, Call, Get, IdempotencyKey};
use entente_model::funds::allocation_preview::{AllocationOrder, AllocationPreview};
use entente_model::funds::closing::ClosingPreview;
use entente_model::funds::fund::{Fund, FundClosing, FundFields, NewBooking, NewFund, PartnerBalance, StatementLine};
use entente_model::funds::ledger::AccountKind;
use entente_model::funds::outlook::FundOutlook;
use entente_model::funds::request::FundRules;
use entente_model::ids::{AttachmentId, ClaimId, FundId, FundRequestId, PartnerId};
use entente_model::page::Page;

/// What a change of a fund makes wrong of what is kept.
const CHANGED: &[&str] = &["/funds"];

/// A page of funds, the latest period first; of a partner those in which it was given something.
pub fn list(limit: u32, cursor: Option<&str>) -> Get<Page<Fund>> {
    Get::new("/funds", &page_query(&[], limit, cursor)).stored()
}

/// A fund.
pub fn one(id: FundId) -> Get<Fund> {
    Get::new(format!("/funds/{id}"), "").stored()
}

/// What a fund's rule gives to every active partner.
pub fn allocation(id: FundId) -> Get<AllocationPreview> {
    Get::new(format!("/funds/{id}/allocation"), "")
}

/// Where the same is downloaded from as CSV, for a link.
pub fn allocation_export(id: FundId) -> String {
    format!("{BASE}/funds/{id}/allocation/export")
}

/// Books an allocation as it was previewed.
pub fn allocate(id: FundId, body: &AllocationOrder, key: &IdempotencyKey) -> Call<Fund> {
    Call::post(format!("/funds/{id}/allocation"))
        .body(body)
        .key(key)
        .changes(CHANGED)
}

/// What one's own company could earn in the next period.
pub fn outlook() -> Get<FundOutlook> {
    Get::new("/fund_outlook", "").stored()
}

/// What closing a fund's period now would do.
pub fn closing(id: FundId) -> Get<ClosingPreview> {
    Get::new(format!("/funds/{id}/closing"), "")
}

/// What of the program a request is checked against.
pub fn rules() -> Get<FundRules> {
    Get::new("/fund_rules", "").stored()
}

/// Where a file of a request is downloaded from, for a link.
pub fn request_file(request: FundRequestId, file: AttachmentId) -> String {
    format!("{BASE}/fund_requests/{request}/attachments/{file}")
}

/// Where a file that proves a claim is downloaded from, for a link.
pub fn claim_proof(claim: ClaimId, file: AttachmentId) -> String {
    format!("{BASE}/fund_claims/{claim}/proofs/{file}")
}

/// Makes a fund and puts money into it.
pub fn create(body: &NewFund, key: &IdempotencyKey) -> Call<Fund> {
    Call::post("/funds").body(body).key(key).changes(CHANGED)
}

/// Changes name, days and rule of a fund; `version` is the one that was read.
pub fn edit(id: FundId, body: &FundFields, version: i64) -> Call<Fund> {
    Call::put(format!("/funds/{id}"))
        .body(body)
        .if_match(version)
        .changes(CHANGED)
}

/// Books in a fund what a person decides.
pub fn book(id: FundId, body: &NewBooking, key: &IdempotencyKey) -> Call<Fund> {
    Call::post(format!("/funds/{id}/bookings"))
        .body(body)
        .key(key)
        .changes(CHANGED)
}

/// A page of the entries of a partner's accounts, or of an account, newest first.
pub fn entries(
    id: FundId,
    partner: Option<PartnerId>,
    account: Option<AccountKind>,
    limit: u32,
    cursor: Option<&str>,
) -> Get<Page<StatementLine>> {
    let partner = partner.map(|partner| partner.to_string());
    let partner = partner.as_deref().map(|partner| ("partner", partner));
    let account = account.map(|account| ("account", account.as_str()));
    let filters: Vec<(&str, &str)> = partner.into_iter().chain(account).collect();
    Get::new(format!("/funds/{id}/entries"), &page_query(&filters, limit, cursor)).stored()
}

/// A page of what the partners that one looks after have in a fund, by name; those whose name or domain matches.
pub fn balances(id: FundId, search: &str, limit: u32, cursor: Option<&str>) -> Get<Page<PartnerBalance>> {
    let search = Some(("search", search)).filter(|(_, search)| !search.trim().is_empty());
    Get::new(
        format!("/funds/{id}/balances"),
        &page_query(search.as_slice(), limit, cursor),
    )
    .stored()
}

/// What one partner has in a fund: a page of one line, or of none.
pub fn balance_of(id: FundId, partner: PartnerId) -> Get<Page<PartnerBalance>> {
    let partner = partner.to_string();
    Get::new(
        format!("/funds/{id}/balances"),
        &page_query(&[("partner", &partner)], 1, None),
    )
    .stored()
}

/// Closes a fund's period; `version` is the one that was read.
pub fn close(id: FundId, version: i64, key: &IdempotencyKey) -> Call<Fund> {
    Call::post(format!("/funds/{id}/closing"))
        .body(&FundClosing {})
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}
