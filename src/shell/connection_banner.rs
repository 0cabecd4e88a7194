//! Over every page: that the API is away, how old what is shown may be, and what waits to be sent.

use super::outbox_list::OutboxList;
use crate::api::{connection, outbox};
use crate::i18n::{self, keys, t_plural, text, text_plural, text_with};
use crate::ui::{Button, ButtonSize, Drawer, Icon, IconName, now};
use chrono::Duration;
use leptos::ev;
use leptos::prelude::*;

/// The banner; nothing while all is well.
#[component]
pub fn ConnectionBanner() -> impl IntoView {
    let waiting = Memo::new(move |_| outbox::entries().iter().filter(|entry| entry.refused.is_none()).count() as u64);
    let refused = Memo::new(move |_| outbox::entries().iter().filter(|entry| entry.refused.is_some()).count() as u64);
    let list_open = RwSignal::new(false);
    // The last entry gone, there is nothing to look at any more.
    Effect::new(move |_| {
        if waiting.get() + refused.get() == 0 {
            list_open.set(false);
        }
    });
    let online = window_event_listener(ev::online, |_| connection::try_now());
    on_cleanup(move || online.remove());
    let away = move || {
        connection::away_since().map(|_| {
            let line = move || match connection::oldest_shown().filter(|at| now() - *at >= Duration::minutes(1)) {
                Some(at) => text_with(
                    keys::SHELL_AWAY_STORED,
                    &[("time", &i18n::time_of_day(at)), ("age", &i18n::relative(at, now()))],
                ),
                None => text(keys::SHELL_AWAY),
            };
            view! {
                <div class="notice" data-tone="warning">
                    <Icon name=IconName::CloudOff/>
                    <span class="grow">{line}</span>
                    <Button label=keys::KIT_RETRY size=ButtonSize::Small on_press=connection::try_now/>
                </div>
            }
        })
    };
    let queue = move || {
        (waiting.get() > 0).then(|| {
            let line = move || {
                if outbox::is_sending() {
                    text(keys::SHELL_OUTBOX_SENDING)
                } else {
                    text_plural(keys::SHELL_OUTBOX_WAITING, waiting.get())
                }
            };
            view! {
                <div class="notice" data-tone="info">
                    <Icon name=IconName::Send/>
                    <span class="grow">{line}</span>
                    <Button label=keys::SHELL_OUTBOX_SHOW size=ButtonSize::Small on_press=move || list_open.set(true)/>
                </div>
            }
        })
    };
    let refusals = move || {
        (refused.get() > 0).then(|| {
            view! {
                <div class="notice" data-tone="danger">
                    <Icon name=IconName::CircleAlert/>
                    <span class="grow">{t_plural(keys::SHELL_OUTBOX_REFUSED, refused.get())}</span>
                    <Button label=keys::SHELL_OUTBOX_SHOW size=ButtonSize::Small on_press=move || list_open.set(true)/>
                </div>
            }
        })
    };
    view! {
        <div class="notices" role="status">{away}{queue}{refusals}</div>
        <Drawer open=list_open title=keys::SHELL_OUTBOX_TITLE on_close=move || list_open.set(false)>
            <OutboxList/>
        </Drawer>
    }
}
