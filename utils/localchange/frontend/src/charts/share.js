// A setting as one line of text: copied for somebody else, or theirs pasted and used.
import { make, unique } from "./page.js";

/** `use` is what is done with the line in the box: { act, label, do(text) }. Gives the row, and how to set its line. */
export function share({ label, tell, use }) {
  const id = unique("share");
  const box = make("input", { type: "text", id, class: "lc-share", spellcheck: "false", autocomplete: "off" });
  const copy = async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      tell("Copied. Paste it to a colleague.");
    } catch {
      tell("The line is marked: copy it with Ctrl+C.");
    }
  };
  const button = (act, words, onclick) => make("button", { type: "button", class: "lc-small", "data-do": act, onclick }, words);
  let line = null;
  return {
    element: make("div", { class: "lc-row" }, make("label", { for: id }, label), box,
      button("copy", "Copy", copy), button(use.act, use.label, () => use.do(box.value))),
    /** A line that is still the same leaves what was pasted. */
    set(now) {
      if (now !== line) box.value = line = now;
    },
  };
}
