// The page of the search: what it finds, and what it shows of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, useBrowser, visit } from "./site.mjs";

useBrowser();

const search = pages().find((path) => path === "search/index.html");

test("the line that holds the words is shown, with the words marked", async () => {
  await visit(search, {}, async (page, complaints) => {
    const entries = await page.evaluate(async () => {
      const shown = window.quarterdeckSearch;
      const entries = await new Promise((resolve) => {
        window.quarterdeckSearch = resolve;
        document.head.append(Object.assign(document.createElement("script"), { src: "index.js" }));
      });
      window.quarterdeckSearch = shown;
      return entries;
    });
    // A line that is not the first of its text, and a long word of it that nothing else holds.
    const places = entries.flatMap(({ href, text }) => text.split("\n").slice(1).map((line) => ({ href, line })));
    const holds = (word) => entries.filter(({ title, deck, text }) => `${title} ${deck} ${text}`.toLowerCase().includes(word));
    const words = places.flatMap(({ href, line }) => (line.match(/[a-z]{7,}/g) ?? []).map((word) => ({ href, line, word })));
    const { href, line, word } = words.find(({ word }) => holds(word).length === 1);
    await page.fill("#words", word.toUpperCase());
    const found = page.locator(".search-results li");
    assert.equal(await found.count(), 1, word);
    assert.ok((await found.locator("a").getAttribute("href")).endsWith(href), "it leads to the slide");
    const shown = (await found.locator("p").textContent()).trim();
    assert.ok(shown.length < 220 && line.includes(shown.replaceAll("…", "").trim()), `${shown} is of ${line}`);
    assert.ok((await found.locator("mark").allTextContents()).some((mark) => mark.toLowerCase().includes(word)), "it is marked");
    await page.fill("#words", "xyzzyplugh");
    assert.equal(await found.count(), 0);
    assert.notEqual(await page.textContent(".search-count"), "");
    assert.deepEqual(complaints, []);
  });
});
