//! The form as one sees it.

use super::basics::BasicsSection;
use super::budget::BudgetSection;
use super::files::FilesSection;
use super::goals::GoalsSection;
use super::model::FormModel;
use super::nav::SectionNav;
use super::open::Opened;
use super::plan::PlanSection;
use super::queued::{QueuedNotice, refusal_sentence};
use super::returned::ReturnedNotice;
use super::review::ReviewSection;
use super::rules::RulesPanel;
use super::stale::StaleChoice;
use super::submit::{Outcome, submit};
use super::template::TemplateSection;
use crate::api::{IdempotencyKey, fund_requests};
use crate::forms::error_text;
use crate::i18n::{keys, t, text};
use crate::paths;
use crate::shell::{Page, PageHead};
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, DraftState, ErrorSummary, FileEntry, FileState, Form, FormActions,
    IconName, LinkButton, Tone, announce, below_screen, toast, toast_error, toast_with_undo,
};
use entente_model::funds::fund::FundState;
use entente_model::funds::request::FundRequestState;
use entente_model::funds::results::ActivityHistory;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

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
    let Opened {
        form,
        uploads,
        queued,
        restored,
        ..
    } = opened;
    let request = opened.request();
    let is_answer = request
        .as_ref()
        .is_some_and(|request| request.summary.state == FundRequestState::ActionRequired);
    let is_new = request.is_none();
    let submitting = RwSignal::new(false);
    let hand_in = hand_in(opened, submitting);
    let title = Signal::derive(move || {
        text(if is_answer {
            keys::DEALS_FORM_TITLE_ANSWER
        } else if is_new {
            keys::REQUEST_PLAN
        } else {
            keys::DEALS_FORM_TITLE_EDIT
        })
    });
    let returned = request
        .filter(|_| is_answer)
        .map(|request| view! { <ReturnedNotice request=request/> });
    let refused = move || {
        refusal_sentence(form)
            .map(|sentence| view! { <Banner title=keys::REQUEST_FORM_REFUSED text=Some(sentence) tone=Tone::Danger/> })
    };
    let discard = Callback::new(move |()| opened.discard_restored());
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
    let no_fund = Memo::new(move |_| {
        form.funds
            .with(|funds| funds.iter().all(|fund| fund.state == FundState::Closed))
    });
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
        keys::REQUEST_FORM_RESUBMIT
    } else {
        keys::REQUEST_FORM_SUBMIT
    };
    view! {
        <PageHead page=page title=title lead=keys::REQUEST_FORM_LEAD/>
        <div class="request-form">
            <div class="request-form-main">
                <div class="deal-form-notices" id=NOTICES tabindex="-1">
                    {returned}
                    {restored_notice}
                    {move || no_fund.get().then(|| view! {
                        <Banner title=keys::REQUEST_FORM_NO_FUND text=keys::REQUEST_FORM_NO_FUND_TEXT tone=Tone::Warning/>
                    })}
                    <QueuedNotice form=form queued=queued/>
                    <StaleChoice form=form/>
                </div>
                // What waits to be sent is sent as it was read: it can't be changed meanwhile.
                <div prop:inert=move || queued.with(|queued| !queued.is_empty())>
                <Form state=form.errors.state() on_submit=hand_in>
                    <ErrorSummary/>
                    {refused}
                    <TemplateSection form=form history=history/>
                    <BasicsSection form=form/>
                    {below_screen("110rem", move || view! {
                        <PlanSection form=form/>
                        <BudgetSection form=form/>
                        <GoalsSection form=form history=history/>
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
                        <LinkButton label=keys::DEALS_FORM_LATER href=paths::fund_requests()/>
                        {(!is_answer).then(|| view! { <DeleteDraft form=form/> })}
                    </FormActions>
                </Form>
                </div>
            </div>
            <aside class="request-form-side" aria-label=t(keys::DEALS_FORM_ON_THIS_PAGE)>
                <SectionNav form=form uploads=uploads/>
                <RulesPanel form=form/>
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
                Outcome::Submitted(request) => {
                    toast(text(keys::REQUEST_FORM_SUBMITTED));
                    let to = paths::fund_request(request.summary.id);
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
                }
                Outcome::Queued(keys) => {
                    queued.try_set(keys);
                    announce(text(crate::i18n::keys::REQUEST_FORM_QUEUED));
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
                fund_requests::delete(id, version).await
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
                            match fund_requests::create(&draft, &IdempotencyKey::new()).await {
                                // The app is loaded at the draft: the page that could have led there is gone.
                                Ok(request) => {
                                    drop(
                                        window()
                                            .location()
                                            .set_href(&paths::fund_request_edit(request.summary.id)),
                                    );
                                }
                                Err(error) => toast_error(error_text(&error)),
                            }
                        });
                    });
                    let to = paths::fund_requests();
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
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
