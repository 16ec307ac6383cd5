// The built site as a reader meets it. `tests/run` builds the site and calls this file, which names the others:
// one process, one browser. What a page looks like inside is left to `tests/suite.rs`.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import "./courses.js";
import {
  LANGUAGES,
  TAGS,
  DEFAULT_LANGUAGE,
  SITE_TITLE,
  KINDS,
  NARROW,
  PHONE,
  WIDE,
  AXE_TAGS,
  AXE_SOURCE,
  browser,
  origin,
  published,
  survey,
  reached,
  withPage,
  open,
  follow,
  pathOf,
  langOf,
  local,
  inParallel,
  sample,
  samples,
  indexed,
  translations,
  none,
} from "./world.js";
import "./scoring.js";
import "./finder.js";
import "./media.js";
import "./search.js";
import "./theme.js";

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
      // The page itself says what it refuses, wherever it is published.
      await page.route(`${origin}/**`, async (route) => {
        const response = await route.fetch();
        const { "content-security-policy": policy, ...headers } = response.headers();
        assert.ok(policy, "the headers say it as well");
        await route.fulfill({ response, headers });
      });
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
      // The last page may still be fetching its icon.
      await page.unrouteAll({ behavior: "ignoreErrors" });
      none(sent.filter((url) => !url.startsWith(`${origin}/`)), "answer from elsewhere");
    });
  });

  test("does not scroll sideways, on a phone or a wide screen", () => {
    none([...survey.values()].flatMap((page) => page.overflows.map((text) => `${page.path} (${text})`)), "page scrolls sideways");
  });
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
  test("has no faults that axe finds, light and dark, on a phone and a wide screen", { timeout: 600_000 }, async () => {
    const faults = [];
    // The policy of the site would refuse axe as it refuses any foreign code.
    const context = await browser.newContext({ bypassCSP: true });
    const lanes = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
    const grounds = { light: new Set(), dark: new Set() };
    await inParallel(samples(), lanes, async (page, { path }) => {
      await open(page, path);
      await page.evaluate(AXE_SOURCE);
      const examine = async (part) => {
        const options = { runOnly: { type: "tag", values: AXE_TAGS }, resultTypes: ["violations"] };
        const result = await page.evaluate(([within, given]) => globalThis.axe.run(within, given), [part, options]);
        assert.ok(result.passes.length > 5, `${path}: axe looked at ${part}`);
        return result.violations;
      };
      // Closed as they come, then with what opens in the page, then the menu, which lies over the page while it is open.
      const views = [[WIDE, "", "html"], [NARROW, "", "html"], [NARROW, "main details", "html"], [NARROW, ".menu details", ".site-header"]];
      for (const [viewport, opened, part] of views) {
        if ((await page.locator(part).count()) === 0) continue;
        await page.setViewportSize(viewport);
        if (opened) await page.locator(opened).evaluateAll((all) => all.forEach((details) => (details.open = true)));
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          grounds[colorScheme].add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
          for (const { id, help, nodes } of await examine(part)) {
            const where = nodes.map((node) => node.target.join(" ")).join(", ");
            faults.push(`${path} (${colorScheme}, ${viewport.width} px): ${id} (${help}): ${where}`);
          }
        }
      }
    });
    await context.close();
    for (const [colorScheme, seen] of Object.entries(grounds)) {
      assert.equal(seen.size, 1, "all pages have one ground");
      const light = Number([...seen][0].match(/\d+/)[0]) > 127;
      assert.equal(light, colorScheme === "light", "the pages follow the colour scheme");
    }
    none(faults, "fault");
  });
});
