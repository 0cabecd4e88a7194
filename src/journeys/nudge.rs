//! Asking partners to go on: the dialog that says whom the mail goes to and what stands in it.

use crate::api::{journeys, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{self, keys, t, text_plural, text_with};
use crate::ui::{
    Banner, Button, ButtonKind, Data, Dialog, ErrorSummary, Field, Form, IconName, TextArea, Tone, now, toast,
    toast_error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::ids::PartnerId;
use entente_model::onboarding::following::{NUDGE, NUDGED};
use entente_model::onboarding::{JourneyNudge, JourneyResult, JourneySummary};
use leptos::prelude::*;

/// How many partners the dialog names; of the others it says how many they are.
const NAMED: usize = 5;

/// A partner that is to be asked to go on.
#[derive(Clone, PartialEq, Debug)]
pub struct Nudged {
    /// Whom.
    pub id: PartnerId,
    /// What people call it.
    pub name: String,
    /// The day that its next task is due.
    pub next_due: Option<NaiveDate>,
    /// The day where the partner is.
    pub today: NaiveDate,
    /// When all was done.
    pub completed_at: Option<DateTime<Utc>>,
    /// When it was asked last.
    pub nudged_at: Option<DateTime<Utc>>,
}

impl From<&JourneySummary> for Nudged {
    fn from(journey: &JourneySummary) -> Self {
        Nudged {
            id: journey.partner.id,
            name: journey.partner.display_name.clone(),
            next_due: journey.next_due,
            today: journey.today,
            completed_at: journey.completed_at,
            nudged_at: journey.nudged_at,
        }
    }
}

/// Who is to be asked, and what is written to them. Copied freely.
#[derive(Clone, Copy)]
pub struct Nudging {
    /// The partners in the dialog; nobody while it is closed.
    asked: RwSignal<Vec<Nudged>>,
    /// Whether there are more of these than one nudge reaches.
    has_more: RwSignal<bool>,
    message: RwSignal<String>,
    errors: FormErrors,
}

impl Nudging {
    /// Nobody yet: the dialog is closed.
    pub fn closed() -> Self {
        let asked: RwSignal<Vec<Nudged>> = RwSignal::default();
        let message = RwSignal::new(String::new());
        let check = move || {
            asked.with(|asked| match asked.is_empty() {
                true => Vec::new(),
                false => body(asked, message.get()).check(),
            })
        };
        Nudging {
            asked,
            has_more: RwSignal::new(false),
            message,
            errors: FormErrors::new(check).follow("/message", message),
        }
    }

    /// Opens the dialog; `has_more` when there are more of these than one nudge reaches.
    pub fn begin(self, partners: Vec<Nudged>, has_more: bool) {
        self.errors.clear();
        self.errors.state().reset();
        self.message.set(String::new());
        self.has_more.set(has_more);
        self.asked.set(partners);
    }
}

fn body(asked: &[Nudged], message: String) -> JourneyNudge {
    JourneyNudge {
        partners: asked.iter().map(|partner| partner.id).collect(),
        message: message.trim().to_owned(),
    }
}

/// The dialog.
#[component]
pub fn NudgeDialog(
    /// Who is to be asked.
    nudging: Nudging,
    /// Called with what became of each.
    on_done: Callback<(Vec<JourneyResult>,)>,
) -> impl IntoView {
    let Nudging {
        asked,
        has_more,
        message,
        errors,
    } = nudging;
    let open = Signal::derive(move || asked.with(|asked| !asked.is_empty()));
    let writing = use_write(
        |body: &JourneyNudge, key| journeys::nudge(body, key),
        move |_, results: Vec<JourneyResult>| {
            let names = asked.get_untracked();
            asked.set(Vec::new());
            tell(&names, &results);
            on_done.run((results,));
        },
    );
    let close = Callback::new(move |()| {
        asked.set(Vec::new());
        writing.forget_error();
    });
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
        }
    });
    let title = Signal::derive(move || {
        asked.with(|asked| match asked.as_slice() {
            [only] => text_with(keys::JOURNEYS_NUDGE_SINGLE, &[("name", &only.name)]),
            all => text_plural(keys::JOURNEYS_NUDGE_SEVERAL, all.len() as u64),
        })
    });
    let submit = Callback::new(move |()| {
        errors.clear();
        writing.run(asked.with_untracked(|asked| body(asked, message.get_untracked())));
    });
    let failed = move || {
        errors.failed().get().map(|error| {
            view! { <Banner title=keys::JOURNEYS_NUDGE_FAILED text=Some(error_text(&error)) tone=Tone::Danger/> }
        })
    };
    view! {
        <Dialog open=open title=title on_close=close>
            <Form state=errors.state() on_submit=submit>
                <ErrorSummary/>
                {failed}
                <p>{t(keys::JOURNEYS_NUDGE_TEXT)}</p>
                {move || has_more.get().then(|| view! {
                    <Banner title=text_with(keys::JOURNEYS_NUDGE_FIRST, &[("max", &NUDGED)]) tone=Tone::Info/>
                })}
                {move || asked.with(|asked| named(asked))}
                <Field label=keys::JOURNEYS_NUDGE_MESSAGE name="/message" hint=keys::JOURNEYS_NUDGE_MESSAGE_HINT optional=true>
                    <TextArea value=message limit=NUDGE rows=4/>
                </Field>
                <div class="nudge-mail">
                    <h3>{t(keys::JOURNEYS_NUDGE_MAIL)}</h3>
                    <ul>
                        <li>{t(keys::JOURNEYS_NUDGE_MAIL_MESSAGE)}</li>
                        <li>{t(keys::JOURNEYS_NUDGE_MAIL_NEXT)}</li>
                        <li>{t(keys::JOURNEYS_NUDGE_MAIL_LINK)}</li>
                    </ul>
                </div>
                <div class="dialog-actions">
                    <Button label=keys::JOURNEYS_CANCEL on_press=close/>
                    <Button label=keys::JOURNEYS_NUDGE_SEND kind=ButtonKind::Primary icon=IconName::Send submit=true busy=writing.pending()/>
                </div>
            </Form>
        </Dialog>
    }
}

/// The first few by name, when their next task is due and when they were asked last, and how many more.
fn named(partners: &[Nudged]) -> AnyView {
    let lines = partners
        .iter()
        .take(NAMED)
        .map(|partner| {
            let today = partner.today;
            let due = partner
                .next_due
                .map(|day| move || text_with(keys::JOURNEYS_NUDGE_DUE, &[("when", &i18n::day_from(day, today))]));
            let nudged = partner
                .nudged_at
                .map(|at| move || text_with(keys::JOURNEYS_NUDGED, &[("when", &i18n::relative(at, now()))]));
            view! {
                <li>
                    <Data value=partner.name.clone() class="strong truncate"/>
                    <span class="muted">{due}</span>
                    <span class="muted">{nudged}</span>
                </li>
            }
        })
        .collect_view();
    let more = partners.len().saturating_sub(NAMED) as u64;
    view! {
        <ul class="approval-named nudge-named">
            {lines}
            {(more > 0).then(|| view! { <li class="muted">{text_plural(keys::JOURNEYS_NUDGE_MORE, more)}</li> })}
        </ul>
    }
    .into_any()
}

/// Says how many were asked, and how many were not.
fn tell(partners: &[Nudged], results: &[JourneyResult]) {
    let (asked, refused): (Vec<_>, Vec<_>) = results.iter().partition(|result| result.journey.is_some());
    match asked.as_slice() {
        [] => {}
        [only] => {
            let name = partners.iter().find(|partner| partner.id == only.partner_id);
            let name = name.map(|partner| partner.name.clone()).unwrap_or_default();
            toast(text_with(keys::JOURNEYS_NUDGE_DONE_SINGLE, &[("name", &name)]));
        }
        all => toast(text_plural(keys::JOURNEYS_NUDGE_DONE_SEVERAL, all.len() as u64)),
    }
    match refused.as_slice() {
        [] => {}
        // On a page without rows there is no place for the reason but here.
        [only] if partners.len() == 1 => {
            if let Some(problem) = &only.problem {
                toast_error(super::words::refused_text(problem));
            }
        }
        all => toast_error(text_plural(keys::JOURNEYS_NUDGE_REFUSED, all.len() as u64)),
    }
}
