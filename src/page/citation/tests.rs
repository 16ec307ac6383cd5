//! Citations and lists as readers see them.

use super::*;

fn cite(key: &str, locator: &str) -> Cite {
    let (key, locator) = (key.to_owned(), locator.to_owned());
    Cite {
        key,
        at: TextRange::default(),
        prefix: String::new(),
        locator,
        suppress_author: false,
    }
}

#[cfg(feature = "citations")]
fn without_author(cite: Cite) -> Cite {
    Cite {
        suppress_author: true,
        ..cite
    }
}

fn read(text: &str) -> Bibliography {
    let read = Bibliography::read(&[(&SourcePath::new("content/references.bib"), text)]);
    assert_eq!(read.diagnostics, []);
    read.value
}

const WORKS: &str = r#"
@article{horvath1991,
  author = {Horvath, Adam O. and Symonds, B. Dianne},
  title = {Relation between working alliance and outcome in psychotherapy},
  journal = {Journal of counseling psychology},
  year = 1991, volume = 38, number = 2, pages = {139--149}, doi = {10.1037/0022-0167.38.2.139},
  verified = {SECRET}, note = {SECRET}, annotation = {SECRET}
}
@book{greenson1967,
  author = {Greenson, Ralph R.},
  title = {Teknikk og praksis i psykoanalysen},
  year = 1967, volume = 1, publisher = {International Universities Press}, address = {New York}
}
@incollection{stiles2010,
  author = {Stiles, William B. and Goldsmith, Jacob Z.},
  editor = {Muran, J. Christopher and van der Barber, Jacques P.},
  title = {The alliance over time},
  booktitle = {The therapeutic alliance},
  year = 2010, pages = {44--62}, publisher = {Guilford Press}
}
@phdthesis{kim2001, author = {Kim, Sung Ae}, title = {The Kim Alliance Scale}, year = 2001, school = {University of San Diego}}
@misc{zed2020one, author = {Zed, Anna and others}, title = {One}, year = 2020, url = {javascript:alert(1)}}
@misc{zed2020two, author = {Zed, Anna and others}, title = {<b>"Two" & more</b>}, year = 2020}
"#;

#[test]
fn every_entry_is_read_and_sorted() {
    let works = read(WORKS);
    let keys: Vec<&str> = works.keys().collect();
    assert_eq!(
        keys,
        [
            "greenson1967",
            "horvath1991",
            "kim2001",
            "stiles2010",
            "zed2020one",
            "zed2020two"
        ]
    );
    assert!(works.contains("kim2001") && !works.contains("nobody"));
    assert_ne!(works.fingerprint(), Bibliography::default().fingerprint());
}

#[cfg(feature = "citations")]
#[test]
fn parts_are_what_the_whole_would_be() {
    let text = std::fs::read_to_string("content/references.bib").unwrap();
    let works = read(&text);
    let keys: Vec<&str> = works.keys().collect();
    let first = |key: &str| {
        key.trim_end_matches(|sign: char| !sign.is_alphabetic())
            .to_owned()
    };
    // Works that look alike have keys that stand beside each other.
    let pairs: Vec<usize> = (0..keys.len() - 4)
        .filter(|at| first(keys[*at]) == first(keys[at + 1]))
        .collect();
    let mut number = 1_u64;
    // The numbers of Knuth's MMIX; the same at every run.
    let mut next = |most: usize| {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(number >> 33).unwrap() % most
    };
    for name in ["apa", "harvard-cite-them-right", "vancouver"] {
        let works = works.clone().in_style(CitationStyle::named(name).unwrap());
        for language in ["nb", "de", "sv", "en"] {
            let mut alike = 0;
            for _ in 0..12 {
                let near = pairs[next(pairs.len())];
                let citations: Vec<_> = (0..2 + next(9))
                    .map(|_| {
                        let cites = (0..1 + next(6) / 4).map(|_| {
                            let key = [near + next(4), next(keys.len())][next(2)];
                            let cite = cite(keys[key], ["", "S. 4"][next(5) / 4]);
                            if next(8) == 0 { without_author(cite) } else { cite }
                        });
                        let forms = [CitationForm::Bracketed, CitationForm::InText];
                        (cites.collect(), forms[next(2)])
                    })
                    .collect();
                let whole = works.works.references_at_once(&citations, language, &works.style);
                assert_eq!(
                    Some(works.references(&citations, language)),
                    whole,
                    "{name} {language}"
                );
                let listed = whole.iter().flat_map(|whole| &whole.keys);
                let names: BTreeSet<_> = listed.map(|key| first(key)).collect();
                alike += usize::from(names.len() < whole.map_or(0, |whole| whole.keys.len()));
            }
            assert!(alike > 0, "{name} {language}: no works that look alike");
        }
    }
}

#[test]
fn an_empty_bibliography_cites_nothing() {
    let citations = vec![(vec![cite("nobody", "")], CitationForm::Bracketed)];
    let done = Bibliography::default().references(&citations, "nb");
    assert_eq!(
        done,
        Citations {
            inline: vec![String::new()],
            ..Citations::default()
        }
    );
}

#[cfg(feature = "citations")]
fn inline(cites: Vec<Cite>, form: CitationForm, language: &str) -> String {
    read(WORKS).references(&[(cites, form)], language).inline.concat()
}

#[cfg(feature = "citations")]
fn listed(key: &str, language: &str) -> String {
    read(WORKS)
        .references(&[(vec![cite(key, "")], CitationForm::Bracketed)], language)
        .list
        .concat()
}

#[cfg(feature = "citations")]
#[test]
fn citations_speak_the_language_of_the_page() {
    let page = |language| {
        inline(
            vec![cite("greenson1967", "s. 4-6")],
            CitationForm::Bracketed,
            language,
        )
    };
    let link = |text| format!("<a class=\"citation\" href=\"#ref-greenson1967\">{text}</a>");
    assert_eq!(page("nb"), link("(Greenson, 1967, s. 4–6)"));
    assert_eq!(page("sv"), link("(Greenson, 1967, s. 4–6)"));
    assert_eq!(page("de-AT"), link("(Greenson, 1967, S. 4–6)"));
    assert_eq!(page("en"), link("(Greenson, 1967, pp. 4–6)"));
    let sentence = |language| {
        inline(
            vec![cite("horvath1991", "kap. 4")],
            CitationForm::InText,
            language,
        )
    };
    for (language, and) in [
        ("nb", "og"),
        ("sv", "och"),
        ("de", "und"),
        ("en", "and"),
        ("fi", "and"),
    ] {
        let text = format!("Horvath {and} Symonds (1991, kap. 4)");
        assert!(sentence(language).contains(&text), "{}", sentence(language));
    }
}

#[cfg(feature = "citations")]
#[test]
fn each_of_several_works_is_linked() {
    let see = Cite {
        prefix: "see".to_owned(),
        ..cite("horvath1991", "")
    };
    let works = vec![
        see,
        cite("nobody", ""),
        without_author(cite("greenson1967", "p. 4")),
    ];
    assert_eq!(
        inline(works, CitationForm::Bracketed, "en"),
        "(<a class=\"citation\" href=\"#ref-greenson1967\">1967, p. 4</a>; \
         see <a class=\"citation\" href=\"#ref-horvath1991\">Horvath &amp; Symonds, 1991</a>)"
    );
    let alone = vec![without_author(cite("greenson1967", ""))];
    let linked = "<a class=\"citation\" href=\"#ref-greenson1967\">(1967)</a>";
    assert_eq!(inline(alone, CitationForm::Bracketed, "en"), linked);
}

#[cfg(feature = "citations")]
#[test]
fn years_are_told_apart_alike_in_text_and_list() {
    let citations = vec![
        (vec![cite("zed2020two", "")], CitationForm::InText),
        (vec![cite("zed2020one", "")], CitationForm::Bracketed),
    ];
    let done = read(WORKS).references(&citations, "nb");
    assert_eq!(done.keys, ["zed2020two", "zed2020one"]);
    assert!(done.inline[0].contains("Zed et al. (2020a)"), "{done:?}");
    assert!(done.inline[1].contains("(Zed et al., 2020b)"), "{done:?}");
    assert_eq!(
        done.list,
        [
            "Zed, A. et al. (2020a). <em>&lt;b&gt;&quot;Two&quot; &amp; more&lt;/b&gt;</em>.",
            "Zed, A. et al. (2020b). <em>One</em>. javascript:alert(1)"
        ]
    );
}

#[cfg(feature = "citations")]
#[test]
fn names_stand_in_full_in_the_list() {
    let works = "@misc{one, author = {Berg, Anna and Dahl, Bo and Eng, Ida}, title = {One}, year = 2015}
        @misc{two, author = {Berg, Anna and Dahl, Bo and Foss, Ola}, title = {Two}, year = 2015}
        @misc{three, author = {Berg, Anna and Aas, Bo}, title = {Three}, year = 2019}";
    let works = read(&works.replace("            @", "@"));
    let citations: Vec<_> = ["one", "two", "three"]
        .map(|key| (vec![cite(key, "")], CitationForm::Bracketed))
        .to_vec();
    let done = works.references(&citations, "en");
    assert_eq!(done.keys, ["three", "one", "two"]);
    assert_eq!(
        done.list[1],
        "Berg, A., Dahl, B., &amp; Eng, I. (2015a). <em>One</em>."
    );
    assert!(done.inline[0].contains("(Berg et al., 2015a)"), "{done:?}");

    let works = read(
        "@misc{a, author = {Berg, Anna}, title = {A}, year = 2015}\n@misc{b, author = {Berg, Bo}, title = {B}, year = 2015}",
    );
    let citations: Vec<_> = ["a", "b"]
        .map(|key| (vec![cite(key, "")], CitationForm::Bracketed))
        .to_vec();
    let done = works.references(&citations, "en");
    assert_eq!(
        done.list,
        ["Berg, A. (2015a). <em>A</em>.", "Berg, B. (2015b). <em>B</em>."]
    );
}

#[cfg(feature = "citations")]
#[test]
fn entries_of_the_list_have_all_parts() {
    let article = "Horvath, A. O., &amp; Symonds, B. D. (1991). Relation between working alliance and outcome in \
        psychotherapy. <em>Journal of counseling psychology</em>, <em>38</em>(2), 139–149. \
        <a href=\"https://doi.org/10.1037/0022-0167.38.2.139\" rel=\"external\">https://doi.org/10.1037/0022-0167.38.2.139</a>";
    let book = "Greenson, R. R. (1967). <em>Teknikk og praksis i psykoanalysen</em> (Vol. 1). International Universities Press.";
    for language in ["nb", "de", "sv", "en"] {
        assert_eq!(listed("horvath1991", language), article);
    }
    assert_eq!(listed("greenson1967", "en"), book);
    for (language, editors, pages) in [
        ("nb", "I", "Red.|s."),
        ("sv", "I", "Red.|s."),
        ("de", "In", "Hrsg.|S."),
        ("en", "In", "Eds|pp."),
    ] {
        let (role, pages) = pages.split_once('|').unwrap_or_default();
        let chapter = format!(
            "Stiles, W. B., &amp; Goldsmith, J. Z. (2010). The alliance over time. {editors} J. C. Muran &amp; \
             J. P. van der Barber ({role}), <em>The therapeutic alliance</em> ({pages} 44–62). Guilford Press."
        );
        assert_eq!(listed("stiles2010", language), chapter);
    }
    let thesis =
        "Kim, S. A. (2001). <em>The Kim Alliance Scale</em> [Doktorsavhandling]. University of San Diego.";
    assert_eq!(listed("kim2001", "sv"), thesis);
}

#[cfg(feature = "citations")]
#[test]
fn a_fault_is_shown_at_its_entry_and_costs_no_other() {
    let text = "@book{one, title = {One}, year = 2001}\n\n@book{two, title = {Two, year = 2002}\n\n@book{three, title = {Three}, year = 2003}\n";
    let Reported { value, diagnostics } = Bibliography::read(&[(&SourcePath::new("a.bib"), text)]);
    assert_eq!(value.keys().collect::<Vec<_>>(), ["one", "three"]);
    let starts: Vec<_> = diagnostics
        .iter()
        .map(|fault| fault.span.as_ref().map(|at| at.range.start))
        .collect();
    assert_eq!(starts, [text.find("@book{two")]);

    let text = "@book{one, title = {One}}\n@book{one, title = {Two}}\n";
    let Reported { value, diagnostics } = Bibliography::read(&[(&SourcePath::new("a.bib"), text)]);
    assert_eq!((value.keys().count(), diagnostics.len()), (1, 1));
}

#[cfg(feature = "citations")]
#[test]
fn works_in_yaml_are_cited_as_those_in_bibtex() {
    let bibtex = "@article{bordin1979, author = {Bordin, Edward S.}, title = {The generalizability}, journal = {Psychotherapy}, \
        year = 1979, volume = 16, number = 3, pages = {252--260}, doi = {10.1037/h0085885}}\n";
    let yaml = "# Works\nbordin1979:\n  type: article\n  author: Bordin, Edward S.\n  title: The generalizability\n  date: 1979\n  \
        page-range: 252-260\n  serial-number: {doi: 10.1037/h0085885}\n  parent: {type: periodical, title: Psychotherapy, \
        volume: 16, issue: 3}\n";
    let of = |path: &str, text| Bibliography::read(&[(&SourcePath::new(path), text)]);
    let [one, other] = [of("a.bib", bibtex), of("a.yaml", yaml)];
    assert_eq!((&one.diagnostics, &other.diagnostics), (&vec![], &vec![]));
    let citations = [(vec![cite("bordin1979", "s. 253")], CitationForm::Bracketed)];
    for language in ["nb", "de", "sv", "en"] {
        let done = one.value.references(&citations, language);
        assert!(done.list.concat().contains("252–260"), "{done:?}");
        assert_eq!(done, other.value.references(&citations, language));
    }
    assert_eq!(one.value.works(), other.value.works());
}

#[cfg(feature = "citations")]
#[test]
fn a_fault_in_yaml_is_shown_at_its_entry_and_costs_no_other() {
    let text = "one:\n  type: book\n  title: One\ntwo:\n  type: bok\n  title: Two\nthree:\n  type: book\n  title: \"Three\n\
        four:\n  type: book\n  title: Four\none:\n  type: book\n  title: Again\n";
    let Reported { value, diagnostics } = Bibliography::read(&[(&SourcePath::new("a.yaml"), text)]);
    assert_eq!(value.keys().collect::<Vec<_>>(), ["four", "one"]);
    let said = diagnostics.iter().map(|fault| {
        let at = fault.span.as_ref().map(|at| at.range);
        at.and_then(|at| text.get(at.start..at.end)).unwrap_or_default()
    });
    assert_eq!(said.collect::<Vec<_>>(), ["type: bok", "three:", "one:"]);

    let bibtex = "@book{one, title = {One}}\n";
    let both = [
        (&SourcePath::new("a.bib"), bibtex),
        (
            &SourcePath::new("a.yaml"),
            "one:\n  type: book\n  title: Other\ntwo:\n  type: book\n  title: Two\n",
        ),
    ];
    let Reported { value, diagnostics } = Bibliography::read(&both);
    assert_eq!(
        value
            .works()
            .iter()
            .map(|work| work.title.as_str())
            .collect::<Vec<_>>(),
        ["One", "Two"]
    );
    assert_eq!(diagnostics.len(), 1);
    let places = key_places(both[1].0, both[1].1);
    assert_eq!(diagnostics[0].span, Some(places[0].1.of(both[1].0)));

    for text in [
        "",
        "# Only a word\n",
        "a: &a\n  type: book\nb: *a\n",
        "- a\n",
        "a",
        "é: {å: [",
        "a:\n  date: 2020-99-99\n",
    ] {
        let _ = Bibliography::read(&[(&SourcePath::new("a.yaml"), text)]);
    }
}

#[cfg(feature = "citations")]
#[test]
fn odd_entries_do_no_harm() {
    let fields = "maintitle = {M}, volume = {IV}, number = {x}, issue = 3, pages = {iv--x, 7}, year = {n.d.}, \
        edition = {second}, chapter = 2, author = {{A Society}}, editor = {X and others}, booktitle = {B}, \
        journal = {J}, url = {not a url}, urldate = {2020-13-45}, eventdate = {2001-01-01}, eventtitle = {E}, \
        series = {S}, doi = {<x>}, isbn = {?}, langid = {klingon}, crossref = {nobody}, month = {smarch}";
    let kinds = "article book booklet inbook incollection inproceedings manual mastersthesis phdthesis thesis misc \
        proceedings report techreport unpublished mvbook bookinbook suppbook periodical suppperiodical collection \
        suppcollection reference mvreference inreference mvproceedings mvcollection patent online software dataset \
        set xdata nonsense";
    for kind in kinds.split_whitespace() {
        for fields in [
            fields,
            "year = 2000",
            "title = {}",
            "author = {}, title = {T}, year = {}",
        ] {
            let text = format!("@{kind}{{key, {fields}}}\n");
            let works = Bibliography::read(&[(&SourcePath::new("a.bib"), &text)]).value;
            let twice = vec![cite("key", "é"), without_author(cite("key", "p."))];
            let citations = [
                (twice, CitationForm::Bracketed),
                (vec![cite("key", "")], CitationForm::InText),
            ];
            let done = works.references(&citations, "de");
            assert_eq!(done.list.len(), works.keys().count(), "{text}");
            assert!(!done.list.concat().contains("href=\"not"), "{done:?}");
        }
    }
    for text in [
        "@",
        "@book",
        "@book{",
        "@book{é",
        "@book{a,title={é",
        "\u{feff}@book{a, title={T}}",
        "}{",
        "@é{æ,ø={å}}",
    ] {
        let _ = Bibliography::read(&[(&SourcePath::new("a.bib"), text)]);
    }
}

#[cfg(feature = "citations")]
fn read_style(text: &str) -> Reported<CitationStyle> {
    CitationStyle::read(&SourcePath::new("content/own.csl"), text)
}

#[cfg(feature = "citations")]
#[test]
fn odd_styles_do_no_harm() {
    use hayagriva::archive::ArchivedStyle;

    // What stands between quotation marks or tags changes places, the same at every run.
    let mut state = 7_u64;
    let mut below = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % end.max(1)
    };
    let works = read(WORKS);
    let mut readable = 0;
    for round in 0..40 {
        let names = ["vancouver", "harvard-cite-them-right", "ieee", "mla", "nature"];
        let style = ArchivedStyle::by_name(names[round % names.len()]).map(ArchivedStyle::get);
        let text = style.and_then(|style| style.to_xml().ok()).unwrap_or_default();
        let mut parts: Vec<&str> = text.split('"').collect();
        for _ in 0..1 + below(2) {
            let attributes = parts.len() / 2;
            parts.swap(1 + 2 * below(attributes), 1 + 2 * below(attributes));
        }
        let style = read_style(&parts.join("\""));
        readable += usize::from(style.diagnostics.is_empty());
        let works = works.clone().in_style(style.value);
        let cites = vec![cite("horvath1991", "p. 4-6"), cite("stiles2010", "kap. 1")];
        let citations = [
            (cites, CitationForm::Bracketed),
            (vec![cite("kim2001", "")], CitationForm::InText),
            (
                vec![without_author(cite("zed2020one", "7"))],
                CitationForm::Bracketed,
            ),
            (vec![cite("zed2020two", "")], CitationForm::Bracketed),
        ];
        let done = works.references(&citations, "de");
        assert_eq!((done.inline.len(), done.list.len()), (4, done.keys.len()));
    }
    assert!(readable > 0, "none could be read");
}

#[cfg(feature = "citations")]
#[test]
fn deep_styles_come_to_an_end() {
    let style = |inside: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>T</title>\
             <id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout>{inside}</layout></citation>\
             <bibliography><layout>{inside}</layout></bibliography></style>"
        )
    };
    let title = "<text variable=\"title\"/>";
    let groups = format!("{}{title}{}", "<group>".repeat(50), "</group>".repeat(50));
    let choice = "<choose><if type=\"book\"><group>";
    let choices = format!(
        "{}{title}{}",
        choice.repeat(16),
        "</group></if></choose>".repeat(16)
    );
    for text in [style(&groups), style(&choices)] {
        let read_style = read_style(&text);
        assert_eq!(read_style.diagnostics, []);
        let works = read(WORKS).in_style(read_style.value);
        let cited = [(vec![cite("greenson1967", "")], CitationForm::Bracketed)];
        assert_eq!(
            works.references(&cited, "en").list,
            ["Teknikk og praksis i psykoanalysen"]
        );
    }
}

#[cfg(feature = "citations")]
#[test]
fn a_style_with_numbers_names_the_authors_too() {
    let style = CitationStyle::named("vancouver").unwrap_or_default();
    let works = read(WORKS).in_style(style);
    let citations = [(vec![cite("greenson1967", "")], CitationForm::InText)];
    let done = works.references(&citations, "en");
    assert!(done.inline[0].contains("Greenson"), "{done:?}");
    assert!(done.list[0].starts_with("Greenson RR."), "{done:?}");
}

#[test]
fn the_site_has_every_work_that_its_pages_cite() {
    let works = read(include_str!("../../../content/references.bib"));
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path).expect("a page is UTF-8");
                for (at, _) in text.match_indices('@') {
                    let key: String = text[at + 1..]
                        .chars()
                        .take_while(char::is_ascii_alphanumeric)
                        .collect();
                    let cites = key.starts_with(|first: char| first.is_ascii_lowercase())
                        && key.contains(|digit: char| digit.is_ascii_digit());
                    assert!(!cites || works.contains(&key), "{}: {key}", path.display());
                }
            }
        }
    }
}
