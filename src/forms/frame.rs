//! What stands above and below a form that is handed in.

use crate::i18n::{Key, keys, text};
use crate::ui::{Button, ButtonKind, FormActions, IconName, LinkButton};
use leptos::prelude::*;

/// What the page of a form is called: `new` while the record is a new one.
pub fn form_title(is_answer: bool, is_new: bool, new: Key) -> Signal<String> {
    let title = match (is_answer, is_new) {
        (true, _) => keys::DEALS_FORM_TITLE_ANSWER,
        (false, true) => new,
        (false, false) => keys::DEALS_FORM_TITLE_EDIT,
    };
    Signal::derive(move || text(title))
}

/// The buttons below a form: hand in, go on later, and what else there is.
#[component]
pub fn SubmitActions(
    /// What the button says that hands it in.
    label: Key,
    /// Whether it is on its way.
    submitting: RwSignal<bool>,
    /// Why it can't be handed in now.
    waits: Signal<Option<String>>,
    /// Where one goes to go on later.
    later: String,
    /// Further buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <FormActions>
            <Button
                label=label
                kind=ButtonKind::Primary
                icon=IconName::Send
                submit=true
                busy=submitting
                disabled_reason=waits
            />
            <LinkButton label=keys::DEALS_FORM_LATER href=later/>
            {children()}
        </FormActions>
    }
}
