//! The site's sign as a picture, for devices that know no drawings.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::fingerprint::Fingerprint;

/// How much of a side is left empty around the sign: devices cut the corners off.
const MARGIN: f32 = 0.14;

/// Paints a drawing on white, with so many pixels on a side. Nothing if it is no drawing.
pub fn paint(svg: &[u8], size: u32) -> Vec<u8> {
    let key = Fingerprint::of(&("icon", svg, size));
    super::painted(key, || png(svg, size).unwrap_or_default())
}

fn png(svg: &[u8], size: u32) -> Option<Vec<u8>> {
    // A drawing that names other files is painted without them: they are no part of its bytes, or of the site.
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_string: Box::new(|_, _| None),
            ..ImageHrefResolver::default()
        },
        ..Options::default()
    };
    let tree = Tree::from_data(svg, &options).ok()?;
    let mut pixmap = Pixmap::new(size, size)?;
    pixmap.fill(Color::WHITE);
    let side = size as f32;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = side * (1.0 - 2.0 * MARGIN) / width.max(height);
    let (left, top) = ((side - width * scale) / 2.0, (side - height * scale) / 2.0);
    let transform = Transform::from_scale(scale, scale).post_translate(left, top);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    super::png_of(&pixmap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "a test writes the file that is not to be read"
    )]
    fn no_other_file_is_painted() {
        let folder = tempfile::tempdir().unwrap();
        let other = folder.path().join("other.svg");
        let black = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10H0z"/></svg>"##;
        std::fs::write(&other, black).unwrap();
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><image width=\"10\" height=\"10\" href=\"{}\"/></svg>",
            other.display()
        );
        let image = image::load_from_memory(&paint(svg.as_bytes(), 20))
            .unwrap()
            .into_rgb8();
        assert!(image.pixels().all(|pixel| pixel.0 == [255; 3]));
    }

    #[test]
    fn a_sign_stands_in_the_middle() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10H0z"/></svg>"##;
        let image = image::load_from_memory(&paint(svg, 100)).unwrap().into_rgb8();
        assert_eq!(image.dimensions(), (100, 100));
        for (x, y, expected) in [
            (50, 50, 0),
            (50, 20, 255),
            (5, 50, 255),
            (95, 50, 255),
            (20, 40, 0),
        ] {
            assert_eq!(image.get_pixel(x, y).0, [expected; 3], "{x} {y}");
        }
        assert_eq!(paint(b"x", 10), b"");
    }
}
