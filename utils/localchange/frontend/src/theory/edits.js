// Pure changes of a theory: each takes one and gives another, or throws a sentence that a person can act on.
// The course makes the same changes in Python; a test holds the two together on random sequences.
import { LINK_FIELDS, STEP_FIELDS } from "./words.js";

export const MOST_STEPS = 120;
export const MOST_LINKS = 300;
export const FARTHEST = 100000;
const MOST_BYTES = 250000;
const TITLE_LENGTH = 200;
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const LINE_ENDS = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A change that cannot be made; the message is for the learner. */
export class Refused extends Error {}

export const EMPTY = Object.freeze({ format: "localchange-theory", version: 1, title: "", steps: [], links: [] });
const NEW_STEP = { id: "", kind: "input", level: "national", text: "", who_acts: "", who_is_reached: "", capable: "", able: "", willing: "", x: null, y: null };
const NEW_LINK = { id: "", from: "", to: "", mechanism: "", sign: "+", delay_months: null, assumption: "", evidence: 0, source: "", rival: "" };

/** The text without the characters that nobody can see and that act on whatever shows it. */
export function seen(text) {
  const tidy = text.replace(LINE_ENDS, "\n").replace(UNSEEN, "");
  return [...tidy].filter((letter) => {
    if (letter === "\n" || letter === "\t") return true;
    const code = letter.codePointAt(0);
    return !/\p{Cc}|\p{Cs}/u.test(letter) && (code & 0xfffe) !== 0xfffe;
  }).join("");
}

const find = (list, id, what) => {
  const found = list.find((each) => each.id === id);
  if (!found) throw new Refused(`There is no ${what} ${id} any more.`);
  return found;
};
export const stepOf = (theory, id) => find(theory.steps, id, "step");
export const linkOf = (theory, id) => find(theory.links, id, "arrow");

/** The first name of the letter and a number that nothing has. */
export function newId(list, letter) {
  const taken = new Set(list.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

function checked(field, value, place) {
  if (field.long) {
    if (typeof value !== "string") throw new Refused(`${place}: “${field.label}” must be text.`);
    const letters = [...value].length;
    if (letters > field.long) throw new Refused(`${place}: “${field.label}” has ${letters} characters; shorten it to ${field.long} at most.`);
    return seen(value);
  }
  if (field.options) {
    if (!field.options.some(([key]) => key === value)) throw new Refused(`${place}: “${field.label}” is not one of those offered.`);
    return value;
  }
  if (value === null) return null;
  const [low, high] = field.number;
  if (typeof value !== "number" || !(value >= low && value <= high)) throw new Refused(`${place}: “${field.label}” must be a number from ${low} to ${high}, or be left empty.`);
  return value;
}

const PLACE = [{ name: "x", label: "x", number: [-FARTHEST, FARTHEST] }, { name: "y", label: "y", number: [-FARTHEST, FARTHEST] }];
const KNOWN_STEP = [...STEP_FIELDS, ...PLACE];

/** The entry with some of its fields changed; the very same entry when nothing changes. */
function changed(entry, fields, known, place) {
  let next = entry;
  for (const [name, value] of Object.entries(fields)) {
    const field = known.find((each) => each.name === name);
    if (!field) throw new Refused(`${place} has no field “${name}”.`);
    const tidy = checked(field, value, place);
    if (tidy !== entry[name]) next = { ...next, [name]: tidy };
  }
  if ("x" in next && (next.x === null) !== (next.y === null)) throw new Refused(`${place}: give both x and y, or neither.`);
  return next;
}

const swapped = (list, entry, next) => list.map((each) => (each === entry ? next : each));

/** The theory and the id of the new step. */
export function addStep(theory, fields = {}, most = MOST_STEPS) {
  if (theory.steps.length >= Math.min(most, MOST_STEPS)) {
    throw new Refused(`There are ${theory.steps.length} steps, the most that can be drawn and read here: join two of them before you add another.`);
  }
  const id = newId(theory.steps, "s");
  const step = changed({ ...NEW_STEP, id }, fields, KNOWN_STEP, "The new step");
  return { theory: { ...theory, steps: [...theory.steps, step] }, id };
}

export function changeStep(theory, id, fields) {
  const step = stepOf(theory, id);
  const next = changed(step, fields, KNOWN_STEP, `Step ${theory.steps.indexOf(step) + 1}`);
  return next === step ? theory : { ...theory, steps: swapped(theory.steps, step, next) };
}

/** Takes out the step and every arrow to and from it. */
export function removeStep(theory, id) {
  const step = stepOf(theory, id);
  return {
    ...theory,
    steps: theory.steps.filter((each) => each !== step),
    links: theory.links.filter((link) => link.from !== id && link.to !== id),
  };
}

function mayJoin(theory, from, to, except = null) {
  stepOf(theory, from);
  stepOf(theory, to);
  if (from === to) throw new Refused("An arrow leads from a step to another step, not to itself.");
  if (theory.links.some((link) => link.id !== except && link.from === from && link.to === to)) {
    throw new Refused("There is an arrow already from the one to the other: change that one, or put a step between them.");
  }
}

/** The theory and the id of the new link. */
export function addLink(theory, from, to, fields = {}) {
  mayJoin(theory, from, to);
  if (theory.links.length >= MOST_LINKS) throw new Refused(`There are ${MOST_LINKS} arrows, the most that can be drawn and read here: take one out before you add another.`);
  const id = newId(theory.links, "l");
  const link = changed({ ...NEW_LINK, id, from, to }, fields, LINK_FIELDS, "The new arrow");
  return { theory: { ...theory, links: [...theory.links, link] }, id };
}

export function changeLink(theory, id, fields) {
  const link = linkOf(theory, id);
  const { from = link.from, to = link.to, ...others } = fields;
  const place = `Arrow ${theory.links.indexOf(link) + 1}`;
  let next = changed(link, others, LINK_FIELDS, place);
  if (from !== link.from || to !== link.to) {
    mayJoin(theory, from, to, id);
    next = { ...next, from, to };
  }
  return next === link ? theory : { ...theory, links: swapped(theory.links, link, next) };
}

export function removeLink(theory, id) {
  const link = linkOf(theory, id);
  return { ...theory, links: theory.links.filter((each) => each !== link) };
}

export function setTitle(theory, title) {
  const tidy = checked({ label: "Title", long: TITLE_LENGTH }, title, "The theory");
  return tidy === theory.title ? theory : { ...theory, title: tidy };
}

/** Puts steps where the map says. */
export function place(theory, places) {
  const steps = theory.steps.map((step) => {
    const at = places.get(step.id);
    return at && (at.x !== step.x || at.y !== step.y) ? changed(step, { x: at.x, y: at.y }, KNOWN_STEP, "A step") : step;
  });
  return steps.some((step, number) => step !== theory.steps[number]) ? { ...theory, steps } : theory;
}

const filled = (blank, entry) => Object.fromEntries(Object.entries(blank).map(([name, value]) => [name, name in entry ? entry[name] : value]));
const NEEDED = { step: ["kind", "level"], link: ["from", "to"] };

/** A theory out of what a file or the course holds, every field in place and in one order; throws a sentence. */
export function read(found) {
  if (found?.format !== EMPTY.format) throw new Refused(`This is not a theory of change: its “format” must be “${EMPTY.format}”.`);
  if (found.version !== EMPTY.version) throw new Refused("This theory was made by a newer version of the course.");
  const stranger = Object.keys(found).find((name) => !(name in EMPTY));
  if (stranger !== undefined) throw new Refused(`The theory has a field “${stranger.slice(0, 40)}” that is not known.`);
  const { title = "", steps = [], links = [] } = found;
  if (!Array.isArray(steps) || !Array.isArray(links)) throw new Refused("“steps” and “links” must be lists.");
  if (steps.length > MOST_STEPS || links.length > MOST_LINKS) throw new Refused(`At most ${MOST_STEPS} steps and ${MOST_LINKS} arrows can be drawn and read: this has ${steps.length} and ${links.length}.`);
  let theory = setTitle(EMPTY, title);
  for (const [entries, blank, what] of [[steps, NEW_STEP, "step"], [links, NEW_LINK, "link"]]) {
    entries.forEach((entry, place) => {
      if (entry === null || typeof entry !== "object") throw new Refused(`Number ${place + 1} of the ${what}s is not readable.`);
      if (typeof entry.id !== "string" || !IDENTIFIER.test(entry.id)) throw new Refused(`Number ${place + 1} of the ${what}s has no usable “id”.`);
      const missing = NEEDED[what].find((name) => !(name in entry));
      if (missing) throw new Refused(`The ${what} ${entry.id} has no “${missing}”.`);
      const unknown = Object.keys(entry).find((name) => !(name in blank));
      if (unknown) throw new Refused(`The ${what} ${entry.id} has a field “${unknown.slice(0, 40)}” that is not known.`);
      const { id, from, to, ...fields } = filled(blank, entry);
      if (what === "step") theory = { ...theory, steps: [...theory.steps, changed({ ...blank, id }, fields, KNOWN_STEP, `Step ${id}`)] };
      else {
        mayJoin(theory, from, to);
        theory = { ...theory, links: [...theory.links, changed({ ...blank, id, from, to }, fields, LINK_FIELDS, `Link ${id}`)] };
      }
    });
  }
  for (const list of [theory.steps, theory.links]) {
    if (new Set(list.map(({ id }) => id)).size < list.length) throw new Refused("Two things in it have the same “id”.");
  }
  fits(theory);
  return theory;
}

/** Holds the whole to the size that can be saved. */
export function fits(theory) {
  // Every letter may take three bytes; only what could be too large is measured.
  const text = JSON.stringify(theory);
  if (text.length * 3 <= MOST_BYTES) return theory;
  const size = new TextEncoder().encode(text).length;
  if (size > MOST_BYTES) throw new Refused(`The theory takes ${size.toLocaleString("en-GB")} bytes; at most ${MOST_BYTES.toLocaleString("en-GB")} can be saved: shorten its texts.`);
  return theory;
}

export const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
