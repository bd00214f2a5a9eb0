// Lists of wins and challenges in two columns.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser, visit } from "./site.mjs";
import { sample } from "./talk.mjs";

useBrowser();

test("an item without a team is set apart from the one above it, and takes no more room for that", async () => {
  await visit(sample, {}, async (page) => {
    const [alike, mixed] = await page.$eval(".kind-wins .items, .kind-challenges .items", (list) => {
      const item = (label) => `<li>${label ? "<p class='item-label'>Team</p>" : ""}<p>A win.</p></li>`;
      return [[true, true], [true, false]].map((labels) => {
        list.innerHTML = labels.map(item).join("");
        list.style.columns = 1;
        return [...list.children].map((each) => [parseFloat(getComputedStyle(each).borderBlockStartWidth) > 0, each.getBoundingClientRect().height]);
      });
    });
    assert.deepEqual(alike.map(([isApart]) => isApart), [false, false]);
    assert.deepEqual(mixed.map(([isApart]) => isApart), [true, true]);
    assert.ok(Math.abs(alike[0][1] - mixed[0][1]) < 1, `${alike} ${mixed}`);
  });
});
