//! Changes by the settings in effect: what most operations that write have in common.

use super::{AppState, Posted, Refusal, Reply, idempotent};
use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::{StoreError, Tx};
use futures::future::BoxFuture;

/// Runs `work` in a transaction, by the settings in effect, and answers when it is on disk. What
/// [`Database::write`](crate::store::Database::write) asks of its work holds here, too.
///
/// ```ignore
/// let deal = change(&state, &scope, fields, move |tx, settings, fields| {
///     Box::pin(store::edit(tx, settings, id, seen, fields))
/// })
/// .await?;
/// ```
pub async fn change<I, T, F>(state: &AppState, scope: &Scope, input: I, work: F) -> Result<T, Refusal>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'a> Fn(&'a Tx, &'a InEffect, &'a I) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
{
    let settings = state.settings.in_effect(&state.database).await?;
    let changed = state
        .database
        .write(scope, (settings, input), move |tx, (settings, input)| {
            work(tx, settings, input)
        });
    Ok(changed.await?)
}

/// The same of a POST, done once for its key; see [`idempotent`].
pub async fn change_once<I, F>(state: &AppState, scope: &Scope, request: Posted<I>, work: F) -> Result<Reply, Refusal>
where
    I: Send + Sync + 'static,
    F: for<'a> Fn(&'a Tx, &'a InEffect, &'a I) -> BoxFuture<'a, Result<Reply, StoreError>> + Send + Sync + 'static,
{
    let settings = state.settings.in_effect(&state.database).await?;
    let input = (settings, request.value);
    idempotent(
        &state.database,
        scope,
        request.key,
        input,
        move |tx, (settings, value)| work(tx, settings, value),
    )
    .await
}
