// A row of answers as people paste it, read after the key of a version. Knows no page and keeps nothing.

// Between two answers stands one of these; spaces beside it belong to it. Where two follow each other an answer is missing.
const BETWEEN = /[^\S\t\n]*(?:[,;][^\S\t\n]*\n|[\t,;\n])[^\S\t\n]*|[^\S\t\n]+/u;
// The same where a comma before a digit is a decimal comma.
const BETWEEN_FRACTIONS = /[^\S\t\n]*(?:[,;][^\S\t\n]*\n|[\t;\n]|,(?!\d))[^\S\t\n]*|[^\S\t\n]+/u;
// How people write that there is no answer.
const NOTHING = /^(?:|[-–—.*?x]|n\/?a)$/iu;

/**
 * The answers of a row, the first for item `from`: `answers` are pairs of item and number, `refused` pairs of item and
 * text, `empty` items that are passed over, and `surplus` texts for which there is no item.
 */
export function readRow(text, key, from = 1) {
  const trimmed = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/^[^\S\t]+|[^\S\t]+$/gu, "");
  const row = { answers: [], refused: [], empty: [], surplus: [] };
  if (trimmed === "") return row;
  words(trimmed, key).forEach((word, at) => {
    const item = from + at;
    const value = number(word);
    if (item > key.items) {
      if (word !== "") row.surplus.push(word);
    } else if (NOTHING.test(word)) {
      row.empty.push(item);
    } else if (value !== null && value >= key.min && value <= key.max && (key.fractions || Number.isInteger(value))) {
      row.answers.push([item, value]);
    } else {
      row.refused.push([item, word]);
    }
  });
  return row;
}

/** A number as any of our languages writes it; `null` if it is none. */
export function number(word) {
  const plain = word.replace("−", "-").replace(",", ".");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** Tells whether all answers are single digits, so that one key is one answer. */
export function isShort(key) {
  return !key.fractions && key.min >= -9 && key.max <= 9;
}

function words(text, key) {
  // 35421: one digit after the other.
  if (isShort(key) && key.min >= 0 && /^\d+$/.test(text)) return [...text];
  return text.split(hasDecimalCommas(text, key) ? BETWEEN_FRACTIONS : BETWEEN);
}

/** A comma can be a decimal comma only between digits, where fractions are answers, and where something else divides. */
function hasDecimalCommas(text, key) {
  if (!key.fractions || /\d\.\d/.test(text)) return false;
  const parts = text.split(/[\s;]+/u);
  const commas = parts.map((part) => part.replace(/,$/, "").split(",").length - 1);
  return commas.some((count) => count > 0) && commas.every((count) => count <= 1);
}
