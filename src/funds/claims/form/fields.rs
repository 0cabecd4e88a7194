//! The form's fields as signals: raw text, exactly as typed.

use super::raw::{RawClaim, RawInvoice};
use crate::forms::{LineNumbers, Typing, put};
use entente_model::funds::claim::limits;
use leptos::prelude::*;

/// A row of an invoice. `id` stays while rows come and go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct InvoiceRow {
    /// Number of the row within this form.
    pub id: u32,
    /// The budget line below which it stands.
    pub line: u32,
    /// Number of the invoice.
    pub number: RwSignal<String>,
    /// Who sent it.
    pub supplier: RwSignal<String>,
    /// Its day.
    pub day: RwSignal<String>,
    /// What it charged for the line.
    pub amount: RwSignal<String>,
}

impl InvoiceRow {
    /// What is typed into it; followed inside a reactive closure.
    fn raw(self) -> RawInvoice {
        RawInvoice {
            line: self.line,
            number: self.number.get(),
            supplier: self.supplier.get(),
            day: self.day.get(),
            amount: self.amount.get(),
        }
    }
}

/// Every field of the form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Rows of invoices, in the order in which they were written.
    pub invoices: RwSignal<Vec<InvoiceRow>>,
    /// Leads.
    pub leads: RwSignal<String>,
    /// Pipeline.
    pub pipeline: RwSignal<String>,
    /// Its currency.
    pub pipeline_currency: RwSignal<String>,
    /// What was won.
    pub won: RwSignal<String>,
    /// Its currency.
    pub won_currency: RwSignal<String>,
    /// Lessons.
    pub lessons: RwSignal<String>,
    /// Currency of the budget.
    currency: StoredValue<String>,
    row_numbers: LineNumbers,
}

impl Fields {
    /// Fields that hold `raw`.
    pub(super) fn new(raw: RawClaim) -> Self {
        let text = || RwSignal::new(String::new());
        let fields = Fields {
            invoices: RwSignal::new(Vec::new()),
            leads: text(),
            pipeline: text(),
            pipeline_currency: text(),
            won: text(),
            won_currency: text(),
            lessons: text(),
            currency: StoredValue::new(raw.currency.clone()),
            row_numbers: LineNumbers::begin(),
        };
        fields.fill(raw);
        fields
    }

    /// Whether as many invoices are there as a claim takes; followed inside a reactive closure.
    pub(super) fn is_full(self) -> bool {
        self.invoices.with(|rows| rows.len() >= limits::LINES)
    }

    /// Adds an empty row below a budget line, as long as a claim takes more; its id.
    pub(super) fn add(self, line: u32) -> Option<u32> {
        if untrack(|| self.is_full()) {
            return None;
        }
        let row = self.row(RawInvoice::of_line(line));
        self.invoices.update(|rows| rows.push(row));
        Some(row.id)
    }

    /// Takes a row away.
    pub(super) fn remove(self, id: u32) {
        self.invoices.update(|rows| rows.retain(|row| row.id != id));
    }

    /// Rows that are sent, in that order: empty ones are not. Followed inside a reactive closure.
    pub(super) fn sent(self) -> Vec<u32> {
        let rows = self.invoices.get().into_iter();
        let sent = rows.filter(|row| !row.raw().is_blank());
        sent.map(|row| row.id).collect()
    }

    fn row(self, raw: RawInvoice) -> InvoiceRow {
        InvoiceRow {
            id: self.row_numbers.take(),
            line: raw.line,
            number: RwSignal::new(raw.number),
            supplier: RwSignal::new(raw.supplier),
            day: RwSignal::new(raw.day),
            amount: RwSignal::new(raw.amount),
        }
    }
}

impl Typing for Fields {
    type Raw = RawClaim;

    fn raw(self) -> RawClaim {
        RawClaim {
            currency: self.currency.try_get_value().unwrap_or_default(),
            invoices: self.invoices.get().into_iter().map(InvoiceRow::raw).collect(),
            leads: self.leads.get(),
            pipeline: self.pipeline.get(),
            pipeline_currency: self.pipeline_currency.get(),
            won: self.won.get(),
            won_currency: self.won_currency.get(),
            lessons: self.lessons.get(),
        }
    }

    /// Rows whose budget line stays are kept as they are, so that the focus in them is.
    fn fill(self, raw: RawClaim) {
        put(self.leads, raw.leads);
        put(self.pipeline, raw.pipeline);
        put(self.pipeline_currency, raw.pipeline_currency);
        put(self.won, raw.won);
        put(self.won_currency, raw.won_currency);
        put(self.lessons, raw.lessons);
        let known = self.invoices.get_untracked();
        let mut known = known.into_iter();
        let rows: Vec<InvoiceRow> = raw
            .invoices
            .into_iter()
            .map(|invoice| match known.next() {
                Some(row) if row.line == invoice.line => {
                    put(row.number, invoice.number);
                    put(row.supplier, invoice.supplier);
                    put(row.day, invoice.day);
                    put(row.amount, invoice.amount);
                    row
                }
                _ => self.row(invoice),
            })
            .collect();
        if self.invoices.with_untracked(|now| *now != rows) {
            self.invoices.set(rows);
        }
    }
}
