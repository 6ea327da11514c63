// Where boxes stand and how arrows run. Places are the middle of a box, in pixels at zoom 1, y downwards.
import { KINDS, LEVELS } from "./words.js";

export const BOX = { width: 190, height: 92 };
const PITCH = { x: 280, y: 116 };
const rank = (pairs, key) => pairs.findIndex(([each]) => each === key);

/** How far down a chain of steps of one kind each stands: 0 for the first; loops are cut where they close. */
function depths(theory) {
  const kind = new Map(theory.steps.map((step) => [step.id, step.kind]));
  const inside = new Map(theory.steps.map((step) => [step.id, []]));
  for (const { from, to } of theory.links) if (kind.get(from) === kind.get(to)) inside.get(to).push(from);
  const depth = new Map();
  const on = new Set();
  const visit = (id) => {
    if (depth.has(id)) return depth.get(id);
    if (on.has(id)) return -1;
    on.add(id);
    const found = Math.max(-1, ...inside.get(id).map(visit)) + 1;
    on.delete(id);
    depth.set(id, found);
    return found;
  };
  for (const step of theory.steps) visit(step.id);
  return depth;
}

/** A place for every step: columns by kind, bands by level, and few crossings. */
export function arranged(theory) {
  const depth = depths(theory);
  const columns = new Map();
  for (const step of theory.steps) {
    const name = rank(KINDS, step.kind) * 1000 + depth.get(step.id);
    if (!columns.has(name)) columns.set(name, []);
    columns.get(name).push(step);
  }
  const ordered = [...columns.keys()].sort((one, other) => one - other).map((name) => columns.get(name));
  const bands = LEVELS.map(([level]) => Math.max(0, ...ordered.map((column) => column.filter((step) => step.level === level).length)));
  const top = bands.map((_, band) => bands.slice(0, band).reduce((sum, rows) => sum + rows, 0));
  const into = new Map(theory.steps.map((step) => [step.id, []]));
  for (const { from, to } of theory.links) into.get(to).push(from);
  const row = new Map();
  const wish = (step, first) => {
    const from = into.get(step.id).map((id) => row.get(id)).filter((found) => found !== undefined);
    return from.length ? from.reduce((sum, each) => sum + each, 0) / from.length : first;
  };
  for (let sweep = 0; sweep < 3; sweep++) {
    for (const column of ordered) {
      LEVELS.forEach(([level], band) => {
        const members = column.filter((step) => step.level === level);
        const wishes = new Map(members.map((step, place) => [step, wish(step, top[band] + place)]));
        members.sort((one, other) => wishes.get(one) - wishes.get(other));
        const start = top[band] + (bands[band] - members.length) / 2;
        members.forEach((step, place) => row.set(step.id, start + place));
      });
    }
  }
  const places = new Map();
  ordered.forEach((column, number) => column.forEach((step) => places.set(step.id, { x: number * PITCH.x, y: row.get(step.id) * PITCH.y })));
  return places;
}

/** Where each step stands: where it was put, and for the rest a place that the layout gives, clear of the others. */
export function placesOf(theory) {
  const places = new Map();
  for (const step of theory.steps) if (step.x !== null) places.set(step.id, { x: step.x, y: step.y });
  if (places.size === theory.steps.length) return places;
  const all = arranged(theory);
  for (const step of theory.steps) if (!places.has(step.id)) places.set(step.id, clear(all.get(step.id), places));
  return places;
}

/** The first place from there downwards that no box covers. */
function clear(wanted, places) {
  const at = { ...wanted };
  const taken = () => [...places.values()].some((other) => Math.abs(other.x - at.x) < BOX.width + 20 && Math.abs(other.y - at.y) < BOX.height + 12);
  while (taken()) at.y += PITCH.y;
  return at;
}

/** A place for a new step: to the right of the one it follows, or below all. */
export function placeFor(places, after, sameColumn = false) {
  const near = places.get(after);
  if (near) return clear({ x: near.x + (sameColumn ? 0 : PITCH.x), y: near.y }, places);
  const all = [...places.values()];
  if (!all.length) return { x: 0, y: 0 };
  return clear({ x: Math.min(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) + PITCH.y }, places);
}

/** The rectangle that holds every box. */
export function bounds(places) {
  const all = [...places.values()];
  if (!all.length) return { left: 0, top: 0, right: BOX.width, bottom: BOX.height };
  return {
    left: Math.min(...all.map(({ x }) => x)) - BOX.width / 2,
    top: Math.min(...all.map(({ y }) => y)) - BOX.height / 2,
    right: Math.max(...all.map(({ x }) => x)) + BOX.width / 2,
    bottom: Math.max(...all.map(({ y }) => y)) + BOX.height / 2,
  };
}

/** An arrow from one box to another: the path, and its middle; `bend` moves two arrows that would lie on one another apart. */
export function route(from, to, both = false) {
  const { width, height } = BOX;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const aside = both ? 16 : 0;
  let start, end, one, two;
  if (dx > width * 0.75) {
    const pull = Math.max(30, (dx - width) / 2);
    start = { x: from.x + width / 2, y: from.y + aside };
    end = { x: to.x - width / 2, y: to.y + aside };
    one = { x: start.x + pull, y: start.y };
    two = { x: end.x - pull, y: end.y };
  } else if (dx < -width * 0.75) {
    // Back against the stream: out below, in below, so that a loop is seen as one.
    start = { x: from.x - width / 4, y: from.y + height / 2 };
    end = { x: to.x + width / 4, y: to.y + height / 2 };
    const dip = Math.max(start.y, end.y) + 50 - dx / 8;
    one = { x: start.x, y: dip };
    two = { x: end.x, y: dip };
  } else {
    const down = dy >= 0 ? 1 : -1;
    const pull = Math.max(20, (Math.abs(dy) - height) / 2) * down;
    start = { x: from.x + aside * 2, y: from.y + (height / 2) * down };
    end = { x: to.x + aside * 2, y: to.y - (height / 2) * down };
    one = { x: start.x, y: start.y + pull };
    two = { x: end.x, y: end.y - pull };
  }
  const round = (number) => Math.round(number * 10) / 10;
  const point = ({ x, y }) => `${round(x)} ${round(y)}`;
  const middle = (axis) => round((start[axis] + 3 * one[axis] + 3 * two[axis] + end[axis]) / 8);
  return { path: `M${point(start)}C${point(one)} ${point(two)} ${point(end)}`, middle: { x: middle("x"), y: middle("y") } };
}
