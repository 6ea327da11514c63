import { make } from "../../charts/page.js";
import { line } from "../prose.js";
import { group, numberField, TYPING } from "./fields.js";

const round = (number) => Math.round(number * 1e6) / 1e6;

/** A budget spent on items, with what is left always in sight. */
export function allocation({ spec, title, hint, described, changed, settled }) {
  const { total, unit } = spec;
  const step = total >= 20 ? Math.max(1, total / 20) : total / 20;
  const left = make("p", { class: "lcq-left" });
  const heard = make("p", { class: "lcq-heard", role: "status" });
  let pause = null;
  const fields = Object.fromEntries(spec.items.map(([key, label]) => [key, numberField({
    label: line(label), unit, low: 0, high: total, step: Number.isInteger(step) ? step : "any", range: "", settled,
    changed: (wait) => {
      count(true);
      changed(wait);
    },
  })]));

  const amounts = () => {
    const given = {};
    let fault = "";
    for (const [key] of spec.items) {
      const { number, problem } = fields[key].read();
      fault = fault || problem;
      if (number !== null) given[key] = number;
    }
    return { given, fault };
  };

  function count(aloud) {
    const { given } = amounts();
    const rest = round(total - Object.values(given).reduce((sum, each) => sum + each, 0));
    left.textContent = rest < 0
      ? `${-rest} ${unit} too many: take some away. You have ${total}.`
      : rest === 0 ? `All ${total} ${unit} are spent.` : `${rest} of ${total} ${unit} left to spend.`;
    left.classList.toggle("lcq-bad", rest < 0);
    clearTimeout(pause);
    if (aloud) pause = setTimeout(() => (heard.textContent = left.textContent), TYPING);
    return rest;
  }
  count(false);

  return {
    element: group({ title, hint, described }, make("div", { class: "lcq-fields lcq-amounts" }, spec.items.map(([key]) => fields[key].element)), left, heard),
    get() {
      const { given, fault } = amounts();
      if (fault) return { value: { amounts: given }, problem: fault };
      return { value: Object.keys(given).length ? { amounts: given } : null };
    },
    set(value) {
      for (const [key] of spec.items) fields[key].set(value?.amounts?.[key]);
      count(false);
    },
  };
}
