//! What is on record: the signature, which text it is for, and signatures of earlier texts.

use crate::api::partners;
use crate::i18n::{keys, t, text};
use crate::session::use_session;
use crate::ui::{
    Button, ButtonKind, ButtonSize, Card, Data, IconButton, IconName, KeyValue, KeyValues, LinkButton, Time, TimeStyle,
    Tooltip, copy_text, each, toast, unique_id,
};
use entente_model::onboarding::{Agreement, AgreementSignature};
use entente_model::people::Permission;
use leptos::prelude::*;

/// How many digits of a text's SHA-256 are shown.
const SHOWN: usize = 12;

/// The signature of the text in effect.
#[component]
pub(super) fn Signed(
    /// What was read.
    agreement: Signal<Agreement>,
) -> impl IntoView {
    let signature = Memo::new(move |_| agreement.with(|agreement| agreement.signature.clone()));
    view! {
        <Card title=keys::AGREEMENT_SIGNATURE>
            {move || signature.get().map(|signature| {
                let own = signature.clone();
                view! {
                    <p class="agreement-hand" translate="no" dir="auto">{signature.typed_name}</p>
                    <Facts signature=own.clone()/>
                    <div class="agreement-download"><Download signature=own/></div>
                }
            })}
        </Card>
    }
}

/// Who signed, when and from where.
#[component]
fn Facts(signature: AgreementSignature) -> impl IntoView {
    let AgreementSignature {
        signer,
        job_title,
        address,
        signed_at,
        ..
    } = signature;
    let address = (!address.is_empty()).then(|| {
        view! { <KeyValue label=keys::AGREEMENT_ADDRESS><Data value=address class="number"/></KeyValue> }
    });
    view! {
        <KeyValues>
            <KeyValue label=keys::AGREEMENT_SIGNER><Data value=signer.name/></KeyValue>
            <KeyValue label=keys::AGREEMENT_JOB_TITLE><Data value=job_title/></KeyValue>
            <KeyValue label=keys::AGREEMENT_SIGNED_AT><Time value=signed_at style=TimeStyle::DateTime/></KeyValue>
            {address}
        </KeyValues>
    }
}

/// The signed agreement as a file, for those who may read it.
#[component]
fn Download(signature: AgreementSignature, #[prop(optional)] small: bool) -> impl IntoView {
    let session = use_session();
    let size = if small { ButtonSize::Small } else { ButtonSize::Normal };
    let kind = if small {
        ButtonKind::Ghost
    } else {
        ButtonKind::Secondary
    };
    let id = signature.id;
    move || {
        let address = session
            .partner_id()
            .map(|partner| partners::signature_address(partner, id));
        match (session.reason_not(Permission::ReadSignatures), address) {
            (None, Some(href)) => {
                view! { <LinkButton label=keys::AGREEMENT_DOWNLOAD href=href kind=kind size=size icon=IconName::Download download=""/> }
                    .into_any()
            }
            (reason, _) => {
                view! { <Button label=keys::AGREEMENT_DOWNLOAD kind=kind size=size icon=IconName::Download disabled_reason=reason/> }.into_any()
            }
        }
    }
}

/// Which text it is: by its SHA-256 anybody can tell whether a copy is the same.
#[component]
pub(super) fn Version(
    /// What was read.
    agreement: Signal<Agreement>,
) -> impl IntoView {
    let sha256 = Memo::new(move |_| agreement.with(|agreement| agreement.sha256.clone()));
    let copy = move || {
        if sha256.with_untracked(|sha256| copy_text(sha256)) {
            toast(text(keys::AGREEMENT_COPIED));
        }
    };
    view! {
        <Card title=keys::AGREEMENT_VERSION text=keys::AGREEMENT_VERSION_TEXT>
            <div class="agreement-sha">
                <Fingerprint sha256=sha256/>
                <IconButton label=keys::AGREEMENT_COPY icon=IconName::Copy size=ButtonSize::Small on_press=copy/>
            </div>
        </Card>
    }
}

/// The first digits; all of them when it is pointed at or focused.
#[component]
fn Fingerprint(#[prop(into)] sha256: Signal<String>) -> impl IntoView {
    let id = unique_id("sha256");
    let described_by = id.clone();
    let short = move || sha256.with(|sha256| format!("{}…", sha256.get(..SHOWN).unwrap_or(sha256)));
    view! {
        // The bubble holds the digits, which no language writes otherwise.
        <span translate="no">
            <Tooltip text=Signal::derive(move || Some(sha256.get())) id=id>
                <span class="agreement-digits" tabindex="0" role="note" aria-label=t(keys::AGREEMENT_SHA256) aria-describedby=described_by>
                    <span class="faint small">{t(keys::AGREEMENT_SHA256)}</span>
                    " "
                    <code>{short}</code>
                </span>
            </Tooltip>
        </span>
    }
}

/// Signatures of texts that are no longer in effect.
#[component]
pub(super) fn Earlier(
    /// What was read.
    agreement: Signal<Agreement>,
) -> impl IntoView {
    let earlier = Memo::new(move |_| agreement.with(|agreement| agreement.earlier.clone()));
    let any = Memo::new(move |_| earlier.with(|earlier| !earlier.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <Card title=keys::AGREEMENT_EARLIER text=keys::AGREEMENT_EARLIER_TEXT>
                    <ul class="agreement-earlier">
                        {each(move || earlier.get(), |signature| signature.id, |signature| view! { <Past signature=signature/> }.into_any())}
                    </ul>
                </Card>
            }
        })
    }
}

#[component]
fn Past(signature: AgreementSignature) -> impl IntoView {
    let own = signature.clone();
    view! {
        <li>
            <Data value=signature.title class="strong"/>
            <span class="small muted"><Data value=signature.signer.name/> " · " <Time value=signature.signed_at style=TimeStyle::Day/></span>
            <span class="row-between">
                <Fingerprint sha256=Signal::stored(signature.sha256)/>
                <Download signature=own small=true/>
            </span>
        </li>
    }
}
