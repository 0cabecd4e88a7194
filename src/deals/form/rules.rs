//! The published rules of engagement, beside the form.

use crate::i18n::{keys, t};
use crate::ui::{Button, ButtonKind, ButtonSize, Drawer, IconName};
use leptos::prelude::*;

/// A button that opens the rules in a drawer.
#[component]
pub fn RulesOfEngagement(
    /// The rules, plain text; empty when none are published.
    rules: String,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let rules = StoredValue::new(rules);
    view! {
        <Button
            label=keys::DEALS_FORM_RULES
            kind=ButtonKind::Ghost
            size=ButtonSize::Small
            icon=IconName::Scale
            on_press=Callback::new(move |()| open.set(true))
        />
        <Drawer open=open title=keys::DEALS_FORM_RULES on_close=Callback::new(move |()| open.set(false))>
            {
                let rules = rules.get_value();
                if rules.trim().is_empty() {
                    view! { <p class="muted">{t(keys::DEALS_FORM_RULES_NONE)}</p> }.into_any()
                } else {
                    view! { <div class="prose deal-long-text" translate="no" dir="auto">{rules}</div> }.into_any()
                }
            }
        </Drawer>
    }
}
