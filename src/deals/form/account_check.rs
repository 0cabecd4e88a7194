//! The check for conflicts beside the customer's fields: what it may tell, and never whose.

use super::fields::Fields;
use crate::api::deals;
use crate::i18n::{self, keys, t, text, text_with};
use crate::paths;
use crate::ui::typing_pause;
use crate::ui::{Button, ButtonSize, Icon, IconName, Tone};
use entente_model::deals::{ConflictCheck, ConflictOutcome};
use entente_model::ids::DealId;
use entente_model::text::{domain_of_typed, is_domain};
use futures::future::{AbortHandle, Abortable};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds of rest before the server is asked.
const REST: u32 = 350;

/// What is known of the account now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Account {
    /// On its way.
    Checking,
    /// The server's answer.
    Known(ConflictOutcome),
    /// There was no answer.
    Failed,
}

/// Asks about the account whenever customer or products change. An answer to what is no longer typed is never shown.
pub fn use_account_check(fields: Fields, deal: Signal<Option<DealId>>) -> (Signal<Account>, Callback<()>) {
    let account = RwSignal::new(Account::Known(ConflictOutcome::Incomplete {}));
    let again = RwSignal::new(0_u32);
    let asked: StoredValue<Option<AbortHandle>> = StoredValue::new(None);
    let question = Memo::new(move |_| ConflictCheck {
        customer_name: fields.customer_name.with(|name| name.trim().to_owned()),
        customer_domain: fields.customer_domain.with(|domain| domain_of_typed(domain)),
        customer_country: fields.customer_country.get(),
        products: fields
            .products
            .get()
            .iter()
            .map(|line| line.code.get())
            .filter(|code| !code.is_empty())
            .collect(),
        deal_id: deal.get(),
    });
    let give_up = move || {
        if let Some(before) = asked.try_update_value(Option::take).flatten() {
            before.abort();
        }
    };
    Effect::new(move |_| {
        again.track();
        let question = question.get();
        give_up();
        let named = !question.customer_name.is_empty() && !question.customer_country.is_empty();
        if !named && !is_domain(&question.customer_domain) {
            account.set(Account::Known(ConflictOutcome::Incomplete {}));
            return;
        }
        let (handle, registration) = AbortHandle::new_pair();
        asked.set_value(Some(handle));
        account.set(Account::Checking);
        spawn_local(async move {
            let answer = async {
                TimeoutFuture::new(typing_pause(REST)).await;
                deals::check_conflict(&question).await
            };
            // Given up when another question took its place.
            let Ok(answer) = Abortable::new(answer, registration).await else {
                return;
            };
            account.try_set(answer.map_or(Account::Failed, Account::Known));
        });
    });
    on_cleanup(give_up);
    let ask_again = Callback::new(move |()| again.update(|again| *again += 1));
    (account.into(), ask_again)
}

/// Shows what is known of the account, and says it politely to the ear.
#[component]
pub fn AccountCheck(
    /// What is known.
    account: Signal<Account>,
    /// Asks again after a failure.
    on_retry: Callback<()>,
) -> impl IntoView {
    let tone = move || account.with(|account| face(account).0);
    let title = move || {
        account.with(|account| match account {
            Account::Checking => text(keys::CONFLICT_CHECKING),
            Account::Failed => text(keys::CONFLICT_FAILED),
            Account::Known(outcome) => match outcome {
                ConflictOutcome::Incomplete {} => text(keys::CONFLICT_TITLE),
                ConflictOutcome::PublicSuffix {} => text(keys::CONFLICT_PUBLIC_SUFFIX),
                ConflictOutcome::Clear {} => text(keys::CONFLICT_CLEAR),
                ConflictOutcome::Possible {} => text(keys::CONFLICT_POSSIBLE),
                ConflictOutcome::Protected { until } => {
                    text_with(keys::CONFLICT_PROTECTED, &[("date", &i18n::date(*until))])
                }
                ConflictOutcome::Reserved {} => text(keys::CONFLICT_RESERVED),
                ConflictOutcome::Own { .. } => text(keys::CONFLICT_OWN),
            },
        })
    };
    let explained = move || {
        account.with(|account| match account {
            Account::Checking => None,
            Account::Failed => Some(text(keys::CONFLICT_FAILED_TEXT)),
            Account::Known(outcome) => Some(text(match outcome {
                ConflictOutcome::Incomplete {} => keys::CONFLICT_INCOMPLETE,
                ConflictOutcome::PublicSuffix {} => keys::CONFLICT_PUBLIC_SUFFIX_TEXT,
                ConflictOutcome::Clear {} => keys::CONFLICT_CLEAR_TEXT,
                ConflictOutcome::Possible {} => keys::CONFLICT_POSSIBLE_TEXT,
                ConflictOutcome::Protected { .. } => keys::CONFLICT_PROTECTED_TEXT,
                ConflictOutcome::Reserved {} => keys::CONFLICT_RESERVED_TEXT,
                ConflictOutcome::Own { .. } => keys::CONFLICT_OWN_TEXT,
            })),
        })
    };
    let own = move || {
        account.with(|account| match account {
            Account::Known(ConflictOutcome::Own { deal_id, reference }) => {
                let (href, reference) = (paths::deal(*deal_id), reference.clone());
                Some(view! { <a class="link" href=href target="_blank" translate="no">{reference}</a> })
            }
            _ => None,
        })
    };
    view! {
        <div class="account-check" data-tone=move || tone().name()>
            {move || view! { <Icon name=account.with(|account| face(account).1)/> }}
            <div role="status" class="account-check-said">
                <strong>{title}</strong>
                {move || explained().map(|sentence| view! { <p>{sentence} " " {own}</p> })}
            </div>
            {move || account.with(|account| *account == Account::Failed).then(|| view! {
                <Button label=t(keys::CONFLICT_RETRY) size=ButtonSize::Small on_press=on_retry/>
            })}
        </div>
    }
}

fn face(account: &Account) -> (Tone, IconName) {
    match account {
        Account::Checking => (Tone::Neutral, IconName::LoaderCircle),
        Account::Failed => (Tone::Warning, IconName::CloudOff),
        Account::Known(outcome) => match outcome {
            ConflictOutcome::Incomplete {} => (Tone::Neutral, IconName::Shield),
            ConflictOutcome::PublicSuffix {} => (Tone::Warning, IconName::CircleAlert),
            ConflictOutcome::Clear {} => (Tone::Success, IconName::ShieldCheck),
            ConflictOutcome::Possible {} => (Tone::Warning, IconName::ShieldAlert),
            ConflictOutcome::Protected { .. } => (Tone::Danger, IconName::Lock),
            ConflictOutcome::Reserved {} => (Tone::Warning, IconName::Flag),
            ConflictOutcome::Own { .. } => (Tone::Info, IconName::Handshake),
        },
    }
}
