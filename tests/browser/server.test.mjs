// The live preview and its server: one that ends and begins again, that has no site yet, that was told how to behave.

import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { DECK, FOLDER, OBJECTIVE, draft, nothingElseMoved, open, place, reads, serve, shown } from "./drafting.mjs";
import { useBrowser } from "./site.mjs";

useBrowser();

const panel = (page) => page.locator("#quarterdeck-preview .panel");

test("a page catches up with a server that was started again", async () => {
  const own = draft();
  let first = await serve(own.root);
  try {
    await open(`${first.address}${DECK}#status`, async (page) => {
      await first.end();
      await page.waitForFunction(() => document.querySelector("#quarterdeck-preview").classList.contains("is-alone"));
      own.edit(OBJECTIVE, (text) => text.replace("is ongoing", "was done meanwhile"));
      first = await serve(own.root, [], first.port);
      await reads(page, "was done meanwhile");
      assert.equal((await place(page)).id, "status", "what happened meanwhile turns no slide");
      await nothingElseMoved(page);
      // And it hears again.
      own.edit(OBJECTIVE, (text) => text.replace("was done meanwhile", "is done now"));
      await shown(page, "content-integrity/orangemoody");
    });
  } finally {
    await first.end();
    own.end();
  }
});

/** Stands between pages and a server: what is connected can be made to fall silent, as when a computer sleeps. */
async function between(port) {
  const lines = new Set();
  const proxy = createServer((page) => {
    const line = { ends: [page, connect(port, "127.0.0.1")], isSilent: false };
    lines.add(line);
    for (const [from, to] of [line.ends, line.ends.toReversed()]) {
      from.on("data", (data) => line.isSilent || to.write(data));
      from.on("error", () => {});
      from.on("close", () => line.isSilent || to.destroy());
    }
  });
  await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${proxy.address().port}/`,
    fallSilent: () => lines.forEach((line) => (line.isSilent = true)),
    end() {
      proxy.close();
      for (const { ends } of lines) ends.forEach((end) => end.destroy());
    },
  };
}

test("a connection that died without a word is noticed, and a new one catches up", async () => {
  const own = draft();
  const server = await serve(own.root);
  const way = await between(server.port);
  try {
    await open(`${way.address}${DECK}#status`, async (page) => {
      await page.clock.install();
      await page.reload();
      own.edit(OBJECTIVE, (text) => text.replace("is ongoing", "was heard"));
      await reads(page, "was heard");
      way.fallSilent();
      own.edit(OBJECTIVE, (text) => text.replace("was heard", "was not heard"));
      await page.waitForTimeout(1000);
      assert.ok(!(await page.textContent("main")).includes("was not heard"));
      await page.clock.fastForward(26_000);
      // What is asked for over other old connections is given up, too.
      for (let tries = 0; tries < 6 && !(await page.textContent("main")).includes("was not heard"); tries += 1) {
        await page.waitForTimeout(1500);
        await page.clock.fastForward(11_000);
      }
      await reads(page, "was not heard");
      await page.waitForFunction(() => !document.querySelector("#quarterdeck-preview").classList.contains("is-alone"));
      own.edit(OBJECTIVE, (text) => text.replace("was not heard", "is heard again"));
      await reads(page, "is heard again");
    });
  } finally {
    way.end();
    await server.end();
    own.end();
  }
});

test("where connections died with the network, the page catches up soon after it is back", async () => {
  const own = draft();
  const server = await serve(own.root);
  const way = await between(server.port);
  try {
    await open(`${way.address}${DECK}#status`, async (page) => {
      // So many connections are kept open beside the one that listens.
      await page.evaluate(() => Promise.all([1, 2, 3, 4].map(async () => (await fetch("/")).text())));
      way.fallSilent();
      own.edit(OBJECTIVE, (text) => text.replace("is ongoing", "was not heard"));
      await page.waitForTimeout(1000);
      assert.ok(!(await page.textContent("main")).includes("was not heard"));
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.waitForFunction(() => document.querySelector("main").textContent.includes("was not heard"), null, { timeout: 15_000 });
      await page.waitForFunction(() => !document.querySelector("#quarterdeck-preview").classList.contains("is-alone"));
    });
  } finally {
    way.end();
    await server.end();
    own.end();
  }
});

test("a deck whose folder got another name while no server ran takes its page along", async () => {
  const own = draft();
  let server = await serve(own.root);
  const begin = async () => (server = await serve(own.root, [], server.port));
  try {
    await open(`${server.address}${DECK}#status`, async (page) => {
      const before = await place(page);
      await server.end();
      renameSync(own.path(FOLDER), own.path("content/technology/third & last"));
      await begin();
      await page.waitForFunction(() => location.pathname === "/technology/third%20%26%20last/");
      assert.deepEqual(await place(page), before);
      await nothingElseMoved(page);
      own.edit("content/technology/third & last/50-content-integrity.md", (text) => text.replace("is ongoing", "goes on"));
      await shown(page, "content-integrity/orangemoody");
      assert.equal(await page.locator("#quarterdeck-preview .elsewhere").isVisible(), false);
      // So it does where the server begins with a mistake.
      await server.end();
      renameSync(own.path("content/technology/third & last"), own.path(FOLDER));
      own.edit(OBJECTIVE, (text) => text.replace("objective:", "objectiv:"));
      await begin();
      await panel(page).waitFor();
      own.edit(OBJECTIVE, (text) => text.replace("objectiv:", "objective:"));
      await page.waitForFunction((path) => location.pathname === path, `/${DECK}`);
      await panel(page).waitFor({ state: "hidden" });
      // One that is gone is not taken for another quarter's.
      await server.end();
      renameSync(own.path(FOLDER), own.path("third"));
      await begin();
      await panel(page).waitFor();
      assert.match(await page.locator("#quarterdeck-preview .count").innerText(), /no longer/);
    });
  } finally {
    await server.end();
    own.end();
  }
});

test("a site that never was built is told of, and appears when it is repaired", async () => {
  const own = draft();
  own.edit(`${FOLDER}/deck.md`, (text) => text.replace("quarter:", "qarter:"));
  const first = await serve(own.root);
  try {
    await open(`${first.address}${DECK}`, async (page) => {
      await panel(page).waitFor();
      assert.ok((await panel(page).innerText()).includes("qarter"));
      const nowhere = await page.context().newPage();
      await nowhere.goto(`${first.address}nowhere/`);
      await panel(nowhere).waitFor();
      own.edit(`${FOLDER}/deck.md`, (text) => text.replace("qarter:", "quarter:"));
      await shown(page, "title");
      // What is shown where no page is changes, too.
      await nowhere.waitForFunction(() => document.title.includes("Technology OKRs"));
      own.edit("content/site.md", (text) => text.replace(/^title: .*/m, "title: Check-ins"));
      await nowhere.waitForFunction(() => document.title.includes("Check-ins"));
    });
  } finally {
    await first.end();
    own.end();
  }
});

test("the server can be told not to follow", async () => {
  const own = draft();
  const quiet = await serve(own.root, ["--no-follow", "--editor", "zed://file{file}:{line}"]);
  try {
    await open(`${quiet.address}${DECK}#status`, async (page) => {
      own.edit(OBJECTIVE, (text) => text.replace("is ongoing", "is going on"));
      await reads(page, "is going on");
      assert.equal((await place(page)).id, "status");
      const edit = page.locator("#quarterdeck-preview .edit");
      await edit.hover();
      assert.match(await edit.getAttribute("href"), new RegExp(`^zed://file${own.root}/${FOLDER}/84-status\\.md:\\d+$`));
    });
  } finally {
    assert.equal(await quiet.end(), 0);
    own.end();
  }
});
