//! Pictures beside texts: small ones for small screens, nothing told that is not to be seen, and no work done twice.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use scraper::{Html, Selector};
use tillit::source::disk;
use tillit::{Memory, Options, build};

use super::{said, site, tillit, tree, write};

/// A picture with noise, red in its upper half and blue in its lower half.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut state = 1_u32;
    let image = RgbImage::from_fn(width, height, |_, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = u8::try_from(state >> 27).expect("five bits");
        let strong = 200 + grain;
        if y < height / 2 {
            Rgb([strong, 20, grain])
        } else {
            Rgb([grain, 20, strong])
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    let image = DynamicImage::ImageRgb8(image);
    image.write_to(&mut bytes, format).expect("it can be encoded");
    bytes.into_inner()
}

/// Writes into a JPEG how it is to be turned, and what nobody is to know.
fn told(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    exif[25] = orientation;
    exif.extend_from_slice(b"GPS: 59.9139 N, 10.7522 E");
    let length = u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A site with a page that shows pictures.
fn with_pictures(pictures: &[(&str, &[u8])]) -> tempfile::TempDir {
    let site = site();
    fs::create_dir_all(site.path().join("content/hand")).expect("the folder is ours");
    let mut text = "---\ntitle: Hånd\n---\n".to_owned();
    for (name, bytes) in pictures {
        text.push_str(&format!("\n![En hånd]({name})\n"));
        fs::write(site.path().join("content/hand").join(name), bytes).expect("the folder is ours");
    }
    write(site.path(), "content/hand/index.nb.md", &text);
    site
}

fn page(root: &Path) -> Html {
    let page = fs::read_to_string(root.join("public/nb/hand/index.html")).expect("the page is there");
    Html::parse_document(&page)
}

/// The attributes of each element that a selector finds.
fn attributes(page: &Html, selector: &str) -> Vec<BTreeMap<String, String>> {
    let selector = Selector::parse(selector).expect("it is a selector");
    page.select(&selector)
        .map(|element| {
            let attributes = element.value().attrs();
            attributes
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect()
        })
        .collect()
}

/// The addresses in a `srcset`, with their widths.
fn candidates(srcset: &str) -> Vec<(String, u32)> {
    let candidates = srcset.split(", ").map(|candidate| {
        let (href, width) = candidate.split_once(' ').expect("an address and a width");
        let width = width.strip_suffix('w').expect("a width");
        (href.to_owned(), width.parse().expect("a number"))
    });
    candidates.collect()
}

#[test]
fn a_photograph_is_published_in_several_sizes_and_tells_nothing() {
    // Held on its side, as telephones are.
    let photo = told(&picture(2400, 1800, ImageFormat::Jpeg), 6);
    let screen = picture(500, 100, ImageFormat::Png);
    let site = with_pictures(&[("photo.jpg", &photo), ("screen.png", &screen)]);
    let root = site.path();
    let output = tillit(root, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let page = page(root);

    let images = attributes(&page, "picture > img");
    let sources = attributes(&page, "picture > source[type='image/webp']");
    assert_eq!((images.len(), sources.len()), (2, 2));
    assert_eq!((&*images[0]["width"], &*images[0]["height"]), ("1800", "2400"));
    assert_eq!((&*images[1]["width"], &*images[1]["height"]), ("500", "100"));
    assert_eq!(images[0].get("loading"), None);
    assert_eq!(images[1]["loading"], "lazy");
    assert!(!sources[0]["sizes"].contains("auto") && sources[1]["sizes"].starts_with("auto, "));

    let widths = |source: &BTreeMap<String, String>| -> Vec<u32> {
        let candidates = candidates(&source["srcset"]).into_iter();
        candidates.map(|(_, width)| width).collect()
    };
    assert_eq!(widths(&sources[0]), [400, 800, 1200, 1600]);
    assert_eq!(widths(&sources[1]), [500]);
    let public = root.join("public");
    let read = |href: &str| fs::read(public.join(href.trim_start_matches('/'))).expect("it is published");
    for (href, width) in candidates(&sources[0]["srcset"]) {
        let bytes = read(&href);
        assert_eq!(image::guess_format(&bytes).ok(), Some(ImageFormat::WebP));
        let image = image::load_from_memory(&bytes)
            .expect("it can be read")
            .into_rgb8();
        assert_eq!(image.dimensions(), (width, (width * 8 / 3).div_ceil(2)));
        // What was above is to the right now.
        let (left, right) = (
            image.get_pixel(width / 8, 9).0,
            image.get_pixel(width * 7 / 8, 9).0,
        );
        assert!(left[2] > left[0] && right[0] > right[2], "{left:?} {right:?}");
    }
    // Programs that do not know WebP get a smaller JPEG too.
    let image = image::load_from_memory(&read(&images[0]["src"])).expect("it can be read");
    assert_eq!((image.width(), image.height()), (1600, 2133));
    assert_eq!(
        image::guess_format(&read(&images[1]["src"])).ok(),
        Some(ImageFormat::Png)
    );

    for (path, bytes) in tree(&public) {
        for secret in [&b"GPS"[..], b"59.9139"] {
            assert!(
                !contains(&bytes, secret),
                "{} tells where it was taken",
                path.display()
            );
        }
    }
    let original = fs::read(root.join("content/hand/photo.jpg")).expect("it is there");
    assert!(original == photo, "the original was touched");

    // The server gives the same.
    let sources_read = disk::read(root, None, &mut Vec::new()).expect("the site can be read");
    let built = build(&sources_read, &Options::default(), &mut Memory::default());
    for (href, _) in candidates(&sources[0]["srcset"]) {
        let made = built
            .force(href.trim_start_matches('/'))
            .expect("there is a recipe");
        assert!(made.bytes == read(&href), "{href}");
    }
}

#[test]
fn a_warm_build_encodes_nothing_and_mends_what_is_cut() {
    let photo = picture(900, 600, ImageFormat::Jpeg);
    let site = with_pictures(&[("photo.jpg", &photo)]);
    let root = site.path();
    assert_eq!(tillit(root, &["build"]).status.code(), Some(0));
    let source = attributes(&page(root), "picture > source").remove(0);
    let files: Vec<_> = candidates(&source["srcset"])
        .into_iter()
        .map(|(href, _)| root.join("public").join(href.trim_start_matches('/')))
        .collect();
    let [narrow, wide] = files.as_slice() else {
        panic!("two sizes: {files:?}");
    };
    // Whoever made it again would notice that it is another picture.
    let other = fs::read(narrow).expect("it is published");
    let whole = fs::read(wide).expect("it is published");
    fs::write(wide, &other).expect("it is ours");
    let warm = tillit(root, &["build"]);
    assert!(said(&warm).contains(" 0 written"), "{}", said(&warm));
    assert!(
        fs::read(wide).expect("it is there") == other,
        "it was encoded again"
    );

    fs::write(wide, &whole[..whole.len() / 2]).expect("it is ours");
    let mending = tillit(root, &["build"]);
    assert!(said(&mending).contains(" 1 written"), "{}", said(&mending));
    assert!(fs::read(wide).expect("it is there") == whole);

    // Another picture under the same name has other addresses, and the old ones go.
    let other = picture(901, 600, ImageFormat::Jpeg);
    fs::write(root.join("content/hand/photo.jpg"), other).expect("the folder is ours");
    assert_eq!(tillit(root, &["build"]).status.code(), Some(0));
    assert!(!narrow.exists() && !wide.exists());
}

#[test]
fn pictures_in_every_folder_tell_nothing() {
    let photo = told(&picture(300, 200, ImageFormat::Jpeg), 6);
    let mut gif = Cursor::new(Vec::new());
    gif.get_mut().extend_from_slice(
        b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x08GPS SIGN\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;",
    );
    let site = with_pictures(&[("photo.jpg", &photo), ("film.gif", gif.get_ref())]);
    let root = site.path();
    fs::create_dir_all(root.join("static/press")).expect("the folder is ours");
    fs::write(root.join("static/press/Photo.JPEG"), &photo).expect("the folder is ours");
    fs::write(root.join("static/press/notes.bin"), b"\xff\xd8 GPS no picture").expect("the folder is ours");
    let output = tillit(root, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let public = tree(&root.join("public"));
    for (path, bytes) in &public {
        let tells = contains(bytes, b"GPS");
        assert_eq!(tells, path.ends_with("notes.bin"), "{}", path.display());
    }
    let pressed = fs::read(root.join("public/press/Photo.JPEG")).expect("it keeps its name");
    let shown = image::load_from_memory(&pressed).expect("it can be read");
    assert_eq!((shown.width(), shown.height()), (300, 200));
}

#[test]
fn photographs_as_programs_save_them_tell_nothing() {
    // Made by avifenc and heif-enc, and given a place and a name by ExifTool.
    let photographs = [
        (
            "told.avif",
            include_bytes!("photographs/told.avif").as_slice(),
            Some("48"),
        ),
        ("told.heic", include_bytes!("photographs/told.heic"), None),
    ];
    // Latitude: 59/1, 54/1, 36/1.
    let place = b"\0\0\0\x3b\0\0\0\x01\0\0\0\x36\0\0\0\x01\0\0\0\x24\0\0\0\x01";
    for (name, bytes, width) in photographs {
        assert!(
            contains(bytes, place) && contains(bytes, b"Kari Nordmann"),
            "{name}"
        );
        let site = with_pictures(&[(name, bytes)]);
        fs::create_dir_all(site.path().join("static")).expect("the folder is ours");
        fs::write(site.path().join("static").join(name), bytes).expect("the folder is ours");
        let output = tillit(site.path(), &["build"]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert_eq!(said.contains("warning[unshown-image]"), width.is_none(), "{said}");
        let public = tree(&site.path().join("public"));
        let kind = Path::new(name).extension();
        let published: Vec<_> = public
            .iter()
            .filter(|(path, _)| path.extension() == kind)
            .collect();
        assert_eq!(published.len(), 2, "{name}");
        for (path, published) in published {
            assert!(
                !contains(published, place) && !contains(published, b"Kari"),
                "{}",
                path.display()
            );
            // What is to be seen stands where it stood, since these files say where that is.
            assert_eq!(published.len(), bytes.len(), "{}", path.display());
        }
        let shown = attributes(&page(site.path()), "main img");
        assert_eq!(shown[0].get("width").map(String::as_str), width, "{name}");
    }
}

#[test]
fn a_damaged_picture_is_told_once_and_nothing_is_published() {
    let whole = picture(900, 600, ImageFormat::Png);
    let site = with_pictures(&[("screen.png", &whole[..whole.len() / 2])]);
    for command in ["build", "check"] {
        let output = tillit(site.path(), &[command]);
        let said =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert_eq!(said.matches("error[broken-image]").count(), 1, "{said}");
        assert!(said.contains("content/hand/screen.png"), "{said}");
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_picture_with_too_many_pixels_is_told_and_never_decoded() {
    // A small file that asks for gigabytes.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0\0\0\0\0".to_vec();
    bomb.resize(20_000, 0);
    let site = with_pictures(&[("bomb.png", &bomb)]);
    let output = tillit(site.path(), &["build"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("warning[huge-image]") && said.contains("content/hand/index.nb.md:5:12"),
        "{said}"
    );
    assert_eq!(attributes(&page(site.path()), "picture").len(), 0);
}

#[test]
fn pictures_that_move_go_on_moving() {
    let mut still = picture(300, 200, ImageFormat::Png);
    let at = 33; // Behind the head.
    let control = b"\0\0\0\x08acTL\0\0\0\x01\0\0\0\0\0\0\0\0";
    still.splice(at..at, control.iter().copied());
    let site = with_pictures(&[("film.png", &still)]);
    let output = tillit(site.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let page = page(site.path());
    assert_eq!(attributes(&page, "picture").len(), 0);
    let src = &attributes(&page, "main img")[0]["src"];
    let published = fs::read(site.path().join("public").join(src.trim_start_matches('/')));
    assert!(published.expect("it is published") == still);
}
