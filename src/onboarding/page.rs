//! The page `/apply`: the program in a sentence, and the form in steps.

use super::form::ApplicationForm;
use super::frame::{ApplicantFrame, focus_heading_when};
use super::model::ApplyForm;
use super::subject::MARK;
use crate::api::{onboarding, use_read};
use crate::i18n::{keys, t, text, text_plural, text_with};
use crate::paths;
use crate::shell::FailureState;
use crate::ui::{EmptyState, IconName, LinkButton, Skeleton, SkeletonShape};
use entente_model::onboarding::{ApplicationStep, OwnApplication, PublicProgram};
use entente_model::problem::Code;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

/// What the page shows.
#[derive(Clone, PartialEq)]
enum Shown {
    Loading,
    Failed,
    /// Nobody may apply uninvited, and this device holds no application.
    Closed,
    /// The form, of a new application or of one that can still be changed.
    Form(Option<Box<OwnApplication>>),
    /// It was handed in: its own page says where it stands.
    HandedIn,
}

/// Applying, from the first word to handing in.
#[component]
pub fn ApplyPage() -> impl IntoView {
    let program = use_read(|| Some(onboarding::program()));
    let own = use_read(|| Some(onboarding::own()));
    let navigate = StoredValue::new_local(use_navigate());
    let step = use_step();
    let shown = Memo::new(move |before: Option<&Shown>| {
        let has_none = own
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()) == Some(Code::ApplicationLinkRequired));
        match (program.get(), own.get()) {
            (Some(_), Some(own)) if own.state.is_editable() => match before {
                // What is fetched later must not take the place of what is typed.
                Some(Shown::Form(Some(known))) if known.reference == own.reference && known.state == own.state => {
                    Shown::Form(Some(known.clone()))
                }
                _ => Shown::Form(Some(Box::new(own))),
            },
            (Some(_), Some(_)) => Shown::HandedIn,
            (Some(program), None) if has_none && program.accepts_applications => Shown::Form(None),
            (Some(_), None) if has_none => Shown::Closed,
            // That this device holds no application is an answer, while the program's is still on its way.
            _ if program.error().with(Option::is_some) || (!has_none && own.error().with(Option::is_some)) => {
                Shown::Failed
            }
            _ => Shown::Loading,
        }
    });
    focus_heading_when(Memo::new(move |_| {
        shown.with(|shown| !matches!(shown, Shown::Loading | Shown::HandedIn))
    }));
    let to_status = move || {
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate.try_with_value(|navigate| navigate(&paths::application_status(), options));
    };
    Effect::new(move |_| {
        if shown.with(|shown| *shown == Shown::HandedIn) {
            to_status();
        }
    });
    // Another tab has begun an application, opened one or let go of one: all tabs share the cookie, and none may write another's.
    let other_tabs = window_event_listener(ev::storage, move |event| {
        if event.key().as_deref() == Some(MARK) {
            let _ = window().location().reload();
        }
    });
    on_cleanup(move || other_tabs.remove());
    let on_moved = Callback::new(move |()| own.refetch());
    let on_done = Callback::new(move |_: (OwnApplication,)| to_status());
    let retry = move || {
        program.refetch();
        own.refetch();
    };
    let error = Signal::derive(move || program.error().get().or_else(|| own.error().get()));
    let content = move || match (shown.get(), program.value().get_untracked()) {
        (Shown::Form(own), Some(program)) => {
            let is_new = own.is_none();
            let form = ApplyForm::open(program.clone(), own.map(|own| *own), step, on_moved);
            view! {
                <Intro program=program is_new=is_new/>
                <ApplicationForm form=form on_done=on_done on_moved=on_moved/>
            }
            .into_any()
        }
        (Shown::Closed, Some(program)) => view! { <Closed program=program/> }.into_any(),
        (Shown::Failed, _) => view! {
            <h1 class="visually-hidden" tabindex="-1">{t(keys::APPLY_TITLE)}</h1>
            <FailureState error=error on_retry=retry/>
        }
        .into_any(),
        _ => view! {
            <h1 class="visually-hidden" tabindex="-1">{t(keys::APPLY_TITLE)}</h1>
            <Skeleton shape=SkeletonShape::Page/>
        }
        .into_any(),
    };
    view! { <ApplicantFrame title=keys::APPLY_TITLE program=program.value()>{content}</ApplicantFrame> }
}

/// The step that the address names; the first without one. An address that leads elsewhere is no news.
fn use_step() -> Memo<ApplicationStep> {
    let (query, location) = (use_query_map(), use_location());
    Memo::new(move |before: Option<&ApplicationStep>| {
        let named = query.with(|query| query.get("step").and_then(|word| ApplicationStep::parse(&word)));
        let is_here = location.pathname.with(|path| *path == paths::apply());
        match before {
            Some(before) if !is_here => *before,
            _ => named.unwrap_or(ApplicationStep::Company),
        }
    })
}

/// What the program is, and what applying takes.
#[component]
fn Intro(program: PublicProgram, is_new: bool) -> impl IntoView {
    let days = u64::from(program.decision_business_days);
    let program = StoredValue::new(program);
    let title = move || program.with_value(|program| text_with(keys::APPLY_HEADING, &[("vendor", &program.vendor)]));
    let lead = move || {
        program.with_value(|program| {
            text_with(
                keys::APPLY_LEAD,
                &[("program", &program.name), ("vendor", &program.vendor)],
            )
        })
    };
    view! {
        <header class="apply-intro">
            <h1 tabindex="-1">{title}</h1>
            <p class="apply-lead">{lead} " " {move || text_plural(keys::APPLY_DECIDED_WITHIN, days)}</p>
            {is_new.then(|| view! {
                <p class="muted small">
                    {t(keys::APPLY_BEGUN_ELSEWHERE)} " "
                    <a class="link" href=paths::open_application()>{t(keys::APPLY_BEGUN_ELSEWHERE_LINK)}</a>
                </p>
            })}
        </header>
    }
}

/// The program takes nobody uninvited now.
#[component]
fn Closed(program: PublicProgram) -> impl IntoView {
    let vendor = program.vendor;
    let explained = Signal::derive(move || Some(text_with(keys::APPLY_CLOSED_TEXT, &[("vendor", &vendor)])));
    view! {
        <h1 class="visually-hidden" tabindex="-1">{move || text(keys::APPLY_TITLE)}</h1>
        <EmptyState title=keys::APPLY_CLOSED text=explained icon=IconName::Handshake>
            <LinkButton label=keys::APPLY_CLOSED_LINK href=paths::open_application()/>
        </EmptyState>
    }
}
