//! The frame of the pages that need no session: brand, one card, language.

use super::brand::program_name;
use crate::i18n::{self, Locale, keys, t};
use crate::shell::use_document_title;
use crate::ui::{Icon, IconName, LiveRegion, SkipLink};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A page outside the portal's frame.
#[component]
pub fn Outside(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under it.
    #[prop(into, optional)]
    lead: Signal<Option<String>>,
    /// The form.
    children: Children,
) -> impl IntoView {
    use_document_title(title);
    view! {
        <SkipLink/>
        <div class="outside">
            <header class="outside-brand">
                <span class="brand-mark" aria-hidden="true"><Icon name=IconName::Handshake/></span>
                <span translate="no">{program_name}</span>
            </header>
            <main class="outside-card" id="content" tabindex="-1">
                <header class="outside-head">
                    <h1 tabindex="-1">{title}</h1>
                    {move || lead.get().map(|lead| view! { <p>{lead}</p> })}
                </header>
                {children()}
            </main>
            <footer class="outside-foot"><LanguageLinks/></footer>
        </div>
        <LiveRegion/>
    }
}

/// The languages as a line of buttons.
#[component]
pub fn LanguageLinks() -> impl IntoView {
    let languages = Locale::OFFERED
        .into_iter()
        .map(|locale| {
            let is_current = move || (i18n::locale() == locale).then_some("true");
            let choose = move |_| {
                spawn_local(async move {
                    i18n::set_locale(locale).await;
                });
            };
            view! {
                <button type="button" class="outside-language" lang=locale.tag() translate="no" aria-current=is_current on:click=choose>
                    {locale.own_name()}
                </button>
            }
        })
        .collect_view();
    view! { <div role="group" aria-label=t(keys::SHELL_LANGUAGE)>{languages}</div> }
}
