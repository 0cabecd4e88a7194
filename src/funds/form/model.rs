//! The form as its parts see it: what is typed, what the server holds, and the one way from the first to the second.
//!
//! A fund is there for everybody once it is saved, so it is saved when somebody says so. Until then what is typed is kept on this device at
//! every key: a killed tab loses nothing.

use super::fields::Fields;
use super::raw::{RawFund, at_field, read};
use crate::api::{ApiError, Writing, funds, use_write};
use crate::forms::{FormErrors, Place, number_style};
use crate::i18n::{keys, text};
use crate::paths;
use crate::ui::{DraftStatus, toast};
use entente_model::funds::fund::{Fund, FundFields, NewFund};
use entente_model::money::NumberStyle;
use entente_model::people::Session;
use entente_model::problem::FieldError;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

/// What is sent: a new fund, or what one is made of over the version that was read.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Sent {
    fund: NewFund,
    over: Option<i64>,
}

/// What this device keeps of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    raw: RawFund,
    decimal: char,
    group: char,
    /// Version of the fund when this was typed: saved over a newer one, it is refused.
    over: Option<i64>,
}

/// The form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct FundForm {
    /// Raw text.
    pub fields: Fields,
    /// What is wrong.
    pub errors: FormErrors,
    /// What can be read of what is typed, and what can't.
    pub typed: Memo<(NewFund, Vec<FieldError>)>,
    /// Whether it makes a fund, and does not change one.
    pub is_new: bool,
    /// Where what is typed stands.
    pub status: RwSignal<DraftStatus>,
    /// The fund as somebody else has left it; a choice is due.
    pub stale: RwSignal<Option<Fund>>,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    /// Sends what is typed.
    pub saving: Writing<Sent>,
    /// What the form began with.
    opening: RwSignal<RawFund>,
    /// The version that is changed.
    over: StoredValue<Option<i64>>,
    place: StoredValue<Place>,
}

/// What a fund is made of, as far as the reader is told.
pub(super) fn fields_of(fund: &Fund) -> Option<FundFields> {
    Some(FundFields {
        name: fund.name.clone(),
        currency: fund.currency.clone(),
        starts_on: fund.starts_on,
        ends_on: fund.ends_on,
        rule: fund.rule.clone()?,
    })
}

fn raw_of(fund: &Fund) -> Option<RawFund> {
    fields_of(fund).map(|fields| RawFund::of_fields(&fields, untrack(number_style)))
}

impl FundForm {
    /// The form of a fund, or of a new one, with what this device kept of the person's last visit.
    pub(super) fn open(session: &Session, fund: Option<&Fund>) -> Self {
        let currencies = session.program.currencies.clone();
        let first = currencies.first().cloned().unwrap_or_default();
        let raw = fund.and_then(raw_of).unwrap_or_else(|| RawFund::begin(&first));
        let (id, over) = (fund.map(|fund| fund.id), fund.map(|fund| fund.version));
        let name = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
        let place = StoredValue::new(Place::named(format!("entente.fund.{}.{name}", session.user.id)));
        let opening = RwSignal::new(raw.clone());
        let fields = Fields::new(raw);
        let typed = Memo::new(move |_| read(&fields.raw(), number_style()));
        let errors = FormErrors::new(move || typed.with(|typed| problems(typed, &currencies)));
        let navigate = use_navigate();
        let saving = use_write(
            move |sent: &Sent, key| match (id, sent.over) {
                (Some(id), Some(version)) => funds::edit(id, &sent.fund.fields, version),
                _ => funds::create(&sent.fund, key),
            },
            move |sent: Sent, saved: Fund| {
                toast(text(match sent.over {
                    Some(_) => keys::FUND_SAVED,
                    None => keys::FUND_MADE,
                }));
                opening.set(untrack(|| fields.raw()));
                place.with_value(Place::forget);
                navigate(&paths::fund(saved.id), Default::default());
            },
        );
        let form = FundForm {
            fields,
            errors,
            typed,
            is_new: fund.is_none(),
            status: RwSignal::new(DraftStatus::Untouched),
            stale: RwSignal::new(None),
            restored: RwSignal::new(false),
            saving,
            opening,
            over: StoredValue::new(over),
            place,
        };
        form.restore();
        form.keep();
        form.follow_signs();
        form.hear_refusals();
        take_refusals_off(form.errors, form.fields);
        form
    }

    /// Sends what is typed.
    pub(super) fn save(self) {
        self.errors.clear();
        self.restored.set(false);
        let (fund, unread) = self.typed.get_untracked();
        if unread.is_empty() {
            self.saving.run(Sent {
                fund,
                over: self.over.get_value(),
            });
        }
    }

    /// Takes what is typed off, back to what the form began with.
    pub(super) fn discard(self) {
        self.restored.set(false);
        self.fields.fill(self.opening.get_untracked());
        self.errors.state().reset();
    }

    /// What is typed takes the place of what somebody else has saved.
    pub(super) fn keep_mine(self) {
        if let Some(theirs) = self.stale.get_untracked() {
            self.stale.set(None);
            self.over.set_value(Some(theirs.version));
            self.save();
        }
    }

    /// What somebody else has saved takes the place of what is typed.
    pub(super) fn take_theirs(self) {
        if let Some(theirs) = self.stale.get_untracked() {
            self.stale.set(None);
            self.over.set_value(Some(theirs.version));
            if let Some(raw) = raw_of(&theirs) {
                self.opening.set(raw);
            }
            self.discard();
        }
    }

    fn restore(self) {
        let Some(kept) = self.place.with_value(Place::load::<Kept>) else {
            return;
        };
        let signs = NumberStyle {
            decimal: kept.decimal,
            group: kept.group,
        };
        let raw = kept.raw.in_signs(signs, untrack(number_style));
        if self.opening.with_untracked(|opening| *opening == raw) {
            return;
        }
        self.fields.fill(raw);
        if !self.is_new {
            self.over.set_value(kept.over);
        }
        self.restored.set(true);
    }

    /// Keeps what is typed on this device for as long as the server does not have it.
    fn keep(self) {
        Effect::new(move |_| {
            let (raw, style) = (self.fields.raw(), number_style());
            let is_dirty = self.opening.with(|opening| raw != *opening);
            self.status.set(match (self.stale.with(Option::is_some), is_dirty) {
                (true, _) => DraftStatus::Conflict,
                (false, true) => DraftStatus::OnDevice,
                (false, false) => DraftStatus::Untouched,
            });
            self.place.with_value(|place| {
                if is_dirty {
                    place.keep(&Kept {
                        raw,
                        decimal: style.decimal,
                        group: style.group,
                        over: self.over.get_value(),
                    });
                } else {
                    place.forget();
                }
            });
        });
    }

    /// Amounts keep their worth when the reader changes the language over them.
    fn follow_signs(self) {
        Effect::watch(
            number_style,
            move |now, before, _| {
                if let Some(before) = before.filter(|before| *before != now) {
                    self.opening
                        .update(|opening| *opening = opening.clone().in_signs(*before, *now));
                    self.fields.fill(untrack(|| self.fields.raw()).in_signs(*before, *now));
                }
            },
            false,
        );
    }

    fn hear_refusals(self) {
        Effect::new(move |_| {
            let Some(error) = self.saving.error().get() else { return };
            match error.current::<Fund>() {
                Some(current) => self.stale.set(Some(current)),
                None => {
                    let currency = self.fields.currency.get_untracked();
                    self.errors.show(&at_fields(error, &currency, untrack(number_style)));
                }
            }
        });
    }
}

/// What is wrong with what is typed: what can't be read, and what the model says of the rest.
pub(in crate::funds) fn problems(
    (fund, unread): &(NewFund, Vec<FieldError>),
    currencies: &[String],
) -> Vec<FieldError> {
    let style = number_style();
    let checked = fund.check(currencies).into_iter();
    let checked = checked.map(|error| at_field(error, &fund.fields.currency, style));
    let is_new = |error: &FieldError| unread.iter().all(|known| known.pointer != error.pointer);
    unread.iter().cloned().chain(checked.filter(is_new)).collect()
}

/// The same refusal, with its fields as this form has them.
pub(in crate::funds) fn at_fields(error: ApiError, currency: &str, style: NumberStyle) -> ApiError {
    match error {
        ApiError::Problem(mut problem) => {
            let errors = std::mem::take(&mut problem.errors).into_iter();
            problem.errors = errors.map(|error| at_field(error, currency, style)).collect();
            ApiError::Problem(problem)
        }
        other => other,
    }
}

/// What the server refused of a field is no longer said once the field's text has changed.
pub(in crate::funds) fn take_refusals_off(errors: FormErrors, fields: Fields) {
    errors
        .follow("/name", fields.name)
        .follow("/currency", fields.currency)
        .follow("/starts_on", fields.starts_on)
        .follow("/ends_on", fields.ends_on)
        .follow("/minor", fields.amount)
        .follow("/rule/revenue_per_mille", fields.revenue)
        .follow("/rule/performance_per_mille", fields.performance)
        .follow("/rule/target_return", fields.target)
        .follow("/rule/smallest", fields.smallest)
        .follow("/rule/largest", fields.largest);
}
