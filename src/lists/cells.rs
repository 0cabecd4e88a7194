//! What cells of several lists show.

use crate::i18n::{Key, t};
use crate::ui::Data;
use leptos::prelude::*;

/// That there is nothing to tell; not there where a row is a card.
pub fn no_value() -> AnyView {
    view! { <span class="faint deal-nothing" aria-hidden="true">"–"</span> }.into_any()
}

/// A name, or that there is none yet.
pub fn name_or(name: &str, unnamed: Key) -> AnyView {
    if name.is_empty() {
        view! { <span class="muted">{t(unnamed)}</span> }.into_any()
    } else {
        view! { <Data value=name.to_owned()/> }.into_any()
    }
}

/// A company by its name, with its domain and the record's reference below.
pub fn company_or(name: &str, unnamed: Key, domain: &str, reference: &str) -> AnyView {
    let (domain, reference) = (domain.to_owned(), reference.to_owned());
    view! {
        {name_or(name, unnamed)}
        <span class="cell-sub deal-identity" translate="no">
            {(!domain.is_empty()).then(|| view! { <span class="truncate" dir="auto">{domain}</span> })}
            <span class="deal-reference">{reference}</span>
        </span>
    }
    .into_any()
}
