// What a deck weighs on its way to the reader, compressed: a deck of thirty slides with script and styles under 60 kB, the script under 12.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { root, targetOf } from "./site.mjs";
import { sample } from "./talk.mjs";

/** As the heavier of two programs makes it: servers compress with either, and they differ by a few bytes. */
function weigh(file) {
  const path = join(root, file);
  return Math.max(gzipSync(readFileSync(path), { level: 9 }).length, execFileSync("gzip", ["-9", "-c", path]).length);
}

test("a deck is light", () => {
  const html = readFileSync(join(root, sample), "utf8");
  const slides = html.match(/<section [^>]*class="slide[ "]/g).length;
  const files = (pattern) => [...html.matchAll(pattern)].map(([, link]) => targetOf(sample, link).file);
  const sum = (files) => files.reduce((sum, file) => sum + weigh(file), 0);
  const scripts = sum(files(/<script src="([^"]+)"/g));
  const presenter = sum(files(/ data-script="([^"]+)"/g));
  const styles = sum(files(/<link rel="stylesheet" href="([^"]+)"/g));
  assert.ok(slides >= 30, `the sample has a deck of thirty slides, not of ${slides}`);
  const page = (weigh(sample) * 30) / slides;
  const weights = `page ${Math.round(page)} of ${slides} slides, styles ${styles}, scripts ${scripts}, the presenter window's ${presenter}`;
  console.log(weights);
  assert.ok(scripts > 0 && scripts < 12_000, weights);
  assert.ok(presenter > 0 && presenter < 4_000, weights);
  assert.ok(page + styles + scripts + presenter < 60_000, weights);
});
