//! Who may see what: a page that a role may not see explains itself instead.

use super::{role_name, use_session};
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::shell::{Page, focus_heading, use_document_title};
use crate::ui::{EmptyState, IconName, LinkButton, Pane};
use entente_model::people::Permission;
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
        match page.needs {
            None => view().into_any(),
            Some(needs) => view! { <Allowed needs=needs>{view().into_any()}</Allowed> }.into_any(),
        }
    }
}

/// Shows its content to those whose role allows something, and says to the others who can.
#[component]
pub fn Allowed(
    /// What the role must allow.
    needs: Permission,
    /// What is shown then.
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_session();
    // By role alone: a suspended partner still reads.
    let allowed = Memo::new(move |_| session.role().is_some_and(|role| role.may(needs)));
    move || {
        if allowed.get() {
            children().into_any()
        } else {
            view! { <Denied needs=needs/> }.into_any()
        }
    }
}

#[component]
fn Denied(needs: Permission) -> impl IntoView {
    let session = use_session();
    use_document_title(keys::SESSION_DENIED_TITLE);
    focus_heading();
    let explanation = move || {
        let mine = session.role().map(role_name).unwrap_or_default();
        let roles: Vec<String> = needs.roles().iter().map(|role| role_name(*role)).collect();
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
