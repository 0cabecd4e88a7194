//! Partners, and other applications, that may be the company that applies: found by domain and country, judged by the model as
//! customer accounts are.

use super::WholeApplication;
use super::row as application_row;
use crate::auth::Scope;
use crate::conflict::domains;
use crate::partners;
use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::entities::{applications, partners as partner_rows};
use chrono::{DateTime, Utc};
use entente_model::approvals::{Evidence, LikelyDuplicate};
use entente_model::conflict::{Account, AccountGroups, Match, compare};
use entente_model::onboarding::{ApplicationState, ApplicationSummary};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use std::cmp::Reverse;
use uuid::Uuid;

/// Rows that are read and compared at once. In the end all are: a company that is passed over among many becomes a partner twice.
const AT_ONCE: u64 = 1_000;
/// Most duplicates that are shown.
const MOST_SHOWN: usize = 20;

/// Likely duplicates of the company that applies, certain ones first, then those most alike. One that the reader may not see is told by
/// its evidence alone.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    settings: &InEffect,
    application: &WholeApplication,
) -> Result<Vec<LikelyDuplicate>, StoreError> {
    let applicant = Applicant::of(&application.row, settings);
    let mut found = Vec::new();
    for (matched, partner) in partners_like(db, &applicant).await? {
        // It is the partner that this application made.
        if Some(partner.id) == application.row.partner_id {
            continue;
        }
        let visible = scope.covers(Some(partner.id), Some(&partner.region));
        let partner = visible.then(|| partners::summary(partner));
        found.push((matched, partner, None));
    }
    for (matched, other) in applications_like(db, &applicant).await? {
        found.push((matched, None, Some(other.id)));
    }
    found.sort_by_key(|(matched, ..)| Reverse(strength(matched)));
    let mut duplicates = Vec::new();
    for (matched, partner, other) in found.into_iter().take(MOST_SHOWN) {
        let application = match other {
            Some(id) => visible_summary(db, scope, id).await?,
            None => None,
        };
        duplicates.push(LikelyDuplicate {
            evidence: matched.evidence,
            partner,
            application,
        });
    }
    Ok(duplicates)
}

async fn visible_summary<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    id: Uuid,
) -> Result<Option<ApplicationSummary>, StoreError> {
    let row = applications::Entity::find_by_id(id).one(db).await?;
    row.filter(|row| application_row::is_for(row, scope))
        .map(application_row::summary)
        .transpose()
}

/// The company that applies, as others are compared with it.
struct Applicant<'a> {
    row: &'a applications::Model,
    /// By each of its names.
    accounts: Vec<Account>,
    /// Every domain that stands for it.
    domains: Vec<String>,
    settings: &'a InEffect,
}

impl<'a> Applicant<'a> {
    fn of(row: &'a applications::Model, settings: &'a InEffect) -> Self {
        let accounts = accounts(&row.company, &row.name_key, &row.domain, &row.country, &settings.groups);
        let domains: Vec<String> = accounts
            .first()
            .map(|account| domains(account, settings).into_iter().collect())
            .unwrap_or_default();
        Applicant {
            row,
            accounts,
            domains,
            settings,
        }
    }

    /// The strongest match of any of its names with any that another company goes by.
    fn best(&self, others: &[Account]) -> Option<Match> {
        let threshold = self.settings.settings.deals.similarity_per_mille;
        let pairs = self
            .accounts
            .iter()
            .flat_map(|this| others.iter().map(move |other| (this, other)));
        pairs
            .filter_map(|(this, other)| compare(this, other, threshold))
            .max_by_key(strength)
    }

    /// Those of the partners that may be the company.
    fn alike(&self, partners: Vec<partner_rows::Model>) -> impl Iterator<Item = (Match, partner_rows::Model)> {
        partners.into_iter().filter_map(move |partner| {
            let names = [&partner.legal_name, &partner.display_name];
            let groups = &self.settings.groups;
            let others = names.map(|name| Account::from_typed(name, &partner.domain, &partner.country, groups));
            Some((self.best(&others)?, partner))
        })
    }
}

/// Certain before possible, then by how much speaks for it, then by how alike the names are.
fn strength(matched: &Match) -> (bool, usize, u32) {
    let similarity = matched.evidence.iter().map(|evidence| match evidence {
        Evidence::SimilarName {
            similarity_per_mille, ..
        } => *similarity_per_mille,
        Evidence::SameDomain { .. } | Evidence::SameName { .. } | Evidence::SharedProducts { .. } => 0,
    });
    (
        matched.certain,
        matched.evidence.len(),
        similarity.max().unwrap_or_default(),
    )
}

/// Partners that may be the company: those with one of its domains, then those of its country with a name like it.
async fn partners_like<C: ConnectionTrait>(
    db: &C,
    applicant: &Applicant<'_>,
) -> Result<Vec<(Match, partner_rows::Model)>, StoreError> {
    use partner_rows::{Column, Entity};
    let of_domains = Entity::find().filter(Column::Domain.is_in(applicant.domains.iter().cloned()));
    let mut found: Vec<_> = applicant.alike(of_domains.all(db).await?).collect();
    let of_country = Condition::all()
        .add(Column::Country.eq(applicant.row.country.as_str()))
        .add(Column::Domain.is_not_in(applicant.domains.iter().cloned()));
    let mut place = Some((String::new(), Uuid::nil()));
    while let Some((name, id)) = place {
        let page = Entity::find()
            .filter(of_country.clone())
            .filter(Column::DisplayName.gte(name.as_str()))
            .filter(
                Condition::any()
                    .add(Column::DisplayName.gt(name))
                    .add(Column::Id.gt(id)),
            )
            .order_by_asc(Column::DisplayName)
            .order_by_asc(Column::Id)
            .limit(AT_ONCE)
            .all(db)
            .await?;
        place = next(&page, |last| (last.display_name.clone(), last.id));
        found.extend(applicant.alike(page));
    }
    Ok(found)
}

/// Where the next page begins; behind one that is not full there is none.
fn next<Row>(page: &[Row], place: impl FnOnce(&Row) -> (String, Uuid)) -> Option<(String, Uuid)> {
    page.last().filter(|_| page.len() as u64 == AT_ONCE).map(place)
}

/// What another application's company is recognised by; the fields are the columns.
#[derive(Debug, FromQueryResult)]
struct Other {
    id: Uuid,
    company: String,
    domain: String,
    name_key: String,
    country: String,
    submitted_at: Option<DateTime<Utc>>,
}

impl Other {
    fn accounts(&self, groups: &AccountGroups) -> Vec<Account> {
        accounts(&self.company, &self.name_key, &self.domain, &self.country, groups)
    }
}

/// Other applications that may be of the company: those with one of its domains, then those of its country with a name like it. A domain can
/// be that of many applications, because whoever was declined may apply again.
async fn applications_like<C: ConnectionTrait>(
    db: &C,
    applicant: &Applicant<'_>,
) -> Result<Vec<(Match, Other)>, StoreError> {
    use applications::Column;
    let of_domains = Condition::all().add(Column::Domain.is_in(applicant.domains.iter().cloned()));
    let of_country = Condition::all()
        .add(Column::Country.eq(applicant.row.country.as_str()))
        .add(Column::Domain.is_not_in(applicant.domains.iter().cloned()));
    let mut found = newest(db, applicant, of_domains).await?;
    found.extend(newest(db, applicant, of_country).await?);
    Ok(found)
}

/// Applications but this one that were handed in, meet a condition and may be of the company, newest first.
async fn newest<C: ConnectionTrait>(
    db: &C,
    applicant: &Applicant<'_>,
    condition: Condition,
) -> Result<Vec<(Match, Other)>, StoreError> {
    use applications::{Column, Entity};
    let mut found: Vec<(Match, Other)> = Vec::new();
    let mut place = Some((String::new(), Uuid::nil()));
    while let Some((name_key, id)) = place {
        let page: Vec<Other> = Entity::find()
            .select_only()
            .columns([
                Column::Id,
                Column::Company,
                Column::Domain,
                Column::NameKey,
                Column::Country,
                Column::SubmittedAt,
            ])
            .filter(condition.clone())
            .filter(Column::Id.ne(applicant.row.id))
            .filter(Column::State.ne(ApplicationState::Draft.as_str()))
            .filter(Column::NameKey.gte(name_key.as_str()))
            .filter(
                Condition::any()
                    .add(Column::NameKey.gt(name_key))
                    .add(Column::Id.gt(id)),
            )
            .order_by_asc(Column::NameKey)
            .order_by_asc(Column::Id)
            .limit(AT_ONCE)
            .into_model()
            .all(db)
            .await?;
        place = next(&page, |last| (last.name_key.clone(), last.id));
        let alike = page.into_iter().filter_map(|other| {
            let accounts = other.accounts(&applicant.settings.groups);
            Some((applicant.best(&accounts)?, other))
        });
        found.extend(alike);
    }
    found.sort_by_key(|(_, other)| Reverse(other.submitted_at));
    Ok(found)
}

/// How a company is recognised: by its domain and each of the names that it goes by.
fn accounts(company: &str, name_key: &str, domain: &str, country: &str, groups: &AccountGroups) -> Vec<Account> {
    let known = Account::from_typed(company, domain, country, groups);
    let legal = Account {
        normalised_name: name_key.to_owned(),
        ..known.clone()
    };
    vec![legal, known]
}
