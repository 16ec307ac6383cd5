//! Pictures made smaller.
//!
//! Decoders and the encoders of JPEG and PNG are Rust. WebP with losses is made by libwebp, which is C: no encoder in
//! Rust under a free licence comes near to its size and speed. It sees pixels of ours only, never a file.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits};
use webp::{PixelLayout, WebPConfig};

use super::{Format, Version};
use crate::source::picture::orientation;

/// The quality of JPEG, of 100.
const JPEG_QUALITY: u8 = 82;

/// The quality of WebP for photographs, of 100.
const PHOTO_QUALITY: f32 = 78.0;

/// The quality of WebP for what was given without losses, in which edges of letters are to stay clean.
const SCREEN_QUALITY: f32 = 90.0;

/// How much memory a decoder may take: a picture of [`super::MOST_PIXELS`] with four bytes each, twice.
const MOST_BYTES: u64 = 512_000_000;

/// A picture as it is shown: decoded and turned.
#[derive(Debug)]
pub struct Decoded {
    image: DynamicImage,
    colours: Option<Vec<u8>>,
    /// Whether nothing of it was lost before.
    is_exact: bool,
}

/// Decodes a picture.
///
/// # Errors
/// In the words of the decoder, which are English, if the bytes are not a picture or a damaged one.
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    let said = |error: image::ImageError| error.to_string();
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let is_exact = reader.format() == Some(image::ImageFormat::Png);
    let mut decoder = reader.into_decoder().map_err(said)?;
    let (width, height) = decoder.dimensions();
    // Not every decoder asks how much it may take.
    if u64::from(width) * u64::from(height) > super::MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err("too large".to_owned());
    }
    // Profiles for inks and for grey do not fit the pixels that come out.
    let colours = decoder.icc_profile().ok().flatten();
    let colours = colours.filter(|profile| profile.get(16..20) == Some(b"RGB "));
    let image = DynamicImage::from_decoder(decoder).map_err(said)?;
    let mut image = if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.into_rgb8())
    };
    if let Some(turned) = Orientation::from_exif(orientation(Cursor::new(bytes))) {
        image.apply_orientation(turned);
    }
    Ok(Decoded {
        image,
        colours,
        is_exact,
    })
}

impl Decoded {
    /// Returns width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    /// Makes a version of the picture.
    ///
    /// # Errors
    /// In the words of the encoder, if it has no memory.
    pub fn make(&self, version: &Version) -> Result<Vec<u8>, String> {
        let Version {
            format,
            width,
            height,
        } = *version;
        let scaled;
        let image = if self.size() == (width, height) {
            &self.image
        } else {
            scaled = self
                .image
                .resize_exact(width, height, imageops::FilterType::Lanczos3);
            &scaled
        };
        let colours = self.colours.clone();
        let said = |error: image::ImageError| error.to_string();
        let mut out = Vec::new();
        match format {
            Format::Webp => return self.webp(image),
            Format::Jpeg => {
                let mut encoder = JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY);
                if let Some(colours) = colours {
                    // An encoder that takes none writes the picture without.
                    let _ = encoder.set_icc_profile(colours);
                }
                // JPEG cannot be seen through; a PNG that calls itself one may be.
                let image = image.to_rgb8();
                let (width, height) = image.dimensions();
                encoder
                    .write_image(&image, width, height, image::ExtendedColorType::Rgb8)
                    .map_err(said)?;
            }
            Format::Png => {
                let mut encoder =
                    PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive);
                if let Some(colours) = colours {
                    let _ = encoder.set_icc_profile(colours);
                }
                image.write_with_encoder(encoder).map_err(said)?;
            }
        }
        Ok(out)
    }

    fn webp(&self, image: &DynamicImage) -> Result<Vec<u8>, String> {
        let encoded = if self.is_exact {
            // Drawings and photographs of screens are often smaller without losses.
            let exact = encode(image, |config| {
                config.lossless = 1;
                config.quality = 75.0;
            })?;
            let lossy = encode(image, |config| config.quality = SCREEN_QUALITY)?;
            if exact.len() <= lossy.len() { exact } else { lossy }
        } else {
            encode(image, |config| config.quality = PHOTO_QUALITY)?
        };
        Ok(match &self.colours {
            Some(colours) => with_colours(&encoded, colours, image),
            None => encoded,
        })
    }
}

fn encode(image: &DynamicImage, set: impl FnOnce(&mut WebPConfig)) -> Result<Vec<u8>, String> {
    let refused = || "libwebp: no settings".to_owned();
    let mut config = WebPConfig::new().map_err(|()| refused())?;
    config.method = 4;
    set(&mut config);
    let layout = if image.color().has_alpha() {
        PixelLayout::Rgba
    } else {
        PixelLayout::Rgb
    };
    let encoder = webp::Encoder::new(image.as_bytes(), layout, image.width(), image.height());
    let encoded = encoder.encode_advanced(&config);
    encoded
        .map(|bytes| bytes.to_vec())
        .map_err(|error| format!("libwebp: {error:?}"))
}

/// Puts a profile of colours into a WebP, which then has a head that says so
/// (<https://developers.google.com/speed/webp/docs/riff_container#extended_file_format>).
fn with_colours(webp: &[u8], colours: &[u8], image: &DynamicImage) -> Vec<u8> {
    const HAS_COLOURS: u8 = 0x20;
    const HAS_ALPHA: u8 = 0x10;

    let mut chunks = webp.get(12..).unwrap_or_default();
    // What libwebp writes for a picture that can be seen through has such a head already.
    if chunks.starts_with(b"VP8X") {
        chunks = chunks.get(18..).unwrap_or_default();
    }
    let mut head = [0; 10];
    head[0] = HAS_COLOURS;
    // What could be seen through but nowhere is has been written without.
    let in_lossless = || chunks.get(12).is_some_and(|byte| byte & 0x10 != 0);
    if chunks.starts_with(b"ALPH") || (chunks.starts_with(b"VP8L") && in_lossless()) {
        head[0] |= HAS_ALPHA;
    }
    // Three bytes each, less one.
    head[4..7].copy_from_slice(&(image.width() - 1).to_le_bytes()[..3]);
    head[7..10].copy_from_slice(&(image.height() - 1).to_le_bytes()[..3]);
    let mut out = Vec::from(*b"RIFF\0\0\0\0WEBP");
    for (name, data) in [(b"VP8X", &head[..]), (b"ICCP", colours)] {
        out.extend_from_slice(name);
        let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(data);
        if !data.len().is_multiple_of(2) {
            out.push(0);
        }
    }
    out.extend_from_slice(chunks);
    let length = u32::try_from(out.len() - 8).unwrap_or(u32::MAX);
    out[4..8].copy_from_slice(&length.to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::bare::{bare, is_whole};

    /// A photograph of sorts: red above, blue below, with some noise so that it takes bytes.
    fn noise(width: u32, height: u32) -> DynamicImage {
        let mut state = 1_u32;
        let image = image::RgbImage::from_fn(width, height, |_, y| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = u8::try_from(state >> 27).unwrap();
            if y < height / 2 {
                image::Rgb([200 + grain, 20, grain])
            } else {
                image::Rgb([grain, 20, 200 + grain])
            }
        });
        DynamicImage::ImageRgb8(image)
    }

    /// The same seen through its lower half.
    fn glass() -> DynamicImage {
        let mut image = noise(90, 60).into_rgba8();
        for (_, y, pixel) in image.enumerate_pixels_mut() {
            pixel.0[3] = if y > 30 { 99 } else { 255 };
        }
        DynamicImage::ImageRgba8(image)
    }

    fn profile() -> Vec<u8> {
        let mut profile = vec![7; 129];
        profile[16..20].copy_from_slice(b"RGB ");
        profile
    }

    fn png(image: &DynamicImage, profile: Option<Vec<u8>>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = PngEncoder::new(&mut out);
        if let Some(profile) = profile {
            encoder.set_icc_profile(profile).unwrap();
        }
        image.write_with_encoder(encoder).unwrap();
        out
    }

    #[test]
    fn every_version_can_be_read_and_keeps_the_colours() {
        for image in [
            noise(90, 60),
            DynamicImage::ImageRgba8(noise(90, 60).into_rgba8()),
            glass(),
        ] {
            let decoded = decode(&png(&image, Some(profile()))).unwrap();
            for format in [Format::Webp, Format::Jpeg, Format::Png] {
                let version = Version {
                    format,
                    width: 45,
                    height: 30,
                };
                let made = decoded.make(&version).unwrap();
                assert!(is_whole(&made), "{format:?}");
                assert_eq!(bare(&made), made, "{format:?} tells what is not to be seen");
                let again = decode(&made).unwrap();
                assert_eq!(again.size(), (45, 30));
                assert_eq!(again.colours, Some(profile()), "{format:?}");
                let above = again.image.to_rgb8().get_pixel(20, 5).0;
                assert!(above[0] > 180 && above[2] < 60, "{format:?} {above:?}");
            }
        }
    }

    #[test]
    fn the_same_picture_gives_the_same_bytes() {
        let bytes = png(&noise(90, 60), None);
        let version = Version {
            format: Format::Webp,
            width: 40,
            height: 27,
        };
        let make = || decode(&bytes).unwrap().make(&version).unwrap();
        assert_eq!(make(), make());
    }

    #[test]
    fn what_is_no_picture_is_told() {
        for bytes in [&b"no picture"[..], b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\nxxxx"] {
            assert!(decode(bytes).is_err());
        }
        let whole = png(&noise(90, 60), None);
        assert!(decode(&whole[..whole.len() / 2]).is_err());
    }
}
