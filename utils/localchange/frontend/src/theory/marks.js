// What is asked about each box and arrow, by the number that the question has in the list; and the loops that each arrow is in.
export function marksOf(findings) {
  const marks = { steps: new Map(), links: new Map() };
  findings.forEach((finding, place) => {
    for (const [ids, map] of [[finding.steps, marks.steps], [finding.links, marks.links]]) {
      for (const id of ids) map.set(id, [...(map.get(id) ?? []), place + 1]);
    }
  });
  return marks;
}

/** R1, R2, B1, … in the order of the list. */
export function namedLoops(loops) {
  const counts = { R: 0, B: 0 };
  return loops.map((loop) => ({ ...loop, name: `${loop.sign}${++counts[loop.sign]}` }));
}

export function loopsOf(loops) {
  const found = new Map();
  for (const { name, links } of namedLoops(loops)) for (const id of links) found.set(id, [...(found.get(id) ?? []), name]);
  return found;
}
