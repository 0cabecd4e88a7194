//! A record that waits on this device to be handed in.

use super::{Draft, HandInLater};
use crate::api::outbox;
use crate::i18n::{Key, keys, text};
use crate::ui::{Banner, Button, ButtonSize, IconName, Tone, toast};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Follows the entries of the outbox that hand a draft in: leads on when they were sent, and gives the form back when they were refused.
#[component]
pub fn QueuedNotice<S>(
    /// The draft.
    draft: Draft<S>,
    /// What is said of one that waits.
    said: Key,
) -> impl IntoView
where
    S: HandInLater,
{
    let queued = draft.queued;
    let navigate = use_navigate();
    // Where the last entry leads: an id that only its answer tells is filled in before it is sent.
    let link: StoredValue<String> = StoredValue::new(String::new());
    let resume = move || {
        queued.set(Vec::new());
        if let Some(saver) = draft.saver() {
            saver.resume(None);
        }
    };
    Effect::new(move |_| {
        let keys = queued.get();
        let Some(last) = keys.last() else { return };
        let entries = outbox::entries();
        let mine = |key: &String| entries.iter().find(|entry| entry.key == *key);
        if let Some(refused) = keys.iter().filter_map(mine).find_map(|entry| entry.refused.clone()) {
            if let Some(first) = keys.first() {
                outbox::discard(first);
            }
            outbox::discard(last);
            resume();
            draft.errors.show(&refused.into());
            return;
        }
        if let Some(entry) = mine(last) {
            link.set_value(entry.link.clone());
        } else {
            if let Some(saver) = draft.saver() {
                saver.end();
            }
            queued.set(Vec::new());
            toast(text(S::SUBMITTED));
            let to = Some(link.get_value())
                .filter(|link| !link.is_empty())
                .unwrap_or_else(S::list_page);
            navigate(&to, NavigateOptions::default());
        }
    });
    let cancel = Callback::new(move |()| {
        queued.get_untracked().iter().for_each(|key| outbox::discard(key));
        resume();
    });
    move || {
        queued.with(|queued| !queued.is_empty()).then(|| {
            view! {
                <Banner title=keys::DEALS_FORM_QUEUED_TITLE text=said tone=Tone::Warning icon=IconName::CloudOff>
                    <Button label=keys::DEALS_FORM_QUEUED_CANCEL size=ButtonSize::Small on_press=cancel/>
                </Banner>
            }
        })
    }
}
