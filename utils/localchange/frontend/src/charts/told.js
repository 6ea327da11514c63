// Tables that stand open beside a picture and change with it, and what is left of a budget.
import { make } from "./page.js";
import { table } from "./table.js";

const RESTS = 700;

/** Open tables: give each its columns with `fill`. `before` says which stand before the picture. */
export function openTables(specs) {
  const places = (specs ?? []).map((spec) => ({ spec, element: make("div", { class: "lc-open" }) }));
  return {
    before: places.filter(({ spec }) => spec.before).map(({ element }) => element),
    after: places.filter(({ spec }) => !spec.before).map(({ element }) => element),
    fill(columns) {
      for (const { spec, element } of places) {
        const made = table(spec.caption, spec.table, columns);
        made.classList.add("lc-whole");
        made.firstChild.classList.add("lc-told");
        element.replaceChildren(made);
      }
    },
  };
}

/** What is left to spend, seen at once and read out when the handles rest; and when it was saved. */
export function budget() {
  const seen = make("p", { class: "lc-budget", "data-lab": "budget" });
  const heard = make("p", { class: "lc-hidden", role: "status" });
  const kept = make("p", { class: "lc-says", "data-lab": "kept" });
  let pause = null;
  return {
    element: make("div", {}, seen, heard, kept),
    set(view) {
      kept.textContent = view.kept ?? "";
      if (seen.textContent === view.budget) return;
      const first = !seen.textContent;
      seen.textContent = view.budget;
      clearTimeout(pause);
      if (!first) pause = setTimeout(() => (heard.textContent = view.budget), RESTS);
    },
    stop: () => clearTimeout(pause),
  };
}
