//! A registration as a row: what the columns hold, and back.

use crate::store::StoreError;
use crate::store::entities::deals::Model;
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::conflict::{Account, name_block, normalise};
use entente_model::deals::{DealDraft, DealFacts, DealProgress, DealState, DealSummary, Stage};
use entente_model::ids::{DealId, PartnerId};
use entente_model::money::Money;
use entente_model::text::domain_of_typed;
use sea_orm::FromQueryResult;
use std::collections::BTreeSet;
use uuid::Uuid;

/// All that a row is made of. Columns that lists filter and sort by follow from the fields and the facts.
#[derive(Clone, Debug)]
pub struct Registration<'a> {
    /// Id.
    pub id: Uuid,
    /// What people call it by.
    pub reference: &'a str,
    /// Whose it is.
    pub partner_id: Uuid,
    /// Where they are.
    pub region: &'a str,
    /// Who registered it.
    pub owner_id: Uuid,
    /// What the partner wrote.
    pub fields: &'a DealDraft,
    /// Where it stands.
    pub facts: &'a DealFacts,
    /// The account as of the last submission; absent in a draft.
    pub account: Option<&'a Account>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version.
    pub version: i64,
}

impl Registration<'_> {
    /// The row.
    pub fn row(&self) -> Result<Model, serde_json::Error> {
        let (fields, progress) = (self.fields, &self.facts.progress);
        let account = self.account.cloned().unwrap_or_default();
        let domain = account
            .registrable_domain
            .unwrap_or_else(|| domain_of_typed(&fields.customer_domain));
        let value = fields.value.clone().unwrap_or(Money::new(0, ""));
        Ok(Model {
            id: self.id,
            reference: self.reference.to_owned(),
            partner_id: self.partner_id,
            region: self.region.to_owned(),
            owner_id: self.owner_id,
            state: self.facts.state.as_str().to_owned(),
            stage: progress.stage.map(|stage| stage.as_str().to_owned()),
            customer_name: fields.customer_name.trim().to_owned(),
            customer_domain: domain,
            customer_country: fields.customer_country.trim().to_owned(),
            customer_sort: normalise(&fields.customer_name),
            value_currency: value.currency,
            value_minor: value.minor,
            closes_on: fields.expected_close.unwrap_or(no_day()),
            submitted_at: progress.submitted_at.unwrap_or(self.created_at),
            updated_at: self.updated_at,
            created_at: self.created_at,
            due_at: due_at(self.facts),
            protected_until: protected_until(self.facts),
            activity_due: progress.activity_due,
            holds_account: progress.holds_account,
            account_domain: account.account_domain.unwrap_or_default(),
            account_block: name_block(&account.normalised_name),
            account_name: account.normalised_name,
            products: product_codes(fields).into_iter().collect::<Vec<_>>().join(","),
            fields: serde_json::to_string(fields)?,
            progress: serde_json::to_string(progress)?,
            version: self.version,
        })
    }
}

/// Stands for no day in columns that are sorted by: later than all others.
pub fn no_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Codes of the products named, each once, in order.
pub fn product_codes(fields: &DealDraft) -> BTreeSet<&str> {
    fields
        .products
        .iter()
        .map(|product| product.code.as_str())
        .filter(|code| !code.is_empty())
        .collect()
}

/// When the decision or, if returned, the answer is due.
pub fn due_at(facts: &DealFacts) -> Option<DateTime<Utc>> {
    match facts.state {
        DealState::ActionRequired => facts.progress.answer_due,
        _ => facts.progress.decision_due,
    }
}

/// When protection ends, while it lasts.
pub fn protected_until(facts: &DealFacts) -> Option<DateTime<Utc>> {
    facts.progress.protected_until.filter(|_| facts.state.can_hold())
}

/// Where a row stands, as the model's rules read it.
pub fn facts(row: &Model) -> Result<DealFacts, StoreError> {
    let progress: DealProgress = serde_json::from_str(&row.progress)?;
    Ok(DealFacts {
        state: state(&row.state)?,
        progress,
    })
}

/// What the partner wrote.
pub fn fields(row: &Model) -> Result<DealDraft, StoreError> {
    Ok(serde_json::from_str(&row.fields)?)
}

/// The account as of the last submission.
pub fn account(row: &Model) -> Account {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Account {
        registrable_domain: known(&row.account_domain),
        account_domain: known(&row.account_domain),
        normalised_name: row.account_name.clone(),
        country: row.customer_country.clone(),
    }
}

/// A state from its column.
pub fn state(word: &str) -> Result<DealState, StoreError> {
    DealState::parse(word).ok_or_else(|| StoreError::Internal(format!("unknown state {word}")))
}

/// What lists show of a row; the fields are the columns.
#[allow(missing_docs)]
#[derive(Clone, Debug, FromQueryResult)]
pub struct SummaryRow {
    pub id: Uuid,
    pub reference: String,
    pub partner_id: Uuid,
    pub partner_name: String,
    pub state: String,
    pub stage: Option<String>,
    pub customer_name: String,
    pub customer_domain: String,
    pub customer_country: String,
    pub customer_sort: String,
    pub value_currency: String,
    pub value_minor: i64,
    pub closes_on: NaiveDate,
    pub submitted_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
    pub protected_until: Option<DateTime<Utc>>,
    pub products: String,
    pub version: i64,
}

/// The columns of [`SummaryRow`] for a query over `deals d`.
pub const SUMMARY_COLUMNS: &str = "d.id, d.reference, d.partner_id, d.state, d.stage, d.customer_name, d.customer_domain, \
     d.customer_country, d.customer_sort, d.value_currency, d.value_minor, d.closes_on, d.submitted_at, d.updated_at, d.due_at, \
     d.protected_until, d.products, d.version, \
     (SELECT p.display_name FROM partners p WHERE p.id = d.partner_id) AS partner_name";

impl SummaryRow {
    /// Of a whole row.
    pub fn of(row: Model, partner_name: String) -> Self {
        SummaryRow {
            id: row.id,
            reference: row.reference,
            partner_id: row.partner_id,
            partner_name,
            state: row.state,
            stage: row.stage,
            customer_name: row.customer_name,
            customer_domain: row.customer_domain,
            customer_country: row.customer_country,
            customer_sort: row.customer_sort,
            value_currency: row.value_currency,
            value_minor: row.value_minor,
            closes_on: row.closes_on,
            submitted_at: row.submitted_at,
            updated_at: row.updated_at,
            due_at: row.due_at,
            protected_until: row.protected_until,
            products: row.products,
            version: row.version,
        }
    }

    /// As on the wire.
    pub fn summary(self) -> Result<DealSummary, StoreError> {
        Ok(DealSummary {
            id: DealId(self.id),
            reference: self.reference,
            customer_name: self.customer_name,
            customer_domain: self.customer_domain,
            customer_country: self.customer_country,
            products: codes(&self.products),
            value: money(self.value_minor, self.value_currency),
            state: state(&self.state)?,
            stage: self.stage.as_deref().and_then(Stage::parse),
            expected_close: Some(self.closes_on).filter(|day| *day < no_day()),
            protected_until: self.protected_until,
            due_at: self.due_at,
            partner_id: PartnerId(self.partner_id),
            partner_name: self.partner_name,
            updated_at: self.updated_at,
            version: self.version,
        })
    }
}

/// Product codes of the column.
pub fn codes(column: &str) -> Vec<String> {
    column
        .split(',')
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect()
}

/// An amount of its columns; none without a currency.
pub fn money(minor: i64, currency: String) -> Option<Money> {
    (!currency.is_empty()).then_some(Money { minor, currency })
}
