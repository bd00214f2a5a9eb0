// Every page in light, dark and forced colours, for those who see little, listen, or use keys alone: WCAG 2.2, levels A and AA.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { barriers } from "./axe.mjs";
import { addressOf, deck, pages, useBrowser, visit } from "./site.mjs";

const modes = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "active" },
];
const nameOf = ({ colorScheme, forcedColors }) => (forcedColors === "active" ? "forced colours" : colorScheme);

// The rules of the page would keep the examiner out; nothing else is loosened.
const examined = { bypassCSP: true, reducedMotion: "reduce" };

useBrowser();

for (const path of pages()) {
  describe(path, () => {
    test("has no barrier in any mode", async () => {
      await visit(path, { ...examined, hash: "#read", viewport: { width: 1280, height: 800 } }, async (page) => {
        for (const mode of modes) {
          await page.emulateMedia(mode);
          assert.deepEqual(await barriers(page), [], nameOf(mode));
        }
        await page.emulateMedia(modes[0]);
        await page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await barriers(page), [], "on a phone");
      });
    });

    test("shows where the focus is, the way past the head first, and moves nothing for those who want it so", async () => {
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
      });
    });

    test("tells each status by more than colour, also where colours are forced", async () => {
      await visit(path, { ...examined, hash: "#read", forcedColors: "active", colorScheme: "dark" }, async (page) => {
        const lost = await page.$$eval("svg.mark", (marks) =>
          marks
            .filter((mark) => {
              const { color, fill } = getComputedStyle(mark);
              const ground = getComputedStyle(document.body).backgroundColor;
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

describe("presenting", () => {
  // The deck with most slides has every kind of them.
  const decks = pages().map((path) => ({ path, slides: slidesOf(path) }));
  const { path } = decks.reduce((most, each) => (each.slides > most.slides ? each : most));

  test("has no barrier on any slide", async () => {
    await visit(path, { ...examined, viewport: { width: 1920, height: 1080 } }, async (page) => {
      await page.waitForSelector(deck.presenting);
      const ids = await page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.id));
      for (const id of ids) {
        await page.evaluate((id) => (location.hash = `#${encodeURIComponent(id)}`), id);
        await page.waitForFunction(([selector, id]) => document.querySelector(selector)?.id === id, [deck.current, id]);
        for (const mode of modes.slice(0, 2)) {
          await page.emulateMedia(mode);
          // What does not depend on sizes and colours was looked at where all slides stand below each other.
          const found = await barriers(page, deck.current, ["color-contrast", "target-size"]);
          assert.deepEqual(found, [], `${id}, ${nameOf(mode)}`);
        }
      }
    });
  });
});

function slidesOf(path) {
  return readFileSync(new URL(addressOf(path))).toString().split('class="slide ').length - 1;
}
