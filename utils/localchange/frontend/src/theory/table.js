// The same theory as two tables of real fields: all that can be done in the picture can be done here.
import { make, unique } from "../charts/page.js";
import { control } from "../editing/fields.js";
import { stepName } from "./words.js";

const button = (words, onclick, more = {}) => make("button", { type: "button", class: "lct-button", onclick, ...more }, words);
const SHORT = [["+", "+"], ["-", "−"]];
/** Ms after the last change of a text at which the lists of steps show it. */
const NAMES_LATER = 400;

/** `acts`: change(at, field, value), remove(at), newStep(), join(from, to). */
export class Tables {
  constructor({ acts, readOnly, fields }) {
    this.acts = acts;
    this.fields = fields;
    this.readOnly = readOnly;
    this.rows = { step: new Map(), link: new Map() };
    this.bodies = { step: make("tbody", {}), link: make("tbody", {}) };
    const ids = { from: unique("from"), to: unique("to") };
    this.from = make("select", { id: ids.from });
    this.to = make("select", { id: ids.to });
    this.element = make("div", { class: "lct-tables" },
      this.table("step", "Steps", fields.step.map((field) => field.label)),
      readOnly ? null : make("div", { class: "lct-row" }, button("New step", () => acts.newStep())),
      this.table("link", "Arrows", ["From", "To", ...fields.link.map((field) => field.label)]),
      readOnly ? null : make("div", { class: "lct-row" },
        make("label", { for: ids.from }, "New arrow from"), this.from,
        make("label", { for: ids.to }, "to"), this.to,
        button("Draw the arrow", () => acts.join(this.from.value, this.to.value))));
  }

  table(type, caption, heads) {
    const id = unique("caption");
    return make("div", { class: "lct-scroll", role: "region", tabindex: "0", "aria-labelledby": id },
      make("table", {},
        make("caption", { id }, caption),
        make("thead", {}, make("tr", {}, ["Number", ...heads, ...(this.readOnly ? [] : ["Remove"])].map((head) => make("th", { scope: "col" }, head)))),
        this.bodies[type]));
  }

  /** The text field of a step, to put the focus there. */
  focus(at) {
    this.rows[at.type].get(at.id)?.first.focus();
  }

  /** Where a row was taken out: the one that stands there now, or the last, or what makes a new one. */
  focusRow(type, place) {
    const rows = this.bodies[type].children;
    const row = rows[Math.min(place, rows.length - 1)];
    (row ?? this.element).querySelector("textarea, select, button")?.focus();
  }

  show(theory) {
    const stepsNow = theory.steps.map((step) => [step.id, stepName(theory, step.id, 40)]);
    this.keep("step", theory.steps, this.fields.step, () => []);
    this.offer(stepsNow);
    this.keep("link", theory.links, this.fields.link, () => [
      { name: "from", label: "From", options: [...stepsNow] },
      { name: "to", label: "To", options: [...stepsNow] },
    ]);
  }

  /** Bring the lists of steps up to date: at once when steps come or go, after a pause while their texts change. */
  offer(pairs) {
    const ids = pairs.map(([id]) => id).join();
    const now = () => {
      for (const row of this.rows.link.values()) for (const name of ["from", "to"]) offer(row.controls.get(name), pairs);
      for (const select of [this.from, this.to]) offer({ input: select }, pairs);
    };
    clearTimeout(this.offering);
    if (ids === this.offered) this.offering = setTimeout(now, NAMES_LATER);
    else now();
    this.offered = ids;
  }

  keep(type, entries, fields, more) {
    const rows = this.rows[type];
    const body = this.bodies[type];
    const wanted = new Set(entries.map(({ id }) => id));
    for (const [id, row] of rows) {
      if (wanted.has(id)) continue;
      row.element.remove();
      rows.delete(id);
    }
    entries.forEach((entry, place) => {
      let row = rows.get(entry.id);
      if (!row) rows.set(entry.id, (row = this.row(type, entry.id, [...more(), ...fields])));
      if (body.children[place] !== row.element) body.insertBefore(row.element, body.children[place] ?? null);
      if (row.number !== place + 1) {
        row.number = place + 1;
        row.head.textContent = String(place + 1);
        for (const [name, each] of row.controls) each.input.setAttribute("aria-label", `${row.labels.get(name)}, ${row.word} ${place + 1}`);
        row.remove?.setAttribute("aria-label", `Remove ${row.word} ${place + 1}`);
      }
      if (row.entry !== entry) {
        for (const [name, each] of row.controls) if (row.entry?.[name] !== entry[name]) each.set(entry[name]);
        row.entry = entry;
      }
    });
  }

  row(type, id, fields) {
    const word = type === "step" ? "step" : "arrow";
    const at = { type, id };
    const row = { word, controls: new Map(), labels: new Map(), head: make("th", { scope: "row" }) };
    const cells = fields.map((field) => {
      const options = field.name === "sign" ? { ...field, options: SHORT } : field;
      const each = control(options, { name: field.label, rows: 2, changed: (value) => this.acts.change(at, field, value) });
      each.field = options;
      if (this.readOnly) each.lock(true);
      row.controls.set(field.name, each);
      row.labels.set(field.name, field.label);
      return make("td", { class: `lct-${field.options ? "choice" : field.number ? "number" : "words"}` }, each.element);
    });
    row.first = [...row.controls.values()][0].input;
    row.remove = this.readOnly ? null : button("Remove", () => this.acts.remove(at));
    row.element = make("tr", { [`data-row-${type}`]: id }, row.head, cells, row.remove ? make("td", {}, row.remove) : null);
    return row;
  }
}

/** Offer these steps in a list, and keep what is chosen; only what is another is written. */
function offer({ input, field }, pairs) {
  if (field) field.options.splice(0, field.options.length, ...pairs);
  const { options } = input;
  if (options.length === pairs.length && pairs.every(([key], place) => options[place].value === key)) {
    pairs.forEach(([, label], place) => {
      if (options[place].text !== label) options[place].text = label;
    });
    return;
  }
  const chosen = input.value;
  input.replaceChildren(...pairs.map(([key, label]) => make("option", { value: key }, label)));
  if (pairs.some(([key]) => key === chosen)) input.value = chosen;
}
