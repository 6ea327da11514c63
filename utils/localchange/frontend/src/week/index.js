// The front end of the labs in which a person works through jobs: a week to put in order, and an official's inbox.
import { make } from "../charts/page.js";
import charts from "../charts/style.css";
import { shield } from "../shield.js";
import { inbox } from "./inbox.js";
import style from "./style.css";
import { triage } from "./triage.js";

function dress() {
  for (const [id, text] of [["localchange-charts", charts], ["localchange-week", style]]) {
    if (!document.getElementById(id)) document.head.append(make("style", { id }, text));
  }
}

const described = new WeakMap();

/** What the model says once and for all; taken out of it, because Jupyter saves models with the notebook. */
function describe(raw) {
  if (!described.has(raw)) {
    const spec = raw.get("spec");
    if (!spec.title) throw new Error("The lab was not kept with the notebook.");
    described.set(raw, spec);
    raw.set({ spec: {}, fixed: {} });
  }
  return described.get(raw);
}

export function render({ model, el, raw }) {
  dress();
  shield(el);
  const spec = describe(raw);
  const root = make("div", { class: "lc-root lcw-root", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  if (spec.idle) {
    root.append(make("p", { class: "lc-title" }, spec.title), make("p", {}, spec.idle));
    return () => {};
  }
  return { triage, inbox }[model.get("kind")]({ model, root, raw, spec });
}

export default { render };
