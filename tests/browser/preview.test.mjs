// The live preview, as somebody who drafts a deck sees it: after each save the right slide is shown, and nothing else has moved.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { FOLDER, OBJECTIVE, known, mark, nothingElseMoved, open, original, place, reads, serves, shown, slides, useDraft } from "./drafting.mjs";
import { useBrowser } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

useBrowser();

const { site, address, deck } = useDraft();

const panel = (page) => page.locator("#quarterdeck-preview .panel");
const count = (page) => page.locator("#quarterdeck-preview .count");

const picture = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="50"><rect width="9" height="9"/></svg>`;

/** Adds a slide that shows a picture. */
async function addPicture() {
  site.write(`${FOLDER}/wide.svg`, picture(100));
  site.write(`${FOLDER}/97-picture.md`, "---\ntitle: Picture\nkind: slides\n---\n![A rectangle](wide.svg)\n");
  await serves(deck(), "wide.svg");
}

function removePicture() {
  unlinkSync(site.path(`${FOLDER}/97-picture.md`));
  unlinkSync(site.path(`${FOLDER}/wide.svg`));
}

describe("a drafting session", () => {
  test("what is typed is shown, on the slide it is on, at once and alone", async () => {
    await open(deck("#platform-evolution"), async (page, complaints) => {
      const before = await place(page);
      site.edit(OBJECTIVE, (text) => text.replace("The work on it is ongoing.", "The work on it goes on and on."));
      await shown(page, "content-integrity/orangemoody");
      await reads(page, "goes on and on");
      await nothingElseMoved(page);
      const now = await place(page);
      assert.equal(now.address, "#content-integrity/orangemoody");
      assert.equal(now.entries, before.entries, "the way back is as it was");

      // A number leads to the table that it stands in; the title to the slide that bears it.
      site.edit(OBJECTIVE, (text) => text.replace("check_in: 6 relationships", "check_in: 7 relationships"));
      await shown(page, "content-integrity/key-results");
      await nothingElseMoved(page);
      site.edit(OBJECTIVE, (text) => text.replace("owner: Leila Zia", "owner: Somebody Else"));
      await shown(page, "content-integrity");
      site.edit(OBJECTIVE, (text) => text.replace("check_in: 7 relationships", "check_in: 8 relationships"));
      await shown(page, "content-integrity/key-results");
      site.edit(OBJECTIVE, (text) => text.replace("People in the Wikimedia movement can", "People there can"));
      await shown(page, "content-integrity");
      await reads(page, "Somebody Else");
      await nothingElseMoved(page);

      // Slides of other files are drawn from this one, too, and change where they stand.
      await page.keyboard.press("Home");
      await shown(page, "title");
      site.edit(`${FOLDER}/deck.md`, (text) => text.replace("a refactoring worth a look", "a refactoring to look at"));
      await reads(page, "a refactoring to look at");
      await shown(page, "title");
      await nothingElseMoved(page);
      assert.deepEqual(complaints, []);
    });
    site.write(`${FOLDER}/deck.md`, original(`${FOLDER}/deck.md`));
  });

  test("a mistake is told over the page, and goes with its repair", async () => {
    await open(deck("#status"), async (page, complaints) => {
      const here = await place(page);
      const good = site.read(OBJECTIVE);
      site.write(OBJECTIVE, good.replace("    baseline: 0 milestones", "    basline: 0 milestones"));
      await panel(page).waitFor();
      const told = (await panel(page).innerText()).replaceAll(/\s+/g, " ");
      for (const words of ["error[unknown-key]", `${OBJECTIVE}:15:5`, "basline: 0 milestones", "did you mean `baseline`?", "last good version"]) {
        assert.ok(told.includes(words), `${words} is told in: ${told}`);
      }
      const editor = await panel(page).locator(".place").first().getAttribute("href");
      assert.equal(editor, `vscode://file${site.path(OBJECTIVE)}:15:5`);
      assert.equal(await panel(page).locator("mark").first().innerText(), "basline");
      assert.deepEqual(await place(page), here);
      await nothingElseMoved(page);

      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "hidden" });
      assert.equal(await page.locator("dialog[open]").count(), 0, "Escape closed the panel and nothing else");
      await count(page).click();
      await panel(page).waitFor();
      assert.equal(await count(page).innerText(), "1 error");
      await page.keyboard.press("Enter");
      await panel(page).waitFor({ state: "hidden" });
      assert.deepEqual(await place(page), here, "keys that are pressed in the preview turn no slide");

      site.write(OBJECTIVE, good.replace("    baseline: 0 milestones", "    basline: 1 milestone"));
      await panel(page).waitFor();
      site.write(OBJECTIVE, good);
      await panel(page).waitFor({ state: "hidden" });
      assert.equal(await count(page).innerText().then((text) => text.includes("error")), false);
      assert.deepEqual(await place(page), here);
      await nothingElseMoved(page);
      assert.deepEqual(complaints, []);
    });
  });

  test("a warning is a count, and a mark on its slide", async () => {
    await open(deck("#status"), async (page) => {
      const good = site.read(OBJECTIVE);
      site.write(OBJECTIVE, good.replace("ongoing", "going on").replace("The work on it", "![](https://example.org/cat.png) The work on it"));
      await page.waitForFunction(() => document.querySelector("section.slide[data-mistakes]")?.id === "content-integrity/orangemoody");
      await panel(page).waitFor({ state: "hidden" });
      const words = await count(page).innerText();
      assert.match(words, /^\d warnings?$/);
      assert.equal(await page.getAttribute("section.slide[data-mistakes]", "data-mistakes"), words);
      await page.keyboard.press("Home");
      await count(page).click();
      assert.ok((await panel(page).innerText()).includes("warning["));
      await panel(page).getByRole("button", { name: "Show the slide" }).first().click();
      await shown(page, "content-integrity/orangemoody");
      site.write(OBJECTIVE, good);
      await page.waitForSelector("section.slide[data-mistakes]", { state: "detached" });
      await nothingElseMoved(page);
    });
  });

  test("slides are inserted, named, renamed and deleted", async () => {
    await open(deck("#platform-evolution"), async (page, complaints) => {
      const good = site.read(OBJECTIVE);
      const order = (await slides(page)).map(({ id }) => id);
      site.write(OBJECTIVE, `${good}\n---\n\n## Fresh idea\n\nOf this morning.\n`);
      await shown(page, "content-integrity/fresh-idea");
      await nothingElseMoved(page, ["content-integrity/fresh-idea"]);
      await mark(page);

      site.write(OBJECTIVE, `${good}\n---\n\n## Better idea\n\nOf this morning.\n`);
      await shown(page, "content-integrity/better-idea");
      const renamed = (await slides(page)).find(({ id }) => id === "content-integrity/better-idea");
      assert.equal(renamed.mark, "content-integrity/fresh-idea", "it is the same slide under another name");
      await nothingElseMoved(page, ["content-integrity/better-idea"]);
      assert.equal((await place(page)).address, "#content-integrity/better-idea");

      site.write(OBJECTIVE, good);
      await page.waitForFunction(() => !document.getElementById("content-integrity/better-idea"));
      await nothingElseMoved(page);
      const now = (await slides(page)).map(({ id }) => id);
      assert.deepEqual(now, order);
      const { id } = await place(page);
      assert.ok(Math.abs(now.indexOf(id) - now.indexOf("content-integrity/orangemoody")) <= 1, `its neighbour is shown, not ${id}`);

      // A whole file moves to another place in the deck.
      renameSync(site.path(OBJECTIVE), site.path(`${FOLDER}/15-content-integrity.md`));
      await page.waitForFunction(() => {
        const ids = [...document.querySelectorAll("main section.slide")].map((slide) => slide.id);
        return ids.indexOf("content-integrity") < ids.indexOf("platform-evolution");
      });
      await nothingElseMoved(page);
      renameSync(site.path(`${FOLDER}/15-content-integrity.md`), site.path(OBJECTIVE));
      await page.waitForFunction((order) => [...document.querySelectorAll("main section.slide")].map((slide) => slide.id).join() === order, order.join());
      await nothingElseMoved(page);
      assert.deepEqual(complaints, []);
    });
  });

  test("what is said of the deck leads to its title, though every slide says it", async () => {
    const file = `${FOLDER}/deck.md`;
    const good = site.read(file);
    await open(deck("#status"), async (page) => {
      site.edit(file, (text) => text.replace("team: Technology", "team: Engineering"));
      await shown(page, "title");
      await reads(page, "Engineering");
      site.write(file, good);
    });
  });

  test("between two slides there is no moment without one, and no fading", async () => {
    await open(deck("#content-integrity"), async (page) => {
      const good = site.read(OBJECTIVE);
      await page.evaluate(() => {
        window.frames = new Set();
        const look = () => {
          const moving = document.getAnimations().filter(({ effect }) => effect.target.matches("section.slide"));
          window.frames.add(`${document.querySelectorAll("main section.slide.current").length} shown, ${moving.length} fading`);
          requestAnimationFrame(look);
        };
        look();
      });
      unlinkSync(site.path(OBJECTIVE));
      await page.waitForFunction(() => !document.getElementById("content-integrity"));
      site.write(OBJECTIVE, good);
      await shown(page, "content-integrity");
      site.write(OBJECTIVE, good.replace("is ongoing", "goes on and on"));
      await shown(page, "content-integrity/orangemoody");
      await page.waitForTimeout(300);
      assert.deepEqual(await page.evaluate(() => [...window.frames]), ["1 shown, 0 fading"]);
    }, { reducedMotion: "no-preference" });
  });

  test("the step stays, and all steps of another slide are shown", async () => {
    await open(deck("#content-integrity/orangemoody"), async (page) => {
      const good = site.read(OBJECTIVE);
      const steps = (last) => `${good}\n---\n\n## In steps\n\n::: incremental\n- one\n- two\n- ${last}\n:::\n`;
      site.write(OBJECTIVE, steps("three"));
      await shown(page, "content-integrity/in-steps");
      assert.equal((await place(page)).step, 3);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      assert.equal((await place(page)).step, 1);
      site.write(OBJECTIVE, steps("four"));
      await reads(page, "four");
      assert.deepEqual([(await place(page)).id, (await place(page)).step], ["content-integrity/in-steps", 1]);
      site.write(OBJECTIVE, steps("four").replace("## In steps", "## Step by step"));
      await shown(page, "content-integrity/step-by-step");
      assert.equal((await place(page)).step, 1, "under another title, too");
      site.write(OBJECTIVE, good);
      await page.waitForFunction(() => !document.getElementById("content-integrity/step-by-step"));
    });
  });

  test("following can be turned off, and that is remembered", async () => {
    await open(deck("#platform-evolution"), async (page) => {
      const follow = page.locator("#quarterdeck-preview .follow");
      assert.equal(await follow.getAttribute("aria-pressed"), "true");
      await follow.click();
      site.edit(OBJECTIVE, (text) => text.replace("is ongoing", "is going on"));
      await reads(page, "is going on");
      assert.equal((await place(page)).id, "platform-evolution");
      await page.reload();
      await page.waitForFunction(() => document.querySelector("#quarterdeck-preview")?.shadowRoot.querySelector(".follow").getAttribute("aria-pressed") === "false");
      site.edit(OBJECTIVE, (text) => text.replace("is going on", "is ongoing"));
      await reads(page, "is ongoing");
      assert.equal((await place(page)).id, "platform-evolution");
    });
  });

  test("a reader's place, opened details and focus stay", async () => {
    await open(deck("?read"), async (page) => {
      await page.locator("#quarterdeck-preview .follow").click();
      await page.evaluate(() => document.querySelector(".outline details").removeAttribute("open"));
      await page.evaluate(() => document.getElementById("status").scrollIntoView());
      const top = () => page.evaluate(() => Math.round(document.getElementById("status").getBoundingClientRect().top));
      const link = page.locator(".page-foot a").first();
      await link.evaluate((link) => link.focus({ preventScroll: true }));
      const before = await top();
      site.edit(OBJECTIVE, (text) => text.replace("is ongoing.", "is ongoing.\n\nAnd more.\n\nAnd more.\n\nAnd more."));
      await reads(page, "And more.");
      assert.ok(Math.abs((await top()) - before) <= 1, `what is read stands at ${await top()}, not at ${before}`);
      assert.equal(await page.evaluate(() => document.querySelector(".outline details").open), false);
      assert.equal(await link.evaluate((link) => document.activeElement === link), true);
      site.edit(OBJECTIVE, (text) => text.replaceAll("\n\nAnd more.", ""));
      await page.waitForFunction(() => !document.querySelector("main").textContent.includes("And more."));
      assert.ok(Math.abs((await top()) - before) <= 1);
      await nothingElseMoved(page);
    });
  });

  test("of a long slide that is read the place that is being written comes up", async () => {
    const write = (last) => site.write(OBJECTIVE, `${original(OBJECTIVE)}\n---\n\n## Long\n\n${"A paragraph that says somewhat more than its neighbours do, for a window that holds few lines.\n\n".repeat(8)}${last}\n`);
    write("The end.");
    await serves(deck(), "The end.");
    const isSeen = (page, text) => page.getByText(text).evaluate((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
    await open(deck("?read#content-integrity/long"), async (page) => {
      for (const [text, slide] of [["The end of it.", "content-integrity/long"], ["The very end.", "title"], ["The end.\n\nAnd more.", "content-integrity/long"]]) {
        await page.evaluate((id) => document.getElementById(id).scrollIntoView(), slide);
        write(text);
        const last = text.split("\n").at(-1);
        await reads(page, last);
        assert.ok(await isSeen(page, last), `${last} is seen`);
      }
    }, { viewport: { width: 390, height: 500 } });
  });

  test("a picture that is saved is on the page, and a search finds what is new", async () => {
    await addPicture();
    const width = (page, wanted) => page.waitForFunction((wanted) => document.querySelector("img[src*='wide.svg']")?.naturalWidth === wanted, wanted);
    await open(deck("#picture"), async (page, complaints) => {
      await shown(page, "picture");
      await width(page, 100);
      await known(page, "wide.svg");
      site.write(`${FOLDER}/wide.svg`, picture(300));
      await width(page, 300);
      await nothingElseMoved(page);
      // It is so where the slide is changed, or is drawn once more.
      site.edit(`${FOLDER}/97-picture.md`, (text) => `# Words\n\nBefore it.\n\n${text.slice(text.indexOf("!"))}\nAnd behind it.\n`);
      await reads(page, "And behind it.");
      await width(page, 300);
      await page.keyboard.press("o");
      await page.waitForFunction(() => [...document.images].filter(({ src }) => src.includes("wide.svg")).every(({ naturalWidth }) => naturalWidth === 300));
      await page.keyboard.press("Escape");
      await page.keyboard.press("Home");
      await shown(page, "title");
      site.write(`${FOLDER}/wide.svg`, picture(200));
      await shown(page, "picture");
      await width(page, 200);
      assert.deepEqual(complaints, []);
    });
    await open(address("search/?q=zebrafish"), async (page) => {
      await known(page, "search/index.js");
      site.write(`${FOLDER}/97-picture.md`, "---\ntitle: Picture\nkind: slides\n---\nA zebrafish, not a picture.\n");
      await reads(page, "Picture");
    });
    removePicture();
  });

  test("a style changes without the page being loaded anew, and a page of the archive in place", async () => {
    await open(address(), async (page, complaints) => {
      const heading = await page.$("h1");
      site.edit("content/site.md", (text) => text.replace("title: Technology OKRs", "title: Another title"));
      await page.waitForFunction(() => document.title.includes("Another title"));
      assert.ok(await heading.evaluate((node) => node.isConnected), "the heading is the same node");
      const styles = () => page.$$eval("head link[rel=stylesheet]", (links) => links.map((link) => link.href));
      const before = await styles();
      mkdirSync(site.path("themes/default/assets"), { recursive: true });
      site.write("themes/default/assets/marks.css", ":root { --proof: yes }");
      await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--proof") === "yes");
      await page.waitForFunction((number) => document.querySelectorAll("head link[rel=stylesheet]").length === number, before.length);
      assert.notDeepEqual(await styles(), before);
      assert.equal((await place(page)).stayed, true);
      site.edit("content/site.md", (text) => text.replace("title: Another title", "title: Technology OKRs"));
      await page.waitForFunction(() => document.title.includes("Technology OKRs"));
      assert.deepEqual(complaints, []);
    });
    rmSync(site.path("themes"), { recursive: true });
  });

  test("the preview itself can be used by everybody", async () => {
    const good = site.read(OBJECTIVE);
    for (const colorScheme of ["light", "dark"]) {
      await open(deck("#content-integrity"), async (page) => {
        site.write(OBJECTIVE, good.replace("    baseline: 0 milestones", "    basline: 0 milestones"));
        await panel(page).waitFor();
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run("#quarterdeck-preview", { resultTypes: ["violations"] }));
        const wrong = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
        assert.deepEqual(wrong, []);
        site.write(OBJECTIVE, good);
        await panel(page).waitFor({ state: "hidden" });
      }, { colorScheme });
    }
  });

  test("a deck that goes leaves its page, and comes back to it", async () => {
    await addPicture();
    await open(deck("#status"), async (page) => {
      await known(page, "wide.svg");
      renameSync(site.path(FOLDER), site.path("elsewhere"));
      await panel(page).waitFor();
      assert.match(await count(page).innerText(), /no longer/);
      assert.equal(await panel(page).getByRole("link", { name: "all decks" }).getAttribute("href"), "/");
      assert.equal((await place(page)).id, "status");
      renameSync(site.path("elsewhere"), site.path(FOLDER));
      await panel(page).waitFor({ state: "hidden" });
      await nothingElseMoved(page);
    });
    removePicture();
  });
});
