//! The page: what waits for the person, most pressing first, by role.

use super::PAGE;
use super::partner::PartnerHome;
use super::vendor::VendorHome;
use crate::i18n::{self, keys, text, text_with};
use crate::paths;
use crate::session::use_session;
use crate::shell::{PageHead, Region, use_home};
use crate::ui::{Button, ButtonKind, IconName, Pane, Skeleton, SkeletonShape, now};
use chrono::{Local, Timelike};
use entente_model::home::Home;
use entente_model::people::{Permission, Side};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = use_session();
    let side = Memo::new(move |_| session.side());
    let first_name = move || {
        session
            .get()
            .and_then(|session| session.user.name.split_whitespace().next().map(str::to_owned))
            .unwrap_or_default()
    };
    let greeting = Signal::derive(move || {
        let key = match now().with_timezone(&Local).hour() {
            4..12 => keys::HOME_MORNING,
            18..24 => keys::HOME_EVENING,
            _ => keys::HOME_DAY,
        };
        text_with(key, &[("name", &first_name())])
    });
    let lead = Signal::derive(move || {
        let today = i18n::date_long(now().with_timezone(&Local).date_naive());
        Some(text_with(keys::HOME_TODAY, &[("date", &today)]))
    });
    let loading = || view! { <div class="stack"><Skeleton shape=SkeletonShape::Card/><Skeleton shape=SkeletonShape::Card/></div> };
    view! {
        <Pane>
            <PageHead page=&PAGE heading=greeting lead=lead>
                {move || (side.get() == Some(Side::Partner)).then(|| view! { <RegisterDeal/> })}
            </PageHead>
            <Region reading=use_home() loading=loading let:home>
                {content(home, side)}
            </Region>
        </Pane>
    }
}

fn content(home: Signal<Home>, side: Memo<Option<Side>>) -> AnyView {
    (move || match side.get() {
        Some(Side::Vendor) => view! { <VendorHome home=home/> }.into_any(),
        _ => view! { <PartnerHome home=home/> }.into_any(),
    })
    .into_any()
}

/// The first step of a partner: it stays where it is for those who may not, and says why.
#[component]
pub(super) fn RegisterDeal() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let reason = Signal::derive(move || session.reason_not(Permission::RegisterDeals));
    view! {
        <Button
            label=move || text(keys::HOME_REGISTER)
            kind=ButtonKind::Primary
            icon=IconName::Plus
            disabled_reason=reason
            on_press=move || navigate(&paths::deal_new(), Default::default())
        />
    }
}
