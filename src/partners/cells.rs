//! What a row of the list shows.

use super::words::PartnerStatusBadge;
use crate::applications::facts::with_program;
use crate::applications::words::{region_name, type_name};
use crate::i18n::{self, keys, t};
use crate::paths;
use crate::session::tier_name;
use crate::ui::{Avatar, Column, Data, TableRow};
use entente_model::people::{PartnerSummary, ProgramInfo};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The columns.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("name", keys::PARTNERS_COLUMN_NAME),
        Column::new("status", keys::PARTNERS_COLUMN_STATUS),
        Column::new("tier", keys::PARTNERS_COLUMN_TIER),
        Column::new("type", keys::JOURNEYS_COLUMN_TYPE),
        Column::new("region", keys::APPLICATION_FACT_REGION),
        Column::new("country", keys::APPLICATION_FACT_COUNTRY).spare(),
    ]
}

/// A partner as a row.
pub(super) fn row(partner: &PartnerSummary, program: StoredValue<Option<ProgramInfo>>) -> TableRow {
    let partner = partner.clone();
    let (id, name) = (partner.id, partner.display_name.clone());
    let stamp = stamp(&partner);
    TableRow::new(id.to_string(), stamp, name, move || cells(&partner, program)).with_href(paths::partner(id))
}

/// The summary has no version.
fn stamp(partner: &PartnerSummary) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&partner.domain, &partner.country, &partner.region).hash(&mut hasher);
    (partner.partner_type, partner.tier, partner.status).hash(&mut hasher);
    hasher.finish()
}

fn cells(partner: &PartnerSummary, program: StoredValue<Option<ProgramInfo>>) -> Vec<AnyView> {
    let (tier, kind, country) = (partner.tier, partner.partner_type, partner.country.clone());
    let region = with_program(program, |program| region_name(program, &partner.region));
    vec![
        view! {
            <span class="person">
                <Avatar name=partner.display_name.clone() company=true/>
                <span class="person-text">
                    <Data value=partner.display_name.clone() class="truncate"/>
                    <Data value=partner.domain.clone() class="cell-sub truncate"/>
                </span>
            </span>
        }
        .into_any(),
        view! { <PartnerStatusBadge status=partner.status/> }.into_any(),
        view! { <span class="nowrap">{move || tier_name(tier)}</span> }.into_any(),
        view! { <span>{t(type_name(kind))}</span> }.into_any(),
        view! { <Data value=region/> }.into_any(),
        view! { <Data value=Signal::derive(move || i18n::country_name(&country))/> }.into_any(),
    ]
}
