// Text that authors wrote, as it is set on a slide.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { useBrowser, visit } from "./site.mjs";

useBrowser();

const site = mkdtempSync(join(tmpdir(), "prose-"));
after(() => rmSync(site, { recursive: true, force: true }));
const many = (count, text) => Array(count).fill(text).join("");
/** Kinds that show a list beside their text, and one. */
const lists = {
  contacts: `kind: contacts\ncontacts:\n${many(6, "  - {topic: Letters, people: [Ada, Bo]}\n")}`,
  wins: `kind: wins\nwins:\n${many(6, "  - {team: Us, text: We won}\n")}`,
  thanks: `kind: thanks\nthanks:\n${many(6, "  - {to: Us, for: Help, from: Ada}\n")}`,
  people: "kind: people\nanniversaries: {1: [Ada, Bo], 5: [Cy]}",
  slo: `kind: slo\nservices:\n${many(4, "  - {service: S, indicators: [{name: Answered, target: 99.9%, measured: 99.95%}]}\n")}`,
  change: "kind: change\nbefore: The old words\nafter: The new words",
  status: "kind: status",
  overview: "kind: overview\nprogress: [One, Two]\nchallenges: [Three]",
  drilldown: "kind: drilldown\ncharts: [{data: {2021-01-01: 3, 2021-02-01: 4}}]",
  objective: "objective: It is all read.\nkey_results: [{title: A, target: 4 of 4, check_in: 3 of 4}]\ninitiatives: [One, Two]",
};
const content = {
  "deck.md": "---\nteam: Setters\nquarter: Q3 2021\n---\n",
  "10-code.md": "# Code\n\n```python {2,4-5}\ndef a(b):\n    c = b.d\n    if c is None:\n        return False\n    return c\n```\n",
  "20-tasks.md": "# Tasks\n\n- [x] ~~struck~~ and done\n- [ ] to do\n",
  "25-nested.md": "# Nested\n\n- [x] Ship\n  - [x] Design\n    - [ ] Copy\n- [ ] Try\n",
  "30-picture.md": "# A picture\n\n![A sign](sign.svg)\n\nText.\n",
  "40-spotlight.md": "---\nkind: spotlight\ntitle: Spotlight\n---\nIn **four** minutes.\n\n![A photo](tall.svg)\n",
  "50-section.md": "---\nkind: section\ntitle: Section\n---\nIn **four** minutes.\n\n![A photo](tall.svg)\n",
  ...Object.fromEntries(Object.entries(lists).map(([name, front]) => [`55-${name}.md`, `---\n${front}\n---\nIn **four** minutes.\n\n![A photo](tall.svg)\n`])),
  "57-column.md": "# Column\n\n::: columns\n::: column\n- In **four** minutes.\n:::\n::: column\n![A photo](tall.svg)\n:::\n:::\n",
  "60-late.md": "# Late\n\n- ![A photo](tall.svg)\n- Text\n",
  "70-notes.md": "# Noted\n\n::: notes\n1. One\n   - nested\n\n> Quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n![A photo](tall.svg)\n:::\n",
  "tall.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600" viewBox="0 0 3 4"><rect width="3" height="4"/></svg>',
  "sign.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 3 1"><rect width="3" height="1"/></svg>',
};
mkdirSync(join(site, "content/t/q3"), { recursive: true });
for (const [name, text] of Object.entries(content)) writeFileSync(join(site, "content/t/q3", name), text);
const program = process.env.QUARTERDECK ?? resolve(import.meta.dirname, "../../target/debug/quarterdeck");
execFileSync(program, ["build", "--root", site, "--audience", "internal"], { stdio: "ignore" });
const address = pathToFileURL(join(site, "output/t/q3/index.html")).href;

test("code is indented as it was written, before, in and behind marked lines", async () => {
  await visit("", { address, hash: "#code" }, async (page) => {
    const indented = await page.$eval("#code pre", (block) => {
      const letters = [];
      for (const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
        const { currentNode: node } = walker;
        for (let at = 0; at < node.length; at += 1) letters.push([node, at]);
      }
      const lines = [[]];
      for (const [node, at] of letters) {
        if (node.data[at] === "\n") lines.push([]);
        else lines.at(-1).push([node, at]);
      }
      return lines.filter((line) => line.length > 0).map((line) => {
        const spaces = line.findIndex(([node, at]) => node.data[at] !== " ");
        const range = document.createRange();
        range.setStart(...line[spaces]);
        range.setEnd(line[spaces][0], line[spaces][1] + 1);
        return { spaces, x: range.getBoundingClientRect().x };
      });
    });
    assert.deepEqual(indented.map(({ spaces }) => spaces), [0, 4, 4, 8, 4]);
    const [at0, at4, , at8] = indented.map(({ x }) => x);
    assert.ok(at8 > at4 && at4 > at0);
    for (const { spaces, x } of indented) assert.ok(Math.abs(x - (at0 + ((at4 - at0) / 4) * spaces)) < 1, `${spaces} spaces are at ${x}`);
  });
});

test("the boxes of tasks are as large as their letters, and what is struck is of their colour", async () => {
  await visit("", { address, hash: "#tasks" }, async (page) => {
    const items = await page.$$eval("#tasks li", (items) =>
      items.map((item) => {
        const [box, size] = [item.querySelector("input").getBoundingClientRect(), parseFloat(getComputedStyle(item).fontSize)];
        return { width: box.width / size, height: box.height / size, isTicked: getComputedStyle(item.querySelector("input"), "::before").content !== "none" };
      }),
    );
    assert.deepEqual(items.map(({ isTicked }) => isTicked), [true, false]);
    for (const { width, height } of items) assert.ok(width > 0.6 && width < 1 && Math.abs(width - height) < 0.05, `${width} by ${height} of a letter`);
    const colours = await page.$eval("#tasks del", (struck) => [struck, struck.parentElement].map((element) => getComputedStyle(element).color));
    assert.equal(colours[0], colours[1]);
  });
});

test("tasks of a task stand farther in", async () => {
  await visit("", { address, hash: "#nested" }, async (page) => {
    const [ship, design, copy, again] = await page.$$eval("#nested input", (boxes) => boxes.map((box) => box.getBoundingClientRect().left));
    assert.equal(again, ship);
    assert.ok(design - ship > 15 && copy - design > 15, [ship, design, copy].join());
  });
});

test("a small picture is as large a part of its slide on every screen, and in the overview", async () => {
  const share = (page, slide) => page.$eval(`${slide} img`, (picture) => picture.getBoundingClientRect().width / picture.closest(".sheet").getBoundingClientRect().width);
  for (const viewport of [{ width: 1920, height: 1080 }, { width: 1024, height: 768 }]) {
    await visit("", { address, hash: "#picture", viewport, reducedMotion: "reduce" }, async (page) => {
      const found = [await share(page, ".slide.current")];
      await page.keyboard.press("o");
      await page.waitForFunction(() => document.querySelector("dialog.overview .picture img")?.complete);
      found.push(await share(page, ".overview .picture"));
      for (const each of found) assert.ok(Math.abs(each - 300 / 1920) < 0.01, `${each} at ${viewport.width}`);
    });
  }
});

/** How far a picture's end is above its slide's foot, and how much smaller the slide is shown, when it has been fitted to the picture. */
async function fitted(page, slide) {
  await page.waitForFunction((slide) => document.querySelector(`${slide} img`).naturalWidth, slide);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  return page.$eval(slide, (slide) => {
    const [picture, foot, sheet] = ["img", ".slide-foot", ".sheet"].map((part) => slide.querySelector(part).getBoundingClientRect());
    return { above: (foot.top - picture.bottom) / sheet.height, height: picture.height / sheet.height, zoom: Number(slide.querySelector(".slide-body").style.zoom || 1) };
  });
}

test("a tall picture has the room that a title or a list leaves it", async () => {
  const least = { "#spotlight": 0.5, "#section": 0.5, "#column": 0.7, ...Object.fromEntries(Object.keys(lists).map((name) => [`#${name}`, 0.2])) };
  await visit("", { address, hash: "#picture", reducedMotion: "reduce" }, async (page) => {
    for (const [slide, share] of Object.entries(least)) {
      await page.evaluate((hash) => (location.hash = hash), slide);
      const { above, height, zoom } = await fitted(page, slide);
      assert.ok(above > -0.002 && height > share && zoom === 1, `${slide}: ${height} high, ${above} above the foot, its text ${zoom}`);
    }
  });
});

test("few key results are set larger, all of a row on the line of the present value", async () => {
  await visit("", { address, hash: "#objective/key-results", reducedMotion: "reduce" }, async (page) => {
    const [title, value, lineOfTitle, lineOfValue] = await page.$eval("section.slide.current", (slide) => {
      const unit = slide.querySelector(".sheet").getBoundingClientRect().width / 1920;
      const parts = [".result-title", ".present .value"].map((part) => slide.querySelector(part));
      const line = (part) => {
        const mark = part.insertBefore(document.createElement("span"), part.firstChild);
        mark.style.display = "inline-block";
        return mark.getBoundingClientRect().bottom;
      };
      return [...parts.map((part) => parseFloat(getComputedStyle(part).fontSize) / unit), ...parts.map(line)];
    });
    assert.deepEqual([title, value].map(Math.round), [30, 41]);
    assert.ok(Math.abs(lineOfTitle - lineOfValue) < 1.5, `the lines are ${lineOfTitle - lineOfValue} px apart`);
  });
});

test("a slide is fitted again when its picture has come", async () => {
  await visit("", { address, hash: "#picture", reducedMotion: "reduce" }, async (page) => {
    await page.route("**/tall.svg", async (route) => {
      await page.waitForTimeout(300);
      await route.continue();
    });
    await page.evaluate(() => (location.hash = "#late"));
    await page.waitForFunction(() => document.querySelector("#late .slide-body").style.zoom > 0 && document.querySelector("#late img").complete);
    assert.ok((await fitted(page, "#late")).above > 0);
  });
});

test("notes are set as slides are, read and on paper", async () => {
  await visit("", { address, query: "?print=handout", viewport: { width: 390, height: 844 } }, async (page) => {
    for (const media of ["screen", "print"]) {
      await page.emulateMedia({ media });
      const { lists, quote, row, code, beyond } = await page.$eval("#notes .notes", (notes) => {
        const style = (part) => getComputedStyle(notes.querySelector(part));
        const picture = notes.querySelector("img").getBoundingClientRect();
        return {
          lists: ["ol", "ul"].map((list) => [style(list).listStyleType, parseFloat(style(list).paddingInlineStart) > 10]),
          quote: parseFloat(style("blockquote").borderInlineStartWidth),
          row: parseFloat(style("td").borderBlockEndWidth),
          code: style("pre").backgroundColor !== style("p").backgroundColor,
          beyond: picture.right - notes.getBoundingClientRect().right,
        };
      });
      assert.deepEqual(lists, [["decimal", true], ["disc", true]], media);
      assert.ok(quote > 0 && row > 0 && code && beyond <= 0, `${media}: ${quote} ${row} ${code} ${beyond}`);
      if (media === "screen") assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    }
  });
});

test("marked code can be read where colours are forced", async () => {
  await visit("", { address, hash: "#code", forcedColors: "active", colorScheme: "dark" }, async (page) => {
    const unseen = await page.$$eval("#code mark.line, #code mark.line *", (all) => all.filter((each) => getComputedStyle(each).color === getComputedStyle(document.documentElement).backgroundColor).map(({ textContent }) => textContent));
    assert.deepEqual(unseen, []);
  });
});
