//! AVIF without what is not to be seen in it.
//!
//! Its boxes name places in the file by number (ISO/IEC 14496-12), so nothing is taken out: what tells is overwritten with
//! noughts where it stands, and everything else keeps its place.

use std::ops::Range;

/// What a box is called, and the bytes of its content in the file.
type Found = ([u8; 4], Range<usize>);

/// Returns an AVIF whose EXIF, XMP and boxes of programs are noughts.
pub(super) fn avif(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut blank = |range: Range<usize>| {
        let end = range.end.min(out.len());
        if let Some(told) = out.get_mut(range.start..end) {
            told.fill(0);
        }
    };
    for (name, content) in boxes(bytes, 0..bytes.len()) {
        match &name {
            // After its version and flags come boxes again.
            b"meta" => {
                for place in told(bytes, content.start + 4..content.end) {
                    blank(place);
                }
            }
            b"uuid" | b"udta" | b"free" | b"skip" => blank(content),
            // A short film keeps what tells in a box of its own.
            b"moov" => {
                for (name, content) in boxes(bytes, content) {
                    if matches!(&name, b"udta" | b"meta" | b"uuid") {
                        blank(content);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

fn boxes(bytes: &[u8], within: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(name) = bytes.get(at + 4..at + 8).filter(|_| at + 8 <= within.end) {
        let mut head = 8;
        let length = match number(bytes, at, 4) {
            // To the end.
            Some(0) => within.end - at,
            Some(1) => {
                head = 16;
                number(bytes, at + 8, 8).unwrap_or(0)
            }
            length => length.unwrap_or(0),
        };
        let end = at.saturating_add(length).min(within.end);
        if end < at + head {
            break;
        }
        found.push(([name[0], name[1], name[2], name[3]], at + head..end));
        at = end;
    }
    found
}

/// Returns a number of up to eight bytes, the highest first; nought where it has none.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    let number = digits
        .iter()
        .fold(0_u64, |number, digit| number << 8 | u64::from(*digit));
    usize::try_from(number).ok()
}

/// Returns the places of items that are not for the eye, after the lists of items and of their places.
fn told(bytes: &[u8], within: Range<usize>) -> Vec<Range<usize>> {
    let inside = boxes(bytes, within);
    let of = |wanted: &[u8; 4]| {
        let found = inside.iter().find(|(name, _)| name == wanted);
        found.map(|(_, content)| content.clone())
    };
    let (Some(items), Some(places)) = (of(b"iinf"), of(b"iloc")) else {
        return Vec::new();
    };
    let ids = told_items(bytes, items).unwrap_or_default();
    let own = of(b"idat").unwrap_or_default();
    places_of(bytes, places.start, &ids, own.start).unwrap_or_default()
}

/// The numbers of items that are EXIF, or text such as XMP.
fn told_items(bytes: &[u8], items: Range<usize>) -> Option<Vec<usize>> {
    let version = *bytes.get(items.start)?;
    let first = items.start + if version == 0 { 6 } else { 8 };
    let entries = boxes(bytes, first..items.end).into_iter();
    let told = entries.filter_map(|(_, entry)| {
        let version = *bytes.get(entry.start)?;
        let width = if version == 3 { 4 } else { 2 };
        let at = entry.start + 4;
        // Behind the number stands by what it is protected, then the kind.
        let kind = bytes.get(at + width + 2..at + width + 6)?;
        let tells = version >= 2 && matches!(kind, b"Exif" | b"mime" | b"uri ");
        number(bytes, at, width).filter(|_| tells)
    });
    Some(told.collect())
}

/// Reads where items stand. `own` is where the content of the box for small items begins.
fn places_of(bytes: &[u8], start: usize, ids: &[usize], own: usize) -> Option<Vec<Range<usize>>> {
    let version = *bytes.get(start)?;
    let (sizes, more) = (*bytes.get(start + 4)?, *bytes.get(start + 5)?);
    let (offset_size, length_size) = (usize::from(sizes >> 4), usize::from(sizes & 15));
    let base_size = usize::from(more >> 4);
    let index_size = if version == 0 { 0 } else { usize::from(more & 15) };
    if [offset_size, length_size, base_size, index_size]
        .iter()
        .any(|size| *size > 8)
    {
        return None;
    }
    let mut at = start + 6;
    let mut take = |length: usize| {
        let taken = number(bytes, at, length);
        at += length;
        taken
    };
    let id_size = if version < 2 { 2 } else { 4 };
    let mut places = Vec::new();
    for _ in 0..take(id_size)? {
        let id = take(id_size)?;
        let is_own = version > 0 && take(2)? & 15 == 1;
        take(2)?;
        let base = take(base_size)?;
        for _ in 0..take(2)? {
            take(index_size)?;
            let begin = base.checked_add(take(offset_size)?)?;
            let begin = if is_own { begin.checked_add(own)? } else { begin };
            let length = take(length_size)?;
            if ids.contains(&id) {
                places.push(begin..begin.saturating_add(length));
            }
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], content: &[&[u8]]) -> Vec<u8> {
        let content = content.concat();
        let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&length[..], name, &content].concat()
    }

    #[test]
    fn what_tells_is_overwritten_where_it_stands() {
        let item = |id: u8, kind: &[u8; 4]| boxed(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, b"\0"]);
        let items = [item(1, b"av01"), item(2, b"Exif"), item(3, b"mime")].concat();
        let items = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 3], &items]);
        let own = boxed(b"idat", &[b"SECRET"]);
        let kind = boxed(b"ftyp", &[b"avif"]);
        let file = |begin: u8| {
            // Two places in the file, one in the box for small items.
            let place = |id: u8, way: u8, begin: u8, length: u8| [0, id, 0, way, 0, 0, 0, 1, begin, length];
            let places = [
                place(1, 0, begin, 6),
                place(2, 0, begin + 6, 6),
                place(3, 1, 0, 6),
            ]
            .concat();
            let places = boxed(b"iloc", &[&[1, 0, 0, 0, 0x11, 0, 0, 3], &places]);
            let meta = boxed(b"meta", &[&[0; 4], &items, &places, &own]);
            let program = boxed(b"uuid", &[b"0123456789abcdefSECRET"]);
            [kind.clone(), meta, program, boxed(b"mdat", &[b"pixelsSECRET"])].concat()
        };
        let begin = u8::try_from(file(0).len() - 12).unwrap();
        let bytes = file(begin);
        let bared = avif(&bytes);
        assert_eq!(bared.len(), bytes.len());
        let holds = |part: &[u8]| bared.windows(part.len()).any(|window| window == part);
        assert!(!holds(b"SECRET") && holds(b"pixels\0\0\0\0\0\0") && holds(b"iloc"));
        assert_eq!(avif(&bared), bared);
    }
}
