// The front end of every chart and lab: one class in Python, one file here, fetched once for a page.
import { chart } from "./chart.js";
import { lab } from "./lab.js";
import { make } from "./page.js";
import style from "./style.css";

function dress() {
  if (document.getElementById("localchange-charts")) return;
  document.head.append(make("style", { id: "localchange-charts" }, style));
}

export function render({ model, el }) {
  dress();
  const root = make("div", { class: "lc-root", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  const views = { chart, lab };
  return views[model.get("kind")]({ model, root });
}

export default { render };
