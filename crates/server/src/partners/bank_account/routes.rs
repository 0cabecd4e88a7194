//! Bank accounts over HTTP.

use super::store::{self, Kept};
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, IfMatch, Path, Refusal, Reply};
use crate::partners::record;
use axum::extract::State;
use entente_model::funds::payment::{BankAccount, BankAccountStanding};
use entente_model::ids::PartnerId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(in crate::partners) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read, save, remove))
}

/// Whether there is a bank account, and what may be shown of it.
#[utoipa::path(get, path = "/partners/{id}/bank_account", operation_id = "read_bank_account", tag = "partners",
    params(("id" = PartnerId, Path)), responses((status = 200, body = BankAccountStanding)))]
async fn read(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Reply, Refusal> {
    record::find(state.database.read(), &scope, id).await?;
    let standing = store::standing(state.database.read(), id, state.files.can_seal()).await?;
    Ok(Reply::ok(&standing)?.version(standing.version))
}

/// Says where the partner is to be paid to, in place of what was said before; `If-Match` is 0 the first time. 409 when the portal has no key
/// to keep it encrypted with.
#[utoipa::path(put, path = "/partners/{id}/bank_account", operation_id = "save_bank_account", tag = "partners",
    params(("id" = PartnerId, Path)), request_body = BankAccount, responses((status = 200, body = BankAccountStanding)))]
async fn save(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    IfMatch(seen): IfMatch,
    Body(account): Body<BankAccount>,
) -> Result<Reply, Refusal> {
    record::find(state.database.read(), &scope, id).await?;
    Refusal::unless_empty(account.check())?;
    let account = account.normal();
    let kept = Kept {
        sealed: state.files.seal(id.0, &serde_json::to_vec(&account)?)?,
        masked: account.masked(),
        country: account.country,
    };
    write(&scope, &state, id, seen, kept).await
}

/// Takes the bank account away: what is owed waits until there is one again.
#[utoipa::path(delete, path = "/partners/{id}/bank_account", operation_id = "remove_bank_account", tag = "partners",
    params(("id" = PartnerId, Path)), responses((status = 200, body = BankAccountStanding)))]
async fn remove(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    IfMatch(seen): IfMatch,
) -> Result<Reply, Refusal> {
    write(&scope, &state, id, seen, Kept::default()).await
}

async fn write(
    scope: &Permitted<can::ManageCompany>,
    state: &AppState,
    id: PartnerId,
    seen: i64,
    kept: Kept,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let can_keep = state.files.can_seal();
    let work = state
        .database
        .write(scope, (kept, settings), move |tx, (kept, settings)| {
            Box::pin(store::put(tx, id, seen, kept, settings, can_keep))
        });
    let standing = work.await?;
    Ok(Reply::ok(&standing)?.version(standing.version))
}
