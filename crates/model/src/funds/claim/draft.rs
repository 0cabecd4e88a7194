//! What a partner writes into a claim.

use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of a claim. A draft may leave anything empty; submitting asks for all that [`ClaimDraft::check_complete`] names.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ClaimDraft {
    /// What was spent.
    pub lines: Vec<ClaimLine>,
    /// How many leads came of it.
    pub leads: Option<u32>,
    /// How much pipeline came of it; may be 0.
    pub pipeline: Option<Money>,
    /// How much was won already; absent when nothing was.
    pub won: Option<Money>,
    /// What the partner learned; may be empty.
    pub lessons: String,
}

/// What an invoice charged for a budget line. An invoice for several lines stands in several of these.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ClaimLine {
    /// Which budget line of the request, counted from 0.
    pub line: Option<u32>,
    /// Number of the invoice.
    pub invoice_number: String,
    /// Who sent it.
    pub supplier: String,
    /// Day of the invoice.
    pub invoiced_on: Option<NaiveDate>,
    /// What it charged for that line, in minor units of the request's currency.
    pub minor: i64,
}

/// Most characters and entries of each field.
pub mod limits {
    /// Lines.
    pub const LINES: usize = 100;
    /// Number of an invoice.
    pub const INVOICE_NUMBER: usize = 80;
    /// Who sent it.
    pub const SUPPLIER: usize = 200;
    /// Lessons.
    pub const LESSONS: usize = 4_000;
}
