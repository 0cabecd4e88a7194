//! The life of one registration, told through the model's own transitions, so that no row stands where the rules could not have led.

mod ending;
mod review;
mod sale;
mod teller;

pub use ending::Ending;

use super::random::Chance;
use super::world::World;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState};
use entente_model::deals::{Actor, DealFacts};
use entente_model::money::Money;
use std::collections::BTreeMap;
use teller::Teller;

/// An item of the approvals queue.
#[derive(Clone, Debug)]
pub struct Item {
    /// What waits or waited.
    pub kind: ApprovalKind,
    /// Since when.
    pub submitted_at: DateTime<Utc>,
    /// Until when it was to be decided.
    pub due_at: DateTime<Utc>,
    /// Whether it waits.
    pub state: ApprovalState,
    /// When it was decided or went away.
    pub closed_at: Option<DateTime<Utc>>,
    /// The rule that decided.
    pub rule: Option<String>,
    /// What the partner said when asking.
    pub request: String,
    /// Whether a manager has taken it.
    pub taken: bool,
    /// Whether the time for a decision has passed.
    pub overdue: bool,
}

/// An entry of the timeline.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What, as a stable word.
    pub kind: &'static str,
    /// Facts for the sentence.
    pub params: BTreeMap<&'static str, serde_json::Value>,
}

/// A life so far.
pub struct Story {
    /// Where it stands.
    pub facts: DealFacts,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Changes so far, the beginning included.
    pub version: i64,
    /// Items of the approvals queue, oldest first.
    pub items: Vec<Item>,
    /// Timeline, oldest first.
    pub entries: Vec<Entry>,
}

/// What a story is told from.
pub struct Plot<'a> {
    /// Where it is to end.
    pub ending: Ending,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// Place of the partner's region.
    pub region: usize,
    /// What the deal is worth.
    pub value: Option<&'a Money>,
    /// The rule that would approve it by itself.
    pub rule: Option<&'a str>,
    /// Whether the account is free, or free of others.
    pub holds: bool,
}

/// Tells a story up to now.
pub fn tell(world: &World, plot: &Plot, chance: &mut Chance) -> Result<Story, StoreError> {
    let story = Story {
        facts: DealFacts::draft(),
        created_at: plot.created_at,
        updated_at: plot.created_at,
        version: 1,
        items: Vec::new(),
        entries: Vec::new(),
    };
    let mut teller = Teller {
        world,
        region: plot.region,
        story,
        at: plot.created_at,
    };
    teller.note(Actor::Partner, "deal.begun", BTreeMap::new());
    if plot.ending == Ending::Draft {
        teller.edit(chance);
        return Ok(teller.story);
    }
    teller.at = plot.submitted_at;
    teller.submit(plot)?;
    match plot.rule.filter(|_| plot.ending.gets_approved()) {
        Some(rule) => {
            teller.approve_by_rule(rule)?;
            if plot.ending == Ending::Expired {
                teller.expire()?;
            }
        }
        None => teller.decide(plot, chance)?,
    }
    match plot.ending {
        Ending::Won | Ending::Lost => teller.close(plot, chance)?,
        Ending::Approved | Ending::Extended | Ending::ExtensionAsked => teller.go_on(plot, chance)?,
        _ => {}
    }
    Ok(teller.story)
}
