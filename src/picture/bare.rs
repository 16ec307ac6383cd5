//! Pictures without what is not to be seen in them: where and when they were taken, by whom, with what.
//!
//! Nothing is decoded, so nothing of the picture changes. What a picture needs to look right stays: its colours, and
//! how it is to be turned.

mod boxes;

use std::borrow::Cow;
use std::io::Cursor;

use crate::source::has_ending;
use crate::source::picture::orientation;

/// Counts the ways in which pictures have been bared. It is part of their names, since browsers keep what they have under
/// a name for ever.
pub const WAY: u32 = 1;

const PNG_HEAD: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Says whether a file is a picture that can be bared, after its name.
pub fn is_bared(name: &str) -> bool {
    has_ending(
        name,
        &[
            "jpg", "jpeg", "jfif", "png", "apng", "webp", "gif", "avif", "heic", "heif",
        ],
    )
}

/// Returns a picture without what is not to be seen in it. Bytes that are no JPEG, PNG, WebP, GIF or AVIF stay as they are.
pub fn bare(bytes: &[u8]) -> Cow<'_, [u8]> {
    let bared = if bytes.starts_with(b"GIF8") {
        gif(bytes)
    } else if bytes.get(4..8) == Some(b"ftyp") {
        boxes::avif(bytes)
    } else if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg(bytes)
    } else if bytes.starts_with(PNG_HEAD) {
        png(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes)
    } else {
        return Cow::Borrowed(bytes);
    };
    Cow::Owned(bared)
}

/// Keeps of a JPEG what decoders read. Whatever follows its end, such as a film or a second picture, is left out, and
/// so is what cannot be read as a part of a JPEG.
fn jpeg(bytes: &[u8]) -> Vec<u8> {
    let turned = orientation(Cursor::new(bytes));
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xff, 0xd8]);
    let mut is_told = turned == 1;
    let mut rest = &bytes[2..];
    loop {
        // Fill bytes may stand before a marker.
        while let [0xff, 0xff, ..] = rest {
            rest = &rest[1..];
        }
        let [0xff, marker, after @ ..] = rest else {
            break;
        };
        let is_frame = !matches!(marker, 0xe0..=0xef | 0xfe);
        if !is_told && (is_frame || *marker == 0xe1) {
            out.extend_from_slice(&orientation_segment(turned));
            is_told = true;
        }
        if matches!(marker, 0xd9) {
            break;
        }
        // Markers without a length.
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            out.extend_from_slice(&[0xff, *marker]);
            rest = after;
            continue;
        }
        let [high, low, ..] = after else {
            break;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(segment) = after.get(..length).filter(|segment| segment.len() >= 2) else {
            break;
        };
        let data = &segment[2..];
        let is_kept = match marker {
            // The density of dots; a small picture of the picture may follow it in a segment of its own.
            0xe0 => data.starts_with(b"JFIF\0"),
            // Colours; the other use of this marker lists further pictures.
            0xe2 => data.starts_with(b"ICC_PROFILE\0"),
            // How colours are mixed.
            0xee => data.starts_with(b"Adobe"),
            0xe1 | 0xe3..=0xed | 0xef | 0xfe => false,
            _ => true,
        };
        if is_kept {
            out.extend_from_slice(&[0xff, *marker]);
            out.extend_from_slice(segment);
        }
        rest = &after[length..];
        if *marker == 0xda {
            let end = entropy_end(rest);
            out.extend_from_slice(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out.extend_from_slice(&[0xff, 0xd9]);
    out
}

/// Returns where the compressed pixels at the beginning of `bytes` end: before the next marker that does not belong to
/// them.
fn entropy_end(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(0xff, rest)) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}

fn memchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|other| *other == byte)
}

/// EXIF that says how a picture is to be turned, and nothing else.
fn orientation_segment(turned: u8) -> [u8; 36] {
    let mut segment = *b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    segment[29] = turned;
    segment
}

/// Keeps the chunks of a PNG that are for the eye.
fn png(bytes: &[u8]) -> Vec<u8> {
    const LEFT_OUT: [&[u8]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"];

    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(PNG_HEAD);
    let mut rest = &bytes[PNG_HEAD.len()..];
    while let [a, b, c, d, name @ ..] = rest {
        let name = name.get(..4).unwrap_or_default();
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let Some(chunk) = length.checked_add(12).and_then(|length| rest.get(..length)) else {
            // Cut off: decoders show what is there.
            out.extend_from_slice(rest);
            break;
        };
        if !LEFT_OUT.contains(&name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            break;
        }
        rest = &rest[chunk.len()..];
    }
    out
}

/// Keeps the chunks of a WebP that are for the eye.
fn webp(bytes: &[u8]) -> Vec<u8> {
    /// In the first byte of `VP8X`: there is EXIF, there is XMP.
    const TOLD: u8 = 0x08 | 0x04;

    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(b"RIFF\0\0\0\0WEBP");
    let mut rest = &bytes[12..];
    while let Some(head) = rest.get(..8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let whole = (length.saturating_add(length & 1))
            .saturating_add(8)
            .min(rest.len());
        let chunk = &rest[..whole];
        rest = &rest[whole..];
        match &head[..4] {
            b"EXIF" | b"XMP " => {}
            b"VP8X" if whole > 8 => {
                let flags = out.len() + 8;
                out.extend_from_slice(chunk);
                out[flags] &= !TOLD;
            }
            b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                out.extend_from_slice(chunk);
            }
            // What nobody knows is not for the eye.
            _ => {}
        }
    }
    let length = u32::try_from(out.len() - 8).unwrap_or(u32::MAX);
    out[4..8].copy_from_slice(&length.to_le_bytes());
    out
}

/// Keeps of a GIF its pictures, how long each is shown, how often all of them are, and their colours.
fn gif(bytes: &[u8]) -> Vec<u8> {
    /// Names of programs' own blocks that change what is seen.
    const KEPT: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut out = Vec::with_capacity(bytes.len());
    // Bytes before the sub-blocks of the next block, and whether it is kept.
    let mut at = bytes.get(10).map_or(bytes.len(), |flags| 13 + table(*flags));
    out.extend_from_slice(bytes.get(..at).unwrap_or(bytes));
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (head, is_kept) = match rest {
            [0x2c, ..] => (11 + rest.get(9).map_or(0, |flags| table(*flags)), true),
            [0x21, 0xf9, ..] => (2, true),
            [0x21, 0xff, ..] => (2, rest.get(3..14).is_some_and(|name| KEPT.contains(&name))),
            [0x21, ..] => (2, false),
            // The end; what follows it is not for the eye.
            [0x3b, ..] => {
                out.push(0x3b);
                return out;
            }
            _ => return out,
        };
        let mut length = head;
        while let Some(part) = rest.get(length) {
            length += 1 + usize::from(*part);
            if *part == 0 {
                break;
            }
        }
        if is_kept {
            out.extend_from_slice(rest.get(..length).unwrap_or(rest));
        }
        at += length;
    }
    out
}

/// Says whether a picture is a short film: a PNG or WebP with several frames.
pub fn moves(bytes: &[u8]) -> bool {
    /// In the first byte of `VP8X`.
    const MOVES: u8 = 0x02;

    if bytes.starts_with(PNG_HEAD) {
        let mut rest = &bytes[PNG_HEAD.len()..];
        while let [a, b, c, d, name @ ..] = rest {
            match name.get(..4) {
                Some(b"acTL") => return true,
                Some(b"IDAT") | None => return false,
                Some(_) => {}
            }
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            rest = rest.get(length.saturating_add(12)..).unwrap_or_default();
        }
        return false;
    }
    bytes.starts_with(b"RIFF")
        && bytes.get(8..16) == Some(b"WEBPVP8X")
        && bytes.get(20).is_some_and(|flags| flags & MOVES != 0)
}

/// Says whether a picture is there to its last byte, as far as its frame tells.
pub fn is_whole(bytes: &[u8]) -> bool {
    const PNG_END: &[u8] = b"IEND\xae\x42\x60\x82";

    if bytes.starts_with(&[0xff, 0xd8]) {
        bytes.ends_with(&[0xff, 0xd9])
    } else if bytes.starts_with(PNG_HEAD) {
        bytes.ends_with(PNG_END)
    } else if bytes.starts_with(b"RIFF") {
        let length = bytes.get(4..8).map(|length| {
            let length = [length[0], length[1], length[2], length[3]];
            u32::from_le_bytes(length) as usize
        });
        // A file that lost its end with the power has noughts there; a picture whose last byte is one has another
        // beside it only as filling.
        length.is_some_and(|length| length.checked_add(8) == Some(bytes.len()))
            && bytes[bytes.len().saturating_sub(4)..]
                .iter()
                .any(|byte| *byte != 0)
    } else {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], data].concat()
    }

    #[test]
    fn a_jpeg_keeps_its_colours_and_how_it_is_turned_and_nothing_else() {
        let tiff =
            b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\0\0\0\0SECRET";
        let exif = segment(0xe1, &[b"Exif\0\0", &tiff[..]].concat());
        let colours = segment(0xe2, b"ICC_PROFILE\0\x01\x01profile");
        let scan = [segment(0xda, b"head"), b"px\xff\0x\xff\xd0x".to_vec()].concat();
        let tables = segment(0xc4, b"table");
        let parts = [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0"),
            exif,
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0SECRET"),
            colours.clone(),
            segment(0xe2, b"MPF\0SECRET"),
            segment(0xed, b"Photoshop SECRET"),
            segment(0xfe, b"SECRET"),
            tables.clone(),
            scan.clone(),
            tables.clone(),
            scan.clone(),
            b"\xff\xd9SECRET".to_vec(),
        ];
        let bytes = parts.concat();
        assert_eq!(orientation(Cursor::new(&bytes)), 6);
        let bared = bare(&bytes);
        let expected = [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0"),
            orientation_segment(6).to_vec(),
            colours,
            tables.clone(),
            scan.clone(),
            tables,
            scan,
            b"\xff\xd9".to_vec(),
        ];
        assert_eq!(bared, expected.concat());
        assert_eq!(orientation(Cursor::new(&bared)), 6);
        assert!(is_whole(&bared) && !is_whole(&bared[..bared.len() - 1]));
    }

    #[test]
    fn a_gif_keeps_its_pictures_and_how_they_are_shown_and_nothing_else() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0abcdef".to_vec();
        let again = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0".to_vec();
        let time = b"\x21\xf9\x04\0\x0a\0\0\0".to_vec();
        let picture = b"\x2c\0\0\0\0\x01\0\x01\0\x80uvwxyz\x02\x02\x44\x01\0".to_vec();
        let comment = b"\x21\xfe\x06SECRET\0".to_vec();
        let xmp = b"\x21\xff\x0bXMP DataXMP\x06SECRET\x01\x21\0".to_vec();
        let parts = [
            &head, &comment, &again, &xmp, &time, &picture, &comment, &time, &picture,
        ];
        let bytes = [&parts.map(|part| &part[..]).concat()[..], b";SECRET"].concat();
        let kept = [&head, &again, &time, &picture, &time, &picture]
            .map(|part| &part[..])
            .concat();
        assert_eq!(bare(&bytes), [&kept[..], b";"].concat());
    }

    #[test]
    fn no_bytes_are_too_strange() {
        let jpeg = [
            b"\xff\xd8".to_vec(),
            segment(0xe1, b"Exif\0\0II*\0\xff\xff\xff\xff"),
        ]
        .concat();
        let heads: [&[u8]; 6] = [
            &jpeg,
            PNG_HEAD,
            b"RIFF\0\0\0\0WEBPVP8X",
            b"RIFF",
            b"GIF89a\x01\0\x01\0\x80\0\0abcdef,",
            b"\0\0\0\x08ftyp\0\0\0\x20meta\0\0\0\0\0\0\0\x10iloc",
        ];
        for head in heads {
            for tail in [
                &[][..],
                &[0xff],
                &[0xff; 9],
                &[0; 9],
                &[0xff, 0xe1, 0, 0],
                &[0xff, 0xda, 0, 2],
                &[255, 255, 255, 255, 1],
            ] {
                let bytes = [head, tail].concat();
                for end in 0..=bytes.len() {
                    let _ = (bare(&bytes[..end]), is_whole(&bytes[..end]));
                }
            }
        }
    }
}
