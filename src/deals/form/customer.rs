//! The section "Customer": who it is, whether the account is free, and whom to talk to.

use super::account_check::{AccountCheck, use_account_check};
use super::model::FormModel;
use crate::i18n::{keys, t};
use crate::ui::{Combobox, Field, FormSection, InputKind, TextInput, country_choices};
use entente_model::text::{domain_of_typed, is_domain};
use leptos::prelude::*;

/// The section.
#[component]
pub fn CustomerSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    let (account, ask_again) = use_account_check(fields, form.draft.id.into());
    // A pasted link is shown as what is read of it, so that nobody has to trim it by hand.
    let meant = Memo::new(move |_| {
        fields.customer_domain.with(|typed| {
            let meant = domain_of_typed(typed);
            (is_domain(&meant) && meant != typed.trim()).then_some(meant)
        })
    });
    let note = move || {
        move || {
            meant.get().map(|meant| view! {
            <span class="muted">{t(keys::DEALS_FORM_DOMAIN_READ)} " " <strong translate="no">{meant}</strong></span>
        })
        }
    };
    view! {
        <div id="section-customer" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_CUSTOMER text=keys::DEALS_FORM_CUSTOMER_TEXT>
                <Field label=keys::DEAL_FIELD_CUSTOMER_NAME name="/customer_name" hint=keys::DEALS_FORM_NAME_HINT>
                    <TextInput value=fields.customer_name placeholder=keys::DEALS_FORM_NAME_EXAMPLE/>
                </Field>
                <Field
                    label=keys::DEAL_FIELD_CUSTOMER_DOMAIN
                    name="/customer_domain"
                    hint=keys::DEALS_FORM_DOMAIN_HINT
                    class="half"
                    note=note
                >
                    <TextInput value=fields.customer_domain kind=InputKind::Url placeholder=keys::DEALS_FORM_DOMAIN_EXAMPLE/>
                </Field>
                <Field label=keys::DEAL_FIELD_CUSTOMER_COUNTRY name="/customer_country" class="half">
                    <Combobox value=fields.customer_country choices=country_choices() placeholder=keys::DEALS_FORM_COUNTRY_EXAMPLE/>
                </Field>
                <AccountCheck account=account on_retry=ask_again/>
                <Field label=keys::DEAL_FIELD_CONTACT_NAME name="/contact/name" class="half">
                    <TextInput value=fields.contact_name/>
                </Field>
                <Field label=keys::DEAL_FIELD_CONTACT_ROLE name="/contact/role" class="half" optional=true>
                    <TextInput value=fields.contact_role placeholder=keys::DEALS_FORM_ROLE_EXAMPLE/>
                </Field>
                <Field label=keys::DEAL_FIELD_CONTACT_EMAIL name="/contact/email">
                    <TextInput value=fields.contact_email kind=InputKind::Email/>
                </Field>
            </FormSection>
        </div>
    }
}
