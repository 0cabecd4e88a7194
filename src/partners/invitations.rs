//! Who was invited and has not joined yet; whoever guides the partner sends an invitation again, also when its link has ended.

use crate::api::{Reading, partners, use_read};
use crate::company::{SendAgain, invitation_key, link_end};
use crate::i18n::keys;
use crate::session::{role_name, use_session};
use crate::ui::{Card, Data, each};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::people::{Invitation, Permission};
use leptos::prelude::*;

/// The list; nothing while nobody is awaited.
#[component]
pub(super) fn Invitations(
    /// Whose.
    id: PartnerId,
) -> impl IntoView {
    let reading = use_read(move || partners::invitations(id))
        .refetch_on(move |event| matches!(event, LiveEvent::Partner { id: changed, .. } if *changed == id));
    let value = reading.value();
    let open = Memo::new(move |_| value.with(|open| open.clone().unwrap_or_default()));
    let any = Memo::new(move |_| open.with(|open| !open.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <Card title=keys::COMPANY_INVITATIONS text=keys::COMPANY_INVITATIONS_TEXT flush=true>
                    <ul class="next-rows">
                        {each(move || open.get(), invitation_key, move |invitation| line(id, invitation, reading))}
                    </ul>
                </Card>
            }
        })
    }
}

fn line(partner: PartnerId, invitation: Invitation, reading: Reading<Vec<Invitation>>) -> AnyView {
    let session = use_session();
    let (role, end) = (invitation.role, link_end(&invitation));
    let refused = Signal::derive(move || session.reason_not(Permission::GuideJourneys));
    let on_sent = move |sent: Invitation| {
        reading.update(|open| {
            for known in open.iter_mut().filter(|known| known.id == sent.id) {
                known.clone_from(&sent);
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
            {end}
            <SendAgain partner=partner invitation=invitation refused=refused on_sent=on_sent/>
        </li>
    }
    .into_any()
}
