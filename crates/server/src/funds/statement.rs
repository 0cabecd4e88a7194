//! Statements: the entries behind a figure, and what each partner has.

use super::ledger::kind;
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::store::search::containing;
use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use chrono::{DateTime, Utc};
use entente_model::funds::fund::{PartnerBalance, StatementLine};
use entente_model::funds::ledger::{AccountKind, Balance, Posting};
use entente_model::funds::rate::Origin;
use entente_model::ids::{FundId, FundRequestId, LedgerTransactionId, PartnerId, UserId};
use entente_model::page::Page;
use entente_model::people::Person;
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde::Serialize;
use uuid::Uuid;

/// Which entries are asked for.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Filters {
    /// Of a partner's accounts.
    pub partner: Option<PartnerId>,
    /// Of a kind of account.
    pub account: Option<AccountKind>,
    /// About a request.
    pub request: Option<FundRequestId>,
}

/// A page of a fund's entries, newest first, as far as they are the reader's business.
pub(super) async fn page(
    database: &Database,
    scope: &Scope,
    fund: FundId,
    filters: &Filters,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<StatementLine>, Refusal> {
    let binding = Binding::new("ledger_entries", &(fund, filters))?;
    let after = binding.decode_optional::<(Uuid, String)>(cursor)?;
    let rows = i64::from(limit) + 1;
    let mut sql = Sql::new(
        database.backend(),
        "SELECT e.transaction_id, e.account, e.counterpart, e.partner_id, p.display_name, e.minor, t.posting, t.origin, t.note, t.actor_id, \
         t.actor_name, t.at FROM (SELECT * FROM (",
    );
    // What is joined is no more than is shown.
    for (at, part) in parts_seen_by(scope, filters).into_iter().enumerate() {
        sql.push(if at > 0 { " UNION ALL " } else { "" });
        sql.push("SELECT * FROM (SELECT e.transaction_id, e.account, e.counterpart, e.partner_id, e.minor FROM ledger_entries e WHERE e.fund_id = ");
        sql.bind(fund.0);
        push_part(&mut sql, &part);
        push_filters(&mut sql, filters);
        if let Some((transaction, account)) = &after {
            sql.push(" AND (e.transaction_id, e.account) < (").bind(*transaction);
            sql.push(", ").bind(account.as_str()).push(")");
        }
        push_newest(&mut sql, rows);
        sql.push(&format!(") AS part{at}"));
    }
    sql.push(") AS e");
    push_newest(&mut sql, rows);
    sql.push(
        ") AS e JOIN ledger_transactions t ON t.id = e.transaction_id LEFT JOIN partners p ON p.id = e.partner_id",
    );
    push_newest(&mut sql, rows);
    let rows = database.read().query_all_raw(sql.statement()).await?;
    let rows = rows
        .iter()
        .map(|row| Line::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(binding.page(
        rows,
        limit,
        |row| (row.transaction_id, row.account.clone()),
        Line::on_wire,
    )?)
}

/// A part of a fund's entries that is read along an index, newest first.
enum Part<'a> {
    /// All of it.
    Whole,
    /// A partner's.
    Partner(Uuid),
    /// Those of the partners of a region; of the fund's own accounts for the empty one.
    Region(&'a str),
    /// Those of the fund's own accounts and of partners of these regions, one by one: of few entries, whichever they are.
    Sifted(&'a [String]),
    /// The same of entries whose region is not known. Only a server before the column booked such.
    Unknown(&'a [String]),
}

/// A partner's people see their own accounts; a channel manager those of the partners of their regions and the fund's own.
fn parts_seen_by<'a>(scope: &'a Scope, filters: &Filters) -> Vec<Part<'a>> {
    if scope.is_partner() {
        return vec![Part::Partner(scope.partner_id().map_or(Uuid::max(), |id| id.0))];
    }
    let Some(regions) = scope.regions() else {
        return vec![Part::Whole];
    };
    if filters.partner.is_some() || filters.request.is_some() {
        return vec![Part::Sifted(regions)];
    }
    let of_regions = regions.iter().map(|region| Part::Region(region));
    of_regions.chain([Part::Region(""), Part::Unknown(regions)]).collect()
}

fn push_part(sql: &mut Sql, part: &Part<'_>) {
    match part {
        Part::Whole => {}
        Part::Partner(id) => {
            sql.push(" AND e.partner_id = ").bind(*id);
        }
        Part::Region(region) => {
            sql.push(" AND e.region = ").bind(*region);
        }
        Part::Sifted(regions) => push_owners(sql, regions),
        Part::Unknown(regions) => {
            sql.push(" AND e.region IS NULL");
            push_owners(sql, regions);
        }
    }
}

/// The fund's own entries, and those of partners of these regions.
fn push_owners(sql: &mut Sql, regions: &[String]) {
    sql.push(" AND (e.partner_id = ").bind(Uuid::nil());
    if !regions.is_empty() {
        sql.push(" OR EXISTS (SELECT 1 FROM partners o WHERE o.id = e.partner_id AND o.region IN ");
        sql.bind_list(regions.iter().cloned()).push(")");
    }
    sql.push(")");
}

fn push_filters(sql: &mut Sql, filters: &Filters) {
    if let Some(partner) = filters.partner {
        sql.push(" AND e.partner_id = ").bind(partner.0);
    }
    if let Some(account) = filters.account {
        sql.push(" AND e.account = ").bind(account.as_str());
    }
    if let Some(request) = filters.request {
        sql.push(" AND e.request_id = ").bind(request.0);
    }
}

fn push_newest(sql: &mut Sql, rows: i64) {
    sql.push(" ORDER BY e.transaction_id DESC, e.account DESC LIMIT ")
        .bind(rows);
}

#[derive(FromQueryResult)]
struct Line {
    transaction_id: Uuid,
    account: String,
    counterpart: String,
    partner_id: Uuid,
    display_name: Option<String>,
    minor: i64,
    posting: String,
    origin: Option<String>,
    note: String,
    actor_id: Option<Uuid>,
    actor_name: String,
    at: DateTime<Utc>,
}

impl Line {
    fn on_wire(self) -> Result<StatementLine, StoreError> {
        let posting: Posting = serde_json::from_str(&self.posting)?;
        let origin: Option<Origin> = self.origin.as_deref().map(serde_json::from_str).transpose()?;
        Ok(StatementLine {
            transaction_id: LedgerTransactionId(self.transaction_id),
            at: self.at,
            account: kind(&self.account)?,
            counterpart: kind(&self.counterpart)?,
            partner_id: (!self.partner_id.is_nil()).then_some(PartnerId(self.partner_id)),
            partner_name: self.display_name,
            minor: self.minor,
            posting,
            origin,
            note: self.note,
            by: Person {
                id: self.actor_id.map(UserId),
                name: self.actor_name,
            },
        })
    }
}

/// A page of what the partners have in a fund, by name: of those whose name or domain is searched for, or of one.
pub(super) async fn balances(
    database: &Database,
    scope: &Scope,
    fund: FundId,
    (search, partner): (&str, Option<PartnerId>),
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<PartnerBalance>, Refusal> {
    let binding = Binding::new("fund_balances", &(fund, search, partner))?;
    let mut sql = Sql::new(database.backend(), "SELECT p.id, p.display_name, p.name_key");
    for kind in [
        AccountKind::Available,
        AccountKind::Reserved,
        AccountKind::Payable,
        AccountKind::Paid,
        AccountKind::Lapsed,
    ] {
        let word = kind.as_str();
        sql.push(&format!(
            ", CAST(SUM(CASE WHEN a.kind = '{word}' THEN a.balance ELSE 0 END) AS BIGINT) AS {word}"
        ));
    }
    // Partners along the index of their names, as many as are shown, and then what these have.
    sql.push(" FROM (SELECT p.id, p.display_name, p.name_key FROM partners p WHERE ");
    sql.push("EXISTS (SELECT 1 FROM fund_accounts h WHERE h.partner_id = p.id AND h.fund_id = ")
        .bind(fund.0)
        .push(")");
    scope.push_tenant(&mut sql, "p.id", "p.region");
    if let Some(partner) = partner {
        sql.push(" AND p.id = ").bind(partner.0);
    }
    if !search.is_empty() {
        sql.push(" AND p.search LIKE ").bind(containing(search));
        sql.push(" ESCAPE '\\'");
    }
    if let Some((name, id)) = binding.decode_optional::<(String, Uuid)>(cursor)? {
        sql.push(" AND (p.name_key, p.id) > (").bind(name);
        sql.push(", ").bind(id).push(")");
    }
    sql.push(" ORDER BY p.name_key, p.id LIMIT ").bind(i64::from(limit) + 1);
    sql.push(") AS p JOIN fund_accounts a ON a.partner_id = p.id AND a.fund_id = ")
        .bind(fund.0);
    sql.push(" GROUP BY p.id, p.display_name, p.name_key ORDER BY p.name_key, p.id");
    let rows = database.read().query_all_raw(sql.statement()).await?;
    let rows = rows
        .iter()
        .map(|row| Ok((row.try_get::<String>("", "name_key")?, partner_balance(row)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(binding.page(
        rows,
        limit,
        |(name_key, row)| (name_key.clone(), row.partner_id.0),
        |(_, row)| Ok::<_, StoreError>(row),
    )?)
}

fn partner_balance(row: &QueryResult) -> Result<PartnerBalance, StoreError> {
    let minor = |kind: AccountKind| row.try_get::<i64>("", kind.as_str());
    Ok(PartnerBalance {
        partner_id: PartnerId(row.try_get("", "id")?),
        partner_name: row.try_get("", "display_name")?,
        balance: Balance {
            available: minor(AccountKind::Available)?,
            reserved: minor(AccountKind::Reserved)?,
            payable: minor(AccountKind::Payable)?,
            paid: minor(AccountKind::Paid)?,
            lapsed: minor(AccountKind::Lapsed)?,
        },
    })
}
