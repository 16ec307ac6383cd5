// The box in which one searches: a dialog on every page, and the page of the search. `search.js` finds, this shows;
// `search-start.js` loads it when somebody first searches.
// After the combobox pattern of the ARIA Authoring Practices: the focus stays in the field, arrows move along the results.

const FIRST = 10;
const MORE = 20;
/** As much of a query as is read, and as can be shared. */
const MOST_SHARED = 500;
/** So few results need no filters. */
const FEW = 5;

const form = document.querySelector("form.search");
/** Returns how the files of an index are read: fetched from a folder, and unpacked. */
const reader = (folder) => async (name) => {
  const response = await fetch(folder + name, { cache: name === "index.bin" ? "no-cache" : "default" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const bytes = response.body.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(bytes).arrayBuffer());
};

const dialog = form?.closest("dialog");
const own = document.documentElement.lang;
const isDebugging = new URLSearchParams(location.search).has("debug");

if (form) {
  const input = form.querySelector("input");
  const status = form.querySelector(".search-status");
  const filters = form.querySelector(".search-filters");
  const list = form.querySelector(".search-results");
  const foot = form.querySelector(".search-foot");
  let engine;
  const indexes = new Map();
  /** What is asked for; answers to earlier questions are dropped. */
  let asked = { query: "", language: own, limit: FIRST };
  let turn = 0;
  let active = -1;
  let waiting;

  /** Loads the engine and the index of a language once. */
  const indexOf = (language, folder) => {
    if (!indexes.has(language)) {
      engine ??= import(form.dataset.engine);
      indexes.set(language, engine.then(({ Search }) => Search.open(reader(folder))));
    }
    return indexes.get(language);
  };
  const ownIndex = () => indexOf(own, form.dataset.index);

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** A text with what was searched for marked. */
  const mark = (index, text, terms) => {
    const parts = [];
    let done = 0;
    for (const [from, to] of index.marks(text, terms)) {
      parts.push(text.slice(done, from), make("mark", {}, text.slice(from, to)));
      done = to;
    }
    return [...parts, text.slice(done)];
  };

  /** A text of the interface, in the form that a number asks for. */
  const say = ({ index }, key, { count, ...values } = {}) => {
    const forms = index.texts[key] ?? {};
    const form = forms[new Intl.PluralRules(own).select(count ?? 0)] ?? forms.other ?? "";
    const filled = { count: count?.toLocaleString(own), ...values };
    return form.replace(/\{(\w+)\}/g, (_, name) => filled[name] ?? "");
  };

  const choose = (number) => {
    const options = [...list.children];
    active = options.length && number >= -1 ? (number < options.length ? number : -1) : options.length - 1;
    options.forEach((option, i) => option.setAttribute("aria-selected", i === active));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  };

  const clear = () => {
    list.replaceChildren();
    filters.replaceChildren();
    foot.replaceChildren();
    list.hidden = filters.hidden = true;
    delete form.dataset.shown;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const option = (hit, shown, number, { found, index, home }) => {
    const marked = (text) => mark(index, text, found.terms);
    const kind = say(home, `kind-${hit.kind}`);
    // Most kinds are called as the section that has all of them: "Article", "Articles".
    const isKind = (title) => title.slice(0, 4) === kind.slice(0, 4) && Math.abs(title.length - kind.length) < 4;
    const way = shown.path.filter((title) => !isKind(title)).join(" › ");
    const title = make("span", { className: "search-title" }, ...marked(shown.title));
    if (shown.heading) title.append(make("span", { className: "search-section" }, " › ", ...marked(shown.heading)));
    const link = make("a", { href: shown.href, id: `search-result-${number}`, className: "search-result", tabIndex: -1 }, title);
    link.setAttribute("role", "option");
    if (asked.language !== own) link.lang = link.hreflang = asked.language;
    link.append(make("span", { className: "search-path" }, [kind, way].filter(Boolean).join(" · ")));
    const excerpt = index.excerpt(shown.texts, found.terms);
    if (excerpt) link.append(make("span", { className: "search-excerpt" }, ...marked(excerpt)));
    if (isDebugging) {
      const parts = found.slots.map(({ word, rarity, hits }) => `${word}: ${rarity.toFixed(2)} × ${(hits.get(hit.page)?.value ?? 0).toFixed(1)}`);
      const share = hit.share / found.slots.reduce((sum, slot) => sum + slot.share, 0);
      link.append(make("code", { className: "search-debug" }, `${hit.score.toFixed(2)} = ${share.toFixed(2)} × (${parts.join(" + ")})`));
    }
    return link;
  };

  /** Names with how often each occurs, the commonest first. */
  const counted = (names) => {
    const counts = new Map();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].sort(([, one], [, other]) => other - one);
  };

  /** Buttons of which one is pressed. */
  const buttons = (label, choices, current, press) => {
    const group = make("div", { className: "search-choices" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    group.append(make("span", { ariaHidden: "true" }, label));
    for (const [value, text, count] of choices) {
      const button = make("button", { type: "button" }, text);
      if (count !== undefined) button.append(" ", make("span", { className: "search-count" }, count.toLocaleString(own)));
      button.setAttribute("aria-pressed", value === current);
      button.addEventListener("click", () => press(value));
      group.append(button);
    }
    return group;
  };

  /** Shows what is found. Waits for the texts of the results first, so that nothing jumps. */
  const show = async (mine, context) => {
    const { found, index, home } = context;
    const { query, kind, subject, language, limit } = asked;
    const isOf = (hit) => !kind || hit.kind === kind;
    const isAbout = (hit) => !subject || hit.about.includes(subject);
    const hits = found.hits.filter((hit) => isOf(hit) && isAbout(hit));
    const first = hits.slice(0, limit);
    const texts = await Promise.all(first.map((hit) => index.show(hit)));
    if (mine !== turn) return;
    clear();
    const name = home.index.others.find(([tag]) => tag === language)?.[2];
    const count = { count: hits.length, language: name };
    const heard = hits.length
      ? [found.corrected && say(home, "corrected", { query: found.corrected }), say(home, name ? "results-in" : "results", count)]
      : [say(home, "nothing-for", { query })];
    status.textContent = heard.filter(Boolean).join(" ");
    form.dataset.shown = query;
    const all = [undefined, say(home, "all")];
    const kinds = counted(found.hits.filter(isAbout).map((hit) => hit.kind));
    if (kinds.length > 1 || kind) {
      const choices = kinds.map(([name, count]) => [name, say(home, `kind-${name}`), count]);
      filters.append(buttons(say(home, "kind"), [all, ...choices], kind, (kind) => ask({ kind })));
    }
    const subjects = counted(found.hits.filter(isOf).flatMap((hit) => hit.about));
    if (subjects.length > 1 || subject) {
      const choices = subjects.map(([name, count]) => [name, name, count]);
      filters.append(buttons(say(home, "subject"), [all, ...choices], subject, (subject) => ask({ subject })));
    }
    if (found.hits.length <= FEW && !kind && !subject) filters.replaceChildren();
    filters.hidden = !filters.hasChildNodes();
    list.append(...first.map((hit, i) => option(hit, texts[i], i, context)));
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    if (!hits.length && dialog) foot.append(make("a", { href: `${form.action}#search-index-title` }, say(home, "index")));
    if (hits.length > limit) {
      const more = make("button", { type: "button", className: "search-more" }, say(home, "more"));
      more.addEventListener("click", () => ask({ limit: limit + MORE }));
      foot.append(more);
    }
  };

  const fail = () => {
    // It is tried again.
    indexes.clear();
    engine = undefined;
    clear();
    status.textContent = form.dataset.failed;
  };

  /** How many results the other languages have; asked when the reader pauses, so that nothing waits for it. */
  const elsewhere = async (mine, home) => {
    const { query, language } = asked;
    const { index } = home;
    const all = [[own, "", "", form.dataset.index], ...index.others].filter(([tag]) => tag !== language);
    const counted = await Promise.all(
      all.map(async ([tag, , name, folder]) => {
        const total = (await (await indexOf(tag, folder)).search(query)).hits.length;
        return [tag, tag === own ? say(home, "results", { count: total }) : say(home, "results-in", { count: total, language: name }), total];
      }),
    );
    if (mine !== turn) return;
    const found = counted.filter(([, , total]) => total > 0).map(([tag, text]) => [tag, text]);
    if (found.length === 0) return;
    const choice = buttons(say(home, "elsewhere"), found, undefined, (language) => {
      ask({ language, kind: undefined, subject: undefined, limit: FIRST });
      input.focus();
    });
    foot.append(choice);
  };

  const ask = async (change) => {
    asked = { ...asked, ...change };
    const mine = ++turn;
    clearTimeout(waiting);
    if (!asked.query.trim()) {
      clear();
      return;
    }
    try {
      const home = await ownIndex();
      const other = home.index.others.find(([tag]) => tag === asked.language);
      const index = other ? await indexOf(asked.language, other[3]) : home;
      const found = await index.search(asked.query);
      await show(mine, { found, index, home });
      if (mine !== turn) return;
      waiting = setTimeout(() => elsewhere(mine, home).catch(() => {}), 600);
    } catch (error) {
      if (mine === turn) fail();
      console.warn(error);
    }
    if (!dialog) {
      const url = new URL(location.href);
      url.searchParams.set("q", asked.query.slice(0, MOST_SHARED));
      history.replaceState(null, "", url);
    }
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  ownIndex().catch(() => {});
  input.addEventListener("input", () => ask({ query: input.value, kind: undefined, subject: undefined, limit: FIRST, language: own }));
  input.addEventListener("keydown", (event) => {
    const move = { ArrowDown: active + 1, ArrowUp: active < 0 ? list.children.length - 1 : active - 1 }[event.key];
    if (move !== undefined && list.children.length) {
      event.preventDefault();
      choose(move);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
    } else if (event.key === "Escape" && dialog) {
      event.preventDefault();
      dialog.close();
    }
  });
  // The page of the search has its results already.
  if (!dialog) form.addEventListener("submit", (event) => event.preventDefault());

  if (dialog) {
    const close = form.querySelector(".search-close");
    close.hidden = false;
    close.addEventListener("click", () => dialog.close());
    // Beside the box, or to a place on this page.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a.search-result")) dialog.close();
    });
  }
  // What was typed before all was there.
  if (input.value) ask({ query: input.value });
}
