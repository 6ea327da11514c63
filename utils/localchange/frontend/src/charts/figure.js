// One figure: axes, layers, and the words written at the ends of its lines.
import * as Plot from "@observablehq/plot";
import { marksOf, pointerTip } from "./marks.js";
import { show, tick } from "./numbers.js";
import { unique } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["one", "two", "three", "four", "five", "muted", "ink"];

/** Hatching in each colour, sparse and dense, so that nothing is told by colour alone. */
function hatching(uid) {
  const definitions = document.createElementNS(SVG, "defs");
  for (const name of COLOURS) {
    for (const [kind, thickness, turn] of [["hatch", 1.6, 45], ["dense", 3.4, -45]]) {
      const pattern = document.createElementNS(SVG, "pattern");
      const set = {
        id: `${uid}-${name}-${kind}`,
        width: 5,
        height: 5,
        patternUnits: "userSpaceOnUse",
        patternTransform: `rotate(${turn})`,
      };
      for (const [key, value] of Object.entries(set)) pattern.setAttribute(key, value);
      pattern.innerHTML =
        `<rect width="5" height="5" style="fill:var(--lc-paper)"></rect>` +
        `<rect width="${thickness}" height="5" style="fill:var(--lc-${name})"></rect>`;
      definitions.append(pattern);
    }
  }
  return definitions;
}

/** Write each line's name at its end, moved apart where they would touch. */
function nameLines(plot, layers, columns, narrow) {
  const x = plot.scale("x");
  const y = plot.scale("y");
  const edge = Math.max(...x.range);
  const names = [];
  for (const layer of layers) {
    if (layer.mark !== "line" || !layer.name || narrow) continue;
    const values = columns[layer.y];
    let last = values.length - 1;
    while (last >= 0 && Number.isNaN(values[last])) last--;
    if (last >= 0) names.push({ layer, x: edge, y: y.apply(values[last]) });
  }
  names.sort((a, b) => a.y - b.y);
  const gap = 15;
  names.forEach((name, i) => {
    name.to = i ? Math.max(name.y, names[i - 1].to + gap) : name.y;
  });
  for (const name of names) {
    const words = document.createElementNS(SVG, "text");
    const set = { x: name.x + 6, y: name.to, dy: "0.35em", "text-anchor": "start", "font-size": 12.5, "font-weight": 600 };
    for (const [key, value] of Object.entries(set)) words.setAttribute(key, value);
    words.style.fill = `var(--lc-${name.layer.colour})`;
    words.textContent = name.layer.name;
    plot.append(words);
  }
}

/**
 * Draw one figure.
 *
 * `chosen` holds the names of the layers' choices that are ticked; a layer without a choice is
 * always drawn. The picture is one image to a screen reader; what it says stands in the text beside it.
 */
export function drawFigure(spec, columns, width, chosen = null) {
  const uid = unique("hatch");
  const narrow = width < 560;
  const layers = spec.layers.filter((layer) => !layer.choice || chosen === null || chosen.has(layer.choice));
  const plot = Plot.plot({
    width,
    height: narrow && spec.height > 200 ? spec.height * 0.85 : spec.height,
    marginLeft: spec.marginLeft ?? 44,
    marginRight: narrow ? 14 : (spec.marginRight ?? 14),
    marginTop: spec.marginTop ?? 14,
    marginBottom: spec.x.label ? 42 : spec.x.hidden ? 6 : 26,
    style: { background: "none", fontSize: "12.5px", fontFamily: "inherit", color: "var(--lc-ink)", overflow: "visible" },
    x: {
      type: spec.x.type ?? "linear",
      domain: spec.x.domain,
      label: (narrow && spec.x.shortLabel) || spec.x.label || null,
      labelAnchor: "center",
      labelArrow: "none",
      axis: spec.x.hidden ? null : "bottom",
      ticks: narrow && spec.x.fewTicks ? spec.x.fewTicks : spec.x.ticks,
      tickFormat: tick(spec.x.format),
    },
    y: {
      type: spec.y.type ?? "linear",
      domain: spec.y.domain,
      label: null,
      axis: spec.y.hidden ? null : "left",
      grid: !spec.y.hidden,
      ticks: spec.y.ticks ?? 4,
      tickSize: 0,
      tickFormat: spec.y.format ? tick(spec.y.format) : undefined,
      reverse: spec.y.reverse ?? false,
    },
    marks: [
      ...layers.flatMap((layer) => marksOf(layer, columns, uid)),
      spec.y.hidden ? null : Plot.ruleY([spec.y.domain?.[0] ?? 0], { stroke: "var(--lc-ink)" }),
      ...pointerTip(spec, layers, columns, show),
    ],
  });
  plot.prepend(hatching(uid));
  nameLines(plot, layers, columns, narrow);
  // Plot names its groups for screen readers, but the picture is one image: its words stand beside it.
  for (const group of plot.querySelectorAll("[aria-label]")) {
    group.dataset.mark = group.getAttribute("aria-label");
    group.removeAttribute("aria-label");
  }
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", spec.alt ?? spec.title);
  plot.classList.add("lc-svg");
  return plot;
}
