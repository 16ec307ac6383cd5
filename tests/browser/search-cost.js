// What a search costs readers: `TILLIT_SITE=<built site> node tests/browser/search-cost.js`. Run on demand, on the large
// site that `cargo bench --bench site -- --search --keep <folder>` leaves in `<folder>/searched`; no test, since it tells times.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { chromium } from "playwright-core";

const QUERIES = 15;
const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".svg": "image/svg+xml" };
/** The pages of the search, whose index has all titles. */
const PAGES = { nb: "sok", de: "suche", sv: "sok", en: "search" };

const folder = resolve(process.env.TILLIT_SITE ?? ".");
const isNamed = (path) => /[./][0-9a-f]{10}\.\w+$/.test(path);
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = resolve(folder, `.${path}`, path.endsWith("/") ? "index.html" : "");
  try {
    if (!file.startsWith(folder + sep)) throw new Error("outside");
    const body = await readFile(file);
    const cache = isNamed(path) ? "public, max-age=31536000, immutable" : "no-cache";
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": cache }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });

const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
const largest = (list) => Math.max(...list);
const all = { bytes: [], requests: [], requestsOfTwo: [], scripts: [], first: [], further: [] };

for (const [tag, search] of Object.entries(PAGES)) {
  const html = await readFile(join(folder, tag, search, "index.html"), "utf8");
  const titles = [...html.matchAll(/<li><a href="[^"]+">([^<]+)<\/a>/g)].map(([, title]) => title);
  const queries = Array.from({ length: QUERIES }, (_, i) => titles[Math.floor(((i + 0.5) * titles.length) / QUERIES)].split(" ").slice(1, 2 + (i % 2)).join(" "));
  for (const query of queries) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/${tag}/about/`);
    // What a first query with five results reads.
    const read = [];
    page.on("response", (response) => read.push(response));
    await page.evaluate(async (query) => {
      const { engine, index: folder } = document.querySelector("form.search").dataset;
      const { Search } = await import(engine);
      const fetched = async (name) => {
        const response = await fetch(folder + name);
        return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
      };
      const index = await Search.open(fetched);
      const { hits } = await index.search(query);
      await Promise.all(hits.slice(0, 5).map((hit) => index.show(hit)));
    }, query);
    const sizes = await Promise.all(read.map(async (response) => [response.url().endsWith(".bin"), (await response.body()).length]));
    const sum = (isData) => sizes.filter(([data]) => data === isData).reduce((total, [, size]) => total + size, 0);
    all.bytes.push(sum(true) / 1000);
    all.scripts.push(sum(false) / 1000);
    all[query.includes(" ") ? "requestsOfTwo" : "requests"].push(sizes.filter(([data]) => data).length);

    // From a keystroke to what it finds, with all files in the browser's cache.
    const times = async () => {
      await page.goto(`${origin}/${tag}/about/`);
      await page.waitForTimeout(100);
      await page.evaluate(() => {
        globalThis.times = [];
        const form = document.querySelector("form.search");
        document.addEventListener("input", () => (globalThis.begun = performance.now()), true);
        new MutationObserver(() => form.dataset.shown === form.querySelector("input").value && times.push(performance.now() - begun)).observe(form, { attributeFilter: ["data-shown"] });
      });
      await page.keyboard.press("/");
      for (const letter of query) {
        const before = await page.evaluate(() => times.length);
        // Not every letter has a key of its own on the keyboard of the test.
        await page.keyboard.insertText(letter);
        await page.waitForFunction((before) => times.length > before, before, { timeout: 10_000 }).catch(() => {});
      }
      return page.evaluate(() => times);
    };
    await times();
    const [first, ...further] = await times();
    all.first.push(first);
    all.further.push(...further);
    await context.close();
  }
}
await browser.close();
server.close();

const row = (name, list, most) => {
  const verdict = most === undefined ? "" : `${String(most).padStart(9)}  ${median(list) <= most ? "met" : "MISSED"}`;
  console.log(`${name.padEnd(44)}${median(list).toFixed(1).padStart(9)}${largest(list).toFixed(1).padStart(9)}${verdict}`);
};
console.log(`${"".padEnd(44)}${"median".padStart(9)}${"worst".padStart(9)}${"at most".padStart(9)}`);
row("first query, five results: kB of the index", all.bytes, Number(process.env.MOST_KB ?? 45));
row("the same: files, for one word", all.requests, 9);
row("the same: files, for two words", all.requestsOfTwo);
row("the scripts, kB", all.scripts);
row("first keystroke to results, ms", all.first, 60);
row("further keystroke to results, ms", all.further, 20);
