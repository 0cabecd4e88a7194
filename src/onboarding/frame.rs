//! The frame of an applicant's pages: the program's name and colour, one column, language.

use crate::i18n::{keys, t};
use crate::session::{LanguageLinks, paint, program_name, remember_program};
use crate::shell::{focus_heading, use_document_title};
use crate::ui::{Icon, IconName, LiveRegion, SkipLink};
use entente_model::onboarding::PublicProgram;
use leptos::prelude::*;

/// Gives the page the program's colour and name, and keeps both for the next visit's first paint.
pub fn wear(program: &PublicProgram) {
    paint(&program.accent);
    remember_program(&program.name);
}

/// Moves the focus to the page's heading once what it reads stands: the heading of its skeleton would take the focus with it when it goes.
pub fn focus_heading_when(stands: Memo<bool>) {
    Effect::new(move |_| {
        if stands.get() {
            focus_heading();
        }
    });
}

/// A page of an applicant.
#[component]
pub fn ApplicantFrame(
    /// The document's title.
    #[prop(into)]
    title: Signal<String>,
    /// The program, once it is known.
    program: Signal<Option<PublicProgram>>,
    /// The page.
    children: Children,
) -> impl IntoView {
    use_document_title(title);
    Effect::new(move |_| program.with(|program| program.iter().for_each(wear)));
    let brand = move || {
        program.with(|program| {
            program
                .as_ref()
                .map_or_else(program_name, |program| program.name.clone())
        })
    };
    let vendor = move || program.with(|program| program.as_ref().map(|program| program.vendor.clone()));
    view! {
        <SkipLink/>
        <div class="apply">
            <header class="apply-top">
                <span class="apply-brand">
                    <span class="brand-mark" aria-hidden="true"><Icon name=IconName::Handshake/></span>
                    <span class="apply-brand-name" translate="no">
                        <strong>{brand}</strong>
                        {move || vendor().map(|vendor| view! { <span class="muted">{vendor}</span> })}
                    </span>
                </span>
                <LanguageLinks/>
            </header>
            <main class="apply-main" id="content" tabindex="-1">{children()}</main>
            <footer class="apply-foot">
                <a class="link" href=crate::paths::sign_in("")>{t(keys::APPLY_SIGN_IN)}</a>
            </footer>
        </div>
        <LiveRegion/>
    }
}
