// The front end of the builder of theories of change.
import { make } from "../charts/page.js";
import { dress } from "../dress.js";
import editing from "../editing/style.css";
import { question } from "../questions/question.js";
import base from "../questions/style.css";
import { shield } from "../shield.js";
import { theory } from "./kind.js";
import { shown } from "./shown.js";
import style from "./style.css";

const parts = { question: (given) => question(given, { theory }), shown };

export function render({ model, el, signal, raw }) {
  dress({ questions: base, editing, theory: style });
  shield(el);
  const root = make("div", { class: "lcq lct", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  return parts[model.get("part")]({ model, root, signal, raw });
}

export default { render };
