// Snowball for English (Porter2), <https://snowballstem.org>, for words that are folded already: `rust-stemmers` in the browser.

/** Where a region begins: behind the first consonant after a vowel. */
function region(word, from = 0) {
  const found = /[aeiouy].*?[^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + found[0].length : word.length;
}

const ending = (list) => new RegExp(`(${list.replaceAll(" ", "|")})$`);

/** The suffix of a word, if it begins in a region. */
const suffixIn = (word, pattern, from) => {
  const suffix = pattern.exec(word)?.[0] ?? "";
  return word.length - suffix.length >= from ? suffix : "";
};

const pairs = (list) => new Map(list.split(" ").map((pair) => pair.split(":")));
const SPECIAL = pairs(
  "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes");
const STEP2 = pairs(
  "anci:ance enci:ence ogi:og li: bli:ble abli:able alli:al fulli:ful lessli:less ousli:ous entli:ent aliti:al biliti:ble iviti:ive tional:tion ational:ate alism:al ation:ate ization:ize izer:ize ator:ate iveness:ive fulness:ful ousness:ous");
const STEP3 = pairs("icate:ic ative: alize:al iciti:ic ical:ic tional:tion ational:ate ful: ness:");
const [SUFFIX2, SUFFIX3] = [STEP2, STEP3].map((step) => ending([...step.keys()].join(" ")));
const SUFFIX4 = ending("ic ance ence able ible ate ive ize iti al ism ion er ous ant ent ment ement");

export function english(word) {
  if (SPECIAL.has(word)) return SPECIAL.get(word);
  if (word.length < 3) return word;
  word = word.replace(/(^|[aeiouy])y/g, "$1Y");
  const r1 = /^(gener|commun|arsen)/.exec(word)?.[0].length ?? region(word);
  const r2 = region(word, r1);
  const cut = (count, put = "") => (word = word.slice(0, word.length - count) + put);
  const isShort = (part) => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(part);
  if (/sses$/.test(word)) cut(2);
  else if (/ie[ds]$/.test(word)) cut(word.length > 4 ? 2 : 1);
  else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) cut(1);
  if (/^((inn|out|cann|herr|earr)ing|(pro|ex|suc)ceed)$/.test(word)) return word;
  let suffix = /(eed|eedly|ed|edly|ing|ingly)$/.exec(word)?.[0] ?? "";
  if (suffix.startsWith("ee")) {
    if (suffixIn(word, /eed(ly)?$/, r1)) cut(suffix.length, "ee");
  } else if (suffix && /[aeiouy]/.test(word.slice(0, -suffix.length))) {
    cut(suffix.length);
    if (/(at|bl|iz)$/.test(word)) cut(0, "e");
    else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) cut(1);
    else if (word.length === r1 && isShort(word)) cut(0, "e");
  }
  if (/.[^aeiouy][yY]$/.test(word)) cut(1, "i");
  suffix = suffixIn(word, SUFFIX2, r1);
  if (suffix && (suffix !== "ogi" || /logi$/.test(word)) && (suffix !== "li" || /[cdeghkmnrt]li$/.test(word))) {
    cut(suffix.length, STEP2.get(suffix));
  }
  suffix = suffixIn(word, SUFFIX3, r1);
  if (suffix && (suffix !== "ative" || word.length - 5 >= r2)) cut(suffix.length, STEP3.get(suffix));
  suffix = suffixIn(word, SUFFIX4, r2);
  if (suffix !== "ion" || /[st]ion$/.test(word)) cut(suffix.length);
  if (/e$/.test(word) && (word.length > r2 || (word.length > r1 && !isShort(word.slice(0, -1))))) cut(1);
  else if (/ll$/.test(word) && word.length > r2) cut(1);
  return word.toLowerCase();
}
