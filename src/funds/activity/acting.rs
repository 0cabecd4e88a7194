//! What the parts of the page share.

use crate::api::Reading;
use crate::session::{SessionContext, use_session};
use crate::ui::now;
use chrono::NaiveDate;
use entente_model::funds::FundRefusal;
use entente_model::funds::actor::FundActor;
use entente_model::funds::claim::{ClaimState, FundClaimSummary};
use entente_model::funds::request::{FundRequest, FundRequestEventKind, FundRequestFacts, FundRules, allowed};
use entente_model::people::Side;
use leptos::prelude::*;

/// The request of the page, the rules it is told by, whether it is being taken back, and which version this page has made. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    /// The request.
    pub request: Signal<FundRequest>,
    /// What the program asks for now.
    pub rules: Reading<FundRules>,
    /// The day where the partner is.
    pub today: Memo<NaiveDate>,
    /// Whether the dialog is open that takes it back.
    pub withdrawing: RwSignal<bool>,
    /// The reader.
    pub session: SessionContext,
    reading: Reading<FundRequest>,
    own: StoredValue<i64>,
}

impl Acting {
    /// For the request of a page.
    pub(super) fn new(
        request: Signal<FundRequest>,
        reading: Reading<FundRequest>,
        rules: Reading<FundRules>,
        today: Memo<NaiveDate>,
    ) -> Self {
        Acting {
            request,
            rules,
            today,
            withdrawing: RwSignal::new(false),
            session: use_session(),
            reading,
            own: StoredValue::new(0),
        }
    }

    /// Takes the request as an action has left it.
    pub(super) fn take(self, request: FundRequest) {
        self.own.try_set_value(request.summary.version);
        self.reading.set(request);
    }

    /// Whether this page has made that version.
    pub(super) fn is_own(self, version: i64) -> bool {
        self.own.try_get_value() == Some(version)
    }

    /// Whether the reader is of the company that asks.
    pub(super) fn is_partner(self) -> bool {
        self.session.side() == Some(Side::Partner)
    }

    /// Whether the partner may do something now, and why not; followed inside a reactive closure.
    pub(super) fn judge(self, kind: FundRequestEventKind) -> Result<(), FundRefusal> {
        let Some(session) = self.session.get() else {
            return Err(FundRefusal::WrongActor);
        };
        let actor = FundActor::Partner(session.user.id);
        let facts = self.request.with(facts_of);
        allowed(&facts, kind, actor, now(), self.today.get())
    }
}

/// What of a request its rules read.
pub(super) fn facts_of(request: &FundRequest) -> FundRequestFacts {
    FundRequestFacts {
        state: request.summary.state,
        progress: request.progress.clone(),
    }
}

/// The claim that keeps another one from being made: the last that was not rejected.
pub(super) fn open_claim(request: &FundRequest) -> Option<&FundClaimSummary> {
    let mut claims = request.claims.iter().rev();
    claims.find(|claim| claim.state != ClaimState::Rejected)
}
