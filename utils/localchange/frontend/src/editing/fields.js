// One control for a field of something edited: in a form with a label that is seen, in a table with a name of its own.
import { make, unique } from "../charts/page.js";

/** `changed(value)` is told of each change; gives {input, element, set, problem}. */
export function control(field, { name = null, rows = field.rows ?? 1, changed }) {
  const id = unique("field");
  const shared = { id, "data-field": field.name, "aria-label": name, autocomplete: "off" };
  const complaint = make("span", { id: `${id}-bad`, class: "lct-bad", role: "alert" });
  const complain = (words) => {
    complaint.textContent = words;
    if (words) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", complaint.id);
    } else {
      input.removeAttribute("aria-invalid");
      if (field.hint && !name) input.setAttribute("aria-describedby", `${id}-hint`);
      else input.removeAttribute("aria-describedby");
    }
  };
  const give = (value) => {
    const refused = changed(value) || "";
    if (refused && field.options) write(shown);
    complain(refused);
  };
  let shown;
  let input;
  let write;
  if (field.options) {
    input = make("select", { ...shared, onchange: () => give(field.options[input.selectedIndex][0]) },
      field.options.map(([key, label]) => make("option", { value: String(key) }, label)));
    write = (value) => (input.value = String(value));
  } else if (field.number) {
    const [low, high] = field.number;
    input = make("input", { ...shared, type: "number", min: low, max: high, step: "any", inputmode: "decimal", oninput: () => {
      if (input.validity.badInput) complain("Write a number in figures, for instance 6.");
      else if (input.value !== "" && !(input.valueAsNumber >= low && input.valueAsNumber <= high)) complain(`Give a number from ${low} to ${high}.`);
      else give(input.value === "" ? null : input.valueAsNumber);
    } });
    // A wheel over a number that has the focus would change it unseen.
    input.addEventListener("wheel", () => input.blur(), { passive: true });
    write = (value) => (input.value = value ?? "");
  } else {
    input = make("textarea", { ...shared, rows, maxlength: field.long, oninput: () => give(input.value) });
    write = (value) => (input.value = value);
  }
  complain("");
  return {
    input,
    id,
    complaint,
    /** Show a value that comes from elsewhere; what is being typed is left alone while it says the same. */
    set(value) {
      if (value === shown && (field.number || input.value === String(value ?? ""))) return;
      shown = value;
      const own = field.number ? (input.value === "" ? null : input.valueAsNumber) : input.value;
      if (own === value || (field.options && own === String(value))) return;
      write(value);
      complain("");
    },
    lock(is) {
      input.disabled = is;
    },
    element: name
      ? make("span", { class: "lct-cell" }, input, complaint)
      : make("div", { class: "lct-field" }, make("label", { for: id }, field.label), field.hint ? make("span", { id: `${id}-hint`, class: "lct-hint" }, field.hint) : null, input, complaint),
  };
}
