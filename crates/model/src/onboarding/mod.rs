//! Onboarding: how a company becomes a partner that sells (domain: Onboarding).
//!
//! [`application`] is what a company writes and where it stands, [`profile`] how it is scored against the Ideal Partner Profile,
//! [`proof_of_work`] what holds spam back. A company that is approved follows a [`journey`] made from a [`template`], signs the
//! [`agreement`], and is measured by its [`time_to_value`].

pub mod access;
pub mod agreement;
pub mod application;
mod application_check;
pub mod application_transition;
pub mod following;
pub mod journey;
mod journey_move;
mod journey_refusal;
mod journey_reminder;
mod journey_standing;
pub mod journey_transition;
mod move_outcome;
pub mod preview;
pub mod profile;
pub mod proof_of_work;
pub mod template;
pub mod time_to_value;

pub use access::{
    ApplicationLinkRequest, ApplicationSubmission, ApplicationToken, CompanyCheck, CompanyInvitation, CompanyOutcome,
    NewApplication, OwnApplication, PublicProgram,
};
pub use agreement::{Agreement, AgreementSignature, AgreementText, NewSignature};
pub use application::{
    Application, ApplicationFields, ApplicationProgress, ApplicationState, ApplicationStep, ApplicationSummary,
    Capacity, Contact,
};
pub use application_check::ApplicationRules;
pub use application_transition::{ApplicationFacts, ApplicationOccurrence, ApplicationRefusal};
pub use following::{
    FunnelMilestone, JourneyFunnel, JourneyMove, JourneyMoveBegun, JourneyMoveExample, JourneyMoveOutcome,
    JourneyMovePreview, JourneyNudge, JourneyResult, JourneySummary, PartnerJourney, TaskChangeCount,
};
pub use journey::{Journey, JourneyMilestone, JourneyTask, TaskDone};
pub use journey_move::{JourneyDiff, TaskChange, TaskDiff};
pub use journey_refusal::{JourneyRefusal, JourneyRefusalCode};
pub use journey_standing::{JourneyRisk, JourneyStanding};
pub use journey_transition::{JourneyActor, JourneyOccurrence, TaskCompletion};
pub use move_outcome::MoveTally;
pub use preview::{ProfileOutcome, ProfilePreview};
pub use profile::{Criterion, CriterionRule, Score, ScoredCriterion};
pub use template::{JourneyTemplate, Milestone, TaskKind, TaskTemplate};
pub use time_to_value::{MeasuredPartner, Spread, TimeToValue, ValueCohort, ValueDates, ValueGrouping};
