//! The page of one item: all that is needed to decide it, and the decision.

mod application;
mod assign;
mod conflicts;
mod duplicates;
mod escalate;
mod events;
mod fund_background;
mod fund_claim;
mod fund_request;
mod next;
mod outcome;
mod panel;
mod refuses;
mod registration;
mod request;
mod rules;
mod stale;
mod summary;
mod undo;

use super::ITEM;
use super::decision::DecisionDraft;
use super::words::{ApprovalStateBadge, RiskBadge, kind_icon, kind_name};
use crate::api::{Reading, approvals, use_read};
use crate::applications::score::ScoreCard;
use crate::i18n::{keys, t, text};
use crate::paths;
use crate::records::{RecordComments, RecordKey, RecordTimeline};
use crate::session::use_session;
use crate::shell::{NotFoundPage, PageHead, Region};
use crate::ui::{Icon, IconName, IconSize, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice};
use entente_model::approvals::{Approval, ApprovalRecord, ApprovalSubject};
use entente_model::deals::Deal;
use entente_model::events::LiveEvent;
use entente_model::funds::claim::FundClaim;
use entente_model::funds::request::FundRequest;
use entente_model::ids::ApprovalId;
use entente_model::money::Money;
use entente_model::onboarding::Application;
use entente_model::people::{Permission, ProgramInfo};
use events::DecidedElsewhere;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The item that is open, with what the parts of its page share. Copied freely.
#[derive(Clone, Copy)]
struct Item {
    id: ApprovalId,
    reading: Reading<Approval>,
    /// The item as it was read last.
    approval: Signal<Approval>,
    program: StoredValue<Option<ProgramInfo>>,
    draft: DecisionDraft,
    /// The decision was made on this page, so that nobody need be told of it.
    decided_here: RwSignal<bool>,
}

impl Item {
    /// The program, as the session knows it.
    fn with_program<T: Default>(self, read: impl FnOnce(&ProgramInfo) -> T) -> T {
        self.program
            .try_with_value(|program| program.as_ref().map(read))
            .flatten()
            .unwrap_or_default()
    }

    /// Reads the deal; nothing when the item is about another record.
    fn with_deal<T>(self, read: impl FnOnce(&Deal) -> T) -> Option<T> {
        self.approval.with(|approval| approval.deal().map(read))
    }

    /// Reads the application; nothing when the item is about another record.
    fn with_application<T>(self, read: impl FnOnce(&Application) -> T) -> Option<T> {
        self.approval.with(|approval| approval.application().map(read))
    }

    /// The application; nothing when the item is about another record, which never changes.
    fn application(self) -> Option<Signal<Application>> {
        let first = untrack(|| self.with_application(Application::clone))?;
        Some(Signal::derive(move || {
            self.with_application(Application::clone)
                .unwrap_or_else(|| first.clone())
        }))
    }

    /// The request for money; nothing when the item is about another record.
    fn fund_request(self) -> Option<Signal<FundRequest>> {
        let read = move || self.approval.with(|approval| approval.fund_request().cloned());
        let first = untrack(read)?;
        Some(Signal::derive(move || read().unwrap_or_else(|| first.clone())))
    }

    /// The claim; nothing when the item is about another record.
    fn fund_claim(self) -> Option<Signal<FundClaim>> {
        let read = move || self.approval.with(|approval| approval.fund_claim().cloned());
        let first = untrack(read)?;
        Some(Signal::derive(move || read().unwrap_or_else(|| first.clone())))
    }

    /// The record as comments and a timeline hang on it, which never changes; nothing of an application, which has none.
    fn record(self) -> Option<RecordKey> {
        match self.approval.with(|approval| approval.summary.record) {
            ApprovalRecord::Deal(id) => Some(RecordKey::Deal(id)),
            ApprovalRecord::Application(_) => None,
            ApprovalRecord::FundRequest(id) => Some(RecordKey::FundRequest(id)),
            ApprovalRecord::FundClaim(id) => Some(RecordKey::FundClaim(id)),
        }
    }

    /// The record's version.
    fn record_version(self) -> i64 {
        self.approval.with(|approval| match &approval.subject {
            ApprovalSubject::Deal(deal) => deal.summary.version,
            ApprovalSubject::Application(application) => application.summary.version,
            ApprovalSubject::FundRequest(request) => request.summary.version,
            ApprovalSubject::FundClaim(claim) => claim.summary.version,
        })
    }

    /// Takes an answer of the API over. Conflicts, rules and duplicates are judged only for who opens an item: those shown stay until they
    /// were read anew.
    fn take(self, answer: Approval) {
        let (conflicts, rules, duplicates) = self.approval.with_untracked(|before| {
            (
                before.conflicts.clone(),
                before.rules.clone(),
                before.duplicates.clone(),
            )
        });
        self.reading.set(Approval {
            conflicts,
            rules,
            duplicates,
            ..answer
        });
        self.reading.refetch();
    }

    /// Why the reader may not decide such items; `None` when the role allows it.
    fn role_refuses(self) -> Signal<Option<String>> {
        let session = use_session();
        let needed = Memo::new(move |_| self.approval.with(|approval| approval.summary.kind.decided_by()));
        Memo::new(move |_| session.reason_not(needed.get())).into()
    }
}

/// The most that an item about money can be approved for.
fn most_of(approval: &Approval) -> Option<Money> {
    match &approval.subject {
        ApprovalSubject::Deal(_) | ApprovalSubject::Application(_) => None,
        ApprovalSubject::FundRequest(request) => {
            let terms = request.progress.terms.as_ref()?;
            Some(Money::new(terms.asked, terms.currency.as_str()))
        }
        ApprovalSubject::FundClaim(claim) => {
            let terms = claim.progress.terms.as_ref()?;
            Some(Money::new(refuses::facts_of(claim).most(), terms.currency.as_str()))
        }
    }
}

/// The page `/approvals/{id}`.
#[component]
pub fn ItemPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<ApprovalId>().ok())));
    // Each item is a page of its own: nothing typed for one may stand beside another.
    move || match id.get() {
        Some(id) => view! { <OneItem id=id/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

#[component]
fn OneItem(id: ApprovalId) -> impl IntoView {
    let session = use_session();
    let reading = use_read(move || Some(approvals::one(id)));
    let record = Memo::new(move |_| {
        reading
            .value()
            .with(|item| item.as_ref().map(|item| item.summary.record))
    });
    let fund = Memo::new(move |_| {
        reading.value().with(|item| {
            let request = item.as_ref().and_then(Approval::fund_request);
            request.and_then(|request| request.summary.fund_id)
        })
    });
    let reading = reading.refetch_on(move |event| match event {
        LiveEvent::Approval { id: changed, .. } => *changed == id,
        LiveEvent::Deal { id: changed, .. } => {
            record.try_get_untracked().flatten() == Some(ApprovalRecord::Deal(*changed))
        }
        LiveEvent::Application { id: changed, .. } => {
            record.try_get_untracked().flatten() == Some(ApprovalRecord::Application(*changed))
        }
        LiveEvent::FundRequest { id: changed, .. } => {
            record.try_get_untracked().flatten() == Some(ApprovalRecord::FundRequest(*changed))
        }
        LiveEvent::FundClaim { id: changed, .. } => {
            record.try_get_untracked().flatten() == Some(ApprovalRecord::FundClaim(*changed))
        }
        // What a request would leave is shown.
        LiveEvent::Fund { id: changed, .. } => fund.try_get_untracked().flatten() == Some(*changed),
        _ => false,
    });
    let program = StoredValue::new(session.get_untracked().map(|session| session.program.clone()));
    let title = Signal::derive(move || {
        let subject = reading
            .value()
            .with(|item| item.as_ref().map(|item| item.summary.subject.clone()));
        subject.unwrap_or_else(|| text(keys::APPROVAL_TITLE))
    });
    let status = move || {
        let kind = reading.value().with(|item| item.as_ref().map(|item| item.summary.kind));
        let state = reading
            .value()
            .with(|item| item.as_ref().map(|item| item.summary.state));
        let flags = reading
            .value()
            .with(|item| item.as_ref().map(|item| item.summary.flags.clone()))
            .unwrap_or_default();
        view! {
            <span class="approval-status">
                {kind.map(|kind| view! {
                    <span class="approval-kind muted"><Icon name=kind_icon(kind) size=IconSize::Small/>{t(kind_name(kind))}</span>
                })}
                {state.map(|state| view! { <ApprovalStateBadge state=state/> })}
                {flags.into_iter().map(|flag| view! { <RiskBadge flag=flag/> }).collect_view()}
            </span>
        }
    };
    let kinds = Memo::new(move |_| {
        reading
            .value()
            .with(|item| item.iter().map(|item| item.summary.kind).collect::<Vec<_>>())
    });
    let whole = Memo::new(move |_| reading.value().with(|item| item.as_ref().and_then(most_of)));
    let draft = DecisionDraft::new(kinds.into(), whole.into());
    let decided_here = RwSignal::new(false);
    view! {
        <Pane>
            <PageHead page=&ITEM title=title status=move || status>
                {move || record.get().and_then(ApprovalRecord::deal).map(|deal| view! {
                    <LinkButton label=keys::APPROVAL_OPEN_DEAL href=paths::deal(deal) icon=IconName::FileText/>
                })}
            </PageHead>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Page/> } let:approval>
                <Body item=Item { id, reading, approval, program, draft, decided_here }/>
            </Region>
        </Pane>
    }
}

#[component]
fn Body(item: Item) -> impl IntoView {
    let session = use_session();
    let sees_conflicts = Memo::new(move |_| session.role().is_some_and(|role| role.may(Permission::ReadConflicts)));
    // What an item is about never changes.
    let main = match item.approval.with_untracked(|approval| approval.summary.record) {
        ApprovalRecord::Deal(_) => view! {
            <request::Request item=item/>
            {move || sees_conflicts.get().then(|| view! { <conflicts::Conflicts item=item/> })}
            <registration::Registration item=item/>
            {move || sees_conflicts.get().then(|| view! { <rules::Rules item=item/> })}
        }
        .into_any(),
        ApprovalRecord::Application(_) => view! {
            {move || sees_conflicts.get().then(|| view! { <duplicates::Duplicates item=item/> })}
            {item.application().map(|application| view! {
                <application::ApplicationFacts application=application program=item.program/>
                <ScoreCard application=application program=item.program/>
            })}
        }
        .into_any(),
        ApprovalRecord::FundRequest(_) => item
            .fund_request()
            .map(|request| view! { <fund_request::RequestCards item=item request=request/> })
            .into_any(),
        ApprovalRecord::FundClaim(_) => item
            .fund_claim()
            .map(|claim| view! { <fund_claim::ClaimCards item=item claim=claim/> })
            .into_any(),
    };
    let more = untrack(|| item.record()).map(|record| {
        let record = Signal::stored(record);
        let version = Signal::derive(move || item.record_version());
        view! {
            <div class="stack approval-more">
                <RecordComments record=record/>
                <RecordTimeline record=record version=version/>
            </div>
        }
    });
    view! {
        <DecidedElsewhere item=item/>
        <summary::Strip item=item/>
        <div class="columns approval-columns">
            <div class="stack approval-main">{main}</div>
            <aside class="stack approval-side" aria-label=t(keys::DECISION_TITLE)>
                <panel::Panel item=item/>
                <assign::Responsible item=item/>
            </aside>
            {more}
        </div>
    }
}
