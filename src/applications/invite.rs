//! Inviting a company to apply: a link to an application that says what is known already is mailed to its contact.

use super::invitation::InvitationFields;
use super::words::type_name;
use crate::api::{Writing, onboarding, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{Locale, keys, text, text_with};
use crate::session::use_session;
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Dialog, ErrorSummary, Field, Form, InputKind, Select, TextArea,
    TextInput, Toggles, Tone, country_choices, toast,
};
use entente_model::onboarding::application::limits;
use entente_model::onboarding::{ApplicationSummary, CompanyInvitation};
use entente_model::people::PartnerType;
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn InviteDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Gets the application that was begun.
    #[prop(into)]
    on_invited: Callback<(ApplicationSummary,)>,
) -> impl IntoView {
    let fields = InvitationFields::new();
    let errors = FormErrors::new(move || CompanyInvitation::try_from(fields.raw()).err().unwrap_or_default())
        .follow("/fields/legal_name", fields.legal_name)
        .follow("/fields/display_name", fields.display_name)
        .follow("/fields/domain", fields.domain)
        .follow("/fields/region", fields.region)
        .follow("/fields/country", fields.country)
        .follow("/fields/partner_type", fields.partner_type)
        .follow(
            "/fields/specialties",
            Signal::derive(move || fields.specialties.with(|codes| codes.join(" "))),
        )
        .follow("/fields/contact/name", fields.contact_name)
        .follow("/fields/contact/email", fields.contact_email)
        .follow("/fields/contact/job_title", fields.contact_title)
        .follow("/message", fields.message)
        .follow("/locale", fields.locale);
    let sending = use_write(
        |body: &CompanyInvitation, key| onboarding::invite(body, key),
        move |body: CompanyInvitation, begun: ApplicationSummary| {
            let email = &body.fields.contact.email;
            toast(text_with(
                keys::APPLICATIONS_INVITED,
                &[("company", &begun.company), ("email", email)],
            ));
            on_invited.run((begun,));
            open.set(false);
            fields.reset();
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    // What is refused after the dialog was closed is said when it opens again.
    Effect::new(move |_| {
        if !open.get() {
            errors.clear();
            errors.state().reset();
            sending.forget_error();
        }
    });
    view! {
        <Dialog open=open title=keys::APPLICATIONS_INVITE_TITLE on_close=move || open.set(false) wide=true>
            <Invite open=open fields=fields errors=errors sending=sending/>
        </Dialog>
    }
}

#[component]
fn Invite(
    open: RwSignal<bool>,
    fields: InvitationFields,
    errors: FormErrors,
    sending: Writing<CompanyInvitation>,
) -> impl IntoView {
    let send = move || {
        if let Ok(body) = CompanyInvitation::try_from(untrack(|| fields.raw())) {
            errors.clear();
            sending.run(body);
        }
    };
    let failed = move || {
        let error = errors.failed().get();
        error.map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <div class="form-fields">
                <CompanyFields fields=fields/>
                <Field label=keys::APPLICATIONS_INVITE_CONTACT name="/fields/contact/name" class="half">
                    <TextInput value=fields.contact_name/>
                </Field>
                <Field label=keys::APPLICATION_FACT_EMAIL name="/fields/contact/email" hint=keys::APPLICATIONS_INVITE_EMAIL_HINT class="half">
                    <TextInput value=fields.contact_email kind=InputKind::Email/>
                </Field>
                <Field label=keys::APPLICATION_FACT_JOB_TITLE name="/fields/contact/job_title" optional=true>
                    <TextInput value=fields.contact_title/>
                </Field>
                <Field label=keys::APPLICATIONS_INVITE_MESSAGE name="/message" hint=keys::APPLICATIONS_INVITE_MESSAGE_HINT optional=true>
                    <TextArea value=fields.message limit=limits::MOTIVATION rows=3/>
                </Field>
                <Field label=keys::APPLICATIONS_INVITE_LANGUAGE name="/locale" class="half">
                    <Select value=fields.locale choices=languages()/>
                </Field>
            </div>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
                <Button label=keys::COMPANY_INVITE_SEND kind=ButtonKind::Primary submit=true busy=sending.pending()/>
            </div>
        </Form>
    }
}

/// What is known of the company.
#[component]
fn CompanyFields(fields: InvitationFields) -> impl IntoView {
    let session = use_session();
    let regions = move || {
        let session = session.get();
        let regions = session.iter().flat_map(|session| &session.program.regions);
        regions
            .map(|region| Choice::data(region.code.clone(), region.name.clone()))
            .collect::<Vec<_>>()
    };
    let specialties = Signal::derive(move || {
        let session = session.get();
        let known = session.iter().flat_map(|session| &session.program.specialties);
        known
            .filter(|known| known.offered)
            .map(|known| Choice::data(known.code.clone(), known.name.clone()))
            .collect::<Vec<_>>()
    });
    let kinds = || {
        let unknown = Choice::new("", text(keys::APPLICATIONS_INVITE_TYPE_UNKNOWN));
        let kinds = PartnerType::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), text(type_name(*kind))));
        std::iter::once(unknown).chain(kinds).collect::<Vec<_>>()
    };
    view! {
        <Field label=keys::APPLICATION_FACT_LEGAL_NAME name="/fields/legal_name" class="half">
            <TextInput value=fields.legal_name/>
        </Field>
        <Field label=keys::APPLICATION_FACT_DISPLAY_NAME name="/fields/display_name" optional=true class="half">
            <TextInput value=fields.display_name/>
        </Field>
        <Field label=keys::APPLICATION_FACT_DOMAIN name="/fields/domain">
            <TextInput value=fields.domain kind=InputKind::Url/>
        </Field>
        <Field label=keys::APPLICATION_FACT_REGION name="/fields/region" hint=keys::APPLICATIONS_INVITE_REGION_HINT>
            <Select value=fields.region choices=Signal::derive(regions) placeholder=keys::APPLY_CHOOSE/>
        </Field>
        <Field label=keys::APPLICATION_FACT_COUNTRY name="/fields/country" optional=true class="half">
            <Combobox value=fields.country choices=country_choices() placeholder=keys::DEALS_FORM_COUNTRY_EXAMPLE/>
        </Field>
        <Field label=keys::APPLICATION_FACT_TYPE name="/fields/partner_type" optional=true class="half">
            <Select value=fields.partner_type choices=Signal::derive(kinds)/>
        </Field>
        {move || {
            let is_any = specialties.with(|offered| !offered.is_empty());
            is_any.then(|| {
                view! {
                    <Field label=keys::APPLICATION_FACT_SPECIALTIES name="/fields/specialties" optional=true group=true>
                        <Toggles choices=specialties chosen=fields.specialties/>
                    </Field>
                }
            })
        }}
    }
}

fn languages() -> Vec<Choice> {
    Locale::OFFERED
        .map(|locale| Choice::data(locale.tag(), locale.own_name()))
        .to_vec()
}
