//! What others do to the item while it is open, said at once.

use super::Item;
use crate::approvals::words::{state_name, state_tone};
use crate::i18n::{keys, text, text_with};
use crate::ui::{Banner, announce};
use entente_model::approvals::ApprovalState;
use leptos::prelude::*;

/// Says that somebody else has decided the item since it was opened. Nothing while it waits, or when the reader decided it.
#[component]
pub(super) fn DecidedElsewhere(item: Item) -> impl IntoView {
    let state = Memo::new(move |_| item.approval.with(|approval| approval.summary.state));
    let was_open = state.get_untracked() == ApprovalState::Open;
    let line = move || {
        item.approval.with(|approval| {
            let outcome = text(state_name(approval.summary.state));
            let by = approval
                .summary
                .decided
                .as_ref()
                .map(|decided| decided.by.name.clone())
                .filter(|name| !name.is_empty());
            match by {
                Some(name) => text_with(
                    keys::APPROVAL_DECIDED_ELSEWHERE_BY,
                    &[("name", &name), ("outcome", &outcome)],
                ),
                None => text_with(keys::APPROVAL_DECIDED_ELSEWHERE, &[("outcome", &outcome)]),
            }
        })
    };
    let is_news = Memo::new(move |_| was_open && state.get() != ApprovalState::Open && !item.decided_here.get());
    Effect::new(move |_| {
        if is_news.get() {
            announce(untrack(line));
        }
    });
    let kept = Signal::derive(move || {
        let typed = item.draft.message.with(|message| !message.trim().is_empty());
        typed.then(|| text(keys::APPROVAL_DECIDED_ELSEWHERE_TEXT))
    });
    move || {
        is_news
            .get()
            .then(|| view! { <Banner title=line() text=kept tone=state_tone(state.get_untracked())/> })
    }
}
