//! Signatures as rows.

use crate::partners::record;
use crate::settings::InEffect;
use crate::store::entities::agreement_signatures::{ActiveModel, Column, Entity, Model};
use crate::store::entities::partners;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::ids::{AgreementSignatureId, PartnerId, UserId};
use entente_model::onboarding::{Agreement, AgreementSignature, AgreementText, NewSignature, TaskKind};
use entente_model::people::Person;
use entente_model::problem::{Code, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The agreement in effect, with a partner's signatures. Whether the reader may see the partner is asked before.
pub(super) async fn agreement<C: ConnectionTrait>(
    db: &C,
    partner: PartnerId,
    text: &AgreementText,
) -> Result<Agreement, StoreError> {
    let rows = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .order_by_desc(Column::SignedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let sha256 = text.sha256();
    let (own, earlier): (Vec<_>, Vec<_>) = rows.into_iter().map(on_wire).partition(|row| row.sha256 == sha256);
    Ok(Agreement {
        text: text.as_signed(),
        sha256,
        signature: own.into_iter().next(),
        earlier,
    })
}

/// One of a partner's signatures.
pub(super) async fn find<C: ConnectionTrait>(
    db: &C,
    partner: PartnerId,
    id: AgreementSignatureId,
) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(id.0)
        .filter(Column::PartnerId.eq(partner.0))
        .one(db)
        .await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// From where somebody signs, and in which language.
pub(super) struct Origin {
    /// Network address; empty when it is not known.
    pub address: String,
    /// Language, a BCP 47 tag.
    pub locale: String,
}

/// Signs the text in effect for a partner. Of two who sign at once the key on partner and text lets one.
pub(super) async fn sign(
    tx: &Tx,
    id: PartnerId,
    body: &NewSignature,
    origin: &Origin,
    settings: &InEffect,
) -> Result<(Agreement, AgreementSignatureId), StoreError> {
    let mut partner = record::find_active(tx.db(), tx.scope(), id).await?;
    let signer = tx.scope().person_ref();
    let signer_id = signer.id.ok_or(Code::Forbidden)?;
    let errors = body.check(&signer.name);
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let agreement_text = &settings.settings.onboarding.agreement;
    let (text, sha256) = (agreement_text.as_signed(), agreement_text.sha256());
    if body.sha256 != sha256 {
        return Err(refused("text_changed"));
    }
    let signature = AgreementSignatureId(Uuid::now_v7());
    let row = ActiveModel {
        id: Set(signature.0),
        partner_id: Set(id.0),
        title: Set(text.title.clone()),
        text: Set(text.text),
        sha256: Set(sha256.clone()),
        signer_id: Set(signer_id.0),
        signer_name: Set(signer.name),
        typed_name: Set(body.typed_name.trim().to_owned()),
        job_title: Set(body.job_title.trim().to_owned()),
        address: Set(origin.address.clone()),
        signed_at: Set(tx.now()),
        locale: Set(origin.locale.clone()),
    };
    if !tx.insert_if_absent(row, [Column::PartnerId, Column::Sha256]).await? {
        return Err(refused("already_signed"));
    }
    let mut work = Work::new(tx, settings);
    let signed_at = partner.signed_at.unwrap_or(tx.now());
    work.change_partner(&mut partner, |update| {
        update.col_expr(partners::Column::SignedAt, Expr::value(signed_at))
    })
    .await?;
    work.audit_partner("partner.agreement_signed", &partner, |entry| {
        entry.param("title", text.title).param("sha256", sha256)
    });
    work.achieved_once(id, TaskKind::SignAgreement).await?;
    work.leave(tx)?;
    Ok((agreement(tx.db(), id, agreement_text).await?, signature))
}

fn refused(reason: &str) -> StoreError {
    Problem::new(Code::InvalidState).param("reason", reason).into()
}

fn on_wire(row: Model) -> AgreementSignature {
    AgreementSignature {
        id: AgreementSignatureId(row.id),
        title: row.title,
        sha256: row.sha256,
        signer: Person {
            id: Some(UserId(row.signer_id)),
            name: row.signer_name,
        },
        typed_name: row.typed_name,
        job_title: row.job_title,
        address: row.address,
        signed_at: row.signed_at,
    }
}
