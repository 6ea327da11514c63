// A lab: handles on the left, the picture of a model and what it says on the right.
import { Asking } from "./asking.js";
import { unpackAll } from "./columns.js";
import { downloads } from "./downloads.js";
import { drawFigure } from "./figure.js";
import { Handles } from "./handles.js";
import { Outputs } from "./outputs.js";
import { folded, make, unique } from "./page.js";
import { Scenarios } from "./scenarios.js";
import { onWidth } from "./size.js";
import { share } from "./share.js";
import { table } from "./table.js";
import { budget, openTables } from "./told.js";
import { worded } from "./worded.js";

const STOPPED = "The lab has stopped. Choose Run in the menu at the top, then Run All Cells.";
const REPLAY_MS = 1600;

export function lab({ model, root, raw, spec, fixed }) {
  if (spec.idle) {
    root.append(make("p", { class: "lc-title" }, spec.title), make("p", {}, spec.idle));
    return () => {};
  }
  const me = unique("lab");
  let columns = {};
  let width = 0;
  let replaying = null;
  let replayed = null;

  // What a person reads.
  const words = make("p", { class: "lc-words", role: "status", "data-lab": "words" });
  const noticeBy = (place) => make("p", { class: "lc-notice", role: "status", "data-lab": "notice", "data-by": place });
  const notices = { handles: noticeBy("handles"), scenarios: noticeBy("scenarios"), downloads: noticeBy("downloads") };
  let near = "handles";
  const pictures = make("div", { class: "lc-pictures" });
  const banner = make("p", { class: "lc-banner", hidden: true });
  const outputs = new Outputs(spec.outputs, spec.title);
  // What is told stands near the button that was pressed.
  const tell = (sentence) => {
    for (const [place, notice] of Object.entries(notices)) notice.textContent = place === near ? sentence : "";
  };

  // Words change with the picture, but a held key is not read out at every step.
  let saidAt = 0;
  let saying = null;
  let toSay = "";
  const say = (sentence) => {
    if (sentence === toSay) return;
    toSay = sentence;
    clearTimeout(saying);
    const now = () => {
      saidAt = performance.now();
      words.textContent = sentence;
    };
    if (performance.now() - saidAt > 600) now();
    else saying = setTimeout(now, 350);
  };

  const asking = new Asking(
    (message) => {
      if (raw.comm_live) return model.send({ ...message, from: me });
      asking.forget();
      tell(STOPPED);
    },
    (waits) => {
      root.setAttribute("aria-busy", String(waits));
      if (waits) tell("Still working. If nothing changes, choose Run, then Run All Cells, and try again.");
      else tell("");
    },
    (seq) => (root.dataset.asked = String(seq)),
  );

  let settled = null;
  const handles = new Handles(spec.handles, (change) => {
    if (spec.play) return; // decided when the month is lived
    stopReplay();
    near = "handles";
    asking.ask({ do: "edit", ...change });
  });
  const press = (act, extra = {}, place = "handles") => {
    stopReplay();
    near = place;
    handles.settle();
    asking.ask({ do: act, ...extra });
  };
  const scenarios = new Scenarios(spec, ({ do: act, ...extra }) => press(act, extra, "scenarios"));

  const tool = (act, label) =>
    make("button", { type: "button", "data-do": act, onclick: () => press(act) }, label);
  const labels = spec.tools ?? [
    ["undo", "Undo"],
    ["redo", "Redo"],
    ["reset", "Back to the baseline"],
    ["replay", "Replay my last change"],
  ];
  const tools = Object.fromEntries(labels.map(([act, label]) => [act, tool(act, label)]));
  const ready = (act, is) => tools[act]?.setAttribute("aria-disabled", String(!is));
  const live = spec.play
    ? make("button", { type: "button", class: "lc-main", "data-do": "live", onclick: () => press("live", { setting: { ...handles.values } }) }, spec.play)
    : null;

  // The picture.
  const heading = (figure) =>
    make(
      "p",
      { class: "lc-panel" },
      figure.heading,
      make("span", { class: "lc-says" }, ` ${figure.says}`),
      make(
        "span",
        { class: "lc-keys", "aria-hidden": "true" },
        figure.legend.map((one) => {
          const swatch = make("span", { class: `lc-swatch lc-swatch-${one.look}` });
          swatch.style.setProperty("--lc-own", `var(--lc-${one.colour})`);
          return make("span", {}, swatch, one.label);
        }),
      ),
    );
  const draw = (figure, all, top, wide) => {
    // Figures share one scale, which fits the run; one that has its own keeps it, or names a column that holds its top.
    const highest = figure.top ? all[figure.top][0] : top;
    const fitted = figure.ownY ? figure : { ...figure, y: { ...figure.y, domain: [0, highest] } };
    const svg = drawFigure(fitted, all, wide);
    svg.dataset.heading = `${figure.heading}: ${figure.says}`;
    svg.dataset.key = JSON.stringify(figure.legend);
    return svg;
  };
  // A figure may wait for a column: the end of a play.
  const shownNow = (all) => spec.figures.filter((figure) => !figure.when || all[figure.when]);
  const paint = (drawn, top, seq) => {
    const all = { ...fixed, ...drawn };
    pictures.replaceChildren(...shownNow(all).flatMap((figure) => [heading(figure), draw(figure, all, top, width)]));
    if (seq === undefined) return;
    performance.mark(`localchange:drawn:${seq}`);
    root.dataset.drawn = String(seq);
    requestAnimationFrame(() => performance.mark(`localchange:painted:${seq}`));
  };

  const figures = folded(
    "Show the figures as a table",
    () => table(`${spec.title}: the figures behind the picture`, spec.table, { ...fixed, ...columns }),
    { class: "lc-details" },
  );

  const told = openTables(spec.told);
  const left = spec.budget ? budget() : null;
  const wordsFirst = spec.play || spec.words_first; // what they say comes before what it looks like

  const refresh = () => {
    const view = model.get("view");
    const own = view.asked?.from === me ? view.asked.seq : null;
    clearTimeout(settled);
    clearTimeout(replaying);
    if (replaying !== null) {
      replaying = null;
      banner.hidden = true;
      root.dataset.replay = "done";
    }
    if (own !== null) performance.mark(`localchange:came:${own}`);
    if (own !== null) asking.answered(own);
    columns = unpackAll(view.columns);
    if (!asking.busy) handles.set(view.setting);
    // Once: the same view is there still when the replay is over.
    if (view.replay && own !== null && own !== replayed) {
      replayed = own;
      return replay(view);
    }
    if (width) paint(columns, view.top, own ?? root.dataset.drawn ?? 0);
    outputs.set(view.outputs);
    say(view.text);
    if (view.notice) tell(view.notice);
    else if (own !== null) tell("");
    ready("undo", view.undo);
    ready("redo", view.redo);
    ready("replay", view.replayable);
    live?.setAttribute("aria-disabled", String(view.over));
    scenarios.set(view);
    performance.mark(`localchange:told:${own}`);
    sharing.set(view.share);
    figures.refill();
    told.fill({ ...fixed, ...columns });
    left?.set(view);
    // When the handles rest, ask for the band of many runs, a few runs at a time.
    if (own !== null && view.band_to_come && !asking.busy) {
      settled = setTimeout(() => !asking.busy && asking.ask({ do: "band" }), view.asked.do === "band" ? 0 : 500);
    }
  };

  // Before, then after.
  const stopReplay = () => replaying !== null && refresh();
  const replay = (view) => {
    const before = view.replay;
    const step = (shown, sentence, heading) => {
      banner.hidden = false;
      banner.textContent = heading;
      paint(unpackAll(shown.columns), view.replay.top);
      handles.set(shown.setting);
      outputs.set(shown.outputs);
      say(sentence);
    };
    step(before, `Before: ${before.text}`, `Before: ${view.replay_words[0]}`);
    root.dataset.replay = "before";
    replaying = setTimeout(() => {
      step(view, `After: ${view.text}`, `After: ${view.replay_words[1]}`);
      root.dataset.replay = "after";
      replaying = setTimeout(refresh, REPLAY_MS);
    }, REPLAY_MS);
  };

  const settingsInWords = () => {
    const { setting, decisions } = model.get("view");
    if (decisions) return decisions;
    return `Settings: ${spec.handles.map((handle) => `${handle.label} ${worded(handle, setting[handle.key])}`).join("; ")}.`;
  };

  // A setting as one line of text.
  const sharing = share({
    label: "These settings as one line of text",
    tell: (words) => {
      near = "scenarios";
      tell(words);
    },
    use: { act: "load", label: "Use the line in the box", do: (text) => press("load", { text }, "scenarios") },
  });

  const assumptions = folded(
    "What this model assumes",
    () => [
      ...spec.assumptions.sentences.map((sentence) => make("p", {}, sentence)),
      make("div", { class: "lc-scroll", tabindex: "0", role: "region", "aria-label": `${spec.title}: what this model assumes` },
        make("table", { class: "lc-table lc-told" },
          make("caption", {}, "Parameters, and where each comes from"),
          make("thead", {}, make("tr", {}, spec.assumptions.heads.map((head) => make("th", { scope: "col" }, head)))),
          make("tbody", {}, spec.assumptions.rows.map((row) =>
            make("tr", {}, row.map((cell, i) => make(i ? "td" : "th", i ? {} : { scope: "row" }, cell))))))),
    ],
    { class: "lc-details" },
  );

  root.append(
    make("p", { class: "lc-title" }, spec.title),
    make("p", { class: "lc-subtitle" }, spec.subtitle),
    make(
      "div",
      { class: "lc-columns" },
      make(
        "div",
        { class: "lc-left" },
        make("fieldset", { class: "lc-fieldset" }, make("legend", {}, spec.legend ?? "Handles"), left?.element, left ? notices.handles : null, handles.element, live,
          spec.play_note ? make("p", { class: "lc-says" }, spec.play_note) : null),
        spec.play ? notices.handles : null,
      ),
      make(
        "div",
        { class: "lc-right" },
        labels.length
          ? make("div", { class: "lc-row lc-tools", role: "group", "aria-label": "Changes" }, Object.values(tools))
          : null,
        wordsFirst ? words : null,
        told.before,
        pictures,
        banner,
        wordsFirst ? null : words,
        spec.hand_in
          ? make("button", { type: "button", class: "lc-main", "data-do": "hand-in", onclick: () => press("hand_in") },
              "Hand in these settings")
          : "",
        spec.play || left ? null : notices.handles,
      ),
    ),
    ...told.after,
    spec.outputs.length ? outputs.element : "",
    spec.play
      ? ""
      : make("details", { class: "lc-details", "data-lab": "scenarios" }, make("summary", {}, "Keep and compare scenarios"),
          make("div", { class: "lc-folded" }, scenarios.element, sharing.element, notices.scenarios)),
    figures,
    assumptions,
    downloads(
      () => ({
        name: spec.file,
        title: spec.title,
        subtitle: model.get("view").text,
        notes: [settingsInWords(), ...spec.notes],
        alsoNotes: spec.play ? [] : [model.get("view").share],
        heads: spec.table,
        columns: { ...fixed, ...columns },
        root,
        draw: (wide) => shownNow({ ...fixed, ...columns }).map((figure) => draw(figure, { ...fixed, ...columns }, model.get("view").top, wide)),
      }),
      (sentence) => {
        near = "downloads";
        tell(sentence);
      },
    ),
    notices.downloads,
    make("p", { class: "lc-source" }, spec.attribution),
  );

  model.on("change:view", refresh);
  refresh();
  const stop = onWidth(pictures, (now) => {
    width = now;
    paint(columns, model.get("view").top, root.dataset.drawn ?? 0);
  });
  return () => {
    stop();
    clearTimeout(settled);
    clearTimeout(replaying);
    left?.stop();
    model.off("change:view", refresh);
  };
}
