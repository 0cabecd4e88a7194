//! All journeys as the vendor's people follow them.

use crate::support::company::change_settings;
use crate::support::journeys::{read_journey, set_out, set_status, short};
use crate::support::{Client, TestApp, TestResult};
use chrono::{DateTime, Duration, Utc};
use entente_model::home::Home;
use entente_model::onboarding::{
    FunnelMilestone, JourneyFunnel, JourneyNudge, JourneyResult, JourneyRisk, JourneySummary, Spread,
};
use entente_model::page::Page;
use entente_model::people::{PartnerStatus, Role};
use entente_model::problem::Code;
use entente_server::store::entities::{journey_milestones, journeys};
use sea_orm::EntityTrait;
use std::cmp::Ordering;
use std::collections::BTreeSet;

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
    // Nobody rests here, and no task is the vendor's: `late.rs` and what stands below have those.
    let told = |risk: &&JourneyRisk| !matches!(risk, JourneyRisk::VendorLate | JourneyRisk::Paused);
    let risks: Vec<JourneyRisk> = JourneyRisk::ALL.iter().filter(told).copied().collect();
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
    check(&admin, "template=selling&milestone=set-up", &|row| {
        row.stage_name == "Set up"
    })
    .await?;
    check(&admin, "search=COMPANY%201", &|row| {
        row.partner.display_name.contains("y 1")
    })
    .await?;
    check(&admin, "search=c7.ex", &|row| row.partner.domain == "c7.example").await?;
    let both = |row: &JourneySummary| row.stage == Some(0) && row.risk == JourneyRisk::AtRisk;
    check(&admin, "milestone=welcome&risk=at_risk", &both).await?;
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
        "stage=1".to_owned(),
        format!("milestone={}", "x".repeat(65)),
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
    // and `first-deal`, which stand elsewhere in it and are the same nevertheless.
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
        assert_eq!(funnel.elsewhere, 0);
        let mut before: Option<BTreeSet<_>> = None;
        for milestone in &funnel.milestones {
            let is_here = |row: &&journeys::Model| row.milestone.as_deref() == Some(milestone.code.as_str());
            let waiting = rows.iter().filter(|row| within(&row.region)).filter(is_here);
            let who = reached
                .iter()
                .filter(|row| within(&row.region) && row.milestone == milestone.code)
                .map(|row| row.partner_id);
            let who: BTreeSet<_> = who.collect();
            let both = before.map_or(who.len(), |before| who.intersection(&before).count());
            assert_eq!(milestone.reached_both as usize, both, "{}", milestone.code);
            before = Some(who);
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
        assert_eq!(funnel.milestones[2].waiting, 0, "nobody's journey has it");
    }
    let elsewhere: Vec<JourneyFunnel> = manager.get("/journeys/funnels?region=uki").await?.expect(200)?;
    assert_eq!(elsewhere, [], "nothing of a region that one does not look after");
    Ok(())
});

/// The one funnel that there is, as a program admin reads it.
async fn funnel(client: &Client) -> TestResult<JourneyFunnel> {
    let mut funnels: Vec<JourneyFunnel> = client.get("/journeys/funnels").await?.expect(200)?;
    assert_eq!(funnels.len(), 1);
    Ok(funnels.remove(0))
}

fn milestone<'a>(funnel: &'a JourneyFunnel, code: &str) -> TestResult<&'a FunnelMilestone> {
    let found = funnel.milestones.iter().find(|milestone| milestone.code == code);
    Ok(found.ok_or("no such milestone")?)
}

/// Takes a milestone out of the template that the journeys follow.
async fn without(app: &TestApp, code: &str) -> TestResult {
    change_settings(app, |settings| {
        for template in &mut settings.onboarding.journeys {
            template.milestones.retain(|milestone| milestone.code != code);
        }
    })
    .await
}

on_both_databases!(a_funnel_passes_on_only_who_reached_both, async |app| {
    let now = app.state.database.now();
    let skips = app.add_partner("Skips", "skips.example", "dach").await?;
    let ended = app.add_partner("Ended", "ended.example", "dach").await?;
    let begun = app.add_partner("Begun", "begun.example", "dach").await?;
    set_out(app, app.north, now, &[("deal", now)]).await?;
    set_out(app, skips, now, &[("deal", now)]).await?;
    set_out(app, app.south, now, &[("call", now), ("plan", now), ("training", now)]).await?;
    let all = [("call", now), ("plan", now), ("training", now), ("deal", now)];
    set_out(app, ended, now, &all).await?;
    set_out(app, begun, now, &[("call", now)]).await?;
    without(app, "trained").await?;

    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let whole = funnel(&admin).await?;
    let set_up = milestone(&whole, "set-up")?;
    assert_eq!((set_up.reached, set_up.reached_both, set_up.waiting), (2, 2, 1));
    let deal = milestone(&whole, "first-deal")?;
    assert_eq!((deal.reached, deal.reached_both, deal.waiting), (3, 1, 1));
    assert_eq!((whole.started, whole.elsewhere), (5, 0));

    // Of a milestone that the template has no more, who is there is counted apart, and found by its code and under its name.
    without(app, "set-up").await?;
    let whole = funnel(&admin).await?;
    assert_eq!((whole.started, whole.elsewhere), (5, 1));
    assert!(milestone(&whole, "set-up").is_err());
    let rows = walk(&admin, "template=selling&milestone=set-up").await?;
    let names: Vec<_> = rows
        .iter()
        .map(|row| (row.partner.id, row.stage_name.as_str()))
        .collect();
    assert_eq!(names, [(begun, "Set up")]);
    Ok(())
});

on_both_databases!(who_is_left_in_peace_is_nowhere_at_risk, async |app| {
    let started = app.state.database.now() - Duration::days(20);
    for partner in [app.north, app.south] {
        set_out(app, partner, started, &[]).await?;
    }
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let at_risk = async || -> TestResult<(Vec<_>, u32, u32)> {
        let rows = walk(&admin, "risk=at_risk").await?;
        let home: Home = admin.get("/home").await?.expect(200)?;
        let waiting = milestone(&funnel(&admin).await?, "welcome")?.waiting;
        let partners: Vec<_> = rows.iter().map(|row| row.partner.id).collect();
        Ok((partners, home.at_risk_count, waiting))
    };
    let (partners, count, waiting) = at_risk().await?;
    assert_eq!((partners.len(), count, waiting), (2, 2, 2));

    for status in [PartnerStatus::Suspended, PartnerStatus::Terminated] {
        set_status(app, app.north, status).await?;
        assert_eq!(at_risk().await?, (vec![app.south], 1, 1));
        let rests = walk(&admin, "risk=paused").await?;
        let rests: Vec<_> = rests.iter().map(|row| (row.partner.id, row.risk)).collect();
        assert_eq!(rests, [(app.north, JourneyRisk::Paused)]);
        let read = read_journey(&admin, app.north).await?;
        assert_eq!(read.standing.risk, JourneyRisk::Paused);
        assert_eq!(funnel(&admin).await?.started, 2, "it has begun nevertheless");
        let body = JourneyNudge {
            partners: vec![app.north],
            message: String::new(),
        };
        let results: Vec<JourneyResult> = admin.post("/journeys/nudges", &body).await?.expect(200)?;
        let problem = results[0].problem.as_ref().ok_or("it was asked")?;
        assert_eq!(
            (problem.code, problem.params["reason"].as_str()),
            (Code::InvalidState, Some("partner_paused"))
        );
    }
    Ok(())
});
