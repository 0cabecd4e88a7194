//! Every component in every state, for debug builds: the place to look before and after a change of the kit.
//!
//! `/gallery?theme=dark&dir=rtl&locale=de&width=narrow&section=tables` sets the switches, so that a picture can be taken by address.

mod buttons;
mod data;
mod feedback;
mod fields;
mod overlays;
mod tables;

use crate::i18n::{Locale, locale, set_locale};
use crate::ui::*;
use leptos::prelude::*;

type Draw = fn() -> AnyView;

/// The gallery's page.
#[component]
pub fn Gallery() -> impl IntoView {
    let query = location_query();
    let wanted = move |name: &str| query.get(name).unwrap_or_default();
    let dark = RwSignal::new(wanted("theme") == "dark");
    let right_to_left = RwSignal::new(wanted("dir") == "rtl");
    let narrow = RwSignal::new(wanted("width") == "narrow");
    let language = RwSignal::new(match wanted("locale").as_str() {
        "" => locale().tag().to_owned(),
        chosen => chosen.to_owned(),
    });
    let section = wanted("section");
    Effect::new(move |_| set_theme(if dark.get() { Theme::Dark } else { Theme::Light }));
    Effect::new(move |_| {
        let tag = language.get();
        let direction = if right_to_left.get() { "rtl" } else { "ltr" };
        leptos::task::spawn_local(async move {
            set_locale(Locale::from_tag(&tag)).await;
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("dir", direction);
            }
        });
    });
    let languages: Vec<Choice> = [Locale::English, Locale::German, Locale::Pseudo]
        .iter()
        .map(|locale| Choice::data(locale.tag(), locale.own_name()))
        .collect();
    let sections: [(&str, Draw); 6] = [
        ("buttons", buttons::section),
        ("fields", fields::section),
        ("tables", tables::section),
        ("data", data::section),
        ("feedback", feedback::section),
        ("overlays", overlays::section),
    ];
    let shown = sections
        .into_iter()
        .filter(|(name, _)| section.is_empty() || section == *name)
        .map(|(name, view)| view! { <section id=name class="stack">{view()}</section> })
        .collect_view();
    let groups = vec![
        NavGroup {
            label: None,
            items: vec![
                NavItem::new("Home", "/gallery/home", IconName::House),
                NavItem::new("Inbox", "/gallery/inbox", IconName::Inbox).with_count(12),
                NavItem::new("Deals", "/gallery", IconName::Handshake),
            ],
        },
        NavGroup {
            label: Some("Program".into()),
            items: vec![
                NavItem::new("Partners", "/gallery/partners", IconName::Building2),
                NavItem::new("Learning", "/gallery/learning", IconName::GraduationCap),
                NavItem::new("Funds", "/gallery/funds", IconName::Wallet),
                NavItem::new("Assets", "/gallery/assets", IconName::Palette),
                NavItem::new("Insight", "/gallery/insight", IconName::ChartColumn),
            ],
        },
    ];
    let foot = || {
        view! {
            <div class="row" style:flex-wrap="nowrap">
                <Avatar name="Maria Lindqvist"/>
                <span class="grow truncate small">"Maria Lindqvist"</span>
                <Menu label="Account" items=overlays::menu_items()/>
            </div>
        }
    };
    view! {
        <div translate="no">
            <Shell brand="Northwind Partners" groups=groups path="/gallery" foot=foot>
                <Pane>
                    <PageHeader title="Gallery" lead="Every component in every state." crumbs=vec![Crumb::link("Portal", "/"), Crumb::here("Gallery")]>
                        <Field label="Language"><Select value=language choices=languages/></Field>
                        <SwitchLine label="Dark" on=dark/>
                        <SwitchLine label="Right to left" on=right_to_left/>
                        <SwitchLine label="Narrow" on=narrow/>
                    </PageHeader>
                    <div class="stack" style:gap="2.5rem" style:max-inline-size=move || if narrow.get() { "22rem" } else { "none" }>{shown}</div>
                </Pane>
            </Shell>
            <ToastRegion/>
            <LiveRegion/>
        </div>
    }
}

#[component]
fn SwitchLine(label: &'static str, on: RwSignal<bool>) -> impl IntoView {
    view! { <Switch label=label on=on on_change=move |value| on.set(value)/> }
}

/// A heading and what stands under it.
fn show(title: &'static str, view: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="stack-tight">
            <h2 class="small muted">{title}</h2>
            {view.into_any()}
        </div>
    }
    .into_any()
}

fn location_query() -> web_sys::UrlSearchParams {
    let search = window().location().search().unwrap_or_default();
    web_sys::UrlSearchParams::new_with_str(&search).unwrap_or_else(|_| {
        // An unreadable query counts as none.
        web_sys::UrlSearchParams::new().unwrap_or_else(|error| wasm_bindgen::throw_val(error))
    })
}
