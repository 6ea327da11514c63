// What a learner can do to the theory, said in words; what the page shows of it is the editor's business.
import { Refused, addLink, addStep, changeLink, changeStep, fits, linkOf, place, removeLink, removeStep } from "./edits.js";
import { arranged, placeFor, placesOf } from "./layout.js";
import { KINDS, linkName, numberOf, plural, stepName, thingName } from "./words.js";

/** Pixels that a box moves at a press. */
const NUDGE = 20;
/** Ms until the course is told: of a choice, and of typing. */
const SOON = 300;
const TYPING = 800;

export const rankOf = (kind) => KINDS.findIndex(([each]) => each === kind);

/** `changed(pause)` is told of each change, and `say(words)` what it was. The boxes of a `causal` diagram are all of one kind. */
export function changes({ history, readOnly, causal, most, say, changed }) {
  const now = () => history.now;

  /** Where every box stands is part of what is changed, so that nothing jumps when something else is changed. */
  function settled() {
    const theory = now();
    return theory.steps.every((step) => step.x !== null) ? theory : place(theory, placesOf(theory));
  }

  /** Make a change, or say why not; gives the reason, or nothing. */
  function edit(act, words, { join = null, pause = SOON, quiet = false } = {}) {
    if (readOnly) return "";
    try {
      const before = settled();
      const after = act(before);
      if (after === before) return "";
      fits(after);
      history.edit(after, words, join);
      if (!quiet) say(words);
      changed(pause);
      return "";
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      say(problem.message);
      return problem.message;
    }
  }

  /** An edit that makes something: its id, or null when it was refused. */
  function making(act, words) {
    let made = null;
    const refused = edit((theory) => {
      const added = act(theory);
      made = added.id;
      return added.theory;
    }, words);
    return refused ? null : made;
  }

  return {
    settled,
    edit,
    /** A new step beside `near`, or after it with an arrow to it. */
    addStep(near, linked) {
      const rank = near ? rankOf(near.kind) : -1;
      const next = KINDS[Math.min(KINDS.length - 1, linked || !near ? rank + 1 : rank)][0];
      const { kind, level } = causal
        ? (now().steps[0] ?? { kind: "outcome", level: "local" })
        : { kind: next, level: near?.level ?? "national" };
      return making((theory) => {
        const where = placeFor(placesOf(theory), near?.id, !linked && near);
        const added = addStep(theory, { kind, level, ...where }, most);
        return linked ? { ...addLink(added.theory, near.id, added.id), id: added.id } : added;
      }, linked ? "Step added, with an arrow to it." : "Step added.");
    },
    join: (from, to) =>
      making((theory) => addLink(theory, from, to), `Arrow drawn from ${stepName(now(), from, 30)} to ${stepName(now(), to, 30)}.`),
    /** Gives what the focus may go to: a thing, null when nothing is left, or undefined when it was refused. */
    remove(at) {
      const lost = at.type === "step" ? now().links.filter((link) => link.from === at.id || link.to === at.id).length : 0;
      const words = `${thingName(now(), at)}${lost ? ` and ${plural(lost, "arrow")}` : ""} removed. Undo brings it back.`;
      const beside = neighbour(now(), at);
      return edit((theory) => (at.type === "step" ? removeStep : removeLink)(theory, at.id), words) ? undefined : beside;
    },
    change(at, field, value) {
      const act = at.type === "step" ? changeStep : changeLink;
      const typed = Boolean(field.long || field.number);
      const words = `${field.label} changed: ${at.type === "step" ? `step ${numberOf(now(), at.id)}` : linkName(now(), at.id)}.`;
      const join = typed ? `${at.type} ${at.id} ${field.name}` : null;
      return edit((theory) => act(theory, at.id, { [field.name]: value }), words, { join, pause: typed ? TYPING : SOON, quiet: typed });
    },
    nudge(id, [right, down]) {
      const from = placesOf(now()).get(id);
      const to = new Map([[id, { x: from.x + right * NUDGE, y: from.y + down * NUDGE }]]);
      edit((theory) => place(theory, to), `Moved ${right ? (right > 0 ? "right" : "left") : down > 0 ? "down" : "up"}.`, { join: `move ${id}` });
    },
    put: (id, where) => edit((theory) => place(theory, new Map([[id, where]])), "Moved."),
    tidy: () => edit((theory) => place(theory, arranged(theory)), "Tidied up: columns from input to impact, national above local."),
  };
}

/** What stands nearest to a thing that goes. */
function neighbour(theory, at) {
  if (at.type === "link") return { type: "step", id: linkOf(theory, at.id).from };
  const link = theory.links.find(({ from, to }) => from === at.id || to === at.id);
  if (link) return { type: "step", id: link.from === at.id ? link.to : link.from };
  const other = theory.steps.find(({ id }) => id !== at.id);
  return other ? { type: "step", id: other.id } : null;
}
