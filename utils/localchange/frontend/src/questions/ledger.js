// All claims, with what was said of each in every module.
import { make } from "../charts/page.js";
import { blocks, line } from "./prose.js";

const percent = (number) => (number === undefined ? "not said" : `${number}%`);

export function ledger({ model, root }) {
  const table = make("div", {});
  const heard = make("p", { class: "lcq-saved", role: "status" });
  const refresh = make("button", { type: "button", class: "lcq-button lcq-second", onclick: () => {
    asked = true;
    model.send({ do: "refresh" });
  } }, "Refresh");
  let asked = false;
  root.append(make("div", { class: "lcq-card", "data-question": "ledger" },
    make("p", { class: "lcq-title" }, "The ledger of claims"),
    make("p", { class: "lcq-quiet" }, "Every claim of the course, and what you have said of it so far."),
    table, make("div", { class: "lcq-saving" }, refresh, heard)));

  function row(claim) {
    const said = claim.said.length ? claim.said : [null];
    return said.map((entry, place) => make("tr", {},
      place === 0 ? make("th", { scope: "row", rowspan: said.length }, line(claim.text)) : null,
      entry === null
        ? make("td", { colspan: 5, class: "lcq-quiet" }, "Nothing yet")
        : [make("td", {}, entry.where), make("td", {}, percent(entry.before)), make("td", {}, percent(entry.after)),
          make("td", {}, entry.verdict ?? "none yet"), make("td", {}, entry.change_mind ? blocks(entry.change_mind) : "not said")]));
  }

  function show() {
    const state = model.get("state");
    const heads = ["Claim", "Where", "Sure before", "Sure after", "Verdict", "What would change my mind"];
    table.replaceChildren(make("div", { class: "lcq-scroll", tabindex: 0, role: "region", "aria-label": "Table of claims" },
      make("table", { class: "lcq-table" },
        make("caption", { class: "lcq-heard" }, "Claims and what you said of them"),
        make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", {}, state.claims.flatMap(row)))));
    if (state.problem) heard.textContent = state.problem;
    else if (asked) heard.textContent = "Brought up to date.";
    asked = false;
  }
  model.on("change:state", show);
  show();
  return () => model.off("change:state", show);
}
