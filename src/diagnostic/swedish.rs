//! What tillit says in Swedish.
//!
//! Terms: fil, mapp, rad, nyckel, *huvud* (between the two lines `---`), text, rubrik, länk, adress, webbplats, sida,
//! mall, tema. Readers are told what to do in the imperative.

use super::{Code, Explanation, Phrase, Wording};

/// Returns the words for a code.
pub fn wording(code: Code) -> Wording {
    let (message, label, help) = match code {
        Code::NotUtf8 => (
            "den här filen är inte sparad som UTF-8-text; det första felaktiga tecknet står på rad {line} och är troligen `{letter}`",
            "",
            "Spara den igen som UTF-8; de flesta skrivprogram har det under ”Spara med teckenkodning”.",
        ),
        Code::Utf16 => (
            "den här filen är sparad som UTF-16, inte som UTF-8; den lästes ändå",
            "",
            "Spara den igen som UTF-8, så att även andra program kan läsa den.",
        ),
        Code::TooLong => (
            "det här är mer än {limit}, så det läses inte",
            "",
            "Dela upp det, eller flytta ut det som inte hör dit.",
        ),
        Code::ControlCharacter => (
            "här står {character}, ett styrtecken som inte hör hemma i någon text",
            "styrtecken",
            "Ta bort det. Om skrivprogrammet inte visar det, ta bort tecknen på båda sidor och skriv dem igen.",
        ),
        Code::HiddenCharacter => (
            "här står {character}, som ingen ser men som kan ändra hur texten runt omkring ser ut",
            "dolt tecken",
            "Ta bort det, om inte ett språk som skrivs från höger till vänster behöver det; stäng det då på samma rad.",
        ),
        Code::UnreadableFile => (
            "den här filen går inte att läsa: {reason}",
            "",
            "Kontrollera att filen finns och att du får läsa den.",
        ),
        Code::OutsideLink => (
            "den här länken leder ut ur webbplatsens mapp",
            "",
            "Kopiera filen till webbplatsens mapp i stället för att länka till den.",
        ),
        Code::UnplacedFile => (
            "tillit vet inte vad `{path}` ska användas till",
            "",
            "Ett temas filer hör hemma i `themes/<tema>/`, i `templates`, `static` eller `strings`, och webbplatsens ord i `templates/strings/<språk>.yaml`. Flytta filen, eller ta bort den.",
        ),
        Code::MisnamedFile => (
            "`{name}` läses inte: en sådan fil måste heta `{right}`",
            "",
            "Byt namn på den till `{right}`. En del system döljer namnens ändelser; låt ditt visa dem.",
        ),
        Code::MissingLanguage => (
            "namnet på den här filen säger inte vilket språk texten är på",
            "",
            "Skriv språket före ändelsen: {names}.",
        ),
        Code::MisnamedFrontPage => (
            "en text direkt i `content/` kan inte heta `{name}`",
            "",
            "Kalla den `{front}` om den är startsidan. Är den en artikel, ge den ett eget namn, till exempel `{article}`.",
        ),
        Code::UnknownLanguage => (
            "`{language}` är inte ett språk på den här webbplatsen",
            "inte i `tillit.yaml`",
            "Använd ett av dessa: {known}. Ett nytt språk förs in under `languages:` i `tillit.yaml`.",
        ),
        Code::RenamedLanguage => (
            "`{written}` säger inte vilken norska; det läses som `{language}`",
            "läses som `{language}`",
            "Skriv `{language}` för bokmål, eller `nn` för nynorska.",
        ),
        Code::MissingConfig => (
            "här finns ingen `tillit.yaml`",
            "",
            "Gå till webbplatsens mapp, eller ange den med `--root`. `tillit new` påbörjar en ny webbplats.",
        ),
        Code::MisnamedConfig => (
            "webbplatsens inställningar måste heta `tillit.yaml`, inte `{name}`",
            "",
            "Byt namn på `{name}` till `tillit.yaml`.",
        ),
        Code::MissingBaseUrl => (
            "`tillit.yaml` säger inte vilken adress webbplatsen ska ha",
            "",
            "Lägg till en rad `base_url: https://example.org` med webbplatsens egen adress, eller ange den med `--base-url`.",
        ),
        Code::YamlSyntax => ("det här går inte att läsa som YAML: {reason}", "här", "{remedy}"),
        Code::UnclosedFrontMatter => (
            "huvudet i den här filen är inte avslutat",
            "det börjar här",
            "Skriv en rad med tre bindestreck, `---`, efter den sista nyckeln.",
        ),
        Code::MissingFrontMatter => (
            "filen börjar inte med ett huvud: {fault}",
            "",
            "Börja filen med en rad med tre bindestreck, `---`, sedan åtminstone en rad `title: …`, och så en andra rad `---`.",
        ),
        Code::UnknownKey => (
            "`{key}` är inte en nyckel som kan stå här",
            "okänd nyckel",
            "Kända nycklar är: {known}.",
        ),
        Code::DuplicateKey => (
            "`{key}` står här två gånger",
            "här en gång till",
            "Behåll bara en av dem.",
        ),
        Code::MissingKey => ("`{key}` saknas", "", "Lägg till en rad `{key}: …`."),
        Code::EmptyValue => (
            "`{key}` är tom",
            "här står ingenting",
            "Skriv det efter kolonet: `{key}: …`.",
        ),
        Code::WrongType => (
            "`{key}` ska vara {expected}, men det här är {found}",
            "ska vara {expected}",
            "Skriv {expected}.",
        ),
        Code::WrongValue => (
            "`{value}` kan inte användas för `{key}`",
            "",
            "Här väntas {expected}.",
        ),
        Code::Contradiction => (
            "`{key}` är {stated}, men det övriga som står här ger {counted}",
            "resten ger {counted}",
            "Räkna om, och rätta talet eller det som är räknat.",
        ),
        Code::RestrictedWording => (
            "licensen för det här instrumentet tillåter inte att ordalydelsen publiceras",
            "får inte publiceras",
            "Ta bort ordalydelsen; sidan berättar var instrumentet finns att få. Bara där licensen släpper den fri skriver du `status: open` och `allows_wording: true` under `licence:`.",
        ),
        Code::BadSlug => (
            "`{slug}` kan inte vara en del av en adress",
            "",
            "Använd bokstäverna a till z, siffror och enkla bindestreck, till exempel `{example}`.",
        ),
        Code::DuplicateId => (
            "id:t `{id}` används två gånger",
            "",
            "Ge en av filerna eller mapparna ett annat namn: varje id finns bara en gång av varje slag.",
        ),
        Code::DuplicateAddress => (
            "två sidor eller filer skulle få adressen `{address}`",
            "",
            "Ge en av dem ett annat namn eller en annan `slug:`.",
        ),
        Code::SimilarAddress => (
            "`{address}` och `{other}` är samma sak för många system",
            "",
            "Windows och macOS skiljer inte mellan stora och små bokstäver, och inte heller mellan två sätt att skriva `å`: ge en av dem ett annat namn.",
        ),
        Code::FileForFolder => (
            "`{address}` och `{other}` kan inte båda finnas: den ena är en fil där den andra behöver en mapp",
            "",
            "Ge en av dem ett annat namn eller en annan `slug:`.",
        ),
        Code::BadName => (
            "`{name}` kan inte vara namnet på en sida eller fil: {reason}",
            "",
            "Välj ett annat namn.",
        ),
        Code::UnknownPerson => (
            "det finns ingen person `{id}`",
            "inte i `content/people.yaml`",
            "För in personen i `content/people.yaml`, eller rätta id:t.",
        ),
        Code::UnknownSubject => (
            "det finns inget ämne `{id}`",
            "inte i `content/subjects.yaml`",
            "För in ämnet i `content/subjects.yaml`, eller rätta id:t.",
        ),
        Code::RepeatedStep => (
            "`{target}` är redan del {number} av den här lärstigen",
            "här en gång till",
            "Behåll den på ett av ställena: en sida har en plats i en lärstig.",
        ),
        Code::AmbiguousTerm => (
            "begreppet `{id}` heter också `{name}`",
            "",
            "Skriv det under bara ett av de två, eller skriv `link: false` under det ena.",
        ),
        Code::BadAlias => (
            "`{alias}` kan inte vara en gammal adress",
            "",
            "Skriv hela sökvägen på den här webbplatsen, till exempel `/sv/gammal-sida/`.",
        ),
        Code::BadRecord => (
            "det här är inte som `tillit translated` skrev det",
            "ändrat sedan dess, eller kvar efter en sammanslagning",
            "Ångra ändringen, eller uppdatera översättningen och kör `tillit translated {file}`.",
        ),
        Code::StrayRecord => (
            "det finns ingen text `{file}` som den här översättningsloggen hör till",
            "",
            "Ge den namnet på sin text, med `.original.txt` i stället för `.md`, eller ta bort den.",
        ),
        Code::DroppedHtml => (
            "HTML-koden `{tag}` utelämnas: {reason}",
            "utelämnas",
            "Använd Markdown, eller sätt `markdown: {raw_html: allow}` i `tillit.yaml` om du litar på alla som skriver här.",
        ),
        Code::DuplicateHeadingId => (
            "rubrik-id:t `{id}` används två gånger på den här sidan",
            "här en gång till",
            "Ge den här rubriken ett annat id, `{#…}`.",
        ),
        Code::MissingReferenceDefinition => (
            "länkmärket `[{label}]` är inte förklarat i den här filen",
            "",
            "Lägg till en rad `[{label}]: adress` längre ned, eller skriv ett omvänt snedstreck före hakparentesen.",
        ),
        Code::UnknownDirective => (
            "det finns inget direktiv `{name}`",
            "okänt direktiv",
            "Kända direktiv är: {known}.",
        ),
        Code::MissingAttribute => (
            "direktivet `{name}` behöver `{key}`",
            "",
            "Skriv allt som det behöver, till exempel `{example}`.",
        ),
        Code::UnclosedDirective => (
            "direktivet `{name}` är inte avslutat",
            "det börjar här",
            "Avsluta det med en rad `:::`, med lika många kolon som på den första raden.",
        ),
        Code::MissingQuestion => (
            "de här frågorna går inte att visa: `:::faq` {reason}",
            "",
            "Skriv varje fråga som en rubrik med svaret under, och sätt all annan text ovanför `:::faq`.",
        ),
        Code::UnknownFootnote => (
            "fotnoten `{name}` har ingen text",
            "",
            "Lägg till en rad `[^{name}]: …` i filen.",
        ),
        Code::UnusedFootnote => (
            "ingenting i texten hänvisar till fotnoten `{name}`, så läsarna ser den inte",
            "",
            "Skriv `[^{name}]` där den hör hemma, eller ta bort fotnoten.",
        ),
        Code::DuplicateFootnote => (
            "fotnoten `{name}` har två texter; läsarna ser den första",
            "den andra texten",
            "Ge en av dem ett annat namn.",
        ),
        Code::BadMath => (
            "den här formeln går inte att läsa: {reason}",
            "",
            "Kontrollera LaTeX-koden i formeln.",
        ),
        Code::UnsafeLink => (
            "en länk får inte börja med `{scheme}:`",
            "",
            "Länka till en sida, en fil eller en adress med `https:`.",
        ),
        Code::DeadLink => (
            "länken `{target}` leder ingenstans",
            "ingen sådan artikel eller fil",
            "Länka till en fil med dess sökväg, till en artikel med dess id, till exempel `article:rupture`, eller till en annan webbplats med hela adressen, `https://…`.",
        ),
        Code::UnpublishedLink => (
            "`{target}` finns men är inte publicerad: {reason}",
            "inte publicerad än",
            "Publicera den texten, eller ta bort länken. Använd `--drafts` och `--future` för att se hur det kommer att bli.",
        ),
        Code::DeadAnchor => (
            "det finns ingen rubrik `#{anchor}` på sidan `{page}`",
            "ingen sådan rubrik",
            "Kända rubriker är: {known}.",
        ),
        Code::MissingImage => (
            "det finns ingen bild `{target}`",
            "ingen sådan fil",
            "Lägg bilden bredvid den här filen, eller rätta namnet.",
        ),
        Code::UnreadableImage => (
            "storleken på bilden `{target}` går inte att läsa",
            "",
            "Spara bilden igen som PNG, JPEG, WebP, AVIF, GIF eller SVG.",
        ),
        Code::UnshownImage => (
            "de flesta webbläsare visar inte bilden `{target}`",
            "",
            "Spara bilden igen som JPEG, PNG eller WebP.",
        ),
        Code::BrokenImage => (
            "bilden `{name}` är skadad",
            "",
            "Öppna den i ett bildprogram och spara den igen som PNG, JPEG, WebP eller SVG.",
        ),
        Code::HugeImage => (
            "bilden `{target}` har {pixels} miljoner bildpunkter, fler än {most}",
            "",
            "Spara den igen, högst 4000 bildpunkter bred. Det fyller vilken skärm som helst.",
        ),
        Code::UnsafeDrawing => (
            "`{what}` har utelämnats ur teckningen",
            "",
            "Ta bort det ur filen, eller spara teckningen som ren SVG utan länkade filer.",
        ),
        Code::UnknownReference => (
            "det finns ingen referens `{key}`",
            "inte i `content/references.bib`",
            "För in verket i `content/references.bib`, eller rätta nyckeln.",
        ),
        Code::BadBibliography => (
            "det här går inte att läsa som en referenslista: {reason}",
            "",
            "Kontrollera posten: klammerparenteserna och kommatecknen i BibTeX, orden och indraget i YAML.",
        ),
        Code::BadStyle => (
            "den här stilen går inte att läsa: {reason}",
            "",
            "Hämta stilen på nytt från en samling av CSL-stilar, eller rätta elementet. Vad elementen betyder står på https://docs.citationstyles.org.",
        ),
        Code::BrokenLetters => (
            "`{word}` har trasiga bokstäver",
            "",
            "Skriv ordet på nytt. Har filen många sådana ord (nu {count}) har texten lästs med fel teckenkodning: hämta den på nytt från källan, som UTF-8.",
        ),
        Code::WrongLanguage => (
            "den här texten verkar vara på språket `{seems}`, inte på `{said}`",
            "",
            "Översätt den, eller flytta den till filen för språket. Märk ett stycke på ett annat språk med `<div lang=\"{seems}\">…</div>`, eller som citat med `>`.",
        ),
        Code::EmptyHeading => (
            "den här rubriken är tom",
            "",
            "Skriv något i den, eller ta bort den.",
        ),
        Code::SecondTitle => (
            "det här är en andra titel på sidan",
            "",
            "Sidan har sin titel från `title:`. Börja textens rubriker med `##`.",
        ),
        Code::HeadingJump => (
            "den här rubriken på nivå {level} hoppar över en nivå",
            "",
            "Skriv den med `{marks}`: en rubrik står högst en nivå under den föregående, och titeln är första nivån.",
        ),
        Code::MissingAlt => (
            "bilden `{target}` har ingen beskrivning",
            "",
            "Skriv mellan hakparenteserna vad som syns. Är bilden bara prydnad, skriv `![\"\"]({target})`.",
        ),
        Code::EmptyLink => (
            "länken till `{target}` har ingen text",
            "",
            "Skriv mellan hakparenteserna vart den leder.",
        ),
        Code::VagueLink => (
            "länktexten `{text}` säger inte vart länken leder",
            "",
            "Låt länken stå på de ord som säger vad som finns bakom den.",
        ),
        Code::OtherLanguage => (
            "den här länken leder till sidan på `{language}`, fast den finns på `{own}`",
            "filen för ett språk",
            "Länka till id:t eller mappen, så leder länken varje läsare till det egna språket. Är just det här språket menat, nämn språket i länktexten.",
        ),
        Code::LongDescription => (
            "den här beskrivningen har {length} tecken",
            "",
            "Säg det i en eller två meningar på högst {most} tecken.",
        ),
        Code::HardText => (
            "den här texten är svårare att läsa än målet för avdelningen tillåter: {figure} är {value}, målet är {sign} {target}",
            "",
            "{remedy} Siffran gäller hela texten; citat, rubriker och tabeller räknas inte. Målet ändrar du under `readability:` i `tillit.yaml`.",
        ),
        Code::AvoidedWord => (
            "`{word}` bör inte användas om det som ordlistan kallar `{term}`",
            "skriv `{term}`",
            "Skriv `{term}` eller ett annat namn på begreppet `{id}`. Citeras ordet bara, sätter du det inom citattecken; måste sidan använda det, skriver du `avoided_words: true` i huvudet.",
        ),
        Code::MarkdownSlip => (
            "läsarna ser det här som det är skrivet: {reason}",
            "",
            "Rätta det, eller skriv ett omvänt snedstreck före tecknet om läsarna ska se det.",
        ),
        Code::BadHost => (
            "`{host}` kan inte vara namnet på en webbplats",
            "",
            "Kontrollera adressen: namnet på en webbplats har bokstäver, siffror, bindestreck och punkter.",
        ),
        Code::UndatedReview => (
            "det står inte när den här sidan granskades",
            "",
            "Lägg till en rad `reviewed_on: …` med dagen för granskningen, till exempel 2026-05-17.",
        ),
        Code::OverdueReview => (
            "den här sidan skulle ha granskats senast {date}",
            "",
            "Låt granska sidan, och sätt `reviewed_on:` och `review_due:` på nytt.",
        ),
        Code::OutdatedCourse => (
            "kursen är `{status}`, men {date} har passerat",
            "",
            "Sätt `status:` till det som gäller nu, till exempel `full`, `cancelled` eller `held`.",
        ),
        Code::DuplicateTitle => (
            "två sidor i den här avdelningen heter `{title}`",
            "",
            "Ge var och en sin egen titel.",
        ),
        Code::MisnamedSection => (
            "det ligger andra texter i `{folder}/`, som är den här artikelns mapp",
            "",
            "Kalla den `{section}` om den är sidan för en avdelning med de texterna. Är den en artikel, flytta ut de andra ur mappen.",
        ),
        Code::OrphanPage => (
            "ingen annan sida leder till den här",
            "",
            "Länka till den från en sida eller en meny, eller flytta den till en avdelning som listar den.",
        ),
        Code::UnusedFile => (
            "ingen text använder filen `{path}`",
            "",
            "Visa den eller länka till den från en text, eller ta bort den.",
        ),
        Code::UnusedSubject => (
            "ingen sida handlar om ämnet `{id}`",
            "",
            "Nämn det under `subjects:` på en sida, eller ta bort det.",
        ),
        Code::MissingTerm => (
            "begreppet `{id}` saknas på: {languages}",
            "",
            "För in vad det heter och betyder på dessa språk.",
        ),
        Code::UncitedReference => (
            "ingenting hänvisar till källan `{key}`",
            "",
            "Hänvisa till den med `[@{key}]`, eller ta bort den.",
        ),
        Code::DeadExternal => (
            "länken till `{target}` är död ({answer})",
            "",
            "Sök den nya adressen, eller ta bort länken.",
        ),
        Code::UncheckedExternal => (
            "länkar till andra webbplatser som inte gav något klart svar: {count}",
            "den första av dem",
            "Öppna dem i en webbläsare: webbplatserna avvisar program, är långsamma eller kan inte nås härifrån.",
        ),
        Code::TemplateSyntax => (
            "den här mallen går inte att läsa: {reason}",
            "",
            "Kontrollera hur mallen är skriven på det här stället.",
        ),
        Code::TemplateFault => (
            "mallen `{template}` misslyckades på sidan `{page}`: {reason}",
            "",
            "Kontrollera namnen som mallen använder på det här stället.",
        ),
        Code::UnknownTheme => (
            "det finns inget tema `{theme}`",
            "",
            "Använd `default`, eller skapa mappen `themes/{theme}`.",
        ),
    };
    Wording { message, label, help }
}

/// Returns what a code means.
pub fn explanation(code: Code) -> Explanation {
    let (summary, meaning) = match code {
        Code::NotUtf8 => (
            "En textfil är inte sparad som UTF-8.",
            "tillit läser texter som UTF-8, det sätt att spara bokstäver som alla system har gemensamt. En del äldre program sparar bokstäver som å, ä och ö på ett annat sätt, och då skulle de bli fel tecken.",
        ),
        Code::Utf16 => (
            "En textfil är sparad som UTF-16.",
            "En del program i Windows sparar texter så. tillit läser dem, men andra, till exempel program som jämför versioner, tar dem inte för text.",
        ),
        Code::TooLong => (
            "Något är större än vad tillit läser.",
            "Texter kommer från många händer, och en som är större än någon verklig text skulle stoppa de andra. Gränserna ligger långt över vad en verklig webbplats behöver; de står i ARCHITECTURE.md.",
        ),
        Code::ControlCharacter => (
            "En text innehåller ett styrtecken.",
            "Sådana tecken flyttade en gång papperet i skrivare och kommer in i texter med kopierade eller skadade filer. Ingen ser dem, men andra program snubblar på dem.",
        ),
        Code::HiddenCharacter => (
            "En text innehåller ett tecken som döljer något.",
            "En del tecken vänder texten eller visar ingenting alls, så att den som granskar kan läsa något annat än det som publiceras. Språk som skrivs från höger till vänster behöver några av dem: de som stängs på raden där de öppnas rapporteras inte.",
        ),
        Code::UnreadableFile => (
            "En fil går inte att läsa.",
            "Filen finns, men systemet låter inte tillit läsa den, eller så leder en länk på disken till ingenting eller i cirkel. Meddelandet säger varför.",
        ),
        Code::OutsideLink => (
            "En länk på disken leder ut ur webbplatsens mapp.",
            "Allt som en webbplats består av ligger i dess egen mapp. Då blir den likadan på alla datorer, och ingen annan fil kan publiceras av misstag.",
        ),
        Code::UnplacedFile => (
            "En fil ligger där tillit inte har någon användning för den.",
            "Vad en fil ska användas till framgår av dess namn och mapp. Den här passar inte in på någon regel och kommer därför inte med på webbplatsen.",
        ),
        Code::MisnamedFile => (
            "En fil heter nästan som en som tillit läser.",
            "Texter slutar på `.md` och data på `.yaml`, med små bokstäver. Vissa program skriver `.markdown`, `.MD` eller `.yml`, eller lägger till `.txt`, som systemet inte visar. En sådan fil läses inte, och det blir ingen sida av den.",
        ),
        Code::MissingLanguage => (
            "Namnet på en text säger inte vilket språk den är på.",
            "Varje text nämner sitt språk före ändelsen `.md`, så att översättningarna kan ligga bredvid. Utan det vet tillit inte vilka läsare texten är till för.",
        ),
        Code::MisnamedFrontPage => (
            "En text direkt i `content/` heter `index`.",
            "En artikel heter som sitt id: `trust.sv.md`, eller `index.sv.md` i en mapp `trust/`. En fil `index.sv.md` direkt i `content/` har ingen mapp som kan ge den namn. Startsidan och avdelningarnas sidor heter `_index.sv.md`.",
        ),
        Code::UnknownLanguage => (
            "Ett språk används som webbplatsen inte har.",
            "Webbplatsens språk står under `languages:` i `tillit.yaml`. Filnamn som `trust.sv.md` och texter på flera språk kan bara använda dem.",
        ),
        Code::RenamedLanguage => (
            "Ett språk är skrivet `no`.",
            "Norge har två skriftspråk, bokmål och nynorska, och läsarens program vill veta vilket det är. tillit läser `no` som bokmål.",
        ),
        Code::MissingConfig => (
            "Webbplatsen har ingen `tillit.yaml`.",
            "Det är den filen som gör en mapp till en webbplats. Den innehåller minst ett språk, med språkets namn och webbplatsens titel.",
        ),
        Code::MisnamedConfig => (
            "Filen med inställningarna heter något annat än `tillit.yaml`.",
            "tillit känner igen inställningarna på namnet `tillit.yaml`, med små bokstäver. Vissa program lägger till en ändelse som `.txt`, som systemet inte visar.",
        ),
        Code::MissingBaseUrl => (
            "Webbplatsen känner inte till sin egen adress.",
            "Sökmotorer, flöden och länkarna mellan språken behöver hela adresser. Utan `base_url:` nämner alla `http://localhost`, en plats som bara den här datorn har. `tillit serve` behöver den inte.",
        ),
        Code::YamlSyntax => (
            "Ett huvud eller en datafil är inte skriven som YAML kräver.",
            "YAML är sättet att skriva `nyckel: värde`, med en rad för varje. Oftast saknas ett citattecken, en rad har inte samma indrag som raderna omkring, eller en text innehåller ett kolon med blanksteg efter.",
        ),
        Code::UnclosedFrontMatter => (
            "Huvudet i en fil tar inte slut.",
            "Huvudet står mellan två rader `---` överst i filen. Utan den andra raden skulle hela texten höra till huvudet.",
        ),
        Code::MissingFrontMatter => (
            "En text har inget huvud.",
            "Varje text börjar med en rad `---`, åtminstone `title:`, och en andra rad `---`.",
        ),
        Code::UnknownKey => (
            "Det står en nyckel som inte kan stå där.",
            "Oftast är den felskriven, och då föreslås den nyckel som liknar den mest. tillit hoppar inte över okända nycklar, för då skulle det som de var till för saknas utan ett ord. Egna nycklar hör hemma under `extra:`.",
        ),
        Code::DuplicateKey => (
            "En nyckel står två gånger på samma ställe.",
            "Bara ett av de två värdena kunde gälla, och ingen skulle se vilket.",
        ),
        Code::MissingKey => (
            "En nyckel som måste finnas saknas.",
            "En del går inte att gissa, till exempel titeln på en text.",
        ),
        Code::EmptyValue => (
            "En nyckel som måste säga något är tom.",
            "Nyckeln finns där, men efter den står ingenting. En del går inte att gissa, till exempel titeln på en text.",
        ),
        Code::WrongType => (
            "Ett värde är av ett annat slag än väntat.",
            "Det står till exempel en lista där det ska vara en enda text, eller ett ord där det ska vara ett tal. Ett tal inom citattecken är en text.",
        ),
        Code::WrongValue => (
            "Ett värde kan inte användas för sin nyckel.",
            "Det är av rätt slag, men inte ett av dem som är möjliga: en dag som inte finns, en adress utan `https://`, ett ord som inte står på listan.",
        ),
        Code::Contradiction => (
            "Ett tal stämmer inte med det som är räknat, eller med det som följer av andra tal.",
            "Det säger hur många påståenden, svar eller steg det finns, eller var en poäng börjar och slutar; listorna och talen bredvid ger något annat. Ett av dem är fel, och då blir poängen också fel.",
        ),
        Code::RestrictedWording => (
            "Ordalydelsen i ett instrument står i uppgifterna, fast licensen inte släpper den fri.",
            "De flesta frågeformulär får bara användas med tillstånd av den som har rättigheterna. Ordalydelsen publiceras bara där uppgifterna säger att alla får publicera den; annars byggs inte webbplatsen med den.",
        ),
        Code::BadSlug => (
            "Ett namn kan inte vara en del av en adress.",
            "Adresser görs av `slug:`, annars av namnen på filer och mappar. De består av bokstäverna a till z, siffror och enkla bindestreck, så att de kan skrivas överallt.",
        ),
        Code::DuplicateId => (
            "Två filer gör anspråk på samma id.",
            "Id:t är namnet på en fil eller mapp, och länkar hittar fram med det. `trust.nb.md` och `trust/index.nb.md` skulle vara samma artikel på samma språk.",
        ),
        Code::DuplicateAddress => (
            "Två sidor, eller en sida och en fil, har samma adress.",
            "Bara en av dem kunde publiceras. Adresser kommer från `slug:`, annars från filens namn; gamla adresser under `aliases:` och filerna i `static/` räknas också.",
        ),
        Code::SimilarAddress => (
            "Två adresser är samma sak för många system.",
            "De skiljer sig bara i stora och små bokstäver, eller i hur en bokstav som `å` är sparad. På Windows och macOS skulle den ena filen skrivas över den andra.",
        ),
        Code::FileForFolder => (
            "En fil står där det måste vara en mapp.",
            "En sida på `/sv/trust/` är en fil i en mapp `trust`, så ingenting annat kan vara en fil med det namnet.",
        ),
        Code::BadName => (
            "En sida eller fil har ett namn som en del system inte tar emot.",
            "En webbplats ska vara likadan på alla datorer. Windows reserverar namn som `con` och `aux` för enheter, och tar inte emot namn som slutar på punkt eller blanksteg, eller som innehåller något av tecknen `< > : \" ? * |`.",
        ),
        Code::UnknownPerson => (
            "En person nämns som inte står i `content/people.yaml`.",
            "Författare och granskare nämns med sina id:n. De är de yttersta nycklarna i `content/people.yaml`.",
        ),
        Code::UnknownSubject => (
            "Ett ämne nämns som inte står i `content/subjects.yaml`.",
            "Ämnen nämns med sina id:n. De är de yttersta nycklarna i `content/subjects.yaml`.",
        ),
        Code::RepeatedStep => (
            "En lärstig nämner samma sida två gånger.",
            "Sidan talar om för läsarna vilken del av lärstigen den är och vad som kommer sedan; det kan bara vara en. Det första stället gäller.",
        ),
        Code::AmbiguousTerm => (
            "Två begrepp i ordlistan har ett namn gemensamt.",
            "Texter länkar till ett begrepp där de använder något av dess namn: själva begreppet, en form, en synonym. Har två begrepp ett namn gemensamt går länken till det första efter id, om inte det andra självt heter så.",
        ),
        Code::BadAlias => (
            "En gammal adress är inte skriven som en hel sökväg.",
            "`aliases:` räknar upp adresser där sidan stod förr; den som går dit leds vidare. Var och en börjar med `/` och innehåller varken `?`, `#` eller `%`.",
        ),
        Code::BadRecord => (
            "Loggen till en översättning har ändrats, eller innehåller båda sidorna av en sammanslagning.",
            "Bredvid en översättning ligger dess logg: vad originalet sade när det översattes, ett block på varje rad. Bara `tillit translated` skriver den. En rad som inte kan läsas räknas inte, så översättningen kan verka föråldrad utan att vara det.",
        ),
        Code::StrayRecord => (
            "En översättningslogg ligger inte bredvid någon text.",
            "Loggen till `index.de.md` heter `index.de.original.txt` och ligger i samma mapp. När texten byter namn, flyttas eller tas bort måste loggen följa med.",
        ),
        Code::DroppedHtml => (
            "HTML i en text utelämnas.",
            "Bara ofarlig HTML släpps igenom, så att ingen text kan ändra sidan omkring sig eller göra något i läsarens webbläsare. Resten utelämnas, och det sägs till om det.",
        ),
        Code::DuplicateHeadingId => (
            "Två rubriker på en sida har samma id.",
            "Id:t i `{#…}` är det som länkar leder till, så det kan bara användas en gång på en sida.",
        ),
        Code::MissingReferenceDefinition => (
            "En länk använder ett märke som inte är förklarat.",
            "`[text][märke]` får sin adress från en rad `[märke]: adress` i samma fil. Utan den raden ser läsarna hakparenteserna.",
        ),
        Code::UnknownDirective => (
            "Ett direktiv är okänt.",
            "En rad som börjar med `::` och ett namn ber om något som Markdown inte har. Antingen är namnet felskrivet, eller så finns det inget sådant direktiv.",
        ),
        Code::MissingAttribute => (
            "Ett direktiv saknar något som det behöver.",
            "Det som ett direktiv måste få veta står inom klammerparenteser: `::chart{data=fynd.yaml type=forest}` anger i vilken fil talen står och hur de ska ritas. Inget av det går att gissa.",
        ),
        Code::UnclosedDirective => (
            "Ett direktiv med text i tar inte slut.",
            "En rad som `:::faq` börjar en del av texten, och en rad `:::` avslutar den.",
        ),
        Code::MissingQuestion => (
            "Frågor och svar saknar en fråga.",
            "I `:::faq` är varje rubrik en fråga, och det som följer är svaret. Sökmotorer får veta båda. Text som inte hör till någon fråga skulle ingen få veta om.",
        ),
        Code::UnknownFootnote => (
            "En fotnot har ingen text.",
            "`[^namn]` hänvisar till en rad `[^namn]: …` i samma fil, och den saknas.",
        ),
        Code::UnusedFootnote => (
            "Ingenting hänvisar till en fotnot.",
            "Det finns en rad `[^namn]: …`, men inget `[^namn]` i texten. En fotnot visas bara där texten pekar på den, så den här visas inte alls.",
        ),
        Code::DuplicateFootnote => (
            "En fotnot har två texter.",
            "Två rader börjar med samma `[^namn]: …`. Bara den första visas.",
        ),
        Code::BadMath => (
            "En formel går inte att läsa.",
            "Mellan två `$` står en formel så som LaTeX skriver den. Oftast är en klammerparentes inte stängd eller ett kommando felskrivet. Ett dollartecken som inte börjar en formel skrivs `\\$`.",
        ),
        Code::UnsafeLink => (
            "En länk leder inte till en sida eller en fil.",
            "En länk som börjar med `javascript:` eller liknande skulle göra något i läsarens webbläsare i stället för att leda någonstans.",
        ),
        Code::DeadLink => (
            "En länk leder ingenstans.",
            "En länk nämner en artikel med dess id, som `article:rupture`, eller en fil med dess sökväg från filen som länken står i. Ingenting heter så på något av webbplatsens språk.",
        ),
        Code::UnpublishedLink => (
            "En länk leder till en text som inte är publicerad.",
            "Texten finns, men den är ett utkast eller har ett datum som inte har kommit än. Läsarna skulle inte hitta något bakom länken. Med `--drafts` och `--future` publicerar tillit även sådana texter, för den som vill se dem först.",
        ),
        Code::DeadAnchor => (
            "En länk leder till en rubrik som inte finns på sidan.",
            "Efter `#` står id:t för en rubrik: det som är angivet i `{#…}`, annars ett som är gjort av orden i den.",
        ),
        Code::MissingImage => (
            "En bild finns inte.",
            "En bild söks från filen som visar den. Stora och små bokstäver är olika bokstäver.",
        ),
        Code::UnreadableImage => (
            "Storleken på en bild går inte att läsa.",
            "Bredd och höjd står i sidan, så att ingenting hoppar medan den laddas. Filen kan vara skadad, eller vara något annat än vad namnet säger.",
        ),
        Code::UnshownImage => (
            "En bild har ett format som de flesta webbläsare inte visar.",
            "Många telefoner sparar foton som HEIC, och skannrar sparar sidor som TIFF. De flesta läsare skulle få se beskrivningen av bilden i stället för bilden.",
        ),
        Code::BrokenImage => (
            "En bild är skadad.",
            "Den går inte att läsa till slutet och kan därför inte göras mindre för små skärmar. Kanske kopierades den inte färdigt, eller så är den något annat än vad namnet säger.",
        ),
        Code::HugeImage => (
            "En bild har fler bildpunkter än någon kan se.",
            "Den publiceras som den är, utan mindre storlekar för mindre skärmar, och läsarna laddar ner allt.",
        ),
        Code::UnsafeDrawing => (
            "En teckning innehåller något som inte ritar.",
            "En teckning i SVG kan innehålla program, sidor och filer från andra ställen. Inget av detta publiceras: teckningen visas utan det.",
        ),
        Code::UnknownReference => (
            "Ett verk anges som inte står i `content/references.bib`.",
            "`[@nyckel]` nämner ett verk med dess nyckel i den filen.",
        ),
        Code::BadBibliography => (
            "Referenslistan går inte att läsa.",
            "`content/references.bib` innehåller verk så som BibLaTeX skriver dem: `@article{nyckel, title = {…}, …}`. Oftast saknas en klammerparentes eller ett kommatecken. `content/references.yaml` innehåller verk i YAML så som hayagriva skriver dem. De verk som går att läsa används.",
        ),
        Code::BadStyle => (
            "En referensstil går inte att läsa.",
            "`citations: {style: content/egen.csl}` nämner en fil i CSL, version 1.0. Den ska vara för hänvisningar i texten, med namn eller siffror, och ha en `<bibliography>`. Så länge den inte går att läsa hänvisas enligt APA.",
        ),
        Code::BrokenLetters => (
            "Ett ord har trasiga bokstäver.",
            "Bokstäver som å och ü lagras i två byte. Har ett program någon gång läst dem som två bokstäver, har `på` blivit `pÃ¥`. tillit visar vad ordet troligen var.",
        ),
        Code::WrongLanguage => (
            "En text är på ett annat språk än den borde.",
            "En skärmläsare skulle läsa den med fel röst, och en sökmotor skulle visa den för fel läsare. tillit ser på de vanligaste orden och säger bara till där de inte lämnar något tvivel.",
        ),
        Code::EmptyHeading => (
            "En rubrik har inga ord.",
            "Skärmläsare hoppar från rubrik till rubrik; en tom leder läsaren till ingenting.",
        ),
        Code::SecondTitle => (
            "En rubrik på första nivån står i texten.",
            "Första nivån är sidans titel, och varje sida har en. Textens rubriker börjar på andra nivån.",
        ),
        Code::HeadingJump => (
            "En rubrik hoppar över en nivå.",
            "Rubrikerna visar hur en sida är uppbyggd. Den som hör sidan tror att något saknas när en nivå saknas.",
        ),
        Code::MissingAlt => (
            "En bild har ingen beskrivning.",
            "Den som inte ser bilden hör beskrivningen i stället. En bild som bara är prydnad behöver ingen, men säger det med två citattecken: då hoppas den över.",
        ),
        Code::EmptyLink => (
            "En länk har ingen text.",
            "Ingen kan se eller höra en sådan länk, men tangentbordet stannar vid den.",
        ),
        Code::VagueLink => (
            "En länktext säger inte vart länken leder.",
            "Många läsare går från länk till länk, eller får en lista över dem uppläst; där säger ”klicka här” ingenting. En adress som text stavas bokstav för bokstav.",
        ),
        Code::OtherLanguage => (
            "En länk leder till ett annat språk än läsarens.",
            "En länk till en fil gäller bara den översättningen; en länk till ett id eller en mapp leder till läsarens språk där sidan finns på det.",
        ),
        Code::LongDescription => (
            "En beskrivning är för lång.",
            "Beskrivningar står i listor och i det som sökmotorer visar. Där klipps de efter några rader, och resten blir inte läst.",
        ),
        Code::HardText => (
            "En text är svårare att läsa än målet för avdelningen tillåter.",
            "Formler räknar ord, stavelser och meningar; de ser inte om en text är begriplig. Som en varning för att meningarna har blivit långa duger de, och målet är webbplatsens eget.",
        ),
        Code::AvoidedWord => (
            "En text använder ett ord som ordlistan säger ska undvikas.",
            "Under `avoid:` nämner ordlistan ord som inte ska användas om ett begrepp: de betyder något annat, eller så sårar de. Böjda former räknas med; citat och kod gör det inte.",
        ),
        Code::MarkdownSlip => (
            "Ett tecken i Markdown har ingen verkan, eftersom något saknas.",
            "Det som nästan ser ut som Markdown är vanlig text, och läsarna ser tecknen. Ofta saknas ett mellanslag, eller så finns det ett för mycket.",
        ),
        Code::BadHost => (
            "En länk leder till en webbplats som inte kan finnas.",
            "Delen av adressen före det första enkla snedstrecket är webbplatsens namn. Med andra tecken i, till exempel ett kommatecken, hittar ingen webbläsare den.",
        ),
        Code::UndatedReview => (
            "En granskning har inget datum.",
            "En granskning säger hur en sida var en viss dag. Utan dagen vet läsarna inte vad den är värd nu.",
        ),
        Code::OverdueReview => (
            "Granskningen av en sida är försenad.",
            "Den som skrev `review_due:` ville att sidan skulle ses över igen till den dagen. Läsare litar på den som om det hade gjorts.",
        ),
        Code::OutdatedCourse => (
            "Statusen för en kurs stämmer inte längre med dagens datum.",
            "Ingen kan anmäla sig efter sista anmälningsdagen, och det som var planerat till dagar som har passerat har antingen genomförts eller ställts in. Listorna flyttar själva en kurs som är över till de tidigare; vad det blev av den vet bara du.",
        ),
        Code::DuplicateTitle => (
            "Två sidor i samma avdelning har samma titel.",
            "I listor, i sökträffar och i webbläsarens flikar kan ingen skilja dem åt.",
        ),
        Code::MisnamedSection => (
            "Det ligger andra texter i en artikels mapp.",
            "`index.sv.md` är en artikel som har mappen för sig själv, med sina bilder och filer. Sidan för en avdelning, som listar texterna i sin mapp, heter `_index.sv.md`. Utan den hör texterna till avdelningen ovanför.",
        ),
        Code::OrphanPage => (
            "Ingen väg leder till en sida.",
            "Från startsidorna kan läsarna inte nå sidan genom länkar, listor och menyer. Att den finns på ett annat språk är inget sätt att hitta den.",
        ),
        Code::UnusedFile => (
            "En fil bredvid texterna används inte.",
            "Filer bredvid texterna publiceras. En som ingen text visar eller länkar till hittar ingen; kanske är den glömd, eller så är namnet felstavat där den borde stå.",
        ),
        Code::UnusedSubject => (
            "Ingen sida handlar om ett ämne.",
            "Varje ämne i `content/subjects.yaml` har en egen sida som listar det som handlar om det. Den här listar ingenting.",
        ),
        Code::MissingTerm => (
            "Ett begrepp i ordlistan saknas på ett av webbplatsens språk.",
            "Det har ingen sida på det språket, och texter på språket länkar inte till det.",
        ),
        Code::UncitedReference => (
            "Ingenting hänvisar till ett verk i referenslistan.",
            "Ingen text och inga data nämner nyckeln. Läsarna ser det bara i webbplatsens referenslista.",
        ),
        Code::DeadExternal => (
            "En länk till en annan webbplats är död.",
            "Med `--external` frågar tillit de andra webbplatserna. Den här säger att sidan är borta (404 eller 410), eller så finns ingen webbplats med det namnet (DNS).",
        ),
        Code::UncheckedExternal => (
            "Några länkar till andra webbplatser kunde inte kontrolleras.",
            "De kan mycket väl leva. Många webbplatser svarar bara webbläsare; andra svarade inte i tid, två gånger.",
        ),
        Code::TemplateSyntax => (
            "En mall är inte skriven som den måste vara.",
            "Mallar är HTML med `{{ … }}` och `{% … %}`, så som Tera skriver dem. Så länge en av dem inte går att läsa kan ingen sida göras.",
        ),
        Code::TemplateFault => (
            "En mall misslyckades när en sida gjordes.",
            "Den nämner till exempel något som den här sidan inte har. Samma fel meddelas inte en gång till för andra sidor.",
        ),
        Code::UnknownTheme => (
            "Temat som nämns i `tillit.yaml` finns inte.",
            "`theme:` nämner en mapp under `themes/`, eller `default`, temat som följer med tillit.",
        ),
    };
    Explanation { summary, meaning }
}

/// Returns the text of a phrase.
pub fn phrase(phrase: Phrase) -> &'static str {
    match phrase {
        Phrase::ColonMisplaced => {
            "här står ett kolon där det inte kan stå; en text med `: ` i behöver citattecken"
        }
        Phrase::QuoteUnclosed => "ett citattecken är inte stängt",
        Phrase::BraceUnclosed => "en klammerparentes `{` är inte stängd, eller ett kommatecken saknas",
        Phrase::BracketUnclosed => "en hakparentes `[` är inte stängd, eller ett kommatecken saknas",
        Phrase::ColonInBrackets => {
            "det står ett kolon inom parenteser; kanske är en `[` eller `{` inte stängd"
        }
        Phrase::BlankMissing => "ett blanksteg saknas efter `:` eller `-`",
        Phrase::BracketOrIndentation => "en `[` eller `{` är inte stängd, eller raden efter har inget indrag",
        Phrase::BracketTooMany => "det finns en stängande parentes för mycket",
        Phrase::StarNeedsQuotes => "en text som börjar med `*` behöver citattecken",
        Phrase::AmpersandNeedsQuotes => "en text som börjar med `*` eller `&` behöver citattecken",
        Phrase::ExclamationNeedsQuotes => "en text som börjar med `!` behöver citattecken",
        Phrase::PercentNeedsQuotes => "en text som börjar med `%` behöver citattecken",
        Phrase::SignNeedsQuotes => "en text kan inte börja med det här tecknet utan citattecken",
        Phrase::BackslashTwice => "ett omvänt snedstreck mellan dubbla citattecken måste skrivas två gånger",
        Phrase::AfterClosingQuote => "det står något efter det sista citattecknet",
        Phrase::ItemMisplaced => "en listpunkt `- ` kan inte stå här; börja den på en egen rad",
        Phrase::Indentation => "raden har inte samma indrag som raderna omkring",
        Phrase::IndentationOrHyphen => {
            "raden har inte samma indrag som raderna omkring, eller ett `- ` saknas"
        }
        Phrase::IndentationOrQuote => {
            "raden har inte samma indrag som raderna omkring, eller det står något efter ett sista citattecken"
        }
        Phrase::ColonMissing => "det står en rad utan kolon bland nycklarna",
        Phrase::KeyMisplaced => "en nyckel kan inte stå här",
        Phrase::TextOnNextLine => "efter `|` eller `>` börjar texten på nästa rad",
        Phrase::EndMarkMisplaced => "en rad `---` eller `...` står där den inte kan stå",
        Phrase::RepeatsTooMuch => "hänvisningarna `*…` upprepar mer än den här filen får rymma",
        Phrase::TooDeep => "listor eller nycklar står för djupt inuti varandra",
        Phrase::DeeperThan => "listor eller nycklar står mer än {most} nivåer djupt inuti varandra",
        Phrase::HyphenNeedsBlank => {
            "efter ett `-` måste det stå ett blanksteg, eller så måste texten stå inom citattecken"
        }
        Phrase::EndsTooEarly => "texten slutar för tidigt",
        Phrase::SecondDocument => {
            "efter en rad `---` eller `...` börjar ett andra dokument; en fil rymmer bara ett"
        }
        Phrase::KeyTwice => "en nyckel står här två gånger",
        Phrase::TabMisplaced => "det står en tabb där det bara kan stå blanksteg",
        Phrase::NotYaml => "raden är inte vad YAML kräver på det här stället",
        Phrase::CloseQuote => "Skriv samma citattecken i slutet av texten.",
        Phrase::CloseBracket => {
            "Stäng parentesen, sätt kommatecken mellan delarna, eller sätt citattecken runt hela texten."
        }
        Phrase::IndentLine => {
            "Ge raden samma indrag som raderna omkring, med blanksteg och aldrig med tabbar."
        }
        Phrase::QuoteText => "Sätt citattecken runt texten.",
        Phrase::LookAtYaml => {
            "Kontrollera indragen (blanksteg, aldrig tabbar) och sätt citattecken runt en text som innehåller `: ` eller börjar med ett tecken som `@`, `*` eller `[`."
        }
        Phrase::WholeNumber => "ett heltal",
        Phrase::WholeNumberFrom => "ett heltal, {least} eller mer",
        Phrase::WholeNumberBetween => "ett heltal från {least} till {most}",
        Phrase::Number => "ett tal",
        Phrase::NumberBetween => "ett tal från {least} till {most}",
        Phrase::NumberAtLeast => "ett tal som är minst {least}",
        Phrase::NumberAtMost => "ett tal som är högst {most}",
        Phrase::NumberAbove => "ett tal över {least}",
        Phrase::Text => "en text",
        Phrase::Letter => "en enda bokstav",
        Phrase::YesOrNo => "ja eller nej (`true` eller `false`)",
        Phrase::List => "en lista",
        Phrase::EmptyList => "en tom lista",
        Phrase::ListOf => "en lista med {count} punkt | en lista med {count} punkter",
        Phrase::Keys => "en uppsättning nycklar med värden",
        Phrase::Nothing => "ingenting",
        Phrase::OtherForm => "en annan form av värde",
        Phrase::OneOf => "en av dessa: {known}",
        Phrase::DateSuchAs => "ett datum som 2026-05-17",
        Phrase::DateUpTo => "ett datum till och med {date}",
        Phrase::TimeSuchAs => "ett klockslag som 09:30",
        Phrase::TimeUpTo => "ett klockslag till och med {time}",
        Phrase::TimeAfter => "ett klockslag efter {time}",
        Phrase::TimeThatExists => "ett klockslag som finns den här dagen: klockan ställs fram förbi detta",
        Phrase::ZoneSuchAs => "en tidszon som Europe/Oslo",
        Phrase::AmountSuchAs => "ett belopp som 500 eller 290.50",
        Phrase::CurrencySuchAs => "en valuta som NOK, EUR eller SEK",
        Phrase::CountrySuchAs => "ett land som NO, DE eller SE",
        Phrase::EmailSuchAs => "en adress som post@example.org",
        Phrase::DayThatExists => "en dag som finns; {day} finns inte",
        Phrase::AddressSuchAs => "en adress som https://example.org",
        Phrase::ReportAddressSuchAs => {
            "en adress som https://example.org/fel?sida={url} eller mailto:redaktion@example.org"
        }
        Phrase::OrcidSuchAs => "ett ORCID iD med rätt sista siffra, som 0000-0002-1825-0097",
        Phrase::ListSuchAs => {
            "`home`, `subjects`, `people` eller ett namn som `section:articles`, `subject:…`, `person:…`"
        }
        Phrase::StepSuchAs => {
            "något att läsa, som `article:rupture`, `instrument:wai-sr`, `course:2014` eller `term:alliance`"
        }
        Phrase::SectionSuchAs => "`home` eller namnet på en avdelning, som `section:articles`",
        Phrase::ReadabilityOfTexts => {
            "Hur svåra texterna är att läsa (LIX och WSTF 1, den första Wiener Sachtextformel: mer är svårare; Amstad och Flesch: mindre är svårare; `!`: svårare än målet)"
        }
        Phrase::WriteShorter => {
            "Kortare meningar och färre långa ord hjälper mest: nu har en mening {words} ord i genomsnitt, och {long} % av orden har fler än sex bokstäver."
        }
        Phrase::Decimal => "{whole},{tenths}",
        Phrase::TextOrTexts => "en text eller en lista med texter",
        Phrase::LanguageTagSuchAs => "en språkkod, till exempel nb, de, sv, en eller fr",
        Phrase::FileBeside => "namnet på en YAML-fil bredvid texten, till exempel fynd.yaml",
        Phrase::OtherLanguageTag => "koden för ett annat språk som texten finns på",
        Phrase::OnlyIfOpen => "nej, om inte licensen har statusen `open`",
        Phrase::FoundYesOrNo => "ja eller nej (`{value}`)",
        Phrase::FoundNumber => "talet `{value}`",
        Phrase::FoundText => "texten `{value}`",
        Phrase::FoundQuotedText => "texten `{value}` inom citattecken",
        Phrase::NoneKnown => "inga",
        Phrase::ThisFile => "den här filen",
        Phrase::HeadingNeedsBlank => "efter `{marks}` saknas ett mellanslag, så det blir ingen rubrik",
        Phrase::LinkHasBlank => {
            "mellan `]` och `(` får det inte stå något mellanslag, så det blir ingen länk"
        }
        Phrase::BoldUnclosed => "`**` är inte avslutat, eller så står en bokstav direkt efter det sista",
        Phrase::TableNeedsLine => {
            "en tabell behöver en rad `|---|---|` under den första raden, med lika många celler"
        }
        Phrase::HeaderAbsent => "en rad `---` saknas",
        Phrase::HeaderBelowBlank => "det står en tom rad före `---`",
        Phrase::HeaderWithDash => "den första raden är `{line}`, inte tre bindestreck",
        Phrase::IsDraft => "den är ett utkast",
        Phrase::DatedLater => "den är daterad {date}",
        Phrase::HtmlInDescription => "den står i beskrivningen av en bild",
        Phrase::HtmlDeclaration => {
            "deklarationer släpps inte igenom, och inte heller en kommentar utan sitt slut `-->`"
        }
        Phrase::HtmlRefused => "den här webbplatsen tar inte emot HTML",
        Phrase::HtmlInParagraph => "den kan inte stå inuti ett stycke",
        Phrase::HtmlTooDeep => "den ligger för djupt inuti annan HTML",
        Phrase::HtmlAttribute => "attributet `{attribute}` släpps inte igenom",
        Phrase::HtmlElement => "det här elementet släpps inte igenom",
        Phrase::LinkInCircle => "länken leder tillbaka till en mapp som den själv ligger i",
        Phrase::LinkToNothing => "länken leder till ingenting",
        Phrase::LinkToItself => "länken går inte att följa; kanske leder den tillbaka till sig själv",
        Phrase::NotPermitted => "du får inte läsa den",
        Phrase::NoLongerThere => "den finns inte längre",
        Phrase::NameNotText => "namnet är inte sparat som UTF-8-text",
        Phrase::NameDeceptive => {
            "namnet innehåller en radbrytning, ett styrtecken eller ett tecken som vänder textens riktning"
        }
        Phrase::PathTooLong => "sökvägen som börjar så är längre än 1000 byte",
        Phrase::NotAFile => "den är ingen fil utan en kanal eller en enhet",
        Phrase::NameOfDevice => "Windows reserverar det här namnet för en enhet",
        Phrase::NameOfFolder => "det är namnet på en mapp, inte på en fil",
        Phrase::NameEndsInDot => "Windows tar inte emot namn som slutar på punkt eller blanksteg",
        Phrase::NameUnseen => "det innehåller ett omvänt snedstreck eller ett tecken som ingen kan se",
        Phrase::NameOfSigns => "Windows tar inte emot namn med något av tecknen `< > : \" ? * |`",
        Phrase::NameTooLong => "det är längre än 255 byte",
        Phrase::SystemSays => "systemet säger ”{said}”",
        Phrase::SystemSaysNothing => "systemet säger inte varför",
        Phrase::GroupUnbalanced => "en parentes eller miljö är inte öppnad eller inte stängd",
        Phrase::UnknownEnvironment => "det finns ingen miljö med det namnet",
        Phrase::DollarInFormula => "ett `$` kan inte stå inuti en formel",
        Phrase::HashInFormula => "ett `#` kan inte stå här; skriv `\\#`",
        Phrase::UnknownCommand => "ett kommando är okänt",
        Phrase::ArgumentMissing => "det som ett kommando behöver efter sig saknas",
        Phrase::ScriptTwice => {
            "två `_` eller två `^` hör till samma tecken; sätt klammerparenteser runt en av delarna"
        }
        Phrase::DelimiterMissing => "en parentes saknas efter `\\left`, `\\right` eller liknande",
        Phrase::UnknownColour => "det finns ingen färg med det namnet",
        Phrase::AlignmentMisplaced => "`&` och `\\\\` kan bara stå i en miljö med kolumner eller rader",
        Phrase::FormulaTooLong => "den är för lång",
        Phrase::FormulaTooDeep => "den har för mycket inuti vartannat",
        Phrase::FormulaDefines => "det går inte att göra egna kommandon i den",
        Phrase::FormulaBeyond => "den är mer än vad som går att visa",
        Phrase::ReferenceEndsTooEarly => "posten slutar för tidigt; kanske är en klammerparentes inte stängd",
        Phrase::SignMissing => "här saknas `{sign}`",
        Phrase::NameMissing => "här saknas ett namn",
        Phrase::SignMisplaced => "`{sign}` kan inte stå här",
        Phrase::UnknownAbbreviation => "förkortningen `{name}` är inte förklarad",
        Phrase::ReferenceKeyTwice => "nyckeln `{key}` används två gånger",
        Phrase::NoSuchDay => "det finns ingen sådan dag eller månad",
        Phrase::ReferenceValue => "ett tal, ett datum eller ett val i den är inte skrivet som det ska",
        Phrase::Said => "”{said}” (på engelska)",
        Phrase::TemplateTooSlow => {
            "Mallen `{template}` tog mer än {most} sekunder för sidan `{page}`, så tillit stannade. Leta efter loopar i loopar. Det som var publicerat sedan tidigare är orört."
        }
        Phrase::TemplateTooGreedy => {
            "Mallen `{template}` tog mer än {most} MB minne för sidan `{page}`, så tillit stannade. Leta efter texter som växer i en loop. Det som var publicerat sedan tidigare är orört."
        }
        Phrase::TemplateStopped => {
            "den tog mer tid eller minne än någon sida kan behöva, så servern började om utan den; den provas igen så snart en mall ändras"
        }
        Phrase::CannotMakeFolder => "mappen `{path}` kan inte skapas: {reason}",
        Phrase::CannotWrite => "`{path}` kan inte skrivas: {reason}",
        Phrase::CannotRead => "`{path}` kan inte läsas: {reason}",
        Phrase::CannotRemove => "`{path}` kan inte tas bort: {reason}",
        Phrase::CannotLock => "`{path}`, som håller andra byggen borta, kan inte användas: {reason}",
        Phrase::CannotPublish => "den nya webbplatsen kan inte läggas i `{path}`: {reason}",
        Phrase::CannotPutBack => "den gamla webbplatsen kan inte läggas tillbaka från `{path}`: {reason}",
        Phrase::OldRemains => {
            "den nya webbplatsen är publicerad, men den gamla, nu i `{path}`, kan inte tas bort: {reason}"
        }
        Phrase::OutputOverlaps => {
            "mappen som webbplatsen ska skrivas till, `{folder}`, överlappar med källorna i `{sources}`; välj en annan mapp"
        }
        Phrase::OutputNotOurs => {
            "mappen som webbplatsen ska skrivas till, `{folder}`, innehåller filer och är inte gjord av tillit; välj en tom eller ny mapp"
        }
        Phrase::OutputNotAFolder => "webbplatsen kan inte skrivas till `{folder}`",
        Phrase::OutputBusy => "ett annat bygge skriver till `{folder}` just nu; vänta tills det är klart",
        Phrase::OutputBusyBy => {
            "ett annat bygge (process {process}) skriver till `{folder}` just nu; vänta tills det är klart"
        }
        Phrase::OutputBound => {
            "mappen som webbplatsen ska skrivas till, `{folder}`, är bunden till sin plats, som en monteringspunkt är, och kan inte bytas ut; välj en mapp inuti den"
        }
        Phrase::OutputBadPath => "ingen sida eller fil kan skrivas till sökvägen `{path}`",
        Phrase::OutputTwice => "två sidor eller filer har sökvägen `{path}`",
        Phrase::OutputInTheWay => {
            "`{path}` är inte gjord av tillit och står där en sida ska skrivas; flytta den, eller ge sidan ett annat namn"
        }
        Phrase::OutputGone => "`{path}` finns inte längre i mappen som webbplatsen skrivs till",
        Phrase::RootUnreadable => "webbplatsens mapp `{folder}` kan inte läsas: {reason}",
        Phrase::NoPortFree => "ingen port från {port} och uppåt är ledig; välj en annan med `--port`",
        Phrase::CannotListen => "webbplatsen kan inte visas på {address}: {reason}",
        Phrase::CannotWatch => "ändringar i mappen `{folder}` kan inte märkas: {said}",
        Phrase::WatchLimit => {
            "systemet övervakar inte fler mappar samtidigt; på Linux höjer `sysctl fs.inotify.max_user_watches=524288` gränsen"
        }
        Phrase::LooksInstead => {
            "Ändringar letas efter två gånger i sekunden, eftersom systemet inte meddelar dem: {reason}"
        }
        Phrase::OwnFault => {
            "Här har tillit självt ett fel. Det som visades förut visas fortfarande; rapportera det som står ovan."
        }
        Phrase::AddressUnreadable => "Den här adressen kan inte läsas.",
        Phrase::OnlyLocalhost => {
            "Den här servern svarar bara dem som skriver webbplatsen, på localhost eller på adressen i siffror."
        }
        Phrase::OnlyGet => "Bara GET och HEAD besvaras.",
        Phrase::NoSuchPage => "Sidan finns inte.",
        Phrase::SystemRefuses => "systemet tillåter det inte",
        Phrase::DiskFull => "disken är full",
        Phrase::DiskReadOnly => "disken kan läsas men inte skrivas till",
        Phrase::FileTooLarge => "filen är för stor för systemet",
        Phrase::LinkInTheWay => "den är en symbolisk länk; ta bort den",
        Phrase::NothingThere => "det finns ingen sådan fil eller mapp",
        Phrase::TemplateBranches => "den har fler än {most} `elif`",
        Phrase::TemplateMissing => "det finns ingen mall `{name}`",
        Phrase::TemplateInItself => "`{name}` använder sig själv eller för många andra: {way}",
        Phrase::PageTooLong => "sidan skulle bli längre än {most} MB",
        Phrase::ReferencesTooLong => "filen är längre än {most} MB; dela upp den",
        Phrase::ReferencesInCircle => "`crossref` eller `xdata` går i cirkel eller genom för många poster",
        Phrase::ReferencesTooMuch => "med alla förkortningar och korsreferenser utskrivna är filen för lång",
        Phrase::StyleSuchAs => {
            "namnet på en stil, till exempel `apa`, `vancouver` eller `ieee`, eller sökvägen till en fil, till exempel `content/egen.csl`"
        }
        Phrase::StyleInText => "en stil som hänvisar i texten; den här hänvisar i fotnoter",
        Phrase::StyleWithList => "en stil med referenslista; den här har ingen",
        Phrase::StyleFile => "sökvägen till en `.csl`-fil i `content`",
        Phrase::NotAStyle => "det står ingen `<style>` runt det hela",
        Phrase::TagUnclosed => "här börjar en tagg som inte slutar",
        Phrase::TagNotClosed => "`<{element}>` är inte stängt",
        Phrase::TagNotOpened => "`</{element}>` stänger något som inte är öppnat",
        Phrase::StyleTooLong => "filen är längre än {most} MB",
        Phrase::TagTooLong => "en tagg är längre än {most} kB",
        Phrase::StyleTooDeep => "element står mer än {most} nivåer i varandra",
        Phrase::StyleTooMuch => "med makrona utskrivna har den mer än {most} element",
        Phrase::MacroUnknown => "det finns inget makro `{macro}`",
        Phrase::MacroInCircle => "makrot använder sig självt",
        Phrase::StyleElement => "`<{element}>` är inte som CSL har det",
        Phrase::StyleOfNotes => "den hänvisar i fotnoter; använd en stil som hänvisar i texten",
        Phrase::StyleWithoutList => "den har ingen `<bibliography>`, men läsarna behöver referenslistan",
        Phrase::StyleOfAnother => "den nämner bara en annan stil, {parent}; använd den",
        Phrase::NoQuestion => "har ingen rubrik i sig, så det frågas inte om något",
        Phrase::TextBeforeQuestion => "börjar med text som inte står under någon fråga",
        Phrase::BracesTooDeep => "klammerparenteser står mer än {most} nivåer i varandra",
        Phrase::FieldTooLong => {
            "fältet är längre än {bytes} kB eller har fler än {pieces} grupper i klammerparenteser eller delar"
        }
        Phrase::AbbreviationsInCircle => "förkortningarna går i cirkel eller genom för många andra",
        Phrase::ReferredKeyPlain => "en nyckel som det hänvisas till måste vara utan tecken från TeX",
        Phrase::Error => "fel",
        Phrase::Warning => "varning",
        Phrase::Note => "obs",
        Phrase::Help => "råd",
        Phrase::DidYouMean => "menade du `{guess}`?",
        Phrase::TheOther => "även här",
        Phrase::AndMore => "och {count} till",
        Phrase::AndMoreOfKind => "och {count} till av detta slag i den här filen",
        Phrase::Errors => "{count} fel | {count} fel",
        Phrase::Warnings => "{count} varning | {count} varningar",
        Phrase::WrongExample => "Fel:",
        Phrase::MendedExample => "Rätt:",
        Phrase::ReadingFiles => "Läser filer",
        Phrase::ReadingTexts => "Läser texter",
        Phrase::MakingPages => "Skapar sidor",
        Phrase::BuildDone => {
            "Sidor: {pages}. Filer: {written} skrivna, {unchanged} oförändrade, {removed} borttagna. Tid: {seconds} s."
        }
        Phrase::NotPublished => {
            "Webbplatsen har fel, så ingenting publicerades. Det som var publicerat sedan tidigare är orört."
        }
        Phrase::Stopped => "Stoppat. Det som var publicerat sedan tidigare är orört.",
        Phrase::CheckDone => "Sidor: {pages}. Ingenting skrevs. Tid: {seconds} s.",
        Phrase::NothingWrong => "Inga fel hittades.",
        Phrase::WarningsDenied => "Med `--deny warnings` räknas varningar som fel.",
        Phrase::PortTaken => "Port {port} är upptagen av ett annat program.",
        Phrase::SiteIsAt => "Webbplatsen finns på {url} (Ctrl-C avslutar).",
        Phrase::OthersSee => "Alla i samma nätverk kan också se webbplatsen, även ofärdiga texter.",
        Phrase::OthersSeeAt => "Alla i samma nätverk kan också se webbplatsen, även ofärdiga texter: {url}",
        Phrase::UpToDate => "Webbplatsen är uppdaterad.",
        Phrase::LookedAt => "{count} av {total} sidor genomgångna",
        Phrase::NoBrowser => "Det gick inte att öppna en webbläsare; gå till {url} själv.",
        Phrase::NoFolder => "det finns ingen mapp `{folder}`",
        Phrase::NoSite => {
            "varken `{folder}` eller någon mapp ovanför har en `{file}`; gå till webbplatsens mapp, eller ange den med `--root`; `tillit new` påbörjar en webbplats"
        }
        Phrase::FolderUnreadable => "mappen du står i går inte att läsa: {said}",
        Phrase::NoSchema => "det finns inget schema `{name}`",
        Phrase::ListOfSchemas => "`tillit schema` visar alla scheman.",
        Phrase::SchemasWritten => "Schemana finns i `{folder}`.",
        Phrase::NoThemeFile => "temat har ingen fil `{name}`",
        Phrase::ListOfThemeFiles => "`tillit theme eject` visar alla filer i temat.",
        Phrase::ThemeFileThere => "`{path}` finns redan; inget har ändrats",
        Phrase::ThemeFileWritten => {
            "`{path}` kan nu ändras fritt. Tas filen bort gäller temats egen fil igen."
        }
        Phrase::NoCode => "det finns ingen kod `{code}`",
        Phrase::ListOfCodes => "`tillit explain` räknar upp alla koder.",
        Phrase::FolderNotEmpty => "mappen `{folder}` är inte tom; ange en ny",
        Phrase::SiteBegun => "En ny webbplats finns i `{folder}`.",
        Phrase::ShowSiteWith => "Visa den med: {command}",
        Phrase::NotAText => "`{file}` är inte en text på den här webbplatsen",
        Phrase::NotASiteLanguage => "`{language}` är inte ett språk på den här webbplatsen, som har: {known}",
        Phrase::FileThere => "`{file}` finns redan; inget har ändrats",
        Phrase::IsOriginal => {
            "`{file}` är originalet; ange en översättning, eller dess original med `--from`"
        }
        Phrase::NoOriginal => "`{file}` har inget original på språket `{language}`",
        Phrase::NothingTranslated => {
            "ingenting i `{file}` är översatt än: där står ord för ord det som står i `{original}`"
        }
        Phrase::TranslationBegun => {
            "{file} har skapats. Översätt den, och ta bort `draft: true` när den är klar."
        }
        Phrase::Recorded => "Noterat: {file} säger detsamma som {original}.",
        Phrase::TextsUpToDate => "Aktuella",
        Phrase::ToDo => "Att göra",
        Phrase::NothingToTranslate => "Inget att göra: alla texter finns på alla språk och är aktuella.",
        Phrase::TranslationMissing => "{original} saknar översättning: {language}",
        Phrase::TranslationIsDraft => "{file} är ett utkast",
        Phrase::TranslationUnrecorded => "{file} har ingen logg över originalet, {original}",
        Phrase::TranslationOutdated => "{file} ligger efter {original}",
        Phrase::ChangedOn => "ändrat {date}",
        Phrase::RecordedOn => "aktuell {date}",
        Phrase::TranslateWith => "Börja med: {command}",
        Phrase::DraftEnds => "Ta bort `draft: true` när det är klart.",
        Phrase::RecordWith => "När översättningen säger detsamma som originalet: {command}",
        Phrase::BlockAdded => "nytt",
        Phrase::BlockRemoved => "borttaget",
        Phrase::BlockChanged => "ändrat",
        Phrase::BlockMoved => "flyttat",
        Phrase::AtLine => "rad {line}",
        Phrase::BlockTitle => "titel",
        Phrase::BlockDescription => "beskrivning",
        Phrase::BlockHeading => "rubrik",
        Phrase::BlockParagraph => "stycke",
        Phrase::BlockItem => "listpunkt",
        Phrase::BlockRow => "tabellrad",
        Phrase::BlockCode => "kod",
        Phrase::BlockQuote => "citat eller anmärkning",
        Phrase::BlockFootnote => "fotnot",
        Phrase::BlockHtml => "HTML i texten",
        Phrase::BlockDirective => "direktiv",
    }
}
