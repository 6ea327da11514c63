// An official's day: a list of work that grows, a desk, and a clock that stands until it is started.
import { folded, make, unique } from "../charts/page.js";
import { downloads } from "../charts/downloads.js";
import { onWidth } from "../charts/size.js";
import { table } from "../charts/table.js";
import { drawDay } from "./day.js";
import { Dial } from "./dial.js";
import { button, group, talk } from "./parts.js";

const SPEEDS = [["1", "1 minute a second"], ["3", "3 minutes a second"], ["6", "6 minutes a second"]];
const COMPARED = [
  { heading: "Day", column: "name", format: "text" },
  { heading: "Points lost", column: "lost", format: "number" },
  { heading: "Not done in time", column: "failed", format: "text" },
];
const HEADS = [
  { heading: "Work", column: "label", format: "text" },
  { heading: "Arrives", column: "arrives", format: "text" },
  { heading: "Minutes", column: "minutes", format: "number" },
  { heading: "Worked", column: "spent", format: "number" },
  { heading: "Due", column: "due", format: "text" },
  { heading: "Points", column: "points", format: "number" },
  { heading: "What became of it", column: "fate", format: "text" },
];

export function inbox({ model, root, raw, spec }) {
  const { asking, notice, tell, answered } = talk({ root, raw, model });
  const view = () => model.get("view");
  const words = make("p", { class: "lc-words", role: "status", "data-lab": "words" });
  const time = make("p", { class: "lcw-time", "data-lab": "time" });
  const dial = new Dial();
  const pictures = make("div", { class: "lc-pictures" });
  const name = unique("desk");
  let chosen = null;
  let width = 0;
  let ticking = null;

  // The clock.
  const speedId = unique("speed");
  const speed = make("select", { id: speedId, "data-lab": "speed" }, SPEEDS.map(([value, label]) => make("option", { value, selected: value === "3" }, label)));
  const waitsId = unique("waits");
  const waits = make("input", { type: "checkbox", id: waitsId, checked: true });
  const stop = (sentence) => {
    if (ticking === null) return;
    clearInterval(ticking);
    ticking = null;
    start.textContent = "Start the clock";
    if (sentence) tell(sentence);
  };
  const start = button("Start the clock", () => {
    if (ticking !== null) return stop("The clock stands.");
    if (view().over) return tell("The day is over: start it again.");
    start.textContent = "Stop the clock";
    tell("The clock runs. You can stop it at any time.");
    ticking = setInterval(() => !asking.busy && asking.ask({ do: "work", key: chosen, minutes: Number(speed.value) }), 1000);
  }, { "data-do": "clock" });
  const press = (act, more = {}) => {
    stop();
    asking.ask({ do: act, ...more });
  };
  const onward = button("Work until something changes", () => press("work", { key: chosen }), { "data-do": "work", class: "lc-main" });
  const undo = button("Undo", () => press("undo"), { "data-do": "undo" });

  // The list.
  const choose = (key) => () => {
    chosen = key;
    paint();
  };
  const option = (key, label, ...more) => {
    const id = unique("work");
    const radio = make("input", { type: "radio", name, id, "data-work": key ?? "", onchange: choose(key) });
    return { radio, element: make("div", { class: "lcw-option" }, radio, make("label", { for: id }, make("strong", {}, label), ...more)) };
  };
  const options = spec.work.map((work, i) => {
    const fate = make("span", { class: "lcw-fate" });
    const needs = `${work.minutes} min · due ${work.due_words} · ${work.points} points`;
    return { work, fate, ...option(work.key, `${i + 1}. ${work.label}`, make("span", { class: "lcw-needs" }, work.says), make("span", { class: "lcw-needs" }, needs), fate) };
  });
  const nothing = option(null, "Nothing: wait");
  const list = make("fieldset", { class: "lc-fieldset lcw-desk" }, make("legend", {}, "On your desk"), options.map((one) => one.element), nothing.element);
  const comparison = make("div", { "data-lab": "comparison" });

  const columns = () => ({
    label: spec.work.map((work) => work.label),
    arrives: spec.work.map((work) => work.arrives_words),
    minutes: spec.work.map((work) => work.minutes),
    spent: view().work.map((one) => one.spent),
    due: spec.work.map((work) => work.due_words),
    points: spec.work.map((work) => work.points),
    fate: view().work.map((one) => one.says),
  });
  const figures = folded("Show the day as a table", () => table("The day so far", HEADS, columns()), { class: "lc-details" });

  const paint = () => {
    const now = view();
    options.forEach(({ work, fate, radio, element }, i) => {
      const one = now.work[i];
      const gone = ["done", "late"].includes(one.fate);
      element.hidden = one.fate === "to come";
      radio.disabled = gone || now.over;
      fate.textContent = gone || one.fate === "missed" ? `${one.fate === "done" ? "✓" : "✗"} ${one.says}` : `${one.spent} of ${work.minutes} min done`;
      element.classList.toggle("lcw-late", one.fate === "missed" || one.fate === "late");
      element.classList.toggle("lcw-gone", gone);
      if (gone && chosen === work.key) chosen = null;
      radio.checked = chosen === work.key;
    });
    nothing.radio.checked = chosen === null;
    nothing.radio.disabled = now.over;
    if (!width) return;
    const panel = (heading, says) => make("p", { class: "lc-panel" }, heading, make("span", { class: "lc-says" }, ` ${says}`));
    pictures.replaceChildren(
      panel("Your day", `${now.lost} points lost so far`),
      drawDay(spec, now.steps, now.now, width, "Your day: one row a piece of work, from arrival to deadline. The list says the same."),
      ...(now.best ? [panel("The best day", `${now.best.rows[1][1]} points lost`), drawDay(spec, now.best.steps, spec.closes, width, "The best day. The table says what it loses.")] : []),
    );
  };

  const refresh = () => {
    const now = view();
    const before = Number(dial.element.dataset.minutes);
    const own = answered(now);
    time.textContent = `${now.time}${now.over ? ", the day is over" : ""}`;
    dial.set(now.now);
    const was = chosen;
    paint();
    // While the clock runs only what is new is read out.
    if (words.textContent !== now.text && !(ticking !== null && now.quiet)) words.textContent = now.text;
    undo.setAttribute("aria-disabled", String(!now.undo));
    onward.setAttribute("aria-disabled", String(now.over));
    const news = spec.work.some((work) => work.arrives > before && work.arrives <= now.now);
    if (now.over) stop();
    else if (ticking !== null && waits.checked && (news || was !== chosen)) stop(news ? "Something new has come: the clock stands." : "That is done: the clock stands.");
    figures.refill();
    comparison.replaceChildren();
    if (now.best) {
      const rows = Object.fromEntries(COMPARED.map(({ column }, i) => [column, now.best.rows.map((row) => row[i])]));
      comparison.append(table("Days compared", COMPARED, rows));
      comparison.querySelector("table").classList.add("lc-told");
    }
    root.dataset.drawn = String(own ?? root.dataset.drawn ?? 0);
  };

  root.append(
    make("p", { class: "lc-title" }, spec.title),
    make("p", { class: "lc-subtitle" }, spec.subtitle),
    make("div", { class: "lc-columns lcw-columns" },
      make("div", { class: "lc-left" }, list),
      make("div", { class: "lc-right" },
        make("div", { class: "lcw-clock" }, dial.element, make("div", {}, time,
          make("div", { class: "lc-row" }, onward, undo, button("Start the day again", () => press("reset"), { "data-do": "reset" })),
          group("The clock, if you want it", start, make("label", { for: speedId }, "Speed"), speed,
            make("span", { class: "lc-choice" }, waits, make("label", { for: waitsId }, "Stop the clock when something changes"))))),
        words,
        notice,
        pictures,
        make("p", { class: "lc-quiet" }, "Numbers: places in the list. Hatched: from arrival to deadline. Thick end: the deadline. Solid: worked on."),
        comparison)),
    figures,
    folded("What this model assumes", () => spec.assumptions.map((sentence) => make("p", {}, sentence)), { class: "lc-details" }),
    downloads(
      () => ({
        name: spec.file, title: spec.title, subtitle: view().text, notes: [spec.attribution], heads: HEADS, columns: columns(), root,
        draw: (wide) => [drawDay(spec, view().steps, view().now, wide, "The day")],
      }),
      tell,
    ),
    make("p", { class: "lc-source" }, spec.attribution),
  );
  model.on("change:view", refresh);
  dial.set(view().now);
  refresh();
  const unwatch = onWidth(pictures, (now) => {
    width = now;
    paint();
  });
  return () => {
    stop();
    unwatch();
    model.off("change:view", refresh);
  };
}
