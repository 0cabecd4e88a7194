//! What the portal does by itself when a journey is late.

use super::{later, mailed, row, told};
use crate::support::journeys::{begin_now, completion, give_to_vendor, set_status};
use chrono::Duration;
use entente_model::onboarding::{JourneyRisk, JourneySummary};
use entente_model::page::Page;
use entente_model::people::{PartnerStatus, Role};
use serde_json::json;

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

on_both_databases!(
    while_nobody_has_joined_who_is_invited_is_reminded_or_nobody,
    async |app| {
        begin_now(app, app.north).await?;
        later(app, Duration::days(8)).await?;
        assert_eq!(row(app, app.north).await?.reminded_on, None);
        assert_eq!(told(app, app.north).await?, [], "there was nobody to remind");
        let program = app.client(Role::ProgramAdmin, app.north).await?;
        let body = json!({
            "email": "grace@north.example", "name": "Grace", "role": "partner_admin", "partner_id": app.north,
        });
        program.post("/invitations", &body).await?.is(201)?;
        later(app, Duration::hours(2)).await?;
        assert_eq!(told(app, app.north).await?, [], "the invitation has just come");
        later(app, Duration::days(1)).await?;
        assert_eq!(told(app, app.north).await?, [("journey.reminded".to_owned(), false)]);
        let invited = |mail: &&String| mail.contains("grace@north.example") && mail.contains("/invitation");
        app.eventually(async || Ok((app.mails()?.iter().filter(invited).count() == 2).then_some(())))
            .await
    }
);

on_both_databases!(a_late_task_of_the_vendors_is_told_to_its_manager_alone, async |app| {
    app.add_user("ada@north.example", Role::PartnerAdmin, Some(app.north), &[])
        .await?;
    app.add_user("mara@vendor.example", Role::ChannelManager, None, &["dach"])
        .await?;
    begin_now(app, app.north).await?;
    give_to_vendor(app, app.north, "call").await?;
    let (reminder, waits) = ("late steps of your onboarding", "waits for the program");

    later(app, Duration::days(7)).await?;
    assert_eq!(mailed(app, waits).await?, 0, "it is due today");
    later(app, Duration::days(1)).await?;
    assert_eq!((mailed(app, waits).await?, mailed(app, reminder).await?), (1, 0));
    assert_eq!(mailed(app, "To: mara <mara@vendor.example>").await?, 1);
    later(app, Duration::days(8)).await?;
    assert_eq!((mailed(app, waits).await?, mailed(app, reminder).await?), (1, 0));
    assert_eq!(mailed(app, "has fallen behind").await?, 0);
    assert_eq!(told(app, app.north).await?, [("journey.vendor_late".to_owned(), true)]);

    let manager = app.client(Role::ChannelManager, app.north).await?;
    let late: Page<JourneySummary> = manager.get("/journeys?risk=vendor_late").await?.expect(200)?;
    assert_eq!(
        late.items.iter().map(|row| row.risk).collect::<Vec<_>>(),
        [JourneyRisk::VendorLate]
    );
    let others: Page<JourneySummary> = manager.get("/journeys?risk=on_track,late,at_risk").await?.expect(200)?;
    assert_eq!(others.items, []);

    // Once it is done, nobody waits for the vendor.
    let path = format!("/partners/{}/journey/completions", app.north);
    let version = row(app, app.north).await?.version;
    manager
        .post_on(&path, version, &completion("call", ""))
        .await?
        .is(200)?;
    let row = row(app, app.north).await?;
    assert_eq!((row.vendor_due, row.vendor_flagged_at), (None, None));
    Ok(())
});
