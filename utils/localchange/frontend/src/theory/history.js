// The theory as it is now, every change made to it on this page, and who wants to know.

/** Changes of one field that follow one another faster than this are one change, ms. */
const ONE_CHANGE = 1500;

export class History {
  constructor(theory) {
    this.now = theory;
    this.past = [];
    this.future = [];
    /** The last change, to be shown again: {before, after, words}. */
    this.last = null;
    this.watchers = new Set();
    this.joined = null;
  }

  watch(tell) {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  /** Make a change; `join` names what is being typed in, so that a word is not twenty changes. */
  edit(theory, words, join = null) {
    if (theory === this.now) return;
    const at = Date.now();
    const same = join !== null && this.joined?.name === join && at - this.joined.at < ONE_CHANGE && this.past.length > 0;
    if (!same) this.past.push({ theory: this.now, words });
    this.future = [];
    this.joined = join === null ? null : { name: join, at };
    this.last = { before: this.past[this.past.length - 1].theory, after: theory, words };
    this.set(theory);
  }

  undo() {
    return this.step(this.past, this.future);
  }

  redo() {
    return this.step(this.future, this.past);
  }

  step(from, to) {
    const change = from.pop();
    if (!change) return null;
    to.push({ theory: this.now, words: change.words });
    this.joined = null;
    this.last = { before: this.now, after: change.theory, words: change.words };
    this.set(change.theory);
    return change.words;
  }

  set(theory) {
    this.now = theory;
    for (const tell of [...this.watchers]) tell(theory);
  }
}
