//! What a partner writes into a registration.

use super::super::accounts::Customer;
use super::super::people::Partner;
use super::super::random::Chance;
use super::super::story::Ending;
use super::super::texts::{self, Line};
use super::Maker;
use super::plan::Plan;
use chrono::Duration;
use entente_model::approvals::rules::{RuleInput, first_approving};
use entente_model::deals::{Contact, DealDraft, DealProduct};
use entente_model::money::{MAX_MINOR, Money, minor_digits};

impl Maker<'_> {
    /// The fields of the form, all filled.
    pub fn fields(
        &self,
        plan: &Plan,
        customer: &Customer,
        codes: &[String],
        partner: &Partner,
        chance: &mut Chance,
    ) -> DealDraft {
        let contact = customer.market.person(chance);
        let host = customer
            .account
            .registrable_domain
            .as_deref()
            .unwrap_or(&customer.domain);
        let domain = if chance.per_mille(60) && !customer.domain.starts_with("www.") {
            format!("www.{}", customer.domain)
        } else {
            customer.domain.clone()
        };
        let submitted = plan.submitted_at.date_naive();
        DealDraft {
            customer_name: customer.name.clone(),
            customer_domain: domain,
            customer_country: customer.market.country.to_owned(),
            contact: Contact {
                email: format!("{}@{host}", contact.mailbox),
                name: contact.name,
                role: Line::Role.draw(chance),
            },
            products: codes
                .iter()
                .map(|code| DealProduct {
                    code: code.clone(),
                    quantity: quantity(chance),
                })
                .collect(),
            value: Some(self.value(partner, codes.len(), chance)),
            expected_close: Some(submitted + Duration::days(chance.between(18, 190))),
            competition: Line::Competition.draw(chance),
            need: texts::need(codes.first().map_or("", String::as_str), chance),
            campaign: Line::Campaign.draw(chance),
            notes: Line::Notes.draw(chance),
        }
    }

    /// Log-normal around 30,000 EUR, in the currency of the partner's market, rounded as people round.
    fn value(&self, partner: &Partner, products: usize, chance: &mut Chance) -> Money {
        let (currency, per_euro) = self.world.currency_of(partner.market);
        let euros = 30_000.0 * (1.05 * chance.normal()).exp() * (0.7 + 0.3 * products as f64);
        let units = rounded((euros * per_euro as f64) as i64, chance);
        let digits = minor_digits(currency).unwrap_or(2);
        Money::new(units.saturating_mul(10_i64.pow(digits)).clamp(1, MAX_MINOR), currency)
    }

    /// The rule that approves the registration by itself. What is to wait is worth more than rules approve.
    pub fn rule(
        &self,
        partner: &Partner,
        fields: &mut DealDraft,
        conflict: bool,
        ending: Ending,
        chance: &mut Chance,
    ) -> Option<String> {
        let world = self.world;
        let codes: Vec<&str> = fields.products.iter().map(|product| product.code.as_str()).collect();
        let mut value = fields.value.clone()?;
        for _ in 0..24 {
            let input = RuleInput {
                tier: partner.tier,
                value: &value,
                region: world.region_code(partner.region),
                products: &codes,
                conflict,
                certified: partner.certified,
            };
            let rule = first_approving(&world.settings().auto_approval, &input).map(|rule| rule.name.clone());
            if rule.is_none() || !ending.waits() {
                return rule;
            }
            value.minor = (value.minor.saturating_mul(chance.between(2, 4))).min(MAX_MINOR);
            fields.value = Some(value.clone());
        }
        None
    }
}

/// A draft that somebody has begun: the later fields of the form are often empty still.
pub fn leave_unfinished(fields: &mut DealDraft, chance: &mut Chance) {
    let written = chance.below(6);
    let empty = DealDraft::default();
    if written < 1 {
        fields.customer_country = empty.customer_country;
        fields.customer_domain = empty.customer_domain;
    }
    if written < 2 {
        fields.contact = empty.contact;
    }
    if written < 3 {
        fields.products = empty.products;
    }
    if written < 4 {
        fields.value = None;
        fields.expected_close = None;
    }
    if written < 5 {
        fields.need = empty.need;
        fields.notes = empty.notes;
    }
}

fn quantity(chance: &mut Chance) -> u32 {
    const USUAL: [u32; 16] = [1, 5, 10, 10, 20, 25, 25, 50, 50, 80, 100, 100, 150, 250, 500, 1_200];
    USUAL[chance.below(USUAL.len())]
}

/// Whole units as people write estimates: two figures, and often a half or a whole step of the first.
fn rounded(units: i64, chance: &mut Chance) -> i64 {
    let mut step = 1;
    while units / step >= 100 {
        step *= 10;
    }
    let step = if chance.per_mille(450) { step * 5 } else { step };
    ((units + step / 2) / step * step).max(100)
}
