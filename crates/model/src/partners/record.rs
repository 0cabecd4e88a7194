//! A partner whole, as its own people and those of the vendor who look after it read it.

use super::{PartnerProfile, TaxForm};
use crate::onboarding::ValueDates;
use crate::people::PartnerSummary;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most bytes of a logo as it is handed in: 5 MB.
pub const MAX_LOGO_BYTES: u64 = 5_000_000;
/// Fewest pixels of a logo's longer side.
pub const MIN_LOGO_PIXELS: u32 = 128;
/// Most pixels of a logo's side as it is handed in.
pub const MAX_LOGO_PIXELS: u32 = 8_000;

/// A partner whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Partner {
    /// What lists and headers show.
    #[serde(flatten)]
    pub summary: PartnerSummary,
    /// Legal name.
    pub legal_name: String,
    /// What it says of itself.
    pub profile: PartnerProfile,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub logo: Option<Logo>,
    /// Its tax form.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tax_form: Option<TaxForm>,
    /// When it reached what time to value is measured between.
    pub value_dates: ValueDates,
    /// Since when it is a partner.
    pub created_at: DateTime<Utc>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// A logo as it is kept: a picture without anything that could act or reach out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Logo {
    /// First digits of the picture's SHA-256, in hexadecimal: part of its address, so that a browser fetches a changed one.
    pub stamp: String,
    /// Pixels across, of the picture that is served.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Whether it is kept as a drawing, too, that is sharp at any size.
    pub is_vector: bool,
    /// When it was handed in.
    pub uploaded_at: DateTime<Utc>,
}
