//! Applications and the Ideal Partner Profile as typed, from the model to text and back.

use super::journeys::{read_agreement, read_follow_up, read_journey};
use super::read::{read_ceiling, read_number, trimmed};
use super::write::write_amounts;
use super::{RawCeiling, RawSettings};
use entente_model::money::{Money, NumberStyle};
use entente_model::onboarding::profile::Span;
use entente_model::onboarding::{Criterion, CriterionRule};
use entente_model::people::PartnerType;
use entente_model::problem::FieldError;
use entente_model::settings::{OnboardingSettings, Specialty};
use serde::{Deserialize, Serialize};

/// Who may apply, what is asked, and in which time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawApplications {
    /// Whether companies may apply that nobody has invited.
    pub accepts_applications: bool,
    /// What the contact agrees to.
    pub consent: String,
    /// Business days.
    pub decision_business_days: String,
    /// Days.
    pub draft_days: String,
    /// Days.
    pub link_days: String,
    /// Bits.
    pub proof_bits: String,
}

/// A criterion. Its kind says which of the fields count.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawCriterion {
    /// Word of the kind.
    pub kind: String,
    /// Weight.
    pub weight: String,
    /// Words of partner types, or codes of regions or specialties.
    pub chosen: Vec<String>,
    /// How many of the chosen are enough.
    pub wanted: String,
    /// Least number.
    pub minimum: String,
    /// Ideal number.
    pub ideal: String,
    /// Ideal amounts.
    pub ideals: Vec<RawCeiling>,
    /// Names of vendors, one a line.
    pub vendors: String,
}

impl RawCriterion {
    /// The vendors as typed, without blank lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.vendors.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

/// The numbers and the text; the defaults that a page shows are written by it, too.
pub fn write_applications(onboarding: &OnboardingSettings) -> RawApplications {
    RawApplications {
        accepts_applications: onboarding.accepts_applications,
        consent: onboarding.consent.clone(),
        decision_business_days: onboarding.decision_business_days.to_string(),
        draft_days: onboarding.draft_days.to_string(),
        link_days: onboarding.link_days.to_string(),
        proof_bits: onboarding.proof_bits.to_string(),
    }
}

pub(super) fn write_criterion(criterion: &Criterion, style: NumberStyle) -> RawCriterion {
    let mut raw = RawCriterion {
        kind: criterion.rule.word().to_owned(),
        weight: criterion.weight.to_string(),
        ..RawCriterion::default()
    };
    match &criterion.rule {
        CriterionRule::PartnerType { types } => {
            raw.chosen = types.iter().map(|kind| kind.as_str().to_owned()).collect();
        }
        CriterionRule::Regions { regions: codes, wanted }
        | CriterionRule::Specialties {
            specialties: codes,
            wanted,
        } => {
            raw.chosen.clone_from(codes);
            raw.wanted = wanted.to_string();
        }
        CriterionRule::Headcount(span) | CriterionRule::Sellers(span) | CriterionRule::Technicians(span) => {
            raw.minimum = span.minimum.to_string();
            raw.ideal = span.ideal.to_string();
        }
        CriterionRule::ExpectedRevenue { ideals } => raw.ideals = write_amounts(ideals, style),
        CriterionRule::CurrentVendors { vendors } | CriterionRule::NoCompetitors { vendors } => {
            raw.vendors = vendors.join("\n");
        }
        CriterionRule::ContactDomain {} => {}
    }
    raw
}

pub(super) fn read_onboarding(
    settings: &RawSettings,
    style: NumberStyle,
    errors: &mut Vec<FieldError>,
) -> OnboardingSettings {
    let (raw, specialties, criteria) = (&settings.applications, &settings.specialties, &settings.criteria);
    let usual = OnboardingSettings::initial();
    let mut reader = Reader {
        at: "/onboarding".to_owned(),
        style,
        errors,
    };
    let journeys = settings.journeys.iter().enumerate().map(|(at, journey)| {
        let at = format!("/onboarding/journeys/{at}");
        let errors = &mut *reader.errors;
        read_journey(journey, Reader { at, style, errors })
    });
    let journeys = journeys.collect();
    let (reminder_days, risk_days) = read_follow_up(&settings.follow_up, &mut reader);
    OnboardingSettings {
        accepts_applications: raw.accepts_applications,
        specialties: specialties.iter().map(read_specialty).collect(),
        criteria: criteria
            .iter()
            .enumerate()
            .map(|(at, criterion)| {
                let at = format!("/onboarding/criteria/{at}");
                let errors = &mut *reader.errors;
                read_criterion(criterion, Reader { at, style, errors })
            })
            .collect(),
        consent: raw.consent.clone(),
        decision_business_days: reader.number(
            "decision_business_days",
            &raw.decision_business_days,
            usual.decision_business_days,
        ),
        draft_days: reader.number("draft_days", &raw.draft_days, usual.draft_days),
        link_days: reader.number("link_days", &raw.link_days, usual.link_days),
        proof_bits: reader.number("proof_bits", &raw.proof_bits, usual.proof_bits),
        agreement: read_agreement(&settings.agreement),
        journeys,
        reminder_days,
        risk_days,
    }
}

fn read_specialty(specialty: &Specialty) -> Specialty {
    Specialty {
        code: trimmed(&specialty.code),
        name: trimmed(&specialty.name),
        offered: specialty.offered,
    }
}

/// Reads the fields of one object and notes those that can't be read.
pub(super) struct Reader<'a> {
    pub(super) at: String,
    pub(super) style: NumberStyle,
    pub(super) errors: &'a mut Vec<FieldError>,
}

impl Reader<'_> {
    /// A number, or what stands in its place while it can't be read.
    pub(super) fn number(&mut self, field: &str, typed: &str, stand_in: u32) -> u32 {
        match read_number(typed, self.style, 0) {
            // Beyond 32 bits is beyond every bound: the check then says so.
            Ok(number) => u32::try_from(number).unwrap_or(u32::MAX),
            Err(code) => {
                self.errors.push(FieldError::new(format!("{}/{field}", self.at), code));
                stand_in
            }
        }
    }

    fn span(&mut self, raw: &RawCriterion) -> Span {
        let minimum = self.number("rule/minimum", &raw.minimum, 0);
        Span {
            minimum,
            ideal: self.number("rule/ideal", &raw.ideal, minimum.max(1)),
        }
    }

    fn amounts(&mut self, raw: &RawCriterion) -> Vec<Money> {
        let amounts = raw.ideals.iter().enumerate().map(|(place, ideal)| {
            read_ceiling(ideal, self.style).unwrap_or_else(|error| {
                let pointer = format!("{}/rule/ideals/{place}/minor", self.at);
                self.errors.push(FieldError { pointer, ..error });
                Money::new(0, ideal.currency.clone())
            })
        });
        amounts.collect()
    }
}

fn read_criterion(raw: &RawCriterion, mut reader: Reader<'_>) -> Criterion {
    let chosen = || raw.chosen.clone();
    let vendors = || raw.lines().map(str::to_owned).collect();
    let weight = reader.number("weight", &raw.weight, 1);
    let rule = match raw.kind.as_str() {
        "partner_type" => CriterionRule::PartnerType {
            types: raw.chosen.iter().filter_map(|word| PartnerType::parse(word)).collect(),
        },
        "regions" => CriterionRule::Regions {
            regions: chosen(),
            wanted: reader.number("rule/wanted", &raw.wanted, 1),
        },
        "specialties" => CriterionRule::Specialties {
            specialties: chosen(),
            wanted: reader.number("rule/wanted", &raw.wanted, 1),
        },
        "headcount" => CriterionRule::Headcount(reader.span(raw)),
        "sellers" => CriterionRule::Sellers(reader.span(raw)),
        "technicians" => CriterionRule::Technicians(reader.span(raw)),
        "expected_revenue" => CriterionRule::ExpectedRevenue {
            ideals: reader.amounts(raw),
        },
        "current_vendors" => CriterionRule::CurrentVendors { vendors: vendors() },
        "no_competitors" => CriterionRule::NoCompetitors { vendors: vendors() },
        // What is kept on the device is ours; a word that no version knows asks for nothing.
        _ => CriterionRule::ContactDomain {},
    };
    Criterion { weight, rule }
}
