//! What a row of the list shows.

use super::words::{ApplicationStateBadge, type_name};
use crate::i18n::{self, keys, t, text, text_with};
use crate::lists::{company_or, no_value};
use crate::paths;
use crate::ui::{Column, Data, ProgressBar, TableRow, Time};
use entente_model::onboarding::ApplicationSummary;
use leptos::prelude::*;

/// The columns.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("company", keys::APPLICATIONS_COLUMN_COMPANY),
        Column::new("type", keys::APPLICATION_FACT_TYPE).spare(),
        Column::new("country", keys::APPLICATION_FACT_COUNTRY).spare(),
        Column::new("score", keys::APPROVAL_SCORE),
        Column::new("state", keys::APPLICATIONS_COLUMN_STATE),
        Column::new("submitted", keys::DEAL_FIELD_SUBMITTED),
    ]
}

/// An application as a row.
pub(super) fn row(application: &ApplicationSummary) -> TableRow {
    let stamp = u64::try_from(application.version).unwrap_or_default();
    let application = application.clone();
    let (id, name) = (application.id, name(&application));
    TableRow::new(id.to_string(), stamp, name, move || cells(&application)).with_href(paths::application(id))
}

/// What an application is called: by its company, or that it has no name yet.
pub(super) fn name(application: &ApplicationSummary) -> String {
    if application.company.is_empty() {
        text(keys::APPLICATIONS_UNNAMED)
    } else {
        application.company.clone()
    }
}

fn cells(application: &ApplicationSummary) -> Vec<AnyView> {
    let kind = application.partner_type.map(type_name);
    let country = Some(application.country.clone()).filter(|code| !code.is_empty());
    vec![
        company(application),
        kind.map_or_else(no_value, |kind| view! { <span>{t(kind)}</span> }.into_any()),
        country.map_or_else(no_value, |code| {
            view! { <Data value=Signal::derive(move || i18n::country_name(&code))/> }.into_any()
        }),
        application.score.map_or_else(no_value, score),
        view! { <ApplicationStateBadge state=application.state/> }.into_any(),
        came(application),
    ]
}

fn company(application: &ApplicationSummary) -> AnyView {
    let name = &application.company;
    company_or(
        name,
        keys::APPLICATIONS_UNNAMED,
        &application.domain,
        &application.reference,
    )
}

fn score(score: u8) -> AnyView {
    let part = f64::from(score) / 100.0;
    view! {
        <span class="approval-points">
            <span class="number nowrap" translate="no">{move || i18n::integer(i64::from(score))}</span>
            <ProgressBar value=part/>
        </span>
    }
    .into_any()
}

/// When it was handed in, and who had invited the company.
fn came(application: &ApplicationSummary) -> AnyView {
    let submitted = application
        .submitted_at
        .map(|at| view! { <span class="muted"><Time value=at/></span> });
    let inviter = application.invited_by.as_ref().map(|person| person.name.clone());
    if submitted.is_none() && inviter.is_none() {
        return no_value();
    }
    view! {
        <span class="approval-stacked">
            {submitted}
            {inviter.map(|name| view! {
                <span class="cell-sub">{move || text_with(keys::APPLICATIONS_INVITED_BY, &[("name", &name)])}</span>
            })}
        </span>
    }
    .into_any()
}
