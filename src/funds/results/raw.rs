//! What somebody has typed of an activity's results, as typed, and how it becomes the model's [`ReportedResults`].

use crate::forms::{read_number, write_number};
use entente_model::funds::results::ReportedResults;
use entente_model::money::{Money, NumberStyle, parse_amount, plain_amount};
use entente_model::problem::{FieldCode, FieldError};

/// The text of every field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct RawResults {
    /// How many leads.
    pub leads: String,
    /// How much pipeline.
    pub pipeline: String,
    /// In which currency.
    pub pipeline_currency: String,
    /// How much was won.
    pub won: String,
    /// In which currency.
    pub won_currency: String,
}

impl RawResults {
    /// What the server holds, written as the reader would have typed it; `currency` stands where none is told.
    pub fn of(results: &ReportedResults, currency: &str, style: NumberStyle) -> Self {
        let amount = |money: &Option<Money>| match money {
            Some(money) => (plain_amount(money, style), money.currency.clone()),
            None => (String::new(), currency.to_owned()),
        };
        let ((pipeline, pipeline_currency), (won, won_currency)) = (amount(&results.pipeline), amount(&results.won));
        RawResults {
            leads: results
                .leads
                .map(|leads| write_number(leads.into(), style, 0))
                .unwrap_or_default(),
            pipeline,
            pipeline_currency,
            won,
            won_currency,
        }
    }

    /// What is told, or what can't be read or taken.
    pub fn read(&self, currencies: &[String], style: NumberStyle) -> Result<ReportedResults, Vec<FieldError>> {
        let mut errors = Vec::new();
        let leads = match self.leads.trim() {
            "" => None,
            typed => match read_number(typed, style, 0) {
                // Beyond 32 bits is beyond every bound: the check then says so.
                Ok(number) => Some(u32::try_from(number).unwrap_or(u32::MAX)),
                Err(code) => {
                    errors.push(FieldError::new("/leads", code));
                    None
                }
            },
        };
        let mut amount = |pointer: &str, typed: &str, currency: &str| {
            if typed.trim().is_empty() {
                return None;
            }
            match parse_amount(typed, currency, style) {
                Ok(minor) => Some(Money::new(minor, currency)),
                Err(code) => {
                    errors.push(FieldError::new(pointer, code));
                    None
                }
            }
        };
        let results = ReportedResults {
            leads,
            pipeline: amount("/pipeline", &self.pipeline, &self.pipeline_currency),
            won: amount("/won", &self.won, &self.won_currency),
        };
        let refused = results.check(currencies);
        errors.extend(refused.into_iter().map(|error| self.as_typed(error, style)));
        if errors.is_empty() { Ok(results) } else { Err(errors) }
    }

    /// A refusal with its bounds as amounts are typed.
    fn as_typed(&self, mut error: FieldError, style: NumberStyle) -> FieldError {
        let currency = match error.pointer.as_str() {
            "/pipeline/minor" => &self.pipeline_currency,
            "/won/minor" => &self.won_currency,
            _ => return error,
        };
        if error.code == FieldCode::OutOfRange {
            for bound in error.params.values_mut() {
                if let Ok(minor) = bound.parse() {
                    *bound = plain_amount(&Money::new(minor, currency.as_str()), style);
                }
            }
        }
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::GERMAN;

    #[test]
    fn results_survive_being_typed_anew() {
        let currencies = ["EUR".to_owned(), "JPY".to_owned(), "KWD".to_owned()];
        for (pipeline, won) in [
            (Some(Money::new(1_234_567, "KWD")), Some(Money::new(0, "EUR"))),
            (Some(Money::new(90_000, "JPY")), None),
            (None, None),
        ] {
            let results = ReportedResults {
                leads: Some(1_200),
                pipeline,
                won,
            };
            let raw = RawResults::of(&results, "EUR", GERMAN);
            assert_eq!(raw.read(&currencies, GERMAN), Ok(results));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_field() {
        let raw = RawResults {
            leads: "many".to_owned(),
            pipeline: "1,234".to_owned(),
            pipeline_currency: "EUR".to_owned(),
            ..RawResults::default()
        };
        let errors = raw.read(&["EUR".to_owned()], GERMAN).err().unwrap_or_default();
        let found: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(found, ["/leads", "/pipeline"]);
    }
}
