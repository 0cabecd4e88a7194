//! Files that prove claims: small, and what they say they are.

use super::super::journeys::pdf;
use super::super::names::Market;
use super::super::random::Chance;
use crate::store::StoreError;
use bytes::Bytes;
use chrono::NaiveDate;
use entente_model::funds::activity::ProofKind;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// Pixels of a picture.
const SIZE: (u32, u32) = (320, 200);

/// A file that proves something.
pub struct Proof {
    /// Its name.
    pub name: String,
    /// Its media type, as an upload of its kind has it.
    pub media_type: &'static str,
    /// What is in it.
    pub content: Bytes,
}

/// Pictures that claims share.
pub struct Pictures {
    photo: Bytes,
    screenshot: Bytes,
    creative: Bytes,
}

impl Pictures {
    /// Draws them.
    pub fn draw() -> Result<Self, StoreError> {
        Ok(Pictures {
            photo: picture(photo)?,
            screenshot: picture(screenshot)?,
            creative: picture(creative)?,
        })
    }

    /// A file that proves something of an activity that ended on a day. `title` is what it is called.
    pub fn proof(
        &self,
        kind: ProofKind,
        (title, ends_on): (&str, NaiveDate),
        market: &Market,
        chance: &mut Chance,
    ) -> Proof {
        let png = |name: &str, content: &Bytes| Proof {
            name: format!("{name}-{ends_on}.png"),
            media_type: "image/png",
            content: content.clone(),
        };
        match kind {
            ProofKind::Photo => png("photo", &self.photo),
            ProofKind::Screenshot => png("screenshot", &self.screenshot),
            ProofKind::Creative => png("creative", &self.creative),
            ProofKind::AttendeeList => Proof {
                name: format!("attendees-{ends_on}.csv"),
                media_type: "text/csv; charset=utf-8",
                content: Bytes::from(attendees(market, chance)),
            },
            ProofKind::Invoice => page("invoices", "Invoices", title, ends_on),
            ProofKind::Agenda => page("agenda", "Agenda", title, ends_on),
            ProofKind::PerformanceReport => page("report", "Performance report", title, ends_on),
            ProofKind::Other => page("document", "Document", title, ends_on),
        }
    }
}

fn page(name: &str, heading: &str, title: &str, ends_on: NaiveDate) -> Proof {
    let plain: String = title.chars().filter(|c| c.is_ascii() && !"()\\".contains(*c)).collect();
    Proof {
        name: format!("{name}-{ends_on}.pdf"),
        media_type: "application/pdf",
        content: Bytes::from(pdf(&[heading, &plain, &format!("Date: {ends_on}")])),
    }
}

fn attendees(market: &Market, chance: &mut Chance) -> String {
    let mut lines = "Name,Company,Attended\n".to_owned();
    for _ in 0..chance.between(6, 24) {
        let (person, company) = (market.person(chance).name, market.company(chance, true).display_name);
        let attended = if chance.per_mille(620) { "yes" } else { "no" };
        lines.push_str(&format!("{},{},{attended}\n", quoted(&person), quoted(&company)));
    }
    lines
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn picture(colour: fn(u32, u32) -> [u8; 3]) -> Result<Bytes, StoreError> {
    let (width, height) = SIZE;
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb(colour(x, y)));
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive)
        .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .map_err(|error| StoreError::Internal(format!("drawing a proof: {error}")))?;
    Ok(Bytes::from(png))
}

/// A bright screen before rows of heads.
fn photo(x: u32, y: u32) -> [u8; 3] {
    let floor = y.max(120) - 120;
    let is_head = y >= 120 && (x % 40).abs_diff(20).pow(2) + (floor % 27).abs_diff(13).pow(2) < 110;
    let is_screen = (70..250).contains(&x) && (20..95).contains(&y);
    if is_head {
        [52, 44, 50]
    } else if is_screen {
        [214, 228, 240]
    } else {
        [96, 84, 80]
    }
}

/// A window with a speaker and a column of names.
fn screenshot(x: u32, y: u32) -> [u8; 3] {
    let is_speaker = x.abs_diff(100).pow(2) + y.abs_diff(110).pow(2) < 45 * 45;
    let is_name = (211..300).contains(&x) && y > 40 && y % 18 < 9;
    if y < 22 {
        [38, 60, 92]
    } else if is_speaker {
        [186, 150, 128]
    } else if is_name {
        [150, 160, 172]
    } else {
        [238, 240, 244]
    }
}

/// A banner with a line of text and a stripe.
fn creative(x: u32, y: u32) -> [u8; 3] {
    if (x + y) % 320 < 46 {
        [242, 169, 0]
    } else if (40..220).contains(&x) && (80..96).contains(&y) {
        [255, 255, 255]
    } else {
        [15, 76, 129]
    }
}
