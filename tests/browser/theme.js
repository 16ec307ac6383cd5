// The theme under what readers do to it: little bandwidth, large letters, wide spacing, forced colours, paper.
// `site.test.js` calls this file.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  TAGS,
  DEFAULT_LANGUAGE,
  KINDS,
  NARROW,
  PHONE,
  WIDE,
  asked,
  browser,
  survey,
  withPage,
  open,
  follow,
  pathOf,
  sample,
  samples,
  inParallel,
  none,
} from "./world.js";

/** Bytes of the first view of an article, as a server sends them, and of its scripts before any use. */
const MOST_BYTES = 45_000;
const MOST_SCRIPT = 10_000;

/** What WCAG 1.4.12 lets readers set. */
const SPACING = `* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }`;

/** Visits the samples with some pages at a time. */
async function eachSample(options, work) {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const lanes = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
  await inParallel(samples(), lanes, async (page, { path }) => {
    await open(page, path);
    await work(page, path);
  });
  await context.close();
}

/** Elements whose text is cut off, or that reach beyond the window, in the browser. What scrolls by itself may. */
function lost() {
  const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
  const cut = [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
    if (element.closest(".visually-hidden, svg, .table-scroll, pre, math, select, textarea, .search-choices")) return false;
    const style = getComputedStyle(element);
    if (style.display === "inline" || !["hidden", "clip"].includes(style.overflowX)) return false;
    return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  });
  return [...(wide > 0 ? [`${wide} px too wide`] : []), ...cut.map((element) => `cut: ${element.className || element.tagName}`)];
}

describe("the first view", () => {
  for (const lang of TAGS) {
    test(`of the longest article in ${lang} is light, and nothing in it waits for a script or moves`, async () => {
      await withPage({ viewport: PHONE }, async (page) => {
        const answers = [];
        page.on("response", (response) => answers.push(response));
        await page.addInitScript(() => {
          globalThis.shifts = [];
          new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({
            type: "layout-shift",
            buffered: true,
          });
        });
        await open(page, sample("article", lang).path);
        await page.waitForLoadState("networkidle");
        let all = 0;
        let scripts = 0;
        const sizes = [];
        for (const answer of answers) {
          const type = answer.headers()["content-type"] ?? "";
          if (!/^(text\/(html|css|javascript)|font\/)/.test(type)) continue;
          const size = gzipSync(await answer.body(), { level: 6 }).length;
          sizes.push(`${answer.url()}: ${size}`);
          all += size;
          if (type.startsWith("text/javascript")) scripts += size;
        }
        assert.ok(sizes.length >= 3, "page, style and script were seen");
        assert.ok(all <= MOST_BYTES, `${all} bytes:\n${sizes.join("\n")}`);
        assert.ok(scripts <= MOST_SCRIPT, `${scripts} bytes of scripts:\n${sizes.join("\n")}`);
        const blocking = await page
          .locator("script[src]")
          .evaluateAll((all) => all.filter((script) => !script.defer && !script.async && script.type !== "module").map((script) => script.src));
        assert.deepEqual(blocking, [], "no script is waited for");
        const shifts = await page.evaluate(() => globalThis.shifts);
        assert.deepEqual(shifts, [], "nothing moves");
      });
    });
  }
});

describe("a reader's own settings", () => {
  test("of zoom, spacing and size lose nothing", async () => {
    const settings = [
      // 1280 px at 400 % are 320 px, and as little of the height.
      { name: "400 % zoom", viewport: { width: 320, height: 225 }, style: ":root {}" },
      { name: `wide spacing, ${NARROW.width} px`, viewport: NARROW, style: SPACING },
      { name: `wide spacing, ${WIDE.width} px`, viewport: WIDE, style: SPACING },
      { name: "letters twice as large", viewport: { width: 640, height: 900 }, style: "html { font-size: 200% !important }" },
    ];
    const faults = [];
    await eachSample({}, async (page, path) => {
      for (const { name, viewport, style } of settings) {
        await page.setViewportSize(viewport);
        const element = await page.addStyleTag({ content: style });
        for (const fault of await page.evaluate(lost)) faults.push(`${path} (${name}): ${fault}`);
        await element.evaluate((added) => added.remove());
      }
    });
    none(faults, "loss under a reader's settings");
  });

  test("of forced colours leave every edge that says something", async () => {
    await withPage({ viewport: WIDE, forcedColors: "active" }, async (page) => {
      await open(page, sample("home", DEFAULT_LANGUAGE).path);
      const image = await page.locator(".hero").evaluate((hero) => getComputedStyle(hero).borderImageSource);
      assert.equal(image, "none", "no ground of the theme lies under the reader's letters");
      await open(page, sample("article", DEFAULT_LANGUAGE).path);
      const edge = await page.locator(".tag").first().evaluate((tag) => getComputedStyle(tag).borderTopWidth);
      assert.equal(edge, "1px");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      const outline = await page.locator(":focus").evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.notEqual(outline, "none", "the focus shows");
      // What was looked for is marked by the browser's own colours, or it would be black on black.
      await open(page, `${sample("search", DEFAULT_LANGUAGE).path}?q=alliance`);
      const marked = page.locator(".search-result mark").first();
      await marked.waitFor();
      const [ground, letters] = await marked.evaluate((mark) => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark).color]);
      assert.match(ground, /^rgb\(/, "the ground of a mark is not seen through");
      assert.notEqual(ground, letters, "marked words are seen");
    });
  });

  test("of more contrast change the colours", async () => {
    await withPage({ viewport: WIDE, contrast: "more" }, async (page) => {
      await open(page, sample("article", DEFAULT_LANGUAGE).path);
      assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).color), "rgb(0, 0, 0)");
    });
  });

  test("of less motion stop the scrolling from being smooth", async () => {
    for (const [reducedMotion, behavior] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
      await withPage({ reducedMotion }, async (page) => {
        await open(page, sample("article", DEFAULT_LANGUAGE).path);
        assert.equal(await page.locator("html").evaluate((html) => getComputedStyle(html).scrollBehavior), behavior);
      });
    }
  });

  test("meet targets of 24 px or with as much room", async () => {
    const faults = [];
    await eachSample({}, async (page, path) => {
      for (const viewport of [PHONE, WIDE]) {
        await page.setViewportSize(viewport);
        const small = await page.evaluate(() => {
          const targets = [...document.querySelectorAll("a[href], button, summary, input, select, textarea")].filter((element) => {
            const box = element.getBoundingClientRect();
            // In a sentence the line says how high a link is.
            return box.width > 1 && box.height > 1 && !element.closest("p, dd, td, th, figcaption, .prose li, .references, .works, .visually-hidden");
          });
          return targets
            .filter((element) => {
              const { width, height } = element.getBoundingClientRect();
              return width < 24 || height < 24;
            })
            .map((element) => `${element.className || element.parentElement.className} ${element.textContent.trim().slice(0, 30)} ${Math.round(element.getBoundingClientRect().width)}×${Math.round(element.getBoundingClientRect().height)}`);
        });
        for (const fault of small) faults.push(`${path} (${viewport.width} px): ${fault}`);
      }
    });
    none(faults, "target is small");
  });
});

describe("a long text", () => {
  const noted = () =>
    [...survey.values()].find((page) => page.kind === "article" && page.lang === DEFAULT_LANGUAGE && page.ids.includes("fn:1"));

  test("has its notes and works in the margin where there is room, without a script, and each once for those who listen", async () => {
    await withPage({ viewport: { width: 1400, height: 900 }, javaScriptEnabled: false }, async (page) => {
      await open(page, noted().path);
      const notes = page.locator(".margin-note, .margin-work");
      const found = await notes.evaluateAll((all) =>
        all.map((note) => {
          // What belongs to a table or a figure stands before it.
          const owner = note.nextElementSibling?.matches(".table-scroll, figure, .margin-note, .margin-work") ? note : note.previousElementSibling;
          return {
            box: note.getBoundingClientRect().toJSON(),
            owner: owner.getBoundingClientRect().toJSON(),
            right: note.closest(".prose").getBoundingClientRect().right,
            hidden: note.getAttribute("aria-hidden") === "true",
            reached: note.querySelectorAll("a, button, [tabindex], [id]").length,
          };
        }),
      );
      assert.ok(found.some(({ box }) => box.height > 0), "notes show");
      assert.ok((await page.locator(".margin-note").count()) > 0 && (await page.locator(".margin-work").count()) > 0);
      let below = 0;
      for (const { box, owner, right, hidden, reached } of found) {
        assert.ok(box.left >= right, "beside the text, not on it");
        assert.ok(box.top >= below, "one below the other");
        assert.ok(box.top >= owner.top - 40, "not above what it belongs to");
        if (below < owner.top - 40) assert.ok(Math.abs(box.top - owner.top) < 60, "beside its line, where no other note is");
        assert.ok(hidden, "listeners hear it once, at the foot");
        assert.equal(reached, 0, "nothing in it is reached or named twice");
        below = box.bottom;
      }
      const height = () => page.locator(".prose p").evaluateAll((all) => all.map((element) => Math.round(element.getBoundingClientRect().height)));
      const withNotes = await height();
      await page.addStyleTag({ content: ".margin-note, .margin-work { display: none !important }" }).catch(() => {});
      assert.deepEqual(await height(), withNotes, "the text runs as it would without them");
      await page.setViewportSize(PHONE);
      for (const shows of await notes.evaluateAll((all) => all.map((note) => note.getClientRects().length > 0))) assert.equal(shows, false);
    });
  });

  test("marks in its outline the section in view", async () => {
    await withPage({ viewport: WIDE, reducedMotion: "reduce" }, async (page) => {
      await open(page, sample("article", DEFAULT_LANGUAGE).path);
      const link = page.locator(".outline a").nth(2);
      await link.click();
      await page.locator(".outline a[aria-current=true]").waitFor();
      assert.equal(await page.locator(".outline a[aria-current]").count(), 1);
      assert.equal(await page.locator(".outline a[aria-current]").getAttribute("href"), await link.getAttribute("href"));
    });
  });

  test("asks for reports of what is wrong with it", async () => {
    await withPage({}, async (page) => {
      const { path, canonical } = sample("article", DEFAULT_LANGUAGE);
      await open(page, path);
      const address = await page.locator(".page-report a").getAttribute("href");
      assert.ok(decodeURIComponent(address).includes(canonical[0]), address);
    });
  });
});

describe("the front page", () => {
  for (const lang of TAGS) {
    test(`in ${lang} leads three kinds of readers on, and to a search without JavaScript`, async () => {
      await withPage({ javaScriptEnabled: false, viewport: WIDE }, async (page) => {
        await open(page, `/${lang}/`);
        assert.equal(await page.locator(".card-list > ul > li").count(), 3);
        for (let at = 0; at < 3; at += 1) assert.ok((await page.locator(".card-list > ul > li").nth(at).locator("a").count()) >= 2);
        await page.locator(".hero-search input").fill("allian");
        await page.locator(".hero-search button").click();
        assert.equal(survey.get(pathOf(page))?.kind, "search");
        assert.equal(new URL(page.url()).searchParams.get("q"), "allian");
      });
    });
  }
});

describe("a link", () => {
  test("is fetched when it is pressed, and no sooner", async () => {
    await withPage({ viewport: WIDE }, async (page) => {
      await open(page, sample("glossary", DEFAULT_LANGUAGE).path);
      await page.waitForLoadState("networkidle");
      const link = page.locator(".terms dt a").first();
      const path = await link.getAttribute("href");
      const fetched = () => asked.slice(before).filter(([address]) => address === path);
      const before = asked.length;
      await link.hover();
      await page.waitForTimeout(500);
      assert.deepEqual(fetched(), [], "to point at it is not to want it");
      await page.mouse.down();
      for (let tries = 0; tries < 100 && fetched().length === 0; tries += 1) await page.waitForTimeout(50);
      assert.deepEqual(fetched(), [[path, "prefetch"]]);
      await page.mouse.up();
      await page.waitForURL(`**${path}`);
      assert.equal(fetched().length, 1, "it is asked for once");
    });
  });
});

describe("paper", () => {
  test("shows no chrome of the site, all of the text, and what can be opened", async () => {
    const faults = [];
    await eachSample({ viewport: { width: 794, height: 1123 } }, async (page, path) => {
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const found = await page.evaluate(() => {
        const shows = (selector) => [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
        const chrome = [
          ...[".menu", ".languages", ".breadcrumbs", ".outline", ".search-open", ".hero-search", ".page-report", ".margin-note", ".margin-work"],
          ...[".neighbours", ".path-place", ".section-print", ".footer-made-with", ".heading-link", ".course-calendar"],
        ].filter(shows);
        if (!shows("h1")) chrome.push("no title");
        const closed = [...document.querySelectorAll(".prose details > :not(summary)")].filter((element) => element.getClientRects().length === 0);
        if (closed.length) chrome.push("closed details");
        if (!shows(".page-address") && !["page-chooser", "page-not_found"].includes(document.body.className)) chrome.push("no address of its own");
        const title = getComputedStyle(document.documentElement).getPropertyValue("--running-title");
        if (document.body.className !== "page-chooser" && !title.includes(document.querySelector("h1").textContent.slice(0, 10).trim())) chrome.push(`running title ${title}`);
        for (const link of document.querySelectorAll("a[data-note]")) {
          if (getComputedStyle(link, "::after").content !== `"${link.dataset.note}"` && shows(".page")) chrome.push(`link without its number: ${link.href}`);
          const list = [...document.querySelectorAll(".addresses")].find((list) => list.getClientRects().length > 0);
          if (!list) chrome.push("no list of addresses");
        }
        for (const link of document.querySelectorAll("a[data-part]")) {
          if (getComputedStyle(link, "::after").content !== `" (→ ${link.dataset.part})"`) chrome.push(`link without its part: ${link.href}`);
          if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) chrome.push(`part that is not there: ${link.href}`);
        }
        for (const scroll of document.querySelectorAll(".table-scroll")) {
          if (getComputedStyle(scroll).overflowX !== "visible") chrome.push("table that is cut off");
        }
        if (getComputedStyle(document.body).color !== "rgb(0, 0, 0)") chrome.push("colours of the screen");
        return chrome;
      });
      for (const fault of found) faults.push(`${path}: ${fault}`);
    });
    none(faults, "paper shows");
  });

  test("has room for everything, or the letters of the whole document would be smaller", async () => {
    const faults = [];
    // An A4 sheet without its margins.
    const context = await browser.newContext({ viewport: { width: 612, height: 900 } });
    const lanes = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
    const paths = [...survey.values()].filter((page) => !["term", "instrument"].includes(page.kind)).map((page) => page.path);
    await inParallel([...new Set([...paths, ...samples().map((page) => page.path)])], lanes, async (page, path) => {
      await open(page, path);
      await page.emulateMedia({ media: "print" });
      const [wide, sheet] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (wide > sheet) faults.push(`${path}: ${wide} px on ${sheet}`);
    });
    await context.close();
    none(faults, "page wider than the sheet");
  });

  for (const lang of TAGS) {
    test(`has all articles of a section in ${lang} in one document, whose anchors lead somewhere`, async () => {
      await withPage({}, async (page) => {
        // Reading paths are one document, too.
        const articlesOf = (path) => [...survey.values()].filter((other) => other.kind === "article" && other.path.startsWith(path.replace("print/", "")));
        const { path } = [...survey.values()].find((other) => other.kind === "print" && other.lang === lang && articlesOf(other.path).length > 0);
        assert.match(path, /\/print\/$/);
        await open(page, path);
        const parts = page.locator(".print-part");
        const articles = articlesOf(path);
        assert.equal(await parts.count(), articles.length);
        const titles = await parts.locator("> h2").allInnerTexts();
        assert.deepEqual(titles.toSorted(), articles.map((article) => article.headings[0]).toSorted());
      });
    });

    test(`has all steps of a reading path in ${lang} in one document`, async () => {
      await withPage({}, async (page) => {
        const { path } = sample("path", lang);
        await open(page, path);
        const steps = await page.locator(".path-step-title a").allInnerTexts();
        await follow(page, page.locator(".section-print a"));
        assert.equal(survey.get(pathOf(page))?.kind, "print");
        assert.ok(steps.length > 1, "there are steps");
        assert.deepEqual(await page.locator(".print-part > h2").allInnerTexts(), steps);
      });
    });
  }
});
