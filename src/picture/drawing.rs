//! Drawings in SVG that can do nothing but be looked at: no scripts, no handlers of events, nothing from elsewhere.
//!
//! Elements pass that are known to draw, all others go with what is in them. In a page a drawing could do little
//! anyway; opened by itself it is a page of its own, with all that a page may do.

use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::escape;

/// The elements of SVG 2 that draw or describe; those left out load, run or embed something.
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// How many things that were left out are told of one drawing.
const MOST_TOLD: usize = 20;

/// A drawing that can only be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Harmless {
    /// The drawing.
    pub svg: String,
    /// What was left out, by what it is called, and where it stands.
    pub left_out: Vec<(Range<usize>, String)>,
}

/// Takes out of a drawing what could do more than be looked at.
///
/// # Errors
/// Returns the place from which on it is no XML.
pub fn harmless(text: &str) -> Result<Harmless, usize> {
    let mut writer = Writer::default();
    // A mark at the beginning tells the encoding, which is known.
    let svg = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shift = text.len() - svg.len();
    let mut reader = Reader::from_str(svg);
    let place = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|_| shift + start)?;
        let at = shift + start..shift + place(&reader);
        match event {
            Event::Start(element) => writer.start(&element, at.clone(), false).ok_or(at.start)?,
            Event::Empty(element) => writer.start(&element, at.clone(), true).ok_or(at.start)?,
            Event::End(_) => writer.end(),
            Event::Text(raw) => writer.text(raw.as_ref()),
            Event::CData(data) => {
                let mut escaped = String::new();
                escape::html(data.as_ref(), &mut escaped);
                writer.text(&escaped);
            }
            Event::GeneralRef(name) => {
                let reference = format!("&{};", name.as_ref());
                if unescape(&reference).is_ok() {
                    writer.text(&reference);
                } else {
                    writer.leave_out(at, &reference);
                }
            }
            Event::Eof => break,
            // What stands there draws nothing, and declarations could be markup in disguise.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if writer.open.is_empty() && writer.out.starts_with("<svg") {
        Ok(Harmless {
            svg: writer.out + "\n",
            left_out: writer.left_out,
        })
    } else {
        Err(0)
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    left_out: Vec<(Range<usize>, String)>,
    /// The elements that are open and written.
    open: Vec<String>,
    /// How many elements are open that are not written, in one another.
    hidden: usize,
    /// The rules of a `style` that is being read, and where it begins.
    style: Option<(String, Range<usize>)>,
}

impl Writer {
    fn leave_out(&mut self, at: Range<usize>, what: &str) {
        if self.hidden == 0 && self.left_out.len() < MOST_TOLD {
            self.left_out.push((at, what.to_owned()));
        }
    }

    /// Writes the start of an element. `None` if it is no XML.
    fn start(&mut self, element: &BytesStart<'_>, at: Range<usize>, is_empty: bool) -> Option<()> {
        let name = element.name().as_ref().to_owned();
        let is_root = self.open.is_empty();
        let is_known = if is_root {
            // Nothing stands beside the drawing.
            name == "svg" && self.out.is_empty()
        } else {
            ELEMENTS.contains(&name.as_str())
        };
        if self.hidden > 0 || self.style.is_some() || !is_known {
            // What programs note for themselves is nobody's loss.
            if !name.contains(':') && name != "metadata" {
                self.leave_out(at, &format!("<{name}>"));
            }
            if !is_empty {
                self.hidden += 1;
            }
            return Some(());
        }
        let attributes = self.attributes(element, &name, &at)?;
        if name == "style" {
            if !is_empty {
                self.style = Some((String::new(), at));
                self.open.push(name);
            }
            return Some(());
        }
        self.out.push('<');
        self.out.push_str(&name);
        if is_root {
            self.out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(&key);
            self.out.push_str("=\"");
            escape::html(&value, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(if is_empty { "/>" } else { ">" });
        if !is_empty {
            self.open.push(name);
        }
        Some(())
    }

    /// Returns the attributes that may stay. `None` if they are no XML.
    fn attributes(
        &mut self,
        element: &BytesStart<'_>,
        name: &str,
        at: &Range<usize>,
    ) -> Option<Vec<(String, String)>> {
        let mut kept: Vec<(String, String)> = Vec::new();
        let mut seen = BTreeSet::new();
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let key = attribute.key.as_ref().to_owned();
            if !seen.insert(key.clone()) {
                return None;
            }
            if key == "xmlns"
                || (key.contains(':') && !matches!(&*key, "xlink:href" | "xml:lang" | "xml:space"))
            {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.ok().filter(|value| is_harmless(name, &key, value));
            let Some(value) = value else {
                self.leave_out(at.clone(), &key);
                continue;
            };
            // Its old name needs a declaration, and no browser needs the old name.
            let key = if key == "xlink:href" {
                "href".to_owned()
            } else {
                key
            };
            if !kept.iter().any(|(other, _)| *other == key) {
                kept.push((key, value.into_owned()));
            }
        }
        Some(kept)
    }

    fn end(&mut self) {
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        let Some(name) = self.open.pop() else {
            return;
        };
        if let Some((css, at)) = self.style.take() {
            if is_foreign_css(&css) {
                self.leave_out(at, "<style>");
                return;
            }
            self.out.push_str("<style>");
            escape::html(&css, &mut self.out);
        }
        self.out.push_str("</");
        self.out.push_str(&name);
        self.out.push('>');
    }

    /// Writes text that is escaped already.
    fn text(&mut self, escaped: &str) {
        if self.hidden > 0 || self.open.is_empty() {
            return;
        }
        match &mut self.style {
            Some((css, _)) => css.push_str(&unescape(escaped).unwrap_or_default()),
            None => self.out.push_str(escaped),
        }
    }
}

/// Says whether an attribute can do nothing but draw.
fn is_harmless(element: &str, key: &str, value: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    if lower.starts_with("on") || lower == "src" {
        return false;
    }
    let trimmed = value.trim().to_ascii_lowercase();
    if lower == "attributename" {
        return !trimmed.starts_with("on") && !trimmed.contains("href");
    }
    if lower == "href" || lower == "xlink:href" {
        let is_picture = || {
            ["png", "jpeg", "gif", "webp"]
                .iter()
                .any(|kind| trimmed.starts_with(&format!("data:image/{kind};base64,")))
        };
        return match element {
            "a" => {
                let schemes = ["https://", "http://", "mailto:", "#"];
                schemes.iter().any(|scheme| trimmed.starts_with(scheme))
            }
            "image" | "feImage" => trimmed.starts_with('#') || is_picture(),
            _ => trimmed.starts_with('#'),
        };
    }
    !is_foreign_css(value)
}

/// Says whether CSS, or an attribute that is read as CSS, may load something. Where letters are written by their number,
/// nobody can tell.
fn is_foreign_css(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let loads = |word: &str| css.contains(word);
    if loads("@import") || loads("image-set(") || loads("image(") || loads("\\") || loads("src(") {
        return true;
    }
    css.split("url(").skip(1).any(|target| {
        let target = target.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
        !target.starts_with('#') && !target.starts_with("data:image/") && !target.starts_with("data:font/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(inner: &str) -> (String, Vec<String>) {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        let harmless = harmless(&text).unwrap();
        let svg = harmless
            .svg
            .trim_end()
            .strip_prefix("<svg xmlns=\"http://www.w3.org/2000/svg\">")
            .unwrap();
        let left_out = harmless.left_out.into_iter().map(|(_, what)| what).collect();
        (svg.strip_suffix("</svg>").unwrap().to_owned(), left_out)
    }

    #[test]
    fn a_harmless_drawing_keeps_what_it_says() {
        for inner in [
            "<title>Å &amp; ø &#229;</title>\n <g fill=\"url(#a)\"><path d=\"M0 0\"/></g>",
            "<style>.a &gt; b{fill:url(#x)}</style>",
            "<use href=\"#a\"/><text xml:lang=\"nb\" style=\"font-size:3px\">x</text>",
            "<image href=\"data:image/png;base64,AA\"/><a href=\"https://a.no\"/>",
        ] {
            assert_eq!(cleaned(inner), (inner.to_owned(), vec![]));
        }
        assert_eq!(cleaned("<g><![CDATA[a<b]]></g>").0, "<g>a&lt;b</g>");
        assert_eq!(cleaned("<use xlink:href=\"#a\"/>").0, "<use href=\"#a\"/>");
        assert_eq!(
            cleaned(
                "<inkscape:x a=\"b\"><g/></inkscape:x><metadata>Kari</metadata><g sodipodi:a=\"b\"/><!-- x -->"
            ),
            ("<g/>".to_owned(), vec![])
        );
    }

    #[test]
    fn what_can_do_more_is_left_out_and_told() {
        let cases = [
            ("<script>alert(1)</script>", "", "<script>"),
            ("<script><g/></script><g/>", "<g/>", "<script>"),
            ("<foreignObject><body/></foreignObject>", "", "<foreignObject>"),
            ("<SCRIPT/>", "", "<SCRIPT>"),
            ("<g onclick=\"x\" id=\"a\"/>", "<g id=\"a\"/>", "onclick"),
            ("<g OnLoad=\"x\"/>", "<g/>", "OnLoad"),
            ("<a href=\" java&#115;cript:x\"/>", "<a/>", "href"),
            ("<a xlink:href=\"javascript:x\"/>", "<a/>", "xlink:href"),
            ("<use href=\"//a.no/x.svg#a\"/>", "<use/>", "href"),
            ("<image href=\"https://a.no/x.png\"/>", "<image/>", "href"),
            (
                "<image href=\"data:image/svg+xml;base64,AA\"/>",
                "<image/>",
                "href",
            ),
            ("<g fill=\"URL( 'https://a.no')\"/>", "<g/>", "fill"),
            ("<g style=\"fill:u\\72l(//a.no)\"/>", "<g/>", "style"),
            ("<style>@im<![CDATA[port]]> 'x'</style>", "", "<style>"),
            ("<style>a{fill:url(//a.no)}</style>", "", "<style>"),
            (
                "<set attributeName=\"xlink:href\" to=\"x\"/>",
                "<set to=\"x\"/>",
                "attributeName",
            ),
            ("<g>&x;</g>", "<g></g>", "&x;"),
        ];
        for (inner, expected, what) in cases {
            assert_eq!(
                cleaned(inner),
                (expected.to_owned(), vec![what.to_owned()]),
                "{inner}"
            );
        }
        let entity = "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg>&x;</svg>";
        assert_eq!(
            harmless(entity).unwrap().svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n"
        );
    }

    #[test]
    fn what_is_no_drawing_is_told() {
        for text in [
            "",
            "x",
            "<svg>",
            "<svg",
            "<p/>",
            "<svg a=\"b\" a=\"c\"/>",
            "<svg/><svg/>x",
            "<svg><g></svg>",
        ] {
            // A second drawing beside the first is left out.
            assert_eq!(harmless(text).is_err(), !text.starts_with("<svg/>"), "{text}");
        }
    }
}
