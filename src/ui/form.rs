//! The shell of every form: what is wrong, when to say so, and where the eye goes on submit.
//!
//! A page keeps raw text in signals, converts it with the model's `TryFrom`, and hands the refusals here as [`FormIssue`]s. A field shows its
//! issue once it was left or the form was sent, not before.

use super::FieldName;
use super::press::{after_press, notice};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// One thing that is wrong with what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormIssue {
    /// JSON pointer of the field in the request, such as `/customer/domain`; empty for the form as a whole.
    pub pointer: String,
    /// What is wrong and how to mend it, in the reader's language.
    pub message: String,
}

impl FormIssue {
    /// An issue of a field.
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        FormIssue {
            pointer: pointer.into(),
            message: message.into(),
        }
    }
}

#[derive(Clone)]
struct KnownField {
    id: String,
    name: FieldName,
    label: Signal<String>,
}

/// The state of a form, shared with its fields by context. Made in the page, so that the page can submit it and ask it.
#[derive(Clone, Copy)]
pub struct FormState {
    issues: Signal<Vec<FormIssue>>,
    left: RwSignal<BTreeSet<String>>,
    submitted: RwSignal<bool>,
    fields: RwSignal<Vec<KnownField>>,
}

impl FormState {
    /// A form whose present issues are `issues`: the model's refusals and, after an answer, the server's.
    pub fn new(issues: impl Fn() -> Vec<FormIssue> + Send + Sync + 'static) -> Self {
        notice();
        FormState {
            issues: Signal::derive(issues),
            left: RwSignal::default(),
            submitted: RwSignal::new(false),
            fields: RwSignal::default(),
        }
    }

    /// The id of the control of a field.
    pub fn field_id(pointer: &str) -> String {
        format!("field{}", pointer.replace('/', "-"))
    }

    /// Moves the focus to the control of a field, or to the first one of a group.
    pub fn focus(pointer: &str) {
        focus_control(&Self::field_id(pointer));
    }

    /// Notes that the person has left a field: from now on it may say what is wrong, as soon as what they left it for is no longer pressed.
    pub fn leave(&self, pointer: &str) {
        let (left, pointer) = (self.left, pointer.to_owned());
        after_press(move || {
            if left.try_with_untracked(|left| !left.contains(&pointer)) == Some(true) {
                left.update(|left| {
                    left.insert(pointer);
                });
            }
        });
    }

    /// What a field says now: nothing until it was left or the form was sent.
    pub fn shown_error(&self, pointer: &str) -> Option<String> {
        let may_speak = self.submitted.get() || self.left.with(|left| left.contains(pointer));
        if !may_speak {
            return None;
        }
        self.issues.with(|issues| {
            issues
                .iter()
                .find(|issue| belongs(issue, pointer))
                .map(|issue| issue.message.clone())
        })
    }

    /// Called on submit. With issues open, shows all of them, moves the focus to the first field at fault and answers `false`.
    pub fn may_submit(&self) -> bool {
        self.submitted.set(true);
        let free = self.issues.with_untracked(Vec::is_empty);
        if !free {
            self.focus_first();
        }
        free
    }

    /// Shows every issue and moves the focus, after the server has refused.
    pub fn show_refusal(&self) {
        self.submitted.set(true);
        self.focus_first();
    }

    /// What is wrong with the value of a pointer itself, and not with a part of it.
    pub fn own_issue(&self, pointer: &str) -> Option<String> {
        self.issues.with(|issues| {
            issues
                .iter()
                .find(|issue| issue.pointer == pointer)
                .map(|issue| issue.message.clone())
        })
    }

    /// What is wrong with the value of a pointer or with a part of it, said or not.
    pub fn issue_within(&self, pointer: &str) -> Option<String> {
        self.issues.with(|issues| {
            let found = issues.iter().find(|issue| belongs(issue, pointer));
            found.map(|issue| issue.message.clone())
        })
    }

    /// Issues that may be said already: of fields that were left, or all once the form was sent.
    pub fn shown_issues(&self) -> Vec<FormIssue> {
        let (all, issues) = (self.submitted.get(), self.issues.get());
        if all {
            return issues;
        }
        self.left.with(|left| {
            issues
                .into_iter()
                .filter(|issue| left.iter().any(|pointer| belongs(issue, pointer)))
                .collect()
        })
    }

    /// Quiets the fields below a pointer: the entries of a list have changed places.
    pub fn forget(&self, pointer: &str) {
        let below = |left: &String| left.strip_prefix(pointer).is_some_and(|rest| rest.starts_with('/'));
        if self.left.with_untracked(|left| left.iter().any(below)) {
            self.left.update(|left| left.retain(|left| !below(left)));
        }
    }

    /// Forgets what was left and sent, for a form that starts again.
    pub fn reset(&self) {
        self.left.update(BTreeSet::clear);
        self.submitted.set(false);
    }

    /// Issues that the summary lists: each with the label and the id of its field, where a field shows it.
    pub(super) fn summary(&self) -> Vec<(Option<(String, String)>, String)> {
        if !self.submitted.get() {
            return Vec::new();
        }
        let fields = self.fields.get();
        self.issues.with(|issues| {
            issues
                .iter()
                .map(|issue| {
                    let field = field_of(issue, &fields, FieldName::get);
                    (
                        field.map(|field| (field.id.clone(), field.label.get())),
                        issue.message.clone(),
                    )
                })
                .collect()
        })
    }

    /// Makes a control known by the pointer of its value, so that the summary and the focus find it.
    pub fn register(&self, id: String, name: FieldName, label: Signal<String>) {
        let leaving = id.clone();
        let fields = self.fields;
        fields.update(|fields| fields.push(KnownField { id, name, label }));
        on_cleanup(move || {
            fields.try_update(|fields| fields.retain(|field| field.id != leaving));
        });
    }

    fn focus_first(&self) {
        let state = *self;
        // The errors are on the page only after this turn.
        request_animation_frame(move || {
            let fields = state.fields.get_untracked();
            let first = state.issues.with_untracked(|issues| {
                let at_fault = issues
                    .iter()
                    .filter_map(|issue| field_of(issue, &fields, FieldName::now))
                    .filter_map(|field| document().get_element_by_id(&field.id));
                // Fields that were added later are known last, wherever they stand.
                at_fault.reduce(|first, other| if stands_before(&other, &first) { other } else { first })
            });
            let first = first.map(|field| field.id());
            focus_control(first.as_deref().unwrap_or("error-summary"));
        });
    }
}

fn stands_before(one: &web_sys::Element, other: &web_sys::Element) -> bool {
    one.compare_document_position(other) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0
}

/// Moves the focus to a control by its id, or to the first control inside a group of that id.
pub(super) fn focus_control(id: &str) {
    let Some(found) = document().get_element_by_id(id) else {
        return;
    };
    let selector = "input, select, textarea, button";
    let target = if found.tag_name() == "DIV" && !found.has_attribute("tabindex") || found.tag_name() == "FIELDSET" {
        found.query_selector(selector).ok().flatten().unwrap_or(found)
    } else {
        found
    };
    if let Ok(target) = target.dyn_into::<web_sys::HtmlElement>() {
        let _ = target.focus();
    }
}

/// An issue belongs to a field when it is the field's own or that of a part of it, such as `/value/currency` to `/value`.
fn belongs(issue: &FormIssue, pointer: &str) -> bool {
    !pointer.is_empty()
        && issue
            .pointer
            .strip_prefix(pointer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The field that an issue belongs to; of a list and its entry, the entry.
fn field_of<'a>(
    issue: &FormIssue,
    fields: &'a [KnownField],
    pointer: impl Fn(FieldName) -> String,
) -> Option<&'a KnownField> {
    fields
        .iter()
        .map(|field| (pointer(field.name), field))
        .filter(|(pointer, _)| belongs(issue, pointer))
        .min_by_key(|(pointer, _)| Reverse(pointer.len()))
        .map(|(_, field)| field)
}

/// A form. Its fields find `state` by context.
#[component]
pub fn Form(
    /// What is wrong and what may be said of it.
    state: FormState,
    /// What sends the form; asked only when nothing is wrong.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Sections and actions.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if state.may_submit() {
            on_submit.run(());
        }
    };
    let Some(owner) = Owner::current().map(|owner| owner.child()) else {
        return ().into_any();
    };
    let children = owner.with(|| {
        provide_context(state);
        children()
    });
    let children = leptos::tachys::reactive_graph::OwnedView::new_with_owner(children, owner);
    view! { <form class="form" novalidate on:submit=submit>{children}</form> }.into_any()
}

/// A group of fields that belong together, with a heading. Its grid has twelve columns: a field takes the whole line, or the class `half` or
/// `third`.
#[component]
pub fn FormSection(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What the group is for.
    #[prop(into, optional)]
    text: Signal<Option<String>>,
    /// Fields.
    children: Children,
) -> impl IntoView {
    let id = super::unique_id("section");
    let heading_id = id.clone();
    view! {
        <section class="form-section" aria-labelledby=id>
            <div class="form-section-head">
                <h2 id=heading_id>{title}</h2>
                {move || text.get().map(|text| view! { <p>{text}</p> })}
            </div>
            <div class="form-fields">{children()}</div>
        </section>
    }
}

/// The buttons at the end of a form, always in sight. The primary one comes first.
#[component]
pub fn FormActions(
    /// Buttons, and perhaps the state of the draft.
    children: Children,
) -> impl IntoView {
    view! { <div class="form-actions">{children()}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_leads_to_the_entry_of_a_list_and_not_to_the_list() {
        Owner::new().with(|| {
            let known = |id: &str, pointer: &'static str| KnownField {
                id: id.to_owned(),
                name: pointer.into(),
                label: Signal::stored(String::new()),
            };
            let fields = [
                known("products", "/products"),
                known("product-1", "/products/1/code"),
                known("value", "/value"),
            ];
            let found = |pointer: &str| {
                let issue = FormIssue::new(pointer, "");
                field_of(&issue, &fields, FieldName::get).map(|field| field.id.clone())
            };
            assert_eq!(found("/products/1/code").as_deref(), Some("product-1"));
            assert_eq!(found("/products/0/code").as_deref(), Some("products"));
            assert_eq!(found("/value/currency").as_deref(), Some("value"));
            assert_eq!(found("/values"), None);
        });
    }
}
