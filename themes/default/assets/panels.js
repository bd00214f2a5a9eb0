// What opens over a deck: the help, going to a slide, searching in the slides, and the overview.
(() => {
  "use strict";

  const deck = window.quarterdeck;
  const { actions, memory } = deck;
  const [help, find, overview] = ["help", "find", "overview"].map((name) => document.querySelector(`dialog.${name}`));
  if (!help || !find || !overview) return;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** A copy of what a node holds, whose ids are its own. */
  deck.copy = (node, prefix) => {
    const copy = make("div", { className: node.className }, ...node.cloneNode(true).childNodes);
    for (const each of copy.querySelectorAll("[id]")) each.id = prefix + each.id;
    return copy;
  };

  /** A slide itself, small, for the eyes alone. */
  deck.picture = (slide, steps = Infinity) => {
    const copy = deck.copy(slide, "picture:");
    copy.querySelector(".notes")?.remove();
    copy.classList.remove("current");
    deck.stepsOf(copy).forEach((step, at) => step.classList.toggle("shown", at < steps));
    return make("div", { className: "picture", inert: true, ariaHidden: "true" }, copy);
  };

  for (const dialog of [help, find, overview]) {
    // What lies beside a dialog closes it, and so does a link that leads to a slide.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    dialog.addEventListener("close", deck.keepFocus);
  }

  // Whether letters are keys.
  const letters = help.querySelector("input");
  letters.checked = memory.get("letters") !== "off";
  letters.addEventListener("change", () => memory.set("letters", letters.checked ? "on" : "off"));
  actions.help = () => help.showModal();

  // Going to a slide and searching: one field, and the slides that match.
  const field = find.querySelector("input");
  const found = find.querySelector("ol");
  const count = find.querySelector("[role=status]");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  /** A slide's own text; what stands in different elements does not run together. */
  function textOf(slide) {
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) if (!walker.currentNode.parentNode.closest(".notes, .from-here, .slide-foot")) text += ` ${walker.currentNode.data}`;
    return text.normalize("NFD").replace(/\s+/g, " ");
  }

  let inTexts = false;
  let entries = [];

  function gather() {
    entries = deck.slides().map((slide, at) => {
      const title = deck.titleOf(slide);
      const text = inTexts ? textOf(slide) : title;
      return { number: String(at + 1), href: deck.hashOf(slide.id), title, text, folded: fold(`${title} ${text}`), foldedTitle: fold(title) };
    });
  }

  function ask(withTexts) {
    inTexts = withTexts;
    const label = find.querySelector("label");
    label.textContent = label.dataset[withTexts ? "search" : "go"];
    gather();
    field.value = "";
    list();
    find.showModal();
    field.focus();
  }

  /** How well an entry answers, the least best; `null`: not at all. */
  function rank(entry, asked, words) {
    if (!inTexts && entry.number.startsWith(asked)) return entry.number === asked ? 0 : 1;
    if (words.every((word) => entry.foldedTitle.includes(word))) return 2;
    return words.every((word) => entry.folded.includes(word)) ? 3 : null;
  }

  function list() {
    const asked = fold(field.value.trim());
    const words = asked.split(/\s+/).filter(Boolean);
    const matches = inTexts && !words.length ? [] : entries.map((entry) => [rank(entry, asked, words), entry]).filter(([rank]) => rank !== null);
    matches.sort(([a], [b]) => a - b);
    found.replaceChildren(...matches.map(([, entry]) => {
      const link = make("a", { href: entry.href }, make("span", { className: "number", textContent: entry.number }), make("span", { textContent: entry.title }));
      if (inTexts) link.append(excerpt(entry.text, words));
      return make("li", {}, link);
    }));
    count.textContent = !words.length ? "" : matches.length ? count.dataset.some.replace("{count}", matches.length) : count.dataset.none;
  }

  /** The text around the first word, which is marked with the accents that it has there. */
  function excerpt(text, [first]) {
    const letters = [...first].map((letter) => `\\u{${letter.codePointAt().toString(16)}}\\p{M}*`);
    const [before, word = "", ...after] = text.split(RegExp(`(${letters.join("")})`, "iu"));
    return make("span", { className: "excerpt" }, before.replace(/.+(?= .{40})/, "…"), make("mark", {}, word), `${after.join("").slice(0, 80)}…`);
  }

  field.addEventListener("input", list);
  find.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "close") return;
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  // Up and down lead through the list and back into the field.
  find.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const stops = [field, ...found.querySelectorAll("a")];
    stops[stops.indexOf(document.activeElement) + by]?.focus();
  });
  // The live preview has changed the page.
  document.addEventListener("quarterdeck:patched", () => {
    if (overview.open) draw();
    if (!find.open) return;
    gather();
    list();
  });
  actions.find = () => ask(false);
  actions.search = () => ask(true);

  // The overview: every slide as a picture, with a link that is as large as it.
  const grid = overview.querySelector("ol");
  const links = () => [...grid.querySelectorAll(":scope > li > a")];

  function draw() {
    const at = deck.current()?.id;
    grid.replaceChildren(...deck.slides().map((slide) => {
      const texts = deck.listed(slide).map((textContent, at) => make("span", { className: at ? "part" : "title", textContent }));
      const link = make("a", { href: deck.hashOf(slide.id), ariaCurrent: slide.id === at ? "true" : null }, ...texts);
      return make("li", {}, link, deck.picture(slide));
    }));
  }

  actions.overview = () => {
    deck.present(true);
    draw();
    overview.showModal();
    const here = grid.querySelector("[aria-current]");
    here?.focus();
    here?.scrollIntoView({ block: "center" });
  };
  // Whoever goes elsewhere meanwhile sees it.
  deck.listeners.push((_, remote, edited) => edited || overview.close());
  overview.addEventListener("close", () => overview.open || grid.replaceChildren());
  overview.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
    const along = deck.forward();
    const by = { ArrowRight: along, ArrowLeft: -along, ArrowDown: columns, ArrowUp: -columns, Home: -at, End: all.length - 1 - at }[event.key];
    if (!all[at + by]) return;
    event.preventDefault();
    all[at + by].focus();
  });
})();
