//! The vendor's and the partners' people, and the partners themselves.

use super::cast::{FIXED, Fixed, VENDOR};
use super::course::{Course, Step};
use super::names::{MARKETS, Market};
use super::random::Chance;
use super::world::World;
use crate::store::entities::{partners, users};
use crate::store::{StoreError, search};
use chrono::{DateTime, Duration, Utc};
use entente_model::conflict::folded;
use entente_model::people::{PartnerStatus, PartnerType, Role, Tier};
use std::collections::HashSet;
use uuid::Uuid;

/// A person as deals refer to them.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
}

/// A partner as deals refer to it.
pub struct Partner {
    /// Id.
    pub id: Uuid,
    /// Where it is.
    pub market: &'static Market,
    /// Place of its region in the settings.
    pub region: usize,
    /// Its tier.
    pub tier: Tier,
    /// Whether it holds a live certification.
    pub certified: bool,
    /// Whether it may begin something new.
    pub may_begin: bool,
    /// What it has done so far on its journey.
    pub course: Course,
    /// Whether it is still on its journey.
    pub under_way: bool,
    /// Its people, its admin first; never empty.
    pub people: Vec<Somebody>,
    /// Where its admin gets mail.
    pub admin_email: String,
}

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What the sample calls the role; two of one role are numbered.
    pub role: &'static str,
    /// Address to sign in with.
    pub email: String,
    /// Company.
    pub partner: Option<String>,
}

/// Everybody.
pub struct People {
    /// Partners; the first is that of the sample sign-ins.
    pub partners: Vec<Partner>,
    /// Managers of each region; never empty.
    pub managers: Vec<Vec<Somebody>>,
    /// Who can sign in.
    pub sign_ins: Vec<SignIn>,
    /// Rows of the partners.
    pub partner_rows: Vec<partners::Model>,
    /// Rows of the people.
    pub user_rows: Vec<users::Model>,
    /// How many partners are on their journey.
    under_way: u32,
}

/// Fewest and most partners.
const PARTNERS: (u32, u32) = (40, 25_000);
/// Deals to one partner, on average.
const DEALS_EACH: u32 = 40;
/// How long ago the program began.
const PROGRAM_DAYS: i64 = 1_460;

/// How many days ago a partner joined at least that has come all the way.
const THROUGH_DAYS: i64 = 180;
/// How many days ago those of the sample sign-ins did.
const SIGN_INS_DAYS: i64 = 1_150;

/// Where everybody's mail goes, and where drawn partners have their websites: names that are reserved for examples (RFC 2606), never those
/// of a company that may exist.
const MAIL_SUFFIX: &str = "example";

impl People {
    /// Who makes the program.
    pub fn program_admin(&self) -> Result<Somebody, StoreError> {
        let admin = self
            .user_rows
            .iter()
            .find(|row| row.role == Role::ProgramAdmin.as_str());
        let admin = admin.ok_or_else(|| StoreError::Internal("the sample has no program admin".to_owned()))?;
        Ok(Somebody {
            id: admin.id,
            name: admin.name.clone(),
        })
    }

    /// The vendor's people of a role.
    pub fn of_role(&self, role: Role) -> Vec<Somebody> {
        let rows = self.user_rows.iter().filter(|row| row.role == role.as_str());
        rows.map(|row| Somebody {
            id: row.id,
            name: row.name.clone(),
        })
        .collect()
    }

    /// Draws everybody, with at least so many partners on their journey. `password_hash` is that of the passphrase which the sign-ins share.
    pub fn draw(world: &World, journeys: Option<u32>, password_hash: &str) -> Self {
        let mut everybody = People {
            partners: Vec::new(),
            managers: world.settings().regions.iter().map(|_| Vec::new()).collect(),
            sign_ins: Vec::new(),
            partner_rows: Vec::new(),
            user_rows: Vec::new(),
            under_way: 0,
        };
        let began = world.now - Duration::days(PROGRAM_DAYS);
        for fixed in &FIXED {
            everybody.add_fixed(world, fixed, password_hash);
        }
        everybody.add_vendor(world, began, password_hash);
        let count = (world.deals / DEALS_EACH).clamp(PARTNERS.0, PARTNERS.1);
        // Those of the people that are there have nobody else's addresses.
        let hosts = everybody.user_rows.iter().filter_map(|row| row.email.split('@').nth(1));
        let mut domains: HashSet<String> = hosts.map(str::to_owned).collect();
        let weights: Vec<u32> = MARKETS.iter().map(|market| market.weight).collect();
        let mut number = FIXED.len() as u64;
        // Those that are asked for beyond the partners of the deals are on their way, too.
        while number < u64::from(count) || everybody.under_way < journeys.unwrap_or(0) {
            let mut chance = Chance::new(world.seed, "partner", number);
            let statuses = [
                PartnerStatus::Active,
                PartnerStatus::Onboarding,
                PartnerStatus::Suspended,
            ];
            let status = if number < u64::from(count) {
                statuses[chance.weighted(&[77, 20, 3])]
            } else {
                PartnerStatus::Onboarding
            };
            everybody.add_drawn(world, number, status, &weights, &mut domains, chance);
            number += 1;
        }
        everybody
    }

    /// The manager who looks after the partner at a place, and who approved its application.
    pub fn manager_of(&self, place: usize) -> &Somebody {
        let managers = &self.managers[self.partners[place].region];
        &managers[place % managers.len()]
    }

    fn add_fixed(&mut self, world: &World, fixed: &Fixed, password_hash: &str) {
        let (legal_name, display_name, domain, country, days, people) = *fixed;
        let number = self.partners.len();
        let mut chance = Chance::new(world.seed, "partner", number as u64);
        let market = Market::of(country).unwrap_or(&MARKETS[0]);
        let region = world.region_of(market);
        let joined = world.now - Duration::days(days.unwrap_or(SIGN_INS_DAYS)) + Duration::hours(9);
        let mut course = match days {
            // In time: signed, the profile complete, a colleague there, and the rest of the second week before it.
            Some(_) => Course::walk(world, joined, 950, 3, &mut chance),
            None => Course::through(world, joined, &mut chance),
        };
        let tier = if days.is_some() { Tier::Registered } else { Tier::Silver };
        let status = if days.is_some() {
            PartnerStatus::Onboarding
        } else {
            PartnerStatus::Active
        };
        let id = chance.uuid(joined);
        self.partner_rows.push(partners::Model {
            id,
            legal_name: legal_name.to_owned(),
            display_name: display_name.to_owned(),
            domain: domain.to_owned(),
            country: country.to_owned(),
            region: world.region_code(region).to_owned(),
            partner_type: PartnerType::Var.as_str().to_owned(),
            // Below the tier that rules approve by themselves for: what these register waits for a manager.
            tier: tier.as_str().to_owned(),
            status: status.as_str().to_owned(),
            certified: days.is_none(),
            name_key: folded(display_name),
            search: search::of_partner(display_name, domain),
            ..blank(joined)
        });
        // Those beyond the colleagues that a journey asks for come in the hours after them.
        let (last, joiners) = (
            course.colleagues().last().unwrap_or(joined),
            course.colleagues().count(),
        );
        for place in joiners + 1..people.len() {
            let at = last + Duration::minutes(10 * place as i64);
            course.steps.push((at, Step::Colleague));
        }
        let host = domain.split('.').next().unwrap_or(domain);
        let admin_email = people
            .first()
            .map(|(_, mailbox, _, _)| format!("{mailbox}@{host}.{MAIL_SUFFIX}"));
        let mut known = Vec::new();
        let mut colleagues = course.colleagues();
        for (place, (called, mailbox, role, name)) in people.iter().enumerate() {
            let email = format!("{mailbox}@{host}.{MAIL_SUFFIX}");
            let since = if place == 0 { None } else { colleagues.next() };
            let since = since.unwrap_or(joined);
            let id = chance.uuid(since);
            known.push(Somebody {
                id,
                name: (*name).to_owned(),
            });
            self.user_rows.push(
                user(id, &email, name, *role, since)
                    .of(self.partner_rows[number].id)
                    .with(password_hash),
            );
            if !called.is_empty() {
                self.sign_ins.push(SignIn {
                    role: called,
                    email,
                    partner: Some(display_name.to_owned()),
                });
            }
        }
        drop(colleagues);
        self.partners.push(Partner {
            id,
            market,
            region,
            tier,
            certified: days.is_none(),
            may_begin: true,
            course,
            under_way: days.is_some(),
            people: known,
            admin_email: admin_email.unwrap_or_default(),
        });
        self.under_way += u32::from(days.is_some());
    }

    fn add_vendor(&mut self, world: &World, began: DateTime<Utc>, password_hash: &str) {
        let mut chance = Chance::new(world.seed, "vendor", 0);
        let vendor = host_of(&world.settings().program.vendor);
        let home = self.partners.first().map_or(0, |partner| partner.region);
        // Both managers look after the region of the sample's partners and one more, where there is one.
        let mut regions = vec![home];
        regions.extend((0..world.settings().regions.len()).find(|region| *region != home));
        let codes: Vec<&str> = regions.iter().map(|region| world.region_code(*region)).collect();
        let codes = serde_json::Value::from(codes).to_string();
        for (called, mailbox, role, name) in VENDOR {
            let id = chance.uuid(began);
            let email = format!("{mailbox}@{vendor}.{MAIL_SUFFIX}");
            let mut row = user(id, &email, name, role, began).with(password_hash);
            if role == Role::ChannelManager {
                row.regions = codes.clone();
                for region in &regions {
                    self.managers[*region].push(Somebody {
                        id,
                        name: name.to_owned(),
                    });
                }
            }
            self.user_rows.push(row);
            self.sign_ins.push(SignIn {
                role: called,
                email,
                partner: None,
            });
        }
        for region in 0..world.settings().regions.len() {
            if !self.managers[region].is_empty() {
                continue;
            }
            let market = MARKETS
                .iter()
                .find(|market| world.region_of(market) == region)
                .unwrap_or(&MARKETS[0]);
            let person = market.person(&mut chance);
            let id = chance.uuid(began);
            let email = format!("{}.{}@{vendor}.{MAIL_SUFFIX}", person.mailbox, region + 1);
            let mut row = user(id, &email, &person.name, Role::ChannelManager, began);
            row.regions = serde_json::Value::from(vec![world.region_code(region)]).to_string();
            self.managers[region].push(Somebody { id, name: person.name });
            self.user_rows.push(row);
        }
    }

    fn add_drawn(
        &mut self,
        world: &World,
        number: u64,
        status: PartnerStatus,
        weights: &[u32],
        domains: &mut HashSet<String>,
        mut chance: Chance,
    ) {
        let market = &MARKETS[chance.weighted(weights)];
        let mut company = market.company(&mut chance, number > 2_000);
        let mut domain = example_domain(&company.domain);
        while !domains.insert(domain.clone()) {
            company = market.company(&mut chance, true);
            domain = example_domain(&company.domain);
        }
        let region = world.region_of(market);
        let under_way = status == PartnerStatus::Onboarding;
        let course = if under_way {
            Course::under_way(world, self.under_way.into(), &mut chance)
        } else {
            let joined = world.now - Duration::days(chance.between(THROUGH_DAYS, PROGRAM_DAYS))
                + Duration::seconds(chance.between(25_000, 61_000));
            Course::through(world, joined, &mut chance)
        };
        let joined = course.joined;
        let tier = if under_way {
            Tier::Registered
        } else {
            Tier::ALL[chance.weighted(&[45, 30, 18, 7])]
        };
        let partner_type = PartnerType::ALL[chance.weighted(&[28, 26, 20, 8, 12, 4, 2])];
        let certified = !under_way && chance.per_mille(if tier >= Tier::Silver { 900 } else { 350 });
        let id = chance.uuid(joined);
        let mut people = Vec::new();
        let mut admin_email = String::new();
        let mut mailboxes = HashSet::new();
        for (place, since) in std::iter::once(joined).chain(course.colleagues()).enumerate() {
            let mut person = market.person(&mut chance);
            while !mailboxes.insert(person.mailbox.clone()) {
                person = market.person(&mut chance);
            }
            let role = if place == 0 {
                Role::PartnerAdmin
            } else {
                Role::PartnerMember
            };
            let email = format!("{}@{domain}", person.mailbox);
            if place == 0 {
                admin_email.clone_from(&email);
            }
            let user_id = chance.uuid(since);
            self.user_rows
                .push(user(user_id, &email, &person.name, role, since).of(id));
            people.push(Somebody {
                id: user_id,
                name: person.name,
            });
        }
        self.partner_rows.push(partners::Model {
            id,
            name_key: folded(&company.display_name),
            search: search::of_partner(&company.display_name, &domain),
            legal_name: company.legal_name,
            display_name: company.display_name,
            domain,
            country: market.country.to_owned(),
            region: world.region_code(region).to_owned(),
            partner_type: partner_type.as_str().to_owned(),
            tier: tier.as_str().to_owned(),
            status: status.as_str().to_owned(),
            certified,
            ..blank(joined)
        });
        self.partners.push(Partner {
            id,
            market,
            region,
            tier,
            certified,
            may_begin: status.may_begin(),
            course,
            under_way,
            people,
            admin_email,
        });
        self.under_way += u32::from(under_way);
    }
}

/// The domain that a company of the sample has in place of one that may belong to somebody.
pub fn example_domain(domain: &str) -> String {
    format!("{}.{MAIL_SUFFIX}", domain.split('.').next().unwrap_or(domain))
}

/// The row of a partner of which nothing is known yet.
fn blank(created_at: DateTime<Utc>) -> partners::Model {
    partners::Model {
        id: Uuid::nil(),
        legal_name: String::new(),
        display_name: String::new(),
        domain: String::new(),
        country: String::new(),
        region: String::new(),
        partner_type: String::new(),
        tier: String::new(),
        status: String::new(),
        certified: false,
        version: 1,
        created_at,
        profile: "{}".to_owned(),
        logo: None,
        logo_key: None,
        logo_drawing_key: None,
        signed_at: None,
        first_registered_at: None,
        first_won_at: None,
        name_key: String::new(),
        search: String::new(),
    }
}

fn host_of(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

fn user(id: Uuid, email: &str, name: &str, role: Role, created_at: DateTime<Utc>) -> users::Model {
    users::Model {
        id,
        email: email.to_owned(),
        name: name.to_owned(),
        role: role.as_str().to_owned(),
        partner_id: None,
        regions: "[]".to_owned(),
        password_hash: None,
        locale: String::new(),
        disabled_at: None,
        last_seen_at: None,
        version: 1,
        created_at,
        name_key: folded(name),
        search: search::of_person(name, email),
    }
}

impl users::Model {
    /// The same as a partner's person.
    fn of(mut self, partner: Uuid) -> Self {
        self.partner_id = Some(partner);
        self
    }

    /// The same with a password.
    fn with(mut self, password_hash: &str) -> Self {
        self.password_hash = Some(password_hash.to_owned());
        self
    }
}
