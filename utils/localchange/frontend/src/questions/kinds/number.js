import { make } from "../../charts/page.js";
import { numberField } from "./fields.js";

/** A number with its unit. */
export function number({ spec, title, hint, described, changed, settled }) {
  const field = numberField({ ...spec, label: title, title: true, described, changed, settled });
  return {
    element: make("div", {}, hint, field.element),
    get() {
      const { number: given, problem } = field.read();
      return { value: given === null ? null : { number: given, unit: spec.unit }, problem };
    },
    set: (value) => field.set(value?.number),
  };
}
