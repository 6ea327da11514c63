// Taking a table away: on paper, or as a file.
import { make } from "../charts/page.js";

const LOOK = "body{font:12pt sans-serif}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:5px 7px;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}@page{size:landscape}";

/** Print rows under the labels of fields; the sheet is there until it is printed. */
export function print(title, fields, rows) {
  document.querySelector(".lcn-sheet")?.remove();
  const frame = make("iframe", { class: "lcn-sheet", title, "aria-hidden": "true", tabindex: "-1" });
  document.body.append(frame);
  const sheet = frame.contentDocument;
  sheet.title = title;
  sheet.documentElement.lang = "en";
  sheet.head.append(make("style", {}, LOOK));
  sheet.body.append(make("h1", {}, title), make("table", {},
    make("thead", {}, make("tr", {}, fields.map(({ label }) => make("th", { scope: "col" }, label)))),
    make("tbody", {}, rows.map((row) => make("tr", {}, fields.map(({ name }, place) => make(place ? "td" : "th", place ? {} : { scope: "row" }, row[name])))))));
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
}

/** Save a text under a name. */
export function save(name, text) {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
