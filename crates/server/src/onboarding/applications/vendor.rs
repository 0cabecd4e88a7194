//! Applications over HTTP, for the vendor's people: looked through, and companies invited to apply. What is decided of them is decided
//! in the queue.

use super::list::{self, Filters};
use super::{links, own};
use crate::auth::{Permitted, can};
use crate::http::{AppState, Path, Posted, Query, Refusal, Reply, idempotent, page_limit};
use axum::extract::State;
use entente_model::ids::ApplicationId;
use entente_model::onboarding::{Application, ApplicationState, ApplicationSummary, CompanyInvitation};
use entente_model::page::Page;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_applications))
        .routes(routes!(read))
        .routes(routes!(invite))
}

/// Most characters of a search.
const SEARCH: usize = 100;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Part of the name or domain.
    search: Option<String>,
    /// States, separated by commas.
    state: Option<String>,
    /// Rows of a page, 1 to 100.
    limit: Option<u32>,
    /// Where the page before ended.
    cursor: Option<String>,
}

impl ListQuery {
    fn filters(&self) -> Result<Filters, Refusal> {
        let malformed = |detail: String| Refusal::from(Problem::new(Code::MalformedRequest).detail(detail));
        let search = self.search.as_deref().unwrap_or_default().trim();
        if search.chars().count() > SEARCH {
            return Err(malformed(format!("search is at most {SEARCH} characters")));
        }
        let words = self.state.as_deref().unwrap_or_default().split(',');
        let states = words.filter(|word| !word.is_empty()).map(|word| {
            ApplicationState::parse(word).ok_or_else(|| malformed(format!("{word} is no state of an application")))
        });
        Ok(Filters {
            search: search.to_owned(),
            states: states.collect::<Result<_, _>>()?,
        })
    }
}

/// The applications that the reader looks after, last begun first.
#[utoipa::path(get, path = "/applications", operation_id = "list_applications", tag = "applications",
    params(ListQuery), responses((status = 200, body = Page<ApplicationSummary>)))]
async fn list_applications(
    scope: Permitted<can::ReadApplications>,
    State(state): State<AppState>,
    Query(query): Query<ListQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let filters = query.filters()?;
    let page = list::page(&state.database, &scope, &filters, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// An application whole.
#[utoipa::path(get, path = "/applications/{id}", operation_id = "read_application", tag = "applications",
    params(("id" = ApplicationId, Path)), responses((status = 200, body = Application)))]
async fn read(
    scope: Permitted<can::ReadApplications>,
    State(state): State<AppState>,
    Path(id): Path<ApplicationId>,
) -> Result<Reply, Refusal> {
    let application = list::find(&state.database, &scope, id).await?;
    Ok(Reply::ok(&application.on_wire()?)?.version(application.row.version))
}

/// Invites a company to apply; a link to an application that says what is known goes out by mail.
#[utoipa::path(post, path = "/applications/invitations", operation_id = "invite_company", tag = "applications",
    params(("Idempotency-Key" = String, Header, description = "Names this request")),
    request_body = CompanyInvitation, responses((status = 201, body = ApplicationSummary)))]
async fn invite(
    scope: Permitted<can::InviteCompanies>,
    State(state): State<AppState>,
    request: Posted<CompanyInvitation>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let mut errors = request.value.check(&settings.settings);
    let region = &request.value.fields.region;
    // Nobody invites into a region that they don't look after: they could not follow what becomes of it.
    if errors.is_empty() && !scope.covers(None, Some(region)) {
        errors.push(FieldError::new("/fields/region", FieldCode::UnknownValue));
    }
    let domain = &request.value.fields.domain;
    if let Some(mut error) = own::check_domain(state.database.read(), domain, &errors).await? {
        error.pointer.insert_str(0, "/fields");
        errors.push(error);
    }
    Refusal::unless_empty(errors)?;
    let mut invitation = request.value;
    // Only the applicant agrees for the applicant.
    invitation.fields.consent = false;
    idempotent(&state.database, &scope, request.key, invitation, |tx, invitation| {
        Box::pin(async move {
            let inviter = tx.scope().person_ref();
            let application = own::begin(tx, &invitation.fields, &invitation.locale, Some(&inviter)).await?;
            let id = ApplicationId(application.row.id);
            links::queue_invitation(tx, &application, inviter.name, invitation.message.trim().to_owned())?;
            own::publish(tx, &application)?;
            let summary = super::row::summary(application.row)?;
            Ok(Reply::created(&summary, format!("/applications/{id}"))?.version(summary.version))
        })
    })
    .await
}
