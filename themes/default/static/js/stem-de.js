// Snowball for German, <https://snowballstem.org>, for words that are folded already: `rust-stemmers` in the browser.

/** Where a region begins: behind the first consonant after a vowel. */
function region(word, from = 0) {
  const found = /[aeiouy].*?[^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + found[0].length : word.length;
}

/** The suffix of a word, if it begins in a region. */
const suffixIn = (word, pattern, from) => {
  const suffix = pattern.exec(word)?.[0] ?? "";
  return word.length - suffix.length >= from ? suffix : "";
};

export function german(word) {
  word = word.replace(/([aeiouy])([uy])(?=[aeiouy])/g, (_, vowel, letter) => vowel + letter.toUpperCase());
  const first = region(word);
  const [r1, r2] = [Math.max(first, 3), region(word, first)];
  const cut = (suffix) => (word = word.slice(0, word.length - suffix.length));
  let suffix = suffixIn(word, /(ern|em|en|er|es|e|s)$/, r1);
  if (suffix && (suffix !== "s" || /[bdfghklmnrt]s$/.test(word))) cut(suffix);
  if (/^e[ns]?$/.test(suffix)) word = word.replace(/niss$/, "nis");
  suffix = suffixIn(word, /(est|en|er|st)$/, r1);
  if (suffix !== "st" || /.{3}[bdfghklmnt]st$/.test(word)) cut(suffix);
  suffix = suffixIn(word, /(end|ung|ig|ik|isch|lich|heit|keit)$/, r2);
  if (!/^i/.test(suffix) || !word.endsWith(`e${suffix}`)) cut(suffix);
  if (/^(end|ung)$/.test(suffix) && !/eig$/.test(word)) cut(suffixIn(word, /ig$/, r2));
  if (/^(lich|heit)$/.test(suffix)) cut(suffixIn(word, /e[rn]$/, r1));
  if (suffix === "keit") cut(suffixIn(word, /(lich|ig)$/, r2));
  return word.toLowerCase();
}
