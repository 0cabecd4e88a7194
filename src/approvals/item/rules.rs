//! How the rules that approve by themselves judged the registration, and so why a person decides.

use super::Item;
use crate::approvals::words::unmet_condition;
use crate::i18n::{keys, t};
use crate::ui::{Card, Data, Icon, IconName, IconSize};
use entente_model::approvals::{ApprovalKind, RuleVerdict};
use leptos::prelude::*;

/// The card; nothing for extensions and appeals, which no rule decides.
#[component]
pub(super) fn Rules(item: Item) -> impl IntoView {
    let verdicts = Memo::new(move |_| item.approval.with(|approval| approval.rules.clone()));
    let is_registration = Memo::new(move |_| {
        item.approval
            .with(|approval| approval.summary.kind == ApprovalKind::DealRegistration)
    });
    move || {
        is_registration.get().then(|| {
            let lines = move || verdicts.get().into_iter().map(one).collect_view();
            let none = move || {
                verdicts
                    .with(Vec::is_empty)
                    .then(|| view! { <p class="muted">{t(keys::RULE_NONE)}</p> })
            };
            view! {
                <Card title=keys::RULE_TITLE text=keys::RULE_TEXT>
                    {none}
                    <ul class="approval-rules">{lines}</ul>
                </Card>
            }
        })
    }
}

fn one(verdict: RuleVerdict) -> AnyView {
    let approves = verdict.unmet.is_empty();
    let (shape, tone) = if approves {
        (IconName::CircleCheck, "success")
    } else {
        (IconName::CircleSlash, "neutral")
    };
    let conditions = verdict
        .unmet
        .into_iter()
        .map(|condition| view! { <li>{t(unmet_condition(condition))}</li> })
        .collect_view();
    view! {
        <li class="approval-rule">
            <span class="approval-rule-mark" data-tone=tone><Icon name=shape size=IconSize::Small/></span>
            <div>
                <Data value=verdict.rule class="strong"/>
                {if approves {
                    view! { <p class="small">{t(keys::RULE_APPROVES)}</p> }.into_any()
                } else {
                    view! { <p class="small muted">{t(keys::RULE_UNMET)}</p><ul class="approval-unmet">{conditions}</ul> }.into_any()
                }}
            </div>
        </li>
    }
    .into_any()
}
