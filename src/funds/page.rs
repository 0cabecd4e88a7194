//! The page of one fund: its figures, each of which opens the entries behind it, and for the vendor's people what each partner has of it and
//! how it is allocated. The page changes by itself when the fund does.

use super::ONE;
use super::actions::Actions;
use super::ask::AskButton;
use super::balances::BalancesSide;
use super::book::BookDialog;
use super::close::ClosingDialog;
use super::expiring::ExpiringLine;
use super::figures::FundFigures;
use super::partner::PartnerStanding;
use super::rule::RuleCard;
use super::statement::Statement;
use super::words::{FundStateBadge, OutlookLine, is_closed, period};
use crate::api::{Reading, funds, use_read};
use crate::i18n::{Key, currency_name, keys, t};
use crate::paths::{self, AddressState, FundQuery, FundTab, use_address_state};
use crate::records::{RecordPage, page_on_its_way};
use crate::session::use_session;
use crate::shell::{NotFoundPage, PageHead};
use crate::ui::{Banner, EmptyState, Icon, IconName, LinkButton, TabItem, TabPanel, Tabs, Tone};
use entente_model::events::LiveEvent;
use entente_model::funds::fund::Fund;
use entente_model::ids::FundId;
use entente_model::people::Side;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page `/funds/{id}`.
#[component]
pub fn FundPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<FundId>().ok())));
    move || match id.get() {
        Some(id) => view! { <OneFund id=id/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

/// Whether a live event is about the fund.
pub(super) fn is_about(event: &LiveEvent, fund: FundId) -> bool {
    matches!(event, LiveEvent::Fund { id, .. } if *id == fund)
}

#[component]
fn OneFund(id: FundId) -> impl IntoView {
    let reading = use_read(move || funds::one(id)).refetch_on(move |event| is_about(event, id));
    view! {
        <RecordPage
            page=&ONE
            reading=reading
            is_named=true
            loading=|| page_on_its_way(&ONE)
            not_found=|| view! { <NotFound/> }
            let(fund)
        >
            <FundView fund=fund reading=reading/>
        </RecordPage>
    }
}

#[component]
fn FundView(fund: Signal<Fund>, reading: Reading<Fund>) -> impl IntoView {
    let is_vendor = use_session()
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let address = use_address_state::<FundQuery>();
    let (booking, closing) = (RwSignal::new(false), RwSignal::new(false));
    let name = Signal::derive(move || fund.with(|fund| fund.name.clone()));
    let state = Signal::derive(move || fund.with(|fund| fund.state));
    let closed = Memo::new(move |_| fund.with(is_closed));
    let content = if is_vendor {
        view! {
            <Sides fund=fund address=address/>
            <BookDialog open=booking fund=fund reading=reading address=address/>
            <ClosingDialog open=closing fund=fund reading=reading/>
        }
        .into_any()
    } else {
        view! { <Statement fund=fund address=address/> }.into_any()
    };
    view! {
        <PageHead page=&ONE title=name status=move || view! { <FundStateBadge state=state/> }>
            {if is_vendor {
                view! { <Actions fund=fund booking=booking closing=closing/> }.into_any()
            } else {
                view! { <AskButton fund=fund/> }.into_any()
            }}
        </PageHead>
        <Facts fund=fund/>
        {move || closed.get().then(|| view! {
            <Banner title=keys::FUND_CLOSED_TITLE text=keys::FUND_CLOSED_TEXT tone=Tone::Neutral icon=IconName::Lock/>
        })}
        <FundFigures fund=fund address=address/>
        {content}
    }
}

/// Its period, its currency, and how long it still runs.
#[component]
fn Facts(fund: Signal<Fund>) -> impl IntoView {
    let days = Memo::new(move |_| fund.with(|fund| (fund.starts_on, fund.ends_on)));
    let between = move || {
        days.track();
        fund.with_untracked(period)
    };
    let currency = Memo::new(move |_| fund.with(|fund| fund.currency.clone()));
    let written = move || currency.with(|code| format!("{code} · {}", currency_name(code)));
    view! {
        <div class="fund-facts">
            <p><Icon name=IconName::Calendar/><span class="visually-hidden">{t(keys::FUND_PERIOD)} " "</span>{between}</p>
            <p><Icon name=IconName::Wallet/><span class="visually-hidden">{t(keys::FUND_CURRENCY)} " "</span><span translate="no">{written}</span></p>
            <OutlookLine fund=fund/>
            <ExpiringLine fund=fund/>
        </div>
    }
}

fn tab_name(tab: FundTab) -> Key {
    match tab {
        FundTab::Partners => keys::FUND_TAB_PARTNERS,
        FundTab::Entries => keys::FUND_TAB_ENTRIES,
        FundTab::Rule => keys::FUND_TAB_RULE,
    }
}

/// The sides from which the vendor's people look at a fund; which one is open lives in the address.
#[component]
fn Sides(fund: Signal<Fund>, address: AddressState<FundQuery>) -> impl IntoView {
    let selected = Signal::derive(move || address.get().open_tab().as_str().to_owned());
    let on_select = Callback::new(move |(word,): (String,)| {
        if let Some(tab) = FundTab::parse(&word) {
            address.update(|query| (query.tab, query.partner, query.account) = (tab, None, None));
        }
    });
    let items = FundTab::ALL
        .map(|tab| TabItem::new(tab.as_str(), tab_name(tab)))
        .to_vec();
    view! {
        <div class="fund-sides">
            <Tabs label=keys::FUND_TABS items=items selected=selected on_select=on_select/>
            <TabPanel id=FundTab::Partners.as_str() selected=selected><BalancesSide fund=fund address=address/></TabPanel>
            <TabPanel id=FundTab::Entries.as_str() selected=selected><EntriesSide fund=fund address=address/></TabPanel>
            <TabPanel id=FundTab::Rule.as_str() selected=selected><RuleCard fund=fund/></TabPanel>
        </div>
    }
}

/// What was booked: of one partner, below what it has, or of all.
#[component]
fn EntriesSide(fund: Signal<Fund>, address: AddressState<FundQuery>) -> impl IntoView {
    let chosen = Memo::new(move |_| address.get().partner);
    view! {
        <div class="stack">
            {move || chosen.get().map(|partner| view! { <PartnerStanding fund=fund partner=partner address=address/> })}
            <Statement fund=fund address=address with_partners=true/>
        </div>
    }
}

/// Says that there is no such fund, or none that the reader may know of.
#[component]
pub(super) fn NotFound() -> impl IntoView {
    view! {
        <PageHead page=&ONE/>
        <EmptyState title=keys::FUND_NOT_FOUND text=keys::FUND_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::FUND_BACK) href=paths::funds() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}
