//! The typefaces of documents. One covers Latin, Greek, Cyrillic, Arabic, Hebrew and more, the other Chinese, Japanese and Korean.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use std::sync::LazyLock;

/// A typeface, ready to shape text and to be embedded.
pub(super) struct Typeface {
    /// What is embedded, as far as it is used.
    pub font: Font,
    face: Face<'static>,
}

const FILES: [&[u8]; 2] = [
    include_bytes!("../../../fonts/DejaVuSans.ttf"),
    include_bytes!("../../../fonts/DroidSansFallback.ttf"),
];

static TYPEFACES: LazyLock<Vec<Typeface>> = LazyLock::new(|| {
    let read = |file: &&'static [u8]| {
        Some(Typeface {
            font: Font::new((*file).into(), 0)?,
            face: Face::from_slice(file, 0)?,
        })
    };
    FILES.iter().filter_map(read).collect()
});

/// Every typeface, the one that is asked first in front.
pub(super) fn all() -> &'static [Typeface] {
    &TYPEFACES
}

impl Typeface {
    /// Whether it has a glyph for a character.
    pub fn has(&self, character: char) -> bool {
        self.face.glyph_index(character).is_some()
    }

    /// The glyphs of a text of one direction, in the order in which they stand from left to right. Lengths are parts of the size.
    pub fn shape(&self, text: &str, is_rtl: bool) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let shaped = rustybuzz::shape(&self.face, &[], buffer);
        let start_of = |glyph: &rustybuzz::GlyphInfo| usize::try_from(glyph.cluster).unwrap_or_default();
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(start_of).collect();
        starts.sort_unstable();
        starts.dedup();
        // A cluster reaches to the next one of the text, whichever way it runs.
        let end_of = |start: usize| {
            let next = starts.partition_point(|other| *other <= start);
            starts.get(next).copied().unwrap_or(text.len())
        };
        let unit = self.font.units_per_em();
        let part = |length: i32| length as f32 / unit;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        glyphs
            .map(|(info, position)| {
                let start = start_of(info);
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    part(position.x_advance),
                    part(position.x_offset),
                    part(position.y_offset),
                    part(position.y_advance),
                    start..end_of(start),
                    None,
                )
            })
            .collect()
    }
}
