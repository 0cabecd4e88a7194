//! Time zones that the browser knows.

use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static KNOWN: RefCell<HashMap<String, bool>> = RefCell::default();
}

/// Names that the browser offers, such as `Europe/Berlin`, in order; empty where it can't tell.
pub fn zones() -> Vec<String> {
    let offered = || -> Option<Array> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let values: Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
        values.call1(&intl, &"timeZone".into()).ok()?.dyn_into().ok()
    };
    let mut zones: Vec<String> = offered()
        .map(|zones| zones.iter().filter_map(|zone| zone.as_string()).collect())
        .unwrap_or_default();
    // A zone of its own right that browsers leave out of the list.
    if !zones.iter().any(|zone| zone == "UTC") {
        zones.push("UTC".into());
    }
    zones
}

/// Whether a name is a time zone, also one that is spelt as it was years ago.
pub fn is_known(name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    if let Some(known) = KNOWN.with_borrow(|known| known.get(name).copied()) {
        return known;
    }
    let known = makes_a_format(name).unwrap_or(false);
    KNOWN.with_borrow_mut(|all| all.insert(name.to_owned(), known));
    known
}

fn makes_a_format(name: &str) -> Option<bool> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"timeZone".into(), &name.into()).ok()?;
    Some(Reflect::construct(&format, &Array::of2(&JsValue::UNDEFINED, &options)).is_ok())
}
