// Making elements of a drawing, and hatching for them.
import { unique } from "../charts/page.js";

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children; `class` and the rest alike. */
export function node(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Hatching in a colour of the page: `{fill, definition}`. */
export function hatch(colour, thickness = 2) {
  const id = unique("hatch");
  const definition = node("defs", {},
    node("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      node("rect", { width: 6, height: 6, style: "fill:var(--lc-paper)" }),
      node("rect", { width: thickness, height: 6, style: `fill:var(--lc-${colour})` })));
  return { fill: `url(#${id})`, definition };
}
