//! What must wait until a press is over: a page that moves between pressing and letting go makes the press miss its button.

use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;

#[derive(Default)]
struct Press {
    listening: bool,
    down: bool,
    waiting: Vec<Box<dyn FnOnce()>>,
}

thread_local! {
    static PRESS: RefCell<Press> = RefCell::default();
}

/// Begins to notice presses, once for the whole visit.
pub(super) fn notice() {
    if PRESS.with_borrow_mut(|press| std::mem::replace(&mut press.listening, true)) {
        return;
    }
    window_event_listener_untyped("pointerdown", |_| PRESS.with_borrow_mut(|press| press.down = true));
    for end in ["pointerup", "pointercancel"] {
        // The click comes after this event, and is the last that needs the page as it was pressed.
        window_event_listener_untyped(end, |_| set_timeout(finish, Duration::ZERO));
    }
}

fn finish() {
    let waiting = PRESS.with_borrow_mut(|press| {
        press.down = false;
        std::mem::take(&mut press.waiting)
    });
    waiting.into_iter().for_each(|work| work());
}

/// Does something now, or as soon as what is pressed was let go.
pub(super) fn after_press(work: impl FnOnce() + 'static) {
    let now = PRESS.with_borrow_mut(|press| {
        if press.down {
            press.waiting.push(Box::new(work));
            None
        } else {
            Some(work)
        }
    });
    if let Some(work) = now {
        work();
    }
}
