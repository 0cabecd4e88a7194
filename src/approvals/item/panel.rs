//! The decision: what to decide, why, and on to the next; or, once decided, how.

use super::Item;
use super::next::{address_after, goes_on, set_goes_on};
use super::outcome::Outcome;
use super::refuses::{Act, record_refuses, verdict_refuses};
use super::stale::{StaleDialog, Versions};
use super::undo;
use crate::api::{ApiError, approvals, use_write};
use crate::approvals::decision::DecisionFields;
use crate::approvals::queue::undo_command;
use crate::approvals::verdict::Verdict;
use crate::approvals::words::refused_text;
use crate::forms::error_text;
use crate::i18n::{keys, t, text, text_with};
use crate::paths;
use crate::session::use_session;
use crate::shell::{page_command, use_commands};
use crate::ui::{
    Banner, Button, ButtonKind, Card, CheckBox, Command, Data, Field, FieldContext, Form, Icon, IconName, Kbd, Tone,
    announce, moment, on_shortcut, undo_offered, unique_id,
};
use entente_model::approvals::{Approval, ApprovalKind, ApprovalState, Decision};
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// The card: the decision while the item waits, its outcome afterwards.
#[component]
pub(super) fn Panel(item: Item) -> impl IntoView {
    let is_open = Memo::new(move |_| {
        item.approval
            .with(|approval| approval.summary.state == ApprovalState::Open)
    });
    let refused = item.role_refuses();
    move || match (is_open.get(), refused.get()) {
        (false, _) => view! { <Outcome item=item/> }.into_any(),
        (true, Some(reason)) => view! { <ReadOnly reason=reason/> }.into_any(),
        (true, None) => view! { <Decide item=item/> }.into_any(),
    }
}

/// For those who read along: that it waits, and who decides.
#[component]
fn ReadOnly(reason: String) -> impl IntoView {
    view! {
        <Card title=keys::DECISION_TITLE>
            <div class="stack-tight">
                <p class="approval-clear muted"><Icon name=IconName::Eye/><span>{t(keys::DECISION_READ_ONLY)}</span></p>
                <Button label=keys::DECISION_DECIDE disabled_reason=Some(reason) icon=IconName::Gavel/>
            </div>
        </Card>
    }
}

#[component]
fn Decide(item: Item) -> impl IntoView {
    let (draft, session) = (item.draft, use_session());
    let kind = Memo::new(move |_| item.approval.with(|approval| approval.summary.kind));
    let verdict = Memo::new(move |_| draft.verdict());
    let go_on = RwSignal::new(goes_on());
    Effect::watch(move || go_on.get(), |go_on, _, _| set_goes_on(*go_on), false);
    let versions: RwSignal<Option<Versions>> = RwSignal::new(None);
    // What the reader saw when deciding: a live update may change it before the answer comes.
    let seen: StoredValue<Option<Approval>> = StoredValue::new(None);

    let sent_at = StoredValue::new(0.0);

    let navigate = use_navigate();
    let done = move |(decision, _): (Decision, i64), approval: Approval| {
        let verdict = Verdict::of(&decision);
        // Once the first of two has agreed, somebody else decides.
        item.decided_here.set(approval.summary.state != ApprovalState::Open);
        let message = text_with(
            verdict.done(&approval.summary),
            &[("customer", &approval.summary.subject)],
        );
        let back = navigate.clone();
        undo::offer(item, message, &approval.summary, sent_at.get_value(), move |address| {
            back(address, Default::default());
        });
        item.take(approval);
        item.draft.clear();
        if go_on.get_untracked() {
            let (navigate, here) = (navigate.clone(), paths::approval(item.id));
            spawn_local(async move {
                let address = address_after(item.id).await;
                // Whoever has left meanwhile is not fetched back.
                if window().location().pathname().is_ok_and(|path| path == here) {
                    navigate(&address, Default::default());
                }
            });
        }
    };
    let id = item.id;
    let deciding = use_write(
        move |(decision, version): &(Decision, i64), key| approvals::decide(id, decision, *version, key),
        done,
    );
    Effect::new(move |_| {
        let Some(error) = deciding.error().get() else { return };
        match (error.current::<Approval>(), error.code()) {
            (Some(now), _) if now.summary.state == ApprovalState::Open => {
                if let Some(seen) = seen.get_value() {
                    versions.set(Some(Versions { seen, now }));
                }
            }
            (Some(now), _) => item.take(now),
            (
                None,
                Some(
                    Code::AlreadyDecided
                    | Code::AccountHeld
                    | Code::Forbidden
                    | Code::InvalidState
                    | Code::StaleVersion,
                ),
            ) => item.reading.refetch(),
            (None, _) => {}
        }
    });
    let submit = Callback::new(move |()| {
        if let Some(decision) = draft.decision() {
            let present = item.approval.get_untracked();
            let version = present.summary.version;
            seen.set_value(Some(present));
            sent_at.set_value(moment());
            deciding.run((decision, version));
        }
    });
    let again = Callback::new(move |()| {
        let Some(now) = deciding
            .error()
            .get_untracked()
            .and_then(|error| error.current::<Approval>())
        else {
            return;
        };
        item.take(now);
        submit.run(());
    });

    let me = Memo::new(move |_| session.get().map(|session| session.user.id));
    let refusals = Memo::new(move |_| {
        let of = |verdict: Verdict| {
            let reason = item
                .approval
                .with(|approval| verdict_refuses(approval, verdict, me.get()));
            reason.map(|reason| (verdict, reason))
        };
        Verdict::ALL.into_iter().filter_map(of).collect::<Vec<_>>()
    });
    let refusal = move |verdict: Verdict| refusals.with(|refusals| reason_of(refusals, verdict));
    let choose = move |verdict: Verdict| {
        if !verdict.fits(kind.get_untracked()) {
            return;
        }
        match untrack(|| refusal(verdict)) {
            Some(reason) => announce(reason),
            None => {
                draft.choose(verdict);
                focus_decision();
            }
        }
    };
    on_shortcut(move |event| {
        if let Some(verdict) = Verdict::of_key(event) {
            event.prevent_default();
            choose(verdict);
        }
    });
    let undo = undo_offered();
    use_commands(move || {
        let fitting = Verdict::ALL
            .into_iter()
            .filter(|verdict| verdict.fits(kind.get()) && refusal(*verdict).is_none());
        let fitting = fitting.map(|verdict| Command {
            shortcut: Some(verdict.shortcut()),
            ..page_command(
                verdict.as_str(),
                verdict.name_of(kind.get()),
                verdict.icon(),
                move || choose(verdict),
            )
        });
        fitting.chain(undo.get().then(undo_command)).collect()
    });

    let reason = Signal::derive(move || {
        let by_state = item
            .approval
            .with(|approval| record_refuses(approval, Act::Decide, me.get()));
        by_state.or_else(|| verdict.get().map_or_else(|| Some(text(keys::DECISION_CHOOSE)), refusal))
    });
    let label = Signal::derive(move || {
        text(
            verdict
                .get()
                .map_or(keys::DECISION_DECIDE, |verdict| verdict.name_of(kind.get())),
        )
    });
    let button = move || {
        let verdict = verdict.get();
        view! {
            <Button
                label=label
                kind=if verdict == Some(Verdict::Reject) { ButtonKind::Danger } else { ButtonKind::Primary }
                icon=verdict.map_or(IconName::Gavel, Verdict::icon)
                busy=deciding.pending()
                disabled_reason=reason
                submit=true
            />
        }
    };
    view! {
        <Card title=keys::DECISION_TITLE>
            <div
                class="approval-decide"
                on:keydown=move |event| if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    if reason.with_untracked(Option::is_none) && draft.form().may_submit() {
                        submit.run(());
                    }
                }
            >
                {move || deciding.error().get().map(|error| refused(item, &error))}
                <Form state=draft.form() on_submit=submit>
                    <Field label=keys::DECISION_TITLE group=true class="approval-verdicts">
                        <Verdicts chosen=draft.chosen kind=kind refusals=refusals/>
                    </Field>
                    <DecisionFields draft=draft/>
                    <div class="approval-submit">
                        {button}
                        <CheckBox checked=go_on label=keys::DECISION_AND_NEXT/>
                    </div>
                </Form>
            </div>
        </Card>
        <StaleDialog versions=versions program=item.program on_again=again/>
    }
}

fn reason_of(refusals: &[(Verdict, String)], verdict: Verdict) -> Option<String> {
    let found = refusals.iter().find(|(refused, _)| *refused == verdict);
    found.map(|(_, reason)| reason.clone())
}

/// The verdicts that fit the item, each with its key and what follows, or why it can't be chosen.
#[component]
fn Verdicts(
    chosen: RwSignal<String>,
    kind: Memo<ApprovalKind>,
    refusals: Memo<Vec<(Verdict, String)>>,
) -> impl IntoView {
    let field = FieldContext::of_control("verdict");
    let name = unique_id("verdict");
    let lines = move || {
        let kind = kind.get();
        Verdict::ALL
            .into_iter()
            .filter(|verdict| verdict.fits(kind))
            .map(|verdict| {
                let refusal = move || refusals.with(|refusals| reason_of(refusals, verdict));
                let is_refused = move || refusal().is_some();
                let hint = move || refusal().unwrap_or_else(|| text(verdict.consequence(kind)));
                view! {
                    <label class="choice approval-verdict">
                        <input
                            class="radio"
                            type="radio"
                            name=name.clone()
                            value=verdict.as_str()
                            disabled=is_refused
                            prop:checked=move || chosen.with(|word| word == verdict.as_str())
                            on:change=move |_| chosen.set(verdict.as_str().to_owned())
                        />
                        <span class="choice-text">{t(verdict.name_of(kind))}</span>
                        <Kbd keys=verdict.shortcut()/>
                        <span class="choice-hint">{hint}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <div class="choice-cards approval-choices" role="radiogroup" id=field.id.clone() aria-labelledby=field.label_id.clone() aria-describedby=field.described_by>
            {lines}
        </div>
    }
}

/// Why the decision was not taken; who holds the account, with the way there.
fn refused(item: Item, error: &ApiError) -> AnyView {
    let problem = error.problem().cloned();
    let line = problem.as_ref().map_or_else(|| error_text(error), refused_text);
    if error.code() == Some(Code::AccountHeld) {
        let holder = move || {
            item.approval.with(|approval| {
                approval
                    .conflicts
                    .iter()
                    .find(|conflict| conflict.holds_account)
                    .and_then(|conflict| conflict.deal.clone())
            })
        };
        return view! {
            <Banner title=line text=keys::DECISION_HELD_TEXT tone=Tone::Danger>
                {move || holder().map(|deal| view! {
                    <a href=paths::deal(deal.id) class="approval-holder">
                        <Data value=deal.reference.clone() class="approval-reference"/>" · "<Data value=deal.partner_name.clone()/>
                    </a>
                })}
            </Banner>
        }
        .into_any();
    }
    view! { <Banner title=keys::DECISION_REFUSED text=Some(line) tone=Tone::Danger/> }.into_any()
}

/// Moves the focus to what the verdict just chosen asks for first: its reasons or its amount, or else the button.
fn focus_decision() {
    request_animation_frame(|| {
        let first = document()
            .query_selector(".approval-decide :is(.choices input, .input-money), .approval-submit button")
            .ok()
            .flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
}
