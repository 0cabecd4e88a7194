//! What a row of the queue shows.

use super::rows::Queue;
use crate::approvals::due::DueClock;
use crate::approvals::words::{ApprovalStateBadge, RiskBadges, kind_icon, kind_name, refused_text, shown_flags};
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::session::tier_name;
use crate::ui::{Avatar, Column, Data, Icon, IconName, IconSize, Money, TableRow, Time};
use entente_model::approvals::{ApprovalState, ApprovalSummary};
use entente_model::ids::ApprovalId;
use entente_model::problem::Problem;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the last bulk decision was refused for, by item.
pub type Refusals = RwSignal<BTreeMap<ApprovalId, Problem>>;

/// The columns; what is decided has an outcome, and a moment and somebody who decided, where what waits has its clock and somebody who looks
/// after it.
pub fn columns(decided: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("subject", keys::APPROVALS_COLUMN_SUBJECT),
        Column::new("partner", keys::APPROVALS_COLUMN_PARTNER),
        Column::new("-amount", keys::APPROVALS_COLUMN_AMOUNT)
            .sortable()
            .numeric(),
    ];
    let (flags, submitted) = (Column::new("flags", keys::APPROVALS_COLUMN_FLAGS), "-submitted");
    columns.extend(if decided {
        [
            Column::new("outcome", keys::APPROVALS_COLUMN_OUTCOME),
            Column::new("-decided", keys::APPROVALS_COLUMN_DECIDED).sortable(),
            flags,
            Column::new(submitted, keys::APPROVALS_COLUMN_DECIDED_SUBMITTED)
                .sortable()
                .spare(),
        ]
    } else {
        [
            Column::new("due", keys::APPROVALS_COLUMN_DUE).sortable(),
            flags,
            Column::new(submitted, keys::APPROVALS_COLUMN_SUBMITTED)
                .sortable()
                .spare(),
            Column::new("assignee", keys::APPROVALS_COLUMN_ASSIGNEE),
        ]
    });
    columns
}

/// An item as a row.
pub fn row(item: &ApprovalSummary, decided: bool, queue: Queue, refusals: Refusals) -> TableRow {
    let stamp = u64::try_from(item.version).unwrap_or_default();
    let item = item.clone();
    let (id, name) = (item.id, item.subject.clone());
    let cells = move || cells(&item, decided, queue, refusals);
    TableRow::new(id.to_string(), stamp, name, cells).with_href(paths::approval(id))
}

fn cells(item: &ApprovalSummary, decided: bool, queue: Queue, refusals: Refusals) -> Vec<AnyView> {
    let mut cells = vec![subject(item, queue, refusals), partner(item), worth(item)];
    let (flags, submitted) = (
        flags(item),
        view! { <span class="muted"><Time value=item.submitted_at/></span> }.into_any(),
    );
    cells.extend(if decided {
        [outcome(item), decision(item), flags, submitted]
    } else {
        [due(item), flags, submitted, assignee(item)]
    });
    cells
}

/// Whose it is; an applicant is named by the item already.
fn partner(item: &ApprovalSummary) -> AnyView {
    let Some(tier) = item.partner_tier else {
        return view! { <span class="muted">{t(keys::APPROVALS_APPLICANT)}</span> }.into_any();
    };
    view! {
        <span class="approval-stacked">
            <Data value=item.partner_name.clone() class="approval-partner"/>
            <span class="cell-sub">{move || tier_name(tier)}</span>
        </span>
    }
    .into_any()
}

/// What it is worth: an amount, or an applicant's score.
pub(super) fn worth(item: &ApprovalSummary) -> AnyView {
    match (&item.amount, item.score) {
        (Some(amount), _) => view! { <Money minor=amount.minor currency=amount.currency.clone()/> }.into_any(),
        (None, Some(score)) => {
            view! { <span class="nowrap">{move || text_with(keys::APPROVAL_SCORE_OF, &[("score", &i18n::integer(i64::from(score)))])}</span> }
                .into_any()
        }
        (None, None) => nothing(),
    }
}

fn nothing() -> AnyView {
    view! { <span class="faint" aria-hidden="true">"–"</span> }.into_any()
}

fn subject(item: &ApprovalSummary, queue: Queue, refusals: Refusals) -> AnyView {
    let id = item.id;
    let refused = Memo::new(move |_| refusals.with(|refusals| refusals.get(&id).cloned()));
    let leaving = Memo::new(move |_| queue.leaving().with(|leaving| leaving.contains(&id)));
    let agreed = item.agreed.clone().filter(|_| item.state == ApprovalState::Open);
    // The style sheet fades the row that holds this mark.
    let mark = move || leaving.get().then(|| view! { <span class="approval-leaving"></span> });
    view! {
        {mark}
        <Data value=item.subject.clone()/>
        <span class="cell-sub approval-what">
            <span class="approval-kind"><Icon name=kind_icon(item.kind) size=IconSize::Small/>{t(kind_name(item.kind))}</span>
            <Data value=item.reference.clone() class="approval-reference"/>
        </span>
        {agreed.map(|agreed| view! {
            <span class="cell-sub">{move || text_with(keys::APPROVALS_AGREED, &[("name", &agreed.by.name)])}</span>
        })}
        {move || refused.get().map(|problem| view! {
            <span class="approval-refused">
                <Icon name=IconName::CircleAlert size=IconSize::Small/>
                {move || refused_text(&problem)}
            </span>
        })}
    }
    .into_any()
}

/// The clock; of what was decided under the reader's eye, the outcome.
fn due(item: &ApprovalSummary) -> AnyView {
    if item.state == ApprovalState::Open {
        view! { <DueClock starts=item.submitted_at ends=item.due_at/> }.into_any()
    } else {
        view! { <span class="approval-stacked">{outcome(item)}{decision(item)}</span> }.into_any()
    }
}

fn outcome(item: &ApprovalSummary) -> AnyView {
    view! { <ApprovalStateBadge state=item.state/> }.into_any()
}

/// When it was decided, and by whom; what went away was decided by nobody.
fn decision(item: &ApprovalSummary) -> AnyView {
    let Some(decided) = item.decided.clone() else {
        return nothing();
    };
    let by = if let Some(rule) = decided.rule {
        Some(view! { <span>{move || text_with(keys::APPROVALS_BY_RULE, &[("rule", &rule)])}</span> }.into_any())
    } else if decided.by.name.is_empty() {
        None
    } else {
        Some(view! { <Data value=decided.by.name/> }.into_any())
    };
    view! { <span class="approval-stacked"><Time value=decided.at/>{by.map(|by| view! { <span class="cell-sub">{by}</span> })}</span> }
        .into_any()
}

fn flags(item: &ApprovalSummary) -> AnyView {
    if shown_flags(&item.flags).next().is_none() {
        return nothing();
    }
    view! { <RiskBadges flags=item.flags.clone()/> }.into_any()
}

fn assignee(item: &ApprovalSummary) -> AnyView {
    match item.assignee.clone() {
        Some(person) => {
            let name = person.name;
            view! { <span class="approval-person"><Avatar name=name.clone()/><Data value=name class="truncate"/></span> }.into_any()
        }
        None => view! { <span class="muted nowrap">{t(keys::APPROVALS_NOBODY)}</span> }.into_any(),
    }
}
