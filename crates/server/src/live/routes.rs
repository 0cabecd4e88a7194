//! `GET /events`: live events as server-sent events.

use super::hub::Published;
use crate::auth::Scope;
use crate::auth::session;
use crate::http::{AppState, Refusal};
use crate::store::StoreError;
use crate::store::entities::live_events::{Column, Entity};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::Event;
use axum::response::{IntoResponse, Response, Sse};
use entente_model::events::LiveEvent;
use entente_model::problem::Code;
use sea_orm::{ColumnTrait, DatabaseBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A comment this often keeps proxies from closing a quiet stream.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How often it is checked that the session is still live.
const RECHECK: Duration = Duration::from_secs(30);
/// Events that are sent again to a page that comes back; beyond, it fetches everything anew.
const REPLAYED: u64 = 500;
/// Events on their way to one page.
const BUFFER: usize = 64;
/// On PostgreSQL ids are given out before the commit, so that a lower id may appear after a higher one: what was written this
/// long before the last event is sent again. Events carry no content; twice is harmless.
const LATE: chrono::Duration = chrono::Duration::seconds(30);

/// The operations of live events.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(events))
}

/// Live events of what one may see, as they happen. `Last-Event-ID` picks up where one left; when too much was missed, a
/// `resync` asks to fetch anew.
#[utoipa::path(
    get, path = "/events", tag = "events", operation_id = "live_events", security(("session" = [])),
    params(("Last-Event-ID" = Option<i64>, Header, description = "Id of the last event received")),
    responses((status = 200, description = "A stream of live events", body = LiveEvent, content_type = "text/event-stream")),
)]
async fn events(State(state): State<AppState>, scope: Scope, headers: HeaderMap) -> Result<Response, Refusal> {
    // Listening comes before looking back, so that nothing falls between.
    let live = state.database.hub().listen();
    let last = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse().ok());
    let newest = newest_id(&state).await?;
    let missed = match last {
        Some(last) => missed(&state, last).await?,
        None => Vec::new(),
    };
    let (sender, receiver) = mpsc::channel(BUFFER);
    // An event without data is not shown to the page but remembered as the last one: a page that comes back before it ever
    // received anything says so, and gets what it missed.
    let start = Event::default().id(newest.to_string());
    if sender.try_send(Ok(start)).is_err() {
        return Err(Code::Internal.into());
    }
    tokio::spawn(feed(state, scope, missed, live, sender));
    let mut response = Sse::new(ReceiverStream::new(receiver)).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Asks proxies such as nginx not to hold events back.
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// Id of the last event written; zero when there is none.
async fn newest_id(state: &AppState) -> Result<i64, StoreError> {
    let newest = Entity::find()
        .select_only()
        .column(Column::Id)
        .order_by_desc(Column::Id)
        .into_tuple::<i64>()
        .one(state.database.read())
        .await?;
    Ok(newest.unwrap_or_default())
}

/// What happened after an event; a lone request to fetch anew when that can't be told.
async fn missed(state: &AppState, last: i64) -> Result<Vec<Published>, StoreError> {
    let database = state.database.read();
    let Some(known) = Entity::find_by_id(last).one(database).await? else {
        return Ok(vec![Published::resync()]);
    };
    let mut query = Entity::find().order_by_asc(Column::Id).limit(REPLAYED + 1);
    query = match state.database.backend() {
        DatabaseBackend::Postgres => query.filter(Column::At.gt(known.at - LATE)).filter(Column::Id.ne(last)),
        _ => query.filter(Column::Id.gt(last)),
    };
    let rows = query.all(database).await?;
    if rows.len() as u64 > REPLAYED {
        return Ok(vec![Published::resync()]);
    }
    Ok(rows.into_iter().map(Published::from_row).collect())
}

/// Feeds one page until it goes, its session ends or the server stops.
async fn feed(
    state: AppState,
    mut scope: Scope,
    missed: Vec<Published>,
    mut live: broadcast::Receiver<Arc<Published>>,
    sender: mpsc::Sender<Result<Event, Infallible>>,
) {
    let _counted = Counted::new();
    let mut heartbeat = tokio::time::interval(HEARTBEAT);
    let mut recheck = tokio::time::interval(RECHECK);
    recheck.reset();
    for event in missed {
        if event.is_for(&scope) && send(&sender, &event).await.is_err() {
            return;
        }
    }
    loop {
        let sent = tokio::select! {
            () = state.stop.cancelled() => return,
            () = sender.closed() => return,
            _ = heartbeat.tick() => sender.send(Ok(Event::default().comment(""))).await.map_err(|_| ()),
            _ = recheck.tick() => match still(&state, &scope).await {
                Some(now) => { scope = now; Ok(()) }
                None => return,
            },
            received = live.recv() => match received {
                Ok(event) if event.is_for(&scope) => send(&sender, &event).await,
                Ok(_) => Ok(()),
                Err(RecvError::Lagged(_)) => send(&sender, &Published::resync()).await,
                Err(RecvError::Closed) => return,
            },
        };
        if sent.is_err() {
            return;
        }
    }
}

/// The session's scope as it stands now; `None` when the session has ended. A database that can't be asked ends nothing.
async fn still(state: &AppState, scope: &Scope) -> Option<Scope> {
    let key = &scope.signed_in()?.session;
    match session::find(&state.database, &key.token_hash).await {
        Ok(found) => found,
        Err(_) => Some(scope.clone()),
    }
}

async fn send(sender: &mpsc::Sender<Result<Event, Infallible>>, event: &Published) -> Result<(), ()> {
    let text = serde_json::to_string(&event.event()).map_err(|_| ())?;
    let mut message = Event::default().data(text);
    if event.id > 0 {
        message = message.id(event.id.to_string());
    }
    sender.send(Ok(message)).await.map_err(|_| ())
}

/// Counts open streams.
struct Counted;

impl Counted {
    fn new() -> Self {
        metrics::gauge!("entente_event_streams").increment(1.0);
        Counted
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::gauge!("entente_event_streams").decrement(1.0);
    }
}
