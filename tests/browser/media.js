// How the site is shown elsewhere: in programs that share pages, on the screens of devices, in readers of feeds.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { TAGS, local, none, open, origin, pathOf, samples, withPage } from "./world.js";

/** The width and height of pictures, as the browser sees them. */
function sizes(page, addresses) {
  return page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          return [image.naturalWidth, image.naturalHeight];
        }),
      ),
    addresses,
  );
}

describe("the picture of a page for sharing", () => {
  test("is there, as large as the page says, and described", async () => {
    await withPage({}, async (page) => {
      const faults = [];
      for (const { path } of samples()) {
        await open(page, path);
        const told = await page.evaluate(() =>
          Object.fromEntries(
            [...document.querySelectorAll("meta[property^='og:image'], meta[name^='twitter']")].map((meta) => [
              meta.getAttribute("property") ?? meta.name,
              meta.content,
            ]),
          ),
        );
        const [size] = await sizes(page, [local(told["og:image"], path).href]);
        const expected = [Number(told["og:image:width"]), Number(told["og:image:height"])];
        if (String(size) !== String(expected)) faults.push(`${path}: ${size}, not ${expected}`);
        if (!told["og:image:alt"]) faults.push(`${path}: no description`);
        if (told["twitter:card"] !== "summary_large_image") faults.push(`${path}: ${told["twitter:card"]}`);
      }
      none(faults, "pictures for sharing");
    });
  });
});

describe("the web manifest", () => {
  for (const tag of TAGS) {
    test(`names signs that are as large as it says: ${tag}`, async () => {
      await withPage({}, async (page) => {
        await open(page, `/${tag}/`);
        const href = await page.locator("link[rel=manifest]").getAttribute("href");
        const manifest = await (await page.request.get(origin + href)).json();
        assert.equal(manifest.lang, tag);
        assert.equal(new URL(manifest.start_url, page.url()).href, page.url());
        const found = await sizes(page, manifest.icons.map((icon) => origin + icon.src));
        for (const [index, icon] of manifest.icons.entries()) {
          if (icon.sizes !== "any") assert.equal(found[index].join("x"), icon.sizes, icon.src);
        }
        const touch = await page.locator("link[rel=apple-touch-icon]").getAttribute("href");
        assert.deepEqual(await sizes(page, [origin + touch]), [[180, 180]]);
      });
    });
  }
});

describe("a feed in a browser", () => {
  for (const tag of TAGS) {
    test(`shows titles that lead to their pages, and no code: ${tag}`, async () => {
      await withPage({}, async (page) => {
        await open(page, `/${tag}/feed.xml`);
        const seen = await page.evaluate(() => {
          const shown = (element) => element.getClientRects().length > 0;
          return {
            entries: document.getElementsByTagName("entry").length,
            links: [...document.querySelectorAll("entry a")].filter(shown).map((link) => link.getAttribute("href")),
            codes: [...document.getElementsByTagName("content")].filter(shown).length,
            wide: document.documentElement.scrollWidth > innerWidth,
          };
        });
        assert.ok(seen.entries > 0 && seen.links.length === seen.entries, JSON.stringify(seen));
        assert.equal(seen.codes, 0);
        assert.equal(seen.wide, false);
        await open(page, local(seen.links[0], `/${tag}/`).pathname);
        assert.equal(pathOf(page), local(seen.links[0], `/${tag}/`).pathname);
      });
    });
  }
});
