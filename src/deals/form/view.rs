//! The form as one sees it.

use super::context::ContextSection;
use super::customer::CustomerSection;
use super::device::Registrations;
use super::files::uploads_of;
use super::model::FormModel;
use super::opportunity::OpportunitySection;
use super::review::ReviewSection;
use super::rules::RulesOfEngagement;
use crate::deals::decision::DecisionNotice;
use crate::deals::facts::{Section, facts};
use crate::forms::{
    DeleteDraft, FilesSection, Place, QueuedNotice, RefusedNotice, RestoredNotice, SectionNav, StaleChoice, Steps,
    SubmitActions, deleted_with_undo, error_text, files_open, form_title, hand_in, pointers, tell_queued,
};
use crate::i18n::{keys, t};
use crate::paths;
use crate::shell::{Page, PageHead};
use crate::ui::{DraftState, ErrorSummary, Form, below_screen};
use entente_model::deals::{Deal, DealDraft, DealState};
use entente_model::people::Session;
use leptos::prelude::*;
use std::sync::Arc;

const NOTICES: &str = "deal-form-notices";

/// The form of a deal, or of a new one.
#[component]
pub fn DealForm(
    /// Who writes.
    session: Arc<Session>,
    /// The record, unless it is a new one.
    deal: Option<Deal>,
    /// Where this device keeps what is typed.
    place: Place,
    /// The page's declaration.
    page: &'static Page,
) -> impl IntoView {
    let is_answer = deal
        .as_ref()
        .is_some_and(|deal| deal.summary.state == DealState::ActionRequired);
    let is_new = deal.is_none();
    let files = deal.as_ref().map(|deal| deal.attachments.clone()).unwrap_or_default();
    let form = FormModel::open(&session, deal, place);
    let draft = form.draft;
    let uploads = uploads_of(form, &files);
    let submitting = RwSignal::new(false);
    let submit = hand_in(draft, submitting, || tell_queued(keys::DEALS_FORM_QUEUED, NOTICES));
    let title = form_title(is_answer, is_new, keys::DEALS_FORM_TITLE_NEW);
    let submit_label = if is_answer {
        keys::DEALS_FORM_RESUBMIT
    } else {
        keys::DEALS_FORM_SUBMIT
    };
    let returned = draft
        .record()
        .filter(|_| is_answer)
        .map(|deal| view! { <DecisionNotice deal=Signal::stored(deal)/> });
    let facts_of = move |fields: &DealDraft, _: &Deal| {
        let all = form.program.try_with_value(|program| {
            let of = |section| facts(fields, section, program);
            Section::ALL.into_iter().flat_map(of).collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    };
    let write = move |deal: &Deal| form.raw_of(deal);
    let waits = Signal::derive(move || files_open(&[uploads.entries()]));
    let missing = pointers(move || form.missing());
    let with_section =
        |steps: Steps, section: Section| steps.section(section.anchor(), section.title(), section.fields());
    let steps = Section::ALL
        .into_iter()
        .fold(Steps::of(form.errors, missing), with_section);
    let steps = steps.files(uploads.entries()).review();
    let on_gone = deleted_with_undo::<Registrations>;
    view! {
        <PageHead page=page title=title lead=keys::DEALS_FORM_LEAD>
            <RulesOfEngagement rules=session.program.rules_of_engagement.clone()/>
        </PageHead>
        <div class="deal-form">
            <div class="deal-form-main">
                <div class="deal-form-notices" id=NOTICES tabindex="-1">
                    {returned}
                    <RestoredNotice draft=draft/>
                    <QueuedNotice draft=draft said=keys::DEALS_FORM_QUEUED/>
                    <StaleChoice draft=draft facts=facts_of write=write/>
                </div>
                // What waits to be sent is sent as it was read: it can't be changed meanwhile.
                <div prop:inert=move || draft.queued.with(|queued| !queued.is_empty())>
                <Form state=form.errors.state() on_submit=submit>
                    <ErrorSummary/>
                    <RefusedNotice draft=draft title=keys::DEALS_FORM_REFUSED read=error_text/>
                    <CustomerSection form=form/>
                    <OpportunitySection form=form/>
                    {below_screen("110rem", move || view! {
                        <ContextSection form=form/>
                        <FilesSection uploads=uploads text=keys::DEALS_FORM_ATTACHMENTS_TEXT/>
                        <ReviewSection form=form uploads=uploads missing=missing/>
                    }.into_any())}
                    <SubmitActions label=submit_label submitting=submitting waits=waits later=paths::deals()>
                        {(!is_answer).then(|| view! {
                            <DeleteDraft draft=draft label=keys::DEALS_FORM_DELETE to=paths::deals() on_gone=on_gone/>
                        })}
                    </SubmitActions>
                </Form>
                </div>
            </div>
            <aside class="deal-form-side" aria-label=t(keys::DEALS_FORM_ON_THIS_PAGE)>
                <SectionNav steps=steps/>
                <DraftState status=draft.status/>
            </aside>
        </div>
    }
}
