//! What of a request's fields is refused: limits that even a draft keeps, and all that submitting asks for.

use super::draft::limits;
use super::rules::later;
use super::{BudgetLine, FundRequestDraft, FundRequestTerms, RequestRules};
use crate::funds::activity::{ActivityRun, CostCategory};
use crate::funds::fund::FundState;
use crate::money::MAX_MINOR;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use chrono::{Datelike, NaiveDate};

impl FundRequestDraft {
    /// What even a draft is refused for: texts too long or with control characters, too many entries, numbers out of range. Empty
    /// fields pass.
    pub fn check_limits(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut line = |pointer: &str, text: &str, max| text::check(pointer, text, max, false, &mut errors);
        line("/title", &self.title, limits::TITLE);
        line("/currency", &self.currency, limits::CURRENCY);
        if let ActivityRun::Portal { source } = &self.run {
            line("/run/source", source, limits::SOURCE);
        }
        for (at, name) in self.target_accounts.iter().take(limits::ACCOUNTS).enumerate() {
            line(&format!("/target_accounts/{at}"), name, limits::ACCOUNT);
        }
        for (at, budget) in self.lines.iter().take(limits::LINES).enumerate() {
            line(
                &format!("/lines/{at}/description"),
                &budget.description,
                limits::DESCRIPTION,
            );
        }
        let mut paragraph = |pointer: &str, text: &str, max| text::check(pointer, text, max, true, &mut errors);
        paragraph("/audience", &self.audience, limits::AUDIENCE);
        paragraph("/plan", &self.plan, limits::PLAN);
        paragraph("/lead_definition", &self.lead_definition, limits::LEAD_DEFINITION);
        for (pointer, count, max) in [
            ("/target_accounts", self.target_accounts.len(), limits::ACCOUNTS),
            ("/lines", self.lines.len(), limits::LINES),
        ] {
            if count > max {
                errors.push(FieldError::new(pointer, FieldCode::TooMany).with("max", max));
            }
        }
        let mut within = |pointer: String, value: i64, min: i64, max: i64| {
            if !(0..=max).contains(&value) {
                errors.push(out_of_range(pointer, min, max));
            }
        };
        for (at, budget) in self.lines.iter().take(limits::LINES).enumerate() {
            within(format!("/lines/{at}/minor"), budget.minor, 1, MAX_MINOR);
        }
        let leads = self.expected_leads.unwrap_or(0);
        within("/expected_leads".to_owned(), leads.into(), 0, limits::LEADS.into());
        if let Some(pipeline) = &self.expected_pipeline {
            within("/expected_pipeline/minor".to_owned(), pipeline.minor, 1, MAX_MINOR);
            let pointer = "/expected_pipeline/currency";
            text::check(pointer, &pipeline.currency, limits::CURRENCY, false, &mut errors);
        }
        if !(0..=MAX_MINOR).contains(&self.asked.unwrap_or(0)) {
            errors.push(self.amount_out_of_range("/asked"));
        }
        for (pointer, day) in [("/starts_on", self.starts_on), ("/ends_on", self.ends_on)] {
            // Years of four digits: others have no agreed form in JSON or in a database.
            if day.is_some_and(|day| !(1..=9999).contains(&day.year())) {
                errors.push(FieldError::new(pointer, FieldCode::InvalidDate));
            }
        }
        errors
    }

    /// All that submitting asks for, limits included; empty when the request may be handed in. Target accounts may stay empty.
    pub fn check_complete(&self, rules: &RequestRules) -> Vec<FieldError> {
        let mut errors = self.check_limits();
        let mut refuse = |error: FieldError| {
            if errors.iter().all(|known| known.pointer != error.pointer) {
                errors.push(error);
            }
        };
        self.check_plan(rules, &mut refuse);
        self.check_days(rules, &mut refuse);
        self.check_budget(rules, &mut refuse);
        errors
    }

    /// What submitting would refuse at one field or below it, for a form that checks a field when it is left: `/title`, `/lines/0`.
    pub fn check_field(&self, pointer: &str, rules: &RequestRules) -> Vec<FieldError> {
        let within = |error: &FieldError| {
            let rest = error.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.check_complete(rules).into_iter().filter(within).collect()
    }

    /// What is asked for, as handing in freezes it; or all that is missing or wrong.
    pub fn terms(&self, rules: &RequestRules) -> Result<FundRequestTerms, Vec<FieldError>> {
        let errors = self.check_complete(rules);
        match (self.starts_on, self.ends_on, self.asked, rules.fund) {
            (Some(starts_on), Some(ends_on), Some(asked), Some(fund)) if errors.is_empty() => Ok(FundRequestTerms {
                starts_on,
                ends_on,
                planned: self.planned(),
                asked,
                currency: self.currency.clone(),
                share_per_mille: rules.settings.share_of(rules.tier),
                fund_currency: fund.currency.clone(),
            }),
            _ => Err(errors),
        }
    }

    /// What it is, for whom, and what is expected of it.
    fn check_plan(&self, rules: &RequestRules, refuse: &mut impl FnMut(FieldError)) {
        match (self.fund_id, rules.fund) {
            (None, _) => refuse(FieldError::new("/fund_id", FieldCode::Required)),
            (Some(_), None) => refuse(FieldError::new("/fund_id", FieldCode::UnknownValue)),
            (Some(_), Some(fund)) if fund.state == FundState::Closed => {
                refuse(FieldError::new("/fund_id", FieldCode::FundClosed));
            }
            _ => {}
        }
        let offered = |activity| {
            let rules = rules.settings.rules_of(activity);
            rules.is_some_and(|rules| rules.offered)
        };
        match self.activity {
            None => refuse(FieldError::new("/activity", FieldCode::Required)),
            Some(activity) if !offered(activity) => refuse(FieldError::new("/activity", FieldCode::UnknownValue)),
            Some(_) => {}
        }
        for (pointer, text) in [
            ("/title", &self.title),
            ("/audience", &self.audience),
            ("/plan", &self.plan),
            ("/lead_definition", &self.lead_definition),
        ] {
            if text.trim().is_empty() {
                refuse(FieldError::new(pointer, FieldCode::Required));
            }
        }
        if let Some(other) = rules.asked_already(self) {
            refuse(FieldError::new("/title", FieldCode::SameActivity).with("reference", &other.reference));
        }
        for (at, name) in self.target_accounts.iter().take(limits::ACCOUNTS).enumerate() {
            let pointer = format!("/target_accounts/{at}");
            let same = |other: &String| other.trim().to_lowercase() == name.trim().to_lowercase();
            if name.trim().is_empty() {
                refuse(FieldError::new(pointer, FieldCode::Required));
            } else if self.target_accounts[..at].iter().any(same) {
                refuse(FieldError::new(pointer, FieldCode::Duplicate));
            }
        }
        if self.expected_leads.is_none() {
            refuse(FieldError::new("/expected_leads", FieldCode::Required));
        }
        match &self.expected_pipeline {
            None => refuse(FieldError::new("/expected_pipeline/minor", FieldCode::Required)),
            Some(pipeline) => {
                let mut found = Vec::new();
                pipeline.check("/expected_pipeline", rules.currencies, &mut found);
                found.into_iter().for_each(&mut *refuse);
            }
        }
        if matches!(&self.run, ActivityRun::Portal { source } if source.trim().is_empty()) {
            refuse(FieldError::new("/run/source", FieldCode::Required));
        }
    }

    /// When it is: after the approval, late enough for it, and within the fund's period.
    fn check_days(&self, rules: &RequestRules, refuse: &mut impl FnMut(FieldError)) {
        let outside = |day: NaiveDate| {
            let fund = rules.fund?;
            let error = |pointer: &str| {
                FieldError::new(pointer, FieldCode::OutsidePeriod)
                    .with("min", fund.starts_on)
                    .with("max", fund.ends_on)
            };
            (!(fund.starts_on..=fund.ends_on).contains(&day)).then_some(error)
        };
        match self.starts_on {
            None => refuse(FieldError::new("/starts_on", FieldCode::Required)),
            Some(day) if day <= rules.today => {
                refuse(FieldError::new("/starts_on", FieldCode::DateInPast).with("min", later(rules.today, 1)));
            }
            Some(day) => {
                let earliest = self.activity.map(|activity| (activity, rules.earliest_start(activity)));
                if let Some((activity, earliest)) = earliest.filter(|(_, earliest)| day < *earliest) {
                    refuse(
                        FieldError::new("/starts_on", FieldCode::TooSoon)
                            .with("min", earliest)
                            .with("days", rules.settings.lead_days_of(activity)),
                    );
                } else if let Some(error) = outside(day) {
                    refuse(error("/starts_on"));
                }
            }
        }
        match (self.ends_on, self.starts_on) {
            (None, _) => refuse(FieldError::new("/ends_on", FieldCode::Required)),
            (Some(end), Some(start)) if end < start => {
                refuse(FieldError::new("/ends_on", FieldCode::BeforeStart).with("min", start));
            }
            (Some(end), _) => {
                if let Some(error) = outside(end) {
                    refuse(error("/ends_on"));
                }
            }
        }
    }

    /// What it costs, and how much of that is asked for.
    fn check_budget(&self, rules: &RequestRules, refuse: &mut impl FnMut(FieldError)) {
        if self.currency.is_empty() {
            refuse(FieldError::new("/currency", FieldCode::Required));
        } else if !rules.currencies.contains(&self.currency) {
            refuse(FieldError::new("/currency", FieldCode::InvalidCurrency));
        } else if let Some(fund) = rules.fund
            && rules.in_fund(1, &self.currency).is_none()
        {
            refuse(
                FieldError::new("/currency", FieldCode::NoRate)
                    .with("from", &self.currency)
                    .with("to", &fund.currency),
            );
        }
        if self.lines.is_empty() {
            refuse(FieldError::new("/lines", FieldCode::TooFew).with("min", 1));
        }
        for (at, line) in self.lines.iter().take(limits::LINES).enumerate() {
            self.check_line(at, line, rules, refuse);
        }
        let planned = self.planned();
        if planned > MAX_MINOR {
            refuse(self.amount_out_of_range("/lines"));
        }
        let most = rules.most_asked(planned);
        match self.asked {
            None => refuse(FieldError::new("/asked", FieldCode::Required)),
            Some(asked) if asked < 1 => refuse(self.amount_out_of_range("/asked")),
            Some(asked) if asked > most => refuse(
                FieldError::new("/asked", FieldCode::OverShare)
                    .with("max", most)
                    .with("currency", &self.currency)
                    .with("per_mille", rules.settings.share_of(rules.tier)),
            ),
            Some(asked) => {
                let wanted = rules.in_fund(asked, &self.currency);
                let over = wanted.zip(rules.available).filter(|(wanted, holds)| wanted > holds);
                if let (Some((_, holds)), Some(fund)) = (over, rules.fund) {
                    refuse(
                        FieldError::new("/asked", FieldCode::OverAvailable)
                            .with("max", holds)
                            .with("currency", &fund.currency),
                    );
                }
            }
        }
    }

    /// An amount in the request's currency that is not one.
    fn amount_out_of_range(&self, pointer: &str) -> FieldError {
        out_of_range(pointer, 1, MAX_MINOR).with("currency", &self.currency)
    }

    fn check_line(&self, at: usize, line: &BudgetLine, rules: &RequestRules, refuse: &mut impl FnMut(FieldError)) {
        let pointer = format!("/lines/{at}/category");
        match (line.category, self.activity) {
            (None, _) => refuse(FieldError::new(pointer, FieldCode::Required)),
            (Some(category), Some(activity)) if !rules.is_eligible(activity, category) => {
                refuse(FieldError::new(pointer, FieldCode::NotEligible).with("category", category.as_str()));
            }
            _ => {}
        }
        if line.category == Some(CostCategory::Other) && line.description.trim().is_empty() {
            refuse(FieldError::new(format!("/lines/{at}/description"), FieldCode::Required));
        }
        if line.minor < 1 {
            refuse(out_of_range(format!("/lines/{at}/minor"), 1, MAX_MINOR));
        }
    }
}

fn out_of_range(pointer: impl Into<String>, min: i64, max: i64) -> FieldError {
    FieldError::new(pointer, FieldCode::OutOfRange)
        .with("min", min)
        .with("max", max)
}
