// Every page of the site fits into every width.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pages, useBrowser, visit } from "./site.mjs";
import { sample } from "./talk.mjs";

const widths = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

useBrowser();

for (const path of pages()) {
  describe(path, () => {
    test("needs no scrolling sideways at any width, and keeps quarters together", async () => {
      await visit(path, { viewport: widths[0] }, async (page) => {
        for (const viewport of widths) {
          await page.setViewportSize(viewport);
          // A narrow screen opens a deck to be read, so that it is loaded as such.
          if (viewport.width < 700) await page.reload();
          const tooWide = await page.evaluate(() => {
            const wide = [document.documentElement, document.body];
            return wide.map((box) => box.scrollWidth - window.innerWidth).filter((excess) => excess > 1);
          });
          assert.deepEqual(tooWide, [], `${viewport.width} px`);
          const broken = await page.$$eval(".unbroken", (found) =>
            found.filter((element) => element.getClientRects().length > 1 || (element.closest("h1, h2") && getComputedStyle(element).display !== "inline")).map((element) => element.textContent),
          );
          assert.deepEqual(broken, [], `${viewport.width} px`);
        }
      });
    });
  });
}

/** Names of decks and teams, and where they stand. */
const names = [
  ["index.html", ".book-title a, .book-facts a"],
  [sample, ".page-foot a"],
  ["teams/technology/production-quality/index.html", ".page-up a"],
];

for (const [path, links] of names) {
  test(`${path} breaks a name of one long word, on paper, too`, async () => {
    await visit(path, { query: "?read" }, async (page) => {
      await page.$$eval(links, (found) => found.forEach((link) => (link.textContent = "Rettungsdienstleitstellenkoordinierungsausschuss")));
      for (const [width, media] of [[1280, "screen"], [768, "screen"], [390, "screen"], [320, "screen"], [794, "print"]]) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ media });
        const beyond = await page.$$eval(links, (found) =>
          found.map((link) => link.getBoundingClientRect().right - link.closest("p").parentElement.getBoundingClientRect().right).filter((excess) => excess > 1),
        );
        assert.deepEqual(beyond, [], `${width} px, ${media}`);
      }
    });
  });
}
