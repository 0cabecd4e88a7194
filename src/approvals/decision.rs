//! A decision as it is being made: what is chosen and typed, what is missing, and its fields. One for the item's page and the bulk dialog.

use super::verdict::Verdict;
use crate::applications::words::{reject_reasons, return_reasons};
use crate::forms::field_text;
use crate::i18n::{Key, keys, t, text};
use crate::ui::{CheckBox, Field, FieldContext, FormIssue, FormState, TextArea};
use entente_model::approvals::{ApprovalKind, Decision, RejectReason, ReturnReason};
use entente_model::deals::draft::limits;
use entente_model::problem::FieldCode;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

type Ticks<Reason> = StoredValue<Vec<(Reason, RwSignal<bool>)>>;

fn ticks<Reason: Copy + Send + Sync + 'static>(all: &[Reason]) -> Ticks<Reason> {
    StoredValue::new(all.iter().map(|reason| (*reason, RwSignal::new(false))).collect())
}

/// Those ticked of the reasons that are offered: one that was ticked for another kind of item is not meant.
fn ticked<Reason: Copy + PartialEq + Send + Sync + 'static>(
    ticks: Ticks<Reason>,
    offered: &[(Reason, Key)],
) -> Vec<Reason> {
    let chosen = |ticks: &Vec<(Reason, RwSignal<bool>)>| {
        ticks
            .iter()
            .filter(|(reason, tick)| tick.try_get() == Some(true) && offered.iter().any(|(one, _)| one == reason))
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
    /// The message as typed, to the partner or the applicant.
    pub message: RwSignal<String>,
    /// The kinds of the items that are decided.
    kinds: Signal<Vec<ApprovalKind>>,
    returns: Ticks<ReturnReason>,
    rejections: Ticks<RejectReason>,
    form: FormState,
}

impl DecisionDraft {
    /// Of items of these kinds, with nothing chosen.
    pub fn new(kinds: Signal<Vec<ApprovalKind>>) -> Self {
        let (chosen, message) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let (returns, rejections) = (ticks(ReturnReason::ALL), ticks(RejectReason::ALL));
        let form = FormState::new(move || issues(decision(chosen, message, kinds, returns, rejections).as_ref()));
        // Another verdict asks for other things: nothing of it was left yet.
        Effect::watch(move || chosen.track(), move |(), _, _| form.reset(), false);
        DecisionDraft {
            chosen,
            message,
            kinds,
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
        decision(self.chosen, self.message, self.kinds, self.returns, self.rejections)
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
                Decision::ApprovePart { minor, .. } => Decision::ApprovePart {
                    minor,
                    message: String::new(),
                },
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

fn decision(
    chosen: RwSignal<String>,
    message: RwSignal<String>,
    kinds: Signal<Vec<ApprovalKind>>,
    returns: Ticks<ReturnReason>,
    rejections: Ticks<RejectReason>,
) -> Option<Decision> {
    let verdict = Verdict::parse(&chosen.try_get()?)?;
    let message = message.try_get()?.trim().to_owned();
    let kinds = kinds.try_get()?;
    Some(match verdict {
        Verdict::Approve => Decision::Approve { message },
        Verdict::Return => Decision::Return {
            reasons: ticked(returns, &return_reasons(&kinds)),
            message,
        },
        Verdict::Reject => Decision::Reject {
            reasons: ticked(rejections, &reject_reasons(&kinds)),
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
    let kinds = draft.kinds;
    let reasons = move || match verdict.get() {
        Some(Verdict::Return) => view! {
            <Field label=keys::DECISION_RETURN_REASONS name="/reasons" group=true>
                <Reasons ticks=named(draft.returns, kinds.with(|kinds| return_reasons(kinds)))/>
            </Field>
        }
        .into_any(),
        Some(Verdict::Reject) => view! {
            <Field label=keys::DECISION_REJECT_REASONS name="/reasons" group=true>
                <Reasons ticks=named(draft.rejections, kinds.with(|kinds| reject_reasons(kinds)))/>
            </Field>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let message = move || {
        verdict.with(Option::is_some).then(|| {
            let optional = !needs_message.get();
            let (label, hint) = kinds.with(|kinds| message_words(kinds));
            view! {
                <Field label=label name="/message" hint=hint optional=optional>
                    <TextArea value=draft.message limit=limits::NOTES rows=3/>
                </Field>
            }
        })
    };
    view! { {reasons} {message} }
}

/// To whom the message goes, and when they read it.
fn message_words(kinds: &[ApprovalKind]) -> (Key, Key) {
    let applications = kinds.iter().filter(|kind| **kind == ApprovalKind::PartnerApplication);
    match applications.count() {
        0 => (keys::DECISION_MESSAGE, keys::DECISION_MESSAGE_HINT),
        all if all == kinds.len() => (keys::DECISION_MESSAGE_APPLICANT, keys::DECISION_MESSAGE_APPLICANT_HINT),
        _ => (keys::DECISION_MESSAGE_BOTH, keys::DECISION_MESSAGE_BOTH_HINT),
    }
}

/// The reasons offered, with their ticks.
fn named<Reason: Copy + PartialEq + Send + Sync + 'static>(
    ticks: Ticks<Reason>,
    offered: Vec<(Reason, Key)>,
) -> Vec<(Key, RwSignal<bool>)> {
    let tick_of = |ticks: &Vec<(Reason, RwSignal<bool>)>, wanted: Reason| {
        ticks
            .iter()
            .find(|(reason, _)| *reason == wanted)
            .map(|(_, tick)| *tick)
    };
    let with_tick = |(reason, name): (Reason, Key)| Some((name, ticks.with_value(|ticks| tick_of(ticks, reason))?));
    offered.into_iter().filter_map(with_tick).collect()
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
