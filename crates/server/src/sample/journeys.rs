//! Journeys of partners, told by the model from what each partner did and sold; with signatures, profiles, files and notes.

mod follow;
mod papers;
mod profile;
mod sales;

pub use papers::{Paper, keep, pdf};
pub use sales::Sales;

use super::application_texts::JOB_TITLES;
use super::course::Step;
use super::deals::timeline_days;
use super::partner_texts::{GIVEN, TRAININGS};
use super::people::{Partner, People, Somebody};
use super::random::Chance;
use super::world::World;
use crate::auth::side_text;
use crate::onboarding::journeys::{begun, put};
use crate::store::StoreError;
use crate::store::entities::{
    agreement_signatures, audit, journey_milestones, journeys, partner_notes, partners, tax_forms,
};
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::UserId;
use entente_model::onboarding::template::choose;
use entente_model::onboarding::{Journey, JourneyActor, JourneyOccurrence, TaskKind};
use entente_model::partners::BrandColours;
use entente_model::people::{PartnerType, Person, Side, Tier};
use papers::Logos;
use sales::Tally;
use serde_json::{Value, json};

/// Rows of everything about journeys.
#[derive(Default)]
pub struct JourneyRows {
    /// The partners, as they stand now.
    pub partners: Vec<partners::Model>,
    /// Their journeys.
    pub journeys: Vec<journeys::Model>,
    /// What these have reached.
    pub milestones: Vec<journey_milestones::Model>,
    /// Who signed.
    pub signatures: Vec<agreement_signatures::Model>,
    /// The tax forms that they handed in.
    pub tax_forms: Vec<tax_forms::Model>,
    /// What managers noted.
    pub notes: Vec<partner_notes::Model>,
    /// Timelines.
    pub audit: Vec<audit::Model>,
    /// Files that the rows name, which are to be kept before them.
    pub papers: Vec<Paper>,
}

/// Something that moves a journey on.
#[derive(Clone, Copy)]
enum Happening {
    Did(Step),
    /// Somebody, by their place, hands in a deal, with which there are so many.
    Registered(usize, u32),
    /// Somebody wins a deal, with which there are so many.
    Won(usize, u32),
}

/// Tells the journeys of partners.
pub struct Teller<'a> {
    world: &'a World,
    people: &'a People,
    timeline_from: DateTime<Utc>,
    sha256: String,
    logos: Logos,
    can_seal: bool,
}

impl<'a> Teller<'a> {
    /// Of these people. Without a key to encrypt with nobody hands a tax form in.
    pub fn new(world: &'a World, people: &'a People, can_seal: bool) -> Result<Self, StoreError> {
        Ok(Teller {
            world,
            people,
            timeline_from: world.now - Duration::days(timeline_days(world.deals)),
            sha256: world.settings().onboarding.agreement.sha256(),
            logos: Logos::draw()?,
            can_seal,
        })
    }

    /// Tells that of the partner at a place, whose row this is, from what it sold.
    pub fn tell(
        &self,
        place: usize,
        row: partners::Model,
        sales: &Sales,
        rows: &mut JourneyRows,
    ) -> Result<(), StoreError> {
        let partner = &self.people.partners[place];
        let chance = Chance::new(self.world.seed, "journey", place as u64);
        let mut telling = Telling {
            world: self.world,
            partner,
            manager: self.people.manager_of(place),
            timeline_from: self.timeline_from,
            logos: &self.logos,
            can_seal: self.can_seal,
            chance,
            row,
            rows,
        };
        telling.row.first_registered_at = sales.registered(place).map(|tally| tally.first.at);
        telling.row.first_won_at = sales.won(place).map(|tally| tally.first.at);
        let approved = Some((telling.manager, Side::Vendor));
        telling.enter(partner.course.joined, "partner.added", approved, json!({}));
        telling.sign(&self.sha256);
        let colours = telling.describe()?;
        telling.show_logo(&colours)?;
        telling.show_tax_form();
        telling.journey(sales.registered(place), sales.won(place))?;
        let row = telling.row;
        rows.partners.push(row);
        Ok(())
    }
}

/// The journey of one partner while it is told.
struct Telling<'a> {
    world: &'a World,
    partner: &'a Partner,
    manager: &'a Somebody,
    timeline_from: DateTime<Utc>,
    logos: &'a Logos,
    can_seal: bool,
    chance: Chance,
    row: partners::Model,
    rows: &'a mut JourneyRows,
}

impl<'a> Telling<'a> {
    /// An entry of the partner's timeline by somebody of a side, or by the portal.
    fn enter(&mut self, at: DateTime<Utc>, kind: &str, by: Option<(&Somebody, Side)>, params: Value) {
        if at < self.timeline_from {
            return;
        }
        let id = self.chance.uuid(at);
        self.rows.audit.push(audit::Model {
            id,
            at,
            actor_id: by.map(|(somebody, _)| somebody.id),
            actor_name: by.map(|(somebody, _)| somebody.name.clone()).unwrap_or_default(),
            side: by.map(|(_, side)| side_text(side).to_owned()),
            kind: kind.to_owned(),
            subject_kind: "partner".to_owned(),
            subject_id: self.partner.id,
            partner_id: Some(self.partner.id),
            internal: ["partner.note_added", "journey.fell_behind", "journey.vendor_late"].contains(&kind),
            params: params.to_string(),
        });
    }

    /// The admin signs the agreement.
    fn sign(&mut self, sha256: &str) {
        let (Some(at), Some(admin)) = (self.partner.course.took(Step::Sign), self.partner.people.first()) else {
            return;
        };
        let agreement = &self.world.settings().onboarding.agreement;
        self.row.signed_at = Some(at);
        let id = self.chance.uuid(at);
        let job_title = self.chance.pick(JOB_TITLES).to_owned();
        // Addresses that are reserved for documentation (RFC 5737).
        let address = format!("203.0.113.{}", self.chance.between(1, 254));
        self.rows.signatures.push(agreement_signatures::Model {
            id,
            partner_id: self.partner.id,
            title: agreement.title.clone(),
            text: agreement.text.clone(),
            sha256: sha256.to_owned(),
            signer_id: admin.id,
            signer_name: admin.name.clone(),
            typed_name: admin.name.clone(),
            job_title,
            address,
            signed_at: at,
            locale: "en".to_owned(),
        });
        let params = json!({ "title": agreement.title.clone(), "sha256": sha256 });
        self.enter(at, "partner.agreement_signed", Some((admin, Side::Partner)), params);
    }

    /// What the partner says of itself; answers with its colours.
    fn describe(&mut self) -> Result<BrandColours, StoreError> {
        let completed = self.partner.course.took(Step::Profile);
        let profile = profile::draw(
            self.world,
            self.partner,
            &self.row,
            completed.is_some(),
            &mut self.chance,
        );
        self.row.profile = serde_json::to_string(&profile)?;
        if let (Some(at), Some(admin)) = (completed, self.partner.people.first()) {
            self.row.version += 1;
            self.enter(at, "partner.profile_saved", Some((admin, Side::Partner)), json!({}));
        }
        Ok(profile.colours)
    }

    /// The journey up to now. One that has come all the way but whose journey would not be completed is from before there were journeys.
    fn journey(&mut self, registered: Option<Tally>, won: Option<Tally>) -> Result<(), StoreError> {
        let partner_type = PartnerType::parse(&self.row.partner_type).unwrap_or(PartnerType::Reseller);
        let templates = &self.world.settings().onboarding.journeys;
        let Some(template) = choose(templates, partner_type, Tier::Registered, &self.row.region) else {
            return Ok(());
        };
        let settings = &self.world.in_effect;
        let joined = self.partner.course.joined;
        let started_on = settings.day_in(&self.row.region, joined);
        let mut journey = Journey::begin(template, settings.number, started_on);
        let mut row = begun(self.partner.id, &self.row.region, &journey, settings, joined)?;
        let mut done = Vec::new();
        let mut colleagues = 0;
        for (at, happening) in self.happenings(registered, won) {
            colleagues += u32::from(matches!(happening, Happening::Did(Step::Colleague)));
            let by = self.actor(happening, colleagues);
            let mut after = journey.clone();
            for occurrence in self.occurrences(happening, colleagues, &journey) {
                // What is blocked is done later, or not.
                after = after.apply(&occurrence, &actor(by), at).unwrap_or(after);
            }
            if after == journey {
                continue;
            }
            let open = journey.tasks().filter(|task| task.done.is_none());
            for before in open {
                if let Some(task) = after.task(&before.code).filter(|task| task.done.is_some()) {
                    done.push((at, by, task.clone()));
                }
            }
            put(&mut row, &after, settings, at)?;
            journey = after;
        }
        if !self.partner.under_way && !journey.is_completed() {
            return Ok(());
        }
        let params = json!({ "template": template.name.clone() });
        self.enter(joined, "journey.begun", Some((self.manager, Side::Vendor)), params);
        for (at, by, task) in done {
            let mut params = json!({ "task": task.code, "task_kind": task.kind.as_str(), "task_name": task.name });
            if let Some(note) = task.done.map(|done| done.note).filter(|note| !note.is_empty()) {
                params["note"] = note.into();
            }
            self.enter(at, "journey.task_done", Some(by), params);
        }
        match row.completed_at {
            Some(at) => self.complete(at),
            None => {
                self.follow(&journey, &mut row);
                self.owe(&journey, &mut row);
            }
        }
        self.note_something(&row);
        let reached = journey.milestones.iter().filter_map(|milestone| {
            let reached_at = milestone.reached_at?;
            Some(journey_milestones::Model {
                partner_id: row.partner_id,
                milestone: milestone.code.clone(),
                region: row.region.clone(),
                template: row.template.clone(),
                days: i32::try_from((reached_at - row.started_at).num_days()).unwrap_or(i32::MAX),
                reached_at,
            })
        });
        self.rows.milestones.extend(reached);
        self.rows.journeys.push(row);
        Ok(())
    }

    /// All that moves the journey on, oldest first. Of its deals the first does; the journey learns of the others with the last one.
    fn happenings(&self, registered: Option<Tally>, won: Option<Tally>) -> Vec<(DateTime<Utc>, Happening)> {
        let steps = self.partner.course.steps.iter();
        let steps = steps.filter(|(_, step)| self.can_seal || *step != Step::TaxForm);
        let mut all: Vec<_> = steps.map(|(at, step)| (*at, Happening::Did(*step))).collect();
        let ends = |tally: Tally| {
            let several = (tally.count > 1).then_some((tally.last, tally.count));
            std::iter::once((tally.first, 1)).chain(several)
        };
        let registered = registered.into_iter().flat_map(ends);
        all.extend(registered.map(|(deal, total)| (deal.at, Happening::Registered(deal.owner, total))));
        let won = won.into_iter().flat_map(ends);
        all.extend(won.map(|(deal, total)| (deal.at, Happening::Won(deal.owner, total))));
        all.sort_by_key(|(at, _)| *at);
        all
    }

    /// Who does it, when so many colleagues have joined.
    fn actor(&self, happening: Happening, colleagues: u32) -> (&'a Somebody, Side) {
        let people = &self.partner.people;
        let person = |place: usize| people.get(place).unwrap_or(&people[0]);
        match happening {
            Happening::Did(Step::Training | Step::Given) => (self.manager, Side::Vendor),
            Happening::Did(Step::Colleague) => (person(colleagues as usize), Side::Partner),
            Happening::Did(_) => (person(0), Side::Partner),
            Happening::Registered(owner, _) | Happening::Won(owner, _) => (person(owner), Side::Partner),
        }
    }

    /// What it is to the journey. A training is every task of the partner's that somebody says is done.
    fn occurrences(&mut self, happening: Happening, colleagues: u32, journey: &Journey) -> Vec<JourneyOccurrence> {
        let seen = |kind: TaskKind, total: u32| vec![JourneyOccurrence::Achieved { kind, total }];
        match happening {
            Happening::Did(Step::Sign) => seen(TaskKind::SignAgreement, 1),
            Happening::Did(Step::Profile) => seen(TaskKind::CompleteProfile, 1),
            Happening::Did(Step::Logo) => seen(TaskKind::UploadLogo, 1),
            Happening::Did(Step::TaxForm) => seen(TaskKind::UploadTaxForm, 1),
            Happening::Did(Step::Colleague) => seen(TaskKind::InviteColleagues, colleagues),
            Happening::Registered(_, total) => seen(TaskKind::RegisterDeal, total),
            Happening::Won(_, total) => seen(TaskKind::WinDeal, total),
            Happening::Did(Step::Training) => by_hand(journey, Side::Partner, self.chance.pick(TRAININGS)),
            Happening::Did(Step::Given) => by_hand(journey, Side::Vendor, self.chance.pick(GIVEN)),
        }
    }
}

/// Every task of a side's that somebody says is done, said with a note.
fn by_hand(journey: &Journey, owner: Side, note: &str) -> Vec<JourneyOccurrence> {
    let tasks = journey.tasks();
    tasks
        .filter(|task| task.kind.is_by_hand() && task.owner == owner)
        .map(|task| JourneyOccurrence::Complete {
            task: task.code.clone(),
            note: note.to_owned(),
        })
        .collect()
}

fn actor((somebody, side): (&Somebody, Side)) -> JourneyActor {
    JourneyActor {
        side: Some(side),
        person: Person {
            id: Some(UserId(somebody.id)),
            name: somebody.name.clone(),
        },
    }
}
