import { make } from "../../charts/page.js";
import { phone } from "../call.js";
import { prose } from "./fields.js";

/** A text, which a person reads. */
export function text({ spec, title, hint, described, changed, settled, signal }) {
  const call = spec.call ? phone({ spec: spec.call, key: spec.key, place: spec.place, signal }) : null;
  const field = prose({ label: title, title: true, described, words: spec.words, changed, settled });
  return {
    element: make("div", {}, hint, call?.element, field.element),
    beside: call?.beside,
    get: () => ({ value: field.read() ? { text: field.read() } : null }),
    set: (value) => field.set(value?.text),
  };
}
