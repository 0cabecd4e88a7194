//! Periods: when a fund is made, given out and closed, and its books, in the order in which things were booked.

use super::super::people::{Partner, People, Somebody};
use super::super::random::Chance;
use super::super::world::World;
use super::FundRows;
use crate::auth::side_text;
use crate::funds::entry_rows;
use crate::store::StoreError;
use crate::store::entities::{audit, fund_accounts, funds, ledger_transactions};
use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, NaiveTime, Utc};
use entente_model::funds::allocation::{AllocationRule, TierGrant};
use entente_model::funds::books::Books;
use entente_model::funds::closing::ReservationsAtClosing;
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::ledger::{Account, AllocationBasis, Entry, LedgerRefusal, Posting};
use entente_model::funds::rate::Origin;
use entente_model::ids::{FundId, PartnerId};
use entente_model::people::{Side, Tier};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What each tier is granted, in minor units.
const GRANTS: [(Tier, i64); 3] = [
    (Tier::Silver, 500_000),
    (Tier::Gold, 1_500_000),
    (Tier::Platinum, 4_000_000),
];
/// Days before a period's first on which its fund is made, and on which it is given out: early enough to ask for its first day.
const MADE: i64 = 38;
const GIVEN: i64 = 35;
/// Days after its last on which it is closed.
const CLOSED: i64 = 12;

/// Something that is booked in a fund.
pub struct Booked {
    /// When.
    pub at: DateTime<Utc>,
    /// The cause.
    pub posting: Posting,
    /// Minor units of the fund's currency.
    pub minor: i64,
    /// What the amount was before it was converted.
    pub origin: Option<Origin>,
    /// Why, in the words of whoever books it.
    pub note: &'static str,
    /// Who; the portal when nobody.
    pub by: Option<Somebody>,
}

/// A period with its fund.
pub struct Period {
    /// The fund as partners ask of it: open.
    pub fund: Fund,
    /// When partners were given their money.
    pub given_at: DateTime<Utc>,
    made_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    /// What each partner was given and has not asked for.
    left: BTreeMap<Uuid, i64>,
    booked: Vec<Booked>,
    /// Each partner's.
    regions: BTreeMap<Uuid, String>,
    admin: Somebody,
    chance: Chance,
}

impl Period {
    /// Those that partners were given money of: the quarter before, the present one, and the next one when its time has come. The first
    /// has the earliest days.
    pub fn all(world: &World, people: &People, admin: &Somebody) -> Vec<Period> {
        let present = first_of_quarter(world.now.date_naive());
        let periods = (0..).zip(-1..=1_i32);
        let periods = periods.map(|(number, quarter)| {
            let starts_on = quarters_later(present, quarter);
            Period::new(world, people, admin, (number, starts_on))
        });
        periods.filter(|period| period.given_at < world.now).collect()
    }

    fn new(world: &World, people: &People, admin: &Somebody, (number, starts_on): (u64, NaiveDate)) -> Self {
        let mut chance = Chance::new(world.seed, "fund", number);
        let next = quarters_later(starts_on, 1);
        let ends_on = next.pred_opt().unwrap_or(next);
        let (made_at, given_at) = (
            morning(starts_on) - Duration::days(MADE),
            morning(starts_on) - Duration::days(GIVEN),
        );
        let closed_at = morning(ends_on) + Duration::days(CLOSED);
        let fund = Fund {
            id: FundId(chance.uuid(made_at)),
            name: format!("Growth Q{} {}", starts_on.month0() / 3 + 1, starts_on.year()),
            currency: world
                .settings()
                .currencies
                .first()
                .map_or("EUR", String::as_str)
                .to_owned(),
            starts_on,
            ends_on,
            state: FundState::Open,
            closed_at: None,
            balance: None,
            totals: None,
            expiring: None,
            rule: None,
            version: 1,
        };
        let mut period = Period {
            fund,
            given_at,
            made_at,
            closed_at: Some(closed_at).filter(|at| *at < world.now),
            left: BTreeMap::new(),
            booked: Vec::new(),
            regions: people
                .partner_rows
                .iter()
                .map(|row| (row.id, row.region.clone()))
                .collect(),
            admin: admin.clone(),
            chance,
        };
        period.give(world, people);
        period
    }

    /// The money comes in and goes to the partners.
    fn give(&mut self, world: &World, people: &People) {
        let joined = people.partners.iter().zip(&people.partner_rows);
        let joined = joined.filter(|(_, row)| row.created_at < self.given_at);
        let given: Vec<(PartnerId, i64)> = joined.filter_map(|(partner, _)| granted(partner)).collect();
        let sum: i64 = given.iter().map(|(_, minor)| minor).sum();
        // Some is kept for who asks later.
        let total = sum + sum / 5 + 2_500_000;
        self.note_booking(self.made_at, Posting::Fund {}, total, "");
        for (partner_id, minor) in &given {
            let posting = Posting::Allocate {
                partner_id: *partner_id,
                basis: AllocationBasis::Tier,
            };
            self.note_booking(self.given_at, posting, *minor, "");
            self.left.insert(partner_id.0, *minor);
        }
        let later = self.given_at + Duration::days(20);
        if let Some((partner_id, _)) = given.first().filter(|_| later < world.now) {
            let posting = Posting::Allocate {
                partner_id: *partner_id,
                basis: AllocationBasis::Granted,
            };
            self.note_booking(later, posting, 250_000, "Joint stand at the regional trade fair");
        }
    }

    fn note_booking(&mut self, at: DateTime<Utc>, posting: Posting, minor: i64, note: &'static str) {
        let by = Some(self.admin.clone());
        self.booked.push(Booked {
            at,
            posting,
            minor,
            origin: None,
            note,
            by,
        });
    }

    /// What a partner was given and has not asked for.
    pub fn left(&self, partner: Uuid) -> i64 {
        self.left.get(&partner).copied().unwrap_or(0)
    }

    /// A partner asks for some of it. What goes back later stays with it, so that the order of things never matters.
    pub fn promise(&mut self, partner: PartnerId, minor: i64) {
        *self.left.entry(partner.0).or_default() -= minor;
    }

    /// Takes over what a life has booked.
    pub fn book(&mut self, booked: Vec<Booked>) {
        self.booked.extend(booked);
    }

    /// Books everything in the order of time, and writes what comes of it.
    pub fn write(mut self, rows: &mut FundRows) -> Result<(), StoreError> {
        let mut booked = std::mem::take(&mut self.booked);
        booked.sort_by_key(|booked| booked.at);
        let (mut books, mut total) = (Books::default(), 0);
        let mut closing = self.closed_at;
        for booked in &booked {
            if let Some(at) = closing.take_if(|at| booked.at > *at) {
                self.close(&mut books, at, rows)?;
            }
            let pair = books.post(booked.posting, booked.minor).map_err(refused)?;
            self.keep(booked, pair, rows)?;
            if booked.posting == (Posting::Fund {}) {
                total += booked.minor;
            }
        }
        if let Some(at) = closing {
            self.close(&mut books, at, rows)?;
        }
        let params = json!({ "name": self.fund.name, "minor": total });
        self.note(self.made_at, "fund.created", params, rows);
        for (account, balance) in books.accounts() {
            rows.accounts.push(fund_accounts::Model {
                fund_id: self.fund.id.0,
                partner_id: owner(account),
                kind: account.kind.as_str().to_owned(),
                balance,
            });
        }
        let closed = self.closed_at.is_some();
        rows.funds.push(funds::Model {
            id: self.fund.id.0,
            name: self.fund.name.clone(),
            currency: self.fund.currency.clone(),
            starts_on: self.fund.starts_on,
            ends_on: self.fund.ends_on,
            state: if closed { FundState::Closed } else { FundState::Open }
                .as_str()
                .to_owned(),
            rule: serde_json::to_string(&rule())?,
            closed_at: self.closed_at,
            created_at: self.made_at,
            version: 1 + i64::from(closed),
        });
        Ok(())
    }

    fn close(&mut self, books: &mut Books, at: DateTime<Utc>, rows: &mut FundRows) -> Result<(), StoreError> {
        let lapsing = books.lapsing();
        let lapsed: i64 = lapsing.iter().map(|(_, minor)| minor).sum();
        let pairs = books.close().map_err(refused)?;
        for ((partner_id, minor), pair) in lapsing.into_iter().zip(pairs) {
            let booked = Booked {
                at,
                posting: Posting::Lapse { partner_id },
                minor,
                origin: None,
                note: "",
                by: Some(self.admin.clone()),
            };
            self.keep(&booked, pair, rows)?;
        }
        self.note(at, "fund.closed", json!({ "lapsed": lapsed }), rows);
        Ok(())
    }

    fn keep(&mut self, booked: &Booked, pair: [Entry; 2], rows: &mut FundRows) -> Result<(), StoreError> {
        let id = self.chance.uuid(booked.at);
        let region = booked
            .posting
            .partner()
            .and_then(|partner| self.regions.get(&partner.0));
        let region = region.map_or("", String::as_str);
        rows.entries.extend(entry_rows(id, self.fund.id, region, pair));
        rows.transactions.push(ledger_transactions::Model {
            id,
            fund_id: self.fund.id.0,
            partner_id: booked.posting.partner().map(|partner| partner.0),
            request_id: booked.posting.request().map(|request| request.0),
            posting: serde_json::to_string(&booked.posting)?,
            minor: booked.minor,
            origin: booked.origin.as_ref().map(serde_json::to_string).transpose()?,
            note: booked.note.to_owned(),
            actor_id: booked.by.as_ref().map(|by| by.id),
            actor_name: booked.by.as_ref().map(|by| by.name.clone()).unwrap_or_default(),
            at: booked.at,
        });
        Ok(())
    }

    fn note(&mut self, at: DateTime<Utc>, kind: &str, params: serde_json::Value, rows: &mut FundRows) {
        rows.audit.push(audit::Model {
            id: self.chance.uuid(at),
            at,
            kind: kind.to_owned(),
            subject_kind: "fund".to_owned(),
            subject_id: self.fund.id.0,
            partner_id: None,
            actor_id: Some(self.admin.id),
            actor_name: self.admin.name.clone(),
            side: Some(side_text(Side::Vendor).to_owned()),
            internal: false,
            params: params.to_string(),
        });
    }
}

/// First day of a day's quarter.
pub fn first_of_quarter(day: NaiveDate) -> NaiveDate {
    let month = (day.month0() / 3) * 3 + 1;
    NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
}

/// The first day of so many quarters later, or earlier.
pub fn quarters_later(first: NaiveDate, quarters: i32) -> NaiveDate {
    let months = Months::new(3 * quarters.unsigned_abs());
    let moved = if quarters < 0 {
        first.checked_sub_months(months)
    } else {
        first.checked_add_months(months)
    };
    moved.unwrap_or(first)
}

/// What a partner is granted for its tier, when it may begin something.
fn granted(partner: &Partner) -> Option<(PartnerId, i64)> {
    let (_, minor) = GRANTS.into_iter().find(|(tier, _)| *tier == partner.tier)?;
    partner.may_begin.then_some((PartnerId(partner.id), minor))
}

fn rule() -> AllocationRule {
    AllocationRule {
        // The sample's deals are large, its funds are not.
        revenue_per_mille: 1,
        performance_per_mille: 250,
        target_return: 3_000,
        grants: GRANTS.map(|(tier, minor)| TierGrant { tier, minor }).to_vec(),
        smallest: 50_000,
        largest: Some(2_500_000),
        at_closing: ReservationsAtClosing::Keep,
    }
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(9)
}

fn owner(account: Account) -> Uuid {
    account.partner_id.map_or(Uuid::nil(), |partner| partner.0)
}

fn refused(refusal: LedgerRefusal) -> StoreError {
    StoreError::Internal(format!("the sample's books: {refusal:?}"))
}
