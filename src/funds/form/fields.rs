//! The form's fields as signals: raw text, exactly as typed.

use super::raw::{RawFund, TIERS};
use leptos::prelude::*;

/// Every field of the form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(in crate::funds) struct Fields {
    /// Name.
    pub name: RwSignal<String>,
    /// ISO 4217 code of its books.
    pub currency: RwSignal<String>,
    /// First day.
    pub starts_on: RwSignal<String>,
    /// Last day.
    pub ends_on: RwSignal<String>,
    /// What the vendor puts in at first.
    pub amount: RwSignal<String>,
    /// Share of the revenue.
    pub revenue: RwSignal<String>,
    /// Share of it that depends on results.
    pub performance: RwSignal<String>,
    /// Pipeline at which all of that is earned.
    pub target: RwSignal<String>,
    /// What each tier is granted.
    pub grants: [RwSignal<String>; TIERS],
    /// Least that is worth booking.
    pub smallest: RwSignal<String>,
    /// Most that a partner is given.
    pub largest: RwSignal<String>,
    /// What becomes of reservations when the period is closed.
    pub at_closing: RwSignal<String>,
}

/// Puts something in place, unless it stands there already: what follows it is not to be woken for nothing.
fn put(signal: RwSignal<String>, value: String) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

impl Fields {
    /// Fields that hold `raw`.
    pub(in crate::funds) fn new(raw: RawFund) -> Self {
        Fields {
            name: RwSignal::new(raw.name),
            currency: RwSignal::new(raw.currency),
            starts_on: RwSignal::new(raw.starts_on),
            ends_on: RwSignal::new(raw.ends_on),
            amount: RwSignal::new(raw.amount),
            revenue: RwSignal::new(raw.revenue),
            performance: RwSignal::new(raw.performance),
            target: RwSignal::new(raw.target),
            grants: raw.grants.map(RwSignal::new),
            smallest: RwSignal::new(raw.smallest),
            largest: RwSignal::new(raw.largest),
            at_closing: RwSignal::new(raw.at_closing),
        }
    }

    /// Puts other text in place.
    pub(in crate::funds) fn fill(self, raw: RawFund) {
        put(self.name, raw.name);
        put(self.currency, raw.currency);
        put(self.starts_on, raw.starts_on);
        put(self.ends_on, raw.ends_on);
        put(self.amount, raw.amount);
        put(self.revenue, raw.revenue);
        put(self.performance, raw.performance);
        put(self.target, raw.target);
        for (grant, typed) in self.grants.into_iter().zip(raw.grants) {
            put(grant, typed);
        }
        put(self.smallest, raw.smallest);
        put(self.largest, raw.largest);
        put(self.at_closing, raw.at_closing);
    }

    /// What is typed now; followed inside a reactive closure.
    pub(in crate::funds) fn raw(self) -> RawFund {
        RawFund {
            name: self.name.get(),
            currency: self.currency.get(),
            starts_on: self.starts_on.get(),
            ends_on: self.ends_on.get(),
            amount: self.amount.get(),
            revenue: self.revenue.get(),
            performance: self.performance.get(),
            target: self.target.get(),
            grants: self.grants.map(|grant| grant.get()),
            smallest: self.smallest.get(),
            largest: self.largest.get(),
            at_closing: self.at_closing.get(),
        }
    }
}
