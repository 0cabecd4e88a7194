//! The page that the mailed link to an application leads to, and that mails another one.

use super::links::AskForLink;
use super::subject::mark;
use crate::api::{ApiError, onboarding, use_write};
use crate::forms::error_text;
use crate::i18n::{keys, text};
use crate::paths::{self, use_token};
use crate::session::Outside;
use crate::ui::{Banner, Button, Skeleton, Tone};
use entente_model::onboarding::{ApplicationToken, OwnApplication};
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Opens an application by its link.
#[component]
pub fn OpenApplicationPage() -> impl IntoView {
    let token = use_token();
    let navigate = StoredValue::new_local(use_navigate());
    let opening = use_write(
        |token: &String, key| onboarding::open(&ApplicationToken { token: token.clone() }, key),
        move |_, own: OwnApplication| {
            mark(&own.reference);
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate.try_with_value(|navigate| navigate(&paths::apply(), options));
        },
    );
    let open = move || {
        if let Some(token) = token.get_value() {
            opening.run(token);
        }
    };
    open();
    let has_token = token.with_value(Option::is_some);
    let is_over = |error: &ApiError| error.code() == Some(Code::LinkExpired);
    let lead = Signal::derive(move || (!has_token).then(|| text(keys::APPLY_OPEN_LEAD)));
    view! {
        <Outside title=keys::APPLY_OPEN_TITLE lead=lead>
            {move || match opening.error().get() {
                None if has_token => view! { <Skeleton/> }.into_any(),
                None => view! { <AskForLink/> }.into_any(),
                Some(error) if is_over(&error) => view! {
                    <div class="stack">
                        <Banner title=keys::SESSION_LINK_OVER text=Some(text(keys::APPLY_LINK_OVER)) tone=Tone::Warning/>
                        <AskForLink/>
                    </div>
                }.into_any(),
                Some(error) => view! {
                    <div class="stack">
                        <Banner title=error_text(&error) tone=Tone::Danger/>
                        <Button label=keys::KIT_RETRY on_press=open/>
                    </div>
                }.into_any(),
            }}
        </Outside>
    }
}
