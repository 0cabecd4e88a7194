//! The item has changed since it was read: both versions, and whether to decide all the same.

use crate::applications::facts::{self as application_facts, Group};
use crate::applications::words as applications;
use crate::approvals::words::flag_name;
use crate::deals::facts::{Section, facts};
use crate::deals::words::state_name;
use crate::funds::facts::{claim_facts, request_facts};
use crate::funds::request_words::{claim_state_name, request_state_name};
use crate::i18n::{self, keys, t, text};
use crate::ui::{Button, ButtonKind, CompareRow, Dialog, SideBySide};
use entente_model::approvals::{Approval, ApprovalSubject};
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The version that was seen and the one that stands.
#[derive(Clone, PartialEq)]
pub(super) struct Versions {
    /// What the decision was made on.
    pub seen: Approval,
    /// As it stands.
    pub now: Approval,
}

/// The dialog; shown while there are two versions.
#[component]
pub(super) fn StaleDialog(
    /// Both versions.
    versions: RwSignal<Option<Versions>>,
    /// The program, for names of products.
    program: StoredValue<Option<ProgramInfo>>,
    /// Decides on the version that stands.
    on_again: Callback<()>,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        versions.with(|versions| {
            let Some(Versions { seen, now }) = versions else {
                return Vec::new();
            };
            program
                .try_with_value(|program| program.as_ref().map(|program| differences(seen, now, program)))
                .flatten()
                .unwrap_or_default()
        })
    });
    let close = Callback::new(move |()| versions.set(None));
    let again = Callback::new(move |()| {
        versions.set(None);
        on_again.run(());
    });
    view! {
        <Dialog
            open=Signal::derive(move || versions.with(Option::is_some))
            title=keys::CONFLICT_STALE_EVENT_TITLE
            on_close=close
            wide=true
            foot=ViewFn::from(move || view! {
                <Button label=keys::CONFLICT_STALE_LEAVE on_press=close/>
                <Button label=keys::CONFLICT_STALE_AGAIN kind=ButtonKind::Primary on_press=again/>
            })
        >
            <p class="muted">{t(keys::CONFLICT_STALE_EVENT_TEXT)}</p>
            {move || if rows.with(Vec::is_empty) {
                view! { <p>{t(keys::APPROVAL_STALE_NOTHING)}</p> }.into_any()
            } else {
                view! {
                    <SideBySide
                        label=keys::CONFLICT_STALE_EVENT_TITLE
                        left=keys::CONFLICT_STALE_BEFORE
                        right=keys::CONFLICT_STALE_NOW
                        rows=rows
                    />
                }
                .into_any()
            }}
        </Dialog>
    }
}

fn differences(seen: &Approval, now: &Approval, program: &ProgramInfo) -> Vec<CompareRow> {
    let both = |label, read: &dyn Fn(&Approval) -> String| (label, read(seen), read(now));
    let flags = |item: &Approval| {
        i18n::list(
            &item
                .summary
                .flags
                .iter()
                .map(|flag| text(flag_name(*flag)))
                .collect::<Vec<_>>(),
        )
    };
    let assignee = |item: &Approval| {
        item.summary
            .assignee
            .as_ref()
            .map(|person| person.name.clone())
            .unwrap_or_default()
    };
    let mut lines = vec![
        both(keys::APPROVAL_STATE, &|item| match &item.subject {
            ApprovalSubject::Deal(deal) => text(state_name(deal.summary.state)),
            ApprovalSubject::Application(application) => text(applications::state_name(application.summary.state)),
            ApprovalSubject::FundRequest(request) => text(request_state_name(request.summary.state)),
            ApprovalSubject::FundClaim(claim) => text(claim_state_name(claim.summary.state)),
        }),
        both(keys::APPROVAL_DUE, &|item| {
            i18n::date_time(i18n::last_moment(item.summary.due_at))
        }),
        both(keys::APPROVALS_COLUMN_FLAGS, &flags),
        both(keys::APPROVALS_COLUMN_ASSIGNEE, &assignee),
        both(keys::DEAL_CARD_ATTACHMENTS, &|item| {
            let files = match &item.subject {
                ApprovalSubject::Deal(deal) => Some(deal.attachments.len()),
                ApprovalSubject::Application(_) => None,
                ApprovalSubject::FundRequest(request) => Some(request.attachments.len()),
                ApprovalSubject::FundClaim(claim) => Some(claim.proofs.len()),
            };
            files.map(|files| i18n::integer(files as i64)).unwrap_or_default()
        }),
    ];
    let fields = |item: &Approval| match &item.subject {
        ApprovalSubject::Deal(deal) => {
            let sections = Section::ALL.into_iter();
            sections
                .flat_map(|section| facts(&deal.fields, section, program))
                .collect::<Vec<_>>()
        }
        ApprovalSubject::Application(application) => {
            let groups = Group::ALL.into_iter();
            groups
                .flat_map(|group| application_facts::facts(&application.fields, group, program))
                .collect()
        }
        ApprovalSubject::FundRequest(request) => request_facts(&request.fields),
        ApprovalSubject::FundClaim(claim) => claim_facts(&claim.fields, &claim.request),
    };
    let written = fields(seen)
        .into_iter()
        .zip(fields(now))
        .map(|(seen, now)| (seen.label, seen.value, now.value));
    lines.extend(written);
    let differing = lines.into_iter().filter(|(_, seen, now)| seen != now);
    differing
        .map(|(label, seen, now)| CompareRow::new(label, dash(seen), dash(now)))
        .collect()
}

fn dash(value: String) -> String {
    if value.is_empty() { "–".to_owned() } else { value }
}
