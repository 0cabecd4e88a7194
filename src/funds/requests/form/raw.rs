//! What a person has typed into a request, as typed, and how it becomes the model's [`FundRequestDraft`].

use crate::forms::{read_count, read_day, read_minor, rewrite_amount, rewrite_number, trimmed, write_number};
use chrono::NaiveDate;
use entente_model::funds::activity::{ActivityRun, ActivityType, CostCategory};
use entente_model::funds::request::{BudgetLine, FundRequest, FundRequestDraft, limits};
use entente_model::ids::FundId;
use entente_model::money::{Money, NumberStyle, plain_amount};
use entente_model::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The text of every field of the form. Nothing of it need make sense; it is kept on the device as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawRequest {
    /// Id of the fund, or empty.
    pub fund: String,
    /// Word of the type of activity, or empty.
    pub activity: String,
    /// Title.
    pub title: String,
    /// First day in ISO form, or what the browser made of it.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// For whom it is.
    pub audience: String,
    /// What is to happen.
    pub plan: String,
    /// Currency code of the budget.
    pub currency: String,
    /// Lines of the budget, in the order shown.
    pub lines: Vec<RawLine>,
    /// What is asked for, as typed.
    pub asked: String,
    /// Expected leads, as typed.
    pub leads: String,
    /// Expected pipeline, as typed.
    pub pipeline: String,
    /// Currency code of the expected pipeline.
    pub pipeline_currency: String,
    /// What counts as a lead.
    pub lead_definition: String,
    /// Names of target accounts.
    pub accounts: Vec<String>,
    /// Who runs it; nothing of the form changes that.
    pub run: ActivityRun,
}

/// A line of the budget as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawLine {
    /// Word of the category, or empty.
    pub category: String,
    /// In words.
    pub description: String,
    /// Amount as typed.
    pub amount: String,
}

/// What can be read, and what can't. Lines of the budget without an amount and without a word are left out: they are proposals.
pub fn read(raw: &RawRequest, style: NumberStyle) -> (FundRequestDraft, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut refuse = |error: FieldError| {
        // One of each field: the currency of all amounts is the same.
        if errors.iter().all(|known: &FieldError| known.pointer != error.pointer) {
            errors.push(error);
        }
    };
    let mut lines = Vec::new();
    for line in raw.lines.iter().filter(|line| !line.is_blank()) {
        let pointer = format!("/lines/{}/minor", lines.len());
        let minor = read_minor(&line.amount, &raw.currency, style, &pointer, "/currency");
        lines.push(BudgetLine {
            category: CostCategory::parse(&line.category),
            description: trimmed(&line.description),
            minor: minor.map_or_else(
                |error| {
                    refuse(error);
                    0
                },
                |minor| minor.unwrap_or(0),
            ),
        });
    }
    let asked = read_minor(&raw.asked, &raw.currency, style, "/asked", "/currency");
    let asked = asked.unwrap_or_else(|error| {
        refuse(error);
        None
    });
    let pipeline = read_minor(
        &raw.pipeline,
        &raw.pipeline_currency,
        style,
        "/expected_pipeline/minor",
        "/expected_pipeline/currency",
    );
    let pipeline = pipeline.unwrap_or_else(|error| {
        refuse(error);
        None
    });
    let expected_leads = read_count(&raw.leads, style, "/expected_leads", limits::LEADS).unwrap_or_else(|error| {
        refuse(error);
        None
    });
    let mut day = |pointer: &str, typed: &str| {
        read_day(typed).unwrap_or_else(|code| {
            refuse(FieldError::new(pointer, code));
            None
        })
    };
    let (starts_on, ends_on) = (day("/starts_on", &raw.starts_on), day("/ends_on", &raw.ends_on));
    let draft = FundRequestDraft {
        fund_id: raw.fund.parse::<FundId>().ok(),
        activity: ActivityType::parse(&raw.activity),
        title: trimmed(&raw.title),
        starts_on,
        ends_on,
        audience: trimmed(&raw.audience),
        plan: trimmed(&raw.plan),
        currency: raw.currency.clone(),
        lines,
        asked,
        expected_leads,
        expected_pipeline: pipeline.map(|minor| Money::new(minor, raw.pipeline_currency.as_str())),
        lead_definition: trimmed(&raw.lead_definition),
        target_accounts: raw.accounts.iter().map(|name| trimmed(name)).collect(),
        run: raw.run.clone(),
    };
    (draft, errors)
}

impl RawLine {
    /// A line that proposes a category.
    pub fn of(category: CostCategory) -> Self {
        RawLine {
            category: category.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Whether the line costs nothing and says nothing.
    pub fn is_blank(&self) -> bool {
        self.amount.trim().is_empty() && self.description.trim().is_empty()
    }
}

impl RawRequest {
    /// A new request: one empty line of the budget, and a currency for all amounts.
    pub fn begin(currency: &str) -> Self {
        RawRequest {
            currency: currency.to_owned(),
            pipeline_currency: currency.to_owned(),
            lines: vec![RawLine::default()],
            ..Self::default()
        }
    }

    /// What the server holds, written as the reader would have typed it. `currency` stands where the record has none.
    pub fn of_request(request: &FundRequest, style: NumberStyle, currency: &str) -> Self {
        Self::of_draft(&request.fields, style, currency)
    }

    /// The same for the fields alone.
    pub fn of_draft(fields: &FundRequestDraft, style: NumberStyle, currency: &str) -> Self {
        let currency = match fields.currency.as_str() {
            "" => currency,
            own => own,
        };
        let amount = |minor: i64| match minor {
            0 => String::new(),
            minor => plain_amount(&Money::new(minor, currency), style),
        };
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut lines: Vec<RawLine> = fields
            .lines
            .iter()
            .map(|line| RawLine {
                category: line
                    .category
                    .map(|category| category.as_str().to_owned())
                    .unwrap_or_default(),
                description: line.description.clone(),
                amount: amount(line.minor),
            })
            .collect();
        if lines.is_empty() {
            lines.push(RawLine::default());
        }
        let pipeline = fields.expected_pipeline.as_ref();
        RawRequest {
            fund: fields.fund_id.map(|id| id.to_string()).unwrap_or_default(),
            activity: fields
                .activity
                .map(|activity| activity.as_str().to_owned())
                .unwrap_or_default(),
            title: fields.title.clone(),
            starts_on: day(fields.starts_on),
            ends_on: day(fields.ends_on),
            audience: fields.audience.clone(),
            plan: fields.plan.clone(),
            currency: currency.to_owned(),
            lines,
            asked: amount(fields.asked.unwrap_or(0)),
            leads: fields
                .expected_leads
                .map(|leads| write_number(leads.into(), style, 0))
                .unwrap_or_default(),
            pipeline: pipeline.map(|money| plain_amount(money, style)).unwrap_or_default(),
            pipeline_currency: pipeline.map_or_else(|| currency.to_owned(), |money| money.currency.clone()),
            lead_definition: fields.lead_definition.clone(),
            accounts: fields.target_accounts.clone(),
            run: fields.run.clone(),
        }
    }

    /// Puts a line for each of these costs in place of lines that say nothing; what was typed stays.
    pub fn propose(&mut self, eligible: &[CostCategory]) {
        if !eligible.is_empty() && self.lines.iter().all(RawLine::is_blank) {
            self.lines = eligible.iter().copied().map(RawLine::of).collect();
        }
    }

    /// The text as a reader of other signs would have typed it.
    pub fn in_signs(mut self, from: NumberStyle, to: NumberStyle) -> Self {
        for line in &mut self.lines {
            line.amount = rewrite_amount(&line.amount, &self.currency, from, to);
        }
        self.asked = rewrite_amount(&self.asked, &self.currency, from, to);
        self.pipeline = rewrite_amount(&self.pipeline, &self.pipeline_currency, from, to);
        self.leads = rewrite_number(&self.leads, 0, from, to);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use entente_model::problem::FieldCode;

    fn pointers(raw: &RawRequest) -> Vec<(String, FieldCode)> {
        let (_, errors) = read(raw, GERMAN);
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    fn line(category: CostCategory, amount: &str) -> RawLine {
        RawLine {
            amount: amount.into(),
            ..RawLine::of(category)
        }
    }

    #[test]
    fn an_empty_form_is_an_empty_draft_in_a_currency() {
        let raw = RawRequest::begin("EUR");
        let empty = FundRequestDraft {
            currency: "EUR".into(),
            ..FundRequestDraft::default()
        };
        assert_eq!(read(&raw, GERMAN), (empty, Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_kept() {
        let raw = RawRequest {
            title: " Spring fair ".into(),
            starts_on: "31.02.2027".into(),
            lines: vec![
                RawLine::default(),
                line(CostCategory::Venue, "viel"),
                line(CostCategory::Media, "1.200,50"),
            ],
            asked: "12,345".into(),
            leads: "-4".into(),
            pipeline: "1e9".into(),
            ..RawRequest::begin("EUR")
        };
        let expected = [
            ("/lines/0/minor", FieldCode::NotANumber),
            ("/asked", FieldCode::TooManyDecimals),
            ("/expected_pipeline/minor", FieldCode::NotANumber),
            ("/expected_leads", FieldCode::NotANumber),
            ("/starts_on", FieldCode::InvalidDate),
        ];
        assert_eq!(
            pointers(&raw),
            expected.map(|(pointer, code)| (pointer.to_owned(), code))
        );
        let (draft, _) = read(&raw, GERMAN);
        assert_eq!(draft.title, "Spring fair");
        assert_eq!(
            draft.lines.iter().map(|line| line.minor).collect::<Vec<_>>(),
            [0, 120_050]
        );
    }

    #[test]
    fn a_currency_that_nobody_knows_is_refused_once() {
        let raw = RawRequest {
            lines: vec![line(CostCategory::Venue, "1"), line(CostCategory::Media, "2")],
            asked: "1".into(),
            ..RawRequest::begin("XXZ")
        };
        assert_eq!(pointers(&raw), [("/currency".to_owned(), FieldCode::InvalidCurrency)]);
    }

    #[test]
    fn a_record_survives_being_typed_anew() {
        let draft = FundRequestDraft {
            activity: Some(ActivityType::Webinar),
            title: "Zero-Trust-Webinar".into(),
            starts_on: NaiveDate::from_ymd_opt(2027, 3, 1),
            ends_on: NaiveDate::from_ymd_opt(2027, 3, 2),
            currency: "KWD".into(),
            lines: vec![BudgetLine {
                category: Some(CostCategory::Platform),
                description: "Plattform".into(),
                minor: 1_234_567,
            }],
            asked: Some(617_283),
            expected_leads: Some(1_200),
            expected_pipeline: Some(Money::new(9_000_000, "JPY")),
            target_accounts: vec!["Müller GmbH".into()],
            ..FundRequestDraft::default()
        };
        for style in [GERMAN, ENGLISH] {
            let raw = RawRequest::of_draft(&draft, style, "EUR");
            assert_eq!(read(&raw, style), (draft.clone(), Vec::new()));
        }
    }

    #[test]
    fn amounts_keep_their_worth_when_the_language_changes() {
        let raw = RawRequest {
            asked: "1.250,5".into(),
            leads: "1.200".into(),
            pipeline: "viel".into(),
            ..RawRequest::begin("EUR")
        };
        let raw = raw.in_signs(GERMAN, ENGLISH);
        assert_eq!((raw.asked.as_str(), raw.leads.as_str()), ("1250.50", "1200"));
        assert_eq!(raw.pipeline, "viel");
    }

    #[test]
    fn a_template_proposes_lines_and_takes_none_away() {
        let eligible = [CostCategory::Platform, CostCategory::Speaker];
        let mut raw = RawRequest::begin("EUR");
        raw.propose(&eligible);
        let proposed: Vec<&str> = raw.lines.iter().map(|line| line.category.as_str()).collect();
        assert_eq!(proposed, ["platform", "speaker"]);
        assert!(read(&raw, GERMAN).0.lines.is_empty());
        raw.lines[0].amount = "500".into();
        raw.propose(&[CostCategory::Venue]);
        assert_eq!(raw.lines.len(), 2);
    }
}
