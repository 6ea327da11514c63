// A clock face: the minute hand goes round as the day goes by.
import { node } from "./svg.js";

const SIZE = 92;

export class Dial {
  constructor() {
    const middle = SIZE / 2;
    const tick = (i) => node("line", { x1: middle, x2: middle, y1: 5, y2: i % 3 ? 9 : 13, transform: `rotate(${30 * i} ${middle} ${middle})`, style: "stroke:var(--lc-ink);stroke-width:1.5" });
    this.hour = node("line", { x1: middle, x2: middle, y1: middle, y2: 24, style: "stroke:var(--lc-ink);stroke-width:4;stroke-linecap:round" });
    this.minute = node("line", { x1: middle, x2: middle, y1: middle, y2: 11, style: "stroke:var(--lc-four);stroke-width:2.5;stroke-linecap:round", class: "lcw-minute-hand" });
    this.element = node("svg", { width: SIZE, height: SIZE, viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true", class: "lcw-dial" },
      node("circle", { cx: middle, cy: middle, r: middle - 3, style: "fill:var(--lc-paper);stroke:var(--lc-ink);stroke-width:2" }),
      ...Array.from({ length: 12 }, (_, i) => tick(i)), this.hour, this.minute);
    this.set(9 * 60);
  }

  /** Show a time of day, in minutes after midnight. */
  set(minutes) {
    const middle = SIZE / 2;
    this.hour.setAttribute("transform", `rotate(${minutes / 2} ${middle} ${middle})`);
    this.minute.setAttribute("transform", `rotate(${6 * minutes} ${middle} ${middle})`);
    this.element.dataset.minutes = String(Math.round(minutes));
  }
}
