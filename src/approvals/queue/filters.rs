//! The filters over the queue. What they are set to lives in the address.

use crate::approvals::words::{flag_name, kind_name};
use crate::i18n::{keys, text};
use crate::lists::{OneOf, RegionFilter};
use crate::paths::{AddressState, ApprovalsQuery, AssigneeFilter, Filtered};
use crate::session::use_session;
use crate::ui::{Choice, FilterBar};
use entente_model::approvals::{ApprovalKind, RiskFlag};
use entente_model::people::Permission;
use leptos::prelude::*;

/// Search and filters.
#[component]
pub fn QueueFilters(
    /// What is typed into the search.
    search: RwSignal<String>,
    /// The queue's state.
    address: AddressState<ApprovalsQuery>,
    /// Clears search and filters.
    on_clear: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    // Finance sees claims alone.
    let kinds = move || {
        let all = ApprovalKind::ALL.iter().copied();
        let sees = |kind: &ApprovalKind| *kind == ApprovalKind::FundClaim || !session.may(Permission::DecideClaims);
        all.filter(sees)
            .map(|kind| Choice::new(kind.as_str(), text(kind_name(kind))))
            .collect::<Vec<_>>()
    };
    let query = address.query();
    let filtered = Signal::derive(move || query.with(Filtered::has_filters));
    view! {
        <FilterBar search=search search_label=keys::APPROVALS_SEARCH filtered=filtered on_clear=on_clear>
            <OneOf
                label=keys::APPROVALS_FILTER_ASSIGNEE
                choices=assignee_choices
                unnamed=keys::APPROVALS_FILTER_SOMEBODY
                read=move || address.get().assignee.map(assignee_word).unwrap_or_default()
                write=move |word: String| address.update(|query| query.assignee = assignee_of(&word))
            />
            <OneOf
                label=keys::APPROVALS_FILTER_KIND
                choices=kinds
                read=move || address.get().kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default()
                write=move |word: String| address.update(|query| query.kind = ApprovalKind::parse(&word))
            />
            <OneOf
                label=keys::APPROVALS_FILTER_FLAG
                choices=|| RiskFlag::ALL.iter().map(|flag| Choice::new(flag.as_str(), text(flag_name(*flag)))).collect()
                read=move || address.get().flag.map(|flag| flag.as_str().to_owned()).unwrap_or_default()
                write=move |word: String| address.update(|query| query.flag = RiskFlag::parse(&word))
            />
            <RegionFilter
                read=move || address.get().region
                write=move |code: String| address.update(|query| query.region = code)
            />
        </FilterBar>
    }
}

const ME: &str = "me";
const NOBODY: &str = "nobody";

fn assignee_word(filter: AssigneeFilter) -> String {
    match filter {
        AssigneeFilter::Me => ME.into(),
        AssigneeFilter::Nobody => NOBODY.into(),
        AssigneeFilter::Person(id) => id.to_string(),
    }
}

fn assignee_of(word: &str) -> Option<AssigneeFilter> {
    match word {
        ME => Some(AssigneeFilter::Me),
        NOBODY => Some(AssigneeFilter::Nobody),
        id => id.parse().ok().map(AssigneeFilter::Person),
    }
}

fn assignee_choices() -> Vec<Choice> {
    vec![
        Choice::new(ME, text(keys::APPROVALS_FILTER_ME)),
        Choice::new(NOBODY, text(keys::APPROVALS_FILTER_NOBODY)),
    ]
}
