//! What the partner asked for: the activity, its goals and accounts, what it may cost, and who asked when.

use super::acting::Acting;
use crate::api::funds;
use crate::applications::facts::fact_line;
use crate::files::{File, Files};
use crate::funds::budget::BudgetTable;
use crate::funds::facts::{activity_facts, goal_facts};
use crate::i18n::{keys, t};
use crate::records::{Origin, OriginCard};
use crate::ui::{Card, KeyValues};
use leptos::prelude::*;

/// What is to happen, what is expected of it, and the files that tell more.
#[component]
pub(super) fn PlanCards(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    let request = acting.request;
    let fields = Memo::new(move |_| request.with(|request| request.fields.clone()));
    let activity = move || fields.with(activity_facts).into_iter().map(fact_line).collect_view();
    let goals = move || fields.with(goal_facts).into_iter().map(fact_line).collect_view();
    let files = Signal::derive(move || {
        request.with(|request| {
            let files = request.attachments.iter();
            files
                .map(|file| File::of(file, funds::request_file(request.summary.id, file.id)))
                .collect::<Vec<_>>()
        })
    });
    let has_files = Memo::new(move |_| request.with(|request| !request.attachments.is_empty()));
    view! {
        <Card title=keys::FUND_ACTIVITY_PAGE_PLAN>
            <section class="approval-section">
                <KeyValues>{activity}</KeyValues>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_FUND_GOALS)}</h3>
                <KeyValues>{goals}</KeyValues>
            </section>
            {move || has_files.get().then(|| view! {
                <section class="approval-section">
                    <h3 class="approval-subhead">{t(keys::DEAL_CARD_ATTACHMENTS)}</h3>
                    <Files files=files/>
                </section>
            })}
        </Card>
        <Card title=keys::FUND_FACT_COSTS>
            <BudgetTable request=request/>
        </Card>
    }
}

/// Who asked, and when.
#[component]
pub(super) fn RecordCard(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    let request = acting.request;
    let origin = Memo::new(move |_| {
        request.with(|request| Origin {
            partner: request.summary.partner_name.clone(),
            owner: request.owner.name.clone(),
            created: request.created_at,
            submitted: request.progress.submitted_at,
        })
    });
    view! { <OriginCard title=keys::APPROVAL_RECORD origin=origin/> }
}
