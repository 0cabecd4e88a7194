//! A signed agreement as PDF: the text whole, then a page of its own with who signed it, when and from where. The same bytes each time.

use super::layout::{Line, wrap};
use crate::mail::AgreementWords;
use crate::store::entities::agreement_signatures::Model;
use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::surface::Surface;

/// A4, in points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 64.0;
/// Where the last line of a page may stand.
const LAST: f32 = HEIGHT - MARGIN - 16.0;
/// Where the page's number stands.
const FOOT: f32 = HEIGHT - 40.0;
/// How far from a fact's name its value begins.
const COLUMN: f32 = 140.0;
/// A line is so many times as high as its letters.
const LEADING: f32 = 1.45;

const TITLE: f32 = 18.0;
const HEADING: f32 = 14.0;
const NAME: f32 = 20.0;
const BODY: f32 = 10.0;
const SMALL: f32 = 8.0;

/// What stands where on the pages, before any is drawn: each says how many there are.
struct Sheets {
    pages: Vec<Page>,
    /// Where the line above ended.
    y: f32,
}

#[derive(Default)]
struct Page {
    lines: Vec<Placed>,
    /// Rules across the page, by their height.
    rules: Vec<f32>,
}

struct Placed {
    line: Line,
    x: f32,
    y: f32,
    size: f32,
}

impl Sheets {
    fn new() -> Self {
        Sheets {
            pages: vec![Page::default()],
            y: MARGIN,
        }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = MARGIN;
    }

    fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// Writes a text in lines, onto as many pages as it takes.
    fn write(&mut self, text: &str, size: f32, x: f32) {
        let room = WIDTH - MARGIN - x;
        for line in wrap(text, room / size) {
            if self.y + size * LEADING > LAST {
                self.next_page();
            }
            self.y += size * LEADING;
            let x = if line.is_rtl { x + room - line.width() * size } else { x };
            let y = self.y;
            self.page().lines.push(Placed { line, x, y, size });
        }
    }

    /// Writes a fact: its name, and beside it its value.
    fn fact(&mut self, name: &str, value: &str) {
        if self.y + 2.0 * BODY * LEADING > LAST {
            self.next_page();
        }
        let (start, page) = (self.y, self.pages.len());
        self.write(name, BODY, MARGIN);
        let below = self.y;
        if self.pages.len() == page {
            self.y = start;
        }
        self.write(value, BODY, MARGIN + COLUMN);
        self.y = self.y.max(below) + 4.0;
    }
}

/// The PDF of a signature; an error is a fault of ours.
pub(super) fn write(signature: &Model, company: &str, words: &AgreementWords) -> Result<Vec<u8>, String> {
    drawn(laid_out(signature, company, words), signature, words)
}

fn laid_out(signature: &Model, company: &str, words: &AgreementWords) -> Sheets {
    let mut sheets = Sheets::new();
    sheets.write(&signature.title, TITLE, MARGIN);
    sheets.skip(12.0);
    sheets.write(&signature.text, BODY, MARGIN);
    sheets.next_page();
    write_signature(&mut sheets, signature, company, words);
    sheets
}

fn write_signature(sheets: &mut Sheets, signature: &Model, company: &str, words: &AgreementWords) {
    sheets.write(&words.signature, HEADING, MARGIN);
    sheets.skip(12.0);
    let statement = words
        .statement
        .replace("{company}", company)
        .replace("{name}", &signature.typed_name);
    sheets.write(&statement, BODY, MARGIN);
    sheets.skip(28.0);
    sheets.write(&signature.typed_name, NAME, MARGIN);
    sheets.skip(8.0);
    let y = sheets.y;
    sheets.page().rules.push(y);
    sheets.skip(16.0);
    let address = match signature.address.as_str() {
        "" => words.unknown.as_str(),
        known => known,
    };
    let time = signature.signed_at.format("%Y-%m-%d %H:%M:%S UTC").to_string();
    for (name, value) in [
        (words.agreement.as_str(), signature.title.as_str()),
        (words.company.as_str(), company),
        (words.signer.as_str(), signature.typed_name.as_str()),
        (words.job_title.as_str(), signature.job_title.as_str()),
        (words.time.as_str(), time.as_str()),
        (words.address.as_str(), address),
        (words.sha256.as_str(), signature.sha256.as_str()),
        (words.id.as_str(), signature.id.to_string().as_str()),
    ] {
        sheets.fact(name, value);
    }
    sheets.skip(12.0);
    sheets.write(&words.explanation, SMALL, MARGIN);
}

fn drawn(sheets: Sheets, signature: &Model, words: &AgreementWords) -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    let count = sheets.pages.len();
    for (at, page) in sheets.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or("no page of this size")?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for placed in &page.lines {
            draw_line(&mut surface, &placed.line, placed.x, placed.y, placed.size);
        }
        for y in &page.rules {
            draw_rule(&mut surface, *y);
        }
        let number = words
            .page
            .replace("{pages}", &count.to_string())
            .replace("{page}", &(at + 1).to_string());
        for line in wrap(&number, WIDTH) {
            let x = WIDTH - MARGIN - line.width() * SMALL;
            draw_line(&mut surface, &line, x, FOOT, SMALL);
        }
        surface.finish();
        sheet.finish();
    }
    document.set_metadata(metadata(signature, words));
    document.finish().map_err(|error| format!("{error:?}"))
}

fn draw_line(surface: &mut Surface, line: &Line, mut x: f32, y: f32, size: f32) {
    for run in &line.runs {
        let start = Point::from_xy(x, y);
        surface.draw_glyphs(start, &run.glyphs, run.typeface.font.clone(), &run.text, size, false);
        x += run.width * size;
    }
}

fn draw_rule(surface: &mut Surface, y: f32) {
    let Some(rule) = Rect::from_xywh(MARGIN, y, WIDTH - 2.0 * MARGIN, 0.5) else {
        return;
    };
    let mut path = PathBuilder::new();
    path.push_rect(rule);
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Nothing of it is of the moment at which the PDF is made.
fn metadata(signature: &Model, words: &AgreementWords) -> Metadata {
    let at = signature.signed_at;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let created = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(signature.title.clone())
        .language(words.language.clone())
        .creator("Entente".to_owned())
        .creation_date(created)
        .document_id(signature.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;
    use uuid::Uuid;

    fn signature(text: &str) -> Model {
        Model {
            id: Uuid::from_u128(0x1234),
            partner_id: Uuid::from_u128(1),
            title: "Partner agreement".to_owned(),
            text: text.to_owned(),
            sha256: "5f".repeat(32),
            signer_id: Uuid::from_u128(2),
            signer_name: "Zoë Đặng".to_owned(),
            typed_name: "Zoë Đặng".to_owned(),
            job_title: "Managing director".to_owned(),
            address: "2001:db8::7".to_owned(),
            signed_at: "2026-11-30T11:22:33.5Z".parse().expect("a time"),
            locale: "en".to_owned(),
        }
    }

    fn pages(text: &str, company: &str) -> usize {
        laid_out(&signature(text), company, words::of("en").expect("words"))
            .pages
            .len()
    }

    #[test]
    fn a_signature_is_the_same_pdf_each_time() {
        let written = |text: &str, locale: &str| {
            let words = words::of(locale).expect("words");
            write(&signature(text), "North Systems GmbH", words).expect("written")
        };
        let short = written("We work together.", "en");
        assert_eq!(short, written("We work together.", "en"));
        assert_ne!(short, written("We work together.", "de"));
        assert_ne!(short, written("We don’t work together.", "en"));
        assert!(
            short.len() < 100_000,
            "no typeface is embedded whole: {} bytes",
            short.len()
        );
    }

    /// What stands on the last page, each line behind the one before.
    fn last_page(signature: &Model) -> String {
        let sheets = laid_out(signature, "North Systems GmbH", words::of("en").expect("words"));
        let page = sheets.pages.last().expect("a page");
        let runs = page.lines.iter().flat_map(|placed| &placed.line.runs);
        runs.map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn the_last_page_says_who_signed_when_from_where_and_what() {
        let words = words::of("en").expect("words");
        let signed = signature("We work together.");
        let (text, id) = (last_page(&signed), signed.id.to_string());
        for (name, value) in [
            (&words.company, "North Systems GmbH"),
            (&words.signer, "Zoë Đặng"),
            (&words.job_title, "Managing director"),
            (&words.time, "2026-11-30 11:22:33 UTC"),
            (&words.address, "2001:db8::7"),
            (&words.sha256, signed.sha256.as_str()),
            (&words.id, id.as_str()),
        ] {
            let fact = format!("{name}{value}");
            assert!(text.contains(&fact), "{fact} is not in {text}");
        }
        assert!(!text.contains("We work together."), "the text has pages of its own");
        let unknown = Model {
            address: String::new(),
            ..signed
        };
        let fact = format!("{}{}", words.address, words.unknown);
        assert!(last_page(&unknown).contains(&fact));
    }

    #[test]
    fn a_long_text_goes_on_over_pages() {
        assert_eq!(
            pages("We work together.", "North Systems GmbH"),
            2,
            "the text, and who signed it"
        );
        let paragraph = "The partner sells the vendor’s products in its own name and for its own account. ".repeat(8);
        let text = vec![paragraph; 60].join("\n\n");
        let long = pages(&text, "North Systems GmbH");
        assert!(long > 8, "{long} pages");
        assert_eq!(pages("", ""), 2);
    }
}
