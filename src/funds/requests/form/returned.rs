//! Why a request came back, and by when it is to be answered.

use crate::approvals::reasons::reason_name;
use crate::i18n::{self, keys, t, text, text_with};
use crate::ui::{Icon, IconName, Tone};
use entente_model::approvals::ApprovalKind;
use entente_model::funds::request::FundRequest;
use leptos::prelude::*;

/// The decision's reasons and message.
#[component]
pub fn ReturnedNotice(
    /// The request.
    request: FundRequest,
) -> impl IntoView {
    let progress = StoredValue::new(request.progress);
    let reasons = move || {
        let named = progress.with_value(|progress| {
            let words = progress.decision_reasons.iter();
            let names = words.filter_map(|word| reason_name(ApprovalKind::FundRequest, word));
            names.map(text).collect::<Vec<_>>()
        });
        (!named.is_empty()).then(|| {
            let lines = named
                .into_iter()
                .map(|reason| view! { <li>{reason}</li> })
                .collect_view();
            view! { <ul class="deal-notice-reasons">{lines}</ul> }
        })
    };
    let message = progress.with_value(|progress| progress.decision_message.clone());
    let message = (!message.is_empty())
        .then(|| view! { <blockquote class="deal-notice-message" translate="no" dir="auto">{message}</blockquote> });
    let due = progress.with_value(|progress| progress.answer_due);
    let due = move || {
        due.map(|due| {
            let day = i18n::date_time(i18n::last_moment(due));
            view! { <p>{text_with(keys::REQUEST_RETURNED_TEXT, &[("date", &day)])}</p> }
        })
    };
    view! {
        <section class="deal-notice" data-tone=Tone::Warning.name()>
            <Icon name=IconName::CircleAlert/>
            <div>
                <strong>{t(keys::REQUEST_RETURNED_TITLE)}</strong>
                {reasons}
                {message}
                {due}
            </div>
        </section>
    }
}
