// Three places to keep a setting under a name, and a table that compares them.
import { worded } from "./worded.js";
import { make, unique } from "./page.js";
import { show } from "./numbers.js";

export class Scenarios {
  constructor(spec, ask) {
    this.spec = spec;
    this.rows = spec.slots.map((name, slot) => {
      const id = unique("slot");
      const input = make("input", { type: "text", id, value: name, maxlength: 40, autocomplete: "off" });
      const button = (words, act, extra = {}) =>
        make("button", { type: "button", class: "lc-small", onclick: act, ...extra }, words);
      const row = {
        input,
        keep: button("Keep the settings shown", () => ask({ do: "keep", slot, name: input.value }), { "data-keep": slot }),
        show: button("Show these again", () => ask({ do: "show", slot }), { "data-show": slot, "aria-disabled": "true" }),
      };
      row.keep.setAttribute("aria-describedby", id);
      row.show.setAttribute("aria-describedby", id);
      row.element = make(
        "div",
        { class: "lc-row lc-slot" },
        make("label", { for: id }, `Name of scenario ${slot + 1}`),
        input,
        row.keep,
        row.show,
      );
      return row;
    });
    this.compare = make("div");
    this.element = make("div", {}, this.rows.map((row) => row.element), this.compare);
  }

  set(view) {
    view.slots.forEach((kept, slot) => {
      const row = this.rows[slot];
      row.show.setAttribute("aria-disabled", kept ? "false" : "true");
      if (kept && document.activeElement !== row.input) row.input.value = kept.name;
    });
    this.compare.replaceChildren(this.table(view));
  }

  table(view) {
    const shown = [
      { name: "Baseline", setting: view.baseline, outputs: view.outputs.baseline },
      { name: "Shown now", setting: view.setting, outputs: view.outputs.now },
      ...view.slots.filter(Boolean),
    ];
    const row = (label, cell) =>
      make("tr", {}, make("th", { scope: "row" }, label), shown.map((one) => make("td", {}, cell(one))));
    return make(
      "div",
      { class: "lc-scroll", tabindex: "0", role: "region", "aria-label": `${this.spec.title}: scenarios compared` },
      make(
        "table",
        { class: "lc-table lc-compare" },
        make("caption", {}, "Settings and outcomes side by side"),
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "What"),
          shown.map((one) => make("th", { scope: "col" }, one.name)))),
        make(
          "tbody",
          {},
          this.spec.handles.map((handle) => row(handle.label, (one) => worded(handle, one.setting[handle.key]))),
          this.spec.outputs.map((output) => row(output.label, (one) => show(one.outputs[output.key], output.format))),
        ),
      ),
    );
  }
}
