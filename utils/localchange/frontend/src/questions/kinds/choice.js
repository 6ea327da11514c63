import { make, unique } from "../../charts/page.js";
import { group, options } from "./fields.js";

const SURE = [["50", "50%: a coin toss"], ["60", "60%"], ["70", "70%"], ["80", "80%"], ["90", "90%"], ["100", "100%: certain"]];

/** One of several options, and how sure the learner is. */
export function choice({ spec, title, hint, described, changed }) {
  const list = options({ pairs: spec.options, type: "radio", name: unique("choice"), changed: () => changed() });
  const sure = spec.confidence ? options({ pairs: SURE, type: "radio", name: unique("sure"), row: true, changed: () => changed() }) : null;
  const element = make("div", {},
    group({ title, hint, described }, list.element),
    sure && make("fieldset", { class: "lcq-group lcq-sure" }, make("legend", { class: "lcq-label" }, "How sure are you that this is right?"), sure.element));
  return {
    element,
    get() {
      const [chosen] = list.chosen();
      const [percent] = sure?.chosen() ?? [];
      if (!chosen && !percent) return { value: null };
      return { value: { ...(chosen && { choice: chosen }), ...(percent && { confidence: Number(percent) }) } };
    },
    set(value) {
      list.set([value?.choice]);
      sure?.set([String(value?.confidence)]);
    },
  };
}
