//! The partner agreement: the text that a partner's admin signs.

use crate::i18n::{keys, t, text};
use crate::settings::editor::Editor;
use crate::settings::parts::Lock;
use crate::settings::versions::Versions;
use crate::ui::{Banner, Card, Field, KeyValue, KeyValues, TextArea, TextInput, Tone};
use entente_model::settings::bounds;
use leptos::prelude::*;

/// The section.
#[component]
pub fn AgreementSection(
    /// The settings.
    editor: Editor,
    /// The versions that there are.
    versions: Versions,
) -> impl IntoView {
    let fields = editor.agreement;
    let edited = Memo::new(move |_| editor.part(|settings| settings.onboarding.agreement.sha256()));
    let in_effect = Memo::new(move |_| {
        let version = versions.in_effect();
        version.map(|version| version.settings.onboarding.agreement.sha256())
    });
    let differs = Memo::new(move |_| {
        in_effect.with(|hash| hash.as_ref().is_some_and(|hash| edited.with(|edited| edited != hash)))
    });
    let asks_anew = move || {
        (differs.get() && editor.locked.with(Option::is_none)).then(|| {
            let line = Some(text(keys::SETTINGS_AGREEMENT_ANEW_TEXT));
            view! { <Banner title=keys::SETTINGS_AGREEMENT_ANEW text=line tone=Tone::Warning/> }
        })
    };
    let hash = |hash: Memo<String>| view! { <code class="agreement-hash" translate="no">{hash}</code> };
    let effective = Memo::new(move |_| in_effect.get().unwrap_or_default());
    view! {
        <Card title=keys::SETTINGS_AGREEMENT text=keys::SETTINGS_AGREEMENT_TEXT>
            <div class="stack">
                {asks_anew}
                <Lock editor=editor>
                    <div class="form-fields">
                        <Field label=keys::SETTINGS_FIELD_AGREEMENT_TITLE name="/settings/onboarding/agreement/title">
                            <TextInput value=fields.title/>
                        </Field>
                    </div>
                    <div class="settings-prose agreement-prose">
                        <Field
                            label=keys::SETTINGS_FIELD_AGREEMENT_TEXT
                            name="/settings/onboarding/agreement/text"
                            hint=keys::SETTINGS_AGREEMENT_TEXT_HINT
                        >
                            <TextArea value=fields.text rows=24 limit=bounds::AGREEMENT/>
                        </Field>
                    </div>
                </Lock>
                <div class="stack-tight">
                    <p class="field-hint">{t(keys::SETTINGS_AGREEMENT_HASH_TEXT)}</p>
                    <KeyValues ruled=true>
                        <KeyValue label=keys::SETTINGS_AGREEMENT_HASH>{hash(effective)}</KeyValue>
                        {move || differs.get().then(|| view! { <KeyValue label=keys::SETTINGS_AGREEMENT_HASH_EDITED>{hash(edited)}</KeyValue> })}
                    </KeyValues>
                </div>
            </div>
        </Card>
    }
}
