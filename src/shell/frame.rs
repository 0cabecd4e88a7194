//! The frame that every page of a signed-in person stands in.

use super::links::follow_links;
use super::palette::{PageCommands, Palette};
use super::user_menu::UserMenu;
use super::{ConnectionBanner, PAGES, Page, Place};
use crate::api::{self, Reading, outbox, use_read};
use crate::i18n::{keys, text_with};
use crate::session::{SignInAgain, use_session};
use crate::ui::{IconButton, IconName, LiveRegion, NavGroup, NavItem, Shell, toast};
use entente_model::events::LiveEvent;
use entente_model::home::Home;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// The person's next steps, read once for the rail's numbers and the home page.
#[derive(Clone, Copy)]
pub struct HomeReading(pub Reading<Home>);

/// The person's next steps.
pub fn use_home() -> Reading<Home> {
    match use_context::<HomeReading>() {
        Some(HomeReading(reading)) => reading,
        None => use_read(|| Some(api::home::read())),
    }
}

/// Rail, banners, palette, the dialog of a lost session, and the page.
#[component]
pub fn Frame() -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let palette = RwSignal::new(false);
    let home = use_read(|| Some(api::home::read())).refetch_on(move |event| match event {
        LiveEvent::Deal { .. } | LiveEvent::Approval { .. } | LiveEvent::Journey { .. } => true,
        LiveEvent::FundRequest { .. } | LiveEvent::FundClaim { .. } => true,
        // The agreement: its text is one of the settings, its signature the partner's.
        LiveEvent::Settings {} => true,
        LiveEvent::Partner { id, .. } => {
            let session = session.get_untracked();
            session.is_some_and(|session| session.partner.as_ref().is_some_and(|partner| partner.id == *id))
        }
        _ => false,
    });
    provide_context(HomeReading(home));
    PageCommands::provide();
    follow_links();
    outbox::on_sent(|entry| toast(text_with(keys::SHELL_OUTBOX_SENT, &[("about", &entry.about)])));
    let brand = Signal::derive(move || {
        session
            .get()
            .map(|session| session.program.name.clone())
            .unwrap_or_default()
    });
    // Equal answers are not news: another number of the rail does not draw all of it anew.
    let in_rail = Memo::new(move |_| {
        let role = session.role();
        let is_shown = |page: &Page| {
            let holds = |holds| home.value().with(|home| home.as_ref().is_some_and(holds));
            role.is_some_and(|role| page.is_for(role)) && page.shown_while.is_none_or(holds)
        };
        PAGES.iter().map(|page| is_shown(page)).collect::<Vec<bool>>()
    });
    let groups = Signal::derive(move || {
        let group = |place: Place, label: Option<Signal<String>>| {
            let items: Vec<NavItem> = in_rail
                .get()
                .into_iter()
                .zip(PAGES)
                .filter(|(is_shown, page)| *is_shown && page.place == place)
                .filter_map(|(_, page)| {
                    let waiting = page.waiting;
                    let count = Signal::derive(move || {
                        waiting.and_then(|waiting| home.value().with(|home| home.as_ref().map(waiting)))
                    });
                    Some(NavItem::new(page.title, (page.address?)(), page.icon).with_count(count))
                })
                .collect();
            (!items.is_empty()).then_some(NavGroup { label, items })
        };
        [
            group(Place::Work, None),
            group(Place::Company, Some(keys::SHELL_RAIL_COMPANY.into())),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
    });
    let open_palette = move || palette.set(true);
    view! {
        <Shell
            brand=brand
            groups=groups
            path=path
            foot=move || view! { <UserMenu open_palette=open_palette/> }
            bar=move || view! { <IconButton label=keys::SHELL_COMMANDS icon=IconName::Search on_press=open_palette/> }
        >
            <ConnectionBanner/>
            <Outlet/>
        </Shell>
        <Palette open=palette/>
        <SignInAgain/>
        <LiveRegion/>
    }
}
