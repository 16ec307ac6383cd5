//! In which language a text is, told by its commonest words, and only where that is sure.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The fewest words that are judged.
const FEWEST_WORDS: usize = 20;

/// A language with its commonest words and the letters that only its words have, as seen from its neighbours.
type Profile = (&'static str, &'static str, &'static [char]);

/// The languages that are told apart. The last two are close to Norwegian bokmål: known, so that nobody calls their
/// texts bokmål, but never claimed.
const PROFILES: [Profile; 6] = [
    (
        "nb",
        "og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om vi min mitt ha \
         hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil bli \
         ble blitt kunne inn når være kom noen noe ville dere som deres kun ja etter ned skulle denne for deg si sine \
         sitt mot å meget hvorfor dette disse uten hvordan ingen din ditt blir samme hvilken hvilke sånn inni mellom \
         vår hver hvem vors hvis både bare enn fordi før mange også slik vært begge siden mer gjør gjøre få får gir \
         må mye andre annen annet flere første hele fremdeles ofte dessuten likevel imidlertid derfor mens",
        &['æ', 'ø'],
    ),
    (
        "sv",
        "och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då \
         sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad \
         över än dig kan sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit \
         hur ingen mitt ni bli blev oss din dessa några deras blir mina samma vilken er sådan vår blivit dess inom \
         mellan sådant varför varje vilka ditt vem vilket sitta vart dina vars vårt våra ert era också bara mer måste \
         får ger andra många mest gör göra därför eftersom även både flera första hela ofta dock medan som antingen",
        &['ä', 'ö'],
    ),
    (
        "de",
        "und der die das ist nicht ein eine einer eines einem einen zu von den dem des mit sich auf für im in an auch \
         es er sie wir ihr ich wie als bei aus nach oder aber wenn werden wird wurde wurden sind war waren hat haben \
         hatte hatten kann können konnte muss müssen soll sollen so noch nur über unter vor durch bis um zum zur vom \
         beim am dass daß ob weil denn doch mehr sehr schon dann diese dieser dieses diesem diesen was wer wo man \
         zwischen gegen ohne seit während ihre ihrer ihren seine seiner seinen kein keine keinen selbst alle allen \
         andere anderen etwa sowie bereits damit dabei dazu davon daran daher jedoch sondern also hier",
        &['ä', 'ö', 'ü', 'ß'],
    ),
    (
        "en",
        "the of and to in a is that it for as was with be by on not he his but at are this have from or had an they \
         which one you were her all she there would their we him been has when who will more no if out so said what up \
         its about into than them can only other new some could time these two may then do first any my now such like \
         our over man me even most made after also did many before must through where much your way well down should \
         because each just those people how too does between both how while whether being under whose",
        &[],
    ),
    (
        "da",
        "og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun \
         nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog \
         noget ville jo deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit \
         sine vor mod disse hvis din nogle hos blive mange ad bliver hendes været thi jer sådan mellem uden hvordan \
         hvorfor både mere flere må gør gøre får giver andre første hele ofte derfor mens fordi bare",
        &['æ', 'ø'],
    ),
    (
        "nn",
        "og i eg det at ein eit den til er som på dei med han av ikkje der så var meg seg men har om vi min mitt ha \
         hadde ho no over då ved frå du ut sin oss opp kan hans kor eller kva skal sjølv her alle vil bli vart vorte \
         kunne inn når vere kom nokon noko ville dykk deira etter ned skulle denne for deg si sine sitt mot å mykje \
         kvifor dette desse utan korleis ingen din ditt blir same kva slik mellom vår kvar kven dersom både berre enn \
         fordi før mange også vore begge sidan meir gjer gjere få får gjev må andre annan anna fleire første heile",
        &['æ', 'ø'],
    ),
];

/// The languages that a text may be said to be in.
const CLAIMED: [&str; 4] = ["nb", "sv", "de", "en"];

static WORDS: LazyLock<Vec<HashSet<&'static str>>> = LazyLock::new(|| {
    PROFILES
        .iter()
        .map(|(_, words, _)| words.split_whitespace().collect())
        .collect()
});

/// Returns the language that a text is surely in, if that is another than `said`, a tag such as `nb` or `de-AT`.
/// What stands in quotation marks does not count.
pub(super) fn other_language(text: &str, said: &str) -> Option<&'static str> {
    let said = said.split('-').next().unwrap_or(said);
    if !CLAIMED.contains(&said) {
        return None;
    }
    let own = PROFILES.iter().position(|(tag, ..)| *tag == said)?;
    let text = without_quotations(text).to_lowercase();
    let words = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    let mut count = 0;
    let mut known = [0_usize; PROFILES.len()];
    // Of each language: words that the language of the file does not know, and the other way round.
    let mut gained = [0_usize; PROFILES.len()];
    let mut lost = [0_usize; PROFILES.len()];
    for word in words {
        count += 1;
        let knows = |index: usize| {
            let listed = WORDS.get(index).is_some_and(|words| words.contains(word));
            listed
                || PROFILES
                    .get(index)
                    .is_some_and(|(_, _, letters)| word.contains(*letters))
        };
        let in_own = knows(own);
        for (index, ((known, gained), lost)) in known.iter_mut().zip(&mut gained).zip(&mut lost).enumerate() {
            let in_other = knows(index);
            *known += usize::from(in_other);
            *gained += usize::from(in_other && !in_own);
            *lost += usize::from(in_own && !in_other);
        }
    }
    if count < FEWEST_WORDS {
        return None;
    }
    let best = (0..PROFILES.len()).max_by_key(|index| known.get(*index))?;
    let value = |of: &[usize; PROFILES.len()], index: usize| of.get(index).copied().unwrap_or_default();
    let is_alone =
        (0..PROFILES.len()).all(|index| index == best || value(&known, index) < value(&known, best));
    // At least every seventh word speaks for the other language, and ten times as many as against it.
    let (gained, lost) = (value(&gained, best), value(&lost, best));
    let is_sure = is_alone && best != own && gained * 7 >= count && gained >= lost * 10;
    let (tag, ..) = PROFILES.get(best)?;
    (is_sure && CLAIMED.contains(tag)).then_some(*tag)
}

fn without_quotations(text: &str) -> String {
    /// A quotation longer than this lacks its end.
    const LONGEST: usize = 1_000;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, open)) = rest
        .char_indices()
        .find(|(_, letter)| "«»„“”\"".contains(*letter))
    {
        out.push_str(&rest[..at]);
        rest = &rest[at + open.len_utf8()..];
        let closes: &[char] = match open {
            '«' => &['»'],
            '»' => &['«', '»'],
            '„' => &['“', '”'],
            '"' => &['"'],
            _ => &['”'],
        };
        let end = rest
            .char_indices()
            .take(LONGEST)
            .find(|(_, letter)| closes.contains(letter));
        if let Some((end, close)) = end {
            rest = &rest[end + close.len_utf8()..];
        }
        out.push(' ');
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NB: &str = "Alliansen er samarbeidet mellom klient og terapeut, og den blir til når begge vet hva de vil og \
                      hvordan de skal komme dit. Det er ikke nok at terapeuten liker klienten.";
    const SV: &str = "Alliansen är samarbetet mellan klient och terapeut, och den blir till när båda vet vad de vill \
                      och hur de ska komma dit. Det räcker inte att terapeuten tycker om klienten.";
    const DE: &str = "Die Allianz ist die Zusammenarbeit von Klientin und Therapeut, und sie entsteht, wenn beide \
                      wissen, was sie wollen und wie sie dorthin kommen. Es genügt nicht, dass man sich mag.";
    const EN: &str = "The alliance is how client and therapist work together, and it comes about when both know what \
                      they want and how they will get there. It is not enough that they like each other.";
    const DA: &str = "Alliancen er samarbejdet mellem klient og terapeut, og den bliver til, når begge ved, hvad de vil, \
                      og hvordan de skal komme derhen. Det er ikke nok, at man kan lide hinanden af og til.";
    const NN: &str = "Alliansen er samarbeidet mellom klient og terapeut, og han blir til når båe veit kva dei vil og \
                      korleis dei skal kome dit. Det er ikkje nok at terapeuten likar klienten, seier eg.";

    #[test]
    fn a_text_in_another_language_is_told() {
        let texts = [("nb", NB), ("sv", SV), ("de", DE), ("en", EN)];
        for (said, _) in texts {
            for (tag, text) in texts {
                let expected = (said != tag).then_some(tag);
                assert_eq!(other_language(text, said), expected, "{text} said to be {said}");
            }
        }
        assert_eq!(other_language(SV, "de-AT"), Some("sv"));
    }

    #[test]
    fn neighbours_are_not_called_bokmål() {
        for said in ["nb", "sv", "de", "en"] {
            for text in [DA, NN] {
                assert_eq!(other_language(text, said), None, "{text} said to be {said}");
            }
        }
        for said in ["nn", "da", "fi", "fr"] {
            assert_eq!(other_language(NB, said), None);
        }
    }

    #[test]
    fn mixed_and_quoted_and_short_texts_are_left_alone() {
        assert_eq!(other_language(&format!("{NB} {EN}"), "nb"), None);
        assert_eq!(
            other_language(&format!("Han sa «{EN}» i går, og så \"{SV}\"."), "nb"),
            None
        );
        assert_eq!(other_language("The alliance is what it is.", "nb"), None);
    }
}
