//! The way of a request, from being handed in to being paid, as a line.

use crate::i18n::{Key, keys, t, text};
use crate::ui::{Icon, IconName, IconSize};
use entente_model::funds::request::{FundRequest, FundRequestState};
use leptos::prelude::*;

/// The steps, in order.
const STEPS: [Key; 5] = [
    keys::FUND_REQUEST_STATE_SUBMITTED,
    keys::FUND_REQUEST_STATE_APPROVED,
    keys::FUND_REQUEST_STATE_EXECUTING,
    keys::FUND_REQUEST_STATE_CLAIMED,
    keys::FUND_CLAIM_STATE_PAID,
];

/// How many steps were taken, and whether none follows any more.
fn taken(request: &FundRequest) -> (usize, bool) {
    let progress = &request.progress;
    let begun = progress.approved_on.map_or(1, |_| 2);
    match request.summary.state {
        FundRequestState::Draft => (0, false),
        FundRequestState::Submitted | FundRequestState::ActionRequired => (1, false),
        FundRequestState::Approved => (2, false),
        FundRequestState::Executing => (3, false),
        FundRequestState::Claimed => (4, false),
        FundRequestState::Closed if progress.paid > 0 => (5, true),
        FundRequestState::Closed => (3, true),
        FundRequestState::Rejected | FundRequestState::Expired | FundRequestState::Withdrawn => (begun, true),
    }
}

/// The line.
#[component]
pub(super) fn ProgressLine(
    /// The request.
    request: Signal<FundRequest>,
) -> impl IntoView {
    let taken = Memo::new(move |_| request.with(taken));
    let steps = move || {
        let (taken, is_over) = taken.get();
        let step = |(at, name): (usize, Key)| {
            let (face, icon) = match at {
                at if at < taken => ("done", IconName::CircleCheck),
                _ if is_over => ("left", IconName::CircleSlash),
                _ => ("ahead", IconName::Circle),
            };
            let said = match face {
                "done" => keys::FUND_ACTIVITY_PAGE_STEP_DONE,
                "left" => keys::FUND_ACTIVITY_PAGE_STEP_LEFT,
                _ => keys::FUND_ACTIVITY_PAGE_STEP_AHEAD,
            };
            let current = (at + 1 == taken).then_some("step");
            view! {
                <li data-step=face aria-current=current>
                    <Icon name=icon size=IconSize::Small/>
                    <span>{text(name)}<span class="visually-hidden">", " {text(said)}</span></span>
                </li>
            }
        };
        STEPS.into_iter().enumerate().map(step).collect_view()
    };
    view! { <ol class="activity-steps" aria-label=t(keys::FUND_ACTIVITY_PAGE_STEPS)>{steps}</ol> }
}
