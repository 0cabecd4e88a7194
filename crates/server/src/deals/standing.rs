//! A deal as far as what hangs on it needs to know.

use crate::attachments::Host;
use crate::auth::Scope;
use crate::store::entities::deals::{Column, Entity};
use crate::store::{Audience, StoreError};
use entente_model::deals::DealState;
use entente_model::events::LiveEvent;
use entente_model::ids::{DealId, PartnerId};
use entente_model::problem::Code;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Whose a deal is, and where it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The deal.
    pub id: DealId,
    /// Whose it is.
    pub partner_id: PartnerId,
    /// Where they are.
    pub region: String,
    /// Where it stands.
    pub state: DealState,
    /// Its version.
    pub version: i64,
}

impl Standing {
    /// The deal of that id, as far as the reader may know of it: 404 otherwise. A draft is its partner's alone.
    pub async fn find<C: ConnectionTrait>(connection: &C, scope: &Scope, id: DealId) -> Result<Standing, StoreError> {
        let mut query = Entity::find_by_id(id.0)
            .select_only()
            .columns([Column::PartnerId, Column::Region, Column::State, Column::Version])
            .filter(scope.tenant(Column::PartnerId, Column::Region));
        if !scope.is_partner() {
            query = query.filter(Column::State.ne(DealState::Draft.as_str()));
        }
        let row = query
            .into_tuple::<(Uuid, String, String, i64)>()
            .one(connection)
            .await?;
        let (partner_id, region, state, version) = row.ok_or(Code::NotFound)?;
        let state =
            DealState::parse(&state).ok_or_else(|| StoreError::Internal(format!("deal {id} in state {state}")))?;
        Ok(Standing {
            id,
            partner_id: PartnerId(partner_id),
            region,
            state,
            version,
        })
    }

    /// As files hang on it.
    pub fn host(&self) -> Host {
        Host {
            id: self.id.0,
            partner_id: self.partner_id,
            kind: "deal",
            added: "deal.file_added",
            removed: "deal.file_removed",
            event: self.event(),
            audience: self.audience(),
        }
    }

    /// What tells open pages that it changed.
    pub fn event(&self) -> LiveEvent {
        LiveEvent::Deal {
            id: self.id,
            version: self.version,
        }
    }

    /// Who may know that it changed: of a draft its partner's people alone.
    pub fn audience(&self) -> Audience {
        if self.state == DealState::Draft {
            Audience::partner_alone(self.partner_id)
        } else {
            Audience::partner(self.partner_id, self.region.clone())
        }
    }
}
