//! Where an application stands: what happened to it, and what was said when it was decided last.

use crate::approvals::reasons::reason_name;
use crate::i18n::{Key, keys, t};
use crate::paths;
use crate::ui::{Card, Data, KeyValue, KeyValues, Time, TimeStyle};
use entente_model::approvals::ApprovalKind;
use entente_model::onboarding::{Application, ApplicationState};
use leptos::prelude::*;

/// What a state means for who follows it.
fn meaning(state: ApplicationState) -> Key {
    match state {
        ApplicationState::Draft => keys::APPLICATIONS_MEANING_DRAFT,
        ApplicationState::Submitted => keys::APPLICATIONS_MEANING_SUBMITTED,
        ApplicationState::InReview => keys::APPLICATIONS_MEANING_IN_REVIEW,
        ApplicationState::ActionRequired => keys::APPLICATIONS_MEANING_ACTION_REQUIRED,
        ApplicationState::Approved => keys::APPLICATIONS_MEANING_APPROVED,
        ApplicationState::Declined => keys::APPLICATIONS_MEANING_DECLINED,
    }
}

/// The card.
#[component]
pub(super) fn Standing(
    /// The application.
    application: Signal<Application>,
) -> impl IntoView {
    view! { <Card title=keys::APPLICATIONS_STANDING>{move || content(application.get())}</Card> }
}

fn content(application: Application) -> AnyView {
    let (summary, progress) = (application.summary, application.progress);
    let state = summary.state;
    let due = progress.decision_due.filter(|_| state.awaits_decision());
    // A company that was approved is a partner of the same name.
    let partner = application.partner_id.map(|id| {
        view! {
            <KeyValue label=keys::APPROVAL_PARTNER>
                <a class="approval-holder" href=paths::partner(id) translate="no" dir="auto">{summary.company}</a>
            </KeyValue>
        }
    });
    let reasons: Vec<Key> = progress
        .decision_reasons
        .iter()
        .filter_map(|word| reason_name(ApprovalKind::PartnerApplication, word))
        .collect();
    let message = progress.decision_message;
    let said = (!reasons.is_empty() || !message.is_empty()).then(|| {
        let lines = reasons
            .iter()
            .map(|reason| view! { <li>{t(*reason)}</li> })
            .collect_view();
        view! {
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPLICATIONS_SAID)}</h3>
                {(!reasons.is_empty()).then(|| view! { <ul class="approval-reasons">{lines}</ul> })}
                {(!message.is_empty()).then(|| view! {
                    <blockquote class="approval-quote" translate="no" dir="auto">{message}</blockquote>
                })}
            </section>
        }
    });
    view! {
        <section class="approval-section">
            <p>{t(meaning(state))}</p>
            <KeyValues>
                {partner}
                <KeyValue label=keys::APPROVAL_REFERENCE><Data value=summary.reference class="approval-reference"/></KeyValue>
                {summary.invited_by.map(|person| view! {
                    <KeyValue label=keys::APPLICATION_FACT_INVITED_BY><Data value=person.name/></KeyValue>
                })}
                {progress.submitted_at.map(|at| view! {
                    <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
                })}
                {due.map(|at| view! {
                    <KeyValue label=keys::APPROVAL_DUE><Time value=at style=TimeStyle::DateTime is_end=true/></KeyValue>
                })}
                {progress.decided_at.map(|at| view! {
                    <KeyValue label=keys::APPLICATIONS_LAST_DECISION><Time value=at style=TimeStyle::DateTime/></KeyValue>
                })}
            </KeyValues>
        </section>
        {said}
    }
    .into_any()
}
