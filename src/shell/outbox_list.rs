//! The submissions that wait to be sent, and those that the server did not take.

use crate::api::outbox::{self, Entry};
use crate::forms::{field_text, problem_text};
use crate::i18n::{keys, t};
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, Data, StatusBadge, Time, TimeStyle, Tone};
use leptos::prelude::*;

/// The list. Entries that only follow another one stand with it: a person made one submission, not two.
#[component]
pub(super) fn OutboxList() -> impl IntoView {
    let entries = Memo::new(move |_| {
        outbox::entries()
            .into_iter()
            .filter(|entry| entry.after.is_none())
            .collect::<Vec<_>>()
    });
    view! {
        <div class="stack">
            <p class="muted">{t(keys::SHELL_OUTBOX_TEXT)}</p>
            <ul class="outbox">
                {each(move || entries.get(), |entry| format!("{} {}", entry.key, entry.refused.is_some()), line)}
            </ul>
        </div>
    }
}

fn line(entry: Entry) -> AnyView {
    let (badge, tone) = if entry.refused.is_some() {
        (keys::SHELL_OUTBOX_STATE_REFUSED, Tone::Danger)
    } else {
        (keys::SHELL_OUTBOX_STATE_WAITING, Tone::Info)
    };
    let why = entry.refused.clone().map(|problem| {
        let why = move || {
            let mut lines = vec![problem_text(&problem)];
            lines.extend(problem.errors.iter().map(field_text));
            lines.join(" ")
        };
        view! { <p class="muted small">{why}</p> }
    });
    // A record that does not exist yet has no page.
    let link = entry.link.clone();
    let leads = !link.is_empty() && !link.contains('{');
    let key = entry.key.clone();
    view! {
        <li class="outbox-entry">
            <div class="row-between">
                <Data value=entry.about.clone() class="strong truncate"/>
                <StatusBadge label=badge tone=tone/>
            </div>
            <p class="faint small"><Time value=entry.made_at style=TimeStyle::DateTime/></p>
            {why}
            <div class="row">
                {leads.then(|| view! { <a class="link" href=link>{t(keys::SHELL_OUTBOX_OPEN)}</a> })}
                <Button label=keys::SHELL_OUTBOX_DISCARD kind=ButtonKind::Ghost size=ButtonSize::Small on_press=move || outbox::discard(&key)/>
            </div>
        </li>
    }
    .into_any()
}
