//! What partners hand in on their journey: logos, and tax forms, which are kept encrypted.

use super::super::course::Step;
use super::super::partner_texts::COLOURS;
use super::Telling;
use crate::files::{FileError, Files};
use crate::store::StoreError;
use crate::store::entities::tax_forms;
use bytes::Bytes;
use entente_model::partners::{BrandColours, Logo};
use entente_model::people::Side;
use futures::{TryStreamExt, stream};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A file that a row names.
pub struct Paper {
    key: String,
    content: Bytes,
    /// Whose it is, of one that is kept encrypted.
    owner: Option<Uuid>,
}

impl Paper {
    /// One that is kept as it is.
    pub fn plain(key: String, content: Bytes) -> Self {
        Paper {
            key,
            content,
            owner: None,
        }
    }
}

/// Files written at once.
const AT_ONCE: usize = 16;

/// Keeps files under the names that their rows have for them.
pub async fn keep(files: &Files, papers: Vec<Paper>) -> Result<(), FileError> {
    stream::iter(papers.into_iter().map(Ok::<Paper, FileError>))
        .try_for_each_concurrent(AT_ONCE, |paper| async move {
            files.keep_as(&paper.key, paper.content, paper.owner).await
        })
        .await
}

/// Pixels of each side of a logo: no fewer than an upload may have.
const SIDE: u32 = 160;
/// Shapes that logos have.
const SHAPES: usize = 3;

/// Logos in the form in which uploads are kept, with their stamps: each shape in each pair of colours.
pub struct Logos(Vec<(Bytes, String)>);

impl Logos {
    /// Draws them.
    pub fn draw() -> Result<Self, StoreError> {
        let mut drawn = Vec::with_capacity(COLOURS.len() * SHAPES);
        for (primary, accent) in COLOURS {
            for shape in 0..SHAPES {
                let picture = png(colour(primary), colour(accent), shape)?;
                let digest = Sha256::digest(&picture);
                let stamp = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
                drawn.push((Bytes::from(picture), stamp));
            }
        }
        Ok(Logos(drawn))
    }

    /// One in the colours of a brand.
    fn of(&self, colours: &BrandColours, shape: usize) -> Option<&(Bytes, String)> {
        let pair = COLOURS.iter().position(|(primary, _)| *primary == colours.primary);
        self.0.get(pair.unwrap_or_default() * SHAPES + shape)
    }
}

/// A mark of one colour on a round field of the other.
fn png(field: Rgba<u8>, mark: Rgba<u8>, shape: usize) -> Result<Vec<u8>, StoreError> {
    let middle = i64::from(SIDE / 2);
    let picture = RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let (across, down) = (i64::from(x) - middle, i64::from(y) - middle);
        let square = across * across + down * down;
        let is_mark = match shape {
            0 => square < 34 * 34,
            1 => across.abs() + down.abs() < 46,
            _ => across.abs().max(down.abs()) < 44 && across.abs().min(down.abs()) < 14,
        };
        match (is_mark, square < middle * middle) {
            (true, _) => mark,
            (false, true) => field,
            (false, false) => Rgba([0; 4]),
        }
    });
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive)
        .write_image(picture.as_raw(), SIDE, SIDE, ExtendedColorType::Rgba8)
        .map_err(|error| StoreError::Internal(format!("drawing a logo: {error}")))?;
    Ok(png)
}

/// A colour that is written as `#rrggbb`; white when none is.
fn colour(written: &str) -> Rgba<u8> {
    let part = |at: usize| {
        let digits = written.get(at..at + 2);
        digits
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .unwrap_or(u8::MAX)
    };
    Rgba([part(1), part(3), part(5), u8::MAX])
}

impl Telling<'_> {
    /// The admin hands the logo in.
    pub(super) fn show_logo(&mut self, colours: &BrandColours) -> Result<(), StoreError> {
        let (Some(at), Some(admin)) = (self.partner.course.took(Step::Logo), self.partner.people.first()) else {
            return Ok(());
        };
        let (logos, shape) = (self.logos, self.chance.below(SHAPES));
        let Some((picture, stamp)) = logos.of(colours, shape) else {
            return Ok(());
        };
        let key = self.chance.uuid(at).simple().to_string();
        let logo = Logo {
            stamp: stamp.clone(),
            width: SIDE,
            height: SIDE,
            is_vector: false,
            uploaded_at: at,
        };
        self.row.logo = Some(serde_json::to_string(&logo)?);
        self.row.logo_key = Some(key.clone());
        self.row.version += 1;
        self.rows.papers.push(Paper {
            key,
            content: picture.clone(),
            owner: None,
        });
        let params = json!({ "name": "logo.png" });
        self.enter(at, "partner.logo_changed", Some((admin, Side::Partner)), params);
        Ok(())
    }

    /// The admin hands the tax form in, when there is a key to keep it with.
    pub(super) fn show_tax_form(&mut self) {
        let (Some(at), Some(admin)) = (self.partner.course.took(Step::TaxForm), self.partner.people.first()) else {
            return;
        };
        if !self.can_seal {
            return;
        }
        let name = "tax-form.pdf";
        let content = pdf(&[
            "Tax form",
            &format!("Company: {}", self.row.domain),
            &format!("Country: {}", self.row.country),
            &format!("Date: {}", at.date_naive()),
        ]);
        let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let key = self.chance.uuid(at).simple().to_string();
        self.row.version += 1;
        self.rows.tax_forms.push(tax_forms::Model {
            partner_id: self.partner.id,
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            size,
            object_key: key.clone(),
            uploaded_by: admin.id,
            uploader_name: admin.name.clone(),
            uploaded_at: at,
        });
        self.rows.papers.push(Paper {
            key,
            content: Bytes::from(content),
            owner: Some(self.partner.id),
        });
        let params = json!({ "name": name, "size": size });
        self.enter(at, "partner.tax_form_uploaded", Some((admin, Side::Partner)), params);
    }
}

/// A page with lines of plain ASCII, without brackets.
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T*\n")).collect();
    let text = format!("BT /F1 14 Tf 22 TL 72 760 Td\n{shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}
