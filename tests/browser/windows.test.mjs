// The live preview beside what else a browser holds: its way back, dialogs that are open, further tabs and the presenter window.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DECK, FOLDER, OBJECTIVE, draft, listen, mark, nothingElseMoved, open, original, place, reads, serve, serves, shown, useDraft } from "./drafting.mjs";
import { useBrowser } from "./site.mjs";

/** Another machine on the network, as the browser takes it. */
const NEIGHBOUR = "laptop.test";

useBrowser(`--host-resolver-rules=MAP ${NEIGHBOUR} 127.0.0.1`);

const { site, address, deck, deckAt } = useDraft(["--allow-host", NEIGHBOUR]);

const FRESH = "content-integrity/fresh-idea";
const fresh = (...titles) => original(OBJECTIVE) + titles.map((title) => `\n---\n\n## ${title}\n\nOf this morning.\n`).join("");
const gone = (page, id) => page.waitForFunction((id) => !document.getElementById(id), id);
const steady = async (page) => {
  await page.locator("#quarterdeck-preview .follow").click();
  await page.evaluate(() => document.activeElement.blur());
};

test("the way back leads to what stands where a slide was", async () => {
  site.write(OBJECTIVE, fresh("Fresh idea", "Second thought"));
  await serves(deck(), `id="${FRESH}"`);
  await open(deck("#content-integrity"), async (page, complaints) => {
    await steady(page);
    const visit = (id) => page.evaluate((id) => window.quarterdeck.go(id), id);
    await visit(FRESH);
    await visit("content-integrity/second-thought");
    await visit("title");
    const { entries } = await place(page);
    // One is called otherwise, the other one goes.
    site.write(OBJECTIVE, fresh("Better idea"));
    await gone(page, FRESH);
    await gone(page, "content-integrity/second-thought");
    const all = await page.$$eval("main section.slide", (slides) => slides.map(({ id }) => id));
    await page.goBack();
    const next = all[all.indexOf("content-integrity/better-idea") + 1];
    await shown(page, next);
    assert.equal((await place(page)).address, `#${next}`);
    await page.goBack();
    await shown(page, "content-integrity/better-idea");
    const now = await place(page);
    assert.deepEqual([now.address, now.entries, now.stayed], ["#content-integrity/better-idea", entries, true]);
    assert.match(await page.textContent(".spoken"), /Better idea/);

    // What stood in its place goes, too.
    await page.goForward();
    await shown(page, next);
    await page.goForward();
    await shown(page, "title");
    site.write(OBJECTIVE, original(OBJECTIVE));
    await gone(page, "content-integrity/better-idea");
    await page.evaluate(() => history.go(-2));
    await shown(page, next);
    assert.equal((await place(page)).address, `#${next}`);
    assert.deepEqual(complaints, []);
  });
});

test("an open search shows what is new, and keeps what was asked and chosen", async () => {
  for (const key of ["g", "/"]) {
    site.write(OBJECTIVE, fresh("Fresh idea", "Fresh start"));
    await serves(deck(), `id="${FRESH}"`);
    await open(deck("#title"), async (page, complaints) => {
      await steady(page);
      await page.keyboard.press(key);
      await page.keyboard.type("fresh");
      const answers = () => page.$$eval("dialog.find ol a", (links) => links.map((link) => link.hash.slice(1)));
      assert.deepEqual(await answers(), [FRESH, "content-integrity/fresh-start"]);
      site.write(OBJECTIVE, fresh("Fresh air", "Fresh idea", "Fresh start"));
      await page.waitForFunction(() => document.querySelectorAll("dialog.find ol a").length === 3);
      assert.equal(await page.inputValue("dialog.find input"), "fresh");
      assert.ok(await page.$eval("dialog.find input", (field) => field === document.activeElement), "writing goes on");

      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const chosen = () => page.evaluate(() => document.activeElement.hash?.slice(1));
      assert.equal(await chosen(), FRESH);
      site.write(OBJECTIVE, fresh("Fresh idea", "Fresh start"));
      await page.waitForFunction(() => document.querySelectorAll("dialog.find ol a").length === 2);
      assert.equal(await chosen(), FRESH, "the same answer is chosen");
      site.write(OBJECTIVE, fresh("Fresh start"));
      await page.waitForFunction(() => document.querySelectorAll("dialog.find ol a").length === 1);
      assert.equal(await chosen(), "content-integrity/fresh-start", "the answer in its place is chosen");
      await page.keyboard.press("Enter");
      await shown(page, "content-integrity/fresh-start");
      assert.deepEqual(complaints, []);
    });
  }
});

test("the presenter window knows the deck again by a link to its file", async () => {
  await open(deck("#status"), async (page, complaints) => {
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    listen(presenter, complaints);
    await page.keyboard.press("Home");
    await shown(presenter, "title");
    // As links lead there.
    await page.goto(address(`teams/technology/`));
    await page.goto(address(`${DECK}index.html#status`));
    await page.keyboard.press("End");
    const last = await page.$eval("main section.slide:last-of-type", ({ id }) => id);
    await shown(presenter, last);
    await presenter.keyboard.press("Home");
    await shown(page, "title");
    await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name === `quarterdeck:clock:${location.pathname}`), null, { timeout: 5000 });
    assert.deepEqual(complaints, []);
  });
});

test("a save turns no slide while somebody presents, and does so again afterwards", async () => {
  await open(deck("#content-integrity"), async (page, complaints) => {
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    listen(presenter, complaints);
    await presenter.waitForSelector(".presenter-text");
    await presenter.locator("#quarterdeck-preview").waitFor({ state: "attached" });
    await mark(presenter);
    const both = [page, presenter];
    const stand = async () => {
      // Were one of them to go anywhere, the other one would hear of it within a second.
      await page.waitForTimeout(1200);
      return Promise.all(both.map(async (window) => [(await place(window)).address, (await place(window)).step]));
    };
    const arrive = (id) => Promise.all(both.map((window) => shown(window, id)));
    const readBoth = (text) => Promise.all(both.map((window) => reads(window, text)));
    const elapsed = () => presenter.textContent(".presenter-elapsed");
    // A save changes what is shown, but nobody has begun to speak.
    const begun = await stand();
    site.edit(OBJECTIVE, (text) => text.replace("check_in: 6 relationships", "check_in: 7 relationships"));
    await readBoth("7 relationships");
    assert.deepEqual(await stand(), begun);
    assert.match(await elapsed(), /^0:00/);
    const link = page.locator("#quarterdeck-preview .elsewhere");
    assert.match(await link.innerText(), /^Edited: .*Key results/i);

    await page.keyboard.press("End");
    await page.evaluate(() => window.quarterdeck.go("content-integrity/orangemoody"));
    await arrive("content-integrity/orangemoody");
    await presenter.waitForFunction(() => !document.querySelector(".presenter-elapsed").textContent.startsWith("0:00"));
    const speaking = await stand();
    site.edit(OBJECTIVE, (text) => text.replace("This objective is to be completed", "::: notes\nSay it slowly.\n:::\n\nThis objective is to be completed"));
    await presenter.waitForFunction(() => document.querySelector(".presenter-text").textContent.includes("Say it slowly."));
    await link.waitFor({ state: "hidden" });
    site.edit(OBJECTIVE, (text) => `${text}\n---\n\n## Fresh idea\n\nOf this morning.\n`);
    await readBoth("Of this morning.");
    site.edit(OBJECTIVE, (text) => text.replace("People in the Wikimedia movement can", "People there can"));
    await readBoth("People there can");
    assert.deepEqual(await stand(), speaking);
    assert.doesNotMatch(await elapsed(), /^0:00/);
    // A changed objective is one change more, which opens a page of them.
    for (const window of both) await nothingElseMoved(window, ["content-integrity/fresh-idea", "changes~3"]);
    assert.equal(await presenter.locator("#quarterdeck-preview .dock").isVisible(), false);

    // A slide that is gone cannot stay.
    await presenter.evaluate(() => window.quarterdeck.go("content-integrity/fresh-idea"));
    await arrive("content-integrity/fresh-idea");
    const next = await page.$eval("[id='content-integrity/fresh-idea']", (slide) => slide.nextElementSibling.id);
    site.edit(OBJECTIVE, (text) => text.replace("\n---\n\n## Fresh idea\n\nOf this morning.\n", ""));
    await arrive(next);

    site.write(OBJECTIVE, original(OBJECTIVE));
    await readBoth("People in the Wikimedia movement can");
    await presenter.close();
    await page.waitForFunction(() => !window.quarterdeck.isPaired());
    site.write(OBJECTIVE, original(OBJECTIVE).replace("is ongoing", "goes on and on"));
    await shown(page, "content-integrity/orangemoody");
    assert.deepEqual(complaints, []);
  });
});

test("on a full screen a save turns no slide, and is told afterwards", async () => {
  const slide = "content-integrity/orangemoody";
  await open(deck("#content-integrity"), async (page, complaints) => {
    await page.keyboard.press("f");
    await page.waitForFunction(() => document.fullscreenElement);
    const before = await place(page);
    site.write(OBJECTIVE, original(OBJECTIVE).replace("is ongoing", "goes on"));
    await reads(page, "goes on");
    await page.waitForTimeout(300);
    assert.deepEqual(await place(page), before);
    const link = page.locator("#quarterdeck-preview .elsewhere");
    assert.equal(await link.isVisible(), false, "nor is it told there");
    await page.evaluate(() => document.exitFullscreen());
    await link.click();
    await shown(page, slide);
    assert.equal(await link.isVisible(), false);
    await page.keyboard.press("Home");
    site.write(OBJECTIVE, original(OBJECTIVE));
    await shown(page, slide);
    await nothingElseMoved(page);
    assert.deepEqual(complaints, []);
  });
});

test("no window turns a slide by an edit while somebody presents, however late it shows it", async () => {
  for (const slow of ["page", "presenter"]) {
    await open(deck("#status"), async (page, complaints) => {
      const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
      listen(presenter, complaints);
      for (const window of [page, presenter]) await window.waitForFunction(() => document.querySelector("#quarterdeck-preview:not(.is-alone)"));
      const [last, first] = slow === "page" ? [page, presenter] : [presenter, page];
      const words = `waits for the ${slow}`;
      let release;
      const released = new Promise((done) => (release = done));
      await last.route((url) => url.pathname === `/${DECK}`, (route) => released.then(() => route.continue()));
      site.write(OBJECTIVE, original(OBJECTIVE).replace("is ongoing", words));
      await reads(first, words);
      assert.doesNotMatch(await last.textContent("main"), new RegExp(words));
      assert.equal((await place(first)).id, "status");
      await page.keyboard.press("Home");
      for (const window of [page, presenter]) await shown(window, "title");
      release();
      await reads(last, words);
      // Were it to go anywhere, the other one would hear of it within a second.
      await last.waitForTimeout(1500);
      for (const window of [page, presenter]) assert.equal((await place(window)).id, "title");
      assert.deepEqual(complaints, []);
    });
  }
});

/** Opens as many tabs in the browser of a page as there are then. */
async function openTabs(page, number, address, complaints) {
  const tabs = [page];
  while (tabs.length < number) {
    const tab = await page.context().newPage();
    listen(tab, complaints);
    await tab.goto(address, { waitUntil: "load" });
    tabs.push(tab);
  }
  return tabs;
}

/** Saves a text, and waits until all tabs show it. */
async function hear(tabs, words) {
  site.write(OBJECTIVE, original(OBJECTIVE).replace("is ongoing", words));
  for (const tab of tabs) await reads(tab, words);
}

// A name that is no secure address: there browsers give pages no locks.
for (const [name, isSecure] of [["127.0.0.1", true], [NEIGHBOUR, false]]) {
  test(`ten tabs of one browser at ${name} hear of every save, whichever of them goes`, async () => {
    await open(deckAt(name, "#status"), async (page, complaints) => {
      assert.equal(await page.evaluate(() => isSecureContext), isSecure);
      const tabs = await openTabs(page, 10, deckAt(name, "#status"), complaints);
      await hear(tabs, "is heard by all");
      await nothingElseMoved(page);
      // The tab that listened for the others is closed, the next one shows another page, the one after that nothing.
      await tabs.shift().close();
      await hear(tabs, "is heard without the first");
      await tabs.shift().goto(deckAt(name).replace(DECK, ""));
      await hear(tabs, "is heard without the second");
      await tabs.shift().goto("about:blank");
      await hear(tabs, "is heard without the third");
      // A tab that nobody sees hears nothing, leaves listening to another, and catches up.
      const [hidden] = tabs.splice(0, 1);
      const see = (isSeen) =>
        hidden.evaluate((isSeen) => {
          Object.defineProperty(document, "hidden", { configurable: true, value: !isSeen });
          document.dispatchEvent(new Event("visibilitychange"));
        }, isSeen);
      await see(false);
      await hear(tabs, "is heard by those who are seen");
      assert.ok(!(await hidden.textContent("main")).includes("by those who are seen"));
      await see(true);
      await reads(hidden, "is heard by those who are seen");
      assert.deepEqual(complaints, []);
    });
  });
}

test("a tab that stands still does not hold up the others, and catches up", async () => {
  await open(deck("#status"), async (page, complaints) => {
    const tabs = await openTabs(page, 3, deck("#status"), complaints);
    await hear(tabs, "is heard by all");
    const debuggers = [];
    // Whichever listens: first one stands still, then another one beside it.
    for (const tab of tabs.slice(0, 2)) {
      const session = await tab.context().newCDPSession(tab);
      const paused = new Promise((done) => session.once("Debugger.paused", done));
      await session.send("Debugger.enable");
      await session.send("Debugger.pause");
      // A page stops as soon as it has something to do, which may be before it is asked for something.
      tab.evaluate(() => 0).catch(() => {});
      await paused;
      debuggers.push(session);
      await hear(tabs.slice(debuggers.length), `is heard beside ${debuggers.length}`);
    }
    for (const session of debuggers) await session.send("Debugger.disable");
    await reads(page, "is heard beside 2");
    await hear(tabs, "is heard by all again");
    assert.deepEqual(complaints, []);
  });
});

test("a page that is opened between a save and its build turns to what was saved", async () => {
  await open(address(), async (page) => {
    await page.route(deck(), async (route) => {
      const response = await route.fetch();
      site.write(OBJECTIVE, original(OBJECTIVE).replace("is ongoing", "was saved just now"));
      await serves(deck(), "was saved just now");
      await route.fulfill({ response });
    }, { times: 1 });
    await page.goto(deck());
    await shown(page, "content-integrity/orangemoody");
    await reads(page, "was saved just now");
    // What was saved before the page was opened turns no page.
    await page.goto(deck("#status"));
    site.edit(`${FOLDER}/84-status.md`, (text) => `${text}\nAnd this is more.\n`);
    await reads(page, "And this is more.");
    await shown(page, "status");
    site.write(`${FOLDER}/84-status.md`, original(`${FOLDER}/84-status.md`));
  });
});

test("tabs find a server that was started again, though the one that listened is gone", async () => {
  const own = draft();
  let first = await serve(own.root);
  try {
    await open(`${first.address}${DECK}#status`, async (page, complaints) => {
      const tabs = [page, await page.context().newPage(), await page.context().newPage()];
      for (const tab of tabs.slice(1)) {
        listen(tab, complaints);
        await tab.goto(`${first.address}${DECK}#status`, { waitUntil: "load" });
      }
      const areAlone = (isAlone) => Promise.all(tabs.map((tab) => tab.waitForFunction((isAlone) => document.querySelector("#quarterdeck-preview")?.classList.contains("is-alone") === isAlone, isAlone)));
      await areAlone(false);
      await first.end();
      await areAlone(true);
      await tabs.shift().close();
      own.edit(OBJECTIVE, (text) => text.replace("is ongoing", "was done meanwhile"));
      first = await serve(own.root, [], first.port);
      await areAlone(false);
      for (const tab of tabs) await reads(tab, "was done meanwhile");
      assert.deepEqual(complaints, []);
    });
  } finally {
    await first.end();
    own.end();
  }
});
