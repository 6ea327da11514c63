// Somebody rings: what they say, and a clock that can be stopped, lengthened and left out. Nothing is locked by it.
import { make, unique } from "../charts/page.js";
import { blocks } from "./prose.js";

const TIMES = [1, 2, 3, 10]; // the last is ten times as long, as WCAG 2.2.1 asks
const TOLD_AT = [600, 300, 60]; // seconds left at which the clock is read out

const minutes = (number) => `${number} ${number === 1 ? "minute" : "minutes"}`;
const face = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** What the browser remembers of the clock, so that a reload does not start it anew. */
function memory(name) {
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(name)) ?? {};
      } catch {
        return {};
      }
    },
    write(what) {
      try {
        sessionStorage.setItem(name, JSON.stringify(what));
      } catch {
        // A browser that keeps nothing has a clock that starts again.
      }
    },
  };
}

export function phone({ spec, key, place, signal }) {
  const kept = memory(`localchange-call-${place}-${key}`);
  const clock = { taken: false, timed: true, left: spec.minutes * 60, ...kept.read() };
  let ticking = null;
  let ends = 0;

  const keep = () => kept.write({ taken: clock.taken, timed: clock.timed, left: clock.left });
  const said = make("p", { class: "lcq-heard", role: "status" });
  const tell = (words) => (said.textContent = words);

  // Before the call.
  const lengthId = unique("length");
  const length = make("select", { id: lengthId, class: "lcq-select" },
    TIMES.map((times) => make("option", { value: String(times * spec.minutes) }, minutes(times * spec.minutes))),
    make("option", { value: "0" }, "No clock"));
  const take = make("button", { type: "button", class: "lcq-button", "data-call": "take", onclick: () => {
    const chosen = Number(length.value);
    Object.assign(clock, { taken: true, timed: chosen > 0, left: chosen * 60 });
    show();
    heading.focus();
    if (clock.timed) run(`The clock runs: ${minutes(chosen)}. You can stop it at any time.`);
    else keep();
  } }, "Take the call");
  const before = make("div", { class: "lcq-call-before" },
    make("p", {}, `The telephone rings: ${spec.who}.`),
    make("div", { class: "lcq-with-unit" }, make("label", { for: lengthId }, "Time to answer"), length, take));

  // The call.
  const heading = make("p", { class: "lcq-strong", tabindex: "-1" }, `${spec.who[0].toUpperCase()}${spec.who.slice(1)}:`);
  const seen = make("p", { class: "lcq-clock", "data-call": "clock" });
  const button = (label, name, onclick) => make("button", { type: "button", class: "lcq-button lcq-second", "data-call": name, onclick }, label);
  const pause = button("Stop the clock", "pause", () => (ticking === null ? run("The clock goes on.") : halt("The clock stands.")));
  const longer = button("10 more minutes", "longer", () => {
    if (ticking !== null) ends += 600_000;
    clock.left += 600;
    paint();
    keep();
    tell(`Ten more minutes: ${minutes(Math.ceil(clock.left / 60))} left.`);
  });
  const without = button("Do without the clock", "off", () => {
    halt("");
    clock.timed = false;
    show();
    keep();
    tell("There is no clock any more.");
    heading.focus();
  });
  const timer = make("div", { class: "lcq-with-unit", role: "group", "aria-label": "The clock" }, seen, pause, longer, without);
  const plan = make("p", { class: "lcq-quiet", "data-call": "plan" });
  const during = make("div", { class: "lcq-panel" }, heading, blocks(spec.says), plan, timer);

  const paint = () => {
    const over = clock.left <= 0;
    seen.textContent = over ? "Time is up. Nothing is locked: finish your answer." : `${face(clock.left)} left${ticking === null ? ", the clock stands" : ""}`;
    pause.textContent = ticking === null ? "Start the clock" : "Stop the clock";
    pause.setAttribute("aria-disabled", String(over));
  };
  const show = () => {
    before.hidden = clock.taken;
    during.hidden = !clock.taken;
    timer.hidden = !clock.timed;
    paint();
  };

  function tick() {
    const was = clock.left;
    clock.left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    if (clock.left === was) return;
    paint();
    keep();
    for (const at of TOLD_AT) if (was > at && clock.left <= at && clock.left > 0) tell(`${minutes(at / 60)} left.`);
    if (clock.left === 0) halt("Time is up. Nothing is locked: finish your answer.");
  }
  function run(words) {
    if (clock.left <= 0) return tell("Time is up: add ten minutes, or do without the clock.");
    ends = Date.now() + clock.left * 1000;
    ticking = setInterval(tick, 250);
    paint();
    keep();
    tell(words);
  }
  function halt(words) {
    clearInterval(ticking);
    ticking = null;
    paint();
    keep();
    if (words) tell(words);
  }

  signal?.addEventListener("abort", () => clearInterval(ticking));
  show();
  return {
    element: make("div", { class: "lcq-call" }, before, during, said),
    beside(state) {
      plan.textContent = state.plan ?? "";
      plan.hidden = !state.plan;
    },
  };
}
