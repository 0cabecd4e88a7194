//! The browser's `Intl`, by way of reflection: a formatter whose constructor throws (an unknown currency, say) is an absent formatter here
//! and not the end of the app. Formatters are dear to make and are kept.

use super::locale;
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static FORMATTERS: RefCell<HashMap<String, Option<Function>>> = RefCell::default();
}

/// Calls `method` of `Intl[kind]` made with `options` (JSON) in the reader's language.
pub(super) fn call(kind: &str, method: &str, options: &str, first: &JsValue, second: &JsValue) -> Option<String> {
    let formatter = formatter(kind, method, options)?;
    formatter.call2(&JsValue::UNDEFINED, first, second).ok()?.as_string()
}

/// Texts in the order of the reader's language. The browser sorts: a comparison across the border of the wasm takes longer than the sorting.
pub(super) fn sorted(texts: Vec<String>) -> Vec<String> {
    let array: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    let sort = Reflect::get(&array, &"sort".into()).and_then(JsCast::dyn_into::<Function>);
    if let (Some(compare), Ok(sort)) = (formatter("Collator", "compare", "{}"), sort)
        && sort.call1(&array, &compare).is_ok()
    {
        return array.iter().filter_map(|text| text.as_string()).collect();
    }
    texts
}

fn formatter(kind: &str, method: &str, options: &str) -> Option<Function> {
    let language = locale();
    let name = format!("{}|{kind}|{method}|{options}", language.tag());
    let known = FORMATTERS.with_borrow(|formatters| formatters.get(&name).cloned());
    known.unwrap_or_else(|| {
        let made = make(&language.formats(), kind, method, options);
        FORMATTERS.with_borrow_mut(|formatters| formatters.insert(name, made.clone()));
        made
    })
}

fn make(language: &str, kind: &str, method: &str, options: &str) -> Option<Function> {
    let constructor = constructor(kind)?;
    let options = js_sys::JSON::parse(options).unwrap_or_else(|_| Object::new().into());
    let formatter = Reflect::construct(&constructor, &Array::of2(&language.into(), &options)).ok()?;
    let method: Function = Reflect::get(&formatter, &method.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(&formatter))
}

fn constructor(kind: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()
}

/// The plural category of a number: `one`, `few`, `other` and so on.
pub(super) fn plural_category(count: f64) -> String {
    call("PluralRules", "select", "{}", &count.into(), &JsValue::UNDEFINED).unwrap_or_else(|| "other".into())
}
