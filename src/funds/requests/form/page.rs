//! The pages `/funds/requests/new` and `/funds/requests/{id}/edit`.

use super::device::{new_places, place_of_request};
use super::model::Ground;
use super::open::{Opening, open, with_own_fund};
use super::view::RequestForm;
use crate::api::{Reading, fund_requests, fund_returns, funds, use_read};
use crate::forms::{NotEditable, Slot, first_read, unread};
use crate::funds::request_words::request_state_name;
use crate::funds::requests::{EDIT, NEW};
use crate::i18n::{keys, t};
use crate::paths::{self, NewFundRequestQuery, QueryState};
use crate::session::use_session;
use crate::shell::{FailureState, Page, PageHead};
use crate::ui::{EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape};
use chrono::NaiveDate;
use entente_model::events::LiveEvent;
use entente_model::funds::fund::Fund;
use entente_model::funds::request::{FundRequest, FundRules};
use entente_model::funds::results::ActivityHistory;
use entente_model::ids::FundRequestId;
use entente_model::page::{self, MAX_LIMIT};
use entente_model::people::{Permission, Session};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use std::sync::Arc;

/// A new request.
#[component]
pub fn NewRequestPage() -> impl IntoView {
    let session = use_session();
    let reason = untrack(|| session.reason_not(Permission::RequestFunds));
    let present = session.get_untracked();
    view! {
        <Pane>
            {match (present, reason) {
                (Some(session), None) => view! { <NewRequest session=session/> }.into_any(),
                (_, reason) => view! {
                    <PageHead page=&NEW/>
                    <EmptyState title=keys::REQUEST_PLAN text=reason icon=IconName::Lock/>
                }
                .into_any(),
            }}
        </Pane>
    }
}

/// What a form can't be opened without, and what it is told besides. Copied freely.
#[derive(Clone, Copy)]
struct Needs {
    rules: Reading<FundRules>,
    funds: Reading<page::Page<Fund>>,
    /// Only a hint: nothing waits for it.
    history: Reading<Vec<ActivityHistory>>,
}

fn use_needs() -> Needs {
    Needs {
        rules: use_read(funds::rules),
        funds: use_read(|| funds::list(MAX_LIMIT, None)).refetch_on(|event| matches!(event, LiveEvent::Fund { .. })),
        history: use_read(fund_returns::history),
    }
}

impl Needs {
    /// Whether the form can be opened.
    fn are_here(self) -> bool {
        self.rules.value().with(Option::is_some) && self.funds.value().with(Option::is_some)
    }

    /// The program's rules, and who asks.
    fn ground(self, session: &Session, handed_in_on: Option<NaiveDate>) -> Option<Ground> {
        let partner = session.partner.as_ref()?;
        Some(Ground {
            rules: self.rules.value().get_untracked()?,
            partner_id: partner.id,
            tier: partner.tier,
            handed_in_on,
        })
    }

    fn funds(self) -> Vec<Fund> {
        let page = self.funds.value().get_untracked();
        page.map(|page| page.items).unwrap_or_default()
    }

    /// The shape of the form while these are on their way, and why when they can't be had.
    fn waiting(self, page: &'static Page) -> AnyView {
        let error = Signal::derive(move || {
            let of_rules = self
                .rules
                .error()
                .get()
                .filter(|_| self.rules.value().with(Option::is_none));
            of_rules.or_else(|| {
                self.funds
                    .error()
                    .get()
                    .filter(|_| self.funds.value().with(Option::is_none))
            })
        });
        let failed = Memo::new(move |_| error.with(Option::is_some));
        let retry = move || {
            self.rules.try_again();
            self.funds.try_again();
        };
        view! {
            <PageHead page=page/>
            {move || match failed.get() {
                true => view! { <FailureState error=error on_retry=retry/> }.into_any(),
                false => view! { <Skeleton shape=SkeletonShape::Page/> }.into_any(),
            }}
        }
        .into_any()
    }
}

/// The form, once it is known which of the requests that were begun on this device is this tab's.
#[component]
fn NewRequest(session: Arc<Session>) -> impl IntoView {
    let user = session.user.id;
    let needs = use_needs();
    let wanted = NewFundRequestQuery::from_address(&use_location().search.get_untracked()).fund;
    let slot = Slot::of_page(new_places(user));
    let is_ready = Memo::new(move |_| needs.are_here());
    move || {
        let place = slot.with(|slot| slot.as_ref().map(|slot| slot.place.clone()));
        match (place, is_ready.get().then(|| needs.ground(&session, None)).flatten()) {
            (Some(place), Some(ground)) => {
                let opening = Opening {
                    user,
                    ground,
                    funds: needs.funds(),
                    request: None,
                    fund: wanted,
                    place,
                };
                view! { <Opened opening=opening needs=needs page=&NEW/> }.into_any()
            }
            _ => needs.waiting(&NEW),
        }
    }
}

/// The form with what it was opened with, and what of that changes.
#[component]
fn Opened(opening: Opening, needs: Needs, page: &'static Page) -> impl IntoView {
    let opened = open(opening);
    let held = opened.form.funds;
    Effect::new(move |_| {
        let Some(found) = needs.funds.get() else { return };
        let now = with_own_fund(found.items, opened.form.draft.record().as_ref());
        if held.with_untracked(|held| *held != now) {
            held.set(now);
        }
    });
    let history = Signal::derive(move || needs.history.get().unwrap_or_default());
    view! { <RequestForm opened=opened history=history page=page/> }
}

/// A draft or a returned request.
#[component]
pub fn EditRequestPage() -> impl IntoView {
    let params = use_params_map();
    let session = use_session();
    let needs = use_needs();
    let id = Memo::new(move |_| {
        let named = params.with(|params| params.get("id"));
        named.and_then(|id| id.parse::<FundRequestId>().ok())
    });
    let reading = use_read(move || id.get().map(fund_requests::one));
    let kept = first_read(reading, |request: &FundRequest| request.summary.id);
    let is_ready = Memo::new(move |_| needs.are_here());
    let content = move || match (kept.get(), session.get_untracked()) {
        (Some(request), Some(session)) if request.summary.state.is_editable() => {
            let ground = is_ready
                .get()
                .then(|| needs.ground(&session, request.progress.submitted_on));
            match ground.flatten() {
                Some(ground) => {
                    let opening = Opening {
                        user: session.user.id,
                        ground,
                        funds: needs.funds(),
                        place: place_of_request(session.user.id, request.summary.id),
                        request: Some(request),
                        fund: None,
                    };
                    view! { <Opened opening=opening needs=needs page=&EDIT/> }.into_any()
                }
                None => needs.waiting(&EDIT),
            }
        }
        (Some(request), Some(_)) => view! {
            <NotEditable
                page=&EDIT
                title=keys::REQUEST_FORM_NOT_EDITABLE
                explained=keys::REQUEST_FORM_NOT_EDITABLE_TEXT
                state=request_state_name(request.summary.state)
                label=keys::REQUEST_FORM_OPEN
                href=paths::fund_request(request.summary.id)
            />
        }
        .into_any(),
        _ => unread(&EDIT, reading, id.with(Option::is_some), || {
            view! { <NotFound/> }.into_any()
        }),
    };
    view! { <Pane>{content}</Pane> }
}

/// Says that there is no such request, or none that the reader may know of.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <PageHead page=&EDIT/>
        <EmptyState title=keys::REQUEST_NOT_FOUND text=keys::REQUEST_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::REQUEST_BACK) href=paths::fund_requests() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}
