//! The catalogue in use: a flat map from key to text, fetched when the app starts and when the language changes.

use super::{Locale, pseudo};
use crate::boot;
use gloo_net::http::{Request, Response};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

type Catalogue = Arc<BTreeMap<String, String>>;

static CATALOGUE: LazyLock<ArcRwSignal<Catalogue>> = LazyLock::new(ArcRwSignal::default);

/// The text of a name, if the catalogue holds it.
pub(super) fn find(name: &str) -> Option<String> {
    let find = |catalogue: &Catalogue| catalogue.get(name).cloned();
    if Observer::get().is_some() {
        CATALOGUE.with(find)
    } else {
        CATALOGUE.with_untracked(find)
    }
}

/// The text of a name. A missing one shows the name: a test sees to it that none is.
pub(super) fn lookup(name: &str) -> String {
    find(name).unwrap_or_else(|| name.to_owned())
}

/// Fetches a language's catalogue and puts it to use; `false` when it can't be had, and then the one in use stays.
pub(super) async fn load(locale: Locale) -> bool {
    let Some(mut catalogue) = fetch(locale.source()).await else {
        return false;
    };
    if locale == Locale::Pseudo {
        catalogue.values_mut().for_each(|text| *text = pseudo::disguise(text));
    }
    CATALOGUE.set(Arc::new(catalogue));
    true
}

async fn fetch(source: &str) -> Option<BTreeMap<String, String>> {
    let address = format!("/locales/{source}.json");
    let response = match boot::take(&address).await {
        Some(response) => Response::from(response),
        None => Request::get(&address).send().await.ok()?,
    };
    if !response.ok() {
        return None;
    }
    response.json().await.ok()
}
