//! The catalogues: every language says everything, with the same placeholders, and nothing is said that no page shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Catalogue = BTreeMap<String, String>;

const FORMS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn catalogue(language: &str) -> Catalogue {
    let path = root().join("public/locales").join(format!("{language}.json"));
    serde_json::from_str(&read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every language that has a file.
fn languages() -> Vec<String> {
    let entries = fs::read_dir(root().join("public/locales")).expect("the folder of the catalogues");
    let mut languages: Vec<String> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    languages.sort();
    languages
}

/// The plural that a name is a form of, when the catalogue has its `_other`; languages have different forms, but the same plurals.
fn base<'a>(name: &'a str, catalogue: &Catalogue) -> &'a str {
    FORMS
        .iter()
        .filter_map(|form| name.strip_suffix(form))
        .find(|base| catalogue.contains_key(&format!("{base}_other")))
        .unwrap_or(name)
}

fn bases(catalogue: &Catalogue) -> BTreeSet<&str> {
    catalogue.keys().map(|name| base(name, catalogue)).collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

#[test]
fn every_language_has_the_keys_of_english() {
    let english = catalogue("en");
    for language in languages() {
        let other = catalogue(&language);
        let (english, other) = (bases(&english), bases(&other));
        let missing: Vec<_> = english.difference(&other).collect();
        let surplus: Vec<_> = other.difference(&english).collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{language}: missing {missing:?}, surplus {surplus:?}"
        );
    }
}

#[test]
fn every_text_has_the_placeholders_of_english() {
    let english = catalogue("en");
    let mut wrong = Vec::new();
    for language in languages() {
        for (name, text) in &catalogue(&language) {
            let other_form = format!("{}_other", base(name, &english));
            let Some(source) = english.get(name).or_else(|| english.get(&other_form)) else {
                continue;
            };
            let (mut here, mut there) = (placeholders(text), placeholders(source));
            // "One deal" may say its number in words.
            if FORMS.iter().any(|form| name.ends_with(form)) {
                here.remove("count");
                there.remove("count");
            }
            if here != there {
                wrong.push(format!("{language} {name}: {here:?} instead of {there:?}"));
            }
            if text.trim() != text || text.is_empty() {
                wrong.push(format!("{language} {name}: empty, or with a space at an end"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_is_used() {
    let english = catalogue("en");
    let mut words = BTreeSet::new();
    collect_words(&root().join("src"), &mut words);
    let unused: Vec<_> = bases(&english)
        .into_iter()
        .filter(|name| !words.contains(&name.to_uppercase().replace(['.', '-'], "_")))
        .collect();
    assert!(unused.is_empty(), "no page says {unused:?}");
}

#[test]
fn names_are_of_one_form_and_unique() {
    for language in languages() {
        let text = read(&root().join("public/locales").join(format!("{language}.json")));
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix('"')?.split_once('"'))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(
            names.len(),
            catalogue(&language).len(),
            "{language}: one text a line, and no name twice"
        );
        for name in &names {
            let plain = name
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter));
            assert!(
                plain && name.contains('.'),
                "{language}: {name} is not of the form area.name"
            );
        }
    }
}

/// Every word in capitals of every source file.
fn collect_words(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect_words(&path, words);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = read(&path);
            let found = text
                .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                .filter(|word| word.contains('_'));
            words.extend(found.map(str::to_owned));
        }
    }
}
