// Taking the theory away and bringing one in. JSON is made and read in the page; the rest is the course's work.
import { save } from "../charts/download.js";
import { make, unique } from "../charts/page.js";
import { Refused, read } from "./edits.js";

const PATIENCE = 20_000;
const MOST_BYTES = 2_000_000;
const FORMATS = [
  ["docx", "Word"],
  ["png", "Picture (PNG)"],
  ["svg", "Picture (SVG)"],
  ["csv", "Table (CSV)"],
  ["xlsx", "Spreadsheet (Excel)"],
  ["mermaid", "Mermaid"],
];
const DEAD = "The kernel has stopped, so this file cannot be made. “Save as JSON” works without it.";

/** `theory()` gives what there is, placed; `opened(theory, name)` takes what a file held; `send` reaches the course, or is null. */
export function files({ theory, opened, say, send, alive, readOnly }) {
  const told = make("p", { class: "lct-told", role: "status" });
  const tell = (words, bad = false) => {
    told.textContent = words;
    told.classList.toggle("lct-bad", bad);
  };
  let waiting = null;
  const ask = (message, buffers, doing) => {
    if (!alive()) return tell(DEAD, true);
    clearTimeout(waiting?.timer);
    const id = unique("file");
    waiting = { id, timer: setTimeout(() => tell("The course has not answered. It may be busy with another cell; try again when that is done.", true), PATIENCE) };
    tell(doing);
    send({ ...message, id }, buffers);
  };
  const button = (words, onclick, name) => make("button", { type: "button", class: "lct-button", "data-file": name, onclick }, words);

  async function open(file) {
    if (!file) return;
    if (file.size > MOST_BYTES) return tell(`${file.name} is too large to be a theory of change: ${Math.round(file.size / 1000).toLocaleString("en-GB")} KB.`, true);
    if (!/\.json$/i.test(file.name)) {
      return ask({ do: "import", name: file.name }, [await file.arrayBuffer()], `Reading ${file.name}…`);
    }
    try {
      take(JSON.parse(await file.text()), file.name);
    } catch (problem) {
      const words = problem instanceof Refused ? problem.message : "it is not readable as a theory of change (not valid JSON).";
      tell(`${file.name} was not opened: ${words}`, true);
    }
  }

  function take(found, name) {
    const theory = read(found);
    opened(theory, name);
    tell(`${name} is open: ${theory.steps.length} steps, ${theory.links.length} arrows. Undo brings back what was there.`);
  }

  const id = unique("open");
  const input = make("input", { type: "file", id, accept: ".json,.xlsx,.csv", onchange: async () => {
    await open(input.files[0]);
    input.value = "";
  } });
  const element = make("details", { class: "lct-files" },
    make("summary", {}, readOnly ? "Files: take it away" : "Files: take it away, or open one"),
    make("div", { class: "lct-row", role: "group", "aria-label": "Save a file" },
      button("Save as JSON", () => {
        const now = theory();
        save(`${name(now)}.theory.json`, `${JSON.stringify(now, null, 1)}\n`, "application/json");
        tell("The file is in your downloads folder.");
      }, "json"),
      send ? FORMATS.map(([format, words]) => button(words, () => ask({ do: "export", format, theory: theory() }, undefined, "Making the file…"), format)) : null),
    readOnly ? null : make("div", { class: "lct-row" },
      make("label", { for: id }, "Open a file (JSON, Excel or CSV) in place of what is here"), input),
    told);

  return {
    element,
    /** What the course answered. */
    got(message, buffers) {
      if (!waiting || message?.id !== waiting.id) return;
      clearTimeout(waiting.timer);
      waiting = null;
      try {
        if (message.sorry) tell(message.sorry, true);
        else if (message.theory) take(message.theory, message.name);
        else if (message.file && buffers?.length) {
          save(message.file, new Blob([buffers[0]], { type: message.type }));
          tell(`${message.file} is in your downloads folder.`);
        }
      } catch (problem) {
        tell(problem instanceof Refused ? problem.message : "That did not work, and nothing was changed.", true);
        if (!(problem instanceof Refused)) console.error(problem);
      }
    },
  };
}

/** A name for a file out of a title. */
export const name = (theory) => theory.title.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 60) || "theory_of_change";
