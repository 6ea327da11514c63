// The front end of every chart and lab: one class in Python, one file here, fetched once for a page.
import { chart } from "./chart.js";
import { unpackAll } from "./columns.js";
import { lab } from "./lab.js";
import { make } from "./page.js";
import { shield } from "../shield.js";
import style from "./style.css";

function dress() {
  if (document.getElementById("localchange-charts")) return;
  document.head.append(make("style", { id: "localchange-charts" }, style));
}

const described = new WeakMap();

/**
 * What the widget's model says once and for all: its description and its unchanging columns.
 *
 * The page holds them from here on. They are taken out of the model, because Jupyter saves models with the notebook, and
 * a saved notebook should be small; the kernel sends them again when the cell runs again.
 */
function describe(raw) {
  if (!described.has(raw)) {
    const spec = raw.get("spec");
    if (!spec.title) throw new Error("The chart was not kept with the notebook.");
    described.set(raw, { spec, fixed: unpackAll(raw.get("fixed")) });
    raw.set({ spec: {}, fixed: {} });
  }
  return described.get(raw);
}

export function render({ model, el, raw }) {
  dress();
  shield(el);
  const { spec, fixed } = describe(raw);
  const root = make("div", { class: "lc-root", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  const views = { chart, lab };
  return views[model.get("kind")]({ model, root, raw, spec, fixed });
}

export default { render };
