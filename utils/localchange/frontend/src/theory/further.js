// Further: the odds along the chain, the weakest link, and cards on which an assumption turns out wrong.
import { make } from "../charts/page.js";
import { brief, linkName } from "./words.js";

const button = (words, onclick, more = {}) => make("button", { type: "button", class: "lct-button", onclick, ...more }, words);

/** `ask(what, more)` asks the course, `go(at)` moves the focus. */
export class Further {
  constructor({ ask, go }) {
    this.go = go;
    this.broken = new Set();
    this.said = make("div", { role: "status" });
    const draw = button("Draw a card", () => ask("card", { drawn: [...this.broken] }), { "data-do": "card" });
    this.back = button("Put the cards back", () => {
      this.broken.clear();
      ask("odds", { broken: [] });
    }, { "data-do": "back", hidden: true });
    this.element = make("details", { class: "lct-further", ontoggle: () => this.element.open && this.stale && ask("odds", { broken: [...this.broken] }) },
      make("summary", {}, "Further: how likely is it all, the weakest link, and cards to draw"),
      make("p", { class: "lct-lead" }, "A toy: the chances come from the evidence that you gave each arrow, 0 to 4, not from the world. They show which arrow the whole leans on, not what will happen."),
      make("div", { class: "lct-row" }, button("Work out the odds", () => ask("odds", { broken: [...this.broken] }), { "data-do": "odds" }), draw, this.back),
      this.said);
    this.stale = true;
  }

  /** What the course found: {paragraphs, weakest, card, broken, changed (whether the theory is another by now)}. */
  show(theory, found) {
    this.stale = !found;
    if (!found) return;
    this.broken = new Set(found.broken);
    this.back.hidden = this.broken.size === 0;
    const parts = [];
    if (found.changed) parts.push(make("p", { class: "lct-heading" }, "The theory has changed since this was worked out: work out the odds again."));
    if (found.card) {
      const link = theory.links.find(({ id }) => id === found.card.link);
      parts.push(make("div", { class: "lct-card", "data-card": found.card.link },
        make("p", { class: "lct-heading" }, `The card: ${found.card.title}`),
        make("p", {}, found.card.words),
        found.card.strikes ? make("blockquote", {}, brief(found.card.strikes, 400)) : null,
        make("p", {}, "What would you change, so that the chain still holds? Change it, then work out the odds again."),
        link ? button(`Go to ${linkName(theory, link.id)}`, () => this.go({ type: "link", id: link.id })) : null));
    }
    parts.push(...found.paragraphs.map((words) => make("p", {}, words)));
    if (found.weakest && theory.links.some(({ id }) => id === found.weakest)) {
      parts.push(make("p", {}, button(`Go to the weakest: ${linkName(theory, found.weakest)}`, () => this.go({ type: "link", id: found.weakest }))));
    }
    this.said.replaceChildren(...parts);
  }
}
