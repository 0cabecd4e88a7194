//! The form to sign.

use crate::api::{ApiError, Reading, partners, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t, t_with, text};
use crate::session::use_session;
use crate::ui::{
    Banner, Button, ButtonKind, Card, CheckBox, ErrorSummary, Field, Form, FormState, Icon, IconName, TextInput, Tone,
    toast,
};
use entente_model::onboarding::{Agreement, NewSignature};
use entente_model::people::Permission;
use entente_model::problem::Code;
use leptos::prelude::*;

/// Pointer of the tick.
const AUTHORISED: &str = "/is_authorised";

/// The form; for those who may not sign, who can.
#[component]
pub(super) fn Sign(
    /// What was read.
    agreement: Signal<Agreement>,
    /// Where the signed agreement is put.
    reading: Reading<Agreement>,
) -> impl IntoView {
    let session = use_session();
    let reason = Memo::new(move |_| session.reason_not(Permission::SignAgreement));
    let content = move || match reason.get() {
        None => view! { <SignForm agreement=agreement reading=reading/> }.into_any(),
        Some(reason) => {
            view! { <p class="agreement-locked"><Icon name=IconName::Lock/><span>{reason}</span></p> }.into_any()
        }
    };
    view! { <Card title=keys::AGREEMENT_SIGN text=keys::AGREEMENT_SIGN_TEXT>{content}</Card> }
}

/// The word with which the server says why it takes no signature.
fn refused_for(error: &ApiError) -> Option<String> {
    let problem = error.problem().filter(|problem| problem.code == Code::InvalidState)?;
    problem.params.get("reason")?.as_str().map(str::to_owned)
}

#[component]
fn SignForm(agreement: Signal<Agreement>, reading: Reading<Agreement>) -> impl IntoView {
    let session = use_session();
    let name = Memo::new(move |_| {
        session
            .get()
            .map(|session| session.user.name.clone())
            .unwrap_or_default()
    });
    let company = session
        .get_untracked()
        .and_then(|session| session.partner.as_ref().map(|partner| partner.display_name.clone()))
        .unwrap_or_default();
    let (typed_name, job_title, is_authorised) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(false),
    );
    let raw = move || NewSignature {
        sha256: agreement.with(|agreement| agreement.sha256.clone()),
        typed_name: typed_name.with(|typed| typed.trim().to_owned()),
        job_title: job_title.with(|typed| typed.trim().to_owned()),
        is_authorised: is_authorised.get(),
    };
    let errors = FormErrors::new(move || name.with(|name| raw().check(name)))
        .follow("/typed_name", typed_name)
        .follow("/job_title", job_title);
    let sending = use_write(
        move |(partner, body): &(_, NewSignature), key| partners::sign(*partner, body, key),
        move |_, signed: Agreement| {
            toast(text(keys::AGREEMENT_DONE));
            reading.set(signed);
        },
    );
    // Another text is nothing that was agreed to yet.
    let sha256 = Memo::new(move |_| agreement.with(|agreement| agreement.sha256.clone()));
    Effect::watch(
        move || sha256.get(),
        move |_, _, _| {
            is_authorised.set(false);
            errors.state().reset();
            errors.clear();
        },
        false,
    );
    Effect::new(move |_| {
        let Some(error) = sending.error().get() else { return };
        match refused_for(&error).as_deref() {
            // What stands now says it all: the new text with its notice, or the signature that somebody else gave.
            Some("text_changed" | "already_signed") => reading.refetch(),
            _ => errors.show(&error),
        }
    });
    let send = move || {
        if let Some(partner) = session.partner_id() {
            errors.clear();
            sending.run((partner, untrack(raw)));
        }
    };
    let failed = move || {
        let said = errors.failed().get().map(|error| error_text(&error));
        said.map(|said| view! { <Banner title=said tone=Tone::Danger/> })
    };
    let id = FormState::field_id(AUTHORISED);
    let label_id = format!("{id}-label");
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <Field
                label=keys::AGREEMENT_NAME
                name="/typed_name"
                hint=move || Some(crate::i18n::text_with(keys::AGREEMENT_NAME_HINT, &[("name", &name.get())]))
            >
                <TextInput value=typed_name autocomplete="name"/>
            </Field>
            <Field label=keys::AGREEMENT_JOB_TITLE name="/job_title">
                <TextInput value=job_title autocomplete="organization-title"/>
            </Field>
            <Field label=keys::AGREEMENT_AUTHORISED name=AUTHORISED group=true>
                <div id=id role="group" aria-labelledby=label_id>
                    <CheckBox checked=is_authorised label=t_with(keys::AGREEMENT_AUTHORISED_TICK, &[("company", &company)])/>
                </div>
            </Field>
            <p class="small muted">{t(keys::AGREEMENT_KEPT)}</p>
            <Button label=keys::AGREEMENT_SIGN kind=ButtonKind::Primary icon=IconName::Pencil submit=true busy=sending.pending()/>
        </Form>
    }
}
