//! What the program's admins do with a fund. Others see the same buttons, with the reason why they are not theirs.

use super::words::is_closed;
use crate::i18n::{keys, text};
use crate::paths;
use crate::session::use_session;
use crate::shell::{page_command, use_commands};
use crate::ui::{Button, ButtonKind, GuardedLink, IconName};
use entente_model::funds::fund::Fund;
use entente_model::people::Permission;
use leptos::prelude::*;

/// The buttons at the head of a fund's page.
#[component]
pub(super) fn Actions(
    /// The fund.
    fund: Signal<Fund>,
    /// Whether the dialog for a booking is open.
    booking: RwSignal<bool>,
    /// Whether the dialog that closes the period is open.
    closing: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let id = fund.with_untracked(|fund| fund.id);
    let closed = Memo::new(move |_| fund.with(is_closed));
    let reason = Memo::new(move |_| {
        session
            .reason_not(Permission::ManageFunds)
            .or_else(|| closed.get().then(|| text(keys::PROBLEM_FUND_CLOSED)))
    });
    let refused = Signal::derive(move || reason.get());
    use_commands(move || {
        if reason.with(Option::is_some) {
            return Vec::new();
        }
        vec![
            page_command("fund-book", keys::FUND_BOOK, IconName::Plus, move || booking.set(true)),
            page_command("fund-close", keys::FUND_CLOSE, IconName::Lock, move || {
                closing.set(true)
            }),
        ]
    });
    view! {
        <GuardedLink label=keys::FUND_EDIT href=paths::fund_edit(id) icon=IconName::Pencil reason=refused/>
        <GuardedLink label=keys::ALLOCATION_OPEN href=paths::fund_allocation(id) icon=IconName::Scale reason=refused/>
        <Button label=keys::FUND_CLOSE icon=IconName::Lock disabled_reason=refused on_press=move || closing.set(true)/>
        <Button
            label=keys::FUND_BOOK
            kind=ButtonKind::Primary
            icon=IconName::Plus
            disabled_reason=refused
            on_press=move || booking.set(true)
        />
    }
}
