//! The page of one application: where it stands, what the company wrote, and how it scores.

use super::facts::FactGroups;
use super::score::ScoreCard;
use super::standing::Standing;
use super::words::ApplicationStateBadge;
use super::{ONE, cells};
use crate::api::{onboarding, use_read};
use crate::i18n::{keys, t, text};
use crate::paths::{self, ApprovalsQuery};
use crate::session::use_session;
use crate::shell::{NotFoundPage, PageHead, Region};
use crate::ui::{ButtonKind, Card, IconName, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice};
use entente_model::approvals::ApprovalKind;
use entente_model::events::LiveEvent;
use entente_model::ids::ApplicationId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page `/applications/{id}`.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<ApplicationId>().ok())));
    move || match id.get() {
        Some(id) => view! { <OneApplication id=id/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

#[component]
fn OneApplication(id: ApplicationId) -> impl IntoView {
    let session = use_session();
    let reading = use_read(move || Some(onboarding::application(id)))
        .refetch_on(move |event| matches!(event, LiveEvent::Application { id: changed, .. } if *changed == id));
    let program = StoredValue::new(session.get_untracked().map(|session| session.program.clone()));
    let summary = Memo::new(move |_| {
        let value = reading.value();
        value.with(|application| application.as_ref().map(|application| application.summary.clone()))
    });
    let title = Signal::derive(move || {
        summary.with(|summary| {
            summary
                .as_ref()
                .map_or_else(|| text(keys::APPROVAL_APPLICATION), cells::name)
        })
    });
    let state = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.state)));
    let status = move || state.get().map(|state| view! { <ApplicationStateBadge state=state/> });
    // It is decided in the queue, where its item is found by what people call the application by.
    let queue = Memo::new(move |_| {
        summary.with(|summary| {
            let waiting = summary.as_ref().filter(|summary| summary.state.awaits_decision())?;
            Some(paths::approvals_with(&ApprovalsQuery {
                kind: Some(ApprovalKind::PartnerApplication),
                search: waiting.reference.clone(),
                ..ApprovalsQuery::default()
            }))
        })
    });
    view! {
        <Pane>
            <PageHead page=&ONE title=title status=move || status>
                {move || queue.get().map(|address| view! {
                    <LinkButton label=keys::APPLICATIONS_TO_QUEUE href=address kind=ButtonKind::Primary icon=IconName::Gavel/>
                })}
            </PageHead>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Page/> } let:application>
                <div class="columns approval-columns">
                    <div class="stack approval-main">
                        <Card title=keys::APPROVAL_APPLICATION>
                            <FactGroups application=application program=program/>
                        </Card>
                        <ScoreCard application=application program=program/>
                    </div>
                    <aside class="stack approval-side" aria-label=t(keys::APPLICATIONS_STANDING)>
                        <Standing application=application/>
                    </aside>
                </div>
            </Region>
        </Pane>
    }
}
