// The learner's own map of relationships: a card for each, undo and redo, a table to print.
import { make, unique } from "../charts/page.js";
import { csv } from "../charts/table.js";
import { control } from "../editing/fields.js";
import { History } from "../editing/history.js";
import { plural, same } from "./net.js";
import { print, save } from "./taking.js";

/** Ms until what is typed is saved. */
const TYPING = 800;
const FIELDS = [
  { name: "who", label: "Who", hint: "A role is enough, for instance: ward manager. Leave names out.", rows: 1 },
  { name: "goal", label: "The goal that you share", hint: "In words that both of you would use.", rows: 2 },
  { name: "give", label: "What you give", hint: "Time, news, cover, money, a change on your side.", rows: 2 },
  { name: "ask", label: "What you ask", hint: "One thing that they can say no to.", rows: 2 },
  { name: "next", label: "Next conversation", hint: "What it is about.", rows: 2 },
  { name: "when", label: "When", hint: "A date, or what it hangs on.", rows: 1 },
];
const EXAMPLES = ["ward manager of the pilot ward", "head of adult social care at the council", "chair of the parents’ forum", "team leader at the job centre"];
const BLANK = Object.fromEntries(FIELDS.map(({ name }) => [name, ""]));
const EMPTY = { rows: [] };
const histories = new Map();

export function relationships({ spec, title, hint, described, changed, signal, ask }) {
  const name = `${spec.place}/${spec.key}`;
  if (!histories.has(name)) histories.set(name, new History(EMPTY));
  const history = histories.get(name);
  const now = () => history.now;
  const titleId = unique("title");
  const status = make("p", { class: "lct-status", role: "status" });
  const say = (words) => (status.textContent = words);
  const edit = (value, words, { join = null, pause = 0, quiet = false } = {}) => {
    history.edit(value, words, join);
    if (!quiet) say(words);
    changed(pause);
  };

  function add() {
    if (now().rows.length >= spec.most) return say(`${spec.most} relationships are the most that are kept here.`);
    edit({ rows: [...now().rows, BLANK] }, `Relationship ${now().rows.length + 1} added.`);
    cards[cards.length - 1].first.focus();
  }
  function remove(place) {
    edit({ rows: now().rows.filter((_, each) => each !== place) }, `Relationship ${place + 1} removed. Undo brings it back.`);
    (cards[Math.min(place, cards.length - 1)]?.first ?? tools.add).focus();
  }
  function change(place, field, text) {
    const rows = now().rows.map((row, each) => (each === place ? { ...row, [field.name]: text } : row));
    edit({ rows }, `${field.label} changed: relationship ${place + 1}.`, { join: `${place} ${field.name}`, pause: TYPING, quiet: true });
    return "";
  }
  const through = (step, words) => {
    const done = history[step]();
    if (done === null) return say(`Nothing to ${step}.`);
    say(`${words}: ${done}`);
    changed(0);
  };

  const button = (act, words, press) => make("button", { type: "button", class: "lct-button", "data-act": act, onclick: press }, words);
  const tools = {
    add: button("add", "Add a relationship", add),
    undo: button("undo", "Undo", () => through("undo", "Undone")),
    redo: button("redo", "Redo", () => through("redo", "Done again")),
    print: button("print", "Print the map", () => {
      if (now().rows.length) print("My map of relationships", FIELDS, now().rows);
      else say("There is nothing to print yet.");
    }),
    save: button("save", "Save it as a table (.csv)", () => {
      const heads = FIELDS.map(({ name: column, label: heading }) => ({ heading, column, format: "text" }));
      const columns = Object.fromEntries(FIELDS.map(({ name: column }) => [column, now().rows.map((row) => row[column])]));
      save("my-relationships.csv", csv(heads, columns));
      say("Saved as my-relationships.csv, where this browser keeps downloads.");
    }),
  };
  const group = (label, ...children) => make("div", { class: "lct-group", role: "group", "aria-label": label }, children);
  const list = make("div", { class: "lcn-cards", role: "group" });
  const empty = make("div", { class: "lcn-empty" },
    make("p", {}, "Nothing is here yet. Think of three or four people without whom your change would not happen, by their role. For instance:"),
    make("ul", {}, EXAMPLES.map((role) => make("li", {}, role))));
  const shareId = unique("share");
  const share = make("input", { type: "checkbox", id: shareId, "aria-describedby": `${shareId}-says`, onchange: () => ask("share", { shared: share.checked }) });
  const sharing = make("div", { class: "lcn-share" },
    make("div", { class: "lcq-option" }, share, make("label", { for: shareId }, "Put a copy into my answers, so that it goes with what I hand in")),
    make("p", { class: "lct-hint", id: `${shareId}-says` },
      `Without the tick the map stays on this machine, in the file ${spec.file} beside this notebook, and is never part of what you hand in. Take the tick away, and the copy is taken out again.`));

  const cards = [];
  function card(place) {
    const id = unique("card");
    const controls = FIELDS.map((field) => [field.name, control({ ...field, long: spec.fields[field.name] }, { changed: (text) => change(place, field, text) })]);
    const heading = make("p", { class: "lct-heading", id });
    const out = make("button", { type: "button", class: "lct-button lct-small", "aria-describedby": id, onclick: () => remove(place) }, "Remove");
    const element = make("div", { class: "lcn-card", role: "group", "aria-labelledby": id, "data-row": place },
      make("div", { class: "lcn-card-head" }, heading, out), make("div", { class: "lcn-fields" }, controls.map(([, each]) => each.element)));
    return {
      element,
      first: controls[0][1].input,
      show(row) {
        for (const [field, each] of controls) each.set(row[field]);
        const words = `Relationship ${place + 1}${row.who.trim() ? `: ${row.who.trim()}` : ""}`;
        if (heading.textContent !== words) heading.textContent = words;
      },
    };
  }
  function draw() {
    const { rows } = now();
    while (cards.length > rows.length) cards.pop().element.remove();
    while (cards.length < rows.length) {
      cards.push(card(cards.length));
      list.append(cards[cards.length - 1].element);
    }
    rows.forEach((row, place) => cards[place].show(row));
    empty.hidden = rows.length > 0;
    for (const [act, able] of [["undo", history.past.length], ["redo", history.future.length], ["print", rows.length], ["save", rows.length]]) {
      tools[act].setAttribute("aria-disabled", String(!able));
    }
    list.setAttribute("aria-label", plural(rows.length, "relationship"));
  }
  const unwatch = history.watch(draw);
  draw();
  signal?.addEventListener("abort", unwatch);

  return {
    element: make("div", { role: "group", "aria-labelledby": titleId, "aria-describedby": described },
      make("p", { id: titleId, class: "lcq-title" }, title), hint,
      make("div", { class: "lct-editor" },
        make("div", { class: "lct-tools" }, tools.add, group("Changes", tools.undo, tools.redo), group("Take it with you", tools.print, tools.save)),
        status, empty, list, sharing)),
    get: () => ({ value: now().rows.length ? now() : null }),
    set(value) {
      const found = value ?? EMPTY;
      if (same(found, now())) return;
      if (history.past.length === 0 && now().rows.length === 0) history.set(found);
      else history.edit(found, "What was saved elsewhere is shown.");
    },
    beside: (state) => (share.checked = Boolean(state.shared)),
  };
}
