//! What a page declares of itself, once: title, place in the rail, who may see it, where it hangs, what it offers to the palette.

use crate::i18n::Key;
use crate::ui::{Crumb, IconName};
use entente_model::home::Home;
use entente_model::people::{Permission, Role, Side};

/// Where a page stands in the rail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The person's own work, first.
    Work,
    /// Company and program.
    Company,
    /// Not in the rail; the palette still finds it when it has an address of its own.
    None,
}

/// A page's declaration: a `static` beside the page, listed in [`PAGES`].
pub struct Page {
    /// Its name: in the rail, the palette, the breadcrumb, the document's title and its heading.
    pub title: Key,
    /// Its shape.
    pub icon: IconName,
    /// Where it is; `None` for a page of one record, which needs an id.
    pub address: Option<fn() -> String>,
    /// Its place in the rail.
    pub place: Place,
    /// What a role must allow for the page to be seen.
    pub needs: Option<Permission>,
    /// Whose people it is for; everybody's without one.
    pub side: Option<Side>,
    /// What must hold for it to stand in the rail; the palette finds it all the same.
    pub shown_while: Option<fn(&Home) -> bool>,
    /// The page above it.
    pub parent: Option<&'static Page>,
    /// What the palette offers from everywhere because of this page.
    pub commands: &'static [PageCommand],
    /// How many things wait there, for the number in the rail.
    pub waiting: Option<fn(&Home) -> u64>,
}

/// Something that the palette offers from everywhere and that leads to an address.
pub struct PageCommand {
    /// What it does: a verb.
    pub title: Key,
    /// Its shape.
    pub icon: IconName,
    /// Where it leads.
    pub address: fn() -> String,
    /// What a role must allow.
    pub needs: Option<Permission>,
    /// The keys that do the same, as shown; the page listens for them itself.
    pub shortcut: Option<&'static str>,
}

impl Page {
    /// Whether it is for people of a role: rail and palette name it to them, and it opens for them.
    pub fn is_for(&self, role: Role) -> bool {
        self.side.is_none_or(|side| role.side() == side) && self.needs.is_none_or(|needs| role.may(needs))
    }

    /// The way to this page, from the top; the last step is the page itself and is left to its head.
    pub fn crumbs(&self) -> Vec<Crumb> {
        let mut above = Vec::new();
        let mut parent = self.parent;
        while let Some(page) = parent {
            above.extend(page.address.map(|address| Crumb::link(page.title, address())));
            parent = page.parent;
        }
        above.reverse();
        above
    }
}

/// Every page that rail and palette know, in the order shown. A new page is a `static` of its feature and a line here.
pub static PAGES: &[&Page] = &[
    &crate::home::PAGE,
    &crate::journey::PAGE,
    &crate::deals::PAGE,
    &crate::funds::PAGE,
    &crate::funds::requests::LIST,
    &crate::funds::RETURNS,
    &crate::funds::OUTLOOK,
    &crate::funds::PAYMENTS,
    &crate::approvals::PAGE,
    &crate::applications::PAGE,
    &crate::journeys::PAGE,
    &crate::journeys::FUNNEL,
    &crate::journeys::VALUE,
    &crate::partners::PAGE,
    &crate::company::PROFILE,
    &crate::agreement::PAGE,
    &crate::company::PAGE,
    &crate::settings::PAGE,
    &crate::session::PROFILE,
];
