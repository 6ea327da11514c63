// A small scale beside an output: where the baseline was, where it is now, what was published.
const SVG = "http://www.w3.org/2000/svg";

const node = (tag, set) => {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(set)) element.setAttribute(key, value);
  return element;
};

/** Hollow diamond: baseline. Filled dot: now. Bracket below: published. */
export function strip(output, now, baseline) {
  const width = 150;
  const place = (value) => {
    const share = (value - output.low) / (output.high - output.low);
    return 8 + Math.min(1, Math.max(0, share)) * (width - 16);
  };
  const svg = node("svg", { width, height: 26, viewBox: `0 0 ${width} 26`, "aria-hidden": "true", class: "lc-strip" });
  for (const band of output.published ?? []) {
    const left = place(band.low);
    const right = Math.max(place(band.high), left + 3);
    svg.append(node("rect", { x: left, y: 4, width: right - left, height: 18, class: "lc-strip-band" }));
  }
  svg.append(node("line", { x1: 8, x2: width - 8, y1: 13, y2: 13, class: "lc-strip-line" }));
  if (Number.isFinite(now) && Number.isFinite(baseline)) {
    svg.append(node("line", { x1: place(baseline), x2: place(now), y1: 13, y2: 13, class: "lc-strip-move" }));
    const b = place(baseline);
    svg.append(node("path", { d: `M${b - 5},13 L${b},8 L${b + 5},13 L${b},18 Z`, class: "lc-strip-baseline" }));
    svg.append(node("circle", { cx: place(now), cy: 13, r: 5, class: "lc-strip-now" }));
  }
  return svg;
}
