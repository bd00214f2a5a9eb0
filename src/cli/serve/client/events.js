// Hears from the server that there is something new. A browser holds few connections to one host: of all its tabs that are
// seen one listens, and tells the others. Whoever has listened longest goes on; when that tab goes, or falls silent, another
// takes over. The tabs settle this among themselves, so that it holds at every address, a secure one or not.

const ADDRESS = "/_quarterdeck/events";
const NAME = "quarterdeck:events";
/** Milliseconds after which a server that says nothing is away: it says something every 15 seconds. */
const SILENT = 25_000;
/** Milliseconds after which one is away that does not even begin. */
const MUTE = 5000;
/** Of attempts as many are given up sooner as a browser holds connections: those may all be dead, and one that lives begins at once. */
const FIRST = { attempts: 6, mute: 1000 };
/** Milliseconds until a server that is away is asked again. */
const AGAIN = 500;
/** Milliseconds between two words of the tab that listens. */
const WORD = 1000;
/** Milliseconds after which a tab that says nothing is taken to listen no longer: perhaps it stands in a debugger. */
const SILENCE = 4000;
/** Those who would take over wait so many milliseconds at most, each as chance has it: then one is the first. */
const CHANCE = 150;

/** What a tab that begins asks the one that listens, and what one says that listens no longer. */
const ASKING = "what is new?";
const LEAVING = "somebody else, please";

export class Events {
  #hear;
  #channel = null;
  #source = null;
  /** When this tab began to listen; chance tells it from others that began in the same moment. */
  #since = Infinity;
  /** What was heard last: whether the server is there, and its newest version. */
  #news = null;
  #isStarted = false;
  /** What is done next: a word if this tab listens, else taking over. */
  #timer = 0;
  /** When the server is taken to be away, unless it says something. */
  #patience = 0;
  /** Attempts that came to nothing since it said something. */
  #vain = 0;

  /** `hear` is told each time whether the server is there, and which version it has, if that is known. */
  constructor(hear) {
    this.#hear = hear;
    // A connection that was there when the network went is dead, though nobody says so.
    addEventListener("online", () => this.#source && this.#lose());
    try {
      this.#channel = new BroadcastChannel(NAME);
    } catch {
      // Where the browser keeps nothing for this page, it listens for itself alone.
      return;
    }
    this.#channel.onmessage = ({ data }) => this.#receive(data);
  }

  get isConnected() {
    return this.#news?.isConnected ?? true;
  }

  /** Listens until another tab says that it does so already. */
  start() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#channel?.postMessage(ASKING);
    this.#listen();
  }

  stop() {
    this.#isStarted = false;
    if (this.#source) this.#channel?.postMessage(LEAVING);
    this.#close();
  }

  #receive(data) {
    if (data === ASKING) {
      if (this.#source) this.#word();
    } else if (data === LEAVING) {
      if (this.#isStarted && !this.#source) this.#takeOverIn(0);
    } else if (this.#source && this.#since < data.since) {
      this.#word();
    } else {
      this.#close();
      if (this.#isStarted) this.#takeOverIn(SILENCE);
      this.#tell(data.news);
    }
  }

  #takeOverIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#listen(), milliseconds + Math.random() * CHANCE);
  }

  #listen() {
    this.#since = Date.now() + Math.random();
    this.#open();
    this.#word();
  }

  #open() {
    this.#source?.close();
    const source = new EventSource(ADDRESS);
    this.#source = source;
    // A connection may die without a word, as while a computer sleeps.
    const wait = (milliseconds) => {
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#lose(), milliseconds);
    };
    source.onmessage = ({ lastEventId }) => {
      this.#vain = 0;
      wait(SILENT);
      this.#share({ isConnected: true, version: lastEventId });
    };
    source.onerror = () => this.#lose();
    wait(this.#vain < FIRST.attempts ? FIRST.mute : MUTE);
  }

  /** Gives the connection up, and soon tries another. */
  #lose() {
    const source = this.#source;
    this.#vain += 1;
    clearTimeout(this.#patience);
    source.close();
    this.#share({ isConnected: false, version: null });
    setTimeout(() => this.#source === source && this.#open(), AGAIN);
  }

  #close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#patience);
    this.#source?.close();
    this.#source = null;
  }

  #share(news) {
    this.#tell(news);
    this.#word();
  }

  /** Tells the other tabs what is known, and that this one listens. */
  #word() {
    this.#channel?.postMessage({ since: this.#since, news: this.#news });
    const spoke = Date.now();
    clearTimeout(this.#timer);
    // Where much more time has passed the computer has slept, and perhaps the connection did not outlive that.
    this.#timer = setTimeout(() => (Date.now() - spoke > SILENCE ? this.#lose() : this.#word()), WORD);
  }

  #tell(news) {
    this.#news = news;
    if (this.#isStarted && news) this.#hear(news);
  }
}
