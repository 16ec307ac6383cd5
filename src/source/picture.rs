//! How wide and high a picture is, without decoding it.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

/// Returns width and height in pixels of a PNG, JPEG, GIF, WebP or AVIF, as it is shown.
pub(super) fn size_of_bytes(bytes: &[u8]) -> Option<(u32, u32)> {
    size(Cursor::new(bytes))
}

/// Returns width and height in pixels of an open file, as it is shown; only its head is read.
pub(super) fn size_of_file(file: &File) -> Option<(u32, u32)> {
    size(BufReader::new(file))
}

fn size(mut reader: impl BufRead + Seek) -> Option<(u32, u32)> {
    let size = imagesize::reader_size(&mut reader).ok()?;
    let width = u32::try_from(size.width).ok()?;
    let height = u32::try_from(size.height).ok()?;
    reader.seek(SeekFrom::Start(0)).ok()?;
    // Of the eight ways in which a camera may be held, the last four lie on a side.
    let (width, height) = if orientation(reader) > 4 {
        (height, width)
    } else {
        (width, height)
    };
    (width > 0 && height > 0).then_some((width, height))
}

/// Returns how a JPEG is to be turned when it is shown, as EXIF counts it: 1 to 8. All else is shown as it is, 1.
pub fn orientation(reader: impl Read + Seek) -> u8 {
    written_orientation(reader).unwrap_or(1)
}

fn written_orientation(mut reader: impl Read + Seek) -> Option<u8> {
    /// What may stand before the frame of a JPEG is seldom more than a dozen parts.
    const MOST_SEGMENTS: usize = 200;

    let mut start = [0; 2];
    reader.read_exact(&mut start).ok()?;
    if start != [0xff, 0xd8] {
        return None;
    }
    for _ in 0..MOST_SEGMENTS {
        let mut head = [0; 4];
        reader.read_exact(&mut head).ok()?;
        let [0xff, marker, high, low] = head else {
            return None;
        };
        let length = u16::from_be_bytes([high, low]).checked_sub(2)?;
        match marker {
            0xda | 0xd9 => return None,
            0xe1 => {
                let mut data = vec![0; usize::from(length)];
                reader.read_exact(&mut data).ok()?;
                if let Some(tiff) = data.strip_prefix(b"Exif\0\0") {
                    return orientation_in(tiff);
                }
            }
            _ => {
                reader.seek(SeekFrom::Current(i64::from(length))).ok()?;
            }
        }
    }
    None
}

/// Looks for the orientation in the first directory of EXIF, which is written as a TIFF is.
fn orientation_in(tiff: &[u8]) -> Option<u8> {
    const ORIENTATION: u16 = 0x0112;

    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let (first, second) = (usize::from(short(4)?), usize::from(short(6)?));
    let directory = if little {
        second << 16 | first
    } else {
        first << 16 | second
    };
    let entries = (0..usize::from(short(directory)?)).map(|index| directory + 2 + 12 * index);
    let mut found = entries
        .take_while(|at| *at < tiff.len())
        .filter(|at| short(*at) == Some(ORIENTATION));
    let value = short(found.next()? + 8)?;
    u8::try_from(value).ok().filter(|value| (1..=8).contains(value))
}

/// Returns width and height of an SVG in CSS pixels: those it names, or else those of its `viewBox`.
///
/// Where only one is named, the other follows from the shape of the `viewBox`. `None` where neither says anything.
pub fn size_of_svg(text: &str) -> Option<(u32, u32)> {
    let tag = root_tag(text)?;
    let width = attribute(tag, "width").and_then(length);
    let height = attribute(tag, "height").and_then(length);
    let shape = attribute(tag, "viewBox").and_then(|value| {
        let numbers: Vec<f64> = value
            .split([' ', ',', '\t', '\n', '\r'])
            .filter(|part| !part.is_empty())
            .filter_map(|part| part.parse().ok())
            .collect();
        match numbers[..] {
            [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
            _ => None,
        }
    });
    let (width, height) = match (width, height, shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(shape)) => (width, width * shape.1 / shape.0),
        (None, Some(height), Some(shape)) => (height * shape.0 / shape.1, height),
        (None, None, Some(shape)) => shape,
        (_, _, None) => return None,
    };
    Some((whole(width)?, whole(height)?))
}

/// Returns the inside of the `<svg …>` tag, passing over comments and the like before it.
fn root_tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')?..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")? + 3..];
        } else if rest
            .strip_prefix("<svg")
            .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        {
            return tag_end(rest).map(|end| &rest[4..end]);
        } else {
            rest = &rest[1..];
        }
    }
}

/// Returns the place of the `>` that closes a tag, since one may stand in an attribute's value.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (place, character) in tag.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '>') => return Some(place),
            _ => {}
        }
    }
    None
}

/// Returns the value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let equals = rest.find('=')?;
        let found = rest[..equals].trim();
        let value = rest[equals + 1..].trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|character| matches!(character, '"' | '\''))?;
        let inside = &value[1..];
        let end = inside.find(quote)?;
        if found.rsplit(char::is_whitespace).next() == Some(name) {
            return Some(&inside[..end]);
        }
        rest = &inside[end + 1..];
    }
}

/// Reads a length in CSS pixels. A share of a page's width, `100%`, is none.
fn length(value: &str) -> Option<f64> {
    // Pixels in each unit, after <https://www.w3.org/TR/css-values-4/#absolute-lengths>.
    const UNITS: &[(&str, f64)] = &[
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let value = value.trim();
    let (number, pixels) = UNITS
        .iter()
        .find_map(|(unit, pixels)| value.strip_suffix(unit).map(|number| (number, *pixels)))
        .unwrap_or((value, 1.0));
    number
        .trim()
        .parse::<f64>()
        .ok()
        .map(|number| number * pixels)
        .filter(|length| *length > 0.0 && length.is_finite())
}

/// Rounds to a whole number of pixels, at least one; `None` where no picture is that large.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked"
)]
fn whole(length: f64) -> Option<u32> {
    let rounded = length.round().max(1.0);
    (rounded <= f64::from(u32::MAX)).then_some(rounded as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_measured() {
        for (text, size) in [
            ("<svg width=\"120\" height='80px'></svg>", Some((120, 80))),
            (
                "<?xml version='1.0'?>\n<!-- <svg width='1'> -->\n<svg\n  viewBox=\"0 0 24.4 12\">",
                Some((24, 12)),
            ),
            (
                "<svg width='100%' height='100%' viewBox='0,0,300,150'>",
                Some((300, 150)),
            ),
            (
                "<svg stroke-width='3' width='50' viewBox='0 0 100 40'>",
                Some((50, 20)),
            ),
            ("<svg data-a='>' width='1in' height='72pt'/>", Some((96, 96))),
            ("<svg width='NaN' height='inf' viewBox='0 0 2 2'/>", Some((2, 2))),
            ("<svg width='12'/>", None),
            ("<svg viewBox='0 0 0 0'/>", None),
            ("<svg", None),
            ("<svg width=", None),
            ("<svgå width='1' height='1'>", None),
            ("", None),
        ] {
            assert_eq!(size_of_svg(text), size, "{text}");
        }
    }

    #[test]
    fn pictures_are_measured() {
        let gif = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";
        assert_eq!(size_of_bytes(gif), Some((3, 2)));
        assert_eq!(size_of_bytes(b"GIF89a"), None);
        assert_eq!(size_of_bytes(b""), None);
    }
}
