// The live preview beside what readers, presenters and their audience have before them: none of it is taken from them.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { test } from "node:test";
import { FOLDER, OBJECTIVE, draft, known, listen, nothingElseMoved, open, original, place, reads, serve, shown, useDraft } from "./drafting.mjs";
import { useBrowser } from "./site.mjs";

useBrowser();

const { site, address, deck, atOnce } = useDraft();

const OTHER = `${FOLDER}/55-evolutionary-architecture.md`;
const panel = (page) => page.locator("#quarterdeck-preview .panel");

test("of several files that are saved at once, one that is shown stays so", async () => {
  await open(deck("#content-integrity"), async (page, complaints) => {
    const [own, other] = [original(OBJECTIVE), original(OTHER)];
    await atOnce(() => {
      site.write(OBJECTIVE, own.replace("---\n\n", "---\n\nA first word of today.\n\n"));
      site.write(OTHER, `${other}\n\n---\n\n## At the very end\n\nOf today, too.\n`);
    });
    await reads(page, "Of today, too.");
    await reads(page, "A first word of today.");
    assert.equal((await place(page)).id, "content-integrity");
    assert.equal((await place(page)).stayed, true);
    site.write(OTHER, other);
    assert.deepEqual(complaints, []);
  });
});

test("a file that gets another name takes its slide along", async () => {
  const renamed = `${FOLDER}/50-integrity.md`;
  await open(deck("#content-integrity/key-results"), async (page, complaints) => {
    renameSync(site.path(OBJECTIVE), site.path(renamed));
    await shown(page, "integrity/key-results");
    renameSync(site.path(renamed), site.path(OBJECTIVE));
    await shown(page, "content-integrity/key-results");
    await nothingElseMoved(page);
    assert.deepEqual(complaints, []);
  });
});

test("an audience sees no mistakes, a dialog goes before their panel, and they are told afterwards", async () => {
  const broken = original(OBJECTIVE).replace("objective:", "objectiv:");
  const hold = async (page) => {
    site.write(OBJECTIVE, broken);
    await page.waitForFunction(() => document.querySelector("#quarterdeck-preview").dataset.worst === "error");
  };
  await open(deck("#content-integrity"), async (page) => {
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    await presenter.locator("#quarterdeck-preview").waitFor({ state: "attached" });
    await page.keyboard.press("f");
    await page.waitForFunction(() => document.fullscreenElement);
    await hold(page);
    await hold(presenter);
    assert.deepEqual(await Promise.all([page, presenter].map((window) => panel(window).isVisible())), [false, false]);
    const badges = (window) => window.$$eval("section.slide[data-mistakes]", (slides) => slides.map((slide) => getComputedStyle(slide, "::after").content));
    for (const window of [page, presenter]) for (const badge of await badges(window)) assert.equal(badge, "none");
    await page.evaluate(() => document.exitFullscreen());
    await panel(page).waitFor({ state: "visible" });
    site.write(OBJECTIVE, original(OBJECTIVE));
    await panel(page).waitFor({ state: "hidden" });
    await presenter.close();

    await page.keyboard.press("/");
    await hold(page);
    await panel(page).waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    assert.ok(await panel(page).isVisible());
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
  });
});

test("a style of another size has the shown slide fitted anew", async () => {
  const css = "themes/default/assets/marks.css";
  const zoom = (page) => page.$eval("section.slide.current .slide-body", (body) => Number(body.style.zoom || 1));
  const lines = Array.from({ length: 9 }, (_, at) => `Line ${at} of a full slide.\n`).join("\n");
  site.write(OBJECTIVE, `${original(OBJECTIVE)}\n---\n\n## A full slide\n\n${lines}`);
  try {
    await open(deck("#content-integrity/a-full-slide"), async (page) => {
      await shown(page, "content-integrity/a-full-slide");
      const before = await zoom(page);
      const own = await page.getAttribute("link[href*='/marks.']", "href");
      mkdirSync(site.path("themes/default/assets"), { recursive: true });
      site.write(css, ".slide-body p { font-size: 180% !important }");
      await page.waitForFunction((before) => Number(document.querySelector("section.slide.current .slide-body").style.zoom || 1) < before, before);
      site.write(css, "/* as before */");
      await page.waitForFunction((before) => Number(document.querySelector("section.slide.current .slide-body").style.zoom || 1) === before, before);
      // The next page is opened when the theme's own styles are served again.
      rmSync(site.path("themes"), { recursive: true });
      await page.waitForFunction((own) => [...document.querySelectorAll("link[href*='/marks.']")].every((link) => link.getAttribute("href") === own), own);
    });
  } finally {
    rmSync(site.path("themes"), { recursive: true, force: true });
  }
});

test("an overview that is open keeps its place and what is chosen", async () => {
  await open(deck("#content-integrity"), async (page, complaints) => {
    await page.keyboard.press("o");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    const chosen = () => page.evaluate(() => ({ hash: document.activeElement.hash, top: Math.round(document.activeElement.getBoundingClientRect().top) }));
    const before = await chosen();
    site.edit(OBJECTIVE, (text) => text.replace("is ongoing", "goes on in the open"));
    await page.waitForFunction(() => document.querySelector("dialog.overview").textContent.includes("goes on in the open"));
    await page.waitForFunction(({ hash, top }) => document.activeElement.hash === hash && Math.abs(document.activeElement.getBoundingClientRect().top - top) <= 1, before);
    site.write(OBJECTIVE, `${original(OBJECTIVE)}\n---\n\n## One more\n\nOf this morning.\n`);
    await page.waitForFunction(() => document.querySelector("dialog.overview").textContent.includes("Of this morning."));
    assert.equal((await chosen()).hash, before.hash);
    assert.deepEqual(complaints, []);
  });
});

test("what is read stays where it is though its slide grows above it", async () => {
  const text = (also) => Array.from({ length: 30 }, (_, at) => `Paragraph ${at} of a long report.\n${at === 1 ? also : ""}`).join("\n");
  const write = (also = "") => site.write(OBJECTIVE, `${original(OBJECTIVE)}\n---\n\n## Long\n\n${text(also)}`);
  write();
  await open(deck("?read#content-integrity/long"), async (page) => {
    await page.locator("#quarterdeck-preview .follow").click();
    const twenty = page.getByText("Paragraph 20 of a long report.");
    await twenty.evaluate((each) => scrollBy(0, each.getBoundingClientRect().top - innerHeight / 3 + 5));
    const top = () => twenty.evaluate((each) => Math.round(each.getBoundingClientRect().top));
    const before = await top();
    write("\nInserted, and not a short one.\n\nAnd another one.\n");
    await reads(page, "And another one.");
    assert.ok(Math.abs((await top()) - before) <= 1, `${await top()}, not ${before}`);
    await page.locator("#quarterdeck-preview .follow").click();
  });
});

/** Where a slide stands in the window: its top, or what is asked for. */
const standsAt = (page, id, edge = "top") => page.evaluate(([id, edge]) => document.getElementById(id).getBoundingClientRect()[edge], [id, edge]);
/** Scrolls until a slide's top stands at a height of the window. */
const scrollTo = (page, id, top) => page.evaluate(([id, top]) => window.scrollBy({ top: document.getElementById(id).getBoundingClientRect().top - top, behavior: "instant" }), [id, top]);

const phone = { viewport: { width: 390, height: 844 } };

test("on a page that is read the slide that is being written comes up, unless it is well seen", async () => {
  await open(deck(), async (page, complaints) => {
    const [first, second] = ["content-integrity", "content-integrity/orangemoody"];
    const comesUp = (id) => page.waitForFunction((id) => Math.abs(document.getElementById(id).getBoundingClientRect().top - 16) < 20, id);
    // Above the window nothing but the space below it is left of the one; below, a line of the other is seen.
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), second);
    assert.ok((await standsAt(page, first, "bottom")) > 0);
    site.edit(OBJECTIVE, (text) => text.replace("People in the Wikimedia movement can", "People there can"));
    await comesUp(first);
    await scrollTo(page, second, 844 - 83);
    site.edit(OBJECTIVE, (text) => text.replace("is ongoing", "goes on"));
    await comesUp(second);
    await scrollTo(page, second, 400);
    site.edit(OBJECTIVE, (text) => text.replace("goes on", "goes on and on"));
    await reads(page, "goes on and on");
    assert.ok(Math.abs((await standsAt(page, second)) - 400) <= 1);
    assert.deepEqual(complaints, []);
  }, phone);
});

test("a reader stays at the slide when the page must be loaded again, and where it has other styles", async () => {
  const reload = async (page, from, to) => {
    await page.evaluate(() => (window.stayed = true));
    site.edit("content/site.md", (text) => text.replace(from, to));
    await page.waitForFunction(() => !window.stayed && document.readyState === "complete");
  };
  const isAt = (page, id, top) => page.waitForFunction(([id, top]) => Math.abs(document.getElementById(id).getBoundingClientRect().top - top) < 20, [id, top]);
  await open(deck(), async (page, complaints) => {
    await scrollTo(page, "wins", 16);
    for (const [from, to] of [["language: en", "language: ar"], ["language: ar", "language: de"], ["language: de", "language: en"]]) {
      await reload(page, from, to);
      await isAt(page, "wins", 16);
    }
    const styles = () => page.$$eval("head link[rel=stylesheet]", (links) => links.map(({ href }) => href).join());
    const before = await styles();
    const looked = () => page.evaluate(() => Math.round(document.elementFromPoint(195, 281).getBoundingClientRect().top));
    for (const [from, to] of [["title:", "theme: report\ntitle:"], ["theme: report\n", ""]]) {
      const top = await looked();
      site.edit("content/site.md", (text) => text.replace(from, to));
      await page.waitForFunction(([was, to]) => ([...document.querySelectorAll("head link[rel=stylesheet]")].map(({ href }) => href).join() === was) === !to, [before, to]);
      await page.waitForTimeout(300);
      assert.ok(Math.abs((await looked()) - top) <= 20, `${await looked()}, not ${top}`);
    }
    // A slide that a phone presents is there to be read.
    await page.locator("#status .from-here").click();
    await shown(page, "status");
    await reload(page, "language: en", "language: de");
    await isAt(page, "status", 16);
    await reload(page, "language: de", "language: en");
    await isAt(page, "status", 16);
    assert.deepEqual(complaints, []);
  }, phone);
});

test("a black screen stays black when the page must be loaded again", async () => {
  await open(deck("#content-integrity"), async (page) => {
    await page.keyboard.press("b");
    site.edit("content/site.md", (text) => text.replace("language: en", "language: fr"));
    await page.waitForFunction(() => document.documentElement.lang === "fr");
    await page.waitForFunction(() => document.documentElement.classList.contains("black"));
    assert.equal((await place(page)).id, "content-integrity");
    site.edit("content/site.md", (text) => text.replace("language: fr", "language: en"));
    await page.waitForFunction(() => document.documentElement.lang === "en");
  });
});

test("long notes are scrolled by up and down while they have the focus", async () => {
  const notes = Array.from({ length: 60 }, (_, at) => `Remember point ${at}.\n`).join("\n");
  site.write(OBJECTIVE, `${original(OBJECTIVE)}\n---\n\n## Much to say\n\n::: notes\n${notes}:::\n`);
  await open(deck(), async (page) => {
    await reads(page, "Much to say");
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    await presenter.waitForSelector(".presenter-text");
    await page.evaluate(() => window.quarterdeck.go("content-integrity/much-to-say"));
    await presenter.locator(".presenter-text").getByText("Remember point 59.").waitFor({ state: "attached" });
    await presenter.focus(".presenter-text");
    await presenter.keyboard.press("ArrowDown");
    await presenter.waitForFunction(() => document.querySelector(".presenter-text").scrollTop > 0);
    assert.equal((await place(presenter)).id, "content-integrity/much-to-say");
    await presenter.keyboard.press("PageUp");
    await presenter.waitForFunction(() => document.querySelector("main section.slide.current").id !== "content-integrity/much-to-say");
  });
});

test("following that is turned off in one tab is off in the others", async () => {
  await open(deck(), async (page) => {
    const other = await page.context().newPage();
    await other.goto(deck());
    const follow = (tab) => tab.locator("#quarterdeck-preview .follow");
    await follow(other).click();
    await page.waitForFunction(() => document.querySelector("#quarterdeck-preview").shadowRoot.querySelector(".follow").getAttribute("aria-pressed") === "false");
    await follow(other).click();
    await page.waitForFunction(() => document.querySelector("#quarterdeck-preview").shadowRoot.querySelector(".follow").getAttribute("aria-pressed") === "true");
  });
});

test("a deck that is gone when the server starts again is not taken for one of a similar name", async () => {
  const own = draft();
  const [data, maps] = ["Data", "Maps Data"].map((team) => ({ team, folder: `content/${team.toLowerCase().replace(" ", "-")}` }));
  for (const { team, folder } of [data, maps]) {
    mkdirSync(own.path(folder));
    own.write(`${folder}/deck.md`, `---\nteam: ${team}\nquarter: Q3 2026\n---\n`);
    own.write(`${folder}/10-words.md`, `---\nid: words\n---\n# Words of ${team}\n\nText.\n`);
  }
  cpSync(own.path(maps.folder), own.path("kept"), { recursive: true });
  let server = await serve(own.root);
  try {
    await open(`${server.address}maps-data/#words`, async (page) => {
      const restart = async (change) => {
        await server.end();
        change();
        server = await serve(own.root, [], server.port);
      };
      await restart(() => rmSync(own.path(maps.folder), { recursive: true }));
      await panel(page).waitFor({ state: "visible" });
      assert.match(await panel(page).innerText(), /no longer in the site/);
      assert.equal(new URL(page.url()).pathname, "/maps-data/");
      await restart(() => cpSync(own.path("kept"), own.path("content/maps-data-2026"), { recursive: true }));
      await page.waitForFunction(() => location.pathname === "/maps-data-2026/");
      assert.match(await page.textContent("main"), /Words of Maps Data/);
    });
  } finally {
    await server.end();
    own.end();
  }
});

test("the presenter window's list and title follow the page, and its scroll and focus stay", async () => {
  const file = `${FOLDER}/deck.md`;
  const good = site.read(file);
  await open(deck("#content-integrity/orangemoody"), async (page, complaints) => {
    await page.locator("#quarterdeck-preview .follow").click();
    await page.evaluate(() => document.activeElement.blur());
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    listen(presenter, complaints);
    await presenter.setViewportSize({ width: 1280, height: 600 });
    await presenter.locator("#quarterdeck-preview").waitFor({ state: "attached" });
    await presenter.waitForSelector(".presenter-slides [aria-current]");
    const where = () =>
      presenter.evaluate(() => {
        const list = document.querySelector(".presenter-slides");
        const { id } = document.activeElement;
        return { scroll: list.scrollTop, focused: list.contains(document.activeElement) ? decodeURIComponent(document.activeElement.hash) : id };
      });
    const scroll = (to) => presenter.evaluate((to) => (document.querySelector(".presenter-slides").scrollTop = to), to);

    // Nothing of the list has the focus, and another part of it is read.
    await scroll(0);
    site.edit(OBJECTIVE, (text) => text.replace("is ongoing", "goes on and on"));
    await reads(presenter, "goes on and on");
    assert.deepEqual(await where(), { scroll: 0, focused: "page:content" });
    const last = presenter.locator(".presenter-slides li:nth-last-child(2) a");
    await last.focus();
    const before = await where();
    assert.ok(before.scroll > 0 && before.focused.startsWith("#"), JSON.stringify(before));
    site.write(OBJECTIVE, original(OBJECTIVE));
    await reads(presenter, "is ongoing");
    assert.deepEqual(await where(), before);

    // A slide before it, which is in the list then, and gone again.
    const number = await last.locator(".number").textContent();
    site.write(OBJECTIVE, `${original(OBJECTIVE)}\n---\n\n## Fresh idea\n\nOf this morning.\n`);
    await reads(presenter, "Of this morning.");
    assert.equal((await where()).focused, before.focused);
    assert.equal(await last.locator(".number").textContent(), String(Number(number) + 1));
    // The focus is on what is gone: then it is on what stands in its place.
    const fresh = presenter.locator(".presenter-slides a", { hasText: "Fresh idea" });
    const next = await presenter.locator(".presenter-slides li:has-text('Fresh idea') + li a").evaluate((link) => decodeURIComponent(link.hash));
    await fresh.focus();
    site.write(OBJECTIVE, original(OBJECTIVE));
    await fresh.waitFor({ state: "detached" });
    assert.equal((await where()).focused, next);

    // The entry of a slide that is gone to comes into sight.
    await scroll(0);
    await page.keyboard.press("End");
    await presenter.waitForFunction(() => document.querySelector(".presenter-slides li:last-child [aria-current]"));
    assert.ok((await where()).scroll > 0);

    await page.keyboard.press("ArrowLeft");
    const slide = await page.$eval("main section.current", (slide) => slide.getAttribute("aria-label"));
    await presenter.waitForFunction((slide) => document.title.includes(slide), slide);
    const title = await presenter.title();
    assert.equal(title, `Presenter window · ${await page.title()}`);
    site.edit(file, (text) => text.replace(/^title: .*$/m, "title: Another name"));
    await presenter.waitForFunction((title) => document.title !== title, title);
    await page.waitForFunction((slide) => document.title.startsWith(`${slide} · Another name`), slide);
    assert.equal(await presenter.title(), `Presenter window · ${await page.title()}`);
    site.write(file, good);
    await presenter.waitForFunction((title) => document.title === title, title);
    // So it is where it is read.
    await page.keyboard.press("r");
    site.edit(file, (text) => text.replace(/^title: .*$/m, "title: Another name"));
    await page.waitForFunction(() => document.title.startsWith("Another name"));
    site.write(file, good);
    await page.waitForFunction((title) => title.endsWith(document.title), title);
    await nothingElseMoved(page);
    assert.deepEqual(complaints, []);
  });
});

test("what is looked at on the page of the search stays", async () => {
  await open(address("search/?q=the"), async (page, complaints) => {
    await known(page, "search/index.js");
    const place = () =>
      page.evaluate(() => {
        const links = [...document.querySelectorAll(".search-results a")];
        const first = links.find((link) => link.getBoundingClientRect().top >= 0);
        const { id, tagName } = document.activeElement;
        const { selectionStart, selectionEnd } = document.getElementById("words");
        return { seen: first.getAttribute("href"), top: first.getBoundingClientRect().top, caret: [selectionStart, selectionEnd], focused: document.activeElement.getAttribute("href") ?? (id || tagName) };
      });
    const isAsIn = async (before) => {
      const now = await place();
      assert.ok(Math.abs(now.top - before.top) <= 1, `what is read stands at ${now.top}, not at ${before.top}`);
      assert.deepEqual({ ...now, top: before.top }, before);
    };
    const save = async (change) => {
      await page.evaluate(() => (window.stayed = true));
      site.edit(OBJECTIVE, change);
      await page.waitForFunction(() => !window.stayed && document.querySelector(".search-results a"));
      await known(page, "search/index.js");
    };
    await page.evaluate(() => scrollTo(0, 600));
    await page.evaluate(() => document.getElementById("words").setSelectionRange(1, 2));
    const read = await place();
    assert.equal(read.focused, "words");
    await save((text) => text.replace("is ongoing", "goes on and on"));
    await isAsIn(read);

    const link = page.locator(".search-results a").nth(15);
    await link.focus();
    const before = await place();
    assert.equal(before.focused, await link.getAttribute("href"));
    await save((text) => text.replace("goes on and on", "is ongoing"));
    await isAsIn(before);
    // A result that comes before all others moves nothing.
    site.write(`${FOLDER}/05-the.md`, "---\ntitle: The first of the results\nkind: slides\n---\nThe words.\n");
    await reads(page, "The first of the results");
    await isAsIn(before);
    assert.equal(await page.inputValue("#words"), "the");
    rmSync(site.path(`${FOLDER}/05-the.md`));
    // Whoever comes by a link begins at the first result.
    await page.goto(address());
    await page.goto(address("search/?q=the"));
    assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement.id]), [0, "words"]);
    assert.deepEqual(complaints, []);
  });
});
