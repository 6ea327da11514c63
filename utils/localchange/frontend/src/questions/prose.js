// Text with a little markdown, made into elements; whatever else it holds stays text.
import { make } from "../charts/page.js";

const INLINE = /\*\*(.+?)\*\*|\*(?!\s)(.+?)\*|`([^`]+)`|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;

/** One line: **bold**, *italic*, `code` and [links](https://...). */
export function line(text) {
  const nodes = [];
  let last = 0;
  for (const found of String(text).matchAll(INLINE)) {
    nodes.push(text.slice(last, found.index));
    const [whole, bold, italic, code, label, address] = found;
    if (bold) nodes.push(make("strong", {}, line(bold)));
    else if (italic) nodes.push(make("em", {}, line(italic)));
    else if (code) nodes.push(make("code", {}, code));
    else nodes.push(make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label));
    last = found.index + whole.length;
  }
  nodes.push(text.slice(last));
  return nodes.filter((node) => node !== "");
}

/** Blocks: paragraphs apart by an empty line, and lists of lines that begin with "- ". */
export function blocks(text) {
  return String(text ?? "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => {
      const lines = part.trim().split("\n");
      if (lines.every((each) => each.trim().startsWith("- "))) {
        return make("ul", {}, lines.map((each) => make("li", {}, line(each.trim().slice(2)))));
      }
      return make("p", {}, line(lines.join(" ")));
    });
}

/** The first paragraph, to be a label, and the rest. */
export function heading(prompt) {
  const [first, ...rest] = String(prompt).split(/\n\s*\n/);
  return { title: line(first.replace(/\n/g, " ")), more: blocks(rest.join("\n\n")) };
}
