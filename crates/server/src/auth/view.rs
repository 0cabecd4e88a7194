//! The session as the browser sees it.

use super::Scope;
use crate::http::{AppState, Refusal, Reply};
use axum::http::{StatusCode, header};
use entente_model::people::{ProgramInfo, Session, SessionUser};
use entente_model::problem::Code;
use entente_model::settings::{ProgramSettings, RegionName};

/// Who is here, what they may do, and what the shell needs of the program.
pub(super) async fn session(state: &AppState, scope: &Scope) -> Result<Session, Refusal> {
    let person = scope.signed_in().ok_or(Code::SignInRequired)?;
    let in_effect = state.settings.in_effect(&state.database).await?;
    Ok(Session {
        user: SessionUser {
            id: person.user_id,
            name: person.name.clone(),
            email: person.email.clone(),
            role: person.role,
            locale: person.locale.clone(),
            version: person.version,
        },
        partner: person.partner.as_ref().map(|partner| partner.summary.clone()),
        program: program(&in_effect.settings),
        expires_at: person.session.expires_at,
    })
}

fn program(settings: &ProgramSettings) -> ProgramInfo {
    ProgramInfo {
        name: settings.program.name.clone(),
        vendor: settings.program.vendor.clone(),
        accent: settings.program.accent.clone(),
        products: settings.products.clone(),
        currencies: settings.currencies.clone(),
        regions: settings
            .regions
            .iter()
            .map(|region| RegionName {
                code: region.code.clone(),
                name: region.name.clone(),
            })
            .collect(),
        specialties: settings.onboarding.specialties.clone(),
        max_attachment_bytes: settings.deals.max_attachment_bytes,
        need_min_characters: settings.deals.need_min_characters,
        rules_of_engagement: settings.rules_of_engagement.clone(),
    }
}

/// 201 with a session that has just begun, and its cookie.
pub(super) async fn begun(state: &AppState, secret: &str) -> Result<Reply, Refusal> {
    let scope = super::session::find(&state.database, &super::token::hash(secret)).await?;
    let session = session(state, &scope.ok_or(Code::WrongCredentials)?).await?;
    let version = session.user.version;
    let reply = Reply::json(StatusCode::CREATED, &session)?.version(version);
    let cookie = super::session::set_cookie(secret, &state.config).ok_or(Code::Internal)?;
    Ok(reply.header(header::SET_COOKIE, cookie))
}
