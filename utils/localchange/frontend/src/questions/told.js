// A report: headings, the course's words, tables, and what the learner wrote, which is text whatever it holds.
import { make } from "../charts/page.js";
import { SILENT, STOPPED } from "./saver.js";

const PATIENCE = 20000;
const ABOVE = 2; // the page's own headings are of the first and second level

/** Words of the course, as Python took them apart. */
const inline = (parts) => parts.map(({ words, address, bold, italic }) => {
  if (address) return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
  return bold ? make("strong", {}, words) : italic ? make("em", {}, words) : words;
});
const list = (items) => make("ul", {}, items.map((item) => make("li", {}, inline(item))));

const KINDS = {
  heading: ({ text, level }) => make(`h${Math.min(6, level + ABOVE)}`, { class: "lcq-heading" }, text),
  told: ({ text }) => make("p", {}, inline(text)),
  points: ({ items }) => list(items),
  folded: ({ label, items }) => make("details", {}, make("summary", {}, label), list(items)),
  own: ({ label, text }) => make("div", { class: "lcq-own" },
    make("p", { class: "lcq-label" }, label),
    make("blockquote", { class: "lcq-quoted" }, String(text).split("\n").map((each) => make("p", {}, each)))),
  rows({ caption, headings, rows, none }) {
    if (!rows.length) return make("p", {}, `${caption}: ${none}`);
    return make("div", { class: "lcq-scroll", tabindex: "0", role: "region", "aria-label": caption },
      make("table", { class: "lcq-table" },
        make("caption", {}, caption),
        make("thead", {}, make("tr", {}, headings.map((heading) => make("th", { scope: "col" }, heading)))),
        make("tbody", {}, rows.map((row) => make("tr", {}, row.map((cell, place) =>
          make(place ? "td" : "th", place ? {} : { scope: "row" }, cell)))))));
  },
};

export function told({ model, root, raw, signal }) {
  const { name, title, save } = model.get("spec");
  const body = make("div", {});
  const heard = make("p", { class: "lcq-saved", role: "status" });
  const link = make("p", { hidden: true });
  let address = null;
  let timer = null;
  const tell = (words, bad = false) => {
    heard.textContent = words;
    heard.classList.toggle("lcq-bad", bad);
  };
  const ask = (act, waiting) => () => {
    if (!raw.comm_live) return tell(STOPPED, true);
    tell(waiting);
    timer = setTimeout(() => tell(SILENT, true), PATIENCE);
    model.send({ do: act, id: String(Date.now()) });
  };
  const button = (words, act, waiting, kind) =>
    make("button", { type: "button", class: `lcq-button ${kind}`, "data-do": act, onclick: ask(act, waiting) }, words);
  root.append(make("div", { class: "lcq-card", "data-question": name },
    make("p", { class: "lcq-title" }, title),
    make("div", { class: "lcq-saving" },
      save ? button(save, "save", "Writing the file…", "") : null,
      button("Refresh", "refresh", "Reading your answers…", "lcq-second"), heard),
    link, body));
  root.classList.add("lcq-wide");

  function show() {
    const { blocks, said, problem, ack } = model.get("state");
    body.replaceChildren(...blocks.map((block) => KINDS[block.is](block)));
    if (!ack) return;
    clearTimeout(timer);
    tell(problem || said, Boolean(problem));
  }
  function got(message, buffers) {
    if (!message?.file || !buffers?.length) return;
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([buffers[0]], { type: message.type }));
    link.replaceChildren(make("a", { href: address, download: message.file }, `Download ${message.file}`), " to this computer.");
    link.hidden = false;
  }
  model.on("change:state", show);
  model.on("msg:custom", got);
  show();
  signal?.addEventListener("abort", () => {
    clearTimeout(timer);
    if (address) URL.revokeObjectURL(address);
  });
  return () => {
    model.off("change:state", show);
    model.off("msg:custom", got);
  };
}
