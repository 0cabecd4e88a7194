//! The form as one sees it.

use super::asks::Asks;
use super::costs::CostsSection;
use super::model::FormModel;
use super::proofs::ProofsSection;
use super::results::ResultsSection;
use super::review::ReviewSection;
use super::totals::Totals;
use crate::forms::{DeleteDraft, RefusedNotice, RestoredNotice, StaleChoice, SubmitActions, files_open, hand_in};
use crate::funds::CLAIM_EDIT;
use crate::funds::claims::notice::ClaimNotice;
use crate::funds::facts::claim_facts;
use crate::funds::request_words::said;
use crate::i18n::{keys, t, text, text_with};
use crate::paths;
use crate::shell::PageHead;
use crate::ui::{DraftState, ErrorSummary, Form, toast};
use chrono::NaiveDate;
use entente_model::funds::claim::{ClaimDraft, ClaimState, FundClaim};
use entente_model::people::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The form of a claim.
#[component]
pub(super) fn ClaimForm(
    /// Who writes.
    session: Arc<Session>,
    /// The record.
    claim: FundClaim,
    /// The day where the partner is.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let form = FormModel::open(&session, &claim, today);
    let draft = form.draft;
    let is_answer = claim.summary.state == ClaimState::ActionRequired;
    let submitting = RwSignal::new(false);
    // Nothing of it waits on this device: a claim is handed in while the server is there.
    let submit = hand_in(draft, submitting, || {});
    let title = claim.summary.title.clone();
    let heading = Signal::derive(move || text_with(keys::CLAIM_OF, &[("title", &title)]));
    let activity = paths::fund_request(claim.summary.request_id);
    let returned = is_answer.then(|| view! { <ClaimNotice claim=Signal::stored(claim)/> });
    let facts = move |fields: &ClaimDraft, claim: &FundClaim| claim_facts(fields, &claim.request);
    let write = move |claim: &FundClaim| form.raw_of(claim);
    // What is wrong with a field is said when it is pressed; a day that has not come and files on their way are told beforehand.
    let waits = Signal::derive(move || {
        let not_today = form.judged.with(|judged| judged.not_today.clone());
        not_today.or_else(|| {
            let places = form.places.try_with_value(Clone::clone)?;
            let files: Vec<_> = places.iter().map(|place| place.uploads.entries()).collect();
            files_open(&files)
        })
    });
    let on_gone = move |_: ClaimDraft| toast(text(keys::CLAIM_DELETED));
    let later = activity.clone();
    let submit_label = if is_answer {
        keys::CLAIM_RESUBMIT
    } else {
        keys::CLAIM_SUBMIT
    };
    view! {
        <PageHead page=&CLAIM_EDIT title=heading lead=keys::CLAIM_FORM_LEAD/>
        <div class="claim-form">
            <div class="deal-form-notices">
                {returned}
                <RestoredNotice draft=draft/>
                <StaleChoice draft=draft facts=facts write=write/>
            </div>
            <Form state=form.errors.state() on_submit=submit>
                <ErrorSummary/>
                <RefusedNotice draft=draft title=keys::DEALS_FORM_REFUSED read=said/>
                <div class="claim-columns">
                    <div class="claim-main">
                        <CostsSection form=form/>
                        <ProofsSection form=form/>
                        <ResultsSection form=form/>
                    </div>
                    <aside class="claim-side" aria-label=t(keys::CLAIM_SIDE)>
                        <Asks form=form/>
                        <Totals form=form/>
                        <DraftState status=draft.status/>
                    </aside>
                </div>
                <ReviewSection form=form/>
                <SubmitActions label=submit_label submitting=submitting waits=waits later=later>
                    {(!is_answer).then(|| view! { <DeleteDraft draft=draft label=keys::CLAIM_DELETE to=activity on_gone=on_gone/> })}
                </SubmitActions>
            </Form>
        </div>
    }
}
