//! In which order a list stands, and what of it comes after the place where a page ended.
//!
//! A deal without what the list is sorted by comes last in both directions. The index has such deals at one end; in the direction that begins
//! there, the others are read first, and those only when a page has room for them.

use super::list::{Key, Place};
use super::plan::{View, push_column};
use super::query::Sort;
use super::record::no_day;
use crate::store::sql::Sql;
use sea_orm::Value;

/// A stretch of an index that has the list's order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stretch {
    /// All of it: deals without a value are at its end, or there are none.
    Whole,
    /// Deals with a value.
    Given,
    /// Deals without one.
    Missing,
}

impl Stretch {
    /// The stretches to be walked after the place, in their order.
    pub(super) fn after(view: &View<'_>) -> &'static [Stretch] {
        match missing(view.filters.sort) {
            Some((_, first_descending)) if view.filters.descending == first_descending => {
                match view.place.map(|place| place.at.is_missing()) {
                    Some(true) => &[Stretch::Missing],
                    Some(false) | None => &[Stretch::Given, Stretch::Missing],
                }
            }
            _ => &[Stretch::Whole],
        }
    }
}

/// How a column tells that a deal lacks what lists are sorted by: with the value that stands for it, and whether a descending list would begin
/// with it.
pub(super) fn missing(sort: Sort) -> Option<(Key, bool)> {
    match sort {
        Sort::Customer => Some((Key::Text(String::new()), false)),
        Sort::Value => Some((Key::Money(String::new(), 0), false)),
        Sort::ExpectedClose => Some((Key::Day(no_day()), true)),
        Sort::Updated | Sort::Submitted => None,
    }
}

/// The columns that a list is sorted by; the first one tells whether there is a value.
fn columns(sort: Sort) -> &'static [&'static str] {
    match sort {
        Sort::Updated => &["d.updated_at", "d.id"],
        Sort::Submitted => &["d.submitted_at", "d.id"],
        Sort::Customer => &["d.customer_sort", "d.id"],
        Sort::Value => &["d.value_currency", "d.value_minor", "d.id"],
        Sort::ExpectedClose => &["d.closes_on", "d.id"],
    }
}

/// What comes after the place in a stretch of the index of the sort, in its order.
pub(super) fn push_walk(sql: &mut Sql, view: &View<'_>, stretch: Stretch) {
    let (columns, descending) = (columns(view.filters.sort), view.filters.descending);
    let place = match (stretch, missing(view.filters.sort)) {
        (Stretch::Missing, Some((value, _))) => {
            sql.push(" AND ").push(columns[0]).push(" = ");
            push_first(sql, &value);
            if let Some(place) = view.place.filter(|place| place.at.is_missing()) {
                sql.push(" AND ");
                push_after(sql, &columns[1..], true, descending, values(place).split_off(1));
            }
            None
        }
        // A place among those with a value bounds the walk already.
        (Stretch::Given, Some((value, _))) if view.place.is_none() => {
            sql.push(" AND ")
                .push(columns[0])
                .push(if descending { " < " } else { " > " });
            push_first(sql, &value);
            None
        }
        _ => view.place,
    };
    if let Some(place) = place {
        sql.push(" AND ");
        push_after(sql, columns, true, descending, values(place));
    }
    sql.push(" ORDER BY ");
    push_columns(sql, columns, true, if descending { " DESC" } else { "" });
}

/// What comes after the place, sorted: those without a value last.
pub(super) fn push_sorted(sql: &mut Sql, view: &View<'_>, place: Option<&Place>) {
    let (columns, descending) = (columns(view.filters.sort), view.filters.descending);
    let lacks = missing(view.filters.sort)
        .filter(|(_, first_descending)| descending == *first_descending)
        .map(|(value, _)| value);
    if let Some(place) = place {
        sql.push(" AND (");
        if let Some(value) = &lacks {
            sql.unindexed(columns[0]).push(" = ");
            push_first(sql, value);
            sql.push(if place.at.is_missing() { " AND " } else { " OR " });
        }
        push_after(sql, columns, false, descending, values(place));
        sql.push(")");
    }
    sql.push(" ORDER BY ");
    if let Some(value) = &lacks {
        sql.push("CASE WHEN ").push(columns[0]).push(" = ");
        push_first(sql, value);
        sql.push(" THEN 1 ELSE 0 END, ");
    }
    push_columns(sql, columns, false, if descending { " DESC" } else { "" });
}

/// Adds what comes after these values in the order of their columns.
fn push_after(sql: &mut Sql, columns: &[&str], indexed: bool, descending: bool, values: Vec<Value>) {
    sql.push("(");
    push_columns(sql, columns, indexed, "");
    sql.push(if descending { ") < " } else { ") > " }).bind_list(values);
}

/// The values of a place in the order of the columns.
fn values(place: &Place) -> Vec<Value> {
    let mut values: Vec<Value> = match &place.at {
        Key::Time(at) => vec![(*at).into()],
        Key::Text(text) => vec![text.clone().into()],
        Key::Day(day) => vec![(*day).into()],
        Key::Money(currency, minor) => vec![currency.clone().into(), (*minor).into()],
    };
    values.push(place.id.into());
    values
}

/// Adds the value of the first column.
fn push_first(sql: &mut Sql, key: &Key) {
    match key {
        Key::Time(at) => sql.bind(*at),
        Key::Text(text) => sql.bind(text.clone()),
        Key::Day(day) => sql.bind(*day),
        Key::Money(currency, _) => sql.bind(currency.clone()),
    };
}

fn push_columns(sql: &mut Sql, columns: &[&str], indexed: bool, after: &str) {
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            sql.push(", ");
        }
        push_column(sql, column, indexed);
        sql.push(after);
    }
}
