// The buttons above the picture: whatever a key does, one of them does too.
import { make, unique } from "../charts/page.js";
import { KINDS } from "./words.js";

/** `acts` as for the keyboard; `layered` whether kinds of steps can be shown one after another; gives {element, show}. */
export function toolbar(acts, { readOnly, layered }) {
  const button = (act, words, more = {}) => make("button", { type: "button", class: "lct-button", "data-act": act, onclick: () => {
    if (each[act].getAttribute("aria-disabled") === "true") return;
    acts.heard();
    more.run ? more.run() : acts[act]();
  }, ...(more.name ? { "aria-label": more.name, title: more.name } : {}) }, words);
  const nudge = (act, sign, name, way) => button(act, sign, { name, run: () => acts.nudge(way) });
  const each = {
    newStep: button("newStep", "New step"),
    then: button("then", "Then: next step"),
    linkTo: button("linkTo", "Link to…"),
    edit: button("edit", readOnly ? "Read it" : "Edit"),
    remove: button("remove", "Remove"),
    undo: button("undo", "Undo"),
    redo: button("redo", "Redo"),
    replay: button("replay", "Replay my last change"),
    left: nudge("left", "◀", "Move the box to the left", [-1, 0]),
    up: nudge("up", "▲", "Move the box up", [0, -1]),
    down: nudge("down", "▼", "Move the box down", [0, 1]),
    right: nudge("right", "▶", "Move the box to the right", [1, 0]),
    tidy: button("tidy", "Tidy up"),
    zoomOut: button("zoomOut", "−", { name: "Zoom out" }),
    zoomIn: button("zoomIn", "+", { name: "Zoom in" }),
    zoomAll: button("zoomAll", "Show all"),
    layer: button("layer", "Next layer"),
  };
  const id = unique("layers");
  const layers = make("select", { id, onchange: () => acts.reveal(Number(layers.value)) },
    KINDS.map(([, kind], place) => make("option", { value: place + 1 }, place === KINDS.length - 1 ? "everything" : place === 0 ? `${kind.toLowerCase()}s only` : `up to ${plural(kind)}`)));
  const view = ["Picture", "Tables"].map((words) => make("button", { type: "button", class: "lct-button", "data-view": words.toLowerCase(), "aria-pressed": "false",
    onclick: () => acts.view(words.toLowerCase()) }, words));
  const group = (name, ...children) => make("div", { class: "lct-group", role: "group", "aria-label": name }, children.flat());
  const changing = readOnly ? [group("Step or arrow", each.edit)] : [
    group("Step or arrow", each.newStep, each.then, each.linkTo, each.edit, each.remove),
  ];
  const undoing = readOnly ? [] : [group("Changes", each.undo, each.redo, each.replay)];
  const placing = readOnly ? [] : [group("Place", each.left, each.up, each.down, each.right, each.tidy)];
  const onlyPicture = [
    ...changing,
    ...placing,
    group("Zoom", each.zoomOut, each.zoomIn, each.zoomAll),
    ...(layered ? [group("Layers", make("label", { for: id }, "Show"), layers, each.layer)] : []),
  ];
  const element = make("div", { class: "lct-tools" }, group("View", view), undoing, onlyPicture);
  return {
    element,
    /** What can be done now: names of acts, the layer shown, the view. */
    show(can, stage, current) {
      for (const [act, made] of Object.entries(each)) made.setAttribute("aria-disabled", String(can[act] === false));
      layers.value = String(stage);
      for (const made of view) made.setAttribute("aria-pressed", String(made.dataset.view === current));
      for (const made of onlyPicture) made.hidden = current !== "picture";
    },
  };
}

const plural = (kind) => ({ Activity: "activities", Impact: "impact" })[kind] ?? `${kind.toLowerCase()}s`;
