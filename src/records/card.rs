//! Who made a record, and when.

use crate::i18n::{Key, keys};
use crate::ui::{Card, Data, KeyValue, KeyValues, Time, TimeStyle};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// Who made a record of a partner's, and when.
#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    /// The company that it is of.
    pub partner: String,
    /// Who began it.
    pub owner: String,
    /// When it was begun.
    pub created: DateTime<Utc>,
    /// When it was first handed in.
    pub submitted: Option<DateTime<Utc>>,
}

/// The card that says it.
#[component]
pub fn OriginCard(
    /// What it is called.
    title: Key,
    /// What it says.
    #[prop(into)]
    origin: Signal<Origin>,
) -> impl IntoView {
    let partner = Signal::derive(move || origin.with(|origin| origin.partner.clone()));
    let owner = Signal::derive(move || origin.with(|origin| origin.owner.clone()));
    let created = Signal::derive(move || origin.with(|origin| origin.created));
    let submitted = Memo::new(move |_| origin.with(|origin| origin.submitted));
    view! {
        <Card title=title>
            <KeyValues>
                <KeyValue label=keys::DEAL_FIELD_PARTNER><Data value=partner/></KeyValue>
                <KeyValue label=keys::DEAL_FIELD_OWNER><Data value=owner/></KeyValue>
                <KeyValue label=keys::DEAL_FIELD_CREATED><Time value=created style=TimeStyle::DateTime/></KeyValue>
                {move || submitted.get().map(|at| view! {
                    <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
                })}
            </KeyValues>
        </Card>
    }
}
