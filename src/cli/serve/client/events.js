// Hears from the server that there is something new. A browser holds few connections to one host: of all its tabs that are
// seen one listens, and tells the others. Which one, the browser decides by a lock; when that tab goes, another gets it.

const ADDRESS = "/_quarterdeck/events";
const NAME = "quarterdeck:events";
/** Milliseconds until a server that is away is asked again. */
const AGAIN = 500;
/** What a tab that begins asks the one that listens. */
const ASKING = "what is new?";

export class Events {
  #hear;
  #channel = null;
  #source = null;
  /** What was heard last: whether the server is there, and its newest version. */
  #news = { isConnected: true, version: null };
  /** Ends what was begun; absent while nobody looks at this page. */
  #end = null;

  /** `hear` is told each time whether the server is there, and which version it has, if that is known. */
  constructor(hear) {
    this.#hear = hear;
    try {
      this.#channel = new BroadcastChannel(NAME);
    } catch {
      return;
    }
    this.#channel.onmessage = ({ data }) => {
      if (data !== ASKING) this.#tell(data);
      else if (this.#source) this.#channel.postMessage(this.#news);
    };
  }

  get isConnected() {
    return this.#news.isConnected;
  }

  start() {
    if (this.#end) return;
    const ending = new AbortController();
    this.#end = () => ending.abort();
    ending.signal.addEventListener("abort", () => this.#close());
    const { signal } = ending;
    // Where the page's address is no safe one, or the browser keeps nothing for it, each tab listens for itself.
    if (!this.#channel || !navigator.locks) return this.#listen(signal);
    this.#channel.postMessage(ASKING);
    const whileSeen = () => new Promise((done) => {
      signal.addEventListener("abort", done);
      this.#listen(signal);
    });
    navigator.locks.request(NAME, { signal }, whileSeen).catch(() => this.#listen(signal));
  }

  stop() {
    this.#end?.();
    this.#end = null;
  }

  #listen(signal) {
    if (signal.aborted) return;
    this.#source?.close();
    this.#source = new EventSource(ADDRESS);
    this.#source.onmessage = ({ lastEventId }) => this.#share({ isConnected: true, version: lastEventId });
    this.#source.onerror = () => {
      this.#source.close();
      this.#share({ isConnected: false, version: null });
      setTimeout(() => this.#listen(signal), AGAIN);
    };
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }

  #share(news) {
    this.#tell(news);
    this.#channel?.postMessage(news);
  }

  #tell(news) {
    this.#news = news;
    if (this.#end) this.#hear(news);
  }
}
