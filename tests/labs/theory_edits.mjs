// Does in the page's own code what the test asks, and writes what came of it.
import { pathToFileURL } from "node:url";

const edits = await import(pathToFileURL(`${process.argv[2]}/edits.js`));
const { arranged, placesOf } = await import(pathToFileURL(`${process.argv[2]}/layout.js`));
const { Refused, addLink, addStep, changeLink, changeStep, read, removeLink, removeStep, setTitle } = edits;

const acts = {
  add_step: (theory, { fields }) => addStep(theory, fields).theory,
  change_step: (theory, { name, fields }) => changeStep(theory, name, fields),
  remove_step: (theory, { name }) => removeStep(theory, name),
  add_link: (theory, { start, end, fields }) => addLink(theory, start, end, fields).theory,
  change_link: (theory, { name, fields }) => changeLink(theory, name, fields),
  remove_link: (theory, { name }) => removeLink(theory, name),
  rename: (theory, { title }) => setTitle(theory, title),
};

/** What the act gives, or "refused"; anything else that goes wrong is a fault. */
function tried(act) {
  try {
    return act();
  } catch (problem) {
    if (problem instanceof Refused && problem.message.endsWith(".")) return "refused";
    throw problem;
  }
}

let text = "";
for await (const part of process.stdin) text += part;
const { sequences, documents } = JSON.parse(text);
const played = sequences.map(({ start, steps }) => {
  let theory = read(start);
  return steps.map((step) => {
    const before = JSON.stringify(theory);
    const after = tried(() => acts[step.act](theory, step));
    if (JSON.stringify(theory) !== before) throw new Error(`${step.act} changed the theory that it was given`);
    if (after !== "refused") theory = after;
    return after;
  });
});
const laid = played.map((theories) => theories.filter((each) => each !== "refused").at(-1)).map((theory) => ({
  theory,
  anew: Object.fromEntries(arranged(theory)),
  kept: Object.fromEntries(placesOf(theory)),
}));
console.log(JSON.stringify({ played, laid, found: documents.map((document) => tried(() => read(document))) }));
