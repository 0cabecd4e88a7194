//! The words of funds: accounts, what moves money between them, how a fund stands, what is refused, and why a request or a claim is.

use crate::api::ApiError;
use crate::forms::{error_text, problem_text};
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{DateText, Icon, IconName, ShareFill, StatusBadge, Tone, now};
use chrono::{Local, NaiveDate};
use entente_model::approvals::{RejectReason, ReturnReason};
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::ledger::{AccountKind, AllocationBasis, Posting, ReleaseReason};
use entente_model::problem::{Code, Problem};
use leptos::prelude::*;
use serde_json::Value;

/// What an account is called.
pub(super) fn account_name(account: AccountKind) -> Key {
    match account {
        AccountKind::Budget => keys::LEDGER_ACCOUNT_BUDGET,
        AccountKind::Unallocated => keys::LEDGER_ACCOUNT_UNALLOCATED,
        AccountKind::Available => keys::LEDGER_ACCOUNT_AVAILABLE,
        AccountKind::Reserved => keys::LEDGER_ACCOUNT_RESERVED,
        AccountKind::Payable => keys::LEDGER_ACCOUNT_PAYABLE,
        AccountKind::Paid => keys::LEDGER_ACCOUNT_PAID,
        AccountKind::Lapsed => keys::LEDGER_ACCOUNT_LAPSED,
    }
}

/// What the figure of an account is called: what the budget lacks is what was put in.
pub(super) fn figure_name(account: AccountKind) -> Key {
    match account {
        AccountKind::Budget => keys::FUND_PUT_IN,
        other => account_name(other),
    }
}

/// How an account looks in a bar; the budget is the whole.
pub(super) fn account_look(account: AccountKind) -> Option<(Tone, ShareFill)> {
    match account {
        AccountKind::Budget => None,
        AccountKind::Unallocated => Some((Tone::Neutral, ShareFill::Hollow)),
        AccountKind::Available => Some((Tone::Accent, ShareFill::Plain)),
        AccountKind::Reserved => Some((Tone::Info, ShareFill::Striped)),
        AccountKind::Payable => Some((Tone::Warning, ShareFill::Dotted)),
        AccountKind::Paid => Some((Tone::Success, ShareFill::Plain)),
        AccountKind::Lapsed => Some((Tone::Neutral, ShareFill::Striped)),
    }
}

/// What happened, in a few words.
pub(super) fn cause_name(posting: &Posting) -> Key {
    match *posting {
        Posting::Fund {} => keys::LEDGER_CAUSE_FUND,
        Posting::Defund {} => keys::LEDGER_CAUSE_DEFUND,
        Posting::Allocate { basis, .. } => match basis {
            AllocationBasis::Earned => keys::LEDGER_CAUSE_ALLOCATE_EARNED,
            AllocationBasis::Tier => keys::LEDGER_CAUSE_ALLOCATE_TIER,
            AllocationBasis::Granted => keys::LEDGER_CAUSE_ALLOCATE_GRANTED,
        },
        Posting::Deallocate { .. } => keys::LEDGER_CAUSE_DEALLOCATE,
        Posting::Reserve { .. } => keys::LEDGER_CAUSE_RESERVE,
        Posting::Release { reason, .. } => match reason {
            ReleaseReason::Unclaimed => keys::LEDGER_CAUSE_RELEASE_UNCLAIMED,
            ReleaseReason::Expired => keys::LEDGER_CAUSE_RELEASE_EXPIRED,
            ReleaseReason::Withdrawn => keys::LEDGER_CAUSE_RELEASE_WITHDRAWN,
            ReleaseReason::Rejected => keys::LEDGER_CAUSE_RELEASE_REJECTED,
            ReleaseReason::DecisionUndone => keys::LEDGER_CAUSE_RELEASE_DECISION_UNDONE,
            ReleaseReason::FundClosed => keys::LEDGER_CAUSE_RELEASE_FUND_CLOSED,
        },
        Posting::Owe { .. } => keys::LEDGER_CAUSE_OWE,
        Posting::Disown { .. } => keys::LEDGER_CAUSE_DISOWN,
        Posting::Pay { .. } => keys::LEDGER_CAUSE_PAY,
        Posting::Bounce { .. } => keys::LEDGER_CAUSE_BOUNCE,
        Posting::Lapse { partner_id: Some(_) } => keys::LEDGER_CAUSE_LAPSE,
        Posting::Lapse { partner_id: None } => keys::LEDGER_CAUSE_LAPSE_UNALLOCATED,
    }
}

/// Why a request or a claim goes back to the partner; nothing for reasons that other things are returned for, too.
pub fn return_reason(reason: ReturnReason) -> Option<Key> {
    match reason {
        ReturnReason::PlanUnclear => Some(keys::FUND_RETURN_REASON_PLAN_UNCLEAR),
        ReturnReason::BudgetUnclear => Some(keys::FUND_RETURN_REASON_BUDGET_UNCLEAR),
        ReturnReason::GoalsUnclear => Some(keys::FUND_RETURN_REASON_GOALS_UNCLEAR),
        ReturnReason::InvoiceUnclear => Some(keys::FUND_RETURN_REASON_INVOICE_UNCLEAR),
        ReturnReason::CostsUnclear => Some(keys::FUND_RETURN_REASON_COSTS_UNCLEAR),
        ReturnReason::ResultsUnclear => Some(keys::FUND_RETURN_REASON_RESULTS_UNCLEAR),
        ReturnReason::CustomerUnclear
        | ReturnReason::NeedUnclear
        | ReturnReason::CompanyUnclear
        | ReturnReason::FitUnclear
        | ReturnReason::ContactUnclear
        | ReturnReason::ValueUnclear
        | ReturnReason::ProofWanted
        | ReturnReason::Other => None,
    }
}

/// Why a request or a claim is refused; nothing for reasons that other things are refused for, too.
pub fn reject_reason(reason: RejectReason) -> Option<Key> {
    match reason {
        RejectReason::NotEligible => Some(keys::FUND_REJECT_REASON_NOT_ELIGIBLE),
        RejectReason::NoBudget => Some(keys::FUND_REJECT_REASON_NO_BUDGET),
        RejectReason::WeakReturn => Some(keys::FUND_REJECT_REASON_WEAK_RETURN),
        RejectReason::DuplicateActivity => Some(keys::FUND_REJECT_REASON_DUPLICATE_ACTIVITY),
        RejectReason::NotAsApproved => Some(keys::FUND_REJECT_REASON_NOT_AS_APPROVED),
        RejectReason::DuplicateInvoice => Some(keys::FUND_REJECT_REASON_DUPLICATE_INVOICE),
        RejectReason::AlreadyRegistered
        | RejectReason::ReservedAccount
        | RejectReason::ExistingOpportunity
        | RejectReason::NotQualified
        | RejectReason::OutsideAgreement
        | RejectReason::NotAFit
        | RejectReason::RegionCovered
        | RejectReason::DuplicateCompany
        | RejectReason::NotVerified
        | RejectReason::Other => None,
    }
}

/// Whether a fund's period is closed.
pub(super) fn is_closed(fund: &Fund) -> bool {
    fund.state == FundState::Closed
}

/// Whether a fund takes requests, as word and shape.
#[component]
pub(super) fn FundStateBadge(
    /// Its state.
    #[prop(into)]
    state: Signal<FundState>,
) -> impl IntoView {
    let look = move || match state.get() {
        FundState::Open => (keys::FUND_STATE_OPEN, Tone::Success, IconName::CircleDot),
        FundState::Closed => (keys::FUND_STATE_CLOSED, Tone::Neutral, IconName::Lock),
    };
    view! {
        <StatusBadge
            label=Signal::derive(move || text(look().0))
            tone=Signal::derive(move || look().1)
            icon=Signal::derive(move || Some(look().2))
        />
    }
}

/// First and last day of a fund.
pub fn period(fund: &Fund) -> AnyView {
    let (first, last) = (fund.starts_on, fund.ends_on);
    view! { <span class="fund-period"><DateText value=first/> " – " <DateText value=last/></span> }.into_any()
}

/// The reader's day; followed inside a reactive closure.
pub fn today() -> NaiveDate {
    now().with_timezone(&Local).date_naive()
}

/// Days before the last one from which on it is said in words how near it is.
const NEAR: i64 = 30;

/// How long a fund's period still runs, and what lapses with it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Outlook {
    /// What it means.
    pub tone: Tone,
    /// A shape for it.
    pub icon: IconName,
    /// A sentence.
    pub line: String,
}

/// How long it still runs, seen from a day; followed by language inside a reactive closure.
pub(super) fn outlook(fund: &Fund, today: NaiveDate) -> Outlook {
    let said = |tone, icon, line| Outlook { tone, icon, line };
    let last = i18n::date(fund.ends_on);
    if is_closed(fund) {
        let line = match fund.closed_at {
            Some(at) => text_with(keys::FUND_OUTLOOK_CLOSED, &[("day", &i18n::day(at))]),
            None => text(keys::FUND_STATE_CLOSED),
        };
        return said(Tone::Neutral, IconName::Lock, line);
    }
    let left = (fund.ends_on - today).num_days();
    if left < 0 {
        let line = text_with(keys::FUND_OUTLOOK_ENDED, &[("day", &last)]);
        return said(Tone::Warning, IconName::Hourglass, line);
    }
    // What nobody was given lapses, too, but that is the vendor's business alone.
    let lapsing = match (&fund.balance, &fund.totals) {
        (Some(balance), _) => balance.available,
        (None, Some(totals)) => totals.partners.available + totals.unallocated,
        (None, None) => 0,
    };
    let amount = i18n::money(lapsing, &fund.currency);
    let when = i18n::day_from(fund.ends_on, today);
    let values: &[(&str, &dyn std::fmt::Display)] = &[("amount", &amount), ("day", &last), ("when", &when)];
    match (lapsing > 0, left <= NEAR) {
        (true, true) => said(
            Tone::Warning,
            IconName::Clock,
            text_with(keys::FUND_OUTLOOK_LAPSES_SOON, values),
        ),
        (true, false) => said(
            Tone::Info,
            IconName::Calendar,
            text_with(keys::FUND_OUTLOOK_LAPSES, values),
        ),
        (false, _) => said(
            Tone::Neutral,
            IconName::Calendar,
            text_with(keys::FUND_OUTLOOK_RUNS, values),
        ),
    }
}

/// The sentence with its shape.
#[component]
pub(super) fn OutlookLine(
    /// Of which fund.
    fund: Signal<Fund>,
) -> impl IntoView {
    let seen = Memo::new(move |_| fund.with(|fund| outlook(fund, today())));
    move || {
        let Outlook { tone, icon, line } = seen.get();
        view! {
            <p class="fund-outlook" data-tone=tone.name()>
                <Icon name=icon/>
                <span>{line}</span>
            </p>
        }
    }
}

/// Why something could not be booked, in a sentence that names what there is.
pub(super) fn refused_text(error: &ApiError, currency: &str) -> String {
    error
        .problem()
        .filter(|problem| problem.code == Code::InvalidState)
        .map_or_else(|| error_text(error), |problem| refused_booking(problem, currency))
}

/// The same of a problem that is known to be of the books.
pub(super) fn refused_booking(problem: &Problem, currency: &str) -> String {
    let word = |name: &str| problem.params.get(name).and_then(Value::as_str);
    let amount = |name: &str| {
        let minor = problem.params.get(name).and_then(Value::as_i64);
        minor.map(|minor| i18n::money(minor, currency))
    };
    match (word("reason"), word("account").and_then(AccountKind::parse)) {
        (Some("insufficient"), Some(account)) => {
            let Some(holds) = amount("holds") else {
                return problem_text(problem);
            };
            let key = match account {
                AccountKind::Unallocated => keys::FUND_REFUSED_UNALLOCATED,
                AccountKind::Available => keys::FUND_REFUSED_AVAILABLE,
                _ => keys::FUND_REFUSED_ACCOUNT,
            };
            text_with(key, &[("amount", &holds), ("account", &text(account_name(account)))])
        }
        (Some("nothing_due"), _) => text(keys::ALLOCATION_NOTHING),
        (Some("fund_full"), _) => match amount("max") {
            Some(max) => text_with(keys::FUND_REFUSED_FULL, &[("max", &max)]),
            None => problem_text(problem),
        },
        _ => problem_text(problem),
    }
}

/// A return in thousandths as times what was spent: `6.1×`; a dash when nothing was spent. Followed by language inside a reactive closure.
pub fn times(thousandths: Option<i64>) -> String {
    thousandths.map_or_else(
        || "–".to_owned(),
        |value| {
            // One decimal: more would say more than is known.
            let rounded = (value as f64 / 100.0).round() / 10.0;
            text_with(keys::RETURNS_TIMES, &[("times", &i18n::decimal(rounded))])
        },
    )
}
