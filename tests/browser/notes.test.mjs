// Speaker notes: in the presenter window, for whoever may see them, and never before the audience.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deck, useBrowser } from "./site.mjs";
import { isAt, withPresenter } from "./talk.mjs";

useBrowser();

test("notes are shown to whoever may see them, larger and smaller", async () => {
  await withPresenter({}, async (page, presenter) => {
    const noted = await page.$$eval(deck.slides, (slides) => slides.map((slide) => [slide.id, slide.querySelector(".notes")?.textContent.trim()]).find(([, text]) => text));
    const text = () => presenter.textContent(".presenter-text").then((text) => text.trim());
    if (noted) {
      await presenter.evaluate((id) => window.quarterdeck.go(id), noted[0]);
      await isAt(page, noted[0]);
      assert.equal(await text(), noted[1]);
      assert.equal(await page.locator(".notes:visible").count(), 0, "the audience does not see them");
    } else {
      assert.notEqual(await text(), "", "a public page says that there are none");
    }
    const size = () => presenter.$eval(".presenter-text > *", (text) => parseFloat(getComputedStyle(text).fontSize));
    const before = await size();
    await presenter.keyboard.press("+");
    const larger = await size();
    assert.ok(larger > before);
    await presenter.reload();
    await presenter.waitForSelector(".presenter-text > *");
    assert.equal(await size(), larger);
    await presenter.click("[data-do=smaller]");
    assert.equal(await size(), before);
  });
});
