// A deck on paper: a page per slide with all of it, and a handout of slides and notes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { deck, useBrowser, visit } from "./site.mjs";
import { sample } from "./talk.mjs";

useBrowser();

const scratch = mkdtempSync(join(tmpdir(), "quarterdeck-paper-"));
after(() => rmSync(scratch, { recursive: true }));

/** Prints a page and reads the file: the pages' size in points, each page's text, the fonts. */
async function print(page, options = { preferCSSPageSize: true }) {
  const path = join(scratch, "deck.pdf");
  await page.pdf({ path, printBackground: true, ...options });
  const poppler = (program, ...options) => execFileSync(program, [...options, path, ...(program === "pdftotext" ? ["-"] : [])], { encoding: "utf8" });
  const info = poppler("pdfinfo");
  return {
    size: /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info).slice(1).map(Number),
    texts: poppler("pdftotext").split("\f").slice(0, -1).map(plain),
    fonts: poppler("pdffonts").trim().split("\n").slice(2),
  };
}

/** A text's letters and digits alone: lines break, and browsers write spaces and dashes of their own. */
const plain = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");
const titles = (page) => page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.querySelector("h2 .self").textContent));

/** Every page has its slide's title, in the order of the slides. */
function assertInOrder(texts, titles) {
  assert.equal(texts.length, titles.length, "as many pages as slides");
  for (const [at, title] of titles.entries()) assert.ok(texts[at].includes(plain(title)), `page ${at + 1} has the title ${title}`);
}

for (const [name, options] of [["presented", {}], ["read", { hash: "#read" }], ["without a script", { javaScriptEnabled: false }]]) {
  test(`a deck that is ${name} prints a page per slide, at the slide's ratio`, async () => {
    await visit(sample, { ...options, colorScheme: "dark" }, async (page) => {
      const { size, texts, fonts } = await print(page);
      assertInOrder(texts, await titles(page));
      assert.ok(Math.abs(size[0] / size[1] - 16 / 9) < 0.01, `${size}`);
      assert.ok(fonts.length > 0 && fonts.every((font) => / yes /.test(font)), "all fonts are in the file");
    });
  });
}

test("steps, and the words for status, are on paper, and what surrounds the slides is not", async () => {
  await visit(sample, {}, async (page) => {
    const steps = await page.$$eval("main .step", (all) => all.filter((step) => !step.closest(".notes")).map((step) => step.textContent));
    const words = await page.$$eval("main .status-word", (all) => all.map((word) => word.textContent));
    const controls = await page.$$eval(".tools button", (all) => all.map((button) => button.textContent));
    await page.keyboard.press("b");
    const { texts } = await print(page);
    const all = texts.join("");
    assert.ok(steps.length > 0);
    for (const text of [...steps, ...words]) assert.ok(all.includes(plain(text)), text);
    assert.ok(!all.includes(plain(controls.join(""))), "the controls are not printed");
    assert.ok(await page.$(deck.presenting), "the deck goes on as it was");
  });
});

/** What stands beyond the sheets, or in their feet, on paper. */
async function cut(page) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const cut = await page.$$eval("main section.slide .sheet", (sheets) =>
    sheets.flatMap((sheet) => {
      const page = sheet.getBoundingClientRect();
      const foot = sheet.querySelector(".slide-foot").getBoundingClientRect();
      const beyond = [...sheet.querySelectorAll("*")].filter((element) => {
        const box = element.getBoundingClientRect();
        const isSeen = box.width > 1 && box.height > 1 && element.checkVisibility();
        const bottom = element.closest(".slide-body") ? foot.top : page.bottom;
        return isSeen && !element.closest(".sr, svg") && (box.bottom > bottom + 1 || box.right > page.right + 1);
      });
      return beyond.slice(0, 1).map((element) => `${sheet.parentElement.id}: ${element.outerHTML.slice(0, 80)}`);
    }),
  );
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  return cut;
}

/** The edges of words on a page that has been printed, from its top. */
function edges(number) {
  const words = execFileSync("pdftotext", ["-bbox", "-f", `${number}`, "-l", `${number}`, join(scratch, "deck.pdf"), "-"], { encoding: "utf8" });
  return (side, word) => Number(RegExp(`${side}="([\\d.]+)"[^>]*>${word}<`).exec(words)?.[1]);
}

/** Puts Markdown's HTML in the place of what the second slide shows, or a further one. */
const show = (page, html, number = 2) =>
  page.evaluate(([html, number]) => (document.querySelector(`main section.slide:nth-of-type(${number}) .slide-body`).innerHTML = `<div class="prose">${html}</div>`), [html, number]);

test("nothing is cut on paper", async () => {
  await visit(sample, {}, async (page) => {
    assert.deepEqual(await cut(page), []);
  });
});

test("a slide whose links have long addresses is printed smaller, and without them where that does not help", async () => {
  await visit(sample, {}, async (page) => {
    const address = (at) => `https://example.org/${"a-long-path/".repeat(15)}?number=${at}`;
    const links = (count) => Array.from({ length: count }, (_, at) => `<li>We have read <a href="${address(at)}">report ${at}</a>.</li>`);
    const itself = `<p><a class="address" href="https://example.org/itself">https://example.org/itself</a></p>`;
    await show(page, `<ul>${links(10).join("")}</ul>${itself}`);
    assert.deepEqual(await cut(page), []);
    const { texts } = await print(page);
    for (let at = 0; at < 10; at += 1) assert.ok(texts[1].includes(`number${at}`), `the address of report ${at}`);
    assert.equal(texts[1].split(plain("https://example.org/itself")).length, 2, "a link that says its address says it once");
    await show(page, `<div class="columns"><ul>${links(17).join("")}</ul><ul>${links(17).join("")}</ul></div>`);
    assert.deepEqual(await cut(page), []);
    const crowded = await print(page);
    assert.ok(crowded.texts[1].includes(plain("report 16")) && !crowded.texts[1].includes("example"), "a crowd of links without addresses");
    assert.equal(crowded.texts.length, texts.length);
    assert.equal(await page.locator("[data-fit=bare], [style*=zoom]").count(), 0, "the deck is as it was");
  });
});

const tall = (rows) => `<table>${Array.from({ length: rows }, (_, at) => `<tr><td>Row ${at}</td></tr>`).join("")}</table><p>LastOfAll</p>`;
const foot = "FY2020-21";

for (const [name, options] of [["presented", {}], ["read", { hash: "#read" }], ["read on a phone", { viewport: { width: 390, height: 844 } }], ["a handout", { query: "?print=handout" }]]) {
  test(`what is printed smaller is all there: ${name}`, async () => {
    await visit(sample, options, async (page) => {
      await show(page, tall(20));
      // Some browsers draw the page once more before they lay out paper.
      const zoom = await page.evaluate(async () => {
        dispatchEvent(new Event("beforeprint"));
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const { zoom } = document.querySelector("main section.slide:nth-of-type(2) .slide-body").style;
        dispatchEvent(new Event("afterprint"));
        return Number(zoom);
      });
      assert.ok(zoom > 0 && zoom < 1, `it stays smaller: ${zoom}`);
      await print(page);
      const edge = edges(2);
      assert.ok(edge("yMax", "LastOfAll") < edge("yMin", foot), "it stands above the foot");
    });
  });
}

for (const [name, options, rows] of [["without a script", { javaScriptEnabled: false }, 20], ["far too much", {}, 50]]) {
  test(`what is not made small enough goes on over a further sheet: ${name}`, async () => {
    await visit(sample, options, async (page) => {
      await show(page, tall(rows), 4);
      const { texts } = await print(page);
      const further = texts.length - (await titles(page)).length;
      assert.ok(further > 0 && texts[3].includes("Row0") && texts[3 + further].includes("LastOfAll"), `${further} further sheets`);
      const edge = edges(4 + further);
      assert.ok(edge("yMin", "LastOfAll") > 30, "it has a margin above it");
      assert.ok(edge("yMax", "LastOfAll") < edge("yMin", foot), "the foot stands below it");
    });
  });
}

for (const kind of ["spotlight", "section"]) {
  test(`what is too much for a ${kind}, with a picture, goes on below its title`, async () => {
    await visit(sample, {}, async (page) => {
      const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600"/>')}`;
      await show(page, `${tall(50)}<p><img src="${picture}"></p><p>BelowIt</p>`, 4);
      await page.$eval("main section.slide:nth-of-type(4)", (slide, kind) => (slide.className = `slide as-${kind}`), kind);
      const { texts } = await print(page);
      const further = texts.length - (await titles(page)).length;
      assert.ok(further > 0 && texts[3].includes("Row0") && texts[3 + further].includes("BelowIt"), `${further} further sheets`);
      const edge = edges(4 + further);
      assert.ok(edge("yMax", "BelowIt") < edge("yMin", foot), "the foot stands below it");
    });
  });
}

test("a formula that is wider than a sheet is made smaller, on paper and presented", async () => {
  const math = (display) => `<math display="${display}"><mi>y</mi><mo>=</mo>${"<mfrac><mi>a</mi><msqrt><mi>b</mi></msqrt></mfrac><mo>+</mo>".repeat(60)}<mi>c</mi></math>`;
  await visit(sample, {}, async (page) => {
    await show(page, `${math("block")}<p>Inline ${math("inline")} it is.</p><ul><li>${math("inline")}</li></ul>`);
    await page.evaluate(() => document.dispatchEvent(new Event("quarterdeck:patched")));
    await page.keyboard.press("ArrowRight");
    const beyond = () => page.$$eval(`.slide.current math`, (all) => all.map((each) => Math.round(each.querySelector(":scope :last-child").getBoundingClientRect().right - each.closest(".slide-body").getBoundingClientRect().right)));
    await page.waitForFunction(() => document.querySelector(".slide.current math")?.style.length);
    assert.ok((await beyond()).every((pixels) => pixels <= 1), `${await beyond()}`);
    assert.deepEqual(await cut(page), []);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press("r");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, "read, it is scrolled by itself");
  });
});

test("every sheet has the same ground, whatever a theme's is", async () => {
  await visit(sample, {}, async (page) => {
    await page.evaluate(() => {
      const own = new CSSStyleSheet();
      own.replaceSync(":root { --paper: light-dark(#fa0, #00a) }");
      document.adoptedStyleSheets.push(own);
    });
    await page.emulateMedia({ media: "print" });
    const grounds = await page.$$eval(".slide", (all) => [...new Set(all.map((slide) => getComputedStyle(slide).backgroundColor))]);
    assert.deepEqual(grounds.filter((ground) => !/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/.test(ground)), []);
  });
});

/** How far each colour of a theme stands out from the white of paper, as the body has it. */
const contrasts = (page, style, names) =>
  page.evaluate(([style, names]) => {
    const own = new CSSStyleSheet();
    own.replaceSync(style);
    document.adoptedStyleSheets.push(own);
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    const probe = document.body.appendChild(document.createElement("i"));
    return names.map((name) => {
      probe.style.color = `var(--${name})`;
      canvas.fillStyle = getComputedStyle(probe).color;
      canvas.fillRect(0, 0, 1, 1);
      const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => ((byte / 255 + 0.055) / 1.055) ** 2.4);
      return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05);
    });
  }, [style, names]);

for (const place of [sample, "index.html", "teams/technology/index.html"]) {
  test(`a theme whose ground is dark is read on paper: ${place}`, async () => {
    await visit(place, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      const dark = ":root { color-scheme: dark; --paper: #0b1f33; --ink: #f2f6fa; --quiet: #a9bdd0; --rule: #34506c; --accent: #7fd1ff; --raised: #12304d; --done: #ff0 }";
      const text = await contrasts(page, dark, ["ink", "quiet", "accent", "on-track", "at-risk", "off-track", "done"]);
      assert.ok(text.every((contrast) => contrast > 4.5), `${text}`);
      const [rule, raised] = await contrasts(page, "", ["rule", "raised"]);
      assert.ok(rule > 1.2 && rule < 2.5 && raised < 1.3, `${rule} ${raised}`);
      const own = "@media print { body { --accent: #f80; --rule: #000 } }";
      const [accent, line] = await contrasts(page, own, ["accent", "rule"]);
      assert.ok(accent < 3 && line > 20, "colours of the theme's own for paper are taken as they are");
    });
  });
}

test("the default's colours are the same on paper as in the light", async () => {
  const names = ["ink", "quiet", "accent", "rule", "raised", "on-track", "at-risk", "off-track", "done"];
  await visit(sample, { colorScheme: "light" }, async (page) => {
    const screen = await contrasts(page, "", names);
    await page.emulateMedia({ media: "print" });
    const paper = await contrasts(page, "", names);
    for (const [at, name] of names.entries()) assert.ok(Math.abs(screen[at] - paper[at]) < 0.05, name);
  });
});

test("a printed link says where it leads, unless it stays in the deck", async () => {
  await visit(sample, {}, async (page) => {
    await page.evaluate(() => {
      const link = Object.assign(document.createElement("a"), { href: "https://example.org/a-report", textContent: "report" });
      document.querySelector("main section.slide:nth-of-type(2) .slide-body").append(link);
    });
    const { texts } = await print(page);
    assert.ok(texts[1].includes(plain("report https://example.org/a-report")));
    assert.equal(texts.filter((text) => text.includes("indexhtml")).length, 0, "links within the site say nothing");
  });
});

test("what is folded away is on paper, but for the numbers of a chart", async () => {
  await visit(sample, {}, async (page) => {
    const numbers = await page.$$eval(".chart-data summary", (all) => all.map((summary) => summary.textContent));
    await page.evaluate(() => {
      const details = document.createElement("details");
      const summary = Object.assign(document.createElement("summary"), { textContent: "Reasons" });
      details.append(summary, Object.assign(document.createElement("p"), { textContent: "Folded and yet printed" }));
      const prose = Object.assign(document.createElement("div"), { className: "prose" });
      prose.append(details);
      document.querySelector("main section.slide:nth-of-type(2) .slide-body").append(prose);
    });
    const { texts } = await print(page);
    assert.ok(texts[1].includes(plain("Folded and yet printed")));
    assert.ok(numbers.length > 0 && !texts.join("").includes(plain(numbers[0])));
  });
});

test("the handout has A4 pages, each with a slide and its notes", async () => {
  await visit(sample, { query: "?print=handout" }, async (page) => {
    const notes = await page.$$eval(deck.slides, (slides) => slides.map((slide) => slide.querySelector(".notes")?.textContent ?? ""));
    const { size, texts } = await print(page);
    assertInOrder(texts, await titles(page));
    assert.deepEqual(size.map(Math.round), [595, 842]);
    for (const [at, text] of notes.entries()) assert.ok(texts[at].includes(plain(text)), `the notes of slide ${at + 1}`);
  });
});

test("the handout is printed once, not by every further Ctrl+P, unless the address asks for it", async () => {
  const width = async (page) => Math.round((await print(page)).size[0]);
  await visit(sample, { query: "?read" }, async (page) => {
    await page.evaluate(() => (window.print = () => {}));
    await page.click("[data-do=handout]:visible");
    assert.deepEqual([await width(page), await width(page)], [595, 960]);
  });
  await visit(sample, { query: "?print=handout" }, async (page) => {
    await page.evaluate(() => (window.print = () => {}));
    await page.click("[data-do=print]:visible");
    assert.deepEqual([await width(page), await width(page)], [960, 595]);
  });
});

test("a reader is where he was when the deck has been printed", async () => {
  await visit(sample, { query: "?read" }, async (page) => {
    const places = () => page.evaluate(() => [scrollY, document.documentElement.className]);
    await page.evaluate(() => document.querySelectorAll("main section.slide")[12].scrollIntoView());
    await page.evaluate(() => scrollBy(0, 120));
    const before = await places();
    await page.pdf();
    assert.deepEqual(await places(), before);
  });
});

test("on an objective's page a key result is not torn apart", async () => {
  await visit("teams/technology/content-integrity/index.html", {}, async (page) => {
    const results = await page.$$eval(".life-result", (all) =>
      all.map((result) => [result.querySelector("h2").textContent, ...[...result.querySelectorAll(".life-table :is(th, td)")].map((cell) => cell.innerText)]),
    );
    const { texts } = await print(page);
    assert.ok(results.length > 1 && texts.length > 1);
    // In which order a chart and a table are read is the reader's guess.
    for (const result of results) {
      assert.ok(texts.some((text) => result.every((part) => text.includes(plain(part)))), `${result[0]} stands on one page`);
    }
  });
});

test("no row of a team's page is parted between sheets", async () => {
  await visit("teams/technology/index.html", {}, async (page) => {
    const rows = await page.$$eval(".history tr:not(.objective-row) th[scope=row]", (heads) =>
      heads.map((head, at) => {
        head.textContent = `first${at}x ${"word ".repeat(14)} last${at}x`;
        return at;
      }),
    );
    for (const format of ["A4", "Letter"]) {
      for (let lines = 0; lines < 4; lines += 1) {
        await page.$eval("h1", (title, lines) => (title.style.marginBlockStart = `${lines}lh`), lines / 2);
        const { texts } = await print(page, { format });
        assert.ok(rows.length > 5 && texts.length > 1);
        for (const row of rows) assert.ok(texts.some((text) => text.includes(`first${row}x`) && text.includes(`last${row}x`)), `${format}: row ${row}`);
      }
    }
  });
});
