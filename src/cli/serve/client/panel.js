// What the preview says on the page: whether it is connected, whether it follows, and what is wrong with the content. It
// stands in a tree of its own, where the theme's styles do not reach it and it does not reach the theme.

import { slideAt, slidesOf } from "./slides.js";

const OWN = "/_quarterdeck/";
const SEVERITIES = ["error", "warning", "note"];

/** Makes an element with attributes and children. Texts are texts: nothing of the content is read as HTML. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

/** `2 errors, 1 warning`; notes only where there is nothing else. */
function tally({ errors, warnings, notes }) {
  const parts = [errors && counted(errors, "error"), warnings && counted(warnings, "warning")].filter(Boolean);
  return parts.length ? parts.join(", ") : notes ? counted(notes, "note") : "";
}

/** What a mistake is, wherever it stands in its file. */
const saidBy = ({ code, file, message, source }) => JSON.stringify([code, file, message, source]);

/** What is said of a page whose files are nowhere any more, and where to go from there. */
const whereTo = () => ["What it was made from is gone; this is how it was last. See ", make("a", { href: "/" }, "all decks"), "."];

export class Panel {
  #page;
  #report = null;
  /** What the panel has opened for. */
  #told = [];
  /** The last click was one with the pointer. */
  #byPointer = false;
  #filled = "";
  #isAlone = false;
  #isConnected = true;
  #host = make("div", { id: "quarterdeck-preview", lang: "en", dir: "ltr", hidden: true });
  #light = make("span", { class: "light", role: "img", "aria-label": "Connected" });
  #follow = make("button", { type: "button", class: "follow", title: "Show the slide that is being written" }, "Follow");
  #edit = make("a", { class: "edit", title: "Open this slide in the editor" }, "Edit");
  #elsewhere = make("a", { class: "elsewhere", title: "Go to the slide that is being written", hidden: true });
  #count = make("button", { type: "button", class: "count", "aria-expanded": "false", "aria-controls": "panel" });
  #heading = make("h2", { id: "heading" });
  #lead = make("p", { class: "lead" });
  #list = make("ol");
  #summary = make("summary");
  #noteList = make("ol");
  #notes = make("details", { hidden: true }, this.#summary, this.#noteList);
  #left = make("p", { class: "left", hidden: true });
  #panel = make("section", { id: "panel", class: "panel", "aria-labelledby": "heading", hidden: true });
  #spoken = make("p", { class: "spoken", role: "status" });

  /** `page.current()` is the slide that is shown; `page.show(id)` shows another. */
  constructor(page) {
    this.#page = page;
    const shadow = this.#host.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: `${OWN}panel.css` });
    style.addEventListener("load", () => (this.#host.hidden = false));
    const close = make("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)" }, "×");
    this.#panel.append(make("header", {}, make("div", {}, this.#heading, this.#lead), close), make("div", { class: "mistakes" }, this.#list, this.#notes, this.#left));
    const dock = make("div", { class: "dock", role: "group", "aria-label": "Live preview" }, this.#light, this.#follow, this.#edit, this.#elsewhere, this.#count);
    shadow.append(style, this.#panel, dock, this.#spoken);
    document.body.append(this.#host);

    this.#count.addEventListener("click", () => this.#open(this.#panel.hidden));
    close.addEventListener("click", () => this.#open(false));
    this.#follow.addEventListener("click", () => this.#setFollow(!this.follows));
    this.#edit.addEventListener("pointerenter", () => this.#aim());
    this.#edit.addEventListener("focus", () => this.#aim());
    // On this page nothing else takes it away.
    this.#elsewhere.addEventListener("click", () => {
      if (this.#elsewhere.getAttribute("href").startsWith("#")) this.#elsewhere.textContent = "";
      this.#showFollow();
    });
    shadow.addEventListener("click", (event) => (this.#byPointer = event.detail > 0), { capture: true });
    shadow.addEventListener("click", () => this.#giveBack());
    // What is typed here is not meant for the slides below.
    shadow.addEventListener("keydown", (event) => {
      const isInside = this.#panel.contains(event.target);
      if (["Enter", " "].includes(event.key) || (isInside && event.key !== "Escape")) event.stopPropagation();
    });
    addEventListener(
      "keydown",
      (event) => {
        // A dialog lies above the panel, and goes first.
        const isBelow = document.querySelector("dialog[open]") || this.#host.classList.contains("on-stage");
        if (event.key !== "Escape" || this.#panel.hidden || isBelow) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.#open(false);
      },
      { capture: true },
    );
    // It may be turned on and off in another window.
    addEventListener("storage", () => this.#showFollow());
    this.#stand();
    new MutationObserver(() => this.#stand()).observe(document.documentElement, { attributeFilter: ["class"] });
    document.addEventListener("fullscreenchange", () => this.#stand());
  }

  /** Whether the slide that is written comes up. What a reader chose stays, as long as the server is asked for the same. */
  get follows() {
    const fromStart = this.#report?.follow ?? true;
    return (this.#remembered(fromStart) ?? String(fromStart)) === "true";
  }

  /** Shows what the server tells. */
  show(report, { isGone }) {
    this.#report = report;
    const mistakes = [...report.diagnostics].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    const isBroken = report.errors > 0 || report.fault !== null;
    const words = report.fault ? report.fault.title : isGone && !isBroken ? "This page is no longer in the site" : tally(report);
    const hasSite = !document.body.classList.contains("quarterdeck-waiting");
    this.#heading.textContent = words || "No mistakes";
    const lead = isBroken && hasSite ? [`The last good version is shown until ${report.fault ? "the site can be built again" : "this is repaired"}.`] : isGone ? whereTo() : [];
    this.#lead.replaceChildren(...lead);
    this.#lead.hidden = !lead.length;
    this.#count.textContent = words;
    this.#count.hidden = !words;
    this.#host.dataset.worst = isBroken ? "error" : report.warnings || isGone ? "warning" : report.notes ? "note" : "none";
    this.#fill(report, mistakes);
    this.#showFollow();
    this.#mark(mistakes);
    this.#aim();
    // What was closed stays closed until there is something new to tell.
    const told = [isGone && "gone", report.fault && JSON.stringify(report.fault), ...mistakes.filter(({ severity }) => severity === "error").map(saidBy)].filter(Boolean);
    const before = [...this.#told];
    const isKnown = (each) => before.includes(each) && before.splice(before.indexOf(each), 1);
    if (!told.every(isKnown)) {
      this.#open(true);
      this.#spoken.textContent = [words, report.fault?.message ?? mistakes[0]?.message].filter(Boolean).join(": ");
    } else if (!told.length && this.#told.length) {
      this.#open(false);
      this.#spoken.textContent = "Repaired";
    }
    if (!words) this.#open(false);
    this.#told = told;
  }

  /** Goes where the page leaves room: above a slide, below a text; nowhere before an audience and its presenter. */
  #stand() {
    const { classList } = document.documentElement;
    this.#host.classList.toggle("above", classList.contains("presenting"));
    this.#host.classList.toggle("on-stage", classList.contains("presenter") || !!document.fullscreenElement);
  }

  #fill(report, mistakes) {
    // Whoever reads or clicks in the list goes on in it while nothing in it changes.
    const filled = JSON.stringify([report.fault, mistakes]);
    if (filled === this.#filled) return;
    this.#filled = filled;
    const focused = this.#host.shadowRoot.activeElement;
    const all = () => [...this.#panel.querySelectorAll("li")];
    const place = all().findIndex((item) => item.contains(focused));
    const { said } = all()[place] ?? {};
    const isNote = ({ severity }) => severity === "note";
    const items = (some) => some.map((mistake) => Object.assign(this.#item(mistake), { said: saidBy(mistake) }));
    const notes = mistakes.filter(isNote);
    this.#list.replaceChildren(...(report.fault ? [this.#fault(report.fault)] : items(mistakes.filter((each) => !isNote(each)))));
    const isAlone = notes.length === mistakes.length;
    // Notes that may be being read are not folded.
    if (isAlone !== this.#isAlone && (isAlone || this.#panel.hidden)) this.#notes.open = isAlone;
    this.#isAlone = isAlone;
    this.#notes.hidden = notes.length === 0;
    this.#summary.textContent = counted(notes.length, "note");
    this.#noteList.replaceChildren(...items(notes));
    // The server lists no more than can be read.
    const left = report.errors + report.warnings + report.notes - mistakes.length;
    this.#left.hidden = left <= 0;
    this.#left.textContent = `${left} more: quarterdeck check tells of all of them`;
    if (place < 0) return;
    // The focus stays with what it was on, or with what stands in its place.
    const there = all().find((item) => item.said === said) ?? all()[place] ?? all().at(-1) ?? this.#panel;
    (there.querySelector(`.${focused.className}`) ?? there.querySelector("a, button") ?? this.#panel.querySelector("button")).focus({ preventScroll: true });
  }

  /** Leads to what is being written and not shown: the address of a slide, and the title of its page or its own; `null` if nothing is. */
  elsewhere(found) {
    this.#elsewhere.textContent = found ? `Edited: ${found.title}` : "";
    this.#elsewhere.href = found?.address ?? "";
    this.#elsewhere.hidden = !found || !this.follows;
  }

  /** Tells those who do not see it what has happened. */
  say(words) {
    this.#spoken.textContent = words;
  }

  /** Shows whether the server is there. */
  connected(isConnected) {
    if (isConnected === this.#isConnected) return;
    this.#isConnected = isConnected;
    this.#host.classList.toggle("is-alone", !isConnected);
    this.#light.setAttribute("aria-label", isConnected ? "Connected" : "The server is away; the page catches up when it is back");
    this.#light.title = isConnected ? "" : this.#light.getAttribute("aria-label");
  }

  #open(isOpen) {
    const hadFocus = this.#panel.contains(this.#host.shadowRoot.activeElement);
    this.#panel.hidden = !isOpen;
    this.#count.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen && hadFocus && !this.#count.hidden) this.#count.focus();
    this.#giveBack();
  }

  /** After a click with the pointer the keys are for the slides again, not for a button of the dock. */
  #giveBack() {
    if (this.#byPointer && this.#panel.hidden) this.#host.shadowRoot.activeElement?.blur();
  }

  #remembered(fromStart) {
    try {
      return localStorage.getItem(`quarterdeck-follow-${fromStart}`);
    } catch {
      return null;
    }
  }

  #setFollow(follows) {
    const fromStart = this.#report?.follow ?? true;
    try {
      localStorage.setItem(`quarterdeck-follow-${fromStart}`, String(follows));
    } catch {
      // A browser that keeps nothing keeps not this either.
    }
    this.#showFollow();
  }

  #showFollow() {
    this.#follow.setAttribute("aria-pressed", String(this.follows));
    this.#elsewhere.hidden = !this.#elsewhere.textContent || !this.follows;
  }

  /** The address that opens a place in the editor. */
  #address(file, line, column) {
    const values = { file: encodeURI(file).replaceAll("#", "%23").replaceAll("?", "%3F"), line, column };
    return this.#report.editor.replace(/\{(file|line|column)\}/g, (_, name) => values[name]);
  }

  /** Lets the link to the editor lead to the slide that is shown. */
  #aim() {
    const source = this.#page.current()?.dataset.source;
    this.#edit.hidden = !source || !this.#report;
    if (this.#edit.hidden) return;
    const at = source.lastIndexOf(":");
    this.#edit.href = this.#address(source.slice(0, at), source.slice(at + 1), 1);
  }

  /** Marks the slides that something is wrong with. */
  #mark(mistakes) {
    const marks = new Map();
    for (const mistake of mistakes.filter(({ severity }) => severity !== "note")) {
      const slide = slideAt(slidesOf(document), mistake)?.element;
      if (slide) marks.set(slide, [...(marks.get(slide) ?? []), mistake]);
    }
    for (const slide of document.querySelectorAll("section.slide")) {
      const found = marks.get(slide);
      if (!found) {
        delete slide.dataset.mistakes;
        delete slide.dataset.worst;
        continue;
      }
      const errors = found.filter(({ severity }) => severity === "error").length;
      slide.dataset.worst = errors ? "error" : "warning";
      slide.dataset.mistakes = tally({ errors, warnings: found.length - errors });
    }
  }

  #fault({ message, hint }) {
    return make("li", { class: "error" }, make("p", { class: "message" }, make("b", {}, "error"), ` ${message}`), make("p", { class: "hint" }, hint));
  }

  #item(mistake) {
    const { severity, code, message, file, line, column, hints, source } = mistake;
    const place = make("a", { class: "place", href: this.#address(file, line, column), title: "Open in the editor" }, `${file}:${line}:${column}`);
    const slide = slideAt(slidesOf(document), mistake)?.element;
    const show = slide && make("button", { type: "button", class: "show" }, "Show the slide");
    show?.addEventListener("click", () => this.#page.show(slide.id));
    return make(
      "li",
      { class: severity },
      make("p", { class: "message" }, make("b", {}, `${severity}[${code}]`), ` ${message}`),
      make("p", { class: "where" }, place, show),
      this.#lines(line, source),
      ...hints.map((hint) => make("p", { class: "hint" }, hint)),
    );
  }

  /** The source lines with their numbers, and what is meant underlined. */
  #lines(first, { before, marked, after }) {
    const text = before + marked + after;
    if (!text.trim()) return null;
    let at = 0;
    const rows = text.split("\n").map((line, row) => {
      const [from, to] = [before.length, before.length + marked.length].map((place) => Math.max(0, Math.min(line.length, place - at)));
      const isHere = from < to || (!marked && at <= before.length && before.length <= at + line.length);
      at += line.length + 1;
      const code = make("code", {}, line.slice(0, from), isHere ? make("mark", {}, line.slice(from, to)) : "", line.slice(to));
      return make("div", { class: "line" }, make("span", { class: "number", "aria-hidden": "true" }, first + row), code);
    });
    return make("div", { class: "lines" }, ...rows);
  }
}
