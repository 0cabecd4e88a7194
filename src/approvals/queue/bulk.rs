//! Deciding many items at once: the bar over the selection, the dialog for reasons and message, and what became of each.

use super::cells::{Refusals, worth};
use super::rows::Queue;
use crate::api::{approvals, use_write};
use crate::approvals::decision::{DecisionDraft, DecisionFields};
use crate::approvals::verdict::Verdict;
use crate::forms::error_text;
use crate::i18n::{keys, t, text, text_plural, text_with};
use crate::session::use_session;
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, Data, Dialog, Form, IconName, Tone, announce, moment, toast_error,
    unique_id,
};
use entente_model::approvals::{ApprovalState, ApprovalSummary, BulkDecision, BulkItem, BulkResult};
use entente_model::people::Permission;
use entente_model::problem::{Code, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// Most items of one bulk decision, as the API takes them.
const MOST: usize = 100;

/// How many items the dialog names; of the others it says how many they are.
const NAMED: usize = 5;

/// What is selected and what is being decided of it. Copied freely.
#[derive(Clone, Copy)]
pub struct Bulk {
    /// The keys of the selected rows.
    pub selected: RwSignal<BTreeSet<String>>,
    /// What the last decision was refused for, by item.
    pub refusals: Refusals,
    pub(super) queue: Queue,
    draft: DecisionDraft,
    /// The items in the dialog; nothing while it is closed.
    asked: RwSignal<Vec<ApprovalSummary>>,
    /// When the decision was sent last: the time for undoing it runs from then at the earliest.
    pub(super) sent_at: StoredValue<f64>,
}

impl Bulk {
    /// With nothing refused.
    pub fn new(queue: Queue, selected: RwSignal<BTreeSet<String>>) -> Self {
        let asked: RwSignal<Vec<ApprovalSummary>> = RwSignal::default();
        let kinds = Memo::new(move |_| asked.with(|asked| asked.iter().map(|item| item.kind).collect::<Vec<_>>()));
        Bulk {
            selected,
            refusals: RwSignal::default(),
            queue,
            draft: DecisionDraft::new(kinds.into(), Signal::stored(None)),
            asked,
            sent_at: StoredValue::new(0.0),
        }
    }

    /// Opens the dialog for the selection or, without one, for the row with that key.
    pub fn begin(self, verdict: Verdict, focused: Option<&str>) {
        let wanted = |item: &&ApprovalSummary| {
            let key = item.id.to_string();
            let chosen = self.selected.with_untracked(|selected| {
                if selected.is_empty() {
                    focused == Some(key.as_str())
                } else {
                    selected.contains(&key)
                }
            });
            chosen && item.state == ApprovalState::Open
        };
        let items: Vec<ApprovalSummary> = self
            .queue
            .rows
            .shown()
            .with_untracked(|shown| shown.iter().filter(wanted).take(MOST).cloned().collect());
        if items.is_empty() {
            announce(text(keys::APPROVALS_BULK_NONE));
            return;
        }
        self.draft.clear();
        self.draft.choose(verdict);
        self.asked.set(items);
    }
}

/// The bar: how many are selected and what can be done with them. Not there while nothing is selected.
#[component]
pub fn BulkBar(bulk: Bulk) -> impl IntoView {
    let session = use_session();
    let count = Memo::new(move |_| bulk.selected.with(BTreeSet::len));
    let reason = Memo::new(move |_| {
        // Whoever decides claims is shown nothing else.
        let by_role = if session.may(Permission::DecideClaims) {
            None
        } else {
            session.reason_not(Permission::DecideApprovals)
        };
        by_role.or_else(|| (count.get() > MOST).then(|| text_with(keys::APPROVALS_BULK_TOO_MANY, &[("max", &MOST)])))
    });
    let buttons = move || {
        Verdict::OF_MANY
            .map(|verdict| {
                let kind = if verdict == Verdict::Approve {
                    ButtonKind::Primary
                } else {
                    ButtonKind::Secondary
                };
                view! {
                    <Button
                        label=verdict.name()
                        kind=kind
                        size=ButtonSize::Small
                        icon=verdict.icon()
                        shortcut=verdict.shortcut()
                        disabled_reason=Signal::derive(move || reason.get())
                        on_press=move || bulk.begin(verdict, None)
                    />
                }
            })
            .collect_view()
    };
    let clear = move || {
        bulk.selected.update(BTreeSet::clear);
        bulk.refusals.update(|refusals| refusals.clear());
    };
    let some = Memo::new(move |_| count.get() > 0);
    move || {
        some.get().then(|| {
            view! {
                <div class="bulk-bar" role="toolbar" aria-label=t(keys::APPROVALS_BULK_BAR)>
                    <span class="strong nowrap approval-bulk-count" role="status">
                        {move || text_plural(keys::APPROVALS_SELECTED, count.get() as u64)}
                    </span>
                    {buttons()}
                    <Button label=keys::APPROVALS_SELECT_NONE kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::X on_press=clear/>
                </div>
            }
        })
    }
}

/// The dialog: what is decided, of which items, with reasons and message.
#[component]
pub fn BulkDialog(bulk: Bulk) -> impl IntoView {
    let draft = bulk.draft;
    let writing = use_write(|body: &BulkDecision, key| approvals::decide_many(body, key), {
        move |body: BulkDecision, results| settle(bulk, &body, results)
    });
    let close = Callback::new(move |()| {
        bulk.asked.set(Vec::new());
        writing.forget_error();
    });
    let open = Signal::derive(move || bulk.asked.with(|asked| !asked.is_empty()));
    let title = Signal::derive(move || {
        let Some(verdict) = draft.verdict() else {
            return String::new();
        };
        bulk.asked.with(|asked| match asked.as_slice() {
            [only] => text(verdict.name_of(only.kind)),
            all => text_plural(
                match verdict {
                    Verdict::Approve | Verdict::ApprovePart => keys::APPROVALS_BULK_APPROVE,
                    Verdict::Return => keys::APPROVALS_BULK_RETURN,
                    Verdict::Reject => keys::APPROVALS_BULK_REJECT,
                },
                all.len() as u64,
            ),
        })
    });
    let submit = Callback::new(move |()| {
        let (Some(decision), Some(verdict)) = (draft.decision(), draft.verdict()) else {
            return;
        };
        let items: Vec<BulkItem> = bulk.asked.with_untracked(|asked| {
            let fitting = asked.iter().filter(|item| verdict.fits(item.kind));
            fitting
                .map(|item| BulkItem {
                    id: item.id,
                    version: item.version,
                })
                .collect()
        });
        if !items.is_empty() {
            bulk.sent_at.set_value(moment());
            writing.run(BulkDecision { items, decision });
        }
    });
    let form_id = unique_id("decide");
    let unfit = Memo::new(move |_| {
        let Some(verdict) = draft.verdict() else { return 0 };
        bulk.asked
            .with(|asked| asked.iter().filter(|item| !verdict.fits(item.kind)).count())
    });
    let all_unfit = Signal::derive(move || {
        (unfit.get() > 0 && unfit.get() == bulk.asked.with(Vec::len)).then(|| text(keys::REFUSAL_CANNOT_RETURN))
    });
    let foot_form = form_id.clone();
    let foot = move || {
        let form = foot_form.clone();
        let send = move || {
            let found = document()
                .get_element_by_id(&form)
                .and_then(|form| form.query_selector("form").ok().flatten());
            if let Some(form) = found.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
                let _ = form.request_submit();
            }
        };
        view! {
            <Button label=keys::DECISION_CANCEL on_press=close/>
            <span class="approval-confirm">
                <Button
                    label=title
                    kind=if draft.verdict() == Some(Verdict::Reject) { ButtonKind::Danger } else { ButtonKind::Primary }
                    icon=draft.verdict().map_or(IconName::Gavel, Verdict::icon)
                    busy=writing.pending()
                    disabled_reason=all_unfit
                    on_press=send
                />
            </span>
        }
    };
    // The first thing to choose or, where there is nothing to choose, the button itself: Enter then does it.
    Effect::new(move |_| {
        if open.get() {
            request_animation_frame(|| {
                let first = ".dialog[open] .choices input, .dialog[open] .approval-confirm button";
                let first = document().query_selector(first).ok().flatten();
                if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = first.focus();
                }
            });
        }
    });
    view! {
        <Dialog open=open title=title on_close=close foot=ViewFn::from(foot)>
            <div
                id=form_id.clone()
                class="approval-decide"
                on:keydown=move |event| if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    if draft.form().may_submit() {
                        submit.run(());
                    }
                }
            >
                {move || writing.error().get().map(|error| view! {
                    <Banner title=keys::DECISION_REFUSED text=Some(error_text(&error)) tone=Tone::Danger/>
                })}
                {move || bulk.asked.with(|asked| named(asked))}
                {move || (unfit.get() > 0).then(|| view! {
                    <Banner title=text_plural(keys::APPROVALS_BULK_UNFIT, unfit.get() as u64) tone=Tone::Warning/>
                })}
                <Form state=draft.form() on_submit=submit><DecisionFields draft=draft/></Form>
            </div>
        </Dialog>
    }
}

/// The first few by name and worth, and how many more.
fn named(items: &[ApprovalSummary]) -> AnyView {
    let lines = items
        .iter()
        .take(NAMED)
        .map(|item| {
            view! {
                <li>
                    <Data value=item.subject.clone() class="strong truncate"/>
                    {match item.partner_id {
                        Some(_) => view! { <Data value=item.partner_name.clone() class="muted truncate"/> }.into_any(),
                        None => view! { <span class="muted truncate">{t(keys::APPROVALS_APPLICANT)}</span> }.into_any(),
                    }}
                    {worth(item)}
                </li>
            }
        })
        .collect_view();
    let more = items.len().saturating_sub(NAMED) as u64;
    view! {
        <ul class="approval-named">
            {lines}
            {(more > 0).then(|| view! { <li class="muted">{text_plural(keys::APPROVALS_BULK_MORE, more)}</li> })}
        </ul>
    }
    .into_any()
}

/// What became of several items: how many are decided, and how many still wait for the second of two people.
fn told(verdict: Verdict, decided: &[ApprovalSummary]) -> String {
    let waiting = decided.iter().filter(|item| item.state == ApprovalState::Open).count();
    let done = match verdict {
        Verdict::Approve | Verdict::ApprovePart => keys::APPROVALS_BULK_APPROVED,
        Verdict::Return => keys::APPROVALS_BULK_RETURNED,
        Verdict::Reject => keys::APPROVALS_BULK_REJECTED,
    };
    let sentences = [(done, decided.len() - waiting), (keys::APPROVALS_BULK_AGREED, waiting)];
    let said = sentences.into_iter().filter(|(_, count)| *count > 0);
    said.map(|(sentence, count)| text_plural(sentence, count as u64))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What was decided leaves the queue; what was refused stays selected, with its reason.
fn settle(bulk: Bulk, body: &BulkDecision, results: Vec<BulkResult>) {
    let verdict = Verdict::of(&body.decision);
    let asked = bulk.asked.get_untracked();
    let mut decided = Vec::new();
    let mut refused: std::collections::BTreeMap<_, Problem> = asked
        .iter()
        .filter(|item| !verdict.fits(item.kind))
        .map(|item| {
            (
                item.id,
                Problem::new(Code::InvalidState).param("reason", "cannot_return"),
            )
        })
        .collect();
    for result in results {
        match (result.approval, result.problem) {
            (Some(approval), _) => decided.push(approval),
            (None, Some(problem)) => {
                refused.insert(result.id, problem);
            }
            (None, None) => {}
        }
    }
    bulk.asked.set(Vec::new());
    bulk.selected.set(refused.keys().map(ToString::to_string).collect());
    let message = match decided.as_slice() {
        [] => None,
        [only] => Some(text_with(verdict.done(only), &[("customer", &only.subject)])),
        all => Some(told(verdict, all)),
    };
    if let Some(message) = message {
        super::undo::offer(bulk, message, decided.clone());
    }
    if !refused.is_empty() {
        toast_error(text_plural(keys::APPROVALS_BULK_REFUSED, refused.len() as u64));
    }
    let again: Vec<_> = refused.keys().copied().collect();
    bulk.refusals.set(refused);
    bulk.queue.take_out(decided);
    // A refused item has usually changed: shown as it stands, it can be decided again.
    spawn_local(async move {
        for id in again {
            bulk.queue.read_again(id).await;
        }
    });
}
