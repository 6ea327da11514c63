// The last change once more: before, then after, each said in words.
import { placesOf } from "./layout.js";

const EACH_MS = 1800;

/** `show(what)` draws {theory, places, changed}, or the theory as it is when given null. */
export function replay({ banner, say, show }) {
  let timer = null;
  const still = (theory, changed, heading) => {
    banner.hidden = false;
    banner.textContent = heading;
    say(heading);
    show({ theory, places: placesOf(theory), changed });
  };
  const stop = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    banner.hidden = true;
    show(null);
  };
  return {
    stop,
    start({ before, after, words }) {
      clearTimeout(timer);
      const changed = differing(before, after);
      still(before, changed, "Before the last change.");
      timer = setTimeout(() => {
        still(after, changed, `After it. ${words}`);
        timer = setTimeout(stop, EACH_MS);
      }, EACH_MS);
    },
  };
}

/** The ids of what is not the same in both. */
export function differing(before, after) {
  const changed = new Set();
  for (const part of ["steps", "links"]) {
    const old = new Map(before[part].map((each) => [each.id, each]));
    const young = new Map(after[part].map((each) => [each.id, each]));
    for (const id of new Set([...old.keys(), ...young.keys()])) if (old.get(id) !== young.get(id)) changed.add(id);
  }
  return changed;
}
