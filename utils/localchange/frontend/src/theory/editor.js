// The editor: a theory in the page, its picture, its tables, its forms, and what the course says of it.
import { make, unique } from "../charts/page.js";
import { changes, rankOf } from "./changes.js";
import { linkOf, same, setTitle, stepOf } from "./edits.js";
import { Findings } from "./findings.js";
import { Further } from "./further.js";
import { arrowsOf, keyboard, next } from "./keyboard.js";
import { placesOf } from "./layout.js";
import { loopsOf, marksOf } from "./marks.js";
import { Panel, help } from "./panel.js";
import { Picture, ZOOMS, zoomWords } from "./picture.js";
import { dragging } from "./pointer.js";
import { replay } from "./replay.js";
import { Tables } from "./table.js";
import { toolbar } from "./toolbar.js";
import { KINDS, fieldsOf, plural, thingName } from "./words.js";

const NOTHING = { findings: [], loops: [] };

/**
 * `history` holds the theory; `changed(pause)` is told when the learner changed it; `ask(what, more)` asks the course.
 * Gives {element, say, showCourse(state, alive), placed()}.
 */
export function editor({ history, readOnly, speaks, further: wantsFurther, causal = false, namesLoops = false, most, name, changed, ask }) {
  let at = null; // what is marked: {type, id}
  let entry = null; // where the Tab key comes into the picture
  let stage = KINDS.length;
  let view = "picture";
  let course = NOTHING;
  let fresh = true;
  let alive = true;
  let shownPlaces = null;
  let over = null; // while a box is dragged, or the last change is shown again
  let painted = 0;

  // What is said aloud.
  const status = make("p", { class: "lct-status", role: "status" });
  const say = (words) => (status.textContent = words);

  const now = () => history.now;
  const doing = changes({ history, readOnly, causal, most, say, changed });

  const there = (which) => which && (which.type === "step" ? now().steps : now().links).some(({ id }) => id === which.id);
  const shownSteps = (theory = now()) => {
    const ranks = KINDS.slice(0, stage).map(([kind]) => kind);
    return new Set(theory.steps.filter((step) => ranks.includes(step.kind)).map(({ id }) => id));
  };

  function choose(which, { focus = true } = {}) {
    at = which;
    draw();
    if (focus) picture.focus(at);
  }
  function go(which) {
    if (!there(which)) return say("That is gone.");
    if (view === "tables") return tables.focus(which);
    const ends = which.type === "step" ? [stepOf(now(), which.id)] : [linkOf(now(), which.id)].flatMap(({ from, to }) => [stepOf(now(), from), stepOf(now(), to)]);
    stage = Math.max(stage, ...ends.map((step) => rankOf(step.kind) + 1));
    choose(which);
  }
  function open(which) {
    if (!there(which)) return;
    at = which;
    panel.open(now(), which);
    draw();
    picture.reveal(which);
    panel.focus();
  }
  function close() {
    const back = panel.at ?? at;
    panel.clear();
    draw();
    if (there(back)) choose(back);
  }
  const needsStep = () => {
    if (at?.type === "step") return true;
    say("Choose a step first.");
    return false;
  };

  function newStep(linked = false) {
    const near = at?.type === "step" && there(at) ? stepOf(now(), at.id) : null;
    if (linked && !near) return needsStep();
    const id = doing.addStep(near, linked);
    if (id === null) return;
    stage = Math.max(stage, rankOf(stepOf(now(), id).kind) + 1);
    if (view === "tables") return tables.focus({ type: "step", id });
    open({ type: "step", id });
  }
  function join(from, to) {
    const id = doing.join(from, to);
    if (id !== null && view === "picture") open({ type: "link", id });
  }
  function remove(which = at) {
    if (!there(which)) return say("Choose a step or an arrow first.");
    const row = (which.type === "step" ? now().steps : now().links).findIndex(({ id }) => id === which.id);
    const beside = doing.remove(which);
    if (beside === undefined) return;
    if (view === "tables") return tables.focusRow(which.type, row);
    panel.clear();
    if (beside) choose(beside);
    else tools.element.querySelector("[data-act=newStep]").focus();
  }
  function nudge(way) {
    if (!needsStep()) return;
    doing.nudge(at.id, way);
    if (picture.has) picture.focus(at);
  }
  function through(step, words) {
    const done = history[step]();
    if (done === null) return say(`Nothing to ${step}.`);
    say(`${words}: ${done}`);
    // What had the focus may be gone.
    if (view === "picture" && picture.had && !element.contains(document.activeElement)) picture.focus(at ?? entry);
    changed(300);
  }
  const zoomTo = (zoom) => {
    picture.setZoom(zoom);
    say(`Zoom ${zoomWords(zoom)}.`);
    draw();
  };

  const acts = {
    newStep: () => newStep(),
    then: () => newStep(true),
    linkTo: (id = at?.id) => {
      if (typeof id !== "string" || !now().steps.some((step) => step.id === id)) return needsStep();
      at = { type: "step", id };
      panel.linkTo(now(), id);
      draw();
      panel.focus();
    },
    edit: () => (there(at) ? open(at) : say("Choose a step or an arrow first.")),
    open,
    go,
    close,
    remove: (which) => remove(which?.type ? which : at),
    change: doing.change,
    join,
    nudge,
    walk: (key) => {
      const to = next(now(), placesOf(now()), shownSteps(), at, key);
      if (to) choose(to);
      else say("No step there.");
    },
    walkTo: (which) => {
      const shown = now().steps.filter(({ id }) => shownSteps().has(id));
      const step = which === "first" ? shown[0] : shown[shown.length - 1];
      if (step) choose({ type: "step", id: step.id });
    },
    arrows: () => {
      if (at?.type === "link") return choose(next(now(), placesOf(now()), shownSteps(), at, "ArrowDown"));
      const [first] = at ? arrowsOf(now(), shownSteps(), at.id) : [];
      if (first) choose({ type: "link", id: first.id });
      else say("This step has no arrows.");
    },
    back: () => at?.type === "link" && choose({ type: "step", id: linkOf(now(), at.id).from }),
    undo: () => through("undo", "Undone"),
    redo: () => through("redo", "Done again"),
    replay: () => showAgain(),
    tidy: doing.tidy,
    zoomIn: () => zoomTo(ZOOMS.find((zoom) => zoom > picture.zoom + 0.01) ?? picture.zoom),
    zoomOut: () => zoomTo([...ZOOMS].reverse().find((zoom) => zoom < picture.zoom - 0.01) ?? picture.zoom),
    zoomAll: () => zoomTo(picture.fitting()),
    layer: () => acts.reveal(stage >= KINDS.length ? 1 : stage + 1),
    reveal: (layers) => {
      stage = layers;
      const shown = shownSteps();
      if (at && (at.type === "link" || !shown.has(at.id))) at = null;
      draw();
      say(`${plural(shown.size, "step")} of ${now().steps.length} shown: ${stage >= KINDS.length ? "everything" : `up to ${KINDS[stage - 1][1].toLowerCase()}`}.`);
    },
    view: (which) => {
      view = which;
      draw();
    },
    /** Something was asked for by key or button: what is shown again ends. */
    heard: () => {
      performance.mark("localchange:theory:asked");
      stopReplay();
    },
  };

  // What is on the page.
  const helpId = unique("about");
  const fields = fieldsOf(causal);
  const panel = new Panel({ acts, readOnly, fields });
  const picture = new Picture({ name: `Picture: ${name}`, describedBy: helpId, causal });
  const tables = new Tables({ acts, readOnly, fields });
  const tools = toolbar(acts, { readOnly, layered: !causal });
  const findings = speaks || namesLoops ? new Findings({ go, asking: speaks }) : null;
  const further = speaks && wantsFurther ? new Further({ ask, go }) : null;
  const banner = make("p", { class: "lct-banner", hidden: true });
  const summary = make("p", { class: "lct-summary", id: helpId });
  const titleId = unique("title");
  const title = make("input", { type: "text", id: titleId, class: "lct-title", maxlength: 200, autocomplete: "off", oninput: () =>
    doing.edit((theory) => setTitle(theory, title.value), "Title changed.", { join: "title", pause: 800, quiet: true }) });
  const named = make("p", { class: "lct-name" }, now().title);
  const legend = make("p", { class: "lct-legend" },
    causal
      ? `On an arrow: + more makes for more, − more makes for less; a number of months is its delay${namesLoops ? "; R1 or B1 a loop" : ""}. `
      : "On an arrow: + more makes for more, − more makes for less; the number is the evidence, 0 to 4; R1 or B1 a loop. ",
    speaks ? "? 1 stands where question 1 asks." : "");
  const main = make("div", { class: "lct-main-row" },
    make("div", { class: "lct-left" }, picture.element, banner, summary, legend, help(readOnly)), panel.element);
  const element = make("div", { class: "lct-editor" },
    readOnly ? named : make("div", { class: "lct-field lct-title-field" }, make("label", { for: titleId }, "Title"), title),
    tools.element, status, main, tables.element, findings?.element ?? null, further?.element ?? null);

  picture.world.addEventListener("click", (event) => {
    const pressed = picture.atOf(event.target);
    if (!pressed) return;
    acts.heard();
    if (panel.mode === "linking" && pressed.type === "step" && pressed.id !== panel.at.id) return join(panel.at.id, pressed.id);
    open(pressed);
  });
  picture.world.addEventListener("focusin", (event) => {
    const focused = picture.atOf(event.target);
    picture.had = true;
    if (!focused || (at && at.type === focused.type && at.id === focused.id)) return;
    at = focused;
    draw();
  });
  element.addEventListener("focusin", (event) => {
    if (!picture.world.contains(event.target) && !tools.element.contains(event.target)) picture.had = false;
  });
  if (readOnly) keyboard(picture, { ...acts, newStep: null, then: null, linkTo: null, remove: null, undo: null, redo: null, nudge: () => {} });
  else {
    keyboard(picture, acts);
    dragging(picture, {
      placeOf: (id) => placesOf(now()).get(id),
      moving: (id, where) => {
        over = { places: new Map([...placesOf(now()), [id, where]]) };
        draw();
      },
      moved: (id, where) => {
        over = null;
        at = { type: "step", id };
        if (where) doing.put(id, where);
        draw();
        picture.focus(at);
      },
    });
  }

  const again = replay({ banner, say, show: (shown) => {
    over = shown;
    draw();
  } });
  const showAgain = () => (history.last ? again.start(history.last) : say("Nothing was changed yet."));
  const stopReplay = () => again.stop();

  function draw() {
    const theory = over?.theory ?? now();
    const places = over?.places ?? placesOf(theory);
    const shown = shownSteps(theory);
    if (at && !there(at)) at = null;
    entry = at ?? (theory.steps.length ? { type: "step", id: theory.steps.find(({ id }) => shown.has(id))?.id } : null);
    if (view === "picture") {
      picture.draw(theory, {
        places, shown, at, tab: entry, changed: over?.changed,
        marks: marksOf(course.findings), loops: loopsOf(course.loops), broken: further?.broken,
      });
      if (!shownPlaces && picture.element.clientWidth) picture.setZoom(picture.fitting(0.75));
      if (picture.element.clientWidth) shownPlaces = places;
    } else tables.show(theory);
    main.hidden = view !== "picture";
    panel.element.hidden = panel.mode === "none";
    tables.element.hidden = view !== "tables";
    tools.show({
      linkTo: at?.type === "step", then: at?.type === "step", edit: there(at) ?? false, remove: there(at) ?? false,
      undo: history.past.length > 0, redo: history.future.length > 0, replay: history.last !== null,
      ...Object.fromEntries(["left", "up", "down", "right"].map((way) => [way, at?.type === "step"])),
      tidy: theory.steps.length > 0,
    }, stage, view);
    if (title.value !== theory.title) title.value = theory.title;
    const words = theory.steps.length
      ? `${plural(theory.steps.length, "step")} and ${plural(theory.links.length, "arrow")}${shown.size < theory.steps.length ? `; ${shown.size} steps shown` : ""}. ${at ? thingName(theory, at) : "Nothing"} is marked.`
      : readOnly ? "There is nothing here." : "Nothing is drawn yet. Press “New step” to begin.";
    if (summary.textContent !== words) summary.textContent = words;
    painted += 1;
    element.dataset.drawn = String(painted);
    performance.mark("localchange:theory:drawn");
    requestAnimationFrame(() => performance.mark("localchange:theory:painted"));
  }

  function about() {
    const news = findings?.show(now(), course, fresh, alive);
    if (news) findings.news.textContent = news;
  }

  const unwatch = history.watch(() => {
    over = null;
    if (!panel.show(now())) panel.clear();
    draw();
    if (fresh && findings) {
      fresh = false;
      about();
    }
  });

  const sized = new ResizeObserver(() => !shownPlaces && draw());
  sized.observe(picture.element);
  draw();
  return {
    element,
    say,
    placed: doing.settled,
    /** What the course says of `theory`, a saved one. */
    showCourse(state, theory, isAlive) {
      alive = isAlive;
      course = { findings: state.findings ?? [], loops: state.loops ?? [], more_loops: state.more_loops };
      fresh = same(theory, now()) || same(theory, doing.settled());
      further?.show(now(), state.further);
      draw();
      about();
    },
    stop() {
      unwatch();
      again.stop();
      sized.disconnect();
    },
  };
}
