// The search as readers use it: the dialog on every page, the page of the search, the keyboard, and the queries of
// `tests/search/`, put to the box itself. What is found by what rule is left to `tests/search.rs`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { AXE_SOURCE, AXE_TAGS, NARROW, PHONE, TAGS, none, open, origin, pathOf, sample, withPage } from "./world.js";

/** The page of the search in each language, and a word that its texts have. */
const SEARCHES = {
  nb: { path: "/nb/sok/", word: "alliansebrudd", dialog: "Søk", count: /^\d+ treff$/ },
  de: { path: "/de/suche/", word: "Allianzbruch", dialog: "Suche", count: /^\d+ Treffer$/ },
  sv: { path: "/sv/sok/", word: "alliansbrott", dialog: "Sök", count: /^\d+ träff(ar)?$/ },
  en: { path: "/en/search/", word: "ruptures", dialog: "Search", count: /^\d+ results?$/ },
};

/** A policy as strict as a host may send. */
const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; require-trusted-types-for 'script'";

const input = (page) => page.locator("#search-input");
const results = (page) => page.locator(".search-result");
const status = (page) => page.locator(".search-status");

/** Types a query and waits for what is said of it. */
async function ask(page, query) {
  await input(page).fill(query);
  await page.waitForFunction((query) => document.querySelector(".search")?.dataset.shown === query, query);
}

async function openDialog(page, key = "/") {
  await page.keyboard.press(key);
  await page.locator("dialog.search-dialog[open]").waitFor();
}

function queries(tag) {
  const text = readFileSync(new URL(`../search/${tag}.txt`, import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return lines.map((line) => {
    const [kind, query, expected] = line.split(" | ");
    return { kind, query, expected: expected.split(" ").filter((address) => address !== "-").map((address) => `/${tag}/${address}`) };
  });
}

describe("the search", () => {
  for (const tag of TAGS) {
    const { path, word, dialog, count } = SEARCHES[tag];

    test(`opens from every page and finds a word: ${tag}`, async () => {
      await withPage({}, async (page) => {
        await open(page, sample("article", tag).path);
        await page.locator(".search-open button").click();
        assert.equal(await page.locator("dialog").getAttribute("aria-label"), dialog);
        await ask(page, word);
        assert.match(await status(page).textContent(), count);
        const first = results(page).first();
        assert.ok(await first.locator("mark").count(), "the word is marked");
        await page.keyboard.press("ArrowDown");
        assert.equal(await input(page).getAttribute("aria-activedescendant"), await first.getAttribute("id"));
        assert.equal(await first.getAttribute("aria-selected"), "true");
        const target = new URL(await first.getAttribute("href"), page.url()).href;
        await page.keyboard.press("Enter");
        await page.waitForURL(target);
      });
    });

    test(`answers the queries as expected: ${tag}`, { timeout: 300_000 }, async () => {
      await withPage({}, async (page) => {
        await open(page, path);
        let [sum, first] = [0, 0];
        const all = queries(tag);
        for (const { query, expected } of all) {
          await ask(page, query);
          const found = await results(page).evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
          const place = expected.length ? found.findIndex((address) => expected.includes(address)) : found.length ? -1 : 0;
          if (place >= 0) sum += 1 / (place + 1);
          if (place === 0) first += 1;
        }
        assert.ok(all.length >= 60, `${all.length} queries`);
        assert.ok(sum / all.length >= 0.95, `MRR@10 ${sum / all.length}`);
        assert.ok(first / all.length >= 0.92, `${first} of ${all.length} answers stand first`);
      });
    });

    test(`brings words to the same form as the program: ${tag}`, async () => {
      // What `cargo test --test search` left.
      const forms = JSON.parse(readFileSync(process.env.TILLIT_FORMS, "utf8"));
      await withPage({}, async (page) => {
        await open(page, path);
        const differences = await page.evaluate(async ({ list, expected }) => {
          const { engine, index: folder } = document.querySelector("form.search").dataset;
          const { Search, words } = await import(engine);
          const index = await Search.open(async (name) => {
            const { body } = await fetch(folder + name);
            return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
          });
          const form = (word) => [words(word).join("|"), index.fold(word), index.stem(index.fold(word))];
          return list.map((word, i) => [word, form(word), expected[i]]).filter(([, one, other]) => String(one) !== String(other));
        }, { list: forms.words, expected: forms[tag] });
        assert.ok(forms.words.length > 10_000);
        none(differences.slice(0, 20).map((difference) => JSON.stringify(difference)), "differences");
      });
    });

    test(`is an index from A to Z without JavaScript: ${tag}`, async () => {
      await withPage({ javaScriptEnabled: false }, async (page) => {
        await open(page, sample("article", tag).path);
        await page.locator(".search-open button").click();
        await page.waitForURL(`${origin}${path}*`);
        assert.ok(await page.locator("noscript p").isVisible());
        const titles = page.locator(".letter li a");
        assert.ok((await titles.count()) > 50);
        await titles.first().click();
        assert.notEqual(pathOf(page), path);
      });
    });
  }

  test("is opened, left and operated with the keyboard", async () => {
    await withPage({}, async (page) => {
      await open(page, sample("article", "en").path);
      for (const key of ["/", "Control+k", "Meta+k"]) {
        const link = page.locator(".site-title a");
        await link.focus();
        await openDialog(page, key);
        assert.ok(await input(page).evaluate((field) => field === document.activeElement));
        await page.keyboard.press("Escape");
        await page.locator("dialog:not([open])").waitFor({ state: "attached" });
        assert.ok(await link.evaluate((link) => link === document.activeElement), `the focus is back after ${key}`);
      }
      await openDialog(page);
      await ask(page, "alliance");
      const total = await results(page).count();
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.locator("[aria-selected=true]").getAttribute("id"), `search-result-${total - 1}`);
      await page.keyboard.press("ArrowDown");
      assert.equal(await input(page).getAttribute("aria-activedescendant"), null, "the way leads round through the field");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${origin}/en/search/?q=alliance`);
      await results(page).first().waitFor();
      // A slash inside the field is a slash.
      await input(page).press("/");
      assert.match(await input(page).inputValue(), /\//);
    });
  });

  test("runs under a strict policy with trusted types, and asks only this site", async () => {
    await withPage({}, async (page) => {
      const [asked, faults] = [[], []];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.route("**/*", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": STRICT } });
      });
      await open(page, "/en/");
      const isOfSearch = (url) => url.includes("/search/en/") || /js\/(search\.|search-box|stem)/.test(url);
      none(asked.filter(isOfSearch), "files that are read before somebody searches");
      await openDialog(page);
      await ask(page, "therapeutic aliance");
      assert.ok((await results(page).count()) > 3);
      assert.match(await status(page).textContent(), /Showing results for “therapeutic alliance”/);
      none(asked.filter((url) => !url.startsWith(origin)), "requests to others");
      none(faults, "complaints");
      assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
    });
  });

  test("filters by kind, and goes to another language by one click", async () => {
    await withPage({}, async (page) => {
      await open(page, "/en/search/?q=alliance");
      await results(page).first().waitFor();
      await page.getByRole("button", { name: /^Instrument \d+$/ }).click();
      await page.waitForFunction(() => [...document.querySelectorAll(".search-path")].every((path) => path.textContent.startsWith("Instrument")));
      assert.ok((await results(page).count()) > 0);
      await ask(page, "Arbeitsbündnis");
      const german = page.getByRole("button", { name: /^\d+ results? in German$/ });
      await german.click();
      await page.waitForFunction(() => document.querySelector(".search-result")?.lang === "de");
      assert.match(await status(page).textContent(), /in German/);
      assert.match(await results(page).first().getAttribute("href"), /^\/de\//);
    });
  });

  test("says so when its files are missing or cut", async () => {
    await withPage({}, async (page) => {
      for (const answer of [{ status: 404, body: "" }, { status: 200, body: "cut" }]) {
        await page.route("**/search/en/*.bin", (route) => route.fulfill(answer));
        await open(page, "/en/search/");
        await input(page).fill("alliance");
        await page.waitForFunction(() => document.querySelector(".search-status").textContent.includes("could not be loaded"));
        assert.equal(await results(page).count(), 0);
        // What failed is tried again.
        await page.unroute("**/search/en/*.bin");
        await ask(page, "alliances");
        assert.ok((await results(page).count()) > 0);
      }
    });
  });

  test("leads to the section", async () => {
    await withPage({}, async (page) => {
      await open(page, "/en/search/?q=Rogers%20conditions");
      const first = results(page).first();
      await first.waitFor();
      const href = await first.getAttribute("href");
      assert.match(href, /#/);
      await first.click();
      await page.waitForURL((url) => url.hash.length > 1);
      assert.equal(await page.locator(new URL(page.url()).hash).count(), 1);
    });
  });

  test("fits a narrow screen and is accessible, light and dark", async () => {
    for (const [viewport, colorScheme] of [[NARROW, "light"], [PHONE, "dark"], [{ width: 1280, height: 900 }, "light"]]) {
      await withPage({ viewport, colorScheme, reducedMotion: "reduce" }, async (page) => {
        await open(page, sample("article", "de").path);
        await openDialog(page);
        await ask(page, "Allianz");
        const box = await page.locator("dialog").boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${JSON.stringify(box)}`);
        const wide = await page.locator("dialog").evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth);
        assert.ok(!wide, "nothing has to be scrolled sideways");
        await page.evaluate(AXE_SOURCE);
        const { violations } = await page.evaluate((tags) => axe.run("dialog", { runOnly: tags }), AXE_TAGS);
        none(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), "violations");
      });
    }
  });
});
