// A deck that is hard to set: every kind of slide with very little and with very much, long words, other scripts, odd pictures.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const words =
  "Every team that ships software learns sooner or later that review, release and repair belong together and that none of them gets faster alone";
const compound = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const chinese = "我们的目标是让每个团队都能在一天之内得到第一次评审，并且在一周之内把变更交付给用户。";
const arabic = "هدفنا أن يحصل كل فريق على مراجعته الأولى خلال يوم واحد وأن تصل التغييرات إلى المستخدمين خلال أسبوع.";

const many = (count, make) => Array.from({ length: count }, (_, at) => make(at + 1)).join("\n");
const times = (count, text) => Array(count).fill(text).join(" ");
const file = (front, body = "") => `---\n${front}\n---\n${body}\n`;
const picture = (width, height) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#888"/></svg>`;

const keyResult = (at) => `  - id: k${at}
    title: ${at % 3 === 0 ? compound : ""} ${words.slice(0, 40 + ((at * 37) % 100))}
    baseline: ${at * 100} maintainers (counted in the second quarter)
    target: ${at % 2 ? "+10%" : `${at * 130} maintainers`}
    goal: +${20 + at}%
    check_in: {value: ${at * 104} maintainers, note: "${words.slice(0, (at * 29) % 120)}"}
    check_ins: {Q1: "not measured: the survey was late", Q2: ${at * 102} maintainers}
${at % 4 === 0 ? `    deliverables:\n${many(5, (n) => `      - {title: "Part ${n} ${words.slice(0, 60)}", due: Q${(n % 4) + 1}}`)}` : ""}`;

const files = {
  "site.md": file("title: Crowded\nfiscal_year_starts: july"),
  "t/q3/deck.md": file("title: Hard to set\nteam: Setters\nquarter: Q3 FY2020-21\nauthors: [Ada, Bo, Cy]", `${times(2, words)}.`),
  "t/q3/wide.svg": picture(3000, 200),
  "t/q3/tall.svg": picture(200, 3000),
  "t/q3/large.svg": picture(4000, 4000),
  "t/q3/small.svg": picture(40, 40),
  "t/q3/10-one-word.md": "# One\n\nWord.\n",
  "t/q3/11-text.md": `# Much text\n\n${many(14, (n) => `Paragraph ${n}: ${words}, ${words.slice(0, (n * 47) % 130)}.\n`)}`,
  "t/q3/12-list.md": `# Many items\n\n${many(40, (n) => `- Item ${n} ${words.slice(0, (n * 53) % 140)}`)}\n`,
  "t/q3/13-nested.md": `# Nested\n\n${many(5, (n) => `- Outer ${n}\n  - Middle ${words}\n    - Inner ${words}\n      1. Innermost ${n}`)}\n`,
  "t/q3/14-code.md": `# Code\n\n\`\`\`rust {2,4-6}\n${many(16, (n) => `let line_${n} = ${n}; // ${"a comment that is long ".repeat(n % 5)}`)}\n\`\`\`\n`,
  "t/q3/15-table.md": `# A wide table\n\n|${times(7, "Column |")}\n|${times(7, "---|")}\n${many(6, (n) => `|${times(7, `cell ${n} ${words.slice(0, 30)} |`)}`)}\n`,
  "t/q3/15-table-words.md": `# A table of long words\n\n|Substation |Voltage levels |Transformers |Responsible |Maintenance |Certification |Remarks |\n|---|---|--:|---|---|---|---|\n${many(3, (n) => `|Central-${n} |110/20 kV |${n} |Featherstonehaugh |unsatisfactory |administration |Indispensable until decommissioning |`)}\n`,
  "t/q3/15-table-long.md": `# A long table\n\n${words}.\n\n## Rows\n\n|Number |What it says |\n|--:|---|\n${many(45, (n) => `|${n} |${words.slice(0, (n * 53) % 110)} |`)}\n`,
  "t/q3/15-table-long-words.md": `# A long table of long words\n\n|Substation |Voltage levels |Transformers |Responsible |Maintenance |Certification |Remarks |\n|---|---|--:|---|---|---|---|\n${many(30, (n) => `|Central-${n} |110/20 kV |${n} |Featherstonehaugh |unsatisfactory |administration |Indispensable until decommissioning |`)}\n`,
  "t/q3/16-compound.md": `# ${compound}\n\n${times(6, compound)}\n\n## And ${compound} ${compound}\n\nText.\n`,
  "t/q3/17-chinese.md": `# 目标\n\n${many(8, () => `${times(3, chinese)}\n`)}`,
  "t/q3/18-arabic.md": `# الأهداف\n\n${many(8, () => `${times(3, arabic)}\n`)}`,
  "t/q3/20-wide.md": `# Wide\n\n${words}.\n\n![A wide picture](wide.svg)\n\n${words}.\n`,
  "t/q3/21-tall.md": `# Tall\n\n${words}.\n\n![A tall picture](tall.svg)\n\n${words}.\n`,
  "t/q3/22-large.md": "# Large\n\n![A large picture](large.svg)\n",
  "t/q3/23-columns.md": `# Columns\n\n::: columns\n${many(4, (n) => `::: column\n### Column ${n}\n\n${words}.\n\n![A picture](${n % 2 ? "tall" : "small"}.svg)\n:::`)}\n:::\n`,
  "t/q3/24-mixed.md": `# Mixed\n\n> [!WARNING]\n> ${words}.\n\n${words}.[^1]\n\nTerm\n: ${words}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] ${words}\n- [x] done\n\n> ${words}\n\n$$\\sum_{i=1}^n \\frac{1}{i^2}$$\n\n\`\`\`\ncode\n\`\`\`\n\n[^1]: ${words}.\n`,
  "t/q3/30-spotlight.md": file("kind: spotlight\ntitle: Little", "Word."),
  "t/q3/31-spotlight-much.md": file(`kind: spotlight\ntitle: ${words}`, many(6, () => `${words}, ${words}.\n`)),
  "t/q3/31-spotlight-word.md": file(`kind: spotlight\ntitle: New in ${compound}`, "Word."),
  "t/q3/31-spotlight-title.md": file(`kind: spotlight\ntitle: ${words} ${words}`, "Word."),
  "t/q3/31-spotlight-title-much.md": file(`kind: spotlight\ntitle: ${words} ${words} ${words} ${words}`, "Word."),
  "t/q3/31-section-title.md": file(`kind: section\ntitle: ${words} ${words.slice(0, 60)}`, "Word."),
  "t/q3/32-section.md": file("kind: section\ntitle: Little"),
  "t/q3/33-section-much.md": file(`kind: section\ntitle: ${words.slice(0, 60)}`, `${words}.`),
  "t/q3/34-behind.md": `# ${compound} ${compound}\n\nWord.\n`,
  "t/q3/40-many.md": file(`title: ${words}\nobjective: ${words}, ${words}.\nowners: [Ada, Bo, Cy, Di, Ed, Flo]\nscoring: committed\nkey_results:\n${many(14, keyResult)}\ninitiatives:\n${many(3, (n) => `  - Initiative ${n} ${words}`)}`, `${words}.`),
  "t/q3/41-one.md": file("title: One\nobjective: Short.\nkey_results:\n  - {title: A, target: 4 of 4, check_in: 3 of 4}"),
  "t/q3/42-words.md": file(`title: Words\nobjective: ${compound}\nkey_results:\n  - {title: "${compound}", target: "${words}", check_in: "${words}"}\n  - {title: "${chinese}", target: "at most 3 incidents", check_in: "${times(2, arabic)}"}\n  - {title: Text, baseline: 0 ${compound.toLowerCase()}, target: 4 ${compound.toLowerCase()}, check_in: 2 ${compound.toLowerCase()}}`),
  "t/q3/42-numbers.md": file(`title: Numbers\nobjective: Many and long numbers.\nkey_results:
  - {title: Readers, baseline: "31,200,000 readers", target: "34,320,000 readers", plan: {Q4: "34,320,001"}, check_in: "33,602,400", check_ins: {Q1: "31,418,400", Q2: "30,638,400"}}
  - {title: Money, baseline: "$950,001", target: "$2,400,001", plan: {Q4: "$2,400,001"}, check_in: "$1,150,000", check_ins: {Q1: "$1,128,950", Q2: "$1,100,501"}}
  - {title: Result, baseline: "-$112,100,501", target: "-$500,001", plan: {Q4: "-$500,001"}, check_in: "-$111,150,000", check_ins: {Q1: "-$111,128,950", Q2: "-$111,100,501"}}
  - {title: Reached, target: "2,500,001 people", check_in: "1,234,567 of 2,500,001 people", check_ins: {Q1: "1,134,567 of 2,500,001 people", Q2: "1,200,000 of 2,500,001 people"}}
  - {title: Requests, target: "123,456,789,012,345", plan: {Q4: "123,456,789,012,345"}, check_in: "113,456,789,012,345", check_ins: {Q1: "103,456,789,012,345"}}`),
  "t/q3/42-deliverables.md": file(`title: Deliverables\nobjective: Very many.\nkey_results:\n${[2, 30, 90].map((count) => `  - title: Services ${count} ${words}\n    target: all of them\n    check_in: some\n    deliverables:\n${many(count, (n) => `      - {title: "Move service ${n} ${words.slice(0, (n * 41) % 90)}", due: Q${(n % 4) + 1}}`)}`).join("\n")}`),
  "t/q3/42-plans.md": file("title: Plans\nobjective: Plans alone are long.\nkey_results:\n  - {title: Members, baseline: 1974 members, target: +10%, plan: {Q4: 2171.4}, check_in: 2033 members, check_ins: {Q1: 1990 members}}"),
  ...Object.fromEntries([2, 4, 5, 6, 8].map((count) => [`t/q3/43-facts-${count}.md`, file(`title: Facts\nobjective: All facts there are.\nowners: [Ada Lovelace, Bo Diddley]\nscoring: committed\noutcome: overview-little\nkey_results:\n  - {title: A, target: 4 of 4, check_in: 3 of 4}\n  - {title: B, target: 4 of 4, check_in: 1 of 4}\n  - {title: C, target: 4 of 4}\ninitiatives: [One, Two, Three]`, many(count, (n) => `- Item ${n}`))])),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`t/q3/5${at}-objective-${at}.md`, file(`title: Objective ${at} ${at % 2 ? words.slice(0, 60) : ""}\nobjective: ${words}.\nkey_results:\n${many(1 + at % 5, (n) => `  - {id: r${n}, title: "${words.slice(0, 30 + n * 20)}", target: ${n + 4} steps, check_in: ${n} steps}`)}`)])),
  "t/q3/60-overview.md": file(`kind: overview\ntitle: Overview\nprogress:\n${many(4, () => `  - ${words}`)}\nchallenges:\n${many(3, () => `  - ${words}`)}\nactions: [${words.split(",")[0]}]\noutcomes:\n  - title: ${words}\n    metrics:\n${many(6, (n) => keyResult(n).replace(/^/gm, "  "))}`, `${words}.`),
  "t/q3/61-overview-little.md": file("kind: overview\ntitle: Little"),
  "t/q3/70-slo.md": file(`kind: slo\ntitle: Levels\nperiod: 2020-12-01..2021-02-28\nservices:\n${many(5, (n) => `  - service: Service ${n}\n    indicators:\n${many(4, (m) => `      - {name: "Indicator ${m} ${words.slice(0, 50)}", target: 99.9%, measured: ${m % 2 ? "99.95%" : "insufficient data"}, note: "${words.slice(0, m * 15)}"}`)}`)}`, `${words}.`),
  "t/q3/71-change.md": file(`kind: change\ntitle: Change\nbefore: ${times(3, words)}\nafter: ${times(3, words.replace("software", "services"))}`, `The situation\n: ${words}\n\nThe impact\n: ${words}, ${words}\n\nThe recommendation\n: ${words}`),
  "t/q3/71-change-word.md": file(`kind: change\ntitle: Change\nbefore: The ${compound}\nafter: All of the ${compound}`, "Word."),
  "t/q3/72-people.md": file(`kind: people\ntitle: People\nanniversaries:\n${many(20, (n) => `  ${n}: [${Array.from({ length: (n % 7) + 1 }, (_, at) => `Somebody Withalongname ${at}`).join(", ")}]`)}\nnew_hires:\n${many(8, (n) => `  - {name: New Colleague ${n}, team: Research}`)}`),
  "t/q3/73-people-little.md": file("kind: people\ntitle: One of us\nnew_hires: [{name: Ada}]"),
  "t/q3/72-people-many.md": file(`kind: people\ntitle: Many\nanniversaries:\n${many(9, (n) => `  ${n}: [${Array.from({ length: (n % 3) + 1 }, (_, at) => `Somebody Withalongname ${at}`).join(", ")}]`)}\nnew_hires:\n${many(30, (n) => `  - {name: Alexandra Featherstonehaugh-Oberhauser ${n}, team: "Search, ${words.slice(0, n * 3)}"}`)}`),
  "t/q3/72-people-new.md": file(`kind: people\ntitle: New\nnew_hires:\n${many(44, (n) => `  - {name: Alexandra Oberhauser ${n}, team: "Search, ${words.slice(0, n * 3)}"}`)}`),
  "t/q3/70-slo-long.md": file(`kind: slo\ntitle: Long names\nservices:\n${many(14, (n) => `  - service: ${n} Recommendations of related articles in the newsletter\n    indicators: [{name: Answered, target: 99.9%, measured: 99.95%}]`)}`),
  "t/q3/74-thanks-long.md": file(`kind: thanks\ntitle: Thanks\nthanks:\n${many(18, (n) => `  - {to: "Team ${n}, ${words.slice(0, 90)}", for: Help, from: "Ada, ${words}"}`)}`),
  "t/q3/75-wins-long.md": file(`kind: wins\ntitle: Wins\nwins:\n${many(18, (n) => `  - {team: "Team ${n}, ${words}", text: Won}`)}`),
  "t/q3/25-chart-title.md": `# A chart\n\n${many(2, () => `${words}.\n`)}\n\`\`\`chart\ntitle: ${words}, ${words}\ndata: {2021-01-01: 3, 2021-02-01: 4}\n\`\`\`\n`,
  ...Object.fromEntries([1, 2].map((count) => [`t/q3/26-charts-${count}.md`, file(`kind: drilldown\ntitle: Charts\ncharts:\n${many(count, () => `  - {title: "${words}${count === 1 ? `, ${words}` : ""}", data: {2021-01-01: 3, 2021-02-01: 4}}`)}`, count === 2 ? "" : `${words}.`)])),
  "t/q3/26-chart-alone.md": file(`kind: drilldown\ntitle: A chart\ncharts:\n  - {title: "${words}", data: {2021-01-01: 3, 2021-02-01: 4}}`),
  "t/q3/74-thanks.md": file(`kind: thanks\ntitle: Thanks\nthanks:\n${many(24, (n) => `  - {to: Team ${n}, for: "${words.slice(0, 40 + n * 4)}", from: Ada}`)}`),
  "t/q3/75-wins.md": file(`kind: wins\ntitle: Wins\nwins:\n${many(30, (n) => `  - {team: Team ${n}, text: "${words.slice(0, 40 + n * 3)}"}`)}`),
  "t/q3/76-wins-little.md": file("kind: wins\ntitle: A win\nwins: [{team: Us, text: We won}]"),
  "t/q3/77-challenges.md": file(`kind: challenges\ntitle: Challenges\nchallenges:\n${many(22, (n) => `  - {text: "${words.slice(0, 60 + n * 3)}"}`)}`),
  "t/q3/78-contacts.md": file(`kind: contacts\ntitle: Contacts\ncontacts:\n${many(25, (n) => `  - {topic: Topic ${n}, people: [Ada Lovelace, Bo Diddley, Cy Twombly]}`)}`),
  "t/q3/78-contacts-word.md": file(`kind: contacts\ntitle: A contact\ncontacts: [{topic: Topic, people: ["${compound}@${compound}.example.org"]}]`),
  "t/q3/80-status.md": file("kind: status\ntitle: Status", `${words}.\n\n![A tall picture](tall.svg)`),
  "t/q3/81-changes.md": file("kind: changes\ntitle: Changes"),
  "t/q3/79-section-word.md": file(`kind: section\ntitle: ${compound}`),
  "long/q3/deck.md": file(`title: ${words}\nteam: Others\nquarter: Q3 FY2020-21\nauthors: [Ada, Bo, Cy]`),
  ...Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`long/q3/1${at}-objective-${at}.md`, file(`title: ${at % 2 ? words : "Short"}\nobjective: ${words}.\nkey_results: [{title: Steps, target: 4 steps, check_in: 1 step}]`)])),
  "t/q3/90-too-much.md": `# Too much\n\n\`\`\`\n${many(60, (n) => `line ${n}`)}\n\`\`\`\n`,
};

/** Writes the deck's content below `root`. */
export function write(root) {
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, "content", path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** The deck's page, and the slides of which the build has to tell that they are too full. */
export const page = "t/q3/index.html";
export const longTitle = "long/q3/index.html";
export const tooFull = ["26-charts-2.md", "31-spotlight-title-much.md", "90-too-much.md"];
/** Those that go on over more slides than authors mean, each of which has room. */
export const goesOn = ["15-table-long.md"];
