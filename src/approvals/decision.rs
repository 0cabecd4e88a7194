//! A decision as it is being made: what is chosen and typed, what is missing, and its fields. One for the item's page and the bulk dialog.

use super::reasons::{reject_reasons, return_reasons};
use super::verdict::Verdict;
use crate::forms::{field_text, number_style};
use crate::i18n::{self, Key, keys, t, text, text_with};
use crate::ui::{AmountInput, CheckBox, Field, FieldContext, FormIssue, FormState, TextArea};
use entente_model::approvals::{ApprovalKind, Decision, RejectReason, ReturnReason};
use entente_model::deals::draft::limits;
use entente_model::money::{Money, parse_amount};
use entente_model::problem::{FieldCode, FieldError};
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

/// What is chosen and typed.
#[derive(Clone, Copy)]
struct Typed {
    chosen: RwSignal<String>,
    message: RwSignal<String>,
    part: RwSignal<String>,
    kinds: Signal<Vec<ApprovalKind>>,
    whole: Signal<Option<Money>>,
    returns: Ticks<ReturnReason>,
    rejections: Ticks<RejectReason>,
}

/// A decision being made. Reasons and message stay when one changes one's mind between verdicts. Copied freely.
#[derive(Clone, Copy)]
pub struct DecisionDraft {
    /// Word of the verdict; empty while none is chosen.
    pub chosen: RwSignal<String>,
    /// The message as typed, to the partner or the applicant.
    pub message: RwSignal<String>,
    typed: Typed,
    form: FormState,
}

impl DecisionDraft {
    /// Of items of these kinds, with nothing chosen. `whole` is the most that one item about money can be approved for.
    pub fn new(kinds: Signal<Vec<ApprovalKind>>, whole: Signal<Option<Money>>) -> Self {
        let (chosen, message) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let typed = Typed {
            chosen,
            message,
            part: RwSignal::new(String::new()),
            kinds,
            whole,
            returns: ticks(ReturnReason::ALL),
            rejections: ticks(RejectReason::ALL),
        };
        let form = FormState::new(move || typed.issues());
        // Another verdict asks for other things: nothing of it was left yet.
        Effect::watch(move || chosen.track(), move |(), _, _| form.reset(), false);
        DecisionDraft {
            chosen,
            message,
            typed,
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

    /// The decision as it stands; `None` while no verdict is chosen, or an amount that it needs can't be read.
    pub fn decision(self) -> Option<Decision> {
        self.typed.read()?.ok()
    }

    /// The kit's form state, for `<Form state=…>`.
    pub fn form(self) -> FormState {
        self.form
    }

    /// Whether the reasons chosen ask for a message.
    fn needs_message(self) -> bool {
        let required = |error: &FieldError| error.pointer == "/message" && error.code == FieldCode::Required;
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
        self.typed.part.set(String::new());
        self.typed
            .returns
            .with_value(|ticks| ticks.iter().for_each(|(_, tick)| tick.set(false)));
        self.typed
            .rejections
            .with_value(|ticks| ticks.iter().for_each(|(_, tick)| tick.set(false)));
        self.form.reset();
    }
}

impl Typed {
    /// The decision, or what of it can't be read; `None` while no verdict is chosen.
    fn read(self) -> Option<Result<Decision, FieldError>> {
        let verdict = Verdict::parse(&self.chosen.try_get()?)?;
        let message = self.message.try_get()?.trim().to_owned();
        let kinds = self.kinds.try_get()?;
        Some(Ok(match verdict {
            Verdict::Approve => Decision::Approve { message },
            Verdict::ApprovePart => match read_part(&self.part.try_get()?, self.whole.try_get()?.as_ref()) {
                Ok(minor) => Decision::ApprovePart { minor, message },
                Err(code) => return Some(Err(FieldError::new(PART, code))),
            },
            Verdict::Return => Decision::Return {
                reasons: ticked(self.returns, &return_reasons(&kinds)),
                message,
            },
            Verdict::Reject => Decision::Reject {
                reasons: ticked(self.rejections, &reject_reasons(&kinds)),
                message,
            },
        }))
    }

    fn issues(self) -> Vec<FormIssue> {
        let errors = match self.read() {
            None => Vec::new(),
            Some(Ok(decision)) => decision.check(),
            Some(Err(error)) => vec![error],
        };
        let issue = |error: &FieldError| {
            let message = match (error.pointer.as_str(), error.code) {
                ("/reasons", FieldCode::TooFew) => text(keys::DECISION_REASONS_REQUIRED),
                ("/message", FieldCode::Required) => text(keys::DECISION_MESSAGE_REQUIRED),
                (PART, FieldCode::OutOfRange) => self.most().unwrap_or_else(|| field_text(error)),
                _ => field_text(error),
            };
            FormIssue::new(error.pointer.clone(), message)
        };
        errors.iter().map(issue).collect()
    }

    /// How much can be approved at most, in a sentence.
    fn most(self) -> Option<String> {
        let whole = self.whole.try_get()??;
        let amount = i18n::money(whole.minor, &whole.currency);
        Some(text_with(keys::DECISION_PART_HINT, &[("amount", &amount)]))
    }
}

/// The pointer of the part that is approved.
const PART: &str = "/minor";

/// A part of an amount as typed, in minor units.
fn read_part(typed: &str, whole: Option<&Money>) -> Result<i64, FieldCode> {
    let whole = whole.ok_or(FieldCode::UnknownValue)?;
    let minor = parse_amount(typed, &whole.currency, number_style())?;
    if (1..=whole.minor).contains(&minor) {
        Ok(minor)
    } else {
        Err(FieldCode::OutOfRange)
    }
}

/// Reasons, amount and message of the verdict chosen. Stands in a [`crate::ui::Form`] with the draft's state.
#[component]
pub fn DecisionFields(
    /// The decision being made.
    draft: DecisionDraft,
) -> impl IntoView {
    let verdict = Memo::new(move |_| draft.verdict());
    let needs_message = Memo::new(move |_| draft.needs_message());
    let Typed {
        part,
        kinds,
        whole,
        returns,
        rejections,
        ..
    } = draft.typed;
    let currency = Signal::derive(move || {
        let whole = whole.get();
        whole.map(|whole| whole.currency).unwrap_or_default()
    });
    let asked = move || match verdict.get() {
        Some(Verdict::ApprovePart) => view! {
            <Field label=keys::DECISION_PART name=PART hint=move || draft.typed.most()>
                <AmountInput amount=part currency=currency/>
            </Field>
        }
        .into_any(),
        Some(Verdict::Return) => view! {
            <Field label=keys::DECISION_RETURN_REASONS name="/reasons" group=true>
                <Reasons ticks=named(returns, kinds.with(|kinds| return_reasons(kinds)))/>
            </Field>
        }
        .into_any(),
        Some(Verdict::Reject) => view! {
            <Field label=keys::DECISION_REJECT_REASONS name="/reasons" group=true>
                <Reasons ticks=named(rejections, kinds.with(|kinds| reject_reasons(kinds)))/>
            </Field>
        }
        .into_any(),
        Some(Verdict::Approve) | None => ().into_any(),
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
    view! { {asked} {message} }
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
