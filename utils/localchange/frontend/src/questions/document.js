// A document that the course makes from what is saved: what is there, how long it is, and a button.
import { save } from "../charts/download.js";
import { make, unique } from "../charts/page.js";
import { SILENT, STOPPED } from "./saver.js";

const PATIENCE = 20_000;

export function madeDocument({ model, root, raw }) {
  const spec = model.get("spec");
  const parts = make("ul", { "data-document": "parts" });
  const length = make("p", { class: "lcq-strong", "data-document": "length" });
  const said = make("p", { class: "lcq-saved", role: "status" });
  let waiting = null;
  const tell = (words, bad = false) => {
    said.textContent = words;
    said.classList.toggle("lcq-bad", bad);
  };
  const button = make("button", { type: "button", class: "lcq-button", onclick: () => {
    if (!raw.comm_live) return tell(STOPPED, true);
    clearTimeout(waiting?.timer);
    waiting = { id: unique("document"), timer: setTimeout(() => tell(SILENT, true), PATIENCE) };
    tell("Making the file…");
    model.send({ do: "make", id: waiting.id });
  } }, spec.button);
  root.append(make("div", { class: "lcq-card", "data-question": "document" },
    make("p", { class: "lcq-title" }, spec.title), make("p", {}, spec.says), parts, length,
    make("div", { class: "lcq-saving" }, button, said)));

  function show() {
    const { parts: found, words, limit } = model.get("state");
    parts.replaceChildren(...found.map(([name, what]) => make("li", {}, `${name}: ${what}`)));
    const over = words - limit;
    length.textContent = over > 0
      ? `${words} words, ${over} more than the ${limit} that are asked for: make it shorter. The file can be made all the same.`
      : `${words} of at most ${limit} words. That is about a page; whether it is one depends on the lines, so look.`;
  }
  function got(message, buffers) {
    if (!waiting || message?.id !== waiting.id) return;
    clearTimeout(waiting.timer);
    waiting = null;
    if (message.sorry) return tell(message.sorry, true);
    save(message.file, new Blob([buffers[0]], { type: message.type }));
    tell(`${message.file} is in your downloads folder.`);
  }
  model.on("change:state", show);
  model.on("msg:custom", got);
  show();
  return () => {
    clearTimeout(waiting?.timer);
    model.off("change:state", show);
    model.off("msg:custom", got);
  };
}
