//! Dialogs, drawers, menus, tabs, the palette.

use super::show;
use crate::ui::*;
use leptos::prelude::*;

pub(super) fn menu_items() -> Vec<MenuItem> {
    vec![
        MenuItem::new("Edit", || toast("Edit")).icon(IconName::Pencil),
        MenuItem::new("Copy the link", || toast("Copied")).icon(IconName::Link),
        MenuItem::new("Ask for an extension", || {})
            .icon(IconName::CalendarClock)
            .disabled_reason("One was granted before."),
        MenuItem::new("Withdraw", || toast("Withdrawn"))
            .icon(IconName::Trash2)
            .danger()
            .rule_before(),
    ]
}

fn command(id: &str, group: &str, title: &str, icon: IconName, shortcut: Option<&'static str>) -> Command {
    let said = title.to_owned();
    Command {
        id: id.into(),
        group: group.into(),
        title: title.into(),
        keywords: String::new(),
        icon,
        shortcut,
        run: Callback::new(move |()| toast(said.clone())),
        is_data: false,
    }
}

pub(super) fn section() -> AnyView {
    let (dialog, drawer, palette) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let tab = RwSignal::new(String::from("overview"));
    let reason = RwSignal::new(String::new());
    let commands = Signal::derive(move || {
        vec![
            command("new", "Deals", "Register a deal", IconName::Plus, Some("C")),
            command("list", "Go to", "Deals", IconName::Handshake, Some("G D")),
            command("approvals", "Go to", "Approvals", IconName::Inbox, Some("G A")),
            command("dark", "Settings", "Dark colours", IconName::Moon, None),
            command("language", "Settings", "Change the language", IconName::Languages, None),
        ]
    });
    let buttons = view! {
        <div class="row">
            <Button label="Dialog" on_press=move || dialog.set(true)/>
            <Button label="Drawer" on_press=move || drawer.set(true)/>
            <Button label="Commands" shortcut="Ctrl K" on_press=move || palette.set(true)/>
            <Menu label="More" items=menu_items()/>
            <Menu label="Actions" items=menu_items() labelled=true class="button button-secondary"/>
        </div>
        <Dialog open=dialog title="Return the registration" on_close=move || dialog.set(false) foot=move || view! {
            <Button label="Cancel" on_press=move || dialog.set(false)/>
            <Button label="Return" kind=ButtonKind::Primary on_press=move || { dialog.set(false); toast_with_undo("Returned to the partner.", || {}) }/>
        }>
            <p class="muted">"The partner reads the reason and can submit again."</p>
            <Field label="Reason"><Select value=reason choices=vec![Choice::new("need", "The need is not clear"), Choice::new("contact", "The contact is missing")] placeholder="Choose a reason"/></Field>
            <Field label="To the partner" optional=true><TextArea value=RwSignal::new(String::new()) limit=500/></Field>
        </Dialog>
        <Drawer open=drawer title="Adventure Works GmbH" on_close=move || drawer.set(false) foot=|| view! { <Button label="Approve" kind=ButtonKind::Primary/> }>
            <div class="row"><StatusBadge label="In review" tone=Tone::Accent icon=IconName::Eye/></div>
            <KeyValues ruled=true>
                <KeyValue label="Partner"><Data value="Fabrikam Systems"/></KeyValue>
                <KeyValue label="Value"><Money minor=12_500_000_i64 currency="EUR"/></KeyValue>
            </KeyValues>
        </Drawer>
        <CommandPalette open=palette commands=commands/>
    };
    let tabs = view! {
        <div>
            <Tabs
                label="Parts of the deal"
                selected=tab
                on_select=move |id: String| tab.set(id)
                items=vec![TabItem::new("overview", "Overview"), TabItem::new("comments", "Comments").with_count(3), TabItem::new("files", "Files"), TabItem::new("history", "History")]
            />
            <TabPanel id="overview" selected=tab><p>"Overview"</p></TabPanel>
            <TabPanel id="comments" selected=tab><p>"Comments"</p></TabPanel>
            <TabPanel id="files" selected=tab><p>"Files"</p></TabPanel>
            <TabPanel id="history" selected=tab><p>"History"</p></TabPanel>
        </div>
        <LinkTabs label="Pages" links=vec![LinkTab::new("List", "/gallery", true), LinkTab::new("Funnel", "/gallery/funnel", false)]/>
    };
    view! {
        {show("Over the page", buttons)}
        {show("Tabs", tabs)}
    }
    .into_any()
}
