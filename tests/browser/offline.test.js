// A site with `offline`: what was read can be read again without a connection, and is forgotten when the site says so.
// TILLIT names the program; CHROMIUM the browser, when it is not /usr/bin/chromium.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const root = mkdtempSync(join(tmpdir(), "tillit-offline-"));
let browser;
let server;
let port = 0;

function build(offline) {
  const settings = "base_url: https://example.org/base\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n";
  writeFileSync(join(root, "tillit.yaml"), settings + offline);
  execFileSync(process.env.TILLIT, ["--root", root, "build", "--quiet"]);
}

/** Serves the built site below `/base`, as it would be published. */
async function connect() {
  server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/^\/base/, "").replace(/\/$/, "/index.html");
    try {
      const body = readFileSync(join(root, "public", path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  port = server.address().port;
}

async function disconnect() {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

before(async () => {
  mkdirSync(join(root, "content"));
  writeFileSync(join(root, "content/trust.nb.md"), "---\ntitle: Tillit\n---\nEn tekst om allianse.\n");
  writeFileSync(join(root, "content/power.nb.md"), "---\ntitle: Makt\n---\nEn annen tekst.\n");
  build("offline: true\n");
  await connect();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(root, { recursive: true });
});

test("what was read stands without a connection, with the search, until the site takes it back", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  const origin = `http://127.0.0.1:${port}`;
  await page.goto(`${origin}/base/nb/trust/`);
  const kept = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
  // All that the search reads is kept last.
  const all = async (...wanted) => {
    for (let turn = 0; turn < 100; turn++) {
      const paths = await kept();
      if (wanted.every((pattern) => paths.some((path) => pattern.test(path)))) return paths;
      await page.waitForTimeout(100);
    }
    assert.fail(`not kept: ${wanted} in ${await kept()}`);
  };
  await all(/\/nb\/trust\/$/, /site\.\w+\.css$/, /\/search\.\w+\.js$/, /stem-nordic\.\w+\.js$/);
  assert.ok(!(await kept()).includes("/base/nb/power/"));

  await disconnect();
  await page.reload();
  assert.equal(await page.locator("h1").textContent(), "Tillit");
  assert.notEqual(await page.evaluate(() => document.styleSheets.length), 0);
  await page.locator(".search-open button").click();
  await page.locator("#search-input").fill("makt");
  await page.locator(".search-result").first().waitFor();
  assert.match(await page.locator(".search-result").first().textContent(), /Makt/);
  // In a tab of its own: the browser's page of the error comes when it likes.
  const other = await context.newPage();
  await assert.rejects(other.goto(`${origin}/base/nb/power/`), "a page that was never read is not there");
  await other.close();

  build("offline: false\n");
  await connect();
  await page.goto(`${origin}/base/nb/trust/`);
  for (let turn = 0; turn < 100; turn++) {
    const left = await page.evaluate(async () => [
      ...(await caches.keys()),
      ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    ]);
    if (!left.length) break;
    assert.ok(turn < 99, `left behind: ${left}`);
    await page.waitForTimeout(100);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});
