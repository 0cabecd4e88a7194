//! The vendor's and the partners' people, and the partners themselves.

use super::names::{MARKETS, Market};
use super::random::Chance;
use super::world::World;
use crate::store::entities::{partners, users};
use chrono::{DateTime, Duration, Utc};
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
    /// Its people; never empty.
    pub people: Vec<Somebody>,
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
}

/// Fewest and most partners.
const PARTNERS: (u32, u32) = (40, 25_000);
/// Deals to one partner, on average.
const DEALS_EACH: u32 = 40;
/// How long ago the program began.
const PROGRAM_DAYS: i64 = 1_460;

/// Company, domain, country and people of the partners of the sample sign-ins: e-mail name, role, name.
type Fixed = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, Role, &'static str)],
);

const FIXED: [Fixed; 2] = [
    (
        "Brandt Systemhaus GmbH",
        "Brandt Systemhaus",
        "brandt-systemhaus.de",
        "DE",
        &[
            ("jonas.keller", Role::PartnerMember, "Jonas Keller"),
            ("mara.brandt", Role::PartnerAdmin, "Mara Brandt"),
            ("lukas.wendt", Role::PartnerMember, "Lukas Wendt"),
            ("sophie.arndt", Role::PartnerMember, "Sophie Arndt"),
            ("tobias.falk", Role::PartnerMember, "Tobias Falk"),
        ],
    ),
    (
        "Steiner & Hofer IT-Beratung GmbH",
        "Steiner & Hofer IT-Beratung",
        "steiner-hofer.at",
        "AT",
        &[
            ("eva.steiner", Role::PartnerAdmin, "Eva Steiner"),
            ("georg.hofer", Role::PartnerMember, "Georg Hofer"),
        ],
    ),
];

/// The vendor's people who can sign in: what the sample calls the role, e-mail name, role, name.
const VENDOR: [(&str, &str, Role, &str); 5] = [
    (
        "channel_manager",
        "nadia.lindqvist",
        Role::ChannelManager,
        "Nadia Lindqvist",
    ),
    ("channel_manager_2", "paul.mercer", Role::ChannelManager, "Paul Mercer"),
    ("finance", "ines.moreau", Role::Finance, "Inès Moreau"),
    ("program_admin", "grace.holloway", Role::ProgramAdmin, "Grace Holloway"),
    ("executive", "victor.almeida", Role::Executive, "Victor Almeida"),
];

/// Mail to people of the sample goes to names that are reserved for examples (RFC 2606), never to a company that may exist.
const MAIL_SUFFIX: &str = "example";

impl People {
    /// Draws everybody. `password_hash` is that of the passphrase which the sign-ins share.
    pub fn draw(world: &World, password_hash: &str) -> Self {
        let mut everybody = People {
            partners: Vec::new(),
            managers: world.settings().regions.iter().map(|_| Vec::new()).collect(),
            sign_ins: Vec::new(),
            partner_rows: Vec::new(),
            user_rows: Vec::new(),
        };
        let began = world.now - Duration::days(PROGRAM_DAYS);
        for fixed in &FIXED {
            everybody.add_fixed(world, fixed, began, password_hash);
        }
        everybody.add_vendor(world, began, password_hash);
        let count = (world.deals / DEALS_EACH).clamp(PARTNERS.0, PARTNERS.1);
        let mut domains: HashSet<String> = everybody.partner_rows.iter().map(|row| row.domain.clone()).collect();
        let weights: Vec<u32> = MARKETS.iter().map(|market| market.weight).collect();
        for number in FIXED.len() as u64..u64::from(count) {
            everybody.add_drawn(world, number, &weights, &mut domains);
        }
        everybody
    }

    fn add_fixed(&mut self, world: &World, fixed: &Fixed, began: DateTime<Utc>, password_hash: &str) {
        let (legal_name, display_name, domain, country, people) = *fixed;
        let number = self.partners.len();
        let mut chance = Chance::new(world.seed, "partner", number as u64);
        let market = Market::of(country).unwrap_or(&MARKETS[0]);
        let region = world.region_of(market);
        let id = chance.uuid(began);
        self.partner_rows.push(partners::Model {
            id,
            legal_name: legal_name.to_owned(),
            display_name: display_name.to_owned(),
            domain: domain.to_owned(),
            country: country.to_owned(),
            region: world.region_code(region).to_owned(),
            partner_type: PartnerType::Var.as_str().to_owned(),
            // Below the tier that rules approve by themselves for: what these register waits for a manager.
            tier: Tier::Silver.as_str().to_owned(),
            status: PartnerStatus::Active.as_str().to_owned(),
            certified: true,
            version: 1,
            created_at: began,
            profile: "{}".to_owned(),
            logo: None,
            logo_key: None,
            logo_drawing_key: None,
            signed_at: None,
            first_registered_at: None,
            first_won_at: None,
        });
        let host = domain.split('.').next().unwrap_or(domain);
        let mut known = Vec::new();
        for (mailbox, role, name) in people {
            let email = format!("{mailbox}@{host}.{MAIL_SUFFIX}");
            let id = chance.uuid(began);
            known.push(Somebody {
                id,
                name: (*name).to_owned(),
            });
            self.user_rows.push(
                user(id, &email, name, *role, began)
                    .of(self.partner_rows[number].id)
                    .with(password_hash),
            );
            let called = match (number, *role) {
                (0, Role::PartnerMember) => "partner_member",
                (0, Role::PartnerAdmin) => "partner_admin",
                (1, Role::PartnerAdmin) => "other_partner_admin",
                _ => continue,
            };
            // One sign-in a role: the first of each.
            if self.sign_ins.iter().all(|known| known.role != called) {
                self.sign_ins.push(SignIn {
                    role: called,
                    email,
                    partner: Some(display_name.to_owned()),
                });
            }
        }
        self.partners.push(Partner {
            id,
            market,
            region,
            tier: Tier::Silver,
            certified: true,
            may_begin: true,
            people: known,
        });
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

    fn add_drawn(&mut self, world: &World, number: u64, weights: &[u32], domains: &mut HashSet<String>) {
        let mut chance = Chance::new(world.seed, "partner", number);
        let market = &MARKETS[chance.weighted(weights)];
        let mut company = market.company(&mut chance, number > 2_000);
        while !domains.insert(company.domain.clone()) {
            company = market.company(&mut chance, true);
        }
        let region = world.region_of(market);
        let joined = world.now - Duration::days(chance.between(120, PROGRAM_DAYS))
            + Duration::seconds(chance.between(25_000, 61_000));
        let tier = Tier::ALL[chance.weighted(&[45, 30, 18, 7])];
        let status = [
            PartnerStatus::Active,
            PartnerStatus::Onboarding,
            PartnerStatus::Suspended,
        ][chance.weighted(&[93, 4, 3])];
        let partner_type = PartnerType::ALL[chance.weighted(&[28, 26, 20, 8, 12, 4, 2])];
        let certified = chance.per_mille(if tier >= Tier::Silver { 900 } else { 350 });
        let id = chance.uuid(joined);
        let host = company.domain.split('.').next().unwrap_or_default().to_owned();
        let mut people = Vec::new();
        let mut mailboxes = HashSet::new();
        for place in 0..chance.between(1, 4) {
            let person = market.person(&mut chance);
            if !mailboxes.insert(person.mailbox.clone()) {
                continue;
            }
            let role = if place == 0 {
                Role::PartnerAdmin
            } else {
                Role::PartnerMember
            };
            // The number keeps addresses apart: companies of two countries may share a host's first label.
            let email = format!("{}@{host}-{number}.{MAIL_SUFFIX}", person.mailbox);
            let user_id = chance.uuid(joined);
            self.user_rows
                .push(user(user_id, &email, &person.name, role, joined).of(id));
            people.push(Somebody {
                id: user_id,
                name: person.name,
            });
        }
        self.partner_rows.push(partners::Model {
            id,
            legal_name: company.legal_name,
            display_name: company.display_name,
            domain: company.domain,
            country: market.country.to_owned(),
            region: world.region_code(region).to_owned(),
            partner_type: partner_type.as_str().to_owned(),
            tier: tier.as_str().to_owned(),
            status: status.as_str().to_owned(),
            certified,
            version: 1,
            created_at: joined,
            profile: "{}".to_owned(),
            logo: None,
            logo_key: None,
            logo_drawing_key: None,
            signed_at: None,
            first_registered_at: None,
            first_won_at: None,
        });
        self.partners.push(Partner {
            id,
            market,
            region,
            tier,
            certified,
            may_begin: status.may_begin(),
            people,
        });
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
