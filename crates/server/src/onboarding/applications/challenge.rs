//! Challenges for the proof of work: each is taken once, and for an hour.

use crate::auth::token;
use crate::store::entities::tokens;
use crate::store::{Database, StoreError, Tx};
use chrono::Duration;
use entente_model::onboarding::proof_of_work::{Challenge, Proof, is_proven};
use entente_model::problem::{FieldCode, FieldError, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Kind of a challenge's token.
const CHALLENGE: &str = "challenge";
/// How long a challenge waits for its proof: as long as somebody may take to fill in the first step.
const LIFE: Duration = Duration::hours(1);

/// Gives a challenge. How hard it is is part of it, so that new settings don't refuse who has begun to work.
pub(super) async fn give(tx: &Tx, bits: u32) -> Result<Challenge, StoreError> {
    let challenge = format!("{bits}.{}", token::generate());
    let row = tokens::ActiveModel {
        token_hash: Set(token::hash(&challenge)),
        kind: Set(CHALLENGE.to_owned()),
        user_id: Set(None),
        invitation_id: Set(None),
        application_id: Set(None),
        expires_at: Set(tx.now() + LIFE),
        used_at: Set(None),
    };
    tokens::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(Challenge { challenge, bits })
}

/// Refuses a proof that proves nothing, before anything is written.
pub(super) async fn check(database: &Database, proof: &Proof) -> Result<(), StoreError> {
    // The bits that a challenge claims are its own: one that the server did not give is not among the tokens.
    let bits = proof.challenge.split_once('.').and_then(|(bits, _)| bits.parse().ok());
    if !bits.is_some_and(|bits| is_proven(&proof.challenge, proof.number, bits)) {
        return Err(invalid().into());
    }
    let known = tokens::Entity::find_by_id(token::hash(&proof.challenge))
        .filter(tokens::Column::Kind.eq(CHALLENGE))
        .filter(tokens::Column::ExpiresAt.gt(database.now()))
        .one(database.read())
        .await?;
    match known {
        Some(_) => Ok(()),
        None => Err(invalid().into()),
    }
}

/// Takes a challenge; refuses one that was taken.
pub(super) async fn take(tx: &Tx, proof: &Proof) -> Result<(), StoreError> {
    let taken = tokens::Entity::delete_many()
        .filter(tokens::Column::TokenHash.eq(token::hash(&proof.challenge)))
        .filter(tokens::Column::Kind.eq(CHALLENGE))
        .exec(tx.db())
        .await?;
    match taken.rows_affected {
        1 => Ok(()),
        _ => Err(invalid().into()),
    }
}

fn invalid() -> Problem {
    Problem::fields(vec![FieldError::new("/proof", FieldCode::ProofInvalid)])
}
