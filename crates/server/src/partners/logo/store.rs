//! Logos as columns of their partners. The files are kept before, and those that a change leaves behind go after its commit.

use crate::files::discard_job;
use crate::partners::record;
use crate::settings::InEffect;
use crate::store::entities::partners::{Column, Entity, Model};
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::ids::PartnerId;
use entente_model::onboarding::TaskKind;
use entente_model::partners::{Logo, Partner};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// A logo whose files are kept.
pub(super) struct NewLogo {
    /// Name of the file that it was drawn from.
    pub name: String,
    pub stamp: String,
    pub width: u32,
    pub height: u32,
    pub picture_key: String,
    pub drawing_key: Option<String>,
}

impl NewLogo {
    /// Where its files are.
    pub fn keys(&self) -> Vec<String> {
        [Some(self.picture_key.clone()), self.drawing_key.clone()]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Whether a partner names one of the files.
pub(super) async fn is_kept<C: ConnectionTrait>(db: &C, keys: &[String]) -> Result<bool, StoreError> {
    let rows = Entity::find().filter(Column::LogoKey.is_in(keys.to_vec()));
    Ok(rows.count(db).await? > 0)
}

/// Writes which logo a partner has.
pub(super) async fn put(tx: &Tx, id: PartnerId, new: &NewLogo, settings: &InEffect) -> Result<Partner, StoreError> {
    let mut partner = record::find_active(tx.db(), tx.scope(), id).await?;
    let mut work = Work::new(tx, settings);
    let logo = Logo {
        stamp: new.stamp.clone(),
        width: new.width,
        height: new.height,
        is_vector: new.drawing_key.is_some(),
        uploaded_at: tx.now(),
    };
    let columns = Columns {
        logo: Some(serde_json::to_string(&logo)?),
        picture: Some(new.picture_key.clone()),
        drawing: new.drawing_key.clone(),
    };
    replace(&mut work, &mut partner, columns).await?;
    work.audit_partner("partner.logo_changed", &partner, |entry| {
        entry.param("name", new.name.clone())
    });
    work.achieved_once(id, TaskKind::UploadLogo).await?;
    work.leave(tx)?;
    record::whole(tx.db(), tx.scope(), partner).await
}

/// Writes that a partner has no logo.
pub(super) async fn remove(tx: &Tx, id: PartnerId, settings: &InEffect) -> Result<(), StoreError> {
    let mut partner = record::find_active(tx.db(), tx.scope(), id).await?;
    if partner.logo.is_none() {
        return Ok(());
    }
    let mut work = Work::new(tx, settings);
    replace(&mut work, &mut partner, Columns::default()).await?;
    work.audit_partner("partner.logo_removed", &partner, |entry| entry);
    work.leave(tx)
}

#[derive(Default)]
struct Columns {
    logo: Option<String>,
    picture: Option<String>,
    drawing: Option<String>,
}

async fn replace(work: &mut Work<'_>, partner: &mut Model, columns: Columns) -> Result<(), StoreError> {
    let left: Vec<String> = [partner.logo_key.take(), partner.logo_drawing_key.take()]
        .into_iter()
        .flatten()
        .collect();
    partner.logo = columns.logo;
    partner.logo_key = columns.picture;
    partner.logo_drawing_key = columns.drawing;
    let values = [
        (Column::Logo, partner.logo.clone()),
        (Column::LogoKey, partner.logo_key.clone()),
        (Column::LogoDrawingKey, partner.logo_drawing_key.clone()),
    ];
    work.change_partner(partner, |update| {
        let set = |update: sea_orm::UpdateMany<Entity>, (column, value)| update.col_expr(column, Expr::value(value));
        values.into_iter().fold(update, set)
    })
    .await?;
    if !left.is_empty() {
        work.enqueue(discard_job(&left)?);
    }
    Ok(())
}
