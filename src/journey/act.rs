//! What one does for a task: goes where it is done, or says that it is done. Who may not sees why.

use super::model::{ShownTask, Travel};
use super::words::way_of;
use crate::i18n::{keys, text};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, ButtonSize, IconName, LinkButton};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;

/// The button or link of an open task; nothing for what the vendor does, or what waits for other tasks.
#[component]
pub(super) fn Act(
    /// The page's state.
    travel: Travel,
    /// The task.
    shown: ShownTask,
    /// It is the one thing to do now.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let session = use_session();
    let (kind, size) = if primary {
        (ButtonKind::Primary, ButtonSize::Normal)
    } else {
        (ButtonKind::Secondary, ButtonSize::Small)
    };
    let is_own = shown.task.owner == Side::Partner;
    if shown.task.done.is_some() || !is_own {
        return ().into_any();
    }
    if !shown.task.kind.is_by_hand() {
        let Some(way) = way_of(shown.task.kind).filter(|_| shown.blockers.is_empty()) else {
            return ().into_any();
        };
        let reason = Signal::derive(move || session.reason_not(way.needs));
        return (move || match reason.get() {
            Some(reason) => {
                view! { <Button label=way.label kind=kind size=size icon=way.icon disabled_reason=Some(reason)/> }
                    .into_any()
            }
            None => view! { <LinkButton label=way.label href=way.href.clone() kind=kind size=size icon=way.icon/> }
                .into_any(),
        })
        .into_any();
    }
    let code = shown.task.code.clone();
    let reason = Signal::derive(move || {
        shown
            .refusal_text()
            .or_else(|| session.reason_not(Permission::ManageCompany))
    });
    view! {
        <Button
            label=move || text(keys::JOURNEY_COMPLETE)
            kind=kind
            size=size
            icon=IconName::Check
            disabled_reason=reason
            on_press=move || travel.completing.set(Some(code.clone()))
        />
    }
    .into_any()
}
