//! What tillit says in German.
//!
//! Terms: Datei, Ordner, Zeile, Schlüssel, *Kopf* (between the two lines `---`), Text, Überschrift, Link, Adresse,
//! Website, Seite, Vorlage, Theme. Readers are not addressed: what to do stands in the infinitive.

use super::{Code, Explanation, Phrase, Wording};

/// Returns the words for a code.
pub fn wording(code: Code) -> Wording {
    let (message, label, help) = match code {
        Code::NotUtf8 => (
            "diese Datei ist nicht als UTF-8-Text gespeichert; das erste falsche Zeichen steht in Zeile {line} und ist wahrscheinlich `{letter}`",
            "",
            "Die Datei noch einmal als UTF-8 speichern; die meisten Schreibprogramme bieten das unter „Mit Zeichencodierung speichern“ an.",
        ),
        Code::Utf16 => (
            "diese Datei ist als UTF-16 gespeichert, nicht als UTF-8; sie wurde trotzdem gelesen",
            "",
            "Die Datei noch einmal als UTF-8 speichern, damit auch andere Programme sie lesen können.",
        ),
        Code::TooLong => (
            "das ist mehr als {limit}, deshalb wird es nicht gelesen",
            "",
            "Aufteilen, oder auslagern, was nicht dazugehört.",
        ),
        Code::ControlCharacter => (
            "hier steht {character}, ein Steuerzeichen, das in keinen Text gehört",
            "Steuerzeichen",
            "Löschen. Zeigt das Schreibprogramm es nicht, die Zeichen auf beiden Seiten löschen und neu schreiben.",
        ),
        Code::HiddenCharacter => (
            "hier steht {character}, das niemand sieht, das aber ändern kann, wie der Text ringsum aussieht",
            "verborgenes Zeichen",
            "Löschen, wenn nicht eine Sprache, die von rechts nach links geschrieben wird, es braucht; dann in derselben Zeile schließen.",
        ),
        Code::UnreadableFile => (
            "diese Datei lässt sich nicht lesen: {reason}",
            "",
            "Prüfen, ob die Datei da ist und gelesen werden darf.",
        ),
        Code::OutsideLink => (
            "dieser Link führt aus dem Ordner der Website hinaus",
            "",
            "Die Datei in den Ordner der Website kopieren, statt auf sie zu verweisen.",
        ),
        Code::UnplacedFile => (
            "tillit weiß nicht, wozu `{path}` dient",
            "",
            "Die Dateien eines Themes gehören in `themes/<Theme>/`, nach `templates`, `static` oder `strings`, Wörter der Website nach `templates/strings/<Sprache>.yaml`. Die Datei verschieben oder löschen.",
        ),
        Code::MisnamedFile => (
            "`{name}` wird nicht gelesen: So eine Datei muss `{right}` heißen",
            "",
            "In `{right}` umbenennen. Manche Systeme verbergen die Endung von Namen; sie lässt sich anzeigen.",
        ),
        Code::MissingLanguage => (
            "der Name dieser Datei sagt nicht, in welcher Sprache ihr Text ist",
            "",
            "Die Sprache vor die Endung setzen: {names}.",
        ),
        Code::MisnamedFrontPage => (
            "ein Text in `content/` selbst kann nicht `{name}` heißen",
            "",
            "Ist es die Startseite, `{front}` daraus machen. Ist es ein Artikel, ihm einen eigenen Namen geben, zum Beispiel `{article}`.",
        ),
        Code::UnknownLanguage => (
            "`{language}` ist keine Sprache dieser Website",
            "nicht in `tillit.yaml`",
            "Eine von diesen verwenden: {known}. Eine neue Sprache wird unter `languages:` in `tillit.yaml` eingetragen.",
        ),
        Code::RenamedLanguage => (
            "`{written}` sagt nicht, welches Norwegisch; es wird als `{language}` gelesen",
            "gelesen als `{language}`",
            "Für Bokmål `{language}` schreiben, für Nynorsk `nn`.",
        ),
        Code::MissingConfig => (
            "hier gibt es keine `tillit.yaml`",
            "",
            "In den Ordner der Website wechseln oder ihn mit `--root` nennen. `tillit new` beginnt eine neue.",
        ),
        Code::MisnamedConfig => (
            "die Einstellungen der Website müssen `tillit.yaml` heißen, nicht `{name}`",
            "",
            "`{name}` in `tillit.yaml` umbenennen.",
        ),
        Code::MissingBaseUrl => (
            "`tillit.yaml` sagt nicht, unter welcher Adresse die Website stehen wird",
            "",
            "Eine Zeile `base_url: https://example.org` mit der eigenen Adresse der Website hinzufügen, oder sie mit `--base-url` angeben.",
        ),
        Code::YamlSyntax => (
            "das lässt sich nicht als YAML lesen: {reason}",
            "hier",
            "{remedy}",
        ),
        Code::UnclosedFrontMatter => (
            "der Kopf dieser Datei ist nicht abgeschlossen",
            "er beginnt hier",
            "Nach dem letzten Schlüssel eine Zeile aus drei Bindestrichen schreiben, `---`.",
        ),
        Code::MissingFrontMatter => (
            "die Datei beginnt nicht mit einem Kopf: {fault}",
            "",
            "Die Datei mit einer Zeile aus drei Bindestrichen, `---`, beginnen, dann mindestens eine Zeile `title: …`, dann eine zweite Zeile `---`.",
        ),
        Code::UnknownKey => (
            "`{key}` ist kein Schlüssel, der hier stehen kann",
            "unbekannter Schlüssel",
            "Bekannte Schlüssel sind: {known}.",
        ),
        Code::DuplicateKey => (
            "`{key}` steht hier zweimal",
            "hier noch einmal",
            "Nur eines von beiden behalten.",
        ),
        Code::MissingKey => ("`{key}` fehlt", "", "Eine Zeile `{key}: …` hinzufügen."),
        Code::EmptyValue => (
            "`{key}` ist leer",
            "hier steht nichts",
            "Den Wert hinter den Doppelpunkt schreiben: `{key}: …`.",
        ),
        Code::WrongType => (
            "für `{key}` wird {expected} erwartet, hier steht aber {found}",
            "erwartet wird {expected}",
            "Erwartet wird {expected}.",
        ),
        Code::WrongValue => (
            "`{value}` ist für `{key}` nicht möglich",
            "",
            "Erwartet wird {expected}.",
        ),
        Code::Contradiction => (
            "`{key}` ist {stated}, nach den anderen Angaben aber {counted}",
            "sonst {counted}",
            "Nachzählen und die Zahl oder das Gezählte berichtigen.",
        ),
        Code::RestrictedWording => (
            "die Lizenz dieses Instruments erlaubt nicht, seinen Wortlaut zu veröffentlichen",
            "nicht zu veröffentlichen",
            "Den Wortlaut löschen; die Seite sagt, wo das Instrument zu haben ist. Nur wo die Lizenz ihn freigibt, unter `licence:` die Zeilen `status: open` und `allows_wording: true` schreiben.",
        ),
        Code::BadSlug => (
            "`{slug}` kann nicht Teil einer Adresse sein",
            "",
            "Die Buchstaben a bis z, Ziffern und einzelne Bindestriche verwenden, zum Beispiel `{example}`.",
        ),
        Code::DuplicateId => (
            "die Kennung `{id}` wird zweimal verwendet",
            "",
            "Eine der beiden Dateien oder Ordner umbenennen: Jede Kennung gibt es in jeder Art nur einmal.",
        ),
        Code::DuplicateAddress => (
            "zwei Seiten oder Dateien bekämen die Adresse `{address}`",
            "",
            "Einer von beiden einen anderen Namen oder `slug:` geben.",
        ),
        Code::SimilarAddress => (
            "`{address}` und `{other}` sind für viele Systeme dasselbe",
            "",
            "Windows und macOS unterscheiden weder große und kleine Buchstaben noch zwei Schreibweisen von `å`: Einer von beiden einen anderen Namen geben.",
        ),
        Code::FileForFolder => (
            "`{address}` und `{other}` kann es nicht beide geben: Das eine ist eine Datei, wo das andere einen Ordner braucht",
            "",
            "Einem von beiden einen anderen Namen oder `slug:` geben.",
        ),
        Code::BadName => (
            "`{name}` kann nicht der Name einer Seite oder Datei sein: {reason}",
            "",
            "Einen anderen Namen wählen.",
        ),
        Code::UnknownPerson => (
            "es gibt keine Person `{id}`",
            "nicht in `content/people.yaml`",
            "Die Person in `content/people.yaml` eintragen oder die Kennung berichtigen.",
        ),
        Code::UnknownSubject => (
            "es gibt kein Thema `{id}`",
            "nicht in `content/subjects.yaml`",
            "Das Thema in `content/subjects.yaml` eintragen oder die Kennung berichtigen.",
        ),
        Code::RepeatedStep => (
            "`{target}` ist bereits Teil {number} dieses Lernpfads",
            "hier noch einmal",
            "Den Eintrag nur an einer der beiden Stellen stehen lassen: Eine Seite hat in einem Lernpfad einen Platz.",
        ),
        Code::AmbiguousTerm => (
            "`{name}` heißt auch der Begriff `{id}`",
            "",
            "Es nur bei einem der beiden nennen oder bei einem `link: false` schreiben.",
        ),
        Code::BadAlias => (
            "`{alias}` kann keine alte Adresse sein",
            "",
            "Den ganzen Pfad auf dieser Website schreiben, zum Beispiel `/de/alte-seite/`.",
        ),
        Code::BadRecord => (
            "das hat nicht `tillit translated` geschrieben",
            "seither geändert, oder Rest einer Zusammenführung",
            "Die Änderung zurücknehmen; oder die Übersetzung auf den neuesten Stand bringen und `tillit translated {file}` ausführen.",
        ),
        Code::StrayRecord => (
            "es gibt keinen Text `{file}`, zu dem diese Aufzeichnung gehört",
            "",
            "Ihr den Namen ihres Textes geben, mit `.original.txt` anstelle von `.md`; oder sie löschen.",
        ),
        Code::DroppedHtml => (
            "das HTML `{tag}` wird weggelassen: {reason}",
            "weggelassen",
            "Markdown verwenden, oder in `tillit.yaml` die Zeile `markdown: {raw_html: allow}` setzen, wenn allen zu trauen ist, die hier schreiben.",
        ),
        Code::DuplicateHeadingId => (
            "die Kennung `{id}` trägt auf dieser Seite schon eine andere Überschrift",
            "hier noch einmal",
            "Dieser Überschrift eine andere Kennung geben, `{#…}`.",
        ),
        Code::MissingReferenceDefinition => (
            "die Linkmarke `[{label}]` ist in dieser Datei nicht erklärt",
            "",
            "Weiter unten eine Zeile `[{label}]: Adresse` hinzufügen oder vor die Klammer einen umgekehrten Schrägstrich setzen.",
        ),
        Code::UnknownDirective => (
            "es gibt keine Direktive `{name}`",
            "unbekannte Direktive",
            "Bekannte Direktiven sind: {known}.",
        ),
        Code::MissingAttribute => (
            "der Direktive `{name}` fehlt `{key}`",
            "",
            "Alles angeben, was nötig ist, zum Beispiel `{example}`.",
        ),
        Code::UnclosedDirective => (
            "die Direktive `{name}` ist nicht abgeschlossen",
            "sie beginnt hier",
            "Mit einer Zeile `:::` abschließen, mit ebenso vielen Doppelpunkten wie in der ersten Zeile.",
        ),
        Code::MissingQuestion => (
            "diese Fragen lassen sich nicht zeigen: `:::faq` {reason}",
            "",
            "Jede Frage als Überschrift schreiben, die Antwort darunter, und allen anderen Text über `:::faq` stellen.",
        ),
        Code::UnknownFootnote => (
            "die Fußnote `{name}` hat keinen Text",
            "",
            "In der Datei eine Zeile `[^{name}]: …` hinzufügen.",
        ),
        Code::UnusedFootnote => (
            "nichts im Text verweist auf die Fußnote `{name}`, deshalb ist sie nicht zu sehen",
            "",
            "`[^{name}]` an die Stelle schreiben, zu der sie gehört, oder die Fußnote entfernen.",
        ),
        Code::DuplicateFootnote => (
            "die Fußnote `{name}` hat zwei Texte; zu sehen ist der erste",
            "der zweite Text",
            "Einer der beiden einen anderen Namen geben.",
        ),
        Code::BadMath => (
            "diese Formel lässt sich nicht lesen: {reason}",
            "",
            "Das LaTeX der Formel prüfen.",
        ),
        Code::UnsafeLink => (
            "ein Link darf nicht mit `{scheme}:` beginnen",
            "",
            "Auf eine Seite, eine Datei oder eine Adresse mit `https:` verweisen.",
        ),
        Code::DeadLink => (
            "der Link `{target}` führt ins Leere",
            "kein solcher Artikel, keine solche Datei",
            "Auf eine Datei mit ihrem Pfad verweisen, auf einen Artikel mit seiner Kennung, zum Beispiel `article:rupture`, oder auf eine andere Website mit ihrer ganzen Adresse, `https://…`.",
        ),
        Code::UnpublishedLink => (
            "`{target}` ist vorhanden, aber nicht veröffentlicht: {reason}",
            "noch nicht veröffentlicht",
            "Den Text veröffentlichen oder den Link entfernen. Mit `--drafts` und `--future` lässt sich vorher ansehen, wie es aussehen wird.",
        ),
        Code::DeadAnchor => (
            "auf der Seite `{page}` gibt es keine Überschrift `#{anchor}`",
            "keine solche Überschrift",
            "Bekannte Überschriften sind: {known}.",
        ),
        Code::MissingImage => (
            "es gibt kein Bild `{target}`",
            "keine solche Datei",
            "Das Bild neben diese Datei legen oder seinen Namen berichtigen.",
        ),
        Code::UnreadableImage => (
            "die Größe des Bildes `{target}` lässt sich nicht lesen",
            "",
            "Das Bild noch einmal als PNG, JPEG, WebP, AVIF, GIF oder SVG speichern.",
        ),
        Code::UnshownImage => (
            "die meisten Browser zeigen das Bild `{target}` nicht an",
            "",
            "Das Bild noch einmal als JPEG, PNG oder WebP speichern.",
        ),
        Code::BrokenImage => (
            "das Bild `{name}` ist beschädigt",
            "",
            "Das Bild in einem Bildprogramm öffnen und neu als PNG, JPEG, WebP oder SVG speichern.",
        ),
        Code::HugeImage => (
            "das Bild `{target}` hat {pixels} Millionen Bildpunkte, mehr als {most}",
            "",
            "Das Bild neu speichern, höchstens 4000 Bildpunkte breit; das füllt jeden Bildschirm.",
        ),
        Code::UnsafeDrawing => (
            "`{what}` ist in der Zeichnung weggelassen",
            "",
            "Diesen Teil aus der Datei nehmen oder die Zeichnung als einfaches SVG ohne verknüpfte Dateien speichern.",
        ),
        Code::UnknownReference => (
            "es gibt kein Werk `{key}`",
            "nicht in `content/references.bib`",
            "Das Werk in `content/references.bib` eintragen oder den Schlüssel berichtigen.",
        ),
        Code::BadBibliography => (
            "das lässt sich nicht als Literaturverzeichnis lesen: {reason}",
            "",
            "Den Eintrag prüfen: in BibTeX die geschweiften Klammern und Kommas, in YAML die Wörter und die Einrückung.",
        ),
        Code::BadStyle => (
            "dieser Stil lässt sich nicht lesen: {reason}",
            "",
            "Den Stil noch einmal aus einer Sammlung von CSL-Stilen holen oder das Element berichtigen. Was die Elemente bedeuten, steht unter https://docs.citationstyles.org.",
        ),
        Code::BrokenLetters => (
            "`{word}` hat beschädigte Buchstaben",
            "",
            "Das Wort neu schreiben. Hat die Datei viele solche Wörter (jetzt {count}), wurde der Text mit falscher Zeichencodierung gelesen: ihn aus der Quelle neu übernehmen, als UTF-8.",
        ),
        Code::WrongLanguage => (
            "dieser Text scheint in der Sprache `{seems}` zu sein, nicht in `{said}`",
            "",
            "Den Text übersetzen oder in die Datei seiner Sprache verschieben. Eine fremdsprachige Stelle mit `<div lang=\"{seems}\">…</div>` kennzeichnen oder als Zitat mit `>`.",
        ),
        Code::EmptyHeading => (
            "diese Überschrift ist leer",
            "",
            "Etwas hineinschreiben oder sie entfernen.",
        ),
        Code::SecondTitle => (
            "das ist ein zweiter Titel der Seite",
            "",
            "Die Seite hat ihren Titel aus `title:`. Überschriften im Text mit `##` beginnen.",
        ),
        Code::HeadingJump => (
            "diese Überschrift der Ebene {level} überspringt eine Ebene",
            "",
            "Sie mit `{marks}` schreiben: Eine Überschrift steht höchstens eine Ebene unter der vorigen, und der Titel ist die erste Ebene.",
        ),
        Code::MissingAlt => (
            "das Bild `{target}` hat keine Beschreibung",
            "",
            "Zwischen die eckigen Klammern schreiben, was zu sehen ist. Schmückt das Bild nur, dann `![\"\"]({target})` schreiben.",
        ),
        Code::EmptyLink => (
            "der Link zu `{target}` hat keinen Text",
            "",
            "Zwischen die eckigen Klammern schreiben, wohin er führt.",
        ),
        Code::VagueLink => (
            "der Linktext `{text}` sagt nicht, wohin der Link führt",
            "",
            "Die Wörter verlinken, die nennen, was dahinter steht.",
        ),
        Code::OtherLanguage => (
            "dieser Link führt zur Seite in `{language}`, obwohl es sie in `{own}` gibt",
            "die Datei einer Sprache",
            "Auf die Kennung oder den Ordner verlinken, dann führt der Link alle in die eigene Sprache. Ist gerade diese Sprache gemeint, sie im Linktext nennen.",
        ),
        Code::LongDescription => (
            "diese Beschreibung hat {length} Zeichen",
            "",
            "Es in ein oder zwei Sätzen mit höchstens {most} Zeichen sagen.",
        ),
        Code::HardText => (
            "dieser Text ist schwerer zu lesen, als das Ziel für seinen Bereich zulässt: {figure} ist {value}, das Ziel ist {sign} {target}",
            "",
            "{remedy} Die Zahl gilt für den ganzen Text; Zitate, Überschriften und Tabellen zählen nicht mit. Das Ziel lässt sich unter `readability:` in `tillit.yaml` ändern.",
        ),
        Code::AvoidedWord => (
            "`{word}` soll nicht für das stehen, was das Glossar `{term}` nennt",
            "`{term}` schreiben",
            "`{term}` oder einen anderen Namen des Begriffs `{id}` schreiben. Wird das Wort nur zitiert, gehört es in Anführungszeichen; muss die Seite es verwenden, gehört `avoided_words: true` in ihren Kopf.",
        ),
        Code::MarkdownSlip => (
            "dies wird so angezeigt, wie es dasteht: {reason}",
            "",
            "Berichtigen, oder einen umgekehrten Schrägstrich vor das Zeichen setzen, wenn es zu sehen sein soll.",
        ),
        Code::BadHost => (
            "`{host}` kann nicht der Name einer Website sein",
            "",
            "Die Adresse prüfen: Der Name einer Website besteht aus Buchstaben, Ziffern, Bindestrichen und Punkten.",
        ),
        Code::UndatedReview => (
            "es steht nicht da, wann diese Seite geprüft wurde",
            "",
            "Eine Zeile `reviewed_on: …` mit dem Tag der Prüfung hinzufügen, zum Beispiel 2026-05-17.",
        ),
        Code::OverdueReview => (
            "diese Seite hätte bis {date} überprüft werden sollen",
            "",
            "Die Seite überprüfen lassen und `reviewed_on:` und `review_due:` neu setzen.",
        ),
        Code::OutdatedCourse => (
            "der Kurs ist `{status}`, aber der {date} ist vorbei",
            "",
            "`status:` auf das setzen, was jetzt gilt, etwa `full`, `cancelled` oder `held`.",
        ),
        Code::DuplicateTitle => (
            "zwei Seiten dieses Bereichs heißen `{title}`",
            "",
            "Jeder einen eigenen Titel geben.",
        ),
        Code::MisnamedSection => (
            "in `{folder}/`, dem Ordner dieses Artikels, liegen weitere Texte",
            "",
            "Ist dies die Seite eines Bereichs mit diesen Texten, `{section}` daraus machen. Ist es ein Artikel, die anderen in einen anderen Ordner legen.",
        ),
        Code::OrphanPage => (
            "keine andere Seite führt zu dieser",
            "",
            "Von einer Seite oder einem Menü auf sie verlinken oder sie in einen Bereich verschieben, der sie auflistet.",
        ),
        Code::UnusedFile => (
            "kein Text verwendet die Datei `{path}`",
            "",
            "Sie in einem Text zeigen oder auf sie verlinken oder sie löschen.",
        ),
        Code::UnusedSubject => (
            "keine Seite handelt vom Thema `{id}`",
            "",
            "Es bei einer Seite unter `subjects:` nennen oder löschen.",
        ),
        Code::MissingTerm => (
            "der Begriff `{id}` fehlt in: {languages}",
            "",
            "Eintragen, wie er in diesen Sprachen heißt und was er bedeutet.",
        ),
        Code::UncitedReference => (
            "nichts zitiert die Quelle `{key}`",
            "",
            "Sie mit `[@{key}]` zitieren oder löschen.",
        ),
        Code::DeadExternal => (
            "der Link zu `{target}` ist tot ({answer})",
            "",
            "Die neue Adresse suchen oder den Link entfernen.",
        ),
        Code::UncheckedExternal => (
            "ohne klare Antwort blieben Links zu anderen Websites: {count}",
            "der erste davon",
            "Sie in einem Browser öffnen: Die Websites weisen Programme ab, sind langsam oder von hier nicht zu erreichen.",
        ),
        Code::TemplateSyntax => (
            "diese Vorlage lässt sich nicht lesen: {reason}",
            "",
            "Prüfen, wie die Vorlage an dieser Stelle geschrieben ist.",
        ),
        Code::TemplateFault => (
            "die Vorlage `{template}` ist auf der Seite `{page}` gescheitert: {reason}",
            "",
            "Die Namen prüfen, die die Vorlage an dieser Stelle verwendet.",
        ),
        Code::UnknownTheme => (
            "es gibt kein Theme `{theme}`",
            "",
            "`default` verwenden oder den Ordner `themes/{theme}` anlegen.",
        ),
    };
    Wording { message, label, help }
}

/// Returns what a code means.
pub fn explanation(code: Code) -> Explanation {
    let (summary, meaning) = match code {
        Code::NotUtf8 => (
            "Eine Textdatei ist nicht als UTF-8 gespeichert.",
            "tillit liest Texte als UTF-8, die Art, Buchstaben zu speichern, die alle Systeme gemeinsam haben. Manche älteren Programme speichern Buchstaben wie ä, ö und ü anders; daraus würden falsche Zeichen.",
        ),
        Code::Utf16 => (
            "Eine Textdatei ist als UTF-16 gespeichert.",
            "Manche Programme unter Windows speichern Texte so. tillit liest sie, aber andere, etwa Programme, die Fassungen vergleichen, halten sie nicht für Text.",
        ),
        Code::TooLong => (
            "Etwas ist größer, als tillit liest.",
            "Texte kommen aus vielen Händen, und einer, der größer ist als jeder wirkliche, würde die anderen aufhalten. Die Grenzen liegen weit über dem, was eine wirkliche Website braucht; sie stehen in ARCHITECTURE.md.",
        ),
        Code::ControlCharacter => (
            "Ein Text enthält ein Steuerzeichen.",
            "Solche Zeichen bewegten einst das Papier von Druckern und geraten mit kopierten oder beschädigten Dateien in Texte. Niemand sieht sie, aber andere Programme stolpern darüber.",
        ),
        Code::HiddenCharacter => (
            "Ein Text enthält ein Zeichen, das etwas verbirgt.",
            "Manche Zeichen kehren den Text um oder zeigen gar nichts, sodass bei der Durchsicht etwas anderes zu lesen ist, als veröffentlicht wird. Sprachen, die von rechts nach links geschrieben werden, brauchen einige davon: Was in der Zeile geschlossen wird, die es öffnet, wird nicht gemeldet.",
        ),
        Code::UnreadableFile => (
            "Eine Datei lässt sich nicht lesen.",
            "Die Datei ist da, aber das System lässt tillit sie nicht lesen, oder ein Link auf der Festplatte führt ins Leere oder im Kreis. Die Meldung nennt den Grund.",
        ),
        Code::OutsideLink => (
            "Ein Link auf der Festplatte führt aus dem Ordner der Website hinaus.",
            "Alles, woraus eine Website besteht, liegt in ihrem eigenen Ordner. So wird sie auf jedem Rechner gleich, und keine andere Datei kann versehentlich veröffentlicht werden.",
        ),
        Code::UnplacedFile => (
            "Eine Datei liegt dort, wo tillit keine Verwendung für sie hat.",
            "Wozu eine Datei dient, ergibt sich aus ihrem Namen und ihrem Ordner. Diese passt zu keiner Regel und kommt deshalb nicht auf die Website.",
        ),
        Code::MisnamedFile => (
            "Eine Datei heißt fast so wie eine, die tillit liest.",
            "Texte enden auf `.md` und Daten auf `.yaml`, in Kleinbuchstaben. Manche Programme schreiben `.markdown`, `.MD` oder `.yml` oder hängen `.txt` an, was das System nicht anzeigt. Eine solche Datei wird nicht gelesen, und es entsteht keine Seite daraus.",
        ),
        Code::MissingLanguage => (
            "Der Name eines Textes nennt dessen Sprache nicht.",
            "Jeder Text nennt seine Sprache vor der Endung `.md`, damit seine Übersetzungen daneben liegen können. Ohne sie ist nicht zu erkennen, für welche Leser der Text ist.",
        ),
        Code::MisnamedFrontPage => (
            "Ein Text in `content/` selbst heißt `index`.",
            "Ein Artikel heißt nach seiner Kennung: `trust.de.md`, oder `index.de.md` in einem Ordner `trust/`. Eine Datei `index.de.md` in `content/` selbst hat keinen Ordner, der ihr den Namen geben könnte. Die Startseite und die Seiten der Bereiche heißen `_index.de.md`.",
        ),
        Code::UnknownLanguage => (
            "Es wird eine Sprache verwendet, die die Website nicht hat.",
            "Die Sprachen einer Website stehen unter `languages:` in `tillit.yaml`. Dateinamen wie `trust.sv.md` und Texte in mehreren Sprachen können nur diese verwenden.",
        ),
        Code::RenamedLanguage => (
            "Eine Sprache ist `no` geschrieben.",
            "Norwegen hat zwei Schriftsprachen, Bokmål und Nynorsk, und die Programme der Leser wollen wissen, welche es ist. tillit liest `no` als Bokmål.",
        ),
        Code::MissingConfig => (
            "Die Website hat keine `tillit.yaml`.",
            "Diese Datei macht einen Ordner zu einer Website. Sie enthält mindestens eine Sprache, mit dem Namen der Sprache und dem Titel der Website.",
        ),
        Code::MisnamedConfig => (
            "Die Datei mit den Einstellungen heißt nicht `tillit.yaml`.",
            "tillit erkennt die Einstellungen am Namen `tillit.yaml`, in Kleinbuchstaben. Manche Programme hängen eine Endung wie `.txt` an, die das System nicht anzeigt.",
        ),
        Code::MissingBaseUrl => (
            "Die Website kennt ihre eigene Adresse nicht.",
            "Suchmaschinen, Feeds und die Verweise zwischen den Sprachen brauchen ganze Adressen. Ohne `base_url:` nennen sie alle `http://localhost`, einen Ort, den nur dieser Rechner hat. `tillit serve` braucht sie nicht.",
        ),
        Code::YamlSyntax => (
            "Ein Kopf oder eine Datendatei ist nicht so geschrieben, wie YAML es verlangt.",
            "YAML ist die Schreibweise `Schlüssel: Wert`, je einer auf einer Zeile. Meist fehlt ein Anführungszeichen, eine Zeile ist nicht wie ihre Nachbarn eingerückt, oder ein Text enthält einen Doppelpunkt mit Leerzeichen dahinter.",
        ),
        Code::UnclosedFrontMatter => (
            "Der Kopf einer Datei ist nicht abgeschlossen.",
            "Der Kopf steht zwischen zwei Zeilen `---` am Anfang der Datei. Ohne die zweite würde der ganze Text zum Kopf gehören.",
        ),
        Code::MissingFrontMatter => (
            "Ein Text hat keinen Kopf.",
            "Jeder Text beginnt mit einer Zeile `---`, mindestens seinem `title:` und einer zweiten Zeile `---`.",
        ),
        Code::UnknownKey => (
            "Es steht ein Schlüssel da, der dort nicht stehen kann.",
            "Meist ist er verschrieben; dann wird der ähnlichste bekannte Schlüssel vorgeschlagen. tillit übergeht unbekannte Schlüssel nicht, denn sonst würde stillschweigend fehlen, was sie bewirken sollten. Eigene Schlüssel stehen unter `extra:`.",
        ),
        Code::DuplicateKey => (
            "Ein Schlüssel steht zweimal an derselben Stelle.",
            "Nur einer der beiden Werte könnte gelten, und niemand sähe, welcher.",
        ),
        Code::MissingKey => (
            "Ein Schlüssel fehlt, der da sein muss.",
            "Manches lässt sich nicht erraten, zum Beispiel der Titel eines Textes.",
        ),
        Code::EmptyValue => (
            "Ein Schlüssel, der etwas sagen muss, ist leer.",
            "Der Schlüssel ist da, aber hinter ihm steht nichts. Manches lässt sich nicht erraten, zum Beispiel der Titel eines Textes.",
        ),
        Code::WrongType => (
            "Ein Wert ist von anderer Art als erwartet.",
            "Zum Beispiel steht eine Liste da, wo ein einzelner Text hingehört, oder ein Wort, wo eine Zahl hingehört. Eine Zahl in Anführungszeichen ist ein Text.",
        ),
        Code::WrongValue => (
            "Ein Wert ist für seinen Schlüssel nicht möglich.",
            "Er ist von der richtigen Art, gehört aber nicht zu den möglichen: ein Tag, den es nicht gibt, eine Adresse ohne `https://`, ein Wort, das nicht auf der Liste steht.",
        ),
        Code::Contradiction => (
            "Eine Zahl widerspricht dem, was sie zählt, oder dem, was aus anderen Zahlen folgt.",
            "Sie sagt, wie viele Items, Antworten oder Stufen es gibt oder von wo bis wo ein Wert reicht; die Listen und Zahlen daneben ergeben etwas anderes. Eine der Angaben stimmt nicht, und dann stimmen auch die Werte nicht.",
        ),
        Code::RestrictedWording => (
            "Der Wortlaut eines Instruments steht in den Daten, obwohl seine Lizenz ihn nicht freigibt.",
            "Die meisten Fragebögen dürfen nur mit Erlaubnis der Rechteinhaber verwendet werden. Der Wortlaut wird nur veröffentlicht, wo die Daten sagen, dass alle ihn veröffentlichen dürfen; sonst entsteht die Website nicht.",
        ),
        Code::BadSlug => (
            "Ein Name kann nicht Teil einer Adresse sein.",
            "Adressen entstehen aus `slug:`, sonst aus den Namen von Dateien und Ordnern. Sie enthalten die Buchstaben a bis z, Ziffern und einzelne Bindestriche, damit man sie überall tippen kann.",
        ),
        Code::DuplicateId => (
            "Zwei Dateien beanspruchen dieselbe Kennung.",
            "Die Kennung ist der Name einer Datei oder eines Ordners; mit ihr finden Links ihr Ziel. `trust.nb.md` und `trust/index.nb.md` wären derselbe Artikel in derselben Sprache.",
        ),
        Code::DuplicateAddress => (
            "Zwei Seiten, oder eine Seite und eine Datei, haben dieselbe Adresse.",
            "Nur eine davon könnte veröffentlicht werden. Adressen kommen aus `slug:`, sonst aus dem Namen der Datei; alte Adressen unter `aliases:` und die Dateien in `static/` zählen ebenso.",
        ),
        Code::SimilarAddress => (
            "Zwei Adressen sind für viele Systeme dieselbe.",
            "Sie unterscheiden sich nur in großen und kleinen Buchstaben oder darin, wie ein Buchstabe wie `å` gespeichert ist. Unter Windows und macOS würde eine Datei die andere überschreiben.",
        ),
        Code::FileForFolder => (
            "Eine Datei steht, wo ein Ordner sein muss.",
            "Eine Seite unter `/de/trust/` ist eine Datei in einem Ordner `trust`; nichts anderes kann eine Datei dieses Namens sein.",
        ),
        Code::BadName => (
            "Eine Seite oder Datei hat einen Namen, den manche Systeme ablehnen.",
            "Eine Website soll auf jedem Rechner gleich sein. Windows hält Namen wie `con` und `aux` für Geräte frei und nimmt keine an, die mit einem Punkt oder Leerzeichen enden oder eines der Zeichen `< > : \" ? * |` enthalten.",
        ),
        Code::UnknownPerson => (
            "Es wird eine Person genannt, die nicht in `content/people.yaml` steht.",
            "Wer einen Text geschrieben oder geprüft hat, wird mit seiner Kennung genannt. Die Kennungen sind die äußersten Schlüssel in `content/people.yaml`.",
        ),
        Code::UnknownSubject => (
            "Es wird ein Thema genannt, das nicht in `content/subjects.yaml` steht.",
            "Themen werden mit ihrer Kennung genannt. Die Kennungen sind die äußersten Schlüssel in `content/subjects.yaml`.",
        ),
        Code::RepeatedStep => (
            "Ein Lernpfad nennt dieselbe Seite zweimal.",
            "Die Seite sagt ihren Lesern, der wievielte Teil des Lernpfads sie ist und was danach kommt; das kann nur einer sein. Die erste Stelle gilt.",
        ),
        Code::AmbiguousTerm => (
            "Zwei Begriffe des Glossars teilen sich einen Namen.",
            "Texte verlinken einen Begriff, wo sie einen seiner Namen gebrauchen: den Begriff selbst, eine Form, ein Synonym. Teilen sich zwei Begriffe einen Namen, führt der Link zum ersten nach Kennung, es sei denn, der andere heißt selbst so.",
        ),
        Code::BadAlias => (
            "Eine alte Adresse ist nicht als ganzer Pfad geschrieben.",
            "`aliases:` zählt Adressen auf, unter denen die Seite früher stand; wer dorthin geht, wird weitergeleitet. Jede beginnt mit `/` und enthält weder `?` noch `#` oder `%`.",
        ),
        Code::BadRecord => (
            "Die Aufzeichnung zu einer Übersetzung wurde geändert oder enthält beide Seiten einer Zusammenführung.",
            "Neben einer Übersetzung liegt ihre Aufzeichnung: was das Original sagte, als es übersetzt wurde, ein Block in jeder Zeile. Nur `tillit translated` schreibt sie. Eine unlesbare Zeile zählt nicht, sodass die Übersetzung veraltet erscheinen kann, ohne es zu sein.",
        ),
        Code::StrayRecord => (
            "Eine Aufzeichnung liegt neben keinem Text.",
            "Die Aufzeichnung zu `index.de.md` heißt `index.de.original.txt` und liegt im selben Ordner. Wird der Text umbenannt, verschoben oder gelöscht, muss sie ihm folgen.",
        ),
        Code::DroppedHtml => (
            "HTML in einem Text wird weggelassen.",
            "Nur harmloses HTML kommt durch, damit kein Text die Seite um sich herum verändern oder im Browser der Leser etwas auslösen kann. Der Rest wird weggelassen und gemeldet.",
        ),
        Code::DuplicateHeadingId => (
            "Zwei Überschriften einer Seite haben dieselbe Kennung.",
            "Zur Kennung in `{#…}` führen Links, deshalb kann sie auf einer Seite nur einmal stehen.",
        ),
        Code::MissingReferenceDefinition => (
            "Ein Link verwendet eine Marke, die nicht erklärt ist.",
            "`[Text][Marke]` bekommt seine Adresse aus einer Zeile `[Marke]: Adresse` in derselben Datei. Ohne diese Zeile sind die Klammern zu sehen.",
        ),
        Code::UnknownDirective => (
            "Eine Direktive ist nicht bekannt.",
            "Eine Zeile, die mit `::` und einem Namen beginnt, verlangt etwas, das Markdown nicht hat. Entweder ist der Name verschrieben, oder es gibt keine solche Direktive.",
        ),
        Code::MissingAttribute => (
            "Einer Direktive fehlt etwas, das sie braucht.",
            "Was eine Direktive wissen muss, steht in geschweiften Klammern: `::chart{data=befunde.yaml type=forest}` nennt die Datei mit den Zahlen und die Art der Darstellung. Beides lässt sich nicht erraten.",
        ),
        Code::UnclosedDirective => (
            "Eine Direktive mit Text darin ist nicht abgeschlossen.",
            "Eine Zeile wie `:::faq` beginnt einen Teil des Textes, eine Zeile `:::` beendet ihn.",
        ),
        Code::MissingQuestion => (
            "Fragen und Antworten fehlt eine Frage.",
            "In `:::faq` ist jede Überschrift eine Frage, und was folgt, ist die Antwort. Suchmaschinen erfahren beides. Von Text, der zu keiner Frage gehört, erführe niemand.",
        ),
        Code::UnknownFootnote => (
            "Eine Fußnote hat keinen Text.",
            "`[^Name]` verweist auf eine Zeile `[^Name]: …` in derselben Datei, und die fehlt.",
        ),
        Code::UnusedFootnote => (
            "Nichts verweist auf eine Fußnote.",
            "Es gibt eine Zeile `[^Name]: …`, aber kein `[^Name]` im Text. Eine Fußnote erscheint nur dort, wo der Text auf sie zeigt; diese erscheint also gar nicht.",
        ),
        Code::DuplicateFootnote => (
            "Eine Fußnote hat zwei Texte.",
            "Zwei Zeilen beginnen mit demselben `[^Name]: …`. Nur die erste erscheint.",
        ),
        Code::BadMath => (
            "Eine Formel lässt sich nicht lesen.",
            "Zwischen zwei `$` steht eine Formel, wie LaTeX sie schreibt. Meist ist eine geschweifte Klammer nicht geschlossen oder ein Befehl verschrieben. Ein Dollarzeichen, das keine Formel beginnt, wird `\\$` geschrieben.",
        ),
        Code::UnsafeLink => (
            "Ein Link führt nicht zu einer Seite oder Datei.",
            "Ein Link, der mit `javascript:` oder Ähnlichem beginnt, würde im Browser der Leser etwas auslösen, statt irgendwohin zu führen.",
        ),
        Code::DeadLink => (
            "Ein Link führt ins Leere.",
            "Ein Link nennt einen Artikel mit seiner Kennung, wie `article:rupture`, oder eine Datei mit ihrem Pfad, gesehen von der Datei, in der er steht. Nichts heißt so, in keiner Sprache der Website.",
        ),
        Code::UnpublishedLink => (
            "Ein Link führt zu einem Text, der nicht veröffentlicht ist.",
            "Den Text gibt es, aber er ist ein Entwurf oder trägt ein Datum, das noch nicht erreicht ist. Hinter dem Link würde niemand etwas finden. Mit `--drafts` und `--future` veröffentlicht tillit auch solche Texte, damit man sie vorab ansehen kann.",
        ),
        Code::DeadAnchor => (
            "Ein Link führt zu einer Überschrift, die nicht auf der Seite steht.",
            "Nach `#` steht die Kennung einer Überschrift: die in `{#…}` angegebene, sonst eine, die aus ihren Wörtern gebildet ist.",
        ),
        Code::MissingImage => (
            "Ein Bild ist nicht da.",
            "Ein Bild wird von der Datei aus gesucht, die es zeigt. Große und kleine Buchstaben sind verschiedene Buchstaben.",
        ),
        Code::UnreadableImage => (
            "Die Größe eines Bildes lässt sich nicht lesen.",
            "Breite und Höhe stehen in der Seite, damit beim Laden nichts springt. Die Datei ist vielleicht beschädigt oder etwas anderes, als ihr Name sagt.",
        ),
        Code::UnshownImage => (
            "Ein Bild hat ein Format, das die meisten Browser nicht anzeigen.",
            "Viele Telefone speichern Fotos als HEIC, Scanner speichern Seiten als TIFF. Die meisten Leserinnen und Leser sähen statt des Bildes nur seine Beschreibung.",
        ),
        Code::BrokenImage => (
            "Ein Bild ist beschädigt.",
            "Es lässt sich nicht bis zum Ende lesen und deshalb nicht für kleine Bildschirme verkleinern. Vielleicht wurde es nicht zu Ende kopiert, oder es ist etwas anderes, als sein Name sagt.",
        ),
        Code::HugeImage => (
            "Ein Bild hat mehr Bildpunkte, als jemand sehen kann.",
            "Es wird veröffentlicht, wie es ist, ohne kleinere Größen für kleinere Bildschirme, und wer liest, lädt alles.",
        ),
        Code::UnsafeDrawing => (
            "Eine Zeichnung enthält etwas, das nicht zeichnet.",
            "Eine Zeichnung in SVG kann Programme, Seiten und Dateien von anderswo enthalten. Nichts davon wird veröffentlicht: Die Zeichnung wird ohne sie gezeigt.",
        ),
        Code::UnknownReference => (
            "Es wird ein Werk angeführt, das nicht in `content/references.bib` steht.",
            "`[@Schlüssel]` nennt ein Werk mit seinem Schlüssel in dieser Datei.",
        ),
        Code::BadBibliography => (
            "Das Literaturverzeichnis lässt sich nicht lesen.",
            "`content/references.bib` enthält Werke, wie BibLaTeX sie schreibt: `@article{schluessel, title = {…}, …}`. Meist fehlt eine geschweifte Klammer oder ein Komma. `content/references.yaml` enthält Werke im YAML von hayagriva. Die lesbaren Werke werden verwendet.",
        ),
        Code::BadStyle => (
            "Ein Zitierstil lässt sich nicht lesen.",
            "`citations: {style: content/eigener.csl}` nennt eine Datei in CSL, Version 1.0. Sie muss für Verweise im Text gedacht sein, mit Namen oder Nummern, und eine `<bibliography>` haben. Solange sie nicht lesbar ist, wird nach APA zitiert.",
        ),
        Code::BrokenLetters => (
            "Ein Wort hat beschädigte Buchstaben.",
            "Buchstaben wie å und ü werden in zwei Bytes gespeichert. Hat ein Programm sie einmal als zwei Buchstaben gelesen, ist aus `für` ein `fÃ¼r` geworden. tillit zeigt, was das Wort vermutlich war.",
        ),
        Code::WrongLanguage => (
            "Ein Text ist in einer anderen Sprache, als er sein sollte.",
            "Ein Screenreader würde ihn mit der falschen Stimme vorlesen, und eine Suchmaschine würde ihn den Falschen zeigen. tillit achtet auf die häufigsten Wörter und meldet sich nur, wo sie keinen Zweifel lassen.",
        ),
        Code::EmptyHeading => (
            "Eine Überschrift hat keine Wörter.",
            "Screenreader springen von Überschrift zu Überschrift; eine leere führt ins Nichts.",
        ),
        Code::SecondTitle => (
            "Eine Überschrift der ersten Ebene steht im Text.",
            "Die erste Ebene ist der Titel der Seite, und jede Seite hat einen. Überschriften im Text beginnen mit der zweiten Ebene.",
        ),
        Code::HeadingJump => (
            "Eine Überschrift überspringt eine Ebene.",
            "Die Überschriften zeigen den Aufbau einer Seite. Wer die Seite hört, hält eine fehlende Ebene für einen fehlenden Teil.",
        ),
        Code::MissingAlt => (
            "Ein Bild hat keine Beschreibung.",
            "Wer das Bild nicht sieht, hört stattdessen die Beschreibung. Ein Bild, das nur schmückt, braucht keine, sagt es aber mit zwei Anführungszeichen: Dann wird es übergangen.",
        ),
        Code::EmptyLink => (
            "Ein Link hat keinen Text.",
            "Niemand kann einen solchen Link sehen oder hören, aber die Tastatur hält bei ihm an.",
        ),
        Code::VagueLink => (
            "Ein Linktext sagt nicht, wohin der Link führt.",
            "Viele gehen von Link zu Link oder lassen sich eine Liste der Links vorlesen; dort sagt „hier klicken“ nichts. Eine Adresse als Text wird Buchstabe für Buchstabe vorgelesen.",
        ),
        Code::OtherLanguage => (
            "Ein Link führt in eine andere Sprache als die der Seite.",
            "Ein Link auf eine Datei meint genau diese Übersetzung; ein Link auf eine Kennung oder einen Ordner führt in die Sprache der Leser, wo es die Seite in ihr gibt.",
        ),
        Code::LongDescription => (
            "Eine Beschreibung ist zu lang.",
            "Beschreibungen stehen in Listen und in dem, was Suchmaschinen zeigen. Dort werden sie nach einigen Zeilen abgeschnitten, und der Rest wird nicht gelesen.",
        ),
        Code::HardText => (
            "Ein Text ist schwerer zu lesen, als das Ziel für seinen Bereich zulässt.",
            "Formeln zählen Wörter, Silben und Sätze; ob ein Text verständlich ist, sehen sie nicht. Als Hinweis darauf, dass die Sätze lang geworden sind, taugen sie, und das Ziel setzt die Website selbst.",
        ),
        Code::AvoidedWord => (
            "Ein Text verwendet ein Wort, das nach dem Glossar zu vermeiden ist.",
            "Unter `avoid:` nennt das Glossar Wörter, die für einen Begriff nicht verwendet werden sollen, weil sie etwas anderes bedeuten oder verletzen. Gebeugte Formen zählen mit, Zitate und Code nicht.",
        ),
        Code::MarkdownSlip => (
            "Ein Zeichen von Markdown wirkt nicht, weil etwas fehlt.",
            "Was nur beinahe wie Markdown aussieht, ist Text, und die Zeichen sind zu sehen. Oft fehlt ein Leerzeichen, oder es ist eines zu viel.",
        ),
        Code::BadHost => (
            "Ein Link führt zu einer Website, die es nicht geben kann.",
            "Der Teil der Adresse vor dem ersten einfachen Schrägstrich ist der Name der Website. Mit anderen Zeichen darin, etwa einem Komma, findet kein Browser sie.",
        ),
        Code::UndatedReview => (
            "Eine Prüfung hat kein Datum.",
            "Eine Prüfung sagt, wie eine Seite an einem bestimmten Tag war. Ohne den Tag ist nicht zu erkennen, was sie heute noch wert ist.",
        ),
        Code::OverdueReview => (
            "Die Überprüfung einer Seite ist überfällig.",
            "Wer `review_due:` geschrieben hat, wollte, dass die Seite bis zu diesem Tag noch einmal durchgesehen wird. Leser verlassen sich darauf, als wäre das geschehen.",
        ),
        Code::OutdatedCourse => (
            "Der Status eines Kurses passt nicht mehr zum heutigen Tag.",
            "Nach dem Anmeldeschluss kann sich niemand mehr anmelden, und was für vergangene Tage geplant war, hat stattgefunden oder wurde abgesagt. Die Listen führen einen beendeten Kurs von selbst unter den früheren; was aus ihm geworden ist, wissen nur Sie.",
        ),
        Code::DuplicateTitle => (
            "Zwei Seiten eines Bereichs haben denselben Titel.",
            "In Listen, in Suchergebnissen und in den Tabs eines Browsers kann niemand sie unterscheiden.",
        ),
        Code::MisnamedSection => (
            "Im Ordner eines Artikels liegen weitere Texte.",
            "`index.de.md` ist ein Artikel, der seinen Ordner für sich hat, mit seinen Bildern und Dateien. Die Seite eines Bereichs, die die Texte in ihrem Ordner auflistet, heißt `_index.de.md`. Ohne sie gehören die Texte zum Bereich darüber.",
        ),
        Code::OrphanPage => (
            "Kein Weg führt zu einer Seite.",
            "Von den Startseiten aus ist die Seite durch Links, Listen und Menüs nicht zu erreichen. Dass es sie in einer anderen Sprache gibt, hilft nicht, sie zu finden.",
        ),
        Code::UnusedFile => (
            "Eine Datei neben den Texten wird nicht verwendet.",
            "Dateien neben den Texten werden veröffentlicht. Eine, die kein Text zeigt oder verlinkt, findet niemand; vielleicht ist sie vergessen worden, oder der Name ist dort falsch geschrieben, wo sie stehen sollte.",
        ),
        Code::UnusedSubject => (
            "Keine Seite handelt von einem Thema.",
            "Jedes Thema in `content/subjects.yaml` hat eine eigene Seite, die auflistet, was davon handelt. Diese listet nichts auf.",
        ),
        Code::MissingTerm => (
            "Ein Begriff des Glossars fehlt in einer Sprache der Website.",
            "Er hat in dieser Sprache keine Seite, und Texte in ihr verlinken ihn nicht.",
        ),
        Code::UncitedReference => (
            "Ein Werk im Literaturverzeichnis wird nirgends zitiert.",
            "Kein Text und keine Daten nennen seinen Schlüssel. Leser sehen es nur im Literaturverzeichnis der Website.",
        ),
        Code::DeadExternal => (
            "Ein Link zu einer anderen Website ist tot.",
            "Mit `--external` fragt tillit die anderen Websites. Diese sagt, dass es die Seite nicht mehr gibt (404 oder 410), oder es gibt keine Website dieses Namens (DNS).",
        ),
        Code::UncheckedExternal => (
            "Einige Links zu anderen Websites ließen sich nicht prüfen.",
            "Es kann gut sein, dass sie leben. Viele Websites antworten nur Browsern; andere haben zweimal nicht rechtzeitig geantwortet.",
        ),
        Code::TemplateSyntax => (
            "Eine Vorlage ist nicht so geschrieben, wie sie sein muss.",
            "Vorlagen sind HTML mit `{{ … }}` und `{% … %}`, wie Tera sie schreibt. Solange sich eine davon nicht lesen lässt, kann keine Seite entstehen.",
        ),
        Code::TemplateFault => (
            "Eine Vorlage ist gescheitert, als eine Seite entstand.",
            "Sie nennt zum Beispiel etwas, das diese Seite nicht hat. Derselbe Fehler wird für andere Seiten nicht noch einmal gemeldet.",
        ),
        Code::UnknownTheme => (
            "Das in `tillit.yaml` genannte Theme ist nicht da.",
            "`theme:` nennt einen Ordner in `themes/`, sonst `default`, das Theme, das tillit mitbringt.",
        ),
    };
    Explanation { summary, meaning }
}

/// Returns the text of a phrase.
pub fn phrase(phrase: Phrase) -> &'static str {
    match phrase {
        Phrase::ColonMisplaced => {
            "hier steht ein Doppelpunkt, wo keiner stehen kann; ein Text, der `: ` enthält, braucht Anführungszeichen"
        }
        Phrase::QuoteUnclosed => "ein Anführungszeichen ist nicht geschlossen",
        Phrase::BraceUnclosed => "eine geschweifte Klammer `{` ist nicht geschlossen, oder ein Komma fehlt",
        Phrase::BracketUnclosed => "eine eckige Klammer `[` ist nicht geschlossen, oder ein Komma fehlt",
        Phrase::ColonInBrackets => {
            "in Klammern steht ein Doppelpunkt; vielleicht ist eine Klammer `[` oder `{` nicht geschlossen"
        }
        Phrase::BlankMissing => "nach `:` oder `-` fehlt ein Leerzeichen",
        Phrase::BracketOrIndentation => {
            "eine Klammer `[` oder `{` ist nicht geschlossen, oder die Zeile danach ist nicht eingerückt"
        }
        Phrase::BracketTooMany => "eine schließende Klammer ist zu viel",
        Phrase::StarNeedsQuotes => "ein Text, der mit `*` beginnt, braucht Anführungszeichen",
        Phrase::AmpersandNeedsQuotes => "ein Text, der mit `*` oder `&` beginnt, braucht Anführungszeichen",
        Phrase::ExclamationNeedsQuotes => "ein Text, der mit `!` beginnt, braucht Anführungszeichen",
        Phrase::PercentNeedsQuotes => "ein Text, der mit `%` beginnt, braucht Anführungszeichen",
        Phrase::SignNeedsQuotes => "ein Text kann ohne Anführungszeichen nicht mit diesem Zeichen beginnen",
        Phrase::BackslashTwice => {
            "ein umgekehrter Schrägstrich zwischen doppelten Anführungszeichen muss zweimal geschrieben werden"
        }
        Phrase::AfterClosingQuote => "nach dem schließenden Anführungszeichen steht noch etwas",
        Phrase::ItemMisplaced => {
            "ein Listenpunkt `- ` kann hier nicht stehen; er beginnt auf einer eigenen Zeile"
        }
        Phrase::Indentation => "die Zeile ist nicht wie ihre Nachbarn eingerückt",
        Phrase::IndentationOrHyphen => {
            "die Zeile ist nicht wie ihre Nachbarn eingerückt, oder ein `- ` fehlt"
        }
        Phrase::IndentationOrQuote => {
            "die Zeile ist nicht wie ihre Nachbarn eingerückt, oder nach einem schließenden Anführungszeichen steht noch etwas"
        }
        Phrase::ColonMissing => "zwischen den Schlüsseln steht eine Zeile ohne Doppelpunkt",
        Phrase::KeyMisplaced => "ein Schlüssel kann hier nicht stehen",
        Phrase::TextOnNextLine => "nach `|` oder `>` beginnt der Text auf der nächsten Zeile",
        Phrase::EndMarkMisplaced => "eine Zeile `---` oder `...` steht, wo keine stehen kann",
        Phrase::RepeatsTooMuch => "die Verweise `*…` wiederholen mehr, als diese Datei fassen darf",
        Phrase::TooDeep => "Listen oder Schlüssel stehen zu tief ineinander",
        Phrase::DeeperThan => "Listen oder Schlüssel stehen mehr als {most} Ebenen tief ineinander",
        Phrase::HyphenNeedsBlank => {
            "auf ein `-` muss ein Leerzeichen folgen, oder der Text muss in Anführungszeichen stehen"
        }
        Phrase::EndsTooEarly => "der Text endet zu früh",
        Phrase::SecondDocument => {
            "nach einer Zeile `---` oder `...` beginnt ein zweites Dokument; eine Datei fasst nur eines"
        }
        Phrase::KeyTwice => "ein Schlüssel steht hier zweimal",
        Phrase::TabMisplaced => "hier steht ein Tabulator, wo nur Leerzeichen stehen können",
        Phrase::NotYaml => "die Zeile ist nicht das, was YAML an dieser Stelle verlangt",
        Phrase::CloseQuote => "Dasselbe Anführungszeichen auch ans Ende des Textes setzen.",
        Phrase::CloseBracket => {
            "Die Klammer schließen, die Teile mit Kommas trennen oder den ganzen Text in Anführungszeichen setzen."
        }
        Phrase::IndentLine => {
            "Die Zeile wie ihre Nachbarn einrücken, mit Leerzeichen und nie mit Tabulatoren."
        }
        Phrase::QuoteText => "Den Text in Anführungszeichen setzen.",
        Phrase::LookAtYaml => {
            "Die Einrückung prüfen (Leerzeichen, nie Tabulatoren) und einen Text, der `: ` enthält oder mit einem Zeichen wie `@`, `*` oder `[` beginnt, in Anführungszeichen setzen."
        }
        Phrase::WholeNumber => "eine ganze Zahl",
        Phrase::WholeNumberFrom => "eine ganze Zahl ab {least}",
        Phrase::WholeNumberBetween => "eine ganze Zahl von {least} bis {most}",
        Phrase::Number => "eine Zahl",
        Phrase::NumberBetween => "eine Zahl von {least} bis {most}",
        Phrase::NumberAtLeast => "eine Zahl ab {least}",
        Phrase::NumberAtMost => "eine Zahl bis {most}",
        Phrase::NumberAbove => "eine Zahl über {least}",
        Phrase::Text => "ein Text",
        Phrase::Letter => "ein einzelner Buchstabe",
        Phrase::YesOrNo => "ja oder nein (`true` oder `false`)",
        Phrase::List => "eine Liste",
        Phrase::EmptyList => "eine leere Liste",
        Phrase::ListOf => "eine Liste mit {count} Eintrag | eine Liste mit {count} Einträgen",
        Phrase::Keys => "eine Gruppe von Schlüsseln mit Werten",
        Phrase::Nothing => "nichts",
        Phrase::OtherForm => "eine andere Form von Wert",
        Phrase::OneOf => "eine dieser Angaben: {known}",
        Phrase::DateSuchAs => "ein Datum wie 2026-05-17",
        Phrase::DateUpTo => "ein Datum bis {date}",
        Phrase::TimeSuchAs => "eine Uhrzeit wie 09:30",
        Phrase::TimeUpTo => "eine Uhrzeit bis {time}",
        Phrase::TimeAfter => "eine Uhrzeit nach {time}",
        Phrase::TimeThatExists => {
            "eine Uhrzeit, die es an diesem Tag gibt: Die Uhren werden über diese hinweg vorgestellt"
        }
        Phrase::ZoneSuchAs => "eine Zeitzone wie Europe/Oslo",
        Phrase::AmountSuchAs => "ein Betrag wie 500 oder 290.50",
        Phrase::CurrencySuchAs => "eine Währung wie NOK, EUR oder SEK",
        Phrase::CountrySuchAs => "ein Land wie NO, DE oder SE",
        Phrase::EmailSuchAs => "eine Adresse wie post@example.org",
        Phrase::DayThatExists => "ein Tag, den es gibt; den {day} gibt es nicht",
        Phrase::AddressSuchAs => "eine Adresse wie https://example.org",
        Phrase::ReportAddressSuchAs => {
            "eine Adresse wie https://example.org/meldung?seite={url} oder mailto:redaktion@example.org"
        }
        Phrase::OrcidSuchAs => "eine ORCID-iD mit richtiger letzter Ziffer, wie 0000-0002-1825-0097",
        Phrase::ListSuchAs => {
            "`home`, `subjects`, `people` oder ein Name wie `section:articles`, `subject:…`, `person:…`"
        }
        Phrase::StepSuchAs => {
            "etwas zum Lesen wie `article:rupture`, `instrument:wai-sr`, `course:2014` oder `term:alliance`"
        }
        Phrase::SectionSuchAs => "`home` oder der Name eines Bereichs wie `section:articles`",
        Phrase::ReadabilityOfTexts => {
            "Wie schwer die Texte zu lesen sind (LIX und WSTF 1, die erste Wiener Sachtextformel: mehr ist schwerer; Amstad und Flesch: weniger ist schwerer; `!`: schwerer als das Ziel)"
        }
        Phrase::WriteShorter => {
            "Am meisten helfen kürzere Sätze und weniger lange Wörter: Jetzt hat ein Satz im Mittel {words} Wörter, und {long} % der Wörter haben mehr als sechs Buchstaben."
        }
        Phrase::Decimal => "{whole},{tenths}",
        Phrase::TextOrTexts => "ein Text oder eine Liste von Texten",
        Phrase::LanguageTagSuchAs => "ein Sprachkürzel wie nb, de, sv, en oder fr",
        Phrase::FileBeside => "der Name einer YAML-Datei neben dem Text, etwa befunde.yaml",
        Phrase::OtherLanguageTag => "das Kürzel einer anderen Sprache dieses Textes",
        Phrase::OnlyIfOpen => "nein, außer wenn die Lizenz den Status `open` hat",
        Phrase::FoundYesOrNo => "ja oder nein (`{value}`)",
        Phrase::FoundNumber => "die Zahl `{value}`",
        Phrase::FoundText => "der Text `{value}`",
        Phrase::FoundQuotedText => "der Text `{value}` in Anführungszeichen",
        Phrase::NoneKnown => "keine",
        Phrase::ThisFile => "diese Datei",
        Phrase::HeadingNeedsBlank => "nach `{marks}` fehlt ein Leerzeichen, also ist es keine Überschrift",
        Phrase::LinkHasBlank => "zwischen `]` und `(` darf kein Leerzeichen stehen, also ist es kein Link",
        Phrase::BoldUnclosed => {
            "`**` ist nicht geschlossen, oder hinter dem schließenden steht gleich ein Buchstabe"
        }
        Phrase::TableNeedsLine => {
            "eine Tabelle braucht unter ihrer ersten Zeile eine Zeile `|---|---|` mit ebenso vielen Zellen"
        }
        Phrase::HeaderAbsent => "eine Zeile `---` fehlt",
        Phrase::HeaderBelowBlank => "vor `---` steht eine Leerzeile",
        Phrase::HeaderWithDash => "die erste Zeile ist `{line}`, nicht drei Bindestriche",
        Phrase::IsDraft => "der Text ist ein Entwurf",
        Phrase::DatedLater => "der Text trägt das Datum {date}",
        Phrase::HtmlInDescription => "es steht in der Beschreibung eines Bildes",
        Phrase::HtmlDeclaration => {
            "Deklarationen kommen nicht durch, ebenso wenig ein Kommentar ohne sein Ende `-->`"
        }
        Phrase::HtmlRefused => "diese Website nimmt kein HTML an",
        Phrase::HtmlInParagraph => "es kann nicht in einem Absatz stehen",
        Phrase::HtmlTooDeep => "es ist zu tief verschachtelt",
        Phrase::HtmlAttribute => "das Attribut `{attribute}` kommt nicht durch",
        Phrase::HtmlElement => "dieses Element kommt nicht durch",
        Phrase::LinkInCircle => "der Link führt in einen Ordner zurück, in dem er selbst liegt",
        Phrase::LinkToNothing => "der Link führt ins Leere",
        Phrase::LinkToItself => "dem Link lässt sich nicht folgen; vielleicht führt er zu sich selbst zurück",
        Phrase::NotPermitted => "sie darf nicht gelesen werden",
        Phrase::NoLongerThere => "sie ist nicht mehr da",
        Phrase::NameNotText => "ihr Name ist nicht als UTF-8-Text gespeichert",
        Phrase::NameDeceptive => {
            "ihr Name enthält einen Zeilenumbruch, ein Steuerzeichen oder ein Zeichen, das die Richtung des Textes ändert"
        }
        Phrase::PathTooLong => "der Pfad, der so beginnt, ist länger als 1000 Byte",
        Phrase::NotAFile => "sie ist keine Datei, sondern ein Kanal oder ein Gerät",
        Phrase::NameOfDevice => "Windows hält diesen Namen für ein Gerät frei",
        Phrase::NameOfFolder => "er bezeichnet einen Ordner und keine Datei",
        Phrase::NameEndsInDot => "Windows nimmt keinen Namen an, der mit einem Punkt oder Leerzeichen endet",
        Phrase::NameUnseen => "er enthält einen umgekehrten Schrägstrich oder ein Zeichen, das niemand sieht",
        Phrase::NameOfSigns => {
            "Windows nimmt keinen Namen an, in dem eines der Zeichen `< > : \" ? * |` steht"
        }
        Phrase::NameTooLong => "er ist länger als 255 Byte",
        Phrase::SystemSays => "das System meldet „{said}“",
        Phrase::SystemSaysNothing => "das System sagt nicht, warum",
        Phrase::GroupUnbalanced => "eine Klammer oder Umgebung ist nicht geöffnet oder nicht geschlossen",
        Phrase::UnknownEnvironment => "es gibt keine Umgebung dieses Namens",
        Phrase::DollarInFormula => "ein `$` kann nicht in einer Formel stehen",
        Phrase::HashInFormula => "ein `#` kann hier nicht stehen; gemeint ist wohl `\\#`",
        Phrase::UnknownCommand => "ein Befehl ist nicht bekannt",
        Phrase::ArgumentMissing => "es fehlt, was ein Befehl hinter sich braucht",
        Phrase::ScriptTwice => {
            "zwei `_` oder zwei `^` gehören zum selben Zeichen; ein Teil gehört in geschweifte Klammern"
        }
        Phrase::DelimiterMissing => "nach `\\left`, `\\right` oder Ähnlichem fehlt eine Klammer",
        Phrase::UnknownColour => "es gibt keine Farbe dieses Namens",
        Phrase::AlignmentMisplaced => {
            "`&` und `\\\\` können nur in einer Umgebung mit Spalten oder Zeilen stehen"
        }
        Phrase::FormulaTooLong => "sie ist zu lang",
        Phrase::FormulaTooDeep => "sie ist zu tief verschachtelt",
        Phrase::FormulaDefines => "in ihr lassen sich keine Befehle festlegen",
        Phrase::FormulaBeyond => "sie geht über das hinaus, was gezeigt werden kann",
        Phrase::ReferenceEndsTooEarly => {
            "der Eintrag endet zu früh; vielleicht ist eine geschweifte Klammer nicht geschlossen"
        }
        Phrase::SignMissing => "hier fehlt `{sign}`",
        Phrase::NameMissing => "hier fehlt ein Name",
        Phrase::SignMisplaced => "`{sign}` kann hier nicht stehen",
        Phrase::UnknownAbbreviation => "die Abkürzung `{name}` ist nicht erklärt",
        Phrase::ReferenceKeyTwice => "der Schlüssel `{key}` wird zweimal verwendet",
        Phrase::NoSuchDay => "diesen Tag oder Monat gibt es nicht",
        Phrase::ReferenceValue => {
            "eine Zahl, ein Datum oder eine Angabe darin ist nicht so geschrieben, wie es sein muss"
        }
        Phrase::Said => "„{said}“ (auf Englisch)",
        Phrase::TemplateTooSlow => {
            "Die Vorlage `{template}` hat für die Seite `{page}` mehr als {most} Sekunden gebraucht, deshalb hat tillit angehalten. Nach Schleifen in Schleifen suchen. Was vorher veröffentlicht war, ist unberührt."
        }
        Phrase::TemplateTooGreedy => {
            "Die Vorlage `{template}` hat für die Seite `{page}` mehr als {most} MB Speicher gebraucht, deshalb hat tillit angehalten. Nach Texten suchen, die in einer Schleife wachsen. Was vorher veröffentlicht war, ist unberührt."
        }
        Phrase::TemplateStopped => {
            "sie hat mehr Zeit oder Speicher gebraucht, als eine Seite brauchen kann, deshalb hat der Server ohne sie neu begonnen; er versucht sie wieder, sobald sich eine Vorlage ändert"
        }
        Phrase::CannotMakeFolder => "der Ordner `{path}` kann nicht angelegt werden: {reason}",
        Phrase::CannotWrite => "`{path}` kann nicht geschrieben werden: {reason}",
        Phrase::CannotRead => "`{path}` kann nicht gelesen werden: {reason}",
        Phrase::CannotRemove => "`{path}` kann nicht entfernt werden: {reason}",
        Phrase::CannotLock => "`{path}`, die andere Läufe fernhält, kann nicht verwendet werden: {reason}",
        Phrase::CannotPublish => "die neue Website kann nicht nach `{path}` gelegt werden: {reason}",
        Phrase::CannotPutBack => "die alte Website kann nicht aus `{path}` zurückgelegt werden: {reason}",
        Phrase::OldRemains => {
            "die neue Website ist veröffentlicht, aber die alte, jetzt in `{path}`, kann nicht entfernt werden: {reason}"
        }
        Phrase::OutputOverlaps => {
            "der Ordner für die Ausgabe, `{folder}`, überschneidet sich mit den Quellen in `{sources}`; ein anderer Ordner ist zu wählen"
        }
        Phrase::OutputNotOurs => {
            "der Ordner für die Ausgabe, `{folder}`, enthält Dateien und stammt nicht von tillit; ein leerer oder neuer Ordner ist zu wählen"
        }
        Phrase::OutputNotAFolder => "`{folder}` kann kein Ordner für die Ausgabe sein",
        Phrase::OutputBusy => "ein anderer Lauf schreibt gerade nach `{folder}`; sein Ende ist abzuwarten",
        Phrase::OutputBusyBy => {
            "ein anderer Lauf (Prozess {process}) schreibt gerade nach `{folder}`; sein Ende ist abzuwarten"
        }
        Phrase::OutputBound => {
            "der Ordner für die Ausgabe, `{folder}`, ist an seinen Ort gebunden, wie ein Einhängepunkt, und kann nicht ersetzt werden; ein Ordner darin ist zu wählen"
        }
        Phrase::OutputBadPath => "`{path}` kann nicht der Pfad einer Ausgabe sein",
        Phrase::OutputTwice => "zwei Ausgaben haben den Pfad `{path}`",
        Phrase::OutputInTheWay => {
            "`{path}` stammt nicht von tillit und steht, wo eine Seite hingeschrieben werden soll; sie ist zu verschieben oder die Seite umzubenennen"
        }
        Phrase::OutputGone => "`{path}` ist nicht mehr im Ordner für die Ausgabe",
        Phrase::RootUnreadable => "der Ordner der Website, `{folder}`, kann nicht gelesen werden: {reason}",
        Phrase::NoPortFree => "ab {port} ist kein Port frei; mit `--port` lässt sich ein anderer wählen",
        Phrase::CannotListen => "die Website kann nicht unter {address} gezeigt werden: {reason}",
        Phrase::CannotWatch => "Änderungen im Ordner `{folder}` können nicht bemerkt werden: {said}",
        Phrase::WatchLimit => {
            "das System überwacht nicht mehr Ordner zugleich; unter Linux hebt `sysctl fs.inotify.max_user_watches=524288` die Grenze an"
        }
        Phrase::LooksInstead => {
            "Änderungen werden zweimal in der Sekunde gesucht, da das System sie nicht meldet: {reason}"
        }
        Phrase::OwnFault => {
            "Hier hat tillit selbst einen Fehler. Was vorher zu sehen war, bleibt zu sehen; was oben steht, sollte gemeldet werden."
        }
        Phrase::AddressUnreadable => "Diese Adresse ist nicht lesbar.",
        Phrase::OnlyLocalhost => {
            "Dieser Server antwortet nur denen, die die Website schreiben, unter localhost oder seiner Adresse in Zahlen."
        }
        Phrase::OnlyGet => "Nur GET und HEAD werden beantwortet.",
        Phrase::NoSuchPage => "Diese Seite gibt es nicht.",
        Phrase::SystemRefuses => "das System erlaubt es nicht",
        Phrase::DiskFull => "der Datenträger ist voll",
        Phrase::DiskReadOnly => "der Datenträger lässt sich nur lesen",
        Phrase::FileTooLarge => "die Datei ist dem System zu groß",
        Phrase::LinkInTheWay => "sie ist ein symbolischer Verweis, der zu entfernen ist",
        Phrase::NothingThere => "es gibt keine solche Datei und keinen solchen Ordner",
        Phrase::TemplateBranches => "sie hat mehr als {most} `elif`",
        Phrase::TemplateMissing => "es gibt keine Vorlage `{name}`",
        Phrase::TemplateInItself => "`{name}` verwendet sich selbst oder zu viele andere: {way}",
        Phrase::PageTooLong => "die Seite würde länger als {most} MB",
        Phrase::ReferencesTooLong => "die Datei ist länger als {most} MB; sie ist aufzuteilen",
        Phrase::ReferencesInCircle => "`crossref` oder `xdata` führt im Kreis oder durch zu viele Einträge",
        Phrase::ReferencesTooMuch => {
            "mit allen Abkürzungen und Querverweisen ausgeschrieben ist die Datei zu lang"
        }
        Phrase::StyleSuchAs => {
            "der Name eines Stils, etwa `apa`, `vancouver` oder `ieee`, oder der Pfad einer Datei, etwa `content/eigener.csl`"
        }
        Phrase::StyleInText => "ein Stil, der im Text zitiert; dieser zitiert in Fußnoten",
        Phrase::StyleWithList => "ein Stil mit Literaturverzeichnis; dieser hat keines",
        Phrase::StyleFile => "der Pfad einer `.csl`-Datei in `content`",
        Phrase::NotAStyle => "um das Ganze steht kein `<style>`",
        Phrase::TagUnclosed => "hier beginnt ein Tag, der nicht endet",
        Phrase::TagNotClosed => "`<{element}>` ist nicht geschlossen",
        Phrase::TagNotOpened => "`</{element}>` schließt, was nicht geöffnet ist",
        Phrase::StyleTooLong => "die Datei ist länger als {most} MB",
        Phrase::TagTooLong => "ein Tag ist länger als {most} kB",
        Phrase::StyleTooDeep => "Elemente stehen mehr als {most}-fach ineinander",
        Phrase::StyleTooMuch => "mit ausgeschriebenen Makros hat er mehr als {most} Elemente",
        Phrase::MacroUnknown => "es gibt kein Makro `{macro}`",
        Phrase::MacroInCircle => "das Makro verwendet sich selbst",
        Phrase::StyleElement => "`<{element}>` ist nicht so, wie CSL es vorsieht",
        Phrase::StyleOfNotes => "er zitiert in Fußnoten; ein Stil für Verweise im Text ist nötig",
        Phrase::StyleWithoutList => {
            "er hat keine `<bibliography>`, doch Lesende brauchen das Literaturverzeichnis"
        }
        Phrase::StyleOfAnother => "er nennt nur einen anderen Stil, {parent}; jenen nehmen",
        Phrase::NoQuestion => "enthält keine Überschrift und fragt also nichts",
        Phrase::TextBeforeQuestion => "beginnt mit Text, der unter keiner Frage steht",
        Phrase::BracesTooDeep => "geschweifte Klammern stehen mehr als {most}-fach ineinander",
        Phrase::FieldTooLong => {
            "das Feld ist länger als {bytes} kB oder hat mehr als {pieces} Gruppen in geschweiften Klammern oder Teile"
        }
        Phrase::AbbreviationsInCircle => "die Abkürzungen führen im Kreis oder durch zu viele andere",
        Phrase::ReferredKeyPlain => "ein Schlüssel, auf den verwiesen wird, muss ohne Zeichen aus TeX sein",
        Phrase::Error => "Fehler",
        Phrase::Warning => "Warnung",
        Phrase::Note => "Hinweis",
        Phrase::Help => "Tipp",
        Phrase::DidYouMean => "war `{guess}` gemeint?",
        Phrase::TheOther => "auch hier",
        Phrase::AndMore => "und {count} weitere Stelle | und {count} weitere Stellen",
        Phrase::AndMoreOfKind => {
            "und {count} weiterer Fall dieser Art in dieser Datei | und {count} weitere Fälle dieser Art in dieser Datei"
        }
        Phrase::Errors => "{count} Fehler | {count} Fehler",
        Phrase::Warnings => "{count} Warnung | {count} Warnungen",
        Phrase::WrongExample => "Falsch:",
        Phrase::MendedExample => "Richtig:",
        Phrase::ReadingFiles => "Dateien werden gelesen",
        Phrase::ReadingTexts => "Texte werden gelesen",
        Phrase::MakingPages => "Seiten entstehen",
        Phrase::BuildDone => {
            "Seiten: {pages}. Dateien: {written} geschrieben, {unchanged} unverändert, {removed} entfernt. Zeit: {seconds} s."
        }
        Phrase::NotPublished => {
            "Die Website hat Fehler, deshalb wurde nichts veröffentlicht. Was vorher veröffentlicht war, ist unberührt."
        }
        Phrase::Stopped => "Angehalten. Was vorher veröffentlicht war, ist unberührt.",
        Phrase::CheckDone => "Seiten: {pages}. Nichts wurde geschrieben. Zeit: {seconds} s.",
        Phrase::NothingWrong => "Alles ist in Ordnung.",
        Phrase::WarningsDenied => "Mit `--deny warnings` gelten Warnungen als Fehler.",
        Phrase::PortTaken => "Port {port} ist von einem anderen Programm belegt.",
        Phrase::SiteIsAt => "Die Website steht unter {url} (Strg-C beendet sie).",
        Phrase::OthersSee => {
            "Auch alle anderen im selben Netzwerk können die Website sehen, unfertige Texte eingeschlossen."
        }
        Phrase::OthersSeeAt => {
            "Auch alle anderen im selben Netzwerk können die Website sehen, unfertige Texte eingeschlossen: {url}"
        }
        Phrase::UpToDate => "Die Website ist auf dem neuesten Stand.",
        Phrase::LookedAt => "{count} von {total} Seiten durchgesehen",
        Phrase::NoBrowser => "Es ließ sich kein Browser öffnen; die Adresse ist {url}.",
        Phrase::NoFolder => "es gibt keinen Ordner `{folder}`",
        Phrase::NoSite => {
            "weder `{folder}` noch ein Ordner darüber enthält eine `{file}`; in den Ordner der Website wechseln oder ihn mit `--root` nennen; `tillit new` beginnt eine Website"
        }
        Phrase::FolderUnreadable => "der aktuelle Ordner lässt sich nicht lesen: {said}",
        Phrase::NoSchema => "es gibt kein Schema `{name}`",
        Phrase::ListOfSchemas => "`tillit schema` nennt alle Schemas.",
        Phrase::SchemasWritten => "Die Schemas stehen in `{folder}`.",
        Phrase::NoThemeFile => "das Theme hat keine Datei `{name}`",
        Phrase::ListOfThemeFiles => "`tillit theme eject` nennt alle Dateien des Themes.",
        Phrase::ThemeFileThere => "`{path}` gibt es schon; nichts wurde geändert",
        Phrase::ThemeFileWritten => {
            "`{path}` lässt sich jetzt beliebig ändern. Wird die Datei gelöscht, gilt wieder die des Themes."
        }
        Phrase::NoCode => "es gibt keinen Code `{code}`",
        Phrase::ListOfCodes => "`tillit explain` zählt alle Codes auf.",
        Phrase::FolderNotEmpty => "der Ordner `{folder}` ist nicht leer; einen neuen nennen",
        Phrase::SiteBegun => "Eine neue Website steht in `{folder}`.",
        Phrase::ShowSiteWith => "Anzeigen mit: {command}",
        Phrase::NotAText => "`{file}` ist kein Text dieser Website",
        Phrase::NotASiteLanguage => "`{language}` ist keine Sprache dieser Website; sie hat: {known}",
        Phrase::FileThere => "`{file}` gibt es schon; nichts wurde geändert",
        Phrase::IsOriginal => {
            "`{file}` ist das Original; eine Übersetzung nennen, oder ihr Original mit `--from`"
        }
        Phrase::NoOriginal => "`{file}` hat kein Original in der Sprache `{language}`",
        Phrase::NothingTranslated => {
            "in `{file}` ist noch nichts übersetzt: Da steht Wort für Wort, was in `{original}` steht"
        }
        Phrase::TranslationBegun => {
            "{file} ist angelegt. Übersetzen, und am Ende `draft: true` herausnehmen."
        }
        Phrase::Recorded => "Festgehalten: {file} sagt, was {original} sagt.",
        Phrase::TextsUpToDate => "Aktuell",
        Phrase::ToDo => "Zu tun",
        Phrase::NothingToTranslate => "Nichts zu tun: Alle Texte sind in allen Sprachen da und aktuell.",
        Phrase::TranslationMissing => "{original} ist nicht übersetzt: {language}",
        Phrase::TranslationIsDraft => "{file} ist ein Entwurf",
        Phrase::TranslationUnrecorded => "{file} hat keine Aufzeichnung zum Original, {original}",
        Phrase::TranslationOutdated => "{file} ist nicht auf dem Stand von {original}",
        Phrase::ChangedOn => "geändert am {date}",
        Phrase::RecordedOn => "aktuell am {date}",
        Phrase::TranslateWith => "Anfangen mit: {command}",
        Phrase::DraftEnds => "Wenn er fertig ist, `draft: true` herausnehmen.",
        Phrase::RecordWith => "Wenn die Übersetzung sagt, was das Original sagt: {command}",
        Phrase::BlockAdded => "neu",
        Phrase::BlockRemoved => "entfernt",
        Phrase::BlockChanged => "geändert",
        Phrase::BlockMoved => "verschoben",
        Phrase::AtLine => "Zeile {line}",
        Phrase::BlockTitle => "Titel",
        Phrase::BlockDescription => "Beschreibung",
        Phrase::BlockHeading => "Überschrift",
        Phrase::BlockParagraph => "Absatz",
        Phrase::BlockItem => "Listenpunkt",
        Phrase::BlockRow => "Tabellenzeile",
        Phrase::BlockCode => "Programmcode",
        Phrase::BlockQuote => "Zitat oder Hinweis",
        Phrase::BlockFootnote => "Fußnote",
        Phrase::BlockHtml => "HTML im Text",
        Phrase::BlockDirective => "Direktive",
    }
}
