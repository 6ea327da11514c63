// What is edited as it is now, every change made to it on this page, and who wants to know.

/** Changes of one field that follow one another faster than this are one change, ms. */
const ONE_CHANGE = 1500;

export class History {
  constructor(value) {
    this.now = value;
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
  edit(value, words, join = null) {
    if (value === this.now) return;
    const at = Date.now();
    const same = join !== null && this.joined?.name === join && at - this.joined.at < ONE_CHANGE && this.past.length > 0;
    if (!same) this.past.push({ value: this.now, words });
    this.future = [];
    this.joined = join === null ? null : { name: join, at };
    this.last = { before: this.past[this.past.length - 1].value, after: value, words };
    this.set(value);
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
    to.push({ value: this.now, words: change.words });
    this.joined = null;
    this.last = { before: this.now, after: change.value, words: change.words };
    this.set(change.value);
    return change.words;
  }

  set(value) {
    this.now = value;
    for (const tell of [...this.watchers]) tell(value);
  }
}
