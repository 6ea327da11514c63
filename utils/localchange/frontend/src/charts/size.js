// Pictures are drawn for the width that they have, and again when it changes.

/** Call `draw(width)` now and whenever the element's width changes; returns how to stop. */
export function onWidth(element, draw) {
  let last = 0;
  const look = () => {
    const width = Math.floor(element.clientWidth);
    if (width > 0 && width !== last) {
      last = width;
      draw(width);
    }
  };
  const observer = new ResizeObserver(look);
  observer.observe(element);
  look();
  return () => observer.disconnect();
}
