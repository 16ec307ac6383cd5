// The built site as a reader meets it: served over HTTP, shown in Chromium.
// TILLIT_SITE names the built folder; CHROMIUM the browser, when it is not /usr/bin/chromium.
// `tests/run` builds the site and calls this file. What a page looks like inside is left to `tests/suite.rs`.

import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, resolve, sep } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";

/** What a reader of each language must meet. `quotes` are the outer quotation marks. */
const LANGUAGES = {
  nb: { name: "Norsk", skip: "Hopp til innholdet", notFound: "Siden finnes ikke", quotes: ["«", "»"] },
  de: { name: "Deutsch", skip: "Zum Inhalt springen", notFound: "Seite nicht gefunden", quotes: ["„", "“"] },
  sv: { name: "Svenska", skip: "Hoppa till innehållet", notFound: "Sidan finns inte", quotes: ["”", "”"] },
  en: { name: "English", skip: "Skip to content", notFound: "Page not found", quotes: ["“", "”"] },
};
const TAGS = Object.keys(LANGUAGES);
const DEFAULT_LANGUAGE = "en";
const SITE_TITLE = "Tillit";

/** The kinds of page that every language has, as the class of `body` names them. */
const KINDS = [
  ...["home", "section", "article", "subjects", "subject", "people", "person"],
  ...["instrument", "course", "glossary", "term", "references", "not_found"],
];

const NARROW = { width: 320, height: 640 };
const PHONE = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 900 };

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The server.

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".xml": "application/xml; charset=utf-8",
};

function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Serves `folder` as a plain web server does: index.html for folders, else the 404.html that stands nearest. */
function serve(folder) {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      let file = resolve(folder, `.${path}`);
      if (file !== folder && !file.startsWith(folder + sep)) {
        response.writeHead(400).end();
        return;
      }
      if (path.endsWith("/")) {
        file = join(file, "index.html");
      } else if (isFile(join(file, "index.html"))) {
        response.writeHead(301, { location: `${encodeURI(path)}/` }).end();
        return;
      }
      let status = 200;
      if (!isFile(file)) {
        status = 404;
        const ofLanguage = join(folder, path.split("/")[1] ?? "", "404.html");
        file = isFile(ofLanguage) ? ofLanguage : join(folder, "404.html");
      }
      const body = await readFile(file);
      response.writeHead(status, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// What all tests share.

let server;
let browser;
/** `http://127.0.0.1:<port>`. */
let origin;
/** The address under which the site will be published, without the last slash. */
let published;
/** Every page of the site by path, as the browser found it. */
const survey = new Map();
/** The paths that can be reached from `/` by links. */
const reached = new Set();

function folderOfSite() {
  const folder = process.env.TILLIT_SITE;
  assert.ok(folder, "TILLIT_SITE must name the folder of the built site; `tests/run` sets it");
  assert.ok(isFile(join(folder, "index.html")), `${folder} holds no built site: index.html is missing`);
  return resolve(folder);
}

function pathOfChromium() {
  const path = process.env.CHROMIUM || "/usr/bin/chromium";
  assert.ok(
    existsSync(path),
    `Chromium is not at ${path}. Install it with: sudo apt-get install --yes chromium\n` +
      "or name another one in the variable CHROMIUM.",
  );
  return path;
}

/** Opens a fresh page with its own context, and closes both. */
async function withPage(options, use) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Goes to a path of the site; the status must be as expected. */
async function open(page, path, status = 200) {
  const response = await page.goto(origin + path);
  assert.equal(response.status(), status, `status of ${path}`);
}

/** Follows a link and waits until the page it names has loaded, with its style. */
async function follow(page, link) {
  const target = new URL(await link.getAttribute("href"), page.url()).href;
  await link.click();
  await page.waitForURL(target);
}

/** Where the page stands now, without the origin. */
function pathOf(page) {
  const url = new URL(page.url());
  assert.equal(url.origin, origin, "the page stays on the site");
  return url.pathname;
}

function langOf(page) {
  return page.locator("html").getAttribute("lang");
}

/** What can be read from a page, in the browser. */
function read() {
  const attributes = (selector, name) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name));
  const plain = [];
  for (const prose of document.querySelectorAll(".prose")) {
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      // A work is cited in its own language, and so is a passage that says it is in another.
      if (!parent.closest("code, pre, kbd, samp, math, .references, .prose [lang]")) {
        plain.push(walker.currentNode.data);
      }
    }
  }
  return {
    lang: document.documentElement.lang,
    title: document.title,
    kind: document.body.className.replace(/^page-/, ""),
    headings: [...document.querySelectorAll("h1")].map((heading) => heading.textContent.trim()),
    ids: attributes("[id]", "id"),
    links: [...attributes("a[href], area[href]", "href"), ...attributes("link[href]:not([rel=canonical])", "href")],
    sources: attributes("[src]", "src"),
    canonical: attributes("link[rel=canonical]", "href"),
    alternates: [...document.querySelectorAll("link[rel=alternate][hreflang]")].map((link) => [link.hreflang, link.href]),
    noindex: document.querySelector("meta[name=robots][content*=noindex]") !== null,
    elements: document.querySelectorAll("*").length,
    plain: plain.join(""),
  };
}

/** Visits a path and keeps what the page holds, asks for, and says on the console. */
async function look(page, path) {
  const requests = [];
  const complaints = [];
  const onRequest = (request) => requests.push(request.url());
  const onConsole = (message) => {
    if (["error", "warning", "assert"].includes(message.type())) complaints.push(message.text());
  };
  const onError = (error) => complaints.push(String(error));
  page.on("request", onRequest);
  page.on("console", onConsole);
  page.on("pageerror", onError);
  const response = await page.goto(origin + path);
  await page.waitForLoadState("networkidle");
  const facts = await page.evaluate(read);
  page.off("request", onRequest);
  page.off("console", onConsole);
  page.off("pageerror", onError);
  return { path, status: response.status(), requests, complaints, ...facts };
}

/** The path on this server of an address in a page; nothing if it leads away from the site. */
function local(address, from) {
  const url = new URL(address, origin + from);
  if (url.origin === origin) return url;
  if (url.href === published || url.href.startsWith(`${published}/`)) {
    return new URL(origin + (url.href.slice(published.length) || "/"));
  }
  return null;
}

/** Every HTML file of the site as a path. */
async function pathsOnDisk(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => `/${relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/")}`)
    .map((path) => path.replace(/(^|\/)index\.html$/, "$1"))
    .sort();
}

/** Does `work` for all items, a few at a time. */
async function inParallel(items, lanes, work) {
  const waiting = [...items];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(lane, item);
    }),
  );
}

/** The page of a kind and language with the most in it. */
function sample(kind, lang) {
  const pages = [...survey.values()].filter((page) => page.kind === kind && page.lang === lang);
  assert.ok(pages.length > 0, `there is a page of kind ${kind} in ${lang}`);
  return pages.reduce((best, page) => (page.elements > best.elements ? page : best));
}

/** One page of each kind in each language, and the chooser. */
function samples() {
  return [survey.get("/"), ...TAGS.flatMap((lang) => KINDS.map((kind) => sample(kind, lang)))];
}

/** Pages that are shown to readers and search engines; 404 pages and redirects are not. */
function indexed() {
  return [...survey.values()].filter((page) => !page.noindex);
}

/** The paths of one article by language. */
function translations() {
  const article = sample("article", DEFAULT_LANGUAGE);
  const paths = Object.fromEntries(
    article.alternates.filter(([tag]) => tag !== "x-default").map(([tag, url]) => [tag, local(url, article.path).pathname]),
  );
  assert.deepEqual(Object.keys(paths).sort(), [...TAGS].sort(), `${article.path} exists in all languages`);
  return paths;
}

/** Faults are told together, as many as can be read. */
function none(faults, what) {
  const more = faults.length > 40 ? `\n… and ${faults.length - 40} more` : "";
  assert.ok(faults.length === 0, `${faults.length} × ${what}:\n${faults.slice(0, 40).join("\n")}${more}`);
}

before(async () => {
  const folder = folderOfSite();
  const executablePath = pathOfChromium();
  server = await serve(folder);
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

  const context = await browser.newContext({ viewport: WIDE });
  // More at a time than elsewhere: each waits for the network to be quiet.
  const lanes = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  await inParallel(await pathsOnDisk(folder), lanes, async (page, path) => survey.set(path, await look(page, path)));
  await context.close();
  published = survey.get("/").canonical[0].replace(/\/$/, "");

  const waiting = ["/"];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const page = survey.get(path);
    waiting.push(...(page?.links ?? []).map((link) => local(link, path)?.pathname).filter((next) => survey.has(next)));
  }
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

// The tests.

/** Tells whether a path is that of a later page of a list: readers find it from the first one. */
const isNumbered = (path) => /\/(?:page|side|seite|sida)\/\d+\/$/.test(path);

describe("every page", () => {
  test("is of a known kind, and each kind exists in each language", () => {
    const kinds = new Set([...survey.values()].map((page) => page.kind));
    kinds.delete("redirect");
    assert.deepEqual([...kinds].sort(), [...KINDS, "chooser"].sort());
    for (const page of samples()) assert.equal(page.status, 200, page.path);
    none([...survey.values()].filter((page) => page.status !== 200).map((page) => page.path), "page does not load");
  });

  test("has a language, a title and one h1", () => {
    const faults = [];
    for (const { path, lang, title, headings } of survey.values()) {
      const expected = TAGS.find((tag) => path.startsWith(`/${tag}/`)) ?? DEFAULT_LANGUAGE;
      if (lang !== expected) faults.push(`${path}: lang="${lang}"`);
      if (!title.includes(SITE_TITLE)) faults.push(`${path}: title "${title}"`);
      if (headings.length !== 1 || headings[0] === "") faults.push(`${path}: h1 ${JSON.stringify(headings)}`);
    }
    none(faults, "frame is wrong");
  });

  test("is named by itself as canonical", () => {
    const faults = indexed()
      .filter((page) => page.canonical.length !== 1 || page.canonical[0] !== published + page.path)
      .map((page) => `${page.path}: ${page.canonical}`);
    none(faults, "canonical is not the page itself");
  });

  test("is named by its translations as it names them", () => {
    const faults = [];
    for (const page of indexed()) {
      if (isNumbered(page.path)) {
        if (page.alternates.length > 0) faults.push(`${page.path}: its part of a list has no counterpart`);
        continue;
      }
      const named = JSON.stringify(page.alternates);
      if (page.alternates.filter(([tag]) => tag === "x-default").length !== 1) faults.push(`${page.path}: no x-default`);
      if (page.kind !== "chooser" && !page.alternates.some(([tag, url]) => tag === page.lang && url === page.canonical[0])) {
        faults.push(`${page.path}: does not name itself`);
      }
      for (const [tag, url] of page.alternates) {
        const target = survey.get(local(url, page.path)?.pathname);
        if (!target) {
          faults.push(`${page.path}: ${tag} ${url} does not exist`);
        } else if (tag !== "x-default" && target.lang !== tag) {
          faults.push(`${page.path}: ${tag} ${url} is in ${target.lang}`);
        } else if (JSON.stringify(target.alternates) !== named) {
          faults.push(`${page.path}: ${tag} ${url} names other translations`);
        }
      }
    }
    none(faults, "hreflang is wrong");
  });

  test("can be reached from the chooser", () => {
    const faults = indexed().map((page) => page.path).filter((path) => !reached.has(path));
    none(faults, "page that no link leads to");
  });

  test("links to pages and anchors that exist", async () => {
    const faults = [];
    const statuses = new Map();
    let anchors = 0;
    for (const page of survey.values()) {
      if (new Set(page.ids).size !== page.ids.length) {
        faults.push(`${page.path}: id twice: ${page.ids.filter((id, at) => page.ids.indexOf(id) !== at)}`);
      }
      for (const link of [...page.links, ...page.sources]) {
        const url = local(link, page.path);
        if (!url) {
          if (!/^(https?|mailto|data):/.test(link)) faults.push(`${page.path}: ${link} leads nowhere`);
          continue;
        }
        if (!statuses.has(url.pathname)) {
          const response = await fetch(origin + url.pathname, { redirect: "manual" });
          await response.arrayBuffer();
          statuses.set(url.pathname, response.status);
        }
        if (statuses.get(url.pathname) !== 200) {
          faults.push(`${page.path}: ${link} answers ${statuses.get(url.pathname)}`);
        } else if (url.hash) {
          anchors += 1;
          const anchor = decodeURIComponent(url.hash.slice(1));
          if (!survey.get(url.pathname)?.ids.includes(anchor)) faults.push(`${page.path}: ${link} has no such anchor`);
        }
      }
    }
    none(faults, "link is dead");
    assert.ok(statuses.size >= indexed().length && anchors > 0, "links and anchors were found at all");
  });

  test("asks for nothing outside the site and keeps nothing in the browser", async () => {
    const faults = [];
    for (const { path, requests } of survey.values()) {
      assert.ok(requests.length > 0, `requests of ${path} were seen`);
      for (const url of requests) {
        if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) faults.push(`${path}: ${url}`);
      }
    }
    none(faults, "request leaves the site");
    await withPage({}, async (page) => {
      for (const { path } of samples()) await open(page, path);
      assert.deepEqual(await page.context().cookies(), []);
      assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    });
  });

  test("loads without complaint of the browser", () => {
    const faults = [...survey.values()].flatMap((page) => page.complaints.map((text) => `${page.path}: ${text}`));
    none(faults, "complaint on the console");
  });

  test("refuses foreign and inline code, and the browser says so", async () => {
    await withPage({}, async (page) => {
      const complaints = [];
      const sent = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("response", (response) => sent.push(response.url()));
      for (const { path } of samples()) {
        await open(page, path);
        complaints.length = 0;
        const ran = await page.evaluate(async () => {
          const image = document.createElement("img");
          const blocked = new Promise((done) => image.addEventListener("error", done));
          image.src = "https://elsewhere.invalid/pixel.png";
          const script = document.createElement("script");
          script.textContent = "window.inlineCodeRan = true";
          document.body.append(image, script);
          await blocked;
          return window.inlineCodeRan === true;
        });
        assert.equal(ran, false, `${path}: inline code must not run`);
        const refused = complaints.filter((text) => text.includes("Content Security Policy"));
        assert.equal(refused.length, 2, `${path}: image and script are refused, and seen to be: ${complaints.join("\n")}`);
      }
      none(sent.filter((url) => !url.startsWith(`${origin}/`)), "answer from elsewhere");
    });
  });

  for (const viewport of [NARROW, WIDE]) {
    test(`does not scroll sideways at ${viewport.width} px`, async () => {
      const faults = [];
      const context = await browser.newContext({ viewport });
      const lanes = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
      await inParallel(survey.keys(), lanes, async (page, path) => {
        await open(page, path);
        for (const state of ["closed", "open"]) {
          const [scroll, client] = await page.evaluate((opened) => {
            for (const details of document.querySelectorAll("details")) details.open = opened;
            const root = document.scrollingElement;
            return [Math.max(root.scrollWidth, document.body.scrollWidth), root.clientWidth];
          }, state === "open");
          if (scroll > client) faults.push(`${path} (${state}): ${scroll} px wide`);
        }
      });
      await context.close();
      none(faults, "page scrolls sideways");
    });
  }
});

describe("the front page", () => {
  for (const lang of TAGS) {
    test(`in ${lang} speaks ${LANGUAGES[lang].name}`, async () => {
      await withPage({}, async (page) => {
        await open(page, `/${lang}/`);
        assert.equal(await langOf(page), lang);
        assert.equal(await page.title(), SITE_TITLE);
        assert.equal(await page.locator("h1").count(), 1);
        assert.ok(await page.locator("h1").isVisible());
        assert.equal(await page.locator(".languages [aria-current=true]").innerText(), LANGUAGES[lang].name);
        const others = TAGS.filter((tag) => tag !== lang).map((tag) => LANGUAGES[tag].name);
        assert.deepEqual((await page.locator(".languages a").allInnerTexts()).sort(), others.sort());
      });
    });
  }

  test("in no two languages has the same heading", () => {
    const headings = TAGS.map((lang) => survey.get(`/${lang}/`).headings[0]);
    assert.equal(new Set(headings).size, TAGS.length, headings.join(", "));
  });

  test("of the site offers every language and prefers none", async () => {
    await withPage({}, async (page) => {
      for (const lang of TAGS) {
        await open(page, "/");
        assert.equal(await page.locator("main li a").count(), TAGS.length);
        await follow(page, page.locator(`main a[hreflang=${lang}]`));
        assert.equal(pathOf(page), `/${lang}/`);
        assert.equal(await langOf(page), lang);
      }
    });
  });
});

describe("the choice of language", () => {
  for (const from of TAGS) {
    test(`leads from the article in ${from} to each translation and back`, async () => {
      await withPage({}, async (page) => {
        const paths = translations();
        await open(page, paths[from]);
        for (const to of TAGS.filter((tag) => tag !== from)) {
          for (const [target, name] of [
            [to, LANGUAGES[to].name],
            [from, LANGUAGES[from].name],
          ]) {
            const link = page.getByRole("navigation").getByRole("link", { name, exact: true });
            assert.equal(await link.getAttribute("lang"), target);
            assert.equal(await link.getAttribute("hreflang"), target);
            await follow(page, link);
            assert.equal(pathOf(page), paths[target]);
            assert.equal(await langOf(page), target);
            assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), published + paths[target]);
            const stated = await page.locator(`link[rel=alternate][hreflang=${from}]`).getAttribute("href");
            assert.equal(stated, published + paths[from]);
          }
        }
      });
    });
  }

  test("is offered on every page exactly where a translation exists", () => {
    const faults = [];
    for (const page of indexed().filter(({ kind }) => kind !== "chooser")) {
      for (const [tag, url] of page.alternates) {
        if (tag === "x-default" || tag === page.lang) continue;
        if (!page.links.includes(local(url, page.path).pathname)) faults.push(`${page.path}: no link to ${tag}`);
      }
    }
    none(faults, "translation that the page does not link to");
  });
});

describe("the keyboard", () => {
  for (const lang of TAGS) {
    test(`skips to the content in ${lang}`, async () => {
      await withPage({}, async (page) => {
        for (const path of KINDS.map((kind) => sample(kind, lang).path)) {
          await open(page, path);
          await page.keyboard.press("Tab");
          const skip = page.locator(":focus");
          assert.equal(await skip.innerText(), LANGUAGES[lang].skip, path);
          const box = await skip.boundingBox();
          assert.ok(box.x >= 0 && box.y >= 0 && box.height >= 24, `${path}: the skip link shows: ${JSON.stringify(box)}`);
          await page.keyboard.press("Enter");
          assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN", path);
          await page.keyboard.press("Tab");
          const next = await page.evaluate(() => {
            const main = document.querySelector("main");
            const focused = document.activeElement;
            const order = main.compareDocumentPosition(focused);
            const target = main.querySelector("a[href], summary, [tabindex='0']");
            return { inside: main.contains(focused), behind: Boolean(order & Node.DOCUMENT_POSITION_FOLLOWING), target: target !== null };
          });
          assert.ok(next.target ? next.inside : next.behind, `${path}: the next stop is in or behind the content`);
        }
      });
    });

    test(`opens, uses and closes the menu at ${PHONE.width} px in ${lang}`, async () => {
      await withPage({ viewport: PHONE }, async (page) => {
        await open(page, sample("article", lang).path);
        const summary = page.locator(".menu summary");
        const links = page.locator(".menu a");
        const count = await links.count();
        assert.ok(count > 0, "the menu has entries");
        assert.equal(await links.first().isVisible(), false, "the menu begins closed");
        const focusSummary = async () => {
          for (let step = 0; step < 20; step += 1) {
            await page.keyboard.press("Tab");
            if (await summary.evaluate((element) => element === document.activeElement)) return;
          }
          assert.fail("Tab reaches the menu");
        };
        await focusSummary();
        const outline = await summary.evaluate((element) => {
          const style = getComputedStyle(element);
          return style.outlineStyle === "none" ? 0 : Number.parseFloat(style.outlineWidth);
        });
        assert.ok(outline >= 2, "the focus shows");

        const closed = await summary.innerText();
        await page.keyboard.press("Enter");
        for (let at = 0; at < count; at += 1) assert.ok(await links.nth(at).isVisible(), "the open menu shows its entries");
        assert.notEqual(await summary.innerText(), closed, "the button says what it does next");
        await page.keyboard.press("Space");
        assert.equal(await links.first().isVisible(), false, "Space closes the menu");
        await page.keyboard.press("Space");

        for (let at = 0; at < count; at += 1) {
          await page.keyboard.press("Tab");
          assert.ok(await links.nth(at).evaluate((element) => element === document.activeElement), `Tab reaches entry ${at + 1}`);
        }
        const target = await links.nth(count - 1).getAttribute("href");
        await Promise.all([page.waitForURL(origin + target), page.keyboard.press("Enter")]);
        assert.equal(await langOf(page), lang);
        assert.equal(await page.locator(".menu [aria-current=page]").getAttribute("href"), target);
      });
    });
  }
});

describe("without JavaScript", () => {
  for (const lang of TAGS) {
    for (const viewport of [PHONE, WIDE]) {
      test(`a reader of ${lang} finds an article at ${viewport.width} px`, async () => {
        await withPage({ javaScriptEnabled: false, viewport }, async (page) => {
          await open(page, "/");
          await follow(page, page.locator(`main a[hreflang=${lang}]`));
          assert.equal(pathOf(page), `/${lang}/`);

          // On a wide screen the menu lies open.
          if (viewport === PHONE) await page.locator(".menu summary").click();
          await follow(page, page.locator(".menu a").first());
          const section = survey.get(pathOf(page));
          assert.equal(section?.kind, "section");
          assert.equal(section.lang, lang);

          await follow(page, page.locator("main .card-article a").first());
          const article = survey.get(pathOf(page));
          assert.equal(article?.kind, "article");
          assert.equal(article.lang, lang);
          assert.ok((await page.locator(".prose").innerText()).length > 500, "the text is there");

          for (const to of TAGS.filter((tag) => tag !== lang)) {
            await follow(page, page.locator(`.languages a[hreflang=${to}]`));
            assert.equal(await langOf(page), to);
            assert.equal(survey.get(pathOf(page))?.kind, "article");
            await follow(page, page.locator(`.languages a[hreflang=${lang}]`));
            assert.equal(pathOf(page), article.path);
          }
        });
      });
    }
  }
});

describe("a term of the glossary", () => {
  const withTerm = (options, use) =>
    withPage(options, async (page) => {
      await open(page, sample("article", DEFAULT_LANGUAGE).path);
      const link = page.locator("a.term").first();
      await use(page, link, page.locator(".term-card"));
    });

  test("is explained under the pointer, also when it moves to the card", async () => {
    await withTerm({ viewport: WIDE }, async (page, link, card) => {
      await link.hover();
      await card.waitFor({ state: "visible" });
      await card.locator("a").hover();
      await page.waitForTimeout(500);
      assert.ok(await card.isVisible());
      await page.mouse.move(1, 1);
      await card.waitFor({ state: "hidden" });
    });
  });

  test("is explained on focus, until Escape", async () => {
    await withTerm({ viewport: WIDE }, async (page, link, card) => {
      await page.keyboard.press("Tab");
      await link.focus();
      await card.waitFor({ state: "visible" });
      const described = await link.getAttribute("aria-describedby");
      const meaning = await page.locator(`[id="${described}"]`).textContent();
      assert.equal(await card.locator("p").textContent(), meaning);
      await page.keyboard.press("Escape");
      await card.waitFor({ state: "hidden" });
    });
  });

  test("is explained on the first tap, and followed on the second", async () => {
    await withTerm({ viewport: PHONE, hasTouch: true }, async (page, link, card) => {
      await link.tap();
      await card.waitFor({ state: "visible" });
      await Promise.all([page.waitForURL((url) => survey.get(url.pathname)?.kind === "term"), link.tap()]);
    });
  });

  test("is a plain link without JavaScript", async () => {
    await withTerm({ viewport: PHONE, javaScriptEnabled: false }, async (page, link) => {
      await follow(page, link);
      assert.equal(survey.get(pathOf(page))?.kind, "term");
    });
  });
});

describe("an address that does not exist", () => {
  for (const lang of TAGS) {
    test(`is answered in ${lang}, with a way home`, async () => {
      await withPage({}, async (page) => {
        await open(page, `/${lang}/no-such-page/at/all/`, 404);
        assert.equal(await langOf(page), lang);
        assert.equal(await page.locator("h1").innerText(), LANGUAGES[lang].notFound);
        assert.equal(await page.locator("meta[name=robots]").getAttribute("content"), "noindex");
        assert.notEqual(
          await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor),
          "rgba(0, 0, 0, 0)",
          "the style reaches a page deep in a folder",
        );
        await follow(page, page.locator(`main a[href="/${lang}/"]`));
        assert.equal(pathOf(page), `/${lang}/`);
      });
    });
  }

  test("outside the languages is answered in the default language", async () => {
    await withPage({}, async (page) => {
      await open(page, "/no-such-page", 404);
      assert.equal(await langOf(page), DEFAULT_LANGUAGE);
      assert.equal(await page.locator("h1").innerText(), LANGUAGES[DEFAULT_LANGUAGE].notFound);
      assert.equal(await page.locator(".languages a").count(), TAGS.length - 1);
    });
  });
});

describe("the text", () => {
  for (const lang of TAGS) {
    test(`has the quotation marks of ${lang}`, () => {
      const own = LANGUAGES[lang].quotes;
      const foreign = ["«", "»", "„", "“", "”", '"'].filter((mark) => !own.includes(mark));
      const pages = [...survey.values()].filter((page) => page.lang === lang && page.plain !== "");
      const faults = [];
      for (const { path, plain } of pages) {
        for (const mark of foreign) {
          const at = plain.indexOf(mark);
          if (at >= 0) faults.push(`${path}: ${mark} in “${plain.slice(Math.max(0, at - 30), at + 30)}”`);
        }
        const opened = plain.split(own[0]).length - 1;
        const closed = plain.split(own[1]).length - 1;
        if (own[0] === own[1] ? opened % 2 !== 0 : opened !== closed) faults.push(`${path}: ${own.join(" ")} do not pair`);
      }
      none(faults, "quotation mark is wrong");
      const text = pages.map((page) => page.plain).join("");
      assert.ok(new RegExp(`${own[0]}[^${own.join("")}]+${own[1]}`).test(text), `${own.join(" ")} appear`);
    });
  }
});

describe("sitemap and feeds", () => {
  test("name pages that exist, and the sitemap names them all", async () => {
    const addresses = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
    const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
    const listed = addresses(sitemap, /<loc>([^<]+)<\/loc>/g).map((url) => local(url, "/")?.pathname);
    const pages = indexed().map((page) => page.path).filter((path) => path !== "/" && !isNumbered(path));
    assert.deepEqual(listed.filter((path) => path !== "/").sort(), pages.sort());
    for (const lang of TAGS) {
      const feed = await (await fetch(`${origin}/${lang}/feed.xml`)).text();
      const links = addresses(feed, /<link[^>]* href="([^"]+)"/g).map((url) => local(url, "/")?.pathname);
      assert.ok(links.some((path) => survey.get(path)?.kind === "article"), `the feed in ${lang} names articles`);
      none(links.filter((path) => !survey.has(path) && path !== `/${lang}/feed.xml`), `dead link in the feed in ${lang}`);
      assert.match(feed, new RegExp(`xml:lang="${lang}"`));
    }
  });
});

describe("accessibility", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [NARROW, WIDE]) {
      test(`has no faults that axe finds, ${colorScheme}, ${viewport.width} px`, { timeout: 300_000 }, async () => {
        const faults = [];
        // The policy of the site would refuse axe as it refuses any foreign code.
        const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
        const lanes = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
        const grounds = new Set();
        await inParallel(samples(), lanes, async (page, { path }) => {
          await open(page, path);
          grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
          await page.evaluate(AXE_SOURCE);
          // Closed as they come, then with the menu and the outline open.
          for (const opened of viewport === NARROW ? [false, true] : [false]) {
            const result = await page.evaluate(
              ([values, open]) => {
                if (open) for (const details of document.querySelectorAll("details")) details.open = true;
                return globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
              },
              [AXE_TAGS, opened],
            );
            assert.ok(result.passes.length > 10, `${path}: axe looked at the page`);
            for (const { id, help, nodes } of result.violations) {
              faults.push(`${path}: ${id} (${help}): ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
            }
          }
        });
        await context.close();
        assert.equal(grounds.size, 1, "all pages have one ground");
        const light = Number([...grounds][0].match(/\d+/)[0]) > 127;
        assert.equal(light, colorScheme === "light", "the pages follow the colour scheme");
        none(faults, "fault");
      });
    }
  }
});
