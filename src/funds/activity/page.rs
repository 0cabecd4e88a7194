//! Head, notice and cards of one activity. The page changes by itself when the request or a claim of it does.

use super::acting::Acting;
use super::actions::Actions;
use super::cards::{PlanCards, RecordCard};
use super::claims::ClaimsCard;
use super::countdown::CountdownCard;
use super::money::MoneyCard;
use super::notice::RequestNotice;
use super::proofs::ProofCard;
use super::steps::ProgressLine;
use super::withdraw::WithdrawDialog;
use crate::api::{Reading, fund_requests, use_read};
use crate::funds::ACTIVITY;
use crate::funds::day::{day_of, use_rules};
use crate::funds::facts::days;
use crate::funds::request_words::{FundRequestStateBadge, activity_name, request_state_name};
use crate::funds::results::ResultsCard;
use crate::i18n::{keys, t, text, text_with};
use crate::paths;
use crate::records::{
    RecordComments, RecordKey, RecordPage, RecordTimeline, Reference, cards_on_their_way, mark_changes,
};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{Data, EmptyState, Icon, IconName, LinkButton};
use entente_model::events::LiveEvent;
use entente_model::funds::request::{FundRequest, FundRequestState};
use entente_model::ids::FundRequestId;
use entente_model::people::{Permission, Side};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

/// The page `/funds/requests/{id}`.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let params = use_params_map();
    let session = use_session();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<FundRequestId>().ok())));
    let reading: Reading<FundRequest> = use_read(move || id.get().map(fund_requests::one));
    let reading = reading.refetch_on(move |event| match event {
        LiveEvent::FundRequest { id: changed, .. } => Some(*changed) == id.try_get_untracked().flatten(),
        // A claim that a colleague has begun is not known here yet.
        LiveEvent::FundClaim { id: changed, .. } => {
            let is_known = |request: &FundRequest| request.claims.iter().any(|claim| claim.id == *changed);
            let known = reading
                .value()
                .try_with_untracked(|request| request.as_ref().is_some_and(is_known));
            known == Some(true) || untrack(|| session.side()) == Some(Side::Partner)
        }
        _ => false,
    });
    view! {
        <RecordPage
            page=&ACTIVITY
            reading=reading
            is_named=Signal::derive(move || id.with(Option::is_some))
            loading=|| cards_on_their_way(&ACTIVITY)
            not_found=|| view! { <NotFound/> }
            let(request)
        >
            <ActivityView request=request reading=reading/>
        </RecordPage>
    }
}

#[component]
fn ActivityView(request: Signal<FundRequest>, reading: Reading<FundRequest>) -> impl IntoView {
    let rules = use_rules();
    let acting = Acting::new(request, reading, rules, day_of(rules));
    lead_to_form(acting);
    let fresh = mark_changes(
        move || {
            request.with(|request| {
                let summary = &request.summary;
                (summary.id, summary.version, summary.state)
            })
        },
        move |version| acting.is_own(version),
        |state| match state {
            Some(state) => {
                let state = text(request_state_name(state));
                text_with(keys::FUND_ACTIVITY_PAGE_UPDATED_STATE, &[("state", &state)])
            }
            None => text(keys::FUND_ACTIVITY_PAGE_UPDATED),
        },
    );
    let name = Signal::derive(move || {
        request.with(|request| {
            if request.summary.title.is_empty() {
                text(keys::FUND_ACTIVITY_PAGE_UNNAMED)
            } else {
                request.summary.title.clone()
            }
        })
    });
    let state = Signal::derive(move || request.with(|request| request.summary.state));
    let record = Signal::derive(move || RecordKey::FundRequest(request.with(|request| request.summary.id)));
    // What came of an activity can be told from its approval on.
    let has_results = Memo::new(move |_| request.with(|request| request.progress.approved_on.is_some()));
    view! {
        <PageHead page=&ACTIVITY title=name status=move || view! { <FundRequestStateBadge state=state/> }>
            <Actions acting=acting/>
        </PageHead>
        <div class="deal-page" data-fresh=move || fresh.get().to_string()>
            <Meta acting=acting/>
            <ProgressLine request=request/>
            <RequestNotice acting=acting/>
            <div class="columns">
                <div class="deal-main">
                    <ClaimsCard acting=acting/>
                    <ProofCard acting=acting/>
                    {move || has_results.get().then(|| view! { <ResultsCard request=request/> })}
                    <PlanCards acting=acting/>
                    <RecordComments record=record/>
                </div>
                <div class="deal-aside">
                    <div class="deal-clocks-card"><CountdownCard acting=acting/></div>
                    <MoneyCard acting=acting/>
                    <RecordCard acting=acting/>
                    <RecordTimeline record=record/>
                </div>
            </div>
        </div>
        <WithdrawDialog acting=acting/>
    }
}

/// Leads who may go on writing a draft to its form: there is nothing else to see of it.
fn lead_to_form(acting: Acting) {
    let navigate = use_navigate();
    let form = Memo::new(move |_| {
        let draft = acting.request.with(|request| {
            let is_draft = request.summary.state == FundRequestState::Draft;
            is_draft.then_some(request.summary.id)
        });
        draft.filter(|_| acting.session.may(Permission::RequestFunds))
    });
    Effect::new(move |_| {
        if let Some(id) = form.get() {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&paths::fund_request_edit(id), options);
        }
    });
}

#[component]
fn Meta(acting: Acting) -> impl IntoView {
    let request = acting.request;
    let reference = Signal::derive(move || request.with(|request| request.summary.reference.clone()));
    let partner = move || {
        let name = request.with(|request| request.summary.partner_name.clone());
        (!acting.is_partner()).then_some(name)
    };
    let kind = move || {
        request
            .with(|request| request.summary.activity.map(activity_name))
            .map(text)
    };
    let when = move || Some(request.with(|request| days(&request.fields))).filter(|days| !days.is_empty());
    view! {
        <div class="deal-meta">
            <Reference reference=reference/>
            {move || partner().map(|name| view! { <span><Icon name=IconName::Building2/><Data value=name/></span> })}
            {move || kind().map(|kind| view! { <span><Icon name=IconName::Tag/>{kind}</span> })}
            {move || when().map(|days| view! { <span><Icon name=IconName::Calendar/><Data value=days/></span> })}
        </div>
    }
}

/// Says that there is no such request, or none that the reader may know of.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <PageHead page=&ACTIVITY/>
        <EmptyState title=keys::FUND_ACTIVITY_PAGE_NOT_FOUND text=keys::FUND_ACTIVITY_PAGE_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::FUND_BACK) href=paths::funds() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}
