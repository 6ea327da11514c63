// Checking, hints in order, and the worked answer after a try.
import { make } from "../charts/page.js";
import { blocks } from "./prose.js";

const STATES = {
  "not tried": ["○", "Not tried"],
  changed: ["○", "Changed since it was checked"],
  "not yet": ["◐", "Not yet"],
  right: ["✓", "Right"],
  "could not check": ["?", "Could not check"],
};

export class Practice {
  constructor({ saver, read }) {
    this.sign = make("span", { "aria-hidden": "true" });
    this.words = make("span", {});
    this.chip = make("span", { class: "lcq-chip" }, this.sign, " ", this.words);
    this.said = make("div", { class: "lcq-feedback", role: "status" });
    this.hints = make("div", { class: "lcq-hints", role: "status" });
    this.worked = make("div", { class: "lcq-worked", role: "status" });
    this.panel = make("div", {}, this.said, this.hints, this.worked);
    const button = (words, press, more = "lcq-second") => make("button", { type: "button", class: `lcq-button ${more}`, onclick: press }, words);
    const current = () => {
      const { value, problem } = read();
      if (!problem) return value;
      saver.complain(`Not checked: ${problem}`);
      return undefined;
    };
    this.check = button("Check my answer", () => {
      const value = current();
      if (value === undefined) return;
      saver.submit("check", value);
    }, "");
    this.hint = button("Show a hint", () => saver.ask("hint"));
    this.solve = button("Show the worked answer", () => saver.ask("worked"));
    this.buttons = make("div", { class: "lcq-buttons" }, this.check, this.hint, this.solve);
    this.before = {};
  }

  show(state) {
    const [sign, words] = STATES[state.status] ?? STATES["not tried"];
    this.sign.textContent = sign;
    this.words.textContent = words;
    this.chip.dataset.status = state.status;
    this.replace("said", state.status === "not tried" || state.status === "changed" ? [] : [
      make("p", { class: "lcq-strong" }, `${words}.`), ...blocks(state.feedback),
    ]);
    this.said.dataset.status = state.status;
    this.replace("hints", state.hints.map((hint, number) =>
      make("div", { class: "lcq-hint" }, make("p", { class: "lcq-strong" }, `Hint ${number + 1}`), blocks(hint))));
    this.replace("worked", state.worked ? [make("p", { class: "lcq-strong" }, "Worked answer"), ...blocks(state.worked)] : []);
    const total = state.hints.length + state.hints_left;
    // A button that goes away while it is used would take the focus with it.
    this.put(this.hint, state.hints_left > 0, this.check);
    this.hint.textContent = total > 1 ? `Show a hint (${Math.min(state.hints.length + 1, total)} of ${total})` : "Show a hint";
    this.put(this.solve, state.can_work && !state.worked, this.check);
  }

  put(button, offered, next) {
    if (!offered && document.activeElement === button) next.focus();
    button.hidden = !offered;
  }

  replace(place, nodes) {
    const now = nodes.map((node) => node.outerHTML).join("");
    if (this.before[place] === now) return;
    this.before[place] = now;
    this[place].replaceChildren(...nodes);
  }
}
