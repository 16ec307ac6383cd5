//! What a new site says, in the languages that tillit speaks.

use crate::diagnostic::Tongue;

/// The texts of a new site in one language.
pub(super) struct Words {
    /// The language's own name.
    pub(super) name: &'static str,
    /// The site's title, where no other is asked for.
    pub(super) title: &'static str,
    /// One sentence about the site.
    pub(super) description: &'static str,
    /// Who writes it.
    pub(super) editors: &'static str,
    /// One sentence about them.
    pub(super) editors_about: &'static str,
    /// What the article is about.
    pub(super) subject: &'static str,
    /// The subject's part of the address.
    pub(super) subject_slug: &'static str,
    /// One sentence about the subject.
    pub(super) subject_description: &'static str,
    /// The front page.
    pub(super) home: &'static str,
    /// The page of the section.
    pub(super) section: &'static str,
    /// The article.
    pub(super) article: &'static str,
    /// The settings, with comments for those who write.
    pub(super) config: &'static str,
    /// The comment on top of the people.
    pub(super) on_people: &'static str,
    /// The comment on top of the subjects.
    pub(super) on_subjects: &'static str,
    /// The comment on top of the works cited.
    pub(super) on_references: &'static str,
}

/// Returns the texts in a language.
pub(super) fn words(tongue: Tongue) -> &'static Words {
    match tongue {
        Tongue::Norwegian => &NORWEGIAN,
        Tongue::German => &GERMAN,
        Tongue::Swedish => &SWEDISH,
        Tongue::English => &ENGLISH,
    }
}

const NORWEGIAN: Words = Words {
    name: "Norsk",
    title: "Min kunnskapsbase",
    description: "En liten kunnskapsbase om lesing.",
    editors: "Redaksjonen",
    editors_about: "Redaksjonen skriver artiklene i denne kunnskapsbasen.",
    subject: "Lesing",
    subject_slug: "lesing",
    subject_description: "Hvordan vi leser, og hvor fort.",
    home: include_str!("nb/home.md"),
    section: include_str!("nb/section.md"),
    article: include_str!("nb/article.md"),
    config: include_str!("nb/tillit.yaml"),
    on_people: "Personene bak tekstene. `authors` og `reviewed_by` i en tekst nevner dem med disse id-ene.",
    on_subjects: "Emnene. `subjects` i en tekst nevner dem med disse id-ene.",
    on_references: "Verkene som tekstene viser til. Nøkkelen etter `{` er det en tekst skriver etter `@`.",
};

const GERMAN: Words = Words {
    name: "Deutsch",
    title: "Meine Wissenssammlung",
    description: "Eine kleine Wissenssammlung über das Lesen.",
    editors: "Redaktion",
    editors_about: "Die Redaktion schreibt die Artikel dieser Wissenssammlung.",
    subject: "Lesen",
    subject_slug: "lesen",
    subject_description: "Wie wir lesen, und wie schnell.",
    home: include_str!("de/home.md"),
    section: include_str!("de/section.md"),
    article: include_str!("de/article.md"),
    config: include_str!("de/tillit.yaml"),
    on_people: "Die Personen hinter den Texten. `authors` und `reviewed_by` in einem Text nennen sie mit diesen Kennungen.",
    on_subjects: "Die Themen. `subjects` in einem Text nennt sie mit diesen Kennungen.",
    on_references: "Die Werke, auf die sich die Texte stützen. Der Schlüssel nach `{` steht in einem Text nach dem `@`.",
};

const SWEDISH: Words = Words {
    name: "Svenska",
    title: "Min kunskapsbank",
    description: "En liten kunskapsbank om läsning.",
    editors: "Redaktionen",
    editors_about: "Redaktionen skriver artiklarna i den här kunskapsbanken.",
    subject: "Läsning",
    subject_slug: "lasning",
    subject_description: "Hur vi läser, och hur fort.",
    home: include_str!("sv/home.md"),
    section: include_str!("sv/section.md"),
    article: include_str!("sv/article.md"),
    config: include_str!("sv/tillit.yaml"),
    on_people: "Personerna bakom texterna. `authors` och `reviewed_by` i en text nämner dem med dessa id:n.",
    on_subjects: "Ämnena. `subjects` i en text nämner dem med dessa id:n.",
    on_references: "Verken som texterna hänvisar till. Nyckeln efter `{` är det som en text skriver efter `@`.",
};

const ENGLISH: Words = Words {
    name: "English",
    title: "My knowledge base",
    description: "A small knowledge base about reading.",
    editors: "The editors",
    editors_about: "The editors write the articles of this knowledge base.",
    subject: "Reading",
    subject_slug: "reading",
    subject_description: "How we read, and how fast.",
    home: include_str!("en/home.md"),
    section: include_str!("en/section.md"),
    article: include_str!("en/article.md"),
    config: include_str!("en/tillit.yaml"),
    on_people: "The people behind the texts. `authors` and `reviewed_by` in a text name them by these ids.",
    on_subjects: "The subjects. `subjects` in a text names them by these ids.",
    on_references: "The works that the texts cite. The key after `{` is what a text writes after the `@`.",
};
