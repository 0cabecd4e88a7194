//! How those who applied would score under another profile, before it is published.

use super::ApplicationFields;
use super::profile::{Criterion, total};
use crate::problem::{FieldCode, FieldError};
use crate::settings::ProgramSettings;
use serde::{Deserialize, Serialize};

/// Applications that are looked at, the last that were handed in.
pub const MOST: u32 = 2_000;
/// Columns of the histogram; each stands for ten points, the last also for the hundredth.
pub const COLUMNS: usize = 10;
/// An applicant moves when the score changes by more points than this.
pub const MOVES_BEYOND: u8 = 10;

/// Body of asking how past applicants would score.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfilePreview {
    /// The criteria of the edited profile.
    pub criteria: Vec<Criterion>,
}

impl ProfilePreview {
    /// All that is wrong with the criteria, as the settings check them. Regions, specialties and currencies may be such as are added together
    /// with the criteria: these are not known yet, and nobody who applied can have named them.
    pub fn check(&self, settings: &ProgramSettings) -> Vec<FieldError> {
        let mut errors = settings.check_criteria("/criteria", &self.criteria);
        errors.retain(|error| !matches!(error.code, FieldCode::UnknownValue | FieldCode::InvalidCurrency));
        errors
    }
}

/// How past applicants score under the profile in effect and under the edited one.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProfileOutcome {
    /// How many applicants were looked at.
    pub applicants: u32,
    /// How many score 0 to 9, 10 to 19 … 90 to 100 under the profile in effect.
    pub current: Vec<u32>,
    /// The same under the edited profile.
    pub edited: Vec<u32>,
    /// The score in the middle under the profile in effect; absent without applicants.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub current_median: Option<u8>,
    /// The same under the edited profile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edited_median: Option<u8>,
    /// How many gain more than ten points.
    pub up: u32,
    /// How many lose more than ten points.
    pub down: u32,
}

/// Scores applicants under both profiles.
pub fn preview<'a>(
    applicants: impl Iterator<Item = &'a ApplicationFields>,
    current: &[Criterion],
    edited: &[Criterion],
) -> ProfileOutcome {
    let (before, after): (Vec<u8>, Vec<u8>) = applicants
        .map(|fields| (total(fields, current), total(fields, edited)))
        .unzip();
    let moved = |from: &[u8], to: &[u8]| {
        let gains = from
            .iter()
            .zip(to)
            .filter(|(from, to)| to.saturating_sub(**from) > MOVES_BEYOND);
        whole(gains.count())
    };
    ProfileOutcome {
        applicants: whole(before.len()),
        current: columns(&before),
        edited: columns(&after),
        up: moved(&before, &after),
        down: moved(&after, &before),
        current_median: median(before),
        edited_median: median(after),
    }
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn columns(scores: &[u8]) -> Vec<u32> {
    let mut columns = vec![0; COLUMNS];
    for score in scores {
        columns[usize::from(score / 10).min(COLUMNS - 1)] += 1;
    }
    columns
}

/// The score in the middle; between two the mean, rounded up.
fn median(mut scores: Vec<u8>) -> Option<u8> {
    scores.sort_unstable();
    let upper = *scores.get(scores.len() / 2)?;
    let lower = *scores.get((scores.len() - 1) / 2)?;
    Some(lower + (upper - lower).div_ceil(2))
}
