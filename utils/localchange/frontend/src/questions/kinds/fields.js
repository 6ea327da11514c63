// The parts that several kinds are made of.
import { make, unique } from "../../charts/page.js";
import { line } from "../prose.js";

export const TYPING = 1000;

/** A group of controls under one question. */
export const group = ({ title, hint, described }, ...children) =>
  make("fieldset", { class: "lcq-group", "aria-describedby": described }, make("legend", { class: "lcq-title" }, title), hint, children.flat());

/** Radio buttons or tick boxes, one under the other. */
export function options({ pairs, type, name, row = false, changed }) {
  const inputs = new Map();
  const element = make("div", { class: row ? "lcq-options lcq-row" : "lcq-options" }, pairs.map(([key, label]) => {
    const id = unique("option");
    const input = make("input", { type, id, name, value: key, onchange: changed });
    inputs.set(key, input);
    return make("div", { class: "lcq-option" }, input, make("label", { for: id }, line(label)));
  }));
  return {
    element,
    chosen: () => [...inputs].filter(([, input]) => input.checked).map(([key]) => key),
    set: (keys) => inputs.forEach((input, key) => (input.checked = keys.includes(key))),
    lock: (is) => inputs.forEach((input) => (input.disabled = is)),
  };
}

const figures = (number) => Number(number).toLocaleString("en-GB", { maximumFractionDigits: 6 });

/** What may be written, in words. */
export function limits(low, high) {
  if (low === null && high === null) return "";
  if (high === null) return `at least ${figures(low)}`;
  if (low === null) return `up to ${figures(high)}`;
  return `between ${figures(low)} and ${figures(high)}`;
}

/** A number with its label and unit. */
export function numberField({ label, unit, low = null, high = null, step = null, described = null, title = false, range = limits(low, high), changed, settled }) {
  const id = unique("number");
  const unitId = `${id}-unit`;
  const input = make("input", {
    type: "number", id, min: low, max: high, step: step ?? "any", inputmode: "decimal", class: "lcq-number", autocomplete: "off",
    "aria-describedby": [described, unitId].filter(Boolean).join(" "),
    oninput: () => changed(TYPING), onchange: () => settled(), onblur: () => settled(),
  });
  // A wheel over a number that has the focus would change it unseen.
  input.addEventListener("wheel", () => input.blur(), { passive: true });
  const element = make("div", { class: "lcq-field" },
    make("label", { for: id, class: title ? "lcq-title" : "lcq-label" }, label),
    make("div", { class: "lcq-with-unit" }, input,
      make("span", { id: unitId, class: "lcq-unit" }, unit, range ? make("span", { class: "lcq-quiet" }, ` (${range})`) : null)));
  return {
    element,
    input,
    read() {
      let problem = "";
      if (input.validity.badInput) problem = "write a number in figures, for instance 3.4.";
      else if (input.value !== "" && (input.validity.rangeUnderflow || input.validity.rangeOverflow)) problem = `give a number ${limits(low, high)}.`;
      input.setAttribute("aria-invalid", String(Boolean(problem)));
      return { number: input.value === "" || problem ? null : input.valueAsNumber, problem };
    },
    set(number) {
      input.value = number ?? "";
    },
    lock(is) {
      input.readOnly = is;
    },
  };
}

/** A longer text, with its words counted. */
export function prose({ label, described = null, title = false, rows = 8, words = null, changed, settled }) {
  const id = unique("text");
  const area = make("textarea", {
    id, rows, class: "lcq-text", maxlength: 20000, "aria-describedby": [described, `${id}-count`].filter(Boolean).join(" "),
    oninput: () => {
      count(true);
      changed(TYPING);
    },
    onblur: () => settled(),
  });
  const seen = make("p", { id: `${id}-count`, class: "lcq-quiet" });
  const heard = make("p", { class: "lcq-heard", role: "status" });
  let pause = null;
  function count(aloud) {
    const number = area.value.trim() ? area.value.trim().split(/\s+/).length : 0;
    seen.textContent = `${number} ${number === 1 ? "word" : "words"}${aim(number, words)}`;
    clearTimeout(pause);
    if (aloud) pause = setTimeout(() => (heard.textContent = seen.textContent), TYPING);
  }
  count(false);
  return {
    element: make("div", { class: "lcq-field" }, make("label", { for: id, class: title ? "lcq-title" : "lcq-label" }, label),
      area, words ? seen : null, words ? heard : null),
    area,
    read: () => area.value,
    set(text) {
      area.value = text ?? "";
      count(false);
    },
  };
}

function aim(number, words) {
  if (!words) return "";
  const [least, most] = words;
  const asked = ` of the ${least} to ${most} asked for`;
  if (number > most) return `${asked}: ${number - most} too many`;
  if (number && number < least) return `${asked}: ${least - number} to go`;
  return asked;
}
