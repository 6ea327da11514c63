// One question: its frame, its control, what is saved, and on a practice page hints and feedback.
import { make, unique } from "../charts/page.js";
import { Practice } from "./practice.js";
import { blocks, heading, line } from "./prose.js";
import { Saver } from "./saver.js";

/** `kinds` gives a control for each kind of question that the bundle asks. */
export function question({ model, root, signal, raw }, kinds) {
  const spec = model.get("spec");
  const id = unique("question");
  const { title, more } = heading(spec.prompt);
  const notice = make("p", { class: "lcq-notice", hidden: true });
  const moreId = `${id}-more`;
  const hint = more.length ? make("div", { id: moreId, class: "lcq-more" }, more) : null;

  let saver = null;
  const changed = (pause = 0) => saver.touch(pause);
  const settled = () => saver.flush();
  const ask = (what, given) => saver.ask(what, given);
  const control = kinds[spec.kind]({ spec, id, title, hint, described: hint ? moreId : null, changed, settled, ask, model, raw, signal });

  const saved = make("p", { class: "lcq-saved", role: "status" });
  const again = make("button", { type: "button", class: "lcq-button lcq-second", hidden: true, onclick: () => saver.again() }, "Save again");
  const tell = ({ words, bad = false, again: offer = false, quiet = false }) => {
    // "Saving…" is seen and not read out: what comes of it is.
    saved.setAttribute("aria-live", quiet ? "off" : "polite");
    if (saved.textContent !== words) saved.textContent = words;
    saved.classList.toggle("lcq-bad", bad);
    again.hidden = !offer;
  };
  saver = new Saver({ model, raw, signal, read: () => control.get(), tell });

  const practice = spec.practice ? new Practice({ saver, read: () => control.get() }) : null;
  const commit = spec.kind === "prediction"
    ? make("button", { type: "button", class: "lcq-button", onclick: () => commitNow() }, "Commit to this prediction")
    : null;
  const revealed = make("div", { class: "lcq-reveal", role: "status" });

  function commitNow() {
    const { value, problem } = control.get(true);
    if (problem) saver.complain(`Not committed: ${problem}`);
    else saver.submit("commit", value);
  }

  const named = { prediction: "Prediction", claim: "Ledger of claims", theory: spec.causal ? "Your diagram" : "Your theory of change", network: "Try it out", relationships: "Yours alone" }[spec.kind] ?? (practice ? "Practice" : "Your view");
  const silent = spec.speaks ? "Assessed: recorded. What is asked below is not a mark" : "Assessed: recorded, with no feedback here";
  const eyebrow = spec.assessed ? silent : named;
  root.append(
    make("div", { class: "lcq-card", "data-question": spec.key, "data-kind": spec.kind },
      make("div", { class: "lcq-eyebrow" }, make("span", {}, eyebrow), practice?.chip ?? null),
      notice,
      control.element,
      make("div", { class: "lcq-foot" }, commit, practice?.buttons ?? null, make("div", { class: "lcq-saving" }, saved, again)),
      practice?.panel ?? null,
      revealed),
  );

  let putBack = "";
  function notify(said) {
    const words = [said, putBack].filter(Boolean).join(" ");
    notice.hidden = !words;
    if (notice.textContent !== words) notice.textContent = words;
  }

  let shown = "";
  function show(first = false) {
    const state = model.get("state");
    const free = saver.heard(state);
    const value = JSON.stringify(state.value ?? null);
    if (free && value !== shown && !state.problem) {
      if (value !== JSON.stringify(control.get().value ?? null)) control.set(state.value ?? null);
      shown = value;
    }
    control.lock?.(Boolean(state.locked));
    if (commit) commit.hidden = Boolean(state.locked);
    control.beside?.(state);
    practice?.show(state);
    notify(state.notice);
    reveal(state, first);
  }

  let revealedBefore = "";
  function reveal(state, first) {
    const now = JSON.stringify([state.reveal, state.anchors]);
    if (now === revealedBefore) return;
    revealedBefore = now;
    const parts = [];
    if (state.reveal) parts.push(make("div", { class: "lcq-panel" }, blocks(state.reveal)));
    if (state.anchors) {
      parts.push(make("p", { class: "lcq-strong" }, "Compare yours with these examples:"));
      for (const [level, example] of state.anchors) {
        parts.push(make("details", {}, make("summary", {}, line(level)), make("div", { class: "lcq-panel" }, blocks(example))));
      }
    }
    if (first) revealed.setAttribute("aria-live", "off");
    else revealed.setAttribute("aria-live", "polite");
    revealed.replaceChildren(...parts);
  }

  const changedState = () => show();
  model.on("change:state", changedState);
  show(true);
  const draft = saver.draft.newerThan(model.get("state").saved);
  if (draft !== undefined && draft !== null && !model.get("state").locked) {
    control.set(draft);
    putBack = "What you had typed and was not saved yet was put back.";
    notify(model.get("state").notice);
    saver.touch(0);
  }
  return () => model.off("change:state", changedState);
}
