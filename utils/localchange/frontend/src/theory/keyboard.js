// Keys of the picture. Letters act only while the focus is in it; each of them has a button too.
import { WAYS, nearest } from "../editing/nearest.js";

export const KEYS = [
  ["Arrow keys", "go along an arrow to the next step, or to the nearest box"],
  ["Enter", "edit the step or arrow"],
  ["N", "new step"],
  ["T", "then: new step that this one leads to"],
  ["L", "link this step to…"],
  ["A", "go to the arrows of this step, one after the other; Escape goes back"],
  ["Delete", "remove the step or arrow"],
  ["Shift and arrow keys", "move the box"],
  ["Home, End", "first and last step"],
  ["Ctrl+Z, Ctrl+Y", "undo, redo"],
  ["+, −, 0", "zoom in, zoom out, show all"],
];
/** Keys that do something where nothing may be changed. */
export const READING = new Set(["Arrow keys", "A", "Home, End", "+, −, 0"]);

/** Where an arrow key leads from here. */
export function next(theory, places, shown, at, key) {
  const seen = (id) => shown.has(id);
  if (at.type === "link") {
    const link = theory.links.find(({ id }) => id === at.id);
    if (!link) return null;
    if (key === "ArrowRight") return { type: "step", id: link.to };
    if (key === "ArrowLeft") return { type: "step", id: link.from };
    return beside(theory, shown, link, key === "ArrowDown" ? 1 : -1);
  }
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const [here, there] = key === "ArrowRight" ? ["from", "to"] : ["to", "from"];
    const roads = theory.links.filter((link) => link[here] === at.id && seen(link[there]));
    if (roads.length) {
      // Along the flattest arrow, so that the way back is the way there.
      const from = places.get(at.id);
      roads.sort((one, other) => Math.abs(places.get(one[there]).y - from.y) - Math.abs(places.get(other[there]).y - from.y));
      return { type: "step", id: roads[0][there] };
    }
  }
  const id = nearest(places, at.id, WAYS[key], shown);
  return id && { type: "step", id };
}

/** The next arrow of the same step, in the order of the list; round to the first again. */
function beside(theory, shown, link, way) {
  const all = arrowsOf(theory, shown, link.from);
  const place = all.findIndex(({ id }) => id === link.id);
  return { type: "link", id: all[(place + way + all.length) % all.length].id };
}

/** The arrows of a step: out of it first. */
export function arrowsOf(theory, shown, id) {
  const drawn = theory.links.filter((link) => shown.has(link.from) && shown.has(link.to));
  return [...drawn.filter(({ from }) => from === id), ...drawn.filter(({ to }) => to === id)];
}

/** `acts` holds what can be done, by name; see the editor. */
export function keyboard(picture, acts) {
  const letters = { n: acts.newStep, t: acts.then, l: acts.linkTo, a: acts.arrows };
  picture.world.addEventListener("keydown", (event) => {
    const at = picture.atOf(event.target);
    if (!at && event.target !== picture.world) return;
    const { key, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    let act = null;
    if (command && !event.altKey) {
      if (key.toLowerCase() === "z") act = shiftKey ? acts.redo : acts.undo;
      else if (key.toLowerCase() === "y") act = acts.redo;
    } else if (!event.altKey) {
      if (key in WAYS && at) act = shiftKey ? () => acts.nudge(WAYS[key]) : () => acts.walk(key);
      else if (key === "Delete" || key === "Backspace") act = acts.remove;
      else if (key === "Home") act = () => acts.walkTo("first");
      else if (key === "End") act = () => acts.walkTo("last");
      else if (key === "Escape") act = acts.back;
      else if (key === "+" || key === "=") act = acts.zoomIn;
      else if (key === "-" || key === "_") act = acts.zoomOut;
      else if (key === "0") act = acts.zoomAll;
      else if (!shiftKey) act = letters[key.toLowerCase()];
    }
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    acts.heard();
    act();
  });
}
