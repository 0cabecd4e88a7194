//! The form's fields as signals: raw text, exactly as typed.

use super::raw::{RawLine, RawRequest};
use crate::forms::{LineNumbers, Typing, put};
use entente_model::funds::activity::ActivityRun;
use entente_model::funds::request::limits;
use leptos::prelude::*;

/// A line of the budget. `id` stays while lines come and go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CostLine {
    /// Number of the line within this form.
    pub id: u32,
    /// Word of the category.
    pub category: RwSignal<String>,
    /// In words.
    pub description: RwSignal<String>,
    /// Amount as typed.
    pub amount: RwSignal<String>,
}

impl CostLine {
    /// What is typed now; followed inside a reactive closure.
    fn raw(self) -> RawLine {
        RawLine {
            category: self.category.get(),
            description: self.description.get(),
            amount: self.amount.get(),
        }
    }
}

/// Every field of the form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Id of the fund.
    pub fund: RwSignal<String>,
    /// Word of the type of activity.
    pub activity: RwSignal<String>,
    /// Title.
    pub title: RwSignal<String>,
    /// First day.
    pub starts_on: RwSignal<String>,
    /// Last day.
    pub ends_on: RwSignal<String>,
    /// For whom it is.
    pub audience: RwSignal<String>,
    /// What is to happen.
    pub plan: RwSignal<String>,
    /// Currency code of the budget.
    pub currency: RwSignal<String>,
    /// Lines of the budget.
    pub lines: RwSignal<Vec<CostLine>>,
    /// What is asked for.
    pub asked: RwSignal<String>,
    /// Expected leads.
    pub leads: RwSignal<String>,
    /// Expected pipeline.
    pub pipeline: RwSignal<String>,
    /// Currency code of the expected pipeline.
    pub pipeline_currency: RwSignal<String>,
    /// What counts as a lead.
    pub lead_definition: RwSignal<String>,
    /// Names of target accounts.
    pub accounts: RwSignal<Vec<String>>,
    run: RwSignal<ActivityRun>,
    line_numbers: LineNumbers,
}

impl Fields {
    /// Fields that hold `raw`.
    pub fn new(raw: RawRequest) -> Self {
        let text = || RwSignal::new(String::new());
        let fields = Fields {
            fund: text(),
            activity: text(),
            title: text(),
            starts_on: text(),
            ends_on: text(),
            audience: text(),
            plan: text(),
            currency: text(),
            lines: RwSignal::new(Vec::new()),
            asked: text(),
            leads: text(),
            pipeline: text(),
            pipeline_currency: text(),
            lead_definition: text(),
            accounts: RwSignal::new(Vec::new()),
            run: RwSignal::new(ActivityRun::default()),
            line_numbers: LineNumbers::begin(),
        };
        fields.fill(raw);
        fields
    }

    /// Puts other lines in place. Those that stay are kept as they are, so that the focus in them is.
    pub fn fill_lines(self, raw: Vec<RawLine>) {
        let mut lines = self.lines.get_untracked();
        for (line, text) in lines.iter().zip(&raw) {
            put(line.category, text.category.clone());
            put(line.description, text.description.clone());
            put(line.amount, text.amount.clone());
        }
        if lines.len() != raw.len() {
            lines.truncate(raw.len());
            let known = lines.len();
            lines.extend(raw.into_iter().skip(known).map(|text| self.line(text)));
            self.lines.set(lines);
        }
    }

    /// Adds a line, as long as a request takes more; its id.
    pub fn add_line(self, begin: RawLine) -> Option<u32> {
        if self.lines.with_untracked(Vec::len) >= limits::LINES {
            return None;
        }
        let line = self.line(begin);
        self.lines.update(|lines| lines.push(line));
        Some(line.id)
    }

    /// Takes a line away; the last one is emptied instead, so that there is always one to fill.
    pub fn remove_line(self, id: u32) {
        let lines = self.lines.get_untracked();
        if let [only] = lines.as_slice() {
            for text in [only.category, only.description, only.amount] {
                put(text, String::new());
            }
            return;
        }
        self.lines.update(|lines| lines.retain(|line| line.id != id));
    }

    /// At which place of the request a line is sent; those that say nothing are not. Followed inside a reactive closure.
    pub fn sent_at(self, id: u32) -> Option<usize> {
        let lines = self.lines.get().into_iter();
        let mut sent = lines.filter(|line| !line.raw().is_blank());
        sent.position(|line| line.id == id)
    }

    /// Adds names of target accounts, each once, as many as a request takes.
    pub fn add_accounts(self, names: impl IntoIterator<Item = String>) {
        let mut accounts = self.accounts.get_untracked();
        for name in names {
            let name = name.trim().to_owned();
            let is_known = accounts.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if !name.is_empty() && !is_known && accounts.len() < limits::ACCOUNTS {
                accounts.push(name);
            }
        }
        put(self.accounts, accounts);
    }

    fn line(self, text: RawLine) -> CostLine {
        CostLine {
            id: self.line_numbers.take(),
            category: RwSignal::new(text.category),
            description: RwSignal::new(text.description),
            amount: RwSignal::new(text.amount),
        }
    }
}

impl Typing for Fields {
    type Raw = RawRequest;

    fn raw(self) -> RawRequest {
        let lines = self.lines.get();
        RawRequest {
            fund: self.fund.get(),
            activity: self.activity.get(),
            title: self.title.get(),
            starts_on: self.starts_on.get(),
            ends_on: self.ends_on.get(),
            audience: self.audience.get(),
            plan: self.plan.get(),
            currency: self.currency.get(),
            lines: lines.into_iter().map(CostLine::raw).collect(),
            asked: self.asked.get(),
            leads: self.leads.get(),
            pipeline: self.pipeline.get(),
            pipeline_currency: self.pipeline_currency.get(),
            lead_definition: self.lead_definition.get(),
            accounts: self.accounts.get(),
            run: self.run.get(),
        }
    }

    fn fill(self, raw: RawRequest) {
        put(self.fund, raw.fund);
        put(self.activity, raw.activity);
        put(self.title, raw.title);
        put(self.starts_on, raw.starts_on);
        put(self.ends_on, raw.ends_on);
        put(self.audience, raw.audience);
        put(self.plan, raw.plan);
        put(self.currency, raw.currency);
        put(self.asked, raw.asked);
        put(self.leads, raw.leads);
        put(self.pipeline, raw.pipeline);
        put(self.pipeline_currency, raw.pipeline_currency);
        put(self.lead_definition, raw.lead_definition);
        put(self.accounts, raw.accounts);
        put(self.run, raw.run);
        self.fill_lines(raw.lines);
    }
}
