//! Funds over HTTP.

use super::statement::Filters;
use super::{closing, ledger, statement, store};
use crate::auth::{Permitted, can};
use crate::http::{
    AppState, Body, IfMatch, PageQuery, Path, Posted, Query, Refusal, Reply, change_once, idempotent, page_limit,
};
use crate::partners::record;
use crate::store::Audience;
use axum::extract::State;
use entente_model::funds::closing::ClosingPreview;
use entente_model::funds::fund::{Fund, FundClosing, FundFields, NewBooking, NewFund, PartnerBalance, StatementLine};
use entente_model::funds::ledger::AccountKind;
use entente_model::ids::{FundId, FundRequestId, PartnerId};
use entente_model::page::Page;
use entente_model::problem::{Code, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, edit))
        .routes(routes!(book))
        .routes(routes!(entries))
        .routes(routes!(balances))
        .routes(routes!(preview_closing, close))
        .merge(super::allocation::routes::router())
}

/// Most characters of a search.
const SEARCH: usize = 100;

/// Funds, the latest period first: all for the vendor's people, for a partner's those in which it was given something.
#[utoipa::path(get, path = "/funds", operation_id = "list_funds", tag = "funds",
    params(PageQuery), responses((status = 200, body = Page<Fund>)))]
async fn list(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let page = store::list(&state.database, &scope, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Makes a fund and puts money into it.
#[utoipa::path(post, path = "/funds", operation_id = "create_fund", tag = "funds",
    request_body = NewFund, responses((status = 201, body = Fund)))]
async fn create(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    request: Posted<NewFund>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    Refusal::unless_empty(request.value.check(&settings.settings.currencies))?;
    idempotent(&state.database, &scope, request.key, request.value, |tx, new| {
        Box::pin(async move {
            let fund = store::create(tx, new).await?;
            Ok(Reply::created(&fund, format!("/funds/{}", fund.id))?.version(fund.version))
        })
    })
    .await
}

/// A fund.
#[utoipa::path(get, path = "/funds/{id}", operation_id = "read_fund", tag = "funds",
    params(("id" = FundId, Path)), responses((status = 200, body = Fund)))]
async fn read(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
) -> Result<Reply, Refusal> {
    let row = store::find(state.database.read(), &scope, id).await?;
    let fund = store::whole(state.database.read(), &scope, row, state.database.now()).await?;
    Ok(Reply::ok(&fund)?.version(fund.version))
}

/// Changes name, days and rule of an open fund.
#[utoipa::path(put, path = "/funds/{id}", operation_id = "edit_fund", tag = "funds",
    params(("id" = FundId, Path)), request_body = FundFields, responses((status = 200, body = Fund)))]
async fn edit(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
    IfMatch(seen): IfMatch,
    Body(fields): Body<FundFields>,
) -> Result<Reply, Refusal> {
    // Another currency than the fund's is refused below; its own may have left the settings since.
    Refusal::unless_empty(fields.check(std::slice::from_ref(&fields.currency)))?;
    let work = state.database.write(&scope, fields, move |tx, fields| {
        Box::pin(store::edit(tx, id, seen, fields))
    });
    let fund = work.await?;
    Ok(Reply::ok(&fund)?.version(fund.version))
}

/// Books what a person decides: money into the fund or out of it, a grant to a partner, or one that goes back. 409 with `params.reason`
/// `insufficient`, `fund_full` or `fund_closed`.
#[utoipa::path(post, path = "/funds/{id}/bookings", operation_id = "book_in_fund", tag = "funds",
    params(("id" = FundId, Path)), request_body = NewBooking, responses((status = 200, body = Fund)))]
async fn book(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
    request: Posted<NewBooking>,
) -> Result<Reply, Refusal> {
    let posting = request
        .value
        .posting()
        .map_err(|errors| Refusal::from(Problem::fields(errors)))?;
    idempotent(
        &state.database,
        &scope,
        request.key,
        (id, request.value),
        move |tx, (id, new)| {
            Box::pin(async move {
                let mut row = store::find(tx.db(), tx.scope(), *id).await?;
                // Whoever closes the fund sees what lapses: a booking makes what they saw old.
                store::count_on(tx, &mut row).await?;
                if let Some(partner) = posting.partner() {
                    let partner = record::find(tx.db(), tx.scope(), partner).await?;
                    store::tell(tx, &row, Audience::partner(PartnerId(partner.id), partner.region))?;
                }
                let booking = ledger::Booking {
                    posting,
                    minor: new.minor,
                    origin: None,
                    note: new.note.clone(),
                };
                ledger::book(tx, *id, &[booking]).await?;
                store::leave(tx, "fund.booked", &row, |entry| {
                    entry
                        .partner(posting.partner())
                        .param("kind", new.kind.as_str())
                        .param("minor", new.minor)
                        .param("note", new.note.trim())
                })?;
                let fund = store::whole(tx.db(), tx.scope(), row, tx.now()).await?;
                Ok(Reply::ok(&fund)?.version(fund.version))
            })
        },
    )
    .await
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EntriesQuery {
    /// Of a partner's accounts; for the vendor's people.
    partner: Option<PartnerId>,
    /// Of a kind of account.
    account: Option<AccountKind>,
    /// About a request.
    request: Option<FundRequestId>,
    /// Rows of a page, 1 to 100.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// The entries behind a fund's figures, newest first: a partner's people see those of their own accounts.
#[utoipa::path(get, path = "/funds/{id}/entries", operation_id = "list_fund_entries", tag = "funds",
    params(("id" = FundId, Path), EntriesQuery), responses((status = 200, body = Page<StatementLine>)))]
async fn entries(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
    Query(query): Query<EntriesQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    store::find(state.database.read(), &scope, id).await?;
    let filters = Filters {
        partner: query.partner,
        account: query.account,
        request: query.request,
    };
    let page = statement::page(&state.database, &scope, id, &filters, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BalancesQuery {
    /// Part of a partner's name or domain.
    search: Option<String>,
    /// One partner.
    partner: Option<PartnerId>,
    /// Rows of a page, 1 to 100.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// What the partners that the reader looks after have in a fund, by name.
#[utoipa::path(get, path = "/funds/{id}/balances", operation_id = "list_fund_balances", tag = "funds",
    params(("id" = FundId, Path), BalancesQuery), responses((status = 200, body = Page<PartnerBalance>)))]
async fn balances(
    scope: Permitted<can::ReadPartners>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
    Query(query): Query<BalancesQuery>,
) -> Result<Reply, Refusal> {
    let search = query.search.unwrap_or_default();
    if search.chars().count() > SEARCH {
        return Err(Problem::new(Code::MalformedRequest)
            .detail(format!("search is at most {SEARCH} characters"))
            .into());
    }
    let limit = page_limit(query.limit)?;
    store::find(state.database.read(), &scope, id).await?;
    let page = statement::balances(
        &state.database,
        &scope,
        id,
        (search.trim(), query.partner),
        limit,
        query.cursor.as_deref(),
    )
    .await?;
    Ok(Reply::ok(&page)?)
}

/// What closing the fund's period now would do: what lapses, what is called off by the fund's rule, and what stays.
#[utoipa::path(get, path = "/funds/{id}/closing", operation_id = "preview_fund_closing", tag = "funds",
    params(("id" = FundId, Path)), responses((status = 200, body = ClosingPreview)))]
async fn preview_closing(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let database = state.database.read();
    let row = store::find(database, &scope, id).await?;
    let preview = closing::preview(database, &settings, &row, state.database.now()).await?;
    Ok(Reply::ok(&preview)?)
}

/// Closes a fund's period: what partners have not asked for, and what nobody was given, goes back to the vendor. Requests that wait expire;
/// what was approved stays until it is paid or released, or, by the fund's rule, is called off where the activity has not begun.
#[utoipa::path(post, path = "/funds/{id}/closing", operation_id = "close_fund", tag = "funds",
    params(("id" = FundId, Path)), request_body = FundClosing, responses((status = 200, body = Fund)))]
async fn close(
    scope: Permitted<can::ManageFunds>,
    State(state): State<AppState>,
    Path(id): Path<FundId>,
    IfMatch(seen): IfMatch,
    request: Posted<FundClosing>,
) -> Result<Reply, Refusal> {
    change_once(&state, &scope, request, move |tx, settings, _| {
        Box::pin(async move {
            let fund = closing::close(tx, settings, id, seen).await?;
            Ok(Reply::ok(&fund)?.version(fund.version))
        })
    })
    .await
}
