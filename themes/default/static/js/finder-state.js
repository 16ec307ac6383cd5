// What the finder of instruments decides, without a page: what the fragment of an address means, which rows fit the
// filters, and whether one more may be chosen. `finder.js` shows it.
"use strict";

globalThis.finderState = (() => {
  /** The filters by the names that stand in addresses; they are the same in all languages. */
  const FILTERS = ["text", "rater", "items", "minutes", "language", "licence"];
  const NUMBERS = ["items", "minutes"];
  const CHOSEN = "compare";

  /** A whole number from 1, or nothing. */
  const number = (text) => (/^[1-9][0-9]{0,5}$/.test(text) ? text : "");

  /** Letters as they are compared: `e` with an accent is one letter, whether it was typed as one or as two. */
  const plain = (text, language) => text.normalize("NFC").toLocaleLowerCase(language).replace(/\s+/g, " ").trim();

  /**
   * Reads the fragment of an address. `ids` are those of the instruments, `most` is how many can be chosen. Nothing if it
   * does not speak of the finder: then it names a place in the page.
   */
  function read(fragment, ids, most) {
    const told = new URLSearchParams(fragment.replace(/^#/, ""));
    if (![...FILTERS, CHOSEN].some((key) => told.has(key))) {
      return null;
    }
    const filters = Object.fromEntries(FILTERS.map((key) => [key, told.get(key) ?? ""]));
    for (const key of NUMBERS) {
      filters[key] = number(filters[key]);
    }
    const known = new Set(ids);
    const chosen = [...new Set(told.getAll(CHOSEN))].filter((id) => known.has(id)).slice(0, most);
    return { filters, chosen };
  }

  /** Writes the fragment of an address; empty if nothing is filtered and nothing chosen. */
  function write({ filters, chosen }) {
    const told = new URLSearchParams();
    for (const key of FILTERS) {
      if (filters[key]) {
        told.append(key, filters[key]);
      }
    }
    for (const id of chosen) {
      told.append(CHOSEN, id);
    }
    const written = told.toString();
    return written && `#${written}`;
  }

  /** A row as the filters see it; made once for each. Lists are texts with spaces between. */
  function row({ text, rater, items, minutes, language, licence }, tag) {
    const list = (written) => written.split(" ").filter((part) => part !== "");
    return {
      text: plain(text, tag),
      rater: list(rater),
      items: list(items).map(Number),
      minutes: list(minutes).map(Number),
      language: list(language),
      licence,
    };
  }

  /** Returns a test of rows. Of an instrument with several versions one must fit; what is not known does not fit. */
  function test(filters, tag) {
    const words = plain(filters.text, tag);
    const items = Number(number(filters.items));
    const minutes = Number(number(filters.minutes));
    return (row) =>
      row.text.includes(words) &&
      (filters.rater === "" || row.rater.includes(filters.rater)) &&
      (items === 0 || row.items.some((count) => count <= items)) &&
      (minutes === 0 || row.minutes.some((most) => most <= minutes)) &&
      (filters.language === "" || row.language.includes(filters.language)) &&
      (filters.licence === "" || row.licence === filters.licence);
  }

  /** Chooses an instrument, or no longer. Nothing if there are as many as can be. */
  function toggled(chosen, id, most) {
    if (chosen.includes(id)) {
      return chosen.filter((other) => other !== id);
    }
    return chosen.length < most ? [...chosen, id] : null;
  }

  return { FILTERS, read, write, row, test, toggled };
})();
