//! The section "Opportunity": products, value and day.

use super::fields::ProductLine;
use super::model::{FormModel, today};
use crate::i18n::{Key, keys, t, text_with};
use crate::ui::each;
use crate::ui::{
    Button, ButtonKind, ButtonSize, Choice, DateInput, Field, FieldContext, FormIssue, FormSection, FormState, Icon,
    IconButton, IconName, IconSize, MoneyInput, NumberInput, Select,
};
use entente_model::deals::draft::limits;
use entente_model::deals::last_close;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use wasm_bindgen::JsCast;

const PRODUCTS: &str = "/products";
/// The parts of a line.
const CODE: &str = "code";
const QUANTITY: &str = "quantity";

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

/// Lines of products. Each says what is wrong with it; below them stands what is wrong with all.
#[component]
fn Products(form: FormModel) -> impl IntoView {
    let fields = form.fields;
    let state = form.errors.state();
    // Only lines that were left may be spoken of; a click on "add" is no reason to complain of the empty line before it.
    let issues = Memo::new(move |_| {
        let mut issues = state.shown_issues();
        issues.retain(|issue| part_of(&issue.pointer, PRODUCTS).is_some());
        issues
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
        <Field label=keys::DEAL_FIELD_PRODUCTS name=PRODUCTS group=true entries_speak=true>
            <div class="product-lines" role="group" aria-labelledby=format!("{}-label", FormState::field_id(PRODUCTS)) id=FormState::field_id(PRODUCTS)>
                <div class="product-heads" aria-hidden="true">
                    <span>{t(keys::DEAL_FIELD_PRODUCT)}</span>
                    <span>{t(keys::DEAL_FIELD_QUANTITY)}</span>
                </div>
                {each(move || fields.products.get(), |line| line.id, move |line| {
                    view! { <Line form=form line=line issues=issues/> }.into_any()
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
fn Line(form: FormModel, line: ProductLine, issues: Memo<Vec<FormIssue>>) -> impl IntoView {
    let fields = form.fields;
    let pointer = Memo::new(move |_| {
        let sent_at = fields.sent_at(line.id);
        sent_at.map(|at| format!("{PRODUCTS}/{at}")).unwrap_or_default()
    });
    // The parts that are wrong, and what is.
    let faults = Memo::new(move |_| {
        issues.with(|issues| {
            let of_line = issues.iter().filter_map(|issue| {
                let part = pointer.with(|pointer| part_of(&issue.pointer, pointer).map(str::to_owned))?;
                Some((part, issue.message.clone()))
            });
            of_line.collect::<Vec<_>>()
        })
    });
    let none_chosen = Memo::new(move |_| issues.with(|issues| issues.iter().any(|issue| issue.pointer == PRODUCTS)));
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
    let fault_id = move |part: &str| format!("product-{}-{part}-error", line.id);
    let described_by = move |part: &'static str| {
        Signal::derive(move || {
            if faults.with(|faults| faults.iter().any(|(wrong, _)| wrong == part)) {
                Some(fault_id(part))
            } else if part == CODE && none_chosen.get() {
                Some(format!("{}-error", FormState::field_id(PRODUCTS)))
            } else {
                None
            }
        })
    };
    let fault_lines = move || {
        let lines = faults.get().into_iter().map(|(part, message)| {
            view! {
                <p class="field-error" id=fault_id(&part)><Icon name=IconName::CircleAlert size=IconSize::Small/>{message}</p>
            }
        });
        lines.collect_view()
    };
    let remove = Callback::new(move |()| {
        fields.remove_product(line.id);
        if let Some(id) = fields.products.with_untracked(|lines| lines.last().map(|line| line.id)) {
            focus_soon(format!("product-{id}"));
        }
    });
    let product_id = format!("product-{}", line.id);
    let quantity_id = format!("quantity-{}", line.id);
    let name_of = |key: Key| Signal::derive(move || text_with(key, &[("number", &number.get())]));
    let (product, quantity) = (
        name_of(keys::DEALS_FORM_PRODUCT_LINE),
        name_of(keys::DEALS_FORM_PRODUCT_LINE_QUANTITY),
    );
    let pointer_of = |part: &'static str| {
        let below = move |pointer: &String| (!pointer.is_empty()).then(|| format!("{pointer}/{part}"));
        Signal::derive(move || pointer.with(below).unwrap_or_default())
    };
    let state = form.errors.state();
    state.register(product_id.clone(), pointer_of(CODE).into(), product);
    state.register(quantity_id.clone(), pointer_of(QUANTITY).into(), quantity);
    view! {
        <div class="product-line">
            <label class="visually-hidden" for=product_id.clone()>{product}</label>
            <Control id=product_id described_by=described_by(CODE)>
                <Select value=line.code choices=Signal::derive(choices) placeholder=keys::DEALS_FORM_PRODUCT_EXAMPLE/>
            </Control>
            <label class="visually-hidden" for=quantity_id.clone()>{quantity}</label>
            <Control id=quantity_id described_by=described_by(QUANTITY)>
                <NumberInput value=line.quantity/>
            </Control>
            <IconButton
                label=Signal::derive(move || text_with(keys::DEALS_FORM_PRODUCT_REMOVE, &[("number", &number.get())]))
                icon=IconName::Trash2
                on_press=remove
            />
            {fault_lines}
        </div>
    }
}

/// What of a value a pointer names: empty for all of it; `None` when it names something else.
fn part_of<'a>(pointer: &'a str, value: &str) -> Option<&'a str> {
    let rest = pointer.strip_prefix(value).filter(|_| !value.is_empty())?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix('/')
    }
}

/// A control of a line: part of the field around all lines, with an id of its own, and with a fault when something describes one.
#[component]
fn Control(id: String, described_by: Signal<Option<String>>, children: Children) -> impl IntoView {
    let context = FieldContext {
        id,
        described_by,
        invalid: Signal::derive(move || described_by.with(Option::is_some)),
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
