//! A claim as read, with its request.

use super::row;
use crate::auth::Scope;
use crate::funds::requests::WholeRequest;
use crate::store::entities::fund_claims::{Entity, Model};
use crate::store::{Audience, StoreError};
use chrono::{DateTime, Utc};
use entente_model::funds::FundActor;
use entente_model::funds::claim::{ClaimDraft, ClaimEventKind, ClaimFacts, ClaimState, allowed, unless_ended};
use entente_model::ids::{ClaimId, FundRequestId, PartnerId, UserId};
use entente_model::people::Person;
use entente_model::problem::{Code, Problem};
use sea_orm::{ConnectionTrait, EntityTrait};

/// A claim with where it stands, and the request whose activity it is for.
#[derive(Clone, Debug)]
pub struct WholeClaim {
    /// The row.
    pub row: Model,
    /// Where it stands.
    pub facts: ClaimFacts,
    /// The request.
    pub request: WholeRequest,
}

impl WholeClaim {
    /// The claim of that id, as far as the reader may know of it: 404 otherwise. A draft is its partner's alone.
    pub async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, id: ClaimId) -> Result<Self, StoreError> {
        let claim = WholeClaim::by_id(db, id).await?.ok_or(Code::NotFound)?;
        let covered = scope.covers(Some(claim.row.partner_id), Some(&claim.row.region));
        if covered && !(claim.is_draft() && scope.is_vendor()) {
            Ok(claim)
        } else {
            Err(Code::NotFound.into())
        }
    }

    /// The claim of that id, for whoever may know of it anyway.
    pub async fn by_id<C: ConnectionTrait>(db: &C, id: ClaimId) -> Result<Option<Self>, StoreError> {
        let Some(row) = Entity::find_by_id(id.0).one(db).await? else {
            return Ok(None);
        };
        let request = WholeRequest::by_id(db, FundRequestId(row.request_id)).await?;
        let request = request.ok_or_else(|| StoreError::Internal(format!("the claim {id} has no request")))?;
        Ok(Some(WholeClaim {
            facts: row::facts(&row)?,
            row,
            request,
        }))
    }

    /// Its id.
    pub fn id(&self) -> ClaimId {
        ClaimId(self.row.id)
    }

    /// Whose it is.
    pub fn partner_id(&self) -> PartnerId {
        PartnerId(self.row.partner_id)
    }

    /// Whether it was never handed in.
    pub fn is_draft(&self) -> bool {
        self.facts.state == ClaimState::Draft
    }

    /// Refuses what somebody may not do with it now.
    pub fn permit(&self, kind: ClaimEventKind, actor: FundActor, now: DateTime<Utc>) -> Result<(), StoreError> {
        allowed(&self.facts, kind, actor, now).map_err(Problem::from)?;
        Ok(unless_ended(&self.request.facts.progress, kind).map_err(Problem::from)?)
    }

    /// What the partner wrote.
    pub fn fields(&self) -> Result<ClaimDraft, StoreError> {
        Ok(serde_json::from_str(&self.row.fields)?)
    }

    /// Who wrote it.
    pub fn owner(&self) -> Person {
        Person {
            id: Some(UserId(self.row.owner_id)),
            name: self.row.owner_name.clone(),
        }
    }

    /// Who may know that it changed: of a draft its partner's people alone.
    pub fn audience(&self) -> Audience {
        if self.is_draft() {
            Audience::partner_alone(self.partner_id())
        } else {
            Audience::partner(self.partner_id(), self.row.region.clone())
        }
    }
}
