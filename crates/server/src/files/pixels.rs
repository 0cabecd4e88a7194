//! How many pixels a picture says that it has, read while it comes in: its pixels are never unpacked here, but by whoever opens it.

use super::FileError;
use super::kind::Accepted;
use entente_model::partners::tax_form;
use entente_model::problem::{FieldCode, FieldError};
use image::ImageFormat;

/// What a picture may have at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MostPixels {
    /// On its longer side.
    side: u32,
    /// In all.
    all: u64,
}

impl MostPixels {
    /// What is taken as this; nothing of a logo, which is drawn anew and then has limits of its own, and of what is no picture.
    pub fn of(accepted: Accepted) -> Option<MostPixels> {
        match accepted {
            Accepted::Attachment => Some(MostPixels {
                side: 20_000,
                all: 100_000_000,
            }),
            Accepted::TaxForm => Some(MostPixels {
                side: tax_form::MAX_PIXELS,
                all: u64::MAX,
            }),
            Accepted::Logo | Accepted::BankAnswer => None,
        }
    }

    /// The longer side that a picture of this shape may have.
    fn longer_side(self, longer: u32, shorter: u32) -> u32 {
        let of_all = (u128::from(self.all) * u128::from(longer) / u128::from(shorter.max(1))).isqrt();
        u32::try_from(of_all).map_or(self.side, |of_all| of_all.min(self.side))
    }
}

/// Looks at a picture as it comes in.
pub(super) struct Measure {
    format: ImageFormat,
    most: MostPixels,
    head: Vec<u8>,
    segments: Segments,
    /// Width and height, once they are known.
    size: Option<(u32, u32)>,
}

/// Bytes of the beginning that say how large a picture is, but of a JPEG.
const HEAD: usize = 30;

impl Measure {
    /// Of a file that is taken as something; none for what is no picture, and where no limit is set.
    pub fn begin(accepted: Accepted, media_type: &str) -> Option<Measure> {
        Some(Measure {
            format: ImageFormat::from_mime_type(media_type)?,
            most: MostPixels::of(accepted)?,
            head: Vec::with_capacity(HEAD),
            segments: Segments::default(),
            size: None,
        })
    }

    /// Takes a piece.
    pub fn push(&mut self, piece: &[u8]) {
        if self.size.is_some() {
            return;
        }
        self.size = match self.format {
            ImageFormat::Jpeg => self.segments.push(piece),
            format => {
                let wanted = (HEAD - self.head.len()).min(piece.len());
                self.head.extend_from_slice(&piece[..wanted]);
                in_head(format, &self.head)
            }
        };
    }

    /// Refuses a picture that has too many pixels, as soon as that is known.
    pub fn check(&self) -> Result<(), FileError> {
        let Some((width, height)) = self.size else {
            return Ok(());
        };
        let (longer, shorter) = (width.max(height), width.min(height));
        let most = self.most.longer_side(longer, shorter);
        if longer <= most {
            return Ok(());
        }
        let field = FieldError::new("/file", FieldCode::PictureTooLarge);
        Err(FileError::Field(Box::new(field.with("max", most))))
    }

    /// The same at the end, and refuses one that has not said how large it is.
    pub fn finish(&self) -> Result<(), FileError> {
        match self.size {
            None | Some((0, _) | (_, 0)) => Err(FieldCode::PictureUnreadable.into()),
            Some(_) => self.check(),
        }
    }
}

/// Width and height of a picture that says them at its beginning.
fn in_head(format: ImageFormat, head: &[u8]) -> Option<(u32, u32)> {
    let big = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    let little = |at: usize| Some(u32::from(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?)));
    match format {
        // The first chunk, IHDR (PNG, 11.2.1).
        ImageFormat::Png => Some((big(16)?, big(20)?)),
        // The screen on which its pictures are drawn (GIF89a, 18).
        ImageFormat::Gif => Some((little(6)?, little(8)?)),
        ImageFormat::WebP => match head.get(12..16)? {
            // RFC 9649, 2.7: 24 bits each, less one.
            b"VP8X" => {
                let side = |at: usize| Some((little(at)? | (u32::from(*head.get(at + 2)?) << 16)) + 1);
                Some((side(24)?, side(27)?))
            }
            // RFC 9649, 3.4: 14 bits each, less one.
            b"VP8L" => {
                let sizes = little(21)? | (little(23)? << 16);
                Some(((sizes & 0x3fff) + 1, ((sizes >> 14) & 0x3fff) + 1))
            }
            // RFC 6386, 9.1: 14 bits each, and two that say how it is scaled.
            b"VP8 " => Some((little(26)? & 0x3fff, little(28)? & 0x3fff)),
            _ => None,
        },
        _ => None,
    }
}

/// The segments of a JPEG (ITU-T T.81, B.1.1), passed over until the one that says how large the picture is: previews and colour
/// profiles of any size may stand before it.
#[derive(Default)]
struct Segments {
    /// Bytes of a segment that are still to come.
    left: usize,
    /// The beginning of the next one.
    begun: Vec<u8>,
}

impl Segments {
    fn push(&mut self, mut piece: &[u8]) -> Option<(u32, u32)> {
        loop {
            let passed = self.left.min(piece.len());
            self.left -= passed;
            let (byte, rest) = piece[passed..].split_first()?;
            self.begun.push(*byte);
            piece = rest;
            match *self.begun.as_slice() {
                // A marker may have more than one 0xff before it.
                [0xff, 0xff] => self.begun.truncate(1),
                [0xff] => {}
                // What is no segment: the picture's beginning, bytes between segments.
                [0xff, 0x00..=0x01 | 0xd0..=0xd9] | [_] => self.begun.clear(),
                // A frame: its length, bits of a sample, height and width (B.2.2).
                [
                    0xff,
                    0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf,
                    ref frame @ ..,
                ] => {
                    if let [_, _, _, h1, h2, w1, w2] = *frame {
                        let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                        return Some((side(w1, w2), side(h1, h2)));
                    }
                }
                [0xff, _, high, low] => {
                    self.left = usize::from(u16::from_be_bytes([high, low])).saturating_sub(2);
                    self.begun.clear();
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;
    use std::io::Cursor;

    fn file(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        RgbImage::new(width, height)
            .write_to(&mut file, format)
            .expect("written");
        file.into_inner()
    }

    /// What is said of a picture that comes in pieces of so many bytes.
    fn measured(format: ImageFormat, content: &[u8], piece: usize) -> Measure {
        let mut measure = Measure::begin(Accepted::Attachment, format.to_mime_type()).expect("a picture");
        content.chunks(piece).for_each(|piece| measure.push(piece));
        measure
    }

    fn size(format: ImageFormat, content: &[u8]) -> Option<(u32, u32)> {
        let whole = measured(format, content, content.len()).size;
        for piece in [1, 2, 3, 7, 29] {
            assert_eq!(
                measured(format, content, piece).size,
                whole,
                "{format:?} in pieces of {piece}"
            );
        }
        whole
    }

    #[test]
    fn each_kind_says_how_large_it_is() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            assert_eq!(size(format, &file(format, 300, 70)), Some((300, 70)), "{format:?}");
            assert_eq!(size(format, &file(format, 300, 70)[..12]), None, "{format:?}");
        }
        assert_eq!(
            size(ImageFormat::Gif, b"GIF89a\x2c\x01\x46\x00\xf0\x00\x00"),
            Some((300, 70))
        );
        let webp = |kind: &[u8]| [b"RIFF\x00\x01\x00\x00WEBP".as_slice(), kind].concat();
        let extended = webp(b"VP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x2b\x01\x01\x45\x00\x00");
        assert_eq!(size(ImageFormat::WebP, &extended), Some((0x1012c, 70)));
        let lossy = webp(b"VP8 \x40\x00\x00\x00\x30\x01\x00\x9d\x01\x2a\x2c\x41\x46\x80");
        assert_eq!(size(ImageFormat::WebP, &lossy), Some((300, 70)));
    }

    #[test]
    fn what_stands_before_the_frame_is_passed_over() {
        let plain = file(ImageFormat::Jpeg, 300, 70);
        // Two previews of 65,533 bytes in which something looks like a frame, bytes between segments, and a marker with a filling.
        let mut preview: Vec<u8> = vec![0xff, 0xe1, 0xff, 0xff];
        preview.extend(b"\xff\xc0\x00\x11\x08\x00\x01\x00\x01".repeat(7_281));
        preview.resize(65_537, 0);
        let mut marked = plain[..2].to_vec();
        marked.extend_from_slice(&preview);
        marked.extend_from_slice(&preview);
        marked.extend_from_slice(b"\x00\x07\xff");
        marked.extend_from_slice(&plain[2..]);
        assert_eq!(size(ImageFormat::Jpeg, &marked), Some((300, 70)));
        let endless = measured(ImageFormat::Jpeg, &preview, 4096);
        assert!(endless.check().is_ok() && endless.finish().is_err());
    }

    #[test]
    fn pictures_have_a_longest_side_and_a_largest_area() {
        let refused = |width, height| {
            let mut measure = Measure::begin(Accepted::Attachment, "image/png").expect("a picture");
            measure.size = Some((width, height));
            match measure.finish() {
                Ok(()) => None,
                Err(FileError::Field(field)) => Some((field.code, field.params.get("max").cloned())),
                Err(other) => panic!("{other}"),
            }
        };
        let too_large = |most: u32| Some((FieldCode::PictureTooLarge, Some(most.to_string())));
        assert_eq!(refused(20_000, 5_000), None);
        assert_eq!(refused(10_000, 10_000), None);
        assert_eq!(refused(20_001, 1), too_large(20_000));
        assert_eq!(refused(12_000, 12_000), too_large(10_000));
        assert_eq!(refused(10, u32::MAX), too_large(20_000));
        assert_eq!(refused(0, 10), Some((FieldCode::PictureUnreadable, None)));
        assert!(Measure::begin(Accepted::Logo, "image/png").is_none());
        assert!(Measure::begin(Accepted::Attachment, "application/pdf").is_none());
    }
}
