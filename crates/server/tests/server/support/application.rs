//! Applications as tests make them: rows, with the item that waits about them.

use super::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::{Approval, ApprovalKind};
use entente_model::ids::{ApplicationId, ApprovalId};
use entente_model::money::Money;
use entente_model::onboarding::{
    ApplicationFacts, ApplicationFields, ApplicationProgress, ApplicationState, Capacity, Contact, Criterion,
    CriterionRule, profile,
};
use entente_model::people::{PartnerType, Person};
use entente_server::approvals::{About, Opening, open};
use entente_server::auth::{Scope, token};
use entente_server::onboarding::applications::{Candidacy, WholeApplication};
use entente_server::store::entities::{applications, tokens};
use entente_server::work::Work;
use sea_orm::{EntityTrait, IntoActiveModel};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An application that is complete.
pub fn applicant(name: &str, domain: &str, region: &str) -> ApplicationFields {
    ApplicationFields {
        legal_name: name.to_owned(),
        display_name: String::new(),
        domain: domain.to_owned(),
        country: if region == "uki" { "GB" } else { "DE" }.to_owned(),
        region: region.to_owned(),
        partner_type: Some(PartnerType::Reseller),
        regions_served: vec![region.to_owned()],
        specialties: Vec::new(),
        headcount: Some(40),
        current_vendors: Vec::new(),
        expected_revenue: Some(Money::new(25_000_000, "EUR")),
        motivation: "Our customers ask for it.".to_owned(),
        contact: Contact {
            name: "Erika Muster".to_owned(),
            email: format!("erika@{domain}"),
            job_title: "Managing director".to_owned(),
            phone: String::new(),
        },
        capacity: Capacity {
            sellers: Some(5),
            technicians: Some(8),
        },
        consent: true,
    }
}

/// An application that was handed in a moment ago, without an item.
pub async fn applied(app: &TestApp, fields: &ApplicationFields) -> TestResult<applications::Model> {
    written(app, fields, ApplicationState::Submitted).await
}

/// An application in a state, without an item.
pub async fn written(
    app: &TestApp,
    fields: &ApplicationFields,
    state: ApplicationState,
) -> TestResult<applications::Model> {
    let (id, now) = (Uuid::now_v7(), app.state.database.now());
    let handed_in = state != ApplicationState::Draft;
    let facts = ApplicationFacts {
        state,
        progress: ApplicationProgress {
            submitted_at: handed_in.then_some(now),
            decision_due: handed_in.then_some(now + Duration::days(2)),
            ..ApplicationProgress::default()
        },
    };
    let criteria = [Criterion {
        weight: 1,
        rule: CriterionRule::ContactDomain {},
    }];
    let score = profile::score(fields, &criteria, 1);
    let row = Candidacy {
        id,
        reference: &format!("{:08}", id.as_u128() % 100_000_000),
        fields,
        facts: &facts,
        locale: "",
        score: handed_in.then_some(&score),
        invited_by: None::<&Person>,
        partner_id: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
    .row()?;
    app.insert(row.clone().into_active_model()).await?;
    Ok(row)
}

/// A browser that holds a draft with these fields.
pub async fn held(app: &TestApp, fields: &ApplicationFields) -> TestResult<Client> {
    let row = written(app, fields, ApplicationState::Draft).await?;
    let secret = token::generate();
    let access = tokens::Model {
        token_hash: token::hash(&secret),
        kind: "application_access".to_owned(),
        user_id: None,
        invitation_id: None,
        application_id: Some(row.id),
        expires_at: app.state.database.now() + Duration::days(1),
        used_at: None,
    };
    app.insert(access.into_active_model()).await?;
    Ok(app
        .visitor()?
        .with_cookie(Some(format!("entente-application={secret}"))))
}

/// An application that waits in the queue, with its item.
pub async fn apply(app: &TestApp, fields: &ApplicationFields) -> TestResult<(ApplicationId, ApprovalId)> {
    let row = applied(app, fields).await?;
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let id = ApplicationId(row.id);
    app.state
        .database
        .write(&Scope::for_tests(), (row, settings), |tx, (row, settings)| {
            Box::pin(async move {
                let application = WholeApplication::of(row.clone())?;
                let mut work = Work::new(tx, settings);
                let opening = Opening {
                    kind: ApprovalKind::PartnerApplication,
                    request: String::new(),
                    flags: BTreeSet::new(),
                    due_at: settings.decision_due(&row.region, tx.now()),
                    rule: None,
                };
                open(&mut work, About::Application(&application), opening).await?;
                work.leave(tx)
            })
        })
        .await?;
    let items = entente_server::store::entities::approvals::Entity::find()
        .all(app.state.database.read())
        .await?;
    let item = items.into_iter().find(|item| item.application_id == Some(id.0));
    Ok((id, ApprovalId(item.ok_or("an item")?.id)))
}

/// An item about an application as it stands.
pub async fn read(client: &super::Client, id: ApprovalId) -> TestResult<Approval> {
    client.get(&format!("/approvals/{id}")).await?.expect(200)
}
