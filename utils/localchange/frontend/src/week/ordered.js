// A list in an order that can be changed: with buttons, with the arrow keys on them, or by dragging.
import { make } from "../charts/page.js";

/**
 * An ordered list of jobs.
 *
 * `changed(order, key)` is called with the new order and the job that was moved; `heard(sentence)` with what is to be
 * announced when nothing moves.
 */
export class Ordered {
  constructor(jobs, changed, heard) {
    this.order = jobs.map((job) => job.key);
    this.changed = changed;
    this.heard = heard;
    this.rows = {};
    this.dragged = null;
    this.element = make("ol", { class: "lcw-list" });
    for (const job of jobs) this.rows[job.key] = this.row(job);
    this.draw();
  }

  row(job) {
    const place = make("span", { class: "lcw-place", "aria-hidden": "true" });
    const fate = make("span", { class: "lcw-fate" });
    const move = (by, sign, way) => make("button", { type: "button", class: "lc-small lcw-move", "aria-label": `Move ${way}: ${job.label}`,
      "data-move": way, onclick: () => this.move(job.key, by) }, make("span", { "aria-hidden": "true" }, sign));
    const up = move(-1, "▲", "up");
    const down = move(1, "▼", "down");
    const needs = `${job.minutes} min${job.block ? ", undisturbed" : ""} · due ${job.due_words} · ${job.cost} ${job.cost === 1 ? "point" : "points"}`;
    const element = make("li", { "data-job": job.key, draggable: "true" },
      place,
      make("span", { class: "lcw-job" }, make("strong", {}, job.label), make("span", { class: "lcw-needs" }, needs), fate),
      make("span", { class: "lcw-moves" }, up, down));
    element.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.move(job.key, by);
    });
    element.addEventListener("dragstart", (event) => {
      this.dragged = job.key;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", job.label);
    });
    element.addEventListener("dragover", (event) => this.dragged && event.preventDefault());
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      if (this.dragged) this.put(this.dragged, this.order.indexOf(job.key));
      this.dragged = null;
    });
    element.addEventListener("dragend", () => (this.dragged = null));
    return { element, place, fate, up, down, job };
  }

  move(key, by) {
    const to = this.order.indexOf(key) + by;
    if (to < 0 || to >= this.order.length) {
      this.heard(`${this.rows[key].job.label} is ${by < 0 ? "first" : "last"} already.`);
      return;
    }
    this.put(key, to);
  }

  put(key, to) {
    const from = this.order.indexOf(key);
    if (from === to) return;
    const focused = document.activeElement;
    this.order.splice(to, 0, this.order.splice(from, 1)[0]);
    this.draw();
    if (this.element.contains(focused)) focused.focus();
    this.changed([...this.order], key);
  }

  /** Show an order, and what becomes of each job: `{key: {late, done_words}}`. */
  set(order, fates) {
    this.order = [...order];
    const focused = document.activeElement;
    this.draw();
    if (this.element.contains(focused)) focused.focus();
    for (const [key, placed] of Object.entries(fates)) {
      const { fate, element } = this.rows[key];
      fate.textContent = `${placed.late ? "✗ late" : "✓ in time"}: done ${placed.done_words}`;
      element.classList.toggle("lcw-late", placed.late);
    }
  }

  /** Mark the job at which the hand stands. */
  mark(key) {
    for (const [name, { element }] of Object.entries(this.rows)) element.classList.toggle("lcw-at", name === key);
  }

  draw() {
    this.order.forEach((key, place) => {
      const { element, place: number, up, down } = this.rows[key];
      number.textContent = place + 1;
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === this.order.length - 1));
      if (this.element.children[place] !== element) this.element.insertBefore(element, this.element.children[place] ?? null);
    });
  }
}
