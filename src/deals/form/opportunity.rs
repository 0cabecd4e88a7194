//! The section "Opportunity": products, value and day.

use super::fields::ProductLine;
use super::model::{FormModel, today};
use crate::forms::field_text;
use crate::i18n::{keys, t, text_with};
use crate::ui::each;
use crate::ui::{
    Button, ButtonKind, ButtonSize, Choice, DateInput, Field, FieldContext, FormSection, FormState, IconButton,
    IconName, MoneyInput, NumberInput, Select,
};
use entente_model::deals::draft::limits;
use entente_model::deals::last_close;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use wasm_bindgen::JsCast;

const PRODUCTS: &str = "/products";

/// The section.
#[component]
pub fn OpportunitySection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    let currencies = form
        .program
        .try_with_value(|program| program.currencies.clone())
        .unwrap_or_default();
    view! {
        <div id="section-opportunity" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_OPPORTUNITY text=keys::DEALS_FORM_OPPORTUNITY_TEXT>
                <Products form=form/>
                <Field label=keys::DEAL_FIELD_VALUE name="/value" class="half">
                    <MoneyInput amount=fields.amount currency=fields.currency currencies=currencies/>
                </Field>
                <Field label=keys::DEAL_FIELD_EXPECTED_CLOSE name="/expected_close" hint=keys::DEALS_FORM_CLOSE_HINT class="half">
                    <DateInput
                        value=fields.expected_close
                        min=Some(today().to_string())
                        max=Some(last_close(today()).to_string())
                    />
                </Field>
            </FormSection>
        </div>
    }
}

/// Lines of products. What is wrong with one is said once, under all of them, with the number of its line.
#[component]
fn Products(form: FormModel) -> impl IntoView {
    let fields = form.fields;
    let state = form.errors.state();
    // Only lines that were left may be spoken of; a click on "add" is no reason to complain of the empty line before it.
    let at_fault = Memo::new(move |_| {
        state.shown_error(PRODUCTS)?;
        let first = form
            .missing()
            .into_iter()
            .find(|error| error.pointer.starts_with(PRODUCTS))?;
        let mut steps = first.pointer.strip_prefix("/products/").unwrap_or_default().split('/');
        let sent_at: Option<usize> = steps.next().and_then(|at| at.parse().ok());
        let part = steps.next().unwrap_or_default().to_owned();
        let line = fields
            .products
            .get()
            .into_iter()
            .enumerate()
            .find(|(_, line)| sent_at.is_some() && fields.sent_at(line.id) == sent_at);
        Some((line.map(|(at, line)| (at + 1, line.id)), part, field_text(&first)))
    });
    let error = Signal::derive(move || {
        at_fault.get().map(|(line, _, message)| match line {
            Some((number, _)) if fields.products.with(Vec::len) > 1 => text_with(
                keys::DEALS_FORM_PRODUCT_ERROR,
                &[("number", &number), ("message", &message)],
            ),
            _ => message,
        })
    });
    let full = Signal::derive(move || {
        let is_full = fields.products.with(Vec::len) >= limits::PRODUCTS;
        is_full.then(|| text_with(keys::DEALS_FORM_PRODUCTS_FULL, &[("count", &limits::PRODUCTS)]))
    });
    let add = Callback::new(move |()| {
        if let Some(id) = fields.add_product() {
            focus_soon(format!("product-{id}"));
        }
    });
    view! {
        <Field label=keys::DEAL_FIELD_PRODUCTS name=PRODUCTS group=true error=error>
            <div class="product-lines" role="group" aria-labelledby=format!("{}-label", FormState::field_id(PRODUCTS)) id=FormState::field_id(PRODUCTS)>
                <div class="product-heads" aria-hidden="true">
                    <span>{t(keys::DEAL_FIELD_PRODUCT)}</span>
                    <span>{t(keys::DEAL_FIELD_QUANTITY)}</span>
                </div>
                {each(move || fields.products.get(), |line| line.id, move |line| {
                    let at_fault = Signal::derive(move || at_fault.get().map(|(line, part, _)| (line.map(|(_, id)| id), part)));
                    view! { <Line form=form line=line at_fault=at_fault/> }.into_any()
                })}
                <div>
                    <Button
                        label=keys::DEALS_FORM_PRODUCT_ADD
                        kind=ButtonKind::Ghost
                        size=ButtonSize::Small
                        icon=IconName::Plus
                        disabled_reason=full
                        on_press=add
                    />
                </div>
            </div>
        </Field>
    }
}

#[component]
fn Line(form: FormModel, line: ProductLine, at_fault: Signal<Option<(Option<u32>, String)>>) -> impl IntoView {
    let fields = form.fields;
    let number = Memo::new(move |_| {
        fields
            .products
            .with(|lines| lines.iter().position(|other| other.id == line.id))
            .map_or(0, |at| at + 1)
    });
    let choices = move || {
        let chosen = line.code.get();
        form.program
            .try_with_value(|program| {
                // One that is no longer offered stays in sight where it was chosen, so that its refusal can be understood.
                let shown = program
                    .products
                    .iter()
                    .filter(|product| product.offered || product.code == chosen);
                shown
                    .map(|product| Choice::data(product.code.clone(), product.name.clone()))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    let is_wrong = move |part: &'static str| {
        Signal::derive(move || {
            at_fault.get().is_some_and(|(id, wrong)| match id {
                Some(id) => id == line.id && wrong == part,
                None => part == "code",
            })
        })
    };
    let remove = Callback::new(move |()| {
        fields.remove_product(line.id);
        if let Some(id) = fields.products.with_untracked(|lines| lines.last().map(|line| line.id)) {
            focus_soon(format!("product-{id}"));
        }
    });
    let product_id = format!("product-{}", line.id);
    let quantity_id = format!("quantity-{}", line.id);
    view! {
        <div class="product-line">
            <label class="visually-hidden" for=product_id.clone()>
                {move || text_with(keys::DEALS_FORM_PRODUCT_LINE, &[("number", &number.get())])}
            </label>
            <Control id=product_id invalid=is_wrong("code")>
                <Select value=line.code choices=Signal::derive(choices) placeholder=keys::DEALS_FORM_PRODUCT_EXAMPLE/>
            </Control>
            <label class="visually-hidden" for=quantity_id.clone()>
                {move || text_with(keys::DEALS_FORM_PRODUCT_LINE_QUANTITY, &[("number", &number.get())])}
            </label>
            <Control id=quantity_id invalid=is_wrong("quantity")>
                <NumberInput value=line.quantity/>
            </Control>
            <IconButton
                label=Signal::derive(move || text_with(keys::DEALS_FORM_PRODUCT_REMOVE, &[("number", &number.get())]))
                icon=IconName::Trash2
                on_press=remove
            />
        </div>
    }
}

/// A control of a line: part of the field around all lines, with an id and a fault of its own.
#[component]
fn Control(id: String, invalid: Signal<bool>, children: Children) -> impl IntoView {
    let group = FormState::field_id(PRODUCTS);
    let described_by = Signal::derive(move || invalid.get().then(|| format!("{group}-error")));
    let context = FieldContext {
        id,
        described_by,
        invalid,
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
    OwnedView::new_with_owner(control, owner).into_any()
}

/// Moves the focus to a control that is on the page only after this turn.
fn focus_soon(id: String) {
    request_animation_frame(move || {
        let found = document()
            .get_element_by_id(&id)
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(control) = found {
            let _ = control.focus();
        }
    });
}
