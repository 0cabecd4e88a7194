//! Pages that travel apart from the app, each group of them in one file (a chunk) that is fetched when one of its pages is first shown.

use super::{FailureState, HomeReading, Page};
use crate::api::ApiError;
use crate::i18n::{Key, keys, t};
use crate::ui::{Pane, Skeleton, SkeletonShape};
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::Pin;

/// A chunk on its way.
type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// The view of a page that travels in the chunk of the given name, for [`guarded`](crate::session::guarded) or a route:
/// `chunk!(settings, SettingsPage)`. Pages that name the same chunk travel together.
///
/// What only pages of one chunk use travels in it, too, so a page must be named here alone and nowhere else. A debug build isn't cut.
macro_rules! chunk {
    ($chunk:ident, $page:path) => {{
        #[cfg(split)]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, preload(load), fallible)]
        fn page() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
            use leptos::prelude::IntoAny;
            Ok($page().into_any())
        }
        #[cfg(not(split))]
        async fn load() -> Result<(), leptos::wasm_split::SplitLoaderError> {
            Ok(())
        }
        #[cfg(not(split))]
        async fn page() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
            use leptos::prelude::IntoAny;
            Ok($page().into_any())
        }
        || $crate::shell::chunked(|| Box::pin(load()), || futures::FutureExt::now_or_never(page())?.ok())
    }};
}
pub(crate) use chunk;

#[derive(Clone, Copy, PartialEq)]
enum State {
    Loading,
    Failed,
    Here,
}

/// Shows a page of a chunk: its shape until the chunk is here, and why when it can't be had. Made by [`chunk!`].
pub fn chunked(load: fn() -> Loading, show: fn() -> Option<AnyView>) -> AnyView {
    let is_framed = use_context::<HomeReading>().is_some();
    let title = use_context::<&'static Page>().map_or(keys::SHELL_PRODUCT, |page| page.title);
    let state = RwSignal::new(State::Loading);
    let ask = move || {
        let note = move |outcome: Result<(), SplitLoaderError>| {
            // The person may have gone elsewhere meanwhile.
            state.try_set(if outcome.is_ok() { State::Here } else { State::Failed });
        };
        let mut loading = load();
        // One that is here already is shown at once, so that nothing flashes.
        match loading.as_mut().now_or_never() {
            Some(outcome) => note(outcome),
            None => spawn_local(async move { note(loading.await) }),
        }
    };
    ask();
    let retry = move || {
        state.set(State::Loading);
        ask();
    };
    let content = move || match state.get() {
        State::Here => show().into_any(),
        State::Loading => place(is_framed, title, || {
            view! { <Skeleton shape=SkeletonShape::Page/> }.into_any()
        }),
        State::Failed => place(is_framed, title, move || {
            view! { <FailureState error=Some(ApiError::Network) on_retry=retry/> }.into_any()
        }),
    };
    content.into_any()
}

/// Where a page would stand: in the frame of the portal, or alone on the screen. Its name is there for the ear.
fn place(is_framed: bool, title: Key, content: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    let heading = view! { <h1 class="visually-hidden" tabindex="-1">{t(title)}</h1> };
    if is_framed {
        view! { <Pane>{heading}{content()}</Pane> }.into_any()
    } else {
        view! { <main class="outside" id="content">{heading}{content()}</main> }.into_any()
    }
}
