// Every slide as it is presented, in light and dark: WCAG 2.2, levels A and AA.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { barriers, examined, modes, nameOf } from "./axe.mjs";
import { addressOf, deck, pages, useBrowser, visit } from "./site.mjs";

useBrowser();

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
        await setAside(page);
        for (const mode of modes.slice(0, 2)) {
          await page.emulateMedia(mode);
          // What does not depend on sizes and colours was looked at where all slides stand below each other.
          const found = await barriers(page, deck.current, ["color-contrast", "target-size"]);
          assert.deepEqual(found, [], `${id}, ${nameOf(mode)}`);
        }
        await page.evaluate(() => window.putBack());
      }
    });
  });
});

/** Takes the slides that are not shown out of the page, until they are put back: they would be looked through each time. */
function setAside(page) {
  return page.evaluate((selector) => {
    const aside = [...document.querySelectorAll(selector)].map((slide) => ({ slide, place: document.createComment("") }));
    for (const { slide, place } of aside) slide.replaceWith(place);
    window.putBack = () => aside.forEach(({ slide, place }) => place.replaceWith(slide));
  }, `${deck.slides}:not(.current)`);
}

function slidesOf(path) {
  return readFileSync(new URL(addressOf(path))).toString().split('class="slide ').length - 1;
}
