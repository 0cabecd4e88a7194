//! Journeys that are on their way: what would change of them with the template as it stands here, and their move to the one in effect.

use super::outcome::outcome;
use crate::api::{self, use_live, use_write};
use crate::forms::error_text;
use crate::i18n::{integer, keys, t, text, text_plural, text_with};
use crate::settings::asked::{Answer, use_answer};
use crate::settings::editor::Editor;
use crate::settings::versions::Versions;
use crate::shell::FailureState;
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, Dialog, IconName, Skeleton, SkeletonShape, Tone, toast, unique_id,
};
use entente_model::events::LiveEvent;
use entente_model::onboarding::{
    JourneyMove, JourneyMoveBegun, JourneyMoveOutcome, JourneyMovePreview, JourneyTemplate,
};
use entente_model::problem::Code;
use leptos::prelude::*;

/// How many journeys stand there as examples before the dialog shows all.
const EXAMPLES: usize = 3;

/// Asks whenever the template changes and nothing is wrong with it, and when other settings take effect: a move names those with which it
/// was looked at.
fn use_outcome(template: Memo<Option<JourneyTemplate>>, in_effect: Memo<Option<i64>>) -> Answer<JourneyMoveOutcome> {
    let answer = use_answer(
        template,
        move || in_effect.track(),
        |template| api::journeys::preview_move(&JourneyMovePreview { template }),
    );
    use_live(move |event| {
        if matches!(event, LiveEvent::Journey { .. } | LiveEvent::Resync {}) {
            answer.ask_again();
        }
    });
    answer
}

/// What stands there.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Loading,
    Failed,
    Incomplete,
    Nobody,
    Outcome,
}

/// The running journeys of a template that was published.
#[component]
pub fn Running(
    /// The settings.
    editor: Editor,
    /// The versions that there are.
    versions: Versions,
    /// The template's pointer.
    pointer: Signal<String>,
    /// The template as its text reads.
    template: Memo<Option<JourneyTemplate>>,
) -> impl IntoView {
    let sound = Memo::new(move |_| {
        template
            .get()
            .filter(|_| pointer.with(|pointer| editor.is_sound(pointer)))
    });
    let number = Memo::new(move |_| versions.in_effect().map(|version| version.number));
    let answer = use_outcome(sound, number);
    let is_in_effect = Memo::new(move |_| {
        // What was looked at with other settings says nothing of a move to these.
        let looked_at = answer
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.settings_version));
        template.with(|template| {
            let Some(template) = template else { return false };
            let applying = versions.in_effect().filter(|version| Some(version.number) == looked_at);
            applying.is_some_and(|version| version.settings.onboarding.journeys.contains(template))
        })
    });
    let shown = Memo::new(move |_| {
        let running = answer
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.running));
        match running {
            _ if answer.error.with(Option::is_some) => Shown::Failed,
            _ if sound.with(Option::is_none) => Shown::Incomplete,
            None => Shown::Loading,
            Some(0) => Shown::Nobody,
            Some(_) => Shown::Outcome,
        }
    });
    let open = RwSignal::new(false);
    let content = move || match shown.get() {
        Shown::Loading => view! { <Skeleton shape=SkeletonShape::Lines/> }.into_any(),
        Shown::Failed => {
            view! { <FailureState error=answer.error on_retry=Callback::new(move |()| answer.retry())/> }.into_any()
        }
        Shown::Incomplete => view! { <p class="muted small">{t(keys::SETTINGS_RUNNING_INCOMPLETE)}</p> }.into_any(),
        Shown::Nobody => view! { <p class="muted small">{t(keys::SETTINGS_RUNNING_NOBODY)}</p> }.into_any(),
        Shown::Outcome => found(answer, is_in_effect, open),
    };
    let heading = unique_id("running");
    let labelled = heading.clone();
    view! {
        <section class="journey-part" aria-labelledby=heading aria-busy=move || answer.asking.get().to_string()>
            <div class="journey-part-head">
                <h4 id=labelled>{t(keys::SETTINGS_RUNNING)}</h4>
                <p class="field-hint">{t(keys::SETTINGS_RUNNING_TEXT)}</p>
            </div>
            {content}
        </section>
        <MoveDialog answer=answer template=template is_in_effect=is_in_effect open=open/>
    }
}

/// What would change, and the button that leads to the move.
fn found(answer: Answer<JourneyMoveOutcome>, is_in_effect: Memo<bool>, open: RwSignal<bool>) -> AnyView {
    let known = Memo::new(move |_| answer.outcome.get().unwrap_or_default());
    let line = move || {
        let in_effect = is_in_effect.get();
        known.with(|outcome| match (outcome.changing, in_effect) {
            (0, true) => text_plural(keys::SETTINGS_RUNNING_ALL_FOLLOW, outcome.running.into()),
            (0, false) => text_plural(keys::SETTINGS_RUNNING_NONE_CHANGES, outcome.running.into()),
            (changing, true) => of_all(keys::SETTINGS_RUNNING_BEHIND, changing, outcome.running),
            (changing, false) => of_all(keys::SETTINGS_RUNNING_WOULD_CHANGE, changing, outcome.running),
        })
    };
    let changes = Memo::new(move |_| known.with(|outcome| outcome.changing) > 0);
    let publish_first = publish_first(is_in_effect);
    view! {
        <p class="running-line" role="status">{line}</p>
        {move || changes.get().then(|| view! {
            {move || known.with(|known| outcome(known, EXAMPLES))}
            <div>
                <Button
                    label=keys::SETTINGS_RUNNING_MOVE
                    icon=IconName::RefreshCw
                    size=ButtonSize::Small
                    disabled_reason=publish_first
                    on_press=move || open.set(true)
                />
            </div>
        })}
    }
    .into_any()
}

/// Why nothing can be moved yet: journeys move to what is in effect.
fn publish_first(is_in_effect: Memo<bool>) -> Signal<Option<String>> {
    Signal::derive(move || (!is_in_effect.get()).then(|| text(keys::SETTINGS_RUNNING_PUBLISH_FIRST)))
}

fn of_all(key: crate::i18n::Plural, changing: u32, running: u32) -> String {
    crate::i18n::text_plural_with(key, running.into(), &[("changing", &integer(changing.into()))])
}

/// The question before all running journeys are moved.
#[component]
fn MoveDialog(
    answer: Answer<JourneyMoveOutcome>,
    template: Memo<Option<JourneyTemplate>>,
    is_in_effect: Memo<bool>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let moving = use_write(
        |body: &JourneyMove, key| api::journeys::move_all(body, key),
        move |_, begun: JourneyMoveBegun| {
            open.try_set(false);
            answer.ask_again();
            toast(text_plural(keys::SETTINGS_RUNNING_MOVED, begun.running.into()));
        },
    );
    Effect::new(move |_| {
        if open.get() {
            moving.forget_error();
        }
    });
    // Other settings took effect meanwhile: what the dialog shows is looked at anew.
    Effect::new(move |_| {
        let error = moving.error().get();
        if error.and_then(|error| error.code()) == Some(Code::StaleVersion) {
            answer.ask_again();
        }
    });
    let begin = move || {
        let code = template.with_untracked(|template| template.as_ref().map(|template| template.code.clone()));
        let looked_at = answer
            .outcome
            .with_untracked(|outcome| outcome.as_ref().map(|outcome| outcome.settings_version));
        if let (Some(template), Some(settings_version)) = (code, looked_at) {
            moving.run(JourneyMove {
                template,
                settings_version,
            });
        }
    };
    let publish_first = publish_first(is_in_effect);
    let changing = Memo::new(move |_| {
        let changing = |outcome: &Option<JourneyMoveOutcome>| outcome.as_ref().map_or(0, |outcome| outcome.changing);
        answer.outcome.with(changing)
    });
    let label = Signal::derive(move || text_plural(keys::SETTINGS_RUNNING_MOVE_COUNT, changing.get().into()));
    let name = Memo::new(move |_| {
        let name = |template: &Option<JourneyTemplate>| template.as_ref().map(|template| template.name.clone());
        template.with(name).unwrap_or_default()
    });
    let failure = move || {
        moving
            .error()
            .get()
            .map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })
    };
    view! {
        <Dialog
            open=open
            title=keys::SETTINGS_RUNNING_MOVE_TITLE
            wide=true
            on_close=move || open.set(false)
            foot=move || view! {
                <Button label=keys::SETTINGS_PUBLISH_BACK on_press=move || open.set(false)/>
                <Button
                    label=label
                    kind=ButtonKind::Primary
                    icon=IconName::RefreshCw
                    busy=moving.pending()
                    disabled_reason=publish_first
                    on_press=begin
                />
            }
        >
            <div class="stack">
                {failure}
                <p>{move || text_with(keys::SETTINGS_RUNNING_MOVE_TEXT, &[("name", &name.get())])}</p>
                // The list may be longer than the dialog: by keyboard it is scrolled from here.
                <div role="group" tabindex="0" aria-label=t(keys::SETTINGS_RUNNING_CHANGES)>
                    {move || answer.outcome.with(|known| known.as_ref().map(|known| outcome(known, usize::MAX)))}
                </div>
            </div>
        </Dialog>
    }
}
