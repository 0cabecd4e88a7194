//! Funds: market development money of one period and one currency, and how their books are shown.

use super::allocation::AllocationRule;
use super::ledger::{AccountKind, Balance, MAX_FUND_MINOR, Posting};
use super::rate::Origin;
use crate::ids::{FundId, LedgerTransactionId, PartnerId};
use crate::money::minor_digits;
use crate::people::Person;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use crate::words::words;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of a fund's name.
pub const NAME: usize = 120;
/// Most characters of a note beside a booking.
pub const NOTE: usize = 500;
/// Most days of a period: two years.
pub const PERIOD_DAYS: i64 = 732;

words! {
    /// Whether a fund takes requests.
    FundState {
        /// It does.
        Open = "open",
        /// Its period is closed: what was promised is still paid or released, nothing else happens.
        Closed = "closed",
    }
}

/// What a fund is made of. Its money is booked beside it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FundFields {
    /// Name as people read it, such as `Growth EMEA, Q1 2027`.
    pub name: String,
    /// ISO 4217 code of its books; never changed.
    pub currency: String,
    /// First day on which an activity may begin.
    pub starts_on: NaiveDate,
    /// Last day on which an activity may end.
    pub ends_on: NaiveDate,
    /// How it is allocated.
    pub rule: AllocationRule,
}

impl FundFields {
    /// What of them is refused, at its pointer. `currencies` are those that the program takes.
    pub fn check(&self, currencies: &[String]) -> Vec<FieldError> {
        let mut errors = Vec::new();
        text::check_required("/name", &self.name, NAME, false, &mut errors);
        if minor_digits(&self.currency).is_none() || !currencies.contains(&self.currency) {
            errors.push(FieldError::new("/currency", FieldCode::InvalidCurrency));
        }
        for (pointer, day) in [("/starts_on", self.starts_on), ("/ends_on", self.ends_on)] {
            if !(2000..=2200).contains(&day.year()) {
                errors.push(FieldError::new(pointer, FieldCode::InvalidDate));
            }
        }
        if self.ends_on < self.starts_on {
            errors.push(FieldError::new("/ends_on", FieldCode::DateInPast).with("min", self.starts_on));
        } else if (self.ends_on - self.starts_on).num_days() >= PERIOD_DAYS {
            let last = self
                .starts_on
                .checked_add_days(chrono::Days::new(PERIOD_DAYS.unsigned_abs() - 1));
            let error = FieldError::new("/ends_on", FieldCode::DateTooFar);
            errors.push(error.with("max", last.unwrap_or(NaiveDate::MAX)));
        }
        for mut error in self.rule.check() {
            error.pointer.insert_str(0, "/rule");
            errors.push(error);
        }
        errors
    }
}

/// Body of a new fund.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewFund {
    /// What it is.
    pub fields: FundFields,
    /// What the vendor puts in at first, in minor units; 0 for nothing yet.
    pub minor: i64,
}

impl NewFund {
    /// What of it is refused.
    pub fn check(&self, currencies: &[String]) -> Vec<FieldError> {
        let mut errors = self.fields.check(currencies);
        for error in &mut errors {
            error.pointer.insert_str(0, "/fields");
        }
        if !(0..=MAX_FUND_MINOR).contains(&self.minor) {
            errors.push(
                FieldError::new("/minor", FieldCode::OutOfRange)
                    .with("min", 0)
                    .with("max", MAX_FUND_MINOR),
            );
        }
        errors
    }
}

words! {
    /// What a person books in a fund.
    BookingKind {
        /// The vendor puts money in.
        Fund = "fund",
        /// The vendor takes money out that nobody was given.
        Defund = "defund",
        /// A partner is granted money.
        Grant = "grant",
        /// Money that a partner was given by mistake goes back.
        TakeBack = "take_back",
    }
}

/// Body of what a person books, with why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    /// What.
    pub kind: BookingKind,
    /// The partner of a grant or of what is taken back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_id: Option<PartnerId>,
    /// Minor units of the fund's currency.
    pub minor: i64,
    /// Why, in one's own words; the partner reads it beside the entry.
    pub note: String,
}

impl NewBooking {
    /// What is to be booked, or what of it is refused.
    pub fn posting(&self) -> Result<Posting, Vec<FieldError>> {
        let mut errors = Vec::new();
        text::check_required("/note", &self.note, NOTE, true, &mut errors);
        if !(1..=MAX_FUND_MINOR).contains(&self.minor) {
            errors.push(
                FieldError::new("/minor", FieldCode::OutOfRange)
                    .with("min", 1)
                    .with("max", MAX_FUND_MINOR),
            );
        }
        let posting = match (self.kind, self.partner_id) {
            (BookingKind::Fund, None) => Some(Posting::Fund {}),
            (BookingKind::Defund, None) => Some(Posting::Defund {}),
            (BookingKind::Grant, Some(partner_id)) => Some(Posting::Allocate {
                partner_id,
                basis: super::ledger::AllocationBasis::Granted,
            }),
            (BookingKind::TakeBack, Some(partner_id)) => Some(Posting::Deallocate { partner_id }),
            (BookingKind::Grant | BookingKind::TakeBack, None) => {
                errors.push(FieldError::new("/partner_id", FieldCode::Required));
                None
            }
            (BookingKind::Fund | BookingKind::Defund, Some(_)) => {
                errors.push(FieldError::new("/partner_id", FieldCode::UnknownValue));
                None
            }
        };
        match posting {
            Some(posting) if errors.is_empty() => Ok(posting),
            _ => Err(errors),
        }
    }
}

/// Body of closing a fund's period; there is nothing to say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FundClosing {}

/// What a fund holds as a whole, in minor units of its currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundTotals {
    /// What the vendor has put in.
    pub total: i64,
    /// Given to no partner yet.
    pub unallocated: i64,
    /// What all partners have together.
    pub partners: Balance,
    /// What nobody had been given when it was closed.
    pub lapsed: i64,
}

/// How many days ahead a reservation counts as one that expires.
pub const EXPIRING_WITHIN_DAYS: u64 = 30;

/// What is reserved for activities whose time for a claim is over within [`EXPIRING_WITHIN_DAYS`] and for which none was submitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Expiring {
    /// Minor units of the fund's currency.
    pub minor: i64,
    /// For how many activities.
    pub activities: u32,
    /// The first of their last days for a claim; it may be over, until the portal's clock releases what was reserved.
    pub first_on: NaiveDate,
}

/// A fund, as a row and as a page. A partner sees its own figures and neither totals nor rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fund {
    /// Id.
    pub id: FundId,
    /// Name.
    pub name: String,
    /// ISO 4217 code of its books.
    pub currency: String,
    /// First day of the period.
    pub starts_on: NaiveDate,
    /// Last day of the period.
    pub ends_on: NaiveDate,
    /// Whether it takes requests.
    pub state: FundState,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub closed_at: Option<DateTime<Utc>>,
    /// What the reader's own company has in it; absent for the vendor's people.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub balance: Option<Balance>,
    /// What it holds as a whole; for the vendor's people.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub totals: Option<FundTotals>,
    /// What is reserved and soon expires, of the partners that the reader may see; absent where nothing does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expiring: Option<Expiring>,
    /// How it is allocated; for the vendor's people.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<AllocationRule>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// What a partner has in a fund.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerBalance {
    /// The partner.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner_name: String,
    /// What it has.
    pub balance: Balance,
}

/// A line of a statement: what a transaction did to an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementLine {
    /// The transaction, whose lines sum to zero.
    pub transaction_id: LedgerTransactionId,
    /// When it was booked.
    pub at: DateTime<Utc>,
    /// The account.
    pub account: AccountKind,
    /// The account that the amount came from or went to.
    pub counterpart: AccountKind,
    /// The partner whose account it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_id: Option<PartnerId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_name: Option<String>,
    /// Minor units of the fund's currency, below zero when they left the account.
    pub minor: i64,
    /// The cause.
    pub posting: Posting,
    /// What the amount was before it was converted, with the rate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub origin: Option<Origin>,
    /// Why, in the words of whoever booked it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// Who booked it; without id when the portal did.
    pub by: Person,
}
