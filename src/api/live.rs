//! Live events: one stream for all tabs of the portal in this browser, and a hook to hear them.
//!
//! Browsers allow six connections to one server over HTTP/1.1, and a stream takes one for good. The tab that holds a lock opens the stream
//! and hands events to the others; when it closes, the next takes over.

use super::{BASE, connection, locks};
use crate::json;
use entente_model::events::LiveEvent;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

const CHANNEL: &str = "entente.live";
/// Milliseconds until a stream that the server ended is opened again; doubled each time, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: u32 = 1_000;
const LONGEST_PAUSE: u32 = 30_000;

type Listener = Rc<dyn Fn(&LiveEvent)>;

#[derive(Default)]
struct Live {
    running: bool,
    next: u64,
    listeners: Vec<(u64, Listener)>,
    source: Option<EventSource>,
    channel: Option<BroadcastChannel>,
    /// Gives the lock back when called.
    release: Option<Function>,
    reopening: Option<Timeout>,
    handlers: Vec<Closure<dyn FnMut(MessageEvent)>>,
}

thread_local! {
    static LIVE: RefCell<Live> = RefCell::default();
    static PAUSE: Cell<u32> = const { Cell::new(FIRST_PAUSE) };
    static WAS_CUT: Cell<bool> = const { Cell::new(false) };
}

/// Hears every live event for as long as the component that calls it is there.
pub fn use_live(handler: impl Fn(&LiveEvent) + 'static) {
    let number = LIVE.with_borrow_mut(|live| {
        live.next += 1;
        live.listeners.push((live.next, Rc::new(handler)));
        live.next
    });
    on_cleanup(move || LIVE.with_borrow_mut(|live| live.listeners.retain(|(listener, _)| *listener != number)));
}

fn tell(event: &LiveEvent) {
    // The listeners may come and go while they are told.
    let listeners: Vec<Listener> =
        LIVE.with_borrow(|live| live.listeners.iter().map(|(_, listener)| listener.clone()).collect());
    listeners.iter().for_each(|listener| listener(event));
}

/// Asks everything shown to be fetched anew.
pub fn resync() {
    tell(&LiveEvent::Resync {});
}

fn hear(text: &str, pass_on: bool) {
    // What a newer server tells and this page does not know may still concern what it shows.
    let event = json::read(text).unwrap_or(LiveEvent::Resync {});
    if pass_on {
        LIVE.with_borrow(|live| {
            if let Some(channel) = &live.channel {
                let _ = channel.post_message(&text.into());
            }
        });
    }
    tell(&event);
}

/// Begins to listen. Called when somebody is signed in; a second call does nothing.
pub fn start() {
    if LIVE.with_borrow_mut(|live| std::mem::replace(&mut live.running, true)) {
        return;
    }
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let handler = Closure::new(|message: MessageEvent| {
            if let Some(text) = message.data().as_string() {
                hear(&text, false);
            }
        });
        channel.set_onmessage(Some(handler.as_ref().unchecked_ref()));
        LIVE.with_borrow_mut(|live| {
            live.channel = Some(channel);
            live.handlers.push(handler);
        });
    }
    if !hold_lock() {
        open();
    }
}

/// Stops to listen: at signing out.
pub fn stop() {
    let live = LIVE.with_borrow_mut(|live| {
        let listeners = std::mem::take(&mut live.listeners);
        std::mem::replace(
            live,
            Live {
                listeners,
                next: live.next,
                ..Live::default()
            },
        )
    });
    if let Some(source) = live.source {
        source.close();
    }
    if let Some(channel) = live.channel {
        channel.set_onmessage(None);
        channel.close();
    }
    if let Some(release) = live.release {
        let _ = release.call0(&JsValue::UNDEFINED);
    }
}

/// Asks for the lock of the tab that listens; `false` where the browser has no locks (a page that is not served securely).
fn hold_lock() -> bool {
    let Some((locks, request)) = locks::manager() else {
        return false;
    };
    let granted = Closure::once_into_js(|| {
        if !LIVE.with_borrow(|live| live.running) {
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        open();
        // The lock is held until this promise ends.
        Promise::new(&mut |resolve, _| LIVE.with_borrow_mut(|live| live.release = Some(resolve)))
    });
    request.call2(&locks, &CHANNEL.into(), &granted).is_ok()
}

fn open() {
    let Ok(source) = EventSource::new(&format!("{BASE}/events")) else {
        return;
    };
    let on_message = Closure::new(|message: MessageEvent| {
        if let Some(text) = message.data().as_string() {
            hear(&text, true);
        }
    });
    let on_open = Closure::new(|_: MessageEvent| {
        PAUSE.set(FIRST_PAUSE);
        connection::note_reached();
        // A new stream does not know where the old one ended.
        if WAS_CUT.replace(false) {
            resync();
        }
    });
    let on_error = Closure::new(|_: MessageEvent| {
        let ended = LIVE.with_borrow(|live| {
            live.source
                .as_ref()
                .is_some_and(|source| source.ready_state() == EventSource::CLOSED)
        });
        // Otherwise the browser reconnects by itself and names the last event it heard.
        if ended {
            reopen_later();
        }
        connection::suspect();
    });
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    LIVE.with_borrow_mut(|live| {
        live.source = Some(source);
        live.handlers.truncate(1);
        live.handlers.extend([on_message, on_open, on_error]);
    });
}

fn reopen_later() {
    WAS_CUT.set(true);
    let pause = PAUSE.get();
    PAUSE.set((pause * 2).min(LONGEST_PAUSE));
    let timeout = Timeout::new(pause, || {
        if LIVE.with_borrow(|live| live.running) {
            open();
        }
    });
    LIVE.with_borrow_mut(|live| live.reopening = Some(timeout));
}
