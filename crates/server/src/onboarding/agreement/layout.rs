//! Text in lines: broken where Unicode allows it (UAX #14), each run in its direction (UAX #9) and in a typeface that has its letters.

use super::typefaces::{self, Typeface};
use krilla::text::KrillaGlyph;
use std::ops::Range;
use unicode_bidi::ParagraphBidiInfo;
use unicode_linebreak::linebreaks;

/// What is written with one typeface in one direction.
pub(super) struct Run {
    /// The typeface.
    pub typeface: &'static Typeface,
    /// The text.
    pub text: String,
    /// Its glyphs from left to right.
    pub glyphs: Vec<KrillaGlyph>,
    /// Its width, in parts of the size.
    pub width: f32,
}

/// A line.
#[derive(Default)]
pub(super) struct Line {
    /// Its runs from left to right.
    pub runs: Vec<Run>,
    /// Whether its paragraph is read from right to left.
    pub is_rtl: bool,
}

impl Line {
    /// Its width, in parts of the size.
    pub fn width(&self) -> f32 {
        self.runs.iter().map(|run| run.width).sum()
    }
}

/// A text in lines that are at most so wide, in parts of the size. Empty lines of the text stay.
pub(super) fn wrap(text: &str, most: f32) -> Vec<Line> {
    let ends_line = ['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.replace("\r\n", "\n")
        .split(ends_line)
        .flat_map(|paragraph| wrap_paragraph(&paragraph.replace('\t', "    ").replace(char::is_control, ""), most))
        .collect()
}

fn wrap_paragraph(text: &str, most: f32) -> Vec<Line> {
    if text.is_empty() {
        return vec![Line::default()];
    }
    let bidi = ParagraphBidiInfo::new(text, None);
    let ranges = lines_of(text, most);
    ranges
        .into_iter()
        .map(|range| {
            let seen = text[range.clone()].trim_end().len();
            line(&bidi, range.start..range.start + seen)
        })
        .collect()
}

/// Where each line begins and ends.
fn lines_of(text: &str, most: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut width) = (0, 0, 0.0);
    for (next, _) in linebreaks(text) {
        let piece = &text[end..next];
        let seen = width_of(piece.trim_end());
        if width + seen > most && end > start {
            lines.push(start..end);
            (start, width) = (end, 0.0);
        }
        if seen > most {
            // A word that is wider than a line is cut wherever the line is full.
            for (at, character) in piece.char_indices() {
                let own = width_of(character.encode_utf8(&mut [0; 4]));
                if width + own > most && end + at > start {
                    lines.push(start..end + at);
                    (start, width) = (end + at, 0.0);
                }
                width += own;
            }
        } else {
            width += width_of(piece);
        }
        end = next;
    }
    lines.push(start..text.len());
    lines
}

fn width_of(text: &str) -> f32 {
    parts(text, false).iter().map(|run| run.width).sum()
}

fn line(bidi: &ParagraphBidiInfo, range: Range<usize>) -> Line {
    let is_rtl = bidi.paragraph_level.is_rtl();
    if range.is_empty() {
        return Line {
            runs: Vec::new(),
            is_rtl,
        };
    }
    let (levels, runs) = bidi.visual_runs(range);
    let runs = runs.into_iter().flat_map(|run| {
        let is_rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
        let mut parts = parts(&bidi.text[run], is_rtl);
        if is_rtl {
            parts.reverse();
        }
        parts
    });
    Line {
        runs: runs.collect(),
        is_rtl,
    }
}

/// A text of one direction, in parts of one typeface each, in the order in which it is read.
fn parts(text: &str, is_rtl: bool) -> Vec<Run> {
    let typefaces = typefaces::all();
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let before = parts.last().map(|(typeface, _)| *typeface);
        let has = |typeface: &usize| typefaces.get(*typeface).is_some_and(|typeface| typeface.has(character));
        let found = (0..typefaces.len()).find(has);
        // Spaces and signs stay with what they stand beside; what no typeface has is shown as a box by the one before.
        let typeface = match (before, found) {
            (Some(before), _) if !character.is_alphanumeric() && has(&before) => before,
            (_, Some(found)) => found,
            (before, None) => before.unwrap_or(0),
        };
        match parts.last_mut() {
            Some((last, range)) if *last == typeface => range.end = end,
            _ => parts.push((typeface, at..end)),
        }
    }
    parts
        .into_iter()
        .filter_map(|(typeface, range)| {
            let (typeface, text) = (typefaces.get(typeface)?, &text[range]);
            let glyphs = typeface.shape(text, is_rtl);
            let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
            Some(Run {
                typeface,
                text: text.to_owned(),
                glyphs,
                width,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn both_typefaces_are_read() {
        assert_eq!(typefaces::all().len(), 2);
    }

    #[test]
    fn lines_break_between_words_and_fit() {
        let text = "The partner sells the vendor’s products in its own name.\n\nIt reports each sale.";
        let lines = wrap(text, 10.0);
        assert!(lines.iter().all(|line| line.width() <= 10.0));
        let words = texts(&lines).join(" ");
        assert_eq!(
            words.split_whitespace().collect::<Vec<_>>(),
            text.split_whitespace().collect::<Vec<_>>()
        );
        assert!(texts(&lines).contains(&String::new()), "empty lines stay");
    }

    #[test]
    fn words_wider_than_a_line_are_cut_and_nothing_is_lost() {
        let word = "a".repeat(200);
        let lines = wrap(&format!("x {word} y"), 10.0);
        assert!(lines.len() > 5 && lines.iter().all(|line| line.width() <= 10.1));
        assert_eq!(texts(&lines).concat().replace(' ', ""), format!("x{word}y"));
    }

    #[test]
    fn each_script_finds_its_typeface_and_direction() {
        let lines = wrap("Vertrag 契約書 مع שלום 12", 100.0);
        let runs = &lines[0].runs;
        assert!(runs.len() >= 4, "{:?}", texts(&lines));
        let missing = runs
            .iter()
            .flat_map(|run| &run.glyphs)
            .filter(|glyph| glyph.glyph_id.to_u32() == 0);
        assert_eq!(missing.count(), 0);
        assert!(!lines[0].is_rtl);
        assert!(wrap("اتفاقية الشراكة", 100.0)[0].is_rtl);
    }

    #[test]
    fn no_text_is_too_odd() {
        let odd = "\u{10ffff}\u{202e}abc\u{0301}\u{200d}👩‍👩‍👧\u{e000}\t\u{7}\u{2029}\r\nक्षि ด้วย\u{ad}\u{feff}";
        for most in [0.01, 1.0, 1000.0] {
            assert!(!wrap(odd, most).is_empty());
        }
    }
}
