// Snowball for Norwegian and Swedish, <https://snowballstem.org>, for words that are folded already: `rust-stemmers` in the browser.

/** Where a region begins: behind the first consonant after a vowel. */
function region(word, from = 0) {
  const found = /[aeiouy].*?[^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + found[0].length : word.length;
}

const ending = (list) => new RegExp(`(${list.replaceAll(" ", "|")})$`);

function stemmer(suffixes, afterS, pair, others) {
  const [suffix, other] = [ending(suffixes), ending(others)];
  return (word) => {
    if (word.length < 3) return word;
    const from = Math.max(region(word), 3);
    const cut = (found, keep = "") => (word = word.slice(0, word.length - found.length) + keep);
    const found = suffix.exec(word.slice(from))?.[0];
    if (found === "erte" || found === "ert") cut(found, "er");
    else if (found && (found !== "s" || afterS.test(word))) cut(found);
    if (pair.test(word.slice(from))) cut("t");
    const last = other.exec(word.slice(from))?.[0];
    if (last) cut(last, last === "fullt" ? "full" : "");
    return word;
  };
}

export const norwegian = stemmer(
  "a e ede ande ende ane ene hetene erte en heten ar er heter s as es edes endes enes hetenes ens hetens ers ets et het ert ast",
  /([bcdfghjlmnoprtvyz]|[^aeiouy]k)s$/, /[dv]t$/, "leg eleg ig eig lig elig els lov elov slov hetslov");
export const swedish = stemmer(
  "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas ernas ornas es ades andes ens arens hetens erns at andet het ast",
  /[bcdfghjklmnoprtvy]s$/, /(dd|gd|nn|dt|gt|kt|tt)$/, "ig lig els fullt");
