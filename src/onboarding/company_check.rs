//! Whether the company is a partner already: asked while the domain is typed, and nothing more is told.

use super::fields::Fields;
use crate::api::onboarding;
use crate::i18n::{keys, t};
use crate::ui::typing_pause;
use entente_model::onboarding::CompanyCheck;
use entente_model::text::{domain_of_typed, is_domain};
use futures::future::{AbortHandle, Abortable};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds of rest before the server is asked.
const REST: u32 = 600;

/// Asks whenever the domain changes. An answer to what is no longer typed is never shown, and no answer says nothing.
pub fn use_company_check(fields: Fields) -> Signal<bool> {
    let is_partner = RwSignal::new(false);
    let asked: StoredValue<Option<AbortHandle>> = StoredValue::new(None);
    let domain = Memo::new(move |_| fields.domain.with(|typed| domain_of_typed(typed)));
    let give_up = move || {
        if let Some(before) = asked.try_update_value(Option::take).flatten() {
            before.abort();
        }
    };
    Effect::new(move |_| {
        let domain = domain.get();
        give_up();
        is_partner.set(false);
        if !is_domain(&domain) {
            return;
        }
        let (handle, registration) = AbortHandle::new_pair();
        asked.set_value(Some(handle));
        spawn_local(async move {
            let answer = async {
                TimeoutFuture::new(typing_pause(REST)).await;
                onboarding::check_company(&CompanyCheck { domain }).await
            };
            if let Ok(Ok(outcome)) = Abortable::new(answer, registration).await {
                is_partner.try_set(outcome.is_partner);
            }
        });
    });
    on_cleanup(give_up);
    is_partner.into()
}

/// What stands under the domain: how a pasted address was read, and that the company seems to be a partner.
#[component]
pub fn DomainNote(
    /// The form's fields.
    fields: Fields,
    /// Whether a partner has the domain.
    is_partner: Signal<bool>,
) -> impl IntoView {
    let meant = Memo::new(move |_| {
        fields.domain.with(|typed| {
            let meant = domain_of_typed(typed);
            (is_domain(&meant) && meant != typed.trim()).then_some(meant)
        })
    });
    view! {
        {move || meant.get().map(|meant| view! {
            <span class="muted">{t(keys::DEALS_FORM_DOMAIN_READ)} " " <strong translate="no">{meant}</strong></span>
        })}
        {move || is_partner.get().then(|| view! {
            <p class="apply-known" data-tone="warning">
                <strong>{t(keys::APPLY_IS_PARTNER)}</strong> " " {t(keys::APPLY_IS_PARTNER_TEXT)}
            </p>
        })}
    }
}
