//! What a person has typed into a claim, as typed, and how it becomes the model's [`ClaimDraft`].

use crate::forms::{read_count, read_day, read_minor, read_money, rewrite_amount, rewrite_number, trimmed};
use entente_model::funds::claim::{ClaimDraft, ClaimLine, FundClaim};
use entente_model::funds::request::limits;
use entente_model::money::{Money, NumberStyle, plain_amount};
use entente_model::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The text of every field of the form; it is kept on the device as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RawClaim {
    /// Currency of the budget, in which invoices are.
    pub currency: String,
    /// Invoices, in the order in which they were written.
    pub invoices: Vec<RawInvoice>,
    /// Leads.
    pub leads: String,
    /// Pipeline.
    pub pipeline: String,
    /// Its currency.
    pub pipeline_currency: String,
    /// What was won.
    pub won: String,
    /// Its currency.
    pub won_currency: String,
    /// Lessons.
    pub lessons: String,
}

/// An invoice as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RawInvoice {
    /// The budget line below which it stands, counted from 0.
    pub line: u32,
    /// Its number.
    pub number: String,
    /// Who sent it.
    pub supplier: String,
    /// Its day in ISO form, or what the browser made of it.
    pub day: String,
    /// What it charged for the line.
    pub amount: String,
}

impl RawInvoice {
    /// An empty one below a budget line.
    pub(super) fn of_line(line: u32) -> Self {
        RawInvoice {
            line,
            ..Self::default()
        }
    }

    /// Whether it says nothing: an empty row is an offer.
    pub(super) fn is_blank(&self) -> bool {
        let said = [&self.number, &self.supplier, &self.day, &self.amount];
        said.into_iter().all(|text| text.trim().is_empty())
    }
}

impl RawClaim {
    /// What the server holds, written as the reader would have typed it. `currency` stands where results have none. What belongs to no
    /// budget line of the request stands below the first.
    pub(super) fn of_claim(claim: &FundClaim, style: NumberStyle, currency: &str) -> Self {
        let budget = &claim.request.currency;
        let lines = claim.request.lines.len();
        let fields = &claim.fields;
        let invoice = |line: &ClaimLine| RawInvoice {
            line: line.line.filter(|at| (*at as usize) < lines).unwrap_or(0),
            number: line.invoice_number.clone(),
            supplier: line.supplier.clone(),
            day: line.invoiced_on.map(|day| day.to_string()).unwrap_or_default(),
            amount: match line.minor {
                0 => String::new(),
                minor => plain_amount(&Money::new(minor, budget.as_str()), style),
            },
        };
        let amount = |money: &Option<Money>| {
            money
                .as_ref()
                .map(|money| plain_amount(money, style))
                .unwrap_or_default()
        };
        let code = |money: &Option<Money>| {
            money
                .as_ref()
                .map_or(currency, |money| money.currency.as_str())
                .to_owned()
        };
        RawClaim {
            currency: budget.clone(),
            invoices: fields.lines.iter().map(invoice).collect(),
            leads: fields.leads.map(|leads| leads.to_string()).unwrap_or_default(),
            pipeline: amount(&fields.pipeline),
            pipeline_currency: code(&fields.pipeline),
            won: amount(&fields.won),
            won_currency: code(&fields.won),
            lessons: fields.lessons.clone(),
        }
    }

    /// The text as a reader of other signs would have typed it.
    pub(super) fn in_signs(mut self, from: NumberStyle, to: NumberStyle) -> Self {
        for invoice in &mut self.invoices {
            invoice.amount = rewrite_amount(&invoice.amount, &self.currency, from, to);
        }
        self.leads = rewrite_number(&self.leads, 0, from, to);
        self.pipeline = rewrite_amount(&self.pipeline, &self.pipeline_currency, from, to);
        self.won = rewrite_amount(&self.won, &self.won_currency, from, to);
        self
    }
}

/// What can be read, and what can't. Empty rows are left out, so pointers of invoices count what is sent.
pub(super) fn read(raw: &RawClaim, style: NumberStyle) -> (ClaimDraft, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut lines = Vec::new();
    for invoice in raw.invoices.iter().filter(|invoice| !invoice.is_blank()) {
        let at = lines.len();
        let (of_minor, of_currency) = (format!("/lines/{at}/minor"), format!("/lines/{at}/currency"));
        let minor = read_minor(&invoice.amount, &raw.currency, style, &of_minor, &of_currency);
        let minor = minor.unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let invoiced_on = read_day(&invoice.day).unwrap_or_else(|code| {
            errors.push(FieldError::new(format!("/lines/{at}/invoiced_on"), code));
            None
        });
        lines.push(ClaimLine {
            line: Some(invoice.line),
            invoice_number: trimmed(&invoice.number),
            supplier: trimmed(&invoice.supplier),
            invoiced_on,
            minor: minor.unwrap_or(0),
        });
    }
    let leads = read_count(&raw.leads, style, "/leads", limits::LEADS).unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let mut money = |typed: &str, currency: &str, pointer: &str| {
        read_money(typed, currency, style, pointer).unwrap_or_else(|error| {
            errors.push(error);
            None
        })
    };
    let draft = ClaimDraft {
        lines,
        leads,
        pipeline: money(&raw.pipeline, &raw.pipeline_currency, "/pipeline"),
        won: money(&raw.won, &raw.won_currency, "/won"),
        lessons: trimmed(&raw.lessons),
    };
    (draft, errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use chrono::NaiveDate;
    use entente_model::problem::FieldCode;

    fn invoice(number: &str, amount: &str) -> RawInvoice {
        RawInvoice {
            line: 1,
            number: number.into(),
            supplier: " Messe AG ".into(),
            day: "2027-03-11".into(),
            amount: amount.into(),
        }
    }

    fn raw(invoices: Vec<RawInvoice>) -> RawClaim {
        RawClaim {
            currency: "EUR".into(),
            invoices,
            pipeline_currency: "EUR".into(),
            won_currency: "JPY".into(),
            ..RawClaim::default()
        }
    }

    fn pointers(errors: &[FieldError]) -> Vec<(&str, FieldCode)> {
        errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect()
    }

    #[test]
    fn an_empty_form_is_an_empty_draft() {
        let empty = raw(vec![RawInvoice::of_line(0), RawInvoice::of_line(1)]);
        assert_eq!(read(&empty, GERMAN), (ClaimDraft::default(), Vec::new()));
    }

    #[test]
    fn what_is_typed_becomes_a_draft_in_the_readers_signs() {
        let typed = RawClaim {
            leads: "1.200".into(),
            pipeline: "25.000".into(),
            won: "9000".into(),
            lessons: " Fewer slides ".into(),
            ..raw(vec![invoice("R-17", "1.234,50")])
        };
        let (draft, errors) = read(&typed, GERMAN);
        assert!(errors.is_empty(), "{errors:?}");
        let line = ClaimLine {
            line: Some(1),
            invoice_number: "R-17".into(),
            supplier: "Messe AG".into(),
            invoiced_on: NaiveDate::from_ymd_opt(2027, 3, 11),
            minor: 123_450,
        };
        let expected = ClaimDraft {
            lines: vec![line],
            leads: Some(1_200),
            pipeline: Some(Money::new(2_500_000, "EUR")),
            won: Some(Money::new(9_000, "JPY")),
            lessons: "Fewer slides".into(),
        };
        assert_eq!(draft, expected);
    }

    #[test]
    fn what_cannot_be_read_is_named_where_it_is_sent_and_the_rest_is_kept() {
        let wrong = RawInvoice {
            day: "31.02.2027".into(),
            ..invoice("R-18", "12,5,0")
        };
        let typed = RawClaim {
            leads: "many".into(),
            won: "1,5".into(),
            ..raw(vec![RawInvoice::of_line(0), invoice("R-17", "100"), wrong])
        };
        let (draft, errors) = read(&typed, GERMAN);
        let expected = [
            ("/lines/1/minor", FieldCode::NotANumber),
            ("/lines/1/invoiced_on", FieldCode::InvalidDate),
            ("/leads", FieldCode::NotANumber),
            ("/won/minor", FieldCode::TooManyDecimals),
        ];
        assert_eq!(pointers(&errors), expected);
        assert_eq!(draft.lines.len(), 2);
        assert_eq!(draft.lines[0].minor, 10_000);
    }

    #[test]
    fn amounts_keep_their_worth_when_the_language_changes() {
        let typed = RawClaim {
            leads: "1.200".into(),
            ..raw(vec![invoice("R-17", "1.234,50")])
        };
        let written = typed.in_signs(GERMAN, ENGLISH);
        assert_eq!(written.invoices[0].amount, "1234.50");
        assert_eq!(written.leads, "1200");
    }
}
