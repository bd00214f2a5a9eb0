// What holds for every page of the site: it is quiet, it fits, and its links lead somewhere.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pages, root, targetOf, useBrowser, visit } from "./site.mjs";

const widths = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

useBrowser();

for (const path of pages()) {
  describe(path, () => {
    test("asks no one for anything and breaks no rule of its own", async () => {
      await visit(path, {}, async (page, complaints) => {
        assert.deepEqual(complaints, []);
        const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
        assert.equal(policy?.replaceAll(/\s*;\s*/g, "; "), "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:");
        const inline = await page.$$eval("[style], style, script:not([src]):not([type='application/json'])", (found) =>
          found.map((element) => element.outerHTML.slice(0, 120)),
        );
        assert.deepEqual(inline, [], "nothing is inline");
      });
    });

    test("needs no scrolling sideways at any width, and keeps quarters together", async () => {
      await visit(path, { viewport: widths[0] }, async (page) => {
        for (const viewport of widths) {
          await page.setViewportSize(viewport);
          // A narrow screen opens a deck to be read, so that it is loaded as such.
          if (viewport.width < 700) await page.reload();
          const tooWide = await page.evaluate(() => {
            const wide = [document.documentElement, document.body];
            return wide.map((box) => box.scrollWidth - window.innerWidth).filter((excess) => excess > 1);
          });
          assert.deepEqual(tooWide, [], `${viewport.width} px`);
          const broken = await page.$$eval(".unbroken", (found) =>
            found.filter((element) => element.getClientRects().length > 1 || (element.closest("h1, h2") && getComputedStyle(element).display !== "inline")).map((element) => element.textContent),
          );
          assert.deepEqual(broken, [], `${viewport.width} px`);
        }
      });
    });

    test("has links that lead somewhere, and ids of its own", async () => {
      await visit(path, { javaScriptEnabled: false }, async (page) => {
        const links = await page.$$eval("[href], [src]", (found) =>
          found.map((element) => element.getAttribute("href") ?? element.getAttribute("src")),
        );
        const broken = [...new Set(links)].filter((link) => {
          assert.ok(!link.startsWith("/"), `${link} is relative to a host`);
          const target = targetOf(path, link);
          if (!target) return false;
          const file = join(root, target.file);
          if (!existsSync(file)) return true;
          const isElsewhereOnPage = target.id && target.file.endsWith(".html");
          return isElsewhereOnPage && !readFileSync(file, "utf8").includes(`id="${escape(target.id)}"`);
        });
        assert.deepEqual(broken, [], "broken links");
        const ids = await page.$$eval("[id]", (found) => found.map((element) => element.id));
        assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], "ids used twice");
      });
    });
  });
}

/** As the id stands in an attribute. */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
