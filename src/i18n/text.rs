//! Keys and the functions that turn them into text.

use super::{catalogue, intl};
use leptos::prelude::*;
use std::fmt::Display;

/// The name of a text in the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key(pub(super) &'static str);

/// The name of a text that has one form for each plural category of a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plural(pub(super) &'static str);

impl From<Key> for Signal<String> {
    fn from(key: Key) -> Self {
        Signal::derive(t(key))
    }
}

impl From<Key> for Signal<Option<String>> {
    fn from(key: Key) -> Self {
        Signal::derive(move || Some(text(key)))
    }
}

/// The text now; followed when read inside a reactive closure.
pub fn text(key: Key) -> String {
    catalogue::lookup(key.0)
}

/// The text as a closure for views, attributes and props.
pub fn t(key: Key) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || text(key)
}

/// The text with `{name}` replaced by its value.
pub fn text_with(key: Key, values: &[(&str, &dyn Display)]) -> String {
    fill(text(key), values)
}

/// The text with `{name}` replaced by its value, as a closure; the values are taken as they are now.
pub fn t_with(
    key: Key,
    values: &[(&'static str, &dyn Display)],
) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let values = keep(values);
    move || fill_kept(text(key), &values)
}

/// The plural form for `count`, with `{count}` filled in.
pub fn text_plural(plural: Plural, count: u64) -> String {
    text_plural_with(plural, count, &[])
}

/// The plural form for `count`, with `{count}` and further values filled in.
pub fn text_plural_with(plural: Plural, count: u64, values: &[(&str, &dyn Display)]) -> String {
    let category = intl::plural_category(count as f64);
    let pattern = catalogue::find(&format!("{}_{category}", plural.0))
        .unwrap_or_else(|| catalogue::lookup(&format!("{}_other", plural.0)));
    fill(fill(pattern, &[("count", &super::integer(count as i64))]), values)
}

/// [`text_plural`] as a closure.
pub fn t_plural(plural: Plural, count: u64) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || text_plural(plural, count)
}

/// [`text_plural_with`] as a closure; the values are taken as they are now.
pub fn t_plural_with(
    plural: Plural,
    count: u64,
    values: &[(&'static str, &dyn Display)],
) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let values = keep(values);
    move || fill_kept(text_plural(plural, count), &values)
}

fn keep(values: &[(&'static str, &dyn Display)]) -> Vec<(&'static str, String)> {
    values.iter().map(|(name, value)| (*name, value.to_string())).collect()
}

fn fill_kept(pattern: String, values: &[(&'static str, String)]) -> String {
    values
        .iter()
        .fold(pattern, |pattern, (name, value)| replace(pattern, name, value))
}

fn fill(pattern: String, values: &[(&str, &dyn Display)]) -> String {
    values.iter().fold(pattern, |pattern, (name, value)| {
        replace(pattern, name, &value.to_string())
    })
}

fn replace(pattern: String, name: &str, value: &str) -> String {
    let placeholder = format!("{{{name}}}");
    if super::locale().direction() == super::Direction::RightToLeft {
        // A Latin name inside an Arabic sentence keeps its own direction and does not turn its neighbours.
        return pattern.replace(&placeholder, &format!("\u{2068}{value}\u{2069}"));
    }
    pattern.replace(&placeholder, value)
}
