// A week of jobs: put in order on the left, seen in the week on the right, walked through with a clock, compared.
import { unpackAll } from "../charts/columns.js";
import { downloads } from "../charts/downloads.js";
import { Outputs } from "../charts/outputs.js";
import { folded, make } from "../charts/page.js";
import { Scenarios } from "../charts/scenarios.js";
import { share } from "../charts/share.js";
import { onWidth } from "../charts/size.js";
import { table } from "../charts/table.js";
import { Dial } from "./dial.js";
import { Ordered } from "./ordered.js";
import { button, group, talk } from "./parts.js";
import { drawWeek } from "./week.js";

const COMPARED = [
  { heading: "Order", column: "name", format: "text" },
  { heading: "Points lost", column: "cost", format: "number" },
  { heading: "Late", column: "late", format: "text" },
  { heading: "Minutes lost", column: "lost", format: "number" },
];
const STEP_MS = 900;

export function triage({ model, root, raw, spec }) {
  const { asking, notice, tell, answered } = talk({ root, raw, model });
  const words = make("p", { class: "lc-words", role: "status", "data-lab": "words" });
  const labels = Object.fromEntries(spec.jobs.map((job) => [job.key, job.label]));
  const view = () => model.get("view");
  let width = 0;
  let at = null; // the place of the job at whose end the hand stands
  let shownHand = null;
  let moving = 0;
  let running = null;

  const press = (act, more = {}) => {
    stop();
    asking.ask({ do: act, ...more });
  };

  // The clock.
  const dial = new Dial();
  // Read out while somebody walks through the week; when a job is moved, the words below are.
  const time = make("p", { class: "lcw-time", "aria-live": "off", "data-lab": "time" });
  const minuteOfDay = (minute) => {
    const day = Math.max(0, Math.ceil(minute / spec.day) - 1);
    return spec.opens + minute - day * spec.day;
  };
  const end = (place) => (place === null ? 0 : Math.min(view().plan.placed[place].end, spec.day * spec.days.length));
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const paint = () => {
    if (!width) return;
    const { plan, baseline_plan: base, compared } = view();
    const panel = (heading, says) => make("p", { class: "lc-panel" }, heading, make("span", { class: "lc-says" }, ` ${says}`));
    const late = (one) => `${one.cost} points lost`;
    pictures.replaceChildren(
      panel("Your order", late(plan)),
      drawWeek(spec, plan, width, { hand: shownHand, alt: "Your week: one row a day, jobs numbered in your order. The list says when each is done." }),
      ...(compared ? [panel("The best order", late(compared.best)), drawWeek(spec, compared.best, width, { row: 24, alt: "The best order in the week. The table says what it loses." })] : []),
      panel("The baseline", `first come, first served: ${late(base)}`),
      drawWeek(spec, base, width, { row: 24, alt: "The week in the order in which the jobs came." }),
    );
  };
  const handTo = (target, speak) => {
    cancelAnimationFrame(moving);
    const from = shownHand ?? 0;
    const begun = performance.now();
    const move = (now) => {
      const share = calm() ? 1 : Math.min(1, (now - begun) / 500);
      shownHand = from + (target - from) * share;
      dial.set(minuteOfDay(shownHand));
      paint();
      if (share < 1) moving = requestAnimationFrame(move);
    };
    if (calm()) move(begun);
    else moving = requestAnimationFrame(move);
    if (speak) time.textContent = speak;
  };
  const stand = (place, aloud = false) => {
    const { plan } = view();
    time.setAttribute("aria-live", aloud ? "polite" : "off");
    at = place;
    list.mark(place === null ? null : plan.order[place]);
    if (place === null) return handTo(0, "Monday 9:00. No job is done yet.");
    const one = plan.placed[place];
    const when = one.done_words === "next week" ? "next week" : one.done_words;
    handTo(end(place), `${place + 1} of ${plan.placed.length}, ${when}: ${labels[one.key]} is done, ${one.late ? "late" : "in time"}.`);
  };
  const step = (by) => {
    const last = view().plan.placed.length - 1;
    const next = at === null ? (by > 0 ? 0 : null) : at + by;
    stand(next === null || next < 0 ? null : Math.min(next, last), true);
    return at !== null && at < last;
  };
  const stop = () => {
    clearInterval(running);
    running = null;
    run.textContent = "Run the week";
  };
  const run = button("Run the week", () => {
    if (running) return stop();
    if (at === view().plan.placed.length - 1) stand(null);
    run.textContent = "Stop";
    running = setInterval(() => !step(1) && stop(), STEP_MS);
  }, { "data-do": "run" });

  // The list.
  const list = new Ordered(
    spec.jobs,
    (order, key) => {
      stop();
      moved = key;
      asking.ask({ do: "edit", setting: Object.fromEntries(order.map((name, place) => [name, place + 1])) });
    },
    tell,
  );
  let moved = null;

  const tools = {
    undo: button("Undo", () => press("undo"), { "data-do": "undo" }),
    redo: button("Redo", () => press("redo"), { "data-do": "redo" }),
    reset: button("Back to the baseline", () => press("reset"), { "data-do": "reset" }),
  };
  const compare = button("Compare with the best order", () => press("compare"), { "data-do": "compare", class: "lc-main" });
  const comparison = make("div", { "data-lab": "comparison" });
  const others = share({
    label: "Your order as one line of text. Copy it for somebody else, or paste theirs over it",
    tell,
    use: { act: "beside", label: "Compare with the line in the box", do: (text) => press("beside", { text }) },
  });
  const pictures = make("div", { class: "lc-pictures" });
  const outputs = new Outputs(spec.outputs, spec.title);
  const scenarios = new Scenarios(spec, ({ do: act, ...more }) => press(act, more));
  let columns = {};
  const figures = folded("Show the week as a table", () => table(`${spec.title}: your order`, spec.table, columns), { class: "lc-details" });

  const refresh = () => {
    const now = view();
    const own = answered(now);
    columns = unpackAll(now.columns);
    if (!asking.busy) {
      list.set(now.plan.order, Object.fromEntries(now.plan.placed.map((one) => [one.key, one])));
      if (moved) stand(now.plan.order.indexOf(moved));
      else if (own !== null) stand(null);
      moved = null;
    }
    paint();
    if (words.textContent !== now.text) words.textContent = now.text;
    outputs.set(now.outputs);
    tools.undo.setAttribute("aria-disabled", String(!now.undo));
    tools.redo.setAttribute("aria-disabled", String(!now.redo));
    scenarios.set(now);
    others.set(now.share);
    figures.refill();
    if (now.compared) {
      const rows = Object.fromEntries(COMPARED.map(({ column }, i) => [column, now.compared.rows.map((row) => row[i])]));
      comparison.replaceChildren(make("p", { role: "status" }, now.compared.says), table("Orders compared", COMPARED, rows));
      comparison.querySelector("table").classList.add("lc-told");
    }
    root.dataset.drawn = String(own ?? root.dataset.drawn ?? 0);
  };

  root.append(
    make("p", { class: "lc-title" }, spec.title),
    make("p", { class: "lc-subtitle" }, spec.subtitle),
    make("div", { class: "lc-columns lcw-columns" },
      make("div", { class: "lc-left" },
        make("p", { class: "lcw-how" }, "First at the top. Press an arrow button, or the up and down arrow keys on it, or drag."),
        list.element),
      make("div", { class: "lc-right" },
        group("Changes", Object.values(tools)),
        make("div", { class: "lcw-clock" }, dial.element, make("div", {}, time,
          group("Walk through the week", button("Next job", () => (stop(), step(1)), { "data-do": "next" }),
            button("Job before", () => (stop(), step(-1)), { "data-do": "before" }), run))),
        pictures,
        make("p", { class: "lc-quiet" }, "Numbers: places in the list. Hatched with ✗: late. Grey hatching: engagements. After: done after Friday."),
        words,
        // Where an order is handed in, the best one is not shown: it would be the answer.
        make("div", { class: "lc-row" }, spec.hand_in ? null : compare,
          spec.hand_in ? button("Hand in this order", () => press("hand_in"), { "data-do": "hand-in", class: "lc-main" }) : null),
        spec.hand_in ? null : others.element,
        notice,
        comparison)),
    outputs.element,
    make("details", { class: "lc-details", "data-lab": "scenarios" }, make("summary", {}, "Keep and compare orders"),
      make("div", { class: "lc-folded" }, scenarios.element)),
    figures,
    folded("What this model assumes", () => [
      ...spec.assumptions.sentences.map((sentence) => make("p", {}, sentence)),
      table("Parts of the model", spec.assumptions.heads.map((heading, i) => ({ heading, column: String(i), format: "text" })),
        Object.fromEntries(spec.assumptions.heads.map((_, i) => [String(i), spec.assumptions.rows.map((row) => row[i])]))),
    ], { class: "lc-details" }),
    downloads(
      () => ({
        name: spec.file, title: spec.title, subtitle: view().text, notes: spec.notes, heads: spec.table, columns, root,
        draw: (wide) => [drawWeek(spec, view().plan, wide, { alt: "The week" })],
      }),
      tell,
    ),
    make("p", { class: "lc-source" }, spec.attribution),
  );
  model.on("change:view", refresh);
  refresh();
  time.textContent = "Monday 9:00. No job is done yet.";
  const unwatch = onWidth(pictures, (now) => {
    width = now;
    paint();
  });
  return () => {
    stop();
    cancelAnimationFrame(moving);
    unwatch();
    model.off("change:view", refresh);
  };
}
