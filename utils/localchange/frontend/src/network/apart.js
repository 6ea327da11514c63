// What is private travels as messages and not in the widget's state, because Jupyter saves that with the notebook.
import { make } from "../charts/page.js";

const ASLEEP = "Your map is opened by the course. If nothing comes, choose Kernel in the menu at the top, then Restart Kernel and Run All Cells. What you wrote is kept.";

/** Ask Python for the state, and call `show` with a model that has it; gives what undoes both. */
export function apart({ model, root, signal, raw }, show) {
  let state = null;
  let stop = null;
  const watchers = new Set();
  const wait = make("p", {}, ASLEEP);
  const given = {
    get: (name) => (name === "state" ? state : model.get(name)),
    on: (_, tell) => watchers.add(tell),
    off: (_, tell) => watchers.delete(tell),
    send: (...message) => model.send(...message),
  };
  function got(message) {
    if (!message?.state) return;
    state = message.state;
    if (stop === null) {
      wait.remove();
      stop = show({ model: given, root, signal, raw });
    } else for (const tell of [...watchers]) tell();
  }
  root.append(wait);
  model.on("msg:custom", got);
  model.send({ do: "open" });
  return () => {
    model.off("msg:custom", got);
    stop?.();
  };
}
