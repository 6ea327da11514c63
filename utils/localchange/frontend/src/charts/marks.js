// From a layer of a figure, as Python describes it, to marks of Observable Plot.
import * as Plot from "@observablehq/plot";

const colour = (name) => (name ? `var(--lc-${name})` : "none");
const range = (column) => Array.from({ length: column.length }, (_, i) => i);
const at = (columns, name) => (i) => columns[name][i];
const dashes = { solid: null, dashed: "6 4", dotted: "1.5 4" };

/** How a shape is filled: a flat colour, hatching in it, or nothing. */
function filling(layer, uid) {
  if (layer.fill === "hatch" || layer.fill === "dense") return `url(#${uid}-${layer.colour}-${layer.fill})`;
  return layer.fill === "none" ? "none" : colour(layer.colour);
}

const MARKS = {
  bars(layer, columns, uid) {
    const base = layer.base ? columns[layer.base] : null;
    const height = columns[layer.y];
    return [
      Plot.rect(range(height), {
        x1: at(columns, layer.x1),
        x2: at(columns, layer.x2),
        y1: (i) => (base ? base[i] : 0),
        y2: (i) => (base ? base[i] : 0) + height[i],
        fill: filling(layer, uid),
        fillOpacity: layer.opacity ?? 1,
        stroke: colour(layer.edge ?? layer.colour),
        strokeWidth: 0.75,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
    ];
  },
  steps(layer, columns) {
    const last = columns[layer.y].length;
    return [
      Plot.line([...range(columns[layer.y]), last], {
        x: (i) => (i === last ? columns[layer.x2][last - 1] : columns[layer.x1][i]),
        y: (i) => columns[layer.y][Math.min(i, last - 1)],
        curve: "step-after",
        stroke: colour(layer.colour),
        strokeWidth: layer.width ?? 1.5,
        strokeDasharray: dashes[layer.dash ?? "solid"],
      }),
    ];
  },
  line(layer, columns) {
    return [
      Plot.line(range(columns[layer.y]), {
        x: at(columns, layer.x),
        y: at(columns, layer.y),
        stroke: colour(layer.colour),
        strokeWidth: layer.width ?? 2,
        strokeDasharray: dashes[layer.dash ?? "solid"],
        strokeLinejoin: "round",
      }),
    ];
  },
  whiskers(layer, columns) {
    if (!columns[layer.y1]) return [];
    const middle = (i) => (columns[layer.x1][i] + columns[layer.x2][i]) / 2;
    return [
      Plot.ruleX(range(columns[layer.y1]), {
        x: middle,
        y1: at(columns, layer.y1),
        y2: at(columns, layer.y2),
        stroke: colour(layer.colour),
        strokeWidth: 1.5,
      }),
    ];
  },
  area(layer, columns) {
    return [
      Plot.area(range(columns[layer.y1]), {
        x1: at(columns, layer.x),
        y1: at(columns, layer.y1),
        y2: at(columns, layer.y2),
        fill: colour(layer.colour),
        fillOpacity: layer.opacity ?? 0.25,
      }),
    ];
  },
  zone(layer, _columns, uid) {
    return [
      Plot.rect([layer], {
        x1: layer.from,
        x2: layer.to,
        fill: layer.fill === "hatch" ? filling(layer, uid) : colour(layer.colour),
        fillOpacity: layer.opacity ?? 0.15,
      }),
    ];
  },
  frame(layer) {
    const outline = (stroke, strokeWidth) =>
      Plot.rect([layer], {
        ...{ x1: layer.from, x2: layer.to, y1: layer.low, y2: layer.high },
        ...{ fill: "none", stroke, strokeWidth },
      });
    // Paper around the line, so that it is seen on any bar.
    return [outline("var(--lc-paper)", 4.5), outline(colour(layer.colour), 2)];
  },
  upright(layer) {
    return [
      Plot.ruleX([layer.x], {
        stroke: colour(layer.colour ?? "ink"),
        strokeWidth: layer.width ?? 1.5,
        strokeDasharray: dashes[layer.dash ?? "solid"],
      }),
    ];
  },
  level(layer) {
    return [
      Plot.ruleY([layer.y], {
        x1: layer.from,
        x2: layer.to,
        stroke: colour(layer.colour ?? "ink"),
        strokeWidth: layer.width ?? 1.5,
        strokeDasharray: dashes[layer.dash ?? "solid"],
      }),
    ];
  },
  note(layer) {
    return [
      Plot.text([layer], {
        x: layer.x,
        y: layer.y,
        text: () => layer.text,
        textAnchor: layer.anchor ?? "start",
        frameAnchor: layer.y === undefined ? (layer.at ?? "top") : undefined,
        dx: layer.dx ?? 4,
        dy: layer.dy ?? 0,
        lineWidth: layer.wrap ?? Infinity,
        fontWeight: layer.strong ? 600 : 400,
        fill: colour(layer.colour ?? "ink"),
        stroke: "var(--lc-paper)",
        strokeWidth: 4,
        paintOrder: "stroke",
      }),
    ];
  },
  intervals(layer, columns) {
    const [y, low, mid, high, name] = ["y", "x1", "x", "x2", "text"].map((key) => columns[layer[key]]);
    // Told apart by shape and kind of line, and only then by colour.
    const looks = [["one", "solid", "circle"], ["two", "dashed", "square"], ["ink", "dotted", "diamond"]];
    return range(mid).flatMap((i) => {
      const [tone, dash, symbol] = looks[i % looks.length];
      return [
        Plot.ruleY([i], { y: () => y[i], x1: () => low[i], x2: () => high[i], stroke: colour(tone), strokeWidth: 3, strokeDasharray: dashes[dash] }),
        Plot.ruleX([low[i], high[i]], { x: (at) => at, y1: () => y[i] - 0.28, y2: () => y[i] + 0.28, stroke: colour(tone), strokeWidth: 2 }),
        Plot.dot([i], { x: () => mid[i], y: () => y[i], symbol, r: 5.5, fill: colour(tone), stroke: "var(--lc-paper)" }),
        Plot.text([i], { frameAnchor: "left", y: () => y[i], text: () => name[i], textAnchor: "end", dx: -8, fill: colour("ink") }),
      ];
    });
  },
  rows(layer, columns, uid) {
    const name = at(columns, layer.text);
    const index = range(columns[layer.text]);
    return [
      Plot.rect(index, {
        x1: 0,
        x2: at(columns, layer.x),
        y: name,
        insetTop: 20,
        insetBottom: 4,
        fill: (i) => (columns[layer.flag][i] ? `url(#${uid}-${layer.colour}-hatch)` : colour(layer.colour)),
        stroke: colour(layer.colour),
      }),
      Plot.text(index, { x: 0, y: name, text: name, textAnchor: "start", dy: -11, fill: colour("ink") }),
      Plot.text(index, {
        x: at(columns, layer.x),
        y: name,
        text: at(columns, layer.value),
        textAnchor: "start",
        dx: 6,
        dy: 8,
        fontWeight: 600,
        fill: colour("ink"),
      }),
    ];
  },
  spans(layer, columns, uid) {
    const halfway = (layer.domain[0] + layer.domain[1]) / 2;
    const start = at(columns, layer.from);
    const end = at(columns, layer.to);
    const early = (i) => start(i) < halfway;
    const words = (early_, anchor) =>
      Plot.text(range(columns[layer.text]).filter((i) => early(i) === early_), {
        x: early_ ? start : end,
        y: at(columns, layer.text),
        text: at(columns, layer.text),
        textAnchor: anchor,
        dy: -9,
        fill: colour("ink"),
      });
    return [
      Plot.rect(range(columns[layer.text]), {
        x1: start,
        x2: end,
        y: at(columns, layer.text),
        insetTop: 14,
        insetBottom: 3,
        fill: `url(#${uid}-${layer.colour}-hatch)`,
        stroke: colour(layer.colour),
        strokeWidth: 1,
      }),
      words(true, "start"),
      words(false, "end"),
    ];
  },
};

/** The marks of one layer. */
export function marksOf(layer, columns, uid) {
  return MARKS[layer.mark](layer, columns, uid);
}

/** What the pointer shows: the values of the drawn lines at the nearest place. */
export function pointerTip(spec, layers, columns, show) {
  const lines = layers.filter((layer) => layer.mark === "line" && layer.name);
  if (!spec.tip || !lines.length) return [];
  const index = range(columns[lines[0].x]);
  const x = at(columns, lines[0].x);
  const told = (i) =>
    [
      show(x(i), spec.x.show ?? spec.x.format),
      ...lines.map((line) => `${line.name}: ${show(columns[line.y][i], spec.y.show ?? spec.y.format)}`),
    ].join("\n");
  const top = (i) => Math.max(...lines.map((line) => columns[line.y][i]).filter((y) => !Number.isNaN(y)));
  // Drawn again at each move of the pointer, and told in the table: nothing for a screen reader.
  const quiet = { ariaHidden: "true" };
  const known = index.filter((i) => Number.isFinite(top(i)));
  return [
    Plot.ruleX(known, Plot.pointerX({ ...quiet, x, stroke: colour("muted"), strokeDasharray: "2 2" })),
    Plot.tip(known, Plot.pointerX({ ...quiet, x, y: top, title: told, fill: colour("paper"), stroke: colour("muted") })),
  ];
}
