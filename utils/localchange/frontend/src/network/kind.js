// The question of the kind "network": the editor as a control that is asked, saved and put back like any other.
import { make, unique } from "../charts/page.js";
import { History } from "../editing/history.js";
import { editor } from "./editor.js";
import { EMPTY, Network, isEmpty, same } from "./net.js";

/** The changes made on this page outlive a cell that runs again. */
const histories = new Map();

export function network({ spec, title, hint, described, changed, raw, signal, ask }) {
  const given = new Network(spec);
  const name = `${spec.place}/${spec.key}`;
  if (!histories.has(name)) histories.set(name, new History(EMPTY));
  const history = histories.get(name);
  const titleId = unique("title");
  const made = editor({
    network: given,
    history,
    most: { agents: spec.agents, ties: spec.most_ties },
    name: "a network of people",
    changed,
    ask: spec.runs
      ? () => {
        if (!raw.comm_live) return "The kernel has stopped, so the network cannot be run. Choose Kernel in the menu, then Restart Kernel and Run All Cells.";
        ask("run");
        return "";
      }
      : null,
  });
  signal?.addEventListener("abort", () => made.stop());
  return {
    element: make("div", { role: "group", "aria-labelledby": titleId, "aria-describedby": described },
      make("p", { id: titleId, class: "lcq-title" }, title), hint, made.element),
    get: () => ({ value: isEmpty(history.now) ? null : history.now }),
    set(value) {
      const found = value ? given.fitting(value) : EMPTY;
      if (same(found, history.now)) return;
      if (history.past.length === 0 && isEmpty(history.now)) history.set(found);
      else history.edit(found, "What was saved elsewhere is shown.");
    },
    beside: (state) => made.showRun(state.run),
  };
}
