// Sends what is answered, waits for the word that it is saved, and never says so before. One message is on its way at a
// time: the kernel may hear two that were sent close together in the other order, and would keep the older answer.
import { clock } from "./clock.js";
import { Draft } from "./drafts.js";

const PATIENCE = 5000;
const RESTART = "Choose Kernel in the menu at the top, then Restart Kernel and Run All Cells.";
const KEPT = "What is saved is kept, and what you typed since is kept in this window.";
export const STOPPED = `The kernel has stopped, so nothing more can be saved here. ${RESTART} ${KEPT}`;
export const SILENT = `Not saved yet: the course has not answered. It may be busy with another cell. If this stays, its kernel has stopped. ${RESTART} ${KEPT}`;

export class Saver {
  /** `read` gives {value, problem} of the control; `tell` shows {words, bad, again}. */
  constructor({ model, raw, signal, read, tell }) {
    Object.assign(this, { model, raw, read, tell });
    this.draft = new Draft(model.get("spec"));
    this.own = Math.random().toString(36).slice(2, 10);
    this.count = 0;
    this.waitingFor = null;
    this.next = [];
    this.dirty = false;
    this.complaint = false;
    const died = () => {
      if (!raw.comm_live) this.stopped();
    };
    raw.on("comm_live_update", died);
    const left = () => {
      raw.off("comm_live_update", died);
      this.flush();
      // Nobody hears the course's answer here any more, so nothing waits for it.
      while (this.next.length) this.leave();
      clearTimeout(this.pause);
      clearTimeout(this.timer);
    };
    signal?.addEventListener("abort", left);
  }

  get busy() {
    return this.dirty || this.waitingFor !== null;
  }

  /** Something changed; save after a pause (0: at once). */
  touch(pause) {
    this.dirty = true;
    this.complaint = false;
    this.draft.keep(this.read().value);
    clearTimeout(this.pause);
    if (pause) {
      if (!this.waitingFor) this.tell({ words: "Not saved yet" });
      this.pause = setTimeout(() => this.flush(), pause);
    } else this.flush();
  }

  /** Save now, if there is something to save. */
  flush() {
    clearTimeout(this.pause);
    if (!this.dirty) return;
    const { value, problem } = this.read();
    if (problem) {
      this.tell({ words: `Not saved: ${problem}`, bad: true });
      return;
    }
    this.dirty = false;
    this.send("save", { value });
  }

  /** Check or commit what stands there now: that saves it too. */
  submit(what, value) {
    clearTimeout(this.pause);
    this.dirty = this.complaint = false;
    this.send(what, { value });
  }

  /** Ask for something else, once what was typed is on its way. */
  ask(what, more) {
    this.flush();
    this.send(what, more);
  }

  /** Send it when it is its turn; of two answers that wait, only the later. */
  send(what, more = {}) {
    if (!this.raw.comm_live) {
      this.stopped();
      return;
    }
    if (what === "save" && this.next.at(-1)?.do === "save") this.next.pop();
    this.next.push({ do: what, ...more });
    if (!this.complaint) this.tell({ words: "Saving…", quiet: true });
    if (this.waitingFor === null) this.leave();
  }

  leave() {
    const message = this.next.shift();
    if (!message) return;
    this.waitingFor = `${this.own}-${++this.count}`;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell({ words: SILENT, bad: true, again: true }), PATIENCE);
    this.model.send({ ...message, id: this.waitingFor });
  }

  /** The course answered: give whether this is the answer that was waited for. */
  heard(state) {
    if (this.waitingFor !== null && state.ack === this.waitingFor) {
      this.waitingFor = null;
      clearTimeout(this.timer);
      if (!state.problem && !this.dirty && !this.next.length) this.draft.drop();
      this.leave();
    }
    if (!this.busy && !this.complaint) this.said(state);
    return !this.busy;
  }

  /** Say what stands in the way of something else than saving; it stays until the answer is changed. */
  complain(words) {
    this.complaint = true;
    this.tell({ words, bad: true });
  }

  /** Say how things stand with what is saved. */
  said(state) {
    if (!this.raw.comm_live) this.stopped();
    else if (state.problem) this.tell({ words: state.problem, bad: true, again: Boolean(state.value || this.read().value) });
    else if (state.locked) this.tell({ words: `Committed and saved ${clock(state.saved)}. It cannot be changed.` });
    else if (state.saved) this.tell({ words: `Saved ${clock(state.saved)}` });
    else this.tell({ words: "Nothing saved yet" });
  }

  again() {
    this.dirty = true;
    this.waitingFor = null;
    this.flush();
  }

  stopped() {
    clearTimeout(this.timer);
    this.tell({ words: STOPPED, bad: true });
  }
}
