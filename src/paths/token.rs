//! The token of a mailed link.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Takes the token out of the address's fragment. It is taken off the address, so that no screenshot and no shared link carries it.
pub fn use_token() -> StoredValue<Option<String>> {
    let location = window().location();
    let token = location
        .hash()
        .ok()
        .and_then(|fragment| super::token_of_fragment(&fragment));
    if token.is_some()
        && let (Ok(path), Ok(history)) = (location.pathname(), window().history())
    {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&path));
    }
    StoredValue::new(token)
}
