// What both labs have: a live sentence, a notice near the button, questions to Python, and the rows of buttons.
import { Asking } from "../charts/asking.js";
import { make, unique } from "../charts/page.js";

const STOPPED = "The lab has stopped. Choose Run in the menu at the top, then Run All Cells.";

export const button = (label, act, attributes = {}) => make("button", { type: "button", onclick: act, ...attributes }, label);

export const group = (label, ...children) => make("div", { class: "lc-row lc-tools", role: "group", "aria-label": label }, ...children);

/** The talk of one lab with Python: `ask(act, more)`, the notice, and who asked. */
export function talk({ root, raw, model }) {
  const me = unique("lab");
  const notice = make("p", { class: "lc-notice", role: "status", "data-lab": "notice" });
  const tell = (sentence) => {
    if (notice.textContent !== sentence) notice.textContent = sentence;
  };
  const asking = new Asking(
    (message) => {
      if (raw.comm_live) return model.send({ ...message, from: me });
      asking.forget();
      tell(STOPPED);
    },
    (waits) => {
      root.setAttribute("aria-busy", String(waits));
      tell(waits ? "Still working. If nothing changes, choose Run, then Run All Cells, and try again." : "");
    },
    (seq) => (root.dataset.asked = String(seq)),
  );
  /** Call when an answer has come: gives whether it answers a question of this view, and tells its notice. */
  const answered = (view) => {
    const own = view.asked?.from === me ? view.asked.seq : null;
    if (own !== null) asking.answered(own);
    if (view.notice) tell(view.notice);
    else if (own !== null) tell("");
    return own;
  };
  return { asking, notice, tell, answered };
}
