// Decks as files to hand on: the program makes them of the sample, Chromium opens them, and nothing else is needed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { addressOf, chromiumPath, deck, useBrowser, visit } from "./site.mjs";
import { goTo, isAt, sample, still } from "./talk.mjs";

useBrowser();

const program = process.env.QUARTERDECK ?? resolve("../../target/debug/quarterdeck");
const project = resolve("../..");
const scratch = mkdtempSync(join(tmpdir(), "quarterdeck-export-"));
after(() => rmSync(scratch, { recursive: true }));

const folder = sample.replace(/\/index\.html$/, "");
const decks = JSON.parse(readFileSync(new URL(addressOf("okrs.json")), "utf8")).decks;
/** The site that is tested shows sources and notes. */
const isInternal = decks.some((deck) => deck.objectives.some((objective) => objective.key_results.some((result) => result.quarters.some(({ source }) => source))));

const audience = isInternal ? "internal" : "public";

/** Makes a file of the sample, for the same readers as the site that is tested if nothing else is said. */
function make(format, name, options = [], readers = audience) {
  const file = join(scratch, name);
  const asked = ["export", format, folder, "-o", file, "--root", project, "--today", "2021-04-15", "--audience", readers];
  execFileSync(program, [...asked, ...options], { stdio: "pipe", env: { ...process.env, QUARTERDECK_BROWSER: chromiumPath } });
  return file;
}

/** Opens a file alone in a folder, and hands over what it complains of. */
async function open(file, options, look) {
  await visit(sample, { ...still, ...options, address: pathToFileURL(file).href }, async (page, complaints) => {
    const isItself = (complaint) => complaint.startsWith(`asks outside the site: ${pathToFileURL(file).href}`);
    await look(page, () => complaints.filter((complaint) => !isItself(complaint)));
  });
}

/** A text's letters and digits alone: browsers write spaces and dashes of their own. */
const plain = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");
const titles = (page) => page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.querySelector("h2 .self").textContent));

test("a deck in one file looks and works like its page, and asks nobody for anything", async () => {
  const file = make("html", "deck.html");
  const expected = {};
  await visit(sample, still, async (page) => {
    expected.titles = await titles(page);
    expected.size = await page.$eval(`${deck.current} h2`, (title) => getComputedStyle(title).fontSize);
  });
  await open(file, {}, async (page, complaints) => {
    assert.deepEqual(await titles(page), expected.titles);
    assert.equal(await page.$eval(`${deck.current} h2`, (title) => getComputedStyle(title).fontSize), expected.size);
    const left = await page.$$eval("[src], [href]", (all) => all.map((each) => each.getAttribute("src") ?? each.getAttribute("href")).filter((address) => !/^(#|data:|https?:|mailto:)/.test(address)));
    assert.deepEqual(left, [], "nothing leads to files beside it");
    await page.keyboard.press("ArrowRight");
    const second = await page.$eval(deck.current, (slide) => slide.id);
    await page.keyboard.press("o");
    await page.waitForSelector("dialog.overview[open]");
    assert.equal(await page.locator("dialog.overview .pictures > li").count(), expected.titles.length);
    await page.keyboard.press("Escape");
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    await presenter.waitForSelector(".presenter-slides a");
    await presenter.keyboard.press("End");
    await page.waitForFunction((id) => document.querySelector("section.slide.current").id !== id, second);
    await isAt(presenter, await page.$eval(deck.current, (slide) => slide.id));
    assert.equal(await page.locator(".presenter-bar").count(), 0, "the audience does not see what the presenter sees");
    assert.deepEqual(complaints(), []);
  });
});

test("without a script a deck in one file can be read", async () => {
  await open(make("html", "read.html"), { javaScriptEnabled: false }, async (page) => {
    const isSeen = await page.locator(deck.slides).evaluateAll((slides) => slides.map((slide) => slide.checkVisibility()));
    assert.ok(isSeen.length > 1 && isSeen.every(Boolean));
  });
});

test("links in a file lead to the site's address where one is given", async () => {
  await open(make("html", "linked.html", ["--base-url", "https://okr.example.org/at"]), {}, async (page) => {
    const links = await page.$$eval("a[href^=https]", (all) => all.map((link) => link.href));
    assert.ok(links.includes("https://okr.example.org/at/index.html"), `${links}`);
    assert.ok(links.some((link) => link.startsWith("https://okr.example.org/at/teams/")), `${links}`);
    await page.emulateMedia({ media: "print" });
    const said = await page.$$eval("a[href^=https]", (all) => all.filter((link) => getComputedStyle(link, "::after").content !== "none").map((link) => link.href));
    assert.deepEqual(said.filter((link) => link.startsWith("https://okr.example.org/at/")), [], "pages of the site need no address on paper");
  });
});

test("a script that somebody adds to the file does not run", async () => {
  const file = make("html", "changed.html");
  writeFileSync(file, readFileSync(file, "utf8").replace("</body>", "<script>document.title = 'changed'</script></body>"));
  await open(file, {}, async (page, complaints) => {
    assert.notEqual(await page.title(), "changed");
    assert.ok(complaints().some((complaint) => complaint.includes("Content Security Policy")));
  });
});

const poppler = (program, file, ...options) => execFileSync(program, [...options, file, ...(program === "pdftotext" ? ["-"] : [])], { encoding: "utf8" });

test("a deck as PDF has a tagged page per slide, with all its text", async () => {
  const file = make("pdf", "deck.pdf");
  const info = poppler("pdfinfo", file);
  assert.match(info, /Tagged:\s+yes/);
  assert.match(info, /CreationDate:\s+Thu Apr 15 [\d:]+ 2021/, "the day of the build, so that it can be repeated");
  const [width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info).slice(1).map(Number);
  assert.ok(Math.abs(width / height - 16 / 9) < 0.01, info);
  assert.ok(!poppler("pdfinfo", file, "-url").includes("file:"), "no link leads to this computer");
  const outline = execFileSync("pdftohtml", ["-xml", "-i", "-stdout", file], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const entries = [...outline.matchAll(/<item page="(\d+)">(.*?)<\/item>/g)].map(([, number, title]) => `${number} ${title.replaceAll("&amp;", "&")}`);
  const texts = poppler("pdftotext", file).split("\f").slice(0, -1).map(plain);
  await visit(sample, {}, async (page) => {
    const expected = await titles(page);
    assert.equal(texts.length, expected.length, "as many pages as slides");
    const names = await page.$$eval(deck.slides, (slides) => slides.map((slide, at) => `${at + 1} ${slide.getAttribute("aria-label")}`));
    assert.deepEqual(entries.map(plain), names.map(plain), "each page has its title in the outline");
    for (const [at, title] of expected.entries()) assert.ok(texts[at].includes(plain(title)), `page ${at + 1} has the title ${title}`);
    const steps = await page.$$eval("main .slide-body .step", (all) => all.map((step) => step.textContent));
    for (const step of steps) assert.ok(texts.join("").includes(plain(step)), step);
  });
});

test("what only presenters see is in no file for the public", async () => {
  const notes = [];
  await open(make("html", "internal.html", [], "internal"), {}, async (page) => {
    notes.push(...(await page.$$eval(".notes p, .notes li", (all) => all.map((note) => note.textContent))));
  });
  assert.ok(notes.length > 1, "the sample has notes");
  const html = plain(readFileSync(make("html", "public.html", [], "public"), "utf8"));
  const pdf = plain(poppler("pdftotext", make("pdf", "public.pdf", [], "public")));
  for (const note of notes) assert.ok(!html.includes(plain(note)) && !pdf.includes(plain(note)), note);
});

test("each slide as a picture is as large as a projector, and shows its steps", async () => {
  await visit(sample, still, async (page) => {
    const ids = await page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.id));
    const id = await page.$$eval(deck.slides, (slides) => slides.find((slide) => slide.querySelector(".slide-body .step")).id);
    const folder = make("png", "pictures");
    const pictures = readdirSync(folder).sort();
    assert.equal(pictures.length, ids.length);
    const picture = readFileSync(join(folder, pictures[ids.indexOf(id)]));
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1920, 1080]);
    // The page shows the same, with all steps of the slide; without them it does not.
    await goTo(page, `${id}@99`);
    const alike = await difference(page, picture, await page.screenshot());
    await goTo(page, id);
    const without = await difference(page, picture, await page.screenshot());
    assert.ok(alike < 0.001 && without > 2 * alike, `${alike} and ${without} of the pixels differ`);
  });
});

/** The share of pixels that are of clearly different colours in two pictures. */
function difference(page, ...pictures) {
  return page.evaluate(async (pictures) => {
    const decode = async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas.drawImage(bitmap, 0, 0);
      return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
    };
    const [one, other] = await Promise.all(pictures.map(decode));
    return one.reduce((sum, value, at) => sum + (Math.abs(value - other[at]) > 96 ? 1 : 0), 0) / one.length;
  }, pictures.map((picture) => picture.toString("base64")));
}
