// Searches all decks for words. The entries come as a script, so that it works from file://, too.
window.quarterdeckSearch = (entries) => {
  "use strict";

  const field = document.getElementById("words");
  const results = document.querySelector(".search-results");
  const count = document.querySelector(".search-count");
  // So many characters of a text are shown, and so many of what was found.
  const longest = 180;
  const most = 100;
  const language = known(document.documentElement.lang);
  const plurals = new Intl.PluralRules(language);
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const folded = entries.map((entry) => fold(`${entry.title} ${entry.deck} ${entry.text}`));
  const titles = entries.map((entry) => fold(entry.title));

  function search() {
    const words = wordsOf(field.value);
    const holds = folded.map((text) => words.map((word) => text.includes(word)));
    let found = entries.map((entry, at) => ({ entry, at, held: holds[at] })).filter(({ held }) => words.length && held.every(Boolean));
    const hasAll = found.length > 0;
    if (hasAll) {
      const isTitled = ({ at }) => words.every((word) => titles[at].includes(word));
      found.sort((a, b) => isTitled(b) - isTitled(a));
    } else {
      found = nearest(words, holds);
    }
    results.replaceChildren(...found.slice(0, most).map(({ entry }) => item(entry, words)));
    const less = found.length && !hasAll ? `${count.dataset.some} ` : "";
    count.textContent = words.length ? less + told(found.length) : "";
    const address = new URL(location.href);
    address.searchParams.set("q", field.value);
    try {
      history.replaceState(null, "", address);
    } catch {
      // A page from a file keeps its address.
    }
  }

  /** The words of what is looked for, without the marks around them: `times?` is `times`. */
  function wordsOf(text) {
    const bare = (word) => word.replace(/^[^\p{L}\p{N}\p{Sc}]+|[^\p{L}\p{N}\p{Sc}%]+$/gu, "") || word;
    return [...new Set(fold(text).split(/\s+/).filter(Boolean).map(bare))];
  }

  // Where nothing has all words: what has most of them, of which those count more that few entries have.
  function nearest(words, holds) {
    const weights = words.map((_, word) => Math.log((entries.length + 1) / (holds.filter((held) => held[word]).length + 1)));
    const scored = entries.map((entry, at) => ({ entry, score: weights.reduce((sum, weight, word) => sum + (holds[at][word] ? weight : 0), 0) }));
    const best = scored.reduce((best, { score }) => Math.max(best, score), 0);
    return scored.filter(({ score }) => score > 0 && score >= best / 2).sort((a, b) => b.score - a.score);
  }

  /** The language as browsers know it; their own where the tag is none that they can read. */
  function known(tag) {
    try {
      return Intl.getCanonicalLocales(tag);
    } catch {
      return [];
    }
  }

  /** How many were found, in words: in those for a number that the language counts as it counts this one. */
  function told(number) {
    if (!number) return count.dataset.none;
    const fill = (words, name, value) => words.replace(`{${name}}`, value.toLocaleString(language, { numberingSystem: "latn" }));
    const likes = Object.keys(count.dataset).filter((name) => name.startsWith("like-")).map((name) => Number(name.slice("like-".length)));
    const like = likes.find((each) => plurals.select(each) === plurals.select(number)) ?? Math.max(...likes);
    const all = fill(count.dataset[`like-${like}`], "count", number);
    return number > most ? `${all} ${fill(count.dataset.first, "shown", most)}` : all;
  }

  function item(entry, words) {
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: field.dataset.root + entry.href, textContent: entry.title });
    const deck = Object.assign(document.createElement("span"), { className: "quiet", textContent: entry.deck });
    const text = document.createElement("p");
    text.append(...excerpt(entry.text, words));
    line.append(link, " ", deck, text);
    return line;
  }

  // The line of a text that holds most of the words, from a little before the first of them on; they are marked.
  function excerpt(text, words) {
    const held = (part) => words.filter((word) => fold(part).includes(word)).length;
    const best = text.split("\n").reduce((best, line) => (held(line) > held(best) ? line : best));
    const parts = best.split(" ");
    let start = best.length > longest ? Math.max(0, parts.findIndex(held) - 8) : 0;
    const shown = start ? ["… "] : [];
    for (let room = longest; start < parts.length && room > 0; start += 1) {
      const part = parts[start];
      shown.push(held(part) ? Object.assign(document.createElement("mark"), { textContent: part }) : part, " ");
      room -= part.length + 1;
    }
    return start < parts.length ? [...shown, "…"] : shown;
  }

  // Browsers restore no place among results that a script draws. So where the page is loaded anew, as the live preview
  // does, what was looked at comes back from here: the result with the focus, or else the first one that is seen, and the
  // caret among the words.
  const left = `place:${location.pathname}`;
  const links = () => [...results.querySelectorAll("a")];
  const topOf = (link) => link.getBoundingClientRect().top;

  function leave() {
    const focused = links().find((link) => link === document.activeElement);
    const link = focused ?? (scrollY > 0 ? links().find((link) => topOf(link) >= 0) : undefined);
    const { selectionStart, selectionEnd, selectionDirection } = field;
    const place = { query: location.search, caret: [selectionStart, selectionEnd, selectionDirection], scroll: scrollY, isFocused: Boolean(focused), href: link?.getAttribute("href"), top: link && topOf(link) };
    try {
      sessionStorage.setItem(left, JSON.stringify(place));
    } catch {
      // A browser that keeps nothing shows the first results.
    }
  }

  function comeBack() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(left));
      history.scrollRestoration = "manual";
    } catch {
      // As above.
    }
    if (performance.getEntriesByType("navigation")[0]?.type === "navigate" || place?.query !== location.search) return;
    field.setSelectionRange(...place.caret);
    const link = links().find((link) => link.getAttribute("href") === place.href);
    // Of a part of a pixel browsers keep none: it would be lost each time.
    scrollTo({ top: link ? Math.round(scrollY + topOf(link) - place.top) : place.scroll, behavior: "instant" });
    if (link && place.isFocused) link.focus({ preventScroll: true });
  }

  addEventListener("pagehide", leave);
  field.form.hidden = false;
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();
  field.focus({ preventScroll: true });
  comeBack();
};
