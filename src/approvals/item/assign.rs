//! Who looks after the item: taking it, leaving it, giving it to somebody, and handing it to somebody higher.

use super::Item;
use super::escalate::EscalateDialog;
use super::refuses::{Act, record_refuses};
use crate::api::{approvals, use_read, use_write};
use crate::approvals::words::refused_text;
use crate::forms::error_text;
use crate::i18n::{Key, keys, t, text, text_plural_with, text_with};
use crate::session::{role_name, use_session};
use crate::ui::{
    Avatar, Banner, Button, ButtonKind, Card, Choice, Combobox, Data, Dialog, Field, IconName, Menu, MenuItem, Tone,
    toast,
};
use entente_model::approvals::{Approval, ApprovalKind, ApprovalState, ApprovalSubject, Assignment, Decider};
use entente_model::deals::DealState;
use entente_model::ids::UserId;
use entente_model::onboarding::ApplicationState;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn Responsible(item: Item) -> impl IntoView {
    let session = use_session();
    let assignee = Memo::new(move |_| item.approval.with(|approval| approval.summary.assignee.clone()));
    let is_open = Memo::new(move |_| {
        item.approval
            .with(|approval| approval.summary.state == ApprovalState::Open)
    });
    let is_mine = Memo::new(move |_| {
        assignee
            .get()
            .and_then(|person| person.id)
            .is_some_and(|id| session.is_me(id))
    });
    let by_role = item.role_refuses();
    let closed = move || (!is_open.get()).then(|| text(keys::APPROVAL_CLOSED));
    let refused = Signal::derive(move || by_role.get().or_else(closed));

    let id = item.id;
    let assigning = use_write(
        move |(body, version): &(Assignment, i64), key| approvals::assign(id, body, *version, key),
        move |(body, _): (Assignment, i64), approval: Approval| {
            toast(assigned_text(
                &body,
                &approval,
                session.get_untracked().map(|session| session.user.id),
            ));
            item.take(approval);
        },
    );
    Effect::new(move |_| {
        if assigning.error().get().is_some_and(|error| error.problem().is_some()) {
            item.reading.refetch();
        }
    });
    let assign = move |assignee: Option<UserId>| {
        let version = item.approval.with_untracked(|approval| approval.summary.version);
        assigning.run((
            Assignment {
                assignee,
                note: String::new(),
            },
            version,
        ));
    };
    let take = move || {
        if let Some(session) = session.get_untracked() {
            assign(Some(session.user.id));
        }
    };
    let (choosing, escalating) = (RwSignal::new(false), RwSignal::new(false));
    let not_higher = Signal::derive(move || {
        let me = session.get().map(|session| session.user.id);
        refused.get().or_else(|| {
            item.approval
                .with(|approval| record_refuses(approval, Act::Escalate, me))
        })
    });
    let lines = move || {
        vec![
            MenuItem::new(keys::APPROVAL_ASSIGN_COLLEAGUE, move || choosing.set(true))
                .icon(IconName::Users)
                .disabled_reason(refused),
            MenuItem::new(keys::APPROVAL_ASSIGN_NOBODY, move || assign(None))
                .icon(IconName::X)
                .disabled_reason(Signal::derive(move || {
                    refused.get().or_else(|| {
                        assignee
                            .with(Option::is_none)
                            .then(|| text(keys::APPROVAL_ASSIGNED_NOBODY))
                    })
                })),
        ]
    };
    let who = move || match assignee.get() {
        Some(person) => view! { <Avatar name=person.name.clone()/><Data value=person.name class="strong"/> }.into_any(),
        None => view! { <span class="muted">{t(keys::APPROVALS_NOBODY)}</span> }.into_any(),
    };
    let opens_review = Memo::new(move |_| item.approval.with(opens_review));
    let hint = move || {
        let line = opens_review
            .get()
            .filter(|_| refused.with(Option::is_none) && !is_mine.get());
        line.map(|line| view! { <p class="muted small">{t(line)}</p> })
    };
    view! {
        <Card
            title=keys::APPROVAL_RESPONSIBLE
            actions=ViewFn::from(move || view! { <Menu label=keys::APPROVAL_ASSIGN_MENU items=Signal::derive(lines)/> })
        >
            <div class="stack-tight">
                <p class="approval-person">{who}</p>
                {move || assigning.error().get().map(|error| {
                    let line = error.problem().map_or_else(|| error_text(&error), refused_text);
                    view! { <Banner title=line tone=Tone::Danger/> }
                })}
                <div class="row">
                    {move || (!is_mine.get()).then(|| view! {
                        <Button label=keys::APPROVAL_TAKE icon=IconName::User busy=assigning.pending() disabled_reason=refused on_press=take/>
                    })}
                    <Button label=keys::APPROVAL_ESCALATE icon=IconName::Flag disabled_reason=not_higher on_press=move || escalating.set(true)/>
                </div>
                {hint}
            </div>
        </Card>
        <ChooseDialog item=item open=choosing on_choose=Callback::new(move |(id,): (UserId,)| assign(Some(id)))/>
        <EscalateDialog item=item open=escalating/>
    }
}

/// Who sees that the review has begun once somebody takes the item; nothing when taking it opens none.
fn opens_review(approval: &Approval) -> Option<Key> {
    match &approval.subject {
        ApprovalSubject::Deal(deal) => {
            let is_registration = approval.summary.kind == ApprovalKind::DealRegistration;
            let opens = is_registration && deal.summary.state == DealState::Submitted;
            opens.then_some(keys::APPROVAL_TAKE_HINT)
        }
        ApprovalSubject::Application(application) => {
            let opens = application.summary.state == ApplicationState::Submitted;
            opens.then_some(keys::APPROVAL_TAKE_HINT_APPLICANT)
        }
        ApprovalSubject::FundRequest(_) | ApprovalSubject::FundClaim(_) => None,
    }
}

fn assigned_text(body: &Assignment, approval: &Approval, me: Option<UserId>) -> String {
    let customer = &approval.summary.subject;
    let said = |key: Key| text_with(key, &[("customer", customer)]);
    match (&approval.summary.assignee, body.assignee) {
        (_, None) => said(keys::APPROVAL_LEFT),
        (_, Some(id)) if Some(id) == me => said(keys::APPROVAL_TAKEN),
        (Some(person), _) => text_with(keys::APPROVAL_GIVEN, &[("customer", customer), ("name", &person.name)]),
        (None, _) => said(keys::APPROVAL_LEFT),
    }
}

/// A colleague with how much waits for them already.
fn choice(person: &Decider) -> Choice {
    let role = role_name(person.role);
    let hint = text_plural_with(keys::APPROVAL_ASSIGN_OPEN, person.open, &[("role", &role)]);
    Choice::data(person.id.to_string(), person.name.clone()).with_hint(hint)
}

/// Somebody who may decide.
#[component]
fn ChooseDialog(item: Item, open: RwSignal<bool>, on_choose: Callback<(UserId,)>) -> impl IntoView {
    let id = item.id;
    // Asked for only when somebody looks: most items are taken, not given.
    let people = use_read(move || open.get().then(|| approvals::deciders(id)));
    let choices = Memo::new(move |_| {
        people.value().with(|people| {
            let people = people.iter().flatten();
            people.map(choice).collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(String::new());
    let close = Callback::new(move |()| {
        open.set(false);
        chosen.set(String::new());
    });
    let give = move || {
        if let Some(id) = chosen.with_untracked(|id| id.parse::<UserId>().ok()) {
            on_choose.run((id,));
            close.run(());
        }
    };
    let missing = Signal::derive(move || {
        chosen
            .with(String::is_empty)
            .then(|| text(keys::APPROVAL_ASSIGN_CHOOSE))
    });
    view! {
        <Dialog
            open=open
            title=keys::APPROVAL_ASSIGN_COLLEAGUE
            on_close=close
            foot=ViewFn::from(move || view! {
                <Button label=keys::DECISION_CANCEL on_press=close/>
                <Button label=keys::APPROVAL_ASSIGN kind=ButtonKind::Primary disabled_reason=missing on_press=give/>
            })
        >
            {move || people.error().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
            <Field label=keys::APPROVAL_ASSIGN_PERSON>
                <Combobox value=chosen choices=Signal::from(choices)/>
            </Field>
        </Dialog>
    }
}
