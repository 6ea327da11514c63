// Walking about a picture with the arrow keys.

export const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** What is nearest in a direction: (1, 0) right, (0, -1) up, and so on. */
export function nearest(places, id, [right, down], shown) {
  const here = places.get(id);
  let best = null;
  for (const other of shown) {
    if (other === id) continue;
    const there = places.get(other);
    const along = (there.x - here.x) * right + (there.y - here.y) * down;
    if (along <= 1) continue;
    const across = Math.abs(right ? there.y - here.y : there.x - here.x);
    const cost = along + across * 2;
    if (best === null || cost < best.cost) best = { id: other, cost };
  }
  return best?.id ?? null;
}
