//! Inviting somebody: a link is mailed to them.

use super::role_fields::{RoleFields, RoleInput, role_of};
use crate::api::{self, use_write};
use crate::forms::{FormErrors, PartnerChoice, error_text, read_email};
use crate::i18n::{keys, text, text_with};
use crate::session::use_session;
use crate::ui::{Banner, Button, ButtonKind, Dialog, ErrorSummary, Field, Form, InputKind, TextInput, Tone, toast};
use entente_model::ids::PartnerId;
use entente_model::people::{Invitation, NewInvitation, Role, Side};
use entente_model::problem::{Code, FieldCode, FieldError};
use entente_model::text::check_required;
use leptos::prelude::*;

/// Longest name of a person.
const MAX_NAME: usize = 100;

/// The dialog.
#[component]
pub(super) fn InviteDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Gets the invitation.
    #[prop(into)]
    on_invited: Callback<(Invitation,)>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=keys::COMPANY_INVITE_TITLE on_close=move || open.set(false)>
            <Invite open=open on_invited=on_invited/>
        </Dialog>
    }
}

struct RawInvitation {
    email: String,
    name: String,
    role: String,
    regions: Vec<String>,
    partner: String,
    /// Whose person invites.
    side: Side,
}

impl TryFrom<RawInvitation> for NewInvitation {
    type Error = Vec<FieldError>;
    fn try_from(raw: RawInvitation) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let email = read_email("/email", &raw.email, &mut errors);
        check_required("/name", &raw.name, MAX_NAME, false, &mut errors);
        let Some(role) = role_of(&raw.role) else {
            errors.push(FieldError::new("/role", FieldCode::Required));
            return Err(errors);
        };
        if role == Role::ChannelManager && raw.regions.is_empty() {
            errors.push(FieldError::new("/regions", FieldCode::Required));
        }
        let names_partner = raw.side == Side::Vendor && role.side() == Side::Partner;
        let partner_id: Option<PartnerId> = if names_partner { raw.partner.parse().ok() } else { None };
        if names_partner && partner_id.is_none() {
            errors.push(FieldError::new("/partner_id", FieldCode::Required));
        }
        let invitation = NewInvitation {
            email,
            name: raw.name.trim().to_owned(),
            role,
            partner_id,
            regions: raw.regions,
        };
        if errors.is_empty() { Ok(invitation) } else { Err(errors) }
    }
}

#[component]
fn Invite(open: RwSignal<bool>, on_invited: Callback<(Invitation,)>) -> impl IntoView {
    let side = use_session()
        .get_untracked()
        .map_or(Side::Partner, |session| session.user.role.side());
    let (email, name, partner) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let first_role = if side == Side::Vendor {
        Role::ChannelManager
    } else {
        Role::PartnerMember
    };
    let input = RoleInput::new(first_role, &[]);
    let raw = move || RawInvitation {
        email: email.get(),
        name: name.get(),
        role: input.role.get(),
        regions: input.regions(),
        partner: partner.get(),
        side,
    };
    let errors = FormErrors::new(move || NewInvitation::try_from(raw()).err().unwrap_or_default())
        .follow("/email", email)
        .follow("/name", name)
        .follow("/partner_id", partner);
    let sending = use_write(
        |body: &NewInvitation, key| api::people::invite(body, key),
        move |_, invitation: Invitation| {
            toast(text_with(keys::COMPANY_INVITED, &[("email", &invitation.email)]));
            on_invited.run((invitation,));
            open.set(false);
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Ok(body) = NewInvitation::try_from(untrack(raw)) {
            errors.clear();
            sending.run(body);
        }
    };
    let failed = move || {
        errors.failed().get().map(|error| {
            let said = if error.code() == Some(Code::AlreadyExists) {
                text(keys::COMPANY_INVITE_KNOWN)
            } else {
                error_text(&error)
            };
            view! { <Banner title=said tone=Tone::Danger/> }
        })
    };
    let names_partner = Memo::new(move |_| {
        side == Side::Vendor
            && input
                .role
                .with(|role| role_of(role))
                .is_some_and(|role| role.side() == Side::Partner)
    });
    let offered = (side == Side::Partner).then_some(Side::Partner);
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <Field label=keys::SESSION_EMAIL name="/email">
                <TextInput value=email kind=InputKind::Email/>
            </Field>
            <Field label=keys::SESSION_NAME name="/name">
                <TextInput value=name/>
            </Field>
            <RoleFields input=input side=offered/>
            {move || names_partner.get().then(|| view! {
                <Field label=keys::COMPANY_PARTNER name="/partner_id"><PartnerChoice value=partner/></Field>
            })}
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
                <Button label=keys::COMPANY_INVITE_SEND kind=ButtonKind::Primary submit=true busy=sending.pending()/>
            </div>
        </Form>
    }
}
