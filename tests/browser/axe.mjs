// What axe-core finds on a page, by the rules of WCAG 2.2 at levels A and AA, and by good practice.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const options = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Off unless asked for.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

/** The colours that a page is read in, and their names. */
export const modes = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "active" },
];
export const nameOf = ({ colorScheme, forcedColors }) => (forcedColors === "active" ? "forced colours" : colorScheme);

// The rules of the page would keep the examiner out; nothing else is loosened.
export const examined = { bypassCSP: true, reducedMotion: "reduce" };

/** What is wrong in the page; with a selector and rules: what breaks these in that part of it. */
export async function barriers(page, part, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ content: axe });
  return page.evaluate(
    async ([part, options]) => {
      const found = await window.axe.run(part ?? document, options);
      const tell = ({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`;
      return found.violations.map(({ id, impact, nodes }) => `${id} (${impact}), ${nodes.length} times: ${nodes.slice(0, 3).map(tell).join("\n")}`);
    },
    [part, rules ? { ...options, runOnly: rules } : options],
  );
}
