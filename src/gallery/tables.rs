//! Lists.

use super::show;
use crate::ui::*;
use chrono::{TimeDelta, Utc};
use leptos::prelude::*;
use std::collections::BTreeSet;

const CUSTOMERS: [(&str, &str, i64, Tone, &str, IconName); 6] = [
    (
        "Adventure Works GmbH",
        "adventure-works.example",
        12_500_000,
        Tone::Success,
        "Approved",
        IconName::CircleCheck,
    ),
    (
        "Wide World Importers",
        "wwi.example",
        4_820_050,
        Tone::Accent,
        "In review",
        IconName::Eye,
    ),
    (
        "Tailspin Toys",
        "tailspin.example",
        990_000,
        Tone::Warning,
        "Action required",
        IconName::TriangleAlert,
    ),
    (
        "Proseware, Inc.",
        "proseware.example",
        31_275_000,
        Tone::Info,
        "Submitted",
        IconName::CircleDot,
    ),
    (
        "Lucerne Publishing",
        "lucerne.example",
        610_000,
        Tone::Neutral,
        "Draft",
        IconName::CircleDashed,
    ),
    (
        "Margie’s Travel",
        "margies.example",
        7_100_000,
        Tone::Danger,
        "Rejected",
        IconName::CircleX,
    ),
];

fn columns() -> Vec<Column> {
    vec![
        Column::new("customer", "Customer").sortable(),
        Column::new("status", "Status"),
        Column::new("value", "Value").sortable().numeric(),
        Column::new("due", "Decision due").sortable(),
        Column::new("owner", "Owner"),
        Column::new("updated", "Updated").sortable(),
    ]
}

fn rows(query: &str) -> Vec<TableRow> {
    CUSTOMERS
        .iter()
        .enumerate()
        .filter(|(_, customer)| customer.0.to_lowercase().contains(&query.to_lowercase()))
        .map(|(index, (name, domain, value, tone, status, icon))| {
            let at = Utc::now() - TimeDelta::hours(index as i64 * 7 + 1);
            let ends = Utc::now() + TimeDelta::hours(44 - index as i64 * 11);
            TableRow::new(*name, 1, *name, move || {
                vec![
                    view! { <span>{*name}<span class="cell-sub">{*domain}</span></span> }.into_any(),
                    view! { <StatusBadge label=*status tone=*tone icon=*icon/> }.into_any(),
                    view! { <Money minor=*value currency="EUR"/> }.into_any(),
                    view! { <Clock starts=at - TimeDelta::hours(4) ends=ends/> }.into_any(),
                    view! { <span class="avatar-name"><Avatar name="Jonas Weber"/>"Jonas Weber"</span> }.into_any(),
                    view! { <Time value=at/> }.into_any(),
                ]
            })
            .with_href(format!("/gallery?deal={index}"))
        })
        .collect()
}

pub(super) fn section() -> AnyView {
    let search = RwSignal::new(String::new());
    let sort = RwSignal::new(Some(Sort {
        column: "value".into(),
        descending: true,
    }));
    let selected = RwSignal::new(BTreeSet::from(["Tailspin Toys".to_string()]));
    let states = RwSignal::new(vec!["review".to_string(), "submitted".to_string()]);
    let chip = Signal::derive(move || states.with(|states| (!states.is_empty()).then(|| states.join(", "))));
    let empty = || {
        view! {
            <EmptyState title="No deal fits" text="Change the search or clear the filters." icon=IconName::Search>
                <Button label="Clear all"/>
            </EmptyState>
        }
    };
    let list = view! {
        <FilterBar
            search=search
            search_label="Search deals"
            filtered=Signal::derive(move || chip.with(Option::is_some))
            on_clear=move || { search.set(String::new()); states.set(Vec::new()) }
        >
            <FilterChip label="Status" value=chip on_clear=move || states.set(Vec::new())>
                <FilterChoices
                    selected=states
                    on_change={move |chosen: Vec<String>| states.set(chosen)}
                    choices=vec![Choice::new("submitted", "Submitted"), Choice::new("review", "In review"), Choice::new("won", "Won")]
                />
            </FilterChip>
            <FilterChip label="Owner" value={None::<String>} on_clear=|| {}>"Nobody to choose"</FilterChip>
        </FilterBar>
        <Card flush=true>
            <DataTable
                label="Deals"
                columns=columns()
                rows=Signal::derive(move || rows(&search.get()))
                sort=sort
                on_sort=move |by: Sort| sort.set(Some(by))
                selected=selected
                empty=empty
            />
            <LoadMore shown=6_u64 has_more=true on_more=|| toast("More")/>
        </Card>
        {move || (!selected.with(BTreeSet::is_empty)).then(|| view! {
            <div class="bulk-bar">
                <span class="strong small">{move || format!("{} selected", selected.with(BTreeSet::len))}</span>
                <Button label="Approve" kind=ButtonKind::Primary size=ButtonSize::Small/>
                <Button label="Return" size=ButtonSize::Small/>
                <IconButton label="Clear the selection" icon=IconName::X size=ButtonSize::Small on_press=move || selected.set(BTreeSet::new())/>
            </div>
        })}
    };
    let loading = view! {
        <Card flush=true>
            <DataTable label="Deals on their way" columns=columns() rows=Vec::new() loading=true skeletons=3/>
        </Card>
    };
    let nothing = view! {
        <Card flush=true>
            <DataTable label="No deals" columns=columns() rows=Vec::new() empty=|| view! {
                <EmptyState title="Register your first deal" text="A registration protects the account for 90 days from its approval." icon=IconName::Handshake>
                    <Button label="Register a deal" kind=ButtonKind::Primary icon=IconName::Plus/>
                </EmptyState>
            }/>
        </Card>
    };
    let compare = view! {
        <Card title="Conflict" text="Both registrations name one account." flush=true>
            <SideBySide label="Registrations" left="This registration" right="R-1042, approved" rows=vec![
                CompareRow::new("Customer", "Adventure Works GmbH", "ADVENTURE WORKS").alike(Likeness::Same),
                CompareRow::new("Domain", "adventure-works.example", "adventure-works.example"),
                CompareRow::new("Country", "Germany", "Germany"),
                CompareRow::new("Value", "€125,000.00", "€98,400.00"),
                CompareRow::new("Products", "Edge Gateway", "Edge Gateway, Atlas Platform").alike(Likeness::Partly),
            ]/>
        </Card>
    };
    view! {
        {show("List with filters", list)}
        {show("On its way", loading)}
        {show("Empty", nothing)}
        {show("Side by side", compare)}
    }
    .into_any()
}
