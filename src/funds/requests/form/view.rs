//! The form as one sees it.

use super::basics::BasicsSection;
use super::budget::BudgetSection;
use super::device::Requests;
use super::facts::{Section, all_facts};
use super::goals::GoalsSection;
use super::open::Opened;
use super::plan::PlanSection;
use super::returned::ReturnedNotice;
use super::review::ReviewSection;
use super::rules::RulesPanel;
use super::template::TemplateSection;
use crate::forms::{
    DeleteDraft, FilesSection, QueuedNotice, RefusedNotice, RestoredNotice, SectionNav, StaleChoice, Steps,
    SubmitActions, deleted_with_undo, files_open, form_title, hand_in, pointers, tell_queued,
};
use crate::funds::request_words::said;
use crate::i18n::{keys, t};
use crate::paths;
use crate::shell::{Page, PageHead};
use crate::ui::{Banner, DraftState, ErrorSummary, Form, Tone, below_screen};
use entente_model::funds::fund::FundState;
use entente_model::funds::request::{FundRequest, FundRequestDraft, FundRequestState};
use entente_model::funds::results::ActivityHistory;
use leptos::prelude::*;

const NOTICES: &str = "request-form-notices";

/// The form of a request, or of a new one; the page keeps its funds up to date.
#[component]
pub fn RequestForm(
    /// The form, opened.
    opened: Opened,
    /// What came of such activities in the program.
    history: Signal<Vec<ActivityHistory>>,
    /// The page's declaration.
    page: &'static Page,
) -> impl IntoView {
    let Opened { form, uploads } = opened;
    let draft = form.draft;
    let request = draft.record();
    let is_answer = request
        .as_ref()
        .is_some_and(|request| request.summary.state == FundRequestState::ActionRequired);
    let is_new = request.is_none();
    let submitting = RwSignal::new(false);
    let submit = hand_in(draft, submitting, || tell_queued(keys::REQUEST_FORM_QUEUED, NOTICES));
    let title = form_title(is_answer, is_new, keys::REQUEST_PLAN);
    let submit_label = if is_answer {
        keys::REQUEST_FORM_RESUBMIT
    } else {
        keys::REQUEST_FORM_SUBMIT
    };
    let returned = request
        .filter(|_| is_answer)
        .map(|request| view! { <ReturnedNotice request=request/> });
    let no_fund = Memo::new(move |_| {
        form.funds
            .with(|funds| funds.iter().all(|fund| fund.state == FundState::Closed))
    });
    let facts = move |fields: &FundRequestDraft, _: &FundRequest| form.funds.with(|funds| all_facts(fields, funds));
    let write = move |request: &FundRequest| form.raw_of(request);
    let waits = Signal::derive(move || files_open(&[uploads.entries()]));
    let missing = pointers(move || form.missing());
    let with_section =
        |steps: Steps, section: Section| steps.section(section.anchor(), section.title(), section.fields());
    let steps = Section::ALL
        .into_iter()
        .fold(Steps::of(form.errors, missing), with_section);
    let steps = steps.files(uploads.entries()).review();
    let on_gone = deleted_with_undo::<Requests>;
    view! {
        <PageHead page=page title=title lead=keys::REQUEST_FORM_LEAD/>
        <div class="request-form">
            <div class="request-form-main">
                <div class="deal-form-notices" id=NOTICES tabindex="-1">
                    {returned}
                    <RestoredNotice draft=draft/>
                    {move || no_fund.get().then(|| view! {
                        <Banner title=keys::REQUEST_FORM_NO_FUND text=keys::REQUEST_FORM_NO_FUND_TEXT tone=Tone::Warning/>
                    })}
                    <QueuedNotice draft=draft said=keys::REQUEST_FORM_QUEUED/>
                    <StaleChoice draft=draft facts=facts write=write/>
                </div>
                // What waits to be sent is sent as it was read: it can't be changed meanwhile.
                <div prop:inert=move || draft.queued.with(|queued| !queued.is_empty())>
                <Form state=form.errors.state() on_submit=submit>
                    <ErrorSummary/>
                    <RefusedNotice draft=draft title=keys::REQUEST_FORM_REFUSED read=said/>
                    <TemplateSection form=form history=history/>
                    <BasicsSection form=form/>
                    {below_screen("110rem", move || view! {
                        <PlanSection form=form/>
                        <BudgetSection form=form/>
                        <GoalsSection form=form history=history/>
                        <FilesSection uploads=uploads text=keys::REQUEST_FORM_FILES_TEXT/>
                        <ReviewSection form=form uploads=uploads missing=missing/>
                    }.into_any())}
                    <SubmitActions label=submit_label submitting=submitting waits=waits later=paths::fund_requests()>
                        {(!is_answer).then(|| view! {
                            <DeleteDraft draft=draft label=keys::DEALS_FORM_DELETE to=paths::fund_requests() on_gone=on_gone/>
                        })}
                    </SubmitActions>
                </Form>
                </div>
            </div>
            <aside class="request-form-side" aria-label=t(keys::DEALS_FORM_ON_THIS_PAGE)>
                <SectionNav steps=steps/>
                <RulesPanel form=form/>
                <DraftState status=draft.status/>
            </aside>
        </div>
    }
}
