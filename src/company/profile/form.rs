//! The form of the profile.

use super::brand::Brand;
use super::facts::facts;
use super::model::ProfileForm;
use crate::forms::{TwoVersions, differences, error_text, restored_notice};
use crate::i18n::keys;
use crate::ui::{
    Banner, Button, ButtonKind, Choice, DraftState, ErrorSummary, Field, Form, FormActions, FormSection, InputKind,
    TextArea, TextInput, Toggles, Tone,
};
use entente_model::partners::Partner;
use entente_model::partners::profile::limits;
use entente_model::settings::Specialty;
use leptos::prelude::*;

/// The form.
#[component]
pub(super) fn ProfileFields(
    /// The form.
    form: ProfileForm,
    /// The partner, for its logo.
    partner: Signal<Partner>,
) -> impl IntoView {
    let fields = form.fields;
    let choices = Memo::new(move |_| {
        let choice = |known: Specialty| Choice::data(known.code, known.name);
        form.choosable().into_iter().map(choice).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| choices.with(|choices| !choices.is_empty()));
    let specialties = move || {
        any.get().then(|| {
            view! {
                <Field label=keys::COMPANY_PROFILE_SPECIALTIES name="/specialties" group=true>
                    <Toggles choices=choices chosen=fields.specialties/>
                </Field>
            }
        })
    };
    let failed = move || {
        let said = form.errors.failed().get().map(|error| error_text(&error));
        said.map(|said| view! { <Banner title=said tone=Tone::Danger/> })
    };
    view! {
        <Form state=form.errors.state() on_submit=move || form.save()>
            <ErrorSummary/>
            {failed}
            <FormSection title=keys::COMPANY_PROFILE_SEEN text=keys::COMPANY_PROFILE_SEEN_TEXT>
                <Field label=keys::COMPANY_PROFILE_NAME name="/display_name" class="half">
                    <TextInput value=fields.display_name autocomplete="organization"/>
                </Field>
                <Field label=keys::COMPANY_PROFILE_TAGLINE name="/tagline" class="half" optional=true>
                    <TextInput value=fields.tagline/>
                </Field>
                <Field label=keys::COMPANY_PROFILE_DESCRIPTION name="/description" hint=keys::COMPANY_PROFILE_DESCRIPTION_HINT>
                    <TextArea value=fields.description limit=limits::DESCRIPTION/>
                </Field>
                {specialties}
                <Field label=keys::COMPANY_PROFILE_ADDRESS name="/address">
                    <TextArea value=fields.address rows=3/>
                </Field>
            </FormSection>
            <FormSection title=keys::COMPANY_PROFILE_CONTACT text=keys::COMPANY_PROFILE_CONTACT_TEXT>
                <Field label=keys::COMPANY_PROFILE_CONTACT_NAME name="/contact/name" class="half">
                    <TextInput value=fields.contact_name autocomplete="name"/>
                </Field>
                <Field label=keys::COMPANY_PROFILE_CONTACT_TITLE name="/contact/job_title" class="half" optional=true>
                    <TextInput value=fields.contact_title autocomplete="organization-title"/>
                </Field>
                <Field label=keys::COMPANY_PROFILE_CONTACT_EMAIL name="/contact/email" class="half">
                    <TextInput value=fields.contact_email kind=InputKind::Email autocomplete="email"/>
                </Field>
                <Field label=keys::COMPANY_PROFILE_CONTACT_PHONE name="/contact/phone" class="half" optional=true>
                    <TextInput value=fields.contact_phone kind=InputKind::Telephone autocomplete="tel"/>
                </Field>
            </FormSection>
            <FormSection title=keys::COMPANY_PROFILE_COLOURS text=keys::COMPANY_PROFILE_COLOURS_TEXT>
                <Brand form=form partner=partner/>
            </FormSection>
            <FormActions>
                <Button label=keys::COMPANY_PROFILE_SAVE kind=ButtonKind::Primary submit=true busy=form.saving.pending()/>
                <DraftState status=form.status/>
            </FormActions>
        </Form>
    }
}

/// What holds over the form: text of the last visit, and a version that somebody else has saved.
#[component]
pub(super) fn Notices(
    /// The form.
    form: ProfileForm,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        let Some(theirs) = form.stale.get() else {
            return Vec::new();
        };
        let compared = form.specialties.try_with_value(|known| {
            let mine = form.typed.with(|typed| facts(typed, known));
            differences(mine, facts(&theirs.profile, known))
        });
        compared.unwrap_or_default()
    });
    let is_due = Signal::derive(move || form.stale.with(Option::is_some));
    view! {
        {restored_notice(
            form.restored,
            [keys::COMPANY_PROFILE_RESTORED, keys::COMPANY_PROFILE_RESTORED_TEXT, keys::COMPANY_PROFILE_DISCARD],
            Callback::new(move |()| form.discard()),
        )}
        <TwoVersions
            is_due=is_due
            rows=rows
            on_mine=Callback::new(move |()| form.keep_mine())
            on_theirs=Callback::new(move |()| form.take_theirs())
        />
    }
}
