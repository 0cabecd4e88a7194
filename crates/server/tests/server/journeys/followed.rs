//! All journeys as the vendor's people follow them.

use crate::support::journeys::{set_out, short};
use crate::support::{Client, TestApp, TestResult};
use chrono::{DateTime, Duration, Utc};
use entente_model::onboarding::{JourneyFunnel, JourneyRisk, JourneySummary, Spread};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_server::store::entities::{journey_milestones, journeys};
use sea_orm::EntityTrait;
use std::cmp::Ordering;

/// Partners on their way: begun at several times, some far, some late, some done.
async fn partners(app: &TestApp) -> TestResult {
    let now = app.state.database.now();
    let tasks = ["call", "plan", "training", "deal"];
    for number in 0..24_i64 {
        let region = if number % 3 == 0 { "uki" } else { "dach" };
        let name = format!("Company {number:02}");
        let partner = app.add_partner(&name, &format!("c{number}.example"), region).await?;
        let started = now - Duration::days(number * 3) - Duration::hours(number);
        let done = usize::try_from(number % 5)?;
        let at = |place: i64| started + (now - started) * i32::try_from(place).unwrap_or(0) / 5;
        let steps: Vec<(&str, DateTime<Utc>)> = tasks[..done].iter().copied().zip((1..).map(at)).collect();
        set_out(app, partner, started, &steps).await?;
    }
    Ok(())
}

/// Every row of a list, by pages of seven.
async fn walk(client: &Client, query: &str) -> TestResult<Vec<JourneySummary>> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    loop {
        let page: Page<JourneySummary> = client
            .get(&format!("/journeys?limit=7&{query}{cursor}"))
            .await?
            .expect(200)?;
        assert!(page.items.len() <= 7);
        rows.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(rows),
        }
    }
}

on_both_databases!(the_list_is_sorted_with_what_is_missing_last, async |app| {
    partners(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let rows = journeys::Entity::find().all(app.state.database.read()).await?;
    /// What a row is sorted by, as a number; none when it is missing.
    type By = fn(&journeys::Model) -> Option<i64>;
    let sorts: [(&str, By); 4] = [
        ("due", |row| {
            row.next_due.map(|due| (due - chrono::NaiveDate::MIN).num_days())
        }),
        ("in_stage", |row| row.stage.map(|_| row.stage_since.timestamp_micros())),
        ("progress", |row| Some(row.progress_per_mille.into())),
        ("started", |row| Some(row.started_at.timestamp_micros())),
    ];
    for (sort, by) in sorts {
        for descending in [false, true] {
            let mut expected: Vec<_> = rows.iter().map(|row| (by(row), row.partner_id)).collect();
            expected.sort_by(|(one, one_id), (other, other_id)| {
                let (missing, other_missing) = (one.is_none(), other.is_none());
                let order = (one, one_id).cmp(&(other, other_id));
                let order = if descending { order.reverse() } else { order };
                match missing.cmp(&other_missing) {
                    Ordering::Equal => order,
                    last => last,
                }
            });
            let sign = if descending { "-" } else { "" };
            let found = walk(&admin, &format!("sort={sign}{sort}")).await?;
            let found: Vec<_> = found.iter().map(|row| row.partner.id.0).collect();
            let expected: Vec<_> = expected.into_iter().map(|(_, id)| id).collect();
            assert_eq!(found, expected, "{sign}{sort}");
        }
    }
    assert_eq!(
        walk(&admin, "sort=due").await?,
        walk(&admin, "").await?,
        "by what is due unless asked otherwise"
    );
    Ok(())
});

on_both_databases!(the_list_is_filtered_within_what_one_looks_after, async |app| {
    partners(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let all = walk(&admin, "").await?;
    assert_eq!(all.len(), 24);
    let risks: Vec<JourneyRisk> = JourneyRisk::ALL.to_vec();
    for risk in &risks {
        assert!(
            all.iter().any(|row| row.risk == *risk),
            "no journey is {}",
            risk.as_str()
        );
    }
    let check = async |client: &Client, query: &str, meets: &dyn Fn(&JourneySummary) -> bool| -> TestResult {
        let expected: Vec<_> = all.iter().filter(|row| meets(row)).cloned().collect();
        assert!(!expected.is_empty(), "{query} finds nothing");
        assert_eq!(walk(client, query).await?, expected, "{query}");
        Ok(())
    };
    for risk in risks {
        check(&admin, &format!("risk={}", risk.as_str()), &|row| row.risk == risk).await?;
    }
    let late = [JourneyRisk::Late, JourneyRisk::AtRisk];
    check(&admin, "risk=late,at_risk", &|row| late.contains(&row.risk)).await?;
    check(&admin, "region=uki", &|row| row.partner.region == "uki").await?;
    check(&admin, "template=selling&stage=1", &|row| row.stage == Some(1)).await?;
    check(&admin, "search=COMPANY%201", &|row| {
        row.partner.display_name.contains("y 1")
    })
    .await?;
    check(&admin, "search=c7.ex", &|row| row.partner.domain == "c7.example").await?;
    let both = |row: &JourneySummary| row.stage == Some(0) && row.risk == JourneyRisk::AtRisk;
    check(&admin, "stage=0&risk=at_risk", &both).await?;
    assert_eq!(walk(&admin, "template=referring").await?, []);
    assert_eq!(
        walk(&admin, "search=%25").await?,
        [],
        "a percent sign stands for itself"
    );

    let manager = app.client(Role::ChannelManager, app.north).await?;
    check(&manager, "", &|row| row.partner.region == "dach").await?;
    assert_eq!(walk(&manager, "region=uki").await?, []);

    let row = all
        .iter()
        .find(|row| row.stage == Some(0))
        .ok_or("nobody at the start")?;
    assert_eq!(
        (row.stage_name.as_str(), row.stages, row.template_name.as_str()),
        ("Welcome aboard", 3, "Partners that sell")
    );
    assert_eq!(
        i64::from(row.days_in_stage),
        (app.state.database.now() - row.started_at).num_days()
    );
    Ok(())
});

on_both_databases!(what_the_list_does_not_know_is_refused, async |app| {
    partners(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let page: Page<JourneySummary> = admin.get("/journeys?limit=2").await?.expect(200)?;
    let cursor = page.next_cursor.ok_or("one page")?;
    for query in [
        "risk=odd".to_owned(),
        "sort=name".to_owned(),
        "stage=-1".to_owned(),
        "stage=100".to_owned(),
        "stage=one".to_owned(),
        "limit=0".to_owned(),
        "limit=101".to_owned(),
        "colour=red".to_owned(),
        format!("search={}", "x".repeat(101)),
        format!("template={}", "x".repeat(65)),
        format!("sort=-due&cursor={cursor}"),
        format!("region=dach&cursor={cursor}"),
        "cursor=odd".to_owned(),
    ] {
        let answer = admin.get(&format!("/journeys?{query}")).await?;
        answer
            .refused(Code::MalformedRequest)
            .map_err(|error| format!("{query}: {error}"))?;
    }
    admin
        .get("/journeys/funnels?region=dach&template=selling")
        .await?
        .refused(Code::MalformedRequest)?;
    Ok(())
});

on_both_databases!(a_funnel_counts_what_the_rows_say, async |app| {
    partners(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let database = app.state.database.read();
    let rows = journeys::Entity::find().all(database).await?;
    let reached = journey_milestones::Entity::find().all(database).await?;
    // The settings' own template has the journeys; its milestones are others than those of the short one, but for `welcome`, `set-up`
    // and `first-deal`.
    for (client, query, region) in [
        (&admin, "", None),
        (&admin, "?region=uki", Some("uki")),
        (&manager, "", Some("dach")),
        (&manager, "?region=dach", Some("dach")),
    ] {
        let funnels: Vec<JourneyFunnel> = client.get(&format!("/journeys/funnels{query}")).await?.expect(200)?;
        let [funnel] = funnels.as_slice() else {
            return Err(format!("{} funnels", funnels.len()).into());
        };
        let within = |own: &str| region.is_none_or(|region| region == own);
        let started = rows.iter().filter(|row| within(&row.region)).count();
        assert_eq!(
            (funnel.template.as_str(), funnel.started as usize),
            ("selling", started)
        );
        let codes: Vec<&str> = funnel
            .milestones
            .iter()
            .map(|milestone| milestone.code.as_str())
            .collect();
        assert_eq!(codes, ["welcome", "set-up", "trained", "first-deal", "first-win"]);
        for (place, milestone) in (0_i32..).zip(&funnel.milestones) {
            let waiting = rows
                .iter()
                .filter(|row| within(&row.region) && row.stage == Some(place));
            let days = reached
                .iter()
                .filter(|row| within(&row.region) && row.milestone == milestone.code)
                .map(|row| u32::try_from(row.days));
            let days: Vec<u32> = days.collect::<Result<_, _>>()?;
            assert_eq!(milestone.waiting as usize, waiting.count(), "{}", milestone.code);
            assert_eq!(milestone.reached as usize, days.len(), "{}", milestone.code);
            assert_eq!(milestone.median_days, Spread::of(days).map(|spread| spread.median));
        }
        assert!(funnel.milestones[0].reached > 0 && funnel.milestones[0].due_days == short().milestones[0].due_days);
    }
    let elsewhere: Vec<JourneyFunnel> = manager.get("/journeys/funnels?region=uki").await?.expect(200)?;
    assert_eq!(elsewhere, [], "nothing of a region that one does not look after");
    Ok(())
});
