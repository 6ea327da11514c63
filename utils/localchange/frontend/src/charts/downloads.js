// The row of buttons that take figures and picture away.
import { compose, png, save } from "./download.js";
import { make } from "./page.js";
import { csv } from "./table.js";

/**
 * Three buttons: figures, picture for a document, picture for the web.
 *
 * `read` gives, at the moment of the press, `{name, title, subtitle, notes, heads, columns, root}`.
 */
export function downloads(read, tell) {
  const button = (words, format, act) =>
    make("button", { type: "button", class: "lc-small", "data-download": format, onclick: act }, words);
  const picture = (now) => compose(now.root, now.title, now.subtitle, now.notes);
  return make(
    "div",
    { class: "lc-row", role: "group", "aria-label": "Download" },
    make("span", { class: "lc-quiet" }, "Download:"),
    button("Figures (CSV)", "csv", () => {
      const now = read();
      save(`${now.name}.csv`, csv(now.heads, now.columns, now.notes), "text/csv;charset=utf-8");
      tell("The figures are in your downloads folder.");
    }),
    button("Picture (PNG)", "png", async () => {
      const now = read();
      try {
        save(`${now.name}.png`, await png(picture(now)));
        tell("The picture is in your downloads folder.");
      } catch (problem) {
        tell(problem.message);
      }
    }),
    button("Picture (SVG)", "svg", () => {
      const now = read();
      save(`${now.name}.svg`, picture(now), "image/svg+xml");
      tell("The picture is in your downloads folder.");
    }),
  );
}
