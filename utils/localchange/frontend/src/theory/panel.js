// Beside the picture: the form of a step or an arrow, or the choice of where an arrow leads.
import { make, unique } from "../charts/page.js";
import { linkOf, stepOf } from "./edits.js";
import { control } from "../editing/fields.js";
import { KEYS, READING } from "./keyboard.js";
import { linkName, linkNumberOf, minus, numberOf, stepName } from "./words.js";

const button = (words, onclick, more = {}) => make("button", { type: "button", class: "lct-button", onclick, ...more }, words);

/** `acts`: change(at, field, value), open(at), remove(at), linkTo(id), join(from, to), close(). */
export class Panel {
  constructor({ acts, readOnly, fields }) {
    this.acts = acts;
    this.fields = fields;
    this.readOnly = readOnly;
    this.element = make("div", { class: "lct-panel", role: "group" });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      acts.close();
    });
    this.at = null;
    this.clear();
  }

  named(words) {
    const id = unique("panel");
    this.element.setAttribute("aria-labelledby", id);
    return make("p", { class: "lct-heading", id }, words);
  }

  clear() {
    this.mode = "none";
    this.at = null;
    this.element.replaceChildren();
  }

  /** Show the form of a step or an arrow. */
  open(theory, at) {
    this.mode = "form";
    this.at = at;
    const fields = this.fields[at.type];
    this.heading = this.named("");
    this.controls = fields.map((field) => [field, control(field, { changed: (value) => this.acts.change(at, field, value) })]);
    this.roads = make("div", { class: "lct-roads" });
    const feet = this.readOnly ? [] : [
      at.type === "step" ? button("Link to…", () => this.acts.linkTo(at.id)) : null,
      button(at.type === "step" ? "Remove this step" : "Remove this arrow", () => this.acts.remove(at)),
    ];
    this.element.replaceChildren(
      this.heading,
      ...this.controls.map(([, each]) => each.element),
      this.roads,
      make("div", { class: "lct-row" }, button(this.readOnly ? "Close" : "Done", () => this.acts.close(), { class: "lct-button lct-main" }), ...feet.filter(Boolean)));
    if (this.readOnly) for (const [, each] of this.controls) each.lock(true);
    this.show(theory);
  }

  focus() {
    if (this.mode === "form" && !this.readOnly) this.controls[0][1].input.focus();
    else this.element.querySelector("select, button")?.focus();
  }

  /** Choose where an arrow from this step leads. */
  linkTo(theory, from) {
    this.mode = "linking";
    this.at = { type: "step", id: from };
    const id = unique("to");
    const others = theory.steps.filter((step) => step.id !== from && !theory.links.some((link) => link.from === from && link.to === step.id));
    const choice = make("select", { id }, others.map((step) => make("option", { value: step.id }, stepName(theory, step.id))));
    this.element.replaceChildren(
      this.named(`An arrow from ${stepName(theory, from, 40)}`),
      others.length
        ? make("div", { class: "lct-field" }, make("label", { for: id }, "leads to"), choice,
          make("span", { class: "lct-hint" }, "or press the box in the picture"))
        : make("p", {}, "There is no other step that it could lead to: add one first."),
      make("div", { class: "lct-row" },
        others.length ? button("Draw the arrow", () => this.acts.join(from, choice.value), { class: "lct-button lct-main" }) : null,
        button("Cancel", () => this.acts.close())));
  }

  /** Bring what is shown up to date with the theory; gives whether it still is about something. */
  show(theory) {
    if (this.mode === "none") return true;
    const list = this.at.type === "step" ? theory.steps : theory.links;
    if (!list.some(({ id }) => id === this.at.id)) return false;
    if (this.mode === "linking") return true;
    const entry = this.at.type === "step" ? stepOf(theory, this.at.id) : linkOf(theory, this.at.id);
    const words = this.at.type === "step" ? `Step ${numberOf(theory, entry.id)}` : linkName(theory, entry.id);
    if (this.heading.textContent !== words) this.heading.textContent = words;
    for (const [field, each] of this.controls) each.set(entry[field.name]);
    this.showRoads(theory);
    return true;
  }

  showRoads(theory) {
    const { id, type } = this.at;
    const roads = type === "link"
      ? [["step", linkOf(theory, id).from, "From"], ["step", linkOf(theory, id).to, "To"]].map(([kind, step, way]) => ({ type: kind, id: step, words: `${way}: ${stepName(theory, step, 40)}` }))
      : theory.links.filter((link) => link.from === id || link.to === id).map((link) => ({
          type: "link",
          id: link.id,
          words: link.from === id
            ? `Arrow ${linkNumberOf(theory, link.id)} (${minus(link.sign)}) to ${stepName(theory, link.to, 40)}`
            : `Arrow ${linkNumberOf(theory, link.id)} (${minus(link.sign)}) from ${stepName(theory, link.from, 40)}`,
        }));
    const content = JSON.stringify(roads);
    if (this.roads.dataset.content === content) return;
    this.roads.dataset.content = content;
    this.roads.replaceChildren(...roads.map(({ words, ...at }) => button(words, () => this.acts.open(at), { class: "lct-button lct-wide" })));
  }
}

/** How to work the picture, folded. */
export function help(readOnly) {
  const keys = KEYS.filter(([key]) => !readOnly || READING.has(key));
  return make("details", {}, make("summary", {}, "How to work the picture, and its keys"),
    make("p", {}, readOnly
      ? "Press a box or the label of an arrow to read all that is said of it. The tables say the same."
      : "Press a box, or the label of an arrow, to say more about it. The buttons above act on the one that is marked. All of it can also be done in the tables."),
    make("p", {}, "These keys act while the focus is in the picture:"),
    make("dl", { class: "lct-keys" }, keys.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)])));
}
