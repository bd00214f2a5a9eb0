// Nothing overflows: on every slide of every deck all that is shown lies in the sheet, above its foot, and can be read; and no
// slide is continued whose content would have fitted.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { barriers, examined } from "./axe.mjs";
import { goesOn, longTitle, page as crowdedPage, tooFull, write } from "./crowded.mjs";
import { deck, pages, root, useBrowser, visit } from "./site.mjs";
import { sample } from "./talk.mjs";

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
];

useBrowser();

const crowded = mkdtempSync(join(tmpdir(), "crowded-"));
after(() => rmSync(crowded, { recursive: true, force: true }));
write(crowded);
const program = process.env.QUARTERDECK ?? resolve(import.meta.dirname, "../../target/debug/quarterdeck");
const runIn = (folder, ...options) => execFileSync(program, [...options, "--root", folder, "--today", "2021-04-15"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const run = (...options) => runIn(crowded, ...options);
run("build");

// Words of the theme are longer in German.
const german = join(crowded, "german");
const site = join(german, "content/site.md");
cpSync(resolve(import.meta.dirname, "../../content"), join(german, "content"), { recursive: true });
writeFileSync(site, readFileSync(site, "utf8").replace(/^language: .*/m, "language: de"));
runIn(german, "build");

const decks = pages().filter((path) => /<section [^>]*class="slide[ "]/.test(readFileSync(join(root, path), "utf8")));
const addresses = [...decks.map((path) => [path, pathToFileURL(join(root, path)).href, []])];
addresses.push(["the sample in German", pathToFileURL(join(german, "output", sample)).href, []]);
addresses.push(["a crowded deck", pathToFileURL(join(crowded, "output", crowdedPage)).href, tooFull.map(idOf)]);
addresses.push(["a deck of a long title", pathToFileURL(join(crowded, "output", longTitle)).href, []]);

test("the build tells what is too full, and nothing else", () => {
  const { diagnostics } = JSON.parse(run("check", "--format", "json"));
  const told = diagnostics.filter(({ code }) => code === "overflow").map(({ file }) => file.split("/").at(-1));
  assert.deepEqual([...new Set(told)], [...goesOn, ...tooFull]);
});

for (const [name, address, known] of addresses) {
  const parts = new Map();

  for (const viewport of sizes) {
    test(`${name} shows all there is on its slides at ${viewport.width} x ${viewport.height}`, async () => {
      await eachSlide(address, viewport, (id, { room, faults, numbers, isSmaller }) => {
        if (viewport === sizes[0]) parts.set(id, room);
        if (known.includes(id)) return [];
        return [...faults, ...numbers, ...(isSmaller ? ["shown smaller"] : [])];
      });
    });
  }

  test(`${name} continues only what does not fit`, () => {
    const early = [...parts].flatMap(([id, part]) => {
      const next = parts.get(id.includes("~") ? id.replace(/\d+$/, (number) => Number(number) + 1) : `${id}~2`);
      if (!next || next.first === undefined || part.first === undefined) return [];
      // The build reckons with letters a little wider than they are, and with Arabic ones as wide as they are in the widest of usual
      // fonts: in others many lines are shorter.
      return part.free > next.first * 1.75 + 30 && !id.startsWith("arabic") ? [`${id} leaves ${part.free} free, and what follows takes ${next.first}`] : [];
    });
    assert.notEqual(parts.size, 0);
    assert.deepEqual(early, []);
  });
}

test("no two landmarks of a crowded deck have one name", async () => {
  await visit("", { ...examined, address: pathToFileURL(join(crowded, "output", crowdedPage)).href, hash: "#read" }, async (page) => {
    assert.deepEqual(await barriers(page, "main", ["landmark-unique"]), []);
  });
});

test("numbers stay in their columns where a deck is read", async () => {
  await visit("", { address: pathToFileURL(join(crowded, "output", crowdedPage)).href }, async (page) => {
    if (await page.$(deck.presenting)) await page.keyboard.press("r");
    for (const width of [1280, 920, 390]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await page.evaluate(numbersOutside, "body"), [], `${width} px`);
    }
  });
});

test("what a theme sets in larger type is shown smaller where it does not fit", async () => {
  const theme = join(crowded, "themes/large/assets");
  mkdirSync(theme, { recursive: true });
  writeFileSync(join(theme, "../theme.yaml"), "api: 1\nextends: default\nname: Large\n");
  writeFileSync(join(theme, "theme.css"), ".presenting { --type: 1.2; }\n");
  run("build", "--theme", "large", "--output", "large");
  await eachSlide(pathToFileURL(join(crowded, "large", crowdedPage)).href, sizes[0], (id, { faults }) => {
    // Titles beside their text are not made smaller.
    if ([...tooFull.map(idOf), "spotlight-much", "section-much", "spotlight-title", "section-title"].includes(id)) return [];
    return faults.filter((fault) => /foot|outside/.test(fault));
  });
});

/** Presents every slide of a page, all of its steps shown, and expects that `judge` finds no fault in how it looks. */
async function eachSlide(address, viewport, judge) {
  await visit("", { viewport, reducedMotion: "reduce", address }, async (page) => {
    if (!(await page.$(deck.presenting))) await page.keyboard.press("r");
    await page.waitForSelector(deck.presenting);
    // They are there once, and a slide is turned to and looked at in one call.
    await page.evaluate(`window.looks = { turnTo: ${turnTo}, faults: ${faults}, numbers: ${numbersOutside}, room: ${rowsAndRoom} }`);
    const found = [];
    for (const id of await page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.id))) {
      const look = await page.evaluate(
        async ([id, current]) => {
          const { turnTo, faults, numbers, room } = window.looks;
          await turnTo(id, current);
          const isSmaller = document.querySelector(`${current} .slide-body`).style.zoom !== "";
          return { isSmaller, faults: faults(), numbers: numbers(current), room: room() };
        },
        [id, deck.current],
      );
      found.push(...judge(id, look).map((fault) => `${id}: ${fault}`));
    }
    assert.deepEqual(found, []);
  });
}

/** Turns to a slide and waits until it is fitted and drawn; runs in the page. */
async function turnTo(id, current) {
  const drawn = () => new Promise((next) => requestAnimationFrame(next));
  location.hash = `#${encodeURIComponent(id)}`;
  while (document.querySelector(current)?.id !== id) await drawn();
  await drawn();
  await drawn();
}

/** What is wrong with the slide that is shown; runs in the page. */
function faults() {
  const slide = document.querySelector("section.slide.current");
  const sheet = slide.querySelector(".sheet").getBoundingClientRect();
  const foot = slide.querySelector(".slide-foot").getBoundingClientRect();
  const unit = sheet.height / 1080;
  const found = new Set();
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${element.textContent.trim().slice(0, 40)}”`;
  const isForListeners = (element) => element.closest(".sr, .cell-label, .unit") && getComputedStyle(element.closest(".sr, .cell-label, .unit")).position === "absolute";
  for (const element of slide.querySelectorAll(".sheet *")) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (box.width === 0 || box.height === 0 || style.display === "none" || isForListeners(element) || element.closest("annotation, desc, title, details:not([open]) > :not(summary)")) continue;
    if (box.left < sheet.left - 1 || box.right > sheet.right + 1 || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1) {
      found.add(`outside the sheet: ${name(element)}`);
    }
    if (element.closest(".slide-body") && box.bottom > foot.top + 2 && !element.matches(".slide-body")) {
      found.add(`${Math.round((box.bottom - foot.top) / unit)} units into the foot: ${name(element)}`);
    }
    const clips = !["visible", ""].includes(style.overflowX) || !["visible", ""].includes(style.overflowY);
    if (clips && !(element instanceof SVGElement) && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
      found.add(`cut: ${name(element)}`);
    }
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasText && !element.closest("math, button")) {
      const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
      const size = (parseFloat(style.fontSize) * scale) / unit;
      if (size < 21.9) found.add(`type of ${size.toFixed(1)}: ${name(element)}`);
    }
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  const number = document.querySelector(".position").getBoundingClientRect();
  const isInFoot = Math.abs(number.bottom - foot.bottom) < 4 && number.left > foot.left - 1 && number.right < foot.right + 1;
  if (!isInFoot) found.add("the number of the slide is not in its foot");
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.add("the page scrolls");
  return [...found].slice(0, 4);
}

/** The quarters' numbers that are broken, or reach out of their cells; runs in the page. */
function numbersOutside(within) {
  const numbers = [...document.querySelectorAll(`:is(${within}) .results .quarter :is(.figure:not(.long) .value, .planned .words:not(.long))`)];
  return numbers.flatMap((number) => {
    const text = document.createRange();
    text.selectNodeContents(number);
    const lines = [...text.getClientRects()].filter((line) => line.width > 0);
    const cell = number.closest("td").getBoundingClientRect();
    const isOutside = lines.some((line) => line.left < cell.left - 1 || line.right > cell.right + 1);
    return lines.length > 1 || isOutside ? [`${lines.length > 1 ? "broken" : "outside its cell"}: ${number.textContent}`] : [];
  });
}

/** The height of the first row, item or block of the slide that is shown, and what is free below the last; runs in the page. */
function rowsAndRoom() {
  const slide = document.querySelector("section.slide.current");
  const unit = slide.querySelector(".sheet").getBoundingClientRect().height / 1080;
  const rows = [...slide.querySelectorAll(".results > tbody > tr, .changes > li, .board > .board-row:not(.board-head), .contacts > tbody > tr, .slide-body > .prose > *")];
  // A list is cut between its items, a table between its rows.
  const items = rows.flatMap((row) => (row.matches("ul, ol") ? [...row.children] : row.matches(".table-scroll") ? [...row.querySelectorAll("tbody > tr")] : [row]));
  if (items.length === 0) return {};
  const foot = slide.querySelector(".slide-foot").getBoundingClientRect();
  const bottom = Math.max(...items.map((item) => item.getBoundingClientRect().bottom));
  return { first: Math.round(items[0].getBoundingClientRect().height / unit), free: Math.round((foot.top - bottom) / unit) };
}

function idOf(file) {
  return file.replace(/^\d+-/, "").replace(/\.md$/, "");
}
