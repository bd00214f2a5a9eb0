// What is not to be missed on a page, in any colours: where the focus is, and how things stand.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { examined } from "./axe.mjs";
import { pages, useBrowser, visit } from "./site.mjs";

useBrowser();

for (const path of pages()) {
  describe(path, () => {
    test("shows where the focus is, the way past the head first, moves nothing for those who want it so, and tells each status by more than colour", async () => {
      await visit(path, { ...examined, hash: "#read" }, async (page) => {
        const focused = () =>
          page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
            return { name: element.outerHTML.slice(0, 90), isSkip: element.matches(".skip"), ok: shown && inside };
          });
        // The search page begins in its field.
        const seen = [await focused()];
        const begins = seen[0] !== null;
        do {
          await page.keyboard.press("Tab");
          seen.push(await focused());
        } while (seen.at(-1) && seen.length < 30);
        const reached = seen.filter(Boolean);
        assert.ok(begins || reached[0]?.isSkip, "the first thing is the way past the head");
        assert.deepEqual(reached.filter(({ ok }) => !ok), []);
        const moving = await page.$$eval("*", (all) =>
          all
            .filter((element) => {
              const { transitionDuration, animationDuration } = getComputedStyle(element);
              return `${transitionDuration},${animationDuration}`.split(",").some((time) => parseFloat(time) > 0.01);
            })
            .map((element) => element.outerHTML.slice(0, 90)),
        );
        assert.deepEqual(moving, []);
        // Whoever needs it so is told each status by more than colour.
        await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
        const lost = await page.$$eval("svg.mark", (marks) =>
          marks
            .filter((mark) => {
              const { color, fill } = getComputedStyle(mark);
              const ground = getComputedStyle(document.documentElement).backgroundColor;
              return color === ground || (fill === ground && fill !== "none");
            })
            .map((mark) => mark.outerHTML),
        );
        assert.deepEqual(lost, []);
        const wordless = await page.$$eval("svg.mark", (marks) =>
          marks.filter((mark) => !mark.closest("a, li, p, td, span, div")?.textContent.trim()).map((mark) => mark.parentElement.outerHTML.slice(0, 120)),
        );
        assert.deepEqual(wordless, []);
      });
    });
  });
}
