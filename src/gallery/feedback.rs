//! Loading, empty, failed, stale, announced.

use super::show;
use crate::ui::*;
use chrono::{TimeDelta, Utc};
use leptos::prelude::*;

pub(super) fn section() -> AnyView {
    let banners = view! {
        <Banner title="A new version of the rules of engagement holds from 1 January." tone=Tone::Info><Button label="Read" size=ButtonSize::Small/></Banner>
        <Banner title="Protected until 19 February 2027" text="Nobody else can register this account for these products." tone=Tone::Success icon=IconName::ShieldCheck/>
        <Banner title="Returned to you" text="Say who decides at the customer, then submit again." tone=Tone::Warning><Button label="Edit" size=ButtonSize::Small/></Banner>
        <Banner title="The registration was changed by Jonas Weber at 10:42." text="Nothing you typed is lost. Compare both versions and choose." tone=Tone::Danger><Button label="Compare" size=ButtonSize::Small/></Banner>
        <StaleNotice since=Some(Utc::now() - TimeDelta::minutes(8)) on_retry=|| {}/>
    };
    let states = view! {
        <div class="grid-auto">
            <Card><Skeleton/></Card>
            <Card><Skeleton shape=SkeletonShape::Card/></Card>
            <Card><EmptyState title="Nothing waits for you" text="What partners submit in your region comes here." icon=IconName::CircleCheck/></Card>
            <Card>
                <ErrorState
                    title="The deals could not be loaded"
                    text="The server did not answer. What you typed is kept on this device."
                    request_id="01JD-8Q2M"
                    on_retry=|| {}
                />
            </Card>
        </div>
    };
    let toasts = view! {
        <div class="row">
            <Button label="Toast" on_press=|| toast("The link is copied.")/>
            <Button label="Toast with undo" on_press=|| toast_with_undo("Three registrations approved.", || toast("Taken back."))/>
            <Button label="Toast of an error" on_press=|| toast_error("The comment could not be sent. It is kept.")/>
        </div>
    };
    view! {
        {show("Banners", view! { <div class="stack-tight">{banners}</div> })}
        {show("States of a region", states)}
        {show("Toasts", toasts)}
    }
    .into_any()
}
