// The front end of the network that a learner works on, and of the map of their own relationships.
import { make } from "../charts/page.js";
import charts from "../charts/style.css";
import { dress } from "../dress.js";
import editing from "../editing/style.css";
import { question } from "../questions/question.js";
import base from "../questions/style.css";
import { shield } from "../shield.js";
import { apart } from "./apart.js";
import { network } from "./kind.js";
import { relationships } from "./map.js";
import style from "./style.css";

const parts = {
  question: (given) => question(given, { network }),
  map: (given) => apart(given, (shown) => question(shown, { relationships })),
};

export function render({ model, el, signal, raw }) {
  dress({ charts, questions: base, editing, network: style });
  shield(el);
  const root = make("div", { class: "lcq lct lcn", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  return parts[model.get("part")]({ model, root, signal, raw });
}

export default { render };
