// From answers to scores, after the key of a version. Knows no page and keeps nothing.
//
// A key is what `src/page/scoring.rs` writes:
//   { items, min, max, fractions, reversed: [4], method: "sum" | "mean", missing?: { rule: "refuse" | "mean", at_most },
//     scales: [{ id, items: [1, 2], range: [low, high] }] }

/** Tells whether a number is one of the answers that the key knows. */
export function isAnswer(key, value) {
  return (
    Number.isFinite(value) && value >= key.min && value <= key.max && (key.fractions || Number.isInteger(value))
  );
}

/** What an answer counts: for reversed items, what stands as far from the other end of the scale. */
export function counted(key, item, answer) {
  return exact(key.reversed.includes(item) ? key.min + key.max - answer : answer);
}

/**
 * The scores of all scales of a version. `answers[0]` is the answer to item 1; what is no answer counts as missing.
 *
 * Each scale stands for itself: its missing answers are counted, and replaced by the mean of its other answers, if the key
 * says so and no more are missing than it allows. Without a rule an incomplete scale has no score: `null`.
 */
export function score(key, answers) {
  return key.scales.map(({ id, items, range }) => {
    const given = items.filter((item) => isAnswer(key, answers[item - 1]));
    const missing = items.filter((item) => !given.includes(item));
    const allowed = key.missing?.rule === "mean" ? key.missing.at_most : 0;
    let value = null;
    if (given.length > 0 && missing.length <= allowed) {
      const sum = given.reduce((sum, item) => sum + counted(key, item, answers[item - 1]), 0);
      const mean = sum / given.length;
      // A sum to which the mean is added for each missing answer is the mean, as often as there are items.
      value = exact(key.method === "mean" ? mean : mean * items.length);
    }
    return { id, value, range, items: items.length, missing };
  });
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
function exact(value) {
  return Number(value.toFixed(6));
}
