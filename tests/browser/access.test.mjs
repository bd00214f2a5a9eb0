// Every page in light, dark and forced colours, for those who see little, listen, or use keys alone: WCAG 2.2, levels A and AA.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { barriers, examined, modes, nameOf } from "./axe.mjs";
import { pages, useBrowser, visit } from "./site.mjs";

const ofColours = ["color-contrast", "link-in-text-block"];

useBrowser();

for (const path of pages()) {
  describe(path, () => {
    test("has no barrier in any mode", async () => {
      await visit(path, { ...examined, hash: "#read", viewport: { width: 1280, height: 800 } }, async (page) => {
        for (const mode of modes) {
          await page.emulateMedia(mode);
          // What does not depend on colours is the same in all modes.
          assert.deepEqual(await barriers(page, undefined, mode === modes[0] ? undefined : ofColours), [], nameOf(mode));
        }
        await page.emulateMedia(modes[0]);
        await page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await barriers(page), [], "on a phone");
      });
    });
  });
}
