// Questions to Python: one on its way at a time, and of two changes of the handles only the later.

export class Asking {
  constructor(send, waiting, asked) {
    this.send = send;
    this.asked = asked;
    this.waiting = waiting;
    this.seq = 0;
    this.flying = null;
    this.next = [];
  }

  /** Ask; a change of the handles that has not left yet gives way to a newer one. */
  ask(message) {
    const last = this.next.at(-1);
    if (message.do === "edit" && last?.do === "edit") this.next.pop();
    const seq = ++this.seq;
    this.next.push({ ...message, seq });
    performance.mark(`localchange:asked:${seq}`);
    this.asked(seq);
    this.go();
    return seq;
  }

  /** Python has answered the question with this number. */
  answered(seq) {
    if (this.flying !== null && seq >= this.flying) {
      this.flying = null;
      clearTimeout(this.timer);
      this.waiting(false);
    }
    this.go();
  }

  /** Nobody will answer: ask nothing more until the next change. */
  forget() {
    clearTimeout(this.timer);
    this.flying = null;
    this.next = [];
  }

  /** Is a newer question on its way or waiting? */
  get busy() {
    return this.flying !== null || this.next.length > 0;
  }

  go() {
    if (this.flying !== null || !this.next.length) return;
    const message = this.next.shift();
    this.flying = message.seq;
    this.timer = setTimeout(() => this.waiting(true), 1500);
    this.send(message);
  }
}
