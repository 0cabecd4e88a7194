//! Applying over HTTP: what anybody may do, and what an applicant does with their own application.

use super::access::{self, Applicant};
use super::own::Seen;
use super::{challenge, links, own};
use crate::auth::{Limit, Scope, attempt, token};
use crate::http::{AppState, Body, ClientAddress, IfMatch, Posted, Query, Rate, Refusal, Reply, idempotent, replayed};
use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use entente_model::ids::ApplicationId;
use entente_model::onboarding::application::limits;
use entente_model::onboarding::proof_of_work::Challenge;
use entente_model::onboarding::{
    ApplicationFields, ApplicationLinkRequest, ApplicationSubmission, ApplicationToken, CompanyCheck, CompanyOutcome,
    NewApplication, OwnApplication, PublicProgram,
};
use entente_model::people::normalise_email;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use entente_model::text;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Challenges and company checks a minute of a network.
const A_MINUTE: u32 = 60;

/// Counts by network.
type Networks = Rate<String>;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    let limited = OpenApiRouter::new()
        .routes(routes!(give_challenge))
        .routes(routes!(check_company))
        .layer(Extension(Networks::a_minute(A_MINUTE)));
    OpenApiRouter::new()
        .merge(super::vendor::router())
        .routes(routes!(program))
        .routes(routes!(create))
        .routes(routes!(read, save, delete))
        .routes(routes!(submit))
        .routes(routes!(mail_link))
        .routes(routes!(open))
        .routes(routes!(forget))
        .routes(routes!(mail_links))
        .merge(limited)
}

/// An empty object.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OwnQuery {
    /// Reference of the application that is meant; 401 when the browser holds another one by now.
    reference: String,
}

impl OwnQuery {
    fn at(self, version: i64) -> Seen {
        Seen {
            reference: self.reference,
            version,
        }
    }
}

/// What everybody may know of the program.
#[utoipa::path(get, path = "/program", operation_id = "read_program", tag = "applications",
    responses((status = 200, body = PublicProgram)))]
async fn program(State(state): State<AppState>) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    Ok(Reply::ok(&PublicProgram::of(&settings.settings))?)
}

/// A challenge for the proof of work that beginning an application asks for.
#[utoipa::path(post, path = "/challenges", operation_id = "give_challenge", tag = "applications",
    responses((status = 201, body = Challenge)))]
async fn give_challenge(
    State(state): State<AppState>,
    Extension(networks): Extension<Networks>,
    address: ClientAddress,
) -> Result<Reply, Refusal> {
    networks.count(address.network(), state.database.now())?;
    let settings = state.settings.in_effect(&state.database).await?;
    let bits = settings.settings.onboarding.proof_bits;
    let challenge = state
        .database
        .write(&Scope::portal(), bits, |tx, bits| Box::pin(challenge::give(tx, *bits)))
        .await?;
    Ok(Reply::json(StatusCode::CREATED, &challenge)?)
}

/// Whether a company is a partner already, and nothing else.
#[utoipa::path(post, path = "/company_checks", operation_id = "check_company", tag = "applications",
    request_body = CompanyCheck, responses((status = 200, body = CompanyOutcome)))]
async fn check_company(
    State(state): State<AppState>,
    Extension(networks): Extension<Networks>,
    address: ClientAddress,
    Body(check): Body<CompanyCheck>,
) -> Result<Reply, Refusal> {
    networks.count(address.network(), state.database.now())?;
    let mut errors = Vec::new();
    text::check("/domain", &check.domain, limits::DOMAIN, false, &mut errors);
    Refusal::unless_empty(errors)?;
    let is_partner = own::is_partner(state.database.read(), &check.domain).await?;
    Ok(Reply::ok(&CompanyOutcome { is_partner })?)
}

/// Begins an application; the browser that did holds it from then on.
#[utoipa::path(post, path = "/applications", operation_id = "begin_application", tag = "applications",
    params(("Idempotency-Key" = String, Header, description = "Names this request")), request_body = NewApplication,
    responses((status = 201, body = OwnApplication, description = "Sets the application's cookie")))]
async fn create(
    State(state): State<AppState>,
    address: ClientAddress,
    request: Posted<NewApplication>,
) -> Result<Reply, Refusal> {
    let portal = Scope::portal();
    let new = request.value;
    let key = request.key.of_token(&new.proof.challenge);
    // An earlier send has used the challenge up: its answer is the one to give.
    let reply = match replayed(&state.database, &portal, &key).await? {
        Some(reply) => reply,
        None => {
            check_new(&state, &address, &new).await?;
            let made = idempotent(&state.database, &portal, key, new, |tx, new| {
                Box::pin(async move {
                    challenge::take(tx, &new.proof).await?;
                    let application = own::begin(tx, &new.fields, &new.locale, None).await?;
                    Ok(Reply::ok(&application.row.id)?)
                })
            });
            made.await?
        }
    };
    hold(
        &state,
        ApplicationId(serde_json::from_slice(reply.body())?),
        StatusCode::CREATED,
    )
    .await
}

/// Refuses what fills in everything, a proof that proves nothing, and too many from one network.
async fn check_new(state: &AppState, address: &ClientAddress, new: &NewApplication) -> Result<(), Refusal> {
    let mut errors = new.fields.check_limits();
    for error in &mut errors {
        error.pointer.insert_str(0, "/fields");
    }
    text::check("/locale", &new.locale, limits::LOCALE, false, &mut errors);
    if !new.website.is_empty() {
        errors.push(FieldError::new("/website", FieldCode::LeaveEmpty));
    }
    Refusal::unless_empty(errors)?;
    let settings = state.settings.in_effect(&state.database).await?;
    if !settings.settings.onboarding.accepts_applications {
        return Err(Problem::new(Code::Forbidden)
            .detail("Companies apply by invitation")
            .into());
    }
    challenge::check(&state.database, &new.proof).await?;
    attempt(&state.database, vec![Limit::applications(&address.network())]).await
}

/// Gives this browser an application, and answers with it.
async fn hold(state: &AppState, application: ApplicationId, status: StatusCode) -> Result<Reply, Refusal> {
    // One that was deleted meanwhile can't be held.
    let own = own::of(&state.database, application).await?;
    let secret = token::generate();
    let granted = state.database.write(
        &Scope::portal(),
        (application, secret.clone()),
        |tx, (application, secret)| Box::pin(access::grant(tx, *application, secret)),
    );
    granted.await?;
    let cookie = access::set_cookie(&secret, &state.config)?;
    Ok(Reply::json(status, &own)?
        .version(own.version)
        .header(header::SET_COOKIE, cookie))
}

/// The application that this browser holds.
#[utoipa::path(get, path = "/applications/own", operation_id = "read_own_application", tag = "applications",
    security(("application" = [])), responses((status = 200, body = OwnApplication)))]
async fn read(applicant: Applicant, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let own = own::of(&state.database, applicant.application()).await?;
    Ok(Reply::ok(&own)?.version(own.version))
}

/// Saves what is written.
#[utoipa::path(put, path = "/applications/own", operation_id = "save_own_application", tag = "applications",
    security(("application" = [])), params(OwnQuery), request_body = ApplicationFields,
    responses((status = 200, body = OwnApplication)))]
async fn save(
    applicant: Applicant,
    State(state): State<AppState>,
    Query(query): Query<OwnQuery>,
    IfMatch(version): IfMatch,
    Body(fields): Body<ApplicationFields>,
) -> Result<Reply, Refusal> {
    Refusal::unless_empty(fields.check_limits())?;
    let input = (applicant, query.at(version), fields);
    let saved = state
        .database
        .write(&Scope::portal(), input, |tx, (applicant, seen, fields)| {
            Box::pin(own::save(tx, applicant, seen, fields))
        })
        .await?;
    Ok(Reply::ok(&saved)?.version(saved.version))
}

/// Deletes a draft.
#[utoipa::path(delete, path = "/applications/own", operation_id = "delete_own_application", tag = "applications",
    security(("application" = [])), params(OwnQuery),
    responses((status = 204, description = "Deleted; the cookie goes, too")))]
async fn delete(
    applicant: Applicant,
    State(state): State<AppState>,
    Query(query): Query<OwnQuery>,
    IfMatch(version): IfMatch,
) -> Result<Reply, Refusal> {
    let input = (applicant, query.at(version));
    state
        .database
        .write(&Scope::portal(), input, |tx, (applicant, seen)| {
            Box::pin(own::delete(tx, applicant, seen))
        })
        .await?;
    Ok(Reply::no_content().header(header::SET_COOKIE, access::clear_cookie(&state.config)?))
}

/// Hands the application in.
#[utoipa::path(post, path = "/applications/own/submission", operation_id = "submit_own_application", tag = "applications",
    security(("application" = [])),
    params(("Idempotency-Key" = String, Header, description = "Names this request"), OwnQuery),
    request_body = ApplicationSubmission, responses((status = 200, body = OwnApplication)))]
async fn submit(
    applicant: Applicant,
    State(state): State<AppState>,
    Query(query): Query<OwnQuery>,
    IfMatch(version): IfMatch,
    request: Posted<ApplicationSubmission>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let key = request.key.of_applicant(applicant.application());
    idempotent(
        &state.database,
        &Scope::portal(),
        key,
        (settings, applicant, query.at(version), request.value),
        |tx, (settings, applicant, seen, submission)| {
            Box::pin(async move {
                let own = own::submit(tx, settings, applicant, seen, submission).await?;
                Ok(Reply::ok(&own)?.version(own.version))
            })
        },
    )
    .await
}

/// Mails the contact a link to the application, to go on on another device.
#[utoipa::path(post, path = "/applications/own/link", operation_id = "mail_own_application_link", tag = "applications",
    security(("application" = [])), params(("Idempotency-Key" = String, Header, description = "Names this request")),
    request_body = Nothing, responses((status = 202, description = "A mail goes out")))]
async fn mail_link(
    applicant: Applicant,
    State(state): State<AppState>,
    address: ClientAddress,
    request: Posted<Nothing>,
) -> Result<Reply, Refusal> {
    let own = own::of(&state.database, applicant.application()).await?;
    let email = normalise_email(&own.fields.contact.email);
    if !text::is_email(&email) {
        return Err(Problem::fields(vec![FieldError::new("/contact/email", FieldCode::InvalidEmail)]).into());
    }
    let (portal, key) = (Scope::portal(), request.key.of_applicant(applicant.application()));
    if let Some(reply) = replayed(&state.database, &portal, &key).await? {
        return Ok(reply);
    }
    limit_mails(&state, &email, &address).await?;
    idempotent(
        &state.database,
        &portal,
        key,
        (applicant, email),
        |tx, (applicant, email)| {
            Box::pin(async move {
                links::queue(tx, applicant.application(), email)?;
                Ok(Reply::empty(StatusCode::ACCEPTED))
            })
        },
    )
    .await
}

/// Opens an application by a mailed link; the browser that did holds it from then on.
#[utoipa::path(post, path = "/applications/access", operation_id = "open_application", tag = "applications",
    params(("Idempotency-Key" = String, Header, description = "Names this request")), request_body = ApplicationToken,
    responses((status = 200, body = OwnApplication, description = "Sets the application's cookie")))]
async fn open(State(state): State<AppState>, request: Posted<ApplicationToken>) -> Result<Reply, Refusal> {
    let portal = Scope::portal();
    let secret = request.value.token;
    let key = request.key.of_token(&secret);
    let reply = match access::of_link(&state.database, &secret).await? {
        Some(application) => {
            let opened = idempotent(
                &state.database,
                &portal,
                key,
                (secret, application),
                |tx, (secret, application)| {
                    Box::pin(async move {
                        if !access::use_up(tx, secret).await? {
                            return Err(Code::LinkExpired.into());
                        }
                        Ok(Reply::ok(application)?)
                    })
                },
            );
            opened.await?
        }
        // An earlier send may have used the link up: then its answer is the one to give.
        None => replayed(&state.database, &portal, &key)
            .await?
            .ok_or(Code::LinkExpired)?,
    };
    hold(&state, serde_json::from_slice(reply.body())?, StatusCode::OK).await
}

/// Makes this browser forget the application; links to it go on working.
#[utoipa::path(delete, path = "/applications/own/access", operation_id = "forget_application", tag = "applications",
    security(("application" = [])), responses((status = 204, description = "Forgotten; the cookie goes, too")))]
async fn forget(applicant: Applicant, State(state): State<AppState>) -> Result<Reply, Refusal> {
    state
        .database
        .write(&Scope::portal(), applicant, |tx, applicant| {
            Box::pin(access::forget(tx, applicant))
        })
        .await?;
    Ok(Reply::no_content().header(header::SET_COOKIE, access::clear_cookie(&state.config)?))
}

/// Asks for links to the applications of an address. The answer is the same whether there are any or not.
#[utoipa::path(post, path = "/applications/links", operation_id = "mail_application_links", tag = "applications",
    request_body = ApplicationLinkRequest, responses((status = 202, description = "A mail goes out for each application")))]
async fn mail_links(
    State(state): State<AppState>,
    address: ClientAddress,
    Body(request): Body<ApplicationLinkRequest>,
) -> Result<Reply, Refusal> {
    let email = normalise_email(&request.email);
    if !text::is_email(&email) {
        return Err(Problem::fields(vec![FieldError::new("/email", FieldCode::InvalidEmail)]).into());
    }
    limit_mails(&state, &email, &address).await?;
    links::ask(&state.database, email).await?;
    Ok(Reply::empty(StatusCode::ACCEPTED))
}

/// Mails to one address and from one network are few, whoever asks for them.
async fn limit_mails(state: &AppState, email: &str, address: &ClientAddress) -> Result<(), Refusal> {
    let limits = vec![
        Limit::application_links(email),
        Limit::application_links_network(&address.network()),
    ];
    attempt(&state.database, limits).await
}
