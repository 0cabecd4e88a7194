//! Funds: the quarter before, closed, and the present one, given out by tier. What is booked is booked by the model's own books.

use super::people::{Partner, People, Somebody};
use super::random::Chance;
use super::world::World;
use crate::auth::side_text;
use crate::funds::entry_rows;
use crate::store::StoreError;
use crate::store::entities::{audit, fund_accounts, funds, ledger_entries, ledger_transactions};
use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, NaiveTime, Utc};
use entente_model::funds::allocation::{AllocationRule, TierGrant};
use entente_model::funds::books::Books;
use entente_model::funds::closing::ReservationsAtClosing;
use entente_model::funds::fund::FundState;
use entente_model::funds::ledger::{Account, AllocationBasis, Posting};
use entente_model::ids::{FundId, PartnerId};
use entente_model::people::{Side, Tier};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of funds and their books.
#[derive(Default)]
pub struct FundRows {
    /// Funds.
    pub funds: Vec<funds::Model>,
    /// What their accounts hold.
    pub accounts: Vec<fund_accounts::Model>,
    /// Transactions.
    pub transactions: Vec<ledger_transactions::Model>,
    /// Entries.
    pub entries: Vec<ledger_entries::Model>,
    /// What was done, for auditors.
    pub audit: Vec<audit::Model>,
}

/// What each tier is granted, in minor units.
const GRANTS: [(Tier, i64); 3] = [
    (Tier::Silver, 500_000),
    (Tier::Gold, 1_500_000),
    (Tier::Platinum, 4_000_000),
];

/// The funds of the quarter before and of the present one. `admin` has made them.
pub fn draw(world: &World, people: &People, admin: &Somebody) -> Result<FundRows, StoreError> {
    let today = world.now.date_naive();
    let present = first_of_quarter(today);
    let before = present.checked_sub_months(Months::new(3)).unwrap_or(present);
    let mut rows = FundRows::default();
    for (number, starts_on) in (0..).zip([before, present]) {
        Teller::new(world, admin, number, starts_on).tell(people, today, &mut rows)?;
    }
    Ok(rows)
}

fn first_of_quarter(day: NaiveDate) -> NaiveDate {
    let month = (day.month0() / 3) * 3 + 1;
    NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
}

/// Tells one fund.
struct Teller<'a> {
    admin: &'a Somebody,
    chance: Chance,
    fund: FundId,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    currency: &'a str,
    books: Books,
}

impl<'a> Teller<'a> {
    fn new(world: &'a World, admin: &'a Somebody, number: u64, starts_on: NaiveDate) -> Self {
        let mut chance = Chance::new(world.seed, "fund", number);
        let next = starts_on.checked_add_months(Months::new(3)).unwrap_or(starts_on);
        Teller {
            admin,
            fund: FundId(chance.uuid(morning(starts_on) - Duration::days(14))),
            chance,
            starts_on,
            ends_on: next.pred_opt().unwrap_or(next),
            currency: world.settings().currencies.first().map_or("EUR", String::as_str),
            books: Books::default(),
        }
    }

    fn tell(mut self, people: &People, today: NaiveDate, rows: &mut FundRows) -> Result<(), StoreError> {
        let made = morning(self.starts_on) - Duration::days(14);
        let allocated = made + Duration::days(7);
        let joined = people.partners.iter().zip(&people.partner_rows);
        let joined = joined.filter(|(_, row)| row.created_at < allocated);
        let given: Vec<(PartnerId, i64)> = joined.filter_map(|(partner, _)| granted(partner)).collect();
        let sum: i64 = given.iter().map(|(_, minor)| minor).sum();
        // Some is kept for who asks later.
        let total = sum + sum / 5 + 2_500_000;
        self.book(made, Posting::Fund {}, total, "", rows)?;
        self.note(
            made,
            "fund.created",
            &[("name", self.name().into()), ("minor", total.into())],
            rows,
        )?;
        for (partner_id, minor) in &given {
            let posting = Posting::Allocate {
                partner_id: *partner_id,
                basis: AllocationBasis::Tier,
            };
            self.book(allocated, posting, *minor, "", rows)?;
        }
        let granted = allocated + Duration::days(20);
        if let Some((partner_id, ..)) = given.first().filter(|_| granted.date_naive() < today) {
            let posting = Posting::Allocate {
                partner_id: *partner_id,
                basis: AllocationBasis::Granted,
            };
            self.book(
                granted,
                posting,
                250_000,
                "Joint stand at the regional trade fair",
                rows,
            )?;
        }
        let closed_at = morning(self.ends_on) + Duration::days(12);
        let closes = closed_at.date_naive() < today;
        if closes {
            self.close(closed_at, rows)?;
        }
        for (account, balance) in self.books.accounts() {
            rows.accounts.push(fund_accounts::Model {
                fund_id: self.fund.0,
                partner_id: owner(account),
                kind: account.kind.as_str().to_owned(),
                balance,
            });
        }
        rows.funds.push(funds::Model {
            id: self.fund.0,
            name: self.name(),
            currency: self.currency.to_owned(),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            state: if closes { FundState::Closed } else { FundState::Open }
                .as_str()
                .to_owned(),
            rule: serde_json::to_string(&rule())?,
            closed_at: closes.then_some(closed_at),
            created_at: made,
            version: if closes { 2 } else { 1 },
        });
        Ok(())
    }

    fn name(&self) -> String {
        format!("Growth Q{} {}", self.starts_on.month0() / 3 + 1, self.starts_on.year())
    }

    fn close(&mut self, at: DateTime<Utc>, rows: &mut FundRows) -> Result<(), StoreError> {
        let lapsing = self.books.lapsing();
        let lapsed: i64 = lapsing.iter().map(|(_, minor)| minor).sum();
        for (partner_id, minor) in lapsing {
            self.book(at, Posting::Lapse { partner_id }, minor, "", rows)?;
        }
        self.note(at, "fund.closed", &[("lapsed", lapsed.into())], rows)
    }

    fn book(
        &mut self,
        at: DateTime<Utc>,
        posting: Posting,
        minor: i64,
        note: &str,
        rows: &mut FundRows,
    ) -> Result<(), StoreError> {
        let pair = self.books.post(posting, minor);
        let pair = pair.map_err(|refusal| StoreError::Internal(format!("the sample's books: {refusal:?}")))?;
        let id = self.chance.uuid(at);
        rows.entries.extend(entry_rows(id, self.fund, pair));
        rows.transactions.push(ledger_transactions::Model {
            id,
            fund_id: self.fund.0,
            partner_id: posting.partner().map(|partner| partner.0),
            request_id: posting.request().map(|request| request.0),
            posting: serde_json::to_string(&posting)?,
            minor,
            origin: None,
            note: note.to_owned(),
            actor_id: Some(self.admin.id),
            actor_name: self.admin.name.clone(),
            at,
        });
        Ok(())
    }

    fn note(
        &mut self,
        at: DateTime<Utc>,
        kind: &str,
        params: &[(&str, serde_json::Value)],
        rows: &mut FundRows,
    ) -> Result<(), StoreError> {
        let params: BTreeMap<&str, &serde_json::Value> = params.iter().map(|(name, value)| (*name, value)).collect();
        rows.audit.push(audit::Model {
            id: self.chance.uuid(at),
            at,
            kind: kind.to_owned(),
            subject_kind: "fund".to_owned(),
            subject_id: self.fund.0,
            partner_id: None,
            actor_id: Some(self.admin.id),
            actor_name: self.admin.name.clone(),
            side: Some(side_text(Side::Vendor).to_owned()),
            internal: false,
            params: serde_json::to_string(&params)?,
        });
        Ok(())
    }
}

/// What a partner is granted for its tier, when it may begin something.
fn granted(partner: &Partner) -> Option<(PartnerId, i64)> {
    let (_, minor) = GRANTS.into_iter().find(|(tier, _)| *tier == partner.tier)?;
    partner.may_begin.then_some((PartnerId(partner.id), minor))
}

fn rule() -> AllocationRule {
    AllocationRule {
        revenue_per_mille: 30,
        performance_per_mille: 250,
        target_return: 3_000,
        grants: GRANTS.map(|(tier, minor)| TierGrant { tier, minor }).to_vec(),
        smallest: 50_000,
        largest: None,
        at_closing: ReservationsAtClosing::Keep,
    }
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(9)
}

fn owner(account: Account) -> Uuid {
    account.partner_id.map_or(Uuid::nil(), |partner| partner.0)
}
