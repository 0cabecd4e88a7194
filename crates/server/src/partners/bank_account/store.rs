//! Bank accounts as rows. The account itself stands in its row encrypted.

use crate::http::stale;
use crate::mail::{self, Letter, readers};
use crate::partners::record;
use crate::settings::InEffect;
use crate::store::entities::partner_bank_accounts::{ActiveModel, Column, Entity, Model};
use crate::store::{Audience, StoreError, Tx};
use crate::work::{Work, moved_on_unless};
use entente_model::events::LiveEvent;
use entente_model::funds::payment::BankAccountStanding;
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::Person;
use entente_model::problem::Code;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// An account as it is kept; empty when it is taken away.
#[derive(Default)]
pub(super) struct Kept {
    /// The account, encrypted for its partner.
    pub sealed: Vec<u8>,
    /// What may be shown of it.
    pub masked: String,
    /// The bank's country.
    pub country: String,
}

/// Whether a partner has said where to pay to.
pub(crate) async fn is_there<C: ConnectionTrait>(db: &C, partner: PartnerId) -> Result<bool, StoreError> {
    let rows = Entity::find_by_id(partner.0).filter(Column::Masked.ne(""));
    Ok(rows.count(db).await? > 0)
}

/// What its admins see of a partner's account. Whether the reader may see the partner is asked before.
pub(super) async fn standing<C: ConnectionTrait>(
    db: &C,
    partner: PartnerId,
    can_keep: bool,
) -> Result<BankAccountStanding, StoreError> {
    let row = Entity::find_by_id(partner.0).one(db).await?;
    Ok(on_wire(row, can_keep))
}

fn on_wire(row: Option<Model>, can_keep: bool) -> BankAccountStanding {
    let Some(row) = row else {
        return BankAccountStanding {
            can_keep,
            ..BankAccountStanding::default()
        };
    };
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    BankAccountStanding {
        masked: given(row.masked),
        country: given(row.country),
        changed_by: Some(Person {
            id: Some(UserId(row.changed_by)),
            name: row.changer_name,
        }),
        changed_at: Some(row.changed_at),
        can_keep,
        version: row.version,
    }
}

/// Writes an account in place of the one before, at the version that was seen; 412 with what stands when it has changed. Payments whose file
/// was made keep the account that they were made with. A suspended partner is still owed, and so says where to pay to.
pub(super) async fn put(
    tx: &Tx,
    id: PartnerId,
    seen: i64,
    kept: &Kept,
    settings: &InEffect,
    can_keep: bool,
) -> Result<BankAccountStanding, StoreError> {
    let partner = record::find(tx.db(), tx.scope(), id).await?;
    let changer = tx.scope().user_id().ok_or(Code::Forbidden)?;
    let before = Entity::find_by_id(id.0).one(tx.db()).await?;
    if before.as_ref().map_or(0, |row| row.version) != seen {
        return Err(stale(&on_wire(before, can_keep)).into());
    }
    let row = ActiveModel {
        partner_id: Set(id.0),
        sealed: Set(kept.sealed.clone()),
        masked: Set(kept.masked.clone()),
        country: Set(kept.country.clone()),
        changed_by: Set(changer.0),
        changer_name: Set(tx.scope().person_ref().name),
        changed_at: Set(tx.now()),
        version: Set(seen + 1),
    };
    if before.is_none() {
        let is_first = tx.insert_if_absent(row, [Column::PartnerId]).await?;
        moved_on_unless(u64::from(is_first))?;
    } else {
        let written = Entity::update_many()
            .set(row)
            .filter(Column::PartnerId.eq(id.0))
            .filter(Column::Version.eq(seen))
            .exec(tx.db())
            .await?;
        moved_on_unless(written.rows_affected)?;
    }
    let mut work = Work::new(tx, settings);
    let (entry, letter) = if kept.masked.is_empty() {
        ("partner.bank_account_removed", "bank_account_removed")
    } else {
        ("partner.bank_account_saved", "bank_account_saved")
    };
    // Not even what may be shown of it: everybody who sees the partner reads the timeline.
    work.audit_partner(entry, &partner, |entry| entry);
    let event = LiveEvent::Partner {
        id,
        version: partner.version,
    };
    work.publish(event, Audience::partner(id, partner.region.clone()));
    work.leave(tx)?;
    tell_admins(tx, id, letter, &kept.masked).await?;
    standing(tx.db(), id, can_keep).await
}

/// Whoever diverts money changes the account first: all admins of the partner learn of it, whoever did it.
async fn tell_admins(tx: &Tx, partner: PartnerId, template: &str, masked: &str) -> Result<(), StoreError> {
    let person = tx.scope().person_ref().name;
    for admin in readers::partner_admins(tx, partner).await? {
        let letter = Letter::to_user(admin, template)
            .link("/company")
            .param("person", person.clone())
            .param("account", masked);
        mail::queue(tx, &letter)?;
    }
    Ok(())
}
