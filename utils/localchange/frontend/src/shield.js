// Keeps the page's shortcuts off a widget, all but the one that saves.
const SHIELD = "data-lm-suppress-shortcuts";

// Jupyter looks for the mark on the element that has the focus first, and there it must be: its shortcuts are for `:focus`.
export function shield(el) {
  el.setAttribute(SHIELD, "true");
  el.addEventListener("focusin", (event) => event.target.setAttribute(SHIELD, "true"));
  // JupyterLab takes new lines and undo away from whatever is typed in inside a cell.
  el.addEventListener("beforeinput", (event) => event.stopPropagation(), { capture: true });
  // Saving the notebook is the one shortcut that people press while they type: the cell, outside, is handed it.
  el.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = event;
    const press = { key, code, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
    el.closest(".jp-Cell, .jp-Notebook")?.dispatchEvent(new KeyboardEvent("keydown", press));
  });
}
