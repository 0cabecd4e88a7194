//! Two records side by side, with what they share marked.

use super::{Icon, IconName, IconSize};
use crate::i18n::{Key, keys, t};
use leptos::prelude::*;

/// A line of the comparison.
#[derive(Clone)]
pub struct CompareRow {
    label: Signal<String>,
    left: String,
    right: String,
    likeness: Likeness,
}

/// How much of a line's two values is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Likeness {
    /// All.
    Same,
    /// Some, such as one of several products.
    Partly,
    /// Nothing.
    Different,
}

impl Likeness {
    fn shown(self) -> (IconName, Key, &'static str) {
        match self {
            Likeness::Same => (IconName::Equal, keys::KIT_COMPARE_SAME, "warning"),
            Likeness::Partly => (IconName::EqualApproximately, keys::KIT_COMPARE_PARTLY, "warning"),
            Likeness::Different => (IconName::EqualNot, keys::KIT_COMPARE_DIFFERENT, "neutral"),
        }
    }
}

impl CompareRow {
    /// A line whose two values are the same when their texts are.
    pub fn new(label: impl Into<Signal<String>>, left: impl Into<String>, right: impl Into<String>) -> Self {
        let (left, right) = (left.into(), right.into());
        CompareRow {
            label: label.into(),
            likeness: if !left.is_empty() && left == right {
                Likeness::Same
            } else {
                Likeness::Different
            },
            left,
            right,
        }
    }

    /// Says how alike the two are whatever is written, such as a subsidiary's domain.
    pub fn alike(self, likeness: Likeness) -> Self {
        CompareRow { likeness, ..self }
    }
}

/// Two columns of values. Lines that match carry a mark and a word, not only a colour.
#[component]
pub fn SideBySide(
    /// What is compared, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// Head of the first column.
    #[prop(into)]
    left: Signal<String>,
    /// Head of the second column.
    #[prop(into)]
    right: Signal<String>,
    /// The heads come from data, such as two companies' names.
    #[prop(optional)]
    data_heads: bool,
    /// The lines.
    #[prop(into)]
    rows: Signal<Vec<CompareRow>>,
) -> impl IntoView {
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| {
                let (shape, word, tone) = row.likeness.shown();
                view! {
                    <tr role="row" data-match=if row.likeness == Likeness::Different { "different" } else { "same" }>
                        <th role="rowheader" scope="row">{row.label}</th>
                        <td role="cell" translate="no" dir="auto" data-label=left>{row.left}</td>
                        <td role="cell" translate="no" dir="auto" data-label=right>{row.right}</td>
                        <td role="cell" class="compare-mark">
                            <span class="badge" data-tone=tone>
                                <Icon name=shape size=IconSize::Small/>
                                {t(word)}
                            </span>
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="table-box">
            <table class="compare" role="table" aria-label=label>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col"><span class="visually-hidden">{t(keys::KIT_COMPARE_FIELD)}</span></th>
                        <th role="columnheader" scope="col" translate=data_heads.then_some("no")>{left}</th>
                        <th role="columnheader" scope="col" translate=data_heads.then_some("no")>{right}</th>
                        <th role="columnheader" scope="col"><span class="visually-hidden">{t(keys::KIT_COMPARE_RESULT)}</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{lines}</tbody>
            </table>
        </div>
    }
}
