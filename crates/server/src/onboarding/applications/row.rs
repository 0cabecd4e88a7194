//! An application as a row: what the columns hold, and back.

use crate::auth::Scope;
use crate::deals::search;
use crate::store::entities::applications::Model;
use crate::store::search::readable;
use crate::store::{Audience, StoreError};
use chrono::{DateTime, Utc};
use entente_model::conflict::{normalise, registrable_domain};
use entente_model::ids::{ApplicationId, PartnerId, UserId};
use entente_model::onboarding::{
    Application, ApplicationFacts, ApplicationFields, ApplicationState, ApplicationSummary, Score,
};
use entente_model::people::{PartnerType, Person, normalise_email};
use uuid::Uuid;

/// All that a row is made of. Columns that lists filter and sort by follow from the fields and the facts.
#[derive(Clone, Debug)]
pub struct Candidacy<'a> {
    /// Id.
    pub id: Uuid,
    /// What people call it by.
    pub reference: &'a str,
    /// What the applicant wrote.
    pub fields: &'a ApplicationFields,
    /// Where it stands.
    pub facts: &'a ApplicationFacts,
    /// Language of mails to the contact, empty for the portal's own.
    pub locale: &'a str,
    /// How it scored at the last hand-in; absent before the first.
    pub score: Option<&'a Score>,
    /// Who invited the company, when somebody did.
    pub invited_by: Option<&'a Person>,
    /// The partner that it became.
    pub partner_id: Option<PartnerId>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Version.
    pub version: i64,
}

impl Candidacy<'_> {
    /// The row.
    pub fn row(&self) -> Result<Model, serde_json::Error> {
        let fields = self.fields;
        let domain = registrable_domain(&fields.domain).unwrap_or_else(|| fields.domain.trim().to_owned());
        Ok(Model {
            id: self.id,
            reference: self.reference.to_owned(),
            state: self.facts.state.as_str().to_owned(),
            fields: serde_json::to_string(fields)?,
            progress: serde_json::to_string(&self.facts.progress)?,
            company: fields.name().to_owned(),
            search: search::joined(&[
                &fields.legal_name,
                &fields.display_name,
                &readable(&domain),
                &domain,
                self.reference,
            ]),
            domain,
            name_key: normalise(&fields.legal_name),
            country: fields.country.trim().to_owned(),
            region: fields.region.clone(),
            partner_type: fields
                .partner_type
                .map(PartnerType::as_str)
                .unwrap_or_default()
                .to_owned(),
            email: normalise_email(&fields.contact.email),
            locale: self.locale.to_owned(),
            score: self.score.map(|score| i32::from(score.total)),
            score_detail: self.score.map(serde_json::to_string).transpose()?,
            invited_by: self.invited_by.and_then(|person| person.id).map(|id| id.0),
            invited_by_name: self.invited_by.map(|person| person.name.clone()).unwrap_or_default(),
            partner_id: self.partner_id.map(|id| id.0),
            submitted_at: self.facts.progress.submitted_at,
            updated_at: self.updated_at,
            created_at: self.created_at,
            version: self.version,
        })
    }
}

/// An application as read, with where it stands.
#[derive(Clone, Debug)]
pub struct WholeApplication {
    /// The row.
    pub row: Model,
    /// Where it stands.
    pub facts: ApplicationFacts,
}

impl WholeApplication {
    /// The application of a row.
    pub fn of(row: Model) -> Result<Self, StoreError> {
        let facts = ApplicationFacts {
            state: state(&row.state)?,
            progress: serde_json::from_str(&row.progress)?,
        };
        Ok(WholeApplication { row, facts })
    }

    /// Whether a reader of the vendor's may know of it, by the region of the company; a partner's person never may.
    pub fn is_for(&self, scope: &Scope) -> bool {
        is_for(&self.row, scope)
    }

    /// What the applicant wrote.
    pub fn fields(&self) -> Result<ApplicationFields, StoreError> {
        Ok(serde_json::from_str(&self.row.fields)?)
    }

    /// As the vendor's people see it.
    pub fn on_wire(&self) -> Result<Application, StoreError> {
        let score = self.row.score_detail.as_deref();
        Ok(Application {
            summary: summary(self.row.clone())?,
            fields: self.fields()?,
            progress: self.facts.progress.clone(),
            score_detail: score.map(serde_json::from_str).transpose()?,
            partner_id: self.row.partner_id.map(PartnerId),
        })
    }

    /// The vendor's people who may know that it changed.
    pub fn audience(&self) -> Audience {
        Audience::region(self.row.region.clone())
    }
}

/// Whether a reader of the vendor's may know of an application, by the region of the company; a partner's person never may.
pub fn is_for(row: &Model, scope: &Scope) -> bool {
    scope.covers(None, Some(&row.region))
}

/// A state from its column.
pub fn state(word: &str) -> Result<ApplicationState, StoreError> {
    ApplicationState::parse(word)
        .ok_or_else(|| StoreError::Internal(format!("an application in the unknown state {word}")))
}

/// A score from its column.
pub fn score(column: Option<i32>) -> Option<u8> {
    column.and_then(|score| u8::try_from(score).ok())
}

/// What lists show of a row.
pub fn summary(row: Model) -> Result<ApplicationSummary, StoreError> {
    let invited = row.invited_by.is_some() || !row.invited_by_name.is_empty();
    Ok(ApplicationSummary {
        id: ApplicationId(row.id),
        reference: row.reference,
        company: row.company,
        domain: row.domain,
        country: row.country,
        region: row.region,
        partner_type: PartnerType::parse(&row.partner_type),
        state: state(&row.state)?,
        score: score(row.score),
        submitted_at: row.submitted_at,
        invited_by: invited.then_some(Person {
            id: row.invited_by.map(UserId),
            name: row.invited_by_name,
        }),
        updated_at: row.updated_at,
        version: row.version,
    })
}
