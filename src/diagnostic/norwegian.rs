//! What tillit says in Norwegian, bokmål.
//!
//! Terms: fil, mappe, linje, nøkkel, *hode* (between the two lines `---`), tekst, overskrift, lenke, adresse, nettsted,
//! side, mal, tema. Readers are told what to do in the imperative.

use super::{Code, Explanation, Phrase, Wording};

/// Returns the words for a code.
pub fn wording(code: Code) -> Wording {
    let (message, label, help) = match code {
        Code::NotUtf8 => (
            "denne filen er ikke lagret som UTF-8-tekst; det første gale tegnet står på linje {line} og er trolig `{letter}`",
            "",
            "Lagre den på nytt som UTF-8; de fleste skriveprogrammer har dette under «Lagre med tegnkoding».",
        ),
        Code::Utf16 => (
            "denne filen er lagret som UTF-16, ikke som UTF-8; den ble lest likevel",
            "",
            "Lagre den på nytt som UTF-8, så andre programmer også kan lese den.",
        ),
        Code::TooLong => (
            "dette er mer enn {limit}, så det blir ikke lest",
            "",
            "Del det i flere, eller flytt ut det som ikke hører til.",
        ),
        Code::ControlCharacter => (
            "her står {character}, et styretegn som ikke hører til i noen tekst",
            "styretegn",
            "Slett det. Hvis skriveprogrammet ikke viser det, slett tegnene på begge sider og skriv dem på nytt.",
        ),
        Code::HiddenCharacter => (
            "her står {character}, som ingen ser, men som kan endre hvordan teksten rundt ser ut",
            "skjult tegn",
            "Slett det, med mindre et språk som skrives fra høyre mot venstre trenger det; lukk det da på samme linje.",
        ),
        Code::UnreadableFile => (
            "denne filen kan ikke leses: {reason}",
            "",
            "Se etter om filen er der og om du har tilgang til den.",
        ),
        Code::OutsideLink => (
            "denne lenken fører ut av nettstedets mappe",
            "",
            "Kopier filen inn i nettstedets mappe i stedet for å lenke til den.",
        ),
        Code::UnplacedFile => (
            "tillit vet ikke hva `{path}` skal brukes til",
            "",
            "Filene i et tema hører hjemme i `themes/<tema>/`, i `templates`, `static` eller `strings`, og nettstedets ord i `templates/strings/<språk>.yaml`. Flytt filen, eller slett den.",
        ),
        Code::MisnamedFile => (
            "`{name}` blir ikke lest: en slik fil må hete `{right}`",
            "",
            "Gi den navnet `{right}`. Noen systemer skjuler endelsen på navn; la ditt vise den.",
        ),
        Code::MissingLanguage => (
            "navnet på denne filen sier ikke hvilket språk teksten er på",
            "",
            "Skriv språket foran endelsen: {names}.",
        ),
        Code::MisnamedFrontPage => (
            "en tekst rett i `content/` kan ikke hete `{name}`",
            "",
            "Kall den `{front}` hvis den er forsiden. Er den en artikkel, gi den et eget navn, for eksempel `{article}`.",
        ),
        Code::UnknownLanguage => (
            "`{language}` er ikke et språk på dette nettstedet",
            "ikke i `tillit.yaml`",
            "Bruk et av disse: {known}. Et nytt språk føres opp under `languages:` i `tillit.yaml`.",
        ),
        Code::RenamedLanguage => (
            "`{written}` sier ikke hvilket norsk; det leses som `{language}`",
            "leses som `{language}`",
            "Skriv `{language}` for bokmål, eller `nn` for nynorsk.",
        ),
        Code::MissingConfig => (
            "her er det ingen `tillit.yaml`",
            "",
            "Gå til nettstedets mappe, eller oppgi den med `--root`. `tillit new` begynner et nytt nettsted.",
        ),
        Code::MisnamedConfig => (
            "nettstedets innstillinger må hete `tillit.yaml`, ikke `{name}`",
            "",
            "Gi `{name}` det nye navnet `tillit.yaml`.",
        ),
        Code::MissingBaseUrl => (
            "`tillit.yaml` sier ikke hvilken adresse nettstedet skal ha",
            "",
            "Føy til en linje `base_url: https://example.org` med nettstedets egen adresse, eller oppgi den med `--base-url`.",
        ),
        Code::YamlSyntax => ("dette kan ikke leses som YAML: {reason}", "her", "{remedy}"),
        Code::UnclosedFrontMatter => (
            "hodet i denne filen er ikke avsluttet",
            "det begynner her",
            "Skriv en linje med tre bindestreker, `---`, etter den siste nøkkelen.",
        ),
        Code::MissingFrontMatter => (
            "filen begynner ikke med et hode: {fault}",
            "",
            "Begynn filen med en linje med tre bindestreker, `---`, deretter minst en linje `title: …`, og så en ny linje `---`.",
        ),
        Code::UnknownKey => (
            "`{key}` er ikke en nøkkel som kan stå her",
            "ukjent nøkkel",
            "Kjente nøkler er: {known}.",
        ),
        Code::DuplicateKey => (
            "`{key}` står her to ganger",
            "her en gang til",
            "Behold bare én av dem.",
        ),
        Code::MissingKey => ("`{key}` mangler", "", "Føy til en linje `{key}: …`."),
        Code::EmptyValue => (
            "`{key}` er tom",
            "her står det ingenting",
            "Skriv den etter kolonet: `{key}: …`.",
        ),
        Code::WrongType => (
            "`{key}` skal være {expected}, men dette er {found}",
            "skal være {expected}",
            "Skriv {expected}.",
        ),
        Code::WrongValue => (
            "`{value}` kan ikke brukes for `{key}`",
            "",
            "Her ventes {expected}.",
        ),
        Code::Contradiction => (
            "`{key}` er {stated}, men det andre som står her, gir {counted}",
            "resten gir {counted}",
            "Tell etter, og rett tallet eller det som er talt.",
        ),
        Code::RestrictedWording => (
            "lisensen til dette instrumentet tillater ikke at ordlyden publiseres",
            "må ikke publiseres",
            "Slett ordlyden; siden forteller hvor instrumentet kan fås. Bare der lisensen frigir den, skriver du `status: open` og `allows_wording: true` under `licence:`.",
        ),
        Code::BadSlug => (
            "`{slug}` kan ikke være en del av en adresse",
            "",
            "Bruk bokstavene a til z, sifre og enkle bindestreker, for eksempel `{example}`.",
        ),
        Code::DuplicateId => (
            "id-en `{id}` er brukt to ganger",
            "",
            "Gi den ene av filene eller mappene et annet navn: Hver id finnes bare én gang av hvert slag.",
        ),
        Code::DuplicateAddress => (
            "to sider eller filer ville få adressen `{address}`",
            "",
            "Gi den ene av dem et annet navn eller en annen `slug:`.",
        ),
        Code::SimilarAddress => (
            "`{address}` og `{other}` er det samme for mange systemer",
            "",
            "Windows og macOS skiller ikke mellom store og små bokstaver, og heller ikke mellom to måter å skrive `å` på: Gi den ene av dem et annet navn.",
        ),
        Code::FileForFolder => (
            "`{address}` og `{other}` kan ikke finnes begge to: Den ene er en fil der den andre trenger en mappe",
            "",
            "Gi den ene av dem et annet navn eller en annen `slug:`.",
        ),
        Code::BadName => (
            "`{name}` kan ikke være navnet på en side eller fil: {reason}",
            "",
            "Velg et annet navn.",
        ),
        Code::UnknownPerson => (
            "det finnes ingen person `{id}`",
            "ikke i `content/people.yaml`",
            "Før opp personen i `content/people.yaml`, eller rett id-en.",
        ),
        Code::UnknownSubject => (
            "det finnes ikke noe emne `{id}`",
            "ikke i `content/subjects.yaml`",
            "Før opp emnet i `content/subjects.yaml`, eller rett id-en.",
        ),
        Code::RepeatedStep => (
            "`{target}` er allerede del {number} av denne læringsstien",
            "her en gang til",
            "Behold den bare på ett av stedene: En side har én plass i en læringssti.",
        ),
        Code::AmbiguousTerm => (
            "begrepet `{id}` heter også `{name}`",
            "",
            "Skriv det under bare ett av de to, eller skriv `link: false` under det ene.",
        ),
        Code::BadAlias => (
            "`{alias}` kan ikke være en gammel adresse",
            "",
            "Skriv hele stien på dette nettstedet, for eksempel `/nb/gammel-side/`.",
        ),
        Code::BadRecord => (
            "dette er ikke slik `tillit translated` skrev det",
            "endret siden, eller igjen etter en fletting",
            "Angre endringen, eller oppdater oversettelsen og kjør `tillit translated {file}`.",
        ),
        Code::StrayRecord => (
            "det finnes ingen tekst `{file}` som denne oversettelsesloggen hører til",
            "",
            "Gi den navnet til teksten sin, med `.original.txt` i stedet for `.md`, eller slett den.",
        ),
        Code::DroppedHtml => (
            "HTML-koden `{tag}` er utelatt: {reason}",
            "utelatt",
            "Bruk Markdown, eller sett `markdown: {raw_html: allow}` i `tillit.yaml` hvis du stoler på alle som skriver her.",
        ),
        Code::DuplicateHeadingId => (
            "overskrifts-id-en `{id}` er brukt to ganger på denne siden",
            "her en gang til",
            "Gi denne overskriften en annen id, `{#…}`.",
        ),
        Code::MissingReferenceDefinition => (
            "lenkemerket `[{label}]` er ikke forklart i denne filen",
            "",
            "Føy til en linje `[{label}]: adresse` lenger nede, eller skriv en omvendt skråstrek foran hakeparentesen.",
        ),
        Code::UnknownDirective => (
            "det finnes ikke noe direktiv `{name}`",
            "ukjent direktiv",
            "Kjente direktiver er: {known}.",
        ),
        Code::MissingAttribute => (
            "direktivet `{name}` trenger `{key}`",
            "",
            "Skriv alt det trenger, for eksempel `{example}`.",
        ),
        Code::UnclosedDirective => (
            "direktivet `{name}` er ikke avsluttet",
            "det begynner her",
            "Avslutt det med en linje `:::`, med like mange kolon som i den første linjen.",
        ),
        Code::MissingQuestion => (
            "disse spørsmålene kan ikke vises: `:::faq` {reason}",
            "",
            "Skriv hvert spørsmål som en overskrift med svaret under, og sett all annen tekst over `:::faq`.",
        ),
        Code::UnknownFootnote => (
            "fotnoten `{name}` har ingen tekst",
            "",
            "Føy til en linje `[^{name}]: …` i filen.",
        ),
        Code::UnusedFootnote => (
            "ingenting i teksten viser til fotnoten `{name}`, så leserne ser den ikke",
            "",
            "Skriv `[^{name}]` der den hører hjemme, eller fjern fotnoten.",
        ),
        Code::DuplicateFootnote => (
            "fotnoten `{name}` har to tekster; leserne ser den første",
            "den andre teksten",
            "Gi en av dem et annet navn.",
        ),
        Code::BadMath => (
            "denne formelen kan ikke leses: {reason}",
            "",
            "Se over LaTeX-koden i formelen.",
        ),
        Code::UnsafeLink => (
            "en lenke kan ikke begynne med `{scheme}:`",
            "",
            "Lenk til en side, en fil eller en adresse med `https:`.",
        ),
        Code::DeadLink => (
            "lenken `{target}` fører ingen steder",
            "ingen slik artikkel eller fil",
            "Lenk til en fil med stien til den, til en artikkel med dens id, for eksempel `article:rupture`, eller til et annet nettsted med hele adressen, `https://…`.",
        ),
        Code::UnpublishedLink => (
            "`{target}` finnes, men er ikke publisert: {reason}",
            "ikke publisert ennå",
            "Publiser den teksten, eller ta bort lenken. Bruk `--drafts` og `--future` for å se hvordan det vil bli.",
        ),
        Code::DeadAnchor => (
            "det finnes ingen overskrift `#{anchor}` på siden `{page}`",
            "ingen slik overskrift",
            "Kjente overskrifter er: {known}.",
        ),
        Code::MissingImage => (
            "det finnes ikke noe bilde `{target}`",
            "ingen slik fil",
            "Legg bildet ved siden av denne filen, eller rett navnet.",
        ),
        Code::UnreadableImage => (
            "størrelsen på bildet `{target}` kan ikke leses",
            "",
            "Lagre bildet på nytt som PNG, JPEG, WebP, AVIF, GIF eller SVG.",
        ),
        Code::UnshownImage => (
            "de fleste nettlesere viser ikke bildet `{target}`",
            "",
            "Lagre bildet på nytt som JPEG, PNG eller WebP.",
        ),
        Code::BrokenImage => (
            "bildet `{name}` er skadet",
            "",
            "Åpne det i et bildeprogram og lagre det på nytt som PNG, JPEG, WebP eller SVG.",
        ),
        Code::HugeImage => (
            "bildet `{target}` har {pixels} millioner bildepunkter, flere enn {most}",
            "",
            "Lagre det på nytt, høyst 4000 bildepunkter bredt. Det fyller enhver skjerm.",
        ),
        Code::UnsafeDrawing => (
            "`{what}` er utelatt fra tegningen",
            "",
            "Ta det ut av filen, eller lagre tegningen som ren SVG uten lenkede filer.",
        ),
        Code::UnknownReference => (
            "det finnes ingen referanse `{key}`",
            "ikke i `content/references.bib`",
            "Før opp verket i `content/references.bib`, eller rett nøkkelen.",
        ),
        Code::BadBibliography => (
            "dette kan ikke leses som en referanseliste: {reason}",
            "",
            "Se over oppføringen: krøllparentesene og kommaene i BibTeX, ordene og innrykket i YAML.",
        ),
        Code::BadStyle => (
            "denne stilen kan ikke leses: {reason}",
            "",
            "Hent stilen på nytt fra en samling av CSL-stiler, eller rett elementet. Hva elementene betyr, står på https://docs.citationstyles.org.",
        ),
        Code::BrokenLetters => (
            "`{word}` har ødelagte bokstaver",
            "",
            "Skriv ordet på nytt. Har filen mange slike ord (nå {count}), ble teksten lest med feil tegnkoding: Hent den på nytt fra kilden, som UTF-8.",
        ),
        Code::WrongLanguage => (
            "denne teksten ser ut til å være på språket `{seems}`, ikke på `{said}`",
            "",
            "Oversett den, eller flytt den til filen for språket. Merk et avsnitt på et annet språk med `<div lang=\"{seems}\">…</div>`, eller som sitat med `>`.",
        ),
        Code::EmptyHeading => (
            "denne overskriften er tom",
            "",
            "Skriv noe i den, eller ta den bort.",
        ),
        Code::SecondTitle => (
            "dette er en tittel til på siden",
            "",
            "Siden har tittelen sin fra `title:`. Begynn overskriftene i teksten med `##`.",
        ),
        Code::HeadingJump => (
            "denne overskriften på nivå {level} hopper over et nivå",
            "",
            "Skriv den med `{marks}`: En overskrift står høyst ett nivå under den forrige, og tittelen er første nivå.",
        ),
        Code::MissingAlt => (
            "bildet `{target}` har ingen beskrivelse",
            "",
            "Skriv mellom hakeparentesene hva som er å se. Er bildet bare til pynt, så skriv `![\"\"]({target})`.",
        ),
        Code::EmptyLink => (
            "lenken til `{target}` har ingen tekst",
            "",
            "Skriv mellom hakeparentesene hvor den fører.",
        ),
        Code::VagueLink => (
            "lenketeksten `{text}` sier ikke hvor lenken fører",
            "",
            "La lenken stå på de ordene som sier hva som er bak den.",
        ),
        Code::OtherLanguage => (
            "denne lenken fører til siden på `{language}`, enda den finnes på `{own}`",
            "filen for ett språk",
            "Lenk til id-en eller mappen, så fører lenken hver leser til sitt eget språk. Er nettopp dette språket ment, så nevn språket i lenketeksten.",
        ),
        Code::LongDescription => (
            "denne beskrivelsen har {length} tegn",
            "",
            "Si det i én eller to setninger på høyst {most} tegn.",
        ),
        Code::HardText => (
            "denne teksten er tyngre å lese enn målet for seksjonen tillater: {figure} er {value}, målet er {sign} {target}",
            "",
            "{remedy} Tallet gjelder hele teksten; sitater, overskrifter og tabeller regnes ikke med. Målet endrer du under `readability:` i `tillit.yaml`.",
        ),
        Code::AvoidedWord => (
            "`{word}` bør ikke brukes om det ordlisten kaller `{term}`",
            "skriv `{term}`",
            "Skriv `{term}` eller et annet navn på begrepet `{id}`. Blir ordet bare sitert, setter du det i anførselstegn; må siden bruke det, skriver du `avoided_words: true` i hodet.",
        ),
        Code::MarkdownSlip => (
            "leserne ser dette slik det er skrevet: {reason}",
            "",
            "Rett det, eller skriv en omvendt skråstrek foran tegnet hvis leserne skal se det.",
        ),
        Code::BadHost => (
            "`{host}` kan ikke være navnet på et nettsted",
            "",
            "Se over adressen: Navnet på et nettsted har bokstaver, sifre, bindestreker og punktum.",
        ),
        Code::UndatedReview => (
            "det står ikke når denne siden ble gjennomgått",
            "",
            "Føy til en linje `reviewed_on: …` med dagen for gjennomgangen, for eksempel 2026-05-17.",
        ),
        Code::OverdueReview => (
            "denne siden skulle ha vært gjennomgått innen {date}",
            "",
            "Få siden gjennomgått, og sett `reviewed_on:` og `review_due:` på nytt.",
        ),
        Code::OutdatedCourse => (
            "kurset er `{status}`, men {date} er passert",
            "",
            "Sett `status:` til det som gjelder nå, for eksempel `full`, `cancelled` eller `held`.",
        ),
        Code::DuplicateTitle => (
            "to sider i denne seksjonen heter `{title}`",
            "",
            "Gi hver av dem sin egen tittel.",
        ),
        Code::MisnamedSection => (
            "det ligger andre tekster i `{folder}/`, som er mappen til denne artikkelen",
            "",
            "Kall den `{section}` hvis den er siden for en seksjon med disse tekstene. Er den en artikkel, flytt de andre ut av mappen.",
        ),
        Code::OrphanPage => (
            "ingen annen side fører til denne",
            "",
            "Lenk til den fra en side eller en meny, eller flytt den til en seksjon som lister den opp.",
        ),
        Code::UnusedFile => (
            "ingen tekst bruker filen `{path}`",
            "",
            "Vis den eller lenk til den fra en tekst, eller slett den.",
        ),
        Code::UnusedSubject => (
            "ingen side handler om emnet `{id}`",
            "",
            "Nevn det under `subjects:` på en side, eller slett det.",
        ),
        Code::MissingTerm => (
            "begrepet `{id}` mangler på: {languages}",
            "",
            "Før opp hva det heter og betyr på disse språkene.",
        ),
        Code::UncitedReference => (
            "ingenting viser til kilden `{key}`",
            "",
            "Vis til den med `[@{key}]`, eller slett den.",
        ),
        Code::DeadExternal => (
            "lenken til `{target}` er død ({answer})",
            "",
            "Finn den nye adressen, eller ta bort lenken.",
        ),
        Code::UncheckedExternal => (
            "lenker til andre nettsteder som ikke ga noe klart svar: {count}",
            "den første av dem",
            "Åpne dem i en nettleser: Nettstedene avviser programmer, er trege eller kan ikke nås herfra.",
        ),
        Code::TemplateSyntax => (
            "denne malen kan ikke leses: {reason}",
            "",
            "Se over hvordan malen er skrevet på dette stedet.",
        ),
        Code::TemplateFault => (
            "malen `{template}` slo feil på siden `{page}`: {reason}",
            "",
            "Se over navnene som malen bruker på dette stedet.",
        ),
        Code::UnknownTheme => (
            "det finnes ikke noe tema `{theme}`",
            "",
            "Bruk `default`, eller lag mappen `themes/{theme}`.",
        ),
    };
    Wording { message, label, help }
}

/// Returns what a code means.
pub fn explanation(code: Code) -> Explanation {
    let (summary, meaning) = match code {
        Code::NotUtf8 => (
            "En tekstfil er ikke lagret som UTF-8.",
            "tillit leser tekster som UTF-8, den måten å lagre bokstaver på som alle systemer har felles. Noen eldre programmer lagrer bokstaver som æ, ø og å på en annen måte, og da ville de bli til feil tegn.",
        ),
        Code::Utf16 => (
            "En tekstfil er lagret som UTF-16.",
            "Noen programmer på Windows lagrer tekster slik. tillit leser dem, men andre, for eksempel programmer som sammenligner versjoner, tar dem ikke for tekst.",
        ),
        Code::TooLong => (
            "Noe er større enn det tillit leser.",
            "Tekster kommer fra mange hender, og en som er større enn noen virkelig tekst, ville stanse de andre. Grensene ligger langt over det et virkelig nettsted trenger; de står i ARCHITECTURE.md.",
        ),
        Code::ControlCharacter => (
            "En tekst inneholder et styretegn.",
            "Slike tegn flyttet en gang papiret i skrivere, og kommer inn i tekster med kopierte eller skadede filer. Ingen ser dem, men andre programmer snubler i dem.",
        ),
        Code::HiddenCharacter => (
            "En tekst inneholder et tegn som skjuler noe.",
            "Noen tegn snur teksten eller viser ingenting, så den som går gjennom teksten, kan lese noe annet enn det som blir publisert. Språk som skrives fra høyre mot venstre, trenger noen av dem: De som lukkes på linjen der de åpnes, blir ikke meldt.",
        ),
        Code::UnreadableFile => (
            "En fil kan ikke leses.",
            "Filen er der, men systemet lar ikke tillit lese den, eller en lenke på disken fører til ingenting eller i ring. Meldingen sier hvorfor.",
        ),
        Code::OutsideLink => (
            "En lenke på disken fører ut av nettstedets mappe.",
            "Alt som hører til et nettsted, ligger i dets egen mappe. Da blir det likt på alle maskiner, og ingen annen fil blir publisert ved et uhell.",
        ),
        Code::UnplacedFile => (
            "En fil ligger et sted der tillit ikke har bruk for den.",
            "Hva en fil skal brukes til, følger av navnet og mappen. Denne passer ikke med noen regel, og blir derfor ikke med på nettstedet.",
        ),
        Code::MisnamedFile => (
            "En fil heter nesten det samme som en som tillit leser.",
            "Tekster slutter på `.md` og data på `.yaml`, med små bokstaver. Noen skriveprogrammer skriver `.markdown`, `.MD` eller `.yml`, eller legger til `.txt`, som systemet ikke viser. En slik fil blir ikke lest, og det blir ingen side av den.",
        ),
        Code::MissingLanguage => (
            "Navnet på en tekst sier ikke hvilket språk den er på.",
            "Hver tekst nevner språket sitt foran endelsen `.md`, så oversettelsene kan ligge ved siden av. Uten det vet ikke tillit hvilke lesere teksten er for.",
        ),
        Code::MisnamedFrontPage => (
            "En tekst rett i `content/` heter `index`.",
            "En artikkel heter det samme som id-en sin: `trust.nb.md`, eller `index.nb.md` i en mappe `trust/`. En fil `index.nb.md` rett i `content/` har ingen mappe som kan gi den navn. Forsiden og seksjonenes sider heter `_index.nb.md`.",
        ),
        Code::UnknownLanguage => (
            "Det er brukt et språk som nettstedet ikke har.",
            "Nettstedets språk står under `languages:` i `tillit.yaml`. Filnavn som `trust.sv.md` og tekster på flere språk kan bare bruke disse.",
        ),
        Code::RenamedLanguage => (
            "Et språk er skrevet `no`.",
            "Norge har to skriftspråk, bokmål og nynorsk, og leserens programmer vil vite hvilket det er. tillit leser `no` som bokmål.",
        ),
        Code::MissingConfig => (
            "Nettstedet har ingen `tillit.yaml`.",
            "Det er denne filen som gjør en mappe til et nettsted. Den inneholder minst ett språk, med navnet på språket og nettstedets tittel.",
        ),
        Code::MisnamedConfig => (
            "Filen med innstillingene heter noe annet enn `tillit.yaml`.",
            "tillit kjenner innstillingene på navnet `tillit.yaml`, med små bokstaver. Noen skriveprogrammer legger til en endelse som `.txt`, som systemet ikke viser.",
        ),
        Code::MissingBaseUrl => (
            "Nettstedet kjenner ikke sin egen adresse.",
            "Søkemotorer, nyhetsstrømmer og lenkene mellom språkene trenger hele adresser. Uten `base_url:` viser alle til `http://localhost`, et sted som bare denne maskinen har. `tillit serve` trenger den ikke.",
        ),
        Code::YamlSyntax => (
            "Et hode eller en datafil er ikke skrevet slik YAML krever.",
            "YAML er måten å skrive `nøkkel: verdi` på, med én linje for hver. Som oftest mangler et anførselstegn, en linje har ikke samme innrykk som linjene omkring, eller en tekst inneholder et kolon med mellomrom etter.",
        ),
        Code::UnclosedFrontMatter => (
            "Hodet i en fil tar ikke slutt.",
            "Hodet står mellom to linjer `---` øverst i filen. Uten den andre linjen ville hele teksten høre til hodet.",
        ),
        Code::MissingFrontMatter => (
            "En tekst har ikke noe hode.",
            "Hver tekst begynner med en linje `---`, minst `title:`, og en ny linje `---`.",
        ),
        Code::UnknownKey => (
            "Det står en nøkkel som ikke kan stå der.",
            "Som oftest er den feilskrevet, og da foreslås den nøkkelen som ligner mest. tillit hopper ikke over ukjente nøkler, for da ville det de skulle gjøre, mangle uten et ord. Egne nøkler hører hjemme under `extra:`.",
        ),
        Code::DuplicateKey => (
            "En nøkkel står to ganger på samme sted.",
            "Bare en av de to verdiene kunne gjelde, og ingen ville se hvilken.",
        ),
        Code::MissingKey => (
            "En nøkkel som må være der, mangler.",
            "Noe lar seg ikke gjette, for eksempel tittelen på en tekst.",
        ),
        Code::EmptyValue => (
            "En nøkkel som må si noe, er tom.",
            "Nøkkelen står der, men det står ingenting etter den. Noe lar seg ikke gjette, for eksempel tittelen på en tekst.",
        ),
        Code::WrongType => (
            "En verdi er av et annet slag enn ventet.",
            "Det står for eksempel en liste der det skal være én tekst, eller et ord der det skal være et tall. Et tall i anførselstegn er en tekst.",
        ),
        Code::WrongValue => (
            "En verdi kan ikke brukes for nøkkelen sin.",
            "Den er av riktig slag, men ikke blant dem som er mulige: en dag som ikke finnes, en adresse uten `https://`, et ord som ikke er på listen.",
        ),
        Code::Contradiction => (
            "Et tall stemmer ikke med det som er talt, eller med det som følger av andre tall.",
            "Det sier hvor mange ledd, svar eller poeng det er, eller hvor en skåre begynner og slutter; listene og tallene ved siden av gir noe annet. Ett av dem er feil, og da blir også skårene feil.",
        ),
        Code::RestrictedWording => (
            "Ordlyden i et instrument står i dataene, selv om lisensen ikke frigir den.",
            "De fleste spørreskjemaer kan bare brukes med tillatelse fra den som har rettighetene. Ordlyden publiseres bare der dataene sier at alle kan publisere den; ellers bygges ikke nettstedet med den.",
        ),
        Code::BadSlug => (
            "Et navn kan ikke være en del av en adresse.",
            "Adresser lages av `slug:`, og ellers av navnene på filer og mapper. De består av bokstavene a til z, sifre og enkle bindestreker, så de kan skrives overalt.",
        ),
        Code::DuplicateId => (
            "To filer gjør krav på samme id.",
            "Id-en er navnet på en fil eller mappe, og lenker finner fram med den. `trust.nb.md` og `trust/index.nb.md` ville være samme artikkel på samme språk.",
        ),
        Code::DuplicateAddress => (
            "To sider, eller en side og en fil, har samme adresse.",
            "Bare en av dem kunne publiseres. Adresser kommer fra `slug:`, og ellers fra navnet på filen; gamle adresser under `aliases:` og filene i `static/` regnes også med.",
        ),
        Code::SimilarAddress => (
            "To adresser er det samme for mange systemer.",
            "De skiller seg bare i store og små bokstaver, eller i hvordan en bokstav som `å` er lagret. På Windows og macOS ville den ene filen bli skrevet over den andre.",
        ),
        Code::FileForFolder => (
            "Det står en fil der det må være en mappe.",
            "En side på `/nb/trust/` er en fil i en mappe `trust`, så ingenting annet kan være en fil med det navnet.",
        ),
        Code::BadName => (
            "En side eller fil har et navn som noen systemer ikke tar imot.",
            "Et nettsted skal være likt på alle maskiner. Windows holder av navn som `con` og `aux` til enheter, og tar ikke imot navn som slutter på punktum eller mellomrom, eller som har et av tegnene `< > : \" ? * |` i seg.",
        ),
        Code::UnknownPerson => (
            "Det er nevnt en person som ikke står i `content/people.yaml`.",
            "Den som har skrevet eller gjennomgått en tekst, nevnes med id. Id-ene er de ytterste nøklene i `content/people.yaml`.",
        ),
        Code::UnknownSubject => (
            "Det er nevnt et emne som ikke står i `content/subjects.yaml`.",
            "Emner nevnes med id. Id-ene er de ytterste nøklene i `content/subjects.yaml`.",
        ),
        Code::RepeatedStep => (
            "En læringssti nevner den samme siden to ganger.",
            "Siden forteller leserne hvilken del av læringsstien den er, og hva som kommer etterpå; det kan bare være én. Det første stedet gjelder.",
        ),
        Code::AmbiguousTerm => (
            "To begreper i ordlisten har et navn felles.",
            "Tekster lenker til et begrep der de bruker et av navnene: selve begrepet, en form, et synonym. Har to begreper et navn felles, går lenken til det første etter id, med mindre det andre selv heter slik.",
        ),
        Code::BadAlias => (
            "En gammel adresse er ikke skrevet som en hel sti.",
            "`aliases:` lister opp adresser der siden sto før; den som går dit, føres videre. Hver av dem begynner med `/` og inneholder verken `?`, `#` eller `%`.",
        ),
        Code::BadRecord => (
            "Loggen til en oversettelse er endret, eller inneholder begge sidene av en fletting.",
            "Ved siden av en oversettelse ligger loggen: hva originalen sa da den ble oversatt, én blokk på hver linje. Bare `tillit translated` skriver den. En linje som ikke kan leses, teller ikke, så oversettelsen kan se utdatert ut uten å være det.",
        ),
        Code::StrayRecord => (
            "En oversettelseslogg ligger ikke ved siden av noen tekst.",
            "Loggen til `index.de.md` heter `index.de.original.txt` og ligger i samme mappe. Når teksten får nytt navn, flyttes eller slettes, må loggen følge etter.",
        ),
        Code::DroppedHtml => (
            "HTML i en tekst er utelatt.",
            "Bare harmløs HTML slipper gjennom, så ingen tekst kan endre siden omkring seg eller gjøre noe i leserens nettleser. Resten utelates, og det sies fra om det.",
        ),
        Code::DuplicateHeadingId => (
            "To overskrifter på en side har samme id.",
            "Id-en i `{#…}` er det lenker fører til, og derfor kan den bare brukes én gang på en side.",
        ),
        Code::MissingReferenceDefinition => (
            "En lenke bruker et merke som ikke er forklart.",
            "`[tekst][merke]` får adressen sin fra en linje `[merke]: adresse` i samme fil. Uten den linjen ser leserne hakeparentesene.",
        ),
        Code::UnknownDirective => (
            "Et direktiv er ukjent.",
            "En linje som begynner med `::` og et navn, ber om noe som Markdown ikke har. Enten er navnet feilskrevet, eller så finnes det ikke noe slikt direktiv.",
        ),
        Code::MissingAttribute => (
            "Et direktiv mangler noe det trenger.",
            "Det et direktiv må få vite, står i krøllparenteser: `::chart{data=funn.yaml type=forest}` sier hvilken fil tallene står i, og hvordan de skal tegnes. Ingen av delene lar seg gjette.",
        ),
        Code::UnclosedDirective => (
            "Et direktiv med tekst i tar ikke slutt.",
            "En linje som `:::faq` begynner en del av teksten, og en linje `:::` avslutter den.",
        ),
        Code::MissingQuestion => (
            "Spørsmål og svar mangler et spørsmål.",
            "I `:::faq` er hver overskrift et spørsmål, og det som følger, er svaret. Søkemotorer får vite begge deler. Tekst som ikke hører til noe spørsmål, ville ingen få vite om.",
        ),
        Code::UnknownFootnote => (
            "En fotnote har ingen tekst.",
            "`[^navn]` viser til en linje `[^navn]: …` i samme fil, og den mangler.",
        ),
        Code::UnusedFootnote => (
            "Ingenting viser til en fotnote.",
            "Det finnes en linje `[^navn]: …`, men ikke noe `[^navn]` i teksten. En fotnote vises bare der teksten peker på den, så denne vises ikke i det hele tatt.",
        ),
        Code::DuplicateFootnote => (
            "En fotnote har to tekster.",
            "To linjer begynner med det samme `[^navn]: …`. Bare den første vises.",
        ),
        Code::BadMath => (
            "En formel kan ikke leses.",
            "Mellom to `$` står en formel slik LaTeX skriver den. Som oftest er en krøllparentes ikke lukket, eller en kommando er feilskrevet. Et dollartegn som ikke begynner en formel, skrives `\\$`.",
        ),
        Code::UnsafeLink => (
            "En lenke fører ikke til en side eller en fil.",
            "En lenke som begynner med `javascript:` eller lignende, ville gjøre noe i leserens nettleser i stedet for å føre noe sted.",
        ),
        Code::DeadLink => (
            "En lenke fører ingen steder.",
            "En lenke nevner en artikkel med dens id, som `article:rupture`, eller en fil med stien fra filen lenken står i. Ingenting heter dette på noe språk på nettstedet.",
        ),
        Code::UnpublishedLink => (
            "En lenke fører til en tekst som ikke er publisert.",
            "Teksten finnes, men den er et utkast eller har en dato som ikke er kommet ennå. Leserne ville ikke finne noe bak lenken. Med `--drafts` og `--future` publiserer tillit også slike tekster, for den som vil se dem først.",
        ),
        Code::DeadAnchor => (
            "En lenke fører til en overskrift som ikke er på siden.",
            "Etter `#` står id-en til en overskrift: den som er gitt i `{#…}`, og ellers en som er laget av ordene i den.",
        ),
        Code::MissingImage => (
            "Et bilde er ikke der.",
            "Et bilde letes etter fra filen som viser det. Store og små bokstaver er forskjellige bokstaver.",
        ),
        Code::UnreadableImage => (
            "Størrelsen på et bilde kan ikke leses.",
            "Bredde og høyde står i siden, så ingenting hopper mens den lastes. Filen kan være skadet, eller være noe annet enn navnet sier.",
        ),
        Code::UnshownImage => (
            "Et bilde har et format som de fleste nettlesere ikke viser.",
            "Mange telefoner lagrer bilder som HEIC, og skannere lagrer sider som TIFF. De fleste lesere ville få se beskrivelsen av bildet i stedet for bildet.",
        ),
        Code::BrokenImage => (
            "Et bilde er skadet.",
            "Det kan ikke leses til slutten, og kan derfor ikke gjøres mindre for små skjermer. Kanskje ble det ikke kopiert ferdig, eller det er noe annet enn navnet sier.",
        ),
        Code::HugeImage => (
            "Et bilde har flere bildepunkter enn noen kan se.",
            "Det publiseres som det er, uten mindre størrelser for mindre skjermer, og leserne laster ned alt.",
        ),
        Code::UnsafeDrawing => (
            "En tegning inneholder noe som ikke tegner.",
            "En tegning i SVG kan inneholde programmer, sider og filer fra andre steder. Ikke noe av dette publiseres: Tegningen vises uten dette.",
        ),
        Code::UnknownReference => (
            "Det er vist til et verk som ikke står i `content/references.bib`.",
            "`[@nøkkel]` nevner et verk med nøkkelen det har i den filen.",
        ),
        Code::BadBibliography => (
            "Referanselisten kan ikke leses.",
            "`content/references.bib` inneholder verk slik BibLaTeX skriver dem: `@article{nøkkel, title = {…}, …}`. Som oftest mangler en krøllparentes eller et komma. `content/references.yaml` inneholder verk i YAML slik hayagriva skriver dem. De verkene som kan leses, brukes.",
        ),
        Code::BadStyle => (
            "En siteringsstil kan ikke leses.",
            "`citations: {style: content/egen.csl}` nevner en fil i CSL, versjon 1.0. Den må være for henvisninger i teksten, med navn eller tall, og ha en `<bibliography>`. Så lenge den ikke kan leses, henvises det etter APA.",
        ),
        Code::BrokenLetters => (
            "Et ord har ødelagte bokstaver.",
            "Bokstaver som å og ü lagres i to byte. Har et program en gang lest dem som to bokstaver, er `på` blitt til `pÃ¥`. tillit viser hva ordet trolig var.",
        ),
        Code::WrongLanguage => (
            "En tekst er på et annet språk enn den skulle.",
            "En skjermleser ville lese den med feil stemme, og en søkemotor ville vise den til feil lesere. tillit ser på de vanligste ordene og sier bare fra der de ikke levner noen tvil.",
        ),
        Code::EmptyHeading => (
            "En overskrift har ingen ord.",
            "Skjermlesere hopper fra overskrift til overskrift; en tom overskrift fører ingen steder.",
        ),
        Code::SecondTitle => (
            "En overskrift på første nivå står i teksten.",
            "Første nivå er sidens tittel, og hver side har én. Overskriftene i teksten begynner på andre nivå.",
        ),
        Code::HeadingJump => (
            "En overskrift hopper over et nivå.",
            "Overskriftene viser hvordan en side er bygd opp. Den som hører siden, tror at noe mangler når et nivå mangler.",
        ),
        Code::MissingAlt => (
            "Et bilde har ingen beskrivelse.",
            "Den som ikke ser bildet, hører beskrivelsen i stedet. Et bilde som bare er til pynt, trenger ingen, men sier fra om det med to anførselstegn: Da blir det hoppet over.",
        ),
        Code::EmptyLink => (
            "En lenke har ingen tekst.",
            "Ingen kan se eller høre en slik lenke, men tastaturet stopper ved den.",
        ),
        Code::VagueLink => (
            "En lenketekst sier ikke hvor lenken fører.",
            "Mange lesere går fra lenke til lenke, eller får lest opp en liste over dem; der sier «klikk her» ingenting. En adresse som tekst blir stavet bokstav for bokstav.",
        ),
        Code::OtherLanguage => (
            "En lenke fører til et annet språk enn leserens.",
            "En lenke til en fil gjelder bare den oversettelsen; en lenke til en id eller en mappe fører til leserens språk der siden finnes på det.",
        ),
        Code::LongDescription => (
            "En beskrivelse er for lang.",
            "Beskrivelser står i lister og i det søkemotorer viser. Der blir de kuttet etter noen linjer, og resten blir ikke lest.",
        ),
        Code::HardText => (
            "En tekst er tyngre å lese enn målet for seksjonen tillater.",
            "Formler teller ord, stavelser og setninger; de ser ikke om en tekst er lett å forstå. Som et varsel om at setningene er blitt lange, er de gode nok, og målet er nettstedets eget.",
        ),
        Code::AvoidedWord => (
            "En tekst bruker et ord som ordlisten ber om å unngå.",
            "Under `avoid:` nevner ordlisten ord som ikke skal brukes om et begrep: De betyr noe annet, eller de sårer. Bøyde former regnes med; sitater og kode gjør ikke det.",
        ),
        Code::MarkdownSlip => (
            "Et tegn i Markdown virker ikke, fordi noe mangler.",
            "Det som nesten ser ut som Markdown, er vanlig tekst, og leserne ser tegnene. Ofte mangler et mellomrom, eller det er ett for mye.",
        ),
        Code::BadHost => (
            "En lenke fører til et nettsted som ikke kan finnes.",
            "Delen av adressen foran den første enkle skråstreken er navnet på nettstedet. Med andre tegn i, som et komma, finner ingen nettleser det.",
        ),
        Code::UndatedReview => (
            "En gjennomgang har ingen dato.",
            "En gjennomgang sier hvordan en side var på en bestemt dag. Uten dagen vet ikke leserne hva den er verd nå.",
        ),
        Code::OverdueReview => (
            "Gjennomgangen av en side er forfalt.",
            "Den som skrev `review_due:`, ville at siden skulle sees på igjen innen den dagen. Lesere stoler på den som om det var gjort.",
        ),
        Code::OutdatedCourse => (
            "Statusen til et kurs passer ikke lenger med dagens dato.",
            "Ingen kan melde seg på etter fristen, og det som var planlagt til dager som er gått, er enten avholdt eller avlyst. Listene flytter selv et kurs som er over, til de tidligere; hva det ble av det, vet bare du.",
        ),
        Code::DuplicateTitle => (
            "To sider i samme seksjon har samme tittel.",
            "I lister, i treff fra søk og i fanene i en nettleser kan ingen skille dem fra hverandre.",
        ),
        Code::MisnamedSection => (
            "Det ligger andre tekster i mappen til en artikkel.",
            "`index.nb.md` er en artikkel som har mappen for seg selv, med bildene og filene sine. Siden for en seksjon, som lister opp tekstene i mappen, heter `_index.nb.md`. Uten den hører tekstene til seksjonen over.",
        ),
        Code::OrphanPage => (
            "Ingen vei fører til en side.",
            "Fra forsidene kan leserne ikke nå siden gjennom lenker, lister og menyer. At den kan fås på et annet språk, er ingen måte å finne den på.",
        ),
        Code::UnusedFile => (
            "En fil ved siden av tekstene er ikke i bruk.",
            "Filer ved siden av tekstene blir publisert. En som ingen tekst viser eller lenker til, blir ikke funnet; kanskje er den glemt, eller navnet er skrevet feil der den skulle stå.",
        ),
        Code::UnusedSubject => (
            "Ingen side handler om et emne.",
            "Hvert emne i `content/subjects.yaml` har sin egen side som lister opp det som handler om det. Denne lister ikke opp noe.",
        ),
        Code::MissingTerm => (
            "Et begrep i ordlisten mangler på et av nettstedets språk.",
            "Det har ingen side på det språket, og tekster på språket lenker ikke til det.",
        ),
        Code::UncitedReference => (
            "Ingenting viser til et verk i referanselisten.",
            "Ingen tekst og ingen data nevner nøkkelen. Leserne ser det bare i nettstedets referanseliste.",
        ),
        Code::DeadExternal => (
            "En lenke til et annet nettsted er død.",
            "Med `--external` spør tillit de andre nettstedene. Dette sier at siden er borte (404 eller 410), eller det finnes ikke noe nettsted med det navnet (DNS).",
        ),
        Code::UncheckedExternal => (
            "Noen lenker til andre nettsteder kunne ikke kontrolleres.",
            "De kan godt være i live. Mange nettsteder svarer bare nettlesere; andre svarte ikke i tide, to ganger.",
        ),
        Code::TemplateSyntax => (
            "En mal er ikke skrevet slik den må være.",
            "Maler er HTML med `{{ … }}` og `{% … %}`, slik Tera skriver dem. Så lenge en av dem ikke kan leses, kan ingen side lages.",
        ),
        Code::TemplateFault => (
            "En mal slo feil mens en side ble laget.",
            "Den nevner for eksempel noe som denne siden ikke har. Den samme feilen meldes ikke en gang til for andre sider.",
        ),
        Code::UnknownTheme => (
            "Temaet som er nevnt i `tillit.yaml`, finnes ikke.",
            "`theme:` nevner en mappe under `themes/`, eller `default`, temaet som følger med tillit.",
        ),
    };
    Explanation { summary, meaning }
}

/// Returns the text of a phrase.
pub fn phrase(phrase: Phrase) -> &'static str {
    match phrase {
        Phrase::ColonMisplaced => {
            "her står et kolon der det ikke kan stå; en tekst med `: ` i trenger anførselstegn"
        }
        Phrase::QuoteUnclosed => "et anførselstegn er ikke lukket",
        Phrase::BraceUnclosed => "en krøllparentes `{` er ikke lukket, eller et komma mangler",
        Phrase::BracketUnclosed => "en hakeparentes `[` er ikke lukket, eller et komma mangler",
        Phrase::ColonInBrackets => {
            "det står et kolon inne i parenteser; kanskje er en `[` eller `{` ikke lukket"
        }
        Phrase::BlankMissing => "det mangler et mellomrom etter `:` eller `-`",
        Phrase::BracketOrIndentation => {
            "en `[` eller `{` er ikke lukket, eller linjen etter har ikke innrykk"
        }
        Phrase::BracketTooMany => "det er en lukkende parentes for mye",
        Phrase::StarNeedsQuotes => "en tekst som begynner med `*`, trenger anførselstegn",
        Phrase::AmpersandNeedsQuotes => "en tekst som begynner med `*` eller `&`, trenger anførselstegn",
        Phrase::ExclamationNeedsQuotes => "en tekst som begynner med `!`, trenger anførselstegn",
        Phrase::PercentNeedsQuotes => "en tekst som begynner med `%`, trenger anførselstegn",
        Phrase::SignNeedsQuotes => "en tekst kan ikke begynne med dette tegnet uten anførselstegn",
        Phrase::BackslashTwice => "en omvendt skråstrek mellom doble anførselstegn må skrives to ganger",
        Phrase::AfterClosingQuote => "det står noe etter det siste anførselstegnet",
        Phrase::ItemMisplaced => "et listepunkt `- ` kan ikke stå her; begynn det på en egen linje",
        Phrase::Indentation => "linjen har ikke samme innrykk som linjene omkring",
        Phrase::IndentationOrHyphen => {
            "linjen har ikke samme innrykk som linjene omkring, eller en `- ` mangler"
        }
        Phrase::IndentationOrQuote => {
            "linjen har ikke samme innrykk som linjene omkring, eller det står noe etter et siste anførselstegn"
        }
        Phrase::ColonMissing => "det står en linje uten kolon blant nøklene",
        Phrase::KeyMisplaced => "en nøkkel kan ikke stå her",
        Phrase::TextOnNextLine => "etter `|` eller `>` begynner teksten på neste linje",
        Phrase::EndMarkMisplaced => "det står en linje `---` eller `...` der den ikke kan stå",
        Phrase::RepeatsTooMuch => "henvisningene `*…` gjentar mer enn denne filen kan romme",
        Phrase::TooDeep => "lister eller nøkler står for dypt inne i hverandre",
        Phrase::DeeperThan => "lister eller nøkler står mer enn {most} nivåer dypt inne i hverandre",
        Phrase::HyphenNeedsBlank => {
            "etter en `-` må det stå et mellomrom, eller så må teksten stå i anførselstegn"
        }
        Phrase::EndsTooEarly => "teksten slutter for tidlig",
        Phrase::SecondDocument => {
            "etter en linje `---` eller `...` begynner et nytt dokument; en fil rommer bare ett"
        }
        Phrase::KeyTwice => "en nøkkel står her to ganger",
        Phrase::TabMisplaced => "det står en tabulator der det bare kan stå mellomrom",
        Phrase::NotYaml => "linjen er ikke slik YAML krever på dette stedet",
        Phrase::CloseQuote => "Skriv det samme anførselstegnet på slutten av teksten.",
        Phrase::CloseBracket => {
            "Lukk parentesen, sett komma mellom delene, eller sett anførselstegn rundt hele teksten."
        }
        Phrase::IndentLine => {
            "Gi linjen samme innrykk som linjene omkring, med mellomrom og aldri med tabulator."
        }
        Phrase::QuoteText => "Sett anførselstegn rundt teksten.",
        Phrase::LookAtYaml => {
            "Se på innrykket (mellomrom, aldri tabulator), og sett anførselstegn rundt en tekst som inneholder `: ` eller begynner med et tegn som `@`, `*` eller `[`."
        }
        Phrase::WholeNumber => "et heltall",
        Phrase::WholeNumberFrom => "et heltall, {least} eller mer",
        Phrase::WholeNumberBetween => "et heltall fra {least} til {most}",
        Phrase::Number => "et tall",
        Phrase::NumberBetween => "et tall fra {least} til {most}",
        Phrase::NumberAtLeast => "et tall som er minst {least}",
        Phrase::NumberAtMost => "et tall som er høyst {most}",
        Phrase::NumberAbove => "et tall over {least}",
        Phrase::Text => "en tekst",
        Phrase::Letter => "en enkelt bokstav",
        Phrase::YesOrNo => "ja eller nei (`true` eller `false`)",
        Phrase::List => "en liste",
        Phrase::EmptyList => "en tom liste",
        Phrase::ListOf => "en liste med {count} punkt | en liste med {count} punkter",
        Phrase::Keys => "et sett av nøkler med verdier",
        Phrase::Nothing => "ingenting",
        Phrase::OtherForm => "en annen form for verdi",
        Phrase::OneOf => "en av disse: {known}",
        Phrase::DateSuchAs => "en dato som 2026-05-17",
        Phrase::DateUpTo => "en dato til og med {date}",
        Phrase::TimeSuchAs => "et klokkeslett som 09:30",
        Phrase::TimeUpTo => "et klokkeslett til og med {time}",
        Phrase::TimeAfter => "et klokkeslett etter {time}",
        Phrase::TimeThatExists => "et klokkeslett som finnes denne dagen: klokken stilles fram forbi dette",
        Phrase::ZoneSuchAs => "en tidssone som Europe/Oslo",
        Phrase::AmountSuchAs => "et beløp som 500 eller 290.50",
        Phrase::CurrencySuchAs => "en valuta som NOK, EUR eller SEK",
        Phrase::CountrySuchAs => "et land som NO, DE eller SE",
        Phrase::EmailSuchAs => "en adresse som post@example.org",
        Phrase::DayThatExists => "en dag som finnes; {day} finnes ikke",
        Phrase::AddressSuchAs => "en adresse som https://example.org",
        Phrase::ReportAddressSuchAs => {
            "en adresse som https://example.org/feil?side={url} eller mailto:redaksjon@example.org"
        }
        Phrase::OrcidSuchAs => "en ORCID-iD med riktig siste siffer, som 0000-0002-1825-0097",
        Phrase::ListSuchAs => {
            "`home`, `subjects`, `people` eller et navn som `section:articles`, `subject:…`, `person:…`"
        }
        Phrase::StepSuchAs => {
            "noe å lese, som `article:rupture`, `instrument:wai-sr`, `course:2014` eller `term:alliance`"
        }
        Phrase::SectionSuchAs => "`home` eller navnet på en seksjon, som `section:articles`",
        Phrase::ReadabilityOfTexts => {
            "Hvor tunge tekstene er å lese (LIX og WSTF 1, den første Wiener Sachtextformel: mer er tyngre; Amstad og Flesch: mindre er tyngre; `!`: tyngre enn målet)"
        }
        Phrase::WriteShorter => {
            "Kortere setninger og færre lange ord hjelper mest: Nå har en setning {words} ord i snitt, og {long} % av ordene har mer enn seks bokstaver."
        }
        Phrase::Decimal => "{whole},{tenths}",
        Phrase::TextOrTexts => "en tekst eller en liste med tekster",
        Phrase::LanguageTagSuchAs => "en språkkode, for eksempel nb, de, sv, en eller fr",
        Phrase::FileBeside => "navnet på en YAML-fil ved siden av teksten, for eksempel funn.yaml",
        Phrase::OtherLanguageTag => "koden for et annet språk som teksten finnes på",
        Phrase::OnlyIfOpen => "nei, med mindre lisensen har status `open`",
        Phrase::FoundYesOrNo => "ja eller nei (`{value}`)",
        Phrase::FoundNumber => "tallet `{value}`",
        Phrase::FoundText => "teksten `{value}`",
        Phrase::FoundQuotedText => "teksten `{value}` i anførselstegn",
        Phrase::NoneKnown => "ingen",
        Phrase::ThisFile => "denne filen",
        Phrase::HeadingNeedsBlank => "etter `{marks}` mangler et mellomrom, så dette er ingen overskrift",
        Phrase::LinkHasBlank => "mellom `]` og `(` kan det ikke stå mellomrom, så dette er ingen lenke",
        Phrase::BoldUnclosed => "`**` er ikke avsluttet, eller det står en bokstav rett etter det siste",
        Phrase::TableNeedsLine => {
            "en tabell trenger en linje `|---|---|` under den første raden, med like mange celler"
        }
        Phrase::HeaderAbsent => "en linje `---` mangler",
        Phrase::HeaderBelowBlank => "det står en tom linje foran `---`",
        Phrase::HeaderWithDash => "den første linjen er `{line}`, ikke tre bindestreker",
        Phrase::IsDraft => "den er et utkast",
        Phrase::DatedLater => "den er datert {date}",
        Phrase::HtmlInDescription => "den står i beskrivelsen av et bilde",
        Phrase::HtmlDeclaration => {
            "erklæringer slipper ikke gjennom, og heller ikke en kommentar uten slutten `-->`"
        }
        Phrase::HtmlRefused => "dette nettstedet tar ikke imot HTML",
        Phrase::HtmlInParagraph => "den kan ikke stå inne i et avsnitt",
        Phrase::HtmlTooDeep => "den er pakket for dypt inn i annen HTML",
        Phrase::HtmlAttribute => "attributtet `{attribute}` slipper ikke gjennom",
        Phrase::HtmlElement => "dette elementet slipper ikke gjennom",
        Phrase::LinkInCircle => "lenken fører tilbake til en mappe den selv ligger i",
        Phrase::LinkToNothing => "lenken fører til ingenting",
        Phrase::LinkToItself => "lenken kan ikke følges; kanskje fører den tilbake til seg selv",
        Phrase::NotPermitted => "du har ikke tilgang til å lese den",
        Phrase::NoLongerThere => "den er der ikke lenger",
        Phrase::NameNotText => "navnet er ikke lagret som UTF-8-tekst",
        Phrase::NameDeceptive => {
            "navnet inneholder et linjeskift, et styretegn eller et tegn som snur tekstens retning"
        }
        Phrase::PathTooLong => "stien som begynner slik, er lengre enn 1000 byte",
        Phrase::NotAFile => "den er ikke en fil, men en kanal eller en enhet",
        Phrase::NameOfDevice => "Windows holder av dette navnet til en enhet",
        Phrase::NameOfFolder => "det er navnet på en mappe, ikke på en fil",
        Phrase::NameEndsInDot => "Windows tar ikke imot navn som slutter på punktum eller mellomrom",
        Phrase::NameUnseen => "det inneholder en omvendt skråstrek eller et tegn som ingen kan se",
        Phrase::NameOfSigns => "Windows tar ikke imot navn med et av tegnene `< > : \" ? * |`",
        Phrase::NameTooLong => "det er lengre enn 255 byte",
        Phrase::SystemSays => "systemet sier «{said}»",
        Phrase::SystemSaysNothing => "systemet sier ikke hvorfor",
        Phrase::GroupUnbalanced => "en parentes eller et miljø er ikke åpnet eller ikke lukket",
        Phrase::UnknownEnvironment => "det finnes ikke noe miljø med dette navnet",
        Phrase::DollarInFormula => "en `$` kan ikke stå inne i en formel",
        Phrase::HashInFormula => "en `#` kan ikke stå her; skriv `\\#`",
        Phrase::UnknownCommand => "en kommando er ukjent",
        Phrase::ArgumentMissing => "det en kommando trenger etter seg, mangler",
        Phrase::ScriptTwice => {
            "to `_` eller to `^` hører til samme tegn; sett krøllparenteser rundt en av delene"
        }
        Phrase::DelimiterMissing => "det mangler en parentes etter `\\left`, `\\right` eller lignende",
        Phrase::UnknownColour => "det finnes ingen farge med dette navnet",
        Phrase::AlignmentMisplaced => "`&` og `\\\\` kan bare stå i et miljø med kolonner eller linjer",
        Phrase::FormulaTooLong => "den er for lang",
        Phrase::FormulaTooDeep => "den har for mye inni hverandre",
        Phrase::FormulaDefines => "det går ikke an å lage egne kommandoer i den",
        Phrase::FormulaBeyond => "den er mer enn det som kan vises",
        Phrase::ReferenceEndsTooEarly => {
            "oppføringen slutter for tidlig; kanskje er en krøllparentes ikke lukket"
        }
        Phrase::SignMissing => "her mangler `{sign}`",
        Phrase::NameMissing => "her mangler et navn",
        Phrase::SignMisplaced => "`{sign}` kan ikke stå her",
        Phrase::UnknownAbbreviation => "forkortelsen `{name}` er ikke forklart",
        Phrase::ReferenceKeyTwice => "nøkkelen `{key}` er brukt to ganger",
        Phrase::NoSuchDay => "det finnes ingen slik dag eller måned",
        Phrase::ReferenceValue => "et tall, en dato eller et valg i den er ikke skrevet slik det skal",
        Phrase::Said => "«{said}» (på engelsk)",
        Phrase::TemplateTooSlow => {
            "Malen `{template}` brukte mer enn {most} sekunder på siden `{page}`, så tillit stanset. Se etter løkker inne i løkker. Det som var publisert fra før, er urørt."
        }
        Phrase::TemplateTooGreedy => {
            "Malen `{template}` brukte mer enn {most} MB minne på siden `{page}`, så tillit stanset. Se etter tekster som vokser i en løkke. Det som var publisert fra før, er urørt."
        }
        Phrase::TemplateStopped => {
            "den tok mer tid eller minne enn noen side kan trenge, så serveren begynte på nytt uten den; den prøves igjen så snart en mal endres"
        }
        Phrase::CannotMakeFolder => "mappen `{path}` kan ikke opprettes: {reason}",
        Phrase::CannotWrite => "`{path}` kan ikke skrives: {reason}",
        Phrase::CannotRead => "`{path}` kan ikke leses: {reason}",
        Phrase::CannotRemove => "`{path}` kan ikke fjernes: {reason}",
        Phrase::CannotLock => "`{path}`, som holder andre bygg unna, kan ikke brukes: {reason}",
        Phrase::CannotPublish => "det nye nettstedet kan ikke legges i `{path}`: {reason}",
        Phrase::CannotPutBack => "det gamle nettstedet kan ikke legges tilbake fra `{path}`: {reason}",
        Phrase::OldRemains => {
            "det nye nettstedet er publisert, men det gamle, nå i `{path}`, kan ikke fjernes: {reason}"
        }
        Phrase::OutputOverlaps => {
            "mappen som nettstedet skal skrives til, `{folder}`, overlapper med kildene i `{sources}`; velg en annen mappe"
        }
        Phrase::OutputNotOurs => {
            "mappen som nettstedet skal skrives til, `{folder}`, inneholder filer og er ikke laget av tillit; velg en tom eller ny mappe"
        }
        Phrase::OutputNotAFolder => "nettstedet kan ikke skrives til `{folder}`",
        Phrase::OutputBusy => "et annet bygg skriver til `{folder}` akkurat nå; vent til det er ferdig",
        Phrase::OutputBusyBy => {
            "et annet bygg (prosess {process}) skriver til `{folder}` akkurat nå; vent til det er ferdig"
        }
        Phrase::OutputBound => {
            "mappen som nettstedet skal skrives til, `{folder}`, er bundet til stedet sitt, slik et monteringspunkt er, og kan ikke byttes ut; velg en mappe inni den"
        }
        Phrase::OutputBadPath => "ingen side eller fil kan skrives til stien `{path}`",
        Phrase::OutputTwice => "to sider eller filer har stien `{path}`",
        Phrase::OutputInTheWay => {
            "`{path}` er ikke laget av tillit og står der en side skal skrives; flytt den, eller gi siden et annet navn"
        }
        Phrase::OutputGone => "`{path}` er ikke lenger i mappen som nettstedet skrives til",
        Phrase::RootUnreadable => "nettstedets mappe `{folder}` kan ikke leses: {reason}",
        Phrase::NoPortFree => "ingen port fra {port} og oppover er ledig; velg en annen med `--port`",
        Phrase::CannotListen => "nettstedet kan ikke vises på {address}: {reason}",
        Phrase::CannotWatch => "endringer i mappen `{folder}` kan ikke oppdages: {said}",
        Phrase::WatchLimit => {
            "systemet overvåker ikke flere mapper samtidig; på Linux hever `sysctl fs.inotify.max_user_watches=524288` grensen"
        }
        Phrase::LooksInstead => {
            "Endringer letes etter to ganger i sekundet, fordi systemet ikke melder dem: {reason}"
        }
        Phrase::OwnFault => {
            "Her har tillit selv en feil. Det som ble vist før, vises fortsatt; meld fra om det som står over."
        }
        Phrase::AddressUnreadable => "Denne adressen kan ikke leses.",
        Phrase::OnlyLocalhost => {
            "Denne serveren svarer bare dem som skriver nettstedet, på localhost eller på adressen i tall."
        }
        Phrase::OnlyGet => "Bare GET og HEAD blir besvart.",
        Phrase::NoSuchPage => "Siden finnes ikke.",
        Phrase::SystemRefuses => "systemet tillater det ikke",
        Phrase::DiskFull => "disken er full",
        Phrase::DiskReadOnly => "disken kan leses, men ikke skrives til",
        Phrase::FileTooLarge => "filen er for stor for systemet",
        Phrase::LinkInTheWay => "den er en symbolsk lenke; fjern den",
        Phrase::NothingThere => "det finnes ingen slik fil eller mappe",
        Phrase::TemplateBranches => "den har mer enn {most} `elif`",
        Phrase::TemplateMissing => "det finnes ingen mal `{name}`",
        Phrase::TemplateInItself => "`{name}` bruker seg selv eller for mange andre: {way}",
        Phrase::PageTooLong => "siden ville bli lengre enn {most} MB",
        Phrase::ReferencesTooLong => "filen er lengre enn {most} MB; del den opp",
        Phrase::ReferencesInCircle => {
            "`crossref` eller `xdata` går i ring eller gjennom for mange oppføringer"
        }
        Phrase::ReferencesTooMuch => "med alle forkortelser og kryssreferanser skrevet ut er filen for lang",
        Phrase::StyleSuchAs => {
            "navnet på en stil, for eksempel `apa`, `vancouver` eller `ieee`, eller stien til en fil, for eksempel `content/egen.csl`"
        }
        Phrase::StyleInText => "en stil som henviser i teksten; denne henviser i fotnoter",
        Phrase::StyleWithList => "en stil med referanseliste; denne har ingen",
        Phrase::StyleFile => "stien til en `.csl`-fil i `content`",
        Phrase::NotAStyle => "det står ingen `<style>` rundt det hele",
        Phrase::TagUnclosed => "her begynner en tagg som ikke slutter",
        Phrase::TagNotClosed => "`<{element}>` er ikke lukket",
        Phrase::TagNotOpened => "`</{element}>` lukker noe som ikke er åpnet",
        Phrase::StyleTooLong => "filen er lengre enn {most} MB",
        Phrase::TagTooLong => "en tagg er lengre enn {most} kB",
        Phrase::StyleTooDeep => "elementer står mer enn {most} nivåer inni hverandre",
        Phrase::StyleTooMuch => "med makroene skrevet ut har den mer enn {most} elementer",
        Phrase::MacroUnknown => "det finnes ingen makro `{macro}`",
        Phrase::MacroInCircle => "makroen bruker seg selv",
        Phrase::StyleElement => "`<{element}>` er ikke slik CSL har det",
        Phrase::StyleOfNotes => "den henviser i fotnoter; bruk en stil som henviser i teksten",
        Phrase::StyleWithoutList => "den har ingen `<bibliography>`, men leserne trenger referanselisten",
        Phrase::StyleOfAnother => "den nevner bare en annen stil, {parent}; bruk den",
        Phrase::NoQuestion => "har ingen overskrift i seg, så det spørres ikke om noe",
        Phrase::TextBeforeQuestion => "begynner med tekst som ikke står under noe spørsmål",
        Phrase::BracesTooDeep => "krøllparenteser står mer enn {most} nivåer inni hverandre",
        Phrase::FieldTooLong => {
            "feltet er lengre enn {bytes} kB eller har mer enn {pieces} grupper i krøllparenteser eller deler"
        }
        Phrase::AbbreviationsInCircle => "forkortelsene går i ring eller gjennom for mange andre",
        Phrase::ReferredKeyPlain => "en nøkkel som det vises til, må være uten tegn fra TeX",
        Phrase::Error => "feil",
        Phrase::Warning => "advarsel",
        Phrase::Note => "merk",
        Phrase::Help => "råd",
        Phrase::DidYouMean => "mente du `{guess}`?",
        Phrase::TheOther => "også her",
        Phrase::AndMore => "og {count} til",
        Phrase::AndMoreOfKind => "og {count} til av dette slaget i denne filen",
        Phrase::Errors => "{count} feil | {count} feil",
        Phrase::Warnings => "{count} advarsel | {count} advarsler",
        Phrase::WrongExample => "Galt:",
        Phrase::MendedExample => "Riktig:",
        Phrase::ReadingFiles => "Leser filer",
        Phrase::ReadingTexts => "Leser tekster",
        Phrase::MakingPages => "Lager sider",
        Phrase::BuildDone => {
            "Sider: {pages}. Filer: {written} skrevet, {unchanged} uendret, {removed} fjernet. Tid: {seconds} s."
        }
        Phrase::NotPublished => {
            "Nettstedet har feil, så ingenting ble publisert. Det som var publisert fra før, er urørt."
        }
        Phrase::Stopped => "Stanset. Det som var publisert fra før, er urørt.",
        Phrase::CheckDone => "Sider: {pages}. Ingenting ble skrevet. Tid: {seconds} s.",
        Phrase::NothingWrong => "Ingenting er galt.",
        Phrase::WarningsDenied => "Med `--deny warnings` gjelder advarsler som feil.",
        Phrase::PortTaken => "Port {port} er opptatt av et annet program.",
        Phrase::SiteIsAt => "Nettstedet er på {url} (Ctrl-C avslutter).",
        Phrase::OthersSee => "Alle i samme nettverk kan også se nettstedet, uferdige tekster inkludert.",
        Phrase::OthersSeeAt => {
            "Alle i samme nettverk kan også se nettstedet, uferdige tekster inkludert: {url}"
        }
        Phrase::UpToDate => "Nettstedet er oppdatert.",
        Phrase::LookedAt => "{count} av {total} sider er sett gjennom",
        Phrase::NoBrowser => "Det lot seg ikke gjøre å åpne en nettleser; gå til {url} selv.",
        Phrase::NoFolder => "det finnes ingen mappe `{folder}`",
        Phrase::NoSite => {
            "verken `{folder}` eller noen mappe over har en `{file}`; gå til nettstedets mappe, eller nevn den med `--root`; `tillit new` begynner et nettsted"
        }
        Phrase::FolderUnreadable => "mappen du står i, kan ikke leses: {said}",
        Phrase::NoSchema => "det finnes ikke noe skjema `{name}`",
        Phrase::ListOfSchemas => "`tillit schema` viser alle skjemaene.",
        Phrase::SchemasWritten => "Skjemaene ligger i `{folder}`.",
        Phrase::NoThemeFile => "temaet har ingen fil `{name}`",
        Phrase::ListOfThemeFiles => "`tillit theme eject` viser alle filene i temaet.",
        Phrase::ThemeFileThere => "`{path}` finnes allerede; ingenting er endret",
        Phrase::ThemeFileWritten => {
            "`{path}` kan du nå endre som du vil. Sletter du filen, gjelder temaets egen igjen."
        }
        Phrase::NoCode => "det finnes ingen kode `{code}`",
        Phrase::ListOfCodes => "`tillit explain` lister opp alle koder.",
        Phrase::FolderNotEmpty => "mappen `{folder}` er ikke tom; oppgi en ny",
        Phrase::SiteBegun => "Et nytt nettsted er laget i `{folder}`.",
        Phrase::ShowSiteWith => "Vis det med: {command}",
        Phrase::NotAText => "`{file}` er ikke en tekst på dette nettstedet",
        Phrase::NotASiteLanguage => "`{language}` er ikke et språk på dette nettstedet, som har: {known}",
        Phrase::FileThere => "`{file}` finnes allerede; ingenting er endret",
        Phrase::IsOriginal => {
            "`{file}` er originalen; oppgi en oversettelse, eller originalen dens med `--from`"
        }
        Phrase::NoOriginal => "`{file}` har ingen original på språket `{language}`",
        Phrase::NothingTranslated => {
            "ingenting i `{file}` er oversatt ennå: der står ord for ord det som står i `{original}`"
        }
        Phrase::TranslationBegun => {
            "{file} er laget. Oversett den, og ta bort `draft: true` når den er ferdig."
        }
        Phrase::Recorded => "Notert: {file} sier det samme som {original}.",
        Phrase::TextsUpToDate => "Oppdatert",
        Phrase::ToDo => "Å gjøre",
        Phrase::NothingToTranslate => "Ingenting å gjøre: Alle tekster finnes på alle språk og er oppdatert.",
        Phrase::TranslationMissing => "{original} mangler oversettelse: {language}",
        Phrase::TranslationIsDraft => "{file} er et utkast",
        Phrase::TranslationUnrecorded => "{file} har ingen logg over originalen, {original}",
        Phrase::TranslationOutdated => "{file} henger etter {original}",
        Phrase::ChangedOn => "endret {date}",
        Phrase::RecordedOn => "oppdatert {date}",
        Phrase::TranslateWith => "Begynn med: {command}",
        Phrase::DraftEnds => "Ta bort `draft: true` når det er ferdig.",
        Phrase::RecordWith => "Når oversettelsen sier det samme som originalen: {command}",
        Phrase::BlockAdded => "nytt",
        Phrase::BlockRemoved => "fjernet",
        Phrase::BlockChanged => "endret",
        Phrase::BlockMoved => "flyttet",
        Phrase::AtLine => "linje {line}",
        Phrase::BlockTitle => "tittel",
        Phrase::BlockDescription => "beskrivelse",
        Phrase::BlockHeading => "overskrift",
        Phrase::BlockParagraph => "avsnitt",
        Phrase::BlockItem => "listepunkt",
        Phrase::BlockRow => "tabellrad",
        Phrase::BlockCode => "kode",
        Phrase::BlockQuote => "sitat eller merknad",
        Phrase::BlockFootnote => "fotnote",
        Phrase::BlockHtml => "HTML i teksten",
        Phrase::BlockDirective => "direktiv",
    }
}
