//! Who was invited and has not joined yet; whoever guides the partner sends an invitation again, also when its link has ended.

use crate::api::{Reading, partners, use_read, use_write};
use crate::forms::error_text;
use crate::i18n::{keys, t, text, text_with};
use crate::session::{role_name, use_session};
use crate::ui::{Button, ButtonSize, Card, Data, IconName, StatusBadge, Time, Tone, each, now, toast, toast_error};
use entente_model::events::LiveEvent;
use entente_model::ids::{InvitationId, PartnerId};
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
                        {each(move || open.get(), row_key, move |invitation| line(id, invitation, reading))}
                    </ul>
                </Card>
            }
        })
    }
}

/// One that was sent again is drawn anew.
fn row_key(invitation: &Invitation) -> String {
    format!("{}/{}", invitation.id, invitation.expires_at)
}

fn line(partner: PartnerId, invitation: Invitation, reading: Reading<Vec<Invitation>>) -> AnyView {
    let session = use_session();
    let (id, role) = (invitation.id, invitation.role);
    let sending = use_write(
        move |id: &InvitationId, key| partners::send_invitation(partner, *id, key),
        move |_, sent: Invitation| {
            toast(text_with(keys::PARTNER_INVITATION_SENT, &[("email", &sent.email)]));
            reading.update(|open| {
                for known in open.iter_mut().filter(|known| known.id == sent.id) {
                    known.clone_from(&sent);
                }
            });
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            toast_error(error_text(&error));
        }
    });
    let kept = StoredValue::new(invitation.clone());
    let is_over = Memo::new(move |_| kept.with_value(|kept| kept.is_over(now())));
    let was_just_sent = Memo::new(move |_| kept.with_value(|kept| kept.was_just_sent(now())));
    let reason = Signal::derive(move || {
        let role = session.reason_not(Permission::GuideJourneys);
        role.or_else(|| was_just_sent.get().then(|| text(keys::PARTNER_INVITATION_JUST_SENT)))
    });
    let ends_at = invitation.expires_at;
    let end = move || {
        if is_over.get() {
            return view! { <StatusBadge label=keys::PARTNER_INVITATION_OVER tone=Tone::Warning icon=Some(IconName::Clock)/> }
                .into_any();
        }
        view! { <span class="faint small">{t(keys::COMPANY_INVITATION_ENDS)} " " <Time value=ends_at is_end=true/></span> }
            .into_any()
    };
    view! {
        <li class="next-row next-row-acts">
            <span class="next-main">
                <Data value=invitation.name class="strong truncate"/>
                <Data value=invitation.email class="next-sub"/>
            </span>
            <span class="next-amount">{move || role_name(role)}</span>
            <span class="next-end">{end}</span>
            <Button
                label=keys::PARTNER_INVITATION_SEND
                size=ButtonSize::Small
                icon=IconName::Mail
                busy=sending.pending()
                disabled_reason=reason
                on_press=move || sending.run(id)
            />
        </li>
    }
    .into_any()
}
