import { make } from "../../charts/page.js";
import { prose } from "./fields.js";

/** A text, which a person reads. */
export function text({ spec, title, hint, described, changed, settled }) {
  const field = prose({ label: title, title: true, described, words: spec.words, changed, settled });
  return {
    element: make("div", {}, hint, field.element),
    get: () => ({ value: field.read() ? { text: field.read() } : null }),
    set: (value) => field.set(value?.text),
  };
}
