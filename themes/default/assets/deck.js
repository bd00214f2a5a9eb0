// Where a deck stands: its slide and step, the address that says so, and its two views, presented or read.
// Other scripts speak to it through `window.quarterdeck`.
(() => {
  "use strict";

  const root = document.documentElement;
  const inPresenter = /\bpresenter\b/.test(location.search);
  /** `blank`: `black` or `white` where the screen shows nothing else. */
  const state = { id: null, step: 0, blank: "" };
  /** Called after every change, with the state and whether another window asked for it. */
  const listeners = [];
  /** What keys and buttons do, by name. */
  const actions = {};

  // Asked for anew: the live preview replaces slides.
  const slides = () => [...document.querySelectorAll("main section.slide")];
  const byId = (id) => slides().find((slide) => slide.id === id);
  const current = () => byId(state.id) ?? slides()[0];
  const stepsOf = (slide) => [...slide.querySelectorAll(".step")].filter((step) => !step.closest(".notes"));
  const presenting = () => root.classList.contains("presenting");
  const titleOf = (slide) => slide?.ariaLabel ?? "";
  /** A title, and its part. */
  const listed = (slide) => {
    const part = slide.querySelector("h2 .part")?.textContent;
    return [titleOf(slide).replace(` (${part})`, ""), part];
  };

  /** What a theme may leave out. */
  const place = (name) => document.querySelector(name) ?? { dataset: {} };

  /** A word in the theme's language. */
  const word = (name) => place(".spoken").dataset[name] ?? "";

  function say(text) {
    place(".spoken").textContent = text;
  }

  /** The deck's own title. */
  let { title } = document;

  /** The window's title names the slide that is presented, unless that is the title itself or all are printed. */
  function entitle(isPrinted) {
    const slide = presenting() && !isPrinted && state.id !== "title" && titleOf(current());
    document.title = [inPresenter && word("presenter"), slide, title].filter(Boolean).join(" · ");
  }

  /** The slide and step that an address means: a slide's id, with `@2` for its second step, or anything inside a slide. */
  function read(hash) {
    let id;
    try {
      id = decodeURIComponent(hash.slice(1));
    } catch {
      return null;
    }
    if (byId(id)) return { id, step: 0 };
    const [, before, step] = /^(.*)@(\d+)$/.exec(id) ?? [];
    if (byId(before)) return { id: before, step: Number(step), isOurs: true };
    const inside = document.getElementById(id);
    // Of a file's slide that is gone, the first is left.
    const slide = inside?.closest("main section.slide") ?? byId(id.split(/[/~]/)[0]);
    if (!slide) return null;
    // No step goes, and as many come as it needs to be seen.
    const needed = stepsOf(slide).findLastIndex((each) => each.contains(inside)) + 1;
    return { id: slide.id, step: Math.max(needed, slide.id === state.id && state.step), inside, isOurs: !inside };
  }

  const hashOf = (id, step = 0) => `#${encodeURIComponent(id).replaceAll("%2F", "/")}${step ? `@${step}` : ""}`;

  /** What the address says beside the slide. */
  let search = location.search;
  const isToRead = () => /\b(read|print)\b/.test(location.search);

  function setAddress(address, how) {
    try {
      history[`${how}State`](presenting(), "", address);
    } catch {
      // Some browsers let a page from a file keep its address only.
    }
    search = location.search;
  }

  /** The keys are for the slides, or go on from the one that is read. */
  function focus() {
    const target = (!presenting() && here()) || document.querySelector("main");
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  /** Shows a slide at a step. `how` is what becomes of the address: `push` or `replace`; `edited`, that nobody moved. */
  function go(id, step = 0, how = "push", { remote, blank = "", edited } = {}) {
    const slide = byId(id);
    if (!slide) return false;
    const isOther = state.id !== id;
    const before = state.step;
    const steps = stepsOf(slide);
    Object.assign(state, { id, step: Math.max(0, Math.min(step, steps.length)), blank });
    for (const each of slides()) {
      // What is written shows at once.
      each.classList.toggle("leaving", presenting() && isOther && !edited && each.matches(".current"));
      each.classList.toggle("current", presenting() && each === slide);
    }
    setAddress(hashOf(id, presenting() && state.step), isOther && !inPresenter ? how : "replace");
    if (presenting()) {
      steps.forEach((each, at) => each.classList.toggle("shown", at < state.step));
      showPosition();
      keepFocus();
      if (isOther) say(`${place(".position").textContent}: ${titleOf(slide)}`);
      else if (state.step > before) say(steps[state.step - 1].textContent.trim());
    } else slide.scrollIntoView();
    tell(remote, edited);
    return true;
  }

  function tell(remote, edited) {
    for (const colour of ["black", "white"]) root.classList.toggle(colour, state.blank === colour && presenting());
    entitle();
    for (const listener of listeners) listener(state, remote, edited);
  }

  function showPosition() {
    const all = slides();
    const at = all.indexOf(current());
    place(".position").textContent = `${at + 1} / ${all.length}`;
    Object.assign(place(".position-line"), { max: all.length - 1 || 1, value: at });
  }

  /** Where the element with the focus is gone, the slides as a whole have it. */
  function keepFocus() {
    const focused = document.activeElement;
    const isLost = focused === document.body || !focused?.checkVisibility({ visibilityProperty: true }) || focused.closest(".leaving");
    if (isLost && !document.querySelector("dialog[open]")) focus();
  }

  /** One step, or with `whole` one slide, forward or back. Going back shows a slide as it was left: with all its steps. */
  function move(by, whole = false) {
    if (state.blank) return blank("");
    const all = slides();
    const slide = current();
    const step = state.step + by;
    if (!whole && step >= 0 && step <= stepsOf(slide).length) return go(slide.id, step);
    const next = all[all.indexOf(slide) + by];
    if (next) go(next.id, by < 0 && !whole ? stepsOf(next).length : 0);
  }

  /** Shows nothing but a colour, or with the same colour the slide again. */
  function blank(colour) {
    if (!presenting()) return;
    state.blank = state.blank === colour ? "" : colour;
    say(word(state.blank) || titleOf(current()));
    tell();
  }

  /** Presents the deck, from the slide that is looked at or from `at`; or lets it be read. */
  function present(on, at = here()) {
    if (inPresenter || !at || on === presenting()) return;
    // The way back leads to what was read, also on a phone.
    if (on) setAddress(`?read${hashOf(at.id)}`, "replace");
    root.classList.toggle("presenting", on);
    setAddress(location.pathname + (on ? "" : "?read"), "push");
    go(at.id, at.id === state.id && state.step, "replace");
    focus();
    say(`${word(on ? "present" : "read")} ${titleOf(at)}`);
  }

  /** The slide that is shown; for a reader the one that the address led to, or after scrolling the one at the top. */
  function here() {
    if (presenting()) return current();
    const asked = byId(read(location.hash)?.id);
    const from = scrollY;
    asked?.scrollIntoView();
    if (asked && scrollY === from) return asked;
    scrollTo(0, from);
    return slides().find((slide) => slide.getBoundingClientRect().bottom > innerHeight / 3) ?? slides()[0];
  }

  /** Follows a link within the deck; false where it leads elsewhere. */
  function follow(hash) {
    const { id, step, inside } = read(hash) ?? {};
    const isHere = go(id, step);
    inside?.scrollIntoView({ block: "nearest" });
    return isHere;
  }

  Object.assign(actions, {
    next: () => move(1),
    previous: () => move(-1),
    nextSlide: () => move(1, true),
    previousSlide: () => move(-1, true),
    first: () => go(slides()[0]?.id),
    last: () => go(slides().at(-1)?.id),
    present: () => present(true),
    read: () => present(!presenting()),
    here: (event) => present(true, event.target.closest("section.slide")),
    black: () => blank("black"),
    white: () => blank("white"),
  });

  /** Goes where the address leads. For a reader browsers do so, but they know nothing of steps. */
  function arrive(isOther) {
    const { id, step, isOurs } = read(location.hash) ?? state;
    if (isOther || isOurs || presenting()) go(id, step, "replace");
  }

  addEventListener("popstate", () => {
    // It leads through changes of the view, too.
    const isChanged = location.search !== search;
    if (isChanged) root.classList.toggle("presenting", !isToRead());
    arrive(isChanged);
  });

  // The live preview has changed the page: the slide stays, or the one that is being written comes up.
  document.addEventListener("quarterdeck:patched", (event) => {
    const { follow } = event.detail ?? {};
    title = event.detail?.title ?? title;
    const slide = byId(follow) ?? current();
    if (!slide) return;
    // What is being written on another slide may stand in any of its steps; this one may have got another id.
    const isHere = slide.id === state.id || slide.matches(".current");
    if (presenting()) go(slide.id, isHere ? state.step : Infinity, "replace", { blank: state.blank, edited: true });
    else {
      state.id = slide.id;
      const { top, bottom } = slide.getBoundingClientRect();
      // At the window's edges it is hardly seen.
      if (follow === slide.id && (bottom < innerHeight / 3 || top > innerHeight / 1.5)) slide.scrollIntoView();
      entitle();
    }
  });

  window.quarterdeck = {
    root, state, slides, current, here, go, move, present, presenting, stepsOf, titleOf, listed, hashOf, word, say, follow, focus, keepFocus, entitle, inPresenter, actions, listeners,
  };

  root.classList.add("scripted");
  const asked = read(location.hash);
  state.id = asked?.id ?? slides()[0]?.id;
  const wantsReading = matchMedia("(max-width: 43.75rem), (max-height: 28rem) and (pointer: coarse)").matches || (!asked && location.hash === "#read") || isToRead();
  if (state.id && (inPresenter || !wantsReading)) {
    root.classList.add("presenting");
    root.classList.toggle("presenter", inPresenter);
  }
  // On a phone the contents are long.
  place("details").open = !matchMedia("(max-width: 43.75rem)").matches;
  // Of what was presented browsers restore the page's top, after loading.
  const wasPresented = history.state;
  arrive();
  addEventListener("load", () => setTimeout(() => presenting() || arrive(wasPresented)));
})();
