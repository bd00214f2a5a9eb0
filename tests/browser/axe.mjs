// What axe-core finds on a page, by the rules of WCAG 2.2 at levels A and AA.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Every violation below `root`, each with the first elements it is found on. The page must be visited with `bypassCSP`:
 * its own rules would keep the examiner out; nothing else is loosened.
 */
export async function axeFinds(page, root = "html") {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ content: axe });
  return page.evaluate(
    async ([root, rules]) => {
      const found = await window.axe.run(root, { runOnly: rules, resultTypes: ["violations"] });
      return found.violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("\n")}`);
    },
    [root, rules],
  );
}
