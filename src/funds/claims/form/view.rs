//! The form as one sees it.

use super::asks::Asks;
use super::costs::CostsSection;
use super::model::FormModel;
use super::open::{Opened, open};
use super::proofs::ProofsSection;
use super::raw::RawClaim;
use super::results::ResultsSection;
use super::review::ReviewSection;
use super::submit::submit;
use super::totals::Totals;
use crate::api::{ApiError, fund_claims};
use crate::forms::{TwoVersions, error_text, number_style};
use crate::funds::CLAIM_EDIT;
use crate::funds::claims::notice::ClaimNotice;
use crate::funds::facts::claim_facts;
use crate::funds::request_words::refused;
use crate::i18n::{keys, t, text, text_with};
use crate::paths;
use crate::shell::PageHead;
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, CompareRow, DraftState, DraftStatus, ErrorSummary, FileEntry, FileState,
    Form, FormActions, IconName, LinkButton, Tone, toast, toast_error,
};
use chrono::NaiveDate;
use entente_model::funds::claim::{ClaimState, FundClaim};
use entente_model::people::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
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
    let opened = open(&session, &claim, today);
    let Opened { form, restored, .. } = opened;
    let is_answer = claim.summary.state == ClaimState::ActionRequired;
    let submitting = RwSignal::new(false);
    let hand_in = hand_in(form, submitting);
    let discard = Callback::new(move |()| opened.discard_restored());
    let title = claim.summary.title.clone();
    let heading = Signal::derive(move || text_with(keys::CLAIM_OF, &[("title", &title)]));
    let activity = paths::fund_request(claim.summary.request_id);
    let returned = is_answer.then(|| view! { <ClaimNotice claim=Signal::stored(claim)/> });
    let failed = move || {
        let failed = form.errors.failed().get().or_else(|| form.refused.get())?;
        Some(view! { <Banner title=keys::DEALS_FORM_REFUSED text=Some(said(&failed)) tone=Tone::Danger/> })
    };
    let restored_notice = move || {
        restored.get().then(|| {
            view! {
                <Banner title=keys::DEALS_FORM_RESTORED text=keys::DEALS_FORM_RESTORED_TEXT icon=IconName::History>
                    <Button label=keys::DEALS_FORM_RESTORED_DISCARD size=ButtonSize::Small on_press=discard/>
                </Banner>
            }
        })
    };
    // What is wrong with a field is said when it is pressed; a day that has not come and files on their way are told beforehand.
    let waits = Signal::derive(move || {
        let not_today = form.judged.with(|judged| judged.not_today.clone());
        not_today.or_else(|| files_open(form))
    });
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
                {restored_notice}
                <StaleChoice form=form/>
            </div>
            <Form state=form.errors.state() on_submit=hand_in>
                <ErrorSummary/>
                {failed}
                <div class="claim-columns">
                    <div class="claim-main">
                        <CostsSection form=form/>
                        <ProofsSection form=form/>
                        <ResultsSection form=form/>
                    </div>
                    <aside class="claim-side" aria-label=t(keys::CLAIM_SIDE)>
                        <Asks form=form/>
                        <Totals form=form/>
                        <DraftState status=form.status/>
                    </aside>
                </div>
                <ReviewSection form=form/>
                <FormActions>
                    <Button
                        label=submit_label
                        kind=ButtonKind::Primary
                        icon=IconName::Send
                        submit=true
                        busy=submitting
                        disabled_reason=waits
                    />
                    <LinkButton label=keys::DEALS_FORM_LATER href=activity/>
                    {(!is_answer).then(|| view! { <DeleteDraft form=form/> })}
                </FormActions>
            </Form>
        </div>
    }
}

/// Why it was not done, in the reader's words.
fn said(error: &ApiError) -> String {
    let refusal = error.problem().and_then(refused);
    refusal.unwrap_or_else(|| error_text(error))
}

/// A file that is missing from what is handed in must not go unnoticed.
fn files_open(form: FormModel) -> Option<String> {
    let failed = |entry: &FileEntry| matches!(entry.state, FileState::Failed(_));
    let places = form.places.try_with_value(Clone::clone)?;
    if places.iter().any(|place| place.uploads.pending().get()) {
        return Some(text(keys::DEALS_FORM_FILES_PENDING));
    }
    let any_failed = places
        .iter()
        .any(|place| place.uploads.entries().with(|entries| entries.iter().any(failed)));
    any_failed.then(|| text(keys::DEALS_FORM_FILES_FAILED))
}

/// What sends the form; the kit asks it only when nothing is missing.
fn hand_in(form: FormModel, submitting: RwSignal<bool>) -> Callback<()> {
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| {
        if submitting.get_untracked() {
            return;
        }
        submitting.set(true);
        form.errors.clear();
        form.refused.set(None);
        spawn_local(async move {
            let outcome = submit(form).await;
            submitting.try_set(false);
            match outcome {
                Ok(claim) => {
                    toast(text(keys::CLAIM_SUBMITTED));
                    let to = paths::fund_claim(claim.summary.id);
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
                }
                // A conflict of versions has its own notice.
                Err(_) if form.stale.try_get_untracked().flatten().is_some() => {}
                Err(error) => form.errors.show(&error),
            }
        });
    })
}

/// Says that the draft was changed elsewhere, shows what differs, and lets one choose. Nothing is overwritten before that.
#[component]
fn StaleChoice(form: FormModel) -> impl IntoView {
    let rows = Signal::derive(move || {
        let Some(theirs) = form.stale.get() else {
            return Vec::new();
        };
        form.reading.with(|(mine, _)| {
            let mine = claim_facts(mine, &theirs.request);
            let theirs = claim_facts(&theirs.fields, &theirs.request);
            mine.into_iter()
                .zip(theirs)
                .filter(|(mine, theirs)| mine.value != theirs.value)
                .map(|(mine, theirs)| CompareRow::new(mine.label, mine.value, theirs.value))
                .collect::<Vec<_>>()
        })
    });
    let keep_mine = Callback::new(move |()| {
        if let (Some(theirs), Some(saver)) = (form.stale.get_untracked(), form.saver()) {
            form.stale.set(None);
            saver.resume(Some(&theirs));
        }
    });
    let take_theirs = Callback::new(move |()| {
        if let (Some(theirs), Some(saver)) = (form.stale.get_untracked(), form.saver()) {
            let currency = form.fields.pipeline_currency.get_untracked();
            let raw = RawClaim::of_claim(&theirs, untrack(number_style), &currency);
            saver.take(&theirs, raw.clone());
            form.fields.fill(raw);
            form.status.set(DraftStatus::Saved(theirs.summary.updated_at));
            form.claim.set(theirs);
            form.stale.set(None);
        }
    });
    view! { <TwoVersions is_due=Signal::derive(move || form.stale.with(Option::is_some)) rows=rows on_mine=keep_mine on_theirs=take_theirs/> }
}

/// Deletes the draft and leads back to its activity.
#[component]
fn DeleteDraft(form: FormModel) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let deleting = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        let Some(saver) = form.saver().filter(|_| !deleting.get_untracked()) else {
            return;
        };
        deleting.set(true);
        let to = form
            .claim
            .with_untracked(|claim| paths::fund_request(claim.summary.request_id));
        spawn_local(async move {
            let gone = async {
                let (id, version) = saver.save_and_wait().await?;
                fund_claims::delete(id, version).await
            };
            let gone = gone.await;
            deleting.try_set(false);
            match gone {
                Ok(()) => {
                    saver.end();
                    toast(text(keys::CLAIM_DELETED));
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
                }
                Err(error) => toast_error(error_text(&error)),
            }
        });
    });
    view! { <Button label=keys::CLAIM_DELETE kind=ButtonKind::Ghost icon=IconName::Trash2 busy=deleting on_press=delete/> }
}
