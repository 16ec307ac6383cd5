// The page in the browser of those who write: it changes with the files, and says what is wrong.
// TILLIT names the program; CHROMIUM the browser, when it is not /usr/bin/chromium.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

const CONFIG = `base_url: https://example.org
languages:
  nb: {name: Norsk, title: Tillit}
  de: {name: Deutsch, title: Vertrauen}
`;
const long = (end) => `---
title: Brudd
---

Første avsnitt.

<details><summary>Mer</summary>

Skjult.

</details>

${Array.from({ length: 60 }, (_, number) => `Avsnitt ${number} står her.`).join("\n\n")}

${end}
`;

/** What faults are called in each language that the server speaks. */
const SPEAKS = { nb: "feil", de: "Fehler", sv: "fel", en: "error" };

/** Where a test fails, its server would keep all from ending. */
const servers = [];
let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => {
  for (const server of servers) server.kill("SIGKILL");
  return browser?.close();
});

/** A site, its server, and a page that looks at it. */
async function begin(language = "en", options = {}) {
  const root = await mkdtemp(join(tmpdir(), "tillit-serve-"));
  const write = async (path, text) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    // In one step: a file that is cut off and then written may be seen empty, and that is a fault of its own.
    await writeFile(`${root}.aside`, text);
    await rename(`${root}.aside`, join(root, path));
  };
  await write("tillit.yaml", CONFIG);
  await write("content/rupture.nb.md", long("Siste avsnitt."));
  await write("content/other.nb.md", "---\ntitle: Annet\n---\n\nEn annen tekst.\n");
  const server = spawn(process.env.TILLIT, ["--root", root, "--lang", language, "serve", "--port", "0"]);
  servers.push(server);
  const lines = createInterface({ input: server.stderr });
  const address = await new Promise((found) => {
    lines.on("line", (line) => {
      const match = /http:\/\/[^/]+/.exec(line);
      if (match) found(match[0]);
    });
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 700 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  // What looks for faults applies styles of its own, which the policy refuses.
  let isLooked = false;
  page.on("console", (message) => {
    if (!isLooked && /Content Security|Refused/.test(message.text())) wrong.push(message.text());
  });
  const isAccessible = async () => {
    isLooked = true;
    await page.evaluate(AXE);
    const found = await page.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
    isLooked = false;
    assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
  };
  const end = async () => {
    await context.close();
    server.kill("SIGINT");
    await rm(root, { recursive: true, force: true });
    assert.deepEqual(wrong, []);
  };
  return { root, write, address, page, end, server, isAccessible };
}

async function open(world, path) {
  await world.page.goto(world.address + path);
  await world.page.locator("tillit-preview .badge").filter({ hasText: /\S/ }).waitFor();
  // A page that is loaded anew has lost it.
  await world.page.evaluate(() => { window.kept = true; });
}
const isKept = (world) => world.page.evaluate(() => window.kept === true);

describe("what changes in the page", () => {
  test("a text changes in place: what was open, typed, focused and scrolled to stays", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await page.locator("main summary").click();
    await page.evaluate(() => {
      const field = document.createElement("input");
      field.id = "typed";
      document.querySelector("main").prepend(field);
    });
    await page.locator("#typed").fill("mine");
    await page.evaluate(() => scrollTo(0, 600));
    await page.locator("#typed").focus();
    await page.evaluate(() => scrollTo(0, 600));
    await world.write("content/rupture.nb.md", long("Siste avsnitt.").replace("Avsnitt 20 står", "Avsnitt 20 stod"));
    await page.getByText("Avsnitt 20 stod her.").waitFor();
    assert.ok(await isKept(world));
    assert.equal(await page.locator("main details").getAttribute("open"), "");
    assert.equal(await page.locator("#typed").inputValue(), "mine");
    assert.equal(await page.evaluate(() => document.activeElement.id), "typed");
    await world.end();
  });

  test("what was open stays open where something is put before it and both are edited", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await page.locator("main summary").click();
    const edited = long("Siste avsnitt.").replace("<details>", "Et nytt avsnitt.\n\n> Et sitat.\n\n<details>").replace("Skjult.", "Skjult og endret.");
    await world.write("content/rupture.nb.md", edited);
    await page.getByText("Skjult og endret.").waitFor();
    assert.equal(await page.locator("main details").getAttribute("open"), "");
    assert.ok(await isKept(world));
    await world.end();
  });

  test("what changed is marked, and shown if it is out of sight", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await page.evaluate(() => {
      window.marked = [];
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...rest) { window.marked.push(this.textContent); return animate.apply(this, rest); };
    });
    await world.write("content/rupture.nb.md", long("Et nytt siste avsnitt."));
    const last = page.getByText("Et nytt siste avsnitt.");
    await last.waitFor();
    await page.waitForFunction(() => window.marked.length > 0);
    assert.deepEqual(await page.evaluate(() => window.marked), ["Et nytt siste avsnitt."]);
    await page.waitForFunction(() => scrollY > 0);
    assert.ok(await isKept(world));
    await world.end();
  });

  test("style sheets and pictures change without a new page", async () => {
    const world = await begin();
    const { page } = world;
    await world.write("static/own.css", "h1 { color: rgb(1, 2, 3); }");
    const frame = readFileSync(new URL("../../themes/default/templates/base.html", import.meta.url), "utf8");
    await world.write("templates/base.html", frame.replace("</head>", '<link rel="stylesheet" href="/own.css">\n</head>'));
    await open(world, "/nb/rupture/");
    const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
    const becomes = async (expected) => {
      for (const end = Date.now() + 15_000; (await colour()) !== expected && Date.now() < end; ) await page.waitForTimeout(50);
      assert.equal(await colour(), expected);
    };
    await becomes("rgb(1, 2, 3)");
    await world.write("static/own.css", "h1 { color: rgb(4, 5, 6); }");
    await becomes("rgb(4, 5, 6)");
    assert.ok(await isKept(world));
    await world.end();
  });

  test("what is edited while a page loads is shown too", async () => {
    const world = await begin();
    const { page, address } = world;
    await page.route("**/_tillit/live.js", async (route) => {
      await world.write("content/other.nb.md", "---\ntitle: Annet\n---\n\nEn nyere tekst.\n");
      const served = async () => (await fetch(`${address}/nb/other/`)).text();
      for (const end = Date.now() + 15_000; !(await served()).includes("En nyere tekst.") && Date.now() < end; ) await page.waitForTimeout(20);
      await route.continue();
    }, { times: 1 });
    await page.goto(`${address}/nb/other/`);
    await page.getByText("En nyere tekst.").waitFor();
    await world.end();
  });

  test("a page that moved is followed, and one that is gone says so", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/other/");
    await world.write("content/other.nb.md", "---\ntitle: Annet\nslug: flyttet\n---\n\nEn annen tekst.\n");
    await page.waitForURL("**/nb/flyttet/");
    await page.locator("tillit-preview .message", { hasText: "moved" }).waitFor();
    await rename(join(world.root, "content/other.nb.md"), join(world.root, "aside.md"));
    await page.locator("tillit-preview .message", { hasText: "no longer exists" }).waitFor();
    assert.ok(await page.getByText("En annen tekst.").isVisible());
    await rename(join(world.root, "aside.md"), join(world.root, "content/other.nb.md"));
    await page.locator("tillit-preview .message").waitFor({ state: "hidden" });
    await world.end();
  });

  test("a page goes where is written, if it is asked to", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await page.locator("tillit-preview .badge").click();
    await page.locator("tillit-preview input").check();
    await world.write("content/other.nb.md", "---\ntitle: Annet\n---\n\nNy tekst.\n");
    await page.waitForURL("**/nb/other/");
    await page.getByText("Ny tekst.").waitFor();
    await world.end();
  });

  test("a page goes to what is shown of the data that is written", async () => {
    const world = await begin();
    const { page } = world;
    await world.write("content/scale/instrument.yaml", "name: {nb: Skala, de: Skala}\n");
    await open(world, "/de/");
    await page.locator("tillit-preview .badge").click();
    await page.locator("tillit-preview input").check();
    await world.write("content/scale/instrument.yaml", "name: {nb: Prøve, de: Probe}\n");
    await page.waitForURL("**/de/**/scale/");
    await page.locator("h1", { hasText: "Probe" }).waitFor();
    await world.end();
  });

  /** Has a page think that it is out of sight, as one behind another tab is; browsers without a screen show all. */
  const hide = (page, isHidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

  test("many tabs can be open, and each catches up once it is seen", async () => {
    const world = await begin();
    const { page, address } = world;
    await open(world, "/nb/rupture/");
    await hide(page, true);
    const second = await page.context().newPage();
    await second.goto(`${address}/nb/rupture/`);
    await second.locator("tillit-preview .badge").click();
    await second.locator("tillit-preview input").check();
    await hide(second, true);
    // More than the connections that a browser makes to one server.
    for (let number = 0; number < 7; number += 1) {
      const tab = await page.context().newPage();
      await tab.goto(`${address}/nb/other/`);
      await tab.locator("tillit-preview .badge").filter({ hasText: /\S/ }).waitFor();
      await hide(tab, true);
    }
    const served = async (path) => (await fetch(address + path)).text();
    const becomes = async (path, text) => {
      for (const end = Date.now() + 15_000; !(await served(path)).includes(text) && Date.now() < end; ) await page.waitForTimeout(20);
      assert.ok((await served(path)).includes(text));
    };
    await world.write("content/rupture.nb.md", long("Mens ingen så det."));
    await becomes("/nb/rupture/", "Mens ingen så det.");
    await world.write("content/other.nb.md", "---\ntitle: Annet\n---\n\nSist endret.\n");
    await becomes("/nb/other/", "Sist endret.");
    assert.equal(await page.getByText("Mens ingen så det.").count(), 0);
    await hide(page, false);
    await page.getByText("Mens ingen så det.").waitFor();
    assert.ok(await isKept(world));
    // The other one follows what was edited last.
    await hide(second, false);
    await second.waitForURL("**/nb/other/");
    await second.getByText("Sist endret.").waitFor();
    await world.end();
  });

  test("where there is no page yet it says so, and shows it once there is one", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/later/");
    await page.locator("tillit-preview .message", { hasText: "There is no page here yet" }).waitFor();
    await world.write("content/later.nb.md", "---\ntitle: Senere\n---\n\nNå er den her.\n");
    await page.getByText("Nå er den her.").waitFor();
    await page.locator("tillit-preview .message").waitFor({ state: "hidden" });
    await world.end();
  });

  test("a page that is missing for a moment, as while a file is put in the place of another, is not given up", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/other/");
    await page.route("**/nb/other/", (route) => route.fulfill({ status: 404, body: "" }), { times: 1 });
    await world.write("content/other.nb.md", "---\ntitle: Annet\n---\n\nLagret på nytt.\n");
    await page.getByText("Lagret på nytt.").waitFor();
    assert.ok(await isKept(world));
    assert.ok(!(await page.locator("tillit-preview .message").isVisible()));
    await world.end();
  });

  test("what the page says at its head can be closed", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/later/");
    const message = page.locator("tillit-preview .message");
    await message.waitFor();
    await world.isAccessible();
    await message.getByRole("button", { name: "Close" }).click();
    await message.waitFor({ state: "hidden" });
    await world.end();
  });

  test("nothing of it is on paper", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await page.locator("tillit-preview .badge").isVisible()));
    await world.end();
  });

  test("the page goes on when the server comes back", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    world.server.kill("SIGINT");
    await page.locator("tillit-preview .message", { hasText: "does not answer" }).waitFor();
    const port = new URL(world.address).port;
    const again = spawn(process.env.TILLIT, ["--root", world.root, "--lang", "en", "serve", "--port", port]);
    await page.locator("tillit-preview .message").waitFor({ state: "hidden" });
    await world.write("content/rupture.nb.md", long("Etter pausen."));
    await page.getByText("Etter pausen.").waitFor();
    again.kill("SIGINT");
    await world.end();
  });
});

describe("what is wrong", () => {
  for (const [language, word] of Object.entries(SPEAKS)) {
    for (const colorScheme of ["light", "dark"]) {
      test(`faults are told over the last good page, and go when they are mended (${language}, ${colorScheme})`, async () => {
        const world = await begin(language, { colorScheme });
        const { page } = world;
        await open(world, "/nb/rupture/");
        await world.write("content/rupture.nb.md", long("Se [her](article:ruptur)."));
        const list = page.locator("tillit-preview .faults");
        await list.waitFor();
        const text = await list.textContent();
        assert.match(text, /content\/rupture\.nb\.md:/);
        assert.match(text, /ruptur/);
        assert.ok(text.includes(word), text);
        const edit = await list.locator("li a").first().getAttribute("href");
        assert.match(edit, /^vscode:\/\/file\/.*content\/rupture\.nb\.md:\d+$/);
        await world.isAccessible();
        await page.keyboard.press("Tab");
        await list.locator(".close").click();
        await list.waitFor({ state: "hidden" });
        assert.ok(await page.locator("tillit-preview .badge.error").isVisible());
        await world.write("content/rupture.nb.md", long("Se [her](article:other)."));
        await page.locator("tillit-preview .badge.fine").waitFor();
        assert.ok(await isKept(world));
        await world.end();
      });
    }
  }

  test("the faults of what was just saved come first", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    const list = page.locator("tillit-preview .faults");
    await world.write("content/other.nb.md", "---\ntitle: Annet\n---\n\n[Se](article:nowhere)\n");
    await list.waitFor();
    await world.write("content/rupture.nb.md", long("[Se](article:elsewhere)"));
    await list.locator("li", { hasText: "elsewhere" }).waitFor();
    const first = list.locator("li").first();
    assert.match(await first.textContent(), /rupture\.nb\.md/);
    await world.write("content/other.nb.md", "---\ntitle: Annet\n---\n\n[Se](article:anywhere)\n");
    await list.locator("li", { hasText: "anywhere" }).waitFor();
    assert.match(await first.textContent(), /other\.nb\.md/);
    await world.end();
  });

  test("who reads the list of faults is not disturbed while nothing in it changes", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await world.write("content/rupture.nb.md", long("[Se](article:nowhere)"));
    const link = page.locator("tillit-preview .faults li a").first();
    await link.focus();
    await page.evaluate(() => {
      window.told = 0;
      const heard = document.querySelector("tillit-preview").shadowRoot.querySelector(".looking");
      new MutationObserver(() => { window.told += 1; }).observe(heard, { attributes: true });
    });
    await world.write("static/new.txt", "x");
    await page.waitForFunction(() => window.told > 0);
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement.nodeName), "A");
    await world.end();
  });

  test("the list is closed by a key from anywhere, unless the page needs the key", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await world.write("content/rupture.nb.md", long("[Se](article:nowhere)"));
    const list = page.locator("tillit-preview .faults");
    await list.waitFor();
    await page.evaluate(() => addEventListener("keydown", (event) => event.preventDefault(), { capture: true, once: true }));
    await page.keyboard.press("Escape");
    assert.ok(await list.isVisible());
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement.nodeName), "BODY");
    await world.end();
  });

  test("on a phone marks stay under their places, and the badge lies on no text", async () => {
    const world = await begin("de", { viewport: { width: 360, height: 740 } });
    const { page } = world;
    await open(world, "/nb/rupture/");
    await world.write("content/rupture.nb.md", long(`${"Et langt avsnitt, og et til. ".repeat(4)}Se [her](article:ruptur).`));
    await page.locator("tillit-preview .faults").waitFor();
    const told = await page.locator("tillit-preview .faults pre").evaluateAll((all) =>
      all.map((pre) => {
        // Of lines that are broken there are more than the text has.
        const height = parseFloat(getComputedStyle(pre).lineHeight);
        const lines = Math.round(pre.clientHeight / height);
        return { quoted: pre.classList.contains("quoted"), broken: lines > pre.textContent.split("\n").length + 1, wide: pre.scrollWidth > pre.clientWidth };
      }),
    );
    assert.deepEqual(told.map(({ quoted, wide }) => [quoted, wide]), [[false, false], [true, true], [false, false]]);
    assert.ok(!told[1].broken, "a line of the source is one line");
    assert.ok(!(await page.locator("tillit-preview .badge").isVisible()), "the list says what the badge says");
    await world.isAccessible();
    await page.keyboard.press("Escape");
    await page.goto(`${world.address}/_tillit/faults`);
    await page.locator("tillit-preview .badge").filter({ hasText: /\S/ }).waitFor();
    const [text, badge] = await page.evaluate(() => [
      document.querySelector("main ol").getBoundingClientRect().bottom,
      document.querySelector("tillit-preview").shadowRoot.querySelector(".badge").getBoundingClientRect().top,
    ]);
    assert.ok(badge >= text, `${badge} below ${text}`);
    await world.end();
  });

  test("settings that cannot be read are told until they are mended", async () => {
    const world = await begin();
    const { page } = world;
    await open(world, "/nb/rupture/");
    await world.write("tillit.yaml", "languages: [\n");
    await page.locator("tillit-preview .faults").waitFor();
    assert.ok(await page.getByText("Første avsnitt.").isVisible());
    await page.goto(`${world.address}/nb/nowhere/`);
    await page.locator("h1", { hasText: "cannot be shown" }).waitFor();
    await page.goto(`${world.address}/nb/rupture/`);
    await page.locator("tillit-preview .faults").waitFor();
    await world.write("tillit.yaml", CONFIG);
    await page.locator("tillit-preview .badge.fine").waitFor();
    await world.end();
  });
});

describe("the desk", () => {
  test("a translation beside its original stays where it is read while it is written", async () => {
    const world = await begin();
    const { page } = world;
    const translation = (text) => `---\ntitle: Bruch\n---\n\n${"Ein Absatz.\n\n".repeat(80)}${text}\n`;
    await world.write("content/rupture.de.md", translation("Ende."));
    execFileSync(process.env.TILLIT, ["--root", world.root, "translated", "content/rupture.de.md"]);
    const where = `${world.address}/_tillit/compare?text=content/rupture.de.md`;
    for (const end = Date.now() + 15_000; !(await fetch(where)).ok && Date.now() < end; ) await page.waitForTimeout(20);
    await page.goto(where);
    await page.locator("tillit-preview .badge").filter({ hasText: /\S/ }).waitFor();
    await page.evaluate(() => { window.kept = true; });
    const second = page.locator(".two pre").nth(1);
    await second.evaluate((pre) => { pre.scrollTop = 300; });
    await second.focus();
    const top = await page.evaluate(() => scrollY);
    await world.write("content/rupture.de.md", translation("Ein neues Ende."));
    await page.locator(".two pre", { hasText: "Ein neues Ende." }).waitFor();
    await world.write("content/rupture.nb.md", long("En ny slutt."));
    await page.locator(".change ins", { hasText: "En ny slutt." }).waitFor();
    assert.ok(await isKept(world));
    assert.equal(await second.evaluate((pre) => pre.scrollTop), 300);
    assert.ok(await second.evaluate((pre) => pre === document.activeElement));
    assert.equal(await page.evaluate(() => scrollY), top);
    await world.isAccessible();
    await world.end();
  });

  test("the search of each language can be tried, with scores", async () => {
    const world = await begin();
    const { page } = world;
    await page.goto(`${world.address}/_tillit/search`);
    await page.getByRole("searchbox", { name: "Search for" }).fill("avsnitt");
    await page.getByRole("button", { name: "Norsk" }).click();
    await page.waitForURL("**/nb/sok/?debug=1&q=avsnitt");
    await page.locator(".search-debug", { hasText: /^\d+\.\d\d = / }).first().waitFor();
    await world.end();
  });

  for (const language of Object.keys(SPEAKS)) {
    for (const colorScheme of ["light", "dark"]) {
      test(`it is accessible (${language}, ${colorScheme})`, async () => {
        const world = await begin(language, { colorScheme });
        const { page } = world;
        await world.write("content/other.de.md", "---\ntitle: Anderes\ndraft: true\n---\n\nEin Text.\n");
        // The desk is loaded anew with each state, even while somebody looks at it closely.
        const desk = async () => (await fetch(`${world.address}/_tillit/`)).text();
        for (const end = Date.now() + 15_000; !(await desk()).includes("other.de.md") && Date.now() < end; ) await page.waitForTimeout(20);
        for (const path of ["", "faults", "check", "subjects", "search"]) {
          await page.goto(`${world.address}/_tillit/${path}`);
          assert.equal(await page.locator("html").getAttribute("lang"), language);
          await page.locator("tillit-preview .badge").filter({ hasText: /\S/ }).waitFor();
          await world.isAccessible();
        }
        await world.end();
      });
    }
  }
});
