// What a deck answers to: keys, pointer, touch, the room that a slide has, paper. It keeps the screen awake, too.
(() => {
  "use strict";

  const deck = window.quarterdeck;
  const { root, state, actions, presenting } = deck;

  const keys = (deck.keys = {
    ArrowRight: "next", ArrowDown: "next", " ": "next", PageDown: "next", n: "next", l: "next", j: "next", Enter: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", h: "previous", k: "previous", Backspace: "previous",
    Home: "first", End: "last", f: "fullscreen", F5: "start", s: "presenter", p: "presenter", o: "overview", Escape: "overview",
    b: "black", ".": "black", w: "white", g: "find", "/": "search", r: "read", d: "dark", "?": "help",
  });
  /** Where text runs from right to left, what comes next lies on the left. */
  const forward = (deck.forward = () => (getComputedStyle(root).direction === "rtl" ? -1 : 1));

  let storage;
  try {
    storage = sessionStorage;
  } catch {
    // Then it is forgotten with the page.
  }
  const memory = (deck.memory = {
    get: (name) => storage?.getItem(`quarterdeck:${name}`),
    set: (name, value) => storage?.setItem(`quarterdeck:${name}`, value),
  });

  function colour(isDark) {
    root.classList.toggle("dark", isDark);
    root.classList.toggle("light", !isDark);
  }
  const remembered = memory.get("dark");
  if (remembered) colour(remembered === "true");

  Object.assign(actions, {
    dark() {
      const isDark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
      colour(!isDark);
      memory.set("dark", !isDark);
      deck.say(deck.word(isDark ? "light" : "dark"));
    },
    fullscreen() {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen?.().catch(() => {});
    },
    /** A clicker's start button. */
    start() {
      deck.present(true);
      if (!document.fullscreenElement) actions.fullscreen();
    },
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (/^(Enter| )$/.test(event.key) && event.target.closest("a[href], button, summary, input")) return;
    // Of another script, the Latin letter on the same key.
    const latin = /^[^\0-ɏ]$/.test(event.key) && /^Key(.)/.exec(event.code)?.[1];
    const key = (forward() < 0 && { ArrowRight: "ArrowLeft", ArrowLeft: "ArrowRight" }[event.key]) || latin || event.key.replace("؟", "?");
    const isCharacter = /^\S$/.test(key);
    if (isCharacter && memory.get("letters") === "off") return;
    // A digit begins a slide's number.
    const isDigit = /^\d$/.test(key);
    let name = isDigit ? "find" : keys[isCharacter ? key.toLowerCase() : key];
    if (event.shiftKey && key === " ") name = "previous";
    if (event.shiftKey && /^Arrow/.test(key)) name += "Slide";
    // Any key but the sound's brings the slide back where the screen is black or white.
    if (state.blank && (name || isCharacter) && !/^(black|white)$/.test(name)) name = state.blank;
    // A key that is held turns page after page, and does all else once.
    if (event.repeat && name && !/^(next|prev)/.test(name)) return event.preventDefault();
    const open = document.querySelector("dialog[open]");
    if (open) {
      // The key that opened a dialog closes it, too. Escape does so by itself.
      if (name && name === open.dataset.key && isCharacter) {
        event.preventDefault();
        open.close();
      }
      return;
    }
    if (!actions[name]) return;
    // A reader's keys are the browser's.
    if (!presenting() && (key === "Escape" || /^(next|prev|first|last|black|white)/.test(name))) return;
    if (!isDigit) event.preventDefault();
    actions[name](event);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) {
      actions[button.dataset.do]?.(event);
      // After a click the keys are for the slides again.
      if (event.detail && !document.querySelector("dialog[open]")) deck.focus();
      return;
    }
    const link = event.target.closest("a[href^='#']");
    if (link && presenting() && !event.ctrlKey && !event.metaKey && deck.follow(link.hash)) event.preventDefault();
  });

  // The pointer and the controls are there while the pointer moves, or after a tap.
  let idle = 0;
  function pointing(on, milliseconds = 2500) {
    root.classList.toggle("pointing", on);
    clearTimeout(idle);
    if (on) idle = setTimeout(() => root.classList.remove("pointing"), milliseconds);
  }
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && (event.movementX || event.movementY)) pointing(true);
  });

  // Touch: a swipe turns the page; a tap at an edge does, too; one in the middle shows the controls.
  let touch = null;
  document.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch" && event.isPrimary && event;
  });
  document.addEventListener("pointerup", (event) => {
    const from = touch;
    touch = null;
    if (!from || !presenting() || root.classList.contains("zoomed")) return;
    if (event.target.closest("dialog, .tools, .presenter-pane, .presenter-bar")) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    const turn = (by) => deck.move(by * forward());
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 ? 1 : -1);
    else if (Math.hypot(x, y) < 10 && event.timeStamp - from.timeStamp < 400 && !event.target.closest("a[href], button, summary, input")) {
      const { left, width } = document.querySelector("main").getBoundingClientRect();
      const share = (event.clientX - left) / width;
      if (share < 0.25) turn(-1);
      else if (share > 0.75) turn(1);
      else pointing(!root.classList.contains("pointing"), 6000);
    }
  });
  // A finger moves a slide that is zoomed.
  visualViewport.addEventListener("resize", () => root.classList.toggle("zoomed", visualViewport.scale > 1.05));

  // A laptop that shows slides does not fall asleep.
  let lock = null;
  async function wake() {
    const isWanted = presenting() && !document.hidden;
    if (isWanted === (lock?.released === false)) return;
    try {
      if (isWanted) lock = await navigator.wakeLock.request("screen");
      else await lock.release();
    } catch {
      lock = null;
    }
  }
  document.addEventListener("visibilitychange", wake);
  deck.listeners.push(wake);
  wake();

  // What a sheet has no room for is shown smaller: wide formulas, a theme's larger type, and on paper the addresses of links.
  const styles = document.querySelector("[media=print]");
  let isPrinting = false;
  /** Where a reader comes back to. */
  let scrolled = null;

  /** Makes formulas so small that none reaches into the margin, or the next column. */
  function narrow(slide) {
    const isToLeft = getComputedStyle(slide).direction === "rtl";
    for (const formula of slide.querySelectorAll(".slide-body math")) {
      formula.style.removeProperty("--narrowed");
      const column = formula.closest(".columns > *, .slide-body > *").getBoundingClientRect();
      const box = formula.getBoundingClientRect();
      const room = isToLeft ? box.right - column.left : column.right - box.left;
      const share = room / Math.max(box.width, formula.scrollWidth);
      if (share > 0 && share < 1) formula.style.setProperty("--narrowed", share * 0.99);
    }
  }

  /** Shows a slide smaller, as long as it can be read; then without the addresses; then as it is. */
  function fit(slide) {
    if (isPrinting) return;
    const body = slide.querySelector(".slide-body");
    const fits = () => [body, body.parentElement].every((box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1);
    for (const how of ["addressed", "bare", "long"]) {
      slide.dataset.fit = how;
      body.style.zoom = "";
      if (how === "long" || !presenting()) return;
      narrow(slide);
      for (let size = 20; size > 10 && !fits(); size -= 1) body.style.zoom = size / 20;
      if (fits()) return;
    }
  }

  // Paper shows the slides as they are presented, measured in its own styles before the browser lays it out, and then left alone.
  addEventListener("beforeprint", () => {
    scrolled = presenting() ? null : scrollY;
    root.classList.add("presenting");
    styles.media = "all";
    deck.slides().forEach(fit);
    styles.media = "print";
    isPrinting = true;
    deck.entitle(true);
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    setHandout();
    if (scrolled !== null) root.classList.remove("presenting");
    deck.slides().forEach(fit);
    deck.entitle();
    if (scrolled !== null) scrollTo(0, scrolled);
  });
  // It is a handout where the address or a button says so.
  Object.assign(actions, {
    print() {
      root.classList.remove("handout");
      print();
    },
    handout() {
      root.classList.add("handout");
      print();
    },
  });
  const setHandout = () => root.classList.toggle("handout", location.search.includes("print=handout"));
  setHandout();

  // A slide that is presented is fitted as soon as it has a size, or other styles, or a picture.
  const look = ({ target }) => fit(target.closest(".slide"));
  const seen = new ResizeObserver((entries) => entries.forEach(look));
  const watch = () => {
    seen.disconnect();
    deck.slides().forEach((slide) => seen.observe(slide));
  };
  document.querySelector("main").addEventListener("load", look, true);
  document.addEventListener("quarterdeck:patched", watch);
  watch();
})();
