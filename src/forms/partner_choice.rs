//! A partner, chosen from those that the person may see.

use crate::api::people;
use crate::ui::{Choice, Combobox};
use entente_model::page::MAX_LIMIT;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Most pages of partners that are fetched for the choice.
const MOST_PAGES: usize = 20;

/// The partners that the person may see, fetched page by page.
#[component]
pub fn PartnerChoice(
    /// Id of the chosen one; empty for none.
    value: RwSignal<String>,
) -> impl IntoView {
    let choices = RwSignal::new(Vec::<Choice>::new());
    spawn_local(async move {
        let mut cursor = None;
        for _ in 0..MOST_PAGES {
            let Ok(page) = people::partners("", MAX_LIMIT, cursor.as_deref()).await else {
                return;
            };
            let further = page
                .items
                .into_iter()
                .map(|partner| Choice::data(partner.id.to_string(), partner.display_name).with_hint(partner.domain));
            choices.try_update(|choices| choices.extend(further));
            cursor = page.next_cursor;
            if cursor.is_none() {
                return;
            }
        }
    });
    view! { <Combobox value=value choices=choices/> }
}
