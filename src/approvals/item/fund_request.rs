//! The request for market development money as the partner wrote it, what the partner has of the fund, and its other activities.

use super::Item;
use super::fund_background::Background;
use crate::api::{Reading, funds, use_read};
use crate::applications::facts::fact_line;
use crate::files::{File, Files};
use crate::funds::budget::BudgetTable;
use crate::funds::facts::{activity_facts, goal_facts};
use crate::funds::figures::PartnerFigures;
use crate::funds::request_words::{FundRequestStateBadge, activity_name};
use crate::funds::words::period;
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::ui::{
    Banner, Card, Data, DateText, Icon, IconName, KeyValue, KeyValues, Money, StatusBadge, Time, TimeStyle, Tone,
};
use entente_model::approvals::Decision;
use entente_model::funds::fund::Fund;
use entente_model::funds::rate::{Converted, convert_on};
use entente_model::funds::request::{FundRequest, FundRules, PlannedActivity, overlaps, same_activity};
use entente_model::money;
use leptos::prelude::*;

/// All that there is to know before a request is decided.
#[component]
pub(super) fn RequestCards(
    /// The item, with the decision as it is being made.
    item: Item,
    /// The request.
    request: Signal<FundRequest>,
) -> impl IntoView {
    view! {
        <Asked request=request/>
        <Position item=item request=request/>
        <Background request=request/>
        <Others request=request/>
    }
}

/// What is asked for.
#[component]
fn Asked(request: Signal<FundRequest>) -> impl IntoView {
    let state = Memo::new(move |_| request.with(|request| request.summary.state));
    let fields = Memo::new(move |_| request.with(|request| request.fields.clone()));
    let activity = move || fields.with(activity_facts).into_iter().map(fact_line).collect_view();
    let goals = move || fields.with(goal_facts).into_iter().map(fact_line).collect_view();
    view! {
        <Card
            title=keys::APPROVAL_FUND_REQUEST
            actions=ViewFn::from(move || view! { <FundRequestStateBadge state=state/> })
        >
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_FUND_ACTIVITY)}</h3>
                <KeyValues>{activity}</KeyValues>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::FUND_FACT_COSTS)}</h3>
                <BudgetTable request=request/>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_FUND_GOALS)}</h3>
                <KeyValues>{goals}</KeyValues>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_RECORD)}</h3>
                <Record request=request/>
            </section>
        </Card>
    }
}

/// Who handed it in and when, what was approved, and its files.
#[component]
fn Record(request: Signal<FundRequest>) -> impl IntoView {
    let owner = Memo::new(move |_| request.with(|request| request.owner.name.clone()));
    let submitted = Memo::new(move |_| request.with(|request| request.progress.submitted_at));
    let approved = Memo::new(move |_| {
        request.with(|request| {
            let terms = request.progress.terms.as_ref()?;
            let minor = request.progress.approved_minor();
            (minor > 0).then(|| money::Money::new(minor, terms.currency.as_str()))
        })
    });
    let files = Signal::derive(move || {
        request.with(|request| {
            let files = request.attachments.iter();
            files
                .map(|file| File::of(file, funds::request_file(request.summary.id, file.id)))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <KeyValues>
            <KeyValue label=keys::DEAL_FIELD_OWNER><Data value=owner/></KeyValue>
            {move || submitted.get().map(|at| view! {
                <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
            })}
            {move || approved.get().map(|approved| view! {
                <KeyValue label=keys::APPROVAL_FUND_APPROVED><Money minor=approved.minor currency=approved.currency/></KeyValue>
            })}
        </KeyValues>
        <Files files=files/>
    }
}

/// What the partner has of the fund, and what the request would leave of it.
#[component]
fn Position(item: Item, request: Signal<FundRequest>) -> impl IntoView {
    let fund = Memo::new(move |_| request.with(|request| request.fund.clone()));
    let is_named = Memo::new(move |_| fund.with(Option::is_some));
    move || {
        if !is_named.get() {
            return None;
        }
        let first = fund.get_untracked()?;
        let fund = Signal::derive(move || fund.get().unwrap_or_else(|| first.clone()));
        Some(view! { <Standing item=item request=request fund=fund/> })
    }
}

#[component]
fn Standing(item: Item, request: Signal<FundRequest>, fund: Signal<Fund>) -> impl IntoView {
    let partner = request.with_untracked(|request| request.summary.partner_id);
    let id = fund.with_untracked(|fund| fund.id);
    let name = Memo::new(move |_| fund.with(|fund| fund.name.clone()));
    view! {
        <Card title=keys::FUND_PARTNER_STANDING>
            <section class="approval-section">
                <KeyValues>
                    <KeyValue label=keys::FUND_TITLE>
                        <a class="approval-holder" href=paths::fund(id) translate="no" dir="auto">{name}</a>
                    </KeyValue>
                    <KeyValue label=keys::FUND_PERIOD>{move || fund.with(period)}</KeyValue>
                </KeyValues>
            </section>
            <section class="approval-section">
                <PartnerFigures fund=fund partner=partner/>
            </section>
            <Leaves item=item request=request fund=fund/>
        </Card>
    }
}

/// What the request, or the part of it that is about to be approved, would leave of what is available, while it waits.
#[component]
fn Leaves(item: Item, request: Signal<FundRequest>, fund: Signal<Fund>) -> impl IntoView {
    let part = Memo::new(move |_| match item.draft.decision() {
        Some(Decision::ApprovePart { minor, .. }) => Some(minor),
        _ => None,
    });
    let asked = Memo::new(move |_| {
        request.with(|request| {
            let terms = request.progress.terms.as_ref();
            let waiting = terms.filter(|_| request.summary.state.awaits_decision())?;
            let minor = part.get().unwrap_or(waiting.asked);
            Some(money::Money::new(minor, waiting.currency.as_str()))
        })
    });
    let books = Memo::new(move |_| fund.with(|fund| fund.currency.clone()));
    let is_foreign =
        Memo::new(move |_| asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.currency != books.get())));
    // The rates are asked for only where one is needed.
    let rules: Reading<FundRules> = use_read(move || is_foreign.get().then(funds::rules));
    let converted = move |asked: &money::Money| -> Option<Converted> {
        if !is_foreign.get() {
            return Some(Converted {
                minor: asked.minor,
                origin: None,
            });
        }
        rules.value().with(|rules| {
            let rules = rules.as_ref()?;
            convert_on(asked, &books.get(), &rules.settings.rates, rules.today)
        })
    };
    let is_known = move || !is_foreign.get() || rules.value().with(Option::is_some);
    move || {
        let asked = asked.get()?;
        let inside = match converted(&asked) {
            Some(converted) => left(&fund.get(), converted),
            None if is_known() => {
                let said = move || {
                    let (from, to) = (asked.currency.clone(), books.get());
                    text_with(keys::REFUSAL_NO_RATE, &[("from", &from), ("to", &to)])
                };
                view! { <Banner title=said tone=Tone::Warning/> }.into_any()
            }
            None => return None,
        };
        Some(view! { <section class="approval-section">{inside}</section> })
    }
}

/// What would be reserved, and what would be available still.
fn left(fund: &Fund, converted: Converted) -> AnyView {
    let available = fund.balance.map_or(0, |balance| balance.available);
    let left = available - converted.minor;
    let currency = Signal::stored(fund.currency.clone());
    let at_rate = converted.origin.map(|origin| {
        let said = move || {
            let amount = i18n::money(origin.money.minor, &origin.money.currency);
            let day = i18n::date(origin.rate.from_day);
            text_with(keys::LEDGER_CONVERTED, &[("amount", &amount), ("day", &day)])
        };
        view! { <span class="cell-sub">{said}</span> }
    });
    let short = (left < 0).then(|| {
        view! { <Banner title=keys::APPROVAL_FUND_SHORT text=keys::APPROVAL_FUND_SHORT_TEXT tone=Tone::Warning/> }
    });
    view! {
        <KeyValues>
            <KeyValue label=keys::APPROVAL_FUND_WOULD_RESERVE>
                <span><Money minor=converted.minor currency=currency/>{at_rate}</span>
            </KeyValue>
            <KeyValue label=keys::APPROVAL_FUND_WOULD_LEAVE>
                <span class="strong"><Money minor=left currency=currency/></span>
            </KeyValue>
        </KeyValues>
        {short}
    }
    .into_any()
}

/// What the partner does on the same days: something else, something of the same kind, or the same once more.
#[component]
fn Others(request: Signal<FundRequest>) -> impl IntoView {
    let compared = Memo::new(move |_| {
        request.with(|request| {
            let summary = &request.summary;
            let own = request.fields.planned_activity(summary.partner_id, &summary.reference);
            let others = request.others.iter().cloned();
            others
                .map(|other| (shared(own.as_ref(), &other), other))
                .collect::<Vec<_>>()
        })
    });
    let inside = move || {
        let compared = compared.get();
        if compared.is_empty() {
            return view! {
                <p class="approval-clear">
                    <Icon name=IconName::ShieldCheck/>
                    <span>{t(keys::APPROVAL_FUND_NO_OTHERS)}</span>
                </p>
            }
            .into_any();
        }
        compared.into_iter().map(other).collect_view().into_any()
    };
    view! { <Card title=keys::APPROVAL_FUND_OTHERS text=keys::APPROVAL_FUND_OTHERS_TEXT>{inside}</Card> }
}

/// What another activity has in common with the one that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    /// All that tells activities apart.
    Everything,
    /// Kind and days.
    Kind,
    /// Days alone.
    Days,
}

fn shared(own: Option<&PlannedActivity>, other: &PlannedActivity) -> Shared {
    match own {
        Some(own) if same_activity(own, other) => Shared::Everything,
        Some(own) if overlaps(own, other) => Shared::Kind,
        _ => Shared::Days,
    }
}

fn other((shared, other): (Shared, PlannedActivity)) -> AnyView {
    let (label, tone, shape) = match shared {
        Shared::Everything => (keys::APPROVAL_FUND_SAME, Tone::Danger, IconName::ShieldAlert),
        Shared::Kind => (keys::APPROVAL_FUND_SAME_KIND, Tone::Warning, IconName::CircleHelp),
        Shared::Days => (keys::APPROVAL_FUND_SAME_DAYS, Tone::Neutral, IconName::Calendar),
    };
    let name = match other.id {
        // In another tab: the decision that is being made stays as it is.
        Some(id) => view! {
            <a class="approval-holder" href=paths::fund_request(id) target="_blank" translate="no" dir="auto">{other.title}</a>
        }
        .into_any(),
        None => view! { <Data value=other.title/> }.into_any(),
    };
    view! {
        <article class="approval-conflict">
            <header class="approval-conflict-head">
                <h3>
                    {name}
                    <span class="cell-sub">
                        {t(activity_name(other.activity))}" · "<Data value=other.reference class="approval-reference"/>
                        " · "<DateText value=other.starts_on/>" – "<DateText value=other.ends_on/>
                    </span>
                </h3>
                <StatusBadge label=label tone=tone icon=Some(shape)/>
            </header>
        </article>
    }
    .into_any()
}
