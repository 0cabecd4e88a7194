//! A rule that is tried: what is typed, what it would give before anybody saves it, and saving it.

use crate::api::{Reading, Writing, funds, use_write};
use crate::forms::{FormErrors, number_style};
use crate::funds::form::{Fields, RawFund, at_fields, problems, read, take_refusals_off};
use crate::i18n::{keys, text};
use crate::ui::toast;
use entente_model::funds::allocation_preview::AllocationPreview;
use entente_model::funds::fund::{Fund, FundFields, NewFund};
use entente_model::ids::FundId;
use entente_model::problem::FieldError;
use leptos::prelude::*;

/// What is saved, over which version.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Saved {
    fields: FundFields,
    over: i64,
}

/// A rule that is tried. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Trial {
    /// Raw text of the rule's numbers.
    pub fields: Fields,
    /// What is wrong with them.
    pub errors: FormErrors,
    /// What the typed rule gives; what the saved one gives, while what is typed can't be read.
    pub shown: Memo<AllocationPreview>,
    /// Whether another rule is typed than is saved.
    pub differs: Memo<bool>,
    /// Whether what was saved last met a version that somebody else has saved.
    pub is_stale: RwSignal<bool>,
    /// Saves it.
    pub saving: Writing<Saved>,
    typed: Memo<(NewFund, Vec<FieldError>)>,
    preview: Signal<AllocationPreview>,
    reading: Reading<AllocationPreview>,
}

impl Trial {
    /// The saved rule, to be tried on.
    pub(super) fn open(id: FundId, preview: Signal<AllocationPreview>, reading: Reading<AllocationPreview>) -> Self {
        let saved = Memo::new(move |_| preview.with(|preview| preview.fund.clone()));
        let fields = Fields::new(saved.with_untracked(|fund| RawFund::of_fields(fund, untrack(number_style))));
        let typed = Memo::new(move |_| read(&fields.raw(), number_style()));
        let wrong = Memo::new(move |_| {
            let currencies = [fields.currency.get()];
            typed.with(|typed| problems(typed, &currencies))
        });
        let errors = FormErrors::new(move || wrong.get());
        take_refusals_off(errors, fields);
        // As one would have typed it: a grant of nothing is not typed.
        let saved_rule = Memo::new(move |_| {
            let style = number_style();
            let (fund, _) = saved.with(|saved| read(&RawFund::of_fields(saved, style), style));
            fund.fields.rule
        });
        let tried = Memo::new(move |_| {
            let is_right = wrong.with(Vec::is_empty);
            let rule = typed.with(|(fund, _)| fund.fields.rule.clone());
            saved_rule.with(|saved| Some(rule).filter(|rule| is_right && rule != saved))
        });
        // What can't be read is another rule, too: it is not the saved one that would be booked unseen.
        let differs = Memo::new(move |_| tried.with(Option::is_some) || !wrong.with(Vec::is_empty));
        let shown = Memo::new(move |_| {
            tried.with(|tried| {
                preview.with(|preview| match tried {
                    Some(rule) => preview.by(rule),
                    None => preview.clone(),
                })
            })
        });
        let is_stale = RwSignal::new(false);
        let saving = use_write(
            move |sent: &Saved, _| funds::edit(id, &sent.fields, sent.over),
            move |_, _: Fund| {
                toast(text(keys::ALLOCATION_RULE_SAVED));
                reading.refetch();
            },
        );
        Effect::new(move |_| {
            let Some(error) = saving.error().get() else { return };
            if error.current::<Fund>().is_some() {
                is_stale.set(true);
                reading.refetch();
            } else {
                let currency = fields.currency.get_untracked();
                errors.show(&at_fields(error, &currency, untrack(number_style)));
            }
        });
        follow(fields, saved);
        Trial {
            fields,
            errors,
            shown,
            differs,
            is_stale,
            saving,
            typed,
            preview,
            reading,
        }
    }

    /// Saves what is typed over the version that was read.
    pub(super) fn save(self) {
        self.errors.clear();
        self.is_stale.set(false);
        let (typed, unread) = self.typed.get_untracked();
        if unread.is_empty() {
            let (saved, over) = self
                .preview
                .with_untracked(|preview| (preview.fund.clone(), preview.version));
            self.saving.run(Saved {
                fields: FundFields {
                    rule: typed.fields.rule,
                    ..saved
                },
                over,
            });
        }
    }

    /// Back to the saved rule.
    pub(super) fn discard(self) {
        let saved = self.preview.with_untracked(|preview| preview.fund.clone());
        self.is_stale.set(false);
        self.fields.fill(RawFund::of_fields(&saved, untrack(number_style)));
        self.errors.state().reset();
    }

    /// Fetches the figures anew.
    pub(super) fn look_again(self) {
        self.reading.refetch();
    }

    /// Why nothing can be done with the fund any more; followed inside a reactive closure.
    pub(super) fn closed_reason(self) -> Option<String> {
        let is_open = self.preview.with(|preview| preview.is_open);
        (!is_open).then(|| text(keys::PROBLEM_FUND_CLOSED))
    }
}

/// The fields follow what somebody else saves, unless something of one's own is typed, and the reader's signs.
fn follow(fields: Fields, saved: Memo<FundFields>) {
    Effect::watch(
        move || saved.get(),
        move |now, before, _| {
            let style = untrack(number_style);
            let as_it_was = before.map(|before| RawFund::of_fields(before, style));
            if as_it_was.is_none_or(|as_it_was| untrack(|| fields.raw()) == as_it_was) {
                fields.fill(RawFund::of_fields(now, style));
            }
        },
        false,
    );
    Effect::watch(
        number_style,
        move |now, before, _| {
            if let Some(before) = before.filter(|before| *before != now) {
                fields.fill(untrack(|| fields.raw()).in_signs(*before, *now));
            }
        },
        false,
    );
}
