//! What partners say of themselves.

use super::super::application_texts::JOB_TITLES;
use super::super::partner_texts::{COLOURS, DESCRIPTIONS, TAGLINES, addresses};
use super::super::people::Partner;
use super::super::random::Chance;
use super::super::world::World;
use crate::store::entities::partners;
use entente_model::onboarding::Contact;
use entente_model::partners::{BrandColours, PartnerProfile};

/// A profile; of a partner that has not completed it some of it, or nothing. The name stands in the row and nowhere else.
pub fn draw(
    world: &World,
    partner: &Partner,
    row: &partners::Model,
    complete: bool,
    chance: &mut Chance,
) -> PartnerProfile {
    if !complete && chance.per_mille(400) {
        return PartnerProfile::default();
    }
    let label = row.domain.split('.').next().unwrap_or_default();
    let contact = partner.people.first().map(|admin| Contact {
        name: admin.name.clone(),
        // Mail to people of the sample goes to names that are reserved for examples (RFC 2606).
        email: format!("partners@{label}.example"),
        job_title: chance.pick(JOB_TITLES).to_owned(),
        phone: String::new(),
    });
    let begun = PartnerProfile {
        tagline: chance.pick(TAGLINES).to_owned(),
        description: chance.pick(DESCRIPTIONS).to_owned(),
        contact: contact.unwrap_or_default(),
        ..PartnerProfile::default()
    };
    if !complete {
        return begun;
    }
    let (primary, accent) = COLOURS[chance.below(COLOURS.len())];
    let number = chance.between(1, 180).to_string();
    PartnerProfile {
        address: chance.pick(addresses(partner.market.country)).replace('#', &number),
        specialties: specialties(world, chance),
        colours: BrandColours {
            primary: primary.to_owned(),
            accent: accent.to_owned(),
        },
        ..begun
    }
}

/// One to four of those that the program offers.
fn specialties(world: &World, chance: &mut Chance) -> Vec<String> {
    let known = world.settings().onboarding.specialties.iter();
    let offered: Vec<&str> = known
        .filter(|specialty| specialty.offered)
        .map(|specialty| specialty.code.as_str())
        .collect();
    let mut drawn: Vec<String> = Vec::new();
    for _ in 0..chance.between(1, 4) {
        let code = chance.pick(&offered);
        if !code.is_empty() && drawn.iter().all(|own| own != code) {
            drawn.push(code.to_owned());
        }
    }
    drawn
}
