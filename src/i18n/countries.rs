//! The countries by their names in the reader's language.

use super::format::country_name;
use super::{intl, locale};
use entente_model::countries::COUNTRIES;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Code and name of each country.
type Countries = Rc<[(&'static str, String)]>;

thread_local! {
    static KNOWN: RefCell<HashMap<&'static str, Countries>> = RefCell::default();
}

/// Every country, ISO 3166 code and name, in the order of the reader's language. Kept for each language: 250 names are dear to make.
pub fn countries() -> Countries {
    let language = locale().source();
    let known = KNOWN.with_borrow(|known| known.get(language).cloned());
    known.unwrap_or_else(|| {
        let made: Countries = sorted().into();
        KNOWN.with_borrow_mut(|known| known.insert(language, Rc::clone(&made)));
        made
    })
}

fn sorted() -> Vec<(&'static str, String)> {
    let mut codes: HashMap<String, &'static str> = COUNTRIES.iter().map(|code| (country_name(code), *code)).collect();
    let names = codes.keys().cloned().collect();
    intl::sorted(names)
        .into_iter()
        .filter_map(|name| Some((codes.remove(&name)?, name)))
        .collect()
}
