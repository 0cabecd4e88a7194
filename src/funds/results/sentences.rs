//! What happened to the results of an activity, for its timeline.

use crate::i18n::{Key, keys};
use crate::ui::{IconName, Tone};

/// The sentence, shape and tone of an entry of a request's timeline that is about its results; nothing for others. The sentences take
/// `{actor}`, those of deals also `{deal}`, the deal's reference, and `{customer}`.
pub fn sentence(kind: &str) -> Option<(Key, IconName, Tone)> {
    match kind {
        "fund_request.results_told" => Some((
            keys::ACTIVITY_FUND_REQUEST_RESULTS_TOLD,
            IconName::TrendingUp,
            Tone::Neutral,
        )),
        "fund_request.deal_linked" => Some((keys::ACTIVITY_FUND_REQUEST_DEAL_LINKED, IconName::Link, Tone::Success)),
        "fund_request.deal_unlinked" => {
            Some((keys::ACTIVITY_FUND_REQUEST_DEAL_UNLINKED, IconName::Link, Tone::Neutral))
        }
        _ => None,
    }
}
