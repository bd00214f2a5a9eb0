// A deck's page: readable without a script, presented by keyboard, found again by its address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { deck, pages, root, useBrowser, visit } from "./site.mjs";

const decks = pages().filter((path) => /<section [^>]*class="slide[ "]/.test(readFileSync(join(root, path), "utf8")));
assert.notEqual(decks.length, 0, "the site has a deck");

useBrowser();

for (const path of decks) {
  describe(path, () => {
    test("shows every slide in order without a script", async () => {
      await visit(path, { javaScriptEnabled: false }, async (page, complaints) => {
        const slides = await page.$$eval(deck.slides, (slides) =>
          slides.map((slide) => {
            const box = slide.getBoundingClientRect();
            const { visibility, display } = getComputedStyle(slide);
            const isShown = visibility === "visible" && display !== "none" && box.width > 0 && box.height > 0;
            return { id: slide.id, kind: slide.dataset.kind, isShown, top: box.top };
          }),
        );
        assert.ok(slides.length > 1);
        assert.equal(slides[0].id, "title");
        for (const [at, slide] of slides.entries()) {
          assert.ok(slide.id && slide.kind, `slide ${at} has an id and a kind`);
          assert.ok(slide.isShown, `${slide.id} is shown`);
          assert.ok(at === 0 || slide.top > slides[at - 1].top, `${slide.id} is below the slide before it`);
        }
        assert.deepEqual(complaints, []);
      });
    });

    test("is presented by keyboard, and the address follows", async () => {
      await visit(path, { reducedMotion: "reduce" }, async (page, complaints) => {
        const ids = await page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.id));
        const last = ids.length - 1;
        await present(page);
        await press(page, "Home", ids[0]);
        for (const [forward, back] of [["ArrowRight", "ArrowLeft"], ["PageDown", "PageUp"], ["Space", "Shift+Space"]]) {
          await press(page, forward, ids[1]);
          if (last > 1) await press(page, forward, ids[2]);
          if (last > 1) await press(page, back, ids[1]);
          await press(page, back, ids[0]);
        }
        await press(page, "End", ids[last]);
        await page.keyboard.press("ArrowRight");
        assert.equal(await current(page), ids[last], "there is nothing after the last slide");
        await press(page, "Home", ids[0]);
        assert.deepEqual(complaints, []);
      });
    });

    test("opens at the slide of the address", async () => {
      const html = readFileSync(join(root, path), "utf8");
      const ids = [...html.matchAll(/<section [^>]*?\bid="([^"]+)"/g)].map(([, id]) => id);
      const id = ids[Math.floor(ids.length / 2)];
      await visit(path, { hash: `#${encodeURIComponent(id)}` }, async (page) => {
        await present(page);
        assert.equal(await current(page), id);
        assert.equal(await page.locator(deck.current).count(), 1);
      });
    });
  });
}

/** Brings the page into its presenting state, if it is not in it by itself. */
async function present(page) {
  if (!(await page.$(deck.presenting))) await page.keyboard.press("r");
  await page.waitForSelector(deck.presenting, { timeout: 2000 });
}

async function current(page) {
  return page.$eval(deck.current, (slide) => slide.id);
}

/** Presses a key until the slide changes (its steps come first): it must change to `id`, and the address with it. Behind `@` stands the step. */
async function press(page, key, id) {
  const from = await current(page);
  for (let presses = 0; presses < 30 && (await current(page)) === from && from !== id; presses += 1) {
    await page.keyboard.press(key);
    await page.waitForTimeout(20);
  }
  assert.equal(await current(page), id, `${key} leads from ${from} to ${id}`);
  await page.waitForFunction((id) => decodeURIComponent(location.hash.slice(1)).replace(/@\d+$/, "") === id, id, { timeout: 2000 });
}
