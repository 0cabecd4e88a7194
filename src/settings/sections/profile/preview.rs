//! How past applicants would score with the profile as it is being edited.

use crate::api::settings;
use crate::i18n::{integer, keys, t, text_plural, text_with};
use crate::settings::asked::{Answer, use_answer};
use crate::settings::editor::Editor;
use crate::shell::FailureState;
use crate::ui::{Banner, Card, EmptyState, Histogram, HistogramColumn, IconName, Skeleton, SkeletonShape, Tone};
use entente_model::onboarding::{ProfileOutcome, ProfilePreview};
use leptos::prelude::*;

/// Asks whenever the criteria change and nothing is wrong with them.
fn use_preview(editor: Editor) -> Answer<ProfileOutcome> {
    // What is in effect changes with a version that is published.
    let number = Memo::new(move |_| editor.base.with(|base| base.number));
    use_answer(
        Memo::new(move |_| editor.sound_criteria()),
        move || number.track(),
        |criteria| settings::preview_profile(&ProfilePreview { criteria }),
    )
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
    let hint = move || {
        incomplete
            .get()
            .then(|| view! { <Banner title=keys::SETTINGS_PREVIEW_INCOMPLETE tone=Tone::Info/> })
    };
    let content = move || {
        match shown.get() {
        Shown::Loading => view! { <Skeleton shape=SkeletonShape::Lines/> }.into_any(),
        Shown::Failed => view! { <FailureState error=answer.error on_retry=Callback::new(move |()| answer.retry())/> }.into_any(),
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
