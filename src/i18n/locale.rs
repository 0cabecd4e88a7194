//! Which language is spoken, and changing it.

use super::catalogue;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use std::sync::LazyLock;
use wasm_bindgen::JsValue;

/// Which way a language is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// As English.
    LeftToRight,
    /// As Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// A language of the portal. A further one is a variant here, a line in each function, a file in `public/locales` and a name in the list of
/// `style/boot.js`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locale {
    /// English, the language that the other catalogues are measured by.
    English,
    /// German.
    German,
    /// English in disguise: shows every string that did not come from a catalogue, and every label that has no room to grow.
    Pseudo,
}

impl Locale {
    /// The languages that a person can choose.
    pub const OFFERED: [Locale; 2] = [Locale::English, Locale::German];

    /// The BCP 47 tag, as in the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::English => "en",
            Locale::German => "de",
            Locale::Pseudo => "en-XA",
        }
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Locale::English => "English",
            Locale::German => "Deutsch",
            Locale::Pseudo => "⟦Ƥšéûðö⟧",
        }
    }

    /// Which way it is written.
    pub fn direction(self) -> Direction {
        match self {
            Locale::English | Locale::German | Locale::Pseudo => Direction::LeftToRight,
        }
    }

    /// The name of the catalogue.
    pub(super) fn source(self) -> &'static str {
        match self {
            Locale::English | Locale::Pseudo => "en",
            Locale::German => "de",
        }
    }

    /// The tag for `Intl`: of the browser's languages the first that is this one, with its region, so that a British reader finds
    /// 21 November and 14:00 in English.
    pub(super) fn formats(self) -> String {
        let source = self.source();
        let is_own = |tag: &String| tag.split('-').next() == Some(source) && !matches!(self, Locale::Pseudo);
        let preferred = window().navigator().languages();
        let mut tags = preferred.iter().filter_map(|tag| tag.as_string());
        tags.find(is_own).unwrap_or_else(|| source.to_owned())
    }

    /// The language of a tag such as `de-AT`; English when the portal does not speak it.
    pub fn from_tag(tag: &str) -> Locale {
        let language = tag.split('-').next().unwrap_or_default();
        match (tag, language) {
            ("en-XA", _) => Locale::Pseudo,
            (_, "de") => Locale::German,
            _ => Locale::English,
        }
    }
}

static LOCALE: LazyLock<ArcRwSignal<Locale>> = LazyLock::new(|| ArcRwSignal::new(Locale::English));

/// The reader's language; followed when read inside a reactive closure.
pub fn locale() -> Locale {
    if Observer::get().is_some() {
        LOCALE.get()
    } else {
        LOCALE.get_untracked()
    }
}

/// Takes the language that `index.html` chose (the `lang` attribute) and waits for its catalogue. Called once, before the app is mounted.
pub async fn load() {
    let tag = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    let chosen = Locale::from_tag(&tag);
    LOCALE.set(chosen);
    catalogue::load(chosen).await;
}

/// Changes the language of everything on the page and remembers it on this device. The old one stays when the catalogue can't be had;
/// the answer says whether it changed.
pub async fn set_locale(chosen: Locale) -> bool {
    if !catalogue::load(chosen).await {
        return false;
    }
    LOCALE.set(chosen);
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", chosen.tag());
        let _ = root.set_attribute("dir", chosen.direction().attribute());
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item("entente.locale", chosen.tag());
    }
    true
}

/// The IANA name of the reader's time zone, such as `Europe/Berlin`.
pub fn reader_time_zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    js_sys::Reflect::get(&options, &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".into())
}
