// A chart of published figures: picture, tick boxes, words, table, source, files.
import { downloads } from "./downloads.js";
import { drawFigure } from "./figure.js";
import { folded, make, unique } from "./page.js";
import { onWidth } from "./size.js";
import { table } from "./table.js";

export function chart({ root, spec, fixed: columns }) {
  const chosen = new Set((spec.choices ?? []).filter((choice) => choice.on).map((choice) => choice.key));
  const pictures = make("div", { class: "lc-pictures" });
  const words = make("p", { class: "lc-words", role: "status" });
  const told = make("p", { class: "lc-quiet", role: "status" });
  let width = 0;

  const said = () =>
    [
      ...(spec.choices ?? []).filter((choice) => chosen.has(choice.key)).map((choice) => choice.sentence),
      spec.choices?.length && !chosen.size ? "No line is drawn: tick one of the boxes." : "",
      spec.text ?? "",
    ]
      .filter(Boolean)
      .join(" ");
  const shownHeads = () => spec.table.filter((head) => !head.choice || chosen.has(head.choice));

  const figures = folded("Show the figures as a table", () => table(spec.title, shownHeads(), columns), {
    class: "lc-details",
  });

  const drawOne = (figure, wide) => {
    const svg = drawFigure(figure, columns, wide, spec.choices ? chosen : null);
    if (figure.heading) svg.dataset.heading = figure.heading;
    if (spec.choices?.length && figure === spec.figures[0]) {
      const drawn = spec.choices.filter((choice) => chosen.has(choice.key));
      svg.dataset.key = JSON.stringify(
        drawn.map(({ dash, colour, label }) => ({ look: dash ?? "solid", colour, label })),
      );
    }
    return svg;
  };

  const draw = () => {
    if (!width) return;
    pictures.replaceChildren(
      ...spec.figures.flatMap((figure) =>
        [figure.heading ? make("p", { class: "lc-panel" }, figure.heading) : null, drawOne(figure, width)].filter(Boolean),
      ),
    );
    if (words.textContent !== said()) words.textContent = said();
    figures.refill();
    root.dataset.drawn = String(Number(root.dataset.drawn ?? 0) + 1);
  };

  const boxes = (spec.choices ?? []).map((choice) => {
    const id = unique("choice");
    const box = make("input", {
      type: "checkbox",
      id,
      checked: choice.on,
      onchange: () => {
        if (box.checked) chosen.add(choice.key);
        else chosen.delete(choice.key);
        draw();
      },
    });
    const key = make("span", { class: `lc-key lc-key-${choice.dash ?? "solid"}`, "aria-hidden": "true" });
    key.style.setProperty("--lc-own", `var(--lc-${choice.colour})`);
    return make("label", { class: "lc-choice", for: id }, box, key, choice.label);
  });

  root.append(
    make("p", { class: "lc-title" }, spec.title),
    make("p", { class: "lc-subtitle" }, spec.subtitle),
    boxes.length
      ? make("fieldset", { class: "lc-choices" }, make("legend", {}, spec.choices_legend), boxes)
      : "",
    pictures,
    words,
    make("p", { class: "lc-caption" }, spec.caption),
    spec.cautions?.length
      ? folded(
          `Before you compare: ${spec.cautions.length} cautions`,
          () => make("ul", {}, spec.cautions.map((sentence) => make("li", {}, sentence))),
          { class: "lc-details" },
        )
      : "",
    figures,
    downloads(
      () => ({
        name: spec.file,
        title: spec.title,
        subtitle: spec.subtitle,
        notes: [spec.caption, ...(spec.cautions ?? []), spec.attribution],
        heads: spec.table,
        columns,
        root,
        draw: (wide) => spec.figures.map((figure) => drawOne(figure, wide)),
      }),
      (sentence) => (told.textContent = sentence),
    ),
    told,
    make("p", { class: "lc-source" }, spec.attribution),
  );
  return onWidth(pictures, (now) => {
    width = now;
    draw();
  });
}
