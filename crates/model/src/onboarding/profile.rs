//! The Ideal Partner Profile: weighted criteria that score an application from 0 to 100, each with its reason.
//!
//! A criterion is met by a share from 0 to 1,000 thousandths. The hundred points are split over the criteria by their weights (in
//! tenths of a point, by largest remainder, so that they add up), and a criterion earns that share of its points.

use super::ApplicationFields;
use crate::money::Money;
use crate::people::PartnerType;
use crate::text;
use serde::{Deserialize, Serialize};

/// A criterion of the profile.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// How much it counts beside the others, 1 to 100.
    pub weight: u32,
    /// What it looks at.
    pub rule: CriterionRule,
}

/// What a criterion looks at, and when it is met.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CriterionRule {
    /// The company is of one of these types.
    PartnerType {
        /// Types wanted.
        types: Vec<PartnerType>,
    },
    /// It serves these regions; each adds its share.
    Regions {
        /// Codes of regions wanted.
        regions: Vec<String>,
        /// How many of them meet the criterion in full.
        wanted: u32,
    },
    /// It has these specialties; each adds its share.
    Specialties {
        /// Codes of specialties wanted.
        specialties: Vec<String>,
        /// How many of them meet the criterion in full.
        wanted: u32,
    },
    /// It is of a size, rising from nothing at the minimum to full at the ideal.
    Headcount(Span),
    /// It has people who would sell.
    Sellers(Span),
    /// It has people who would install and support.
    Technicians(Span),
    /// It expects to sell this much in a year; less meets it in part.
    ExpectedRevenue {
        /// The ideal in each currency; a currency that is not named meets nothing.
        ideals: Vec<Money>,
    },
    /// It works with vendors whose products go with ours.
    CurrentVendors {
        /// Their names; case does not matter.
        vendors: Vec<String>,
    },
    /// It doesn't work with these vendors.
    NoCompetitors {
        /// Their names; case does not matter.
        vendors: Vec<String>,
    },
    /// The contact writes from the company's domain.
    ContactDomain {},
}

/// A span from what is too little to what is ideal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Below it nothing is met.
    pub minimum: u32,
    /// From it on all is met; at least the minimum.
    pub ideal: u32,
}

impl CriterionRule {
    /// A stable word for the catalogue: `criterion.<word>`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::PartnerType { .. } => "partner_type",
            Self::Regions { .. } => "regions",
            Self::Specialties { .. } => "specialties",
            Self::Headcount(_) => "headcount",
            Self::Sellers(_) => "sellers",
            Self::Technicians(_) => "technicians",
            Self::ExpectedRevenue { .. } => "expected_revenue",
            Self::CurrentVendors { .. } => "current_vendors",
            Self::NoCompetitors { .. } => "no_competitors",
            Self::ContactDomain {} => "contact_domain",
        }
    }
}

/// An application's score.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Score {
    /// 0 to 100.
    pub total: u8,
    /// Each criterion in the profile's order.
    pub criteria: Vec<ScoredCriterion>,
    /// Number of the settings version whose profile judged.
    pub settings_version: i64,
}

/// How one criterion was met, and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoredCriterion {
    /// The criterion as it stood then.
    pub rule: CriterionRule,
    /// Points earned, in tenths.
    pub points_tenths: u32,
    /// Points that it can earn, in tenths.
    pub most_tenths: u32,
    /// What of the application was found: codes and names that match, or that were looked for and are there.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub found: Vec<String>,
    /// The number that was found, for criteria of a span.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<u32>,
    /// The amount that was found, for expected revenue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Money>,
}

/// What a criterion found: the share met in thousandths, and the evidence.
#[derive(Default)]
struct Finding {
    per_mille: u32,
    found: Vec<String>,
    number: Option<u32>,
    amount: Option<Money>,
}

const FULL: u32 = 1_000;

/// Scores an application. A profile without criteria gives 0 to everybody.
pub fn score(fields: &ApplicationFields, criteria: &[Criterion], settings_version: i64) -> Score {
    let criteria: Vec<ScoredCriterion> = criteria
        .iter()
        .zip(points_of(criteria))
        .map(|(criterion, most_tenths)| {
            let finding = judge(&criterion.rule, fields);
            ScoredCriterion {
                rule: criterion.rule.clone(),
                points_tenths: earned(most_tenths, &finding),
                most_tenths,
                found: finding.found,
                number: finding.number,
                amount: finding.amount,
            }
        })
        .collect();
    let tenths: u32 = criteria.iter().map(|criterion| criterion.points_tenths).sum();
    Score {
        total: rounded(tenths),
        criteria,
        settings_version,
    }
}

/// The total of [`score`] alone, for whoever scores many.
pub fn total(fields: &ApplicationFields, criteria: &[Criterion]) -> u8 {
    let earned = criteria
        .iter()
        .zip(points_of(criteria))
        .map(|(criterion, most_tenths)| earned(most_tenths, &judge(&criterion.rule, fields)));
    rounded(earned.sum())
}

fn points_of(criteria: &[Criterion]) -> Vec<u32> {
    split(&criteria.iter().map(|criterion| criterion.weight).collect::<Vec<_>>())
}

fn earned(most_tenths: u32, finding: &Finding) -> u32 {
    most_tenths * finding.per_mille.min(FULL) / FULL
}

fn rounded(tenths: u32) -> u8 {
    u8::try_from((tenths + 5) / 10).unwrap_or(100)
}

/// The points that criteria of these weights can earn: a thousand tenths split by weight; the largest remainders get what rounding leaves
/// over.
pub fn split(weights: &[u32]) -> Vec<u32> {
    let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut parts: Vec<(u64, u64)> = weights
        .iter()
        .map(|weight| {
            let product = u64::from(*weight) * u64::from(FULL);
            (product / sum, product % sum)
        })
        .collect();
    let left = u64::from(FULL) - parts.iter().map(|(whole, _)| whole).sum::<u64>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(parts[*at].1));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[at].0 += 1;
    }
    parts
        .into_iter()
        .map(|(whole, _)| u32::try_from(whole).unwrap_or(FULL))
        .collect()
}

fn judge(rule: &CriterionRule, fields: &ApplicationFields) -> Finding {
    match rule {
        CriterionRule::PartnerType { types } => {
            let own = fields.partner_type;
            Finding {
                per_mille: whole(own.is_some_and(|own| types.contains(&own))),
                found: own.iter().map(|own| own.as_str().to_owned()).collect(),
                ..Finding::default()
            }
        }
        CriterionRule::Regions { regions, wanted } => counted(regions, &fields.regions_served, *wanted),
        CriterionRule::Specialties { specialties, wanted } => counted(specialties, &fields.specialties, *wanted),
        CriterionRule::Headcount(span) => spanned(*span, fields.headcount),
        CriterionRule::Sellers(span) => spanned(*span, fields.capacity.sellers),
        CriterionRule::Technicians(span) => spanned(*span, fields.capacity.technicians),
        CriterionRule::ExpectedRevenue { ideals } => revenue(ideals, fields.expected_revenue.as_ref()),
        CriterionRule::CurrentVendors { vendors } => {
            let found = named(vendors, &fields.current_vendors);
            Finding {
                per_mille: whole(!found.is_empty()),
                found,
                ..Finding::default()
            }
        }
        CriterionRule::NoCompetitors { vendors } => {
            let found = named(vendors, &fields.current_vendors);
            Finding {
                per_mille: whole(found.is_empty()),
                found,
                ..Finding::default()
            }
        }
        CriterionRule::ContactDomain {} => contact_domain(fields),
    }
}

fn whole(met: bool) -> u32 {
    if met { FULL } else { 0 }
}

fn counted(wanted: &[String], own: &[String], enough: u32) -> Finding {
    let found: Vec<String> = wanted.iter().filter(|code| own.contains(code)).cloned().collect();
    let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let enough = enough.max(1);
    Finding {
        per_mille: count.min(enough) * FULL / enough,
        found,
        ..Finding::default()
    }
}

fn spanned(span: Span, number: Option<u32>) -> Finding {
    let per_mille = match number {
        None => 0,
        Some(number) if number >= span.ideal => FULL,
        Some(number) if number < span.minimum => 0,
        Some(number) => {
            // Here minimum <= number < ideal. The minimum itself counts for something: it is enough, if only just.
            let above = u64::from(number - span.minimum) + 1;
            let width = u64::from(span.ideal - span.minimum) + 1;
            u32::try_from(above * u64::from(FULL) / width).unwrap_or(FULL)
        }
    };
    Finding {
        per_mille,
        number,
        ..Finding::default()
    }
}

fn revenue(ideals: &[Money], expected: Option<&Money>) -> Finding {
    let ideal = expected.and_then(|own| ideals.iter().find(|ideal| ideal.currency == own.currency));
    let per_mille = match (expected, ideal) {
        (Some(own), Some(ideal)) if ideal.minor > 0 => {
            let share = i128::from(own.minor.max(0)) * i128::from(FULL) / i128::from(ideal.minor);
            u32::try_from(share).unwrap_or(FULL).min(FULL)
        }
        _ => 0,
    };
    Finding {
        per_mille,
        amount: expected.cloned(),
        ..Finding::default()
    }
}

/// Those of the names that the company gave, whatever their case.
fn named(names: &[String], own: &[String]) -> Vec<String> {
    let same = |name: &str, other: &str| name.trim().to_lowercase() == other.trim().to_lowercase();
    names
        .iter()
        .filter(|name| own.iter().any(|other| same(name, other)))
        .cloned()
        .collect()
}

fn contact_domain(fields: &ApplicationFields) -> Finding {
    let domain = text::domain_of_typed(&fields.domain);
    let email = fields.contact.email.trim().to_lowercase();
    let host = email.rsplit_once('@').map_or("", |(_, host)| host);
    let met = !domain.is_empty() && (host == domain || host.ends_with(&format!(".{domain}")));
    Finding {
        per_mille: whole(met),
        found: if host.is_empty() {
            Vec::new()
        } else {
            vec![host.to_owned()]
        },
        ..Finding::default()
    }
}
