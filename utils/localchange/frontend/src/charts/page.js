// Making elements without a framework.

let counter = 0;

/** A name for an element that nothing else on the page has. */
export const unique = (stem) => `localchange-${stem}-${++counter}-${Math.random().toString(36).slice(2, 7)}`;

/** An element with attributes, listeners (`onclick` and so on) and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A folded section: a heading to press, and what it holds, made when it is first opened. */
export function folded(title, fill, attributes = {}) {
  const inside = make("div", { class: "lc-folded" });
  const details = make("details", attributes, make("summary", {}, title), inside);
  details.refill = () => {
    if (details.open) inside.replaceChildren(...[fill()].flat());
  };
  details.addEventListener("toggle", details.refill);
  return details;
}
