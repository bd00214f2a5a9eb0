// The presenter window: this slide, the next one, notes, the clock against the plan, and the list of slides.
(() => {
  "use strict";

  const deck = window.quarterdeck;
  const { state, actions, memory } = deck;
  const template = document.getElementById("page:presenter");
  if (!deck.inPresenter || !template) return;

  document.body.append(template.content.cloneNode(true));
  const part = (name) => document.querySelector(`.presenter-${name}`);
  const [words, notes, frame, list, pace] = ["clock", "text", "frame", "slides", "pace"].map(part);

  /** The file that a slide belongs to: the time of a file is planned as one. */
  const topicOf = (slide) => slide?.id.split(/[/~]/)[0];
  const planOf = (slide) => Number(slide.dataset.time ?? 0);
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /** Fills the places of `Slide {number} of {of}`. */
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Seconds as `4:05`, or `1:04:05`. */
  function minutes(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const [hours, rest] = [Math.floor(whole / 3600), whole % 3600];
    const pad = (number) => String(number).padStart(2, "0");
    return `${hours ? `${hours}:${pad(Math.floor(rest / 60))}` : Math.floor(rest / 60)}:${pad(rest % 60)}`;
  }

  // The clock: it starts with the first move of a person, and goes on when the window is loaded anew, or closed and opened again.
  const key = () => `clock:${deck.page()}`;
  const unused = { mode: "unused", elapsed: 0, spent: {}, at: 0 };
  let clock = { ...unused };
  try {
    clock = { ...clock, ...JSON.parse(memory.get(key()) ?? "{}") };
  } catch {
    // A clock that cannot be read starts again.
  }
  // One that stood still for half an hour was another talk's.
  if (Date.now() - clock.at > 1_800_000) clock = { ...unused };

  function tick() {
    const now = Date.now();
    if (clock.mode === "running") {
      const passed = Math.max(0, (now - clock.at) / 1000);
      const topic = topicOf(deck.current());
      clock.elapsed += passed;
      clock.spent[topic] = (clock.spent[topic] ?? 0) + passed;
    }
    clock.at = now;
    state.clock = JSON.stringify(clock);
    memory.set(key(), state.clock);
    showClock();
  }

  function showClock() {
    const all = deck.slides();
    const topic = topicOf(deck.current());
    const first = all.findIndex((slide) => topicOf(slide) === topic);
    const before = sum(all.slice(0, first).map(planOf));
    const own = sum(all.filter((slide) => topicOf(slide) === topic).map(planOf));
    const total = sum(all.map(planOf));
    const of = (seconds, planned) => (planned ? fill(words.dataset.of, { time: minutes(seconds), planned: minutes(planned) }) : minutes(seconds));
    part("now").textContent = new Date().toLocaleTimeString(deck.root.lang || undefined, { timeStyle: "short" });
    part("elapsed").textContent = of(clock.elapsed, total);
    part("topic").textContent = of(clock.spent[topic] ?? 0, own);
    // In time is whoever is on a topic while it is planned to be spoken of.
    const late = clock.elapsed - before - own;
    const early = before - clock.elapsed;
    const [name, seconds] = late >= 1 ? ["behind", late] : early >= 1 ? ["ahead", early] : ["intime", 0];
    pace.hidden = !total || clock.mode === "unused";
    pace.className = `presenter-pace ${name}`;
    pace.textContent = fill(words.dataset[name], { time: minutes(seconds) });
    const pause = part("pause");
    pause.textContent = clock.mode === "running" ? pause.dataset.pause : pause.dataset.start;
  }

  Object.assign(actions, {
    pause() {
      tick();
      clock.mode = clock.mode === "running" ? "paused" : "running";
      tick();
    },
    reset() {
      clock = { ...unused, spent: {} };
      tick();
    },
    larger: () => zoom(1),
    smaller: () => zoom(-1),
  });
  Object.assign(deck.keys, { "+": "larger", "-": "smaller" });

  function zoom(by) {
    const size = Math.max(1, Math.min(6, Number(memory.get("zoom") ?? 2) + by));
    memory.set("zoom", size);
    notes.dataset.zoom = size;
  }

  /** An entry of the list. */
  function entry(href) {
    const link = Object.assign(document.createElement("a"), { href });
    link.append(...["number", "title", "presenter-plan", "part"].map((className) => Object.assign(document.createElement("span"), { className })));
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  /** The list of slides. An entry stays the same as long as its slide is there, and so do scroll and focus. */
  function write() {
    const all = deck.slides();
    const focused = document.activeElement;
    const items = [...list.children];
    const place = items.findIndex((item) => item.contains(focused));
    const known = new Map(items.map((item) => [item.firstChild.getAttribute("href"), item]));
    const wanted = all.map(({ id }) => known.get(deck.hashOf(id)) ?? entry(deck.hashOf(id)));
    for (const item of items) if (!wanted.includes(item)) item.remove();
    for (const [at, item] of wanted.entries()) {
      if (item !== list.children[at]) list.insertBefore(item, list.children[at]);
      const [number, heading, plan, share] = item.firstChild.children;
      const time = planOf(all[at]);
      number.textContent = at + 1;
      [heading.textContent, share.textContent] = deck.listed(all[at]);
      plan.textContent = time ? minutes(time) : "";
    }
    // Where its entry is gone, the focus is on the one in its place.
    if (place >= 0) (focused.isConnected ? focused : wanted[Math.min(place, all.length - 1)].firstChild).focus({ preventScroll: true });

    const total = sum(all.map(planOf));
    const planned = part("total");
    planned.hidden = !total;
    planned.textContent = fill(words.dataset.total, { time: minutes(total) });
  }

  /** Brings an entry into sight, and scrolls nothing but the list: in a small window the list is as long as its entries. */
  function follow(item) {
    const [there, seen] = [item, list].map((element) => element.getBoundingClientRect());
    list.scrollTop += Math.min(0, there.top - seen.top) + Math.max(0, there.bottom - seen.bottom);
  }

  let shown = "";
  function show() {
    const slide = deck.current();
    const all = deck.slides();
    const at = all.indexOf(slide);
    const steps = deck.stepsOf(slide).length;
    const isStep = state.step < steps;
    const next = isStep ? slide : all[at + 1];
    const label = part("what");
    label.textContent = isStep ? fill(label.dataset.step, { number: state.step + 1, of: steps }) : next ? label.dataset.slide : label.dataset.end;
    frame.replaceChildren(...(next ? [deck.picture(next, isStep ? state.step + 1 : 0)] : []));

    const said = slide.querySelector(".notes");
    const text = said ? deck.copy(said, "notes:") : Object.assign(document.createElement("p"), { textContent: notes.dataset.none });
    text.className = said ? "prose" : "quiet";
    if (!notes.firstChild?.isEqualNode(text)) notes.replaceChildren(text);
    [...list.querySelectorAll("a")].forEach((link, number) => {
      if (number === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    // While the slide is the same, its notes and the list stay where they were read.
    if (shown !== slide.id) {
      notes.scrollTop = 0;
      follow(list.children[at]);
    }
    shown = slide.id;
    const blank = part("blank");
    blank.hidden = !state.blank;
    blank.textContent = deck.word(state.blank);
  }

  const placeOf = ({ id, step }) => `${id}@${step}`;
  // Somebody may have moved before this script was here.
  let place = placeOf(deck.began);
  function arrive(edited) {
    const now = placeOf(state);
    // The live preview has changed the page.
    if (edited) write();
    tick();
    if (now !== place && !edited && clock.mode === "unused") clock.mode = "running";
    place = now;
    show();
    showClock();
  }
  deck.listeners.push((_, remote, edited) => arrive(edited));

  // Up and down scroll long notes that have the focus.
  notes.addEventListener("keydown", (event) => {
    if (event.target === notes && notes.scrollHeight > notes.clientHeight && /^Arrow(Up|Down)$/.test(event.key)) event.stopPropagation();
  });

  zoom(0);
  write();
  arrive();
  setInterval(tick, 500);
})();
