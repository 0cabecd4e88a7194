//! A meter of what the request would leave available in its fund.

use super::model::FormModel;
use crate::i18n::{self, keys, t, text, text_with};
use crate::ui::{ShareBar, ShareFill, SharePart, Tone};
use entente_model::funds::request::RequestRule;
use leptos::prelude::*;

/// What is available, what of it this request would take, and what would be left, in minor units of the fund's currency.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Leaves {
    available: i64,
    asked: i64,
    left: i64,
    currency: String,
}

/// The meter; a sentence as long as no fund is chosen.
#[component]
pub fn LeavesMeter(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let leaves = Memo::new(move |_| {
        form.standings.with(|standings| {
            standings.iter().find_map(|standing| match &standing.rule {
                RequestRule::Available {
                    available: Some(available),
                    left,
                } => {
                    let left = left.as_ref().map_or(available.minor, |left| left.minor);
                    Some(Leaves {
                        available: available.minor,
                        asked: available.minor.saturating_sub(left),
                        left,
                        currency: available.currency.clone(),
                    })
                }
                _ => None,
            })
        })
    });
    let is_known = Memo::new(move |_| leaves.with(Option::is_some));
    let parts = Signal::derive(move || leaves.with(|leaves| leaves.as_ref().map(parts_of).unwrap_or_default()));
    let fund = Memo::new(move |_| form.fund().map(|fund| fund.name));
    let converted = move || {
        form.asked_in_fund().map(|asked| {
            let amount = i18n::money(asked.minor, &asked.currency);
            view! { <p class="cell-sub">{text_with(keys::REQUEST_METER_CONVERTED, &[("amount", &amount)])}</p> }
        })
    };
    view! {
        <section class="request-meter" aria-label=t(keys::REQUEST_METER)>
            <h3>{t(keys::REQUEST_METER)}</h3>
            {move || fund.get().map(|name| view! { <p class="cell-sub" translate="no" dir="auto">{name}</p> })}
            {move || match is_known.get() {
                true => view! { <ShareBar parts=parts label=keys::REQUEST_METER/> }.into_any(),
                false => view! { <p class="muted small">{t(keys::REQUEST_RULE_AVAILABLE_TEXT)}</p> }.into_any(),
            }}
            {converted}
        </section>
    }
}

/// The whole, and its two parts; more than there is fills the bar alone.
fn parts_of(leaves: &Leaves) -> Vec<SharePart> {
    let part = |key, label, minor: i64, look| SharePart {
        key,
        label: text(label),
        // Only how long a piece of the bar is, so a float is exact enough.
        value: minor.max(0) as f64,
        shown: i18n::money(minor, &leaves.currency),
        look,
        href: None,
        is_current: false,
    };
    // Another key draws the part anew, in its other colour.
    let (key, tone) = if leaves.left < 0 {
        ("over", Tone::Danger)
    } else {
        ("request", Tone::Info)
    };
    vec![
        part("whole", keys::REQUEST_METER_AVAILABLE, leaves.available, None),
        part(
            key,
            keys::REQUEST_METER_ASKED,
            leaves.asked,
            Some((tone, ShareFill::Striped)),
        ),
        part(
            "left",
            keys::REQUEST_METER_LEFT,
            leaves.left,
            Some((Tone::Accent, ShareFill::Plain)),
        ),
    ]
}
