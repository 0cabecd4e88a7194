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
use entente_model::approvals::{Evidence, LikelyDuplicate};
use entente_model::conflict::{Account, AccountGroups, Match, compare};
use entente_model::onboarding::{ApplicationState, ApplicationSummary};
use sea_orm::sea_query::IntoCondition;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// Most rows of each kind that are compared.
const MOST_COMPARED: u64 = 10_000;
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
    let row = &application.row;
    let own = accounts(&row.company, &row.name_key, &row.domain, &row.country, &settings.groups);
    let domains: Vec<String> = own
        .first()
        .map(|account| domains(account, settings).into_iter().collect())
        .unwrap_or_default();
    let judge = |others: &[Account]| best(&own, others, settings.settings.deals.similarity_per_mille);
    let mut found = Vec::new();
    for partner in partners_like(db, &domains, &row.country).await? {
        // It is the partner that this application made.
        if Some(partner.id) == row.partner_id {
            continue;
        }
        let names = [&partner.legal_name, &partner.display_name];
        let others = names.map(|name| Account::from_typed(name, &partner.domain, &partner.country, &settings.groups));
        if let Some(matched) = judge(&others) {
            let visible = scope.covers(Some(partner.id), Some(&partner.region));
            let partner = visible.then(|| partners::summary(partner));
            found.push((matched, partner, None));
        }
    }
    for other in applications_like(db, &domains, row).await? {
        if let Some(matched) = judge(&other.accounts(&settings.groups)) {
            found.push((matched, None, Some(other.id)));
        }
    }
    found.sort_by_key(|(matched, ..)| std::cmp::Reverse(strength(matched)));
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

/// The strongest match of any name that one goes by with any of the other's.
fn best(these: &[Account], others: &[Account], threshold_per_mille: u32) -> Option<Match> {
    let pairs = these
        .iter()
        .flat_map(|this| others.iter().map(move |other| (this, other)));
    pairs
        .filter_map(|(this, other)| compare(this, other, threshold_per_mille))
        .max_by_key(strength)
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

/// Partners with one of the domains, all of them, and partners of the country, as many as are compared.
async fn partners_like<C: ConnectionTrait>(
    db: &C,
    domains: &[String],
    country: &str,
) -> Result<Vec<partner_rows::Model>, StoreError> {
    use partner_rows::{Column, Entity};
    let of_domains = Entity::find().filter(Column::Domain.is_in(domains.iter().cloned()));
    let mut found = of_domains.all(db).await?;
    let of_country = Entity::find()
        .filter(Column::Country.eq(country))
        .filter(Column::Domain.is_not_in(domains.iter().cloned()))
        .order_by_asc(Column::DisplayName)
        .limit(MOST_COMPARED);
    found.extend(of_country.all(db).await?);
    Ok(found)
}

/// What another application's company is recognised by; the fields are the columns.
#[derive(Debug, FromQueryResult)]
struct Other {
    id: Uuid,
    company: String,
    domain: String,
    name_key: String,
    country: String,
}

impl Other {
    fn accounts(&self, groups: &AccountGroups) -> Vec<Account> {
        accounts(&self.company, &self.name_key, &self.domain, &self.country, groups)
    }
}

/// Other applications that were handed in, newest first: those with one of the domains before those of the country, as many as are compared
/// of each. A domain can be that of many applications, because whoever was declined may apply again.
async fn applications_like<C: ConnectionTrait>(
    db: &C,
    domains: &[String],
    of: &applications::Model,
) -> Result<Vec<Other>, StoreError> {
    use applications::Column;
    let has_domain = Column::Domain.is_in(domains.iter().cloned());
    let mut found = newest(db, of.id, has_domain).await?;
    let of_country = Condition::all()
        .add(Column::Country.eq(of.country.clone()))
        .add(Column::Domain.is_not_in(domains.iter().cloned()));
    found.extend(newest(db, of.id, of_country).await?);
    Ok(found)
}

/// Applications but one that were handed in and are alike in some way, newest first.
async fn newest<C: ConnectionTrait>(db: &C, but: Uuid, alike: impl IntoCondition) -> Result<Vec<Other>, StoreError> {
    use applications::{Column, Entity};
    Ok(Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Company,
            Column::Domain,
            Column::NameKey,
            Column::Country,
        ])
        .filter(alike)
        .filter(Column::Id.ne(but))
        .filter(Column::State.ne(ApplicationState::Draft.as_str()))
        .order_by_desc(Column::SubmittedAt)
        .limit(MOST_COMPARED)
        .into_model()
        .all(db)
        .await?)
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
