// The finder of instruments: a table that needs no script, and what the script adds to it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import vm from "node:vm";
import {
  AXE_SOURCE,
  AXE_TAGS,
  DEFAULT_LANGUAGE,
  NARROW,
  TAGS,
  WIDE,
  none,
  open,
  origin,
  survey,
  withPage,
} from "./world.js";

/** The paths of the instruments of a language. */
const instruments = (lang) =>
  [...survey.values()].filter((page) => page.kind === "instrument" && page.lang === lang).map((page) => page.path);

/** The path of the section that links to most of them. */
function finderOf(lang) {
  const paths = new Set(instruments(lang));
  const links = (page) => page.links.filter((link) => paths.has(new URL(link, origin + page.path).pathname)).length;
  const sections = [...survey.values()].filter((page) => page.kind === "section" && page.lang === lang);
  return sections.reduce((best, page) => (links(page) > links(best) ? page : best)).path;
}

const rows = (page) => page.locator(".finder-list tbody tr");
const shown = (page) => page.locator(".finder-list tbody tr:not([hidden])");
const box = (page, at) => rows(page).nth(at).locator("input[type=checkbox]");
const status = (page) => page.locator(".finder-bar [role=status]");
/** What the address says now; `page.url()` learns of it a little later. */
const address = (page) => page.evaluate(() => location.href);
const fragment = async (page) => new URLSearchParams(new URL(await address(page)).hash.slice(1));
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

async function idsOf(locator) {
  return locator.evaluateAll((elements) => elements.map((element) => element.dataset.id));
}

/** Opens the finder of a language; every request after that, and every complaint, is kept. */
async function withFinder(lang, options, use, hash = "") {
  await withPage({ viewport: WIDE, ...options }, async (page) => {
    const faults = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    await open(page, finderOf(lang) + hash);
    await page.waitForLoadState("networkidle");
    // The browser itself looks for the icon of an address that it has not seen before.
    page.on("request", (request) => /\/favicon\.\w+\.svg$/.test(request.url()) || faults.push(request.url()));
    await use(page);
    none(faults, "request or complaint");
  });
}

describe("what the finder decides", () => {
  const file = new URL("../../themes/default/static/js/finder-state.js", import.meta.url);
  const context = vm.createContext({ URLSearchParams });
  vm.runInContext(readFileSync(file, "utf8"), context);
  const { finderState: state } = context;
  const plain = (value) => JSON.parse(JSON.stringify(value));
  const empty = { text: "", rater: "", items: "", minutes: "", language: "", licence: "" };

  test("an address means what was written into it", () => {
    const filters = { ...empty, text: "Å & b=c", items: "12", language: "nb" };
    const written = state.write({ filters, chosen: ["b", "a"] });
    assert.deepEqual(plain(state.read(written, ["a", "b"], 4)), { filters, chosen: ["b", "a"] });
    assert.equal(state.write({ filters: empty, chosen: [] }), "");
  });

  test("what an address cannot mean is left out", () => {
    const told = state.read("#compare=a&compare=x&compare=a&compare=b&compare=c&items=-3&minutes=1e3&other=1", ["a", "b", "c"], 2);
    assert.deepEqual(plain(told), { filters: empty, chosen: ["a", "b"] });
    assert.equal(state.read("#page-main", ["a"], 4), null);
    assert.equal(state.read("", ["a"], 4), null);
  });

  test("what is not known fits no filter, and one version is enough", () => {
    const written = { text: "Zeal  Scale Measures zeal", rater: "client observer", items: "12 36", minutes: "", language: "en nb", licence: "open" };
    const row = state.row(written, "en");
    const fits = (filters) => state.test({ ...empty, ...filters }, "en")(row);
    for (const filters of [{}, { items: "12" }, { items: "40" }, { rater: "observer" }, { language: "nb" }, { text: " zeal scale " }]) {
      assert.ok(fits(filters), JSON.stringify(filters));
    }
    for (const filters of [{ items: "11" }, { minutes: "99" }, { rater: "serve" }, { language: "n" }, { licence: "ope" }, { text: "awe" }]) {
      assert.ok(!fits(filters), JSON.stringify(filters));
    }
  });

  test("one more than can be is refused, and what is chosen can be given back", () => {
    assert.deepEqual(plain(state.toggled(["a"], "b", 2)), ["a", "b"]);
    assert.equal(state.toggled(["a", "b"], "c", 2), null);
    assert.deepEqual(plain(state.toggled(["a", "b"], "a", 2)), ["b"]);
  });
});

describe("the table of instruments without JavaScript", () => {
  for (const lang of TAGS) {
    test(`has every instrument and every property in ${lang}`, async () => {
      await withFinder(lang, { javaScriptEnabled: false, viewport: NARROW }, async (page) => {
        const links = await rows(page).locator("th a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
        assert.deepEqual([...links].sort(), instruments(lang).sort());
        assert.ok(links.length > 20, "the instruments are there");
        const cells = await rows(page).evaluateAll((all) =>
          all.map((row) => [...row.cells].filter((cell) => cell.checkVisibility()).length),
        );
        assert.deepEqual([...new Set(cells)], [8], "and no box to choose by, which nothing would come of");
        assert.equal(await page.locator(".finder input:visible, .finder select:visible, .finder button:visible").count(), 0);

        // The table scrolls by itself, with the keyboard too; the page does not.
        const list = page.locator(".finder-list");
        assert.equal(await list.getAttribute("tabindex"), "0");
        assert.ok(await list.evaluate((element) => element.scrollWidth > element.clientWidth));
        assert.ok(await page.locator("html").evaluate((element) => element.scrollWidth <= element.clientWidth));
      });
    });
  }

  test("is sorted as the language sorts", async () => {
    await withFinder("sv", { javaScriptEnabled: false }, async (page) => {
      const names = await rows(page).evaluateAll((all) => all.map((row) => row.dataset.name));
      const sorted = [...names].sort(new Intl.Collator("sv").compare);
      assert.deepEqual(names, sorted);
    });
  });
});

describe("the filters", () => {
  for (const lang of TAGS) {
    test(`hide rows and tell how many are left in ${lang}`, async () => {
      await withFinder(lang, {}, async (page) => {
        const total = await rows(page).count();
        const count = page.locator(".finder-count");
        assert.equal(await count.getAttribute("role"), "status");
        const numbers = async () => (await count.innerText()).match(/\d+/g).map(Number);
        assert.deepEqual(await numbers(), [total, total]);

        await page.locator("#finder-rater").selectOption("observer");
        const observed = await shown(page).count();
        assert.ok(observed > 0 && observed < total);
        assert.deepEqual(await numbers(), [observed, total]);
        const raters = await shown(page).evaluateAll((all) => all.map((row) => row.dataset.rater.split(" ")));
        assert.ok(raters.every((each) => each.includes("observer")));
        assert.equal(await rows(page).locator("visible=true").count(), observed);
        assert.equal((await fragment(page)).get("rater"), "observer");

        await page.locator("#finder-items").fill("16");
        const both = await shown(page).count();
        assert.ok(both > 0 && both < observed);
        assert.deepEqual(await numbers(), [both, total]);

        await page.locator("#finder-text").fill("no such instrument");
        assert.deepEqual(await numbers(), [0, total]);

        await page.locator(".finder-filters button[type=reset]").click();
        await page.waitForFunction(() => location.hash === "");
        assert.deepEqual(await numbers(), [total, total]);
        assert.equal(await shown(page).count(), total);
        assert.ok(!(await address(page)).includes("#"));
      });
    });
  }

  test("find a word of the name or of the construct, whatever its case", async () => {
    await withFinder("en", {}, async (page) => {
      await page.locator("#finder-text").fill("SESSION RATING");
      assert.deepEqual(await idsOf(shown(page)), ["srs"]);
      await page.locator("#finder-text").fill("quick feedback");
      assert.deepEqual(await idsOf(shown(page)), ["srs"]);
    });
  });
});

describe("the comparison", () => {
  for (const lang of TAGS) {
    test(`shows up to four side by side in ${lang}, by keyboard, and refuses a fifth`, async () => {
      await withFinder(lang, {}, async (page) => {
        const ids = await idsOf(rows(page));
        const comparison = page.locator(".finder-comparison");
        await box(page, 0).focus();
        await page.keyboard.press("Space");
        assert.ok(await comparison.isHidden(), "one instrument compares with nothing");
        assert.ok(await page.locator(".finder-show").isDisabled());
        // Box, link, and the next box.
        for (let at = 1; at < 4; at += 1) {
          await page.keyboard.press("Tab");
          await page.keyboard.press("Tab");
          assert.ok(await hasFocus(box(page, at)), `Tab reaches box ${at + 1}`);
          await page.keyboard.press("Space");
        }
        assert.deepEqual((await fragment(page)).getAll("compare"), ids.slice(0, 4));
        assert.match(await status(page).innerText(), /\b4 \S+ 4\b/);

        await box(page, 4).click();
        assert.equal(await box(page, 4).isChecked(), false);
        assert.equal(await status(page).innerText(), await status(page).getAttribute("data-full"));
        assert.deepEqual((await fragment(page)).getAll("compare"), ids.slice(0, 4));

        await page.locator(".finder-show").focus();
        await page.keyboard.press("Enter");
        assert.ok(await hasFocus(comparison.locator("h3")));
        const names = await comparison.locator("thead th a").allInnerTexts();
        const expected = await rows(page).evaluateAll((all) => all.slice(0, 4).map((row) => row.dataset.name));
        assert.deepEqual(names, expected);
        const lines = await comparison.locator("tbody tr").evaluateAll((all) =>
          all.map((line) => [...line.cells].map((cell) => cell.textContent)),
        );
        const columns = await rows(page).evaluateAll((all) =>
          all.slice(0, 4).map((row) => [...row.cells].slice(2).map((cell) => cell.textContent)),
        );
        assert.deepEqual(lines.map((line) => line.slice(1)), columns[0].map((_, at) => columns.map((column) => column[at])));
        assert.equal(lines.length, 7);
      });
    });
  }

  test("is what the address says, in every language", async () => {
    const hash = "#language=de&compare=srs&compare=wai-sr&compare=no-such&text=";
    for (const lang of TAGS) {
      await withFinder(lang, {}, async (page) => {
        assert.deepEqual(
          await page.locator(".finder-comparison thead button").evaluateAll((all) => all.map((button) => button.value)),
          ["srs", "wai-sr"],
        );
        assert.equal(await page.locator("#finder-language").inputValue(), "de");
        assert.ok((await shown(page).count()) < (await rows(page).count()));
        assert.equal(await page.locator(".finder-list input:checked").count(), 2);
      }, hash);
    }
  });

  test("survives a reload, a way back and a link to a place in the page", async () => {
    await withPage({ viewport: WIDE }, async (page) => {
      await open(page, finderOf(DEFAULT_LANGUAGE));
      await box(page, 1).check();
      await box(page, 2).check();
      await page.locator("#finder-minutes").fill("5");
      const [before, left] = [await address(page), await shown(page).count()];
      await page.reload();
      assert.equal(await address(page), before);
      assert.equal(await shown(page).count(), left);
      assert.equal(await page.locator(".finder-list input:checked").count(), 2);
      await rows(page).locator("visible=true").first().locator("a").click();
      await page.waitForLoadState();
      await page.goBack();
      await page.locator(".finder-comparison thead th").first().waitFor();
      assert.equal(await address(page), before);

      await page.evaluate(() => (location.hash = "#page-main"));
      await page.waitForFunction(() => location.hash === "#page-main");
      assert.equal(await page.locator(".finder-list input:checked").count(), 2);
      assert.equal(await shown(page).count(), left);
      // An address that is changed by hand is obeyed.
      await page.evaluate(() => (location.hash = "#compare=srs"));
      await page.waitForFunction(() => document.querySelectorAll(".finder-list input:checked").length === 1);
      assert.equal(await shown(page).count(), await rows(page).count());
    });
  });

  test("lets go one by one, and the focus stays", async () => {
    await withFinder(DEFAULT_LANGUAGE, {}, async (page) => {
      for (const at of [0, 1, 2]) await box(page, at).check();
      const buttons = page.locator(".finder-comparison thead button");
      await buttons.nth(2).focus();
      await page.keyboard.press("Enter");
      assert.equal(await buttons.count(), 2);
      assert.ok(await hasFocus(buttons.nth(1)));
      await page.keyboard.press("Enter");
      assert.ok(await page.locator(".finder-comparison").isHidden());
      assert.ok(await hasFocus(page.locator(".finder-list")));
      assert.equal((await fragment(page)).getAll("compare").length, 1);
      await page.locator(".finder-clear").click();
      assert.ok(await page.locator(".finder-bar").isHidden());
      assert.equal(await page.locator(".finder-list input:checked").count(), 0);
      assert.ok(!(await address(page)).includes("#"));
      assert.ok(await hasFocus(page.locator(".finder-list")));
    });
  });

  test("is stored nowhere", async () => {
    await withFinder(DEFAULT_LANGUAGE, {}, async (page) => {
      const before = await page.evaluate(() => history.length);
      for (const at of [0, 1]) await box(page, at).check();
      await page.locator("#finder-text").fill("w");
      const kept = await page.evaluate(async () => ({
        storage: localStorage.length + sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        history: history.length,
      }));
      assert.deepEqual(kept, { storage: 0, databases: 0, history: before });
      assert.deepEqual(await page.context().cookies(), []);
    });
  });

  test("is printed instead of the table, and the table without boxes", async () => {
    await withFinder(DEFAULT_LANGUAGE, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator(".finder-list").isVisible());
      assert.ok(await page.locator(".finder-filters").isHidden());
      assert.equal(await page.locator(".finder-choice").locator("visible=true").count(), 0);
      await page.emulateMedia({ media: "screen" });
      for (const at of [0, 1]) await box(page, at).check();
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator(".finder-list").isHidden());
      assert.ok(await page.locator(".finder-comparison").isVisible());
      assert.equal(await page.locator(".finder button").locator("visible=true").count(), 0);
    });
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [NARROW, WIDE]) {
      test(`has no faults that axe finds, ${colorScheme}, ${viewport.width} px`, { timeout: 120_000 }, async () => {
        const faults = [];
        for (const lang of TAGS) {
          await withPage({ viewport, colorScheme, bypassCSP: true }, async (page) => {
            await open(page, finderOf(lang));
            for (const at of [0, 1, 2, 3]) await box(page, at).check();
            await box(page, 4).click();
            assert.ok(await page.locator(".finder-refusal").isVisible());
            assert.ok(await page.locator("html").evaluate((element) => element.scrollWidth <= element.clientWidth));
            await page.evaluate(AXE_SOURCE);
            const result = await page.evaluate(
              (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
              AXE_TAGS,
            );
            assert.ok(result.passes.length > 10, `${lang}: axe looked at the page`);
            for (const { id, help, nodes } of result.violations) {
              faults.push(`${lang}: ${id} (${help}): ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
            }
          });
        }
        none(faults, "fault");
      });
    }
  }
});

describe("the drawing of reliability", () => {
  test("has a name, a description and the table beside it in each language", async () => {
    for (const lang of TAGS) {
      const path = instruments(lang).find((path) => path.includes("haq") && !path.includes("haq-ii"));
      assert.ok(path, `the HAQ has a page in ${lang}`);
      await withPage({ viewport: NARROW, javaScriptEnabled: false }, async (page) => {
        await open(page, path);
        const drawing = page.locator(".chart-type-dots svg[role=img]");
        const named = (await drawing.getAttribute("aria-labelledby")).split(" ");
        for (const id of named) assert.ok((await page.locator(`[id="${id}"]`).textContent()).length > 5, id);
        const numbers = await drawing.locator(".chart-number").allTextContents();
        const table = page.locator("[aria-labelledby=findings] tbody td:nth-child(2)");
        assert.ok(numbers.length >= 2);
        assert.deepEqual(numbers, await table.allTextContents());
        assert.ok(await page.locator("html").evaluate((element) => element.scrollWidth <= element.clientWidth));
      });
    }
  });
});
