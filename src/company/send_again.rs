//! An invitation that nobody has accepted yet: how long its link works, and the button that sends it again.

use crate::api::{partners, use_write};
use crate::forms::error_text;
use crate::i18n::{keys, t, text, text_with};
use crate::ui::{Button, ButtonSize, IconName, StatusBadge, Time, Tone, now, toast, toast_error};
use entente_model::ids::{InvitationId, PartnerId};
use entente_model::people::Invitation;
use leptos::prelude::*;

/// The key of its row: one that was sent again is drawn anew.
pub fn invitation_key(invitation: &Invitation) -> String {
    format!("{}/{}", invitation.id, invitation.expires_at)
}

/// When its link ends, or that it has ended.
pub fn link_end(invitation: &Invitation) -> AnyView {
    let ends_at = invitation.expires_at;
    let kept = StoredValue::new(invitation.clone());
    let is_over = Memo::new(move |_| kept.with_value(|kept| kept.is_over(now())));
    let end = move || {
        if is_over.get() {
            return view! { <StatusBadge label=keys::PARTNER_INVITATION_OVER tone=Tone::Warning icon=Some(IconName::Clock)/> }
                .into_any();
        }
        view! { <span class="faint small">{t(keys::COMPANY_INVITATION_ENDS)} " " <Time value=ends_at is_end=true/></span> }
            .into_any()
    };
    view! { <span class="next-end">{end}</span> }.into_any()
}

/// Sends an invitation to a partner again, also when its link has ended; not within minutes of the last time.
#[component]
pub fn SendAgain(
    /// Whose person is invited.
    partner: PartnerId,
    /// The invitation.
    invitation: Invitation,
    /// Why the reader may not send it.
    #[prop(into, optional)]
    refused: Signal<Option<String>>,
    /// Gets the invitation as it waits anew.
    #[prop(into)]
    on_sent: Callback<(Invitation,)>,
) -> impl IntoView {
    let id = invitation.id;
    let sending = use_write(
        move |id: &InvitationId, key| partners::send_invitation(partner, *id, key),
        move |_, sent: Invitation| {
            toast(text_with(keys::PARTNER_INVITATION_SENT, &[("email", &sent.email)]));
            on_sent.run((sent,));
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            toast_error(error_text(&error));
        }
    });
    let kept = StoredValue::new(invitation);
    let was_just_sent = Memo::new(move |_| kept.with_value(|kept| kept.was_just_sent(now())));
    let reason = Signal::derive(move || {
        let just_sent = || was_just_sent.get().then(|| text(keys::PARTNER_INVITATION_JUST_SENT));
        refused.get().or_else(just_sent)
    });
    view! {
        <Button
            label=keys::PARTNER_INVITATION_SEND
            size=ButtonSize::Small
            icon=IconName::Mail
            busy=sending.pending()
            disabled_reason=reason
            on_press=move || sending.run(id)
        />
    }
}
