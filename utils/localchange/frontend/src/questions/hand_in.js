// The button that writes the file to hand in.
import { make } from "../charts/page.js";
import { saveNotebook } from "./keys.js";
import { line } from "./prose.js";
import { SILENT, STOPPED } from "./saver.js";

const TO_SAVE = 1200;
const PATIENCE = 8000;

export function handIn({ model, root, raw, signal }) {
  const missing = make("div", {});
  const said = make("p", { class: "lcq-saved", role: "status" });
  const link = make("p", { hidden: true });
  let address = null;
  let timer = null;
  const tell = (words, bad = false) => {
    said.textContent = words;
    said.classList.toggle("lcq-bad", bad);
  };
  const button = make("button", { type: "button", class: "lcq-button", onclick: () => {
    if (!raw.comm_live) return tell(STOPPED, true);
    tell("Saving the notebook, then writing the file…");
    saveNotebook(root);
    timer = setTimeout(() => tell(SILENT, true), PATIENCE);
    setTimeout(() => model.send({ do: "hand in", id: Date.now() }), TO_SAVE);
  } }, "Make the file to hand in");
  root.append(make("div", { class: "lcq-card", "data-question": "hand_in" },
    make("p", { class: "lcq-title" }, "Hand in"),
    make("p", {}, "This writes one file with your answers and this notebook, and nothing else. You may do it as often as you like; the last one counts."),
    missing, make("div", { class: "lcq-saving" }, button, said), link));

  function show() {
    const state = model.get("state");
    const number = state.missing.length;
    missing.replaceChildren(number === 0
      ? make("p", { class: "lcq-strong" }, state.asked ? "Every question has an answer." : "")
      : make("details", {}, make("summary", {}, `${number} of ${state.asked} questions ${number === 1 ? "has" : "have"} no answer yet`),
          make("ul", {}, state.missing.map((prompt) => make("li", {}, line(prompt.split(/\n\s*\n/)[0]))))));
    if (!state.ack) return;
    clearTimeout(timer);
    if (state.problem) tell(state.problem, true);
    else if (state.said) tell(state.said);
  }
  function got(message, buffers) {
    if (!message?.zip || !buffers?.length) return;
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([buffers[0]], { type: "application/zip" }));
    link.replaceChildren(make("a", { href: address, download: message.zip }, `Download ${message.zip}`), " to this computer.");
    link.hidden = false;
  }
  model.on("change:state", show);
  model.on("msg:custom", got);
  show();
  signal?.addEventListener("abort", () => address && URL.revokeObjectURL(address));
  return () => {
    model.off("change:state", show);
    model.off("msg:custom", got);
  };
}
