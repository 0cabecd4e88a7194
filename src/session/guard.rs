//! Who may see what: a page that a role may not see explains itself instead.

use super::{role_name, use_session};
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::shell::{Page, focus_heading, use_document_title};
use crate::ui::{EmptyState, IconName, LinkButton, Pane};
use entente_model::people::Role;
use leptos::prelude::*;

/// The view of a route: the page for those who may see it, an explanation for the others.
///
/// `<Route path=path!("/deals") view=guarded(&PAGE, DealsPage)/>`
pub fn guarded<V>(page: &'static Page, view: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static
where
    V: IntoView + 'static,
{
    move || {
        // A page on its way is named by its declaration.
        provide_context(page);
        if Role::ALL.iter().all(|role| page.is_for(*role)) {
            view().into_any()
        } else {
            view! { <Allowed page=page>{view().into_any()}</Allowed> }.into_any()
        }
    }
}

/// Shows its content to those whom a page is for, and says to the others who they are.
#[component]
fn Allowed(
    /// The page's declaration.
    page: &'static Page,
    /// What is shown then.
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_session();
    // By role alone: a suspended partner still reads.
    let allowed = Memo::new(move |_| session.role().is_some_and(|role| page.is_for(role)));
    move || {
        if allowed.get() {
            children().into_any()
        } else {
            view! { <Denied page=page/> }.into_any()
        }
    }
}

#[component]
fn Denied(page: &'static Page) -> impl IntoView {
    let session = use_session();
    use_document_title(keys::SESSION_DENIED_TITLE);
    focus_heading();
    let explanation = move || {
        let mine = session.role().map(role_name).unwrap_or_default();
        let roles = Role::ALL.into_iter().filter(|role| page.is_for(*role));
        let roles: Vec<String> = roles.map(role_name).collect();
        Some(text_with(
            keys::SESSION_DENIED_TEXT,
            &[("role", &mine), ("roles", &i18n::list(&roles))],
        ))
    };
    view! {
        <Pane>
            <h1 class="visually-hidden" tabindex="-1">{t(keys::SESSION_DENIED_TITLE)}</h1>
            <EmptyState title=keys::SESSION_DENIED_TITLE text=Signal::derive(explanation) icon=IconName::Lock>
                <LinkButton label=keys::SHELL_GO_HOME href=paths::home() icon=IconName::House/>
            </EmptyState>
        </Pane>
    }
}
