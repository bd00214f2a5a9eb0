// In colours that readers choose for all they read, what these slides tell by colours and shadows is still told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser, visit } from "./site.mjs";
import { sample } from "./talk.mjs";

useBrowser();

for (const colorScheme of ["light", "dark"]) {
  test(`bars stand out from their ground, and the present quarter from the others: ${colorScheme}`, async () => {
    await visit(sample, { forcedColors: "active", colorScheme }, async (page) => {
      const contrasts = await page.$$eval(".bar .bar-fill", (fills) => {
        const luminance = (element) => {
          const channels = getComputedStyle(element).fill.match(/[\d.]+/g).slice(0, 3);
          const [red, green, blue] = channels.map((value) => ((value / 255 + 0.055) / 1.055) ** 2.4);
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
        };
        return fills.map((fill) => {
          const [light, dark] = [fill, fill.closest("svg").querySelector(".bar-track")].map(luminance).sort((a, b) => b - a);
          return light / dark;
        });
      });
      assert.ok(contrasts.length > 10 && contrasts.every((contrast) => contrast > 3), `${contrasts}`);
      const lines = await page.$$eval(".results thead th", (heads) => heads.map((head) => [head.matches(".present"), parseFloat(getComputedStyle(head).borderBlockEndWidth) > 0]));
      assert.ok(lines.every(([isPresent, isMarked]) => isPresent === isMarked), `${lines}`);
    });
  });
}
