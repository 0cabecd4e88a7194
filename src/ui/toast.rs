//! Toasts: for what happened elsewhere or can be undone. An error of a form never stands here.

use super::{Button, ButtonKind, ButtonSize, Icon, IconButton, IconName, Tone, on_shortcut};
use crate::i18n::{self, keys, t, text, text_with};
use leptos::html;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(10);

/// The key that takes the last act back, as printed; Ctrl or ⌘ with it does the same.
pub const UNDO_KEY: &str = "Z";

type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u64,
    message: String,
    tone: Tone,
    /// Not a callback of Leptos: it must outlive the page that was left meanwhile, so it belongs to no scope.
    undo: Option<Undo>,
    /// When it is too late, by the page's own clock; absent while it never is.
    until: Option<f64>,
}

static TOASTS: LazyLock<ArcRwSignal<Vec<Toast>>> = LazyLock::new(ArcRwSignal::default);
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Says that something was done. Works from anywhere, also after an `.await`.
pub fn toast(message: impl Into<String>) {
    show(message.into(), Tone::Success, None, None);
}

/// Says that something elsewhere went wrong.
pub fn toast_error(message: impl Into<String>) {
    show(message.into(), Tone::Danger, None, None);
}

/// Says that something was done, and offers to take it back while the toast stays.
pub fn toast_with_undo(message: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
    show(message.into(), Tone::Success, Some(Arc::new(undo)), None);
}

/// The same for what can be taken back for some seconds only, counted from `done_at` (see [`moment`]). The seconds left are shown, not read out.
pub fn toast_with_undo_for(
    message: impl Into<String>,
    done_at: f64,
    seconds: u32,
    undo: impl Fn() + Send + Sync + 'static,
) {
    let until = done_at + f64::from(seconds) * 1_000.0;
    show(message.into(), Tone::Success, Some(Arc::new(undo)), Some(until));
}

/// The present moment in milliseconds of a clock that nobody sets.
pub fn moment() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Takes all toasts off, as when another person comes: they name what the one before did.
pub fn forget_toasts() {
    TOASTS.set(Vec::new());
}

/// Whether something can be taken back by [`undo_last`].
pub fn undo_offered() -> Signal<bool> {
    let toasts = TOASTS.clone();
    Signal::derive(move || toasts.with(|toasts| toasts.iter().any(|toast| toast.undo.is_some())))
}

/// Takes the last act back that can be; says whether there was one.
pub fn undo_last() -> bool {
    let last = TOASTS.with_untracked(|toasts| {
        let offers = |toast: &&Toast| toast.undo.is_some() && toast.until.is_none_or(|until| moment() < until);
        toasts.iter().rev().find(offers).cloned()
    });
    match last.and_then(|toast| toast.undo.map(|undo| (toast.id, undo))) {
        Some((id, undo)) => {
            dismiss(id);
            undo();
            true
        }
        None => false,
    }
}

fn show(message: String, tone: Tone, undo: Option<Undo>, until: Option<f64>) {
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    TOASTS.update(|toasts| {
        toasts.push(Toast {
            id,
            message,
            tone,
            undo,
            until,
        });
        let surplus = toasts.len().saturating_sub(4);
        toasts.drain(..surplus);
    });
    let stays = until.map_or(STAYS, |until| Duration::from_millis((until - moment()).max(0.0) as u64));
    set_timeout(move || dismiss_unless_held(id), stays);
}

fn dismiss(id: u64) {
    TOASTS.update(|toasts| toasts.retain(|toast| toast.id != id));
}

/// A toast that is pointed at or focused stays until it is left.
fn dismiss_unless_held(id: u64) {
    let held = document()
        .get_element_by_id(&format!("toast-{id}"))
        .is_some_and(|element| element.matches(":hover, :focus-within").unwrap_or(false));
    if held {
        set_timeout(move || dismiss_unless_held(id), Duration::from_secs(2));
    } else {
        dismiss(id);
    }
}

/// Where toasts stand; once on a page. In the top layer, so that a dialog does not cover it.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = TOASTS.clone();
    let region = NodeRef::<html::Div>::new();
    let counted = toasts.clone();
    Effect::new(move |_| {
        let any = counted.with(|toasts| !toasts.is_empty());
        if let Some(region) = region.get() {
            // With the next paint: to show it now would lay out the page in the middle of its change.
            request_animation_frame(move || {
                // Shown anew each time: the last one shown lies uppermost.
                let _ = region.hide_popover();
                if any {
                    let _ = region.show_popover();
                }
            });
        }
    });
    on_shortcut(|event| {
        let plain = !event.alt_key() && !event.shift_key() && !event.repeat();
        if plain && event.key().eq_ignore_ascii_case("z") && undo_last() {
            event.prevent_default();
        }
    });
    view! {
        <div class="toasts" popover="manual" role="region" aria-label=t(keys::KIT_TOAST_REGION) aria-live="polite" node_ref=region>
            <For each=move || toasts.get() key=|toast| toast.id let(toast)>
                <div class="toast" id=format!("toast-{}", toast.id) data-tone=toast.tone.name()>
                    <Icon name=toast.tone.icon()/>
                    <span class="grow">{toast.message.clone()}</span>
                    {toast.undo.clone().map(|undo| undo_button(toast.id, toast.until, undo))}
                    <IconButton label=keys::KIT_CLOSE icon=IconName::X size=ButtonSize::Small on_press={
                        let id = toast.id;
                        move || dismiss(id)
                    }/>
                </div>
            </For>
        </div>
    }
}

/// Milliseconds between two looks at the seconds left.
const TICK: u64 = 250;

fn seconds_left(until: f64) -> i64 {
    ((until - moment()) / 1_000.0).ceil().max(0.0) as i64
}

/// The button that takes back, with the seconds left. Too late, it stays where the focus may be, and says so.
fn undo_button(id: u64, until: Option<f64>, undo: Undo) -> AnyView {
    let left = RwSignal::new(until.map(seconds_left));
    if let Some(until) = until {
        let look = move || {
            left.try_maybe_update(|shown| {
                let now = Some(seconds_left(until));
                let changed = *shown != now;
                *shown = now;
                (changed, ())
            });
        };
        if let Ok(ticking) = set_interval_with_handle(look, Duration::from_millis(TICK)) {
            on_cleanup(move || ticking.clear());
        }
    }
    let over = Signal::derive(move || (left.get() == Some(0)).then(|| text(keys::KIT_UNDO_OVER)));
    // Not read out: a count every second would drown all else.
    let count = move || {
        left.get()
            .map(|left| text_with(keys::KIT_UNDO_LEFT, &[("seconds", &i18n::integer(left))]))
    };
    let press = move || {
        dismiss(id);
        undo();
    };
    view! {
        <span class="toast-left" aria-hidden="true">{count}</span>
        <span class="toast-action">
            <Button
                label=keys::KIT_UNDO
                kind=ButtonKind::Ghost
                size=ButtonSize::Small
                shortcut=UNDO_KEY
                disabled_reason=over
                on_press=press
            />
        </span>
    }
    .into_any()
}
