//! What a row of the queue shows.

use super::rows::Rows;
use crate::approvals::due::DueClock;
use crate::approvals::words::{ApprovalStateBadge, RiskBadge, kind_icon, kind_name, refused_text};
use crate::i18n::{keys, t, text_with};
use crate::paths;
use crate::session::tier_name;
use crate::ui::{Avatar, Column, Data, Icon, IconName, IconSize, Money, TableRow, Time};
use entente_model::approvals::{ApprovalState, ApprovalSummary, RiskFlag};
use entente_model::ids::ApprovalId;
use entente_model::problem::Problem;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the last bulk decision was refused for, by item.
pub type Refusals = RwSignal<BTreeMap<ApprovalId, Problem>>;

/// The columns; of what is decided the outcome takes the place of the clock.
pub fn columns(decided: bool) -> Vec<Column> {
    let due = if decided {
        Column::new("outcome", keys::APPROVALS_COLUMN_OUTCOME)
    } else {
        Column::new("due", keys::APPROVALS_COLUMN_DUE).sortable()
    };
    vec![
        Column::new("subject", keys::APPROVALS_COLUMN_SUBJECT),
        Column::new("partner", keys::APPROVALS_COLUMN_PARTNER),
        Column::new("-amount", keys::APPROVALS_COLUMN_AMOUNT)
            .sortable()
            .numeric(),
        due,
        Column::new("flags", keys::APPROVALS_COLUMN_FLAGS),
        Column::new("-submitted", keys::APPROVALS_COLUMN_SUBMITTED)
            .sortable()
            .spare(),
        Column::new("assignee", keys::APPROVALS_COLUMN_ASSIGNEE),
    ]
}

/// An item as a row.
pub fn row(item: &ApprovalSummary, rows: Rows, refusals: Refusals) -> TableRow {
    let stamp = u64::try_from(item.version).unwrap_or_default();
    let item = item.clone();
    let (id, name) = (item.id, item.subject.clone());
    TableRow::new(id.to_string(), stamp, name, move || cells(&item, rows, refusals)).with_href(paths::approval(id))
}

fn cells(item: &ApprovalSummary, rows: Rows, refusals: Refusals) -> Vec<AnyView> {
    vec![
        subject(item, rows, refusals),
        view! {
            <span class="approval-stacked">
                <Data value=item.partner_name.clone() class="approval-partner"/>
                <span class="cell-sub">{let tier = item.partner_tier; move || tier_name(tier)}</span>
            </span>
        }
        .into_any(),
        item.amount.as_ref().map_or_else(nothing, |amount| {
            view! { <Money minor=amount.minor currency=amount.currency.clone()/> }.into_any()
        }),
        due(item),
        flags(item),
        view! { <span class="muted"><Time value=item.submitted_at/></span> }.into_any(),
        assignee(item),
    ]
}

fn nothing() -> AnyView {
    view! { <span class="faint" aria-hidden="true">"–"</span> }.into_any()
}

fn subject(item: &ApprovalSummary, rows: Rows, refusals: Refusals) -> AnyView {
    let id = item.id;
    let refused = Memo::new(move |_| refusals.with(|refusals| refusals.get(&id).cloned()));
    let leaving = Memo::new(move |_| rows.leaving().with(|leaving| leaving.contains(&id)));
    // The style sheet fades the row that holds this mark.
    let mark = move || leaving.get().then(|| view! { <span class="approval-leaving"></span> });
    view! {
        {mark}
        <Data value=item.subject.clone()/>
        <span class="cell-sub approval-what">
            <span class="approval-kind"><Icon name=kind_icon(item.kind) size=IconSize::Small/>{t(kind_name(item.kind))}</span>
            <Data value=item.reference.clone() class="approval-reference"/>
        </span>
        {move || refused.get().map(|problem| view! {
            <span class="approval-refused">
                <Icon name=IconName::CircleAlert size=IconSize::Small/>
                {move || refused_text(&problem)}
            </span>
        })}
    }
    .into_any()
}

fn due(item: &ApprovalSummary) -> AnyView {
    if item.state == ApprovalState::Open {
        return view! { <DueClock starts=item.submitted_at ends=item.due_at/> }.into_any();
    }
    let decided = item.decided.clone().map(|decided| {
        let at = decided.at;
        let by = if let Some(rule) = decided.rule {
            view! { <span>{move || text_with(keys::APPROVALS_BY_RULE, &[("rule", &rule)])}</span> }.into_any()
        } else if decided.by.name.is_empty() {
            ().into_any()
        } else {
            view! { <Data value=decided.by.name/> }.into_any()
        };
        view! { <span class="cell-sub approval-decided">{by} <Time value=at/></span> }
    });
    view! { <span class="approval-stacked"><ApprovalStateBadge state=item.state/>{decided}</span> }.into_any()
}

fn flags(item: &ApprovalSummary) -> AnyView {
    // The clock says already that it is late.
    let shown: Vec<RiskFlag> = item
        .flags
        .iter()
        .copied()
        .filter(|flag| *flag != RiskFlag::Overdue)
        .collect();
    if shown.is_empty() {
        return nothing();
    }
    let badges = shown
        .into_iter()
        .map(|flag| view! { <RiskBadge flag=flag/> })
        .collect_view();
    view! { <span class="approval-flags">{badges}</span> }.into_any()
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
