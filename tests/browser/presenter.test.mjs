// The presenter window and the audience's follow each other, from file://, and whatever happens to one of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers } from "./axe.mjs";
import { deck, useBrowser } from "./site.mjs";
import { address, isAt, outline, positions, withPresenter } from "./talk.mjs";

useBrowser();

test("a deck is presented from start to end with a clicker in the presenter window", async () => {
  await withPresenter({}, async (page, presenter, complaints) => {
    const all = positions(await outline(page));
    for (const [at, position] of all.entries()) {
      if (at > 0) await presenter.keyboard.press("PageDown");
      await isAt(presenter, position);
      await isAt(page, position, "the audience sees what the presenter shows");
    }
    await presenter.keyboard.press("PageUp");
    await isAt(page, all.at(-2));
    assert.deepEqual(complaints, []);
  });
});

test("the presenter window follows the audience's, and shows what comes next", async () => {
  await withPresenter({}, async (page, presenter) => {
    const slides = await outline(page);
    const at = slides.findIndex(({ steps }) => steps > 1);
    for (let slide = 0; slide < at; slide += 1) await page.keyboard.press("Shift+ArrowRight");
    await isAt(presenter, slides[at].id);
    const next = () => presenter.$eval(".presenter-frame .slide", (slide) => [slide.querySelector("h2").textContent, slide.querySelectorAll(".step.shown").length]);
    const titles = await page.$$eval("main section.slide h2", (all) => all.map((title) => title.textContent));
    assert.deepEqual(await next(), [titles[at], 1], "the next step of the same slide");
    for (let step = 0; step < slides[at].steps; step += 1) await page.keyboard.press("ArrowRight");
    await isAt(presenter, `${slides[at].id}@${slides[at].steps}`);
    assert.deepEqual(await next(), [titles[at + 1], 0], "after the last step the next slide");
    await page.keyboard.press("End");
    await isAt(presenter, slides.at(-1).id);
    assert.equal(await presenter.locator(".presenter-frame .slide").count(), 0, "nothing comes after the last slide");
    await presenter.click(".presenter-slides li:nth-child(3) a");
    await isAt(page, slides[2].id, "the list leads both there");
    assert.equal(await presenter.$eval(".presenter-slides [aria-current]", (link) => decodeURIComponent(link.hash.slice(1))), slides[2].id);
  });
});

test("both windows find each other again after either was loaded anew", async () => {
  await withPresenter({}, async (page, presenter, complaints) => {
    const all = positions(await outline(page));
    await presenter.keyboard.press("PageDown");
    await isAt(page, all[1]);
    await presenter.reload();
    await page.keyboard.press("PageDown");
    await isAt(presenter, all[2]);
    await page.reload();
    await presenter.keyboard.press("PageDown");
    await isAt(page, all[3]);
    await page.waitForTimeout(1200);
    await page.keyboard.press("PageDown");
    await isAt(presenter, all[4], "the page that was loaded anew tells, too");
    assert.deepEqual(complaints, []);
  });
});

test("the clock starts with the first move, is paused and reset, and outlives the page", async () => {
  await withPresenter({}, async (page, presenter) => {
    const elapsed = async () => {
      const [minutes, seconds] = /(\d+):(\d\d)/.exec(await presenter.textContent(".presenter-elapsed")).slice(1).map(Number);
      return minutes * 60 + seconds;
    };
    assert.equal(await elapsed(), 0);
    await presenter.waitForTimeout(1100);
    assert.equal(await elapsed(), 0, "nobody has moved");
    const planned = await presenter.$$eval(deck.slides, (slides) => slides.reduce((sum, slide) => sum + Number(slide.dataset.time ?? 0), 0));
    if (planned) assert.ok((await presenter.textContent(".presenter-elapsed")).includes(`${Math.floor(planned / 60)}:`), "the planned time stands beside it");
    await page.keyboard.press("PageDown");
    await presenter.waitForFunction(() => /0:0[1-9]/.test(document.querySelector(".presenter-elapsed").textContent), null, { timeout: 4000 });
    await presenter.reload();
    await presenter.waitForSelector(".presenter-slides a");
    assert.ok((await elapsed()) >= 1, "it goes on");
    await presenter.click("[data-do=pause]");
    const paused = await elapsed();
    await presenter.waitForTimeout(1200);
    assert.equal(await elapsed(), paused);
    await presenter.click("[data-do=reset]");
    assert.equal(await elapsed(), 0);
    assert.ok(await presenter.evaluate(() => document.activeElement.id === "page:content"), "after a click the keys are for the slides");
  });
});

test("the clock goes on when the presenter window was closed and is opened again, but not into the next talk", async () => {
  await withPresenter({}, async (page, presenter) => {
    const elapsed = (window) => window.textContent(".presenter-elapsed").then((text) => Number(/^0:(\d\d)/.exec(text)[1]));
    // Either window hears of the other about once a second.
    const reopen = async (mode) => {
      await page.waitForFunction((mode) => sessionStorage.getItem(`quarterdeck:clock:${location.pathname}`)?.includes(`"${mode}"`), mode);
      await presenter.close();
      let next;
      // A moment passes until the page knows that the window is gone.
      for (let tries = 0; !next && tries < 5; tries += 1) [next] = await Promise.all([page.waitForEvent("popup", { timeout: 2000 }).catch(() => null), page.keyboard.press("s")]);
      await next.waitForSelector(".presenter-slides a");
      return next;
    };
    await presenter.keyboard.press("PageDown");
    await presenter.waitForFunction(() => /^0:0[2-9]/.test(document.querySelector(".presenter-elapsed").textContent), null, { timeout: 5000 });
    presenter = await reopen("running");
    assert.ok((await elapsed(presenter)) >= 2, "what has passed is not lost");
    await presenter.click("[data-do=pause]");
    const paused = await elapsed(presenter);
    presenter = await reopen("paused");
    assert.equal(await elapsed(presenter), paused, "and who stopped it finds it stopped");
    await presenter.close();
    await page.evaluate(() => {
      const key = `quarterdeck:clock:${location.pathname}`;
      const clock = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...clock, mode: "running", at: clock.at - 31 * 60_000 }));
    });
    presenter = await reopen("running");
    assert.equal(await elapsed(presenter), 0);
  });
});

test("ahead and behind are told by the plan", async () => {
  await withPresenter({}, async (page, presenter) => {
    const timed = await presenter.$$eval(deck.slides, (slides) => slides.findIndex((slide) => slide.dataset.time));
    assert.notEqual(timed, -1, "the sample plans its time");
    await presenter.clock.install();
    await presenter.reload();
    await presenter.waitForSelector(".presenter-slides a");
    await page.keyboard.press("End");
    await presenter.waitForSelector(".presenter-pace.ahead:not([hidden])");
    await presenter.clock.fastForward(24 * 3600 * 1000);
    await presenter.waitForSelector(".presenter-pace.behind:not([hidden])");
    assert.match(await presenter.textContent(".presenter-elapsed"), /24:00:0/);
  });
});

test("the presenter makes the audience's screen black and keeps seeing the slide", async () => {
  await withPresenter({}, async (page, presenter) => {
    await presenter.keyboard.press(".");
    await page.waitForSelector("html.black");
    assert.equal(await page.$eval(deck.current, (slide) => getComputedStyle(slide).visibility), "hidden");
    assert.ok(await presenter.isVisible(deck.current));
    assert.ok(await presenter.isVisible(".presenter-blank"));
    await presenter.keyboard.press(".");
    await page.waitForSelector("html:not(.black)");
  });
});

test("a change of the live preview keeps slide, step, clock and notes of both windows", async () => {
  await withPresenter({}, async (page, presenter) => {
    const slides = await outline(page);
    const { id } = slides.find(({ steps }) => steps > 1);
    await presenter.evaluate((id) => window.quarterdeck.go(id, 1), id);
    await isAt(page, `${id}@1`);
    for (const window of [page, presenter]) {
      await window.evaluate(() => {
        // As the preview does it: new nodes for the slides, and a word to the page.
        for (const slide of document.querySelectorAll("main section.slide")) {
          const fresh = slide.cloneNode(true);
          fresh.classList.remove("current");
          for (const step of fresh.querySelectorAll(".step")) step.classList.remove("shown");
          slide.replaceWith(fresh);
        }
        document.dispatchEvent(new CustomEvent("quarterdeck:patched", { detail: {} }));
      });
      await isAt(window, `${id}@1`);
      assert.equal(await window.locator(`${deck.current} .step.shown`).count(), 1);
    }
    await presenter.keyboard.press("PageDown");
    await isAt(page, `${id}@2`);
    assert.equal(await presenter.locator(".presenter-frame .slide").count(), 1);
    assert.equal(await address(presenter), `${id}@2`);
  });
});

test("a move of the live preview stays one, whichever window tells the other of it", async () => {
  await withPresenter({}, async (page, presenter) => {
    const [{ id: first }, { id }, { id: next }] = (await outline(page)).filter(({ steps }) => steps === 0);
    // The presenter window is changed first, and brings up the slide that is written; the audience's hears of it from there.
    await presenter.evaluate((follow) => document.dispatchEvent(new CustomEvent("quarterdeck:patched", { detail: { follow } })), id);
    await isAt(page, id);
    // Loaded anew, the presenter window hears of the move from the audience's; only when all of it, its clock too, is there.
    await presenter.addInitScript(() => addEventListener("message", (event) => window.isDeaf !== false && event.stopImmediatePropagation()));
    await presenter.evaluate((first) => history.replaceState(null, "", `#${first}`), first);
    await presenter.reload();
    await presenter.waitForSelector(".presenter-slides a");
    await isAt(presenter, first);
    await presenter.evaluate(() => (window.isDeaf = false));
    await isAt(presenter, id, "it is where the audience's window is");
    await presenter.waitForTimeout(1200);
    assert.match(await presenter.textContent(".presenter-elapsed"), /^0:00/, "nobody has begun to speak");
    await page.evaluate((next) => window.quarterdeck.go(next), next);
    await isAt(presenter, next);
    await presenter.waitForFunction(() => !/^0:00/.test(document.querySelector(".presenter-elapsed").textContent));
  });
});

test("only positions and the clock travel between the windows", async () => {
  await withPresenter({}, async (page, presenter) => {
    await page.evaluate(() => {
      window.heard = [];
      addEventListener("message", (event) => window.heard.push(event.data));
    });
    await presenter.keyboard.press("PageDown");
    await page.waitForFunction(() => window.heard.some(({ clock }) => clock));
    const keys = await page.evaluate(() => [...new Set(window.heard.flatMap(Object.keys))].sort());
    // Where they stand, when and by what (a person, or the live preview) they moved, and how long.
    assert.deepEqual(keys, ["blank", "clock", "deck", "edited", "id", "moved", "presenter", "quarterdeck", "step"]);
    const { mode, elapsed, at, spent, ...rest } = JSON.parse(await page.evaluate(() => window.heard.findLast(({ clock }) => clock).clock));
    const files = (await outline(page)).map(({ id }) => id.split(/[/~]/)[0]);
    assert.ok(["unused", "running"].includes(mode) && [elapsed, at, ...Object.values(spent)].every(Number.isFinite));
    assert.deepEqual([Object.keys(spent).filter((file) => !files.includes(file)), rest], [[], {}], "nothing of what the slides and notes say");
  });
});

test("in a small window nothing but the list of slides moves by itself", async () => {
  await withPresenter({}, async (page, presenter) => {
    for (const [width, height] of [[683, 384], [390, 844], [800, 600], [1280, 500]]) {
      await presenter.setViewportSize({ width, height });
      const opened = await page.context().newPage();
      await opened.setViewportSize({ width, height });
      await opened.goto(presenter.url());
      await opened.locator(".presenter-slides [aria-current]").waitFor({ state: "attached" });
      assert.equal(await opened.evaluate(() => scrollY), 0, `opened at ${width} × ${height}`);
      await opened.close();
      await presenter.keyboard.press("Home");
      for (let moves = 0; moves < 14; moves += 1) await presenter.keyboard.press("Shift+ArrowRight");
      assert.equal(await presenter.evaluate(() => scrollY), 0, `${width} × ${height}`);
    }
    const isSeen = () =>
      presenter.evaluate(() => {
        const [entry, list] = [document.querySelector(".presenter-slides [aria-current]"), document.querySelector(".presenter-slides")].map((each) => each.getBoundingClientRect());
        return entry.top >= list.top - 1 && entry.bottom <= list.bottom + 1;
      });
    for (const key of ["End", "Shift+ArrowLeft", "Home"]) {
      await presenter.keyboard.press(key);
      assert.ok(await isSeen(), `the entry is seen in the list after ${key}`);
    }
  });
});

test("the presenter window has no barrier and fits a small screen", async () => {
  await withPresenter({ bypassCSP: true }, async (_, presenter) => {
    await presenter.keyboard.press("PageDown");
    assert.deepEqual(await barriers(presenter), []);
    await presenter.setViewportSize({ width: 390, height: 844 });
    assert.ok(await presenter.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});
