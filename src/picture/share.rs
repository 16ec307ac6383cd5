//! The picture by which a page is shown where people share it: its title on a ground, drawn as an SVG and painted once.
//!
//! What it is made of stands in the picture itself, as a comment of ten dozen bytes at its beginning. So a later build
//! can tell by the published file alone whether it has to be painted again.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Tree};

use crate::escape;
use crate::fingerprint::Fingerprint;

/// The width in pixels that those ask for who show it.
pub const WIDTH: u32 = 1200;

/// The height in pixels.
pub const HEIGHT: u32 = 630;

/// Counts the ways in which it has been painted; a new way paints all anew.
const WAY: u32 = 1;

/// Letters of Latin and Greek, see `font/OFL.txt`.
const FONT: &[u8] = include_bytes!("font/NotoSans-Bold.ttf");

/// How much of the width is left empty on each side.
const MARGIN: f32 = 80.0;

/// Sizes of letters that a title is tried in, with the lines that fit then.
const SIZES: [(f32, usize); 4] = [(76.0, 4), (64.0, 5), (52.0, 6), (44.0, 7)];

/// The most letters of a title that are looked at.
const MOST_LETTERS: usize = 300;

/// What is written on a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    /// The title of the page.
    pub title: String,
    /// The title of the site; empty where it is that of the page.
    pub site: String,
    /// The language's own name.
    pub language: String,
    /// The language's tag, after which letters are shaped.
    pub tag: String,
}

impl Share {
    /// Returns the fingerprint of all that the picture is made of.
    pub fn key(&self) -> Fingerprint {
        Fingerprint::of(&(self, WAY))
    }

    /// Says whether a published picture shows just this, and is there to its end.
    pub fn is_shown_by(&self, png: &[u8]) -> bool {
        let comment = comment(self.key());
        png.get(HEAD..HEAD + comment.len()) == Some(&comment[..]) && super::bare::is_whole(png)
    }

    /// Paints the picture, as a PNG. Letters that the font does not have are left out.
    pub fn paint(&self) -> Vec<u8> {
        super::painted(self.key(), || self.png())
    }

    fn png(&self) -> Vec<u8> {
        let svg = self.svg();
        let (Ok(tree), Some(mut pixmap)) = (Tree::from_str(&svg, &options()), Pixmap::new(WIDTH, HEIGHT))
        else {
            return Vec::new();
        };
        resvg::render(&tree, Transform::default(), &mut pixmap.as_mut());
        let Some(mut png) = super::png_of(&pixmap).filter(|png| png.len() >= HEAD) else {
            return Vec::new();
        };
        png.splice(HEAD..HEAD, comment(self.key()));
        png
    }

    fn svg(&self) -> String {
        let (size, lines) = set(&self.title, WIDTH as f32 - 2.0 * MARGIN);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" xml:lang=\"{}\" \
             font-family=\"Noto Sans\" font-weight=\"700\"><path fill=\"#0b3a41\" d=\"M0 0h{WIDTH}v{HEIGHT}H0z\"/>\
             <path fill=\"#83cbd0\" d=\"M0 0h{WIDTH}v14H0z\"/><g fill=\"#fff\" font-size=\"{size}\">",
            escape::html_string(&self.tag),
        );
        for (number, line) in lines.iter().enumerate() {
            let y = 90.0 + size * (1.0 + 1.22 * number as f32) - size * 0.2;
            let line = escape::html_string(line);
            let _ = write!(svg, "<text x=\"{MARGIN}\" y=\"{y}\">{line}</text>");
        }
        let (site_size, site) = one_line(&self.site, 36.0, 700.0);
        let (language_size, language) = one_line(&self.language, 30.0, 280.0);
        let right = WIDTH as f32 - MARGIN;
        let _ = write!(
            svg,
            "</g><g fill=\"#83cbd0\"><text x=\"{MARGIN}\" y=\"570\" font-size=\"{site_size}\">{}</text>\
             <text x=\"{right}\" y=\"570\" font-size=\"{language_size}\" text-anchor=\"end\">{}</text></g></svg>",
            escape::html_string(&site),
            escape::html_string(&language),
        );
        svg
    }
}

/// How long the beginning of a PNG is before the comment: its mark and its head.
const HEAD: usize = 33;

/// A chunk of a PNG that says what it is made of.
fn comment(key: Fingerprint) -> Vec<u8> {
    let data = format!("tEXtSource\0tillit {:016x}", key.0).into_bytes();
    let length = u32::try_from(data.len() - 4).unwrap_or_default().to_be_bytes();
    let sum = check_sum(&data).to_be_bytes();
    [&length[..], &data, &sum].concat()
}

/// The check sum of chunks, after <https://www.w3.org/TR/png-3/#samplecrcalgorithm>.
fn check_sum(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                0xedb8_8320 ^ (sum >> 1)
            } else {
                sum >> 1
            }
        })
    });
    !sum
}

fn options() -> usvg::Options<'static> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(FONT.to_vec());
        Arc::new(fonts)
    });
    usvg::Options {
        fontdb: fonts.clone(),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    }
}

/// Says whether a drawing may hold a sign; XML has no others.
fn is_drawn(sign: char) -> bool {
    !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}')
}

/// Sets a title in the largest letters in which it fits: returns their size, and the lines.
fn set(title: &str, width: f32) -> (f32, Vec<String>) {
    let title: String = title
        .chars()
        .filter(|sign| is_drawn(*sign))
        .take(MOST_LETTERS)
        .collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    let measured = widths(&words);
    let mut last = (SIZES[0].0, Vec::new());
    for (size, most_lines) in SIZES {
        let widest = measured.iter().copied().fold(0.0, f32::max) * size;
        let lines = lines(&words, &measured, size, width);
        let fits = lines.len() <= most_lines && widest <= width;
        last = (size, lines);
        if fits {
            return last;
        }
    }
    let (mut size, mut lines) = last;
    let most = SIZES[SIZES.len() - 1].1;
    if lines.len() > most {
        lines.truncate(most);
        if let Some(line) = lines.last_mut() {
            line.push('…');
        }
    }
    // A word that no line holds makes all letters smaller.
    let widest = measured.iter().copied().fold(0.0, f32::max) * size;
    if widest > width {
        size *= width / widest;
    }
    (size, lines)
}

/// Fills lines with words as full as they get.
fn lines(words: &[&str], measured: &[f32], size: f32, width: f32) -> Vec<String> {
    /// The width of a space, and of what stands around the ink of a word, for letters of size 1.
    const SPACE: f32 = 0.3;
    let mut lines: Vec<String> = Vec::new();
    let mut used = f32::INFINITY;
    for (word, measured) in words.iter().zip(measured) {
        let more = (measured + SPACE) * size;
        if used + more <= width {
            used += more;
            if let Some(line) = lines.last_mut() {
                line.push(' ');
                line.push_str(word);
            }
        } else {
            used = measured * size;
            lines.push((*word).to_owned());
        }
    }
    lines
}

/// Returns a text and a size in which it is at most so wide.
fn one_line(text: &str, size: f32, width: f32) -> (f32, String) {
    let text: String = text.chars().filter(|sign| is_drawn(*sign)).take(100).collect();
    let wide = widths(&[&text]).first().copied().unwrap_or_default() * size;
    (if wide > width { size * width / wide } else { size }, text)
}

/// Measures words in letters of size 1.
fn widths(words: &[&str]) -> Vec<f32> {
    const SIZE: f32 = 100.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" font-family=\"Noto Sans\" font-weight=\"700\" \
         font-size=\"{SIZE}\">"
    );
    for (number, word) in words.iter().enumerate() {
        let word = escape::html_string(word);
        let _ = write!(svg, "<text id=\"w{number}\" xml:space=\"preserve\">{word}</text>");
    }
    svg.push_str("</svg>");
    let tree = Tree::from_str(&svg, &options()).ok();
    let width = |number: usize| {
        let node = tree.as_ref()?.node_by_id(&format!("w{number}"))?;
        Some(node.bounding_box().width() / SIZE)
    };
    (0..words.len())
        .map(|number| width(number).unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(title: &str) -> Share {
        Share {
            title: title.to_owned(),
            site: "Tillit".to_owned(),
            language: "Norsk".to_owned(),
            tag: "nb".to_owned(),
        }
    }

    #[test]
    fn what_it_shows_can_be_told_from_the_picture() {
        let one = share("Den terapeutiske alliansen");
        let png = one.paint();
        let image = image::load_from_memory(&png).unwrap().into_rgb8();
        assert_eq!(image.dimensions(), (WIDTH, HEIGHT));
        let white = image.pixels().filter(|pixel| pixel.0 == [255; 3]).count();
        assert!(white > 5_000, "no letters: {white}");
        assert!(one.is_shown_by(&png) && !share("Makt").is_shown_by(&png));
        assert!(!one.is_shown_by(&png[..png.len() - 1]) && !one.is_shown_by(b""));
        assert_eq!(one.paint(), png);
    }

    #[test]
    fn the_font_has_the_letters_of_all_languages() {
        let measured = |text: &str| widths(&[text])[0];
        for letter in "æøåÆØÅäöüßÄÖÜẞéèêëçñšžčđðþœłőαβκω–—„“”«»…’€".chars()
        {
            assert!(measured(&letter.to_string()) > 0.05, "{letter}");
        }
    }

    #[test]
    fn every_title_stays_inside() {
        let long = "Psychotherapieforschungsmethodologie".repeat(4);
        let many = "Allianse ".repeat(80);
        for title in [
            "Makt",
            "Reparasjon av brudd i den terapeutiske alliansen",
            &long,
            &many,
            "",
            "\u{1f600} 漢字",
        ] {
            let image = image::load_from_memory(&share(title).paint())
                .unwrap()
                .into_rgb8();
            let white = |x: u32| (15..510).any(|y| image.get_pixel(x, y).0 == [255; 3]);
            assert!(!(0..70).any(white) && !(WIDTH - 70..WIDTH).any(white), "{title}");
            assert!(
                !(1..WIDTH).any(|x| image.get_pixel(x, 520).0 == [255; 3]),
                "{title}"
            );
        }
    }
}
