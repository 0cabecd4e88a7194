//! The filters over the queue. What they are set to lives in the address.

use crate::approvals::words::{flag_name, kind_name};
use crate::i18n::{keys, text};
use crate::paths::{AddressState, ApprovalsQuery, AssigneeFilter};
use crate::session::use_session;
use crate::ui::{Choice, Field, FilterBar, FilterChip, RadioGroup};
use entente_model::approvals::{ApprovalKind, RiskFlag};
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
    let query = address.query();
    let filtered = move || {
        query.with(|query| {
            ApprovalsQuery {
                search: String::new(),
                ..query.clone()
            }
            .is_filtered()
        })
    };
    view! {
        <FilterBar search=search search_label=keys::APPROVALS_SEARCH filtered=Signal::derive(filtered) on_clear=on_clear>
            <OneOf
                label=keys::APPROVALS_FILTER_ASSIGNEE
                choices=assignee_choices
                read=move || address.get().assignee.map(assignee_word).unwrap_or_default()
                write=move |word: String| address.update(|query| query.assignee = assignee_of(&word))
            />
            <OneOf
                label=keys::APPROVALS_FILTER_KIND
                choices=|| ApprovalKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), text(kind_name(*kind)))).collect()
                read=move || address.get().kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default()
                write=move |word: String| address.update(|query| query.kind = ApprovalKind::parse(&word))
            />
            <OneOf
                label=keys::APPROVALS_FILTER_FLAG
                choices=|| RiskFlag::ALL.iter().map(|flag| Choice::new(flag.as_str(), text(flag_name(*flag)))).collect()
                read=move || address.get().flag.map(|flag| flag.as_str().to_owned()).unwrap_or_default()
                write=move |word: String| address.update(|query| query.flag = RiskFlag::parse(&word))
            />
            <RegionFilter address=address/>
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

#[component]
fn RegionFilter(address: AddressState<ApprovalsQuery>) -> impl IntoView {
    let session = use_session();
    let choices = move || {
        let session = session.get();
        let regions = session.iter().flat_map(|session| &session.program.regions);
        regions
            .map(|region| Choice::data(region.code.clone(), region.name.clone()))
            .collect()
    };
    view! {
        <OneOf
            label=keys::APPROVALS_FILTER_REGION
            choices=choices
            read=move || address.get().region
            write=move |code: String| address.update(|query| query.region = code)
        />
    }
}

/// A filter that is set to one of a few, or not at all.
#[component]
fn OneOf<Choices, Read, Write>(
    /// What is filtered by.
    label: crate::i18n::Key,
    /// What can be chosen.
    choices: Choices,
    /// The word that is set now; empty for none.
    read: Read,
    /// Sets another word; empty for none.
    write: Write,
) -> impl IntoView
where
    Choices: Fn() -> Vec<Choice> + Send + Sync + 'static,
    Read: Fn() -> String + Send + Sync + 'static,
    Write: Fn(String) + Copy + Send + Sync + 'static,
{
    let choices = Memo::new(move |_| choices());
    let now = Memo::new(move |_| read());
    let value = RwSignal::new(now.get_untracked());
    Effect::new(move |_| {
        let now = now.get();
        if value.with_untracked(|value| *value != now) {
            value.set(now);
        }
    });
    let tell = move |word: &String, _: Option<&String>, _: Option<()>| {
        if now.with_untracked(|now| now != word) {
            write(word.clone());
        }
    };
    Effect::watch(move || value.get(), tell, false);
    let chosen = move || {
        let word = now.get();
        let named = choices.with(|choices| {
            choices
                .iter()
                .find(|choice| choice.value == word)
                .map(|choice| choice.label.clone())
        });
        named.or_else(|| (!word.is_empty()).then(|| text(keys::APPROVALS_FILTER_SOMEBODY)))
    };
    view! {
        <FilterChip label=label value=Signal::derive(chosen) on_clear=Callback::new(move |()| write(String::new()))>
            <Field label=label group=true optional=true class="filter-field">
                <RadioGroup value=value choices=Signal::derive(move || choices.get())/>
            </Field>
        </FilterChip>
    }
}
