// Every page of the site fits into every width.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pages, useBrowser, visit } from "./site.mjs";

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
