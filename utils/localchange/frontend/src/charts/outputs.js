// The headline outputs: now, baseline, the change in words, and the published figure.
import { make } from "./page.js";
import { show } from "./numbers.js";
import { strip } from "./strip.js";

const SCALE = "On a scale";

export class Outputs {
  constructor(specs, title) {
    this.specs = specs;
    this.cells = {};
    // A lab of which nothing was published has no empty column for it.
    const told = specs.some((output) => output.published?.length);
    const rows = specs.map((output) => {
      const cells = {
        now: make("td", { class: "lc-now", "data-output": output.key }),
        baseline: make("td"),
        change: make("td", { class: "lc-change" }),
        strip: make("td", { class: "lc-scale" }),
      };
      this.cells[output.key] = cells;
      const head = make("th", { scope: "row" }, output.label, make("span", { class: "lc-says" }, output.sentence ?? ""));
      const published = told ? make("td", { class: "lc-says" }, (output.published ?? []).map((band) => make("span", {}, band.label))) : "";
      return make("tr", {}, head, cells.now, cells.baseline, cells.change, cells.strip, published);
    });
    const heads = ["Output", "Now", "Baseline", "Change from baseline", SCALE, ...(told ? ["Published"] : [])];
    this.element = make(
      "div",
      { class: "lc-scroll lc-whole", tabindex: "0", role: "region", "aria-label": `${title}: headline outputs` },
      make(
        "table",
        { class: "lc-table lc-outputs" },
        make("caption", { class: "lc-hidden" }, "Headline outputs, now and at the baseline"),
        make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col", class: head === SCALE ? "lc-scale" : null }, head)))),
        make("tbody", {}, rows),
      ),
      make("p", { class: "lc-legend lc-scale" },
        make("span", { class: "lc-legend-now", "aria-hidden": "true" }), "now ",
        make("span", { class: "lc-legend-baseline", "aria-hidden": "true" }), "baseline ",
        ...(told ? [make("span", { class: "lc-legend-band", "aria-hidden": "true" }), "published range"] : [])),
    );
  }

  set(outputs) {
    for (const output of this.specs) {
      const cells = this.cells[output.key];
      const now = outputs.now[output.key];
      const baseline = outputs.baseline[output.key];
      cells.now.textContent = show(now, output.format);
      cells.baseline.textContent = show(baseline, output.format);
      cells.change.textContent = outputs.words[output.key] ?? "";
      cells.strip.replaceChildren(strip(output, now, baseline));
    }
  }
}
