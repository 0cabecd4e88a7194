//! Claims as on the wire.

use super::{WholeClaim, invoices, row};
use crate::attachments;
use crate::auth::Scope;
use crate::funds::requests::WholeRequest;
use crate::settings::fund_settings;
use crate::store::StoreError;
use crate::store::entities::attachments as attachment_rows;
use crate::store::entities::fund_claims::{Column, Entity, Model};
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{ClaimFile, ClaimRules, ClaimState, FundClaim, FundClaimSummary};
use entente_model::ids::{ClaimId, FundRequestId, PartnerId};
use entente_model::money::Money;
use entente_model::settings::FundSettings;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The claims of a request, the first made first; drafts for its partner's own people alone.
pub(in crate::funds) async fn of_request<C: ConnectionTrait>(
    db: &C,
    request: &WholeRequest,
    is_own: bool,
) -> Result<Vec<FundClaimSummary>, StoreError> {
    let mut query = Entity::find().filter(Column::RequestId.eq(request.row.id));
    if !is_own {
        query = query.filter(Column::State.ne(ClaimState::Draft.as_str()));
    }
    let rows = query
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| summary(row, request)).collect()
}

/// The partner's claims that were returned, earliest due first.
pub(crate) async fn returned<C: ConnectionTrait>(
    db: &C,
    partner: PartnerId,
    limit: u64,
) -> Result<Vec<FundClaimSummary>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::State.eq(ClaimState::ActionRequired.as_str()))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let mut claims = Vec::with_capacity(rows.len());
    for row in rows {
        // A handful at most: few are returned, and none for long.
        if let Some(request) = WholeRequest::by_id(db, FundRequestId(row.request_id)).await? {
            claims.push(summary(&row, &request)?);
        }
    }
    Ok(claims)
}

fn summary(row: &Model, request: &WholeRequest) -> Result<FundClaimSummary, StoreError> {
    let facts = row::facts(row)?;
    let money = |minor: i64| Money::new(minor, request.fund_currency());
    Ok(FundClaimSummary {
        id: ClaimId(row.id),
        reference: row.reference.clone(),
        request_id: request.id(),
        request_reference: request.row.reference.clone(),
        title: request.row.title.clone(),
        state: facts.state,
        claimed: money(row.minor),
        approved: facts.progress.approved.map(money),
        due_at: row.due_at,
        partner_id: request.partner_id(),
        partner_name: request.partner.name.clone(),
        submitted_at: facts.progress.submitted_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

impl WholeClaim {
    /// As on the wire. Who has agreed to pay, and that it was escalated, is the vendor's own business.
    pub async fn on_wire<C: ConnectionTrait>(&self, db: &C, scope: &Scope) -> Result<FundClaim, StoreError> {
        let mut progress = self.facts.progress.clone();
        if scope.is_partner() {
            progress.approvals.clear();
            progress.escalated_at = None;
        }
        let mut request_progress = self.request.facts.progress.clone();
        if scope.is_partner() {
            request_progress.escalated_at = None;
        }
        let (fields, request) = (self.fields()?, self.request.fields()?);
        let used = invoices::used(db, self, &fields).await?;
        let approved_by = self.settings(db).await?;
        // What is pointed out asks for the budget alone.
        let cautions = fields.cautions(&ClaimRules {
            request: &request,
            progress: &self.request.facts.progress,
            settings: &approved_by,
            currencies: &[],
            today: self.row.updated_at.date_naive(),
            proofs: &[],
            used: &used,
        });
        Ok(FundClaim {
            summary: summary(&self.row, &self.request)?,
            fields,
            progress,
            proofs: self.files(db).await?,
            request,
            request_progress,
            rules: FundSettings {
                rates: Vec::new(),
                ..approved_by.for_partners()
            },
            used,
            cautions,
            owner: self.owner(),
            created_at: self.row.created_at,
        })
    }

    /// The settings of funds by which the activity was approved: what is asked for later is not asked of its claim.
    pub(super) async fn settings<C: ConnectionTrait>(&self, db: &C) -> Result<FundSettings, StoreError> {
        let id = self.request.row.settings_id;
        let id = id.ok_or_else(|| StoreError::Internal(format!("{} is claimed without an approval", self.row.id)))?;
        fund_settings(db, id).await
    }

    /// Its files, with what each proves.
    pub(super) async fn files<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<ClaimFile>, StoreError> {
        let rows = attachments::rows_of(db, self.row.id).await?;
        let file = |row: attachment_rows::Model| ClaimFile {
            kind: row
                .proof
                .as_deref()
                .and_then(ProofKind::parse)
                .unwrap_or(ProofKind::Other),
            file: attachments::on_wire(row),
        };
        Ok(rows.into_iter().map(file).collect())
    }
}
