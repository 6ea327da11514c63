// The page's own shortcuts are kept off our inputs (data-lm-suppress-shortcuts). Saving the notebook is the one that people
// press while they type: it is handed on from the cell, which listens to it.

export function letSaveThrough(root) {
  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    const outside = root.parentElement?.closest(".jp-Cell, .jp-Notebook");
    if (!outside) return;
    event.preventDefault();
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = event;
    outside.dispatchEvent(
      new KeyboardEvent("keydown", { key, code, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }),
    );
  });
}

/** Have the page save the notebook, as Ctrl+S does. */
export function saveNotebook(root) {
  const mac = /mac/i.test(navigator.platform);
  const press = { key: "s", code: "KeyS", keyCode: 83, ctrlKey: !mac, metaKey: mac, bubbles: true, cancelable: true };
  root.parentElement?.closest(".jp-Cell, .jp-Notebook")?.dispatchEvent(new KeyboardEvent("keydown", press));
}
