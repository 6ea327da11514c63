import { make } from "../../charts/page.js";
import { group, numberField } from "./fields.js";

const ASKED = [
  ["best", "Your best guess"],
  ["low", "Low end: you would be surprised by less"],
  ["high", "High end: you would be surprised by more"],
];

/** A best guess, and a range that should hold the truth four times in five. */
export function prediction({ spec, title, hint, described, changed, settled }) {
  const { unit, low, high, step } = spec;
  const fields = Object.fromEntries(ASKED.map(([name, label]) => [name, numberField({ label, unit, low, high, step, changed, settled })]));
  return {
    element: group({ title, hint, described },
      make("p", { class: "lcq-quiet" },
        "The range from low to high should hold the true figure four times in five (80%). Once you commit, it cannot be changed."),
      make("div", { class: "lcq-fields" }, ASKED.map(([name]) => fields[name].element))),
    get(whole = false) {
      const value = { unit };
      for (const [name] of ASKED) {
        const { number, problem } = fields[name].read();
        if (problem) return { value, problem };
        if (number !== null) value[name] = number;
      }
      if (whole && !("low" in value && "best" in value && "high" in value)) {
        return { value, problem: "fill in the best guess and both ends of the range first." };
      }
      const order = ["low", "best", "high"].filter((name) => name in value).map((name) => value[name]);
      if (order.some((number, place) => place && number < order[place - 1])) {
        return { value, problem: "the low end must not be above the best guess, nor the best guess above the high end." };
      }
      return { value: order.length ? value : null };
    },
    set(value) {
      for (const [name] of ASKED) fields[name].set(value?.[name]);
    },
    lock(is) {
      for (const [name] of ASKED) fields[name].lock(is);
    },
  };
}
