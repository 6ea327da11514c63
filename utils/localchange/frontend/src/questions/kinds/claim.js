import { make, unique } from "../../charts/page.js";
import { group, numberField, options, prose } from "./fields.js";

const VERDICTS = [
  ["supported", "**Supported**: the evidence I have seen speaks for it"],
  ["mixed", "**Mixed**: it holds in part, or in some places"],
  ["contradicted", "**Contradicted**: the evidence I have seen speaks against it"],
  ["untested", "**Untested**: nothing I have seen could have shown it wrong"],
];
const SURE = { before: "How sure are you now that this is true?", after: "How sure are you now that it is true?" };

/** A row of the ledger: how sure, before and after; a verdict; what would change one's mind. */
export function claim({ spec, title, hint, described, changed, settled }) {
  const asks = new Set(spec.asks);
  const number = (field) => asks.has(field) ? numberField({ label: SURE[field], unit: "%", low: 0, high: 100, step: 5, changed, settled }) : null;
  const before = number("before");
  const after = number("after");
  const earlier = make("p", { class: "lcq-quiet", hidden: true });
  const list = asks.has("verdict") ? options({ pairs: VERDICTS, type: "radio", name: unique("verdict"), changed: () => changed() }) : null;
  const mind = asks.has("change_mind") ? prose({ label: "What would change your mind?", rows: 3, changed, settled }) : null;
  const part = (legend, inner) => make("fieldset", { class: "lcq-group lcq-sure" }, make("legend", { class: "lcq-label" }, legend), inner);
  return {
    element: group({ title, hint, described },
      make("p", { class: "lcq-quiet" }, "0% means certainly not true, 100% certainly true, 50% that you cannot tell."),
      earlier, before?.element ?? null, after?.element ?? null,
      list ? part("Your verdict on the evidence so far", list.element) : null, mind?.element ?? null),
    get() {
      const value = {};
      for (const [field, control] of [["before", before], ["after", after]]) {
        if (!control) continue;
        const { number: given, problem } = control.read();
        if (problem) return { value, problem };
        if (given !== null) value[field] = given;
      }
      const [verdict] = list?.chosen() ?? [];
      if (verdict) value.verdict = verdict;
      if (mind?.read()) value.change_mind = mind.read();
      return { value: Object.keys(value).length ? value : null };
    },
    set(value) {
      before?.set(value?.before);
      after?.set(value?.after);
      list?.set([value?.verdict]);
      mind?.set(value?.change_mind);
    },
    /** What was said before, beside the question asked after. */
    beside(state) {
      const said = after ? state.value?.before : undefined;
      earlier.hidden = said === undefined;
      earlier.textContent = said === undefined ? "" : `Before, you were ${said}% sure.`;
    },
  };
}
