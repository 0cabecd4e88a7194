//! The step "consent": all of it once more, and what the contact agrees to.

use super::model::ApplyForm;
use super::review::Review;
use crate::i18n::{keys, t};
use crate::ui::{CheckBox, Field, FormState};
use leptos::prelude::*;

/// The pointer of the agreement.
const CONSENT: &str = "/consent";

/// The step's fields.
#[component]
pub fn ConsentStep(
    /// The form.
    form: ApplyForm,
) -> impl IntoView {
    let terms = form
        .program
        .try_with_value(|program| program.consent.clone())
        .unwrap_or_default();
    let id = FormState::field_id(CONSENT);
    let label_id = format!("{id}-label");
    view! {
        <Review form=form/>
        <section class="apply-terms" aria-labelledby="apply-terms-title">
            <h3 id="apply-terms-title">{t(keys::APPLY_TERMS)}</h3>
            <div class="prose apply-text" translate="no" dir="auto">{terms}</div>
        </section>
        <Field label=keys::APPLY_FIELD_CONSENT name=CONSENT group=true>
            <div id=id role="group" aria-labelledby=label_id>
                <CheckBox checked=form.fields.consent label=keys::APPLY_CONSENT/>
            </div>
        </Field>
    }
}
