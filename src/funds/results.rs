//! What came of an activity: its partner tells it as it comes and links the deals that came of it; the vendor's people read it.

mod deals;
mod figures;
mod form;
mod raw;
mod sentences;

use crate::api::ApiError;
use crate::forms::error_text;
use crate::funds::request_words::refused;
use crate::funds::words::today;
use crate::i18n::{keys, t};
use crate::session::{SessionContext, use_session};
use crate::ui::{Card, now};
use deals::Deals;
use entente_model::funds::FundActor;
use entente_model::funds::request::{FundRequest, FundRequestEventKind, FundRequestFacts, allowed};
use entente_model::people::{Permission, Side};
use figures::Counted;
use form::Telling;
use leptos::prelude::*;
pub use sentences::sentence;

/// What came of the activity of a request, from its approval on; nothing before.
#[component]
pub fn ResultsCard(
    /// The request, as the page has read it last.
    #[prop(into)]
    request: Signal<FundRequest>,
) -> impl IntoView {
    // What the last change answered with, until the page has read as much.
    let answered: RwSignal<Option<FundRequest>> = RwSignal::new(None);
    let current = Memo::new(move |_| {
        let read = request.get();
        let newer = answered
            .get()
            .filter(|answer| answer.summary.id == read.summary.id && answer.summary.version > read.summary.version);
        newer.unwrap_or(read)
    });
    let current: Signal<FundRequest> = current.into();
    let is_begun = Memo::new(move |_| current.with(|request| request.summary.state.is_carried_out()));
    let session = use_session();
    let may_tell = Memo::new(move |_| may_tell(session, current));
    move || {
        is_begun.get().then(|| {
            view! {
                <Card title=keys::RESULTS_TITLE text=keys::RESULTS_TEXT>
                    <section class="results-part"><Counted request=current/></section>
                    {move || may_tell.get().then(|| view! {
                        <section class="results-part">
                            <h3 class="fund-subhead">{t(keys::RESULTS_TELL)}</h3>
                            <Telling request=current answered=answered/>
                        </section>
                    })}
                    <section class="results-part">
                        <h3 class="fund-subhead">{t(keys::RESULTS_DEALS)}</h3>
                        <Deals request=current answered=answered may_link=may_tell/>
                    </section>
                </Card>
            }
        })
    }
}

/// Whether the reader tells what came of it: the model's answer. The vendor's people never do, so that a form would only stand in their way.
fn may_tell(session: SessionContext, request: Signal<FundRequest>) -> bool {
    let Some(me) = session.get().map(|session| (session.user.id, session.user.role)) else {
        return false;
    };
    let facts = request.with(|request| FundRequestFacts {
        state: request.summary.state,
        progress: request.progress.clone(),
    });
    me.1.side() == Side::Partner
        && session.may(Permission::RequestFunds)
        && allowed(
            &facts,
            FundRequestEventKind::Report,
            FundActor::Partner(me.0),
            now(),
            today(),
        )
        .is_ok()
}

/// Why something was not done, in a sentence.
fn failure_text(error: &ApiError) -> String {
    error.problem().and_then(refused).unwrap_or_else(|| error_text(error))
}
