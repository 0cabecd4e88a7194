//! JSON to the model's types and back, through the browser's own parser: a parser in the wasm, compiled anew for each type, was a sixth of
//! the app.
//!
//! Numbers pass through a double, exact up to 2^53; the largest that the model allows is [`entente_model::money::MAX_MINOR`].

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads what a text says; `None` when it is no JSON or not of that shape.
#[cfg(target_family = "wasm")]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(js_sys::JSON::parse(text).ok()?).ok()
}

/// Writes a value; `None` when it has no form in JSON, which the model's types always have.
#[cfg(target_family = "wasm")]
pub fn write<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    let written = value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .ok()?;
    js_sys::JSON::stringify(&written).ok()?.as_string()
}

/// Reads what a text says, in tests outside a browser.
#[cfg(not(target_family = "wasm"))]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Writes a value, in tests outside a browser.
#[cfg(not(target_family = "wasm"))]
pub fn write<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok()
}
