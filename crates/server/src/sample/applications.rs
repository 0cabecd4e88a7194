//! Applications of companies: most decided, some in the queue, one that the vendor has invited.

use super::application_texts::{JOB_TITLES, MOTIVATIONS, RETURNS};
use super::names::{MARKETS, Market};
use super::people::{People, Somebody, example_domain};
use super::random::Chance;
use super::world::World;
use crate::auth::side_text;
use crate::deals::reference;
use crate::onboarding::applications::{Candidacy, alarm};
use crate::store::StoreError;
use crate::store::entities::{applications, approvals, audit, jobs};
use chrono::{DateTime, Duration, Utc};
use entente_model::approvals::{ApprovalKind, ApprovalState, Decision, RejectReason, ReturnReason};
use entente_model::ids::{ApplicationId, ApprovalId, PartnerId, UserId};
use entente_model::money::Money;
use entente_model::onboarding::application_transition::apply;
use entente_model::onboarding::profile::score;
use entente_model::onboarding::{
    ApplicationFacts, ApplicationFields, ApplicationOccurrence, ApplicationProgress, ApplicationState, Capacity,
    Contact, PublicProgram,
};
use entente_model::people::{PartnerType, Person, Side};
use entente_model::problem::Problem;
use std::collections::HashSet;
use uuid::Uuid;

/// Fewest and most applications.
const APPLICATIONS: (u32, u32) = (40, 2_000);
/// Deals to one application.
const DEALS_EACH: u32 = 100;
/// Companies of the vendor's first region that wait, so that the sample's managers have something to decide.
const WAITING_AT_HOME: u32 = 4;
/// How many of a thousand companies write from an address that is not their own domain's.
const ELSEWHERE_PER_MILLE: u32 = 160;
/// Where those write from.
const ELSEWHERE: &str = "mail.example";

/// Rows of everything about applications.
#[derive(Default)]
pub struct ApplicationRows {
    /// Applications.
    pub applications: Vec<applications::Model>,
    /// Their items of the queue.
    pub approvals: Vec<approvals::Model>,
    /// Their timelines.
    pub audit: Vec<audit::Model>,
    /// Their clocks.
    pub jobs: Vec<jobs::Model>,
}

/// How an application ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// It made the partner at this place.
    Approved(usize),
    Declined,
    Returned,
    Waiting,
    /// A manager has taken it and looks at it.
    InReview,
    /// The vendor invited the company, which has not answered.
    Invited,
}

/// Draws all applications.
pub fn draw(world: &World, people: &People) -> Result<ApplicationRows, StoreError> {
    let count = (world.deals / DEALS_EACH).clamp(APPLICATIONS.0, APPLICATIONS.1);
    let weights: Vec<u32> = MARKETS.iter().map(|market| market.weight).collect();
    let home = people.partners.first().map_or(&MARKETS[0], |partner| partner.market);
    let mut rows = ApplicationRows::default();
    // No partner applies again, and no company twice.
    let mut domains: HashSet<String> = people.partner_rows.iter().map(|row| row.domain.clone()).collect();
    // The partners of the sample sign-ins are from before there were applications.
    let mut next_partner = 2;
    for number in 0..count {
        let mut chance = Chance::new(world.seed, "application", u64::from(number));
        let mut ending = match number {
            0..WAITING_AT_HOME => Ending::Waiting,
            WAITING_AT_HOME => Ending::Returned,
            5 => Ending::Invited,
            6 => Ending::InReview,
            _ => [
                Ending::Approved(0),
                Ending::Declined,
                Ending::Returned,
                Ending::Waiting,
                Ending::InReview,
            ][chance.weighted(&[56, 32, 5, 5, 2])],
        };
        if matches!(ending, Ending::Approved(_)) {
            ending = if next_partner < people.partners.len() {
                Ending::Approved(next_partner)
            } else {
                Ending::Declined
            };
            next_partner += 1;
        }
        let market = match ending {
            Ending::Approved(place) => people.partners[place].market,
            _ if number <= 6 => home,
            _ => &MARKETS[chance.weighted(&weights)],
        };
        let mut maker = Maker {
            world,
            people,
            market,
            domains: &mut domains,
            chance,
        };
        maker.make(ending, &mut rows)?;
    }
    Ok(rows)
}

struct Maker<'a> {
    world: &'a World,
    people: &'a People,
    market: &'static Market,
    /// Those that are taken.
    domains: &'a mut HashSet<String>,
    chance: Chance,
}

impl Maker<'_> {
    fn make(&mut self, ending: Ending, rows: &mut ApplicationRows) -> Result<(), StoreError> {
        let fields = self.fields(ending);
        let region = self.world.region_of(self.market);
        let managers = &self.people.managers[region];
        let manager = match ending {
            Ending::Approved(place) => self.people.manager_of(place),
            _ => &managers[self.chance.below(managers.len())],
        };
        let begun = self.begun(ending);
        let id = self.chance.uuid(begun);
        let mut facts = ApplicationFacts {
            state: ApplicationState::Draft,
            progress: ApplicationProgress::default(),
        };
        let submitted = self.world.working_time(
            begun + Duration::minutes(self.chance.between(20, 2_000)),
            &mut self.chance,
        );
        let submitted = submitted.max(begun).min(self.world.now);
        let due = self.due(region, submitted);
        let mut decided = None;
        let mut reviewed = None;
        if ending != Ending::Invited {
            let submit = ApplicationOccurrence::Submit {
                consent_sha256: PublicProgram::of(self.world.settings()).consent_sha256(),
            };
            facts = apply(&facts, &submit, submitted, due).map_err(Problem::from)?;
            rows.audit
                .push(self.entry(id, submitted, "application.submitted", None));
            if let Some(decision) = self.decision(ending) {
                let at = self.decided_at(ending, submitted);
                facts =
                    apply(&facts, &ApplicationOccurrence::Decide(decision.clone()), at, due).map_err(Problem::from)?;
                let kind = match decision {
                    Decision::Approve { .. } | Decision::ApprovePart { .. } => "application.approved",
                    Decision::Return { .. } => "application.returned",
                    Decision::Reject { .. } => "application.declined",
                };
                rows.audit.push(self.entry(id, at, kind, Some(manager)));
                decided = Some((decision, at));
            } else if ending == Ending::InReview {
                let left = (self.world.now - submitted).num_seconds();
                let at = submitted + Duration::seconds(self.chance.between(left / 10, left * 9 / 10));
                facts = apply(&facts, &ApplicationOccurrence::StartReview, at, due).map_err(Problem::from)?;
                rows.audit
                    .push(self.entry(id, at, "application.review_started", Some(manager)));
                rows.audit.push(audit::Model {
                    internal: true,
                    params: serde_json::json!({ "assignee": manager.name, "note": "" }).to_string(),
                    ..self.entry(id, at, "application.assigned", Some(manager))
                });
                reviewed = Some(at);
            }
        }
        let onboarding = &self.world.settings().onboarding;
        let score = score(&fields, &onboarding.criteria, self.world.settings_number());
        let inviter = Person {
            id: Some(UserId(manager.id)),
            name: manager.name.clone(),
        };
        let candidacy = Candidacy {
            id,
            reference: &reference(id),
            fields: &fields,
            facts: &facts,
            locale: "",
            score: (ending != Ending::Invited).then_some(&score),
            invited_by: (ending == Ending::Invited).then_some(&inviter),
            partner_id: match ending {
                Ending::Approved(place) => Some(PartnerId(self.people.partners[place].id)),
                _ => None,
            },
            created_at: begun,
            updated_at: decided.as_ref().map(|(_, at)| *at).or(reviewed).unwrap_or(submitted),
            version: 2 + i64::from(decided.is_some() || reviewed.is_some()),
        };
        let row = candidacy.row()?;
        if ending != Ending::Invited {
            let taken = decided.is_some() || reviewed.is_some();
            let item = self.item(&row, submitted, due, decided.as_ref(), taken.then_some(manager));
            if let Some((kind, payload, run_at)) = alarm(ApplicationId(id), &facts, ApprovalId(item.id))? {
                rows.jobs.push(self.job(id, kind, payload, run_at, submitted));
            }
            rows.approvals.push(item);
        }
        rows.applications.push(row);
        Ok(())
    }

    /// When it was begun: approved ones before their partner was, those that wait a moment ago.
    fn begun(&mut self, ending: Ending) -> DateTime<Utc> {
        let days_ago =
            |chance: &mut Chance, least: i64, most: i64| Duration::hours(chance.between(24 * least, 24 * most));
        match ending {
            Ending::Approved(place) => {
                let joined = self.people.partner_rows[place].created_at;
                joined - days_ago(&mut self.chance, 2, 6)
            }
            Ending::Waiting | Ending::InReview => self.world.now - Duration::hours(self.chance.between(8, 30)),
            Ending::Invited => self.world.now - days_ago(&mut self.chance, 1, 5),
            Ending::Returned => self.world.now - days_ago(&mut self.chance, 4, 12),
            Ending::Declined => self.world.now - days_ago(&mut self.chance, 12, 350),
        }
    }

    /// When it was decided: an approval is the moment at which the partner began.
    fn decided_at(&mut self, ending: Ending, submitted: DateTime<Utc>) -> DateTime<Utc> {
        if let Ending::Approved(place) = ending {
            return self.people.partner_rows[place].created_at;
        }
        let at = (submitted + Duration::hours(self.chance.between(3, 70))).min(self.world.now);
        self.world.working_time(at, &mut self.chance).max(submitted)
    }

    fn due(&self, region: usize, from: DateTime<Utc>) -> DateTime<Utc> {
        self.world
            .in_effect
            .application_due(self.world.region_code(region), from)
    }

    fn decision(&mut self, ending: Ending) -> Option<Decision> {
        Some(match ending {
            Ending::Waiting | Ending::InReview | Ending::Invited => return None,
            Ending::Approved(_) => Decision::Approve { message: String::new() },
            Ending::Returned => Decision::Return {
                reasons: vec![ReturnReason::FitUnclear],
                message: self.chance.pick(RETURNS).to_owned(),
            },
            Ending::Declined => {
                let reasons = [
                    RejectReason::NotAFit,
                    RejectReason::RegionCovered,
                    RejectReason::NotVerified,
                ];
                Decision::Reject {
                    reasons: vec![reasons[self.chance.weighted(&[60, 30, 10])]],
                    message: String::new(),
                }
            }
        })
    }

    fn fields(&mut self, ending: Ending) -> ApplicationFields {
        let world = self.world;
        let chance = &mut self.chance;
        let region = world.region_code(world.region_of(self.market)).to_owned();
        let (legal_name, display_name, domain, partner_type) = match ending {
            Ending::Approved(place) => {
                let row = &self.people.partner_rows[place];
                let partner_type = PartnerType::parse(&row.partner_type);
                (
                    row.legal_name.clone(),
                    row.display_name.clone(),
                    row.domain.clone(),
                    partner_type,
                )
            }
            _ => {
                let mut company = self.market.company(chance, true);
                let mut domain = example_domain(&company.domain);
                while !self.domains.insert(domain.clone()) {
                    company = self.market.company(chance, true);
                    domain = example_domain(&company.domain);
                }
                let partner_type = PartnerType::ALL[chance.weighted(&[24, 24, 18, 8, 10, 8, 8])];
                (company.legal_name, company.display_name, domain, Some(partner_type))
            }
        };
        // Who wrote for a company that is a partner now is its admin.
        let (name, email) = match ending {
            Ending::Approved(place) => {
                let partner = &self.people.partners[place];
                let admin = partner.people.first().map(|admin| admin.name.clone());
                (admin.unwrap_or_default(), partner.admin_email.clone())
            }
            _ => {
                let person = self.market.person(chance);
                let host = if chance.per_mille(ELSEWHERE_PER_MILLE) {
                    ELSEWHERE
                } else {
                    domain.as_str()
                };
                (person.name, format!("{}@{host}", person.mailbox))
            }
        };
        let contact = Contact {
            name,
            email,
            job_title: chance.pick(JOB_TITLES).to_owned(),
            phone: String::new(),
        };
        if ending == Ending::Invited {
            return ApplicationFields {
                legal_name,
                display_name,
                domain,
                country: self.market.country.to_owned(),
                region,
                contact,
                ..ApplicationFields::default()
            };
        }
        // Those that became partners are nearer to the ideal.
        let good = matches!(ending, Ending::Approved(_) | Ending::Waiting | Ending::InReview);
        let headcount = if good {
            chance.between(18, 240)
        } else {
            chance.between(3, 60)
        };
        let share = |chance: &mut Chance, least, most| {
            u32::try_from(headcount * chance.between(least, most) / 100).unwrap_or(1)
        };
        let sellers = share(chance, 5, 20).max(1);
        let technicians = share(chance, 8, 40);
        let offered: Vec<&str> = world
            .settings()
            .onboarding
            .specialties
            .iter()
            .filter(|specialty| specialty.offered)
            .map(|specialty| specialty.code.as_str())
            .collect();
        let mut specialties: Vec<String> = Vec::new();
        for _ in 0..chance.between(1, if good { 4 } else { 2 }) {
            let code = chance.pick(&offered).to_owned();
            if !specialties.contains(&code) && !code.is_empty() {
                specialties.push(code);
            }
        }
        let (currency, per_euro) = world.currency_of(self.market);
        let thousands = if good {
            chance.between(60, 420)
        } else {
            chance.between(8, 140)
        };
        let digits = entente_model::money::minor_digits(currency).unwrap_or(2);
        let revenue = thousands * 1_000 * per_euro * 10_i64.pow(digits);
        ApplicationFields {
            legal_name,
            display_name,
            domain,
            country: self.market.country.to_owned(),
            regions_served: vec![region.clone()],
            region,
            partner_type,
            specialties,
            headcount: u32::try_from(headcount).ok(),
            current_vendors: Vec::new(),
            expected_revenue: Some(Money::new(revenue, currency)),
            motivation: chance.pick(MOTIVATIONS).to_owned(),
            contact,
            capacity: Capacity {
                sellers: Some(sellers),
                technicians: Some(technicians),
            },
            consent: true,
        }
    }

    fn item(
        &mut self,
        row: &applications::Model,
        submitted_at: DateTime<Utc>,
        due_at: DateTime<Utc>,
        decided: Option<&(Decision, DateTime<Utc>)>,
        manager: Option<&Somebody>,
    ) -> approvals::Model {
        let state = match decided {
            None => ApprovalState::Open,
            Some((Decision::Approve { .. } | Decision::ApprovePart { .. }, _)) => ApprovalState::Approved,
            Some((Decision::Return { .. }, _)) => ApprovalState::Returned,
            Some((Decision::Reject { .. }, _)) => ApprovalState::Rejected,
        };
        let by = manager.filter(|_| decided.is_some());
        approvals::Model {
            id: self.chance.uuid(submitted_at),
            kind: ApprovalKind::PartnerApplication.as_str().to_owned(),
            deal_id: None,
            application_id: Some(row.id),
            fund_request_id: None,
            fund_claim_id: None,
            partner_id: None,
            region: row.region.clone(),
            subject: row.company.clone(),
            amount_currency: String::new(),
            amount_minor: 0,
            score: row.score,
            submitted_at,
            due_at,
            assignee_id: manager.map(|manager| manager.id),
            assignee_name: manager.map(|manager| manager.name.clone()).unwrap_or_default(),
            flags: String::new(),
            state: state.as_str().to_owned(),
            request: String::new(),
            decided_by: by.map(|manager| manager.id),
            decided_by_name: by.map(|manager| manager.name.clone()).unwrap_or_default(),
            decided_at: decided.map(|(_, at)| *at),
            rule: None,
            version: 1 + i64::from(manager.is_some()),
            agreed_by: None,
            agreed_by_name: None,
            agreed_at: None,
        }
    }

    fn entry(&mut self, id: Uuid, at: DateTime<Utc>, kind: &str, by: Option<&Somebody>) -> audit::Model {
        audit::Model {
            id: self.chance.uuid(at),
            at,
            actor_id: by.map(|somebody| somebody.id),
            actor_name: by.map(|somebody| somebody.name.clone()).unwrap_or_default(),
            side: by.map(|_| side_text(Side::Vendor).to_owned()),
            kind: kind.to_owned(),
            subject_kind: "application".to_owned(),
            subject_id: id,
            partner_id: None,
            internal: false,
            params: "{}".to_owned(),
        }
    }

    fn job(
        &mut self,
        id: Uuid,
        kind: &str,
        payload: String,
        run_at: DateTime<Utc>,
        created_at: DateTime<Utc>,
    ) -> jobs::Model {
        jobs::Model {
            id: self.chance.uuid(created_at),
            kind: kind.to_owned(),
            payload,
            run_at,
            attempts: 0,
            state: "pending".to_owned(),
            last_error: String::new(),
            locked_until: None,
            subject_id: Some(id),
            created_at,
        }
    }
}
