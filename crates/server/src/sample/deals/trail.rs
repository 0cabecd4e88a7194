//! What hangs on a registration: items of the queue, timeline, comments.

use super::super::people::{Partner, Somebody};
use super::super::random::Chance;
use super::super::story::{Entry, Item, Story};
use super::super::texts::Line;
use super::super::world::World;
use super::{Maker, Rows};
use crate::store::entities::{approvals, audit, comments};
use chrono::Duration;
use entente_model::approvals::rules::is_high_value;
use entente_model::approvals::{ApprovalKind, ApprovalState, RiskFlag};
use entente_model::deals::{Actor, DealDraft};
use entente_model::money::Money;
use entente_model::people::Side;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The registration, and who has to do with it.
pub struct Cast<'a> {
    /// Id of the registration.
    pub deal_id: Uuid,
    /// Whose it is.
    pub partner: &'a Partner,
    /// Who registered it.
    pub owner: &'a Somebody,
    /// The manager who looks after the partner.
    pub manager: &'a Somebody,
}

impl Maker<'_> {
    /// An item of the queue.
    pub fn approval(
        &self,
        item: &Item,
        cast: &Cast<'_>,
        fields: &DealDraft,
        flags: &Flags,
        chance: &mut Chance,
    ) -> approvals::Model {
        let amount = fields.value.clone().unwrap_or(Money::new(0, ""));
        let open = item.state == ApprovalState::Open;
        let by_person = !open && item.rule.is_none() && item.state != ApprovalState::Cancelled;
        let taken = item.taken || by_person;
        let flags = flags.of(item, &amount, self.world);
        approvals::Model {
            id: chance.uuid(item.submitted_at),
            kind: item.kind.as_str().to_owned(),
            deal_id: Some(cast.deal_id),
            application_id: None,
            fund_request_id: None,
            fund_claim_id: None,
            partner_id: Some(cast.partner.id),
            region: self.world.region_code(cast.partner.region).to_owned(),
            subject: fields.customer_name.clone(),
            amount_currency: amount.currency,
            amount_minor: amount.minor,
            score: None,
            submitted_at: item.submitted_at,
            due_at: item.due_at,
            assignee_id: taken.then_some(cast.manager.id),
            assignee_name: if taken {
                cast.manager.name.clone()
            } else {
                String::new()
            },
            flags,
            state: item.state.as_str().to_owned(),
            request: item.request.clone(),
            decided_by: by_person.then_some(cast.manager.id),
            decided_by_name: if by_person {
                cast.manager.name.clone()
            } else {
                String::new()
            },
            decided_at: item.closed_at,
            rule: item.rule.clone(),
            version: 1 + i64::from(item.taken) + i64::from(item.overdue) + i64::from(!open),
            agreed_by: None,
            agreed_by_name: None,
            agreed_at: None,
        }
    }

    /// What happened, as far as timelines are kept.
    pub fn timeline(&self, story: &Story, cast: &Cast<'_>, rows: &mut Rows, chance: &mut Chance) {
        let kept = story.entries.iter().filter(|entry| entry.at >= self.timeline_from);
        for Entry {
            at,
            actor,
            kind,
            params,
        } in kept
        {
            let (actor, side) = match actor {
                Actor::Partner => (Some(cast.owner), Some(Side::Partner)),
                Actor::Manager => (Some(cast.manager), Some(Side::Vendor)),
                Actor::Portal => (None, None),
            };
            rows.audit.push(audit::Model {
                id: chance.uuid(*at),
                at: *at,
                actor_id: actor.map(|somebody| somebody.id),
                actor_name: actor.map(|somebody| somebody.name.clone()).unwrap_or_default(),
                side: side.map(|side| crate::auth::side_text(side).to_owned()),
                kind: (*kind).to_owned(),
                subject_kind: "deal".to_owned(),
                subject_id: cast.deal_id,
                partner_id: Some(cast.partner.id),
                internal: false,
                params: as_json(params),
            });
        }
    }

    /// What people wrote to each other about what is recent.
    pub fn comments(&self, story: &Story, cast: &Cast<'_>, rows: &mut Rows, chance: &mut Chance) {
        let Some(submitted_at) = story.facts.progress.submitted_at else {
            return;
        };
        let recent = story.updated_at >= self.world.now - Duration::days(120);
        if !recent || !chance.per_mille(260) {
            return;
        }
        let span = (story.updated_at - submitted_at).num_seconds();
        let mut times: Vec<i64> = (0..chance.between(1, 4)).map(|_| chance.between(0, span)).collect();
        times.sort_unstable();
        for seconds in times {
            let created_at = submitted_at + Duration::seconds(seconds);
            let (author, side, line, internal) = match chance.weighted(&[50, 38, 12]) {
                0 => (cast.owner, Side::Partner, Line::PartnerComment, false),
                1 => (cast.manager, Side::Vendor, Line::VendorComment, false),
                _ => (cast.manager, Side::Vendor, Line::InternalComment, true),
            };
            rows.comments.push(comments::Model {
                id: chance.uuid(created_at),
                subject_id: cast.deal_id,
                partner_id: cast.partner.id,
                author_id: author.id,
                author_name: author.name.clone(),
                side: crate::auth::side_text(side).to_owned(),
                body: line.draw(chance),
                internal,
                created_at,
            });
        }
    }
}

/// What a manager should look at.
pub struct Flags {
    /// Another holds the account.
    pub conflict: bool,
    /// Another holds an account of a name like it.
    pub possible: bool,
    /// The account is reserved for direct sales.
    pub reserved: bool,
}

impl Flags {
    fn of(&self, item: &Item, amount: &Money, world: &World) -> String {
        let high = is_high_value(&world.settings().auto_approval, amount);
        let open = item.state == ApprovalState::Open;
        let of_registration = item.kind == ApprovalKind::DealRegistration;
        let raised = [
            (self.conflict && open && of_registration, RiskFlag::Conflict),
            (self.possible && open && of_registration, RiskFlag::PossibleConflict),
            (self.reserved && of_registration, RiskFlag::Reserved),
            (item.overdue, RiskFlag::Overdue),
            (item.overdue, RiskFlag::Escalated),
            (high && of_registration, RiskFlag::HighValue),
        ];
        let raised = raised.into_iter().filter(|(raised, _)| *raised).map(|(_, flag)| flag);
        let raised: BTreeSet<RiskFlag> = raised.collect();
        raised.iter().map(|flag| flag.as_str()).collect::<Vec<&str>>().join(",")
    }
}

fn as_json(params: &BTreeMap<&'static str, serde_json::Value>) -> String {
    let object = params
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    serde_json::Value::Object(object).to_string()
}
