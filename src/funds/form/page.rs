//! The pages `/funds/new` and `/funds/{id}/edit`.

use super::model::FundForm;
use super::view::FundFormView;
use crate::api::{funds, use_read};
use crate::funds::page::NotFound;
use crate::funds::words::is_closed;
use crate::funds::{EDIT, NEW};
use crate::i18n::keys;
use crate::paths;
use crate::session::use_session;
use crate::shell::{FailureState, PageHead};
use crate::ui::{ButtonKind, EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape};
use entente_model::funds::fund::Fund;
use entente_model::ids::FundId;
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A new fund.
#[component]
pub fn NewFundPage() -> impl IntoView {
    let form = use_session()
        .get_untracked()
        .map(|session| FundForm::open(&session, None));
    view! {
        <Pane>
            <PageHead page=&NEW lead=keys::FUNDS_NEW_LEAD/>
            {form.map(|form| view! { <FundFormView form=form/> })}
        </Pane>
    }
}

/// A fund that is changed.
#[component]
pub fn EditFundPage() -> impl IntoView {
    let params = use_params_map();
    let session = use_session();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<FundId>().ok())));
    let reading = use_read(move || id.get().map(funds::one));
    // The form is made once of each fund: what is fetched later must not take the place of what is typed.
    let opened = Memo::new(move |before: Option<&Option<Fund>>| {
        let now = reading.get();
        match (before.cloned().flatten(), now) {
            (Some(before), Some(now)) if before.id == now.id => Some(before),
            (_, now) => now,
        }
    });
    let content = move || match (opened.get(), session.get_untracked()) {
        (Some(fund), Some(_)) if is_closed(&fund) => view! { <NotEditable id=fund.id/> }.into_any(),
        (Some(fund), Some(session)) => {
            let form = FundForm::open(&session, Some(&fund));
            view! { <PageHead page=&EDIT lead=keys::FUND_EDIT_LEAD/> <FundFormView form=form/> }.into_any()
        }
        _ if id.with(Option::is_none) => view! { <NotFound/> }.into_any(),
        _ if reading.error().with(Option::is_some) => {
            let is_gone = reading
                .error()
                .with(|error| error.as_ref().and_then(|error| error.code()))
                == Some(Code::NotFound);
            if is_gone {
                view! { <NotFound/> }.into_any()
            } else {
                view! { <PageHead page=&EDIT/> <FailureState error=reading.error() on_retry=move || reading.refetch()/> }
                    .into_any()
            }
        }
        _ => view! { <PageHead page=&EDIT/> <Skeleton shape=SkeletonShape::Page/> }.into_any(),
    };
    view! { <Pane>{content}</Pane> }
}

#[component]
fn NotEditable(id: FundId) -> impl IntoView {
    view! {
        <PageHead page=&EDIT/>
        <EmptyState title=keys::FUND_CLOSED_TITLE text=keys::PROBLEM_FUND_CLOSED icon=IconName::Lock>
            <LinkButton label=keys::FUND_OPEN href=paths::fund(id) kind=ButtonKind::Primary/>
        </EmptyState>
    }
}
