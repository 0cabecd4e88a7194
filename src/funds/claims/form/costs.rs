//! The section of costs: below each budget line the invoices that charged for it, beside what was planned and what of them counts.

use super::fields::InvoiceRow;
use super::model::FormModel;
use crate::forms::field_text;
use crate::funds::facts::budget_line;
use crate::i18n::{self, Key, keys, t, text, text_with};
use crate::ui::{
    AmountInput, Button, ButtonKind, ButtonSize, Data, DateInput, Field, FieldContext, FormSection, FormState, Icon,
    IconButton, IconName, IconSize, TextInput, each,
};
use entente_model::funds::claim::cost_of_line;
use entente_model::funds::request::BudgetLine;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use wasm_bindgen::JsCast;

const LINES: &str = "/lines";
/// The parts of an invoice, as the model calls them.
const NUMBER: &str = "invoice_number";
const SUPPLIER: &str = "supplier";
const DAY: &str = "invoiced_on";
const AMOUNT: &str = "minor";

/// The id of the control of a part of a row.
pub(super) fn control_id(row: u32, part: &str) -> String {
    format!("invoice-{row}-{part}")
}

/// What a part of an invoice is called.
pub(super) fn part_name(part: &str) -> Key {
    match part {
        NUMBER => keys::CLAIM_INVOICE_NUMBER,
        SUPPLIER => keys::CLAIM_INVOICE_SUPPLIER,
        DAY => keys::CLAIM_INVOICE_DAY,
        _ => keys::FUND_COLUMN_AMOUNT,
    }
}

/// What a row is called: its number, or its place among all while it has none. Followed inside a reactive closure.
pub(super) fn row_name(form: FormModel, row: InvoiceRow) -> String {
    let number = row.number.with(|number| number.trim().to_owned());
    if !number.is_empty() {
        return text_with(keys::CLAIM_INVOICE_NAMED, &[("number", &number)]);
    }
    let at = form
        .fields
        .invoices
        .with(|rows| rows.iter().position(|other| other.id == row.id));
    text_with(keys::CLAIM_INVOICE_AT, &[("place", &at.map_or(0, |at| at + 1))])
}

/// The section.
#[component]
pub(super) fn CostsSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let (planned, currency) = untrack(|| {
        form.claim
            .with(|claim| (claim.request.lines.clone(), claim.request.currency.clone()))
    });
    let currency = Signal::stored(currency);
    let groups = planned
        .into_iter()
        .zip(0_u32..)
        .map(|(planned, at)| view! { <BudgetGroup form=form at=at planned=planned currency=currency/> })
        .collect_view();
    view! {
        <div id="section-costs" class="form-anchor">
            <FormSection title=keys::FUND_FACT_COSTS text=keys::CLAIM_COSTS_TEXT>
                <Field label=keys::CLAIM_COSTS_LABEL name=LINES group=true entries_speak=true>
                    <div
                        class="claim-lines"
                        role="group"
                        aria-labelledby=format!("{}-label", FormState::field_id(LINES))
                        id=FormState::field_id(LINES)
                    >
                        {groups}
                    </div>
                </Field>
            </FormSection>
        </div>
    }
}

/// A budget line with its invoices.
#[component]
fn BudgetGroup(form: FormModel, at: u32, planned: BudgetLine, currency: Signal<String>) -> impl IntoView {
    let fields = form.fields;
    let minor = planned.minor;
    let name = Signal::derive(move || budget_line(&planned));
    let heading = format!("claim-line-{at}");
    let labelled_by = heading.clone();
    let charged = Memo::new(move |_| form.reading.with(|(draft, _)| cost_of_line(draft, at as usize)));
    let sums = move || {
        let money = |minor: i64| currency.with(|currency| i18n::money(minor, currency));
        let charged = charged.get();
        let counted = charged.min(minor);
        text_with(
            keys::CLAIM_LINE_SUMS,
            &[("counted", &money(counted)), ("planned", &money(minor))],
        )
    };
    let over = move || {
        let over = charged.get() - minor;
        (over > 0).then(|| {
            let amount = currency.with(|currency| i18n::money(over, currency));
            view! {
                <span class="approval-caution">
                    <Icon name=IconName::TriangleAlert size=IconSize::Small/>
                    {text_with(keys::CLAIM_LINE_OVER, &[("amount", &amount)])}
                </span>
            }
        })
    };
    let rows = move || {
        let rows = fields.invoices.get().into_iter();
        rows.filter(|row| row.line == at).collect::<Vec<_>>()
    };
    let full = Signal::derive(move || fields.is_full().then(|| text(keys::CLAIM_INVOICES_FULL)));
    let add = Callback::new(move |()| {
        if let Some(id) = fields.add(at) {
            focus_soon(control_id(id, SUPPLIER));
        }
    });
    view! {
        <section class="claim-line" aria-labelledby=labelled_by>
            <header class="claim-line-head">
                <h3 id=heading><Data value=name/></h3>
                <p class="claim-line-sums" aria-live="polite">{sums}{over}</p>
            </header>
            {each(rows, |row| row.id, move |row| view! { <Invoice form=form row=row currency=currency/> }.into_any())}
            <div>
                <Button
                    label=keys::CLAIM_INVOICE_ADD
                    kind=ButtonKind::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Plus
                    disabled_reason=full
                    on_press=add
                />
            </div>
        </section>
    }
}

/// An invoice, with what finance would ask of it.
#[component]
fn Invoice(form: FormModel, row: InvoiceRow, currency: Signal<String>) -> impl IntoView {
    let name = Signal::derive(move || row_name(form, row));
    let place = Memo::new(move |_| form.fields.sent().iter().position(|sent| *sent == row.id));
    let cautions = Memo::new(move |_| {
        let Some(at) = place.get() else { return Vec::new() };
        let pointer = format!("{LINES}/{at}/");
        form.judged.with(|judged| {
            let over = judged
                .cautions
                .iter()
                .filter(|error| error.pointer.starts_with(&pointer));
            let alike = judged.alike.iter().filter(|(line, _)| *line == at);
            over.map(field_text)
                .chain(alike.map(|(_, said)| said.clone()))
                .collect::<Vec<_>>()
        })
    });
    let caution_lines = move || {
        let lines = cautions.get().into_iter().map(|said| {
            view! { <p class="approval-caution"><Icon name=IconName::TriangleAlert size=IconSize::Small/>{said}</p> }
        });
        lines.collect_view()
    };
    // Outside of these days an invoice is refused.
    let days = Memo::new(move |_| {
        form.claim.with(|claim| {
            let progress = &claim.request_progress;
            (progress.approved_on, progress.claim_deadline)
        })
    });
    let iso = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let first = Signal::derive(move || iso(days.get().0));
    let last = Signal::derive(move || iso(days.get().1));
    let remove = Callback::new(move |()| {
        form.fields.remove(row.id);
        // Pointers count what is sent: those behind it say nothing until they are left again.
        form.errors.state().forget(LINES);
        focus_soon(FormState::field_id(LINES));
    });
    view! {
        <div class="claim-invoice" role="group" aria-label=name>
            <Cell form=form row=row part=SUPPLIER><TextInput value=row.supplier autocomplete="organization"/></Cell>
            <Cell form=form row=row part=NUMBER><TextInput value=row.number/></Cell>
            <Cell form=form row=row part=DAY><DateInput value=row.day min=first max=last/></Cell>
            <Cell form=form row=row part=AMOUNT><AmountInput amount=row.amount currency=currency/></Cell>
            <IconButton
                label=Signal::derive(move || text_with(keys::CLAIM_INVOICE_REMOVE, &[("invoice", &name.get())]))
                icon=IconName::Trash2
                on_press=remove
            />
            <div class="claim-invoice-cautions" aria-live="polite">{caution_lines}</div>
        </div>
    }
}

/// A control of an invoice with its label and what is wrong with it. Its pointer moves when rows before it come and go.
#[component]
fn Cell(form: FormModel, row: InvoiceRow, part: &'static str, children: Children) -> impl IntoView {
    let state = form.errors.state();
    let id = control_id(row.id, part);
    let pointer = Signal::derive(move || {
        let row = form.pointer_of(row.id);
        if row.is_empty() { row } else { format!("{row}/{part}") }
    });
    let shown = Memo::new(move |_| state.shown_error(&pointer.get()));
    let label = Signal::derive(move || format!("{}: {}", row_name(form, row), text(part_name(part))));
    state.register(id.clone(), pointer.into(), label);
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let context = FieldContext {
        id: id.clone(),
        described_by: Signal::derive(move || shown.with(Option::is_some).then(|| described_by.clone())),
        invalid: Signal::derive(move || shown.with(Option::is_some)),
        required: true,
        label_id: String::new(),
    };
    let Some(owner) = Owner::current().map(|owner| owner.child()) else {
        return ().into_any();
    };
    let control = owner.with(|| {
        provide_context(context);
        children()
    });
    let control = OwnedView::new_with_owner(control, owner);
    view! {
        <div class="field claim-cell" on:focusout=move |_| state.leave(&pointer.get_untracked())>
            <label class="field-label" for=id><span>{t(part_name(part))}</span></label>
            {control}
            {move || shown.get().map(|error| view! {
                <p class="field-error" id=error_id.clone()><Icon name=IconName::CircleAlert size=IconSize::Small/>{error}</p>
            })}
        </div>
    }
    .into_any()
}

/// Moves the focus to a control, or to the first within a group, once it is on the page.
pub(super) fn focus_soon(id: String) {
    request_animation_frame(move || {
        let Some(found) = document().get_element_by_id(&id) else {
            return;
        };
        let control = if found.tag_name() == "DIV" {
            found.query_selector("input, select, textarea, button").ok().flatten()
        } else {
            Some(found)
        };
        if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = control.focus();
        }
    });
}
