//! Pictures as readers get them: in the sizes of their screens, and without what nobody meant to publish.
//!
//! From bytes to bytes: which pictures there are and where they are put is left to others.

pub mod bare;
pub mod drawing;
pub mod icon;
pub mod scale;
pub mod share;

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use resvg::tiny_skia::Pixmap;

use crate::fingerprint::Fingerprint;

/// How many paintings are remembered.
const MOST_PAINTINGS: usize = 32;

/// Returns what `paint` returns, from memory if it was painted a moment ago. The key is all that it is made of. Those who
/// write get the same signs and pictures for sharing again after each edit, and so do tests after each site.
fn painted(key: Fingerprint, paint: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    static PAINTINGS: Mutex<VecDeque<(Fingerprint, Vec<u8>)>> = Mutex::new(VecDeque::new());

    let paintings = || PAINTINGS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, painting)) = paintings().iter().find(|(known, _)| *known == key) {
        return painting.clone();
    }
    let painting = paint();
    let mut paintings = paintings();
    paintings.truncate(MOST_PAINTINGS - 1);
    paintings.push_front((key, painting.clone()));
    painting
}

/// Writes what was painted as a PNG. Nothing shines through it, so its colours stand there as they are.
fn png_of(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let pixels: Vec<u8> = pixmap
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&pixels, pixmap.width(), pixmap.height(), ExtendedColorType::Rgb8)
        .ok()?;
    Some(png)
}

/// The widths in pixels in which a picture is published. The built-in theme shows it 592 wide at most, as its column is
/// (37rem), and 92 % of a narrow window: 400 are for phones that show one pixel for one, 800 for phones with two and for the
/// whole column, 1200 for the column with two and for phones with three. 1600 are for letters that a reader has made larger,
/// and for themes with a wider column.
const WIDTHS: [u32; 4] = [400, 800, 1200, 1600];

/// A picture with more pixels is published as it is: a hundred bytes can ask for gigabytes of memory, and no camera
/// that anybody holds in hands makes larger ones.
pub const MOST_PIXELS: u64 = 64_000_000;

/// A picture with fewer bytes is published as it is: the words for more sizes would cost what they save.
const FEWEST_BYTES: u64 = 8_000;

/// The highest picture that WebP can hold, in pixels. No version is that wide.
const HIGHEST_WEBP: u32 = 16_383;

/// Counts the ways in which versions have been made. It is part of their names, so a new way makes all of them anew.
pub const WAY: u32 = 1;

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

impl Format {
    /// Returns the format of a file after its name, if it is one that is published in several sizes.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::Webp),
            _ => None,
        }
    }

    /// Returns the ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }
}

/// One way in which a picture is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// How it is written.
    pub format: Format,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Returns the versions of a picture of this format, size and length in bytes: some in WebP, the narrowest first; last
/// one for programs that do not know WebP, where the picture itself is too large for them. None where the picture is
/// small, or too large.
pub fn versions(format: Format, (width, height): (u32, u32), length: u64) -> Vec<Version> {
    let pixels = u64::from(width) * u64::from(height);
    if length < FEWEST_BYTES || pixels > MOST_PIXELS || width == 0 || height == 0 {
        return Vec::new();
    }
    let version = |format, narrow: u32| Version {
        format,
        width: narrow,
        height: scaled(height, narrow, width),
    };
    let most = WIDTHS[WIDTHS.len() - 1].min(width);
    // A version that is hardly narrower than the next is not worth its file.
    let narrower = WIDTHS.into_iter().filter(|narrow| narrow * 5 / 4 < most);
    let mut versions: Vec<Version> = narrower
        .chain([most])
        .map(|width| version(Format::Webp, width))
        .filter(|version| version.height <= HIGHEST_WEBP)
        .collect();
    if versions.is_empty() {
        return versions;
    }
    if most < width && format != Format::Webp {
        versions.push(version(format, most));
    }
    versions
}

/// Returns `height × narrow ÷ width`, rounded, at least 1.
fn scaled(height: u32, narrow: u32, width: u32) -> u32 {
    let (height, narrow, width) = (u64::from(height), u64::from(narrow), u64::from(width));
    let scaled = (height * narrow + width / 2) / width;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(size: (u32, u32)) -> Vec<(Format, u32, u32)> {
        let versions = versions(Format::Jpeg, size, FEWEST_BYTES);
        let versions = versions.into_iter();
        versions
            .map(|version| (version.format, version.width, version.height))
            .collect()
    }

    #[test]
    fn no_version_is_higher_than_its_format_allows() {
        use Format::Webp;
        assert_eq!(widths((1000, 20_000)), [(Webp, 400, 8_000)]);
        assert_eq!(widths((300, 20_000)), []);
    }

    #[test]
    fn no_version_is_wider_than_the_picture() {
        use Format::{Jpeg, Webp};
        assert_eq!(widths((300, 200)), [(Webp, 300, 200)]);
        assert_eq!(widths((480, 200)), [(Webp, 480, 200)]);
        assert_eq!(widths((600, 200)), [(Webp, 400, 133), (Webp, 600, 200)]);
        assert_eq!(
            widths((3200, 1)),
            [
                (Webp, 400, 1),
                (Webp, 800, 1),
                (Webp, 1200, 1),
                (Webp, 1600, 1),
                (Jpeg, 1600, 1)
            ]
        );
        assert_eq!(widths((100_000, 100_000)), []);
        assert_eq!(widths((0, 1)), []);
    }
}
