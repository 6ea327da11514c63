// What things are called, for forms, tables, names of boxes and announcements alike.

export const KINDS = [
  ["input", "Input"],
  ["activity", "Activity"],
  ["output", "Output"],
  ["outcome", "Outcome"],
  ["impact", "Impact"],
];
export const LEVELS = [
  ["national", "National"],
  ["regional", "Regional"],
  ["local", "Local"],
];
export const SIGNS = [
  ["+", "+ more of the one makes for more of the other"],
  ["-", "− more of the one makes for less of the other"],
];
export const EVIDENCE = [
  [0, "0: nobody has looked, or nothing was found"],
  [1, "1: somebody's experience"],
  [2, "2: a study that shows that the two go together"],
  [3, "3: a study with a comparison"],
  [4, "4: several good studies with comparisons"],
];

/** The fields of a step, in the order in which they are asked for. */
export const STEP_FIELDS = [
  { name: "text", label: "What happens", long: 500, rows: 2 },
  { name: "kind", label: "Kind", options: KINDS },
  { name: "level", label: "Where", options: LEVELS },
  { name: "who_acts", label: "Who acts", long: 1000 },
  { name: "who_is_reached", label: "Who is reached", long: 1000 },
  { name: "capable", label: "What they need to be capable", long: 1000, hint: "what they must know and be able to do" },
  { name: "able", label: "What they need to be able", long: 1000, hint: "time, money, permission, tools" },
  { name: "willing", label: "What they need to be willing", long: 1000, hint: "why they would want to" },
];
/** The fields of a link. */
export const LINK_FIELDS = [
  { name: "mechanism", label: "How the one leads to the other", long: 1000, rows: 2 },
  { name: "sign", label: "Sign", options: SIGNS },
  { name: "delay_months", label: "Delay in months", number: [0, 240] },
  { name: "assumption", label: "What must be true for it to work", long: 1000, rows: 2 },
  { name: "evidence", label: "Evidence", options: EVIDENCE },
  { name: "source", label: "Source of the evidence", long: 1000 },
  { name: "rival", label: "What else could explain it", long: 1000, rows: 2 },
];

/** Of a causal-loop diagram: what can rise and fall, and which way and how late it moves the next; nothing else. */
const CAUSAL_STEP = [{ name: "text", label: "What can rise and fall", long: 500, rows: 2 }];
const CAUSAL_LINK = ["sign", "delay_months"].map((name) => LINK_FIELDS.find((field) => field.name === name));
export const fieldsOf = (causal) => (causal ? { step: CAUSAL_STEP, link: CAUSAL_LINK } : { step: STEP_FIELDS, link: LINK_FIELDS });

const named = (pairs, key) => pairs.find(([each]) => each === key)?.[1] ?? "";
export const kindOf = (step) => named(KINDS, step.kind);
export const levelOf = (step) => named(LEVELS, step.level).toLowerCase();
export const minus = (sign) => (sign === "-" ? "−" : "+");

/** The beginning of a text on one line. */
export function brief(text, most = 60) {
  const flat = text.replace(/\s+/g, " ").trim();
  const letters = [...flat];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : flat;
}

export const NO_TEXT = "no text yet";
export const numberOf = (theory, id) => theory.steps.findIndex((step) => step.id === id) + 1;
export const linkNumberOf = (theory, id) => theory.links.findIndex((link) => link.id === id) + 1;

/** "Step 3, “Hospitals report waits”". */
export function stepName(theory, id, most = 60) {
  const step = theory.steps.find((each) => each.id === id);
  return step ? `Step ${numberOf(theory, id)}, ${step.text.trim() ? `“${brief(step.text, most)}”` : NO_TEXT}` : "a step that is gone";
}

/** "Arrow 2, from step 1 to step 3". */
export function linkName(theory, id) {
  const link = theory.links.find((each) => each.id === id);
  if (!link) return "an arrow that is gone";
  return `Arrow ${linkNumberOf(theory, id)}, from step ${numberOf(theory, link.from)} to step ${numberOf(theory, link.to)}`;
}

export const thingName = (theory, at) => (at?.type === "link" ? linkName(theory, at.id) : stepName(theory, at?.id));

export const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
