//! Names of companies and people, put together from real-looking parts.

mod markets;
mod vocabulary;

pub use markets::{MARKETS, Market};

use super::random::Chance;
use std::collections::HashMap;
use std::sync::LazyLock;
use vocabulary::Vocabulary;

/// A company that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Name with its legal form.
    pub legal_name: String,
    /// Name without it.
    pub display_name: String,
    /// Its website's domain.
    pub domain: String,
}

/// Name and mailbox of a person that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// As they write it.
    pub name: String,
    /// What stands before the `@`.
    pub mailbox: String,
}

/// A word as written and as it stands in an address.
struct Word {
    text: &'static str,
    address: String,
}

/// A language's words, split once.
struct Words {
    surnames: Vec<Word>,
    given: Vec<Word>,
    trades: Vec<Word>,
    places: Vec<Word>,
    heads: Vec<Word>,
    tails: Vec<Word>,
}

impl Words {
    fn of(vocabulary: &Vocabulary) -> Self {
        let split = |list: &'static str| list.split('|').map(word).collect::<Vec<Word>>();
        Words {
            surnames: split(vocabulary.surnames),
            given: split(vocabulary.given),
            trades: split(vocabulary.trades),
            places: split(vocabulary.places),
            heads: split(vocabulary.heads),
            tails: split(vocabulary.tails),
        }
    }
}

fn word(entry: &'static str) -> Word {
    match entry.split_once('=') {
        Some((text, address)) => Word {
            text,
            address: address.to_owned(),
        },
        None => Word {
            text: entry,
            address: address_of(entry),
        },
    }
}

/// Split vocabularies, by the address of the constant they come from.
static WORDS: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(|| {
    MARKETS
        .iter()
        .map(|market| (market.country, Words::of(market.vocabulary)))
        .collect()
});

/// Syllables that make coined words many where many companies are wanted.
const MIDDLES: &[&str] = &[
    "a", "al", "an", "ar", "e", "el", "en", "er", "i", "il", "in", "ir", "is", "o", "ol", "on", "or", "os", "u", "ul",
    "un", "ur", "ba", "be", "da", "de", "fi", "ga", "ka", "li", "lo", "ma", "mi", "mo", "na", "ne", "no", "pa", "ra",
    "re", "ri", "ro", "sa", "se", "si", "ta", "te", "ti", "to", "va", "ve", "vi", "vo", "xa", "xi", "za", "ze",
];

impl Market {
    /// A company of the market. `crowded` makes longer names, so that a million companies don't share a few thousand.
    pub fn company(&self, chance: &mut Chance, crowded: bool) -> Company {
        let Some(words) = WORDS.get(self.country) else {
            return Company {
                legal_name: String::new(),
                display_name: String::new(),
                domain: String::new(),
            };
        };
        let vocabulary = self.vocabulary;
        let pattern = chance.pick(vocabulary.patterns);
        let (separator, joint) = if pattern.contains('|') { ('|', "") } else { (' ', " ") };
        let form = chance.pick(self.legal_forms);
        let mut named: Vec<String> = Vec::new();
        let mut displayed: Vec<String> = Vec::new();
        let mut address: Vec<String> = Vec::new();
        let mut has_place = false;
        for token in pattern.split(separator) {
            let mut one = |list: &[Word], chance: &mut Chance| {
                let Some(word) = list.get(chance.below(list.len())) else {
                    return String::new();
                };
                address.push(word.address.clone());
                word.text.to_owned()
            };
            let text = match token {
                "s" | "t" => one(&words.surnames, chance),
                "i" => {
                    let trade = one(&words.trades, chance);
                    if crowded && !has_place && !pattern.contains('p') {
                        has_place = true;
                        format!("{trade}{joint}{}", one(&words.places, chance))
                    } else {
                        trade
                    }
                }
                "p" => one(&words.places, chance),
                "c" => {
                    let head = &words.heads[chance.below(words.heads.len())];
                    let tail = &words.tails[chance.below(words.tails.len())];
                    let middle = if crowded && joint == " " {
                        chance.pick(MIDDLES)
                    } else {
                        ""
                    };
                    address.push(format!("{}{middle}{}", head.address, tail.address));
                    format!("{}{middle}{}", head.text, tail.text)
                }
                "f" => {
                    named.push(form.to_owned());
                    continue;
                }
                literal => literal.to_owned(),
            };
            named.push(text.clone());
            displayed.push(text);
        }
        Company {
            legal_name: named.join(joint),
            display_name: displayed.join(joint),
            domain: format!("{}.{}", host(&address, chance), chance.pick(self.domains)),
        }
    }

    /// A person of the market.
    pub fn person(&self, chance: &mut Chance) -> PersonName {
        let Some(words) = WORDS.get(self.country) else {
            return PersonName {
                name: String::new(),
                mailbox: String::new(),
            };
        };
        let given = &words.given[chance.below(words.given.len())];
        let surname = &words.surnames[chance.below(words.surnames.len())];
        let name = if self.vocabulary.surname_first {
            format!("{} {}", surname.text, given.text)
        } else {
            format!("{} {}", given.text, surname.text)
        };
        PersonName {
            name,
            mailbox: format!("{}.{}", given.address, surname.address.replace('-', "")),
        }
    }
}

/// Most characters of a host's label that a company would print on a card.
const LONGEST_LABEL: usize = 40;

/// The label of a company's domain from the addresses of its words.
fn host(parts: &[String], chance: &mut Chance) -> String {
    let joint = if chance.per_mille(650) { "-" } else { "" };
    let mut kept = parts.len();
    while kept > 1 && parts[..kept].iter().map(|part| part.len() + 1).sum::<usize>() > LONGEST_LABEL {
        kept -= 1;
    }
    parts[..kept].join(joint)
}

/// A word as it stands in an address: lower case, letters of other alphabets told by their usual replacement.
fn address_of(text: &str) -> String {
    let mut address = String::with_capacity(text.len() + 4);
    for letter in text.to_lowercase().chars() {
        match letter {
            'ä' | 'æ' => address.push_str("ae"),
            'ö' | 'ø' | 'œ' => address.push_str("oe"),
            'ü' => address.push_str("ue"),
            'ß' => address.push_str("ss"),
            'å' | 'á' | 'à' | 'â' | 'ã' | 'ą' => address.push('a'),
            'ç' | 'ć' | 'č' => address.push('c'),
            'é' | 'è' | 'ê' | 'ë' | 'ę' => address.push('e'),
            'í' | 'î' | 'ï' => address.push('i'),
            'ł' => address.push('l'),
            'ñ' | 'ń' => address.push('n'),
            'ó' | 'ô' | 'õ' => address.push('o'),
            'ś' | 'š' => address.push('s'),
            'ú' | 'û' => address.push('u'),
            'ź' | 'ż' | 'ž' => address.push('z'),
            'a'..='z' | '0'..='9' => address.push(letter),
            ' ' | '-' if !address.ends_with('-') && !address.is_empty() => address.push('-'),
            _ => {}
        }
    }
    address.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::conflict::{has_known_suffix, normalise, registrable_domain};

    #[test]
    fn every_market_makes_companies_that_the_rules_can_read() {
        for market in MARKETS {
            for number in 0..200 {
                for crowded in [false, true] {
                    let company = market.company(&mut Chance::new(1, "test", number), crowded);
                    assert!(registrable_domain(&company.domain).is_some(), "{company:?}");
                    assert!(has_known_suffix(&company.domain), "{company:?}");
                    assert!(!normalise(&company.legal_name).is_empty(), "{company:?}");
                    assert!(company.legal_name.chars().count() <= 120, "{company:?}");
                    assert!(company.legal_name.len() > company.display_name.len(), "{company:?}");
                }
            }
        }
    }

    #[test]
    fn mailboxes_are_plain() {
        for market in MARKETS {
            for number in 0..100 {
                let person = market.person(&mut Chance::new(1, "test", number));
                let plain = |c: char| c.is_ascii_lowercase() || c == '.';
                assert!(person.mailbox.chars().all(plain), "{person:?}");
            }
        }
    }
}
