//! How past applicants would score with the profile as it is being edited.

use crate::api::{ApiError, settings};
use crate::i18n::{integer, keys, t, text_plural, text_with};
use crate::settings::editor::Editor;
use crate::shell::FailureState;
use crate::ui::{
    Banner, Card, EmptyState, Histogram, HistogramColumn, IconName, Skeleton, SkeletonShape, Tone, typing_pause,
};
use entente_model::onboarding::{ProfileOutcome, ProfilePreview};
use futures::future::{AbortHandle, Abortable};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds of rest before the server is asked.
const REST: u32 = 400;

/// What is known of past applicants.
#[derive(Clone, Copy)]
struct Answer {
    /// The last answer; stays while the next is on its way.
    outcome: RwSignal<Option<ProfileOutcome>>,
    /// Why there was none.
    error: RwSignal<Option<ApiError>>,
    /// Whether one is on its way.
    asking: RwSignal<bool>,
    /// Counts the retries.
    again: RwSignal<u32>,
}

/// Asks whenever the criteria change and nothing is wrong with them. An answer to what stands there no longer is never shown.
fn use_preview(editor: Editor) -> Answer {
    let answer = Answer {
        outcome: RwSignal::new(None),
        error: RwSignal::new(None),
        asking: RwSignal::new(true),
        again: RwSignal::new(0),
    };
    let criteria = Memo::new(move |_| editor.sound_criteria());
    // What is in effect changes with a version that is published.
    let number = Memo::new(move |_| editor.base.with(|base| base.number));
    let asked: StoredValue<Option<AbortHandle>> = StoredValue::new(None);
    let give_up = move || {
        if let Some(before) = asked.try_update_value(Option::take).flatten() {
            before.abort();
        }
    };
    Effect::new(move |_| {
        number.track();
        answer.again.track();
        give_up();
        let Some(criteria) = criteria.get() else {
            answer.asking.set(false);
            return;
        };
        let (handle, registration) = AbortHandle::new_pair();
        asked.set_value(Some(handle));
        answer.asking.set(true);
        let is_first = answer.outcome.with_untracked(Option::is_none);
        spawn_local(async move {
            let question = async {
                if !is_first {
                    TimeoutFuture::new(typing_pause(REST)).await;
                }
                settings::preview_profile(&ProfilePreview { criteria }).await
            };
            // Given up when another question took its place.
            let Ok(found) = Abortable::new(question, registration).await else {
                return;
            };
            answer.asking.try_set(false);
            match found {
                Ok(outcome) => {
                    answer.error.try_set(None);
                    answer.outcome.try_set(Some(outcome));
                }
                Err(ApiError::Aborted) => {}
                Err(error) => {
                    answer.error.try_set(Some(error));
                }
            }
        });
    });
    on_cleanup(give_up);
    answer
}

/// What stands in the card.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Loading,
    Failed,
    Nobody,
    Incomplete,
    Columns,
}

/// The histogram with its figures.
#[component]
pub fn Preview(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let answer = use_preview(editor);
    let incomplete = Memo::new(move |_| editor.sound_criteria().is_none());
    let shown = Memo::new(move |_| {
        let applicants = answer
            .outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.applicants));
        match applicants {
            _ if answer.error.with(Option::is_some) => Shown::Failed,
            None if incomplete.get() => Shown::Incomplete,
            None => Shown::Loading,
            Some(0) => Shown::Nobody,
            Some(_) => Shown::Columns,
        }
    });
    let retry = move || {
        answer.error.set(None);
        answer.again.update(|again| *again += 1);
    };
    let hint = move || {
        incomplete
            .get()
            .then(|| view! { <Banner title=keys::SETTINGS_PREVIEW_INCOMPLETE tone=Tone::Info/> })
    };
    let content = move || {
        match shown.get() {
        Shown::Loading => view! { <Skeleton shape=SkeletonShape::Lines/> }.into_any(),
        Shown::Failed => view! { <FailureState error=answer.error on_retry=Callback::new(move |()| retry())/> }.into_any(),
        Shown::Nobody => view! {
            <EmptyState title=keys::SETTINGS_PREVIEW_EMPTY text=keys::SETTINGS_PREVIEW_EMPTY_TEXT icon=IconName::ChartColumn/>
        }
        .into_any(),
        Shown::Incomplete => hint().into_any(),
        Shown::Columns => view! { {hint} {picture(answer.outcome)} }.into_any(),
    }
    };
    view! {
        <aside class="profile-preview" aria-label=t(keys::SETTINGS_PREVIEW) aria-busy=move || answer.asking.get().to_string()>
            <Card title=keys::SETTINGS_PREVIEW>
                <div class="stack">{content}</div>
            </Card>
        </aside>
    }
}

fn picture(outcome: RwSignal<Option<ProfileOutcome>>) -> AnyView {
    let outcome = Memo::new(move |_| outcome.get().unwrap_or_default());
    let columns = Signal::derive(move || outcome.with(columns));
    let said = move || {
        text_plural(
            keys::SETTINGS_PREVIEW_SAID,
            outcome.with(|outcome| outcome.applicants.into()),
        )
    };
    let count = |of: fn(&ProfileOutcome) -> u32| move || integer(outcome.with(of).into());
    let median = move || {
        let number = |median: Option<u8>| integer(median.unwrap_or_default().into());
        let (before, after) = outcome.with(|outcome| (number(outcome.current_median), number(outcome.edited_median)));
        if before == after {
            after
        } else {
            text_with(
                keys::SETTINGS_PREVIEW_MEDIAN_CHANGE,
                &[("before", &before), ("after", &after)],
            )
        }
    };
    view! {
        <p class="muted small">{said}</p>
        <Histogram
            columns=columns
            label=keys::SETTINGS_PREVIEW
            axis=keys::SETTINGS_PREVIEW_AXIS
            before=keys::SETTINGS_PREVIEW_BEFORE
            after=keys::SETTINGS_PREVIEW_AFTER
        />
        <div role="status">
            <dl class="preview-figures">
                <div><dt>{t(keys::SETTINGS_PREVIEW_MEDIAN)}</dt><dd translate="no">{median}</dd></div>
                <div><dt>{t(keys::SETTINGS_PREVIEW_UP)}</dt><dd translate="no">{count(|outcome| outcome.up)}</dd></div>
                <div><dt>{t(keys::SETTINGS_PREVIEW_DOWN)}</dt><dd translate="no">{count(|outcome| outcome.down)}</dd></div>
            </dl>
        </div>
    }
    .into_any()
}

/// Ten points a column, the last with the hundredth. Followed inside a reactive closure.
fn columns(outcome: &ProfileOutcome) -> Vec<HistogramColumn> {
    let both = outcome.current.iter().zip(&outcome.edited);
    let last = outcome.current.len().saturating_sub(1);
    both.enumerate()
        .map(|(at, (before, after))| {
            let first = 10 * at as i64;
            let end = if at == last { 100 } else { first + 9 };
            let (tick, end) = (integer(first), integer(end));
            let range = text_with(keys::SETTINGS_PREVIEW_RANGE, &[("first", &tick), ("last", &end)]);
            let (count, edited) = (integer((*before).into()), integer((*after).into()));
            let told = text_with(
                keys::SETTINGS_PREVIEW_COLUMN,
                &[("range", &range), ("before", &count), ("after", &edited)],
            );
            HistogramColumn {
                tick,
                range,
                told,
                before: *before,
                after: *after,
            }
        })
        .collect()
}
