//! A statement: the entries behind a figure, newest first.

use super::figures::{all_entries_address, entries_address};
use super::rows::Entries;
use super::words::{account_name, cause_name, figure_name};
use crate::i18n::{self, keys, t, text, text_with};
use crate::lists::{Rows, changes, foot, use_rows};
use crate::paths::{self, AddressState, FundQuery};
use crate::session::use_session;
use crate::ui::{
    ButtonSize, Column, Data, DataTable, EmptyState, IconName, LinkButton, StaleNotice, TableRow, Time, TimeStyle,
};
use entente_model::funds::fund::{Fund, StatementLine};
use entente_model::funds::ledger::AccountKind;
use entente_model::ids::FundId;
use entente_model::people::Role;
use leptos::prelude::*;

/// What all rows of a statement have in common.
#[derive(Clone)]
struct Setting {
    fund: FundId,
    currency: String,
    /// The entries of the budget alone: what was put in leaves it, and is told as what it added to the fund.
    of_budget: bool,
    /// Whether several partners are looked at, which are named.
    with_partners: bool,
}

/// The statement of the account and the partner that the address names.
#[component]
pub(super) fn Statement(
    /// Of which fund.
    fund: Signal<Fund>,
    /// What is looked at.
    address: AddressState<FundQuery>,
    /// Entries of several partners, which are named; of the reader's own company without it.
    #[prop(optional)]
    with_partners: bool,
) -> impl IntoView {
    let (id, currency) = fund.with_untracked(|fund| (fund.id, fund.currency.clone()));
    let question = Memo::new(move |_| {
        let shown = address.get();
        Entries {
            fund: id,
            partner: shown.partner.filter(|_| with_partners),
            account: shown.account,
        }
    });
    let rows = use_rows(question, Signal::stored(false));
    let table_rows = Signal::derive(move || {
        let setting = Setting {
            fund: id,
            currency: currency.clone(),
            of_budget: question.with(|question| question.account == Some(AccountKind::Budget)),
            with_partners,
        };
        rows.shown()
            .with(|shown| shown.iter().map(|line| row(line, &setting)).collect::<Vec<_>>())
    });
    let title = Signal::derive(move || match question.with(|question| question.account) {
        Some(account) => text_with(keys::FUND_ENTRIES_OF, &[("account", &text(figure_name(account)))]),
        None => text(keys::FUND_ENTRIES),
    });
    view! {
        <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
        <section class="card fund-entries" aria-label=title>
            <header class="card-head">
                <div>
                    <h2>{title}</h2>
                    <Explanation with_partners=with_partners/>
                </div>
                {move || all_entries(question.get(), with_partners)}
            </header>
            {changes(rows, keys::FUND_ENTRIES_CHANGED)}
            <DataTable
                label=title
                columns=columns(with_partners)
                rows=table_rows
                loading=rows.loading()
                skeletons=4
                empty=move || nothing(rows, question)
            />
            {foot(rows, keys::FUND_ENTRIES_ERROR)}
        </section>
    }
}

/// What the entries are, and which of them a manager of some regions does not see.
#[component]
fn Explanation(with_partners: bool) -> impl IntoView {
    let session = use_session();
    let line = move || match session.role() {
        Some(Role::ChannelManager) if with_partners => keys::FUND_ENTRIES_TEXT_REGIONS,
        _ => keys::FUND_ENTRIES_TEXT,
    };
    view! { <p>{move || text(line())}</p> }
}

/// The way back from one account to all.
fn all_entries(question: Entries, with_partners: bool) -> Option<AnyView> {
    question.account?;
    let href = match question.partner {
        Some(partner) => entries_address(question.fund, Some(partner), None),
        None if with_partners => all_entries_address(question.fund),
        None => paths::fund(question.fund),
    };
    Some(view! { <LinkButton label=keys::FUND_ENTRIES_ALL href=href size=ButtonSize::Small/> }.into_any())
}

fn nothing(rows: Rows<Entries>, question: Memo<Entries>) -> AnyView {
    if rows.error().with(Option::is_some) {
        return ().into_any();
    }
    let line = if question.with(|question| question.account.is_some()) {
        keys::FUND_ENTRIES_NONE_OF
    } else {
        keys::FUND_ENTRIES_NONE_TEXT
    };
    view! { <EmptyState title=keys::FUND_ENTRIES_NONE text=line icon=IconName::History/> }.into_any()
}

fn columns(with_partners: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("at", keys::FUND_COLUMN_AT),
        Column::new("cause", keys::FUND_COLUMN_CAUSE),
    ];
    if with_partners {
        columns.push(Column::new("partner", keys::PARTNERS_COLUMN_NAME));
    }
    columns.extend([
        Column::new("account", keys::FUND_COLUMN_ACCOUNT),
        Column::new("minor", keys::FUND_COLUMN_AMOUNT).numeric(),
        Column::new("by", keys::FUND_COLUMN_BY),
    ]);
    columns
}

fn row(line: &StatementLine, setting: &Setting) -> TableRow {
    let key = format!("{} {}", line.transaction_id, line.account.as_str());
    // What is booked never changes, but how it is told does.
    let stamp = u64::from(setting.of_budget);
    let (line, setting) = (line.clone(), setting.clone());
    TableRow::new(key, stamp, text(cause_name(&line.posting)), move || {
        cells(&line, &setting)
    })
}

fn cells(line: &StatementLine, setting: &Setting) -> Vec<AnyView> {
    let mut cells = vec![
        view! { <Time value=line.at style=TimeStyle::DateTime/> }.into_any(),
        cause(line),
    ];
    cells.extend(setting.with_partners.then(|| partner(line, setting.fund)));
    cells.extend([way(line), amount(line, setting), who(line)]);
    cells
}

/// What happened, why in the words of whoever booked it, and what the amount was before it was converted.
fn cause(line: &StatementLine) -> AnyView {
    let note = Some(line.note.clone()).filter(|note| !note.is_empty());
    let converted = line.origin.clone().map(|origin| {
        let said = move || {
            let amount = i18n::money(origin.money.minor, &origin.money.currency);
            let day = i18n::date(origin.rate.from_day);
            text_with(keys::LEDGER_CONVERTED, &[("amount", &amount), ("day", &day)])
        };
        view! { <span class="cell-sub">{said}</span> }
    });
    view! {
        <span class="approval-stacked fund-cause">
            <span>{t(cause_name(&line.posting))}</span>
            {note.map(|note| view! { <span class="cell-sub fund-note" translate="no" dir="auto">{note}</span> })}
            {converted}
        </span>
    }
    .into_any()
}

fn partner(line: &StatementLine, fund: FundId) -> AnyView {
    let Some(id) = line.partner_id else {
        return view! { <span class="faint fund-nothing" aria-hidden="true">"–"</span> }.into_any();
    };
    let name = line.partner_name.clone();
    view! { <a class="link" href=entries_address(fund, Some(id), None) translate="no" dir="auto">{name}</a> }.into_any()
}

/// The account, and where the amount came from or went to.
fn way(line: &StatementLine) -> AnyView {
    let (account, counterpart) = (line.account, line.counterpart);
    let key = if line.minor < 0 {
        keys::LEDGER_TO
    } else {
        keys::LEDGER_FROM
    };
    let other = move || text_with(key, &[("account", &text(account_name(counterpart)))]);
    view! {
        <span class="approval-stacked">
            <span>{t(account_name(account))}</span>
            <span class="cell-sub">{other}</span>
        </span>
    }
    .into_any()
}

fn amount(line: &StatementLine, setting: &Setting) -> AnyView {
    let minor = if setting.of_budget { -line.minor } else { line.minor };
    let sign = if minor < 0 { "out" } else { "in" };
    let currency = setting.currency.clone();
    let written = move || i18n::money_signed(minor, &currency);
    view! { <span class="fund-amount number nowrap" data-sign=sign translate="no">{written}</span> }.into_any()
}

fn who(line: &StatementLine) -> AnyView {
    if line.by.name.is_empty() {
        view! { <span class="muted">{t(keys::ACTIVITY_PORTAL)}</span> }.into_any()
    } else {
        view! { <Data value=line.by.name.clone()/> }.into_any()
    }
}
