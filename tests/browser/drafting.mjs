// A writer at work: a copy of the sample, the preview server over it, and an open page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, beforeEach } from "node:test";
import { setTimeout } from "node:timers/promises";
import { keep, newContext } from "./site.mjs";

const program = resolve(process.env.QUARTERDECK ?? "../../target/debug/quarterdeck");
const project = resolve(import.meta.dirname, "../..");

/** A file of the sample as it is. */
export const original = (file) => readFileSync(join(project, file), "utf8");

/** The deck that is written on, and one of its files. */
export const FOLDER = "content/technology/fy2020-21-q3";
export const OBJECTIVE = `${FOLDER}/50-content-integrity.md`;
export const DECK = "technology/fy2020-21-q3/";

/** A site of one's own, which goes when `end` is called. */
export function draft() {
  const root = mkdtempSync(join(tmpdir(), "quarterdeck-draft-"));
  cpSync(join(project, "content"), join(root, "content"), { recursive: true });
  const path = (file) => join(root, file);
  return {
    root,
    path,
    read: (file) => readFileSync(path(file), "utf8"),
    /** Saves as many editors do: beside the file, then over it. */
    write(file, text) {
      writeFileSync(path(`${file}.tmp~`), text);
      renameSync(path(`${file}.tmp~`), path(file));
    },
    edit(file, change) {
      const before = readFileSync(path(file), "utf8");
      const after = change(before);
      if (after === before) throw new Error(`nothing to change in ${file}`);
      this.write(file, after);
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Starts the preview of a site; gives its address and how to end it. */
export async function serve(root, options = [], port = 0) {
  const server = spawn(program, ["serve", "--root", root, "--port", String(port), "--today", "2021-04-15", ...options], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((done) => server.once("exit", done));
  let said = "";
  const address = await new Promise((done, fail) => {
    server.stderr.on("data", (data) => {
      said += data;
      const found = /http:\/\/[\d.:]+\//.exec(said);
      if (found) done(found[0]);
    });
    server.once("exit", (code) => fail(new Error(`serve ended with ${code}: ${said}`)));
    server.once("error", fail);
  });
  /** Ends it, unless it has ended; gives what it ended with. */
  const end = () => {
    server.kill("SIGINT");
    return ended;
  };
  /** Does something while the server stands still: to it, it all happens at once. */
  async function atOnce(change) {
    server.kill("SIGSTOP");
    try {
      await setTimeout(50);
      change();
    } finally {
      server.kill("SIGCONT");
    }
  }
  return { address, port: Number(new URL(address).port), end, atOnce };
}

/**
 * A site of one's own with the server over it, for the tests of a file; each begins with the objective as it is in the sample, and
 * leaves the rest of the deck as it was. Options are those of the server.
 */
export function useDraft(options) {
  const site = draft();
  let server;
  let deckAsItWas;
  before(async () => {
    server = await serve(site.root, options);
    deckAsItWas = await textAt(address(DECK));
  });
  // Whatever a test has left of it; a page that is opened before that is served would follow it.
  beforeEach(async () => {
    site.write(OBJECTIVE, original(OBJECTIVE));
    await until(address(DECK), (page) => page === deckAsItWas, "the sample's deck");
  });
  after(async () => {
    await server.end();
    site.end();
  });
  const address = (path = "") => server.address + path;
  /** The same by another name of this machine. */
  const deckAt = (name, hash = "") => address(DECK + hash).replace("127.0.0.1", name);
  return { site, address, deck: (hash = "") => address(DECK + hash), deckAt, atOnce: (change) => server.atOnce(change) };
}

const textAt = async (address) => (await fetch(address)).text();

async function until(address, is, what) {
  const end = Date.now() + 60_000;
  while (!is(await textAt(address))) {
    assert.ok(Date.now() < end, `waited in vain for ${what} on ${address}`);
    await setTimeout(20);
  }
}

/** Waits until a page is served with a text: one that is opened right after a save may be the one before it. */
export const serves = (address, text) => until(address, (page) => page.includes(text), text);

/** Opens a page of the preview, and marks its slides so that they are known again. */
export async function open(address, look, options = {}) {
  const context = await newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const complaints = listen(page);
  try {
    await page.goto(address, { waitUntil: "load" });
    await page.locator("#quarterdeck-preview").waitFor({ state: "attached" });
    await mark(page);
    await look(page, complaints);
  } catch (error) {
    await keep(page, "preview");
    throw error;
  } finally {
    await context.close();
  }
}

/** What the browser complains of, but that a server which is away cannot be reached. */
export function listen(page, complaints = []) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !/net::ERR_/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  return complaints;
}

/** Remembers each slide's node by the slide's id, and that the page was not loaded anew. */
export const mark = (page) =>
  page.evaluate(() => {
    window.stayed = true;
    for (const slide of document.querySelectorAll("main section.slide")) slide.mark = slide.id;
  });

/** The slides as they are: their ids, and the ids that their nodes had when they were marked. */
export const slides = (page) =>
  page.$$eval("main section.slide", (slides) => slides.map((slide) => ({ id: slide.id, mark: slide.mark ?? null })));

/** What the reader's place is. */
export const place = (page) =>
  page.evaluate(() => ({
    stayed: window.stayed === true,
    id: document.querySelector("main section.slide.current")?.id ?? null,
    step: window.quarterdeck?.state.step ?? null,
    address: decodeURIComponent(location.hash),
    entries: history.length,
  }));

/** Waits until a slide is shown. */
export const shown = (page, id) => page.waitForFunction((id) => document.querySelector("main section.slide.current")?.id === id, id);

/** Waits until the page holds a text. */
export const reads = (page, text) => page.waitForFunction((text) => document.querySelector("main").textContent.includes(text), text);

/** Every slide that was there when they were marked is the same node, but for those named. */
export async function nothingElseMoved(page, but = []) {
  const now = await slides(page);
  const moved = now.filter(({ id, mark }) => id !== mark && !but.includes(id));
  assert.deepEqual(moved, [], "every other slide is the same node");
  assert.equal((await place(page)).stayed, true, "the page was not loaded anew");
}

/** What the page shows is known when the preview has asked for its tag. */
export const known = (page, file) =>
  page.waitForFunction((file) => performance.getEntriesByType("resource").some(({ name, initiatorType }) => name.endsWith(file) && initiatorType === "fetch"), file);
