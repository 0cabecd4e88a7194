//! Listening and stopping.

use super::{AppState, router};
use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long requests that run may take to finish once the server stops.
const DRAIN: Duration = Duration::from_secs(20);

/// Serves until `stop` is cancelled, then lets what runs finish.
pub async fn serve(state: AppState, listener: TcpListener) -> std::io::Result<()> {
    let stop = state.stop.clone();
    let service = router::router(state).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
    let drained = async {
        stop.cancelled().await;
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        result = server.into_future() => result,
        () = drained => {
            tracing::warn!("some requests did not finish in time");
            Ok(())
        }
    }
}

/// Serves the figures until `stop` is cancelled.
pub async fn serve_metrics(listener: TcpListener, handle: PrometheusHandle, stop: CancellationToken) {
    let render = move || {
        let handle = handle.clone();
        async move {
            handle.run_upkeep();
            handle.render()
        }
    };
    let service = Router::new().route("/metrics", get(render));
    if let Err(error) = axum::serve(listener, service)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await
    {
        tracing::error!(%error, "metrics are no longer served");
    }
}

/// Ends when the system asks the server to stop: Ctrl C, or SIGTERM.
pub async fn stop_signal() -> std::io::Result<()> {
    use std::future::IntoFuture;
    let interrupt = tokio::signal::ctrl_c().into_future();
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            result = interrupt => result,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    interrupt.await
}

/// Runs a future until `stop` is cancelled.
pub async fn until<F: Future<Output = ()>>(stop: CancellationToken, work: F) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = work => {}
    }
}
