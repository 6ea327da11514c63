// What came of a run: words, two curves, the same as a table, and how chance and a greedy choice do.
import { folded, make, unique } from "../charts/page.js";
import { onWidth } from "../charts/size.js";
import { table } from "../charts/table.js";
import { node } from "../week/svg.js";

const CHANGES = [["modest", "modest change", "none"], ["radical", "radical change", "7 5"]];
const HEIGHT = 190;
const LEFT = 46;
const RIGHT = 14;

function curves(run, width) {
  const last = run.modest.by_month.length - 1;
  const x = (month) => LEFT + ((width - LEFT - RIGHT) * month) / last;
  const y = (share) => 10 + (HEIGHT - 42) * (1 - share);
  const text = (at, up, words, more = {}) => node("text", { x: at, y: up, class: "lcn-axis", ...more }, words);
  const every = width < 420 ? 4 : 2;
  const months = Array.from({ length: Math.floor(last / every) + 1 }, (_, place) => place * every);
  return node("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", class: "lcn-curves",
    "aria-label": "Two lines: share of people who have taken up the modest and the radical change, by month. The words and the table say what they show." },
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      node("line", { x1: LEFT, x2: width - RIGHT, y1: y(share), y2: y(share), class: "lcn-grid" }),
      text(LEFT - 6, y(share) + 4, `${share * 100}%`, { "text-anchor": "end" })]),
    ...months.map((month) => text(x(month), HEIGHT - 18, String(month), { "text-anchor": "middle" })),
    text((LEFT + width - RIGHT) / 2, HEIGHT - 3, "Month", { "text-anchor": "middle" }),
    ...CHANGES.map(([key, , dash]) => node("path", { class: `lcn-curve lcn-${key}`, "stroke-dasharray": dash,
      d: run[key].by_month.map((share, month) => `${month ? "L" : "M"}${x(month).toFixed(1)} ${y(share).toFixed(1)}`).join("") })));
}

/** `ask()` has the network run; `picture(change)` shows when people took it up, or nothing. */
export class Runs {
  constructor({ ask, picture }) {
    this.run = null;
    const button = make("button", { type: "button", class: "lct-button lct-main", "data-do": "run", onclick: ask }, "Run it");
    const id = unique("over");
    this.over = make("select", { id, "data-do": "over", onchange: () => picture(this.over.value) },
      [["", "nothing more"], ...CHANGES.map(([key, words]) => [key, `the month in which people take up the ${words}`])]
        .map(([value, words]) => make("option", { value }, words)));
    this.choice = make("div", { class: "lct-row", hidden: true }, make("label", { for: id }, "Show at each person"), this.over);
    this.said = make("div", { class: "lcn-said", role: "status" });
    this.drawn = make("div", { class: "lcn-run-picture" });
    this.legend = make("p", { class: "lct-hint", hidden: true }, "Full line: modest change. Dashed line: radical change.");
    this.months = folded("The run as a table, by month", () => this.run ? table("Share of people who have taken it up", [
      { heading: "Month", column: "month", format: "number" }, ...CHANGES.map(([key, words]) => ({ heading: words, column: key, format: "percent" })),
    ], { month: this.run.modest.by_month.map((_, month) => month), modest: this.run.modest.by_month, radical: this.run.radical.by_month }) : []);
    this.compared = make("div", {});
    this.results = make("div", { class: "lc-root lcn-results", hidden: true }, this.said, this.legend, this.drawn, this.months, this.compared);
    this.element = make("div", { class: "lcn-run" }, make("div", { class: "lct-row" }, button), this.results);
    this.stop = onWidth(this.element, (width) => {
      this.width = width;
      this.paint();
    });
  }

  paint() {
    if (this.run && this.width) this.drawn.replaceChildren(curves(this.run, this.width));
  }

  /** Whether there is a run of what is saved now. */
  get fresh() {
    return this.run !== null && !this.run.changed;
  }

  /** Gives when each took the change up, name to month or null; nothing where there is no run of what is saved now. */
  when(change) {
    return this.fresh && change ? new Map(Object.entries(this.run[change].when)) : null;
  }

  /** Gives the same in words, with the share of lives. */
  told(change) {
    const when = this.when(change);
    return when && new Map([...when].map(([id, month]) => [id, `${month ?? "not"} (${Math.round(100 * this.run[change].lives[id])}% of lives)`]));
  }

  /** `run` is what the course has found of the picks that are saved, or nothing. */
  show(run) {
    this.run = run ?? null;
    this.results.hidden = !run;
    if (!run) return;
    const now = JSON.stringify(run);
    if (this.shown === now) return;
    this.shown = now;
    this.said.replaceChildren(
      ...(run.changed ? [make("p", { class: "lct-banner" }, "You have changed something since this run. Run it again to see what comes of it.")] : []),
      ...run.words.map((sentence) => make("p", {}, sentence)));
    this.legend.hidden = false;
    this.paint();
    this.months.refill();
    const [who, modest, radical] = ["Who begins", "Modest change: reached in the end", "Radical change: reached in the end"];
    const shown = table("Beside chance, and beside a greedy choice", [who, modest, radical].map((heading, column) => ({ heading, column: String(column), format: "text" })),
      Object.fromEntries([0, 1, 2].map((column) => [String(column), run.compared.map((row) => row[column])])));
    this.compared.replaceChildren(shown, make("p", { class: "lct-hint" }, run.compared_words));
  }
}
