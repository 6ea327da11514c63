// A theory to look at: picture, tables, zoom and layers, and nothing to change.
import { make } from "../charts/page.js";
import { line } from "../questions/prose.js";
import { editor } from "./editor.js";
import { read } from "./edits.js";
import { files } from "./files.js";
import { History } from "../editing/history.js";

export function shown({ model, root, signal }) {
  const spec = model.get("spec");
  const history = new History(read(spec.start));
  const made = editor({ history, readOnly: true, speaks: false, further: false, most: 0, name: spec.name, changed: () => {}, ask: () => {} });
  const taking = files({ theory: () => history.now, opened: () => {}, say: made.say, send: null, alive: () => false, readOnly: true });
  root.append(make("div", { class: "lcq-card" }, spec.caption ? make("p", {}, line(spec.caption)) : null, made.element, taking.element));
  signal?.addEventListener("abort", () => made.stop());
}
