// The handles of a lab: native ranges (or a list to choose from), each with its label, its value in words and one sentence.
import { make, unique } from "./page.js";
import { worded } from "./worded.js";

// A handle that can be off has one more place at its left end, which means "none".
const hasOff = (handle) => handle.off !== null && handle.off !== undefined;
const leftEnd = (handle) => (hasOff(handle) ? handle.low - handle.step : handle.low);
const fromPlace = (handle, place) => (hasOff(handle) && place < handle.low ? handle.off : place);
const toPlace = (handle, value) => (hasOff(handle) && value === handle.off ? leftEnd(handle) : value);

/** Handles that belong together stand under their heading. */
const grouped = (specs, row) =>
  specs
    .reduce((groups, handle) => {
      if (groups.at(-1)?.name === (handle.group ?? "")) groups.at(-1).handles.push(handle);
      else groups.push({ name: handle.group ?? "", handles: [handle] });
      return groups;
    }, [])
    .flatMap(({ name, handles }) =>
      name
        ? make("fieldset", { class: "lc-fieldset lc-group" }, make("legend", {}, name), handles.map(row))
        : handles.map(row));

export class Handles {
  constructor(specs, changed) {
    this.specs = specs;
    this.changed = changed;
    this.values = {};
    this.controls = {};
    this.gesture = 0;
    this.lastKey = null;
    this.lastTime = 0;
    this.element = make("div", { class: "lc-handles" }, grouped(specs, (handle) => this.row(handle)));
  }

  /** A handle whose places have names and no order: a list to choose from. */
  list(handle) {
    const id = unique("handle");
    const control = make("select", { id, "aria-describedby": `${id}-says`, "data-handle": handle.key },
      handle.names.map(([value, name]) => make("option", { value: String(value) }, name)));
    control.addEventListener("change", () => this.moved(handle, Number(control.value)));
    this.controls[handle.key] = { control, told: null };
    return make("div", { class: "lc-handle" },
      make("div", { class: "lc-handle-head" }, make("label", { for: id }, handle.label)),
      control,
      make("p", { id: `${id}-says`, class: "lc-says" }, handle.sentence));
  }

  row(handle) {
    if (handle.choose) return this.list(handle);
    const id = unique("handle");
    const told = make("output", { for: id, class: "lc-value" });
    const control = make("input", {
      type: "range",
      id,
      min: leftEnd(handle),
      max: handle.high,
      step: handle.step,
      "aria-describedby": `${id}-says`,
      "data-handle": handle.key,
    });
    control.addEventListener("input", () => this.moved(handle, fromPlace(handle, Number(control.value))));
    control.addEventListener("pointerdown", () => this.settle());
    this.controls[handle.key] = { control, told };
    return make(
      "div",
      { class: "lc-handle" },
      make("div", { class: "lc-handle-head" }, make("label", { for: id }, handle.label), told),
      control,
      make(
        "span",
        { class: "lc-ends", "aria-hidden": "true" },
        make("span", {}, worded(handle, handle.off ?? handle.low)),
        make("span", {}, worded(handle, handle.high)),
      ),
      make("p", { id: `${id}-says`, class: "lc-says" }, handle.sentence),
    );
  }

  /** One gesture is one step of undo: a drag, or key presses that follow one another closely. */
  moved(handle, value) {
    const now = performance.now();
    if (this.lastKey !== handle.key || now - this.lastTime > 800) this.gesture += 1;
    this.lastKey = handle.key;
    this.lastTime = now;
    this.values[handle.key] = value;
    this.tell(handle);
    this.changed({ key: handle.key, setting: { ...this.values }, gesture: this.gesture });
  }

  tell(handle) {
    const { control, told } = this.controls[handle.key];
    if (!told) return;
    const words = worded(handle, this.values[handle.key]);
    told.textContent = words;
    control.setAttribute("aria-valuetext", words);
  }

  /** Show a setting that came from elsewhere: undo, a scenario, a colleague. */
  set(setting) {
    for (const handle of this.specs) {
      if (!(handle.key in setting)) continue;
      this.values[handle.key] = setting[handle.key];
      this.controls[handle.key].control.value = String(toPlace(handle, setting[handle.key]));
      this.tell(handle);
    }
  }

  /** Breaks a row of key presses: the next change is a step of its own. */
  settle() {
    this.lastKey = null;
  }
}
