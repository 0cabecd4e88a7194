//! Two versions of one form, side by side, and the choice between them.

use crate::i18n::{keys, t};
use crate::ui::{Banner, Button, ButtonKind, ButtonSize, CompareRow, Dialog, SideBySide, Tone};
use leptos::prelude::*;

/// Says that what is written was changed elsewhere, shows what differs, and lets one choose. Nothing is overwritten before that.
#[component]
pub fn TwoVersions(
    /// Whether a choice is due.
    is_due: Signal<bool>,
    /// What differs: what is typed here, and what the server holds.
    rows: Signal<Vec<CompareRow>>,
    /// What is typed here is to stay.
    on_mine: Callback<()>,
    /// What the server holds is to take its place.
    on_theirs: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(is_due.get()));
    let show = Callback::new(move |()| open.set(true));
    view! {
        {move || is_due.get().then(|| view! {
            <Banner title=keys::CONFLICT_STALE_TITLE text=keys::CONFLICT_STALE_TEXT tone=Tone::Warning>
                <Button label=keys::DEALS_FORM_COMPARE size=ButtonSize::Small on_press=show/>
            </Banner>
        })}
        <Dialog
            open=open
            title=keys::CONFLICT_STALE_TITLE
            on_close=Callback::new(move |()| open.set(false))
            wide=true
            foot=ViewFn::from(move || view! {
                <Button label=keys::CONFLICT_STALE_TAKE_THEIRS on_press=on_theirs/>
                <Button label=keys::CONFLICT_STALE_KEEP_MINE kind=ButtonKind::Primary on_press=on_mine/>
            })
        >
            <p class="muted">{t(keys::CONFLICT_STALE_TEXT)}</p>
            <SideBySide
                label=keys::CONFLICT_STALE_TITLE
                left=keys::CONFLICT_STALE_MINE
                right=keys::CONFLICT_STALE_THEIRS
                rows=rows
            />
        </Dialog>
    }
}
