// All claims, with what was said of each in every module.
import { make } from "../charts/page.js";
import { blocks, line } from "./prose.js";

/** "Before 40% sure, after 60% sure. Verdict: mixed." with whatever of it was said. */
function sentence({ before, after, verdict }) {
  const sure = [before === undefined ? "" : `before ${before}% sure`, after === undefined ? "" : `after ${after}% sure`].filter(Boolean).join(", ");
  return [sure, verdict ? `verdict: ${verdict}` : "no verdict yet"].filter(Boolean).join("; ");
}

export function ledger({ model, root }) {
  const list = make("ol", { class: "lcq-ledger" });
  const sum = make("p", { class: "lcq-strong" });
  const heard = make("p", { class: "lcq-saved", role: "status" });
  let asked = false;
  const refresh = make("button", { type: "button", class: "lcq-button lcq-second", onclick: () => {
    asked = true;
    model.send({ do: "refresh" });
  } }, "Refresh");
  root.append(make("div", { class: "lcq-card", "data-question": "ledger" },
    make("p", { class: "lcq-title" }, "The ledger of claims"),
    make("p", { class: "lcq-quiet" }, "Every claim of the course, and what you have said of it so far in each module. Your journal (journal.ipynb in the folder course) shows what you said first, what you say now, and what the evidence allows."),
    sum, list, make("div", { class: "lcq-saving" }, refresh, heard)));

  const item = (claim) => make("li", {},
    make("p", { class: "lcq-strong" }, line(claim.text)),
    claim.said.length === 0 ? make("p", { class: "lcq-quiet" }, "Nothing yet") : claim.said.map((entry) => make("div", {},
      make("p", {}, `${entry.where}: ${sentence(entry)}.`),
      entry.change_mind ? make("div", { class: "lcq-quoted" }, make("p", { class: "lcq-quiet" }, "What would change my mind:"), blocks(entry.change_mind)) : null)));

  function show() {
    const { claims, problem } = model.get("state");
    const judged = claims.filter((claim) => claim.said.some((entry) => entry.verdict)).length;
    sum.textContent = claims.length ? `${judged} of ${claims.length} claims have a verdict.` : "";
    list.replaceChildren(...claims.map(item));
    if (problem) heard.textContent = problem;
    else heard.textContent = asked ? "Brought up to date." : "";
    asked = false;
  }
  model.on("change:state", show);
  show();
  return () => model.off("change:state", show);
}
