//! What has become of what was typed.

use super::{Icon, IconName, IconSize, now_by_the_second};
use crate::i18n::{keys, relative, text, text_with};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// Where a draft stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum DraftStatus {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// On its way to the server.
    Saving,
    /// On the server since then.
    Saved(DateTime<Utc>),
    /// Kept on this device: there is not enough yet for the server.
    OnDevice,
    /// The server can't be reached; kept on this device.
    KeptHere,
    /// The server does not take what is typed; kept on this device until it is mended.
    Refused,
    /// Somebody else, or another tab, changed it meanwhile.
    Conflict,
}

/// One line that says where a draft stands.
#[component]
pub fn DraftState(
    /// Where it stands.
    #[prop(into)]
    status: Signal<DraftStatus>,
) -> impl IntoView {
    let shape = move || match status.get() {
        DraftStatus::Untouched => None,
        DraftStatus::Saving => Some(IconName::LoaderCircle),
        DraftStatus::Saved(_) => Some(IconName::CloudCheck),
        DraftStatus::OnDevice => Some(IconName::Check),
        DraftStatus::KeptHere => Some(IconName::CloudOff),
        DraftStatus::Refused | DraftStatus::Conflict => Some(IconName::TriangleAlert),
    };
    let line = move || match status.get() {
        DraftStatus::Untouched => String::new(),
        DraftStatus::Saving => text(keys::KIT_DRAFT_SAVING),
        DraftStatus::Saved(at) => text_with(
            keys::KIT_DRAFT_SAVED,
            &[("when", &relative(at, now_by_the_second().max(at)))],
        ),
        DraftStatus::OnDevice => text(keys::KIT_DRAFT_ON_DEVICE),
        DraftStatus::KeptHere => text(keys::KIT_DRAFT_KEPT_HERE),
        DraftStatus::Refused => text(keys::KIT_DRAFT_REFUSED),
        DraftStatus::Conflict => text(keys::KIT_DRAFT_CONFLICT),
    };
    let is_warning = move || {
        let status = status.get();
        matches!(
            status,
            DraftStatus::KeptHere | DraftStatus::Refused | DraftStatus::Conflict
        )
    };
    let tone = move || is_warning().then_some("warning");
    view! {
        <span class="draft-state" data-tone=tone>
            {move || shape().map(|name| view! { <Icon name=name size=IconSize::Small/> })}
            {line}
        </span>
    }
}
