//! Signatures of the agreement: who signed which text, when, and the signed text as a PDF.

use super::documents::document_line;
use crate::api::{partners, use_read};
use crate::i18n::{keys, t, text_with};
use crate::session::use_session;
use crate::shell::Region;
use crate::ui::{Button, ButtonSize, Card, Data, IconName, LinkButton, Skeleton, Time, TimeStyle};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::onboarding::AgreementSignature;
use entente_model::people::Permission;
use leptos::prelude::*;

/// A signature, with the way to its PDF for those who may read it.
#[component]
pub(super) fn SignatureLine(
    /// Whose.
    id: PartnerId,
    /// The signature.
    signature: AgreementSignature,
) -> impl IntoView {
    let session = use_session();
    let reason = Memo::new(move |_| session.reason_not(Permission::ReadSignatures));
    let (name, job_title) = (signature.typed_name.clone(), signature.job_title.clone());
    let who = move || text_with(keys::PARTNER_SIGNED_BY, &[("name", &name), ("title", &job_title)]);
    let address = Some(signature.address.clone()).filter(|address| !address.is_empty());
    let address = address.map(|address| {
        view! { " · " {move || text_with(keys::PARTNER_SIGNED_FROM, &[("address", &address)])} }
    });
    let signature_id = signature.id;
    let end = move || {
        match reason.get() {
        None => view! {
            <LinkButton
                label=keys::PARTNER_SIGNED_PDF
                href=partners::signature_address(id, signature_id)
                size=ButtonSize::Small
                icon=IconName::Download
                download=format!("{signature_id}.pdf")
            />
        }
        .into_any(),
        Some(reason) => view! {
            <Button label=keys::PARTNER_SIGNED_PDF size=ButtonSize::Small icon=IconName::Download disabled_reason=Some(reason)/>
        }
        .into_any(),
    }
    };
    document_line(
        IconName::FileText,
        view! { <Data value=signature.title/> }.into_any(),
        view! { {who} " · " <Time value=signature.signed_at style=TimeStyle::DateTime/> {address} }.into_any(),
        end.into_any(),
    )
}

/// Signatures of earlier texts; nothing where there are none.
#[component]
pub(super) fn Earlier(
    /// Whose.
    id: PartnerId,
) -> impl IntoView {
    let reading = use_read(move || partners::agreement(id))
        .refetch_on(move |event| matches!(event, LiveEvent::Partner { id: changed, .. } if *changed == id));
    view! {
        <Region reading=reading loading=|| view! { <Skeleton/> } let:agreement>
            {move || {
                let earlier = agreement.get().earlier;
                (!earlier.is_empty()).then(|| {
                    let lines = earlier
                        .into_iter()
                        .map(|signature| view! { <SignatureLine id=id signature=signature/> })
                        .collect_view();
                    view! {
                        <Card title=keys::PARTNER_DOCUMENTS_EARLIER text=t(keys::PARTNER_DOCUMENTS_EARLIER_TEXT)>
                            <div class="documents">{lines}</div>
                        </Card>
                    }
                })
            }}
        </Region>
    }
}
