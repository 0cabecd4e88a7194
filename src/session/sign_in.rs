//! The sign-in page.

use super::brand::{paint, remember_program};
use super::credentials::Credentials;
use super::outside::Outside;
use super::use_session;
use crate::api::{onboarding, use_read};
use crate::i18n::{keys, t};
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
    let program = use_read(|| Some(onboarding::program()));
    Effect::new(move |_| {
        program.value().with(|program| {
            if let Some(program) = program {
                paint(&program.accent);
                remember_program(&program.name);
            }
        });
    });
    let enter = move |entered: Session| {
        spawn_local(async move {
            session.enter(entered).await;
        });
    };
    view! {
        <Outside title=keys::SESSION_SIGN_IN_TITLE>
            <Credentials on_entered=enter/>
            {move || program.value().with(|program| program.as_ref().is_some_and(|program| program.accepts_applications)).then(|| view! {
                <p class="outside-apply">
                    <span class="muted">{t(keys::SESSION_NOT_A_PARTNER)}</span> " "
                    <a class="link" href=paths::apply()>{t(keys::SESSION_APPLY)}</a>
                </p>
            })}
        </Outside>
    }
}
