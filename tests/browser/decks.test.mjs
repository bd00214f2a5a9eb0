// The live preview of decks as wholes: one that gets another address, one that gets more slides, and one that is written on while
// another is shown.

import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { test } from "node:test";
import { DECK, FOLDER, OBJECTIVE, draft, known, listen, mark, nothingElseMoved, open, place, reads, serve, serves, shown, useDraft } from "./drafting.mjs";
import { useBrowser } from "./site.mjs";

useBrowser();

const { site, address, deck } = useDraft();

test("a deck whose folder gets another name takes its page along, and nothing moves on it", async () => {
  const own = draft();
  const server = await serve(own.root);
  const isAt = (page, folder) => page.waitForFunction((path) => location.pathname === path, `/${folder}/`);
  try {
    await open(`${server.address}${DECK}#content-integrity`, async (page, complaints) => {
      // The window opens slowly; what is done meanwhile counts.
      let arrive;
      const moved = new Promise((done) => (arrive = done));
      await page.context().route(/\/presenter\.\w+\.js$/, (route) => moved.then(() => route.continue()));
      const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
      listen(presenter, complaints);
      await presenter.locator("#quarterdeck-preview").waitFor({ state: "attached" });
      await page.keyboard.press("ArrowRight");
      await presenter.waitForFunction(() => location.hash === "#content-integrity/orangemoody");
      arrive();
      await presenter.locator(".presenter-elapsed").filter({ hasText: /^0:(?!00)/ }).waitFor();
      await mark(presenter);
      const before = await place(page);

      // The deck's folder, then its team's.
      renameSync(own.path(FOLDER), own.path("content/technology/third"));
      await isAt(page, "technology/third");
      renameSync(own.path("content/technology"), own.path("content/engineering"));
      for (const window of [page, presenter]) await isAt(window, "engineering/third");
      assert.deepEqual(await place(page), before);
      await nothingElseMoved(page);
      await nothingElseMoved(presenter);
      assert.equal(await page.locator("#quarterdeck-preview .panel").isVisible(), false);

      // What is written there is in both windows, and the way back leads to slides, not to where they were.
      await page.evaluate(() => window.quarterdeck.go("status"));
      await presenter.waitForFunction(() => location.hash === "#status");
      own.edit("content/engineering/third/50-content-integrity.md", (text) => text.replace("is ongoing", "goes on elsewhere"));
      for (const window of [page, presenter]) await reads(window, "goes on elsewhere");
      assert.equal((await place(page)).id, "status");
      assert.doesNotMatch(await presenter.textContent(".presenter-elapsed"), /^0:00/);
      await page.evaluate(() => window.quarterdeck.go("title"));
      await shown(page, "title");
      renameSync(own.path("content/engineering/third"), own.path("content/engineering/last"));
      await isAt(page, "engineering/last");
      await page.goBack();
      await shown(page, "status");
      await isAt(page, "engineering/last");
      await nothingElseMoved(page);

      await presenter.close();

      // An address of before leads there, too; a folder that lies elsewhere takes a page that is loaded anew.
      await page.goto(`${server.address}${DECK}#status`);
      await isAt(page, "engineering/last");
      await shown(page, "status");
      renameSync(own.path("content/engineering/last"), own.path("content/last"));
      await isAt(page, "last");
      await shown(page, "status");
      await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0));
      assert.deepEqual(complaints.filter((each) => !/404/.test(each)), []);
    });
  } finally {
    await server.end();
    own.end();
  }
});

test("slides that stay the same keep their focus and what is marked in them when others come in before them", async () => {
  const added = `${FOLDER}/37-added.md`;
  await open(deck("?read"), async (page, complaints) => {
    await page.locator("#quarterdeck-preview .follow").click();
    await page.evaluate(() => {
      window.moved = [];
      const note = (slide) => slide.isConnected && slide.id && window.moved.push(slide.id);
      new MutationObserver((changes) => changes.forEach(({ removedNodes }) => removedNodes.forEach(note))).observe(document.querySelector("main"), { childList: true });
      const heading = document.getElementById("evolutionary-architecture").querySelector("h2");
      heading.querySelector("a").focus();
      getSelection().selectAllChildren(heading);
    });
    const marked = () => page.evaluate(() => ({ text: String(getSelection()), focus: document.activeElement.closest("section.slide")?.id }));
    const before = await marked();
    assert.equal(before.focus, "evolutionary-architecture");
    site.write(added, "---\ntitle: Added\nobjective: It came in.\nkey_results:\n  - {id: a, title: Additions, target: 10 additions, check_in: 3 additions}\n---\nBetween others.\n");
    await reads(page, "Between others.");
    assert.deepEqual(await page.evaluate(() => window.moved), []);
    assert.deepEqual(await marked(), before);
    rmSync(site.path(added));
    await page.waitForFunction(() => !document.getElementById("added"));
    assert.deepEqual(await page.evaluate(() => window.moved), []);
    assert.deepEqual(await marked(), before);
    await page.locator("#quarterdeck-preview .follow").click();
    assert.deepEqual(complaints, []);
  });
});

test("what is written in another deck is a link away, and turns no page", async () => {
  const OTHER = FOLDER.replace("q3", "q2");
  const other = `${OTHER}/30-content-integrity.md`;
  const good = site.read(other);
  for (const from of [deck("#status"), address()]) {
    await open(from, async (page, complaints) => {
      const link = page.locator("#quarterdeck-preview .elsewhere");
      // Of what is saved before a page has asked for the first time it is not told where that was: the page shows it already.
      const hasAsked = () => known(page, `/report.json?${new URL(from).pathname}`);
      await hasAsked();
      assert.equal(await link.isVisible(), false);
      site.write(other, `${good}\n---\n\n## A further thought\n\nOf this morning.\n`);
      const toTheSlide = page.locator('#quarterdeck-preview .elsewhere[href$="#content-integrity/a-further-thought"]');
      await toTheSlide.waitFor();
      assert.match(await link.innerText(), /^Edited: .*Q2 FY2020-21/);
      assert.equal(page.url(), from);
      // On a phone it is told in full.
      await page.setViewportSize({ width: 390, height: 844 });
      assert.ok(await link.evaluate((each) => each.scrollWidth <= each.clientWidth));
      await page.setViewportSize({ width: 1920, height: 1080 });
      // What is said of the whole site is of no page.
      site.edit("content/site.md", (text) => text.replace("title: Technology OKRs", "title: Another title"));
      await serves(address(), "Another title");
      assert.ok(await link.isVisible());
      site.edit("content/site.md", (text) => text.replace("title: Another title", "title: Technology OKRs"));
      // The link is there already; it leads to what was written last.
      site.edit(other, (text) => text.replace("stays at five", "is still five"));
      await toTheSlide.waitFor({ state: "detached" });
      site.edit(other, (text) => text.replace("Of this morning.", "Of this afternoon."));
      await toTheSlide.waitFor();
      await link.click();
      await page.waitForURL(`**/${OTHER.slice("content/".length)}/#content-integrity/a-further-thought`);
      await shown(page, "content-integrity/a-further-thought");
      await reads(page, "Of this afternoon.");
      assert.equal(await link.isVisible(), false);
      await page.goBack();
      await hasAsked();
      site.edit(OBJECTIVE, (text) => text.replace("is ongoing", "goes on and on"));
      if (from === deck("#status")) await shown(page, "content-integrity/orangemoody");
      else await link.filter({ hasText: "Q3 FY2020-21" }).waitFor();
      site.write(other, good);
      // Whoever does not follow is not told.
      await link.filter({ hasText: "Q2 FY2020-21" }).waitFor();
      await page.locator("#quarterdeck-preview .follow").click();
      await link.waitFor({ state: "hidden" });
      site.edit(OBJECTIVE, (text) => text.replace("goes on and on", "is ongoing"));
      await serves(deck(), "is ongoing");
      assert.deepEqual(complaints, []);
    });
  }
});
