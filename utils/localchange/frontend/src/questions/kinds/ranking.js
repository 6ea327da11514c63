import { make } from "../../charts/page.js";
import { line } from "../prose.js";
import { group } from "./fields.js";

/** An order: each item has two buttons, and the arrow keys move it while one of them has the focus. */
export function ranking({ spec, title, hint, described, changed }) {
  const labels = Object.fromEntries(spec.items);
  const heard = make("p", { class: "lcq-heard", role: "status" });
  const list = make("ol", { class: "lcq-ranking" });
  let order = spec.items.map(([key]) => key);
  let settled = false;
  const rows = {};
  const keep = make("button", { type: "button", class: "lcq-button lcq-second", onclick: () => done() }, "Keep this order");

  function done() {
    if (document.activeElement === keep) rows[order[0]].down.focus();
    settled = true;
    draw();
    changed();
  }

  function move(key, by) {
    const from = order.indexOf(key);
    const to = from + by;
    if (to < 0 || to >= order.length) {
      heard.textContent = `${plain(key)} is ${by < 0 ? "first" : "last"} already.`;
      return;
    }
    const focused = document.activeElement;
    order.splice(to, 0, order.splice(from, 1)[0]);
    settled = true;
    draw();
    focused?.focus();
    heard.textContent = `${plain(key)}: now ${to + 1} of ${order.length}.`;
    changed();
  }

  const plain = (key) => rows[key].words.textContent;

  for (const [key, label] of spec.items) {
    const words = make("span", { class: "lcq-item" }, line(label));
    const button = (by, sign, way) => make("button", { type: "button", class: "lcq-move", onclick: () => move(key, by),
      "aria-label": `Move ${way}: ${words.textContent}` }, make("span", { "aria-hidden": "true" }, sign));
    const up = button(-1, "▲", "up");
    const down = button(1, "▼", "down");
    const row = make("li", { "data-item": key, onkeydown: (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      move(key, by);
    } }, make("span", { class: "lcq-place", "aria-hidden": "true" }), words, make("span", { class: "lcq-moves" }, up, down));
    rows[key] = { row, words, up, down };
  }

  function draw() {
    order.forEach((key, place) => {
      const { row, up, down } = rows[key];
      row.querySelector(".lcq-place").textContent = place + 1;
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === order.length - 1));
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    });
    keep.hidden = settled;
  }
  draw();

  return {
    element: group({ title, hint, described },
      make("p", { class: "lcq-quiet" }, `Put them in order, first at the top. Press an arrow button, or the up and down arrow keys on it.`),
      list, keep, heard),
    get: () => ({ value: settled ? { order: [...order] } : null }),
    set(value) {
      settled = Boolean(value);
      const given = (value?.order ?? []).filter((key) => key in labels);
      order = [...given, ...spec.items.map(([key]) => key).filter((key) => !given.includes(key))];
      draw();
    },
  };
}
