//! The telling itself: the moment that it has come to, and what each step leaves behind.

use super::super::random::Chance;
use super::super::world::World;
use super::{Entry, Item, Plot, Story};
use crate::store::StoreError;
use chrono::{DateTime, Duration, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState};
use entente_model::deals::transition::apply;
use entente_model::deals::{Actor, DealEvent, Occurrence};
use std::collections::BTreeMap;

/// A story as it is told.
pub struct Teller<'a> {
    /// The program.
    pub world: &'a World,
    /// Place of the partner's region.
    pub region: usize,
    /// What was told.
    pub story: Story,
    /// The moment that the telling has come to.
    pub at: DateTime<Utc>,
}

impl Teller<'_> {
    /// Adds an entry to the timeline.
    pub fn note(&mut self, actor: Actor, kind: &'static str, params: BTreeMap<&'static str, serde_json::Value>) {
        self.story.entries.push(Entry {
            at: self.at,
            actor,
            kind,
            params,
        });
    }

    /// Changes of a draft while it is written.
    pub fn edit(&mut self, chance: &mut Chance) {
        let until = self.world.now - self.at;
        let later = Duration::minutes(chance.between(1, 2_000)).min(until);
        self.story.updated_at = self.at + later;
        self.story.version += chance.between(1, 12);
    }

    /// Lets something happen, as the model has it.
    pub fn apply(&mut self, occurrence: Occurrence, actor: Actor) -> Result<(), StoreError> {
        // Two things never happen in one second, so that a timeline has one order.
        if self.at <= self.story.updated_at && self.story.version > 1 {
            self.at = self.story.updated_at + Duration::seconds(1);
        }
        let due = self.world.decision_due(self.region, self.at);
        let after = apply(
            &self.story.facts,
            &occurrence,
            actor,
            self.at,
            &self.world.settings().deals,
            due,
        )
        .map_err(|refusal| StoreError::Internal(format!("sample data: {occurrence:?} at {}: {refusal:?}", self.at)))?;
        self.story.facts = after;
        self.story.updated_at = self.at;
        self.story.version += 1;
        Ok(())
    }

    /// Opens an item of the queue.
    pub fn open(&mut self, kind: ApprovalKind, request: String) {
        let due_at = self.story.facts.progress.decision_due.unwrap_or(self.at);
        self.story.items.push(Item {
            kind,
            submitted_at: self.at,
            due_at,
            state: ApprovalState::Open,
            closed_at: None,
            rule: None,
            request,
            taken: false,
            overdue: false,
        });
    }

    /// Ends the item that waits, if one does.
    pub fn close_item(&mut self, state: ApprovalState, rule: Option<String>) {
        let at = self.at;
        if let Some(item) = self
            .story
            .items
            .last_mut()
            .filter(|item| item.state == ApprovalState::Open)
        {
            item.state = state;
            item.closed_at = Some(at);
            item.rule = rule;
        }
    }

    /// The partner hands it in.
    pub fn submit(&mut self, plot: &Plot) -> Result<(), StoreError> {
        self.apply(Occurrence::Partner(DealEvent::Submit {}), Actor::Partner)?;
        self.story.facts.progress.holds_account = plot.holds;
        self.open(ApprovalKind::DealRegistration, String::new());
        self.note(Actor::Partner, "deal.submitted", BTreeMap::new());
        Ok(())
    }

    /// A rule approves it at once.
    pub fn approve_by_rule(&mut self, rule: &str) -> Result<(), StoreError> {
        let occurrence = Occurrence::AutoApprove {
            rule: rule.to_owned(),
            settings_version: self.world.settings_number(),
        };
        self.apply(occurrence, Actor::Portal)?;
        let label = self.story.facts.progress.decided_by_rule.clone();
        self.close_item(ApprovalState::Approved, label.clone());
        self.note(
            Actor::Portal,
            "deal.approved",
            facts([
                ("rule", rule.into()),
                ("settings_version", self.world.settings_number().into()),
            ]),
        );
        Ok(())
    }

    /// Goes on by some time, never beyond now.
    pub fn wait(&mut self, by: Duration, chance: &mut Chance) {
        let wanted = self
            .world
            .working_time(self.at + by, chance)
            .max(self.at + Duration::minutes(chance.between(5, 90)));
        let last = self.world.now - Duration::seconds(chance.between(30, 900));
        self.at = wanted.min(last.max(self.at + Duration::seconds(1)));
    }
}

/// Facts of an entry; empty ones are left out.
pub fn facts<const COUNT: usize>(
    pairs: [(&'static str, serde_json::Value); COUNT],
) -> BTreeMap<&'static str, serde_json::Value> {
    pairs
        .into_iter()
        .filter(|(_, value)| value.as_str() != Some(""))
        .collect()
}

/// A list of words.
pub fn words<'a>(words: impl Iterator<Item = &'a str>) -> serde_json::Value {
    words.collect::<Vec<&str>>().into()
}
