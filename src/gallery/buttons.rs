//! Buttons, badges, tags and people.

use super::show;
use crate::ui::*;
use leptos::prelude::*;

pub(super) fn section() -> AnyView {
    let busy = RwSignal::new(true);
    let pressed = RwSignal::new(true);
    let buttons = view! {
        <div class="row">
            <Button label="Register a deal" kind=ButtonKind::Primary icon=IconName::Plus/>
            <Button label="Save draft" shortcut="S"/>
            <Button label="Cancel" kind=ButtonKind::Ghost/>
            <Button label="Withdraw" kind=ButtonKind::Danger icon=IconName::Trash2/>
            <Button label="Saving" kind=ButtonKind::Primary busy=busy/>
            <Button label="Approve" kind=ButtonKind::Primary disabled_reason="Somebody else must approve what you asked for."/>
            <Button label="Extend" disabled_reason="An extension was granted before."/>
            <LinkButton label="Open" href="/gallery" icon=IconName::ArrowRight/>
            <GuardedLink label="Register" href="/gallery" icon=IconName::Plus reason="Only people of a partner register."/>
        </div>
        <div class="row">
            <Button label="Approve" kind=ButtonKind::Primary size=ButtonSize::Small/>
            <Button label="Return" size=ButtonSize::Small/>
            <Button label="Reject" kind=ButtonKind::Danger size=ButtonSize::Small/>
            <IconButton label="Bookmark" icon=IconName::Bookmark pressed=move || pressed.get() on_press=move || pressed.update(|on| *on = !*on)/>
            <IconButton label="Copy the link" icon=IconName::Link/>
            <IconButton label="Delete" icon=IconName::Trash2 size=ButtonSize::Small disabled_reason="Only a draft is deleted."/>
            <Kbd keys="Ctrl"/><Kbd keys="K"/>
        </div>
    };
    let tips = view! {
        <div class="row">
            <Tooltip text="Counted from the day of the approval." id="gallery-tip">
                <button type="button" class="button button-secondary" aria-describedby="gallery-tip">"With a second sentence"</button>
            </Tooltip>
            <Tooltip text={None::<String>}>
                <button type="button" class="button button-secondary">"With none"</button>
            </Tooltip>
        </div>
    };
    let badges = view! {
        <div class="row">
            <StatusBadge label="Draft" icon=IconName::CircleDashed/>
            <StatusBadge label="Submitted" tone=Tone::Info icon=IconName::CircleDot/>
            <StatusBadge label="In review" tone=Tone::Accent icon=IconName::Eye/>
            <StatusBadge label="Action required" tone=Tone::Warning/>
            <StatusBadge label="Approved" tone=Tone::Success/>
            <StatusBadge label="Rejected" tone=Tone::Danger icon=IconName::CircleX/>
            <StatusBadge label="Won" tone=Tone::Success icon=IconName::Trophy/>
            <Badge label="Gold"/>
            <Badge label="New" tone=Tone::Accent/>
            <Count value=12_u64/>
            <Count value=3_u64 tone=Tone::Danger/>
            <Tag label="Analytics"/>
            <Tag label="Edge gateway" on_remove=|| toast("Removed")/>
        </div>
    };
    let people = view! {
        <div class="row">
            <Avatar name="Maria Lindqvist"/><Avatar name="Jonas Weber"/><Avatar name="Aiko Tanaka"/><Avatar name="Omar Haddad"/>
            <Avatar name="Contoso" company=true/><Avatar name="Fabrikam Systems" company=true large=true/><Avatar name="Elena Rossi" large=true/>
        </div>
    };
    let icons = view! {
        <div class="row muted">{IconName::ALL.iter().map(|name| view! { <Icon name=*name/> }).collect_view()}</div>
    };
    view! {
        {show("Buttons", buttons)}
        {show("Tooltips, by pointer or keyboard", tips)}
        {show("Badges and tags", badges)}
        {show("People and companies", people)}
        {show("Icons", icons)}
    }
    .into_any()
}
