//! Ids in addresses.

use super::Refusal;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use entente_model::problem::Code;
use serde::de::DeserializeOwned;

/// The ids of an address: 404 when one is no id at all, as for one that was never issued.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(ids)) => Ok(Path(ids)),
            Err(_) => Err(Code::NotFound.into()),
        }
    }
}
