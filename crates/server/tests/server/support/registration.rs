//! Registrations as tests make them.

use super::{Client, TestApp, TestResult};
use chrono::{Days, NaiveDate};
use entente_model::approvals::{ApprovalRecord, ApprovalSummary, Conflict, Decision, RuleVerdict};
use entente_model::deals::{Contact, Deal, DealDraft, DealEvent, DealProduct};
use entente_model::ids::DealId;
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use serde::Deserialize;

/// A registration that is complete, of a value that no rule approves by itself.
pub fn fields(app: &TestApp, name: &str, domain: &str) -> DealDraft {
    fields_on(app.state.database.now().date_naive(), name, domain)
}

/// The same on a day.
pub fn fields_on(today: NaiveDate, name: &str, domain: &str) -> DealDraft {
    DealDraft {
        customer_name: name.to_owned(),
        customer_domain: domain.to_owned(),
        customer_country: "DE".to_owned(),
        contact: Contact {
            name: "Erika Muster".to_owned(),
            email: "erika@customer.example".to_owned(),
            role: "Head of IT".to_owned(),
        },
        products: vec![DealProduct {
            code: "workspace".to_owned(),
            quantity: 20,
        }],
        value: Some(Money::new(9_000_000, "EUR")),
        expected_close: today.checked_add_days(Days::new(40)),
        competition: String::new(),
        need: "They replace a workspace that nobody maintains.".to_owned(),
        campaign: String::new(),
        notes: String::new(),
    }
}

/// A draft begun by a client.
pub async fn begin(client: &Client, fields: &DealDraft) -> TestResult<Deal> {
    client.post("/deals", fields).await?.expect(201)
}

/// Lets an event happen to a deal as it was read.
pub async fn happen(client: &Client, deal: &Deal, event: &DealEvent) -> TestResult<Deal> {
    let path = format!("/deals/{}/events", deal.summary.id);
    client.post_on(&path, deal.summary.version, event).await?.expect(200)
}

/// A registration handed in by a client.
pub async fn submit(client: &Client, fields: &DealDraft) -> TestResult<Deal> {
    let deal = begin(client, fields).await?;
    happen(client, &deal, &DealEvent::Submit {}).await
}

/// A deal as it stands.
pub async fn read(client: &Client, id: DealId) -> TestResult<Deal> {
    client.get(&format!("/deals/{id}")).await?.expect(200)
}

/// The item that waits about a deal.
pub async fn waiting(client: &Client, deal: DealId) -> TestResult<ApprovalSummary> {
    let page: Page<ApprovalSummary> = client.get("/approvals?limit=100").await?.expect(200)?;
    page.items
        .into_iter()
        .find(|item| item.record == ApprovalRecord::Deal(deal))
        .ok_or_else(|| "nothing waits about the deal".into())
}

/// The deal that an item is about.
pub fn deal_in(item: &ApprovalSummary) -> TestResult<DealId> {
    item.record.deal().ok_or_else(|| "it is about no deal".into())
}

/// An item about a deal, as a client that knows of nothing else reads it.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct DealApproval {
    /// The row.
    #[serde(flatten)]
    pub summary: ApprovalSummary,
    /// The deal whole.
    pub deal: Deal,
    /// What it conflicts with.
    pub conflicts: Vec<Conflict>,
    /// How the rules judged it.
    pub rules: Vec<RuleVerdict>,
}

/// Decides what waits about a deal.
pub async fn decide(client: &Client, deal: DealId, decision: &Decision) -> TestResult<DealApproval> {
    let item = waiting(client, deal).await?;
    let path = format!("/approvals/{}/decision", item.id);
    client.post_on(&path, item.version, decision).await?.expect(200)
}

/// Yes.
pub fn approve() -> Decision {
    Decision::Approve { message: String::new() }
}

/// A partner's person of `north` and the manager of its region.
pub async fn partner_and_manager(app: &TestApp) -> TestResult<(Client, Client)> {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    Ok((partner, app.client(Role::ChannelManager, app.north).await?))
}
