// The search as readers use it: the dialog on every page, the page of the search, the keyboard, and the queries of
// `tests/search/`, put to the box itself. What is found by what rule is left to `tests/search.rs`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { deflateSync, inflateSync } from "node:zlib";
import { AXE_SOURCE, AXE_TAGS, NARROW, PHONE, TAGS, none, open, origin, pathOf, sample, withPage } from "./world.js";

/** The page of the search in each language, a word that its texts have, and what the box says. */
const SEARCHES = {
  nb: { path: "/nb/sok/", word: "alliansebrudd", dialog: "Søk", count: /^\d+ treff$/, corrected: /^Viser treff på «alliansebrudd/, failed: "kunne ikke lastes" },
  de: { path: "/de/suche/", word: "Allianzbruch", dialog: "Suche", count: /^\d+ Treffer$/, corrected: /„Allianzbruch/, failed: "konnte nicht geladen werden" },
  sv: { path: "/sv/sok/", word: "alliansbrott", dialog: "Sök", count: /^\d+ träff(ar)?$/, corrected: /^Visar träffar på ”alliansbrott/, failed: "kunde inte laddas" },
  en: { path: "/en/search/", word: "ruptures", dialog: "Search", count: /^\d+ results?$/, corrected: /^Showing results for “ruptures?”/, failed: "could not be loaded" },
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

  test("answers hostile queries", async () => {
    const bidi = "\u202e\u2066\u200f\u061c";
    const queries = [
      ["a".repeat(10_000), false],
      ["alliance ".repeat(2_000), true],
      ["alliancetherapy".repeat(600), false],
      [`${bidi}alliance`, true],
      [bidi, false],
      ["(.*+?[", false],
      ["alliance)(.*+?[\\", true],
      ["\u{1f4a1}".repeat(400), false],
      ["\u{1f469}\u200d\u{1f52c} alliance", true],
      ["\ud800", false],
      ["alliance \udc00\ud83d", true],
      ["__proto__ xqvzt", false],
      ["\u2474\u00bd", false],
      // A number is a word.
      ["<img src=x onerror=alert(1)>", undefined],
    ];
    await withPage({}, async (page) => {
      const faults = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      await open(page, "/en/search/");
      for (const [query, finds] of queries) {
        // Half of a pair gets no further than here by the keyboard of the test.
        await input(page).evaluate((field, query) => {
          field.value = query;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          globalThis.asked = field.value;
        }, query);
        await page.waitForFunction(() => document.querySelector(".search")?.dataset.shown === globalThis.asked || !globalThis.asked.trim());
        assert.equal((await results(page).count()) > 0, finds ?? (await results(page).count()) > 0, JSON.stringify(query.slice(0, 40)));
        assert.equal(await page.locator(".search img").count(), 0);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        assert.ok(!wide, `nothing has to be scrolled sideways: ${JSON.stringify(query.slice(0, 40))}`);
      }
      none(faults, "complaints");
    });
  });

  test("says so when its files are missing, cut or of another version", async () => {
    // What becomes of a file, by its name; the others are as they are.
    const cut = ({ body }) => ({ status: 200, body: body.subarray(0, body.length / 2) });
    const other = ({ name, body }) => name === "index.bin" && { status: 200, body: deflateSync(inflateSync(body).toString().replace(/"format":\d+/, '"format":9999')) };
    const broken = {
      "all missing": () => ({ status: 404, body: "" }),
      "all but the first missing": ({ name }) => name !== "index.bin" && { status: 404, body: "" },
      "no archive": () => ({ status: 200, body: "cut" }),
      "all cut": cut,
      "all but the first cut": (file) => file.name !== "index.bin" && cut(file),
      "another version": other,
      "a page instead of a file": () => ({ status: 200, contentType: "text/html", body: "<!doctype html><p>Not found" }),
    };
    for (const tag of TAGS) {
      const { path, word, failed } = SEARCHES[tag];
      await withPage({}, async (page) => {
        for (const [name, become] of Object.entries(broken)) {
          await page.route(`**/search/${tag}/*.bin`, async (route) => {
            const response = await route.fetch();
            const answer = become({ name: new URL(route.request().url()).pathname.split("/").pop(), body: await response.body() });
            await route.fulfill(answer || { response });
          });
          await open(page, path);
          await input(page).fill(word);
          await page.waitForFunction((failed) => document.querySelector(".search-status").textContent.includes(failed), failed).catch(() => assert.fail(`${tag}: ${name}`));
          assert.equal(await results(page).count(), 0);
          assert.ok((await page.locator(".letter li a").count()) > 50, "the index from A to Z is there");
          // What failed is tried again.
          await page.unroute(`**/search/${tag}/*.bin`);
          await ask(page, word.slice(0, -1));
          assert.ok((await results(page).count()) > 0, `${tag}: found again after: ${name}`);
        }
      });
    }
  });

  test("tells those who hear the page what was found, and what was searched for instead", async () => {
    for (const tag of TAGS) {
      const { path, word, count, corrected } = SEARCHES[tag];
      await withPage({}, async (page) => {
        await open(page, path);
        await input(page).focus();
        const box = page.getByRole("combobox");
        await box.waitFor();
        assert.equal(await status(page).getAttribute("role"), "status");
        assert.equal(await box.getAttribute("aria-expanded"), "false");
        await ask(page, word);
        assert.match(await status(page).textContent(), count);
        assert.equal(await box.getAttribute("aria-expanded"), "true");
        assert.equal(await page.getByRole("listbox").getAttribute("id"), await box.getAttribute("aria-controls"));
        assert.equal(await page.getByRole("option").count(), await results(page).count());
        const slip = `${word.slice(0, 5)}${word[5]}${word.slice(5)}`;
        await ask(page, slip);
        assert.match(await status(page).textContent(), corrected);
        assert.ok((await results(page).count()) > 0, slip);
        await ask(page, "xqvzt");
        assert.match(await status(page).textContent(), /xqvzt/);
        assert.equal(await box.getAttribute("aria-expanded"), "false");
        await ask(page, word);
        await box.press("ArrowDown");
        assert.ok(await box.getAttribute("aria-activedescendant"));
        await box.press("ArrowLeft");
        assert.ok(await box.evaluate((field) => field === document.activeElement), "the focus stays in the field");
      });
    }
  });

  test("marks both parts of a compound when both were asked for", async () => {
    await withPage({}, async (page) => {
      await open(page, "/de/suche/");
      await ask(page, "Bruch Allianz");
      const marked = await results(page).first().locator(".search-title mark").allTextContents();
      assert.ok(marked.some((text) => /^Allianzbr[uü]ch/.test(text)), marked.join(" | "));
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
        const cut = await page.locator(".search-choices").evaluateAll((groups) => groups.filter((group) => group.scrollWidth > group.clientWidth).map((group) => getComputedStyle(group).maskImage));
        assert.equal(cut.length > 0, viewport.width < 640);
        assert.ok(cut.every((mask) => mask.includes("gradient")), "what can be scrolled to is seen to go on");
        await page.evaluate(AXE_SOURCE);
        const { violations } = await page.evaluate((tags) => axe.run("dialog", { runOnly: tags }), AXE_TAGS);
        none(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), "violations");
        await ask(page, "xqvzt");
        assert.equal(await page.locator(".search-foot a").getAttribute("href"), `${origin}/de/suche/#search-index-title`);
      });
    }
  });
});
