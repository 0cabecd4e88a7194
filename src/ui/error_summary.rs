//! Everything that is wrong with a form, at its top, with links to the fields.

use super::form::focus_control;
use super::{FormState, Icon, IconName};
use crate::i18n::{keys, text_plural};
use leptos::prelude::*;

/// Lists the issues of the form around it once it was sent. Empty until then.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let state = use_context::<FormState>();
    let issues = Memo::new(move |_| state.map(|state| state.summary()).unwrap_or_default());
    move || {
        let issues = issues.get();
        (!issues.is_empty()).then(|| {
            let count = issues.len() as u64;
            let lines = issues.into_iter().map(|(field, message)| match field {
                Some((id, label)) => {
                    let href = format!("#{id}");
                    let jump = move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        focus_control(&id);
                    };
                    view! { <li><a href=href on:click=jump>{label} ": " {message}</a></li> }.into_any()
                }
                None => view! { <li>{message}</li> }.into_any(),
            });
            view! {
                <section class="error-summary" id="error-summary" tabindex="-1" role="group" aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">
                        <Icon name=IconName::CircleAlert/>
                        {text_plural(keys::KIT_FORM_ERRORS, count)}
                    </h2>
                    <ul>{lines.collect_view()}</ul>
                </section>
            }
        })
    }
}
