// The panel and the dock of the live preview: when they open, and whose the keys are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { OBJECTIVE, open, original, place, useDraft } from "./drafting.mjs";
import { useBrowser } from "./site.mjs";

useBrowser();

const { site, deck } = useDraft();

const panel = (page) => page.locator("#quarterdeck-preview .panel");
const count = (page) => page.locator("#quarterdeck-preview .count");

test("what was closed opens for something new alone, and the focus stays in the list", async () => {
  await open(deck("#status"), async (page, complaints) => {
    const good = original(OBJECTIVE);
    const places = page.locator("#quarterdeck-preview .place");
    const told = (number, first) =>
      page.waitForFunction(([number, first]) => {
        const all = [...document.querySelector("#quarterdeck-preview").shadowRoot.querySelectorAll(".error .place")];
        return all.length === number && all[0].textContent.includes(`.md:${first}:`);
      }, [number, first]);
    const wrong = (...keys) => good.replace(/^---\n/, ["---", ...keys, ""].join("\n"));
    site.write(OBJECTIVE, wrong("one: 1", "two: 2", "three: 3"));
    await panel(page).waitFor();
    await told(3, 2);
    await places.nth(1).focus();
    const focused = () => page.evaluate(() => document.querySelector("#quarterdeck-preview").shadowRoot.activeElement?.closest("li").querySelector(".message").textContent);
    const two = await focused();
    assert.match(two, /two/);
    site.write(OBJECTIVE, wrong("# A word.", "one: 1", "two: 2", "three: 3"));
    await told(3, 3);
    assert.equal(await focused(), two, "the same entry, further down in its file");
    site.write(OBJECTIVE, wrong("two: 2", "three: 3"));
    await told(2, 2);
    assert.equal(await focused(), two, "the same entry, higher in the list");
    site.write(OBJECTIVE, wrong("three: 3"));
    await told(1, 2);
    assert.match(await focused(), /three/, "what stands in its place");

    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    site.write(OBJECTIVE, wrong("# A word.", "three: 3"));
    await told(1, 3);
    assert.equal(await panel(page).isVisible(), false, "it only stands elsewhere");
    site.write(OBJECTIVE, wrong("one: 1", "three: 3"));
    await panel(page).waitFor();
    await page.keyboard.press("Escape");
    site.write(OBJECTIVE, wrong("three: 3"));
    await told(1, 2);
    assert.equal(await panel(page).isVisible(), false, "one was repaired");
    site.write(OBJECTIVE, good);
    await page.waitForFunction(() => document.querySelector("#quarterdeck-preview").shadowRoot.querySelector(".spoken").textContent === "Repaired");
    site.write(OBJECTIVE, wrong("three: 3"));
    await panel(page).waitFor();
    site.write(OBJECTIVE, good);
    await panel(page).waitFor({ state: "hidden" });
    assert.deepEqual(complaints, []);
  });
});

test("after a click in the dock the keys are for the slides", async () => {
  await open(deck("#status"), async (page) => {
    const follow = page.locator("#quarterdeck-preview .follow");
    const step = async () => {
      const before = await place(page);
      await page.keyboard.press("Space");
      assert.notDeepEqual(await place(page), before);
    };
    await follow.click();
    await step();
    assert.equal(await follow.getAttribute("aria-pressed"), "false");
    await count(page).click();
    await panel(page).waitFor();
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    await step();
    assert.equal(await panel(page).isVisible(), false);
    // Whoever came by the keyboard stays there.
    await follow.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
    assert.equal(await follow.getAttribute("aria-pressed"), "false");
  });
});

test("whoever reads notes goes on in them when something is wrong, and reads of more mistakes than are listed", async () => {
  await open(deck("#status"), async (page) => {
    const notes = page.locator("#quarterdeck-preview details");
    const isUnfolded = () => notes.evaluate((details) => details.open);
    const says = (words) => page.waitForFunction((words) => document.querySelector("#quarterdeck-preview").shadowRoot.querySelector(".count").textContent.includes(words), words);
    const flawed = `${original(OBJECTIVE)}\n![A picture](nowhere.png)\n`;
    await says("notes");
    await count(page).click();
    assert.equal(await isUnfolded(), true, "there is nothing else");
    site.write(OBJECTIVE, flawed);
    await says("1 warning");
    assert.equal(await isUnfolded(), true, "they are being read");
    site.write(OBJECTIVE, original(OBJECTIVE));
    await says("notes");
    await page.keyboard.press("Escape");
    site.write(OBJECTIVE, flawed);
    await says("1 warning");
    assert.equal(await isUnfolded(), false, "a warning goes first");

    const left = page.locator("#quarterdeck-preview .left");
    assert.equal(await left.isVisible(), false);
    const unknown = Array.from({ length: 600 }, (_, at) => `unknown${at}: ${at}`);
    site.write(OBJECTIVE, original(OBJECTIVE).replace(/^---\n/, ["---", ...unknown, ""].join("\n")));
    await says("600 errors");
    assert.ok(await left.isVisible());
    const listed = await panel(page).locator("li").count();
    assert.ok(listed < 600);
    // Notes that are not listed are among them.
    assert.ok(Number.parseInt(await left.textContent(), 10) >= 600 - listed);
    assert.match(await left.textContent(), / more: /);
  });
});
