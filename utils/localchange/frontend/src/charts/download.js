// Files made in the browser: the figures, and the picture as SVG or PNG. Nothing goes over the network.

const SVG = "http://www.w3.org/2000/svg";
const KEPT = ["fill", "stroke", "color", "font-family", "font-size", "font-weight", "text-anchor", "stroke-dasharray"];

/** Hand the reader a file. */
export function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A copy of a drawing that carries its own colours and fonts, whatever page it is opened in. */
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((element, i) => {
    const style = getComputedStyle(element);
    const own = copies[i].style;
    for (const property of KEPT) own.setProperty(property, style.getPropertyValue(property));
    own.removeProperty("overflow");
  });
  copy.querySelectorAll("style").forEach((style) => style.remove());
  return copy;
}

function line(text, y, size, weight, fill) {
  const words = document.createElementNS(SVG, "text");
  const set = { x: 12, y, "font-size": size, "font-weight": weight, "font-family": "sans-serif", fill };
  for (const [key, value] of Object.entries(set)) words.setAttribute(key, value);
  words.textContent = text;
  return words;
}

/** Cut a sentence into lines of a length. */
function wrap(text, length) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > length && lines.at(-1)) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

/** The key of a drawing, from the swatches above it on the page, as marks and words in a row. */
function drawKey(swatches, y, width) {
  const group = document.createElementNS(SVG, "g");
  let x = 12;
  let line_ = y;
  for (const { look, colour, label } of swatches) {
    const needs = 30 + label.length * 6.6;
    if (x + needs > width) {
      x = 12;
      line_ += 18;
    }
    const mark = document.createElementNS(SVG, ["dashed", "dotted", "line", "whisker"].includes(look) ? "line" : "rect");
    const flat = { x, y: line_ - 10, width: 18, height: 11, stroke: colour };
    const level = { x1: x, x2: x + 18, y1: line_ - 4, y2: line_ - 4, stroke: colour };
    const set = {
      dashed: { ...level, "stroke-width": 2, "stroke-dasharray": "5 3" },
      dotted: { ...level, "stroke-width": 3, "stroke-dasharray": "2 4" },
      line: { ...level, "stroke-width": 3 },
      whisker: { x1: x + 9, x2: x + 9, y1: line_ - 11, y2: line_ + 2, stroke: colour, "stroke-width": 2 },
      soft: { ...flat, fill: colour, "fill-opacity": 0.35 },
      wash: { ...flat, fill: colour, "fill-opacity": 0.3, stroke: "none" },
      frame: { ...flat, fill: "none", "stroke-width": 2 },
      hatch: { ...flat, fill: "none", "stroke-width": 1.5, "stroke-dasharray": "3 2" },
      dense: { ...flat, fill: colour, "fill-opacity": 0.75, "stroke-width": 1.5, "stroke-dasharray": "3 2" },
    }[look] ?? { ...flat, fill: colour };
    for (const [key, value] of Object.entries(set)) mark.setAttribute(key, value);
    const words = line(label, line_, 12, 400, "currentColor");
    words.setAttribute("x", x + 24);
    group.append(mark, words);
    x += needs;
  }
  return { group, bottom: line_ };
}

/**
 * One SVG of all the drawings of a picture, with title above, keys beside and notes below.
 *
 * A page in a dark theme gives the picture on white too, because it is for a document or a slide.
 */
export function compose(root, title, subtitle, notes) {
  const dressed = root.closest(".lc-root");
  dressed.classList.add("lc-light");
  try {
    return composed(root, title, subtitle, notes);
  } finally {
    dressed.classList.remove("lc-light");
  }
}

function composed(root, title, subtitle, notes) {
  const drawings = [...root.querySelectorAll("svg.lc-svg")];
  const style = getComputedStyle(root);
  const named = (name) => style.getPropertyValue(`--lc-${name}`).trim();
  const width = Math.max(...drawings.map((svg) => svg.getBoundingClientRect().width)) + 24;
  const whole = document.createElementNS(SVG, "svg");
  whole.setAttribute("xmlns", SVG);
  whole.setAttribute("color", named("ink"));
  const ground = document.createElementNS(SVG, "rect");
  whole.append(ground);
  let y = 12;
  const write = (text, size, weight) => {
    for (const part of wrap(text, Math.floor((width - 24) / (size * 0.53)))) {
      y += size * 1.35;
      whole.append(line(part, y, size, weight, named("ink")));
    }
  };
  write(title, 17, 700);
  if (subtitle) write(subtitle, 13, 400);
  y += 10;
  for (const svg of drawings) {
    const box = svg.getBoundingClientRect();
    if (svg.dataset.heading) {
      write(svg.dataset.heading, 13, 700);
      y += 6;
    }
    if (svg.dataset.key) {
      const swatches = JSON.parse(svg.dataset.key).map((one) => ({ ...one, colour: named(one.colour) }));
      const { group, bottom } = drawKey(swatches, y + 12, width);
      whole.append(group);
      y = bottom + 8;
    }
    const copy = standalone(svg);
    const set = { x: 12, y, width: box.width, height: box.height };
    for (const [key, value] of Object.entries(set)) copy.setAttribute(key, value);
    whole.append(copy);
    y += box.height + 6;
  }
  for (const note of notes) write(note, 11, 400);
  y = Math.ceil(y + 14);
  whole.setAttribute("width", width);
  whole.setAttribute("height", y);
  whole.setAttribute("viewBox", `0 0 ${width} ${y}`);
  const set = { width, height: y, fill: named("paper") };
  for (const [key, value] of Object.entries(set)) ground.setAttribute(key, value);
  return new XMLSerializer().serializeToString(whole);
}

/** The composed SVG as a PNG of twice its size, for a slide or a document. */
export async function png(text) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    await new Promise((done, failed) => {
      image.onload = done;
      image.onerror = () => failed(new Error("The picture could not be made. Try SVG instead."));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
