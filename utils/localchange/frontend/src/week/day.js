// An official's day as a picture: one row a piece of work, from its arrival to its deadline, and when it was worked on.
import { hatch, node } from "./svg.js";

const ROW = 22;
const LEFT = 26;
const TOP = 20;

/** Draw the steps of a day: `[[key or null, minutes], …]`; the list beside it says the same in words. */
export function drawDay(spec, steps, now, width, alt) {
  const height = TOP + ROW * spec.work.length + 6;
  const scale = (minute) => LEFT + ((width - LEFT - 8) * (minute - spec.opens)) / (spec.closes - spec.opens);
  const fresh = hatch("band", 2.5);
  const svg = node("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": alt, class: "lc-svg lcw-day", "font-size": 12, "font-family": "inherit" }, fresh.definition);
  for (let hour = Math.ceil(spec.opens / 60); hour * 60 <= spec.closes; hour++) {
    const x = scale(hour * 60);
    svg.append(node("line", { x1: x, x2: x, y1: TOP, y2: height - 4, style: "stroke:var(--lc-faint)" }),
      node("text", { x, y: TOP - 6, "text-anchor": "middle", "font-size": 11, style: "fill:var(--lc-ink)" }, `${hour}:00`));
  }
  const rows = Object.fromEntries(spec.work.map((work, i) => [work.key, TOP + i * ROW]));
  spec.work.forEach((work, i) => {
    if (work.arrives > now) return;
    const y = rows[work.key];
    svg.append(
      node("text", { x: LEFT - 8, y: y + 15, "text-anchor": "end", "font-weight": 700, style: "fill:var(--lc-ink)" }, String(i + 1)),
      node("rect", { x: scale(work.arrives), y: y + 4, width: scale(work.due) - scale(work.arrives), height: ROW - 8, fill: fresh.fill, style: "stroke:var(--lc-muted);stroke-width:0.75" }),
      node("line", { x1: scale(work.due), x2: scale(work.due), y1: y + 1, y2: y + ROW - 1, style: "stroke:var(--lc-two);stroke-width:3" }));
  });
  let at = spec.opens;
  for (const [key, minutes] of steps) {
    if (key !== null) svg.append(node("rect", { x: scale(at), y: rows[key] + 6, width: Math.max(1, scale(at + minutes) - scale(at)), height: ROW - 12, style: "fill:var(--lc-one)" }));
    at += minutes;
  }
  svg.append(node("line", { x1: scale(now), x2: scale(now), y1: TOP - 2, y2: height - 2, class: "lcw-hand", style: "stroke:var(--lc-four);stroke-width:3" }));
  return svg;
}
