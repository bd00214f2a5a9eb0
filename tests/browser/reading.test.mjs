// A deck as a document: without a script, by keyboard alone, on the narrowest screen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deck, root, useBrowser, visit } from "./site.mjs";
import { decks, goTo, isAt, outline, sample, still } from "./talk.mjs";

useBrowser();

const phone = { width: 390, height: 844 };

for (const path of decks) {
  test(`${path} shows every slide in order without a script`, async () => {
    await visit(path, { javaScriptEnabled: false }, async (page, complaints) => {
      const slides = await page.$$eval(deck.slides, (slides) =>
        slides.map((slide) => {
          const box = slide.getBoundingClientRect();
          const isShown = slide.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
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
      assert.equal(await page.locator("[data-do]:visible, dialog:visible").count(), 0, "what needs a script is not there");
      assert.deepEqual(complaints, []);
    });
  });
}

test("headings are in order, and each is a link to itself", async () => {
  await visit(sample, { javaScriptEnabled: false }, async (page) => {
    const headings = await page.$$eval("h1, main h2, main h3, main h4, main h5, main h6", (all) =>
      all.map((heading) => ({ level: Number(heading.tagName[1]), text: heading.textContent, href: heading.querySelector("a.self")?.getAttribute("href") })),
    );
    assert.equal(headings.filter(({ level }) => level === 1).length, 1);
    for (const [at, { level, text }] of headings.entries()) assert.ok(at === 0 || level <= headings[at - 1].level + 1, `${text} skips a level`);
    const missing = headings.filter(({ level, href }) => level === 2 && !href);
    assert.deepEqual(missing, []);
    const lost = await page.$$eval("a.self", (links) => links.filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map((link) => link.hash));
    assert.deepEqual(lost, []);
  });
});

test("#read opens the page to read, and every slide is presented from where it stands", async () => {
  await visit(sample, { ...still, hash: "#read" }, async (page) => {
    assert.equal(await page.$(deck.presenting), null);
    const slides = await outline(page);
    await page.locator(".from-here").nth(4).click();
    await isAt(page, slides[4].id);
    await page.keyboard.press("r");
    assert.equal(await page.$(deck.presenting), null);
    await page.click("[data-do=present]:visible");
    await page.waitForSelector(deck.presenting);
  });
});

test("a slide that is called read is presented by its address", async () => {
  const html = readFileSync(join(root, sample), "utf8").replace(' id="status"', ' id="read"');
  await visit(sample, still, async (page) => {
    await page.route(/index\.html/, (route) => route.fulfill({ body: html, contentType: "text/html" }));
    const address = page.url().split("#")[0];
    // The deck that is open would take this for the address of no slide.
    await page.goto("about:blank");
    await page.goto(`${address}#read`);
    assert.equal(await page.locator(deck.current).getAttribute("id", { timeout: 3000 }), "read");
  });
});

/** How the page looks, what its address says of that, and the slide that is shown or stands at the top. */
const view = (page) =>
  page.evaluate(() => {
    const isRead = !document.documentElement.classList.contains("presenting");
    const slides = [...document.querySelectorAll("main section.slide")];
    const shown = isRead ? slides.find((slide) => slide.getBoundingClientRect().bottom > 100) : slides.find((slide) => slide.classList.contains("current"));
    return [isRead, location.search, shown.id, decodeURIComponent(location.hash.slice(1))];
  });

/** Waits until the page is read, or presented, at a slide, and its address says the same. */
async function isSeen(page, isRead, id, query = isRead ? "?read" : "") {
  const wanted = [isRead, query, id, id];
  for (let tries = 0; tries < 60 && (await view(page)).join() !== wanted.join(); tries += 1) await page.waitForTimeout(50);
  assert.deepEqual(await view(page), wanted);
}

test("the way back leads through changes of the view", async () => {
  await visit(sample, { ...still, query: "?read" }, async (page) => {
    const [, first, second] = (await outline(page)).map(({ id }) => id).filter((id) => !/[/~]/.test(id));
    for (const id of [first, second]) await page.click(`.outline a[href="#${id}"]`);
    await page.keyboard.press("r");
    await isSeen(page, false, second);
    await page.goBack();
    await isSeen(page, true, second);
    await page.goBack();
    await isSeen(page, true, first);
    await page.goForward();
    await page.goForward();
    await isSeen(page, false, second);
  });
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    for (let moves = 0; moves < 5; moves += 1) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("r");
    await isSeen(page, true, slides[5].id);
    await page.goBack();
    await isSeen(page, false, slides[5].id);
    await page.goBack();
    await isSeen(page, false, slides[4].id);
    await page.goForward();
    await page.goForward();
    await isSeen(page, true, slides[5].id);
  });
  // A phone reads at the address of the deck alone.
  await visit(sample, { ...still, viewport: phone }, async (page) => {
    const slides = await outline(page);
    await page.locator(".from-here").nth(4).click();
    await isSeen(page, false, slides[4].id);
    await page.goBack();
    await isSeen(page, true, slides[4].id);
    await page.goForward();
    await isSeen(page, false, slides[4].id);
  });
});

test("a link with a step leads a reader to its slide, and presents it at the step", async () => {
  for (const [viewport, query] of [[phone, ""], [{ width: 1280, height: 720 }, "?read"]]) {
    await visit(sample, { ...still, viewport, query: "?read" }, async (page) => {
      const slides = await outline(page);
      const stepped = slides.findLast(({ steps }) => steps > 0).id;
      const address = page.url().split("?")[0] + query;
      await page.goto("about:blank");
      await page.goto(`${address}#${encodeURIComponent(stepped)}@1`);
      await isSeen(page, true, stepped, query);
      await page.keyboard.press("r");
      await isAt(page, `${stepped}@1`);
      await page.goBack();
      await isSeen(page, true, stepped);
      // So does one that is followed on the page, to any slide.
      await page.evaluate((id) => (location.hash = `#${id}@2`), slides[7].id);
      await isSeen(page, true, slides[7].id);
    });
  }
});

test("a slide that was presented is there when it is loaded again to be read, and then the reader's place", async () => {
  await visit(sample, { ...still, viewport: { width: 1280, height: 720 } }, async (page) => {
    const slides = await outline(page);
    for (const at of [9, 5]) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.reload();
      await page.evaluate((id) => window.quarterdeck.go(id), slides[at].id);
      await isSeen(page, false, slides[at].id);
      // As it is when the page is zoomed.
      await page.setViewportSize({ width: 640, height: 360 });
      await page.reload();
      await isSeen(page, true, slides[at].id, "");
    }
    const from = await page.evaluate(() => {
      scrollBy(0, 9000);
      return scrollY;
    });
    await page.reload();
    // About there: what stands above it may take a little more or less room until all is loaded.
    await page.waitForFunction((from) => Math.abs(scrollY - from) < 3000, from);
  });
  await visit(sample, { ...still, viewport: phone }, async (page) => {
    const slides = await outline(page);
    await page.locator(".from-here").nth(4).click();
    await page.keyboard.press("Shift+ArrowRight");
    await isSeen(page, false, slides[5].id);
    await page.reload();
    await isSeen(page, true, slides[5].id, "");
  });
});

test("what is not scrolled is presented from where it was left, step and all, and from where the outline led", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    // Each second one, and all that have steps.
    for (const { id, steps } of slides.filter(({ steps }, at) => steps || at % 2 === 0)) {
      await page.evaluate(([id, steps]) => window.quarterdeck.go(id, steps), [id, steps]);
      await page.keyboard.press("r");
      await page.keyboard.press("r");
      await isAt(page, steps ? `${id}@${steps}` : id);
    }
    await page.keyboard.press("r");
    for (const link of await page.$$(".outline a")) {
      const id = await link.evaluate((link) => decodeURIComponent(link.hash.slice(1)));
      await link.evaluate((link) => link.click());
      await isSeenAt(page, id);
      await page.keyboard.press("r");
      await isAt(page, id);
      await page.keyboard.press("r");
    }
    // Whoever has scrolled is elsewhere.
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), slides[3].id);
    await page.keyboard.press("r");
    await isAt(page, slides[3].id);
  });
});

/** Waits until the address is a slide's, and the browser has scrolled there. */
const isSeenAt = (page, id) => page.waitForFunction((id) => decodeURIComponent(location.hash.slice(1)) === id && document.getElementById(id).getBoundingClientRect().top < innerHeight, id);

test("the presenter window begins where the reader is", async () => {
  await visit(sample, { ...still, query: "?read" }, async (page) => {
    const slides = await outline(page);
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), slides[20].id);
    const from = await page.evaluate(() => scrollY);
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    await isAt(presenter, slides[20].id);
    assert.equal(await page.evaluate(() => scrollY), from);
  });
});

test("the outline leads to every file's first slide", async () => {
  await visit(sample, { ...still, hash: "#read" }, async (page) => {
    const targets = await page.$$eval(".outline a", (links) => links.map((link) => decodeURIComponent(link.hash.slice(1))));
    const files = (await outline(page)).map(({ id }) => id).filter((id) => !/[/~]/.test(id) && id !== "title");
    assert.deepEqual(targets, files);
  });
});

test("a page of 320 px needs no scrolling sideways, but in wide tables and code", async () => {
  await visit(sample, { ...still, viewport: { width: 320, height: 640 } }, async (page) => {
    assert.equal(await page.$(deck.presenting), null);
    const wide = await page.evaluate(() => {
      const roomy = (element) => element.closest("pre, .table-scroll, .table-wide, math, svg, .sr, .skip, dialog");
      return [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility() && !roomy(element) && element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.outerHTML.slice(0, 100));
    });
    assert.deepEqual(wide, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

test("on a phone the board of status names its quarters once and says each status, and a table's cards say nothing of silence", async () => {
  await visit(sample, { ...still, viewport: { width: 390, height: 844 } }, async (page) => {
    const seen = (selector) => page.$$eval(selector, (all) => all.filter((each) => each.checkVisibility() && each.getBoundingClientRect().width > 20 && getComputedStyle(each).clipPath === "none").length);
    assert.equal(await seen(".board-head .board-quarters"), await page.locator(".board").count());
    assert.equal(await seen(".board-word"), await page.locator(".board-word").count());
    assert.equal(await seen(".results .past.said-nothing"), 0);
  });
});

/** What is parted within a word, or wider than its cell, in what has columns where there is room for them; runs in the page. */
function cramped() {
  const found = [...document.querySelectorAll(".grid :is(th, td), .board-cells > li, .board-objective")].filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1);
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    // Titles are parted at their syllables, where the browser knows these.
    if (!text.parentElement.closest(".grid, .board") || text.parentElement.closest(".result-title, .board-title, h3, .sr, .terms .unit, thead, caption")) continue;
    for (const { index, 0: word } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (range.getClientRects().length > 1) found.push(text);
    }
  }
  return found.map((each) => each.textContent.trim().slice(0, 60));
}

test("tables and boards are read at every width: where columns have no room, beside the outline too, a row is a card", async () => {
  await visit(sample, { ...still, viewport: { width: 1920, height: 1080 }, query: "?read" }, async (page) => {
    for (const [width, wanted] of [[1920, "table-row"], [1440, "table-row"], [1366, "table-row"], [1280, "table-row"], [1200, "block"], [1199, "table-row"], [1024, "block"], [700, "block"], [390, "block"]]) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await page.$eval(".results tbody tr", (row) => getComputedStyle(row).display), wanted, `${width} px`);
      if (wanted === "block") assert.deepEqual(await page.evaluate(cramped), [], `${width} px`);
    }
  });
});

/** What Tab should reach: everything visible that can have the focus. */
const stops = () =>
  [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert], dialog:not([open])"),
  );

/** Presses Tab through the whole page; what was reached, in order, as numbers of the stops. */
async function walk(page) {
  await page.evaluate(`window.stops = (${stops})(); document.activeElement.blur(); getSelection().collapse(document.body, 0);`);
  const count = await page.evaluate(() => window.stops.length);
  const reached = [];
  for (let presses = 0; presses < count + 40; presses += 1) {
    await page.keyboard.press("Tab");
    const [at, isSeen] = await page.evaluate(() => {
      const focused = document.activeElement;
      const box = focused.getBoundingClientRect();
      const isClipped = (element) => element && (getComputedStyle(element).clipPath !== "none" || isClipped(element.parentElement));
      const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return [window.stops.indexOf(focused), focused === document.body || (inView && !isClipped(focused) && focused.checkVisibility({ visibilityProperty: true }))];
    });
    assert.ok(isSeen, `the focus is on something hidden: ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 100))}`);
    if (at === 0 && reached.length > 1) break;
    if (at >= 0) reached.push(at);
  }
  const missed = await page.evaluate((reached) => window.stops.filter((_, at) => !reached.includes(at)).map((element) => element.outerHTML.slice(0, 100)), reached);
  assert.deepEqual(missed, [], "Tab reaches everything that is visible");
  assert.deepEqual(reached, [...reached].sort((a, b) => a - b), "in the order of the page");
}

test("Tab reaches everything on the page that is read", async () => {
  await visit(decks.at(-1), { ...still, hash: "#read" }, walk);
});

test("Tab reaches everything on a team's page on a phone, the quarters' decks, too", async () => {
  await visit("teams/technology/index.html", { ...still, viewport: { width: 390, height: 844 } }, walk);
});

test("Tab reaches everything on a slide and nothing on the others", async () => {
  await visit(sample, still, async (page) => {
    const linked = await page.$$eval(deck.slides, (slides) => slides.filter((slide) => slide.querySelectorAll("a[href]").length > 2).map(({ id }) => id));
    for (const id of linked.slice(0, 3)) {
      await goTo(page, id);
      await walk(page);
    }
    const heard = await page.$$eval(deck.slides, (slides) => slides.filter((slide) => slide.checkVisibility()).length);
    assert.equal(heard, 1, "the other slides are not there for anybody");
  });
});

test("what is read stays in sight when a phone is turned, and when a window is made wide", async () => {
  await visit(sample, { ...still, viewport: phone, hash: "#read" }, async (page) => {
    const at = "#status";
    await page.$eval(at, (slide) => slide.scrollIntoView());
    const from = await page.$eval(at, (slide) => slide.getBoundingClientRect().top);
    for (const viewport of [{ width: 844, height: 390 }, { width: 1400, height: 800 }, phone]) {
      await page.setViewportSize(viewport);
      await page.waitForFunction(
        ({ at, height }) => Math.abs(document.querySelector(at).getBoundingClientRect().top) < height,
        { at, height: viewport.height },
      );
    }
    await page.waitForFunction(({ at, from }) => Math.abs(document.querySelector(at).getBoundingClientRect().top - from) < 40, { at, from });
  });
});

for (const path of ["teams/technology/index.html", "teams/technology/content-integrity/index.html"]) {
  test(`and in ${path}`, async () => {
    await visit(path, { ...still, viewport: { width: 390, height: 844 } }, async (page) => {
      // Past a page's head, which takes fewer lines where they are longer.
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.5));
      const read = await page.evaluateHandle(() => document.elementFromPoint(innerWidth / 2, 200));
      await page.setViewportSize({ width: 844, height: 390 });
      await page.waitForFunction(() => innerWidth === 844);
      // The page is moved in the frame after the one that is laid out anew.
      const top = await read.evaluate(async (read) => {
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        return read.getBoundingClientRect().top;
      });
      assert.ok(top >= 0 && top < 390, `${top} px from the top`);
    });
  });
}
