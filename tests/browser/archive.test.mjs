// The archive is a shelf: years below each other, a year's quarters beside each other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser, visit } from "./site.mjs";

useBrowser();

/** Three whole years of one team, each as the sample's older quarters are; how many rows they make, and how high the page is. */
const shelves = (page) =>
  page.evaluate(() => {
    const year = document.querySelector(".year");
    const shelf = year.querySelector(".shelf:not(.newest)");
    document.querySelector(".intro")?.remove();
    for (let at = 0; at < 2; at += 1) {
      const past = year.cloneNode(true);
      past.querySelector(".quarters").replaceChildren(...[1, 2, 3, 4].map(() => shelf.cloneNode(true)));
      year.after(past);
    }
    const rows = [...document.querySelectorAll(".year:not(:has(.newest))")].map((past) => {
      const tops = [...past.querySelectorAll(".shelf")].map((each) => each.getBoundingClientRect().top);
      return new Set(tops).size;
    });
    return { rows, height: document.documentElement.scrollHeight, right: year.getBoundingClientRect().right };
  });

test("a year that is over is one row, and three years are seen at once", async () => {
  await visit("index.html", { viewport: { width: 1920, height: 1080 } }, async (page) => {
    const { rows, height, right } = await shelves(page);
    assert.deepEqual(rows, [1, 1]);
    assert.ok(height <= 1080, `${height} px`);
    assert.ok(right > 1800, "the page is used from edge to edge");
  });
});

test("where there is less room a year is two rows, and a column on a phone", async () => {
  for (const [width, wanted] of [[1280, 1], [1024, 2], [390, 4]]) {
    await visit("index.html", { viewport: { width, height: 800 } }, async (page) => {
      assert.deepEqual((await shelves(page)).rows, [wanted, wanted], `${width} px`);
    });
  }
});
