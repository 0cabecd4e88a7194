//! The page `/funds/outlook`: for each fund that runs, what it would bring next, why, and what if.

use super::reasons::Reasons;
use super::what_if::WhatIf;
use crate::api::{Reading, funds, use_read};
use crate::funds::OUTLOOK;
use crate::funds::views::{View, Views};
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::shell::{PageHead, Region};
use crate::ui::{
    Banner, EmptyState, Icon, IconName, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice, Stat, Stats, Tone,
    each, unique_id,
};
use entente_model::events::LiveEvent;
use entente_model::funds::outlook::{FundOutlook, PeriodOutlook};
use entente_model::ids::FundId;
use leptos::prelude::*;

/// The page.
#[component]
pub fn OutlookPage() -> impl IntoView {
    let reading: Reading<FundOutlook> = use_read(|| Some(funds::outlook())).refetch_on(moves);
    view! {
        <Pane>
            <PageHead page=&OUTLOOK lead=keys::OUTLOOK_LEAD/>
            <Views here=View::Outlook/>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
            <Region reading=reading loading=loading let(outlook)>
                <Periods outlook=outlook/>
            </Region>
        </Pane>
    }
}

/// Whether an event may change what is reached: a deal that is won, a claim that is paid, a fund.
fn moves(event: &LiveEvent) -> bool {
    matches!(
        event,
        LiveEvent::Fund { .. } | LiveEvent::FundRequest { .. } | LiveEvent::Deal { .. }
    )
}

fn loading() -> AnyView {
    view! { <Skeleton shape=SkeletonShape::Card/> }.into_any()
}

#[component]
fn Periods(outlook: Signal<FundOutlook>) -> impl IntoView {
    let ids = Memo::new(move |_| {
        outlook.with(|outlook| outlook.items.iter().map(|item| item.fund_id).collect::<Vec<FundId>>())
    });
    let none = Memo::new(move |_| ids.with(Vec::is_empty));
    let nothing = move || {
        none.get().then(|| {
            view! {
                <EmptyState title=keys::OUTLOOK_EMPTY text=keys::OUTLOOK_EMPTY_TEXT icon=IconName::Wallet>
                    <LinkButton label=keys::OUTLOOK_BACK href=paths::funds()/>
                </EmptyState>
            }
        })
    };
    view! {
        {nothing}
        <div class="stack">{each(move || ids.get(), |id| *id, move |id| period(outlook, id))}</div>
    }
}

/// A fund that runs, and what follows it.
fn period(outlook: Signal<FundOutlook>, id: FundId) -> AnyView {
    let find = move |outlook: &FundOutlook| outlook.items.iter().find(|item| item.fund_id == id).cloned();
    let Some(first) = outlook.with_untracked(find) else {
        return ().into_any();
    };
    // The last one stays while its card is on its way out.
    let item = Memo::new(move |_| outlook.with(find).unwrap_or_else(|| first.clone()));
    let heading = unique_id("outlook");
    let labelled_by = heading.clone();
    let name = move || item.with(|item| item.fund_name.clone());
    let days = move || {
        item.with(|item| {
            let (first, last) = (i18n::date(item.starts_on), i18n::date(item.ends_on));
            text_with(keys::OUTLOOK_PERIOD, &[("first", &first), ("last", &last)])
        })
    };
    let unrated = move || {
        let codes = item.with(|item| item.without_rate.clone());
        (!codes.is_empty()).then(|| {
            let said = move || text_with(keys::OUTLOOK_WITHOUT_RATE, &[("currencies", &i18n::list(&codes))]);
            view! { <Banner title=Signal::derive(said) tone=Tone::Warning/> }
        })
    };
    view! {
        <section class="card outlook-card" aria-labelledby=labelled_by>
            <header class="card-head">
                <div>
                    <h2 id=heading><a class="fund-name" href=paths::fund(id) translate="no" dir="auto">{name}</a></h2>
                    <p>{days}</p>
                </div>
            </header>
            <div class="card-body stack">
                {unrated}
                <Figures item=item/>
                <div class="outlook-sides">
                    <section class="stack">
                        <h3 class="fund-subhead">{t(keys::OUTLOOK_WHY)}</h3>
                        <Reasons item=item/>
                    </section>
                    <WhatIf item=item/>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What it would bring if nothing changed, what more results could bring, and what lapses.
#[component]
fn Figures(item: Memo<PeriodOutlook>) -> impl IntoView {
    let stands = Signal::derive(move || item.with(|item| i18n::money(item.as_it_stands().entitled, &item.currency)));
    let when = Signal::derive(move || {
        Some(item.with(|item| match item.next_starts_on {
            Some(day) => text_with(keys::OUTLOOK_NEXT_FROM, &[("day", &i18n::date(day))]),
            None => text_with(keys::OUTLOOK_NEXT_AFTER, &[("day", &i18n::date(item.ends_on))]),
        }))
    });
    let open = Signal::derive(move || {
        item.with(|item| {
            let line = item.as_it_stands();
            i18n::money(line.possible - line.earned, &item.currency)
        })
    });
    let lapses = move || {
        item.with(|item| {
            (item.available > 0).then(|| {
                let amount = i18n::money(item.available, &item.currency);
                let day = i18n::date(item.ends_on);
                let said = text_with(keys::OUTLOOK_LAPSES, &[("amount", &amount), ("day", &day)]);
                view! {
                    <p class="fund-outlook" data-tone="warning">
                        <Icon name=IconName::Clock/>
                        <span>{said}</span>
                    </p>
                }
            })
        })
    };
    view! {
        <Stats>
            <Stat label=keys::OUTLOOK_AS_IT_STANDS value=stands note=when/>
            <Stat label=keys::OUTLOOK_STILL_POSSIBLE value=open/>
        </Stats>
        {lapses}
    }
}
