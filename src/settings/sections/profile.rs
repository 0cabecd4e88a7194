//! The Ideal Partner Profile: what counts, how much, and how past applicants would score.

mod criterion;
mod preview;
mod rule_fields;

use crate::i18n::keys;
use crate::settings::editor::Editor;
use crate::settings::fields::SpecialtyFields;
use crate::settings::parts::{ListFault, region_choices};
use crate::settings::profile_words::{KINDS, kind_name};
use crate::settings::raw::{RawCeiling, RawCriterion};
use crate::settings::row_card::{add_unfolded, entries, why_full};
use crate::settings::rows::Row;
use crate::ui::{Button, Card, Choice, EmptyState, IconName, Menu, MenuItem};
use criterion::criterion;
use entente_model::onboarding::{Criterion, profile::split};
use entente_model::settings::bounds;
use leptos::prelude::*;
use preview::Preview;

const LIST: &str = "/settings/onboarding/criteria";

/// What every row is drawn from.
#[derive(Clone, Copy)]
struct Known {
    /// Regions as the settings being edited know them.
    regions: Signal<Vec<Choice>>,
    /// Specialties as the settings being edited know them.
    specialties: Signal<Vec<Choice>>,
    /// The criteria as their text reads.
    criteria: Memo<Vec<Criterion>>,
    /// The points that each can earn, in tenths.
    points: Memo<Vec<u32>>,
}

/// The section.
#[component]
pub fn ProfileSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.criteria;
    let criteria = Memo::new(move |_| editor.part(|settings| settings.onboarding.criteria.clone()));
    let named = |row: Row<SpecialtyFields>| Choice::data(row.fields.code.get(), row.fields.name.get());
    let specialties = Memo::new(move |_| {
        let choices = editor.specialties.get().into_iter().map(named);
        choices.filter(|choice| !choice.value.is_empty()).collect::<Vec<_>>()
    });
    let known = Known {
        regions: region_choices(editor),
        specialties: specialties.into(),
        criteria,
        points: Memo::new(move |_| {
            criteria.with(|criteria| split(&criteria.iter().map(|criterion| criterion.weight).collect::<Vec<_>>()))
        }),
    };
    let previewed = Memo::new(move |_| editor.locked.with(Option::is_none));
    view! {
        <div class="profile">
            <Card title=keys::SETTINGS_PROFILE text=keys::SETTINGS_PROFILE_TEXT actions=move || add_menu(editor) flush=true>
                {move || rows.is_empty().then(|| view! {
                    <EmptyState title=keys::SETTINGS_PROFILE_EMPTY text=keys::SETTINGS_PROFILE_EMPTY_TEXT icon=IconName::Target/>
                })}
                {entries(rows, move |row| criterion(editor, row, known))}
                <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
            </Card>
            {move || previewed.get().then(|| view! { <Preview editor=editor/> })}
        </div>
    }
}

/// The menu of kinds; while none can be added, the button that says why.
fn add_menu(editor: Editor) -> AnyView {
    let rows = editor.criteria;
    let why = why_full(editor, rows, bounds::CRITERIA);
    let full = Memo::new(move |_| why.get());
    let kinds = move || {
        let line = |word: &'static str| {
            MenuItem::new(kind_name(word), move || {
                add_unfolded(editor, rows, new_criterion(editor, word));
            })
        };
        KINDS.into_iter().map(line).collect::<Vec<_>>()
    };
    let button = move || {
        if full.with(Option::is_some) {
            view! { <Button label=keys::SETTINGS_PROFILE_ADD icon=IconName::Plus disabled_reason=full on_press=|| ()/> }
                .into_any()
        } else {
            view! { <Menu label=keys::SETTINGS_PROFILE_ADD items=Signal::stored(kinds()) labelled=true class="button button-secondary"/> }.into_any()
        }
    };
    view! { {button} }.into_any()
}

/// A criterion to be filled in, with the fields that its kind has.
fn new_criterion(editor: Editor, word: &'static str) -> RawCriterion {
    let mut raw = RawCriterion {
        kind: word.to_owned(),
        weight: "10".to_owned(),
        ..RawCriterion::default()
    };
    match word {
        "regions" | "specialties" => raw.wanted = "1".to_owned(),
        "expected_revenue" => {
            let first = |codes: &Vec<String>| codes.first().cloned().unwrap_or_default();
            raw.ideals.push(RawCeiling {
                amount: String::new(),
                currency: editor.currencies.with_untracked(first),
            });
        }
        _ => {}
    }
    raw
}
