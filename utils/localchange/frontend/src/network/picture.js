// The picture: people are real buttons, ties are lines beneath them.
import { make } from "../charts/page.js";
import { node } from "../week/svg.js";
import { groupOf, listed, newTiesOf, plural } from "./net.js";
import { shapeOf } from "./shapes.js";

const EDGE = 5; // per cent of the picture left free at each side
const across = (share) => EDGE + (100 - 2 * EDGE) * share;

/** What a screen reader says of a person. */
export function nameOf(person, value, known, told = "") {
  const drawn = newTiesOf(value, person.id);
  return [
    person.id,
    `group ${groupOf(person.group)}`,
    plural(known.get(person.id).length, "tie"),
    value.agents.includes(person.id) ? "picked" : "",
    drawn.length ? `new ${drawn.length === 1 ? "tie" : "ties"} to ${listed(drawn)}` : "",
    told,
  ].filter(Boolean).join(", ");
}

export class Picture {
  constructor({ network, name, describedBy }) {
    this.network = network;
    this.places = new Map(network.people.map(({ id, x, y }) => [id, { x: across(x) * 4, y: across(y) * 3 }]));
    this.svg = node("svg", { class: "lcn-lines", viewBox: "0 0 400 300", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
    this.ties = this.lines(network.ties, "lcn-tie");
    this.drawn = [];
    this.people = new Map(network.people.map((person) => {
      const tag = make("span", { class: "lcn-tag" });
      const element = make("button", { type: "button", class: "lcn-person", "data-person": person.id, "data-group": person.group % 6, tabindex: "-1" },
        shapeOf(person.group), make("span", { class: "lcn-name" }, person.id), tag);
      element.style.left = `${across(person.x)}%`;
      element.style.top = `${across(person.y)}%`;
      return [person.id, { person, element, tag }];
    }));
    this.world = make("div", { class: "lcn-world", role: "application", "aria-label": name, "aria-describedby": describedBy },
      this.svg, [...this.people.values()].map(({ element }) => element));
    this.element = make("div", { class: "lct-view lcn-view" }, this.world);
  }

  idOf(target) {
    return target.closest?.("[data-person]")?.dataset.person ?? null;
  }

  focus(id) {
    this.people.get(id)?.element.focus();
  }

  get has() {
    return this.world.contains(document.activeElement);
  }

  /** A line in the picture for each pair, beneath the people. */
  lines(pairs, look) {
    return pairs.map((pair) => {
      const [start, end] = pair.map((id) => this.places.get(id));
      const element = node("line", { x1: start.x, y1: start.y, x2: end.x, y2: end.y, "vector-effect": "non-scaling-stroke", class: look });
      this.svg.append(element);
      return { pair, element };
    });
  }

  /** `look`: {value, known, at, tab, from (where a tie begins), over (what is told of each person, by name), steps (months of the run)}. */
  draw({ value, known, at, tab, from, over, steps }) {
    if (this.of !== value.ties) {
      this.of = value.ties;
      for (const { element } of this.drawn) element.remove();
      this.drawn = this.lines(value.ties, "lcn-tie lcn-new");
    }
    for (const { pair, element } of [...this.ties, ...this.drawn]) element.classList.toggle("lcn-here", pair.includes(at));
    for (const [id, { person, element, tag }] of this.people) {
      const told = over?.get(id);
      const name = nameOf(person, value, known, told?.words) + (from === id ? ", the tie begins here" : "");
      if (element.getAttribute("aria-label") !== name) element.setAttribute("aria-label", name);
      const order = tab === id ? 0 : -1;
      if (element.tabIndex !== order) element.tabIndex = order;
      const picked = value.agents.includes(id);
      element.classList.toggle("lcn-current", at === id);
      element.classList.toggle("lcn-picked", picked);
      element.classList.toggle("lcn-from", from === id);
      element.classList.toggle("lcn-told", Boolean(told));
      if (told) element.style.setProperty("--lcn-fill", told.month === null ? "0%" : `${Math.round(55 - (45 * told.month) / Math.max(1, steps))}%`);
      const words = [picked ? "★" : "", told ? (told.month === null ? "–" : String(told.month)) : ""].filter(Boolean).join(" ");
      if (tag.textContent !== words) tag.textContent = words;
      tag.classList.toggle("lcn-not", words === "–");
    }
  }
}
