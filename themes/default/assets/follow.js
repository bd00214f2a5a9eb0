// The audience's window and the presenter's follow each other. Between them travels where they stand, whether an edit led there,
// and the clock. From file:// windows can only write to those that opened them or that they opened.
(() => {
  "use strict";

  const deck = window.quarterdeck;
  const { state, inPresenter, actions } = deck;
  /** Windows that show the same deck. */
  const others = new Set(inPresenter && window.opener ? [window.opener] : []);
  const isFile = location.protocol === "file:";
  /** When somebody last moved: the younger position is the right one. */
  let moved = 0;
  /** It was the live preview that moved. */
  let edited = false;
  /** A folder and its `index.html` are one page. */
  const page = (deck.page = () => location.pathname.replace(/\/$/, "/index.html"));

  // Where the window that opened this one is gone.
  let channel;
  /** When the other window was last heard of through it. */
  let heard = 0;
  try {
    channel = new BroadcastChannel(`quarterdeck:${page()}`);
    channel.onmessage = (event) => {
      if (!isFromOther(event.data)) return;
      heard = Date.now();
      receive(event.data);
    };
  } catch {
    // Then windows must know each other.
  }

  const isFromOther = (data) => data?.quarterdeck === 1 && data.deck === page() && data.presenter !== inPresenter;
  const position = () => ({ quarterdeck: 1, deck: page(), presenter: inPresenter, moved, edited, ...state });
  const text = ({ id, step, blank } = state) => JSON.stringify([id, step, blank]);
  let last = text();

  function send() {
    for (const other of others) {
      if (other.closed) others.delete(other);
      else other.postMessage(position(), isFile ? "*" : location.origin);
    }
    if (heard || (inPresenter && others.size === 0)) channel?.postMessage(position());
  }

  function receive(data) {
    // The presenter's clock outlives its window: the next one begins with a copy of what this one remembers.
    if (data.clock) deck.memory.set(`clock:${data.deck}`, data.clock);
    if (data.moved < moved) return send();
    if (data.moved === moved) return;
    const { id, step, blank } = data;
    const byEdit = data.edited === true;
    const isHere = text() === text(data);
    // A slide that is not here yet comes with the next patch of the live preview; the position is told again and again.
    if (isHere || deck.go(id, Number(step) || 0, "replace", { remote: true, edited: byEdit, blank: /^(black|white)$/.test(blank) ? blank : "" })) {
      moved = data.moved;
      edited = byEdit;
      last = text();
    }
  }

  addEventListener("message", (event) => {
    if (!isFromOther(event.data) || (!isFile && event.origin !== location.origin)) return;
    others.add(event.source);
    receive(event.data);
  });

  deck.listeners.push((_, remote, byEdit) => {
    if (remote || text() === last) return;
    last = text();
    edited = byEdit;
    moved = Date.now();
    send();
  });
  deck.began = { ...state };

  // The other window may have been loaded anew and know nothing of this one. What it shows has a script of its own.
  if (inPresenter) {
    const view = document.getElementById("page:presenter");
    if (view?.dataset.script) document.head.append(Object.assign(document.createElement("script"), { src: view.dataset.script }));
    send();
    setInterval(send, 1000);
  }

  const known = () => [...others].find((other) => !other.closed);
  /** Whether somebody presents with two windows: the presenter's tells every second. */
  deck.isPaired = () => inPresenter || !!known() || Date.now() - heard < 5000;

  actions.presenter = () => {
    if (known()) return known().focus();
    const { id } = deck.here();
    const address = `${location.pathname}?presenter${deck.hashOf(id, id === state.id && state.step)}`;
    const opened = open(address, `presenter${page()}`.replace(/\W+/g, "-"), "popup,width=1280,height=800");
    if (opened) others.add(opened);
    else deck.say(deck.word("blocked"));
  };
})();
