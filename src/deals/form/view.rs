//! The form as one sees it.

use super::context::ContextSection;
use super::customer::CustomerSection;
use super::files::FilesSection;
use super::model::FormModel;
use super::nav::SectionNav;
use super::open::{Opened, open};
use super::opportunity::OpportunitySection;
use super::queued::{QueuedNotice, refusal_sentence};
use super::review::ReviewSection;
use super::rules::RulesOfEngagement;
use super::stale::StaleChoice;
use super::submit::{Outcome, submit};
use crate::api::{IdempotencyKey, deals};
use crate::deals::decision::DecisionNotice;
use crate::forms::{Place, error_text};
use crate::i18n::{keys, t, text};
use crate::paths;
use crate::shell::{Page, PageHead};
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, DraftState, ErrorSummary, FileEntry, FileState, Form, FormActions,
    IconName, LinkButton, Tone, announce, below_screen, toast, toast_error, toast_with_undo,
};
use entente_model::deals::{Deal, DealState};
use entente_model::people::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;
use wasm_bindgen::JsCast;

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
    let opened = open(&session, deal, place);
    let Opened {
        form,
        uploads,
        queued,
        restored,
        ..
    } = opened;
    let is_answer = opened
        .deal()
        .is_some_and(|deal| deal.summary.state == DealState::ActionRequired);
    let is_new = opened.deal().is_none();
    let submitting = RwSignal::new(false);
    let hand_in = hand_in(opened, submitting);
    let discard = Callback::new(move |()| opened.discard_restored());
    let title = Signal::derive(move || {
        text(if is_answer {
            keys::DEALS_FORM_TITLE_ANSWER
        } else if is_new {
            keys::DEALS_FORM_TITLE_NEW
        } else {
            keys::DEALS_FORM_TITLE_EDIT
        })
    });
    let returned = is_answer.then(|| {
        opened
            .deal()
            .map(|deal| view! { <DecisionNotice deal=Signal::stored(deal)/> })
    });
    let refused = move || {
        refusal_sentence(form)
            .map(|sentence| view! { <Banner title=keys::DEALS_FORM_REFUSED text=Some(sentence) tone=Tone::Danger/> })
    };
    let restored_notice = move || {
        let label = if is_new {
            keys::DEALS_FORM_RESTORED_DISCARD_NEW
        } else {
            keys::DEALS_FORM_RESTORED_DISCARD
        };
        restored.get().then(|| {
            view! {
                <Banner title=keys::DEALS_FORM_RESTORED text=keys::DEALS_FORM_RESTORED_TEXT icon=IconName::History>
                    <Button label=label size=ButtonSize::Small on_press=discard/>
                </Banner>
            }
        })
    };
    // A file that is missing from what is submitted must not go unnoticed.
    let files_open = Signal::derive(move || {
        let failed = |entry: &FileEntry| matches!(entry.state, FileState::Failed(_));
        if uploads.pending().get() {
            Some(text(keys::DEALS_FORM_FILES_PENDING))
        } else {
            let any_failed = uploads.entries().with(|entries| entries.iter().any(failed));
            any_failed.then(|| text(keys::DEALS_FORM_FILES_FAILED))
        }
    });
    let submit_label = if is_answer {
        keys::DEALS_FORM_RESUBMIT
    } else {
        keys::DEALS_FORM_SUBMIT
    };
    view! {
        <PageHead page=page title=title lead=keys::DEALS_FORM_LEAD>
            <RulesOfEngagement rules=session.program.rules_of_engagement.clone()/>
        </PageHead>
        <div class="deal-form">
            <div class="deal-form-main">
                <div class="deal-form-notices" id=NOTICES tabindex="-1">
                    {returned}
                    {restored_notice}
                    <QueuedNotice form=form queued=queued/>
                    <StaleChoice form=form/>
                </div>
                // What waits to be sent is sent as it was read: it can't be changed meanwhile.
                <div prop:inert=move || queued.with(|queued| !queued.is_empty())>
                <Form state=form.errors.state() on_submit=hand_in>
                    <ErrorSummary/>
                    {refused}
                    <CustomerSection form=form/>
                    <OpportunitySection form=form/>
                    {below_screen("110rem", move || view! {
                        <ContextSection form=form/>
                        <FilesSection form=form uploads=uploads/>
                        <ReviewSection form=form uploads=uploads/>
                    }.into_any())}
                    <FormActions>
                        <Button
                            label=submit_label
                            kind=ButtonKind::Primary
                            icon=IconName::Send
                            submit=true
                            busy=submitting
                            disabled_reason=files_open
                        />
                        <LinkButton label=keys::DEALS_FORM_LATER href=paths::deals()/>
                        {(!is_answer).then(|| view! { <DeleteDraft form=form/> })}
                    </FormActions>
                </Form>
                </div>
            </div>
            <aside class="deal-form-side" aria-label=t(keys::DEALS_FORM_ON_THIS_PAGE)>
                <SectionNav form=form uploads=uploads/>
                <DraftState status=form.status/>
            </aside>
        </div>
    }
}

/// Brings the notices above the form into sight, and the focus there: the form below rests.
fn show_notices() {
    request_animation_frame(|| {
        let notices = document()
            .get_element_by_id(NOTICES)
            .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(notices) = notices {
            notices.scroll_into_view();
            let _ = notices.focus();
        }
    });
}

/// What sends the form; the kit asks it only when nothing is missing.
fn hand_in(opened: Opened, submitting: RwSignal<bool>) -> Callback<()> {
    let Opened { form, queued, .. } = opened;
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| {
        if submitting.get_untracked() || queued.with_untracked(|queued| !queued.is_empty()) {
            return;
        }
        submitting.set(true);
        opened.restored.set(false);
        form.errors.clear();
        form.refused.set(None);
        spawn_local(async move {
            let outcome = submit(form).await;
            submitting.try_set(false);
            match outcome {
                Outcome::Submitted(deal) => {
                    toast(text(keys::DEALS_FORM_SUBMITTED));
                    navigate
                        .try_with_value(|navigate| navigate(&paths::deal(deal.summary.id), NavigateOptions::default()));
                }
                Outcome::Queued(keys) => {
                    queued.try_set(keys);
                    announce(text(crate::i18n::keys::DEALS_FORM_QUEUED));
                    show_notices();
                }
                // A conflict of versions has its own notice.
                Outcome::Refused(_) if form.stale.try_get_untracked().flatten().is_some() => {}
                Outcome::Refused(error) => form.errors.show(&error),
            }
        });
    })
}

/// Deletes the draft; for ten seconds it can be taken back.
#[component]
fn DeleteDraft(form: FormModel) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let deleting = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        let Some(saver) = form.saver().filter(|_| !deleting.get_untracked()) else {
            return;
        };
        deleting.set(true);
        spawn_local(async move {
            let gone = async {
                let (id, version) = saver.save_and_wait().await?;
                deals::delete(id, version).await
            };
            let gone = gone.await;
            deleting.try_set(false);
            match gone {
                Ok(()) => {
                    let draft = saver.draft();
                    saver.end();
                    toast_with_undo(text(keys::DEALS_FORM_DELETED), move || {
                        let draft = draft.clone();
                        spawn_local(async move {
                            match deals::create(&draft, &IdempotencyKey::new()).await {
                                // The app is loaded at the draft: the page that could have led there is gone.
                                Ok(deal) => drop(window().location().set_href(&paths::deal_edit(deal.summary.id))),
                                Err(error) => toast_error(error_text(&error)),
                            }
                        });
                    });
                    navigate.try_with_value(|navigate| navigate(&paths::deals(), NavigateOptions::default()));
                }
                Err(error) => toast_error(error_text(&error)),
            }
        });
    });
    move || {
        form.id.get().is_some().then(|| view! {
            <Button label=keys::DEALS_FORM_DELETE kind=ButtonKind::Ghost icon=IconName::Trash2 busy=deleting on_press=delete/>
        })
    }
}
