// Courses as of the reader's day: what is over moves, what is closed says so, and without a script nothing is lost.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { TAGS, open, survey, withPage } from "./world.js";

/** The list of courses in a language, and the page of one of them. */
function paths(tag) {
  const own = [...survey.values()].filter((page) => page.path.startsWith(`/${tag}/`));
  const courses = own.filter((page) => page.kind === "course").map((page) => page.path);
  const list = own.find((page) => page.kind === "section" && courses.every((path) => path.startsWith(page.path)));
  assert.ok(list, `${tag} has no list of courses`);
  return { list: list.path, courses };
}

/** What the list shows: the paths of the courses to come and of those that are over, and what is said of each. */
const shown = (page) =>
  page.evaluate(() => {
    const cards = (list) => [...document.querySelectorAll(`[data-courses="${list}"] .card h3 a`)];
    const visible = (element) => element.checkVisibility();
    const path = (link) => link.pathname;
    return {
      upcoming: cards("upcoming").filter(visible).map(path),
      past: cards("past").filter(visible).map(path),
      none: visible(document.querySelector('[data-courses="none"]')),
      states: [...document.querySelectorAll(".card-course .card-facts li:nth-child(3)")].map((item) => item.textContent),
    };
  });

/** Opens a page on a day. */
async function openOn(page, day, path) {
  await page.clock.setFixedTime(new Date(`${day}T12:00:00`));
  await open(page, path);
}

describe("courses", () => {
  for (const tag of TAGS) {
    test(`move to those that are over when their day has passed (${tag})`, async () => {
      const { list } = paths(tag);
      const seen = {};
      for (const day of ["2026-11-26", "2027-02-18", "2027-03-11", "2027-03-13", "2027-04-01"]) {
        await withPage({}, async (page) => {
          await openOn(page, day, list);
          seen[day] = await shown(page);
        });
      }
      const [introduction, repair, feedback] = seen["2026-11-26"].upcoming;
      const [seminar] = seen["2026-11-26"].past;
      assert.deepEqual(seen["2027-02-18"].upcoming, [repair, feedback]);
      // One of two days is over: the course is not.
      assert.deepEqual(seen["2027-03-11"].upcoming, [repair, feedback]);
      assert.deepEqual(seen["2027-03-13"].upcoming, [feedback]);
      assert.deepEqual(seen["2027-03-13"].past, [repair, introduction, seminar]);
      assert.deepEqual(seen["2027-04-01"].upcoming, []);
      assert.deepEqual(seen["2027-04-01"].past, [feedback, repair, introduction, seminar]);
      assert.equal(seen["2027-03-13"].none, false);
      assert.equal(seen["2027-04-01"].none, true);
      // The last day of registration counts; on the day after, the way to it is closed.
      const state = (day) => seen[day].states[seen[day].upcoming.indexOf(repair)];
      assert.ok(state("2026-11-26"));
      assert.equal(state("2027-02-18"), state("2026-11-26"));
      assert.notEqual(state("2027-03-11"), state("2027-02-18"));
      assert.equal(new Set(seen["2027-04-01"].states.slice(0, 3)).size, 1, "each says that it is over");
    });
  }

  test("say on their own page how they stand", async () => {
    const seen = {};
    const { courses } = paths("en");
    const path = courses.find((course) => course.includes("repair"));
    for (const day of ["2027-02-18", "2027-02-19", "2027-03-12", "2027-03-13"]) {
      await withPage({}, async (page) => {
        await openOn(page, day, path);
        const state = await page.locator(".course-facts dd strong").first().textContent();
        const left = await page.getByText("12 left").isVisible();
        seen[day] = [state, left];
      });
    }
    assert.deepEqual(seen, {
      "2027-02-18": ["Open for registration", true],
      "2027-02-19": ["Registration closed", false],
      "2027-03-12": ["Registration closed", false],
      "2027-03-13": ["Ended", false],
    });
  });

  test("without a script stand as the day of the build left them", async () => {
    const { list } = paths("en");
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await open(page, list);
      assert.equal(await page.locator('[data-courses="upcoming"] .card:visible').count(), 3);
      assert.equal(await page.locator('[data-courses="past"] .card:visible').count(), 1);
    });
  });
});
