// What the tests of a deck's page share: which decks there are, where a deck stands, and how it is moved.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deck, listen, pages, root, visit } from "./site.mjs";

/** The pages of decks, the one with most slides first. */
export const decks = pages()
  .map((path) => ({ path, slides: readFileSync(join(root, path), "utf8").match(/<section [^>]*class="slide[ "]/g)?.length ?? 0 }))
  .filter(({ slides }) => slides > 0)
  .sort((a, b) => b.slides - a.slides)
  .map(({ path }) => path);
assert.notEqual(decks.length, 0, "the site has a deck");

/** The deck in which things are tried out that are the same in all of them. */
export const sample = decks[0];

/** Presenting without motion: what is shown is shown at once. */
export const still = { reducedMotion: "reduce" };

/** The id of the slide that is shown. */
export async function current(page) {
  return page.$eval(deck.current, (slide) => slide.id);
}

/** Slide and step as the address has them: `content-integrity@2`. */
export async function address(page) {
  return page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
}

/** Every slide's id and number of steps, in order. */
export async function outline(page) {
  return page.$$eval(deck.slides, (slides) =>
    slides.map((slide) => ({ id: slide.id, steps: [...slide.querySelectorAll(".step")].filter((step) => !step.closest(".notes")).length })),
  );
}

/** Every position in the order in which they are presented: a slide, then each of its steps. */
export function positions(slides) {
  return slides.flatMap(({ id, steps }) => [id, ...Array.from({ length: steps }, (_, at) => `${id}@${at + 1}`)]);
}

/** Goes to a position by the address, as a link would. */
export async function goTo(page, position) {
  await page.evaluate((position) => {
    location.hash = `#${encodeURIComponent(position)}`;
  }, position);
  await page.waitForFunction((id) => document.querySelector("section.slide.current")?.id === id, position.replace(/@\d+$/, ""));
}

/** Waits until a page is at a position. */
export async function isAt(page, position, why = "") {
  const arrived = page.waitForFunction(
    (position) => decodeURIComponent(location.hash.slice(1)) === position && document.querySelector("section.slide.current")?.id === position.replace(/@\d+$/, ""),
    position,
    { timeout: 3000, polling: 20 },
  );
  await arrived.catch(async () => assert.equal(await address(page), position, why));
}

/** Opens the presenter window beside a deck and hands both to `look`. */
export async function withPresenter(options, look) {
  await visit(sample, { ...still, viewport: { width: 1280, height: 800 }, ...options }, async (page, complaints) => {
    const [presenter] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
    listen(presenter, complaints);
    await presenter.waitForSelector(".presenter-slides a");
    await look(page, presenter, complaints);
  });
}
