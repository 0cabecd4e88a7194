//! The application as the company wrote it, and when it came.

use crate::applications::facts::FactGroups;
use crate::applications::words::ApplicationStateBadge;
use crate::i18n::{keys, t};
use crate::ui::{Card, Data, KeyValue, KeyValues, Time, TimeStyle};
use entente_model::onboarding::Application;
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn ApplicationFacts(
    /// The application.
    application: Signal<Application>,
    /// The program, for names of regions and specialties.
    program: StoredValue<Option<ProgramInfo>>,
) -> impl IntoView {
    let state = Memo::new(move |_| application.with(|application| application.summary.state));
    let submitted = Memo::new(move |_| application.with(|application| application.progress.submitted_at));
    let inviter = Memo::new(move |_| {
        application.with(|application| {
            let inviter = application.summary.invited_by.as_ref();
            inviter.map(|person| person.name.clone())
        })
    });
    view! {
        <Card
            title=keys::APPROVAL_APPLICATION
            actions=ViewFn::from(move || view! { <ApplicationStateBadge state=state/> })
        >
            <FactGroups application=application program=program/>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_RECORD)}</h3>
                <KeyValues>
                    {move || submitted.get().map(|at| view! {
                        <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
                    })}
                    {move || inviter.get().map(|name| view! {
                        <KeyValue label=keys::APPLICATION_FACT_INVITED_BY><Data value=name/></KeyValue>
                    })}
                </KeyValues>
            </section>
        </Card>
    }
}
