// Pages in letters twice as large as usual, on a phone: nothing is scrolled sideways, nothing is without width, no number is parted.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { page as crowdedPage, write } from "./crowded.mjs";
import { pages, useBrowser, visit } from "./site.mjs";

useBrowser("--blink-settings=defaultFontSize=32");

const crowded = mkdtempSync(join(tmpdir(), "reflow-"));
after(() => rmSync(crowded, { recursive: true, force: true }));
write(crowded);
const program = process.env.QUARTERDECK ?? resolve(import.meta.dirname, "../../target/debug/quarterdeck");
execFileSync(program, ["build", "--root", crowded, "--today", "2021-04-15"], { stdio: "ignore" });

const phones = [390, 320];

const addressed = ["index.html", crowdedPage, "teams/setters/index.html"].map((path) => [`crowded: ${path}`, { address: pathToFileURL(join(crowded, "output", path)).href }]);

for (const [path, options] of [...pages().map((path) => [path, {}]), ...addressed]) {
  test(`${path} is as wide as a phone`, async () => {
    for (const width of phones) {
      await visit(path, { ...options, viewport: { width, height: 844 } }, async (page) => {
        assert.deepEqual(await page.evaluate(faults), [], `${width} px`);
      });
    }
  });
}

/** What makes the page wider than the window, has no width left, or is a number that is parted; runs in the page. */
function faults() {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) found.push(`${wide} px wider than the window`);
  for (const element of document.querySelectorAll(".strip-title, .file-title, .cell-value, .value, .method-statuses span, .board-title, .result-title")) {
    if (!element.checkVisibility() || getComputedStyle(element).clipPath !== "none") continue;
    const { width, right } = element.getBoundingClientRect();
    const text = document.createRange();
    text.selectNodeContents(element);
    const said = element.textContent.trim();
    // Longer ones have no room in any way.
    const isNumber = /^\W?[\d.,]{4,13}$/.test(said);
    const isParted = isNumber && [...text.getClientRects()].filter((line) => line.width > 0).length > 1;
    if ((said.length > 4 && width < 40) || isParted || (isNumber && right > innerWidth)) found.push(`${element.className}, ${Math.round(width)} px wide: ${said.slice(0, 40)}`);
  }
  return found.slice(0, 5);
}
