//! The page: people with their roles, and invitations that wait.

use super::PAGE;
use super::invitations::InvitationList;
use super::invite::InviteDialog;
use super::people_list::PeopleList;
use crate::api::{self, use_read};
use crate::i18n::{keys, text};
use crate::shell::{PageHead, page_command, use_commands};
use crate::ui::{Button, ButtonKind, IconName, Pane};
use entente_model::people::Invitation;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let inviting = RwSignal::new(false);
    let people = use_read(move || Some(api::people::list(&search.get(), None)));
    let invitations = use_read(|| Some(api::people::invitations(None)));
    use_commands(move || {
        vec![page_command(
            "invite",
            keys::COMPANY_INVITE,
            IconName::Plus,
            move || inviting.set(true),
        )]
    });
    view! {
        <Pane>
            <PageHead page=&PAGE lead=move || Some(text(keys::COMPANY_LEAD))>
                <Button label=keys::COMPANY_INVITE kind=ButtonKind::Primary icon=IconName::Plus on_press=move || inviting.set(true)/>
            </PageHead>
            <InvitationList reading=invitations/>
            <PeopleList reading=people search=search/>
            <InviteDialog open=inviting on_invited=move |_: Invitation| invitations.refetch()/>
        </Pane>
    }
}
