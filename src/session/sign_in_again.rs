//! Signing in again over the page when the session has ended: nothing typed is lost, and what was asked for goes on afterwards.

use super::credentials::Credentials;
use super::{sign_out, use_session};
use crate::api::gate;
use crate::i18n::{keys, t};
use crate::ui::Dialog;
use entente_model::people::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// The dialog; once, over every page that needs a session.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let session = use_session();
    let navigate = StoredValue::new(use_navigate());
    let open = Signal::derive(move || gate::is_session_lost() && session.is_here() == Some(true));
    let known_email = move || session.get_untracked().map(|session| session.user.email.clone());
    let enter = move |entered: Session| {
        let same = session
            .get_untracked()
            .is_some_and(|before| before.user.id == entered.user.id);
        if !same {
            // What is on the page belongs to somebody else.
            let _ = window().location().reload();
            return;
        }
        spawn_local(async move {
            session.enter(entered).await;
        });
    };
    view! {
        <Dialog open=open title=keys::SESSION_AGAIN_TITLE on_close=move || sign_out(session, navigate.get_value())>
            <div class="stack">
                <p class="muted">{t(keys::SESSION_AGAIN_TEXT)}</p>
                <Credentials known_email=known_email() on_entered=enter/>
            </div>
        </Dialog>
    }
}
