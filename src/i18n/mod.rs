//! The reader's language: catalogues, plurals, and numbers, dates and names through the browser's `Intl`.
//!
//! Three ways to say something, all of which follow a change of language by themselves:
//! - in a view or a prop: `t(keys::DEALS_TITLE)`, a closure. Views, attributes and every text prop of the kit take it as it is; the
//!   kit's props also take the bare key: `<Button label=keys::COMMON_SAVE/>`.
//! - inside a closure of your own: `text(keys::DEALS_TITLE)`, a `String`, followed because the closure is.
//! - with values: `t_with` and `text_with` take `&[("name", &value)]` for `{name}` in the catalogue; `t_plural` and `text_plural` take the
//!   number, choose the form (`_one`, `_few`, `_other` …) by the language's rules and fill `{count}` with it as the language writes it.
//!
//! A key is the upper-case form of its name in `public/locales/en.json` and is made by `build.rs`. Text that comes from data is never
//! looked up here: it stands in [`crate::ui::Data`], [`crate::ui::Money`], [`crate::ui::Time`], which mark it `translate="no"`.

mod catalogue;
mod countries;
#[cfg(test)]
mod every_language;
mod format;
mod intl;
mod locale;
mod pseudo;
mod text;

pub use countries::countries;
pub use format::*;
pub use locale::{Direction, Locale, load, locale, reader_time_zone, set_locale};
pub use text::{Key, Plural, t, t_plural, t_plural_with, t_with, text, text_plural, text_plural_with, text_with};

/// Every key of the catalogue.
pub mod keys {
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}
