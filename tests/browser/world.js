// What all browser tests share: the built site, served over HTTP, and one Chromium that has seen all of its pages.
// TILLIT_SITE names the built folder; CHROMIUM the browser, when it is not /usr/bin/chromium.

import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, resolve, sep } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** What a reader of each language must meet. `quotes` are the outer quotation marks. */
export const LANGUAGES = {
  nb: { name: "Norsk", skip: "Hopp til innholdet", notFound: "Siden finnes ikke", quotes: ["«", "»"] },
  de: { name: "Deutsch", skip: "Zum Inhalt springen", notFound: "Seite nicht gefunden", quotes: ["„", "“"] },
  sv: { name: "Svenska", skip: "Hoppa till innehållet", notFound: "Sidan finns inte", quotes: ["”", "”"] },
  en: { name: "English", skip: "Skip to content", notFound: "Page not found", quotes: ["“", "”"] },
};
export const TAGS = Object.keys(LANGUAGES);
export const DEFAULT_LANGUAGE = "en";
export const SITE_TITLE = "Tillit";

/** The kinds of page that every language has, as the class of `body` names them. */
export const KINDS = [
  ...["home", "section", "article", "subjects", "subject", "people", "person"],
  ...["instrument", "course", "glossary", "term", "references", "search", "print", "path", "not_found"],
];

export const NARROW = { width: 320, height: 640 };
export const PHONE = { width: 360, height: 740 };
export const WIDE = { width: 1280, height: 900 };

export const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
export const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml; charset=utf-8",
};

function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The headers that `_headers` asks for, so that all tests see the site as its readers do: a path, or the beginning of one
 * with an asterisk behind it, and what is sent there. */
function headersOf(folder) {
  const file = join(folder, "_headers");
  if (!isFile(file)) return [];
  const rules = readFileSync(file, "utf8").matchAll(/^(\/\S*)\n((?:  .*\n)*)/gm);
  return [...rules].map(([, path, lines]) => [
    path,
    Object.fromEntries(lines.trim().split("\n").map((line) => line.trim().split(/: (.*)/s).slice(0, 2)).map(([name, value]) => [name.toLowerCase(), value])),
  ]);
}

/** Serves `folder` as a plain web server does: index.html for folders, else the 404.html that stands nearest. */
function serve(folder) {
  const rules = headersOf(folder);
  const server = createServer(async (request, response) => {
    asked.push([request.url, request.headers["sec-purpose"] ?? ""]);
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
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
      for (const [rule, sent] of rules) {
        if (rule === path || (rule.endsWith("*") && path.startsWith(rule.slice(0, -1)))) Object.assign(headers, sent);
      }
      // The tests change what is published, and find it under the same name.
      delete headers["cache-control"];
      response.writeHead(status, headers).end(body);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// What all tests share.

let server;
/** Every address that was asked for, with what for, if the browser said so. */
export const asked = [];
export let browser;
/** `http://127.0.0.1:<port>`. */
export let origin;
/** The address under which the site will be published, without the last slash. */
export let published;
/** Every page of the site by path, as the browser found it. */
export const survey = new Map();
/** The paths that can be reached from `/` by links. */
export const reached = new Set();

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
export async function withPage(options, use) {
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
export async function open(page, path, status = 200) {
  const response = await page.goto(origin + path);
  assert.equal(response.status(), status, `status of ${path}`);
}

/** Follows a link and waits until the page it names has loaded, with its style. */
export async function follow(page, link) {
  const target = new URL(await link.getAttribute("href"), page.url()).href;
  await link.click();
  await page.waitForURL(target);
}

/** Where the page stands now, without the origin. */
export function pathOf(page) {
  const url = new URL(page.url());
  assert.equal(url.origin, origin, "the page stays on the site");
  return url.pathname;
}

export function langOf(page) {
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
      if (!parent.closest("script, code, pre, kbd, samp, math, .references, .margin-work, .prose [lang]")) {
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
    links: [
      ...attributes("a[href], area[href]", "href"),
      ...attributes("link[href]:not([rel=canonical])", "href"),
      ...attributes("form[action]", "action"),
    ],
    sources: attributes("[src]", "src"),
    canonical: attributes("link[rel=canonical]", "href"),
    alternates: [...document.querySelectorAll("link[rel=alternate][hreflang]")].map((link) => [link.hreflang, link.href]),
    noindex: document.querySelector("meta[name=robots][content*=noindex]") !== null,
    elements: document.querySelectorAll("*").length,
    plain: plain.join(""),
  };
}

/** Where a page is wider than the window, on a phone and on a wide screen, with what can be opened closed and open. */
async function overflows(page) {
  const found = [];
  for (const viewport of [WIDE, NARROW]) {
    await page.setViewportSize(viewport);
    for (const state of ["closed", "open"]) {
      const [scroll, client] = await page.evaluate((opened) => {
        for (const details of document.querySelectorAll("details")) details.open = opened;
        const root = document.scrollingElement;
        return [Math.max(root.scrollWidth, document.body.scrollWidth), root.clientWidth];
      }, state === "open");
      assert.ok(client > 0 && client <= viewport.width, `${client} px of ${viewport.width} were seen`);
      if (scroll > client) found.push(`${viewport.width} px, ${state}: ${scroll} px wide`);
    }
  }
  await page.setViewportSize(WIDE);
  return found;
}

/** Visits a path and keeps what the page holds, asks for, and says on the console. Loading takes longest: it is done once. */
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
  return { path, status: response.status(), requests, complaints, ...facts, overflows: await overflows(page) };
}

/** The path on this server of an address in a page; nothing if it leads away from the site. */
export function local(address, from) {
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
export async function inParallel(items, lanes, work) {
  const waiting = [...items];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(lane, item);
    }),
  );
}

/** The page of a kind and language with the most in it. */
export function sample(kind, lang) {
  const pages = [...survey.values()].filter((page) => page.kind === kind && page.lang === lang);
  assert.ok(pages.length > 0, `there is a page of kind ${kind} in ${lang}`);
  return pages.reduce((best, page) => (page.elements > best.elements ? page : best));
}

/** One page of each kind in each language, and the chooser. */
export function samples() {
  return [survey.get("/"), ...TAGS.flatMap((lang) => KINDS.map((kind) => sample(kind, lang)))];
}

/** Pages that are shown to readers and search engines; 404 pages and redirects are not. */
export function indexed() {
  return [...survey.values()].filter((page) => !page.noindex);
}

/** The paths of one article by language. */
export function translations() {
  const article = sample("article", DEFAULT_LANGUAGE);
  const paths = Object.fromEntries(
    article.alternates.filter(([tag]) => tag !== "x-default").map(([tag, url]) => [tag, local(url, article.path).pathname]),
  );
  assert.deepEqual(Object.keys(paths).sort(), [...TAGS].sort(), `${article.path} exists in all languages`);
  return paths;
}

/** Faults are told together, as many as can be read. */
export function none(faults, what) {
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
