// The same network as a table: one row a person, and a form for a new tie. All that the picture can do is here too.
import { make, unique } from "../charts/page.js";
import { groupOf, plural } from "./net.js";
import { shapeName } from "./shapes.js";

const button = (words, onclick, more = {}) => make("button", { type: "button", class: "lct-button", onclick, ...more }, words);

export class Table {
  /** `acts`: toggle(name), join(one, other), remove(tie). */
  constructor({ network, most, acts }) {
    this.most = most;
    this.acts = acts;
    this.runs = new Map(["modest", "radical"].map((change) => [change, make("th", { scope: "col", hidden: true }, `Takes up the ${change} change: month`)]));
    this.rows = new Map(network.people.map((person) => [person.id, this.row(person)]));
    const id = unique("caption");
    const heads = [...(most.agents ? ["Picked"] : []), "Person", "Group", "Number of ties", "Tied to"].map((words) => make("th", { scope: "col" }, words));
    const ids = { from: unique("from"), to: unique("to") };
    const people = () => network.people.map(({ id: name, group }) => make("option", { value: name }, `${name}, group ${groupOf(group)}`));
    this.from = make("select", { id: ids.from, "data-do": "from" }, people());
    this.to = make("select", { id: ids.to, "data-do": "to" }, people());
    this.to.selectedIndex = 1;
    this.drawn = make("ul", { class: "lcn-drawn" });
    this.noTies = make("p", { class: "lct-hint" }, "No new tie is drawn.");
    this.element = make("div", { class: "lct-tables" },
      make("div", { class: "lct-scroll", role: "region", tabindex: "0", "aria-labelledby": id },
        make("table", {}, make("caption", { id }, "People of the network"),
          make("thead", {}, make("tr", {}, heads, [...this.runs.values()])),
          make("tbody", {}, [...this.rows.values()].map(({ element }) => element)))),
      most.ties
        ? make("div", { role: "group", "aria-label": "New ties" },
          make("div", { class: "lct-row" },
            make("label", { for: ids.from }, "New tie between"), this.from,
            make("label", { for: ids.to }, "and"), this.to,
            button("Draw the tie", () => acts.join(this.from.value, this.to.value), { "data-do": "join" })),
          this.noTies, this.drawn)
        : null);
  }

  row({ id, group }) {
    const box = make("input", { type: "checkbox", "aria-label": `Pick ${id}`, "data-pick": id, onchange: () => {
      this.acts.toggle(id);
      box.checked = this.value.agents.includes(id);
    } });
    const cells = { count: make("td", {}), known: make("td", { class: "lcn-known" }), modest: make("td", { hidden: true }), radical: make("td", { hidden: true }) };
    const element = make("tr", { "data-row": id },
      this.most.agents ? make("td", {}, box) : null,
      make("th", { scope: "row" }, id), make("td", {}, `${groupOf(group)} (${shapeName(group)})`),
      cells.count, cells.known, cells.modest, cells.radical);
    return { element, box, cells };
  }

  focus(id) {
    this.rows.get(id)?.box.focus();
  }

  /** `months(change)` says when each person takes the change up, by name; null before a run. */
  show(value, known, months) {
    this.value = value;
    const put = (cell, words) => {
      if (cell.textContent !== words) cell.textContent = words;
    };
    for (const [id, { box, cells }] of this.rows) {
      box.checked = value.agents.includes(id);
      put(cells.count, String(known.get(id).length));
      put(cells.known, known.get(id).join(", "));
      for (const [change, head] of this.runs) {
        const when = months(change);
        head.hidden = cells[change].hidden = !when;
        if (when) put(cells[change], when.get(id));
      }
    }
    if (!this.most.ties) return;
    const now = JSON.stringify(value.ties);
    this.noTies.hidden = value.ties.length > 0;
    if (this.drawn.dataset.ties === now) return;
    // The button that had the focus may go with its tie.
    const had = this.drawn.contains(document.activeElement);
    this.drawn.dataset.ties = now;
    this.drawn.replaceChildren(...value.ties.map((pair) => make("li", {}, `${pair[0]} and ${pair[1]} `,
      button("Remove", () => this.acts.remove(pair), { class: "lct-button lct-small", "aria-label": `Remove the tie between ${pair[0]} and ${pair[1]}` }))));
    if (had) (this.drawn.querySelector("button") ?? this.from).focus();
  }
}

export const counted = (value, most) =>
  [
    most.agents ? `${value.agents.length} of ${most.agents} picked${value.agents.length ? `: ${value.agents.join(", ")}` : ""}.` : "",
    most.ties ? `${value.ties.length} of ${plural(most.ties, "new tie")} drawn${value.ties.length ? `: ${value.ties.map((pair) => pair.join(" and ")).join(", ")}` : ""}.` : "",
  ].filter(Boolean).join(" ");
