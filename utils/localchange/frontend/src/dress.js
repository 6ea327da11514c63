// Styles, each put into the page once.
import { make } from "./charts/page.js";

/** `styles` holds the text of each by its name. */
export function dress(styles) {
  for (const [name, text] of Object.entries(styles)) {
    const id = `localchange-${name}`;
    if (!document.getElementById(id)) document.head.append(make("style", { id }, text));
  }
}
