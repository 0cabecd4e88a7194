//! The page: the text to read, and beside it the form to sign it, or the signature.

use super::PAGE;
use super::record::{Earlier, Signed, Version};
use super::sign::Sign;
use super::text::AgreementText;
use crate::api::{Reading, partners, use_read};
use crate::i18n::{self, keys, text, text_with};
use crate::session::use_session;
use crate::shell::{PageHead, Region};
use crate::ui::{Banner, Button, IconName, Pane, Skeleton, SkeletonShape, StaleNotice, StatusBadge, Tone};
use entente_model::events::LiveEvent;
use entente_model::onboarding::Agreement;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let session = use_session();
    let partner = Memo::new(move |_| session.partner_id());
    let reading = use_read(move || partner.get().map(partners::agreement)).refetch_on(move |event| match event {
        LiveEvent::Partner { id, .. } => Some(Some(*id)) == partner.try_get_untracked(),
        // The text is one of the program's settings.
        LiveEvent::Settings {} => true,
        _ => false,
    });
    let signed = move || {
        let is_signed = reading
            .value()
            .with(|read| read.as_ref().map(|read| read.signature.is_some()));
        is_signed.map(|is_signed| {
            let (label, tone, icon) = if is_signed {
                (keys::AGREEMENT_SIGNED, Tone::Success, IconName::BadgeCheck)
            } else {
                (keys::AGREEMENT_UNSIGNED, Tone::Warning, IconName::Pencil)
            };
            view! { <StatusBadge label=label tone=tone icon=Some(icon)/> }
        })
    };
    let print = move || drop(window().print());
    view! {
        <Pane>
            <PageHead page=&PAGE lead=move || Some(text(keys::AGREEMENT_LEAD)) status=move || view! { {signed} }>
                <Button label=keys::AGREEMENT_PRINT icon=IconName::FileText on_press=print/>
            </PageHead>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Page/> } let:agreement>
                {content(agreement, reading)}
            </Region>
        </Pane>
    }
}

fn content(agreement: Signal<Agreement>, reading: Reading<Agreement>) -> AnyView {
    let is_signed = Memo::new(move |_| agreement.with(|agreement| agreement.signature.is_some()));
    let aside = move || {
        if is_signed.get() {
            view! { <Signed agreement=agreement/> }.into_any()
        } else {
            view! { <Sign agreement=agreement reading=reading/> }.into_any()
        }
    };
    view! {
        <Changes agreement=agreement/>
        <div class="columns agreement">
            <AgreementText agreement=agreement/>
            <div class="agreement-aside">
                {aside}
                <Version agreement=agreement/>
                <Earlier agreement=agreement/>
            </div>
        </div>
    }
    .into_any()
}

/// Says that the text is another than the one that was signed, or than the one that was here a moment ago.
#[component]
fn Changes(agreement: Signal<Agreement>) -> impl IntoView {
    let is_changing = RwSignal::new(false);
    let sha256 = Memo::new(move |_| agreement.with(|agreement| agreement.sha256.clone()));
    Effect::watch(move || sha256.get(), move |_, _, _| is_changing.set(true), false);
    let before = Memo::new(move |_| {
        agreement.with(|agreement| {
            let last = agreement.earlier.first().filter(|_| agreement.signature.is_none());
            last.map(|last| (last.signer.name.clone(), last.signed_at))
        })
    });
    let is_signed = Memo::new(move |_| agreement.with(|agreement| agreement.signature.is_some()));
    move || {
        if is_changing.get() && !is_signed.get() {
            return view! {
                <Banner title=keys::AGREEMENT_CHANGED text=keys::AGREEMENT_CHANGED_TEXT tone=Tone::Warning takes_focus=true/>
            }
            .into_any();
        }
        let Some((name, at)) = before.get() else {
            return ().into_any();
        };
        let line = move || {
            let date = i18n::day(at);
            Some(text_with(
                keys::AGREEMENT_RENEW_TEXT,
                &[("name", &name), ("date", &date)],
            ))
        };
        view! { <Banner title=keys::AGREEMENT_RENEW text=Signal::derive(line) tone=Tone::Warning/> }.into_any()
    }
}
