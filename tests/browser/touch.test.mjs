// A deck on a touch screen: swipes and taps, and the way into and out of presenting without a key.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deck, useBrowser, visit } from "./site.mjs";
import { isAt, outline, positions, sample, still } from "./talk.mjs";

useBrowser();

const tablet = { ...still, viewport: { width: 1024, height: 768 }, hasTouch: true };
const phone = { ...still, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A finger that goes from one place to another: real touches, as the screen reports them. */
async function finger(page) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  return {
    async swipe([x, y], [toX, toY]) {
      await touch("touchStart", [{ x, y }]);
      for (let part = 1; part <= 4; part += 1) await touch("touchMove", [{ x: x + ((toX - x) * part) / 4, y: y + ((toY - y) * part) / 4 }]);
      await touch("touchEnd", []);
    },
    async tap(x, y) {
      await touch("touchStart", [{ x, y }]);
      await touch("touchEnd", []);
    },
  };
}

test("a deck is presented from start to end by swiping", async () => {
  await visit(sample, tablet, async (page, complaints) => {
    const all = positions(await outline(page));
    const { swipe } = await finger(page);
    for (const [at, position] of all.entries()) {
      if (at > 0) await swipe([800, 400], [400, 420]);
      await isAt(page, position, `swipe ${at}`);
    }
    await swipe([400, 400], [800, 400]);
    await isAt(page, all.at(-2), "and back");
    assert.deepEqual(complaints, []);
  });
});

test("taps at the edges turn the page, a tap in the middle shows the controls", async () => {
  await visit(sample, tablet, async (page) => {
    const all = positions(await outline(page));
    const { tap, swipe } = await finger(page);
    await tap(1000, 400);
    await isAt(page, all[1]);
    await tap(20, 400);
    await isAt(page, all[0]);
    await swipe([500, 600], [520, 200]);
    await isAt(page, all[0], "up and down turn nothing");
    await tap(512, 60);
    await page.waitForSelector("html.pointing");
    const tools = await page.locator(".tools").boundingBox();
    assert.ok(tools.y + tools.height <= 769, "the controls are on the screen");
    await page.tap(".tools [data-do=next]");
    await isAt(page, all[1]);
    await page.tap(".tools [data-do=read]");
    assert.equal(await page.$(deck.presenting), null, "there is a way out");
  });
});

test("a phone reads, and presents from any slide", async () => {
  await visit(sample, phone, async (page, complaints) => {
    assert.equal(await page.$(deck.presenting), null, "a phone opens the page to read");
    const [top, isOpen] = await page.evaluate(() => [document.querySelector("section.slide").getBoundingClientRect().top, document.querySelector(".outline details").open]);
    assert.ok(top < 500 && !isOpen, `the first slide begins at ${top}`);
    await page.tap(".outline summary");
    assert.ok(await page.isVisible(".outline a"), "the contents are a touch away");
    await page.tap(".outline summary");
    const slides = await outline(page);
    await page.keyboard.press("o");
    const widest = await page.$$eval(".overview .pictures > li", (pictures) => Math.max(...pictures.map((picture) => picture.getBoundingClientRect().right)));
    assert.ok(widest <= 390, "the overview is as wide as the phone");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
    await page.keyboard.press("r");
    await page.locator("section.slide:nth-of-type(4) .from-here").tap();
    await isAt(page, slides[3].id);
    const box = await page.locator(deck.current).boundingBox();
    assert.ok(box.width <= 390 && box.x >= 0 && Math.abs(box.width / box.height - 16 / 9) < 0.02, "the slide is as wide as the phone");
    const { swipe } = await finger(page);
    await swipe([300, 400], [60, 400]);
    await page.waitForFunction((id) => document.querySelector("section.slide.current").id !== id || location.hash.includes("@"), slides[3].id);
    assert.deepEqual(complaints, []);
  });
});

test("a phone on its side reads, too", async () => {
  await visit(sample, { ...phone, viewport: { width: 844, height: 390 } }, async (page) => {
    assert.equal(await page.$(deck.presenting), null, "it opens the page to read");
    const least = await page.$$eval("section.slide p", (texts) => Math.min(...texts.filter((text) => text.checkVisibility()).map((text) => parseFloat(getComputedStyle(text).fontSize))));
    assert.ok(least >= 11, `its smallest text is ${least} px`);
  });
});

test("a swipe goes the other way where text runs from right to left", async () => {
  await visit(sample, tablet, async (page) => {
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    const all = positions(await outline(page));
    const { swipe } = await finger(page);
    await swipe([400, 400], [800, 400]);
    await isAt(page, all[1]);
  });
});
