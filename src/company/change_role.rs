//! Changing somebody's role.

use super::role_fields::{RoleFields, RoleInput, role_of};
use crate::api::{self, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, text, text_with};
use crate::ui::{Banner, Button, ButtonKind, Dialog, ErrorSummary, Form, Tone, toast};
use entente_model::people::{Role, User, UserChange};
use entente_model::problem::{Code, FieldCode, FieldError};
use leptos::prelude::*;

/// The dialog; open while `person` holds somebody.
#[component]
pub(super) fn ChangeRoleDialog(
    /// Whose role.
    person: RwSignal<Option<User>>,
    /// Gets the person as they stand afterwards.
    #[prop(into)]
    on_changed: Callback<(User,)>,
) -> impl IntoView {
    let open = Signal::derive(move || person.with(Option::is_some));
    let title = Signal::derive(move || {
        let name = person
            .with(|person| person.as_ref().map(|person| person.name.clone()))
            .unwrap_or_default();
        text_with(keys::COMPANY_CHANGE_ROLE_OF, &[("name", &name)])
    });
    view! {
        <Dialog open=open title=title on_close=move || person.set(None)>
            {move || person.get().map(|user| view! { <ChangeRole user=user person=person on_changed=on_changed/> })}
        </Dialog>
    }
}

fn check(input: RoleInput) -> Result<UserChange, Vec<FieldError>> {
    let Some(role) = input.role.with(|role| role_of(role)) else {
        return Err(vec![FieldError::new("/role", FieldCode::Required)]);
    };
    let regions = input.regions();
    if role == Role::ChannelManager && regions.is_empty() {
        return Err(vec![FieldError::new("/regions", FieldCode::Required)]);
    }
    Ok(UserChange {
        role: Some(role),
        regions: Some(regions),
        disabled: None,
    })
}

#[component]
fn ChangeRole(user: User, person: RwSignal<Option<User>>, on_changed: Callback<(User,)>) -> impl IntoView {
    let input = RoleInput::new(user.role, &user.regions);
    let errors = FormErrors::new(move || check(input).err().unwrap_or_default());
    let (id, version, side) = (user.id, user.version, user.role.side());
    let sending = use_write(
        move |body: &UserChange, _| api::people::change(id, body, version),
        move |_, changed: User| {
            toast(text_with(keys::COMPANY_ROLE_CHANGED, &[("name", &changed.name)]));
            on_changed.run((changed,));
            person.set(None);
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Ok(body) = untrack(move || check(input)) {
            errors.clear();
            sending.run(body);
        }
    };
    let failed = move || {
        errors.failed().get().map(|error| {
            let said = if error.code() == Some(Code::InvalidState) {
                text(keys::COMPANY_LAST_ADMIN)
            } else {
                error_text(&error)
            };
            view! { <Banner title=said tone=Tone::Danger/> }
        })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <RoleFields input=input side=Some(side)/>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || person.set(None)/>
                <Button label=keys::COMPANY_SAVE kind=ButtonKind::Primary submit=true busy=sending.pending()/>
            </div>
        </Form>
    }
}
