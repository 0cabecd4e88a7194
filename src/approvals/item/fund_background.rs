//! What a manager sees beside a request: what its partner asked for before, and what like activities brought back.

use crate::api::{fund_returns, use_read};
use crate::funds::request_words::{FundRequestStateBadge, activity_name};
use crate::funds::words::times;
use crate::i18n::{self, Key, keys, t, text_with};
use crate::paths;
use crate::shell::Region;
use crate::ui::{Card, Data, DateText, KeyValue, KeyValues, Money, Skeleton, SkeletonShape};
use entente_model::events::LiveEvent;
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::{ActivityHistory, LikeActivities, PastActivity, RequestBackground};
use leptos::prelude::*;

/// The two cards.
#[component]
pub(super) fn Background(
    /// The request.
    request: Signal<FundRequest>,
) -> impl IntoView {
    let id = request.with_untracked(|request| request.summary.id);
    let reading = use_read(move || fund_returns::background(id))
        .refetch_on(|event| matches!(event, LiveEvent::FundRequest { .. } | LiveEvent::FundClaim { .. }));
    let loading = || view! { <Card title=keys::APPROVAL_FUND_HISTORY><Skeleton shape=SkeletonShape::Lines/></Card> };
    view! {
        <Region reading=reading loading=loading let:background>
            <History background=background/>
            <Like background=background/>
        </Region>
    }
}

/// What the partner asked for before.
#[component]
fn History(background: Signal<RequestBackground>) -> impl IntoView {
    let is_first = Memo::new(move |_| background.with(|background| background.asked == 0));
    let inside = move || {
        if is_first.get() {
            return view! { <p class="muted">{t(keys::APPROVAL_FUND_HISTORY_NONE)}</p> }.into_any();
        }
        let recent = move || {
            background.with(|background| {
                let activities = background.recent.iter().cloned();
                activities
                    .map(|past| recent_row(past, &background.currency))
                    .collect_view()
            })
        };
        view! {
            <section class="approval-section"><Sums background=background/></section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_FUND_RECENT)}</h3>
                <div class="approval-wide" tabindex="0" role="group" aria-label=t(keys::APPROVAL_FUND_RECENT)>
                <table class="approval-costs">
                    <thead>
                        <tr>
                            <th scope="col">{t(keys::FUND_FACT_ACTIVITY)}</th>
                            <th scope="col">{t(keys::FUNDS_COLUMN_STATE)}</th>
                            <th scope="col" class="end">{t(keys::RETURNS_SPENT)}</th>
                            <th scope="col" class="end">{t(keys::RETURNS_PIPELINE_RETURN)}</th>
                        </tr>
                    </thead>
                    <tbody>{recent}</tbody>
                </table>
                </div>
            </section>
        }
        .into_any()
    };
    view! { <Card title=keys::APPROVAL_FUND_HISTORY text=keys::APPROVAL_FUND_HISTORY_TEXT>{inside}</Card> }
}

/// How much it asked for, how much of that was approved, and what came back.
#[component]
fn Sums(background: Signal<RequestBackground>) -> impl IntoView {
    let asked = move || {
        background.with(|background| {
            let number = |number: u32| i18n::integer(i64::from(number));
            text_with(
                keys::APPROVAL_FUND_APPROVED_OF,
                &[
                    ("approved", &number(background.approved)),
                    ("asked", &number(background.asked)),
                ],
            )
        })
    };
    let spent = Signal::derive(move || background.with(|background| background.results.spent));
    let currency = Signal::derive(move || background.with(|background| background.currency.clone()));
    let of = move |value: fn(&RequestBackground) -> Option<i64>| move || times(background.with(value));
    view! {
        <KeyValues>
            <KeyValue label=keys::APPROVAL_FUND_REQUESTS><span>{asked}</span></KeyValue>
            <KeyValue label=keys::RETURNS_SPENT><Money minor=spent currency=currency/></KeyValue>
            <KeyValue label=keys::RETURNS_PIPELINE_RETURN>
                <span translate="no">{of(|background| background.pipeline_return)}</span>
            </KeyValue>
            <KeyValue label=keys::RETURNS_WON_RETURN>
                <span translate="no">{of(|background| background.won_return)}</span>
            </KeyValue>
        </KeyValues>
    }
}

fn recent_row(past: PastActivity, currency: &str) -> AnyView {
    let kind = past
        .activity
        .map(|activity| view! { {t(activity_name(activity))}" · " });
    let day = past.starts_on.map(|day| view! { <DateText value=day/> });
    let spent = past
        .spent
        .map(|minor| view! { <Money minor=minor currency=currency.to_owned()/> });
    let returned = past.pipeline_return;
    view! {
        <tr>
            <th scope="row">
                <a class="link" href=paths::fund_request(past.id) translate="no" dir="auto">{past.title}</a>
                <span class="cell-sub">{kind}<Data value=past.reference class="approval-reference"/>" · "{day}</span>
            </th>
            <td><FundRequestStateBadge state=past.state/></td>
            <td class="end">{spent}</td>
            <td class="end" translate="no">{move || times(returned)}</td>
        </tr>
    }
    .into_any()
}

/// What activities of the same type brought back.
#[component]
fn Like(background: Signal<RequestBackground>) -> impl IntoView {
    let like = Memo::new(move |_| background.with(|background| background.like.clone()));
    move || like.get().map(|like| view! { <LikeCard like=like/> })
}

#[component]
fn LikeCard(like: LikeActivities) -> impl IntoView {
    let kind = like.activity;
    let rows = [
        (keys::APPROVAL_FUND_LIKE_OWN, keys::APPROVAL_FUND_LIKE_NONE, like.own),
        (
            keys::APPROVAL_FUND_LIKE_PROGRAM,
            keys::APPROVAL_FUND_LIKE_FEW,
            like.program,
        ),
    ];
    let rows = rows.into_iter().map(like_row).collect_view();
    view! {
        <Card title=keys::APPROVAL_FUND_LIKE text=t(activity_name(kind))>
            <div class="approval-wide" tabindex="0" role="group" aria-label=t(keys::APPROVAL_FUND_LIKE)>
            <table class="approval-costs">
                <thead>
                    <tr>
                        <th scope="col">{t(keys::APPROVAL_FUND_LIKE_WHOSE)}</th>
                        <th scope="col" class="end">{t(keys::RETURNS_COLUMN_ACTIVITIES)}</th>
                        <th scope="col" class="end">{t(keys::RETURNS_PIPELINE_RETURN)}</th>
                        <th scope="col" class="end">{t(keys::RETURNS_WON_RETURN)}</th>
                        <th scope="col" class="end">{t(keys::APPROVAL_FUND_LIKE_PER_LEAD)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            </div>
        </Card>
    }
}

fn like_row((label, nothing, history): (Key, Key, Option<ActivityHistory>)) -> AnyView {
    let Some(history) = history else {
        return view! { <tr><th scope="row">{t(label)}</th><td colspan="4" class="muted">{t(nothing)}</td></tr> }
            .into_any();
    };
    let (activities, pipeline, won) = (history.activities, history.pipeline_return, history.won_return);
    let per_lead = history
        .per_lead
        .map(|money| view! { <Money minor=money.minor currency=money.currency/> });
    view! {
        <tr>
            <th scope="row">{t(label)}</th>
            <td class="end" translate="no">{move || i18n::integer(i64::from(activities))}</td>
            <td class="end" translate="no">{move || times(pipeline)}</td>
            <td class="end" translate="no">{move || times(won)}</td>
            <td class="end">{per_lead}</td>
        </tr>
    }
    .into_any()
}
