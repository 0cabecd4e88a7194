//! What the partner signed and handed in: the agreement, the tax form, the logo.

use super::agreement::{Earlier, SignatureLine};
use crate::api::{partners, use_read};
use crate::i18n::{self, keys, t, text_with};
use crate::session::use_session;
use crate::shell::Region;
use crate::ui::{Button, ButtonSize, Card, Data, Icon, IconName, LinkButton, Skeleton, Time, TimeStyle};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::partners::{Partner, TaxForm};
use entente_model::people::Permission;
use leptos::prelude::*;

/// The agreement and the tax form, in a line each.
#[component]
pub(super) fn Documents(
    /// Whose.
    id: PartnerId,
    /// The partner.
    partner: Signal<Partner>,
) -> impl IntoView {
    view! {
        <div class="documents">
            <AgreementLines id=id/>
            <TaxFormLine id=id partner=partner/>
        </div>
    }
}

/// The tab.
#[component]
pub(super) fn DocumentsTab(
    /// Whose.
    id: PartnerId,
    /// The partner.
    partner: Signal<Partner>,
) -> impl IntoView {
    let logo = Memo::new(move |_| partner.with(|partner| partner.logo.clone()));
    let picture = move || match logo.get() {
        Some(logo) => {
            let kind = if logo.is_vector {
                keys::PARTNER_LOGO_DRAWING
            } else {
                keys::PARTNER_LOGO_PICTURE
            };
            let size = move || {
                let number = |pixels: u32| i18n::integer(i64::from(pixels));
                text_with(
                    keys::PARTNER_LOGO_SIZE,
                    &[("width", &number(logo.width)), ("height", &number(logo.height))],
                )
            };
            let facts = view! { {t(kind)} " · " {size} " · " <Time value=logo.uploaded_at style=TimeStyle::Day/> };
            let address = partners::logo_address(id, &logo);
            document_line(
                IconName::Image,
                view! { {t(keys::PARTNER_LOGO)} }.into_any(),
                facts.into_any(),
                view! { <span class="partner-logo partner-logo-small"><img src=address alt=""/></span> }.into_any(),
            )
        }
        None => missing_line(IconName::Image, keys::PARTNER_LOGO),
    };
    view! {
        <div class="stack">
            <Card title=keys::PARTNER_DOCUMENTS_CURRENT>
                <div class="documents">
                    <AgreementLines id=id/>
                    <TaxFormLine id=id partner=partner/>
                    {picture}
                </div>
            </Card>
            <Earlier id=id/>
        </div>
    }
}

/// The signature of the text in effect, or that there is none.
#[component]
fn AgreementLines(id: PartnerId) -> impl IntoView {
    let reading = use_read(move || partners::agreement(id))
        .refetch_on(move |event| matches!(event, LiveEvent::Partner { id: changed, .. } if *changed == id));
    view! {
        <Region reading=reading loading=|| view! { <Skeleton/> } let:agreement>
            {move || {
                let agreement = agreement.get();
                match agreement.signature {
                    Some(signature) => view! { <SignatureLine id=id signature=signature/> }.into_any(),
                    None if agreement.earlier.is_empty() => missing_line(IconName::FileText, keys::PARTNER_AGREEMENT),
                    None => document_line(
                        IconName::FileText,
                        view! { {t(keys::PARTNER_AGREEMENT)} }.into_any(),
                        view! { {t(keys::PARTNER_AGREEMENT_CHANGED)} }.into_any(),
                        ().into_any(),
                    ),
                }
            }}
        </Region>
    }
}

/// That there is a tax form; those who may read it find it here, the others who can.
#[component]
fn TaxFormLine(id: PartnerId, partner: Signal<Partner>) -> impl IntoView {
    let session = use_session();
    let form = Memo::new(move |_| partner.with(|partner| partner.tax_form.clone()));
    let reason = Memo::new(move |_| session.reason_not(Permission::ReadTaxForms));
    let download = move |form: &TaxForm| {
        match reason.get() {
        None => view! {
            <LinkButton
                label=keys::PARTNER_DOWNLOAD
                href=partners::tax_form_address(id)
                size=ButtonSize::Small
                icon=IconName::Download
                download=form.file.as_ref().map(|file| file.name.clone()).unwrap_or_default()
            />
        }
        .into_any(),
        Some(reason) => view! {
            <Button label=keys::PARTNER_DOWNLOAD size=ButtonSize::Small icon=IconName::Download disabled_reason=Some(reason)/>
        }
        .into_any(),
    }
    };
    move || match form.get() {
        Some(form) => {
            let end = download(&form);
            let at = form.uploaded_at;
            let facts = match form.file {
                Some(file) => {
                    let by = file.uploaded_by.name;
                    let who = move || text_with(keys::PARTNER_HANDED_IN_BY, &[("name", &by)]);
                    view! { {who} " · " <Time value=at style=TimeStyle::Day/> " · " <Data value=i18n::file_size(file.size)/> }
                        .into_any()
                }
                None => view! { <Time value=at style=TimeStyle::Day/> }.into_any(),
            };
            document_line(
                IconName::FileText,
                view! { {t(keys::PARTNER_TAX_FORM)} }.into_any(),
                facts,
                end,
            )
        }
        None => missing_line(IconName::FileText, keys::PARTNER_TAX_FORM),
    }
}

/// A document: what it is, its facts, and the way to it.
pub(super) fn document_line(icon: IconName, name: AnyView, facts: AnyView, end: AnyView) -> AnyView {
    view! {
        <div class="document">
            <Icon name=icon/>
            <div><strong>{name}</strong><p class="cell-sub">{facts}</p></div>
            {end}
        </div>
    }
    .into_any()
}

/// A document that is not there yet.
fn missing_line(icon: IconName, name: i18n::Key) -> AnyView {
    document_line(
        icon,
        view! { {t(name)} }.into_any(),
        view! { {t(keys::PARTNER_NOT_YET)} }.into_any(),
        ().into_any(),
    )
}
