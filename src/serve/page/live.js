// Renews the page that is looked at, and says what is wrong. Served by `tillit serve` alone; no built site has it.
// In front of it stands `WORDS`, what it says in the language of those who write.
(() => {
  "use strict";

  const OWN = "/_tillit/";
  /** After so many milliseconds without a sign of life the stream is begun anew: the computer may have slept. */
  const SILENCE = 31000;
  /** How long a changed block is marked, in milliseconds. */
  const MARKED = 1600;
  /** For so many milliseconds a page may be missing: some programs save a file by putting another one in its place. */
  const MISSING = 300;
  const FOLLOW = "tillit-follow";
  const SAID = "tillit-said";
  /** The tag of the page as the browser has loaded it. */
  const LOADED = document.currentScript.dataset.page;
  const BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,tr,figure,blockquote,pre,dt,dd,caption,summary,table,aside,section,article,main";

  const counted = (text, count) => {
    const [one, other] = text.split(" | ");
    return (count === 1 || other === undefined ? one : other).replace("{count}", count);
  };
  const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const memory = {
    get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, value) => {
      try { value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value); } catch { /* then not */ }
    },
  };

  // ---- The page as the server gives it

  /** The page as it was given last. What differs from it in the browser is the reader's or a script's, and stays. */
  let given = null;
  let text = null;
  let isGone = false;

  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  async function fetchPage() {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store", headers: { accept: "*/*" } });
    const header = (name) => answer.headers.get(name) ?? "";
    return { status: answer.status, html: await answer.text(), type: header("content-type"), tag: header("etag") };
  }

  /** Takes over what has changed in the page, and marks it. */
  async function renew() {
    let page;
    try {
      page = await fetchPage();
      if (page.status === 404 && text !== null && !isGone) {
        await new Promise((done) => setTimeout(done, MISSING));
        page = await fetchPage();
      }
    } catch {
      return;
    }
    if (page.status === 404) {
      await follow();
      return;
    }
    if (page.status >= 500 || !page.type.startsWith("text/html")) return;
    // A page that was gone is back, or one that could not be made can be made now.
    if (isGone || text === null) {
      location.reload();
      return;
    }
    if (page.html === text) return;
    const next = parse(page.html);
    const scripts = (root) => [...root.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join();
    if (scripts(next) !== scripts(given)) {
      location.reload();
      return;
    }
    const changed = [];
    attributes(document.documentElement, given.documentElement, next.documentElement);
    head(given.head, next.head);
    attributes(document.body, given.body, next.body);
    children(document.body, given.body, next.body, changed);
    given = parse(page.html);
    text = page.html;
    mark(changed);
    panel.announce(WORDS.updated);
  }

  /** Follows a page that is elsewhere now, or says that it is nowhere. */
  async function follow() {
    const answer = await fetch(`${OWN}where.json?page=${encodeURIComponent(decodeURI(location.pathname))}`);
    const { to } = await answer.json();
    if (to) {
      memory.set(SAID, WORDS.moved);
      location.replace(to + location.hash);
    } else {
      // Where there never was a page there may yet be one.
      isGone = text !== null;
      panel.say(isGone ? WORDS.gone : WORDS.nowhere);
    }
  }

  // ---- Taking over changes

  const keyOf = (node) =>
    node.nodeType === Node.ELEMENT_NODE ? `${node.nodeName}#${node.id}` : String(node.nodeType);

  /** Between blocks there is the same nothing everywhere, so it tells of no place. */
  const isBlank = (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() === "";

  /** Pairs the children of two nodes in their order: equal ones first, then those of one kind in between. */
  function pairs(before, after) {
    const found = new Map();
    let at = 0;
    const equal = [];
    after.forEach((node, index) => {
      if (isBlank(node)) return;
      for (let look = at; look < before.length; look += 1) {
        if (before[look].isEqualNode(node)) {
          equal.push([look, index]);
          at = look + 1;
          return;
        }
        // Far ahead it is another one that looks the same.
        if (look - at > 40) return;
      }
    });
    let [fromBefore, fromAfter] = [0, 0];
    for (const [toBefore, toAfter] of [...equal, [before.length, after.length]]) {
      const loose = before.slice(fromBefore, toBefore);
      for (let index = fromAfter; index < toAfter; index += 1) {
        const isPair = (node) => isBlank(node) === isBlank(after[index]) && keyOf(node) === keyOf(after[index]);
        // No block is passed over for the nothing behind it.
        const match = isBlank(after[index]) ? (loose[0] && isPair(loose[0]) ? 0 : -1) : loose.findIndex(isPair);
        if (match >= 0) {
          found.set(index, loose[match]);
          loose.splice(0, match + 1);
        }
      }
      if (toAfter < after.length) found.set(toAfter, before[toBefore]);
      [fromBefore, fromAfter] = [toBefore + 1, toAfter + 1];
    }
    return found;
  }

  /** Finds the nodes of the page for the children that the server gave, which scripts may have put others between. */
  function standIns(live, old) {
    const found = new Map();
    const rest = [...live.childNodes].filter((node) => node !== panel.host);
    for (const node of old.childNodes) {
      const at = rest.findIndex((candidate) => keyOf(candidate) === keyOf(node));
      if (at >= 0) {
        found.set(node, rest[at]);
        rest.splice(0, at + 1);
      }
    }
    return found;
  }

  function children(live, old, next, changed) {
    const before = [...old.childNodes];
    const after = [...next.childNodes];
    const pair = pairs(before, after);
    const inPage = standIns(live, old);
    const kept = new Set(pair.values());
    for (const node of before) {
      if (!kept.has(node)) {
        inPage.get(node)?.remove();
        if (!isBlank(node)) changed.push(live);
      }
    }
    let last = null;
    after.forEach((node, index) => {
      const was = pair.get(index);
      const now = was && inPage.get(was);
      if (now) {
        last = update(now, was, node, changed);
        return;
      }
      const made = document.importNode(node, true);
      const place = last ? last.nextSibling : live.firstChild;
      live.insertBefore(made, place === panel.host ? panel.host : place);
      last = made;
      if (!isBlank(node)) changed.push(made);
    });
  }

  function update(live, old, next, changed) {
    if (old.isEqualNode(next)) return live;
    if (live.nodeType !== Node.ELEMENT_NODE) {
      live.nodeValue = next.nodeValue;
      changed.push(live);
      return live;
    }
    // Drawings and formulas are made anew as a whole.
    if (live.namespaceURI !== "http://www.w3.org/1999/xhtml" || live.nodeName === "IFRAME") {
      const made = document.importNode(next, true);
      live.replaceWith(made);
      changed.push(made);
      return made;
    }
    if (attributes(live, old, next)) changed.push(live);
    children(live, old, next, changed);
    return live;
  }

  /** What the reader has set stays: whether something is open, and what was typed. */
  function attributes(live, old, next) {
    let any = false;
    for (const { name, value } of next.attributes) {
      if (old.getAttribute(name) !== value) {
        live.setAttribute(name, value);
        any = true;
      }
    }
    for (const { name } of old.attributes) {
      if (!next.hasAttribute(name)) {
        live.removeAttribute(name);
        any = true;
      }
    }
    return any;
  }

  function head(old, next) {
    const before = [...old.children];
    const isIn = (list, node) => list.some((other) => other.isEqualNode(node));
    const after = [...next.children];
    document.title = next.querySelector("title")?.textContent ?? "";
    const gone = before.filter((node) => node.nodeName !== "TITLE" && !isIn(after, node));
    const remove = () => {
      for (const node of gone) [...document.head.children].find((child) => child.isEqualNode(node))?.remove();
    };
    const sheets = [];
    for (const node of after.filter((node) => node.nodeName !== "TITLE" && !isIn(before, node))) {
      // Scripts run in a new page only, and a stricter policy holds from there on.
      if (node.nodeName === "SCRIPT" || node.httpEquiv) continue;
      const made = document.importNode(node, true);
      document.head.append(made);
      if (made.nodeName === "LINK" && made.rel === "stylesheet") {
        sheets.push(new Promise((done) => { made.onload = done; made.onerror = done; }));
      }
    }
    // The old style goes when the new one is there, so that the page is never bare.
    Promise.all(sheets).then(remove);
  }

  /** Loads files anew that have another content under the same name. */
  function refresh(files, state) {
    const isNew = (address) => {
      const url = new URL(address, location.href);
      return url.origin === location.origin && files.includes(decodeURI(url.pathname));
    };
    const anew = (address) => {
      const url = new URL(address, location.href);
      url.searchParams.set("tillit", state);
      return url.href;
    };
    for (const link of document.querySelectorAll("link[rel=stylesheet][href]")) {
      if (!isNew(link.href)) continue;
      const made = link.cloneNode();
      made.href = anew(link.href);
      made.onload = () => link.remove();
      link.after(made);
    }
    for (const element of document.querySelectorAll("img[src],source[src],video[src],audio[src],embed[src]")) {
      if (isNew(element.src)) element.src = anew(element.src);
    }
    for (const element of document.querySelectorAll("img[srcset],source[srcset]")) {
      const parts = element.srcset.split(",").map((part) => part.trim().split(/\s+/));
      if (parts.some(([address]) => address && isNew(address))) {
        element.srcset = parts.map(([address, ...rest]) => [isNew(address) ? anew(address) : address, ...rest].join(" ")).join(", ");
      }
    }
  }

  /** Marks the blocks that have changed, and shows the first of them. */
  function mark(changed) {
    const blocks = new Set();
    for (const node of changed) {
      const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
      const block = element?.closest(BLOCKS);
      if (block?.isConnected) blocks.add(block);
    }
    // The innermost tell best where it is.
    const inner = [...blocks].filter((block) => ![...blocks].some((other) => other !== block && block.contains(other)));
    const main = document.querySelector("main");
    const shown = inner.filter((block) => block !== main && (!main || main.contains(block)));
    for (const block of shown) {
      const colour = { outline: "3px solid #b58900", outlineOffset: "4px" };
      const frames = isCalm() ? [colour, colour] : [colour, { outline: "3px solid transparent", outlineOffset: "4px" }];
      block.animate(frames, { duration: MARKED, easing: "ease-in" });
    }
    const first = shown[0];
    // The desk is read beside the text that is edited, and stays where it is.
    if (!first || panel.isDesk) return;
    const { top, bottom } = first.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) {
      first.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
    }
  }

  // ---- What is said

  /** The badge in the corner and the list of faults, in a tree of their own that the site's styles do not reach. */
  const panel = (() => {
    const make = (name, properties = {}, ...inside) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(properties)) {
        if (key in element) element[key] = value; else element.setAttribute(key, value);
      }
      element.append(...inside);
      return element;
    };
    const isDesk = location.pathname.startsWith(OWN);
    const host = make("tillit-preview", { lang: WORDS.language, className: isDesk ? "desk" : "" });
    const root = host.attachShadow({ mode: "open" });
    // Each speaks of one thing, so that none takes the words out of another's mouth.
    const [page, state] = [0, 1].map(() => make("p", { className: "heard", role: "status" }));
    /** The same words would be spoken again. */
    const speak = (region, words) => { if (region.textContent !== words) region.textContent = words; };
    const words = make("p");
    const unsay = make("button", { type: "button", textContent: WORDS.close, className: "close" });
    const message = make("section", { className: "message", hidden: true, "aria-label": WORDS.preview }, words, unsay);
    unsay.addEventListener("click", () => { message.hidden = true; });
    const list = make("ol");
    const title = make("h2", { id: "title", tabIndex: -1 });
    const looking = make("p", { className: "looking", textContent: WORDS.looking, hidden: true });
    const more = make("p", { hidden: true });
    const close = make("button", { type: "button", textContent: WORDS.close, className: "close" });
    const box = make("input", { type: "checkbox", checked: memory.get(FOLLOW) === "1" });
    const label = make("label", {}, box, ` ${WORDS.follow}`);
    const desk = make("a", { href: OWN, textContent: WORDS.desk });
    const faults = make("section", { className: "faults", hidden: true, "aria-labelledby": "title" },
      make("div", { className: "bar" }, title, close), list, more, looking, make("p", { className: "foot" }, label, " · ", desk));
    const badge = make("button", { type: "button", className: "badge", "aria-expanded": "false" });
    root.append(make("link", { rel: "stylesheet", href: `${OWN}live.css` }), faults, message, badge, page, state);

    /** What was closed is not opened again until something else is wrong. */
    let closed = "";
    let now = "";
    const show = (open) => {
      // The badge is not there while the list is.
      const isHeld = open && root.activeElement === badge;
      faults.hidden = !open;
      if (isHeld) close.focus();
      badge.setAttribute("aria-expanded", String(open));
    };
    close.addEventListener("click", () => { closed = now; show(false); badge.focus(); });
    badge.addEventListener("click", () => { show(faults.hidden); if (!faults.hidden) title.focus(); });
    // The list opens by itself while somebody is elsewhere in the page; what the page does with the key comes first.
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || faults.hidden || event.defaultPrevented) return;
      const isInside = root.activeElement !== null;
      closed = now;
      show(false);
      if (isInside) badge.focus();
    });
    box.addEventListener("change", () => memory.set(FOLLOW, box.checked ? "1" : null));

    const item = ({ entry, parts, here, edit }) => {
      // What can be scrolled is reached by the keyboard.
      const inside = parts.map(({ quoted, text }) => make("pre", { textContent: text, ...(quoted && { className: "quoted", tabIndex: 0 }) }));
      if (edit) inside.push(make("a", { href: edit, textContent: `${WORDS.edit}: ${entry.file}:${entry.line ?? 1}` }));
      return make("li", { className: `${entry?.severity ?? "error"}${here ? " here" : ""}` }, ...inside);
    };

    /** The list as it stands: whoever reads it, or has the focus in it, is not disturbed for nothing. */
    let listed = "";

    return {
      host,
      isDesk,
      announce(said) {
        // What was updated before is updated again.
        page.textContent = "";
        setTimeout(() => { page.textContent = said; }, 100);
      },
      say(said) {
        // What was closed stays so until something else is said.
        if (words.textContent === (said ?? "")) return;
        words.textContent = said ?? "";
        message.hidden = !said;
        speak(page, said ?? "");
      },
      lost(isLost) {
        badge.classList.toggle("lost", isLost);
        if (isLost) this.say(WORDS.lost); else if (words.textContent === WORDS.lost) this.say(null);
      },
      follows: () => box.checked,
      show({ errors, warnings, here, complete, more: others, faults: entries }) {
        const parts = [];
        if (errors) parts.push(counted(WORDS.errors, errors));
        if (warnings) parts.push(counted(WORDS.warnings, warnings));
        const all = parts.join(", ");
        badge.textContent = all ? `${all}${here ? ` (${here} ${WORDS.here})` : ""}` : "✓";
        badge.setAttribute("aria-label", `${WORDS.preview}: ${badge.textContent === "✓" ? WORDS.no_faults : badge.textContent}`);
        badge.className = `badge ${errors ? "error" : warnings ? "warning" : "fine"}`;
        title.textContent = all || WORDS.no_faults;
        const told = JSON.stringify(entries);
        if (told !== listed) list.replaceChildren(...entries.map(item));
        listed = told;
        more.hidden = !others;
        more.textContent = others ? counted(WORDS.more, others) : "";
        looking.hidden = complete;
        const wrong = entries.filter(({ entry }) => entry?.severity === "error").map(({ parts }) => parts.map(({ text }) => text).join("\n")).join("\n");
        // The desk has a page of its own for them, and is there to be read.
        if (errors && wrong !== closed && wrong !== now && !isDesk) show(true);
        if (!errors && now) show(false);
        if (!errors) closed = "";
        now = wrong;
        speak(state, all);
      },
    };
  })();

  // ---- What the server tells

  let known = null;
  let last = null;
  let source = null;
  let heard = Date.now();
  let turn = Promise.resolve();

  async function hear(told) {
    const isOther = known && (told.state !== known.state || told.run !== known.run);
    const isSurveyed = known && told.complete !== known.complete;
    const isFirst = !known;
    known = told;
    if (isOther && told.pages.length > 0 && panel.follows() && !told.pages.includes(location.pathname)) {
      const language = document.documentElement.lang;
      location.assign(told.pages.find((page) => page.split("/").includes(language)) ?? told.pages[0]);
      return;
    }
    // What was edited between the loading of the page and the first news is seen then. The desk tells of faults, too.
    if (isOther || isFirst || (panel.isDesk && isSurveyed)) {
      await renew();
      if (told.files.length > 0) refresh(told.files.map(decodeURI), `${told.run}-${told.state}`);
    }
    // What is news by now may have mended what was wrong.
    if (told !== last) return;
    try {
      const answer = await fetch(`${OWN}faults.json?page=${encodeURIComponent(decodeURI(location.pathname))}`);
      if (answer.ok) panel.show(await answer.json());
    } catch { /* The stream tells when the server is back. */ }
  }

  /** A browser makes six connections to a server, for all its windows together. Pages that nobody sees leave them to the
   *  others, and catch up once they are seen. */
  const isSeen = () => document.visibilityState === "visible";

  function listen() {
    source?.close();
    heard = Date.now();
    source = new EventSource(`${OWN}events${known ? `?since=${known.run}-${known.state}` : ""}`);
    source.addEventListener("state", ({ data }) => {
      heard = Date.now();
      panel.lost(false);
      const told = JSON.parse(data);
      last = told;
      turn = turn.then(() => hear(told));
    });
    source.addEventListener("pulse", () => { heard = Date.now(); });
    source.addEventListener("error", () => { panel.lost(true); });
  }

  function rest() {
    source?.close();
    source = null;
  }

  const isAsleep = () => !source || source.readyState === EventSource.CLOSED || Date.now() - heard > SILENCE;
  const wake = () => { if (isSeen() && isAsleep()) listen(); };

  const begin = async () => {
    document.body.append(panel.host);
    const said = memory.get(SAID);
    if (said) {
      memory.set(SAID, null);
      panel.say(said);
      setTimeout(() => panel.say(null), 6000);
    }
    try {
      const page = await fetchPage();
      // Another page than the one that was loaded is no measure of what changes in it; the first news loads it anew.
      if (page.status === 200 && page.tag.includes(LOADED)) {
        text = page.html;
        given = parse(page.html);
      }
    } catch { /* Then it is loaded anew as a whole. */ }
    wake();
    setInterval(wake, 2000);
    for (const name of ["online", "pageshow", "visibilitychange"]) addEventListener(name, wake, true);
    addEventListener("visibilitychange", () => { if (!isSeen()) rest(); }, true);
    addEventListener("pagehide", rest);
  };
  begin();
})();
