//! Booking: what the model's books say, done to the rows. A conditional update takes the amount from its account, so of two who ask for
//! the last of it one gets it, whatever they read before.

use super::store::state;
use crate::auth::Scope;
use crate::store::dialect::share_lock;
use crate::store::entities::{fund_accounts, ledger_entries, ledger_transactions, partners};
use crate::store::sql::Sql;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use chrono::{DateTime, Utc};
use entente_model::funds::fund::FundState;
use entente_model::funds::ledger::{Account, AccountKind, Entry, LedgerRefusal, MAX_FUND_MINOR, Posting};
use entente_model::funds::rate::Origin;
use entente_model::ids::{FundId, LedgerTransactionId};
use entente_model::problem::{Code, Problem};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Something to be booked.
#[derive(Clone, Debug)]
pub(crate) struct Booking {
    /// The cause.
    pub posting: Posting,
    /// Minor units of the fund's currency.
    pub minor: i64,
    /// What the amount was before it was converted.
    pub origin: Option<Origin>,
    /// Why, in the words of whoever books it.
    pub note: String,
}

/// Rows of one statement: a transaction has eleven values, and SQLite takes 32,766.
const ROWS: usize = 1_000;

/// Books in a fund, all or nothing: for each booking a transaction and its two entries, and what their accounts hold now. Refuses with
/// 409 what an account does not hold and what a closed fund does not take.
pub(crate) async fn book(tx: &Tx, fund: FundId, bookings: &[Booking]) -> Result<Vec<LedgerTransactionId>, StoreError> {
    book_at(tx.db(), tx.scope(), tx.now(), fund, bookings).await
}

/// The same within a change in progress, which may stand in a savepoint.
pub(super) async fn book_in(
    work: &Work<'_>,
    fund: FundId,
    bookings: &[Booking],
) -> Result<Vec<LedgerTransactionId>, StoreError> {
    book_at(work.db, work.scope, work.now, fund, bookings).await
}

async fn book_at(
    db: &DatabaseTransaction,
    scope: &Scope,
    now: DateTime<Utc>,
    fund: FundId,
    bookings: &[Booking],
) -> Result<Vec<LedgerTransactionId>, StoreError> {
    let (state, currency) = hold(db, fund).await?;
    let closed = state == FundState::Closed;
    let refused = |refusal| refused(refusal, &currency);
    let actor = scope.actor();
    let regions = regions_of(db, bookings).await?;
    let mut moved: BTreeMap<Account, i64> = BTreeMap::new();
    let mut transactions = Vec::with_capacity(bookings.len());
    let mut entries = Vec::with_capacity(bookings.len() * 2);
    for booking in bookings {
        let posting = booking.posting;
        let pair = posting.entries(booking.minor, closed).map_err(refused)?;
        for entry in pair {
            *moved.entry(entry.account).or_default() += entry.minor;
        }
        let id = Uuid::now_v7();
        let region = posting.partner().and_then(|partner| regions.get(&partner.0));
        entries.extend(entry_rows(id, fund, region.map_or("", String::as_str), pair));
        transactions.push(ledger_transactions::Model {
            id,
            fund_id: fund.0,
            partner_id: posting.partner().map(|partner| partner.0),
            request_id: posting.request().map(|request| request.0),
            posting: serde_json::to_string(&posting)?,
            minor: booking.minor,
            origin: booking.origin.as_ref().map(serde_json::to_string).transpose()?,
            note: booking.note.trim().to_owned(),
            actor_id: actor.id.map(|id| id.0),
            actor_name: actor.name.clone(),
            at: now,
        });
    }
    for changes in in_order(moved) {
        change(db, fund.0, &changes).await?.map_err(refused)?;
    }
    let ids = transactions.iter().map(|row| LedgerTransactionId(row.id)).collect();
    for rows in transactions.chunks(ROWS) {
        let rows = rows.iter().cloned().map(|row| row.into_active_model().reset_all());
        ledger_transactions::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    for rows in entries.chunks(ROWS) {
        let rows = rows.iter().cloned().map(|row| row.into_active_model().reset_all());
        ledger_entries::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(ids)
}

/// The regions of the partners whose money is moved.
async fn regions_of(db: &DatabaseTransaction, bookings: &[Booking]) -> Result<BTreeMap<Uuid, String>, StoreError> {
    let partners: BTreeSet<Uuid> = bookings
        .iter()
        .filter_map(|booking| Some(booking.posting.partner()?.0))
        .collect();
    let mut regions = BTreeMap::new();
    for ids in partners.into_iter().collect::<Vec<_>>().chunks(ROWS) {
        let found = partners::Entity::find()
            .select_only()
            .columns([partners::Column::Id, partners::Column::Region])
            .filter(partners::Column::Id.is_in(ids.iter().copied()))
            .into_tuple::<(Uuid, String)>()
            .all(db)
            .await?;
        regions.extend(found);
    }
    Ok(regions)
}

/// The rows of a transaction's two entries; `region` is that of the partner whose money is moved.
pub(crate) fn entry_rows(
    transaction: Uuid,
    fund: FundId,
    region: &str,
    [from, to]: [Entry; 2],
) -> [ledger_entries::Model; 2] {
    [(from, to), (to, from)].map(|(entry, counterpart)| ledger_entries::Model {
        transaction_id: transaction,
        account: entry.account.kind.as_str().to_owned(),
        fund_id: fund.0,
        partner_id: owner(entry.account),
        region: Some(entry.account.partner_id.map_or("", |_| region).to_owned()),
        request_id: entry.request_id.map(|request| request.0),
        counterpart: counterpart.account.kind.as_str().to_owned(),
        minor: entry.minor,
    })
}

/// Whether a fund is open, and its currency; keeps both so until the transaction ends.
pub(super) async fn hold(db: &DatabaseTransaction, fund: FundId) -> Result<(FundState, String), StoreError> {
    let backend = db.get_database_backend();
    let mut sql = Sql::new(backend, "SELECT state, currency FROM funds WHERE id = ");
    sql.bind(fund.0).push(share_lock(backend));
    let row = db.query_one_raw(sql.statement()).await?.ok_or(Code::NotFound)?;
    Ok((
        state(&row.try_get::<String>("", "state")?)?,
        row.try_get("", "currency")?,
    ))
}

/// What is changed, in the order of the accounts, so that two transactions never wait for each other. What is only added to stands together as
/// far as one statement takes it: an allocation adds to every partner's account.
fn in_order(moved: BTreeMap<Account, i64>) -> Vec<Vec<(Account, i64)>> {
    let mut groups: Vec<Vec<(Account, i64)>> = Vec::new();
    for (account, minor) in moved.into_iter().filter(|(_, minor)| *minor != 0) {
        let adding = groups.last_mut().filter(|group| {
            let adds = group.last().is_some_and(|(_, before)| *before > 0);
            minor > 0 && adds && group.len() < ROWS
        });
        match adding {
            Some(group) => group.push((account, minor)),
            None => groups.push(vec![(account, minor)]),
        }
    }
    groups
}

/// Adds to accounts, or takes from one what it holds.
async fn change(db: &DatabaseTransaction, fund: Uuid, changes: &[(Account, i64)]) -> Result<Changed, StoreError> {
    match changes {
        [(account, minor @ ..0)] => take(db, fund, *account, -minor).await,
        _ => put(db, fund, changes).await.map(Ok),
    }
}

/// Whether an account could be changed so.
type Changed = Result<(), LedgerRefusal>;

async fn put(db: &DatabaseTransaction, fund: Uuid, amounts: &[(Account, i64)]) -> Result<(), StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "INSERT INTO fund_accounts (fund_id, partner_id, kind, balance) VALUES ",
    );
    for (at, (account, minor)) in amounts.iter().enumerate() {
        sql.push(if at > 0 { ", (" } else { "(" });
        sql.bind(fund).push(", ").bind(owner(*account)).push(", ");
        sql.bind(account.kind.as_str()).push(", ").bind(*minor).push(")");
    }
    sql.push(
        " ON CONFLICT (fund_id, partner_id, kind) DO UPDATE SET balance = fund_accounts.balance + excluded.balance",
    );
    db.execute_raw(sql.statement()).await?;
    Ok(())
}

async fn take(db: &DatabaseTransaction, fund: Uuid, account: Account, minor: i64) -> Result<Changed, StoreError> {
    if account.kind == AccountKind::Budget {
        return take_from_budget(db, fund, account, minor).await;
    }
    let mut sql = Sql::new(
        db.get_database_backend(),
        "UPDATE fund_accounts SET balance = balance - ",
    );
    sql.bind(minor).push(" WHERE fund_id = ").bind(fund);
    sql.push(" AND partner_id = ").bind(owner(account));
    sql.push(" AND kind = ").bind(account.kind.as_str());
    sql.push(" AND balance >= ").bind(minor);
    if db.execute_raw(sql.statement()).await?.rows_affected() == 1 {
        return Ok(Ok(()));
    }
    Ok(Err(LedgerRefusal::Insufficient {
        account: account.kind,
        holds: held(db, fund, account).await?,
    }))
}

/// The vendor's own money has no end, but a fund has.
async fn take_from_budget(
    db: &DatabaseTransaction,
    fund: Uuid,
    account: Account,
    minor: i64,
) -> Result<Changed, StoreError> {
    put(db, fund, &[(account, -minor)]).await?;
    let fits = held(db, fund, account).await? >= -MAX_FUND_MINOR;
    Ok(if fits { Ok(()) } else { Err(LedgerRefusal::FundFull) })
}

async fn held(db: &DatabaseTransaction, fund: Uuid, account: Account) -> Result<i64, StoreError> {
    let row = fund_accounts::Entity::find_by_id((fund, owner(account), account.kind.as_str().to_owned()))
        .one(db)
        .await?;
    Ok(row.map_or(0, |row| row.balance))
}

/// Whose accounts rows are: all zeros for the fund's own.
pub(super) fn owner(account: Account) -> Uuid {
    account.partner_id.map_or(Uuid::nil(), |partner| partner.0)
}

/// The kind of account that a row names.
pub(super) fn kind(text: &str) -> Result<AccountKind, StoreError> {
    AccountKind::parse(text).ok_or_else(|| StoreError::Internal(format!("there is no account {text}")))
}

/// 409 with `params.reason`, and with what the account holds of which currency.
pub(super) fn refused(refusal: LedgerRefusal, currency: &str) -> StoreError {
    let problem = Problem::new(Code::InvalidState).param("currency", currency);
    let problem = match refusal {
        LedgerRefusal::AmountOutOfRange => problem.param("reason", "amount_out_of_range"),
        LedgerRefusal::FundClosed => problem.param("reason", "fund_closed"),
        LedgerRefusal::FundFull => problem.param("reason", "fund_full").param("max", MAX_FUND_MINOR),
        LedgerRefusal::Insufficient { account, holds } | LedgerRefusal::RequestInsufficient { account, holds } => {
            problem
                .param("reason", "insufficient")
                .param("account", account.as_str())
                .param("holds", holds)
        }
    };
    problem.into()
}
