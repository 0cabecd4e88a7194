//! The list of applications.

use super::PAGE;
use super::cells;
use super::filters::ApplicationFilters;
use super::invite::InviteDialog;
use crate::i18n::{keys, t};
use crate::lists::{changes, foot, use_rows, use_search};
use crate::paths::{ApplicationsQuery, use_address_state};
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
    let address = use_address_state::<ApplicationsQuery>();
    let search = use_search(
        Memo::new(move |_| address.query().with(|query| query.search.clone())),
        Callback::new(move |(text,)| address.replace(|query| query.search = text)),
    );
    let question = Memo::new(move |_| ApplicationsQuery {
        search: search.asked.get(),
        ..address.get()
    });
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
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| *query = ApplicationsQuery::default());
    });
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        if question.with(ApplicationsQuery::is_filtered) {
            return view! {
                <EmptyState title=keys::APPLICATIONS_NONE text=keys::APPLICATIONS_NONE_TEXT icon=IconName::Search>
                    <Button label=keys::APPROVALS_FILTER_CLEAR icon=IconName::X on_press=clear/>
                </EmptyState>
            }
            .into_any();
        }
        view! {
            <EmptyState title=keys::APPLICATIONS_EMPTY text=keys::APPLICATIONS_EMPTY_TEXT icon=IconName::Building2>
                <InviteButton open=inviting/>
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::APPLICATIONS_LEAD>
                <InviteButton open=inviting/>
            </PageHead>
            <ApplicationFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <div class="card applications-list">
                <h2 class="visually-hidden">{t(keys::APPLICATIONS_TITLE)}</h2>
                {changes(rows, keys::APPLICATIONS_CHANGED)}
                <DataTable
                    label=keys::APPLICATIONS_TITLE
                    columns=cells::columns()
                    rows=table_rows
                    loading=rows.loading()
                    empty=nothing
                />
                {foot(rows, keys::APPLICATIONS_ERROR)}
            </div>
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
