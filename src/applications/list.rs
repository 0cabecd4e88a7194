//! The list of applications.

use super::PAGE;
use super::cells;
use super::filters::ApplicationFilters;
use super::invite::InviteDialog;
use crate::i18n::keys;
use crate::lists::{Asked, ListCard, no_rows, use_asked, use_rows};
use crate::paths::ApplicationsQuery;
use crate::session::use_session;
use crate::shell::{PageHead, page_command, use_commands};
use crate::ui::{Button, ButtonKind, DataTable, EmptyState, IconName, Pane, StaleNotice};
use entente_model::onboarding::ApplicationSummary;
use entente_model::people::Permission;
use leptos::prelude::*;

/// The page `/applications`.
#[component]
pub fn ApplicationsPage() -> impl IntoView {
    let session = use_session();
    let Asked {
        address,
        search,
        question,
        clear,
    } = use_asked(|query: ApplicationsQuery| query);
    let rows = use_rows(question, Signal::stored(false));
    let inviting = RwSignal::new(false);
    use_commands(move || {
        let command = || {
            page_command("invite-company", keys::APPLICATIONS_INVITE, IconName::Plus, move || {
                inviting.set(true)
            })
        };
        let may_invite = session.may(Permission::InviteCompanies);
        may_invite.then(command).into_iter().collect()
    });
    // The newest stands first; a live event may have brought it already.
    let on_invited = move |(invited,): (ApplicationSummary,)| {
        if question.with_untracked(|question| question.takes(&invited)) {
            rows.change(|shown| {
                shown.retain(|row| row.id != invited.id);
                shown.insert(0, invited);
            });
        }
    };

    let table_rows = Signal::derive(move || {
        rows.shown()
            .with(|shown| shown.iter().map(cells::row).collect::<Vec<_>>())
    });
    let empty = move || {
        view! {
            <EmptyState title=keys::APPLICATIONS_EMPTY text=keys::APPLICATIONS_EMPTY_TEXT icon=IconName::Building2>
                <InviteButton open=inviting/>
            </EmptyState>
        }
        .into_any()
    };
    let nothing = move || {
        no_rows(
            rows,
            question,
            keys::APPLICATIONS_NONE,
            keys::APPLICATIONS_NONE_TEXT,
            clear,
            empty,
        )
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::APPLICATIONS_LEAD>
                <InviteButton open=inviting/>
            </PageHead>
            <ApplicationFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <ListCard
                rows=rows
                class="applications-list"
                title=keys::APPLICATIONS_TITLE
                changed=keys::APPLICATIONS_CHANGED
                failed=keys::APPLICATIONS_ERROR
            >
                <DataTable
                    label=keys::APPLICATIONS_TITLE
                    columns=cells::columns()
                    rows=table_rows
                    loading=rows.loading()
                    empty=nothing
                />
            </ListCard>
            <InviteDialog open=inviting on_invited=on_invited/>
        </Pane>
    }
}

/// Opens the invitation; stays, with its reason, where the role does not allow it.
#[component]
fn InviteButton(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let reason = Memo::new(move |_| session.reason_not(Permission::InviteCompanies));
    view! {
        <Button
            label=keys::APPLICATIONS_INVITE
            kind=ButtonKind::Primary
            icon=IconName::Plus
            disabled_reason=reason
            on_press=move || open.set(true)
        />
    }
}
