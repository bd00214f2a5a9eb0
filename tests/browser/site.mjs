// The site under test in Debian's Chromium without windows: finds its pages, opens them from file://, and listens for complaints.

import { mkdirSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(process.env.SITE ?? "../../output");
const failures = resolve(import.meta.dirname, "failures");

/** How a deck's page tells its state: the contract between the theme's script and these tests. */
export const deck = {
  slides: "section.slide",
  current: "section.slide.current",
  presenting: "html.presenting",
};

/** Every page of the site, relative to its root; where `PAGES` is set, those that it, a regular expression, matches. */
export function pages() {
  const wanted = new RegExp(process.env.PAGES ?? "");
  const files = readdirSync(root, { recursive: true }).map((file) => file.split(sep).join("/"));
  const found = files.filter((file) => file.endsWith(".html") && wanted.test(file)).sort();
  if (found.length === 0) throw new Error(`no page in ${root}`);
  return found;
}

/** The browser's program: Chromium, or Chromium without windows, which does the same in half the time. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";

let browser;

/** Starts a browser before the tests of a file and ends it after them; `further` are arguments of its command line. */
export function useBrowser(...further) {
  before(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        ...further,
      ],
    });
  });
  after(() => browser?.close());
}

/** A browser window of its own, with nothing remembered. */
export const newContext = (options) => browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });

/**
 * Opens a page, hands it to `look` with what the browser complained of, and keeps a screenshot if that fails.
 * Options are those of a browser context, the `query` and `hash` of the address, and `address` of a page that is elsewhere than
 * below the site's root.
 */
export async function visit(path, { query = "", hash = "", address = addressOf(path), ...options }, look) {
  const context = await newContext(options);
  const page = await context.newPage();
  const complaints = [];
  listen(page, complaints);
  try {
    await page.goto(address + query + hash, { waitUntil: "load" });
    await look(page, complaints);
  } catch (error) {
    await keep(page, path);
    throw error;
  } finally {
    await context.close();
  }
}

/** Keeps a screenshot of what a test failed at. */
export async function keep(page, what) {
  mkdirSync(failures, { recursive: true });
  const { width } = page.viewportSize();
  await page.screenshot({ path: join(failures, `${what.replaceAll(/[^\w.-]+/g, "_")}-${width}.png`) }).catch(() => {});
}

/** Collects what the browser complains of on a page: errors, warnings such as of a broken policy, failed and foreign requests. */
export function listen(page, complaints) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  // A page that is left, or loaded anew, takes its open requests along.
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    if (!isInside(request.url())) complaints.push(`asks outside the site: ${request.url()}`);
  });
}

export function addressOf(path) {
  return pathToFileURL(join(root, path)).href;
}

function isInside(address) {
  if (address.startsWith("data:")) return true;
  return address === pathToFileURL(root).href || address.startsWith(pathToFileURL(root).href + "/");
}

/** Where a link of the page at `path` leads in the site; `undefined` if it leaves it. */
export function targetOf(path, link) {
  const address = new URL(link, addressOf(path));
  if (address.protocol !== "file:") return undefined;
  const file = decodeURIComponent(address.pathname);
  const target = relative(root, file.endsWith("/") ? join(file, "index.html") : file);
  return { file: target.split(sep).join("/"), id: decodeURIComponent(address.hash.slice(1)) };
}
