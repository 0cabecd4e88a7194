//! The program's rules beside the form: each a sentence with its shape and how what is typed stands to it.

use super::meter::LeavesMeter;
use super::model::FormModel;
use crate::funds::request_words::cost_name;
use crate::i18n::{self, Key, keys, t, text, text_plural, text_plural_with, text_with};
use crate::paths;
use crate::ui::{Data, DateText, Icon, IconName, Tone};
use entente_model::funds::activity::CostCategory;
use entente_model::funds::request::{PlannedActivity, RequestRule, RuleStanding, Standing};
use entente_model::money::Money;
use leptos::prelude::*;

/// From this width on, in pixels, the rules stand beside the form and are open.
const BESIDE: f64 = 1024.0;

/// The rules, folded up on a narrow screen, and what the request would leave in the fund.
#[component]
pub fn RulesPanel(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    let is_open = width.is_none_or(|width| width >= BESIDE);
    let standings = form.standings;
    let count = move |wanted: Standing| {
        let is_wanted = |rule: &&RuleStanding| rule.standing == wanted;
        standings.with(|standings| standings.iter().filter(is_wanted).count()) as u64
    };
    // Whoever does not see the rules hears how many are broken now.
    let summary = Memo::new(move |_| match (count(Standing::Fails), count(Standing::Holds)) {
        (0, kept) => (
            Tone::Neutral,
            text_plural_with(keys::REQUEST_RULES_KEPT, kept, &[("all", &standings.with(Vec::len))]),
        ),
        (broken, _) => (Tone::Danger, text_plural(keys::REQUEST_RULES_BROKEN, broken)),
    });
    let tone = move || summary.with(|(tone, _)| tone.name());
    let said = move || summary.with(|(_, said)| said.clone());
    let lines = move || {
        let named = costs(form);
        standings
            .get()
            .into_iter()
            .map(|standing| rule_line(standing, &named))
            .collect_view()
    };
    view! {
        <details class="request-rules" open=is_open>
            <summary>
                <h2>{t(keys::REQUEST_RULES)}</h2>
                <span class="request-rules-count" data-tone=tone>{said}</span>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div class="request-rules-all">
                <ul class="request-rule-list">{lines}</ul>
                <LeavesMeter form=form/>
            </div>
        </details>
        <p class="visually-hidden" role="status">{said}</p>
    }
}

/// The categories of the budget's lines, by their place.
fn costs(form: FormModel) -> Vec<Option<CostCategory>> {
    form.reading
        .with(|(draft, _)| draft.lines.iter().map(|line| line.category).collect())
}

/// How a draft stands to a rule: a word, what it means, and a shape.
fn face(standing: Standing) -> (Key, Tone, IconName) {
    match standing {
        Standing::Unknown => (keys::REQUEST_STANDING_UNKNOWN, Tone::Neutral, IconName::CircleDashed),
        Standing::Holds => (keys::REQUEST_STANDING_HOLDS, Tone::Success, IconName::CircleCheck),
        Standing::Warns => (keys::REQUEST_STANDING_WARNS, Tone::Warning, IconName::TriangleAlert),
        Standing::Fails => (keys::REQUEST_STANDING_FAILS, Tone::Danger, IconName::CircleX),
    }
}

fn rule_name(rule: &RequestRule) -> Key {
    match rule {
        RequestRule::ShareLimit { .. } => keys::REQUEST_RULE_SHARE,
        RequestRule::LeadTime { .. } => keys::REQUEST_RULE_LEAD,
        RequestRule::EligibleCosts { .. } => keys::REQUEST_RULE_COSTS,
        RequestRule::FundPeriod { .. } => keys::REQUEST_RULE_PERIOD,
        RequestRule::Overlap { .. } => keys::REQUEST_RULE_OVERLAP,
        RequestRule::Available { .. } => keys::REQUEST_RULE_AVAILABLE,
    }
}

fn rule_line(standing: RuleStanding, costs: &[Option<CostCategory>]) -> AnyView {
    let RuleStanding { standing, rule } = standing;
    let (word, tone, icon) = face(standing);
    let others = match &rule {
        RequestRule::Overlap { with } if !with.is_empty() => Some(others(with)),
        _ => None,
    };
    view! {
        <li class="request-rule" data-tone=tone.name() data-standing=standing.as_str()>
            <Icon name=icon/>
            <div>
                <p class="request-rule-head"><strong>{text(rule_name(&rule))}</strong> " " <span class="request-rule-word">{text(word)}</span></p>
                <p>{sentence(standing, &rule, costs)}</p>
                {others}
            </div>
        </li>
    }
    .into_any()
}

/// The rule in a sentence, with its numbers as far as they are known.
fn sentence(standing: Standing, rule: &RequestRule, costs: &[Option<CostCategory>]) -> String {
    match rule {
        RequestRule::ShareLimit { per_mille, most } => {
            let share = i18n::percent(f64::from(*per_mille) / 1_000.0);
            match most {
                None => text_with(keys::REQUEST_RULE_SHARE_TEXT, &[("share", &share)]),
                Some(most) => text_with(
                    keys::REQUEST_RULE_SHARE_MOST,
                    &[("share", &share), ("most", &money(most))],
                ),
            }
        }
        RequestRule::LeadTime { days, earliest } => match earliest {
            None => text_plural(keys::REQUEST_RULE_LEAD_TEXT, u64::from(*days)),
            Some(earliest) => text_plural_with(
                keys::REQUEST_RULE_LEAD_EARLIEST,
                u64::from(*days),
                &[("day", &i18n::date(*earliest))],
            ),
        },
        RequestRule::EligibleCosts { eligible, not_eligible } => {
            if eligible.is_empty() {
                return text(keys::REQUEST_RULE_COSTS_TEXT);
            }
            let eligible = names(eligible.iter().copied());
            let wrong = names(not_eligible.iter().filter_map(|at| costs.get(*at).copied().flatten()));
            if wrong.is_empty() {
                text_with(keys::REQUEST_RULE_COSTS_SHARED, &[("costs", &eligible)])
            } else {
                text_with(
                    keys::REQUEST_RULE_COSTS_WRONG,
                    &[("wrong", &wrong), ("costs", &eligible)],
                )
            }
        }
        RequestRule::FundPeriod { period } => match period {
            None => text(keys::REQUEST_RULE_PERIOD_TEXT),
            Some((first, last)) => text_with(
                keys::REQUEST_RULE_PERIOD_DAYS,
                &[("first", &i18n::date(*first)), ("last", &i18n::date(*last))],
            ),
        },
        RequestRule::Overlap { .. } => text(match standing {
            Standing::Unknown => keys::REQUEST_RULE_OVERLAP_TEXT,
            Standing::Holds => keys::REQUEST_RULE_OVERLAP_NONE,
            Standing::Warns => keys::REQUEST_RULE_OVERLAP_KIND,
            Standing::Fails => keys::REQUEST_RULE_OVERLAP_SAME,
        }),
        RequestRule::Available { available, left } => match (available, left) {
            (None, _) => text(keys::REQUEST_RULE_AVAILABLE_TEXT),
            (Some(available), None) => text_with(keys::REQUEST_RULE_AVAILABLE_NOW, &[("available", &money(available))]),
            (Some(available), Some(left)) if left.minor < 0 => {
                let over = Money::new(left.minor.saturating_neg(), left.currency.as_str());
                text_with(
                    keys::REQUEST_RULE_AVAILABLE_OVER,
                    &[("over", &money(&over)), ("available", &money(available))],
                )
            }
            (Some(available), Some(left)) => text_with(
                keys::REQUEST_RULE_AVAILABLE_LEFT,
                &[("left", &money(left)), ("available", &money(available))],
            ),
        },
    }
}

fn money(money: &Money) -> String {
    i18n::money(money.minor, &money.currency)
}

/// The names of costs as a list, each once.
pub fn names(costs: impl Iterator<Item = CostCategory>) -> String {
    let mut names: Vec<String> = Vec::new();
    for cost in costs {
        let name = text(cost_name(cost));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    i18n::list(&names)
}

/// Other activities on the same days, each with the way to it.
pub fn others(with: &[PlannedActivity]) -> AnyView {
    let lines = with.iter().cloned().map(|other| {
        let title = Some(other.title).filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| other.reference.clone());
        let name = match other.id {
            // In another tab: what is typed here stays as it is.
            Some(id) => view! {
                <a class="link" href=paths::fund_request(id) target="_blank" translate="no" dir="auto">{title}</a>
            }
            .into_any(),
            None => view! { <Data value=title/> }.into_any(),
        };
        view! {
            <li>
                {name}
                <span class="cell-sub">
                    <Data value=other.reference class="deal-reference"/> " · "
                    <DateText value=other.starts_on/> " – " <DateText value=other.ends_on/>
                </span>
            </li>
        }
    });
    view! { <ul class="request-others">{lines.collect_view()}</ul> }.into_any()
}
