// The picture: boxes are real buttons, arrows are drawn by hand beneath them, and only what changed is drawn again.
import { make, unique } from "../charts/page.js";
import { BOX, bounds, route } from "./layout.js";
import { NO_TEXT, kindOf, levelOf, minus, numberOf, plural } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 44;
/** The smallest part of its own size at which the label of an arrow is still 24 pixels high. */
const LABEL = 0.93;
const FAR = 0.7;
/** Characters that a box always holds. */
const CUT = 50;
export const ZOOMS = [0.3, 0.4, 0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5, 2];

const hidden = (words) => make("span", { class: "lcq-heard" }, words);
const drawn = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const listed = (numbers) => numbers.join(", ");
const makes = (link) => (link.sign === "-" ? "more makes less" : "more makes more");
const detail = (words) => make("span", { class: "lct-detail" }, ` ${words}`);

/** What an arrow of a theory of change says beside its sign: how far it is supported. */
const supported = (link) => [hidden(`${makes(link)}, evidence `), detail(link.evidence)];

/** What an arrow of a causal-loop diagram says: how late the one follows the other. */
const delayed = (link) => (link.delay_months
  ? [hidden(`${makes(link)}, delay `), detail(plural(link.delay_months, "month"))]
  : [hidden(makes(link))]);

export class Picture {
  /** `name` says what the picture is of; `causal` that it is a causal-loop diagram, whose arrows say sign and delay alone. */
  constructor({ name, describedBy, causal = false }) {
    this.causal = causal;
    this.zoom = 1;
    this.boxes = new Map();
    this.arrows = new Map();
    const head = unique("head");
    this.lines = drawn("g", {});
    const marker = drawn("marker", { id: head, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 13, markerHeight: 13, markerUnits: "userSpaceOnUse", orient: "auto" });
    marker.append(drawn("path", { d: "M0 0L10 5L0 10z", class: "lct-head" }));
    const defs = drawn("defs", {});
    defs.append(marker);
    this.svg = drawn("svg", { class: "lct-lines", "aria-hidden": "true", focusable: "false" });
    this.svg.append(defs, this.lines);
    this.head = `url(#${head})`;
    this.world = make("div", { class: "lct-world", role: "application", "aria-label": name, "aria-describedby": describedBy });
    this.world.append(this.svg);
    this.sheet = make("div", { class: "lct-sheet" }, this.world);
    this.element = make("div", { class: "lct-view" }, this.sheet);
  }

  elementOf(at) {
    return at && (at.type === "link" ? this.arrows : this.boxes).get(at.id)?.element;
  }

  /** Where the focus is: {type, id}, or null. */
  atOf(target) {
    const element = target.closest?.("[data-step], [data-link]");
    if (!element || !this.world.contains(element)) return null;
    return element.dataset.step ? { type: "step", id: element.dataset.step } : { type: "link", id: element.dataset.link };
  }

  focus(at) {
    this.elementOf(at)?.focus();
  }

  /** Bring it into sight within the picture, without moving the page. */
  reveal(at) {
    const found = this.elementOf(at)?.getBoundingClientRect();
    if (!found) return;
    const view = this.element.getBoundingClientRect();
    const by = (low, high, from, to) => (low < from ? low - from - MARGIN / 2 : high > to ? high - to + MARGIN / 2 : 0);
    this.element.scrollBy(by(found.left, found.right, view.left, view.right), by(found.top, found.bottom, view.top, view.bottom));
  }

  get has() {
    return this.world.contains(document.activeElement);
  }

  /** `look`: {places, at (what is marked), tab (where the Tab key comes in), shown (set of steps), marks, loops, broken, changed}. */
  draw(theory, look) {
    const { places, shown } = look;
    const reverse = new Set(theory.links.map(({ from, to }) => `${from} ${to}`));
    const links = theory.links.filter((link) => shown.has(link.from) && shown.has(link.to));
    const roads = new Map(links.map(({ id, from, to }) => [id, route(places.get(from), places.get(to), reverse.has(`${to} ${from}`))]));
    const edge = bounds(places);
    // An arrow back against the stream dips below every box.
    for (const { middle } of roads.values()) edge.bottom = Math.max(edge.bottom, middle.y);
    this.size = { width: edge.right - edge.left + 2 * MARGIN, height: edge.bottom - edge.top + 2 * MARGIN };
    this.origin = { x: MARGIN - edge.left, y: MARGIN - edge.top };
    this.fitSheet();
    const ends = this.ends(theory);
    this.keep(this.boxes, theory.steps.filter((step) => shown.has(step.id)), (step, box) => this.box(theory, step, box, look, ends.get(step.id)));
    this.keep(this.arrows, links, (link, arrow) => this.arrow(theory, link, arrow, look, roads.get(link.id)));
    this.world.classList.toggle("lct-nothing", !theory.steps.length);
  }

  ends(theory) {
    const ends = new Map(theory.steps.map((step) => [step.id, { from: [], to: [] }]));
    const number = new Map(theory.steps.map((step, place) => [step.id, place + 1]));
    for (const { from, to } of theory.links) {
      ends.get(from).to.push(number.get(to));
      ends.get(to).from.push(number.get(from));
    }
    return ends;
  }

  /** One element for each entry: made, brought up to date, or taken out. */
  keep(map, entries, update) {
    const wanted = new Set(entries.map(({ id }) => id));
    for (const [id, each] of map) {
      if (wanted.has(id)) continue;
      each.element.remove();
      each.line?.remove();
      map.delete(id);
    }
    for (const entry of entries) map.set(entry.id, update(entry, map.get(entry.id)));
  }

  box(theory, step, box, look, ends) {
    const at = look.places.get(step.id);
    const asked = look.marks.steps.get(step.id) ?? [];
    const number = numberOf(theory, step.id);
    const changed = look.changed?.has(step.id);
    const content = JSON.stringify([number, step.kind, step.level, step.text, ends, asked, changed]);
    box ??= { element: make("button", { type: "button", class: "lct-step", "data-step": step.id }) };
    const { element } = box;
    if (!element.isConnected) this.world.append(element);
    if (box.content !== content) {
      box.content = content;
      element.dataset.kind = step.kind;
      const road = [
        ends.to.length ? ` Leads to ${ends.to.length === 1 ? "step" : "steps"} ${listed(ends.to)}.` : " Leads nowhere yet.",
        ends.from.length ? ` Comes from ${ends.from.length === 1 ? "step" : "steps"} ${listed(ends.from)}.` : "",
        asked.length ? ` ${asked.length === 1 ? "Question" : "Questions"} ${listed(asked)} about it.` : "",
      ].join("");
      element.replaceChildren(
        make("span", { class: "lct-kind" }, hidden("Step "), this.causal ? String(number) : `${number} · ${kindOf(step)}, ${levelOf(step)}`),
        hidden(": "),
        make("span", { class: step.text.trim() ? "lct-text" : "lct-text lct-none" }, step.text.trim() || NO_TEXT),
        hidden(`.${road}`),
        ...(asked.length ? [make("span", { class: "lct-mark", "aria-hidden": "true" }, `? ${listed(asked)}`)] : []),
        ...(changed ? [make("span", { class: "lct-mark lct-changed" }, "changed")] : []));
      // Where the words are cut off, the pointer shows the rest; they stand in the name already.
      if (step.text.length > CUT) element.title = step.text;
      else element.removeAttribute("title");
    }
    if (box.x !== at.x || box.y !== at.y) {
      Object.assign(box, at);
      element.style.left = `${at.x - BOX.width / 2}px`;
      element.style.top = `${at.y - BOX.height / 2}px`;
    }
    this.mark(element, look, "step", step.id);
    element.classList.toggle("lct-asked", asked.length > 0);
    return box;
  }

  arrow(theory, link, arrow, look, { path, middle }) {
    const asked = look.marks.links.get(link.id) ?? [];
    const loops = look.loops.get(link.id) ?? [];
    const broken = look.broken?.has(link.id) ?? false;
    const changed = look.changed?.has(link.id);
    const [from, to] = [numberOf(theory, link.from), numberOf(theory, link.to)];
    const content = JSON.stringify([from, to, link.sign, link.evidence, link.delay_months, asked, loops, broken, changed]);
    arrow ??= {
      element: make("button", { type: "button", class: "lct-link", "data-link": link.id }),
      line: drawn("path", { class: "lct-line", "marker-end": this.head }),
    };
    const { element, line } = arrow;
    if (!element.isConnected) this.world.append(element);
    if (!line.isConnected) this.lines.append(line);
    if (arrow.content !== content) {
      arrow.content = content;
      const sentence = `Arrow from step ${from} to step ${to}: `;
      const more = [
        loops.length ? `. In ${listed(loops.map((loop) => `loop ${loop}`))}` : "",
        asked.length ? `. ${asked.length === 1 ? "Question" : "Questions"} ${listed(asked)} about it` : "",
        broken ? ". Its assumption turned out wrong" : "",
      ].join("");
      const parts = [minus(link.sign), ...(this.causal ? delayed(link) : supported(link))];
      element.replaceChildren(hidden(sentence), ...parts,
        ...[asked.length ? ` ? ${listed(asked)}` : "", loops.length ? ` ${listed(loops)}` : "", broken ? " ✕" : "", changed ? " changed" : ""]
          .filter(Boolean).map((words) => make("span", { class: "lct-mark", "aria-hidden": "true" }, words)),
        hidden(`${more}.`));
      element.title = link.mechanism;
      line.classList.toggle("lct-less", link.sign === "-");
      line.classList.toggle("lct-broken", broken);
    }
    if (arrow.path !== path) {
      arrow.path = path;
      line.setAttribute("d", path);
      element.style.left = `${middle.x}px`;
      element.style.top = `${middle.y}px`;
    }
    this.mark(element, look, "link", link.id);
    line.classList.toggle("lct-here", look.at?.type === "link" && look.at.id === link.id);
    element.classList.toggle("lct-asked", asked.length > 0);
    return arrow;
  }

  /** One thing in the picture is in the order of the Tab key: the one where the focus was last. */
  mark(element, { at, tab }, type, id) {
    const order = tab?.type === type && tab.id === id ? 0 : -1;
    if (element.tabIndex !== order) element.tabIndex = order;
    element.classList.toggle("lct-current", at?.type === type && at.id === id);
  }

  fitSheet() {
    const { width, height } = this.size;
    this.sheet.style.width = `${width * this.zoom}px`;
    this.sheet.style.height = `${height * this.zoom}px`;
    this.world.style.transform = `scale(${this.zoom}) translate(${this.origin.x}px, ${this.origin.y}px)`;
    // Labels of arrows stay large enough to press; from afar they say their sign alone.
    this.world.style.setProperty("--lct-back", String(Math.max(1, LABEL / this.zoom)));
    this.world.classList.toggle("lct-far", this.zoom < FAR);
  }

  setZoom(zoom) {
    this.zoom = zoom;
    if (this.size) this.fitSheet();
  }

  /** The zoom at which the whole fits, between bounds. */
  fitting(least = ZOOMS[0]) {
    const room = this.element.clientWidth - 4;
    return room > 0 && this.size ? Math.min(1, Math.max(least, room / this.size.width)) : 1;
  }
}

export const zoomWords = (zoom) => `${Math.round(zoom * 100)} per cent`;
export const steps = (number) => plural(number, "step");
