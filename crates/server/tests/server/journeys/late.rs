//! What the portal does by itself when a journey is late.

use super::{later, mailed, row, told};
use crate::support::journeys::{begin_now, completion, set_status};
use chrono::Duration;
use entente_model::people::{PartnerStatus, Role};

on_both_databases!(a_late_partner_is_reminded_and_its_manager_asked_once, async |app| {
    let admin = app
        .add_user("ada@north.example", Role::PartnerAdmin, Some(app.north), &[])
        .await?;
    app.add_user("mara@vendor.example", Role::ChannelManager, None, &["dach"])
        .await?;
    app.add_user("other@vendor.example", Role::ChannelManager, None, &["uki"])
        .await?;
    app.add_user("south@south.example", Role::PartnerAdmin, Some(app.south), &[])
        .await?;
    begin_now(app, app.north).await?;
    begin_now(app, app.south).await?;
    set_status(app, app.south, PartnerStatus::Suspended).await?;
    let (reminder, behind) = ("late steps of your onboarding", "has fallen behind");

    later(app, Duration::days(7)).await?;
    assert_eq!(mailed(app, reminder).await?, 0, "it is due today");
    later(app, Duration::days(1)).await?;
    assert_eq!(mailed(app, reminder).await?, 1);
    assert_eq!(mailed(app, "Kick-off call, due").await?, 1);
    later(app, Duration::hours(2)).await?;
    later(app, Duration::days(2)).await?;
    assert_eq!((mailed(app, reminder).await?, mailed(app, behind).await?), (1, 0));
    let started_on = row(app, app.north).await?.reminded_on.ok_or("not reminded")?;

    later(app, Duration::days(4)).await?;
    assert_eq!((mailed(app, reminder).await?, mailed(app, behind).await?), (2, 1));
    let flagged = row(app, app.north).await?;
    assert!(flagged.flagged_at.is_some() && flagged.reminded_on > Some(started_on));
    assert_eq!(mailed(app, "To: mara <mara@vendor.example>").await?, 1);
    later(app, Duration::days(1)).await?;
    assert_eq!((mailed(app, reminder).await?, mailed(app, behind).await?), (2, 1));
    let entry = |kind: &str, internal: bool| (kind.to_owned(), internal);
    let mut expected = vec![
        entry("journey.reminded", false),
        entry("journey.reminded", false),
        entry("journey.fell_behind", true),
    ];
    assert_eq!(told(app, app.north).await?, expected);

    // Who catches up loses the flag at once; the next task that is late raises it anew.
    let client = app.client_of(admin).await?;
    let path = format!("/partners/{}/journey/completions", app.north);
    let version = row(app, app.north).await?.version;
    client.post_on(&path, version, &completion("call", "")).await?.is(200)?;
    assert_eq!(row(app, app.north).await?.flagged_at, None);
    later(app, Duration::days(8)).await?;
    assert_eq!((mailed(app, reminder).await?, mailed(app, behind).await?), (3, 2));
    expected.extend([
        entry("journey.task_done", false),
        entry("journey.reminded", false),
        entry("journey.fell_behind", true),
    ]);
    assert_eq!(told(app, app.north).await?, expected);

    // A partner that begins nothing is left in peace.
    let suspended = row(app, app.south).await?;
    assert_eq!((suspended.reminded_on, suspended.flagged_at), (None, None));
    Ok(())
});
