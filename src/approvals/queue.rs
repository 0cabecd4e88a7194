//! The queue of what waits for a decision, and of what was decided.

mod bulk;
mod cells;
mod filters;
pub mod memory;
mod rows;
mod undo;

use super::PAGE;
use super::verdict::Verdict;
use crate::i18n::{keys, text};
use crate::lists::{Asked, Rows, changes, foot, none_match, order, pressed_order, use_asked};
use crate::paths::{AddressState, ApprovalsQuery, ApprovalsSort, AssigneeFilter, Filtered};
use crate::session::{SessionContext, use_session};
use crate::shell::{PageHead, page_command, use_commands, use_home};
use crate::ui::{
    Command, DataTable, EmptyState, IconName, Pane, Sort, StaleNotice, TabItem, TabPanel, Tabs, UNDO_KEY, on_shortcut,
    undo_last, undo_offered,
};
use bulk::{Bulk, BulkBar, BulkDialog};
use entente_model::approvals::ApprovalState;
use entente_model::people::Permission;
use filters::QueueFilters;
use leptos::prelude::*;
use rows::{Queue, use_queue};
use std::collections::BTreeSet;

const OPEN: &str = "open";
const DECIDED: &str = "decided";

/// The page `/approvals`.
#[component]
pub fn QueuePage() -> impl IntoView {
    let session = use_session();
    let home = use_home();
    let Asked {
        address,
        search,
        question,
        clear,
    } = use_asked(|query: ApprovalsQuery| {
        // What is decided has no clock any more: the last decision first, unless another order is asked for.
        let sort = match query.sort {
            ApprovalsSort::Due if query.decided => ApprovalsSort::Decided,
            ApprovalsSort::Decided if !query.decided => ApprovalsSort::Due,
            sort => sort,
        };
        ApprovalsQuery {
            sort,
            open: None,
            ..query
        }
    });
    let selected = RwSignal::new(BTreeSet::new());
    let queue = use_queue(
        question,
        Signal::derive(move || selected.with(|selected| !selected.is_empty())),
    );
    let rows = queue.rows;
    let bulk = Bulk::new(queue, selected);
    Effect::new(move |_| question.with(memory::remember));
    // What is decided, or no longer shown, can't be decided.
    Effect::new(move |_| {
        let open: BTreeSet<String> = rows.shown().with(|shown| {
            let open = shown.iter().filter(|item| item.state == ApprovalState::Open);
            open.map(|item| item.id.to_string()).collect()
        });
        if selected.with_untracked(|selected| !selected.is_subset(&open)) {
            selected.update(|selected| selected.retain(|key| open.contains(key)));
        }
    });

    // Managers read claims when they ask for them; finance, which decides those, sees nothing else.
    let can_select = Memo::new(move |_| {
        let (decided, kind) = question.with(|question| (question.decided, question.kind));
        let decides = kind.map_or_else(|| decides_here(session), |kind| session.may(kind.decided_by()));
        decides && !decided
    });
    let begin = move |verdict: Verdict| bulk.begin(verdict, focused_row().as_deref());
    on_shortcut(move |event| {
        if can_select.get_untracked()
            && let Some(verdict) = Verdict::of_key(event).filter(|verdict| Verdict::OF_MANY.contains(verdict))
        {
            event.prevent_default();
            begin(verdict);
        }
    });
    let undo = undo_offered();
    use_commands(move || {
        if !can_select.get() {
            return Vec::new();
        }
        let verdicts = Verdict::OF_MANY.map(|verdict| Command {
            shortcut: Some(verdict.shortcut()),
            ..page_command(verdict.as_str(), verdict.name(), verdict.icon(), move || begin(verdict))
        });
        verdicts.into_iter().chain(undo.get().then(undo_command)).collect()
    });

    let tab = Signal::derive(move || {
        if question.with(|question| question.decided) {
            DECIDED
        } else {
            OPEN
        }
        .to_owned()
    });
    let on_tab = Callback::new(move |(tab,): (String,)| {
        bulk.refusals.update(|refusals| refusals.clear());
        address.update(|query| {
            query.decided = tab == DECIDED;
            query.sort = ApprovalsSort::default();
        });
    });
    let lead = Signal::derive(move || {
        Some(text(if question.with(|question| question.decided) {
            keys::APPROVALS_LEAD_DECIDED
        } else {
            keys::APPROVALS_LEAD
        }))
    });
    let waiting = Signal::derive(move || {
        home.value()
            .with(|home| home.as_ref().map(|home| u64::from(home.waiting_count)))
    });
    let tabs = vec![
        TabItem::new(OPEN, keys::APPROVALS_TAB_OPEN).with_count(waiting),
        TabItem::new(DECIDED, keys::APPROVALS_TAB_DECIDED),
    ];
    let panel = move || view! { <List queue=queue bulk=bulk question=question address=address can_select=can_select on_clear=clear/> };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=lead/>
            <Tabs label=keys::APPROVALS_TABS items=tabs selected=tab on_select=on_tab/>
            <QueueFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <div class="card approvals-list">
                {changes(rows, keys::APPROVALS_CHANGED)}
                <TabPanel id=OPEN selected=tab>{panel()}</TabPanel>
                <TabPanel id=DECIDED selected=tab>{panel()}</TabPanel>
            </div>
            <BulkBar bulk=bulk/>
        </Pane>
        <BulkDialog bulk=bulk/>
    }
}

/// Whether the person decides what the queue lists when no kind is asked for.
fn decides_here(session: SessionContext) -> bool {
    session.may(Permission::DecideApprovals) || session.may(Permission::DecideClaims)
}

/// The table with its four states.
#[component]
fn List(
    queue: Queue,
    bulk: Bulk,
    question: Memo<ApprovalsQuery>,
    address: AddressState<ApprovalsQuery>,
    can_select: Memo<bool>,
    on_clear: Callback<()>,
) -> impl IntoView {
    let rows = queue.rows;
    let decided = question.with_untracked(|question| question.decided);
    let table_rows = Signal::derive(move || {
        rows.shown().with(|shown| {
            shown
                .iter()
                .map(|item| cells::row(item, decided, queue, bulk.refusals))
                .collect::<Vec<_>>()
        })
    });
    let sort = order(question, |question| {
        (question.sort.as_str(), question.sort != ApprovalsSort::Due)
    });
    let on_sort = Callback::new(move |(sort,): (Sort,)| {
        let pressed = ApprovalsSort::parse(&sort.column).unwrap_or_default();
        let in_force = question.with_untracked(|question| question.sort);
        address.update(|query| query.sort = pressed_order(pressed, &in_force));
    });
    let nothing = move || empty(rows, question, on_clear);
    let table = move || {
        let (label, columns, loading) = (keys::APPROVALS_TABLE, cells::columns(decided), rows.loading());
        if can_select.get() {
            view! { <DataTable label=label columns=columns rows=table_rows sort=sort on_sort=on_sort selected=bulk.selected loading=loading empty=nothing/> }
                .into_any()
        } else {
            view! { <DataTable label=label columns=columns rows=table_rows sort=sort on_sort=on_sort loading=loading empty=nothing/> }.into_any()
        }
    };
    view! {
        {table}
        {foot(rows, keys::APPROVALS_ERROR)}
    }
}

/// Nothing waits, nothing was decided yet, or nothing matches.
fn empty(rows: Rows<ApprovalsQuery>, question: Memo<ApprovalsQuery>, on_clear: Callback<()>) -> AnyView {
    if rows.error().with(Option::is_some) {
        return ().into_any();
    }
    let (filtered, decided, mine) = question.with(|question| {
        let only_mine = ApprovalsQuery {
            assignee: None,
            ..question.clone()
        };
        let mine = question.assignee == Some(AssigneeFilter::Me) && !only_mine.is_filtered();
        (question.is_filtered(), question.decided, mine && !question.decided)
    });
    if filtered {
        let (title, line) = if mine {
            (keys::APPROVALS_EMPTY_MINE, keys::APPROVALS_EMPTY_MINE_TEXT)
        } else {
            (keys::APPROVALS_NONE, keys::APPROVALS_NONE_TEXT)
        };
        return none_match(title, line, IconName::Search, on_clear);
    }
    if decided {
        return view! { <EmptyState title=keys::APPROVALS_EMPTY_DECIDED text=keys::APPROVALS_EMPTY_DECIDED_TEXT icon=IconName::History/> }
            .into_any();
    }
    view! { <EmptyState title=keys::APPROVALS_EMPTY text=keys::APPROVALS_EMPTY_TEXT icon=IconName::CircleCheck/> }
        .into_any()
}

/// Takes the last decision back; the toast that offers it listens for the key.
pub(super) fn undo_command() -> Command {
    Command {
        shortcut: Some(UNDO_KEY),
        ..page_command("undo", keys::DECISION_UNDO, IconName::Undo2, || {
            undo_last();
        })
    }
}

/// The key of the row with the focus, as its link names it.
fn focused_row() -> Option<String> {
    let row = document().active_element()?.closest("tr").ok().flatten()?;
    let address = row.query_selector(".row-link").ok().flatten()?.get_attribute("href")?;
    address.rsplit('/').next().map(str::to_owned)
}
