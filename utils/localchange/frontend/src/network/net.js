// The network that is given, and what a learner can change of it: picks and new ties. Nothing here is changed in place.

export const EMPTY = { agents: [], ties: [] };

/** What cannot be done, in a sentence. */
export class Refused extends Error {}

export const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
export const listed = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`);

export class Network {
  /** `people` holds [name, group, x, y] with places from 0 to 1, `ties` pairs of names. */
  constructor({ people, ties }) {
    this.people = people.map(([id, group, x, y]) => ({ id, group, x, y }));
    this.order = new Map(this.people.map(({ id }, place) => [id, place]));
    this.ties = ties;
    this.given = new Set(ties.map(([one, other]) => this.pair(one, other).join(" ")));
  }

  get letters() {
    return [...new Set(this.people.map(({ group }) => group))].sort((one, other) => one - other);
  }

  /** Both names in the order of the network. */
  pair(one, other) {
    return this.order.get(one) <= this.order.get(other) ? [one, other] : [other, one];
  }

  /** Whom each is tied to, with the new ties: name to names. */
  known(value) {
    if (this.knew?.ties !== value.ties) this.knew = { ties: value.ties, known: this.knowing(value) };
    return this.knew.known;
  }

  knowing(value) {
    const known = new Map(this.people.map(({ id }) => [id, []]));
    for (const [one, other] of [...this.ties, ...value.ties]) {
      known.get(one).push(other);
      known.get(other).push(one);
    }
    for (const names of known.values()) names.sort((one, other) => this.order.get(one) - this.order.get(other));
    return known;
  }

  /** An answer that fits this network; what does not is left out. */
  fitting(value) {
    const agents = (value?.agents ?? []).filter((id) => this.order.has(id));
    const ties = (value?.ties ?? []).filter(([one, other]) => this.order.has(one) && this.order.has(other));
    return { agents, ties };
  }
}

export const groupOf = (group) => String.fromCharCode(65 + group);
export const newTiesOf = (value, id) => value.ties.filter((tie) => tie.includes(id)).map(([one, other]) => (one === id ? other : one));
export const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
export const isEmpty = (value) => value.agents.length === 0 && value.ties.length === 0;

export function pick(value, id, most) {
  if (value.agents.includes(id)) return value;
  if (value.agents.length >= most) throw new Refused(`You have picked ${most} of ${most}: unpick somebody first.`);
  return { ...value, agents: [...value.agents, id] };
}

export const unpick = (value, id) => ({ ...value, agents: value.agents.filter((each) => each !== id) });

export function tie(network, value, one, other, most) {
  if (one === other) throw new Refused("A tie is between two people: choose somebody else.");
  const pair = network.pair(one, other);
  if (network.given.has(pair.join(" ")) || value.ties.some((each) => each.join(" ") === pair.join(" "))) {
    throw new Refused(`${pair[0]} and ${pair[1]} are tied already.`);
  }
  if (value.ties.length >= most) throw new Refused(`You have drawn ${most} of ${plural(most, "tie")}: remove one first.`);
  return { ...value, ties: [...value.ties, pair] };
}

export const untie = (value, [one, other]) => ({ ...value, ties: value.ties.filter((each) => each[0] !== one || each[1] !== other) });

/** Without the new ties of one person. */
export const untieAll = (value, id) => ({ ...value, ties: value.ties.filter((each) => !each.includes(id)) });
