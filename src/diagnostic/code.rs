//! The table of codes: every kind of fault that tillit knows.

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not published with it.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)+) => {
        /// A kind of fault. Its words stand in `english.rs` and its siblings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the wording of each code says what it means")]
        pub enum Code { $($variant,)+ }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Returns the name that authors see, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns the file of its example, see [`super::example`].
            pub(super) fn example_text(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("examples/", $name, ".txt")),)+ }
            }

            /// Returns how grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    // Files.
    NotUtf8 "not-utf8" Error,
    Utf16 "utf16" Warning,
    TooLong "too-long" Error,
    ControlCharacter "control-character" Error,
    HiddenCharacter "hidden-character" Warning,
    UnreadableFile "unreadable-file" Error,
    OutsideLink "outside-link" Error,
    UnplacedFile "unplaced-file" Warning,
    MisnamedFile "misnamed-file" Error,
    MissingLanguage "missing-language" Error,
    MisnamedFrontPage "misnamed-front-page" Error,
    UnknownLanguage "unknown-language" Error,
    RenamedLanguage "renamed-language" Warning,
    MissingConfig "missing-config" Error,
    MisnamedConfig "misnamed-config" Error,
    MissingBaseUrl "missing-base-url" Warning,
    // YAML and its values.
    YamlSyntax "yaml-syntax" Error,
    UnclosedFrontMatter "unclosed-front-matter" Error,
    MissingFrontMatter "missing-front-matter" Error,
    UnknownKey "unknown-key" Error,
    DuplicateKey "duplicate-key" Error,
    MissingKey "missing-key" Error,
    EmptyValue "empty-value" Error,
    WrongType "wrong-type" Error,
    WrongValue "wrong-value" Error,
    Contradiction "contradiction" Error,
    RestrictedWording "restricted-wording" Error,
    // What an entry names.
    BadSlug "bad-slug" Error,
    DuplicateId "duplicate-id" Error,
    DuplicateAddress "duplicate-address" Error,
    SimilarAddress "similar-address" Error,
    FileForFolder "file-for-folder" Error,
    BadName "bad-name" Error,
    UnknownPerson "unknown-person" Error,
    UnknownSubject "unknown-subject" Error,
    RepeatedStep "repeated-step" Error,
    AmbiguousTerm "ambiguous-term" Warning,
    BadAlias "bad-alias" Error,
    // Translations.
    BadRecord "bad-record" Warning,
    StrayRecord "stray-record" Warning,
    // Markdown.
    DroppedHtml "dropped-html" Warning,
    DuplicateHeadingId "duplicate-heading-id" Error,
    MissingReferenceDefinition "missing-reference-definition" Warning,
    UnknownDirective "unknown-directive" Error,
    MissingAttribute "missing-attribute" Error,
    UnclosedDirective "unclosed-directive" Error,
    MissingQuestion "missing-question" Error,
    UnknownFootnote "unknown-footnote" Error,
    UnusedFootnote "unused-footnote" Warning,
    DuplicateFootnote "duplicate-footnote" Warning,
    BadMath "bad-math" Error,
    UnsafeLink "unsafe-link" Error,
    DeadLink "dead-link" Error,
    UnpublishedLink "unpublished-link" Error,
    DeadAnchor "dead-anchor" Error,
    MissingImage "missing-image" Error,
    UnreadableImage "unreadable-image" Warning,
    UnshownImage "unshown-image" Warning,
    BrokenImage "broken-image" Error,
    HugeImage "huge-image" Warning,
    UnsafeDrawing "unsafe-drawing" Warning,
    UnknownReference "unknown-reference" Error,
    BadBibliography "bad-bibliography" Error,
    BadStyle "bad-style" Error,
    // The site as a whole; only `check` looks for these.
    BrokenLetters "broken-letters" Warning,
    WrongLanguage "wrong-language" Warning,
    EmptyHeading "empty-heading" Warning,
    SecondTitle "second-title" Warning,
    HeadingJump "heading-jump" Warning,
    MissingAlt "missing-alt" Warning,
    EmptyLink "empty-link" Warning,
    VagueLink "vague-link" Warning,
    OtherLanguage "other-language" Warning,
    LongDescription "long-description" Warning,
    HardText "hard-text" Warning,
    AvoidedWord "avoided-word" Warning,
    MarkdownSlip "markdown-slip" Warning,
    BadHost "bad-host" Warning,
    UndatedReview "undated-review" Warning,
    OverdueReview "overdue-review" Warning,
    OutdatedCourse "outdated-course" Warning,
    DuplicateTitle "duplicate-title" Warning,
    MisnamedSection "misnamed-section" Warning,
    OrphanPage "orphan-page" Warning,
    UnusedFile "unused-file" Warning,
    UnusedSubject "unused-subject" Warning,
    MissingTerm "missing-term" Warning,
    UncitedReference "uncited-reference" Warning,
    DeadExternal "dead-external-link" Warning,
    UncheckedExternal "unchecked-external-links" Warning,
    // Theme.
    TemplateSyntax "template-syntax" Error,
    TemplateFault "template-fault" Error,
    UnknownTheme "unknown-theme" Error,
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}
