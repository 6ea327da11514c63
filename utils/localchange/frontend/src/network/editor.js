// The editor: a network in the page, its picture, its table, the buttons, and what came of a run.
import { make, unique } from "../charts/page.js";
import { WAYS, nearest } from "../editing/nearest.js";
import { keyboard, keysOf } from "./keyboard.js";
import { EMPTY, Refused, groupOf, isEmpty, newTiesOf, pick, plural, tie, unpick, untie, untieAll } from "./net.js";
import { Picture, nameOf } from "./picture.js";
import { Runs } from "./run.js";
import { shapeName } from "./shapes.js";
import { Table, counted } from "./table.js";

/** Ms until the course is told of a change. */
const SOON = 300;
const RUNNING = "Running…";

/**
 * `history` holds the answer; `most` says how many may be picked and drawn; `changed(pause)` is told of each change;
 * `ask()` has the network run, or gives a sentence why not; it is nothing where it cannot be run. Gives {element, say, showRun(run), stop()}.
 */
export function editor({ network, history, most, name, changed, ask }) {
  const can = { picks: most.agents > 0, ties: most.ties > 0 };
  let at = network.people[0].id;
  let from = null; // where a tie begins
  let mode = can.picks ? "pick" : "tie"; // what a press on a person does
  let view = "picture";
  let over = "";
  const now = () => history.now;

  const status = make("p", { class: "lct-status", role: "status" });
  const say = (words) => (status.textContent = words);

  /** Make a change, or say why not; gives whether it was made. */
  function edit(act, words) {
    try {
      const before = now();
      const after = act(before);
      if (after === before) return false;
      history.edit(after, words(after));
      say(words(after));
      changed(SOON);
      return true;
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      say(problem.message);
      return false;
    }
  }

  const go = (id, words = "") => {
    at = id;
    draw();
    picture.focus(id);
    if (words) say(words);
  };
  const toggle = (id) => {
    if (!can.picks) return say("Nobody is picked here: draw ties.");
    if (now().agents.includes(id)) edit((value) => unpick(value, id), (value) => `${id} is not picked any more: ${value.agents.length} of ${most.agents}.`);
    else edit((value) => pick(value, id, most.agents), (value) => `${id} is picked: ${value.agents.length} of ${most.agents}.`);
  };
  const join = (one, other) =>
    edit((value) => tie(network, value, one, other, most.ties), (value) => `A tie is drawn between ${one} and ${other}: ${value.ties.length} of ${most.ties}.`);
  const begin = (id) => {
    if (!can.ties) return say("No ties are drawn here: pick people.");
    from = id;
    draw();
    say(`A tie begins at ${id}. Go to the other person and press Enter; Escape gives it up.`);
  };
  const end = (id) => {
    const begun = from;
    if (begun === id) return say("A tie is between two people: go on to somebody else, or give it up with Escape.");
    from = null;
    if (!join(begun, id)) draw();
  };
  const through = (step, words) => {
    const done = history[step]();
    if (done === null) return say(`Nothing to ${step}.`);
    say(`${words}: ${done}`);
    changed(SOON);
  };

  const acts = {
    walk: (key) => {
      const to = nearest(picture.places, at, WAYS[key], network.order.keys());
      if (to) go(to);
      else say("Nobody stands further that way.");
    },
    along: (by) => {
      const place = network.order.get(at) + by;
      if (network.people[place]) go(network.people[place].id);
      else say(`This is the ${by > 0 ? "last" : "first"} person.`);
    },
    walkTo: (key) => go(network.people[key === "Home" ? 0 : network.people.length - 1].id),
    pick: () => toggle(at),
    /** What a press, or Enter, does at the marked person. */
    press: () => {
      if (from !== null) end(at);
      else if (mode === "tie") begin(at);
      else toggle(at);
    },
    begin: () => (from === null ? begin(at) : end(at)),
    giveUp: () => {
      if (from === null) return;
      from = null;
      draw();
      say("The tie is given up.");
    },
    untie: () => {
      if (!can.ties) return;
      const gone = newTiesOf(now(), at);
      if (!gone.length) say(`${at} has no new tie.`);
      else edit((value) => untieAll(value, at), () => `${plural(gone.length, "new tie")} of ${at} removed.`);
    },
    undo: () => through("undo", "Undone"),
    redo: () => through("redo", "Done again"),
    clear: () => edit((value) => (isEmpty(value) ? value : EMPTY), () => "All picks and new ties are taken away. Undo brings them back."),
    toggle,
    join,
    remove: (pair) => edit((value) => untie(value, pair), () => `The tie between ${pair[0]} and ${pair[1]} is removed.`),
  };

  // What is on the page.
  const aboutId = unique("about");
  const picture = new Picture({ network, name: `Picture: ${name}`, describedBy: aboutId });
  const table = new Table({ network, most, acts });
  const runs = ask
    ? new Runs({
      ask: () => {
        if (now().agents.length < most.agents) return say(`Pick ${most.agents} people first: you have picked ${now().agents.length}.`);
        say(RUNNING);
        const sorry = ask();
        if (sorry) say(sorry);
      },
      picture: (change) => {
        over = change;
        draw();
      },
    })
    : null;
  const button = (act, words) => make("button", { type: "button", class: "lct-button", "data-act": act, onclick: () => {
    if (tools[act].getAttribute("aria-disabled") !== "true") acts[act]();
  } }, words);
  const tools = Object.fromEntries([
    ...(can.picks ? [["pick", "Pick"]] : []),
    ...(can.ties ? [["begin", "Begin a tie"], ["giveUp", "Give the tie up"], ["untie", "Remove new ties"]] : []),
    ["undo", "Undo"], ["redo", "Redo"], ["clear", "Start again"],
  ].map(([act, words]) => [act, button(act, words)]));
  const group = (label, ...children) => make("div", { class: "lct-group", role: "group", "aria-label": label }, children.flat());
  const pressed = (attribute, pairs, press) => pairs.map(([value, words]) =>
    make("button", { type: "button", class: "lct-button", [attribute]: value, onclick: () => press(value) }, words));
  const views = pressed("data-view", [["picture", "Picture"], ["table", "Table"]], (value) => {
    view = value;
    from = null;
    draw();
  });
  const modes = pressed("data-mode", [["pick", "picks"], ["tie", "draws ties"]], (value) => {
    mode = value;
    from = null;
    draw();
    say(value === "pick" ? "A press on a person picks or unpicks." : "A press on a person begins a tie; a press on another ends it.");
  });
  const atPerson = group("The marked person", ["pick", "begin", "giveUp", "untie"].flatMap((act) => tools[act] ?? []));
  const pressing = can.picks && can.ties ? group("A press on a person", make("span", {}, "A press"), modes) : null;
  const counts = make("p", { class: "lcn-counts" });
  const about = make("p", { class: "lct-summary", id: aboutId });
  const keys = keysOf(can);
  const help = make("details", {}, make("summary", {}, "How to work the picture, and its keys"),
    make("p", {}, "Press a person, or use the buttons above. All of it can also be done in the table. These keys act while the focus is in the picture:"),
    make("dl", { class: "lct-keys" }, keys.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)])));
  const legend = make("p", { class: "lct-legend" },
    `Groups: ${network.letters.map((each) => `${groupOf(each)} ${shapeName(each)}`).join(", ")}. `,
    can.picks ? "★ and a thick edge: picked. " : "", can.ties ? "Thick dashed line: new tie. " : "",
    ask ? "After a run, the number under a person is the month in which they take the change up, on average; – means that they do not in most lives; a fuller colour is earlier." : "");
  const main = make("div", {}, picture.element, about, legend, help);
  const element = make("div", { class: "lct-editor lcn-editor" },
    make("div", { class: "lct-tools" }, group("View", views), group("Changes", tools.undo, tools.redo, tools.clear), atPerson, pressing),
    status, runs?.choice ?? null, main, table.element, counts, runs?.element ?? null);

  picture.world.addEventListener("click", (event) => {
    const id = picture.idOf(event.target);
    if (!id) return;
    at = id;
    acts.press();
    draw();
    picture.focus(id);
  });
  picture.world.addEventListener("focusin", (event) => {
    const id = picture.idOf(event.target);
    if (!id || id === at) return;
    at = id;
    draw();
  });
  keyboard(picture, acts);

  let painted = 0;
  function draw() {
    const value = now();
    const known = network.known(value);
    const when = runs?.when(over) ?? null;
    if (view === "picture") {
      const told = when && new Map([...when].map(([id, month]) => [id, { month, words: month === null ? "does not take it up in most lives" : `takes it up in month ${month}` }]));
      picture.draw({ value, known, at, tab: at, from, over: told, steps: (runs?.run?.modest.by_month.length ?? 1) - 1 });
    } else table.show(value, known, (change) => runs?.told(change) ?? null);
    main.hidden = view !== "picture";
    if (runs) runs.choice.hidden = view !== "picture" || !runs.fresh;
    table.element.hidden = view !== "table";
    atPerson.hidden = view !== "picture";
    if (pressing) pressing.hidden = view !== "picture";
    for (const each of views) each.setAttribute("aria-pressed", String(each.dataset.view === view));
    for (const each of modes) each.setAttribute("aria-pressed", String(each.dataset.mode === mode));
    const able = {
      undo: history.past.length > 0, redo: history.future.length > 0, clear: !isEmpty(value), pick: true,
      begin: true, giveUp: from !== null, untie: newTiesOf(value, at).length > 0,
    };
    for (const [act, made] of Object.entries(tools)) made.setAttribute("aria-disabled", String(!able[act]));
    if (tools.pick) tools.pick.textContent = value.agents.includes(at) ? "Unpick" : "Pick";
    if (tools.begin) tools.begin.textContent = from === null ? "Begin a tie" : "End the tie here";
    const put = (place, words) => {
      if (place.textContent !== words) place.textContent = words;
    };
    put(counts, counted(value, most));
    const person = network.people[network.order.get(at)];
    put(about, `${plural(network.people.length, "person", "people")} and ${plural(network.ties.length + value.ties.length, "tie")}. Marked: ${nameOf(person, value, known)}. Tied to ${known.get(at).join(", ") || "nobody"}.`);
    painted += 1;
    element.dataset.drawn = String(painted);
    requestAnimationFrame(() => performance.mark("localchange:network:painted"));
  }

  const unwatch = history.watch(draw);
  draw();
  return {
    element,
    say,
    showRun(run) {
      runs?.show(run);
      // What came of it says so itself.
      if (status.textContent === RUNNING) say("");
      draw();
    },
    stop() {
      unwatch();
      runs?.stop();
    },
  };
}
