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
    assert.deepEqual(complaints, []);
  });
});

test("how many were found is told in words, and that only the first of many are shown", async () => {
  await visit(search, {}, async (page, complaints) => {
    const told = {};
    for (const number of [0, 1, 2, 100, 1234]) {
      await page.evaluate((number) => {
        document.documentElement.lang = "en";
        const entry = (_, at) => ({ title: `Plugh ${at}`, deck: "", href: "index.html", text: "" });
        window.quarterdeckSearch(Array.from({ length: number }, entry));
      }, number);
      await page.fill("#words", number ? "plugh" : "xyzzy");
      told[number] = await page.textContent(".search-count");
    }
    assert.deepEqual(told, {
      0: "Nothing has these words.",
      1: "1 result.",
      2: "2 results.",
      100: "100 results.",
      1234: "1,234 results. The first 100 are shown.",
    });
    assert.equal(await page.locator(".search-results li").count(), 100);
    await page.fill("#words", " ");
    assert.equal(await page.textContent(".search-count"), "", "nothing is told where nothing is asked");
    assert.deepEqual(complaints, []);
  });
});

test("where nothing has all words, what has the rarer of them comes first, and the marks around words do not count", async () => {
  await visit(search, {}, async (page, complaints) => {
    await page.evaluate(() => {
      document.documentElement.lang = "en";
      const titles = ["We cut waiting", "Waiting times fell", "We wait", "Nothing of it"];
      window.quarterdeckSearch(titles.map((title) => ({ title, deck: "", href: "index.html", text: "" })));
    });
    const found = () => page.locator(".search-results a").allTextContents();
    await page.fill("#words", "What did we promise about “waiting times”?");
    assert.deepEqual(await found(), ["Waiting times fell", "We cut waiting"]);
    assert.equal(await page.textContent(".search-count"), "Nothing has all of these words; what follows has some of them. 2 results.");
    await page.fill("#words", "(waiting), “times”!");
    assert.deepEqual(await found(), ["Waiting times fell"]);
    assert.equal(await page.textContent(".search-count"), "1 result.");
    assert.deepEqual(complaints, []);
  });
});
