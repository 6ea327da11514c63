// The question of the kind "theory": the editor as a control that is asked, saved and put back like any other.
import { make, unique } from "../charts/page.js";
import { editor } from "./editor.js";
import { EMPTY, Refused, read, same } from "./edits.js";
import { files } from "./files.js";
import { History } from "../editing/history.js";

/** The changes made on this page outlive a cell that runs again. */
const histories = new Map();

export function theory({ spec, title, hint, described, changed, model, raw, signal, ask }) {
  const start = spec.start ? read(spec.start) : EMPTY;
  const name = `${spec.place}/${spec.key}`;
  if (!histories.has(name)) histories.set(name, new History(start));
  const history = histories.get(name);
  const titleId = unique("title");
  const alive = () => raw.comm_live;
  const made = editor({
    history,
    readOnly: false,
    speaks: spec.speaks,
    further: spec.further,
    causal: spec.causal,
    namesLoops: spec.names_loops,
    most: spec.steps,
    name: spec.causal ? "your causal-loop diagram" : "your theory of change",
    changed,
    ask: (what, more) => {
      if (alive()) ask(what, more);
      else made.say("The kernel has stopped, so the odds cannot be worked out. You can go on working.");
    },
  });
  const taking = files({
    theory: made.placed,
    opened: (found, from) => {
      if (found.steps.length > spec.steps) throw new Refused(`it has ${found.steps.length} steps, and ${spec.steps} at most can be drawn and read here: join some.`);
      history.edit(found, `${from} opened.`);
      changed(0);
    },
    say: made.say,
    send: (message, buffers) => model.send(message, undefined, buffers),
    alive,
    readOnly: false,
  });
  model.on("msg:custom", taking.got);
  const course = () => {
    const state = model.get("state");
    made.showCourse(state, state.value ? read(state.value) : start, alive());
  };
  raw.on("comm_live_update", course);
  signal?.addEventListener("abort", () => {
    model.off("msg:custom", taking.got);
    raw.off("comm_live_update", course);
    made.stop();
  });
  return {
    element: make("div", { role: "group", "aria-labelledby": titleId, "aria-describedby": described },
      make("p", { id: titleId, class: "lcq-title" }, title), hint, made.element, taking.element),
    // A start that nobody has touched is not an answer.
    get: () => ({ value: same(history.now, start) ? null : history.now }),
    set(value) {
      const given = value ? read(value) : start;
      if (same(given, history.now)) return;
      if (history.past.length === 0 && same(history.now, start)) history.set(given);
      else history.edit(given, "What was saved elsewhere is shown.");
    },
    beside: course,
  };
}
