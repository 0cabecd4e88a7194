//! The frame of the portal: a rail with the person's own work first, and the page beside it.

use super::{Count, Icon, IconButton, IconName};
use crate::i18n::{keys, t};
use leptos::prelude::*;

/// A place in the rail.
#[derive(Clone)]
pub struct NavItem {
    /// Its name.
    pub label: Signal<String>,
    /// Where it leads to.
    pub href: String,
    /// A shape for its kind.
    pub icon: IconName,
    /// How many wait there.
    pub count: Signal<Option<u64>>,
}

impl NavItem {
    /// A place.
    pub fn new(label: impl Into<Signal<String>>, href: impl Into<String>, icon: IconName) -> Self {
        NavItem {
            label: label.into(),
            href: href.into(),
            icon,
            count: Signal::stored(None),
        }
    }

    /// With the number of things that wait there.
    pub fn with_count(self, count: impl Into<Signal<Option<u64>>>) -> Self {
        NavItem {
            count: count.into(),
            ..self
        }
    }
}

/// A group of places.
#[derive(Clone)]
pub struct NavGroup {
    /// Its heading; none for the first, the person's own work.
    pub label: Option<Signal<String>>,
    /// The places.
    pub items: Vec<NavItem>,
}

/// Leads over the rail to the content, for the keyboard.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href="#content">{t(keys::KIT_SKIP_LINK)}</a> }
}

/// Rail, top bar on narrow screens, and the page.
#[component]
pub fn Shell(
    /// The vendor's name for its program.
    #[prop(into)]
    brand: Signal<String>,
    /// The places.
    #[prop(into)]
    groups: Signal<Vec<NavGroup>>,
    /// The path of the page that is open.
    #[prop(into)]
    path: Signal<String>,
    /// What stands at the foot of the rail: the person and their menu.
    #[prop(optional, into)]
    foot: ViewFnOnce,
    /// What stands in the top bar on narrow screens beside the menu button.
    #[prop(optional, into)]
    bar: ViewFnOnce,
    /// The page.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    // Following a link closes the rail where it lies over the page.
    Effect::watch(move || path.get(), move |_, _, _| open.set(false), false);
    let rail = move || {
        groups
            .get()
            .into_iter()
            .map(|group| rail_group(group, path))
            .collect_view()
    };
    view! {
        <SkipLink/>
        <div
            class="shell"
            data-rail=move || if open.get() { "open" } else { "closed" }
            on:keydown=move |event| if event.key() == "Escape" && open.get_untracked() { open.set(false) }
        >
            <div class="rail-scrim" on:click=move |_| open.set(false)></div>
            <nav class="rail" aria-label=t(keys::KIT_SHELL_NAVIGATION) id="rail">
                {brand_line(brand)}
                {rail}
                <div class="rail-foot">{foot.run()}</div>
            </nav>
            <div class="shell-main">
                <header class="topbar">
                    <IconButton label=keys::KIT_SHELL_MENU icon=IconName::Menu on_press=move || open.update(|open| *open = !*open)/>
                    {brand_line(brand)}
                    {bar.run()}
                </header>
                <main id="content" tabindex="-1">{children()}</main>
            </div>
        </div>
    }
}

fn brand_line(brand: Signal<String>) -> AnyView {
    view! {
        <a class="brand" href="/">
            <span class="brand-mark" aria-hidden="true"><Icon name=IconName::Handshake/></span>
            <span class="truncate" translate="no">{brand}</span>
        </a>
    }
    .into_any()
}

fn rail_group(group: NavGroup, path: Signal<String>) -> AnyView {
    let items = group
        .items
        .into_iter()
        .map(|item| {
            let href = item.href.clone();
            let is_here = move || path.with(|path| is_under(path, &href)).then_some("page");
            let count = item.count;
            view! {
                <li>
                    <a class="rail-item" href=item.href aria-current=is_here>
                        <Icon name=item.icon/>
                        <span class="truncate">{item.label}</span>
                        {move || count.get().filter(|count| *count > 0).map(|count| view! { <Count value=count/> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div>
            {group.label.map(|label| view! { <div class="rail-group-label">{label}</div> })}
            <ul class="rail-group">{items}</ul>
        </div>
    }
    .into_any()
}

/// Whether a page lies at an address or under it; the top is only itself.
fn is_under(path: &str, href: &str) -> bool {
    path == href || (href != "/" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_place_is_current_on_its_page_and_those_under_it() {
        assert!(is_under("/deals/42", "/deals"));
        assert!(is_under("/", "/"));
        assert!(!is_under("/deals", "/"));
        assert!(!is_under("/deals-archive", "/deals"));
    }
}
