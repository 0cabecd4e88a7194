//! Every address of the portal: a snapshot to review, and the proof that the route table handles each.

use crate::app;
use crate::paths::{
    self, ApplicationsQuery, ApprovalsQuery, AssigneeFilter, Closing, DealsQuery, DealsSort, FundQuery,
    FundRequestsQuery, FundRequestsSort, FundReturnsQuery, FundTab, JourneysQuery, JourneysSort, PartnerTab,
    PartnersQuery, PaymentsQuery, SettingsSection,
};
use chrono::NaiveDate;
use entente_model::approvals::{ApprovalKind, RiskFlag};
use entente_model::deals::DealState;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::ledger::AccountKind;
use entente_model::funds::request::FundRequestState;
use entente_model::funds::results::ReturnGrouping;
use entente_model::ids::{
    ApplicationId, ApprovalId, ClaimId, DealId, FundId, FundRequestId, PartnerId, PaymentBatchId, PaymentId,
};
use entente_model::onboarding::{ApplicationState, ApplicationStep, JourneyRisk};
use leptos::prelude::Owner;
use leptos_router::{MatchParams, RouteDefs};
use uuid::Uuid;

fn addresses() -> Vec<(String, String)> {
    let deal = DealId(Uuid::from_u128(1));
    let approval = ApprovalId(Uuid::from_u128(2));
    let deals = DealsQuery {
        search: "Müller & Söhne".into(),
        states: vec![DealState::Submitted, DealState::InReview],
        product: "edge-gateway".into(),
        country: "DE".into(),
        partner: Some(PartnerId(Uuid::from_u128(3))),
        mine: true,
        closing: Some(Closing::Within30),
        sort: DealsSort::Value,
        descending: false,
        open: Some(deal),
    };
    let approvals = ApprovalsQuery {
        decided: true,
        kind: Some(ApprovalKind::DealExtension),
        flag: Some(RiskFlag::Overdue),
        assignee: Some(AssigneeFilter::Me),
        region: "dach".into(),
        search: "acme".into(),
        sort: paths::ApprovalsSort::Amount,
        open: Some(approval),
    };
    let application = ApplicationId(Uuid::from_u128(4));
    let applications = ApplicationsQuery {
        search: "nord".into(),
        states: vec![ApplicationState::Submitted, ApplicationState::InReview],
    };
    let journeys = JourneysQuery {
        search: "nord".into(),
        template: "selling".into(),
        milestone: "set-up".into(),
        risks: vec![JourneyRisk::Late, JourneyRisk::AtRisk],
        region: "dach".into(),
        sort: JourneysSort::InStage,
    };
    let partner = PartnerId(Uuid::from_u128(3));
    let fund = FundId(Uuid::from_u128(5));
    let entries = FundQuery {
        tab: FundTab::Rule,
        partner: Some(partner),
        account: Some(AccountKind::Available),
        search: "nord".into(),
    };
    let request = FundRequestId(Uuid::from_u128(6));
    let requests = FundRequestsQuery {
        search: "roadshow".into(),
        states: vec![FundRequestState::Draft, FundRequestState::ActionRequired],
        fund: Some(fund),
        activity: Some(ActivityType::FieldEvent),
        partner: Some(partner),
        sort: FundRequestsSort::Starts,
        descending: false,
    };
    let returns = FundReturnsQuery {
        by: ReturnGrouping::Partner,
        fund: Some(fund),
        activity: Some(ActivityType::Webinar),
        currency: "JPY".into(),
        from: NaiveDate::from_ymd_opt(2026, 1, 1),
        to: NaiveDate::from_ymd_opt(2026, 6, 30),
    };
    let mut addresses = vec![
        ("accept_invitation", paths::accept_invitation()),
        ("agreement", paths::agreement()),
        ("application", paths::application(application)),
        ("application_status", paths::application_status()),
        ("applications", paths::applications()),
        ("applications_with", paths::applications_with(&applications)),
        ("apply", paths::apply()),
        ("apply_step", paths::apply_step(ApplicationStep::Fit)),
        ("approval", paths::approval(approval)),
        ("approvals", paths::approvals()),
        ("approvals_with", paths::approvals_with(&approvals)),
        ("company", paths::company()),
        ("deal", paths::deal(deal)),
        ("deal_edit", paths::deal_edit(deal)),
        ("deal_new", paths::deal_new()),
        ("deals", paths::deals()),
        ("deals_with", paths::deals_with(&deals)),
        ("forgot_password", paths::forgot_password()),
        ("fund", paths::fund(fund)),
        ("fund_allocation", paths::fund_allocation(fund)),
        ("fund_claim", paths::fund_claim(ClaimId(Uuid::from_u128(7)))),
        ("fund_claim_edit", paths::fund_claim_edit(ClaimId(Uuid::from_u128(7)))),
        ("fund_edit", paths::fund_edit(fund)),
        ("fund_new", paths::fund_new()),
        ("fund_outlook", paths::fund_outlook()),
        ("fund_payment", paths::fund_payment(PaymentId(Uuid::from_u128(6)))),
        (
            "fund_payment_batch",
            paths::fund_payment_batch(PaymentBatchId(Uuid::from_u128(7))),
        ),
        ("fund_payments", paths::fund_payments()),
        (
            "fund_payments_with",
            paths::fund_payments_with(&PaymentsQuery { currency: "JPY".into() }),
        ),
        ("fund_request", paths::fund_request(request)),
        ("fund_request_edit", paths::fund_request_edit(request)),
        ("fund_request_new", paths::fund_request_new()),
        ("fund_request_new_of", paths::fund_request_new_of(fund)),
        ("fund_requests", paths::fund_requests()),
        ("fund_requests_with", paths::fund_requests_with(&requests)),
        ("fund_returns", paths::fund_returns()),
        ("fund_returns_with", paths::fund_returns_with(&returns)),
        ("fund_with", paths::fund_with(fund, &entries)),
        ("funds", paths::funds()),
        ("gallery", paths::gallery()),
        ("home", paths::home()),
        ("journey", paths::journey()),
        ("journey_funnel", paths::journey_funnel()),
        ("journeys", paths::journeys()),
        ("journeys_with", paths::journeys_with(&journeys)),
        ("open_application", paths::open_application()),
        ("partner", paths::partner(partner)),
        ("partner_tab", paths::partner_tab(partner, PartnerTab::Notes)),
        ("partners", paths::partners()),
        (
            "partners_with",
            paths::partners_with(&PartnersQuery { search: "nord".into() }),
        ),
        ("people", paths::people()),
        ("profile", paths::profile()),
        ("reset_password", paths::reset_password()),
        ("sign_in", paths::sign_in("")),
        ("sign_in with next", paths::sign_in("/deals?search=a b&state=draft")),
        ("time_to_value", paths::time_to_value()),
    ]
    .into_iter()
    .map(|(name, address)| (name.to_owned(), address))
    .collect::<Vec<_>>();
    for section in SettingsSection::ALL {
        addresses.push((format!("settings {}", section.as_str()), paths::settings(section)));
    }
    addresses
}

#[test]
fn every_address() {
    let lines: Vec<String> = addresses()
        .into_iter()
        .map(|(name, address)| format!("{name:<20} {address}"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// What the route that catches everything calls its parameter.
const CATCH_ALL: &str = "any";

/// Whether a route other than the one that catches everything takes an address.
fn is_handled(address: &str) -> bool {
    let owner = Owner::new();
    owner.with(|| {
        let table = RouteDefs::new(app::routes().into_inner());
        let path = address.split('?').next().unwrap_or_default();
        table
            .match_route(path)
            .is_some_and(|route| route.to_params().iter().all(|(name, _)| name != CATCH_ALL))
    })
}

#[test]
fn the_route_table_handles_every_address() {
    let lost: Vec<String> = addresses()
        .into_iter()
        .filter(|(_, address)| !is_handled(address))
        .map(|(name, _)| name)
        .collect();
    assert!(lost.is_empty(), "no route for: {lost:?}");
}

#[test]
fn an_address_that_leads_nowhere_is_caught() {
    assert!(!is_handled("/no-such-page"));
    assert!(!is_handled("/profile/else"));
}
