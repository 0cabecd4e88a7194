//! Going out, here or everywhere.

use super::SessionContext;
use crate::api;
use crate::forms::error_text;
use crate::i18n::{keys, text};
use crate::paths;
use crate::ui::{toast, toast_error};
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;

/// Signs out and leads to the sign-in page. Without the API the person is forgotten here all the same; the session ends by itself.
pub fn sign_out(session: SessionContext, navigate: impl Fn(&str, NavigateOptions) + 'static) {
    spawn_local(async move {
        let _ = api::session::sign_out().await;
        navigate(&paths::sign_in(""), NavigateOptions::default());
        session.leave();
    });
}

/// Ends every session of the person. Where the API can't be reached nothing is done, because it would not be true.
pub fn sign_out_everywhere(session: SessionContext, navigate: impl Fn(&str, NavigateOptions) + 'static) {
    spawn_local(async move {
        match api::session::sign_out_everywhere().await {
            Ok(()) => {
                navigate(&paths::sign_in(""), NavigateOptions::default());
                session.leave();
                toast(text(keys::SESSION_SIGNED_OUT_EVERYWHERE));
            }
            Err(error) => toast_error(error_text(&error)),
        }
    });
}
