// Shortcuts of the page that we press ourselves.

/** Have the page save the notebook, as Ctrl+S does. */
export function saveNotebook(root) {
  const mac = /mac/i.test(navigator.platform);
  const press = { key: "s", code: "KeyS", keyCode: 83, ctrlKey: !mac, metaKey: mac, bubbles: true, cancelable: true };
  root.parentElement?.closest(".jp-Cell, .jp-Notebook")?.dispatchEvent(new KeyboardEvent("keydown", press));
}
