// Moving a box with a pointer; everything that it does can be done with buttons and keys too.
const SLACK = 4;
const GRID = 10;
const round = (number) => Math.round(number / GRID) * GRID;

/** `placeOf(id)` gives where it stands, `moving(id, place)` is called on the way, `moved(id, place)` at the end. */
export function dragging(picture, { placeOf, moving, moved }) {
  let drag = null;
  picture.world.addEventListener("pointerdown", (event) => {
    const at = picture.atOf(event.target);
    if (at?.type !== "step" || event.button !== 0) return;
    drag = { id: at.id, pointer: event.pointerId, x: event.clientX, y: event.clientY, from: placeOf(at.id), far: false };
  });
  const place = (event) => ({
    x: round(drag.from.x + (event.clientX - drag.x) / picture.zoom),
    y: round(drag.from.y + (event.clientY - drag.y) / picture.zoom),
  });
  picture.world.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.far && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK) return;
    if (!drag.far) picture.world.setPointerCapture(event.pointerId);
    drag.far = true;
    moving(drag.id, place(event));
  });
  const end = (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { id, far } = drag;
    const at = far && event.type === "pointerup" ? place(event) : null;
    drag = null;
    if (far) {
      // The press that ends a move is not a press on the box.
      const swallow = (click) => click.stopPropagation();
      picture.world.addEventListener("click", swallow, { capture: true });
      setTimeout(() => {
        picture.world.removeEventListener("click", swallow, { capture: true });
        moved(id, at);
      });
    }
  };
  picture.world.addEventListener("pointerup", end);
  picture.world.addEventListener("pointercancel", end);
}
