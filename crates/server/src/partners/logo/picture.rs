//! Pictures of pixels: read within limits, turned upright, made smaller, and written as PNG without anything else that was in the file.

use super::easel::{Drawn, Fault, LONGER_SIDE};
use entente_model::partners::record::{MAX_LOGO_PIXELS, MIN_LOGO_PIXELS};
use entente_model::problem::FieldCode;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Resampling;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits, RgbaImage};
use std::io::Cursor;

/// Most bytes that reading a picture may take: the largest one with 8 bits a colour.
const MOST_MEMORY: u64 = 4 * MAX_LOGO_PIXELS as u64 * MAX_LOGO_PIXELS as u64 + (16 << 20);

/// Draws a picture anew whose content is of this media type.
pub(super) fn draw(media_type: &str, content: &[u8]) -> Result<Drawn, Fault> {
    let unreadable = |_| Fault::from(FieldCode::PictureUnreadable);
    let format = ImageFormat::from_mime_type(media_type).ok_or(FieldCode::FileKind)?;
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    // The head of the file says how large it is; nothing is unpacked before that is looked at.
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_LOGO_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Fault::with(FieldCode::PictureTooLarge, "max", MAX_LOGO_PIXELS));
    }
    if width.max(height) < MIN_LOGO_PIXELS {
        return Err(Fault::with(FieldCode::PictureTooSmall, "min", MIN_LOGO_PIXELS));
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    if width.max(height) > LONGER_SIDE {
        picture = picture.resize(LONGER_SIDE, LONGER_SIDE, Resampling::Lanczos3);
    }
    finished(&picture.into_rgba8(), None)
}

/// Writes a picture as PNG. One on which nothing is to be seen is none.
pub(super) fn finished(picture: &RgbaImage, drawing: Option<String>) -> Result<Drawn, Fault> {
    let (width, height) = picture.dimensions();
    if picture.pixels().all(|pixel| pixel.0[3] == 0) {
        return Err(FieldCode::PictureUnreadable.into());
    }
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive)
        .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgba8)
        .map_err(|_| FieldCode::PictureUnreadable)?;
    Ok(Drawn {
        picture: png,
        width,
        height,
        drawing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    fn file(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let picture = RgbImage::from_fn(width, height, |x, _| Rgb([if x < width / 2 { 255 } else { 0 }, 0, 80]));
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).expect("written");
        file.into_inner()
    }

    #[test]
    fn every_kind_becomes_a_png_that_fits() {
        for (media_type, format) in [
            ("image/png", ImageFormat::Png),
            ("image/jpeg", ImageFormat::Jpeg),
            ("image/webp", ImageFormat::WebP),
        ] {
            let drawn = draw(media_type, &file(format, 1500, 300)).expect(media_type);
            assert_eq!((drawn.width, drawn.height), (1024, 205), "{media_type}");
            let again = image::load_from_memory_with_format(&drawn.picture, ImageFormat::Png).expect("a PNG");
            assert_eq!((again.width(), again.height()), (1024, 205));
        }
        let small = draw("image/png", &file(ImageFormat::Png, 128, 40)).expect("small");
        assert_eq!((small.width, small.height), (128, 40), "nothing is made larger");
    }

    #[test]
    fn what_a_camera_writes_beside_the_picture_is_gone_and_done() {
        // An Exif block that turns the picture by 90 degrees and names its owner.
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend_from_slice(b"Private Person");
        let jpeg = file(ImageFormat::Jpeg, 300, 200);
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        let mut marked = jpeg[..2].to_vec();
        marked.extend_from_slice(&[0xff, 0xe1]);
        marked.extend_from_slice(&length);
        marked.extend_from_slice(&exif);
        marked.extend_from_slice(&jpeg[2..]);
        let drawn = draw("image/jpeg", &marked).expect("drawn");
        assert_eq!((drawn.width, drawn.height), (200, 300), "upright");
        assert!(!drawn.picture.windows(7).any(|window| window == b"Private"));
    }

    #[test]
    fn sizes_are_looked_at_before_anything_is_unpacked() {
        let tiny = draw("image/png", &file(ImageFormat::Png, 127, 20)).expect_err("too small");
        assert_eq!(tiny, Fault::with(FieldCode::PictureTooSmall, "min", MIN_LOGO_PIXELS));
        // The head of a PNG that says 60,000 pixels each way, and not one of them behind it.
        let mut bomb = file(ImageFormat::Png, 130, 130);
        bomb[16..20].copy_from_slice(&60_000u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000u32.to_be_bytes());
        let sum = crc(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&sum);
        let refused = draw("image/png", &bomb).expect_err("too large");
        assert_eq!(refused, Fault::with(FieldCode::PictureTooLarge, "max", MAX_LOGO_PIXELS));
        let mut cut = file(ImageFormat::Png, 300, 300);
        cut.truncate(60);
        assert_eq!(
            draw("image/png", &cut).expect_err("cut"),
            FieldCode::PictureUnreadable.into()
        );
    }

    #[test]
    fn nothing_to_see_is_no_picture() {
        assert_eq!(
            finished(&RgbaImage::new(200, 200), None).expect_err("empty"),
            FieldCode::PictureUnreadable.into()
        );
    }

    /// The sum of a PNG's chunk (ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                if sum & 1 == 1 {
                    0xedb8_8320 ^ (sum >> 1)
                } else {
                    sum >> 1
                }
            })
        })
    }
}
