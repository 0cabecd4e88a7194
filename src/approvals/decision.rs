//! A decision as it is being made: what is chosen and typed, what is missing, and its fields. One for the item's page and the bulk dialog.

use super::verdict::Verdict;
use crate::deals::words::{reject_reason, return_reason};
use crate::forms::field_text;
use crate::i18n::{Key, keys, t, text};
use crate::ui::{CheckBox, Field, FieldContext, FormIssue, FormState, TextArea};
use entente_model::approvals::Decision;
use entente_model::deals::draft::limits;
use entente_model::deals::{RejectReason, ReturnReason};
use entente_model::problem::FieldCode;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

type Ticks<Reason> = StoredValue<Vec<(Reason, RwSignal<bool>)>>;

fn ticks<Reason: Copy + Send + Sync + 'static>(all: &[Reason]) -> Ticks<Reason> {
    StoredValue::new(all.iter().map(|reason| (*reason, RwSignal::new(false))).collect())
}

fn ticked<Reason: Copy + Send + Sync + 'static>(ticks: Ticks<Reason>) -> Vec<Reason> {
    let chosen = |ticks: &Vec<(Reason, RwSignal<bool>)>| {
        ticks
            .iter()
            .filter(|(_, tick)| tick.try_get() == Some(true))
            .map(|(reason, _)| *reason)
            .collect()
    };
    ticks.try_with_value(chosen).unwrap_or_default()
}

/// A decision being made. Reasons and message stay when one changes one's mind between verdicts. Copied freely.
#[derive(Clone, Copy)]
pub struct DecisionDraft {
    /// Word of the verdict; empty while none is chosen.
    pub chosen: RwSignal<String>,
    /// The message to the partner as typed.
    pub message: RwSignal<String>,
    returns: Ticks<ReturnReason>,
    rejections: Ticks<RejectReason>,
    form: FormState,
}

impl DecisionDraft {
    /// With nothing chosen.
    pub fn new() -> Self {
        let (chosen, message) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let (returns, rejections) = (ticks(ReturnReason::ALL), ticks(RejectReason::ALL));
        let form = FormState::new(move || issues(decision(chosen, message, returns, rejections).as_ref()));
        // Another verdict asks for other things: nothing of it was left yet.
        Effect::watch(move || chosen.track(), move |(), _, _| form.reset(), false);
        DecisionDraft {
            chosen,
            message,
            returns,
            rejections,
            form,
        }
    }

    /// The verdict chosen.
    pub fn verdict(self) -> Option<Verdict> {
        self.chosen.with(|word| Verdict::parse(word))
    }

    /// Chooses a verdict.
    pub fn choose(self, verdict: Verdict) {
        self.chosen.set(verdict.as_str().to_owned());
    }

    /// The decision as it stands; `None` while no verdict is chosen.
    pub fn decision(self) -> Option<Decision> {
        decision(self.chosen, self.message, self.returns, self.rejections)
    }

    /// The kit's form state, for `<Form state=…>`.
    pub fn form(self) -> FormState {
        self.form
    }

    /// Whether the reasons chosen ask for a message.
    fn needs_message(self) -> bool {
        let required = |error: &entente_model::problem::FieldError| {
            error.pointer == "/message" && error.code == FieldCode::Required
        };
        // Asked with an empty message: what was typed must not change whether it was optional.
        self.decision().is_some_and(|decision| {
            let unsaid = match decision {
                Decision::Approve { .. } => Decision::Approve { message: String::new() },
                Decision::Return { reasons, .. } => Decision::Return {
                    reasons,
                    message: String::new(),
                },
                Decision::Reject { reasons, .. } => Decision::Reject {
                    reasons,
                    message: String::new(),
                },
            };
            unsaid.check().iter().any(required)
        })
    }

    /// Begins anew, with nothing chosen or typed.
    pub fn clear(self) {
        self.chosen.set(String::new());
        self.message.set(String::new());
        self.returns
            .with_value(|ticks| ticks.iter().for_each(|(_, tick)| tick.set(false)));
        self.rejections
            .with_value(|ticks| ticks.iter().for_each(|(_, tick)| tick.set(false)));
        self.form.reset();
    }
}

impl Default for DecisionDraft {
    fn default() -> Self {
        Self::new()
    }
}

fn decision(
    chosen: RwSignal<String>,
    message: RwSignal<String>,
    returns: Ticks<ReturnReason>,
    rejections: Ticks<RejectReason>,
) -> Option<Decision> {
    let verdict = Verdict::parse(&chosen.try_get()?)?;
    let message = message.try_get()?.trim().to_owned();
    Some(match verdict {
        Verdict::Approve => Decision::Approve { message },
        Verdict::Return => Decision::Return {
            reasons: ticked(returns),
            message,
        },
        Verdict::Reject => Decision::Reject {
            reasons: ticked(rejections),
            message,
        },
    })
}

fn issues(decision: Option<&Decision>) -> Vec<FormIssue> {
    let errors = decision.map(Decision::check).unwrap_or_default();
    let issue = |error: &entente_model::problem::FieldError| {
        let message = match (error.pointer.as_str(), error.code) {
            ("/reasons", FieldCode::TooFew) => text(keys::DECISION_REASONS_REQUIRED),
            ("/message", FieldCode::Required) => text(keys::DECISION_MESSAGE_REQUIRED),
            _ => field_text(error),
        };
        FormIssue::new(error.pointer.clone(), message)
    };
    errors.iter().map(issue).collect()
}

/// Reasons and message of the verdict chosen. Stands in a [`crate::ui::Form`] with the draft's state.
#[component]
pub fn DecisionFields(
    /// The decision being made.
    draft: DecisionDraft,
) -> impl IntoView {
    let verdict = Memo::new(move |_| draft.verdict());
    let needs_message = Memo::new(move |_| draft.needs_message());
    let reasons = move || match verdict.get() {
        Some(Verdict::Return) => view! {
            <Field label=keys::DECISION_RETURN_REASONS name="/reasons" group=true>
                <Reasons ticks=named(draft.returns, return_reason)/>
            </Field>
        }
        .into_any(),
        Some(Verdict::Reject) => view! {
            <Field label=keys::DECISION_REJECT_REASONS name="/reasons" group=true>
                <Reasons ticks=named(draft.rejections, reject_reason)/>
            </Field>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let message = move || {
        verdict.with(Option::is_some).then(|| {
            let optional = !needs_message.get();
            view! {
                <Field label=keys::DECISION_MESSAGE name="/message" hint=keys::DECISION_MESSAGE_HINT optional=optional>
                    <TextArea value=draft.message limit=limits::NOTES rows=3/>
                </Field>
            }
        })
    };
    view! { {reasons} {message} }
}

fn named<Reason: Copy + Send + Sync + 'static>(
    ticks: Ticks<Reason>,
    name: fn(Reason) -> Key,
) -> Vec<(Key, RwSignal<bool>)> {
    ticks.with_value(|ticks| ticks.iter().map(|(reason, tick)| (name(*reason), *tick)).collect())
}

/// Reasons as tick boxes, named as one group.
#[component]
fn Reasons(ticks: Vec<(Key, RwSignal<bool>)>) -> impl IntoView {
    let field = FieldContext::of_control("reasons");
    // Going from one tick box to the next leaves none of the group: it stays quiet until the whole of it is left.
    let stay_quiet = |event: web_sys::FocusEvent| {
        let group = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let next = event
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if group.is_some_and(|group| next.is_some() && group.contains(next.as_ref())) {
            event.stop_propagation();
        }
    };
    let boxes = ticks
        .into_iter()
        .map(|(name, tick)| view! { <CheckBox checked=tick label=t(name)/> })
        .collect_view();
    view! {
        <div
            class="choices"
            role="group"
            id=field.id.clone()
            aria-labelledby=field.label_id.clone()
            aria-describedby=field.described_by
            on:focusout=stay_quiet
        >
            {boxes}
        </div>
    }
}
