//! Where a registration stands and what comes next, in sentences: the decision with its reasons, the day that is due, what can be done.

use super::words::loss_reason;
use crate::approvals::reasons::reason_name;
use crate::deals::facts::money;
use crate::i18n::{self, keys, text, text_with};
use crate::session::use_session;
use crate::ui::{Icon, IconName, Tone, now};
use chrono::{DateTime, Utc};
use entente_model::approvals::ApprovalKind;
use entente_model::deals::{Actor, Deal, DealEventKind, DealFacts, DealState, allowed};
use entente_model::people::Side;
use leptos::prelude::*;

/// A notice: its head, its sentences, and a decision's reasons and message.
struct Notice {
    tone: Tone,
    icon: IconName,
    title: String,
    lines: Vec<String>,
    reasons: Vec<String>,
    message: String,
    /// The message follows the sentences; a decision's precedes them, beside its reasons.
    message_last: bool,
}

impl Notice {
    fn new(tone: Tone, icon: IconName, title: i18n::Key) -> Self {
        Notice {
            tone,
            icon,
            title: text(title),
            lines: Vec::new(),
            reasons: Vec::new(),
            message: String::new(),
            message_last: false,
        }
    }

    fn line(mut self, line: Option<String>) -> Self {
        self.lines.extend(line);
        self
    }

    fn decision(mut self, deal: &Deal) -> Self {
        self.reasons = deal
            .progress
            .decision_reasons
            .iter()
            .filter_map(|word| reason_name(ApprovalKind::DealRegistration, word))
            .map(text)
            .collect();
        self.message = deal.progress.decision_message.clone();
        self
    }
}

/// What may be done with the deal and what its rules read.
pub fn facts_of(deal: &Deal) -> DealFacts {
    DealFacts {
        state: deal.summary.state,
        progress: deal.progress.clone(),
    }
}

/// Says where the registration stands.
#[component]
pub fn DecisionNotice(
    /// The deal.
    #[prop(into)]
    deal: Signal<Deal>,
) -> impl IntoView {
    let session = use_session();
    move || {
        let is_partner = session.side() == Some(Side::Partner);
        deal.with(|deal| notice(deal, is_partner, now())).map(|notice| {
            let reasons = (!notice.reasons.is_empty()).then(|| {
                let items = notice.reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
                view! { <ul class="deal-notice-reasons">{items}</ul> }
            });
            let message = (!notice.message.is_empty()).then(|| {
                view! { <blockquote class="deal-notice-message" translate="no" dir="auto">{notice.message.clone()}</blockquote> }
            });
            let (first, last) = if notice.message_last { (None, message) } else { (message, None) };
            view! {
                <section class="deal-notice" data-tone=notice.tone.name()>
                    <Icon name=notice.icon/>
                    <div>
                        <strong>{notice.title}</strong>
                        {reasons}
                        {first}
                        {notice.lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                        {last}
                    </div>
                </section>
            }
        })
    }
}

fn dated(key: i18n::Key, end: Option<DateTime<Utc>>) -> Option<String> {
    end.map(|end| text_with(key, &[("date", &i18n::date_time(i18n::last_moment(end)))]))
}

fn notice(deal: &Deal, is_partner: bool, now: DateTime<Utc>) -> Option<Notice> {
    let progress = &deal.progress;
    Some(match deal.summary.state {
        DealState::Draft => Notice::new(Tone::Neutral, IconName::CircleDashed, keys::DEAL_STATE_DRAFT)
            .line(Some(text(keys::DEAL_NEXT_DRAFT))),
        DealState::Submitted | DealState::InReview => {
            if progress.decision_due.is_some_and(|due| due < now) {
                return Some(
                    Notice::new(Tone::Warning, IconName::Clock, keys::DEAL_NEXT_LATE_TITLE)
                        .line(dated(keys::DEAL_NEXT_LATE_TEXT, progress.decision_due)),
                );
            }
            let is_reviewed = deal.summary.state == DealState::InReview;
            let (title, icon) = if is_reviewed {
                (keys::DEAL_NEXT_REVIEW_TITLE, IconName::Eye)
            } else {
                (keys::DEAL_NEXT_WAITING_TITLE, IconName::Send)
            };
            Notice::new(Tone::Info, icon, title)
                .line(dated(keys::DEAL_NEXT_WAITING, progress.decision_due))
                .line(is_partner.then(|| text(keys::DEAL_NEXT_WAITING_TEXT)))
        }
        DealState::ActionRequired => Notice::new(Tone::Warning, IconName::CircleAlert, keys::DEAL_NEXT_RETURNED_TITLE)
            .decision(deal)
            .line(dated(keys::DEAL_NEXT_RETURNED_TEXT, progress.answer_due).filter(|_| is_partner)),
        DealState::Approved => {
            let approved = progress.protected_until.map(|until| {
                text_with(
                    keys::DEAL_NEXT_APPROVED_TEXT,
                    &[
                        ("partner", &deal.summary.partner_name),
                        ("date", &i18n::day(i18n::last_moment(until))),
                    ],
                )
            });
            let rule = progress
                .decided_by_rule
                .as_ref()
                .map(|rule| text_with(keys::DEAL_NEXT_APPROVED_RULE, &[("rule", rule)]));
            let pending = progress
                .extension_requested_at
                .and(dated(keys::DEAL_NEXT_EXTENSION_PENDING, progress.decision_due));
            let activity = progress.activity_due.filter(|_| is_partner).map(|due| {
                // What somebody has to do by then has a time of day; protection is told in days.
                let (key, date) = if due < now {
                    (keys::DEAL_NEXT_ACTIVITY_LATE, i18n::day(due))
                } else {
                    (keys::DEAL_NEXT_ACTIVITY, i18n::date_time(i18n::last_moment(due)))
                };
                text_with(key, &[("date", &date)])
            });
            let mut notice = Notice::new(Tone::Success, IconName::ShieldCheck, keys::DEAL_NEXT_APPROVED_TITLE)
                .line(approved)
                .line(rule)
                .line(pending)
                .line(activity);
            notice.message = progress.decision_message.clone();
            notice.message_last = true;
            notice
        }
        DealState::Rejected => {
            let may_appeal = is_partner && allowed(&facts_of(deal), DealEventKind::Appeal, Actor::Partner, now).is_ok();
            let pending = progress
                .appeal_requested_at
                .and(dated(keys::DEAL_NEXT_APPEAL_PENDING, progress.decision_due));
            Notice::new(Tone::Danger, IconName::CircleX, keys::DEAL_NEXT_REJECTED_TITLE)
                .decision(deal)
                .line(pending)
                .line(may_appeal.then(|| text(keys::DEAL_NEXT_REJECTED_APPEAL)))
        }
        DealState::Won => {
            let won = progress.won_value.as_ref().zip(progress.closed_on).map(|(value, day)| {
                text_with(
                    keys::DEAL_NEXT_WON_TEXT,
                    &[("value", &money(value)), ("date", &i18n::date(day))],
                )
            });
            Notice::new(Tone::Success, IconName::Trophy, keys::DEAL_NEXT_WON_TITLE).line(won)
        }
        DealState::Lost => {
            let reason = progress.loss_reason.map(|reason| text(loss_reason(reason)));
            Notice::new(Tone::Neutral, IconName::CircleSlash, keys::DEAL_NEXT_LOST_TITLE).line(reason)
        }
        DealState::Expired => Notice::new(Tone::Neutral, IconName::Hourglass, keys::DEAL_NEXT_EXPIRED_TITLE)
            .line(Some(text(keys::DEAL_NEXT_EXPIRED_TEXT))),
        DealState::Withdrawn => Notice::new(Tone::Neutral, IconName::Undo2, keys::DEAL_NEXT_WITHDRAWN_TITLE)
            .line(Some(text(keys::DEAL_NEXT_EXPIRED_TEXT))),
    })
}
