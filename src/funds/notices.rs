//! Where a request or a claim stands and what comes next, in sentences: the box over its page, with a decision's reasons and message.

use crate::approvals::reasons::reason_name;
use crate::i18n::{self, Key, text, text_with};
use crate::ui::{Icon, IconName, Tone};
use chrono::{DateTime, Utc};
use entente_model::approvals::ApprovalKind;
use leptos::prelude::*;

/// A notice: its head, its sentences, and a decision's reasons and message.
pub(super) struct Notice {
    tone: Tone,
    icon: IconName,
    title: String,
    lines: Vec<String>,
    reasons: Vec<String>,
    message: String,
}

impl Notice {
    /// A notice with a head.
    pub(super) fn new(tone: Tone, icon: IconName, title: Key) -> Self {
        Notice {
            tone,
            icon,
            title: text(title),
            lines: Vec::new(),
            reasons: Vec::new(),
            message: String::new(),
        }
    }

    /// With one sentence more, when there is one.
    pub(super) fn line(mut self, line: Option<String>) -> Self {
        self.lines.extend(line);
        self
    }

    /// With why it was decided so, and what was written with it.
    pub(super) fn decision(mut self, reasons: &[String], message: &str) -> Self {
        // Requests and claims have the same names for the same reasons.
        let named = |word: &String| reason_name(ApprovalKind::FundRequest, word);
        let reasons = reasons.iter().filter_map(named);
        self.reasons = reasons.map(text).collect();
        message.clone_into(&mut self.message);
        self
    }

    /// As it is shown.
    pub(super) fn view(self) -> AnyView {
        let reasons = (!self.reasons.is_empty()).then(|| {
            let items = self
                .reasons
                .into_iter()
                .map(|reason| view! { <li>{reason}</li> })
                .collect_view();
            view! { <ul class="deal-notice-reasons">{items}</ul> }
        });
        let message = (!self.message.is_empty()).then(|| {
            view! { <blockquote class="deal-notice-message" translate="no" dir="auto">{self.message}</blockquote> }
        });
        let lines = self
            .lines
            .into_iter()
            .map(|line| view! { <p>{line}</p> })
            .collect_view();
        view! {
            <section class="deal-notice" data-tone=self.tone.name()>
                <Icon name=self.icon/>
                <div>
                    <strong>{self.title}</strong>
                    {reasons}
                    {message}
                    {lines}
                </div>
            </section>
        }
        .into_any()
    }
}

/// A sentence with a moment that ends something; nothing without one.
pub(super) fn dated(key: Key, end: Option<DateTime<Utc>>) -> Option<String> {
    end.map(|end| text_with(key, &[("date", &i18n::date_time(i18n::last_moment(end)))]))
}
