// Presents a deck: one slide at a time, by keys, clicks and touch, with slide and step in the address.
// Without it the page reads from top to bottom. Other scripts of the page speak to it through `window.quarterdeck`.
(() => {
  "use strict";

  const root = document.documentElement;
  const slides = () => [...document.querySelectorAll("section.slide")];
  const narrow = matchMedia("(max-width: 43.75rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const state = { id: null, step: 0 };
  const actions = {};
  const listeners = [];

  // What only a script needs is made by it.
  const line = Object.assign(document.createElement("progress"), { className: "position-line" });
  const position = Object.assign(document.createElement("p"), { className: "position" });
  const spoken = Object.assign(document.createElement("p"), { className: "sr" });
  line.setAttribute("aria-hidden", "true");
  position.setAttribute("aria-hidden", "true");
  spoken.setAttribute("role", "status");
  document.body.append(line, position, spoken);

  const presenting = () => root.classList.contains("presenting");
  const byId = (id) => slides().find((slide) => slide.id === id);
  const current = () => byId(state.id) ?? slides()[0];
  const stepsOf = (slide) => [...slide.querySelectorAll(".step")].filter((step) => !step.closest(".notes"));

  /** The slide and step that an address means: a slide's id, with `@2` for its second step, or anything inside a slide. */
  function read(hash) {
    let id = hash.replace(/^#/, "");
    try {
      id = decodeURIComponent(id);
    } catch {
      return null;
    }
    if (byId(id)) return { id, step: 0 };
    const [, before, step] = /^(.*)@(\d+)$/.exec(id) ?? [];
    if (before && byId(before)) return { id: before, step: Number(step) };
    const slide = document.getElementById(id)?.closest("section.slide");
    return slide ? { id: slide.id, step: Infinity, inside: id } : null;
  }

  const address = () => `#${encodeURIComponent(state.id).replaceAll("%2F", "/")}${state.step ? `@${state.step}` : ""}`;

  /** Shows a slide at a step. `how` is what becomes of the address: `push`, `replace`, or `keep`. */
  function go(id, step = 0, how = "push") {
    const slide = byId(id);
    if (!slide) return;
    const from = state.id;
    state.id = id;
    state.step = Math.max(0, Math.min(step, stepsOf(slide).length));
    const show = () => {
      for (const each of slides()) each.classList.toggle("current", each === slide);
      stepsOf(slide).forEach((each, at) => each.classList.toggle("shown", at < state.step));
      count();
    };
    if (presenting() && from !== id && !calm.matches && document.visibilityState === "visible" && document.startViewTransition) {
      document.startViewTransition(show).finished.catch(() => {});
    } else show();
    if (how !== "keep" && presenting()) {
      history[how === "push" && from !== id ? "pushState" : "replaceState"]({ quarterdeck: true }, "", address());
    }
    if (presenting() && from !== id) spoken.textContent = slide.getAttribute("aria-label") ?? "";
    for (const listener of listeners) listener(state);
  }

  function count() {
    const all = slides();
    const at = all.indexOf(current());
    position.textContent = `${at + 1} / ${all.length}`;
    line.max = Math.max(1, all.length - 1);
    line.value = at;
  }

  /** One step, or with `whole` one slide, forward or back. Going back shows a slide as it was left: with all its steps. */
  function move(by, whole = false) {
    const all = slides();
    const slide = current();
    const step = state.step + by;
    if (!whole && step >= 0 && step <= stepsOf(slide).length) return go(slide.id, step);
    const next = all[all.indexOf(slide) + by];
    if (next) go(next.id, by < 0 && !whole ? stepsOf(next).length : 0);
  }

  function present(on, how = "replace") {
    if (on === presenting()) return;
    const at = on ? nearest() : current();
    root.classList.toggle("presenting", on);
    if (on) {
      const step = at?.id === state.id ? state.step : 0;
      go(at?.id ?? slides()[0]?.id, step, how);
    } else {
      for (const step of document.querySelectorAll(".step")) step.classList.remove("shown");
      at?.scrollIntoView();
      history.replaceState(history.state, "", "#" + encodeURIComponent(at?.id ?? ""));
    }
    for (const listener of listeners) listener(state);
  }

  /** In the reading view: the slide that the reader is looking at. */
  function nearest() {
    const asked = read(location.hash);
    if (asked && !scrollY) return byId(asked.id);
    return slides().find((slide) => slide.getBoundingClientRect().bottom > innerHeight / 3) ?? slides()[0];
  }

  function toggleDark() {
    const isDark = root.classList.contains("dark") || (!root.classList.contains("light") && dark.matches);
    root.classList.toggle("dark", !isDark);
    root.classList.toggle("light", isDark);
  }

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  }

  Object.assign(actions, {
    next: () => move(1),
    previous: () => move(-1),
    nextSlide: () => move(1, true),
    previousSlide: () => move(-1, true),
    first: () => go(slides()[0].id),
    last: () => go(slides().at(-1).id),
    present: () => present(!presenting()),
    read: () => present(!presenting()),
    dark: toggleDark,
    fullscreen,
  });

  const keys = {
    ArrowRight: "next", ArrowDown: "next", " ": "next", PageDown: "next", n: "next", l: "next", j: "next", Enter: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", h: "previous", k: "previous", Backspace: "previous",
    Home: "first", End: "last", f: "fullscreen", p: "present", r: "read", d: "dark", F5: "present",
  };
  const shifted = {
    ArrowRight: "nextSlide", ArrowDown: "nextSlide", ArrowLeft: "previousSlide", ArrowUp: "previousSlide", " ": "previous",
  };
  // What a reader's keys do is the browser's affair; these change the view.
  const whileReading = new Set(["present", "dark", "fullscreen", "read"]);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const isControl = event.target.closest("a[href], button, summary");
    if (isControl && (event.key === "Enter" || event.key === " ")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = (event.shiftKey && shifted[key]) || keys[key];
    if (!name || !actions[name]) return;
    if (!presenting() && !whileReading.has(name) && !api.always.has(name)) return;
    if (key === "F5" && presenting()) return;
    event.preventDefault();
    actions[name](event);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return actions[button.dataset.do]?.(event);
    const link = event.target.closest("a[href^='#']");
    const asked = link && read(link.getAttribute("href"));
    if (asked && presenting()) {
      event.preventDefault();
      go(asked.id, asked.step);
      if (asked.inside) document.getElementById(asked.inside)?.scrollIntoView({ block: "nearest" });
    }
  });

  // Touch: a swipe turns the page; a tap at the edge does, too.
  let touch = null;
  document.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch" && event.isPrimary ? { x: event.clientX, y: event.clientY, at: event.timeStamp } : null;
  });
  document.addEventListener("pointerup", (event) => {
    if (!touch || !presenting() || event.target.closest("a, button, summary, input, dialog")) return;
    const [x, y] = [event.clientX - touch.x, event.clientY - touch.y];
    const forward = root.dir === "rtl" ? -1 : 1;
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) move(x < 0 ? forward : -forward);
    else if (Math.hypot(x, y) < 10 && event.timeStamp - touch.at < 400) {
      const share = event.clientX / innerWidth;
      if (share < 0.25) move(-forward);
      else if (share > 0.75) move(forward);
    }
    touch = null;
  });

  addEventListener("popstate", () => {
    const asked = read(location.hash);
    if (presenting() && asked) go(asked.id, asked.step, "keep");
  });
  addEventListener("hashchange", () => {
    const asked = read(location.hash);
    if (presenting() && asked && (asked.id !== state.id || asked.step !== state.step)) go(asked.id, asked.step, "keep");
  });

  // A laptop that shows slides does not fall asleep.
  let lock = null;
  async function wake() {
    try {
      lock = presenting() && document.visibilityState === "visible" ? await navigator.wakeLock?.request("screen") : (await lock?.release(), null);
    } catch {
      lock = null;
    }
  }
  document.addEventListener("visibilitychange", wake);
  listeners.push(wake);

  // The live preview has changed the page: the slide stays, or the one that is being written comes up.
  document.addEventListener("quarterdeck:patched", (event) => {
    const follow = event.detail?.follow;
    const id = byId(follow) ? follow : current()?.id;
    if (!id) return;
    if (presenting()) go(id, id === state.id ? state.step : 0, "replace");
    else {
      state.id = id;
      if (follow) {
        const box = byId(id).getBoundingClientRect();
        if (box.bottom < 0 || box.top > innerHeight) byId(id).scrollIntoView();
      }
    }
  });

  const api = (window.quarterdeck = { root, state, slides, current, go, move, read, present, presenting, stepsOf, actions, keys, listeners, always: new Set() });

  for (const button of document.querySelectorAll("[data-do]")) button.hidden = false;
  const asked = read(location.hash);
  state.id = asked?.id ?? slides()[0]?.id;
  state.step = asked?.step ?? 0;
  const wantsReading = narrow.matches || location.hash === "#read" || /[?&](read|print)\b/.test(location.search);
  if (!wantsReading && state.id) {
    root.classList.add("presenting");
    go(state.id, state.step, "keep");
  }
})();
