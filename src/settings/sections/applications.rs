//! Who may apply to become a partner, what is asked, and in which time.

use super::specialties::Specialties;
use crate::i18n::{Key, integer, keys, text_plural};
use crate::settings::editor::Editor;
use crate::settings::figure::Figure;
use crate::settings::parts::Lock;
use crate::settings::raw::{RawApplications, write_applications};
use crate::ui::{Card, Field, Switch, TextArea};
use entente_model::settings::{OnboardingSettings, bounds};
use leptos::prelude::*;

/// The section.
#[component]
pub fn ApplicationsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let fields = editor.applications;
    let locked = Signal::derive(move || editor.locked.get().is_some());
    view! {
        <Card title=keys::SETTINGS_APPLICATIONS_ACCESS text=keys::SETTINGS_APPLICATIONS_ACCESS_TEXT>
            <Switch
                on=fields.accepts_applications
                label=keys::SETTINGS_FIELD_ACCEPTS_APPLICATIONS
                hint=keys::SETTINGS_APPLICATIONS_ACCEPTS_HINT
                disabled=locked
                on_change=move |on| fields.accepts_applications.set(on)
            />
        </Card>
        <Card title=keys::SETTINGS_APPLICATIONS_NUMBERS text=keys::SETTINGS_APPLICATIONS_NUMBERS_TEXT>
            <Lock editor=editor><div class="settings-numbers">{figures(editor)}</div></Lock>
        </Card>
        <Specialties editor=editor/>
        <Card title=keys::SETTINGS_FIELD_CONSENT text=keys::SETTINGS_APPLICATIONS_CONSENT_TEXT>
            <Lock editor=editor>
                <div class="settings-prose">
                    <Field label=keys::SETTINGS_PROGRAM_ENGAGEMENT_LABEL name="/settings/onboarding/consent">
                        <TextArea value=fields.consent rows=6 limit=bounds::CONSENT/>
                    </Field>
                </div>
            </Lock>
        </Card>
    }
}

fn figures(editor: Editor) -> Vec<AnyView> {
    let fields = editor.applications;
    let usual = OnboardingSettings::initial();
    let typed = write_applications(&usual);
    let days = |count: u32| Signal::derive(move || text_plural(keys::SETTINGS_DAYS, count.into()));
    let decision_days = usual.decision_business_days;
    let bits = usual.proof_bits;
    let figure = |name, [label, hint, unit]: [Key; 3], value, default, of: fn(&RawApplications) -> &String| {
        Figure {
            editor,
            name,
            label,
            hint,
            unit,
            value,
            default,
            usual: Signal::stored(of(&typed).clone()),
        }
        .view()
    };
    vec![
        figure(
            "/settings/onboarding/decision_business_days",
            [
                keys::SETTINGS_FIELD_APPLICATION_DECISION,
                keys::SETTINGS_HINT_APPLICATION_DECISION,
                keys::SETTINGS_UNIT_BUSINESS_DAYS,
            ],
            fields.decision_business_days,
            Signal::derive(move || text_plural(keys::SETTINGS_BUSINESS_DAYS, decision_days.into())),
            |usual| &usual.decision_business_days,
        ),
        figure(
            "/settings/onboarding/link_days",
            [
                keys::SETTINGS_FIELD_LINK_DAYS,
                keys::SETTINGS_HINT_LINK_DAYS,
                keys::SETTINGS_UNIT_DAYS,
            ],
            fields.link_days,
            days(usual.link_days),
            |usual| &usual.link_days,
        ),
        figure(
            "/settings/onboarding/draft_days",
            [
                keys::SETTINGS_FIELD_DRAFT_DAYS,
                keys::SETTINGS_HINT_DRAFT_DAYS,
                keys::SETTINGS_UNIT_DAYS,
            ],
            fields.draft_days,
            days(usual.draft_days),
            |usual| &usual.draft_days,
        ),
        figure(
            "/settings/onboarding/proof_bits",
            [
                keys::SETTINGS_FIELD_PROOF_BITS,
                keys::SETTINGS_HINT_PROOF_BITS,
                keys::SETTINGS_UNIT_BITS,
            ],
            fields.proof_bits,
            Signal::derive(move || integer(bits.into())),
            |usual| &usual.proof_bits,
        ),
    ]
}
