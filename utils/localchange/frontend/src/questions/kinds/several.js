import { make, unique } from "../../charts/page.js";
import { group, options } from "./fields.js";

/** Every option that fits. */
export function several({ spec, title, hint, described, changed }) {
  const list = options({ pairs: spec.options, type: "checkbox", name: unique("several"), changed: () => changed() });
  const rule = spec.at_most ? `Choose at most ${spec.at_most}.` : "Choose all that fit.";
  let touched = false;
  list.element.addEventListener("change", () => (touched = true), true);
  return {
    element: group({ title, hint, described }, make("p", { class: "lcq-quiet" }, rule), list.element),
    get() {
      const choices = list.chosen();
      const over = spec.at_most ? choices.length - spec.at_most : 0;
      if (over > 0) return { value: { choices }, problem: `choose at most ${spec.at_most}, so untick ${over}.` };
      return { value: choices.length || touched ? { choices } : null };
    },
    set(value) {
      list.set(value?.choices ?? []);
    },
  };
}
