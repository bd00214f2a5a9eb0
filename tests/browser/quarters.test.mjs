// A team's history: how many quarters are seen of many, on screens of every width and on paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { useBrowser, visit } from "./site.mjs";

useBrowser();

const scratch = mkdtempSync(join(tmpdir(), "quarterdeck-quarters-"));
after(() => rmSync(scratch, { recursive: true, force: true }));
const program = process.env.QUARTERDECK ?? resolve(import.meta.dirname, "../../target/debug/quarterdeck");

/** The address of the page of a team that has had so many quarters, the last of them in Q3 2025, and said these words in each. */
function teamOf(count, language = "en", words = "Konsultationsverfahren noch nicht abgeschlossen") {
  const root = mkdtempSync(join(scratch, "site-"));
  const put = (path, text) => {
    const file = join(root, "content", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  put("site.md", `---\ntitle: Quarters\nlanguage: ${language}\n---\n`);
  for (let at = 0; at < count; at += 1) {
    const since = 2025 * 4 + 2 - (count - 1) + at;
    const [year, quarter] = [Math.floor(since / 4), (since % 4) + 1];
    put(`t/${year}-q${quarter}/deck.md`, `---\nteam: T\nquarter: Q${quarter} ${year}\n---\n`);
    put(`t/${year}-q${quarter}/10-aim.md`, `---\ntitle: Benutzerverwaltungsmodernisierung für alle\nobjective: Nobody waits.\ndue: Q4 2026\nkey_results:
  - {id: count, title: Median wait for a first review, baseline: 9000 hours, target: 0 hours, check_in: ${8000 - at * 100} hours}
  - {id: words, title: Konsultationsverfahren, target: abgeschlossen, check_in: "${words} (${at})"}\n---\n`);
  }
  execFileSync(program, ["build", "--root", root, "--today", "2025-09-20"], { stdio: "ignore" });
  return pathToFileURL(join(root, "output/teams/t/index.html")).href;
}

const many = teamOf(12);
const wide = { width: 1280, height: 720 };

/** Of the first row of values: which stand in sight, beside the objectives, or whether the one `at` a place does. Runs in the page. */
function seen(at) {
  const box = document.querySelector(".table-scroll").getBoundingClientRect();
  const [heading, ...cells] = [...document.querySelector(".history tbody tr").children].map((cell) => cell.getBoundingClientRect());
  const isRightwards = getComputedStyle(document.documentElement).direction === "ltr";
  const [from, to] = isRightwards ? [heading.right, box.right] : [box.left, heading.left];
  const inSight = cells.map((cell) => cell.left > from - 1 && cell.right < to + 1);
  return at === undefined ? inSight : inSight[at];
}

/** Whether something tells that there are older quarters, or, as `wanted`, nothing does. Runs in the page. */
const isToldOfOlder = (wanted = true) => [...document.querySelectorAll(".history th:first-child")].every((heading) => (getComputedStyle(heading, "::after").opacity === "1") === wanted);

for (const language of ["en", "ar"]) {
  test(`of more quarters than there is room for the newest are seen first, and it is told that there are others: ${language}`, async () => {
    const address = language === "en" ? many : teamOf(12, language);
    await visit(`quarters, ${language}`, { address, viewport: wide }, async (page) => {
      const before = await page.evaluate(seen);
      assert.ok(before.at(-1) && !before[0], `${before}`);
      // An animation that follows a scroll position may come a frame after the page.
      await page.waitForFunction(isToldOfOlder);
      await page.$eval(".table-scroll", (box) => box.scrollBy(document.documentElement.dir === "ltr" ? -9999 : 9999, 0));
      // As functions: the page's policy forbids to evaluate a text once more, where the first look comes too early.
      await page.waitForFunction(seen, 0);
      await page.waitForFunction(isToldOfOlder, false);
    });
  });
}

test("in a wide window three years are seen at once, and few quarters begin where the page does", async () => {
  await visit("three years", { address: teamOf(12, "en", "in consultation") }, async (page) => {
    assert.ok((await page.evaluate(seen)).every(Boolean));
    assert.ok(!(await page.evaluate(isToldOfOlder)));
  });
  for (const language of ["en", "ar"]) {
    await visit(`two quarters, ${language}`, { address: teamOf(2, language) }, async (page) => {
      const apart = await page.evaluate(() => {
        const [table, title] = [".history", "h1"].map((which) => document.querySelector(which).getBoundingClientRect());
        return document.documentElement.dir === "ltr" ? table.left - title.left : table.right - title.right;
      });
      assert.ok(Math.abs(apart) < 1, `${language}: ${apart}`);
      assert.ok(!(await page.evaluate(isToldOfOlder)), language);
    });
  }
});

// In CSS pixels, as the browser prints them.
const papers = { "A4 upright": [794, 1123], "A4 on its side": [1123, 794], "Letter on its side": [1056, 816], "A5 upright": [559, 794] };

describe("all quarters are on paper", () => {
  for (const count of [1, 3, 5, 6, 12]) {
    for (const [paper, [width, height]] of Object.entries(papers)) {
      test(`${count} of them, ${paper}`, async () => {
        await visit(`${count} quarters on ${paper}`, { address: count === 12 ? many : teamOf(count), viewport: { width, height } }, async (page) => {
          await page.emulateMedia({ media: "print" });
          const { values, cut } = await page.evaluate(() => {
            const edge = document.querySelector("main").getBoundingClientRect().right;
            const cells = [...document.querySelectorAll(".history tbody td")];
            const texts = [...document.querySelectorAll(".history :is(th, td, td *)")].filter((each) => each.checkVisibility() && !each.matches(".sr"));
            const cut = texts.filter((each) => each.getBoundingClientRect().right > edge + 1 || (!each.matches("svg, use, a") && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline"));
            for (const cell of document.querySelectorAll("[data-kr$=count] .cell-value")) {
              const number = document.createRange();
              number.setStart(cell.firstChild, 0);
              number.setEnd(cell.firstChild, cell.textContent.split(" ")[0].length);
              if (number.getClientRects().length > 1) cut.push(cell);
            }
            return { values: cells.filter((cell) => cell.checkVisibility() && cell.innerText.trim()).length, cut: cut.map((each) => each.outerHTML.slice(0, 90)) };
          });
          assert.equal(values, count * 3);
          assert.deepEqual(cut, []);
        });
      });
    }
  }
});

test("on paper the quarters of many years stand below each other", async () => {
  await visit("years on paper", { address: many, viewport: { width: 794, height: 1123 } }, async (page) => {
    await page.emulateMedia({ media: "print" });
    const starts = await page.$$eval(".history tbody tr:first-child td", (cells) => cells.map((cell) => [cell.dataset.quarter.slice(0, 2), Math.round(cell.getBoundingClientRect().left)]));
    const places = new Set(starts.map(String));
    assert.equal(places.size, 4, `${[...places]}`);
  });
});

describe("on a phone quarters stand beside each other two by two, and one whose number has no room there by itself", () => {
  for (const [words, columns] of [["yes", 2], ["1,487,000.10", 1]]) {
    test(words, async () => {
      await visit(`quarters on a phone, ${words}`, { address: teamOf(4, "en", words), viewport: { width: 390, height: 844 } }, async (page) => {
        const [starts, parted] = await page.$$eval("[data-kr$=words] td", (cells) => {
          const isParted = ({ firstChild }, number) => {
            const range = new Range();
            range.setStart(firstChild, 0);
            range.setEnd(firstChild, number.length);
            return range.getClientRects().length > 1;
          };
          const values = cells.map((cell) => cell.querySelector(".cell-value"));
          return [cells.map((cell) => Math.round(cell.getBoundingClientRect().left)), values.map((value) => isParted(value, value.textContent.split(" ")[0]))];
        });
        assert.deepEqual(parted, [false, false, false, false]);
        assert.deepEqual(starts.map((start) => start > starts[0]), columns === 2 ? [false, true, false, true] : [false, false, false, false], `${starts}`);
      });
    });
  }
});
