// The front end of every question, of the ledger, of handing in and of what is read over the whole course.
import { make } from "../charts/page.js";
import { madeDocument } from "./document.js";
import { handIn } from "./hand_in.js";
import { ledger } from "./ledger.js";
import { kinds } from "./kinds/index.js";
import { shield } from "../shield.js";
import { question } from "./question.js";
import { told } from "./told.js";
import style from "./style.css";

const parts = { question: (given) => question(given, kinds), ledger, hand_in: handIn, document: madeDocument, told };

export function render({ model, el, signal, raw }) {
  if (!document.getElementById("localchange-questions")) {
    document.head.append(make("style", { id: "localchange-questions" }, style));
  }
  shield(el);
  const root = make("div", { class: "lcq", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  return parts[model.get("part")]({ model, root, signal, raw });
}

export default { render };
