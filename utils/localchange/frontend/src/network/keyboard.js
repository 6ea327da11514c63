// Keys of the picture. Letters act only while the focus is in it; each of them has a button too.
import { WAYS } from "../editing/nearest.js";

/** `picks` and `ties` say what this network lets one do. */
export const keysOf = ({ picks, ties }) => [
  ["Arrow keys", "go to the nearest person in that direction"],
  ["Page Down, Page Up", "next person, person before, in the order of the table"],
  ["Home, End", "first and last person"],
  ...(picks ? [["Space", "pick or unpick the person"]] : []),
  ...(ties ? [["L", "begin a tie at this person; walk on, and Enter ends it, Escape gives it up"], ["Delete", "remove the new ties of this person"]] : []),
  ["Ctrl+Z, Ctrl+Y", "undo, redo"],
];

/** `acts` holds what can be done, by name; see the editor. */
export function keyboard(picture, acts) {
  picture.world.addEventListener("keydown", (event) => {
    if (!picture.idOf(event.target)) return;
    const { key, shiftKey } = event;
    let act = null;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      if (key.toLowerCase() === "z") act = shiftKey ? acts.redo : acts.undo;
      else if (key.toLowerCase() === "y") act = acts.redo;
    } else if (!event.altKey) {
      if (key in WAYS) act = () => acts.walk(key);
      else if (key === "PageDown" || key === "PageUp") act = () => acts.along(key === "PageDown" ? 1 : -1);
      else if (key === "Home" || key === "End") act = () => acts.walkTo(key);
      else if (key === " ") act = acts.pick;
      else if (key === "Enter") act = acts.press;
      else if (key === "Escape") act = acts.giveUp;
      else if (key === "Delete" || key === "Backspace") act = acts.untie;
      else if (key.toLowerCase() === "l" && !shiftKey) act = acts.begin;
    }
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  // A button is pressed when Space comes up again; here it has done its work already.
  picture.world.addEventListener("keyup", (event) => event.key === " " && event.preventDefault());
}
