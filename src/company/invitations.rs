//! Invitations that nobody has accepted yet. Withdrawing one can't be undone, but another can be sent at once; a partner's can be sent
//! again, also when their link has ended.

use super::foot::foot;
use super::send_again::{SendAgain, invitation_key, link_end};
use crate::api::{self, Reading, use_more};
use crate::forms::error_text;
use crate::i18n::{keys, text_with};
use crate::session::{role_name, use_session};
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, Card, Data, toast, toast_error};
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use entente_model::people::Invitation;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list; nothing while nobody is awaited.
#[component]
pub(super) fn InvitationList(
    /// What is read.
    reading: Reading<Page<Invitation>>,
) -> impl IntoView {
    let partner = untrack(|| use_session().partner_id());
    let value = reading.value();
    let open = Memo::new(move |_| value.with(|page| page.as_ref().map(|page| page.items.clone()).unwrap_or_default()));
    let any = Memo::new(move |_| open.with(|open| !open.is_empty()));
    let more = use_more(
        reading,
        |cursor| api::people::invitations(Some(cursor)),
        |one, other| one.id == other.id,
    );
    let shown = Signal::derive(move || open.with(|open| open.len() as u64));
    let has_more =
        Signal::derive(move || value.with(|page| page.as_ref().is_some_and(|page| page.next_cursor.is_some())));
    move || {
        any.get().then(|| {
            view! {
                <Card title=keys::COMPANY_INVITATIONS text=keys::COMPANY_INVITATIONS_TEXT flush=true>
                    <ul class="next-rows">
                        {each(move || open.get(), invitation_key, move |invitation| line(invitation, partner, reading))}
                    </ul>
                    // A short list needs no count of itself.
                    {move || has_more.get().then(|| foot(more, shown, has_more))}
                </Card>
            }
        })
    }
}

/// A line. On the vendor's side nothing is sent again here: its page of each partner does that.
fn line(invitation: Invitation, partner: Option<PartnerId>, reading: Reading<Page<Invitation>>) -> AnyView {
    let (role, end) = (invitation.role, link_end(&invitation));
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
    let on_sent = move |sent: Invitation| {
        reading.update(|page| {
            for known in page.items.iter_mut().filter(|known| known.id == sent.id) {
                known.clone_from(&sent);
            }
        });
    };
    let again = partner.map(|partner| {
        let invitation = invitation.clone();
        view! { <SendAgain partner=partner invitation=invitation on_sent=on_sent/> }
    });
    view! {
        <li class="next-row next-row-acts">
            <span class="next-main">
                <Data value=invitation.name.clone() class="strong truncate"/>
                <Data value=invitation.email.clone() class="next-sub"/>
            </span>
            <span class="next-amount">{move || role_name(role)}</span>
            {end}
            <span class="row">
                {again}
                <Button label=keys::COMPANY_WITHDRAW kind=ButtonKind::Ghost size=ButtonSize::Small busy=busy on_press=withdraw/>
            </span>
        </li>
    }
    .into_any()
}
