// The slides of a page, where they were written, and which of them somebody is writing.

/** The slides of a page by id, and where they were written. */
export function slidesOf(document) {
  const slides = [...document.querySelectorAll("section.slide")].map((element) => {
    const source = element.dataset.source ?? "";
    const at = source.lastIndexOf(":");
    return [element.id, { id: element.id, file: source.slice(0, at), line: Number(source.slice(at + 1)), element }];
  });
  return new Map(slides);
}

/** Whether two slides show the same. One further down in a file moves by a line; it shows the same. */
function isSame(one, other) {
  if (!one) return false;
  if (one.element.isEqualNode(other.element)) return true;
  const shows = ({ element }) => element.outerHTML.replace(` data-source="${element.getAttribute("data-source")}"`, "");
  return shows(one) === shows(other);
}

/** Whether somebody writes the slide: how all is computed is said by the deck itself, in no line of its file. */
const isWritten = ({ element }) => element.dataset.kind !== "method";

/** Of slides, those that begin nearest above the line of their file, for each file; all if none does. */
function nearest(slides, lines) {
  const above = slides.filter((slide) => slide.line <= lines.get(slide.file));
  const last = (file) => Math.max(...above.filter((slide) => slide.file === file).map((slide) => slide.line));
  return above.length ? above.filter((slide) => slide.line === last(slide.file)) : slides;
}

/** The slide that a place in a file belongs to. */
export function slideAt(slides, { file, line }) {
  return nearest([...slides.values()].filter((slide) => slide.file === file && isWritten(slide)), new Map([[file, line]]))[0];
}

/** The id of the slide that is being written: of those that changed, the one where its file changed; of several the one that is `here`. */
export function written(before, after, changes, here) {
  const changed = [...after.values()].filter((slide) => !isSame(before.get(slide.id), slide));
  const lines = new Map(changes.map(({ file, line }) => [file, line]));
  let candidates = changed.filter((slide) => lines.has(slide.file) && isWritten(slide));
  // A table of numbers is no slide, but a slide draws it.
  const isData = ({ file }) => file.startsWith("content/") && !file.endsWith(".md");
  if (!candidates.length && changes.some(isData)) candidates = changed;
  candidates = nearest(candidates, lines);
  return (candidates.find((slide) => slide.id === here) ?? candidates[0])?.id;
}

/** Where to go when the slide that was shown is gone: to the one that stands there now. */
export function neighbour(before, after, gone) {
  const ids = [...before.keys()];
  const at = ids.indexOf(gone);
  const near = [...ids.slice(at + 1), ...ids.slice(0, at).reverse()];
  return near.find((id) => after.has(id));
}
