//! The signed-in person as an argument of handlers.

use super::can::Can;
use super::{Scope, session};
use crate::http::{AppState, Refusal};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use entente_model::problem::Code;
use std::marker::PhantomData;
use std::ops::Deref;

/// A scope that is allowed `P`; 401 without a session, 403 without the permission. Reads as the scope itself.
#[derive(Debug)]
pub struct Permitted<P> {
    scope: Scope,
    permission: PhantomData<P>,
}

impl<P> Deref for Permitted<P> {
    type Target = Scope;
    fn deref(&self) -> &Scope {
        &self.scope
    }
}

impl<P: Can> FromRequestParts<AppState> for Permitted<P> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let scope = Scope::from_request_parts(parts, state).await?;
        if P::is_given_to(&scope) {
            Ok(Permitted {
                scope,
                permission: PhantomData,
            })
        } else {
            Err(Code::Forbidden.into())
        }
    }
}

impl FromRequestParts<AppState> for Scope {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let token = session::cookie_token(&parts.headers, &state.config).ok_or(Code::SignInRequired)?;
        let hash = super::token::hash(token);
        let scope = session::find(&state.database, &hash).await?;
        Ok(scope.ok_or(Code::SignInRequired)?)
    }
}
