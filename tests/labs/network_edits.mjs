// Does in the page's own code what the test asks of a network, and writes what came of it.
import { pathToFileURL } from "node:url";

const sources = process.argv[2];
const { EMPTY, Network, Refused, pick, tie, unpick, untie, untieAll } = await import(pathToFileURL(`${sources}/network/net.js`));
const { WAYS, nearest } = await import(pathToFileURL(`${sources}/editing/nearest.js`));

let text = "";
for await (const part of process.stdin) text += part;
const { people, ties, agents, most, sequences } = JSON.parse(text);
const network = new Network({ people, ties });
const acts = {
  pick: (value, [one]) => pick(value, one, agents),
  unpick: (value, [one]) => unpick(value, one),
  tie: (value, [one, other]) => tie(network, value, one, other, most),
  untie: (value, [one, other]) => untie(value, network.pair(one, other)),
  untie_all: (value, [one]) => untieAll(value, one),
};
const played = sequences.map((steps) => {
  let value = EMPTY;
  return steps.map(([act, ...names]) => {
    const before = JSON.stringify(value);
    try {
      const after = acts[act](value, names);
      if (JSON.stringify(value) !== before) throw new Error(`${act} changed what it was given`);
      value = after;
      return value;
    } catch (problem) {
      if (!(problem instanceof Refused) || !problem.message.endsWith(".")) throw problem;
      return "refused";
    }
  });
});
// Where each arrow key leads from each person, the picture being four to three.
const places = new Map(network.people.map(({ id, x, y }) => [id, { x: 400 * x, y: 300 * y }]));
const leads = network.people.map(({ id }) => Object.values(WAYS).map((way) => nearest(places, id, way, places.keys())).filter((to) => to !== null));
const known = Object.fromEntries(network.known(EMPTY));
console.log(JSON.stringify({ played, leads: Object.fromEntries(network.people.map(({ id }, place) => [id, leads[place]])), known }));
