//! What may well happen next to a request that stands so.

use super::naive::{Asked, LEAD_DAYS, Naive, Verdict};
use super::step::{Ask, Step};
use entente_model::funds::claim::ClaimState;
use entente_model::funds::request::FundRequestState;

/// One of the likely steps of a request, by a number that chooses among them.
pub fn next(naive: &Naive, request: usize, choice: usize) -> Step {
    let Some(at) = request.checked_rem(naive.requests.len()) else {
        return Step::Ask(another(choice));
    };
    let asked = &naive.requests[at];
    let claim = asked.claim.as_ref().map(|claim| claim.stands);
    match asked.stands {
        FundRequestState::Draft => Step::Submit(at),
        FundRequestState::ActionRequired if choice.is_multiple_of(4) => Step::Days(15),
        FundRequestState::ActionRequired => Step::Submit(at),
        FundRequestState::Submitted => Step::Decide(at, verdict(choice)),
        FundRequestState::Approved if choice.is_multiple_of(7) => Step::Withdraw(at),
        FundRequestState::Approved => Step::Days((asked.ends - naive.today()).max(1)),
        FundRequestState::Executing => executing(naive, asked, at, choice),
        FundRequestState::Claimed => match claim {
            Some(ClaimState::ActionRequired) if choice.is_multiple_of(4) => Step::Days(15),
            Some(ClaimState::ActionRequired) => Step::Claim(at, 0),
            Some(ClaimState::Approved) if choice.is_multiple_of(3) => Step::Seconds,
            Some(ClaimState::Approved) => Step::Pay(at, 0),
            _ => Step::DecideClaim(at, choice % 3, verdict(choice / 3)),
        },
        FundRequestState::Closed if claim == Some(ClaimState::Paid) && choice.is_multiple_of(2) => Step::Bounce(at, 0),
        _ => Step::Ask(another(choice)),
    }
}

fn executing(naive: &Naive, asked: &Asked, at: usize, choice: usize) -> Step {
    let today = naive.today();
    if choice.is_multiple_of(9) {
        return Step::Days((asked.deadline() + 1 - today).max(1));
    }
    if today < asked.ends {
        return Step::Days(asked.ends - today);
    }
    Step::Claim(at, [1_000, 1_000, 870, 333, 1_050, 4][choice % 6])
}

fn verdict(choice: usize) -> Verdict {
    match choice % 8 {
        0..=3 => Verdict::Whole,
        4 => Verdict::Part(667),
        5 => Verdict::Part(1),
        6 => Verdict::Return,
        _ => Verdict::Reject,
    }
}

/// Amounts that no division makes even.
fn another(choice: usize) -> Ask {
    Ask {
        fund: choice % 2,
        partner: choice / 2 % 3,
        currency: choice / 6 % 2,
        planned: [700_001, 1_333_333, 90_907, 2_999_999, 17][choice / 12 % 5],
        asked: 499,
        begins_in: LEAD_DAYS,
        lasts: 1,
    }
}
