//! Where an application stands, for its applicant.

use super::frame::{ApplicantFrame, focus_heading_when};
use super::review::HandedIn;
use super::subject::forget_all;
use super::words::{reject_reason, return_reason, state_face, state_name};
use crate::api::{Writing, onboarding, use_read, use_write};
use crate::forms::error_text;
use crate::i18n::{self, Key, keys, t, text, text_with};
use crate::paths;
use crate::shell::FailureState;
use crate::ui::{
    Banner, Button, ButtonKind, Icon, IconName, LinkButton, Skeleton, SkeletonShape, StatusBadge, Tone, announce,
};
use chrono::{DateTime, Utc};
use entente_model::onboarding::{ApplicationState, OwnApplication, PublicProgram};
use entente_model::problem::Code;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// How often the page asks whether there is a decision.
const ASK_AGAIN: Duration = Duration::from_secs(30);

/// Where the application of this device stands.
#[component]
pub fn ApplicationStatusPage() -> impl IntoView {
    let program = use_read(|| Some(onboarding::program()));
    let own = use_read(|| Some(onboarding::own()));
    let navigate = use_navigate();
    let is_away = Memo::new(move |_| {
        let has_none = own
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()) == Some(Code::ApplicationLinkRequired));
        let is_draft = own
            .value()
            .with(|own| own.as_ref().is_some_and(|own| own.state == ApplicationState::Draft));
        has_none || is_draft
    });
    Effect::new(move |_| {
        if is_away.get() {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&paths::apply(), options);
        }
    });
    let state = Memo::new(move |_| own.value().with(|own| own.as_ref().map(|own| own.state)));
    let ask = move || {
        let may_change = state.get_untracked().is_some_and(|state| !state.is_final());
        if may_change && !document().hidden() {
            own.refetch();
        }
    };
    if let Ok(asking) = set_interval_with_handle(ask, ASK_AGAIN) {
        on_cleanup(move || asking.clear());
    }
    let focused = window_event_listener(ev::focus, move |_| ask());
    on_cleanup(move || focused.remove());
    Effect::watch(
        move || state.get(),
        |now, before, _| {
            if let (Some(now), Some(Some(_))) = (now, before) {
                announce(text(state_name(*now)));
            }
        },
        false,
    );
    let retry = move || {
        program.refetch();
        own.refetch();
    };
    let error = Signal::derive(move || own.error().get().or_else(|| program.error().get()));
    let has_failed = Memo::new(move |_| error.with(Option::is_some) && !is_away.get());
    // The same answer again is no news: what is open or on its way below stays.
    let answer = Memo::new(move |_| {
        let own = own.get().filter(|own| own.state != ApplicationState::Draft)?;
        Some((own, program.get()?))
    });
    focus_heading_when(Memo::new(move |_| answer.with(Option::is_some) || has_failed.get()));
    let letting_go = use_write(
        |(): &(), _| onboarding::forget(),
        |(), ()| {
            forget_all();
            // The app is loaded anew, so that nothing of what was there stays in it either.
            let _ = window().location().set_href(&paths::apply());
        },
    );
    let content = move || match answer.get() {
        Some((own, program)) => view! { <Standing own=own program=program letting_go=letting_go/> }.into_any(),
        None if has_failed.get() => view! {
            <h1 class="visually-hidden" tabindex="-1">{t(keys::APPLY_STATUS_TITLE)}</h1>
            <FailureState error=error on_retry=retry/>
        }
        .into_any(),
        None => view! {
            <h1 class="visually-hidden" tabindex="-1">{t(keys::APPLY_STATUS_TITLE)}</h1>
            <Skeleton shape=SkeletonShape::Card/>
        }
        .into_any(),
    };
    view! { <ApplicantFrame title=keys::APPLY_STATUS_TITLE program=program.value()>{content}</ApplicantFrame> }
}

/// What a state is headed, and what follows on it.
fn told(own: &OwnApplication) -> (Key, String) {
    let email = &own.fields.contact.email;
    match own.state {
        ApplicationState::Draft => (keys::APPLY_STATE_DRAFT, String::new()),
        ApplicationState::Submitted => (keys::APPLY_SUBMITTED_TITLE, text(keys::APPLY_SUBMITTED_TEXT)),
        ApplicationState::InReview => (keys::APPLY_IN_REVIEW_TITLE, text(keys::APPLY_IN_REVIEW_TEXT)),
        ApplicationState::ActionRequired => (keys::APPLY_RETURNED_TITLE, text(keys::APPLY_RETURNED_TEXT)),
        ApplicationState::Approved => (
            keys::APPLY_APPROVED_TITLE,
            text_with(keys::APPLY_APPROVED_TEXT, &[("email", email)]),
        ),
        ApplicationState::Declined => (keys::APPLY_DECLINED_TITLE, text(keys::APPLY_DECLINED_TEXT)),
    }
}

#[component]
fn Standing(own: OwnApplication, program: PublicProgram, letting_go: Writing<()>) -> impl IntoView {
    let (tone, icon) = state_face(own.state);
    let state = own.state;
    let kept = StoredValue::new(own.clone());
    let title = move || kept.with_value(|own| text(told(own).0));
    let sentence = move || kept.with_value(|own| told(own).1);
    let dated = |label: Key, at: Option<DateTime<Utc>>| {
        at.map(|at| view! { <div><dt>{t(label)}</dt><dd translate="no">{move || i18n::date_time(at)}</dd></div> })
    };
    let due = own
        .decision_due
        .filter(|_| state.awaits_decision())
        .map(i18n::last_moment);
    let fields = own.fields.clone();
    view! {
        <article class="apply-status">
            <header class="apply-status-head">
                <span class="apply-status-mark" data-tone=tone.name() aria-hidden="true"><Icon name=icon/></span>
                <div class="row">
                    <StatusBadge label=state_name(state) tone=tone icon=Some(icon)/>
                    <span class="muted small">{t(keys::APPLY_REFERENCE)} " " <span class="deal-reference" translate="no">{own.reference.clone()}</span></span>
                </div>
                <h1 tabindex="-1">{title}</h1>
                <p class="apply-lead">{sentence}</p>
            </header>
            <Reasons own=own.clone()/>
            <dl class="apply-dates">
                {dated(keys::APPLY_SUBMITTED_AT, own.submitted_at)}
                {dated(keys::APPLY_DECISION_DUE, due)}
                {dated(keys::APPLY_DECIDED_AT, own.decided_at.filter(|_| !state.awaits_decision()))}
            </dl>
            {(state == ApplicationState::ActionRequired).then(|| view! {
                <div><LinkButton label=keys::APPLY_CHANGE_AND_SUBMIT href=paths::apply() kind=ButtonKind::Primary icon=IconName::Pencil/></div>
            })}
            <details class="apply-handed-in">
                <summary>{t(keys::APPLY_HANDED_IN)}</summary>
                <HandedIn fields=fields program=program/>
            </details>
            <LetGo is_declined=state == ApplicationState::Declined letting_go=letting_go/>
        </article>
    }
}

/// A decision's reasons and message, where there are any.
#[component]
fn Reasons(own: OwnApplication) -> impl IntoView {
    let mut reasons: Vec<Key> = match own.state {
        ApplicationState::ActionRequired => own
            .return_reasons
            .iter()
            .filter_map(|reason| return_reason(*reason))
            .collect(),
        ApplicationState::Declined => own
            .reject_reasons
            .iter()
            .filter_map(|reason| reject_reason(*reason))
            .collect(),
        _ => Vec::new(),
    };
    // "Another reason" says nothing that the message doesn't say.
    if !own.message.is_empty() {
        reasons.retain(|reason| *reason != keys::APPLY_REASON_OTHER);
    }
    let is_decided = !own.state.awaits_decision();
    let list = (!reasons.is_empty()).then(|| {
        let lines = reasons
            .into_iter()
            .map(|reason| view! { <li>{t(reason)}</li> })
            .collect_view();
        view! { <ul class="deal-notice-reasons">{lines}</ul> }
    });
    let message = (is_decided && !own.message.is_empty()).then(
        || view! { <blockquote class="deal-notice-message" translate="no" dir="auto">{own.message}</blockquote> },
    );
    (list.is_some() || message.is_some()).then(|| view! { <div class="apply-reasons">{list}{message}</div> })
}

/// Above the form of an application that came back: why.
#[component]
pub fn Decided(
    /// The application.
    own: OwnApplication,
) -> impl IntoView {
    view! {
        <section class="deal-notice" data-tone=Tone::Warning.name()>
            <Icon name=IconName::CircleAlert/>
            <div>
                <strong>{t(keys::APPLY_RETURNED_TITLE)}</strong>
                <Reasons own=own/>
                <p>{t(keys::APPLY_RETURNED_TEXT)}</p>
            </div>
        </section>
    }
}

/// Makes this device forget the application; a company that was declined begins another one so.
#[component]
fn LetGo(is_declined: bool, letting_go: Writing<()>) -> impl IntoView {
    let label = if is_declined {
        keys::APPLY_AGAIN
    } else {
        keys::APPLY_FORGET
    };
    view! {
        {move || letting_go.error().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
        <div class="apply-tools">
            <Button label=label kind=ButtonKind::Ghost icon=IconName::LogOut busy=letting_go.pending() on_press=move || letting_go.run(())/>
            <p class="muted small">{t(if is_declined { keys::APPLY_AGAIN_TEXT } else { keys::APPLY_FORGET_HINT })}</p>
        </div>
    }
}
