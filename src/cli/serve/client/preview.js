// The page beside the editor: hears from the server that there is something new, and becomes it in place. The slide that
// is being written comes up, unless somebody presents; everything else stays where it is.

import { Events } from "./events.js";
import { Panel } from "./panel.js";
import { Patcher } from "./patch.js";
import { neighbour, slideAt, slidesOf, written } from "./slides.js";

const OWN = "/_quarterdeck/";

// This script runs before the page's others, and so sees the page as it was sent.
const page = new Patcher(document);
const versionOf = (document) => document.querySelector(`script[src="${OWN}preview.js"]`)?.dataset.version ?? "";
/** What a page's scripts are, and what they read when they begin: where it changes they must begin anew. */
const scriptsOf = (document) => {
  const parts = document.querySelectorAll("script[src], template");
  return [...parts].map((part) => part.getAttribute("src") ?? part.innerHTML).join("\n");
};

/** Milliseconds that an answer is waited for. */
const PATIENCE = 10_000;
/** The same for now: where one connection has died without a word, others may be dead, too, and the next attempt takes another. */
let patience = PATIENCE;

/** Asks the server for something, and not for ever. */
const ask = (address, options) => fetch(address, { cache: "no-store", signal: AbortSignal.timeout(patience), ...options });

let version = versionOf(document);
/** The address of the page, which is another one when its folder is renamed. */
let place = location.pathname;
/** The build that was asked for last, and of which server it is. */
let shows = null;
/** The server that was the last to have a site, with the page or without it. */
let last = null;
/** The last version that was heard of. */
let heard = null;

/** Whether the page is read; else a slide is presented. */
const isRead = () => !document.documentElement.classList.contains("presenting");

const panel = new Panel({ current, show: (id) => announce(id) });

/** Whether the slide that is being written comes up. What an audience sees is turned by nobody but who presents. */
const follows = () => panel.follows && !document.fullscreenElement && !window.quarterdeck?.isPaired?.();

const hashOf = (id) => `#${encodeURIComponent(id).replaceAll("%2F", "/")}`;

/** The slide that is shown, or that the reader is looking at. */
function current() {
  const slides = [...document.querySelectorAll("section.slide")];
  const presented = slides.find((slide) => slide.classList.contains("current"));
  if (presented && !isRead()) return presented;
  return slides.find((slide) => slide.getBoundingClientRect().bottom > innerHeight / 3) ?? null;
}

/** What of a slide the reader is looking at: the innermost element at a third of the window, or none of the slide's. */
function lookedAt(slide) {
  const box = slide?.getBoundingClientRect();
  const found = box && document.elementFromPoint(box.left + box.width / 2, innerHeight / 3);
  return found && slide.contains(found) ? found : null;
}

/** Tells the page's own script that the page has changed and what it is called, and which slide should come up. */
function announce(follow) {
  const chosen = document.activeElement;
  const list = chosen?.closest("dialog[open] ol");
  const links = () => [...list.querySelectorAll(":scope > li > a")];
  const at = list ? links().indexOf(chosen) : -1;
  const top = chosen?.getBoundingClientRect().top;
  document.dispatchEvent(new CustomEvent("quarterdeck:patched", { detail: { follow, title: page.sent.title } }));
  if (at < 0 || chosen.isConnected) return;
  // A dialog has made its list anew: what was chosen there stays so, or what stands in its place, and nothing scrolls.
  const dialog = list.closest("dialog");
  const there = links().find((link) => link.hash === chosen.hash) ?? links()[at] ?? links().at(-1) ?? dialog.querySelector("input");
  const stay = () => dialog.scrollBy({ top: there.getBoundingClientRect().top - top, behavior: "instant" });
  there.focus({ preventScroll: true });
  stay();
  // What lies outside the window has its true height only when it was laid out once.
  requestAnimationFrame(() => requestAnimationFrame(stay));
}

/** Puts the page under another address, with all else that the address says. */
function moveTo(path) {
  const fileOf = (path) => path.replace(/\/$/, "/index.html");
  try {
    // What this window remembers of the page, as a presenter's clock, is remembered of it there.
    for (const [name, value] of Object.entries(sessionStorage)) {
      if (name.endsWith(`:${fileOf(place)}`)) sessionStorage.setItem(name.slice(0, -fileOf(place).length) + fileOf(path), value);
    }
  } catch {
    // A browser that keeps nothing has nothing to take along.
  }
  place = path;
  history.replaceState(history.state, "", path + location.search + location.hash);
}

/** Where the page was left when it had to be loaded again. */
const LEFT = "quarterdeck:left";

/** Loads the page again: a screen that shows nothing goes on showing nothing, and a reader stays at the slide. */
function reload() {
  const slide = current();
  const { top, height } = slide?.getBoundingClientRect() ?? {};
  try {
    sessionStorage.setItem(LEFT, JSON.stringify({ blank: window.quarterdeck?.state.blank, id: slide?.id, top, height }));
  } catch {
    // Then the slide is shown, and a reader is where the browser comes back to.
  }
  location.reload();
}

/** Brings the reader to a slide that stood somewhere else: of a long one to the same part of it. */
function returnTo({ id, top, height }) {
  const box = document.getElementById(id)?.getBoundingClientRect();
  if (box && isRead()) scrollBy({ top: box.top - (top < 0 ? (top / height) * box.height : top), behavior: "instant" });
}

// The page's own scripts have run by then.
addEventListener("load", () => {
  let left = null;
  try {
    left = JSON.parse(sessionStorage.getItem(LEFT));
    sessionStorage.removeItem(LEFT);
  } catch {
    // Nothing was kept.
  }
  // The other window may have told already.
  if (left?.blank && window.quarterdeck?.state.blank !== left.blank) window.quarterdeck?.actions[left.blank]?.();
  // The browser comes back to the same height after this, whatever stands there now.
  if (left) setTimeout(returnTo, 0, left);
});

/** The ids of slides that are gone, with those of the slides that stand in their places. */
const inPlaceOf = new Map();

// The way back may lead to a slide that is gone. This runs before the page's own script looks at the address.
for (const change of ["popstate", "hashchange"]) {
  addEventListener(change, () => {
    if (location.pathname !== place) moveTo(place);
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1)).replace(/@\d+$/, "");
    } catch {
      // No slide is called so.
    }
    if (!inPlaceOf.has(id)) return;
    while (inPlaceOf.has(id)) id = inPlaceOf.get(id);
    history.replaceState(history.state, "", hashOf(id));
  });
}

/** Brings what was written on a slide that is read into sight: of a long one not only the head. */
function comeToPlace(slide) {
  const place = page.written.find((element) => slide?.contains(element));
  const { top, bottom } = place?.getBoundingClientRect() ?? {};
  if (bottom < innerHeight / 10 || top > innerHeight * 0.9) place.scrollIntoView({ block: "center" });
}

/** Becomes the page as it is now; says whether one of its slides is being written, and which one did not come up for somebody who presents. */
function patch(next, changes) {
  const [before, after] = [slidesOf(page.sent), slidesOf(next)];
  const lives = [...before.keys()].map((id) => [id, document.getElementById(id)]);
  const shown = current();
  const id = shown?.id;
  const places = [lookedAt(shown), shown].map((element) => ({ element, top: element?.getBoundingClientRect().top }));
  const focused = document.activeElement;
  const edited = written(before, after, changes, id);
  // What the reader looks at stays under his eyes, whatever grew above it, and again where other styles have come.
  const stay = () => {
    const still = places.find(({ element }) => element?.isConnected);
    if (isRead() && still && !follow) scrollBy({ top: still.element.getBoundingClientRect().top - still.top, behavior: "instant" });
  };
  page.patch(next).then((isStyled) => {
    if (!isStyled) return;
    stay();
    announce();
  });
  // Where a file got another name, its slides are all new by their ids; nobody has written on them.
  const own = [...before.values()].filter(({ file }) => file === before.get(id)?.file);
  const isRenamed = shown?.isConnected && own.length > 0 && own.every(({ id }) => !after.has(id));
  let follow = follows() && !isRenamed ? edited : undefined;
  for (const [id, live] of lives) {
    const there = live?.isConnected ? live.id : neighbour(before, after, id);
    // Of slides that all are gone none stands in the place of another.
    if (after.has(there)) inPlaceOf.set(id, there);
  }
  for (const id of after.keys()) inPlaceOf.delete(id);
  follow ??= inPlaceOf.get(id);
  stay();
  announce(follow);
  if (isRead() && follow && follow === edited) comeToPlace(document.getElementById(edited));
  if (focused && !focused.isConnected && document.activeElement === document.body) (document.getElementById(focused.id) ?? document.querySelector("main"))?.focus({ preventScroll: true });
  const isHeld = edited !== undefined && !follows() && !isRenamed && edited !== current()?.id;
  return { isHere: edited !== undefined, held: isHeld ? { address: hashOf(edited), title: document.getElementById(edited).ariaLabel } : null };
}

/** A path as it is meant: a browser may write it otherwise than the server. */
function meant(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The page that changes in decks are on, at the slide that was changed last, where it is another one than this. */
async function elsewhere(changes) {
  const { page: path, ...change } = changes.at(-1);
  if (meant(path) === meant(place.replace(/index\.html$/, "")) || changes.some((change) => change.page !== path)) return null;
  const answer = await ask(path);
  if (!answer.ok) return null;
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  const slide = slideAt(slidesOf(other), change);
  return { address: path + (slide ? hashOf(slide.id) : ""), title: other.title };
}

/** Where the deck of the page is, for a server that began after its folder got another name: the only deck that says the same of itself. */
async function sameDeck() {
  const answer = await ask("/okrs.json");
  if (!answer.ok || !document.querySelector("section.slide")) return null;
  // A team Data is not the team ML Data: beside what it says no other word may stand.
  const says = ({ title, team, quarter }) => {
    const words = [title, team.name, quarter];
    const rest = words.reduce((rest, each) => rest.replace(each, ""), page.sent.title);
    return words.every((each) => page.sent.title.includes(each)) && !/[\p{L}\p{N}]/u.test(rest);
  };
  const [deck, ...others] = (await answer.json()).decks.filter(says);
  return deck && !others.length ? `/${deck.path.split("/").map(encodeURIComponent).join("/")}` : null;
}

const told = async () => (await ask(`${OWN}report.json?${location.pathname}`)).json();

/** Files that the page shows or runs under a name that stays the same, and the tags that the server gave them. */
const tags = new Map();

/** Those whose tag is another one now, by their paths. Of those that are new to the page it is not known. */
async function others() {
  const files = [...document.querySelectorAll("img[src], script[src]")].map((file) => new URL(file.src));
  const named = files.filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith(OWN) && !pathname.includes("/assets/"));
  const found = await Promise.all([...new Set(named.map(({ pathname }) => pathname))].map(async (path) => {
    const tag = (await ask(path, { method: "HEAD" })).headers.get("etag");
    const before = tags.get(path);
    tags.set(path, tag);
    return before !== undefined && tag !== null && before !== tag ? [path] : [];
  }));
  return found.flat();
}

/** The paths of pictures that were saved since the page was loaded: a browser shows such a one under another address only. */
const saved = new Set();

/** Shows those pictures as they are now, each in its place when it can be drawn: until then the one before is seen. */
async function showSaved() {
  await Promise.all([...document.images].map(async (image) => {
    const { pathname } = new URL(image.src, document.baseURI);
    const address = `${image.getAttribute("src")?.split("?")[0]}?${tags.get(pathname)?.replaceAll('"', "")}`;
    if (!saved.has(pathname) || image.getAttribute("src") === address) return;
    // One that cannot be drawn is shown as what it is, too.
    await Object.assign(new Image(), { src: address }).decode().catch(() => {});
    image.src = address;
  }));
}

/** Brings up the first slide that shows one of the pictures, unless one that does is shown already. */
function comeTo(paths) {
  const isOne = ({ src }) => paths.includes(new URL(src).pathname);
  const showing = [...document.querySelectorAll("main section.slide")].filter((slide) => [...slide.querySelectorAll("img[src]")].some(isOne));
  if (showing.length && !showing.includes(current())) announce(showing[0].id);
}

/** Asks for what is new, and shows it; where the page is at another address now, there. */
async function update(hasMoved = false) {
  const headers = version ? { "If-None-Match": `"${version}"` } : {};
  const asked = ask(location.pathname + location.search, { headers });
  let [answer, report] = await Promise.all([asked, told()]);
  const [server, number] = (answer.headers.get("quarterdeck-version") ?? "").split("-");
  const isNew = answer.status === 404 && last && server !== last;
  const moved = isNew ? await sameDeck() : answer.headers.get("quarterdeck-moved");
  if (moved) {
    moveTo(moved);
    panel.say(`This page is at ${decodeURI(moved)} now`);
    return update(true);
  }
  // Between the two answers there may have been a build; the report must know of all that the page shows.
  if (report.version < Number(number)) report = await told();
  // A page that has just been opened was sent by this server: what it shows otherwise now was changed since.
  const since = !shows ? 0 : server === shows.server ? shows.number : Number(number);
  const changes = report.changes.filter((change) => since < change.version && change.version <= Number(number));
  let isHere = !shows;
  let held = null;
  // What is shown at an address that is no page's is written by somebody, too.
  if (answer.ok || (answer.status === 404 && version === "")) {
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (scriptsOf(next) !== scriptsOf(page.sent)) return reload();
    version = versionOf(next);
    // All files of a folder that was renamed are new where they are; nobody has written on them.
    const found = patch(next, hasMoved ? [] : changes);
    isHere ||= found.isHere;
    held = found.held;
  }
  // Themes and what is said of the whole site are of no page.
  const ofDecks = changes.filter((change) => change.page);
  const isGone = answer.status === 404 && version !== "";
  if (ofDecks.length || isGone || hasMoved) panel.elsewhere(isHere || hasMoved || isGone ? held : await elsewhere(ofDecks));
  shows = { server, number: Number(number) };
  if (answer.status !== 503) last = server;
  panel.show(report, { isGone });
  // A page that is gone stays as it was, and so do its pictures.
  if (isGone) return;
  const changed = await others();
  // A script runs anew only in a page that is.
  if ([...document.scripts].some(({ src }) => src && changed.includes(new URL(src).pathname))) return reload();
  for (const path of changed) saved.add(path);
  await showSaved();
  if (follows()) comeTo(changed);
}

let running = null;
let isBehind = false;

/** One update after the other; what is heard meanwhile is answered once. */
function catchUp() {
  isBehind = true;
  running ??= (async () => {
    while (isBehind) {
      isBehind = false;
      await update();
      patience = PATIENCE;
    }
  })()
    .catch((error) => {
      // A server that went away comes back, and tells its version again; one that is there is asked again.
      heard = null;
      patience = Math.min(2 * patience, PATIENCE);
      if (events.isConnected) setTimeout(catchUp, 1000);
      // Anything else is a fault to be seen.
      if (!(error instanceof TypeError || error instanceof SyntaxError || error.name === "TimeoutError")) throw error;
    })
    .finally(() => (running = null));
}

const events = new Events(({ isConnected, version }) => {
  panel.connected(isConnected);
  if (!isConnected) patience = 1000;
  if (!version || version === heard) return;
  heard = version;
  catchUp();
});

// Tabs that nobody sees hear nothing, and catch up when they are seen.
document.addEventListener("visibilitychange", () => (document.hidden ? events.stop() : events.start()));
addEventListener("pagehide", () => events.stop());
addEventListener("pageshow", () => document.hidden || events.start());
if (!document.hidden) events.start();
