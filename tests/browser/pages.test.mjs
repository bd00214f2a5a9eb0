// What holds for every page of the site: it is quiet, and its links lead somewhere.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pages, root, targetOf, useBrowser, visit } from "./site.mjs";

useBrowser();

for (const path of pages()) {
  describe(path, () => {
    test("asks no one for anything, breaks no rule of its own, and has links that lead somewhere, and ids of its own", async () => {
      await visit(path, {}, async (page, complaints) => {
        assert.deepEqual(complaints, []);
        const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
        assert.equal(policy?.replaceAll(/\s*;\s*/g, "; "), "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:");
        const inline = await page.$$eval("[style], style, script:not([src]):not([type='application/json'])", (found) =>
          found.map((element) => element.outerHTML.slice(0, 120)),
        );
        assert.deepEqual(inline, [], "nothing is inline");
        // Scripts add to a page: what is looked at further is the file as it is.
        const { links, ids } = await page.evaluate((file) => {
          const parsed = new DOMParser().parseFromString(file, "text/html");
          const links = [...parsed.querySelectorAll("[href], [src]")].map((element) => element.getAttribute("href") ?? element.getAttribute("src"));
          return { links, ids: [...parsed.querySelectorAll("[id]")].map((element) => element.id) };
        }, readFileSync(join(root, path), "utf8"));
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
        assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], "ids used twice");
      });
    });
  });
}

/** As the id stands in an attribute. */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
