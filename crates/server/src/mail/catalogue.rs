//! The texts of mails by language.

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
    /// Sentences of lists, by key.
    pub lines: BTreeMap<String, String>,
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
        let locale = if locale.is_empty() {
            self.fallback.as_str()
        } else {
            locale
        };
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        let catalogue = if language.eq_ignore_ascii_case("de") {
            &self.german
        } else {
            &self.english
        };
        Some((&catalogue.common, catalogue.texts.get(template)?))
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
