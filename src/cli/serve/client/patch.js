// Brings the document to what its page has become, and touches nothing else. It compares the page as it was sent before
// with the page as it is sent now, and does to the document what happened between the two: whatever scripts and readers
// have made of it since (classes, opened details, elements of their own) stays.

const isStyle = (node) => node.nodeName === "LINK" && /\bstylesheet\b/.test(node.getAttribute("rel"));

/** What makes a node the same one in two versions of a page. */
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  if (isStyle(node)) return `style ${node.getAttribute("href")}`;
  if (node.nodeName === "SCRIPT") return `script ${node.getAttribute("src")}`;
  return node.id ? `id ${node.id}` : null;
}

/** Which of the old nodes each new one is: first those that are equal at both ends, then by key, then by kind in order. */
function match(olds, news) {
  const found = new Map();
  const pair = (at, from) => found.set(news[at], olds[from]);
  let start = 0;
  let [oldEnd, newEnd] = [olds.length, news.length];
  while (start < oldEnd && start < newEnd && olds[start].isEqualNode(news[start])) pair(start, start++);
  while (oldEnd > start && newEnd > start && olds[oldEnd - 1].isEqualNode(news[newEnd - 1])) pair(--newEnd, --oldEnd);

  const left = new Set(olds.slice(start, oldEnd));
  const rest = news.slice(start, newEnd);
  const take = (node, old) => old && left.delete(old) && found.set(node, old);
  const byKey = new Map([...left].filter(keyOf).map((old) => [keyOf(old), old]));
  for (const node of rest) if (keyOf(node)) take(node, byKey.get(keyOf(node)));
  const others = () => rest.filter((node) => !found.has(node));
  for (const node of others()) take(node, [...left].find((old) => old.isEqualNode(node)));
  for (const node of others()) {
    if (isStyle(node) || node.nodeName === "SCRIPT") continue;
    take(node, [...left].find((old) => old.nodeType === node.nodeType && old.nodeName === node.nodeName && !isStyle(old)));
  }
  return found;
}

/** Of a list of numbers, the part that ascends and weighs most: those that need not move. */
function ascending(numbers, weights) {
  const best = [...weights];
  const before = numbers.map(() => -1);
  let last = -1;
  numbers.forEach((number, at) => {
    for (let i = 0; i < at; i += 1) {
      if (numbers[i] < number && best[i] + weights[at] > best[at]) [best[at], before[at]] = [best[i] + weights[at], i];
    }
    if (last < 0 || best[at] > best[last]) last = at;
  });
  const kept = new Set();
  for (; last >= 0; last = before[last]) kept.add(numbers[last]);
  return kept;
}

/** A document that follows its page. */
export class Patcher {
  #document;
  #sent;
  /** Nodes of the page as it was sent, to the nodes of the document that came of them. */
  #live = new WeakMap();
  #arriving = [];
  #leaving = [];
  #written = [];

  /** Must be made before any other script changes the document. */
  constructor(document) {
    this.#document = document;
    this.#sent = document.cloneNode(true);
    this.#pair(this.#sent, document);
  }

  /** The page as it was sent last. */
  get sent() {
    return this.#sent;
  }

  /** The elements that the last patch put in, or whose own text it changed, in their order. */
  get written() {
    return this.#written;
  }

  /** Brings the document to `next`, the page as it is sent now; tells, when they are there, whether it has other styles. */
  patch(next) {
    this.#written = [];
    this.#children(this.#sent, next);
    this.#sent = next;
    this.#live.set(next, this.#document);
    // A new style must be there before the one that it replaces goes, or the page would stand bare for a moment.
    const [arriving, leaving] = [this.#arriving.splice(0), this.#leaving.splice(0)];
    return Promise.all(arriving).then((styles) => {
      leaving.forEach((node) => node.remove());
      return styles.length > 0;
    });
  }

  #pair(sent, live) {
    this.#live.set(sent, live);
    sent.childNodes.forEach((child, at) => this.#pair(child, live.childNodes[at]));
  }

  #node(sent, next) {
    const live = this.#live.get(sent);
    if (next.nodeType !== Node.ELEMENT_NODE) {
      if (sent.nodeValue !== next.nodeValue) {
        live.nodeValue = next.nodeValue;
        this.#note(live);
      }
    } else {
      this.#attributes(sent, next, live);
      this.#children(sent, next);
    }
    this.#live.set(next, live);
  }

  #attributes(sent, next, live) {
    for (const { namespaceURI, name, localName } of [...sent.attributes]) {
      if (!next.hasAttribute(name) && name !== "class") live.removeAttributeNS(namespaceURI, localName);
    }
    for (const { namespaceURI, name, value } of [...next.attributes]) {
      if (sent.getAttribute(name) !== value && name !== "class") live.setAttributeNS(namespaceURI, name, value);
    }
    // Scripts have put classes of their own beside those of the page.
    const [olds, news] = [sent, next].map((element) => [...element.classList]);
    for (const name of olds) if (!news.includes(name)) live.classList.remove(name);
    for (const name of news) if (!olds.includes(name)) live.classList.add(name);
  }

  #children(sent, next) {
    const parent = this.#live.get(sent);
    const [olds, news] = [[...sent.childNodes], [...next.childNodes]];
    const found = match(olds, news);
    const kept = new Set(found.values());
    for (const old of olds) if (!kept.has(old)) this.#remove(this.#live.get(old));
    const matched = news.filter((node) => found.has(node)).map((node) => found.get(node));
    // A slide that moves loses its focus and what is marked in it; the spaces between slides have nothing to lose.
    const weights = matched.map((old) => (old.nodeType === Node.ELEMENT_NODE ? matched.length : 1));
    const staying = ascending(matched.map((old) => olds.indexOf(old)), weights);
    let previous = null;
    for (const node of news) {
      const old = found.get(node);
      if (!old) {
        previous = this.#insert(this.#imported(node), parent, previous);
        this.#note(previous);
        continue;
      }
      const live = this.#live.get(old);
      // A script has taken it somewhere else: its place is the script's affair.
      const isElsewhere = live.parentNode !== parent;
      if (!isElsewhere && !staying.has(olds.indexOf(old))) this.#insert(live, parent, previous);
      if (old.isEqualNode(node)) next.replaceChild(old, node);
      else this.#node(old, node);
      if (!isElsewhere) previous = live;
    }
  }

  #imported(node) {
    const live = this.#document.importNode(node, true);
    this.#pair(node, live);
    for (const style of [live, ...(live.querySelectorAll?.("link") ?? [])].filter(isStyle)) {
      this.#arriving.push(new Promise((done) => ["load", "error"].forEach((event) => style.addEventListener(event, done))));
    }
    return live;
  }

  #insert(live, parent, previous) {
    if (previous) previous.after(live);
    else parent.prepend(live);
    return live;
  }

  #note(live) {
    if (live.textContent.trim()) this.#written.push(live.nodeType === Node.ELEMENT_NODE ? live : live.parentElement);
  }

  #remove(live) {
    if (isStyle(live)) this.#leaving.push(live);
    else live.remove();
  }
}
