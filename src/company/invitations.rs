//! Invitations that wait. Withdrawing one can't be undone, but another can be sent at once.

use super::foot::foot;
use crate::api::{self, Reading, use_more};
use crate::forms::error_text;
use crate::i18n::{keys, t, text_with};
use crate::session::role_name;
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, Card, Data, Time, toast, toast_error};
use entente_model::page::Page;
use entente_model::people::Invitation;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list; nothing while none waits.
#[component]
pub(super) fn InvitationList(
    /// What is read.
    reading: Reading<Page<Invitation>>,
) -> impl IntoView {
    let value = reading.value();
    let waiting =
        Memo::new(move |_| value.with(|page| page.as_ref().map(|page| page.items.clone()).unwrap_or_default()));
    let any = Memo::new(move |_| waiting.with(|waiting| !waiting.is_empty()));
    let more = use_more(
        reading,
        |cursor| api::people::invitations(Some(cursor)),
        |one, other| one.id == other.id,
    );
    let shown = Signal::derive(move || waiting.with(|waiting| waiting.len() as u64));
    let has_more =
        Signal::derive(move || value.with(|page| page.as_ref().is_some_and(|page| page.next_cursor.is_some())));
    move || {
        any.get().then(|| {
            view! {
                <Card title=keys::COMPANY_INVITATIONS text=keys::COMPANY_INVITATIONS_TEXT flush=true>
                    <ul class="next-rows">
                        {each(move || waiting.get(), |invitation| invitation.id, move |invitation| line(invitation, reading))}
                    </ul>
                    // A short list needs no count of itself.
                    {move || has_more.get().then(|| foot(more, shown, has_more))}
                </Card>
            }
        })
    }
}

fn line(invitation: Invitation, reading: Reading<Page<Invitation>>) -> AnyView {
    let role = invitation.role;
    let (id, email) = (invitation.id, invitation.email.clone());
    let busy = RwSignal::new(false);
    let withdraw = move || {
        let email = email.clone();
        busy.set(true);
        spawn_local(async move {
            match api::people::withdraw_invitation(id).await {
                Ok(()) => {
                    reading.update(|page| page.items.retain(|other| other.id != id));
                    toast(text_with(keys::COMPANY_WITHDRAWN, &[("email", &email)]));
                }
                Err(error) => {
                    busy.try_set(false);
                    toast_error(error_text(&error));
                }
            }
        });
    };
    view! {
        <li class="next-row next-row-acts">
            <span class="next-main">
                <Data value=invitation.name.clone() class="strong truncate"/>
                <Data value=invitation.email.clone() class="next-sub"/>
            </span>
            <span class="next-amount">{move || role_name(role)}</span>
            <span class="next-end faint small">{t(keys::COMPANY_INVITATION_ENDS)} " " <Time value=invitation.expires_at is_end=true/></span>
            <Button label=keys::COMPANY_WITHDRAW kind=ButtonKind::Ghost size=ButtonSize::Small busy=busy on_press=withdraw/>
        </li>
    }
    .into_any()
}
