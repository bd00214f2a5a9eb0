// What opens over a deck: the overview, going to a slide, search, help. The focus comes back from all of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers } from "./axe.mjs";
import { deck, useBrowser, visit } from "./site.mjs";
import { address, current, goTo, isAt, outline, sample, still } from "./talk.mjs";

useBrowser();

/** Presses Escape and waits until the dialog has gone and given the focus back. */
async function escape(page) {
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog[open]") && !document.activeElement.closest("dialog"), null, { timeout: 2000 });
}

test("the overview shows every slide and is walked by keys", async () => {
  await visit(sample, still, async (page, complaints) => {
    const slides = await outline(page);
    await goTo(page, slides[1].id);
    for (const key of ["o", "Escape"]) {
      await page.keyboard.press(key);
      const links = await page.$$eval("dialog.overview[open] .pictures > li > a", (links) => links.map((link) => link.hash.slice(1)));
      assert.deepEqual(links.map(decodeURIComponent), slides.map(({ id }) => id), key);
      await escape(page);
      assert.equal(await current(page), slides[1].id);
    }
    await page.keyboard.press("o");
    const focused = () => page.evaluate(() => decodeURIComponent(document.activeElement.hash?.slice(1) ?? ""));
    assert.equal(await focused(), slides[1].id, "it opens at the slide that is shown");
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(), slides[2].id);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    const columns = await page.$eval(".pictures", (list) => getComputedStyle(list).gridTemplateColumns.split(" ").length);
    assert.equal(await focused(), slides[1 + columns].id, "down is a row further");
    await page.keyboard.press("End");
    assert.equal(await focused(), slides.at(-1).id);
    await page.keyboard.press("Enter");
    await isAt(page, slides.at(-1).id);
    assert.equal(await page.$("dialog[open]"), null);
    assert.deepEqual(complaints, []);
  });
});

test("a slide that is one of several with a title says which, in the overview and the presenter window, where the title is cut", async () => {
  await visit(sample, { ...still, viewport: { width: 1280, height: 720 } }, async (page) => {
    const slide = deck.slides + ":has(h2 .part)";
    const parts = await page.$$eval(slide, (slides) => slides.map((each) => {
      each.setAttribute("aria-label", `${"Key results of many words ".repeat(9)}(${each.querySelector("h2 .part").textContent})`);
      return each.querySelector("h2 .part").textContent;
    }));
    assert.ok(parts.length > 1);
    await page.keyboard.press("o");
    const listed = (list) => [...document.querySelectorAll(list)].filter((part) => part.textContent && part.checkVisibility()).map((part) => {
      const [link, title] = [part.closest("a"), part.parentElement.querySelector(".title")].map((each) => each.getBoundingClientRect());
      const own = part.getBoundingClientRect();
      const isCut = title.height < 60 && part.parentElement.querySelector(".title").scrollHeight > title.height;
      return isCut && own.top >= title.bottom - 1 && own.bottom <= link.bottom + 1 ? part.textContent : `${part.textContent}?`;
    });
    assert.deepEqual(await page.evaluate(listed, ".overview .pictures > li > a > .part"), parts);
    await page.keyboard.press("Escape");
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    await presenter.waitForSelector(".presenter-slides a");
    assert.deepEqual(await presenter.$$eval(".presenter-slides .part", (all) => all.map((part) => part.textContent).filter(Boolean)), parts);
  });
});

test("an overview that is opened again at once is whole", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    await page.evaluate(async () => {
      const { overview } = window.quarterdeck.actions;
      const dialog = document.querySelector("dialog.overview");
      const closed = new Promise((done) => dialog.addEventListener("close", () => setTimeout(done), { once: true }));
      overview();
      dialog.close();
      overview();
      await closed;
    });
    assert.equal(await page.locator("dialog.overview[open] .pictures > li").count(), slides.length);
    assert.equal(await page.evaluate(() => decodeURIComponent(document.activeElement.hash?.slice(1) ?? "")), slides[0].id, "the focus is on the slide that is shown");
  });
});

test("the overview gives way to the slide that is gone to meanwhile", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    await goTo(page, slides[1].id);
    await goTo(page, slides[4].id);
    await page.keyboard.press("o");
    await page.goBack();
    await isAt(page, slides[1].id);
    await page.waitForSelector("dialog[open]", { state: "detached" });
    await page.keyboard.press("o");
    assert.equal(await page.$eval("dialog.overview [aria-current]", (link) => decodeURIComponent(link.hash.slice(1))), slides[1].id);
  });
});

test("pictures of slides are for the eyes alone", async () => {
  await visit(sample, still, async (page) => {
    await page.keyboard.press("o");
    const stray = await page.$$eval("dialog.overview .picture", (all) => all.filter((picture) => !picture.inert || picture.ariaHidden !== "true" || picture.querySelector(".notes, section.slide")).length);
    assert.equal(stray, 0);
    const ids = await page.$$eval("[id]", (found) => found.map(({ id }) => id));
    const [before] = ids.filter((id) => !id.startsWith("picture:")).filter((id, at, all) => all.indexOf(id) !== at);
    assert.equal(before, undefined, "no id is there twice");
    const box = await page.$eval("dialog.overview .picture", (picture) => {
      const { width, height } = picture.getBoundingClientRect();
      return width / height;
    });
    assert.ok(Math.abs(box - 16 / 9) < 0.02, `a picture has the slide's ratio, not ${box}`);
  });
});

test("G goes to a slide by its number or by words of its title", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    await page.keyboard.press("g");
    assert.equal(await page.evaluate(() => document.activeElement.id), "page:find-words");
    assert.equal(await page.locator("dialog.find .found li").count(), slides.length, "all slides are there to choose from");
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await isAt(page, slides[11].id);

    const title = await page.$eval("main section.slide:last-of-type", (slide) => slide.getAttribute("aria-label"));
    await page.keyboard.press("g");
    await page.keyboard.type(title.split(" ").slice(0, 3).join(" ").toUpperCase());
    assert.ok((await page.locator("dialog.find .found li").count()) < slides.length, "the list follows what is written");
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".found a")));
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.id), "page:find-words");
    await page.keyboard.press("Enter");
    await isAt(page, slides.at(-1).id);
  });
});

test("/ searches the texts of the slides and says how many it found", async () => {
  await visit(sample, still, async (page) => {
    const [id, word] = await page.$$eval("main section.slide .prose p", (texts) => {
      const text = texts.findLast((text) => !text.closest(".notes") && /^\P{L}*\p{L}{6,}/u.test(text.textContent));
      return [text.closest("section").id, /\p{L}{6,}/u.exec(text.textContent)[0]];
    });
    await page.keyboard.press("/");
    const named = page.locator("dialog.find").getByRole("button", { name: await page.textContent("#page\\:find-label"), exact: true });
    assert.equal(await named.count(), 1, "the hidden button does what the dialog says");
    assert.equal(await page.locator("dialog.find .found li").count(), 0, "nothing is found before anything is asked");
    await page.keyboard.type(word.toLowerCase());
    const found = await page.$$eval("dialog.find .found a", (links) => links.map((link) => decodeURIComponent(link.hash.slice(1))));
    assert.ok(found.includes(id), `${word} is found on ${id}`);
    assert.match(await page.textContent("dialog.find [role=status]"), new RegExp(`\\b${found.length}\\b`));
    assert.notEqual(await page.$("dialog.find .found mark"), null, "the word is marked");
    await page.click(`dialog.find .found a[href="#${encodeURIComponent(id).replaceAll("%2F", "/")}"]`);
    await isAt(page, id);

    await page.keyboard.press("/");
    await page.keyboard.type("xyzzyplugh");
    assert.equal(await page.locator("dialog.find .found li").count(), 0);
    assert.notEqual(await page.textContent("dialog.find [role=status]"), "");
  });
});

test("/ finds what slides say, not what stands on all of them, and marks words with their accents", async () => {
  await visit(sample, still, async (page) => {
    const { team, words, all } = await page.evaluate(() => {
      const says = document.querySelector("main section.slide:nth-of-type(5) .prose, main section.slide:nth-of-type(5) .slide-body");
      says.append(" Přílišžluťoučký kůň. ");
      const foot = document.querySelector("main section.slide:nth-of-type(5) .slide-foot").textContent;
      return { team: foot.split("·")[0].trim(), words: document.querySelector(".from-here").textContent, all: document.querySelectorAll("main section.slide").length };
    });
    const found = async (asked) => {
      await page.keyboard.press("/");
      await page.keyboard.type(asked);
      const entries = await page.$$eval("dialog.find .found a", (links) => links.map((link) => [link.querySelector(".excerpt").textContent, link.querySelector("mark").textContent.normalize()]));
      await escape(page);
      return entries;
    };
    for (const asked of [team, words]) {
      const entries = await found(asked);
      assert.ok(entries.length < all / 2, `${asked} is found on ${entries.length} slides`);
      assert.deepEqual(entries.filter(([excerpt]) => excerpt.includes(words)), []);
    }
    assert.deepEqual((await found("zlutoucky")).map(([, mark]) => mark), ["žluťoučký"]);
    assert.deepEqual((await found("KŮŇ")).map(([, mark]) => mark), ["kůň"]);
    assert.deepEqual((await found("(.*[")).length, 0);
  });
});

test("the focus comes back, and never rests on what is hidden", async () => {
  await visit(sample, still, async (page) => {
    const before = await address(page);
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate(() => document.activeElement.outerHTML.slice(0, 80));
    const start = await focused();
    for (const key of ["?", "g", "/"]) {
      await page.keyboard.press(key);
      assert.ok(await page.evaluate(() => document.activeElement.closest("dialog[open]")), `${key} takes the focus`);
      await escape(page);
      assert.equal(await focused(), start, `after ${key}`);
    }
    assert.equal(await address(page), before);
    await page.keyboard.press("PageDown");
    assert.ok(await page.evaluate(() => document.activeElement !== document.body && document.activeElement.checkVisibility()), "the slide with the focus is gone");
  });
});

test("dialogs have no barrier", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(sample, { ...still, colorScheme, bypassCSP: true }, async (page) => {
      for (const key of ["?", "/", "o"]) {
        await page.keyboard.press(key);
        if (key === "/") await page.keyboard.type("the");
        assert.deepEqual(await barriers(page, "dialog[open]"), [], `${key}, ${colorScheme}`);
        await escape(page);
      }
    });
  }
});

test("a number and Enter lead to the slide of that number", async () => {
  await visit(sample, still, async (page, complaints) => {
    const slides = await outline(page);
    await page.keyboard.press("1");
    await page.waitForSelector("dialog.find[open]");
    await page.keyboard.press("2");
    assert.equal(await page.inputValue("dialog.find input"), "12");
    await page.keyboard.press("Enter");
    await isAt(page, slides[11].id);
    assert.deepEqual(complaints, []);
  });
});
