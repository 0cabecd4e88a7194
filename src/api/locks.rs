//! Locks that the tabs of one browser share. A tab that is closed or killed gives its own back.

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The browser's locks and the function that asks for one; `None` where it has none (a page that is not served securely).
pub(super) fn manager() -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}

/// A lock that this tab has, until it is dropped.
#[derive(Debug)]
pub struct Held(Function);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// What asking for a lock came to.
#[derive(Debug)]
pub enum Taken {
    /// It is this tab's.
    Here(Held),
    /// Another tab has it, or this one already.
    Elsewhere,
    /// The browser has no locks.
    Unknown,
}

/// Takes a lock if nobody has it, and does not wait for it.
pub async fn take(name: &str) -> Taken {
    let Some((locks, request)) = manager() else {
        return Taken::Unknown;
    };
    let (tell, told) = oneshot::channel();
    let granted = Closure::once_into_js(move |lock: JsValue| {
        if lock.is_null() {
            let _ = tell.send(None);
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        let mut release = None;
        // The lock is held until this promise ends.
        let until = Promise::new(&mut |resolve, _| release = Some(resolve));
        let _ = tell.send(release);
        until
    });
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let asked = request.call3(&locks, &name.into(), &options, &granted);
    let Some(asked) = asked.ok().and_then(|asked| asked.dyn_into::<Promise>().ok()) else {
        return Taken::Unknown;
    };
    // A request that the browser refuses calls nobody back.
    match select(told, JsFuture::from(asked)).await {
        Either::Left((Ok(Some(release)), _)) => Taken::Here(Held(release)),
        Either::Left((Ok(None), _)) | Either::Right((Ok(_), _)) => Taken::Elsewhere,
        Either::Left((Err(_), _)) | Either::Right((Err(_), _)) => Taken::Unknown,
    }
}
