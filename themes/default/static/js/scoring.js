// Scoring of an instrument in the reader's page: fields by item number, scores as they are filled in.
//
// Nothing is sent and nothing is kept: there is no form that could be submitted, and leaving the page empties the fields.
// Without this file the page says what is missing. Arithmetic is left to `scoring/score.js`, pasted rows to
// `scoring/row.js`; where they lie the element of this script says, since published files have their fingerprint in their
// names.

const SVG = "http://www.w3.org/2000/svg";
const PAUSE = 600; // Milliseconds without a key after which screen readers are told what has changed.
const SHOWN = 10; // More of what was not taken over is counted, not shown.

const root = document.querySelector(".scoring");
const pieces = root.querySelector("template").content;
const { versions } = JSON.parse(root.querySelector("script").textContent);
const places = document.querySelector("script[data-score]").dataset;
const [{ counted, isAnswer, score }, { isShort, number, readRow }] = await Promise.all([
  import(places.score),
  import(places.row),
]);

const language = document.documentElement.lang;
const words = Object.fromEntries(
  [...pieces.querySelectorAll("[data-word]")].map((word) => [word.dataset.word, word.textContent.trim()]),
);
const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
/** Lets the page answer its reader before the next step. Making a format of numbers is what takes longest here. */
const pause = () => new Promise((done) => setTimeout(done));
const decimals = async (least, most) => {
  await pause();
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping: false,
  });
};
const asSum = await decimals(0, 2);
const asMean = await decimals(2, 2);
const asAnswer = await decimals(0, 6);
await pause();

const form = pieces.querySelector(".scoring-form").cloneNode(true);
const part = (name) => form.querySelector(`.scoring-${name}`);
let key = versions[0];
let rater = ""; // As chosen; nothing if it is not stated.
let answers = [];
let fields = [];
let said = []; // What screen readers were told of each scale.
let timer = 0;

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Scores.

function nameOf(scale) {
  return scale.name ?? words.total;
}

function valueOf({ value, items, missing }) {
  if (value === null) return say("no-score", { answered: items - missing.length, items });
  return (key.method === "mean" ? asMean : asSum).format(value);
}

function possible({ range }) {
  return say("possible", { low: asSum.format(range[0]), high: asSum.format(range[1]) });
}

/** What is said of a score besides its value, if anything. */
function remark({ value, missing }) {
  return value !== null && missing.length > 0 ? say("replaced", { items: missing.join(", ") }) : "";
}

/** A bar from the lowest to the highest score. The text beside it says the same. */
function bar({ value, range: [low, high] }) {
  const svg = document.createElementNS(SVG, "svg");
  const rect = (name, x, width) => {
    const rect = document.createElementNS(SVG, "rect");
    const attributes = { class: name, x, y: 0, width, height: 10 };
    for (const [attribute, value] of Object.entries(attributes)) rect.setAttribute(attribute, value);
    svg.append(rect);
  };
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  rect("scoring-bar-ground", 0, 100);
  if (value !== null) {
    const share = Number((((value - low) / (high - low)) * 100).toFixed(2));
    rect("scoring-bar-value", 0, share);
    // The lowest score is to be seen too.
    rect("scoring-bar-end", Math.min(99, Math.max(0, share - 0.5)), 1);
  }
  return svg;
}

function scores() {
  return score(key, answers).map((result, at) => ({ ...result, name: nameOf(key.scales[at]) }));
}

function showScores() {
  const results = scores();
  part("scores").replaceChildren(
    ...results.map((result) => {
      const entry = make(
        "li",
        { className: result.id === "total" ? "scoring-total" : "" },
        make("span", { className: "scoring-name", textContent: result.name }),
        make("span", { className: "scoring-value", textContent: valueOf(result) }),
        bar(result),
        make("span", { className: "scoring-possible", textContent: possible(result) }),
      );
      const more = remark(result);
      if (more) entry.append(make("span", { className: "scoring-remark", textContent: more }));
      if (result.value === null) entry.classList.add("scoring-incomplete");
      return entry;
    }),
  );
  clearTimeout(timer);
  timer = setTimeout(() => announce(results), PAUSE);
}

/** Tells screen readers which scores are new. An incomplete scale is news only if it had a score. */
function announce(results) {
  const texts = results.map((result) => `${result.name}: ${valueOf(result)}`);
  const isNews = (result, at) => texts[at] !== said[at] && (result.value !== null || said[at] !== undefined);
  const news = texts.filter((_, at) => isNews(results[at], at));
  if (news.length === 0) return;
  said = texts.map((text, at) => (results[at].value === null ? undefined : text));
  part("status").textContent = `${news.join(". ")}.`;
}

/** The result as text: what was scored and who answered, then a line for each scale. */
function asText() {
  const lines = scores().map((result) => {
    const value = result.value === null ? valueOf(result) : `${valueOf(result)} (${possible(result)})`;
    const more = remark(result);
    return `${result.name}: ${value}${more ? `, ${more}` : ""}`;
  });
  return [titled(), ...lines, words[`method-${key.method}`], words.unconfirmed ?? ""].filter(Boolean).join("\n");
}

/** What was scored, and who answered. */
function titled() {
  return rater ? `${key.title}, ${words[`rater-${rater}`]}` : key.title;
}

function tell(text) {
  part("message").textContent = text;
}

/** The lowest and the highest answer, as words have them. */
function span() {
  return { low: asSum.format(key.min), high: asSum.format(key.max) };
}

// Fields.

/** Takes over what stands in a field; tells whether it is an answer. */
function take(item, isFinal) {
  const field = fields[item - 1];
  const value = number(field.value.trim());
  const valid = value !== null && isAnswer(key, value);
  answers[item - 1] = valid ? value : null;
  const wrong = isFinal && field.value.trim() !== "" && !valid;
  if (wrong) {
    field.setAttribute("aria-invalid", "true");
    tell(say("wrong", { item, text: shortened(field.value), ...span() }));
  } else if (field.getAttribute("aria-invalid")) {
    field.removeAttribute("aria-invalid");
    tell("");
  }
  const mark = form.querySelector(`#scoring-reversed-${item}`);
  if (mark) {
    mark.textContent = valid
      ? say("counts", { value: asAnswer.format(counted(key, item, value)) })
      : words.reversed;
  }
  return valid;
}

function go(item) {
  const field = fields[item - 1];
  if (!field) return false;
  field.focus();
  field.select();
  return true;
}

function onInput(item) {
  const field = fields[item - 1];
  if (!isShort(key)) {
    take(item, false);
    showScores();
    return;
  }
  // One key is one answer: of two digits the later one counts.
  const digit = field.value.match(/([-−]?\d)\D*$/)?.[1];
  const isBegun = key.min < 0 && /^[-−]$/.test(field.value);
  if (!isBegun) field.value = digit ?? "";
  const valid = take(item, digit !== undefined);
  showScores();
  if (valid) go(item + 1);
  else if (digit !== undefined) field.select();
}

function onKey(event, item) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const field = fields[item - 1];
  const { selectionStart: start, selectionEnd: end, value } = field;
  const isAll = start === 0 && end === value.length;
  const moves = {
    ArrowUp: -1,
    ArrowDown: 1,
    Enter: 1,
    ArrowLeft: isAll || end === 0 ? -1 : 0,
    ArrowRight: isAll || start === value.length ? 1 : 0,
    Backspace: value === "" ? -1 : 0,
  };
  const move = moves[event.key];
  if (move) {
    event.preventDefault();
    go(item + move);
  }
}

function onPaste(event, item) {
  const text = event.clipboardData.getData("text/plain");
  const row = readRow(text, key, item);
  if (row.answers.length + row.refused.length + row.empty.length + row.surplus.length < 2) return;
  event.preventDefault();
  fill(row);
}

function shortened(text) {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** Puts a row into the fields, and says what was taken and what not. */
function fill(row) {
  for (const [item, value] of row.answers) fields[item - 1].value = asAnswer.format(value);
  for (const item of [...row.empty, ...row.refused.map(([item]) => item)]) fields[item - 1].value = "";
  fields.forEach((_, at) => take(at + 1, false));
  showScores();
  const some = (texts) => [...texts.slice(0, SHOWN), ...(texts.length > SHOWN ? [`… (${texts.length})`] : [])].join(", ");
  const missing = fields.map((_, at) => at + 1).filter((item) => !isAnswer(key, answers[item - 1]));
  const refused = row.refused.map(([item, text]) => say("refused-one", { item, text: shortened(text) }));
  tell(
    [
      say("taken", { number: row.answers.length }),
      refused.length > 0 ? say("refused", { list: some(refused) }) : "",
      row.surplus.length > 0 ? say("surplus", { list: some(row.surplus.map(shortened)), items: key.items }) : "",
      missing.length > 0 ? say("empty", { list: some(missing) }) : "",
    ]
      .filter(Boolean)
      .join(" "),
  );
}

/** A field for the answer to an item, with its label. */
function cell(item) {
  const field = make("input", { id: `scoring-item-${item}`, type: "text", placeholder: " ", autocomplete: "off", spellcheck: false });
  // The keyboards of phones for numbers lack the minus.
  if (key.min >= 0) field.inputMode = key.fractions ? "decimal" : "numeric";
  field.addEventListener("input", () => onInput(item));
  field.addEventListener("change", () => take(item, true));
  field.addEventListener("keydown", (event) => onKey(event, item));
  field.addEventListener("paste", (event) => onPaste(event, item));
  field.addEventListener("focus", () => field.select());
  const label = make("label", { htmlFor: field.id, textContent: say("item", { number: item }) });
  const cell = make("div", { className: "scoring-item" }, label, field);
  if (key.reversed.includes(item)) {
    const mark = make("small", { id: `scoring-reversed-${item}`, textContent: words.reversed });
    field.setAttribute("aria-describedby", mark.id);
    cell.append(mark);
  }
  return cell;
}

/** Begins anew, with empty fields for the version. */
function begin() {
  answers = Array(key.items).fill(null);
  said = [];
  const cells = answers.map((_, at) => cell(at + 1));
  fields = cells.map((cell) => cell.querySelector("input"));
  part("items").replaceChildren(...cells);
  part("answers").textContent = say(key.fractions ? "answers-fractions" : "answers", span());
  const missing = key.missing ? `missing-${key.missing.rule}` : "missing-unknown";
  part("rule").textContent = `${words[`method-${key.method}`]} ${say(missing, { number: key.missing?.at_most })}`;
  part("title").textContent = titled();
  part("row-text").value = "";
  part("by-hand").hidden = true;
  part("by-hand-text").value = "";
  part("status").textContent = "";
  tell("");
  showScores();
}

function clear() {
  const hadAnswers = fields.some((field) => field.value !== "");
  begin();
  if (hadAnswers) tell(words.cleared);
}

// What is chosen, and what is done with the result.

/** A choice among several; a single one is only named. */
function choice(name, options, chosen) {
  if (options.length === 1) {
    return make("p", {}, make("span", { className: "scoring-label", textContent: words[name] }), ` ${options[0][1]}`);
  }
  const select = make("select", { id: `scoring-${name}`, autocomplete: "off" });
  select.append(...options.map(([value, text]) => make("option", { value, textContent: text })));
  select.addEventListener("change", () => chosen(select.value));
  const label = make("label", { className: "scoring-label", htmlFor: select.id, textContent: words[name] });
  return make("p", {}, label, select);
}

function chooseRater() {
  const raters = key.raters.map((name) => [name, words[`rater-${name}`]]);
  // Nobody is taken for the one who answered without saying so.
  const options = raters.length > 1 ? [["", words["rater-unstated"]], ...raters] : raters;
  rater = options[0]?.[0] ?? "";
  const element = choice("rater", options, (value) => {
    rater = value;
    part("title").textContent = titled();
  });
  part("raters").replaceChildren(...(options.length > 0 ? [element] : []));
}

function chooseVersion() {
  const options = versions.map(({ title }, at) => [at, title]);
  const element = choice("version", options, (at) => {
    key = versions[at];
    chooseRater();
    clear();
  });
  part("versions").replaceChildren(element);
}

async function copy() {
  const text = asText();
  try {
    await navigator.clipboard.writeText(text);
    part("by-hand").hidden = true;
    tell(words.copied);
  } catch {
    // Where the clipboard is not to be had, as without HTTPS, the reader copies.
    part("by-hand").hidden = false;
    part("by-hand-text").value = text;
    part("by-hand-text").focus();
    part("by-hand-text").select();
    tell(words["copy-by-hand"]);
  }
}

/** Prints this part of the page alone. */
function print() {
  document.body.classList.add("print-scoring");
  window.addEventListener("afterprint", () => document.body.classList.remove("print-scoring"), { once: true });
  window.print();
}

part("row-text").addEventListener("input", () => part("message").textContent && tell(""));
part("fill").addEventListener("click", () => {
  const row = readRow(part("row-text").value, key);
  begin();
  fill(row);
});
part("copy").addEventListener("click", copy);
part("print").addEventListener("click", print);
part("reset").addEventListener("click", () => {
  clear();
  go(1);
});
// A page that is kept for the way back keeps no answers.
window.addEventListener("pagehide", begin);

chooseVersion();
chooseRater();
begin();
await pause();
root.querySelector(".scoring-static").replaceWith(form);
