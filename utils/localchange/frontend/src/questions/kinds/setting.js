import { make, unique } from "../../charts/page.js";
import { worded } from "../../charts/worded.js";
import { line } from "../prose.js";
import { group } from "./fields.js";

/** Handles, as in a lab. */
export function setting({ spec, title, hint, described, changed, settled }) {
  let touched = false;
  const keep = make("button", { type: "button", class: "lcq-button lcq-second", onclick: () => {
    handles[0].input.focus();
    touched = keep.hidden = true;
    changed();
  } }, "Keep these settings");
  const handles = spec.handles.map((handle) => {
    const id = unique("handle");
    const told = make("output", { for: id, class: "lcq-output" });
    const input = make("input", { type: "range", id, min: handle.low, max: handle.high, step: handle.step, "data-handle": handle.key,
      "aria-describedby": `${id}-says`,
      oninput: () => {
        touched = keep.hidden = true;
        tell();
        changed(400);
      },
      onchange: () => settled() });
    const tell = () => {
      told.textContent = worded(handle, input.value);
      input.setAttribute("aria-valuetext", worded(handle, input.value));
    };
    input.value = handle.value;
    tell();
    const element = make("div", { class: "lcq-handle" },
      make("div", { class: "lcq-handle-head" }, make("label", { for: id, class: "lcq-label" }, line(handle.label)), told),
      input,
      make("div", { class: "lcq-ends", "aria-hidden": "true" }, make("span", {}, worded(handle, handle.low)), make("span", {}, worded(handle, handle.high))),
      make("p", { id: `${id}-says`, class: "lcq-quiet" }, line(handle.sentence)));
    return { key: handle.key, first: handle.value, input, tell, element };
  });
  return {
    element: group({ title, hint, described }, handles.map((each) => each.element), keep),
    get: () => ({
      value: touched ? { setting: Object.fromEntries(handles.map(({ key, input }) => [key, input.valueAsNumber])) } : null,
    }),
    set(value) {
      touched = keep.hidden = Boolean(value);
      for (const { key, first, input, tell } of handles) {
        input.value = value?.setting?.[key] ?? first;
        tell();
      }
    },
  };
}
