// A working week as a picture: one row a day, engagements, and the jobs where they are done, numbered by their place.
import { hatch, node } from "./svg.js";

const ROW = 34;
const LEFT = 46;
const TOP = 20;

/**
 * Draw a plan.
 *
 * `hand` is the minute at which the hand stands, or null. Jobs in time are plain, late ones hatched and marked with a
 * cross; what is done after the week stands in a row of its own. The list beside it says the same in words.
 */
export function drawWeek(spec, plan, width, { hand = null, alt, row = ROW } = {}) {
  const days = [...spec.days, "After"];
  const height = TOP + row * days.length + 4;
  const scale = (minute) => LEFT + ((width - LEFT - 6) * minute) / spec.day;
  const busy = hatch("band", 3);
  const late = hatch("two", 2);
  const svg = node("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": alt, class: "lc-svg lcw-week",
    "font-size": 12, "font-family": "inherit" }, busy.definition, late.definition);
  const text = (x, y, words, more = {}) => node("text", { x, y, style: "fill:var(--lc-ink)", ...more }, words);
  const bar = (day, from, to, style) => node("rect", { x: scale(from), y: TOP + day * row + 3, width: Math.max(1, scale(to) - scale(from)), height: row - 8, ...style });

  for (let hour = 0; hour * 60 <= spec.day; hour++) {
    const x = scale(hour * 60);
    svg.append(node("line", { x1: x, x2: x, y1: TOP, y2: TOP + row * spec.days.length, style: "stroke:var(--lc-faint)" }));
    svg.append(text(x, TOP - 6, `${spec.opens / 60 + hour}:00`, { "text-anchor": "middle", "font-size": 11 }));
  }
  days.forEach((name, day) => svg.append(text(LEFT - 8, TOP + day * row + row / 2 + 3, name.slice(0, name === "After" ? 5 : 3), { "text-anchor": "end" })));
  for (const [start, end] of spec.busy) {
    const day = Math.floor(start / spec.day);
    svg.append(bar(day, start - day * spec.day, end - day * spec.day, { fill: busy.fill, style: "stroke:var(--lc-muted);stroke-width:0.75" }));
  }
  let after = 0;
  plan.placed.forEach((placed, place) => {
    const look = placed.late
      ? { fill: late.fill, style: "stroke:var(--lc-two);stroke-width:2" }
      : { style: "fill:var(--lc-paper);stroke:var(--lc-one);stroke-width:2" };
    const label = `${place + 1}${placed.late ? " ✗" : ""}`;
    const put = (day, from, to) => {
      svg.append(bar(day, from, to, look));
      svg.append(text((scale(from) + scale(to)) / 2, TOP + day * row + row / 2 + 3, label,
        { "text-anchor": "middle", "font-weight": 700, style: "fill:var(--lc-ink);stroke:var(--lc-paper);stroke-width:4px;paint-order:stroke" }));
    };
    const week = spec.day * spec.days.length;
    for (const [start, end] of placed.pieces) {
      if (start >= week) {
        put(spec.days.length, after, Math.min(after + 55, spec.day));
        after += 60;
        continue;
      }
      for (let at = start; at < end; ) {
        const day = Math.floor(at / spec.day);
        const until = Math.min(end, (day + 1) * spec.day);
        put(day, at - day * spec.day, until - day * spec.day);
        at = until;
      }
    }
  });
  if (hand !== null) {
    const day = Math.min(spec.days.length, Math.max(0, Math.ceil(hand / spec.day) - 1));
    const x = day < spec.days.length ? scale(hand - day * spec.day) : scale(spec.day);
    svg.append(node("line", { x1: x, x2: x, y1: TOP + day * row - 2, y2: TOP + (day + 1) * row + 1, class: "lcw-hand", style: "stroke:var(--lc-four);stroke-width:4" }));
  }
  return svg;
}
