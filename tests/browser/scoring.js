// Scoring on the pages of instruments: the arithmetic, the fields, and that nothing leaves the page.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { AXE_SOURCE, AXE_TAGS, NARROW, PHONE, TAGS, WIDE, local, none, open, origin, survey, withPage } from "./world.js";

/** What stands on the page in each language. */
const WORDS = {
  nb: { item: "Ledd 1", private: /verken sendes, lagres eller/, fill: "Fyll inn raden", reset: "Slett svarene" },
  de: { item: "Item 1", private: /weder gesendet noch gespeichert/, fill: "Reihe eintragen", reset: "Antworten löschen" },
  sv: { item: "Item 1", private: /skickas inte, sparas inte/, fill: "Fyll i raden", reset: "Radera svaren" },
  en: { item: "Item 1", private: /are not sent, not stored/, fill: "Fill in the row", reset: "Clear the answers" },
};

const FOLDER = new URL("../scoring/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const MADE_UP = read("made-up.json");
/** The worked examples of each instrument. */
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name !== "made-up.json")
  .map(read);

/** The path of an instrument's page, as its English page names it. */
function pathOf(id, lang = "en") {
  const english = [...survey.values()].find(({ kind, path }) => kind === "instrument" && path.endsWith(`/en/instruments/${id}/`));
  assert.ok(english, `there is an English page of ${id}`);
  const [, url] = english.alternates.find(([tag]) => tag === lang) ?? [];
  return local(url, english.path).pathname;
}

/** Opens the page of an instrument and waits for its fields. */
async function openForm(page, id, lang) {
  await open(page, pathOf(id, lang));
  await page.locator(".scoring-item input").first().waitFor();
}

/** Opens a page whose keys are replaced by others before the browser sees them. */
async function openWithKeys(page, keys) {
  await page.route("**/instruments/wai-sr/", async (route) => {
    const response = await route.fetch();
    const json = JSON.stringify({ versions: keys }).replaceAll("<", "\\u003c");
    const body = (await response.text())
      .replace(/(<script type="application\/json">).*?(<\/script>)/s, (_, start, end) => start + json + end)
      // The page has words for its own raters alone.
      .replace(/<li data-word="rater-client">/, '<li data-word="rater-observer">observer</li><li data-word="rater-therapist">therapist</li>$&');
    await route.fulfill({ response, body });
  });
  await openForm(page, "wai-sr");
}

const values = (page) => page.locator(".scoring-item input").evaluateAll((fields) => fields.map((field) => field.value));
const focused = (page) => page.evaluate(() => document.activeElement.id);
const message = (page) => page.locator(".scoring-message").textContent();

/** The scores that the page shows, in its order; without a score nothing. */
const shown = (page) =>
  page.locator(".scoring-scores > li").evaluateAll((entries) =>
    entries.map((entry) => {
      const text = entry.querySelector(".scoring-value").textContent;
      return entry.classList.contains("scoring-incomplete") ? null : Number(text.replace("−", "-").replace(",", "."));
    }),
  );

const round = (score) => (score === null ? null : Number(score.toFixed(2)));

/** Pastes text into the field that has the focus. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const fillRow = async (page, text, lang = "en") => {
  await page.locator("#scoring-row").fill(text);
  await page.getByRole("button", { name: WORDS[lang].fill }).click();
};

describe("the arithmetic of scoring", () => {
  /** Scores answers with the module that a page names. */
  const worked = (page, key, rows) =>
    page.evaluate(
      async ([key, rows]) => {
        const { score } = await import(document.querySelector("script[data-score]").dataset.score);
        return rows.map((answers) => Object.fromEntries(score(key, answers).map(({ id, value }) => [id, value])));
      },
      [key, rows],
    );

  for (const { instrument, versions } of EXAMPLES) {
    test(`arrives at the worked examples of ${instrument}`, async () => {
      await withPage({}, async (page) => {
        await open(page, pathOf(instrument));
        const keys = await page.evaluate(() => JSON.parse(document.querySelector(".scoring script").textContent).versions);
        assert.deepEqual(keys.map(({ id }) => id), Object.keys(versions));
        for (const key of keys) {
          const examples = versions[key.id];
          const scores = await worked(page, key, examples.map(({ answers }) => answers));
          examples.forEach((example, at) => assert.deepEqual(scores[at], example.scores, `${key.id}: ${example.case}`));
        }
      });
    });
  }

  test("follows the rules that no instrument here has yet", async () => {
    await withPage({}, async (page) => {
      await open(page, pathOf("wai-sr"));
      for (const [id, examples] of Object.entries(MADE_UP.versions)) {
        const scores = await worked(page, MADE_UP.keys[id], examples.map(({ answers }) => answers));
        examples.forEach((example, at) => assert.deepEqual(scores[at], example.scores, `${id}: ${example.case}`));
      }
    });
  });

  test("reads rows as people paste them", async () => {
    const rows = [
      ["sum", "1 2 3 4 5 1", "123451"],
      ["sum", "1,2,3,4,5,1", "123451"],
      ["sum", "1, 2, 3,\n4, 5, 1\n", "123451"],
      ["sum", "1\t2\t3\t4\t5\t1\r\n", "123451"],
      ["sum", "1\r\n2\r\n3\r\n4\r\n5\r\n1\r\n", "123451"],
      ["sum", "1; 2; 3; 4; 5; 1", "123451"],
      ["sum", "123451", "123451"],
      ["sum", "1\u00a02\u202f3 4 5 1", "123451"],
      ["sum", "1 2 - 4 x 1", "12_4_1"],
      ["sum", "1\t2\t\t4\t\t1", "12_4_1"],
      ["sum", "1,2,,4,,1", "12_4_1"],
      ["sum", "1 2 9 4 five 1", "12!4!1"],
      ["sum", "1 2 3.0 4", "1234"],
      ["sum", "1 2 3 4 5 1 2 3", "123451+2+3"],
      ["sum", "12 3", "!3"],
      ["sum", " \n ", ""],
      ["mean", "-3 −2 3 0", "-3-230"],
      ["line", "7,5 8,2 9", "7.58.29"],
      ["line", "7,5, 8,2, 9", "7.58.29"],
      ["line", "7,5;8,2;9", "7.58.29"],
      ["line", "7,5,8", "758"],
      ["line", "7.5,8.2,9", "7.58.29"],
      ["line", "7, 5, 8", "758"],
    ];
    await withPage({}, async (page) => {
      await open(page, pathOf("wai-sr"));
      for (const [id, text, expected] of rows) {
        const row = await page.evaluate(
          async ([key, text]) => (await import(document.querySelector("script[data-score]").dataset.row)).readRow(text, key),
          [MADE_UP.keys[id], text],
        );
        const written = [
          ...row.answers.map(([item, value]) => [item, String(value)]),
          ...row.empty.map((item) => [item, "_"]),
          ...row.refused.map(([item]) => [item, "!"]),
        ];
        written.sort(([left], [right]) => left - right);
        const items = written.map(([item]) => item);
        assert.deepEqual(items, items.map((_, at) => at + 1), `${JSON.stringify(text)}: every item has its place`);
        const all = [...written.map(([, word]) => word), ...row.surplus.map((word) => `+${word}`)];
        assert.equal(all.join(""), expected, JSON.stringify(text));
      }
    });
  });
});

describe("the fields of scoring", () => {
  for (const { instrument, versions } of EXAMPLES) {
    test(`show the worked examples of ${instrument}`, async () => {
      await withPage({}, async (page) => {
        await openForm(page, instrument);
        for (const examples of Object.values(versions)) {
          for (const { case: name, answers, scores } of examples) {
            await fillRow(page, answers.map((answer) => answer ?? "-").join(" "));
            assert.deepEqual(await shown(page), Object.values(scores).map(round), name);
          }
        }
      });
    });
  }

  for (const lang of TAGS) {
    test(`are filled in by the keyboard alone in ${lang}`, async () => {
      await withPage({}, async (page) => {
        await openForm(page, "wai-s", lang);
        await page.getByLabel(WORDS[lang].item, { exact: true }).focus();
        const { answers, scores } = EXAMPLES.find(({ instrument }) => instrument === "wai-s").versions["wai-s"].find(
          (example) => example.case === "a mixed row",
        );
        await page.keyboard.type(answers.join(""));
        assert.deepEqual(await values(page), answers.map(String));
        assert.deepEqual(await shown(page), Object.values(scores));
        assert.equal(await focused(page), "scoring-item-12", "the last item keeps the focus");
        assert.match(await page.locator(".scoring-private").innerText(), WORDS[lang].private);
        await page.getByRole("button", { name: WORDS[lang].reset }).press("Enter");
        assert.deepEqual(await values(page), Array(12).fill(""));
        assert.equal(await focused(page), "scoring-item-1");
        assert.deepEqual(await shown(page), [null, null, null, null]);
      });
    });
  }

  test("move with arrows, Enter and Backspace", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-sr");
      await page.locator("#scoring-item-1").focus();
      await page.keyboard.type("345");
      assert.equal(await focused(page), "scoring-item-4");
      for (const [press, at] of [
        ...[["Backspace", 3], ["ArrowLeft", 2], ["ArrowUp", 1], ["ArrowUp", 1], ["ArrowRight", 2]],
        ...[["ArrowDown", 3], ["Enter", 4], ["Backspace", 3], ["Backspace", 3], ["Backspace", 2]],
      ]) {
        await page.keyboard.press(press);
        assert.equal(await focused(page), `scoring-item-${at}`, press);
      }
      assert.deepEqual((await values(page)).slice(0, 4), ["3", "4", "", ""], "the second Backspace emptied item 3");
      await page.keyboard.type("1");
      assert.deepEqual((await values(page)).slice(0, 4), ["3", "1", "", ""], "a digit takes the place of the answer");
    });
  });

  test("refuse what is no answer, and say so", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-sr");
      const field = page.locator("#scoring-item-1");
      await field.focus();
      await page.keyboard.type("7");
      assert.equal(await focused(page), "scoring-item-1", "a wrong answer does not move on");
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      assert.equal(await message(page), "Item 1: “7” is not an answer. Answers go from 1 to 5.");
      await page.keyboard.type("5");
      assert.equal(await field.getAttribute("aria-invalid"), null);
      assert.equal(await message(page), "");
      assert.equal(await focused(page), "scoring-item-2");
      await page.keyboard.type("a");
      assert.equal(await focused(page), "scoring-item-2");
      assert.deepEqual((await values(page)).slice(0, 2), ["5", ""]);
    });
  });

  test("take a pasted row, from the item on that it is pasted into", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-sr");
      await page.locator("#scoring-item-3").focus();
      await paste(page, "1, 9, 2\tfive 3 4 5 1 2 3 4 5");
      assert.deepEqual(await values(page), ["", "", "1", "", "2", "", "3", "4", "5", "1", "2", "3"]);
      assert.equal(
        await message(page),
        "Answers filled in: 8. Not accepted: item 4 “9”, item 6 “five”. Left over, since the form has 12 items: 4, 5. " +
          "Without an answer: item 1, 2, 4, 6.",
      );
      await fillRow(page, "111111111111");
      assert.deepEqual(await values(page), Array(12).fill("1"));
      assert.equal(await message(page), "Answers filled in: 12.");
    });
  });

  test("show reversed items as such, and what they count", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-s");
      const mark = page.locator("#scoring-reversed-4");
      assert.equal(await page.locator("#scoring-item-4").getAttribute("aria-describedby"), "scoring-reversed-4");
      assert.equal(await mark.innerText(), "reversed");
      assert.equal(await page.locator(".scoring-item small").count(), 2);
      await page.locator("#scoring-item-4").focus();
      await page.keyboard.type("2");
      assert.equal(await mark.innerText(), "reversed: 6");
    });
  });

  test("take fractions where a mark on a line is measured", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "srs", "nb");
      assert.equal(await page.locator("#scoring-item-1").getAttribute("inputmode"), "decimal");
      for (const [item, text] of ["8,5", "9.2", "10", "7"].entries()) {
        await page.locator(`#scoring-item-${item + 1}`).focus();
        await page.keyboard.type(text);
        await page.keyboard.press("Enter");
      }
      assert.deepEqual(await shown(page), [8.5, 9.2, 10, 7, 34.7]);
      assert.equal(await page.locator(".scoring-total .scoring-value").innerText(), "34,7", "written as Norwegian writes it");
      await page.locator("#scoring-item-1").fill("11");
      await page.keyboard.press("Tab");
      assert.equal(await page.locator("#scoring-item-1").getAttribute("aria-invalid"), "true");
      assert.deepEqual(await shown(page), [null, 9.2, 10, 7, null]);
    });
  });

  test("say how many answers an incomplete scale has, and draw its bar empty", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-sr");
      await fillRow(page, "3 3 3 3 3 3 3 3 3 3 3 -");
      const [goal, task] = await page.locator(".scoring-scores > li").all();
      assert.equal(await goal.locator(".scoring-value").innerText(), "12");
      assert.equal(await goal.locator(".scoring-possible").innerText(), "possible from 4 to 20");
      assert.equal(await goal.locator(".scoring-bar-value").getAttribute("width"), "50");
      assert.equal(await task.locator(".scoring-value").innerText(), "no score (3 of 4 answers)");
      assert.equal(await task.locator(".scoring-bar-value").count(), 0);
      assert.match(await page.locator(".scoring-rule").innerText(), /The data state no rule for missing answers/);
    });
  });

  test("let readers choose among versions and raters", async () => {
    await withPage({}, async (page) => {
      await openWithKeys(page, Object.values(MADE_UP.keys));
      const version = page.getByLabel("Form", { exact: true });
      for (const [at, [id, examples]] of Object.entries(MADE_UP.versions).entries()) {
        await version.selectOption({ index: at });
        assert.equal(await page.locator(".scoring-item").count(), MADE_UP.keys[id].items);
        for (const { case: name, answers, scores } of examples) {
          if (answers.length < MADE_UP.keys[id].items) continue;
          await fillRow(page, answers.map((answer) => answer ?? "-").join(" "));
          assert.deepEqual(await shown(page), Object.values(scores).map(round), `${id}: ${name}`);
        }
      }
      await version.selectOption({ index: 0 });
      await fillRow(page, "4 2 5 - 2 1");
      const first = page.locator(".scoring-scores > li").first();
      assert.equal(await first.locator(".scoring-value").innerText(), "17.33");
      assert.equal(await first.locator(".scoring-remark").innerText(), "the mean stands in for item 4");
      await version.selectOption({ index: 1 });
      assert.deepEqual(await values(page), ["", "", "", ""], "another form begins empty");
      const title = page.locator(".scoring-title");
      assert.equal(await title.innerText(), "Means from below zero", "nobody is taken for the one who answered");
      await page.getByLabel("Who answered", { exact: true }).selectOption("observer");
      assert.equal(await title.innerText(), "Means from below zero, observer");
      await page.locator("#scoring-item-1").focus();
      await page.keyboard.type("-33-2-1");
      assert.deepEqual(await values(page), ["-3", "3", "-2", "-1"], "a minus waits for its digit");
      assert.equal(await page.locator("#scoring-item-1").getAttribute("inputmode"), null, "number keyboards lack the minus");
    });
  });

  test("tell screen readers the new scores, and no more", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-sr");
      const status = page.locator(".scoring-status");
      assert.equal(await status.getAttribute("role"), "status");
      const says = (text) => page.waitForFunction((text) => document.querySelector(".scoring-status").textContent === text, text);
      await fillRow(page, "3 2 1 3 1 2 1 4 2 5 1 -");
      await says("Goal: 10. Bond: 5.");
      await page.locator("#scoring-item-12").focus();
      await page.keyboard.type("5");
      await says("Task: 15. Total score: 30.");
      await page.keyboard.press("Backspace");
      await says("Task: no score (3 of 4 answers). Total score: no score (11 of 12 answers).");
    });
  });

  test("copy the result as text, or let the reader copy", async () => {
    await withPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await openForm(page, "wai-s");
      await page.getByLabel("Who answered", { exact: true }).selectOption("therapist");
      await fillRow(page, "6 5 7 2 6 4 7 5 6 3 6 -");
      const copy = page.getByRole("button", { name: "Copy the result" });
      await copy.click();
      await page.getByText("The result has been copied.").waitFor();
      const expected = [
        "WAI-S, therapist",
        "Task: no score (3 of 4 answers)",
        "Bond: 26 (possible from 4 to 28)",
        "Goal: 21 (possible from 4 to 28)",
        "Total score: no score (11 of 12 answers)",
        "A score is the sum of the answers.",
        "Not confirmed in this key: which items belong to which subscale and which items are reversed.",
      ].join("\n");
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      });
      await copy.click();
      const text = page.getByLabel("The result as text");
      await text.waitFor();
      assert.equal(await text.inputValue(), expected);
      assert.equal(await focused(page), "scoring-by-hand");
    });
  });

  test("are printed alone with their scores", async () => {
    await withPage({}, async (page) => {
      await openForm(page, "wai-sr");
      await fillRow(page, "444444444444");
      await page.evaluate(() => {
        window.print = () => {
          window.printed = document.body.className;
        };
      });
      await page.getByRole("button", { name: "Print the result" }).click();
      assert.match(await page.evaluate(() => window.printed), /print-scoring/);
      await page.emulateMedia({ media: "print" });
      const visible = async (selector) => page.locator(selector).first().isVisible();
      for (const selector of ["h1", ".scoring-item input", ".scoring-scores", ".scoring-scores svg"]) {
        assert.equal(await visible(selector), true, selector);
      }
      for (const selector of [".scoring-actions", ".scoring-paste", "#structure", "#findings", ".site-header", ".site-footer"]) {
        assert.equal(await visible(selector), false, selector);
      }
      await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
      assert.equal(await visible("#structure"), true, "the whole page is printed again afterwards");
    });
  });
});

describe("scoring", () => {
  test("sends nothing, keeps nothing and changes no address", async () => {
    await withPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      const requests = [];
      const telling = []; // Requests that could carry an answer; a beacon is sent when the page is left.
      await page.context().route("**/*", (route) => {
        const request = route.request();
        requests.push(request.url());
        if (request.method() !== "GET" || request.postData() !== null || request.url().includes("?")) {
          telling.push(`${request.method()} ${request.url()}`);
        }
        return route.continue();
      });
      await page.addInitScript(() => {
        window.kept = [];
        const watch = (owner, name) => {
          if (!owner?.[name]) return;
          const original = owner[name];
          owner[name] = function (...values) {
            window.kept.push(name);
            return original.apply(this, values);
          };
        };
        watch(Storage.prototype, "setItem");
        watch(IDBFactory.prototype, "open");
        watch(CacheStorage.prototype, "open");
        watch(ServiceWorkerContainer.prototype, "register");
        watch(Navigator.prototype, "sendBeacon");
        watch(History.prototype, "pushState");
        watch(History.prototype, "replaceState");
        watch(window, "fetch");
        watch(XMLHttpRequest.prototype, "send");
        watch(window, "WebSocket");
        watch(window, "EventSource");
        watch(window, "BroadcastChannel");
      });
      await openForm(page, "wai-s");
      await page.waitForLoadState("networkidle");
      assert.ok(requests.some((url) => url.includes("scoring/score")), "requests are seen at all");
      const before = await page.evaluate(() => [location.href, history.length, document.title]);
      requests.length = 0;

      await page.locator("#scoring-item-1").focus();
      await page.keyboard.type("657264756364");
      await page.keyboard.press("Enter");
      await page.locator("#scoring-item-2").press("Enter");
      await paste(page, "1 2 3");
      await page.getByLabel("Who answered", { exact: true }).selectOption("client");
      await fillRow(page, "6 5 7 2 6 4 7 5 6 3 6 4");
      await page.locator("#scoring-row").press("Enter");
      await page.evaluate(() => {
        window.print = () => {};
      });
      for (const name of ["Copy the result", "Print the result", "Clear the answers"]) {
        await page.getByRole("button", { name }).click();
      }
      await page.locator("#scoring-item-1").focus();
      await page.keyboard.type("657264756364");
      await page.waitForLoadState("networkidle");

      assert.deepEqual(requests, [], "no request");
      assert.deepEqual(await page.evaluate(() => window.kept), [], "nothing that sends or stores was called");
      assert.deepEqual(await page.evaluate(() => [location.href, history.length, document.title]), before);
      assert.equal(await page.locator(".scoring form, form .scoring").count(), 0, "there is no form to submit");
      assert.deepEqual(await page.context().cookies(), []);
      const stored = await page.evaluate(async () => ({
        storage: localStorage.length + sessionStorage.length,
        databases: await indexedDB.databases(),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        name: window.name,
        state: history.state,
      }));
      assert.deepEqual(stored, { storage: 0, databases: [], caches: [], workers: 0, name: "", state: null });

      await page.goto(`${origin}/en/`);
      await page.goBack();
      await page.locator(".scoring-item input").first().waitFor();
      assert.deepEqual(await values(page), Array(12).fill(""), "the way back finds the fields empty");
      assert.deepEqual(telling, [], "leaving the page sends nothing");
    });
  });

  for (const lang of TAGS) {
    test(`without JavaScript says what is missing, and shows the key, in ${lang}`, async () => {
      await withPage({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
        await open(page, pathOf("wai-s", lang));
        assert.match(await page.locator(".scoring-static").innerText(), /JavaScript/);
        assert.match(await page.locator(".scoring-private").innerText(), WORDS[lang].private);
        assert.equal(await page.locator(".scoring input, .scoring button").count(), 0, "nothing stands there that does not work");
        assert.match(await page.locator("#structure ~ .table-scroll table").first().innerText(), /1, 2, 8, 12/);
      });
    });
  }

  test("is offered exactly where the data have a key, and elsewhere says what they lack", () => {
    const withKey = new Set(EXAMPLES.map(({ instrument }) => instrument));
    return withPage({ javaScriptEnabled: false }, async (page) => {
      const faults = [];
      for (const { path, alternates, sources } of [...survey.values()].filter(({ kind }) => kind === "instrument")) {
        const english = alternates.find(([tag]) => tag === "en")[1];
        const hasKey = withKey.has(english.split("/").at(-2));
        const scripts = sources.filter((source) => /\/scoring\.[0-9a-f]+\.js$/.test(source)).length;
        if (scripts !== (hasKey ? 1 : 0)) faults.push(`${path}: ${scripts} scripts`);
        const text = await (await fetch(origin + path)).text();
        const said = text.match(/<h2 id="scoring">.*?<\/h2>\s*<p>[^<]+<\/p>/s);
        if (!hasKey && !said) faults.push(`${path}: nothing is said`);
      }
      none(faults, "page offers scoring wrongly");
      await open(page, pathOf("calpas"));
      assert.match(
        await page.locator(".scoring").innerText(),
        /CALPAS-P: No scoring key: the data do not state which items are reversed\./,
      );
      await open(page, pathOf("haq"));
      assert.match(
        await page.locator(".scoring").innerText(),
        /11 items: No score for Satisfaction with the relationship, Satisfaction with the result: /,
      );
    });
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [NARROW, WIDE]) {
      test(`has no faults that axe finds, ${colorScheme}, ${viewport.width} px`, async () => {
        await withPage({ viewport, colorScheme, bypassCSP: true }, async (page) => {
          for (const lang of TAGS) {
            await openForm(page, "wai", lang);
            await fillRow(page, `9 ${"5 ".repeat(40)}`, lang);
            await page.locator("#scoring-item-1").fill("9");
            await page.evaluate(AXE_SOURCE);
            const { violations, passes } = await page.evaluate(
              (values) => globalThis.axe.run(".scoring", { runOnly: { type: "tag", values } }),
              AXE_TAGS,
            );
            assert.ok(passes.length > 10, "axe looked at the fields");
            const named = ({ id, nodes }) => `${lang}: ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`;
            none(violations.map(named), "fault");
            const [scroll, client] = await page.evaluate(() => {
              const root = document.scrollingElement;
              return [root.scrollWidth, root.clientWidth];
            });
            assert.ok(scroll <= client, `${lang}: ${scroll} px wide`);
          }
        });
      });
    }
  }

  test("has targets for fingers", async () => {
    await withPage({ viewport: NARROW, hasTouch: true }, async (page) => {
      await openForm(page, "wai");
      const boxes = await page.locator(".scoring :is(input, button, select, textarea):visible").evaluateAll((controls) =>
        controls.map((control) => [control.id || control.className, control.getBoundingClientRect().width, control.getBoundingClientRect().height]),
      );
      assert.ok(boxes.length > 36);
      none(boxes.filter(([, width, height]) => width < 44 || height < 44).map(String), "target is small");
      assert.equal(await page.locator("#scoring-item-1").getAttribute("inputmode"), "numeric");
      const size = await page.locator("#scoring-item-1").evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));
      assert.ok(size >= 16, "phones do not enlarge the page");
    });
  });

  test("shows fields, faults and bars in forced colours", async () => {
    await withPage({ forcedColors: "active" }, async (page) => {
      await openForm(page, "wai-sr");
      await fillRow(page, "333333333333");
      await page.locator("#scoring-item-1").focus();
      await page.keyboard.type("9");
      const looks = await page.evaluate(() => {
        const style = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
        return {
          bar: style(".scoring-bar-value", "fill"),
          ground: style(".scoring-bar-ground", "fill"),
          edge: style(".scoring-bar-ground", "stroke"),
          border: style("#scoring-item-2", "borderTopStyle"),
          wrong: style("#scoring-item-1", "borderTopWidth"),
        };
      });
      assert.notEqual(looks.bar, looks.ground, "the bar differs from its ground");
      assert.notEqual(looks.edge, looks.ground, "the ground has an edge");
      assert.equal(looks.border, "solid");
      assert.equal(looks.wrong, "2px", "a wrong answer is seen without colour");
    });
  });
});
