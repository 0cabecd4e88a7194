//! Claims that are paid, once a week, and those that are owed.

use super::life::{Claiming, Life};
use super::trail::told;
use crate::store::StoreError;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use entente_model::funds::FundActor;
use entente_model::funds::claim::{ClaimOccurrence, ClaimState};
use entente_model::ids::{PaymentId, UserId};
use entente_model::people::Side;
use uuid::Uuid;

/// A claim that was paid, or is approved and owed.
pub struct Due {
    /// The claim.
    pub claim_id: Uuid,
    /// What people call it by, and banks its payment.
    pub reference: String,
    /// Whose it is.
    pub partner_id: Uuid,
    /// ISO 4217 code of what it is paid in.
    pub currency: String,
    /// Minor units of that.
    pub minor: i64,
    /// When its partner handed it in.
    pub handed_in_at: DateTime<Utc>,
    /// When the last of finance agreed.
    pub approved_at: DateTime<Utc>,
    /// The payment, and when it was known to be made; absent while it is owed.
    pub paid: Option<(Uuid, DateTime<Utc>)>,
}

impl Due {
    /// Of a claim in the currency of its fund; `None` when nothing is owed for it.
    pub fn of(claim: &Claiming, currency: &str) -> Option<Self> {
        let progress = &claim.facts.progress;
        if !matches!(claim.facts.state, ClaimState::Approved | ClaimState::Paid) {
            return None;
        }
        Some(Due {
            claim_id: claim.row.id,
            reference: claim.row.reference.clone(),
            partner_id: claim.row.partner_id,
            currency: currency.to_owned(),
            minor: progress.approved.filter(|minor| *minor > 0)?,
            handed_in_at: progress.handed_in_at?,
            approved_at: progress.decided_at?,
            paid: progress.payment_id.map(|payment| payment.0).zip(progress.paid_at),
        })
    }
}

/// When the batch of payments was made of which finance knew at a moment that they had arrived: the morning before.
pub fn made_at(paid_at: DateTime<Utc>) -> DateTime<Utc> {
    paid_at - Duration::hours(25)
}

impl Life<'_> {
    /// It is paid with the others that were approved until two days before, and its request comes to its end.
    pub fn pay(&mut self) -> Result<(), StoreError> {
        let day = payment_day(self.at.date_naive());
        let at = day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(10);
        if at >= self.world.now {
            return Ok(());
        }
        self.go_to(at);
        let payment_id = PaymentId(self.chance.uuid(made_at(self.at)));
        let person = self.cast.finance[0];
        let by = Some((person, Side::Vendor));
        let actor = FundActor::Vendor(UserId(person.id));
        self.occur_claim(&ClaimOccurrence::Pay { payment_id }, actor, by)?;
        let owed = self.claim.as_ref().and_then(|claim| claim.facts.progress.approved);
        let params = told([
            ("minor", owed.unwrap_or(0).into()),
            ("currency", self.fund.currency.clone().into()),
            ("payment_id", payment_id.to_string().into()),
        ]);
        self.enter_claim(("fund_claim.paid", false), by, params);
        let progress = &self.facts.progress;
        let params = told([("paid", progress.paid.into()), ("released", progress.released.into())]);
        self.enter("fund_request.closed", by, params);
        Ok(())
    }
}

/// The day on which finance pays what was approved on a day: the first Thursday after at least two days.
fn payment_day(approved: NaiveDate) -> NaiveDate {
    let ready = approved + Duration::days(2);
    let wait = ready.weekday().days_since(Weekday::Thu);
    ready + Duration::days((7 - i64::from(wait)) % 7)
}
