//! Booking an allocation: the button, and the dialog that says how much it is and for how many.

use super::trial::Trial;
use crate::api::{ApiError, funds, use_write};
use crate::forms::error_text;
use crate::i18n::{self, keys, t, text, text_plural, text_with};
use crate::paths;
use crate::ui::{Banner, Button, ButtonKind, Dialog, IconName, Tone, toast};
use entente_model::funds::allocation_preview::AllocationOrder;
use entente_model::funds::fund::Fund;
use entente_model::ids::FundId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

/// The button; it stays, with its reason, where there is nothing to book.
#[component]
pub(super) fn BookButton(
    /// What is looked at.
    trial: Trial,
    /// Whether the dialog is open.
    booking: RwSignal<bool>,
) -> impl IntoView {
    let reason = Memo::new(move |_| {
        let unsaved = trial.differs.get().then(|| text(keys::ALLOCATION_SAVE_FIRST));
        let gives = trial.shown.with(|shown| shown.totals.given > 0);
        let nothing = (!gives).then(|| text(keys::ALLOCATION_NOTHING));
        trial.closed_reason().or(unsaved).or(nothing)
    });
    view! {
        <Button
            label=keys::ALLOCATION_BOOK
            kind=ButtonKind::Primary
            icon=IconName::Check
            disabled_reason=Signal::derive(move || reason.get())
            on_press=move || booking.set(true)
        />
    }
}

/// The dialog.
#[component]
pub(super) fn BookingDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// In which fund.
    id: FundId,
    /// What is looked at.
    trial: Trial,
) -> impl IntoView {
    view! {
        <Dialog open=open title=keys::ALLOCATION_BOOK_TITLE on_close=move || open.set(false)>
            <Booking open=open id=id trial=trial/>
        </Dialog>
    }
}

/// Whether the figures are others than those that were seen.
fn are_others(error: &ApiError) -> bool {
    let reason = error.problem().and_then(|problem| problem.params.get("reason"));
    reason.and_then(Value::as_str) == Some("figures_changed")
}

/// What is booked, and the button; made anew each time the dialog opens.
#[component]
fn Booking(open: RwSignal<bool>, id: FundId, trial: Trial) -> impl IntoView {
    let shown = trial.shown;
    let given = move || shown.with(|shown| i18n::money(shown.totals.given, &shown.fund.currency));
    let partners = move || {
        let count = shown.with(|shown| shown.totals.partners);
        text_plural(keys::ALLOCATION_PARTNERS, u64::from(count))
    };
    let question = move || {
        text_with(
            keys::ALLOCATION_BOOK_TEXT,
            &[("amount", &given()), ("partners", &partners())],
        )
    };
    let navigate = use_navigate();
    let writing = use_write(
        move |order: &AllocationOrder, key| funds::allocate(id, order, key),
        move |_, _: Fund| {
            toast(text(keys::ALLOCATION_BOOKED));
            navigate(&paths::fund(id), Default::default());
        },
    );
    Effect::new(move |_| {
        // They are shown as they are by now, and pressing again is about those.
        if writing.error().with(|error| error.as_ref().is_some_and(are_others)) {
            trial.look_again();
        }
    });
    let failed = move || {
        writing.error().get().map(|error| {
            if are_others(&error) {
                view! { <Banner title=keys::ALLOCATION_CHANGED tone=Tone::Warning/> }.into_any()
            } else {
                view! { <Banner title=error_text(&error) tone=Tone::Danger/> }.into_any()
            }
        })
    };
    let book = move || {
        writing.run(AllocationOrder {
            basis: shown.with_untracked(|shown| shown.basis.clone()),
        });
    };
    view! {
        <div class="stack">
            {failed}
            <p>{question}</p>
            <p class="muted small">{t(keys::ALLOCATION_BOOK_FOREVER)}</p>
        </div>
        <div class="dialog-actions">
            <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
            <Button
                label=keys::ALLOCATION_BOOK
                kind=ButtonKind::Primary
                icon=IconName::Check
                busy=writing.pending()
                on_press=book
            />
        </div>
    }
}
