// Measures the live preview: from the save of a file to the changed bytes served, and to the changed picture in Chromium.
//
//   node measure.mjs [ROOT PAGE FILE WORD] [--edits 30]
//
// ROOT holds content/ and is copied first; PAGE (`technology/fy2020-21-q3/`) shows WORD, which FILE (`content/…/x.md`) holds. Without
// them the sample is taken. QUARTERDECK names the program: measure one that was built with --release.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "./drafting.mjs";
import { chromiumPath } from "./site.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { edits: { type: "string", default: "30" } } });
const [root, path, file, word] = positionals.length ? positionals : [
  resolve(import.meta.dirname, "../.."),
  "technology/fy2020-21-q3/",
  "content/technology/fy2020-21-q3/50-content-integrity.md",
  "OrangeMoody",
];
const copy = mkdtempSync(join(tmpdir(), "quarterdeck-measure-"));
cpSync(join(root, "content"), join(copy, "content"), { recursive: true });
const text = readFileSync(join(copy, file), "utf8");
if (!text.includes(word)) throw new Error(`${file} does not hold ${word}`);

const now = () => performance.timeOrigin + performance.now();
const rest = () => new Promise((done) => setTimeout(done, 300 + Math.random() * 300));
const agent = new Agent({ keepAlive: true });

/** The page as it is served. */
const fetched = (address) =>
  new Promise((done, fail) => {
    const request = get(address, { agent }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => done(Buffer.concat(parts)));
    });
    request.on("error", fail);
  });

function told(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  console.log(`${name}: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms (${at(0)} to ${at(1)}, ${times.length} edits)`);
}

const started = now();
const server = await serve(copy);
await fetched(server.address + path);
console.log(`first page: ${(now() - started).toFixed(1)} ms after the start`);

const served = [];
for (let edit = 0; edit < Number(values.edits); edit += 1) {
  await rest();
  const mark = `Served${edit}x`;
  const saved = now();
  writeFileSync(join(copy, file), text.replaceAll(word, mark));
  while (!(await fetched(server.address + path)).includes(mark)) await new Promise((done) => setTimeout(done, 1));
  served.push(now() - saved);
}
told("save to served", served);

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: "reduce" });
await page.goto(server.address + path);
await page.locator("#quarterdeck-preview").waitFor({ state: "attached" });
const drawn = [];
for (let edit = 0; edit < Number(values.edits); edit += 1) {
  await rest();
  const mark = `Drawn${edit}x`;
  // The second frame after the change begins when the first one has been drawn.
  const drawing = page.evaluate(
    (mark) =>
      new Promise((done) => {
        const look = () => {
          if (!document.querySelector("main").textContent.includes(mark)) return;
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
      }),
    mark,
  );
  await rest();
  const saved = now();
  writeFileSync(join(copy, file), text.replaceAll(word, mark));
  drawn.push((await drawing) - saved);
}
told("save to drawn", drawn);

await browser.close();
await server.end();
agent.destroy();
rmSync(copy, { recursive: true, force: true });
