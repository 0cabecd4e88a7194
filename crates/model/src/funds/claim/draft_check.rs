//! What of a claim's fields is refused, and what an approver would ask about.

use super::draft::limits;
use super::reckoning::{claimable, cost_of_line};
use super::{ClaimDraft, ClaimLine, ClaimProof, ClaimTerms, proof_standings};
use crate::funds::request::{FundRequestDraft, FundRequestProgress, limits as request_limits, plain};
use crate::money::{MAX_MINOR, Money};
use crate::problem::{FieldCode, FieldError};
use crate::settings::FundSettings;
use crate::text;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a claim is checked against.
#[derive(Clone, Copy, Debug)]
pub struct ClaimRules<'a> {
    /// What was approved.
    pub request: &'a FundRequestDraft,
    /// When, and how much of it.
    pub progress: &'a FundRequestProgress,
    /// The program's settings of funds, as they were when it was approved: what is asked for later is not asked of it.
    pub settings: &'a FundSettings,
    /// Currencies that the program takes.
    pub currencies: &'a [String],
    /// The day where the partner is.
    pub today: NaiveDate,
    /// The claim's files.
    pub proofs: &'a [ClaimProof],
    /// Invoices of the partner's other claims, rejected ones aside.
    pub used: &'a [UsedInvoice],
}

/// An invoice that another claim names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedInvoice {
    /// What people call that claim's request by.
    pub reference: String,
    /// Number of the invoice.
    pub invoice_number: String,
    /// Who sent it.
    pub supplier: String,
    /// Day of the invoice.
    pub invoiced_on: NaiveDate,
}

impl UsedInvoice {
    /// Whether a line names the same invoice: one number, and one sender or one day. People write names of companies in many ways, and
    /// number 1 of the year is sent by everybody. Case, punctuation and spaces tell nothing apart.
    pub fn is_of(&self, line: &ClaimLine) -> bool {
        let number = number(&self.invoice_number);
        !number.is_empty()
            && number == self::number(&line.invoice_number)
            && (plain(&self.supplier) == plain(&line.supplier) || Some(self.invoiced_on) == line.invoiced_on)
    }
}

impl ClaimLine {
    /// What its invoice is compared with others by: number and sender, as nothing tells them apart. The number is empty when there is none.
    pub fn invoice_key(&self) -> (String, String) {
        (number(&self.invoice_number), plain(&self.supplier))
    }
}

/// The number of an invoice, letters and digits only.
fn number(text: &str) -> String {
    plain(text).replace(' ', "")
}

impl ClaimRules<'_> {
    /// The days that an invoice may be of: from the approval (what was ordered before was not approved) up to today, or to the last day for
    /// claims when that is over. `None` before an approval.
    pub fn invoice_days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.progress.approved_on?;
        Some((first, self.progress.claim_deadline?.min(self.today)))
    }
}

impl ClaimDraft {
    /// What even a draft is refused for: texts too long or with control characters, too many entries, numbers out of range. Empty
    /// fields pass.
    pub fn check_limits(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.lines.len() > limits::LINES {
            errors.push(FieldError::new("/lines", FieldCode::TooMany).with("max", limits::LINES));
        }
        for (at, line) in self.lines.iter().take(limits::LINES).enumerate() {
            let at = format!("/lines/{at}");
            let mut short = |field: &str, text: &str, max| {
                text::check(&format!("{at}/{field}"), text, max, false, &mut errors);
            };
            short("invoice_number", &line.invoice_number, limits::INVOICE_NUMBER);
            short("supplier", &line.supplier, limits::SUPPLIER);
            if !(0..=MAX_MINOR).contains(&line.minor) {
                errors.push(out_of_range(format!("{at}/minor"), 1, MAX_MINOR));
            }
            // Years of four digits: others have no agreed form in JSON or in a database.
            if line.invoiced_on.is_some_and(|day| !(1..=9999).contains(&day.year())) {
                errors.push(FieldError::new(format!("{at}/invoiced_on"), FieldCode::InvalidDate));
            }
        }
        if self.leads.is_some_and(|leads| leads > request_limits::LEADS) {
            errors.push(out_of_range("/leads", 0, request_limits::LEADS.into()));
        }
        for (pointer, money) in [("/pipeline", &self.pipeline), ("/won", &self.won)] {
            let Some(money) = money else { continue };
            let currency = format!("{pointer}/currency");
            text::check(&currency, &money.currency, request_limits::CURRENCY, false, &mut errors);
            if !(0..=MAX_MINOR).contains(&money.minor) {
                errors.push(out_of_range(format!("{pointer}/minor"), 0, MAX_MINOR));
            }
        }
        text::check("/lessons", &self.lessons, limits::LESSONS, true, &mut errors);
        errors
    }

    /// All that submitting asks for, limits included; empty when the claim may be handed in. A kind of proof that is missing is an error at
    /// `/proofs/<kind>`. Won value and lessons may stay empty.
    pub fn check_complete(&self, rules: &ClaimRules) -> Vec<FieldError> {
        let mut errors = self.check_limits();
        let mut refuse = |error: FieldError| {
            if errors.iter().all(|known| known.pointer != error.pointer) {
                errors.push(error);
            }
        };
        if self.lines.is_empty() {
            refuse(FieldError::new("/lines", FieldCode::TooFew).with("min", 1));
        }
        for (at, line) in self.lines.iter().take(limits::LINES).enumerate() {
            self.check_invoice(at, line, rules, &mut refuse);
        }
        if claimable(rules.request, rules.progress, self) < 1 {
            let error = out_of_range("/lines", 1, rules.progress.held());
            let terms = rules.progress.terms.as_ref();
            let currency = terms.map_or("", |terms| terms.fund_currency.as_str());
            refuse(error.with("currency", currency));
        }
        for proof in proof_standings(rules.request, rules.settings, rules.proofs) {
            if proof.files == 0 {
                let kind = proof.kind.as_str();
                refuse(FieldError::new(format!("/proofs/{kind}"), FieldCode::ProofMissing).with("kind", kind));
            }
        }
        if self.leads.is_none() {
            refuse(FieldError::new("/leads", FieldCode::Required));
        }
        if self.pipeline.is_none() {
            refuse(FieldError::new("/pipeline/minor", FieldCode::Required));
        }
        for (pointer, money) in [("/pipeline", &self.pipeline), ("/won", &self.won)] {
            if money.as_ref().is_some_and(|money| !takes(rules, money)) {
                refuse(FieldError::new(
                    format!("{pointer}/currency"),
                    FieldCode::InvalidCurrency,
                ));
            }
        }
        errors
    }

    /// What submitting would refuse at one field or below it, for a form that checks a field when it is left: `/leads`, `/lines/0`.
    pub fn check_field(&self, pointer: &str, rules: &ClaimRules) -> Vec<FieldError> {
        let within = |error: &FieldError| {
            let rest = error.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.check_complete(rules).into_iter().filter(within).collect()
    }

    /// What an approver would ask about, though it may be handed in: costs over a budget line, at the line that goes over it.
    pub fn cautions(&self, rules: &ClaimRules) -> Vec<FieldError> {
        let over = |(at, planned): (usize, i64)| {
            let last = self
                .lines
                .iter()
                .rposition(|cost| cost.line.is_some_and(|line| line as usize == at))?;
            (cost_of_line(self, at) > planned).then(|| {
                FieldError::new(format!("/lines/{last}/minor"), FieldCode::OverLine)
                    .with("max", planned)
                    .with("currency", &rules.request.currency)
            })
        };
        let planned = rules.request.lines.iter().map(|line| line.minor).enumerate();
        planned.filter_map(over).collect()
    }

    /// What is claimed, as handing in freezes it; or all that is missing or wrong.
    pub fn terms(&self, rules: &ClaimRules) -> Result<ClaimTerms, Vec<FieldError>> {
        let errors = self.check_complete(rules);
        match (&rules.progress.terms, rules.progress.claim_deadline) {
            (Some(terms), Some(deadline)) if errors.is_empty() => Ok(ClaimTerms {
                claimed: claimable(rules.request, rules.progress, self),
                currency: terms.fund_currency.clone(),
                asked_by: rules.progress.handed_in_by,
                ends_on: terms.ends_on,
                deadline,
            }),
            _ => Err(errors),
        }
    }

    fn check_invoice(&self, at: usize, line: &ClaimLine, rules: &ClaimRules, refuse: &mut impl FnMut(FieldError)) {
        let pointer = |field: &str| format!("/lines/{at}/{field}");
        let same = |other: &ClaimLine| {
            other.line == line.line
                && number(&other.invoice_number) == number(&line.invoice_number)
                && plain(&other.supplier) == plain(&line.supplier)
        };
        match line.line {
            None => refuse(FieldError::new(pointer("line"), FieldCode::Required)),
            Some(budget) if budget as usize >= rules.request.lines.len() => {
                refuse(FieldError::new(pointer("line"), FieldCode::UnknownValue));
            }
            Some(_) => {}
        }
        if line.supplier.trim().is_empty() {
            refuse(FieldError::new(pointer("supplier"), FieldCode::Required));
        }
        if line.invoice_number.trim().is_empty() {
            refuse(FieldError::new(pointer("invoice_number"), FieldCode::Required));
        } else if let Some(other) = rules.used.iter().find(|used| used.is_of(line)) {
            refuse(
                FieldError::new(pointer("invoice_number"), FieldCode::InvoiceUsed).with("reference", &other.reference),
            );
        } else if self.lines[..at].iter().any(same) {
            refuse(FieldError::new(pointer("invoice_number"), FieldCode::Duplicate));
        }
        let on = pointer("invoiced_on");
        match (line.invoiced_on, rules.invoice_days()) {
            (None, _) => refuse(FieldError::new(on, FieldCode::Required)),
            (Some(day), Some((first, _))) if day < first => {
                refuse(FieldError::new(on, FieldCode::BeforeApproval).with("min", first));
            }
            (Some(day), Some((_, last))) if day > last => {
                refuse(FieldError::new(on, FieldCode::DateTooFar).with("max", last));
            }
            _ => {}
        }
        if line.minor < 1 {
            refuse(out_of_range(pointer("minor"), 1, MAX_MINOR));
        }
    }
}

fn takes(rules: &ClaimRules, money: &Money) -> bool {
    rules.currencies.contains(&money.currency)
}

fn out_of_range(pointer: impl Into<String>, min: i64, max: i64) -> FieldError {
    FieldError::new(pointer, FieldCode::OutOfRange)
        .with("min", min)
        .with("max", max)
}
