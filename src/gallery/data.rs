//! Figures, records, charts, timelines, clocks.

use super::show;
use crate::i18n;
use crate::ui::*;
use chrono::{NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;

fn bar(label: &str, value: f64, tone: Option<Tone>) -> Bar {
    Bar {
        label: label.into(),
        is_data: true,
        value,
        shown: i18n::money_compact((value * 100.0) as i64, "EUR"),
        tone,
    }
}

fn stage(label: &str, value: f64, note: Option<&str>) -> FunnelStage {
    FunnelStage {
        label: label.into(),
        is_data: true,
        value,
        shown: i18n::integer(value as i64),
        note: note.map(Into::into),
    }
}

fn part(key: &'static str, minor: i64, look: Option<(Tone, ShareFill)>) -> SharePart {
    SharePart {
        key,
        label: key.into(),
        value: minor as f64,
        shown: i18n::money(minor, "EUR"),
        look,
        href: Some("/gallery".into()),
        is_current: key == "Reserved",
    }
}

fn shares() -> Vec<SharePart> {
    vec![
        part("Allocated", 4_000_000, None),
        part("Available", 1_450_000, Some((Tone::Accent, ShareFill::Plain))),
        part("Reserved", 900_000, Some((Tone::Info, ShareFill::Striped))),
        part("Owed", 250_000, Some((Tone::Warning, ShareFill::Dotted))),
        part("Paid", 1_400_000, Some((Tone::Success, ShareFill::Plain))),
        part("Lapsed", 0, Some((Tone::Neutral, ShareFill::Striped))),
        part("Unallocated", 300_000, Some((Tone::Neutral, ShareFill::Hollow))),
    ]
}

fn range((at, (before, after)): (usize, (u32, u32))) -> HistogramColumn {
    let first = 10 * at;
    HistogramColumn {
        tick: first.to_string(),
        range: format!("{first} to {}", first + 9),
        told: format!("{first} to {}: {before}, edited {after}", first + 9),
        before,
        after,
    }
}

fn group(label: &str, count: u32, figures: Option<[u32; 5]>) -> SpreadRow {
    SpreadRow {
        label: label.into(),
        is_data: true,
        is_whole: label == "All",
        count: format!("{count} measured"),
        figures: figures.map(|[least, lower, median, upper, most]| SpreadFigures {
            least,
            lower,
            median,
            upper,
            most,
        }),
    }
}

pub(super) fn section() -> AnyView {
    let now = Utc::now();
    let stats = view! {
        <Stats>
            <Stat label="Open pipeline" value=move || i18n::money_compact(428_000_000, "EUR") note="12% more than last quarter" tone=Tone::Success>
                <Sparkline values=vec![3.0, 4.0, 3.5, 5.0, 6.2, 5.9, 7.4] label="Open pipeline rose from 3.0 to 7.4 million in seven months"/>
            </Stat>
            <Stat label="Win rate" value=move || i18n::percent(0.384) note="4 points less than last quarter" tone=Tone::Danger/>
            <Stat label="Waiting for you" value=move || i18n::integer(12) note="2 due today" tone=Tone::Warning/>
            <Stat label="Days to decide" value=move || i18n::decimal(1.4)/>
        </Stats>
    };
    let record = view! {
        <Card title="Registration" text="R-1043" actions=|| view! { <Button label="Edit" size=ButtonSize::Small icon=IconName::Pencil/> }>
            <KeyValues ruled=true>
                <KeyValue label="Customer"><Data value="Adventure Works GmbH"/></KeyValue>
                <KeyValue label="Country"><span>{move || i18n::country_name("DE")}</span></KeyValue>
                <KeyValue label="Value"><Money minor=12_500_000_i64 currency="EUR"/></KeyValue>
                <KeyValue label="Expected close"><DateText value=NaiveDate::from_ymd_opt(2026, 12, 18).unwrap_or_default()/></KeyValue>
                <KeyValue label="Products"><span class="row"><Tag label="Edge Gateway"/><Tag label="Analytics"/></span></KeyValue>
                <KeyValue label="Submitted"><Time value=now - TimeDelta::hours(26) style=TimeStyle::DateTime/></KeyValue>
            </KeyValues>
        </Card>
    };
    let clocks = view! {
        <Card title="Clocks">
            <div class="stack">
                <div class="row" style:gap="1.5rem">
                    <Clock starts=now - TimeDelta::hours(4) ends=now + TimeDelta::hours(44)/>
                    <Clock starts=now - TimeDelta::hours(44) ends=now + TimeDelta::hours(4)/>
                    <Clock starts=now - TimeDelta::hours(50) ends=now - TimeDelta::hours(2)/>
                </div>
                <Clock face=ClockFace::Bar starts=now - TimeDelta::days(30) ends=now + TimeDelta::days(60)/>
                <Clock face=ClockFace::Bar starts=now - TimeDelta::days(80) ends=now + TimeDelta::days(10)/>
                <Progress value=0.62 label="Onboarding"/>
                <div class="stack-tight">
                    <span class="small">"None of 12 tasks"</span><ProgressBar value=0.0/>
                    <span class="small">"7 of 12 tasks"</span><ProgressBar value=0.58/>
                    <span class="small">"All 12 tasks"</span><ProgressBar value=1.0/>
                </div>
            </div>
        </Card>
    };
    let charts = view! {
        <Card title="Pipeline by region">
            <BarChart label="Pipeline by region" bars=Signal::derive(|| vec![
                bar("Central Europe", 1_840_000.0, None), bar("North America", 1_210_000.0, None), bar("Nordics", 640_000.0, None), bar("Middle East", 90_000.0, Some(Tone::Warning)),
            ])/>
        </Card>
        <Card title="Applicants by score">
            <Histogram label="Applicants by score" axis="Score" before="In effect" after="Edited" columns=Signal::derive(|| {
                [(0, 1), (2, 3), (4, 2), (9, 5), (14, 12), (21, 17), (18, 22), (12, 16), (6, 9), (3, 2)].into_iter().enumerate().map(range).collect::<Vec<_>>()
            })/>
        </Card>
        <Card title="From registration to win">
            <Funnel label="From registration to win" stages=Signal::derive(|| vec![
                stage("Submitted", 1_204.0, None), stage("Approved", 871.0, Some("72%")), stage("Proposal", 402.0, Some("46%")), stage("Won", 155.0, Some("39%")),
            ])/>
        </Card>
    };
    let spread = view! {
        <Card title="Days to the first deal">
            <SpreadChart label="Days to the first deal" group="Region" unit="Days" rows=Signal::derive(|| vec![
                group("All", 61, Some([2, 14, 27, 44, 1_329])), group("Central Europe", 40, Some([2, 12, 24, 38, 71])),
                group("North America", 20, Some([9, 18, 31, 44, 1_329])), group("Nordics", 1, Some([30, 30, 30, 30, 30])), group("Middle East", 0, None),
            ])/>
        </Card>
    };
    let share = view! {
        <ShareBar label="Growth DACH" parts=Signal::derive(shares) figures=true/>
        <Card title="Growth DACH"><ShareBar label="Growth DACH" parts=Signal::derive(shares)/></Card>
    };
    let timeline = view! {
        <Card title="Activity">
            <Timeline>
                <TimelineItem title=|| view! { <b>"Jonas Weber"</b> " approved the registration" } at=now - TimeDelta::minutes(8) icon=IconName::Check tone=Tone::Success/>
                <TimelineItem title=|| view! { <b>"Maria Lindqvist"</b> " wrote a comment" } at=now - TimeDelta::hours(5) icon=IconName::MessageSquare>
                    <div class="quote">"The customer asked for a pilot in two plants before the year ends. Can we hold the price until then?"</div>
                </TimelineItem>
                <TimelineItem title=|| view! { <b>"Jonas Weber"</b> " returned it: need is not clear" } at=now - TimeDelta::days(1) icon=IconName::Undo2 tone=Tone::Warning/>
                <TimelineItem title=|| view! { <b>"Maria Lindqvist"</b> " submitted the registration" } at=now - TimeDelta::days(2) icon=IconName::Send tone=Tone::Info/>
            </Timeline>
        </Card>
    };
    view! {
        {show("Figures", stats)}
        {show("Spread", spread)}
        {show("Shares", share)}
        {show("Record, clocks", view! { <div class="columns"><div class="stack">{record}{timeline}</div><div class="stack">{clocks}{charts}</div></div> })}
    }
    .into_any()
}
