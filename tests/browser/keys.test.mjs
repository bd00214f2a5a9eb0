// A deck is presented by the keys that people know, from other programs and from clickers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deck, useBrowser, visit } from "./site.mjs";
import { address, current, decks, goTo, isAt, outline, positions, sample, still } from "./talk.mjs";

useBrowser();

const forward = ["ArrowRight", "ArrowDown", "Space", "PageDown", "n", "l", "j"];
const back = ["ArrowLeft", "ArrowUp", "Shift+Space", "PageUp", "h", "k"];

test("next and previous have many keys", async () => {
  await visit(sample, still, async (page, complaints) => {
    const [first, second] = positions(await outline(page));
    for (const [at, key] of forward.entries()) {
      await page.keyboard.press(key);
      await isAt(page, second, key);
      const other = back[at % back.length];
      await page.keyboard.press(other);
      await isAt(page, first, other);
    }
    assert.deepEqual(complaints, []);
  });
});

test("Home and End lead to the ends, and nothing lies beyond them", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    await page.keyboard.press("End");
    await isAt(page, slides.at(-1).id);
    for (let steps = 0; steps <= slides.at(-1).steps; steps += 1) await page.keyboard.press("ArrowRight");
    assert.equal(await current(page), slides.at(-1).id);
    await page.keyboard.press("Home");
    await isAt(page, slides[0].id);
    await page.keyboard.press("ArrowLeft");
    await isAt(page, slides[0].id);
  });
});

test("steps come one by one, forward and back, and Shift skips them", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    const at = slides.findIndex(({ steps }) => steps > 1);
    assert.notEqual(at, -1, "the sample has a slide with steps");
    const { id, steps } = slides[at];
    const shown = () => page.$$eval(`${deck.current} .step`, (all) => all.map((step) => getComputedStyle(step).visibility === "visible"));
    await goTo(page, id);
    assert.deepEqual(await shown(), Array(steps).fill(false), "no step is shown at first");
    for (let step = 1; step <= steps; step += 1) {
      await page.keyboard.press("ArrowRight");
      await isAt(page, `${id}@${step}`);
      assert.deepEqual(await shown(), Array.from({ length: steps }, (_, number) => number < step));
    }
    await page.keyboard.press("ArrowRight");
    await isAt(page, slides[at + 1].id);
    await page.keyboard.press("ArrowLeft");
    await isAt(page, `${id}@${steps}`, "back to how the slide was left");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowRight");
    await isAt(page, id);
    await page.keyboard.press("Shift+ArrowRight");
    await isAt(page, slides[at + 1].id, "without its steps");
  });
});

test("arrows go the other way where text runs from right to left", async () => {
  await visit(sample, still, async (page) => {
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    const all = positions(await outline(page));
    await page.keyboard.press("ArrowLeft");
    await isAt(page, all[1]);
    await page.keyboard.press("ArrowRight");
    await isAt(page, all[0]);
    await page.keyboard.press("ArrowDown");
    await isAt(page, all[1], "down is down");
    await page.keyboard.press("Shift+ArrowRight");
    await isAt(page, all[0]);
  });
});

test("the address holds slide and step: loaded again, and gone back to", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    const { id, steps } = slides.find(({ steps }) => steps > 1);
    await goTo(page, `${id}@2`);
    await page.reload();
    await isAt(page, `${id}@2`);
    assert.equal(await page.locator(`${deck.current} .step.shown`).count(), 2);
    await page.keyboard.press("End");
    await isAt(page, slides.at(-1).id);
    await page.goBack();
    await isAt(page, `${id}@2`, "steps are no history of their own");
    await page.evaluate(() => (location.hash = "#is-gone"));
    await isAt(page, `${id}@2`, "an address of no slide leads nowhere, and does not stay");
    for (const gone of [`${slides[5].id.split("/")[0]}/is-gone`, `${slides[5].id.split("/")[0]}~99`]) {
      await page.evaluate((gone) => (location.hash = `#${gone}`), gone);
      await isAt(page, slides[5].id.split("/")[0], "of a slide that is gone its file's first is left");
    }
    assert.ok(steps >= 2);
  });
});

test("a link into a slide brings the steps that its target needs, and hides none", async () => {
  await visit(sample, still, async (page) => {
    const { id, steps } = (await outline(page)).find(({ steps }) => steps > 2);
    await goTo(page, id);
    await page.$$eval(`${deck.current} .step`, (steps) => (steps[1].id = "second-step"));
    await page.$eval(`${deck.current} h2`, (title) => (title.id = "its-title"));
    await page.evaluate(() => (location.hash = "#second-step"));
    await isAt(page, `${id}@2`);
    await page.evaluate(() => (location.hash = "#its-title"));
    await isAt(page, `${id}@2`, "what is shown stays");
    for (let step = 2; step < steps; step += 1) await page.keyboard.press("ArrowRight");
    await page.evaluate(() => (location.hash = "#second-step"));
    await isAt(page, `${id}@${steps}`);
  });
});

test("keys of other scripts do what the Latin letters on them do", async () => {
  await visit(sample, still, async (page) => {
    const press = (key, code) => page.evaluate((it) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { ...it, bubbles: true, cancelable: true })), { key, code });
    const [first, second] = positions(await outline(page));
    await press("т", "KeyN");
    await isAt(page, second);
    await press("ا", "KeyH");
    await isAt(page, first);
    await press("é", "KeyN");
    await isAt(page, first, "what is a Latin letter is that letter");
    await press("؟", "Slash");
    assert.ok(await page.isVisible("dialog.help"));
  });
});

test("screens go black and white, and a key brings the slide back where it was", async () => {
  await visit(sample, still, async (page) => {
    const [first, second] = positions(await outline(page));
    const screen = () => page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("section.slide.current")).visibility]);
    for (const [key, colour] of [["b", "rgb(0, 0, 0)"], [".", "rgb(0, 0, 0)"], ["w", "rgb(255, 255, 255)"]]) {
      await page.keyboard.press(key);
      assert.deepEqual(await screen(), [colour, "hidden"], key);
      await page.keyboard.press(key);
      assert.equal((await screen())[1], "visible", `${key} again`);
    }
    await page.keyboard.press("b");
    for (const key of ["CapsLock", "AudioVolumeUp"]) await page.keyboard.press(key);
    assert.equal((await screen())[1], "hidden", "what is no key of a talk leaves it so");
    await page.keyboard.press("PageDown");
    assert.equal((await screen())[1], "visible");
    assert.equal(await address(page), first, "the first key only brings the slide back");
    await page.keyboard.press("PageDown");
    await isAt(page, second);
  });
});

test("whatever is pressed first while a screen is black or white only brings the slide back", async () => {
  await visit(sample, still, async (page) => {
    const [first] = positions(await outline(page));
    for (const blank of ["b", "w"]) {
      for (const key of ["Escape", "o", "?", "F5", "g", "7", "r", "d", "s", "Home", "x"]) {
        await page.keyboard.press(blank);
        assert.equal(await page.$("html:is(.black, .white)") === null, false, blank);
        await page.keyboard.press(key);
        assert.equal(await page.$("html:is(.black, .white), dialog[open], html.dark, html.light"), null, key);
        assert.ok(await page.isVisible(deck.current), key);
        assert.equal(await address(page), first, key);
      }
    }
    await page.keyboard.press("b");
    await page.keyboard.press("w");
    assert.ok(await page.$("html.white:not(.black)"), "the other colour is no slide");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.ok(await page.isVisible("dialog.overview"), "then keys do again what they do");
  });
});

test("screens go black and white where colours are forced, too", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(sample, { ...still, forcedColors: "active", colorScheme }, async (page) => {
      for (const [key, colour] of [["b", "rgb(0, 0, 0)"], ["w", "rgb(255, 255, 255)"]]) {
        await page.keyboard.press(key);
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), colour, `${key}, ${colorScheme}`);
        await page.keyboard.press(key);
      }
    });
  }
});

test("R lets the deck be read and presents it again from there, D changes the colours, F fills the screen", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    await goTo(page, slides[5].id);
    await page.keyboard.press("r");
    assert.equal(await page.$(deck.presenting), null);
    const top = await page.$eval(`[id="${slides[5].id}"]`, (slide) => slide.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 200, `the reader is at the slide that was shown, not ${top} px away`);
    const place = () => page.evaluate(() => document.activeElement.closest("section.slide")?.id);
    assert.equal(await place(), slides[5].id, "what is read has the focus");
    await page.keyboard.press("Tab");
    assert.equal(await place(), slides[5].id, "and Tab goes on from there");
    await page.keyboard.press("r");
    await isAt(page, slides[5].id);

    for (const key of ["o", "O"]) {
      await page.keyboard.press("r");
      await page.keyboard.press("Escape");
      assert.equal(await page.$("dialog[open]"), null, "Escape is the browser's while the deck is read");
      await page.keyboard.press(key);
      assert.ok(await page.isVisible("dialog.overview"), key);
      await page.keyboard.press("Escape");
      await isAt(page, slides[5].id);
    }

    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.keyboard.press("d");
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await paper(), dark, "the colours stay when the page is loaded again");
    await page.keyboard.press("d");
    assert.equal(await paper(), light);

    for (const key of ["f", "F5"]) {
      await page.keyboard.press(key);
      await page.waitForFunction(() => document.fullscreenElement, null, { timeout: 3000 });
      await page.evaluate(() => document.exitFullscreen());
      await page.waitForFunction(() => !document.fullscreenElement);
    }
  });
});

test("a key that is held turns page after page, and does all else once", async () => {
  await visit(sample, still, async (page) => {
    const all = positions(await outline(page));
    const hold = async (key, times = 4) => {
      for (let at = 0; at < times; at += 1) await page.keyboard.down(key);
      await page.keyboard.up(key);
    };
    await hold("ArrowRight", 3);
    await isAt(page, all[3]);
    const looks = () => page.evaluate(() => `${document.documentElement.className} ${document.querySelector("dialog[open]")?.className}`);
    for (const key of ["b", "w", "d", "r", "?", "o", "Escape"]) {
      const before = await looks();
      await hold(key);
      const held = await looks();
      assert.notEqual(held, before, `${key} held`);
      await page.keyboard.press(key);
      await page.waitForFunction(() => !document.querySelector("dialog[open]"));
      const [was, is] = [before, await looks()].map((look) => look.split(" ").filter((name) => !["dark", "light"].includes(name)).sort().join(" "));
      assert.equal(is, was, `${key} again`);
    }
    assert.equal(await current(page), all[3].replace(/@\d+$/, ""));
  });
});

test("keys with Control or Alt, and keys in a field, are the browser's", async () => {
  await visit(sample, still, async (page) => {
    const [first] = positions(await outline(page));
    for (const key of ["Control+ArrowRight", "Alt+n", "Meta+j"]) await page.keyboard.press(key);
    await page.keyboard.press("g");
    await page.keyboard.type("nlj hk");
    assert.equal(await page.inputValue("dialog.find input"), "nlj hk");
    assert.equal(await address(page), first);
  });
});

test("the help names every key, and letters can be turned off", async () => {
  await visit(sample, still, async (page) => {
    await page.keyboard.press("?");
    const told = await page.$$eval("dialog.help[open] kbd", (keys) => keys.map((key) => key.textContent));
    const names = { ArrowRight: "→", ArrowDown: "↓", ArrowLeft: "←", ArrowUp: "↑", " ": "Space", PageDown: "Page Down", PageUp: "Page Up", Escape: "Esc" };
    const silent = ["Enter", "Backspace"];
    const known = await page.evaluate(() => Object.keys(window.quarterdeck.keys));
    const missing = known.filter((key) => !silent.includes(key) && !told.some((name) => name.toLowerCase() === (names[key] ?? key).toLowerCase()));
    assert.deepEqual(missing, []);
    await page.keyboard.press("?");
    assert.equal(await page.$("dialog[open]"), null, "the key that opened it closes it");

    await page.keyboard.press("?");
    await page.click("dialog.help input");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
    const [first, second] = positions(await outline(page));
    await page.keyboard.press("n");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await isAt(page, first, "the letter did nothing");
    await page.keyboard.press("ArrowRight");
    await isAt(page, second);
  });
});

test("what changes is said, politely", async () => {
  await visit(sample, still, async (page) => {
    const slides = await outline(page);
    const at = slides.findIndex(({ steps }) => steps > 0);
    const said = () => page.$eval("[role=status].spoken", (status) => status.textContent);
    await goTo(page, slides[at - 1].id);
    await page.keyboard.press("PageDown");
    const title = await page.$eval(deck.current, (slide) => slide.getAttribute("aria-label"));
    assert.ok((await said()).includes(title));
    assert.ok((await said()).includes(String(at + 1)), "and its number");
    await page.keyboard.press("PageDown");
    const step = await page.$eval(`${deck.current} .step.shown`, (step) => step.textContent.trim().slice(0, 20));
    assert.ok((await said()).startsWith(step), "a step is read out");
    await page.keyboard.press("r");
    assert.equal(await said(), `Read as a page: ${title}`);
    await page.keyboard.press("r");
    assert.equal(await said(), `Presented: ${title}`);
    await page.keyboard.press("d");
    assert.equal(await said(), "Dark colours.");
    await page.keyboard.press("d");
    assert.equal(await said(), "Light colours.");
    assert.equal(await page.$("[role=application]"), null);
  });
});

test("the window's title names the slide that is presented", async () => {
  await visit(sample, still, async (page) => {
    const own = await page.title();
    const named = () => page.$eval(deck.current, (slide) => `${slide.getAttribute("aria-label")} · `);
    await page.keyboard.press("PageDown");
    assert.equal(await page.title(), (await named()) + own);
    const first = await page.title();
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await page.title(), (await named()) + own);
    assert.notEqual(await page.title(), first);
    await page.goBack();
    assert.equal(await page.title(), first);
    // On paper are all of them, and on a page that is read, too.
    await page.evaluate(() => addEventListener("beforeprint", () => (window.printed = document.title)));
    await page.pdf();
    assert.equal(await page.evaluate(() => window.printed), own);
    await page.waitForFunction((title) => document.title === title, first);
    await page.keyboard.press("r");
    assert.equal(await page.title(), own);
    await page.keyboard.press("r");
    assert.equal(await page.title(), first);
    await page.keyboard.press("Home");
    assert.equal(await page.title(), own, "the title slide's is the deck's");
  });
});

test("a deck is moved through by motion, too", async () => {
  // Without reduced motion slides change in a transition: fast presses must not lose one.
  await visit(sample, {}, async (page, complaints) => {
    const all = positions(await outline(page));
    for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press("ArrowRight");
    await isAt(page, all[6]);
    assert.deepEqual(complaints, []);
  });
});

test("clicks count while slides change", async () => {
  await visit(sample, { viewport: { width: 1280, height: 720 } }, async (page) => {
    const slides = await outline(page);
    const at = slides.findIndex(({ steps }, at) => slides.slice(at, at + 6).every(({ steps }) => steps === 0));
    await goTo(page, slides[at].id);
    await page.mouse.move(600, 300);
    await page.mouse.move(620, 320);
    const next = page.locator(".tools [data-do=next]");
    await next.hover();
    for (const pause of [60, 120, 180, 240]) {
      await page.mouse.down();
      await page.mouse.up();
      await page.waitForTimeout(pause);
    }
    await isAt(page, slides[at + 4].id);
    const move = (by) =>
      page.evaluate((by) => {
        window.quarterdeck.move(by);
        return document.getAnimations().filter(({ effect }) => effect.target.matches("section.slide")).map(({ effect }) => [effect.target.id, effect.getTiming().duration]);
      }, by);
    for (const [by, from, to] of [[1, at + 4, at + 5], [-1, at + 5, at + 4]]) {
      assert.deepEqual(new Map(await move(by)), new Map([at + 4, at + 5].map((slide) => [slides[slide].id, 160])), "one comes while the other goes");
      assert.equal(await page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest("section.slide").id), slides[to].id, "what comes lies over what goes");
      await page.waitForFunction((id) => !document.getElementById(id).checkVisibility({ visibilityProperty: true }), slides[from].id);
    }
  });
});

for (const path of decks) {
  test(`${path} opens at the slide of the address`, async () => {
    await visit(path, still, async (page) => {
      const slides = await outline(page);
      const { id } = slides[Math.floor(slides.length / 2)];
      await page.goto(`${page.url().split("#")[0]}#${encodeURIComponent(id)}`);
      await page.reload();
      await isAt(page, id);
      assert.equal(await page.locator(deck.current).count(), 1);
    });
  });
}
