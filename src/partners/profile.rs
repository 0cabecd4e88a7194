//! What the partner says of itself: company, specialties, whom to talk to, and the colours of its brand.

use crate::applications::facts::with_program;
use crate::applications::words::specialty_name;
use crate::i18n::{Key, keys, t};
use crate::session::use_session;
use crate::ui::{Card, Data, IconName, KeyValue, KeyValues, StatusBadge, Tag};
use entente_model::onboarding::Contact;
use entente_model::partners::{BrandColours, Partner};
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn ProfileCard(
    /// The partner.
    partner: Signal<Partner>,
) -> impl IntoView {
    let program = StoredValue::new(use_session().get_untracked().map(|session| session.program.clone()));
    let said = Memo::new(move |_| partner.with(|partner| (partner.legal_name.clone(), partner.profile.clone())));
    let is_complete = Memo::new(move |_| {
        said.with(|(_, profile)| with_program(program, |program| profile.is_complete(&program.specialties)))
    });
    let content = move || {
        let (legal_name, profile) = said.get();
        view! {
            <section class="approval-section">
                <KeyValues>
                    {line(keys::APPLICATION_FACT_LEGAL_NAME, legal_name)}
                    {line(keys::APPLICATION_FACT_DISPLAY_NAME, profile.display_name)}
                    {long(keys::PARTNER_PROFILE_DESCRIPTION, profile.description)}
                    {long(keys::PARTNER_PROFILE_ADDRESS, profile.address)}
                    <KeyValue label=keys::APPLICATION_FACT_SPECIALTIES>{specialties(profile.specialties, program)}</KeyValue>
                    <KeyValue label=keys::PARTNER_PROFILE_COLOURS>{colours(profile.colours)}</KeyValue>
                </KeyValues>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPLICATION_FACT_CONTACT)}</h3>
                {contact(profile.contact)}
            </section>
        }
    };
    let standing = move || {
        move || {
            (!is_complete.get()).then(
                || view! { <StatusBadge label=keys::PARTNER_PROFILE_INCOMPLETE icon=Some(IconName::CircleDashed)/> },
            )
        }
    };
    view! { <Card title=keys::PARTNER_PROFILE actions=standing>{content}</Card> }
}

fn not_given() -> AnyView {
    view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> }.into_any()
}

fn line(label: Key, value: String) -> AnyView {
    let value = if value.is_empty() {
        not_given()
    } else {
        view! { <Data value=value/> }.into_any()
    };
    view! { <KeyValue label=label>{value}</KeyValue> }.into_any()
}

fn long(label: Key, value: String) -> AnyView {
    let value = if value.is_empty() {
        not_given()
    } else {
        view! { <Data value=value class="approval-long"/> }.into_any()
    };
    view! { <KeyValue label=label>{value}</KeyValue> }.into_any()
}

fn specialties(codes: Vec<String>, program: StoredValue<Option<ProgramInfo>>) -> AnyView {
    if codes.is_empty() {
        return not_given();
    }
    let tags = codes
        .into_iter()
        .map(|code| {
            let name = with_program(program, |program| specialty_name(program, &code));
            view! { <Tag label=name/> }
        })
        .collect_view();
    view! { <span class="row">{tags}</span> }.into_any()
}

/// Each colour as a swatch and as it is written.
fn colours(colours: BrandColours) -> AnyView {
    let swatches: Vec<AnyView> = [colours.primary, colours.accent]
        .into_iter()
        .filter(|colour| !colour.is_empty())
        .map(|colour| {
            view! {
                <span class="brand-colour">
                    <span class="brand-swatch" style:background-color=colour.clone() aria-hidden="true"></span>
                    <Data value=colour/>
                </span>
            }
            .into_any()
        })
        .collect();
    if swatches.is_empty() {
        return not_given();
    }
    view! { <span class="row">{swatches}</span> }.into_any()
}

/// Whom to talk to, with addresses that a press writes to or calls.
fn contact(contact: Contact) -> AnyView {
    let Contact {
        name,
        job_title,
        email,
        phone,
    } = contact;
    if name.is_empty() && email.is_empty() {
        return view! { <p class="faint">{t(keys::PARTNER_PROFILE_NO_CONTACT)}</p> }.into_any();
    }
    let dialled: String = phone
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+')
        .collect();
    let link = |address: String, value: String| {
        if value.is_empty() {
            not_given()
        } else {
            view! { <a class="link" href=address translate="no" dir="auto">{value}</a> }.into_any()
        }
    };
    view! {
        <KeyValues>
            {line(keys::PARTNER_PROFILE_CONTACT_NAME, name)}
            {line(keys::APPLICATION_FACT_JOB_TITLE, job_title)}
            <KeyValue label=keys::APPLICATION_FACT_EMAIL>{link(format!("mailto:{email}"), email)}</KeyValue>
            <KeyValue label=keys::APPLICATION_FACT_PHONE>{link(format!("tel:{dialled}"), phone)}</KeyValue>
        </KeyValues>
    }
    .into_any()
}
