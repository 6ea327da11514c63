// The row of buttons that take figures and picture away.
import { compose, png, save } from "./download.js";
import { make } from "./page.js";
import { csv } from "./table.js";

const WIDTH = 860;

/**
 * Three buttons: figures, picture for a document, picture for the web.
 *
 * `read` gives, at the moment of the press, `{name, title, subtitle, notes, heads, columns, root, draw}`;
 * `draw(width)` gives the drawings at a width, and `alsoNotes` go into the file of figures alone.
 */
export function downloads(read, tell) {
  const button = (words, format, act) =>
    make("button", { type: "button", class: "lc-small", "data-download": format, onclick: act }, words);
  // Drawn anew at one width, so that a picture for a document does not depend on the window.
  const picture = (now) => {
    const stage = make("div", { class: "lc-stage", "aria-hidden": "true" }, now.draw(WIDTH));
    now.root.append(stage);
    try {
      return compose(stage, now.title, now.subtitle, now.notes);
    } finally {
      stage.remove();
    }
  };
  return make(
    "div",
    { class: "lc-row", role: "group", "aria-label": "Download" },
    make("span", { class: "lc-quiet" }, "Download:"),
    button("Figures (CSV)", "csv", () => {
      const now = read();
      save(`${now.name}.csv`, csv(now.heads, now.columns, [...now.notes, ...(now.alsoNotes ?? [])]), "text/csv;charset=utf-8");
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
