// Two sites that are hard on their pages: one of long German words and of many quarters, one in Arabic, from right to left.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { useBrowser, visit } from "./site.mjs";

useBrowser();

const program = resolve(process.env.QUARTERDECK ?? "../../target/debug/quarterdeck");
const folder = mkdtempSync(join(tmpdir(), "languages-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a site of the files; gives the addresses of its pages. */
function site(name, files) {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, "content", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  execFileSync(program, ["build", "--root", root, "--today", "2026-12-20"], { stdio: "ignore" });
  const output = join(root, "output");
  return (page) => pathToFileURL(join(output, page)).href;
}

const german = { "site.md": "---\ntitle: Stadtwerke\nlanguage: de\n---\n" };
for (const year of [2024, 2025, 2026]) {
  for (const quarter of [1, 2, 3, 4]) {
    const deck = `netz/${year}-q${quarter}`;
    german[`${deck}/deck.md`] = `---\ntitle: Versorgungssicherheitsbericht\nteam: Netz\nquarter: Q${quarter} ${year}\n---\n`;
    german[`${deck}/10-netz.md`] = `---
title: Versorgungssicherheit im gesamten Niederspannungsverteilnetz
objective: Niemand sitzt im Dunkeln.
key_results:
  - {id: a, title: Mittelspannungsschaltanlagenerneuerung, target: 40 Anlagen, plan: {Q2: 12, Q4: 40}, check_in: "${quarter * 8} Anlagen, in der Innenstadt"}
  - {id: b, title: Kundinnen und Kunden, baseline: 100 Haushalte, target: 900 Haushalte, check_in: ${quarter * 100} Haushalte}
  - {id: c, title: Zertifiziert, target: yes, check_in: no}
---
`;
  }
}
const address = `https://wiki.stadtwerke.example/${"anlagen".repeat(9)}`;
german["warm/2026-q4/20-adressen.md"] = `---
title: ${address}
objective: Siehe ${address}
owner: ${address}
initiatives: ["${address}"]
key_results:
  - {title: "${address}", target: 4 of 4, check_in: {value: 2 of 4, note: "${address}"}, deliverables: [{title: "${address}", due: Q4}]}
---
::: columns
::: column
### ${address}

- ${address}
:::
::: column
${address}
:::
:::

---

<details>
<summary>${address}</summary>

${address}

</details>

\`\`\`chart
title: ${address}
data: {Q1: 1, Q2: 3}
\`\`\`
`;
german["warm/2026-q4/30-verlauf.md"] = `---
kind: drilldown
title: Adressen
charts: [{title: "${address}", data: {Q1: 1, Q2: 3}}]
---
${address}
`;
german["warm/2026-q4/deck.md"] = "---\nteam: Wärme\nquarter: Q4 2026\n---\n";
const inGerman = site("german", german);

const inArabic = site("arabic", {
  "site.md": "---\ntitle: أهداف التقنية\nlanguage: ar\n---\n",
  "core/q3/deck.md": "---\ntitle: المراجعة الفصلية\nteam: {id: core, name: المنصة}\nquarter: Q3 2026\ndate: 2026-10-02\n---\n",
  "core/q3/10-speed.md": `---
title: مراجعات أسرع
objective: لا ينتظر أحد مراجعة أكثر من استراحة قهوة.
key_results:
  - {id: share, title: حصة التغييرات الصغيرة, baseline: 20%, target: 60%, check_ins: {Q2: 31%}, check_in: 42%}
---

| الفريق | العدد |
|---|---|
| ليلى | 3 |
`,
});

const life = "teams/netz/netz/index.html";

for (const [width, height] of [[320, 640], [390, 844]]) {
  test(`long words and addresses need no scrolling sideways at ${width} px`, async () => {
    for (const path of ["index.html", "netz/2026-q4/index.html", "teams/netz/index.html", life, "warm/2026-q4/index.html", "teams/wärme/index.html"]) {
      await visit(path, { viewport: { width, height }, address: inGerman(path) }, async (page) => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
        const cut = await page.$$eval(".team .table-scroll", (boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
        assert.equal(cut, 0, path);
      });
    }
  });

  test(`the table of a key result's life is whole at ${width} px, and says what its numbers are`, async () => {
    await visit(life, { viewport: { width, height }, address: inGerman(life) }, async (page) => {
      const faults = await page.$$eval(".life-table", (tables) =>
        tables.flatMap((table) => {
          const cut = table.parentElement.scrollWidth > table.parentElement.clientWidth + 1 ? ["cut"] : [];
          const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
          const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
          const broken = rows.filter(([quarter]) => quarter.firstChild.getClientRects().length > 1);
          // The quarter begins a row, with its value beside it, and the status ends it; all between them are named.
          const apart = rows.filter(([quarter, value]) => Math.abs(quarter.getBoundingClientRect().top - value.getBoundingClientRect().top) > 4);
          const unnamed = rows.flatMap((cells) => cells.slice(2, -1).filter((cell, at) => cell.textContent && !cell.innerText.startsWith(`${heads[at + 2]} `)));
          return [...cut, ...broken, ...apart, ...unnamed].map((fault) => fault.outerHTML ?? `${fault}`);
        }),
      );
      assert.deepEqual(faults, []);
    });
  });
}

test("a team's grid of three years has room on a screen, and no word in it is broken", async () => {
  const path = "teams/netz/index.html";
  await visit(path, { viewport: { width: 1440, height: 900 }, address: inGerman(path) }, async (page) => {
    assert.ok(await page.$eval(".table-scroll", (box) => box.scrollWidth <= box.clientWidth + 1));
    const broken = await page.$$eval(".cell-value", (values) =>
      values.flatMap(({ firstChild }) =>
        [...firstChild.data.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
          const range = new Range();
          range.setStart(firstChild, index);
          range.setEnd(firstChild, index + word.length);
          return range.getClientRects().length > 1;
        }).map(([word]) => word),
      ),
    );
    assert.deepEqual(broken, []);
  });
});

test("the newest decks stand beside each other", async () => {
  await visit("index.html", { address: inGerman("index.html") }, async (page) => {
    const tops = await page.$$eval(".newest .book", (books) => books.map((book) => book.getBoundingClientRect().top));
    assert.equal(tops.length, 2);
    assert.equal(tops[0], tops[1]);
  });
});

test("from right to left facts follow each other, and tables begin at the margin", async () => {
  const path = "core/q3/index.html";
  await visit(path, { address: inArabic(path), reducedMotion: "reduce" }, async (page) => {
    const facts = await page.evaluate(() => {
      const box = (selector) => document.querySelector(`#title ${selector}`).getBoundingClientRect();
      return { quarter: box(".title-facts .unbroken").left, date: box(".title-facts time").right, status: box(".strip .status").left, title: box(".strip-title").right };
    });
    assert.ok(facts.date < facts.quarter, "the date stands behind the quarter");
    assert.ok(facts.title < facts.status - 8, "an objective's title stands behind its status");
    for (const [id, cell] of [["speed", ".prose th"], ["speed/key-results", ".results th .result-title"]]) {
      await page.evaluate((id) => (location.hash = `#${id}`), id);
      await page.waitForFunction((id) => document.querySelector("section.slide.current")?.id === id, id);
      const [margin, start] = await page.$eval(".slide.current", (slide, cell) => [slide.querySelector("h2"), slide.querySelector(cell)].map((element) => element.getBoundingClientRect().right - parseFloat(getComputedStyle(element).paddingRight)), cell);
      assert.ok(Math.abs(margin - start) < 2, `${id}: the first column begins ${margin - start} px beside the margin`);
    }
  });
});

test("a title in Latin letters stands beside its status on an Arabic page", async () => {
  const inArabic = site("latin", {
    "site.md": "---\nlanguage: ar\n---\n",
    "core/q3/deck.md": "---\nteam: Core\nquarter: Q3 2026\n---\n",
    "core/q3/10-speed.md": "---\ntitle: Speed\nobjective: Reviews are quick.\nkey_results: [{title: Days, baseline: 9 days, target: 3 days, check_in: 5 days}]\n---\n",
  });
  await visit("", { address: inArabic("core/q3/index.html"), hash: "#title", reducedMotion: "reduce" }, async (page) => {
    const gap = await page.$eval("#title .strip li", (item) => {
      const words = document.createRange();
      words.selectNodeContents(item.querySelector(".strip-title"));
      return item.querySelector(".status").getBoundingClientRect().left - words.getBoundingClientRect().right;
    });
    assert.ok(gap > 0 && gap < 60, `the title stands ${gap} px beside its status`);
  });
});

test("which part of an Arabic slide it is reads from left to right in an English deck", async () => {
  const many = Array.from({ length: 30 }, (_, at) => `- السطر ${at}\n\n  ${"كلمات كثيرة ".repeat(30)}\n`).join("\n");
  const inEnglish = site("mixed", {
    "core/q3/deck.md": "---\nteam: Core\nquarter: Q3 2026\n---\n",
    "core/q3/10-lines.md": `# الأهداف\n\n${many}`,
  });
  await visit("", { address: inEnglish("core/q3/index.html"), hash: "#lines" }, async (page) => {
    const lefts = await page.$eval("section.slide.current .part", (part) => {
      const letters = document.createRange();
      return [0, part.textContent.indexOf("of")].map((at) => {
        letters.setStart(part.firstChild, at);
        letters.setEnd(part.firstChild, at + 1);
        return letters.getBoundingClientRect().left;
      });
    });
    assert.ok(lefts[0] < lefts[1], `the number stands at ${lefts[0]}, “of” at ${lefts[1]}`);
  });
});

const statuses = ["on-track", "at-risk", "off-track", "not-started", "paused", "postponed", "dropped", "done"];
for (const language of ["en", "de", "fr", "ar"]) {
  const objective = (from, at) => `---
title: Objective ${at}
objective: It is told in words.
outcome: longer
key_results:
${statuses.slice(from, from + 4).map((status, number) => `  - {id: k${number}, title: Result ${number}, target: 100 steps, check_ins: {Q1: 12, Q2: 12, Q3: 12}, check_in: 100 steps, status: ${status}, reason: So it is}`).join("\n")}
---
`;
  const inWords = site(`words-${language}`, {
    "site.md": `---\ntitle: Words\nlanguage: ${language}\n---\n`,
    "t/q4/deck.md": "---\nteam: T\nquarter: Q4 2026\n---\n",
    "t/q4/05-longer.md": "---\nkind: overview\ntitle: The longer term\nprogress: [More]\n---\n",
    "t/q4/10-one.md": objective(0, 1),
    "t/q4/20-two.md": objective(4, 2),
    "t/q4/30-three.md": objective(2, 3),
    "t/q4/90-status.md": "---\nkind: status\ntitle: Status\n---\n",
  });

  test(`words of status stay where they belong, language ${language}`, async () => {
    await visit("t/q4/index.html", { address: inWords("t/q4/index.html"), hash: "#status" }, async (page) => {
      const outside = await page.$$eval(".board-word", (all) => all.filter((word) => {
        const [box, cell] = [word, word.closest("li")].map((each) => each.getBoundingClientRect());
        return box.width === 0 || box.left < cell.left - 1 || box.right > cell.right + 1;
      }).map((word) => word.textContent));
      assert.deepEqual(outside, []);
    });
    await visit("t/q4/index.html", { address: inWords("t/q4/index.html"), hash: "#longer" }, async (page) => {
      const starts = await page.$$eval(".slide.current .strip-title", (all) => all.map((title) => Math.round(document.dir === "rtl" ? title.getBoundingClientRect().right : title.getBoundingClientRect().left)));
      assert.equal(starts.length, 3);
      assert.equal(new Set(starts).size, 1, `${starts}`);
      const tops = await page.$$eval(".slide.current .halves > div", (all) => all.map((half) => Math.round(half.querySelector("h3").getBoundingClientRect().top)));
      assert.equal(new Set(tops).size, 1, `${tops}`);
    });
  });
}
