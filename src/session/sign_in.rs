//! The sign-in page.

use super::credentials::Credentials;
use super::outside::Outside;
use super::use_session;
use crate::i18n::keys;
use crate::paths;
use entente_model::people::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Signs in and goes on to where the person was headed.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let next = paths::next_after_sign_in(&use_location().search.get_untracked());
    // Covers both ways: just signed in, and here already.
    Effect::new(move |_| {
        if session.is_here() == Some(true) {
            navigate(
                &next,
                NavigateOptions {
                    replace: true,
                    ..NavigateOptions::default()
                },
            );
        }
    });
    let enter = move |entered: Session| {
        spawn_local(async move {
            session.enter(entered).await;
        });
    };
    view! {
        <Outside title=keys::SESSION_SIGN_IN_TITLE>
            <Credentials on_entered=enter/>
        </Outside>
    }
}
