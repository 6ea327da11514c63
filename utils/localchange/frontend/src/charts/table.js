// The figures behind a picture, as a table on the page and as a file for a spreadsheet.
import { make } from "./page.js";
import { plain, show } from "./numbers.js";

const rows = (columns, heads) => Math.max(0, ...heads.map((head) => columns[head.column]?.length ?? 0));

/** An HTML table of the columns; the first column heads its row. */
export function table(caption, heads, columns) {
  const body = [];
  for (let i = 0; i < rows(columns, heads); i++) {
    body.push(
      make(
        "tr",
        {},
        heads.map((head, j) =>
          make(j ? "td" : "th", j ? {} : { scope: "row" }, show(columns[head.column]?.[i], head.format)),
        ),
      ),
    );
  }
  return make(
    "div",
    { class: "lc-scroll", tabindex: "0", role: "region", "aria-label": caption },
    make(
      "table",
      { class: "lc-table" },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head.heading)))),
      make("tbody", {}, body),
    ),
  );
}

const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The same figures, unrounded, as comma-separated values, with notes above as comment lines. */
export function csv(heads, columns, notes = []) {
  const lines = notes.map((note) => quoted(`# ${note}`));
  lines.push(heads.map((head) => quoted(head.heading)).join(","));
  for (let i = 0; i < rows(columns, heads); i++) {
    lines.push(heads.map((head) => quoted(plain(columns[head.column]?.[i], head.format))).join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}
