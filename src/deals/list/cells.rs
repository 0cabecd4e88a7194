//! What a row of the list shows.

use crate::deals::clock::deal_clock;
use crate::deals::words::DealStateBadge;
use crate::i18n::{keys, text, text_with};
use crate::lists::{company_or, no_value};
use crate::paths;
use crate::ui::{Column, Data, DateText, Money, TableRow, Time};
use entente_model::deals::DealSummary;
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The columns; people of the vendor see whose deal it is, in the place of what it is about.
pub fn columns(with_partner: bool) -> Vec<Column> {
    let mut columns = vec![Column::new("customer", keys::DEALS_COLUMN_CUSTOMER).sortable()];
    if with_partner {
        columns.push(Column::new("partner", keys::DEALS_COLUMN_PARTNER));
    }
    columns.push(Column::new("state", keys::DEALS_COLUMN_STATE));
    if !with_partner {
        columns.push(Column::new("products", keys::DEALS_COLUMN_PRODUCTS).spare());
    }
    let close = Column::new("expected_close", keys::DEALS_COLUMN_CLOSE).sortable();
    let close = if with_partner { close.spare() } else { close };
    columns.extend([
        Column::new("value", keys::DEALS_COLUMN_VALUE).sortable().numeric(),
        close,
        Column::new("clock", keys::DEALS_COLUMN_CLOCK),
        Column::new("updated", keys::DEALS_COLUMN_UPDATED).sortable(),
    ]);
    columns
}

/// A deal as a row.
pub fn row(deal: &DealSummary, program: StoredValue<Option<ProgramInfo>>, with_partner: bool) -> TableRow {
    let href = paths::deal(deal.id);
    let name = if deal.customer_name.is_empty() {
        text(keys::DEALS_UNNAMED)
    } else {
        deal.customer_name.clone()
    };
    let stamp = u64::try_from(deal.version).unwrap_or_default();
    let deal = deal.clone();
    TableRow::new(deal.id.to_string(), stamp, name, move || {
        cells(&deal, program, with_partner)
    })
    .with_href(href)
}

fn cells(deal: &DealSummary, program: StoredValue<Option<ProgramInfo>>, with_partner: bool) -> Vec<AnyView> {
    let mut cells = vec![customer(deal)];
    if with_partner {
        cells.push(view! { <Data value=deal.partner_name.clone()/> }.into_any());
    }
    cells.push(view! { <DealStateBadge state=deal.state/> }.into_any());
    if !with_partner {
        cells.push(products(deal, program));
    }
    cells.extend([
        deal.value.as_ref().map_or_else(no_value, |value| {
            view! { <Money minor=value.minor currency=value.currency.clone()/> }.into_any()
        }),
        deal.expected_close
            .map_or_else(no_value, |day| view! { <DateText value=day/> }.into_any()),
        deal_clock(deal).unwrap_or_else(no_value),
        view! { <span class="muted"><Time value=deal.updated_at/></span> }.into_any(),
    ]);
    cells
}

fn customer(deal: &DealSummary) -> AnyView {
    company_or(
        &deal.customer_name,
        keys::DEALS_UNNAMED,
        &deal.customer_domain,
        &deal.reference,
    )
}

fn products(deal: &DealSummary, program: StoredValue<Option<ProgramInfo>>) -> AnyView {
    let Some(first) = deal.products.first() else {
        return no_value();
    };
    let names: Vec<String> = deal.products.iter().map(|code| product_name(program, code)).collect();
    let more = names.len() - 1;
    let whole = (more > 0).then(|| names.join(", "));
    let first = product_name(program, first);
    view! {
        <span class="nowrap" translate="no" title=whole>
            {first}
            {(more > 0).then(|| view! { <span class="deal-more muted">{text_with(keys::DEALS_PRODUCTS_MORE, &[("count", &more)])}</span> })}
        </span>
    }
    .into_any()
}

fn product_name(program: StoredValue<Option<ProgramInfo>>, code: &str) -> String {
    program
        .try_with_value(|program| {
            let product = program.as_ref()?.products.iter().find(|product| product.code == code)?;
            Some(product.name.clone())
        })
        .flatten()
        .unwrap_or_else(|| code.to_owned())
}
