//! The life of one request as it is told: what has happened by the model's transitions, and the rows that it leaves behind.

use super::super::people::{Partner, Somebody};
use super::super::random::Chance;
use super::super::world::World;
use super::FundRows;
use super::paying::Due;
use super::periods::Booked;
use super::plan::Days;
use crate::funds::requests::{self, Beginning};
use crate::funds::{claims, results};
use crate::store::StoreError;
use crate::store::entities::{fund_claims, fund_requests, jobs};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use entente_model::funds::claim::{ClaimDraft, ClaimFacts, ClaimProof, ClaimState};
use entente_model::funds::fund::Fund;
use entente_model::funds::ledger::Posting;
use entente_model::funds::rate::Origin;
use entente_model::funds::request::{FundRequestDraft, FundRequestFacts, FundRequestOccurrence, apply};
use entente_model::funds::results::ReportedResults;
use entente_model::funds::{FundActor, FundRefusal};
use entente_model::ids::{ClaimId, FundRequestId, PartnerId, UserId};
use entente_model::people::Side;

/// Who has to do with a request.
#[derive(Clone, Copy)]
pub struct Cast<'a> {
    /// Whose it is.
    pub partner: &'a Partner,
    /// The partner's name as people use it.
    pub partner_name: &'a str,
    /// Code of its region.
    pub region: &'a str,
    /// Who writes it.
    pub owner: &'a Somebody,
    /// The manager who looks after the partner.
    pub manager: &'a Somebody,
    /// Two people of finance.
    pub finance: [&'a Somebody; 2],
}

/// A claim as it is told.
pub struct Claiming {
    /// Its row, with what follows from the rest still to be set.
    pub row: fund_claims::Model,
    /// Where it stands.
    pub facts: ClaimFacts,
    /// What is written.
    pub fields: ClaimDraft,
    /// Its files.
    pub proofs: Vec<ClaimProof>,
}

/// A request as it is told.
pub struct Life<'a> {
    /// The program.
    pub world: &'a World,
    /// Who has to do with it.
    pub cast: Cast<'a>,
    /// Its own number.
    pub number: u64,
    /// What it is drawn from.
    pub chance: Chance,
    /// The fund that is to pay.
    pub fund: Fund,
    /// Its row, with what follows from the rest still to be set.
    pub row: fund_requests::Model,
    /// Where it stands.
    pub facts: FundRequestFacts,
    /// What is written.
    pub fields: FundRequestDraft,
    /// Its claim.
    pub claim: Option<Claiming>,
    /// The moment that the telling has come to.
    pub at: DateTime<Utc>,
    /// What was left behind.
    pub rows: FundRows,
    /// What was booked.
    booked: Vec<Booked>,
    /// When something happened last.
    last: DateTime<Utc>,
}

/// Somebody, on their side.
pub type By<'a> = Option<(&'a Somebody, Side)>;

impl<'a> Life<'a> {
    /// A draft, begun some days before it is handed in.
    pub fn begin(
        world: &'a World,
        cast: Cast<'a>,
        fund: &Fund,
        (number, mut chance): (u64, Chance),
        (days, fields): (Days, FundRequestDraft),
    ) -> Result<Self, StoreError> {
        let begun = working_time(
            world,
            days.handed_in - Duration::days(chance.between(1, 3)),
            &mut chance,
        );
        let id = chance.uuid(begun);
        let mut row = requests::begun(Beginning {
            id,
            partner_id: cast.partner.id,
            region: cast.region,
            tier: cast.partner.tier.as_str(),
            owner_id: cast.owner.id,
            owner_name: &cast.owner.name,
            at: begun,
        });
        requests::set_fields(&mut row, &fields, Some(fund.id), cast.partner_name)?;
        let mut life = Life {
            world,
            cast,
            number,
            chance,
            fund: fund.clone(),
            row,
            facts: FundRequestFacts::draft(),
            fields,
            claim: None,
            at: begun,
            rows: FundRows::default(),
            booked: Vec::new(),
            last: begun,
        };
        // It saves itself as one types.
        life.row.version += life.chance.between(2, 9);
        life.at += Duration::minutes(life.chance.between(4, 40));
        life.last = life.at;
        life.row.updated_at = life.at;
        Ok(life)
    }

    /// Its id.
    pub fn id(&self) -> FundRequestId {
        FundRequestId(self.row.id)
    }

    /// Whose it is.
    pub fn partner_id(&self) -> PartnerId {
        PartnerId(self.cast.partner.id)
    }

    /// Who writes it, as an actor.
    pub fn owner(&self) -> FundActor {
        FundActor::Partner(UserId(self.cast.owner.id))
    }

    /// The partner's side of the timeline.
    pub fn by_owner(&self) -> By<'a> {
        Some((self.cast.owner, Side::Partner))
    }

    /// Goes on to the working hours of a day, always after what happened last.
    pub fn go(&mut self, day: NaiveDate) {
        let at = working_time(self.world, day, &mut self.chance);
        let after = self.last + Duration::minutes(self.chance.between(6, 45));
        self.at = at.max(after);
    }

    /// Goes on to a moment, always after what happened last.
    pub fn go_to(&mut self, at: DateTime<Utc>) {
        self.at = at.max(self.last + Duration::seconds(1));
    }

    /// Lets something happen to the request now, as the model has it, and books what follows.
    pub fn occur(&mut self, occurrence: &FundRequestOccurrence, actor: FundActor, by: By) -> Result<(), StoreError> {
        let in_effect = &self.world.in_effect;
        let due = in_effect.fund_request_due(self.cast.region, self.at);
        let today = in_effect.day_in(self.cast.region, self.at);
        let settings = &in_effect.settings.funds;
        let step = apply(&self.facts, occurrence, actor, self.at, settings, due, today);
        let step = step.map_err(|refusal| self.refused(&format!("{occurrence:?}"), &refusal))?;
        if let Some(booking) = step.booking {
            let posting = booking.posting(self.partner_id(), self.id());
            let origin = step.facts.progress.origin_of_rest(posting.1);
            self.book(posting, origin, by)?;
        }
        self.facts = step.facts;
        self.save();
        Ok(())
    }

    /// The request's row counts on.
    pub fn save(&mut self) {
        self.row.version += 1;
        self.row.updated_at = self.at;
        self.last = self.at;
    }

    /// Something has happened now that leaves the request as it is.
    pub fn pass(&mut self) {
        self.last = self.at;
    }

    /// Books it, and keeps what is held for the request.
    pub fn book(&mut self, (posting, minor): (Posting, i64), origin: Option<Origin>, by: By) -> Result<(), StoreError> {
        requests::move_held(&mut self.row, &self.fund.currency, &posting, minor)?;
        self.booked.push(Booked {
            at: self.at,
            posting,
            minor,
            origin,
            note: "",
            by: by.map(|(somebody, _)| somebody.clone()),
        });
        Ok(())
    }

    /// What the model refused that the telling is sure of.
    pub fn refused(&self, what: &str, refusal: &FundRefusal) -> StoreError {
        StoreError::Internal(format!(
            "sample data: request {} of {}: {what} at {}: {refusal:?}",
            self.number, self.cast.partner_name, self.at
        ))
    }

    /// Hands the rows over, with the clocks that still run; answers with what was booked.
    pub fn end(mut self, rows: &mut FundRows) -> Result<Vec<Booked>, StoreError> {
        let (in_effect, now) = (&self.world.in_effect, self.world.now);
        requests::set_facts(&mut self.row, &self.facts)?;
        let mut alarms = Vec::new();
        let alarm = requests::alarm_ahead(self.id(), &self.facts, in_effect, self.cast.region, now)?;
        alarms.extend(alarm.map(|alarm| (alarm, self.row.id)));
        if let Some(mut claim) = self.claim.take() {
            claims::set_facts(&mut claim.row, &claim.facts)?;
            if claim.facts.state != ClaimState::Draft {
                let told = ReportedResults::default().after_claim(&claim.fields);
                results::set(&mut self.row, &told)?;
            }
            self.row.payment_days = requests::whole_days(claim.facts.progress.days_to_payment());
            if claim.facts.state.counts() {
                let invoices = claims::invoice_rows(claim.row.partner_id, claim.row.id, &claim.fields);
                rows.invoices.extend(invoices);
            }
            let alarm = claims::alarm_ahead(ClaimId(claim.row.id), &claim.facts, now)?;
            alarms.extend(alarm.map(|alarm| (alarm, claim.row.id)));
            rows.dues.extend(Due::of(&claim, &self.fund.currency));
            rows.claims.push(claim.row);
        }
        for ((kind, payload, run_at), subject) in alarms {
            rows.jobs.push(jobs::Model {
                id: self.chance.uuid(self.last),
                kind: kind.to_owned(),
                payload,
                run_at,
                attempts: 0,
                state: "pending".to_owned(),
                last_error: String::new(),
                locked_until: None,
                subject_id: Some(subject),
                created_at: self.last,
            });
        }
        rows.requests.push(self.row);
        rows.attachments.append(&mut self.rows.attachments);
        rows.approvals.append(&mut self.rows.approvals);
        rows.audit.append(&mut self.rows.audit);
        rows.comments.append(&mut self.rows.comments);
        rows.papers.append(&mut self.rows.papers);
        Ok(self.booked)
    }
}

/// A moment of a day's working hours, or of those of the working day before it.
fn working_time(world: &World, day: NaiveDate, chance: &mut Chance) -> DateTime<Utc> {
    world.working_time(day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(18), chance)
}
