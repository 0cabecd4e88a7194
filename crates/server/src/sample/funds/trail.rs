//! What a life leaves behind besides its rows: entries of timelines, items of the queue, comments.

use super::super::people::Somebody;
use super::life::{By, Life};
use crate::auth::side_text;
use crate::store::entities::{approvals, audit, comments};
use entente_model::approvals::{ApprovalKind, ApprovalState, RiskFlag};
use entente_model::people::Side;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use uuid::Uuid;

impl Life<'_> {
    /// Adds an entry to the request's timeline.
    pub fn enter(&mut self, kind: &str, by: By, params: Map<String, Value>) {
        self.entry(("fund_request", self.row.id), (kind, false), by, params);
    }

    /// Adds an entry to the claim's timeline.
    pub fn enter_claim(&mut self, kind: (&str, bool), by: By, params: Map<String, Value>) {
        if let Some(id) = self.claim.as_ref().map(|claim| claim.row.id) {
            self.entry(("fund_claim", id), kind, by, params);
        }
    }

    fn entry(
        &mut self,
        (subject_kind, subject_id): (&str, Uuid),
        (kind, internal): (&str, bool),
        by: By,
        params: Map<String, Value>,
    ) {
        self.rows.audit.push(audit::Model {
            id: self.chance.uuid(self.at),
            at: self.at,
            actor_id: by.map(|(somebody, _)| somebody.id),
            actor_name: by.map(|(somebody, _)| somebody.name.clone()).unwrap_or_default(),
            side: by.map(|(_, side)| side_text(side).to_owned()),
            kind: kind.to_owned(),
            subject_kind: subject_kind.to_owned(),
            subject_id,
            partner_id: Some(self.cast.partner.id),
            internal,
            params: Value::Object(params).to_string(),
        });
    }

    /// Opens an item of the queue: about the claim when there is one, else about the request.
    pub fn open_item(&mut self) {
        let in_effect = &self.world.in_effect;
        let region = self.cast.region;
        let claim = self.claim.as_ref();
        let (kind, due_at) = match claim {
            Some(_) => (ApprovalKind::FundClaim, in_effect.fund_claim_due(region, self.at)),
            None => (ApprovalKind::FundRequest, in_effect.fund_request_due(region, self.at)),
        };
        let (amount_currency, amount_minor) = match claim {
            Some(claim) => (self.fund.currency.clone(), claim.row.minor),
            None => (self.row.currency.clone(), self.row.asked_minor),
        };
        self.rows.approvals.push(approvals::Model {
            id: self.chance.uuid(self.at),
            kind: kind.as_str().to_owned(),
            deal_id: None,
            application_id: None,
            fund_request_id: claim.is_none().then_some(self.row.id),
            fund_claim_id: claim.map(|claim| claim.row.id),
            partner_id: Some(self.cast.partner.id),
            region: region.to_owned(),
            subject: self.row.title.clone(),
            amount_currency,
            amount_minor,
            score: None,
            submitted_at: self.at,
            due_at,
            assignee_id: None,
            assignee_name: String::new(),
            flags: String::new(),
            state: ApprovalState::Open.as_str().to_owned(),
            request: String::new(),
            decided_by: None,
            decided_by_name: String::new(),
            decided_at: None,
            rule: None,
            version: 1,
            agreed_by: None,
            agreed_by_name: None,
            agreed_at: None,
        });
    }

    /// The item that was opened last.
    pub fn item(&mut self) -> Option<&mut approvals::Model> {
        self.rows.approvals.last_mut()
    }

    /// Ends the item; answers with what timelines say of a decision: which item it was, and which version it left.
    pub fn close_item(&mut self, state: ApprovalState, by: Option<&Somebody>) -> Map<String, Value> {
        let at = self.at;
        let Some(item) = self.item() else { return Map::new() };
        item.state = state.as_str().to_owned();
        item.decided_by = by.map(|somebody| somebody.id);
        item.decided_by_name = by.map(|somebody| somebody.name.clone()).unwrap_or_default();
        item.decided_at = Some(at);
        item.version += 1;
        of_item(item)
    }

    /// Notes in the queue that nobody decided in time.
    pub fn mark_late(&mut self) {
        let flags = BTreeSet::from([RiskFlag::Overdue, RiskFlag::Escalated]);
        let flags: Vec<&str> = flags.iter().map(|flag| flag.as_str()).collect();
        if let Some(item) = self.item() {
            item.flags = flags.join(",");
            item.version += 1;
        }
    }

    /// Somebody writes beneath the request.
    pub fn comment(&mut self, (author, side): (&Somebody, Side), body: &str, internal: bool) {
        self.rows.comments.push(comments::Model {
            id: self.chance.uuid(self.at),
            subject_id: self.row.id,
            partner_id: self.cast.partner.id,
            author_id: author.id,
            author_name: author.name.clone(),
            side: side_text(side).to_owned(),
            body: body.to_owned(),
            internal,
            created_at: self.at,
        });
    }
}

/// What timelines say of an item.
pub fn of_item(item: &approvals::Model) -> Map<String, Value> {
    told([
        ("approval_id", item.id.to_string().into()),
        ("approval_version", item.version.into()),
    ])
}

/// Facts of an entry; empty texts are left out.
pub fn told<const COUNT: usize>(pairs: [(&str, Value); COUNT]) -> Map<String, Value> {
    let said = pairs.into_iter().filter(|(_, value)| value.as_str() != Some(""));
    said.map(|(name, value)| (name.to_owned(), value)).collect()
}
