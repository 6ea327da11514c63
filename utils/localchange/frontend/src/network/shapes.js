// A shape for each group, so that groups are told apart without colours.
import { node } from "../week/svg.js";

const SHAPES = [
  ["circle", "M0-17A17 17 0 1 1 0 17A17 17 0 1 1 0-17Z"],
  ["square", "M-15-15H15V15H-15Z"],
  ["triangle", "M0-20L20 15H-20Z"],
  ["diamond", "M0-20L20 0L0 20L-20 0Z"],
  ["pentagon", "M0-18L18-5L11 16H-11L-18-5Z"],
  ["hexagon", "M-9-17H9L18 0L9 17H-9L-18 0Z"],
];

export const shapeName = (group) => SHAPES[group % SHAPES.length][0];

export const shapeOf = (group) =>
  node("svg", { class: "lcn-shape", viewBox: "-22 -22 44 44", "aria-hidden": "true", focusable: "false", "data-group": group % SHAPES.length },
    node("path", { d: SHAPES[group % SHAPES.length][1] }));
