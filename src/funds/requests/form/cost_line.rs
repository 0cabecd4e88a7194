//! A line of the budget: what for, in words, and how much.

use super::budget::{LINES, focus_soon};
use super::fields::CostLine;
use super::model::FormModel;
use crate::funds::request_words::cost_name;
use crate::i18n::{Key, keys, text, text_with};
use crate::ui::{AmountInput, Choice, FieldContext, Icon, IconButton, IconName, IconSize, Select, TextInput};
use entente_model::funds::activity::{ActivityType, CostCategory};
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

/// The parts of a line.
const CATEGORY: &str = "category";
const DESCRIPTION: &str = "description";
const AMOUNT: &str = "minor";

/// The line.
#[component]
pub fn Line(
    /// The form.
    form: FormModel,
    /// The line.
    line: CostLine,
) -> impl IntoView {
    let fields = form.fields;
    let state = form.errors.state();
    let pointer = Memo::new(move |_| {
        let sent_at = fields.sent_at(line.id);
        sent_at.map(|at| format!("{LINES}/{at}")).unwrap_or_default()
    });
    // Only lines that were left may be spoken of: the parts that are wrong, and what is.
    let faults = Memo::new(move |_| {
        let pointer = pointer.get();
        if pointer.is_empty() {
            return Vec::new();
        }
        let below = |wrong: &str| {
            let part = wrong.strip_prefix(pointer.as_str())?.strip_prefix('/')?;
            Some(part.to_owned())
        };
        let shown = state.shown_issues().into_iter();
        shown
            .filter_map(|issue| Some((below(&issue.pointer)?, issue.message)))
            .collect::<Vec<_>>()
    });
    let number = Memo::new(move |_| {
        let at = fields
            .lines
            .with(|lines| lines.iter().position(|other| other.id == line.id));
        at.map_or(0, |at| at + 1)
    });
    let choices = move || {
        let activity = fields.activity.with(|word| ActivityType::parse(word));
        let eligible = activity.map(|activity| form.eligible(activity)).unwrap_or_default();
        let chosen = line.category.get();
        // Without a template all costs can be named; with one those that it shares, and the one that is named already.
        let shown = CostCategory::ALL
            .iter()
            .filter(|category| eligible.is_empty() || eligible.contains(category) || category.as_str() == chosen);
        shown
            .map(|category| Choice::new(category.as_str(), text(cost_name(*category))))
            .collect::<Vec<_>>()
    };
    let fault_id = move |part: &str| format!("cost-{}-{part}-error", line.id);
    let described_by = move |part: &'static str| {
        Signal::derive(move || {
            let is_wrong = faults.with(|faults| faults.iter().any(|(wrong, _)| wrong == part));
            is_wrong.then(|| fault_id(part))
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
        fields.remove_line(line.id);
        if let Some(id) = fields.lines.with_untracked(|lines| lines.last().map(|line| line.id)) {
            focus_soon(format!("cost-{id}"));
        }
    });
    let category_id = format!("cost-{}", line.id);
    let description_id = format!("cost-text-{}", line.id);
    let amount_id = format!("cost-amount-{}", line.id);
    let name_of = |key: Key| Signal::derive(move || text_with(key, &[("number", &number.get())]));
    let (category, description, amount) = (
        name_of(keys::REQUEST_FORM_LINE_CATEGORY),
        name_of(keys::REQUEST_FORM_LINE_TEXT),
        name_of(keys::REQUEST_FORM_LINE_AMOUNT),
    );
    let pointer_of = |part: &'static str| {
        let below = move |pointer: &String| (!pointer.is_empty()).then(|| format!("{pointer}/{part}"));
        Signal::derive(move || pointer.with(below).unwrap_or_default())
    };
    state.register(category_id.clone(), pointer_of(CATEGORY).into(), category);
    state.register(description_id.clone(), pointer_of(DESCRIPTION).into(), description);
    state.register(amount_id.clone(), pointer_of(AMOUNT).into(), amount);
    view! {
        <div class="cost-line">
            <label class="visually-hidden" for=category_id.clone()>{category}</label>
            <Control id=category_id described_by=described_by(CATEGORY) required=true>
                <Select value=line.category choices=Signal::derive(choices) placeholder=keys::REQUEST_FORM_LINE_CHOOSE/>
            </Control>
            <label class="visually-hidden" for=description_id.clone()>{description}</label>
            <Control id=description_id described_by=described_by(DESCRIPTION) required=false>
                <TextInput value=line.description placeholder=keys::REQUEST_FORM_LINE_EXAMPLE/>
            </Control>
            <label class="visually-hidden" for=amount_id.clone()>{amount}</label>
            <Control id=amount_id described_by=described_by(AMOUNT) required=true>
                <AmountInput amount=line.amount currency=fields.currency/>
            </Control>
            <IconButton label=name_of(keys::REQUEST_FORM_LINE_REMOVE) icon=IconName::Trash2 on_press=remove/>
            {fault_lines}
        </div>
    }
}

/// A control of a line: part of the field around all lines, with an id of its own, and with a fault when something describes one.
#[component]
fn Control(id: String, described_by: Signal<Option<String>>, required: bool, children: Children) -> impl IntoView {
    let context = FieldContext {
        id,
        described_by,
        invalid: Signal::derive(move || described_by.with(Option::is_some)),
        required,
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
