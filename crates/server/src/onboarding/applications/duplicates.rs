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
use entente_model::people::PartnerSummary;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use std::cmp::Reverse;
use std::sync::Arc;
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
    settings: &Arc<InEffect>,
    application: &WholeApplication,
) -> Result<Vec<LikelyDuplicate>, StoreError> {
    let applicant = Arc::new(Applicant::of(&application.row, settings));
    let mut found = Vec::new();
    for (matched, partner) in partners_like(db, &applicant).await? {
        // It is the partner that this application made.
        if Some(partner.id) != application.row.partner_id {
            found.push((matched, Some(partner.id), None));
        }
    }
    for (matched, other) in applications_like(db, &applicant).await? {
        found.push((matched, None, Some(other.id)));
    }
    found.sort_by_key(|(matched, ..)| Reverse(strength(matched)));
    let mut duplicates = Vec::new();
    for (matched, partner, other) in found.into_iter().take(MOST_SHOWN) {
        let partner = match partner {
            Some(id) => visible_partner(db, scope, id).await?,
            None => None,
        };
        let application = match other {
            Some(id) => visible_application(db, scope, id).await?,
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

async fn visible_partner<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    id: Uuid,
) -> Result<Option<PartnerSummary>, StoreError> {
    let row = partner_rows::Entity::find_by_id(id).one(db).await?;
    let row = row.filter(|row| scope.covers(Some(row.id), Some(&row.region)));
    Ok(row.map(partners::summary))
}

async fn visible_application<C: ConnectionTrait>(
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
struct Applicant {
    /// Id of its application.
    id: Uuid,
    country: String,
    /// By each of its names.
    accounts: Vec<Account>,
    /// Every domain that stands for it.
    domains: Vec<String>,
    settings: Arc<InEffect>,
}

impl Applicant {
    fn of(row: &applications::Model, settings: &Arc<InEffect>) -> Self {
        let accounts = accounts(&row.company, &row.name_key, &row.domain, &row.country, &settings.groups);
        let domains: Vec<String> = accounts
            .first()
            .map(|account| domains(account, settings).into_iter().collect())
            .unwrap_or_default();
        Applicant {
            id: row.id,
            country: row.country.clone(),
            accounts,
            domains,
            settings: settings.clone(),
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
}

/// Those of the rows that may be the company. They are compared beside the runtime: a thousand take milliseconds, which other requests
/// are not to wait for.
async fn alike<Row: Send + 'static>(
    applicant: &Arc<Applicant>,
    rows: Vec<Row>,
    accounts: fn(&Row, &AccountGroups) -> Vec<Account>,
) -> Result<Vec<(Match, Row)>, StoreError> {
    let applicant = applicant.clone();
    let compared = tokio::task::spawn_blocking(move || {
        let groups = &applicant.settings.groups;
        rows.into_iter()
            .filter_map(|row| Some((applicant.best(&accounts(&row, groups))?, row)))
            .collect::<Vec<_>>()
    });
    compared.await.map_err(|error| StoreError::Internal(error.to_string()))
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

/// What a partner is recognised by; the fields are the columns.
#[derive(Debug, FromQueryResult)]
struct Known {
    id: Uuid,
    legal_name: String,
    display_name: String,
    domain: String,
    country: String,
}

impl Known {
    fn accounts(&self, groups: &AccountGroups) -> Vec<Account> {
        let names = [&self.legal_name, &self.display_name];
        let accounts = names.map(|name| Account::from_typed(name, &self.domain, &self.country, groups));
        accounts.into()
    }
}

/// Partners that may be the company: those with one of its domains, then those of its country with a name like it.
async fn partners_like<C: ConnectionTrait>(
    db: &C,
    applicant: &Arc<Applicant>,
) -> Result<Vec<(Match, Known)>, StoreError> {
    use partner_rows::{Column, Entity};
    let known = Entity::find().select_only().columns([
        Column::Id,
        Column::LegalName,
        Column::DisplayName,
        Column::Domain,
        Column::Country,
    ]);
    let of_domains = known
        .clone()
        .filter(Column::Domain.is_in(applicant.domains.iter().cloned()));
    let of_domains: Vec<Known> = of_domains.into_model().all(db).await?;
    let mut found = alike(applicant, of_domains, Known::accounts).await?;
    let of_country = known
        .filter(Column::Country.eq(applicant.country.as_str()))
        .filter(Column::Domain.is_not_in(applicant.domains.iter().cloned()));
    let mut place = Some(Uuid::nil());
    while let Some(id) = place {
        let page: Vec<Known> = of_country
            .clone()
            .filter(Column::Id.gt(id))
            .order_by_asc(Column::Id)
            .limit(AT_ONCE)
            .into_model()
            .all(db)
            .await?;
        place = next(&page, |last| last.id);
        found.extend(alike(applicant, page, Known::accounts).await?);
    }
    Ok(found)
}

/// Where the next page begins; behind one that is not full there is none.
fn next<Row, Place>(page: &[Row], place: impl FnOnce(&Row) -> Place) -> Option<Place> {
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
    applicant: &Arc<Applicant>,
) -> Result<Vec<(Match, Other)>, StoreError> {
    use applications::Column;
    let of_domains = Condition::all().add(Column::Domain.is_in(applicant.domains.iter().cloned()));
    let of_country = Condition::all()
        .add(Column::Country.eq(applicant.country.as_str()))
        .add(Column::Domain.is_not_in(applicant.domains.iter().cloned()));
    let mut found = newest(db, applicant, of_domains).await?;
    found.extend(newest(db, applicant, of_country).await?);
    Ok(found)
}

/// Applications but this one that were handed in, meet a condition and may be of the company, newest first.
async fn newest<C: ConnectionTrait>(
    db: &C,
    applicant: &Arc<Applicant>,
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
            .filter(Column::Id.ne(applicant.id))
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
        found.extend(alike(applicant, page, Other::accounts).await?);
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
