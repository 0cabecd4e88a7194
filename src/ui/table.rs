//! The table that every list stands in: sorted by its heads, walked by J and K, stacked into cards where it is narrow.

use super::each;
use super::overflow::is_overflowing;
use super::screenful::screenful;
use super::table_keys::walk_by_keys;
use super::{Icon, IconName, IconSize, TableRow};
use crate::i18n::{keys, t, text_with};
use leptos::html;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

/// By which column a list is sorted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sort {
    /// The column's id.
    pub column: String,
    /// Largest or latest first.
    pub descending: bool,
}

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    id: &'static str,
    title: Signal<String>,
    sortable: bool,
    class: &'static str,
}

impl Column {
    /// A column with its head; `id` is the name by which the API sorts.
    pub fn new(id: &'static str, title: impl Into<Signal<String>>) -> Self {
        Column {
            id,
            title: title.into(),
            sortable: false,
            class: "",
        }
    }

    /// Pressing its head sorts by it.
    pub fn sortable(self) -> Self {
        Column { sortable: true, ..self }
    }

    /// Numbers and amounts: at the end of the column, in figures of one width.
    pub fn numeric(self) -> Self {
        Column { class: "end", ..self }
    }

    /// As narrow as what it holds.
    pub fn tight(self) -> Self {
        Column { class: "tight", ..self }
    }

    /// Left out beside the rail of a small notebook, where not all columns fit; the cards of a narrow screen show it.
    pub fn spare(self) -> Self {
        Column { class: "spare", ..self }
    }
}

/// A list as a table. The first column holds the row's link and is the head of its card on a narrow screen.
#[component]
pub fn DataTable(
    /// What the list is, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// The columns, in order.
    columns: Vec<Column>,
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Vec<TableRow>>,
    /// By what the list is sorted now.
    #[prop(into, optional)]
    sort: Signal<Option<Sort>>,
    /// Called with the sort that pressing a head asks for.
    #[prop(into, optional)]
    on_sort: Option<Callback<(Sort,)>>,
    /// The keys of the selected rows; with it every row has a tick box.
    #[prop(optional)]
    selected: Option<RwSignal<BTreeSet<String>>>,
    /// Rows are on their way; while there are none, skeletons stand in their place.
    #[prop(into, optional)]
    loading: Signal<bool>,
    /// The row whose detail is open beside the list.
    #[prop(into, optional)]
    current: Signal<Option<String>>,
    /// How many skeleton rows.
    #[prop(default = 8)]
    skeletons: usize,
    /// What stands under the head when there are no rows and none on their way.
    #[prop(optional, into)]
    empty: ViewFn,
) -> impl IntoView {
    let (body, frame) = (NodeRef::<html::Tbody>::new(), NodeRef::<html::Div>::new());
    let overflows = is_overflowing(frame);
    let columns = StoredValue::new(columns);
    let row_keys = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>()));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let stale = is_slow(Memo::new(move |_| loading.get() && !is_empty.get()));
    let drawn = screenful(row_keys);
    let undrawn = Memo::new(move |_| row_keys.with(Vec::len).saturating_sub(drawn.with(Vec::len)));
    let width = move || columns.with_value(Vec::len) + usize::from(selected.is_some());

    walk_by_keys(body);
    let head = columns.with_value(|columns| {
        columns
            .iter()
            .map(|column| head_cell(*column, sort, on_sort))
            .collect_view()
    });
    let skeleton_rows = move || {
        (loading.get() && is_empty.get()).then(|| {
            (0..skeletons)
                .map(|row| {
                    let cells = (0..width())
                        .map(|column| view! { <td><span class=skeleton_class(row, column)></span></td> })
                        .collect_view();
                    view! { <tr aria-hidden="true">{cells}</tr> }
                })
                .collect_view()
        })
    };
    view! {
        <div class="table-box" data-stale=move || stale.get().then_some("true")>
            <div class="table-scroll" node_ref=frame data-wide=move || overflows.get().then_some("true")>
                <table class="table" role="table" aria-label=label aria-busy=move || loading.get().to_string()>
                    <thead role="rowgroup">
                        <tr role="row">
                            {selected.map(|selected| view! {
                                <th class="select-cell" role="columnheader" scope="col">{select_all(selected, row_keys)}</th>
                            })}
                            {head}
                        </tr>
                    </thead>
                    <tbody role="rowgroup" node_ref=body>
                        {each(move || drawn.get(), String::clone, move |key| table_row(key, rows, columns, selected, current))}
                        // Keeps their place for one frame, so that the page can be scrolled back to where it was.
                        {move || (undrawn.get() > 0).then(|| view! {
                            <tr class="undrawn" aria-hidden="true" style=("--rows", undrawn.get().to_string())></tr>
                        })}
                        {skeleton_rows}
                    </tbody>
                </table>
            </div>
            {move || (is_empty.get() && !loading.get()).then(|| empty.run())}
        </div>
    }
}

/// Milliseconds after which rows that answer an older question step back.
const SLOW: Duration = Duration::from_millis(400);

/// Whether what is under way has been so for a while. A quick answer changes nothing on the page but its rows.
fn is_slow(under_way: Memo<bool>) -> ReadSignal<bool> {
    let (slow, set_slow) = signal(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if under_way.get() {
            let late = move || {
                set_slow.try_set(true);
            };
            timer.set_value(set_timeout_with_handle(late, SLOW).ok());
        } else if slow.get_untracked() {
            set_slow.set(false);
        }
    });
    slow
}

fn skeleton_class(row: usize, column: usize) -> &'static str {
    match (row + column * 2) % 3 {
        0 => "skeleton",
        1 => "skeleton skeleton-half",
        _ => "skeleton skeleton-third",
    }
}

fn head_cell(column: Column, sort: Signal<Option<Sort>>, on_sort: Option<Callback<(Sort,)>>) -> AnyView {
    let title = column.title;
    let direction = Memo::new(move |_| {
        sort.with(|sort| {
            sort.as_ref()
                .filter(|sort| sort.column == column.id)
                .map(|sort| sort.descending)
        })
    });
    let Some(on_sort) = on_sort.filter(|_| column.sortable) else {
        return view! { <th role="columnheader" scope="col" class=column.class>{title}</th> }.into_any();
    };
    let aria_sort = move || {
        direction
            .get()
            .map(|descending| if descending { "descending" } else { "ascending" })
    };
    let shape = move || match direction.get() {
        Some(true) => IconName::ArrowDown,
        Some(false) => IconName::ArrowUp,
        None => IconName::ChevronsUpDown,
    };
    // Numbers and dates are read from the largest first, words from the first letter.
    let first_descending = column.class == "end";
    let press = move |_| {
        let descending = direction
            .get_untracked()
            .map_or(first_descending, |descending| !descending);
        on_sort.run((Sort {
            column: column.id.to_owned(),
            descending,
        },));
    };
    view! {
        <th role="columnheader" scope="col" class=column.class aria-sort=aria_sort>
            <button type="button" class="sort" on:click=press>
                {title}
                {move || view! { <Icon name=shape() size=IconSize::Small/> }}
            </button>
        </th>
    }
    .into_any()
}

fn select_all(selected: RwSignal<BTreeSet<String>>, row_keys: Memo<Vec<String>>) -> AnyView {
    let count = Memo::new(move |_| {
        selected.with(|selected| row_keys.with(|keys| keys.iter().filter(|key| selected.contains(*key)).count()))
    });
    let all = move || count.get() > 0 && count.get() == row_keys.with(Vec::len);
    let some_only = move || count.get() > 0 && !all();
    let toggle = move |_| {
        let select = !all();
        selected.update(|selected| {
            row_keys.with_untracked(|keys| {
                for key in keys {
                    if select {
                        selected.insert(key.clone())
                    } else {
                        selected.remove(key)
                    };
                }
            });
        });
    };
    view! {
        <input
            class="checkbox"
            type="checkbox"
            aria-label=t(keys::KIT_TABLE_SELECT_ALL)
            prop:checked=all
            prop:indeterminate=some_only
            on:change=toggle
        />
    }
    .into_any()
}

fn table_row(
    key: String,
    rows: Signal<Vec<TableRow>>,
    columns: StoredValue<Vec<Column>>,
    selected: Option<RwSignal<BTreeSet<String>>>,
    current: Signal<Option<String>>,
) -> AnyView {
    let own = key.clone();
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.key == own).cloned()));
    let is_selected = {
        let key = key.clone();
        Memo::new(move |_| selected.is_some_and(|selected| selected.with(|selected| selected.contains(&key))))
    };
    let is_current = {
        let key = key.clone();
        move || {
            current
                .with(|current| current.as_deref() == Some(key.as_str()))
                .then_some("true")
        }
    };
    let has_link = move || {
        row.with(|row| row.as_ref().is_some_and(|row| row.href.is_some()))
            .to_string()
    };
    let tick = selected.map(|selected| {
        let toggle = move |_| {
            selected.update(|selected| {
                if !selected.remove(&key) {
                    selected.insert(key.clone());
                }
            });
        };
        let label = move || {
            let name = row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
            text_with(keys::KIT_TABLE_SELECT_ROW, &[("name", &name)])
        };
        view! {
            <td class="select-cell" role="cell">
                <input class="checkbox" type="checkbox" aria-label=label prop:checked=is_selected on:change=toggle/>
            </td>
        }
    });
    let cells = move || {
        row.get().map(|row| {
            let href = row.href.clone();
            let columns = columns.get_value();
            (row.cells)()
                .into_iter()
                .zip(columns)
                .enumerate()
                .map(|(index, (cell, column))| {
                    // Read here, by the row's own effect: a signal for each cell would be an effect for each cell.
                    let title = column.title.get();
                    let (class, cell) = if index == 0 {
                        let cell = match href.clone() {
                            Some(href) => view! { <a class="row-link" href=href>{cell}</a> }.into_any(),
                            None => cell,
                        };
                        ("primary", cell)
                    } else {
                        (column.class, cell)
                    };
                    view! { <td role="cell" class=class data-label=title>{cell}</td> }
                })
                .collect_view()
        })
    };
    view! {
        <tr
            role="row"
            data-link=has_link
            data-current=is_current
            aria-selected=selected.map(|_| move || is_selected.get().to_string())
        >
            {tick}
            {cells}
        </tr>
    }
    .into_any()
}
