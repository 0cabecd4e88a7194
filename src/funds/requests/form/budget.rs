//! The section "Budget": what it costs line by line, and how much of that is asked for.

use super::cost_line::Line;
use super::model::FormModel;
use crate::forms::number_style;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{
    AmountInput, Button, ButtonKind, ButtonSize, Choice, Field, FormSection, FormState, IconName, Select, each,
};
use entente_model::funds::request::limits;
use entente_model::money::plain_amount;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The pointer of all lines.
pub const LINES: &str = "/lines";

/// The section.
#[component]
pub fn BudgetSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    let currencies = form.ground.try_with_value(|ground| ground.rules.currencies.clone());
    let currencies = StoredValue::new(currencies.unwrap_or_default());
    let choices = move || {
        let named = |code: &String| Choice::data(code.clone(), format!("{code} · {}", i18n::currency_name(code)));
        currencies.with_value(|currencies| currencies.iter().map(named).collect::<Vec<_>>())
    };
    view! {
        <div id="section-budget" class="form-anchor">
            <FormSection title=keys::REQUEST_FORM_BUDGET text=keys::REQUEST_FORM_BUDGET_TEXT>
                <Field label=keys::REQUEST_FORM_CURRENCY name="/currency" class="half">
                    <Select value=fields.currency choices=Signal::derive(choices)/>
                </Field>
                <Lines form=form/>
                <Asked form=form/>
            </FormSection>
        </div>
    }
}

/// Lines of the budget. Each says what is wrong with it; below them stands what is wrong with all, and what they come to.
#[component]
fn Lines(form: FormModel) -> impl IntoView {
    let fields = form.fields;
    let full = Signal::derive(move || {
        let is_full = fields.lines.with(Vec::len) >= limits::LINES;
        is_full.then(|| text_with(keys::REQUEST_FORM_LINES_FULL, &[("count", &limits::LINES)]))
    });
    let add = Callback::new(move |()| {
        if let Some(id) = fields.add_line(form.next_line()) {
            focus_soon(format!("cost-{id}"));
        }
    });
    let total = Memo::new(move |_| {
        form.reading
            .with(|(draft, _)| i18n::money(draft.planned(), &draft.currency))
    });
    let is_priced = Memo::new(move |_| form.reading.with(|(draft, _)| !draft.currency.is_empty()));
    view! {
        <Field label=keys::FUND_FACT_COSTS name=LINES hint=keys::REQUEST_FORM_LINES_HINT group=true entries_speak=true>
            <div class="cost-lines" role="group" aria-labelledby=format!("{}-label", FormState::field_id(LINES)) id=FormState::field_id(LINES)>
                {each(move || fields.lines.get(), |line| line.id, move |line| {
                    view! { <Line form=form line=line/> }.into_any()
                })}
                <div class="cost-foot">
                    <Button
                        label=keys::REQUEST_FORM_LINE_ADD
                        kind=ButtonKind::Ghost
                        size=ButtonSize::Small
                        icon=IconName::Plus
                        disabled_reason=full
                        on_press=add
                    />
                    {move || is_priced.get().then(|| view! {
                        <p class="cost-total">{t(keys::APPROVAL_FUND_PLANNED)} " " <b class="number" translate="no">{move || total.get()}</b></p>
                    })}
                </div>
            </div>
        </Field>
    }
}

/// What of that the vendor is asked to pay, and how much more or less it could be.
#[component]
fn Asked(form: FormModel) -> impl IntoView {
    let fields = form.fields;
    let share = Memo::new(move |_| {
        form.reading.with(|(draft, _)| {
            let (planned, asked) = (draft.planned(), draft.asked?);
            // A share to be read, not to be reckoned with.
            (planned > 0).then(|| i18n::percent(asked as f64 / planned as f64))
        })
    });
    let most = Memo::new(move |_| form.most_asked());
    let is_most = Memo::new(move |_| {
        let asked = form.reading.with(|(draft, _)| draft.asked);
        most.with(|most| most.as_ref().map(|most| most.minor)) == asked
    });
    let take_most = Callback::new(move |()| {
        if let Some(most) = most.get_untracked() {
            fields.asked.set(plain_amount(&most, untrack(number_style)));
        }
    });
    let offer = move || {
        let most = most.get().filter(|_| !is_most.get())?;
        let label = text_with(
            keys::REQUEST_FORM_ASK_MOST,
            &[("amount", &i18n::money(most.minor, &most.currency))],
        );
        Some(view! { <Button label=label kind=ButtonKind::Ghost size=ButtonSize::Small on_press=take_most/> })
    };
    let note = move || {
        move || {
            share.get().map(
                |share| view! { <span class="muted">{text_with(keys::REQUEST_FORM_SHARE, &[("share", &share)])}</span> },
            )
        }
    };
    view! {
        <Field label=keys::FUND_FACT_ASKED name="/asked" hint=keys::REQUEST_FORM_ASKED_HINT class="half" note=note>
            <AmountInput amount=fields.asked currency=fields.currency/>
        </Field>
        <div class="request-most half">{offer}</div>
    }
}

/// Moves the focus to a control that is on the page only after this turn.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        let found = document()
            .get_element_by_id(&id)
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(control) = found {
            let _ = control.focus();
        }
    });
}
