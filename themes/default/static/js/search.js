// Searches what `src/search/` writes, for `search-box.js`; docs/search.md tells how it ranks.

const FORMAT = 4;
const LETTER = "[\\p{Alphabetic}\\p{N}\\u0300-\\u036f\\u00ad\\u200c\\u200d\\u2060]";
export const WORD = new RegExp(`${LETTER}+(?:['’\\-‐‑]${LETTER}+)*`, "gu");
const HIDDEN = /[\u0300-\u036f\u00ad\u200c\u200d\u2060'’\-‐‑]/;
const LETTERS = { æ: "a", ø: "o", ß: "ss", œ: "oe", ð: "d", đ: "d", ł: "l", þ: "th", ı: "i" };

// How much each way to find a word counts.
const [SPELT, PREFIX, JOINED, HYPHEN, FORM, DERIVED] = [0.7, 0.7, 1.2, 0.8, 0.6, 0.35];
const [END, SPLIT, SLIP, BOTH, NAME] = [0.4, 0.5, 0.8, 0.25, 1.2];
// How much a word of grammar says beside others, how much all of them may say, and how much more rare words say than common ones.
const [GRAMMAR, MOST_GRAMMAR, RARITY] = [0.25, 0.5, 1.2];
const [MOST_TERMS, MOST_BESIDE] = [40, 8];
// On fewer pages a word is rare; of how many times that a word is typed it has a slip in one.
const [FEW, SELDOM] = [8, 30];
const [LEAST_EXCERPT, MOST_EXCERPT] = [70, 220];
// As in `src/search/page.rs`: not behind "z. B.", "19." or "et al." in the middle of a sentence.
const SENTENCE = /(?<=[.!?…])(?<!(?<![\p{L}\p{N}])(?:\p{L}|\p{N}{1,2})\.)\s+(?![\p{Ll}\p{N}(–])|\n+/u;

const unique = (list) => [...new Set(list)];
const reverse = (word) => [...word].reverse().join("");
const decode = (bytes) => new TextDecoder().decode(bytes);
/** A word with the capital that another has. */
const asWritten = (word, other) => (/^\p{Lu}/u.test(other) ? word[0].toUpperCase() + word.slice(1) : word);
export const words = (text) => [...text.matchAll(WORD)].map(([word]) => word.replace(/(?<=.)['’]s$/iu, ""));

/** Lines that begin with how many letters they share with the one before: `Front` in `src/search/write.rs`. */
function unfold(lines) {
  let before = [];
  return lines.map((line) => (before = [...before.slice(0, parseInt(line[0], 36)), ...line.slice(1)]).join(""));
}

/** Numbers in as few bits as they are likely: `src/search/code.rs`. */
function decoder(bytes, at) {
  let [range, code] = [2 ** 32 - 1, 0];
  const odds = new Uint16Array(4096).fill(2048);
  const seen = new Uint8Array(4096).fill(2);
  for (const end = at + 4; at < end; ) code = code * 256 + bytes[at++];
  const fill = () => {
    for (; range < 2 ** 24; range *= 256) code = code * 256 + bytes[at++];
  };
  const digit = (kind) => {
    const bound = (range >>> 12) * odds[kind];
    const slowness = 31 - Math.clz32(seen[kind]);
    const one = code < bound ? 0 : 1;
    if (one) {
      code -= bound;
      range -= bound;
      odds[kind] -= odds[kind] >> slowness;
    } else {
      range = bound;
      odds[kind] += (4096 - odds[kind]) >> slowness;
    }
    if (seen[kind] < 64) seen[kind]++;
    fill();
    return one;
  };
  const tree = (kind, digits) => {
    let node = 1;
    for (let i = 0; i < digits; i++) node = node * 2 + digit(kind + node);
    return node - 2 ** digits;
  };
  const number = (kind) => {
    const digits = tree(kind, 5);
    let value = digits ? 2 + digit(kind + 32 + digits) : 1;
    for (let rest = digits - 1; rest > 0; rest -= 12) {
      const unit = 2 ** Math.min(rest, 12);
      range = Math.floor(range / unit);
      const part = Math.floor(code / range);
      code -= part * range;
      value = value * unit + part;
      fill();
    }
    return value - 1;
  };
  return { tree, number, at: () => at };
}

// The kinds of decision in a file of terms.
const [COUNTS, STEPS, IMPACTS, SECTIONS] = [0, 64, 2112, 2624];

/** Terms: `src/search/write.rs`. */
function readTerms(bytes, { pages, levels, everywhere, named }) {
  const length = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const lines = decode(bytes.subarray(3, 3 + length)).split("\n").slice(0, -1).map((line) => line.split("\t"));
  const keys = unfold(lines.map(([key]) => key));
  const { tree, number, at } = decoder(bytes, 3 + length);
  const terms = lines.map(([, ...aliases], i) => {
    const count = number(COUNTS);
    const term = { key: keys[i], aliases, count, pages: [], impacts: [], sections: [] };
    const width = 31 - Math.clz32(Math.max(1, pages / Math.max(1, count)));
    const isEverywhere = count > everywhere;
    for (let next = 0, j = 0; j < count; j++) {
      next += number(STEPS + 64 * width);
      term.pages.push(next++);
      const kind = IMPACTS + (isEverywhere ? 256 : 0);
      const impact = levels.length ? levels[tree(kind, 5)] : tree(kind, 8);
      term.impacts.push(impact);
      term.sections.push(levels.length && isEverywhere ? 0 : tree(SECTIONS + (impact < named ? 0 : 256), 8));
    }
    return term;
  });
  if (at() !== bytes.length) throw new Error("cut");
  return terms;
}

/** Sorted entries in files that are read when needed. */
class Table {
  loaded = [];

  constructor(files, read) {
    Object.assign(this, { files, read });
  }

  place(key) {
    return Math.max(0, this.files.findLastIndex(([first]) => first <= key));
  }

  load(place) {
    if (!this.files.length) return { list: [], keys: new Map() };
    return (this.loaded[place] ??= this.read(this.files[place][1]).then((list) => {
      return { list, keys: new Map(list.map((entry) => [entry.key, entry])) };
    }));
  }

  async get(key) {
    return (await this.load(this.place(key))).keys.get(key);
  }

  /** The entries whose keys begin so, of so many files at most. */
  async range(prefix, most = 3) {
    const [from, to] = [this.place(prefix), this.place(`${prefix}\uffff`)];
    const places = [from, from + 1, from + 2].filter((place) => place <= to).slice(0, most);
    const parts = await Promise.all(places.map((place) => this.load(place)));
    return parts.flatMap(({ list }) => {
      let [from, to] = [0, list.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (list[middle].key < prefix) from = middle + 1;
        else to = middle;
      }
      while (list[to]?.key.startsWith(prefix)) to++;
      return list.slice(from, to);
    });
  }
}

/** How many slips part two words, up to `most` + 1. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], [...other, ""].map((_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      if (row[j] < least) least = row[j];
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

export class Search {
  static async open(read) {
    const index = JSON.parse(decode(await read("index.bin")));
    if (index.format !== FORMAT) throw new Error("format");
    const [module, name] = index.stemmer ?? [];
    return new Search(index, read, module ? (await import(module))[name] : (word) => word);
  }

  constructor(index, read, stemmer) {
    let named = 0;
    const table = (firsts, parse) => {
      const files = firsts.map((first) => [first, `${index.names.slice(named, (named += 10))}.bin`]);
      return new Table(files, async (name) => parse(await read(name)));
    };
    const spellings = (turned) => (bytes) => {
      const [levels, ...lines] = decode(bytes).split("\n");
      return unfold(lines).map((line, i) => {
        const word = turned(line);
        const folded = this.fold(word);
        return { word, folded, key: turned(folded), level: parseInt(levels[i], 36) };
      });
    };
    Object.assign(this, { index, stemmer, links: ["", ...index.links], pair: new RegExp(index.pairs.join("|") || "(?!)"), read: new Map(), grammar: new Set(index.grammar) });
    this.terms = table(index.terms, (bytes) => readTerms(bytes, index));
    this.spelt = table(index.words, spellings((word) => word));
    this.ends = table(index.ends, spellings(reverse));
    this.shown = table(Array(Math.ceil(index.pages / index.size)).fill(""), (bytes) => JSON.parse(decode(bytes)));
    this.about = Array.from({ length: index.pages }, () => []);
    index.about.split(" ").forEach((signs, subject) => {
      let page = -1;
      for (const sign of signs) {
        page += sign === "!" ? 57 : sign.charCodeAt() - 34;
        if (sign !== "!") this.about[page].push(index.subjects[subject]);
      }
    });
  }

  /** Words stand in several files, of which a search had better read few. */
  get isLarge() {
    return this.ends.files.length > 0;
  }

  /** Folded letters with their places: `src/search/normal.rs`. */
  letters(word) {
    const plain = [];
    let at = 0;
    for (const letter of word) {
      for (const part of letter < "\x80" ? letter.toLowerCase() : letter.normalize("NFKD").toLowerCase()) {
        if (!HIDDEN.test(part)) for (const put of LETTERS[part] ?? [part]) plain.push([put, at]);
      }
      at += letter.length;
    }
    const { pairs, least } = this.index;
    const out = [];
    let before = " ";
    for (let i = 0; i < plain.length; i++) {
      out.push(plain[i]);
      const pair = plain[i][0] + plain[i + 1]?.[0];
      if (plain.length >= least && pairs.includes(pair) && !"aeiouyq".includes(before)) i++;
      before = plain[i][0];
    }
    return out;
  }

  fold(word) {
    if (/^[a-z]+$/.test(word) && !this.pair.test(word)) return word;
    return this.letters(word).map(([letter]) => letter).join("");
  }

  stem(folded) {
    const stem = /^[a-z]+$/.test(folded) ? this.stemmer(folded) : folded;
    return this.grammar.has(stem) ? folded : stem;
  }

  /** The stem of a word that a file of words has; few are asked for. */
  stemOf(entry) {
    return (entry.stem ??= this.stem(entry.folded));
  }

  get(keys) {
    return Promise.all(keys.map((key) => this.terms.get(key)));
  }

  pages(terms) {
    const pages = new Map();
    for (const [term, weight] of terms) {
      term?.pages.forEach((page, i) => {
        const value = term.impacts[i] * weight;
        const known = pages.get(page);
        if (!known) pages.set(page, { value, section: term.sections[i] });
        else if (known.value < value) [known.value, known.section] = [value, term.sections[i]];
      });
    }
    return { pages, keys: terms.map(([term]) => term?.key) };
  }

  /** Terms that differ from a stem in an ending, with weights. */
  async forms(stem) {
    const { forms, derived } = this.index;
    const weight = (rest) => (!rest || forms.includes(rest) ? FORM : derived.includes(rest) ? DERIVED : 0);
    const found = [];
    for (let end = stem.length; end > 2 && end > stem.length - 4; end--) {
      const own = end > 3 || end === stem.length ? weight(stem.slice(end)) : 0;
      for (const term of own ? await this.terms.range(stem.slice(0, end)) : []) {
        if (term.key !== stem) found.push([term, Math.min(own, weight(term.key.slice(end)))]);
      }
    }
    return found.filter(([{ count }, weight]) => count && weight);
  }

  each(stems) {
    return Promise.all(stems.map(async (stem) => this.pages([[await this.terms.get(stem), 1], ...(await this.forms(stem))])));
  }

  /** Adds the pages that have all parts. */
  add(slots, parts, weight = 1) {
    let keys = parts.flatMap((part) => part.keys);
    const [first, ...others] = parts;
    // Common words have thousands of pages: what is made for each is thrown away again.
    for (const [page, own] of first.pages) {
      let { value, section } = own;
      for (const { pages } of others) {
        const hit = pages.get(page);
        value += hit?.value ?? NaN;
        section ||= hit?.section;
      }
      if (Number.isNaN(value)) continue;
      value = (value * weight) / parts.length;
      for (const { hits } of slots) {
        // Two ways are a little more than one.
        const known = hits.get(page);
        if (!known) hits.set(page, { value, section });
        else if (known.value > value) known.value += value * BOTH;
        else [known.value, known.section] = [value + known.value * BOTH, section];
      }
      slots[0].terms.push(...keys);
      keys = [];
    }
  }

  put(slot, terms) {
    this.add([slot], [this.pages(terms)]);
  }

  /** Other names of words, and words written as one. */
  async phrases(slots) {
    for (let i = 0; i < slots.length; i++) {
      for (let length = 1; length <= 4 && i + length <= slots.length; length++) {
        const span = slots.slice(i, i + length);
        const named = await this.terms.get(span.map((slot) => slot.stem).join(" "));
        for (const alias of named?.aliases ?? []) {
          const [stems, name] = alias.slice(1).split("|").map((words) => words.split(" "));
          // A word with the stem of a name need not be the name.
          const isName = span.every((slot, i) => slot.folded.startsWith(name[i].slice(0, -1)));
          if (isName) this.add(span, await this.each(stems), alias[0] / 10);
        }
        if (length < 2 || length > 3 || span.every(({ folded }) => this.grammar.has(folded))) continue;
        const [first, ...rest] = span.map(({ folded }) => folded);
        // A part of a compound has three letters.
        const links = first.length > 2 ? this.links : [""];
        const joined = links.map((link) => this.stem(first + link + rest.join("")));
        const found = this.isLarge ? [this.pages((await this.get(joined)).map((term) => [term, 1]))] : await this.each(joined);
        for (const word of found) this.add(span, [word], JOINED);
      }
    }
  }

  async find(slot) {
    const { word, folded, stem, spelling, hits } = slot;
    const [term, exact, name] = await this.get([stem, `${folded}=${spelling}`, `${folded}"`]);
    this.put(slot, [[term, exact ? SPELT : 1], [exact, 1], [name, NAME], ...(await this.forms(stem))]);
    const { participle } = this.index;
    if (participle && !term && folded.startsWith(participle) && folded.length > 5) {
      const base = this.stem(folded.slice(participle.length));
      this.put(slot, [[await this.terms.get(base), FORM], ...(await this.forms(base))]);
    }
    const parts = word.split(/[-‐‑]/).map((part) => this.stem(this.fold(part)));
    if (parts.length > 1) this.add([slot], await this.each(parts), HYPHEN);
    if (slot.isOpen && folded.length > 1) await this.prefix(slot);
    if (folded.length < 4 || folded.length > 60) return;
    const { isLarge } = this;
    const isKnown = Boolean(term?.count);
    const isFound = hits.size > 0;
    if (!isFound || !(isKnown || isLarge)) await this.end(slot);
    // What is nothing but the end of words on few pages may be a slip in a common word.
    if (!isFound && hits.size && hits.size < FEW && folded.length > 4) await this.slip(slot, 1, hits.size * SELDOM);
    // What is nearly a long word hardly is two words of which nobody made one before.
    if (!hits.size && folded.length > 7) await this.slip(slot, 1);
    // Large sites have the parts in other files.
    if (!hits.size || !(isLarge || slot.corrected)) await this.split(slot, isKnown);
    if (!hits.size && folded.length > 4) await this.slip(slot, folded.length < 12 ? 1 : 2);
    if (!hits.size && !isLarge) await this.split(slot, false, true);
  }

  async prefix(slot) {
    const { folded, hits } = slot;
    // Two letters say little, and to read all that begins so takes long.
    let terms = (await this.terms.range(folded, folded.length)).filter(({ key }) => !/["=]/.test(key));
    if (!terms.length && !hits.size && folded.length > 3) {
      // Longer than the stem: `measurem`.
      terms = await this.get(unique((await this.spelt.range(folded)).map((entry) => this.stemOf(entry))));
    }
    terms = terms.filter((term) => term?.count).sort((one, other) => one.key.length - other.key.length);
    this.put(slot, terms.slice(0, MOST_TERMS).map((term) => [term, PREFIX * Math.min(1, folded.length / term.key.length)]));
  }

  /** All words; of a large site those that begin or end so. */
  async near(begin, end) {
    if (!this.isLarge) return (await this.spelt.load(0)).list;
    return (await Promise.all([begin ? this.spelt.range(begin) : [], this.ends.range(reverse(end))])).flat();
  }

  /** Terms of the words that end so, in any form; if accents were typed, with just those, if there are such. */
  async ending(folded, spelling = folded) {
    const stem = this.stem(folded);
    // Stemmers do not know all endings.
    const ends = unique([folded, stem, ...this.index.forms.map((form) => stem + form)]);
    let found = (await this.near("", folded)).filter((entry) => this.stemOf(entry).endsWith(stem) || ends.some((end) => entry.folded.endsWith(end)));
    const spelt = found.filter((entry) => entry.word.includes(spelling));
    if (spelling !== folded && spelt.length) found = spelt;
    return (await this.get(unique(found.map((entry) => entry.stem)).slice(0, MOST_TERMS))).filter(Boolean);
  }

  async end(slot) {
    this.put(slot, (await this.ending(slot.folded, slot.spelling)).map((term) => [term, END]));
  }

  /** A part of a compound: a word of the site, else, where `isLoose`, what some of its words begin or end with. */
  async part(folded, isLast, isKnown, isLoose) {
    const stem = this.stem(folded);
    if (this.grammar.has(folded) || (isLoose && folded.length < 4)) return this.pages([]);
    if (isKnown) return this.pages([[await this.terms.get(stem), 1]]);
    const [part] = await this.each([stem]);
    if (part.pages.size || !isLoose || folded.length < 5) return part;
    const terms = isLast ? await this.ending(folded) : (await this.terms.range(folded)).filter(({ count }) => count);
    // What many words begin or end with is no word itself.
    return this.pages(terms.length > MOST_BESIDE ? [] : terms.map((term) => [term, END]));
  }

  /** The ways to take a compound apart into parts that the site has, as few as can be. */
  async ways(folded, isKnown, isLoose, depth) {
    const [found, begun] = [[], []];
    for (let at = 3; at <= folded.length - 4; at++) {
      for (const link of this.links.filter((link) => folded.slice(3, at).endsWith(link))) {
        const first = await this.part(folded.slice(0, at - link.length), false, isKnown, isLoose);
        if (!first.pages.size) continue;
        const last = await this.part(folded.slice(at), true, isKnown, isLoose);
        if (last.pages.size) found.push([first, last]);
        else begun.push([first, folded.slice(at)]);
      }
    }
    for (const [first, rest] of found.length || !depth ? [] : begun) {
      found.push(...(await this.ways(rest, isKnown, isLoose, depth - 1)).map((parts) => [first, ...parts]));
    }
    return found;
  }

  /**
   * Pages that have all parts of a compound that nobody wrote there. The parts of a word that `isKnown` must be words themselves.
   * `isLast`: nothing else found anything, so pages with one of the parts will do.
   */
  async split(slot, isKnown, isLast = false) {
    if (this.index.whole.includes(slot.folded)) return;
    const ways = await this.ways(slot.folded, isKnown, isLast, isKnown || this.isLarge ? 0 : 1);
    for (const parts of ways) this.add([slot], parts, isKnown ? SPLIT / 2 : SPLIT);
    if (!isLast || slot.hits.size || !ways.length) return;
    // The rarer part says more.
    const rarest = Math.min(...ways[0].map(({ pages }) => pages.size));
    for (const part of ways[0]) this.add([slot], [part], (SPLIT / 2) * (rarest / part.pages.size) ** 0.5);
  }

  /** A slip, which seldom is in the first letter. `enough`: as many pages make it certain. */
  async slip(slot, most, enough = 1) {
    const { folded, stem, spelling } = slot;
    const found = new Map();
    for (const entry of await this.near(folded.slice(0, 2), folded.slice(-2))) {
      if (Math.abs(entry.folded.length - folded.length) > most + 3) continue;
      // Two letters that are written for one may be what slipped, and endings hide in stems.
      const whole = Math.min(distance(folded, entry.folded, most), distance(spelling, entry.word, most));
      const inner = this.stemOf(entry).length > 4 ? distance(stem, entry.stem, most) : 9;
      const away = Math.min(whole, inner);
      const rank = away + (inner < whole ? 0.3 : 0) + (entry.folded[0] === folded[0] ? 0 : 0.5) - entry.level / 100;
      if (away > most || found.get(entry.stem)?.rank <= rank) continue;
      found.set(entry.stem, { ...entry, away, rank });
    }
    const near = [...found.values()].sort((one, other) => one.rank - other.rank);
    const best = near.filter(({ away }) => away === near[0].away).slice(0, 4);
    const terms = await this.get(best.map((entry) => entry.stem));
    if (terms[0]?.count >= enough) slot.corrected = best[0].word;
    const chance = (term) => (term?.count >= enough ? 1 : (END * term?.count) / enough);
    this.put(slot, terms.map((term, i) => [term, SLIP ** best[i].away * (i ? 0.8 : 1) * chance(term)]));
  }

  /** Ranks the pages that a query finds. `isOpen`: its last word may go on. */
  async search(query, isOpen = true) {
    query = query.slice(0, 500);
    isOpen &&= new RegExp(`${LETTER}$`, "u").test(query);
    const slots = words(query).slice(0, 24).map((word, i, { length }) => {
      const folded = this.fold(word);
      const spelling = word.normalize("NFC").toLowerCase().replace(/[\u00ad\u200c\u200d\u2060]/g, "");
      return { word, folded, spelling, stem: this.stem(folded), hits: new Map(), terms: [], isOpen: isOpen && i === length - 1 };
    });
    await this.get(slots.map((slot) => slot.stem));
    await this.phrases(slots);
    await Promise.all(slots.map((slot) => this.find(slot)));
    const { pages, kind, kinds } = this.index;
    // By page: the sum of what its words are worth, and the share of the query that it has.
    const [sums, shares] = [new Float64Array(pages), new Float64Array(pages)];
    let [total, known] = [0, 0];
    const isGrammar = ({ folded }) => this.grammar.has(folded);
    const grammar = slots.filter(isGrammar).length;
    const isTelling = grammar < slots.length;
    for (const slot of slots) {
      const { size } = slot.hits;
      const weight = isTelling && isGrammar(slot) ? Math.min(GRAMMAR, MOST_GRAMMAR / grammar) : 1;
      slot.rarity = weight * Math.log(1 + (pages - size + 0.5) / (size + 0.5)) ** RARITY;
      slot.share = slot.rarity + 0.2 * weight;
      total += slot.share;
      if (size && weight === 1) known += slot.rarity;
      for (const [page, { value }] of slot.hits) {
        sums[page] += slot.rarity * value;
        shares[page] += slot.share;
      }
    }
    // The commonest words alone find nothing.
    const isFound = known >= 0.02 * total || slots.every((slot) => slot.hits.size);
    const score = (page) => (sums[page] * shares[page]) / total;
    let best = 0;
    for (let page = 0; page < pages; page++) if (shares[page]) best = Math.max(best, score(page));
    const found = [];
    for (let page = 0; page < pages && isFound; page++) if (shares[page] && score(page) >= 0.1 * best) found.push(page);
    found.sort((one, other) => score(other) - score(one) || one - other);
    return {
      slots,
      hits: found.map((page) => {
        return { page, slots, score: score(page), share: shares[page], kind: kinds[kind.charCodeAt(page) - 97], about: this.about[page] };
      }),
      terms: unique(slots.flatMap((slot) => [slot.stem, this.fold(slot.corrected || slot.word), ...slot.terms])).filter((term) => term && !(isTelling && this.grammar.has(term))),
      corrected: slots.some((slot) => slot.corrected) && slots.map(({ corrected, word }) => (corrected ? asWritten(corrected, word) : word)).join(" "),
    };
  }

  /** What is to be known of a word of a text, worked out once: with every letter that is typed the same texts come again. */
  reading(word) {
    if (!this.read.has(word)) {
      const letters = this.letters(word);
      const folded = letters.map(([letter]) => letter).join("");
      this.read.set(word, { letters, folded, stem: this.stem(folded) });
    }
    return this.read.get(word);
  }

  /** Where a text has what was searched for: words, and parts of compounds. */
  marks(text, terms) {
    const found = [];
    const inner = terms.filter((term) => term.length > 3);
    for (const { 0: word, index: begin } of text.matchAll(WORD)) {
      const { letters, folded, stem } = this.reading(word);
      if (terms.includes(stem)) {
        found.push([begin, begin + word.length]);
        continue;
      }
      const parts = inner.map((term) => {
        const at = folded.indexOf(term);
        // What is the last part in another form is marked with its ending.
        return [at, at >= 0 && this.stem(folded.slice(at)) === term ? folded.length - at : term.length];
      }).filter(([at]) => at >= 0);
      let end = -3;
      for (const [at, length] of parts.sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
        // What only links two parts is marked with them.
        if (at + length <= end) continue;
        const until = begin + (letters[at + length]?.[1] ?? word.length);
        if (at <= end + 2) found.at(-1)[1] = until;
        else found.push([begin + letters[at][1], until]);
        end = at + length;
      }
    }
    return found;
  }

  /** The anchor of a heading: `src/search/page.rs`. */
  anchor(heading) {
    const plain = [...heading.toLowerCase()].map((letter) => this.index.anchors[letter] ?? letter).join("").normalize("NFKD");
    return plain.replace(/[\u0300-\u036f'’]/g, "").split(/[^a-z0-9]+/).filter(Boolean).join("-");
  }

  /** The sentence that has most of what was searched for; of a long one what stands around the first of it. */
  excerpt(texts, terms) {
    let [best, most, from] = ["", -1, 0];
    for (const text of texts) {
      const sentences = text.split(SENTENCE);
      sentences.forEach((sentence, i) => {
        const marks = this.marks(sentence, terms);
        if (marks.length <= most) return;
        [best, most, from] = [sentence, marks.length, marks[0]?.[0] ?? 0];
        // A few words need what comes next.
        while (best.length < LEAST_EXCERPT && i + 1 < sentences.length) best += (/[\p{L}\p{N}]$/u.test(best) ? " · " : " ") + sentences[++i];
      });
    }
    if (best.length > MOST_EXCERPT && from > MOST_EXCERPT / 2) best = `… ${best.slice(best.lastIndexOf(" ", from - MOST_EXCERPT / 3) + 1)}`;
    return best.length > MOST_EXCERPT ? `${best.slice(0, MOST_EXCERPT).replace(/[\s·,;:–]+\S*$/, "")} …` : best;
  }

  /** What a result shows: a page or a section. */
  async show({ page, slots }) {
    const { size } = this.index;
    const sections = [];
    for (const { rarity, hits } of slots) {
      const { value, section } = hits.get(page) ?? { value: 0, section: 0 };
      sections[section] = (sections[section] ?? 0) + rarity * value;
    }
    const { list } = await this.shown.load(Math.floor(page / size));
    const [href, title, description, path, parts, opening] = list[page % size];
    const best = sections.reduce((best, value, section) => (value > (sections[best] ?? 0) ? section : best), 0);
    const [heading, text, anchor] = parts[best - 1] ?? ["", opening];
    // Most anchors say what the heading says.
    const id = anchor || this.anchor(heading);
    return { href: id ? `${href}#${id}` : href, title, heading, path, texts: [text, description].filter(Boolean) };
  }
}
