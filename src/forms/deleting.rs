//! Deleting a draft, and taking that back.

use super::{Draft, HandIn, HandInLater, error_text};
use crate::api::IdempotencyKey;
use crate::i18n::{Key, keys, text};
use crate::ui::{Button, ButtonKind, IconName, toast_error, toast_with_undo};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Deletes a draft and leads on; only where the server has one.
#[component]
pub fn DeleteDraft<S, Gone>(
    /// The draft.
    draft: Draft<S>,
    /// What the button says.
    label: Key,
    /// Where one goes from there.
    to: String,
    /// Is told what the draft said, to tell of it.
    on_gone: Gone,
) -> impl IntoView
where
    S: HandIn,
    Gone: Fn(S::Fields) + Copy + Send + Sync + 'static,
{
    let navigate = StoredValue::new_local(use_navigate());
    let deleting = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        let Some(saver) = draft.saver().filter(|_| !deleting.get_untracked()) else {
            return;
        };
        deleting.set(true);
        let to = to.clone();
        spawn_local(async move {
            let gone = async {
                let (id, version) = saver.save_and_wait().await?;
                S::delete(id, version).await
            };
            let gone = gone.await;
            deleting.try_set(false);
            match gone {
                Ok(()) => {
                    let fields = saver.draft();
                    saver.end();
                    on_gone(fields);
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
                }
                Err(error) => toast_error(error_text(&error)),
            }
        });
    });
    move || {
        draft.id.with(Option::is_some).then(
            || view! { <Button label=label kind=ButtonKind::Ghost icon=IconName::Trash2 busy=deleting on_press=delete/> },
        )
    }
}

/// Says that a draft was deleted; for as long as that is said it can be taken back.
pub fn deleted_with_undo<S: HandInLater>(fields: S::Fields) {
    toast_with_undo(text(keys::DEALS_FORM_DELETED), move || {
        let fields = fields.clone();
        spawn_local(async move {
            match S::creating(&fields, &IdempotencyKey::new()).await {
                // The app is loaded at the draft: the page that could have led there is gone.
                Ok(record) => drop(window().location().set_href(&S::edit_page(S::id(&record)))),
                Err(error) => toast_error(error_text(&error)),
            }
        });
    });
}
