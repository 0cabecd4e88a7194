//! A region of a page with its four states. Empty is for the content to show: only it knows what goes there.

use crate::api::{ApiError, Reading};
use crate::forms::error_text;
use crate::i18n::keys;
use crate::ui::{Banner, Button, ButtonSize, ErrorState, Tone};
use entente_model::problem::Code;
use leptos::prelude::*;

/// Shows `loading` until something was read, the failure with a retry when nothing could be, and else the content, which is made once and
/// gets what was read as a signal. A refetch that fails says so above the content that stays.
#[component]
pub fn Region<T, Content, View>(
    /// What is read.
    reading: Reading<T>,
    /// The shape of what comes.
    #[prop(into)]
    loading: ViewFn,
    /// The content.
    children: Content,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    Content: Fn(Signal<T>) -> View + Send + Sync + 'static,
    View: IntoView + 'static,
{
    let value = reading.value();
    let data = move || {
        let first = value.get_untracked()?;
        // The last value stays while another record is fetched and this content is on its way out.
        let present = Memo::new_with_compare(
            move |before: Option<&T>| value.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone()),
            |_, _| true,
        );
        Some(children(present.into()).into_any())
    };
    region(
        Signal::derive(move || value.with(Option::is_some)),
        reading.error(),
        Callback::new(move |()| reading.refetch()),
        loading,
        Box::new(data),
    )
}

/// The typeless part of [`Region`], compiled once.
fn region(
    is_read: Signal<bool>,
    error: Signal<Option<ApiError>>,
    refetch: Callback<()>,
    loading: ViewFn,
    data: Box<dyn Fn() -> Option<AnyView> + Send + Sync>,
) -> AnyView {
    #[derive(Clone, Copy, PartialEq)]
    enum Shown {
        Loading,
        Failed,
        Data,
    }
    let shown = Memo::new(move |_| match (is_read.get(), error.with(Option::is_some)) {
        (true, _) => Shown::Data,
        (false, true) => Shown::Failed,
        (false, false) => Shown::Loading,
    });
    let failed = move || {
        error.get().filter(|error| !error.is_away()).map(|error| {
            view! {
                <Banner title=error_text(&error) tone=Tone::Warning>
                    <Button label=keys::KIT_RETRY size=ButtonSize::Small on_press=refetch/>
                </Banner>
            }
        })
    };
    let content = move || match shown.get() {
        Shown::Loading => loading.run(),
        Shown::Failed => view! { <FailureState error=error on_retry=refetch/> }.into_any(),
        Shown::Data => match data() {
            Some(data) => view! { {failed} {data} }.into_any(),
            None => loading.run(),
        },
    };
    content.into_any()
}

/// Says why something could not be read, and offers to try again where that can help.
#[component]
pub fn FailureState(
    /// Why.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let title = Signal::derive(move || {
        crate::i18n::text(match error.get().and_then(|error| error.code()) {
            Some(Code::NotFound) => keys::SHELL_NOT_FOUND_TITLE,
            Some(Code::Forbidden) => keys::SESSION_DENIED_TITLE,
            _ => keys::SHELL_FAILED_TITLE,
        })
    });
    let text = Signal::derive(move || error.get().map(|error| error_text(&error)));
    let request_id = Signal::derive(move || {
        error
            .get()
            .map(|error| error.request_id().to_owned())
            .filter(|id| !id.is_empty())
    });
    let can_help = move || {
        !matches!(
            error.get().and_then(|error| error.code()),
            Some(Code::NotFound | Code::Forbidden)
        )
    };
    move || match can_help() {
        true => view! { <ErrorState title=title text=text request_id=request_id on_retry=on_retry/> }.into_any(),
        false => view! { <ErrorState title=title text=text request_id=request_id/> }.into_any(),
    }
}
