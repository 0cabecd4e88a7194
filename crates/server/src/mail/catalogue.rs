//! The texts of mails by language.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;

const ENGLISH: &str = include_str!("../../mail/en.json");
const GERMAN: &str = include_str!("../../mail/de.json");

/// The texts of every language.
#[derive(Clone, Debug)]
pub struct Catalogues {
    english: Catalogue,
    german: Catalogue,
    /// Language of people who chose none.
    fallback: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Catalogue {
    common: Common,
    agreement: AgreementWords,
    #[serde(flatten)]
    texts: BTreeMap<String, Text>,
}

/// What every mail carries.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// First line.
    pub greeting: String,
    /// Last line.
    pub closing: String,
    /// Below it.
    pub footer: String,
    /// How a day is written: `{day}`, `{month}`, `{year}`.
    pub day: String,
    /// The months' names as they stand in a day, January first.
    pub months: Vec<String>,
    /// Sentences of lists, by key.
    pub lines: BTreeMap<String, String>,
}

/// What a signed agreement says around its text. `{name}` and the like stand for facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementWords {
    /// BCP 47 tag of their language.
    pub language: String,
    /// Heading of the page of the signature.
    pub signature: String,
    /// What the signer did; `{name}`, `{company}`.
    pub statement: String,
    /// How the SHA-256 came about.
    pub explanation: String,
    /// Before the title.
    pub agreement: String,
    /// Before the company's name.
    pub company: String,
    /// Before the signer's name.
    pub signer: String,
    /// Before what they do there.
    pub job_title: String,
    /// Before when it was signed.
    pub time: String,
    /// Before from where.
    pub address: String,
    /// In place of an address that is not known.
    pub unknown: String,
    /// Before the SHA-256.
    pub sha256: String,
    /// Before the signature's id.
    pub id: String,
    /// Below each page; `{page}`, `{pages}`.
    pub page: String,
}

/// One mail. `{name}` stands for a parameter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Subject.
    pub subject: String,
    /// Paragraphs; one that names a parameter that is empty is left out.
    pub paragraphs: Vec<String>,
    /// What the button says; absent when there is none.
    #[serde(default)]
    pub action: Option<String>,
}

impl Catalogues {
    /// Reads the texts.
    pub fn read(fallback: &str) -> Result<Catalogues, serde_json::Error> {
        Ok(Catalogues {
            english: serde_json::from_str(ENGLISH)?,
            german: serde_json::from_str(GERMAN)?,
            fallback: fallback.to_owned(),
        })
    }

    /// The texts that a language begins with, `de-AT` and `de` alike.
    pub(super) fn find(&self, locale: &str, template: &str) -> Option<(&Common, &Text)> {
        let catalogue = self.of(locale);
        Some((&catalogue.common, catalogue.texts.get(template)?))
    }

    /// What a signed agreement says around its text.
    pub fn agreement(&self, locale: &str) -> &AgreementWords {
        &self.of(locale).agreement
    }

    fn of(&self, locale: &str) -> &Catalogue {
        let locale = if locale.is_empty() {
            self.fallback.as_str()
        } else {
            locale
        };
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("de") {
            &self.german
        } else {
            &self.english
        }
    }
}

/// Facts that are days: features give them as `2026-12-07`, perhaps with a time behind, and each mail writes them in its language.
const DAYS: [&str; 5] = ["at", "due", "expires", "protected_until", "provisional_until"];

impl Common {
    /// The same facts with their days as this language writes them.
    pub(super) fn with_days(&self, params: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut written = params.clone();
        for name in DAYS {
            if let Some(value) = written.get_mut(name)
                && let Some(day) = self.written(value)
            {
                *value = day;
            }
        }
        written
    }

    /// A day that stands as `2026-12-07`, what stands behind it left as it is.
    fn written(&self, value: &str) -> Option<String> {
        let (day, rest) = value.split_once(' ').unwrap_or((value, ""));
        let date: NaiveDate = day.parse().ok()?;
        let month = self.months.get(usize::try_from(date.month0()).ok()?)?;
        let day = self
            .day
            .replace("{day}", &date.day().to_string())
            .replace("{month}", month)
            .replace("{year}", &date.year().to_string());
        Some(if rest.is_empty() { day } else { format!("{day}, {rest}") })
    }
}

/// Puts parameters in their places; `None` when one is missing or empty.
pub(super) fn fill(text: &str, params: &BTreeMap<String, String>) -> Option<String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        filled.push_str(before);
        filled.push_str(params.get(name).filter(|value| !value.is_empty())?);
        rest = behind;
    }
    filled.push_str(rest);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::onboarding::TaskKind;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect()
    }

    #[test]
    fn the_languages_have_the_same_texts_and_parameters() -> Result<(), serde_json::Error> {
        let catalogues = Catalogues::read("en")?;
        let lines = |catalogue: &Catalogue| {
            let lines = catalogue.common.lines.iter();
            let facts =
                lines.map(|(key, line)| (key.clone(), placeholders(line).into_iter().map(str::to_owned).collect()));
            facts.collect::<Vec<(String, BTreeSet<String>)>>()
        };
        assert_eq!(lines(&catalogues.english), lines(&catalogues.german));
        let words = |catalogue: &Catalogue| {
            let words = &catalogue.agreement;
            let filled = [&words.statement, &words.page].map(|text| placeholders(text).len());
            (
                filled,
                catalogue.common.months.len(),
                placeholders(&catalogue.common.day).len(),
            )
        };
        for catalogue in [&catalogues.english, &catalogues.german] {
            assert_eq!(words(catalogue), ([2, 2], 12, 3));
        }
        let (english, german) = (&catalogues.english.texts, &catalogues.german.texts);
        assert_eq!(english.keys().collect::<Vec<_>>(), german.keys().collect::<Vec<_>>());
        for (name, text) in english {
            let other = &german[name];
            assert_eq!(text.paragraphs.len(), other.paragraphs.len(), "{name}");
            assert_eq!(text.action.is_some(), other.action.is_some(), "{name}");
            assert_eq!(placeholders(&text.subject), placeholders(&other.subject), "{name}");
            for (one, two) in text.paragraphs.iter().zip(&other.paragraphs) {
                assert_eq!(placeholders(one), placeholders(two), "{name}");
            }
        }
        Ok(())
    }

    #[test]
    fn every_kind_of_task_has_its_line() -> Result<(), serde_json::Error> {
        let catalogues = Catalogues::read("en")?;
        for kind in TaskKind::ALL {
            let key = format!("task_{}", kind.as_str());
            assert!(catalogues.english.common.lines.contains_key(&key), "no line {key}");
        }
        Ok(())
    }

    #[test]
    fn days_are_written_as_the_language_does() -> Result<(), serde_json::Error> {
        let catalogues = Catalogues::read("en")?;
        let written = |locale: &str, value: &str| {
            let params = ["due", "message"].map(|name| (name.to_owned(), value.to_owned()));
            let mut written = catalogues.of(locale).common.with_days(&params.into());
            assert_eq!(
                written.remove("message").as_deref(),
                Some(value),
                "what a person wrote stays"
            );
            written.remove("due").unwrap_or_default()
        };
        for (locale, value, expected) in [
            ("en", "2026-12-07", "7 December 2026"),
            ("de", "2026-12-07", "7. Dezember 2026"),
            ("de-AT", "2027-03-31", "31. März 2027"),
            ("", "2026-01-01", "1 January 2026"),
            ("de", "2026-05-09 14:05 UTC", "9. Mai 2026, 14:05 UTC"),
            ("de", "", ""),
            ("en", "tomorrow", "tomorrow"),
        ] {
            assert_eq!(written(locale, value), expected, "{value} in {locale}");
        }
        Ok(())
    }

    #[test]
    fn a_sentence_without_its_facts_is_left_out() {
        let params = BTreeMap::from([
            ("name".to_owned(), "Ada".to_owned()),
            ("note".to_owned(), String::new()),
        ]);
        assert_eq!(fill("Hello {name}.", &params).as_deref(), Some("Hello Ada."));
        assert_eq!(fill("They say {note}.", &params), None);
        assert_eq!(fill("They say {more}.", &params), None);
    }
}
