// What the course asks about the theory, as a list of questions that point at boxes and arrows.
import { make } from "../charts/page.js";
import { namedLoops } from "./marks.js";
import { linkName, numberOf, plural, stepName } from "./words.js";

/** The most things that one question points at with buttons of their own. */
const POINTED = 6;

export class Findings {
  /** `go(at)` moves the focus to a box or an arrow; `asking` is false where loops are named and nothing is asked. */
  constructor({ go, asking = true }) {
    this.go = go;
    this.asking = asking;
    const about = asking ? "Questions about your theory" : "Loops in your diagram";
    this.lead = make("p", { class: "lct-lead" });
    this.list = make("ol", { class: "lct-findings" });
    this.loops = make("div", {});
    // Of its own, so that it never takes the place of what an action had to say.
    this.news = make("p", { class: "lcq-heard", role: "status" });
    this.heading = make("p", { class: "lct-heading" }, about);
    this.element = make("div", { class: "lct-asks", role: "group", "aria-label": about },
      this.heading, this.news, this.lead, this.list, this.loops);
    this.heard = null;
  }

  pointer(theory, at) {
    const words = at.type === "step" ? `Step ${numberOf(theory, at.id)}` : `Arrow ${theory.links.findIndex(({ id }) => id === at.id) + 1}`;
    const name = at.type === "step" ? stepName(theory, at.id) : linkName(theory, at.id);
    return make("button", { type: "button", class: "lct-button lct-small", title: name, onclick: () => this.go(at) }, words);
  }

  there(theory, { steps, links }) {
    const known = { step: new Set(theory.steps.map(({ id }) => id)), link: new Set(theory.links.map(({ id }) => id)) };
    return [...steps.map((id) => ({ type: "step", id })), ...links.map((id) => ({ type: "link", id }))].filter((at) => known[at.type].has(at.id));
  }

  /** `state`: findings, loops; `fresh`: whether they are about the theory as it stands. Gives what there is to say aloud. */
  show(theory, { findings, loops, more_loops: more }, fresh, alive) {
    const number = findings.length;
    this.lead.textContent = !alive
      ? `The kernel has stopped, so ${this.asking ? "nothing is asked" : "no loop is found"} any more. You can go on working: what you do is kept in this window.`
      : fresh && !this.asking
        ? loops.length ? "" : "There is none yet. A loop is a way along the arrows that comes back to where it began."
      : fresh
        ? number === 0
          ? theory.steps.length ? "Nothing more is asked. That does not make the theory true: it only says that its parts are in place." : "Draw a first step, and the questions come."
          : `${plural(number, "question")}, the weightiest first. They are questions, not verdicts: a good reason is a good answer.`
        : "Looking at it again…";
    this.list.replaceChildren(...findings.map((finding) => {
      const things = this.there(theory, finding);
      return make("li", { "data-check": finding.check },
        finding.first ? make("strong", {}, "First: ") : null,
        finding.question,
        make("span", { class: "lct-pointers" },
          things.slice(0, POINTED).map((at) => this.pointer(theory, at)),
          things.length > POINTED ? ` and ${things.length - POINTED} more` : null),
        finding.sources.length ? make("span", { class: "lct-source" }, finding.sources.join("; ")) : null);
    }));
    const named = namedLoops(loops);
    this.loops.replaceChildren(...(named.length ? [
      make("p", { class: "lct-heading" }, plural(named.length, "loop")),
      make("p", { class: "lct-lead" }, "R reinforces: a change comes back larger. B balances: a change comes back against itself."),
      make("ul", { class: "lct-findings" }, named.map((loop) => {
        const round = loop.steps.map((id) => numberOf(theory, id));
        if (round.includes(0)) return null;
        return make("li", { "data-loop": loop.name }, make("strong", {}, `${loop.name} `),
          `${loop.sign === "R" ? "reinforces" : "balances"}: steps ${[...round, round[0]].join(" → ")}`,
          make("span", { class: "lct-pointers" }, this.pointer(theory, { type: "link", id: loop.links[0] })));
      }).filter(Boolean)),
      more ? make("p", { class: "lct-lead" }, "There are more loops than these.") : null,
    ].filter(Boolean) : []));
    if (!fresh || !alive) return "";
    const said = !this.asking ? `${plural(named.length, "loop")} in the diagram.` : `${number === 0 ? "No questions" : plural(number, "question")} about the theory${named.length ? `, ${plural(named.length, "loop")}` : ""}.`;
    const news = this.heard !== null && this.heard !== said ? said : "";
    this.heard = said;
    return news;
  }
}
