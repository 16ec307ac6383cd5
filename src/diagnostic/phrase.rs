//! What tillit says beside the words of a code: reasons, kinds of values, the words around a report and of the commands.

use std::{fmt, io};

use super::tongue::Tongue;
use super::{Argument, fill, plural};

macro_rules! phrases {
    ($($variant:ident,)+) => {
        /// Something that tillit says. Its words stand in `english.rs` and its siblings.
        ///
        /// A text with a `{count}` may have two forms, for one and for other numbers, parted by ` | `.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the words of each phrase say what it means")]
        pub enum Phrase { $($variant,)+ }

        impl Phrase {
            /// Every phrase.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];
        }
    };
}

phrases! {
    // Why a text is no YAML.
    ColonMisplaced,
    QuoteUnclosed,
    BraceUnclosed,
    BracketUnclosed,
    ColonInBrackets,
    BlankMissing,
    BracketOrIndentation,
    BracketTooMany,
    StarNeedsQuotes,
    AmpersandNeedsQuotes,
    ExclamationNeedsQuotes,
    PercentNeedsQuotes,
    SignNeedsQuotes,
    BackslashTwice,
    AfterClosingQuote,
    ItemMisplaced,
    Indentation,
    IndentationOrHyphen,
    IndentationOrQuote,
    ColonMissing,
    KeyMisplaced,
    TextOnNextLine,
    EndMarkMisplaced,
    RepeatsTooMuch,
    TooDeep,
    DeeperThan,
    HyphenNeedsBlank,
    EndsTooEarly,
    SecondDocument,
    KeyTwice,
    TabMisplaced,
    NotYaml,
    // What to do about it.
    CloseQuote,
    CloseBracket,
    IndentLine,
    QuoteText,
    LookAtYaml,
    // Kinds of values.
    WholeNumber,
    WholeNumberFrom,
    WholeNumberBetween,
    Number,
    NumberBetween,
    NumberAtLeast,
    NumberAtMost,
    NumberAbove,
    Text,
    Letter,
    YesOrNo,
    List,
    EmptyList,
    ListOf,
    Keys,
    Nothing,
    OtherForm,
    OneOf,
    DateSuchAs,
    DateUpTo,
    TimeSuchAs,
    TimeUpTo,
    TimeAfter,
    TimeThatExists,
    ZoneSuchAs,
    AmountSuchAs,
    CurrencySuchAs,
    CountrySuchAs,
    EmailSuchAs,
    DayThatExists,
    AddressSuchAs,
    ReportAddressSuchAs,
    OrcidSuchAs,
    ListSuchAs,
    StepSuchAs,
    SectionSuchAs,
    WriteShorter,
    Decimal,
    ReadabilityOfTexts,
    TextOrTexts,
    LanguageTagSuchAs,
    FileBeside,
    StyleSuchAs,
    StyleInText,
    StyleWithList,
    StyleFile,
    OtherLanguageTag,
    OnlyIfOpen,
    FoundYesOrNo,
    FoundNumber,
    FoundText,
    FoundQuotedText,
    // Lists of what is known, where nothing is.
    NoneKnown,
    ThisFile,
    HeadingNeedsBlank,
    LinkHasBlank,
    BoldUnclosed,
    TableNeedsLine,
    HeaderAbsent,
    HeaderBelowBlank,
    HeaderWithDash,
    IsDraft,
    DatedLater,
    // Why HTML is left out.
    HtmlInDescription,
    HtmlDeclaration,
    HtmlRefused,
    HtmlInParagraph,
    HtmlTooDeep,
    HtmlAttribute,
    HtmlElement,
    // Why a file cannot be read.
    LinkInCircle,
    LinkToNothing,
    LinkToItself,
    NotPermitted,
    NoLongerThere,
    NameNotText,
    NameDeceptive,
    PathTooLong,
    NotAFile,
    NameOfDevice,
    NameOfFolder,
    NameEndsInDot,
    NameUnseen,
    NameOfSigns,
    NameTooLong,
    SystemSays,
    SystemSaysNothing,
    // Why a formula cannot be read.
    GroupUnbalanced,
    UnknownEnvironment,
    DollarInFormula,
    HashInFormula,
    UnknownCommand,
    ArgumentMissing,
    ScriptTwice,
    DelimiterMissing,
    UnknownColour,
    AlignmentMisplaced,
    FormulaTooLong,
    FormulaTooDeep,
    FormulaDefines,
    FormulaBeyond,
    // Why a list of references cannot be read.
    ReferenceEndsTooEarly,
    SignMissing,
    NameMissing,
    SignMisplaced,
    UnknownAbbreviation,
    ReferenceKeyTwice,
    NoSuchDay,
    ReferenceValue,
    // What a program that tillit relies on says, in English.
    Said,
    TemplateTooSlow,
    TemplateTooGreedy,
    TemplateStopped,
    // What is too much in templates and lists of references.
    TemplateBranches,
    TemplateMissing,
    TemplateInItself,
    PageTooLong,
    ReferencesTooLong,
    ReferencesInCircle,
    ReferencesTooMuch,
    BracesTooDeep,
    // Why a style cannot be read.
    NotAStyle,
    TagUnclosed,
    TagNotClosed,
    TagNotOpened,
    StyleTooLong,
    TagTooLong,
    StyleTooDeep,
    StyleTooMuch,
    MacroUnknown,
    MacroInCircle,
    StyleElement,
    StyleOfNotes,
    StyleWithoutList,
    StyleOfAnother,
    // What is wrong with questions and answers.
    NoQuestion,
    TextBeforeQuestion,
    FieldTooLong,
    AbbreviationsInCircle,
    ReferredKeyPlain,
    // What the machine does not do.
    CannotMakeFolder,
    CannotWrite,
    CannotRead,
    CannotRemove,
    CannotLock,
    CannotPublish,
    CannotPutBack,
    OldRemains,
    OutputOverlaps,
    OutputNotOurs,
    OutputNotAFolder,
    OutputBusy,
    OutputBusyBy,
    OutputBound,
    OutputBadPath,
    OutputTwice,
    OutputInTheWay,
    OutputGone,
    RootUnreadable,
    NoPortFree,
    CannotListen,
    CannotWatch,
    WatchLimit,
    LooksInstead,
    OwnFault,
    AddressUnreadable,
    OnlyLocalhost,
    OnlyGet,
    NoSuchPage,
    SystemRefuses,
    DiskFull,
    DiskReadOnly,
    FileTooLarge,
    LinkInTheWay,
    NothingThere,
    // Around a report.
    Error,
    Warning,
    Note,
    Help,
    DidYouMean,
    TheOther,
    AndMore,
    AndMoreOfKind,
    Errors,
    Warnings,
    WrongExample,
    MendedExample,
    // Commands.
    ReadingFiles,
    ReadingTexts,
    MakingPages,
    BuildDone,
    NotPublished,
    Stopped,
    CheckDone,
    NothingWrong,
    WarningsDenied,
    PortTaken,
    SiteIsAt,
    OthersSee,
    OthersSeeAt,
    UpToDate,
    LookedAt,
    NoBrowser,
    NoFolder,
    NoSite,
    FolderUnreadable,
    NoCode,
    NoSchema,
    ListOfSchemas,
    SchemasWritten,
    NoThemeFile,
    ListOfThemeFiles,
    ThemeFileThere,
    ThemeFileWritten,
    ListOfCodes,
    // The command that begins a site.
    FolderNotEmpty,
    SiteBegun,
    ShowSiteWith,
    // Commands about translations.
    NotAText,
    NotASiteLanguage,
    FileThere,
    IsOriginal,
    NoOriginal,
    NothingTranslated,
    TranslationBegun,
    Recorded,
    TextsUpToDate,
    ToDo,
    NothingToTranslate,
    TranslationMissing,
    TranslationIsDraft,
    TranslationUnrecorded,
    TranslationOutdated,
    ChangedOn,
    RecordedOn,
    TranslateWith,
    DraftEnds,
    RecordWith,
    BlockAdded,
    BlockRemoved,
    BlockChanged,
    BlockMoved,
    AtLine,
    BlockTitle,
    BlockDescription,
    BlockHeading,
    BlockParagraph,
    BlockItem,
    BlockRow,
    BlockCode,
    BlockQuote,
    BlockFootnote,
    BlockHtml,
    BlockDirective,
}

impl Phrase {
    /// Fills the place `{name}` of the phrase.
    pub fn with(self, name: &'static str, value: impl ToString) -> Saying {
        Saying::from(self).with(name, value)
    }

    /// Fills the place `{name}` of the phrase with another.
    pub fn saying(self, name: &'static str, saying: impl Into<Saying>) -> Saying {
        Saying::from(self).saying(name, saying)
    }

    /// Returns the words of a phrase without places.
    pub fn text(self, tongue: Tongue) -> String {
        Saying::from(self).text(tongue)
    }
}

/// Says a number to one place after the point, or the comma.
pub fn decimal(number: f64) -> Saying {
    let written = format!("{number:.1}");
    let (whole, tenths) = written.split_once('.').unwrap_or((&written, "0"));
    Phrase::Decimal.with("whole", whole).with("tenths", tenths)
}

/// A phrase and what fills its places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Saying {
    phrase: Phrase,
    arguments: Vec<(&'static str, Argument)>,
}

impl From<Phrase> for Saying {
    fn from(phrase: Phrase) -> Self {
        Self {
            phrase,
            arguments: Vec::new(),
        }
    }
}

impl Saying {
    /// Fills the place `{name}` of the phrase.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, Argument::Given(value.to_string())));
        self
    }

    /// Fills the place `{name}` of the phrase with another.
    pub fn saying(mut self, name: &'static str, saying: impl Into<Saying>) -> Self {
        self.arguments.push((name, Argument::Said(saying.into())));
        self
    }

    /// Returns the words in a language.
    pub fn text(&self, tongue: Tongue) -> String {
        let values = self.arguments.iter();
        let values: Vec<(&str, String)> = values.map(|(name, value)| (*name, value.text(tongue))).collect();
        let value = |name: &str| {
            let argument = values.iter().find(|(key, _)| *key == name);
            argument.map(|(_, value)| value.as_str())
        };
        let text = tongue.phrase(self.phrase);
        let form = value("count").map_or(text, |count| plural(text, count));
        fill(form, value)
    }
}

/// Why the system refuses something.
impl From<&io::Error> for Saying {
    fn from(error: &io::Error) -> Self {
        // What we refuse for the system has words of ours.
        if let Some(saying) = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            return saying.clone();
        }
        let phrase = match error.kind() {
            io::ErrorKind::NotFound => Phrase::NothingThere,
            io::ErrorKind::PermissionDenied => Phrase::SystemRefuses,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Phrase::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Phrase::DiskReadOnly,
            io::ErrorKind::FileTooLarge => Phrase::FileTooLarge,
            _ => return Phrase::SystemSays.with("said", error),
        };
        phrase.into()
    }
}

impl From<io::Error> for Saying {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

/// In English, for programs; a command says it in the reader's language.
impl fmt::Display for Saying {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text(Tongue::English))
    }
}

impl std::error::Error for Saying {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_told_in_every_language() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let saying = Phrase::CannotWrite.with("path", "a.md").saying("reason", &full);
        assert_eq!(saying.to_string(), "`a.md` cannot be written: the disk is full");
        assert_eq!(
            saying.text(Tongue::German),
            "`a.md` kann nicht geschrieben werden: der Datenträger ist voll"
        );
    }

    #[test]
    fn a_number_chooses_the_form() {
        let errors = |tongue, count| Phrase::Errors.with("count", count).text(tongue);
        assert_eq!(errors(Tongue::English, 1), "1 error");
        assert_eq!(errors(Tongue::English, 2), "2 errors");
        assert_eq!(errors(Tongue::Norwegian, 21), "21 feil");
        assert_eq!(errors(Tongue::Swedish, 0), "0 fel");
        let list = |count| Phrase::ListOf.with("count", count).text(Tongue::German);
        assert_eq!(
            (list(1), list(2)),
            (
                "eine Liste mit 1 Eintrag".to_owned(),
                "eine Liste mit 2 Einträgen".to_owned()
            )
        );
    }
}
