//! Templates of journeys, the first that fits is followed, and what happens when a journey falls behind.

mod board;
mod code;
mod copy;
mod drag;
mod due;
mod milestone;
mod moves;
mod outcome;
mod preview;
mod reach;
mod running;
mod step;
mod task;
mod task_fields;
mod template;

use crate::i18n::{integer, keys, list, t, text_plural};
use crate::settings::editor::Editor;
use crate::settings::figure::Figure;
use crate::settings::parts::{ListFault, Lock, region_choices};
use crate::settings::raw::{RawJourney, RawMilestone, WEEKS, write_follow_up};
use crate::settings::row_card::{entries, unfold, why_full};
use crate::settings::versions::Versions;
use crate::ui::{Button, Card, Choice, EmptyState, Icon, IconName, IconSize};
use entente_model::onboarding::JourneyTemplate;
use entente_model::problem::FieldCode;
use entente_model::settings::{OnboardingSettings, bounds};
use leptos::prelude::*;
use template::template;

const LIST: &str = "/settings/onboarding/journeys";

/// What every template is drawn from.
#[derive(Clone, Copy)]
struct Known {
    /// Regions as the settings being edited know them.
    regions: Signal<Vec<Choice>>,
    /// The templates as their text reads.
    templates: Memo<Vec<JourneyTemplate>>,
    /// The versions that there are.
    versions: Versions,
}

/// The section.
#[component]
pub fn JourneysSection(
    /// The settings.
    editor: Editor,
    /// The versions that there are.
    versions: Versions,
) -> impl IntoView {
    let rows = editor.journeys;
    let known = Known {
        regions: region_choices(editor),
        templates: Memo::new(move |_| editor.part(|settings| settings.onboarding.journeys.clone())),
        versions,
    };
    let full = full(editor);
    let add = move || {
        let raw = RawJourney {
            milestones: vec![RawMilestone {
                due: "1".to_owned(),
                unit: WEEKS.to_owned(),
                ..RawMilestone::default()
            }],
            ..RawJourney::default()
        };
        // Before the last one, which is for everybody: behind it nobody would follow it.
        if let Some(key) = rows.insert(untrack(|| rows.len()).saturating_sub(1), raw) {
            unfold(editor, key, entry_body(key));
        }
    };
    let not_for_all = move || {
        let wrong = editor.finds(FieldCode::FitsNotAll);
        wrong.then(|| view! { <p class="field-error"><Icon name=IconName::CircleAlert size=IconSize::Small/>{t(keys::FIELD_FITS_NOT_ALL)}</p> })
    };
    view! {
        <Card
            title=keys::SETTINGS_JOURNEYS
            text=keys::SETTINGS_JOURNEYS_TEXT
            actions=move || view! { <Button label=keys::SETTINGS_JOURNEYS_ADD icon=IconName::Plus disabled_reason=full on_press=add/> }
            flush=true
        >
            {move || rows.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_JOURNEYS_EMPTY text=keys::SETTINGS_JOURNEYS_EMPTY_TEXT icon=IconName::ListChecks/>
            })}
            {entries(rows, move |row| template(editor, row, known))}
            <div class="card-fault">
                <ListFault editor=editor pointer=LIST/>
                <div class="list-fault" role="status">{not_for_all}</div>
            </div>
        </Card>
        <Card title=keys::SETTINGS_FOLLOW_UP text=keys::SETTINGS_FOLLOW_UP_TEXT>
            <Lock editor=editor><div class="settings-numbers">{figures(editor)}</div></Lock>
        </Card>
    }
}

/// Why no template can be added now.
fn full(editor: Editor) -> Signal<Option<String>> {
    why_full(editor, editor.journeys, bounds::JOURNEYS)
}

/// The selector of what is edited of a template.
fn entry_body(key: u32) -> String {
    format!(".entry[data-key=\"{key}\"] > .entry-body")
}

fn figures(editor: Editor) -> Vec<AnyView> {
    let fields = editor.follow_up;
    let usual = OnboardingSettings::initial();
    let typed = write_follow_up(&usual);
    let (risk_days, reminder_days) = (usual.risk_days, usual.reminder_days);
    let reminders = move || {
        let days: Vec<String> = reminder_days.iter().map(|days| integer((*days).into())).collect();
        list(&days)
    };
    let reminding = Figure {
        editor,
        name: "/settings/onboarding/reminder_days",
        label: keys::SETTINGS_FIELD_JOURNEY_REMINDERS,
        hint: keys::SETTINGS_HINT_JOURNEY_REMINDERS,
        unit: keys::SETTINGS_UNIT_DAYS,
        value: fields.reminder_days,
        default: Signal::derive(reminders),
        usual: Signal::stored(typed.reminder_days),
    };
    let asking = Figure {
        editor,
        name: "/settings/onboarding/risk_days",
        label: keys::SETTINGS_FIELD_RISK_DAYS,
        hint: keys::SETTINGS_HINT_RISK_DAYS,
        unit: keys::SETTINGS_UNIT_DAYS,
        value: fields.risk_days,
        default: Signal::derive(move || text_plural(keys::SETTINGS_DAYS, risk_days.into())),
        usual: Signal::stored(typed.risk_days),
    };
    vec![reminding.view(), asking.view()]
}
