/** What is on the screen as text: an SVG file that stands alone, and what Python draws from. */

/**
 * @typedef {{ hatch: string } | { ramp: string[] }} Pattern lines at 45 degrees, or colours from left to right
 *
 * @typedef {{ kind: "rect", x: number, y: number, width: number, height: number, fill?: string | Pattern,
 *   stroke?: string, strokeWidth?: number, dash?: string, radius?: number }} Rect its edge is centred on its sides
 * @typedef {{ kind: "text", x: number, y: number, width: number, text: string, size: number, weight: string, family: string,
 *   fill: string, halo?: string }} Words x is the middle, y the baseline;
 *   the width holds in another font as well
 * @typedef {{ kind: "lines", lines: number[][], fill?: string | Pattern, stroke?: string, strokeWidth: number, dash?: string,
 *   isRound: boolean, opacity: number }} Lines each the x and y of its points by turns; round are the ends of its strokes
 * @typedef {{ kind: "image", x: number, y: number, width: number, height: number, href: string }} Picture
 * @typedef {Rect | Words | Lines | Picture} Shape
 *
 * @typedef {{ width: number, height: number, shapes: Shape[], background: string, title: string, language: string }} Sheet
 *   its shapes from the lowest to the topmost
 */

const NAMESPACE = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink"; // older programs know a picture's address by this name only
const MARGIN = 12;
const HATCH = 7; // px between two lines

/** Characters that no XML may hold, however they are written. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** @param {string} text */
const escaped = (text) =>
  text
    .replace(IMPOSSIBLE, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** In tenths: finer than a screen shows. @param {number} value */
const tenth = (value) => Math.round(value * 10) / 10 + 0;

/** @param {string} name @param {Record<string, string | number | undefined>} attributes @param {string} [content] */
function element(name, attributes, content) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? tenth(value) : escaped(String(value))}"`)
    .join("");
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** @param {Pattern} pattern @param {string} id */
function definition(pattern, id) {
  if ("ramp" in pattern) {
    const last = Math.max(pattern.ramp.length - 1, 1);
    const stops = pattern.ramp.map((colour, at) =>
      element("stop", { offset: `${Math.round((1000 * at) / last) / 10}%`, "stop-color": colour }),
    );
    return element("linearGradient", { id }, stops.join(""));
  }
  const line = element("rect", { x: 0, y: 0, width: 1.5, height: HATCH, fill: pattern.hatch });
  const size = { width: HATCH, height: HATCH, patternUnits: "userSpaceOnUse" };
  return element("pattern", { id, ...size, patternTransform: "rotate(45)" }, line);
}

/** A fill as an attribute names it. @param {string[]} patterns that were used so far, as JSON @param {string | Pattern | undefined} fill */
function filled(patterns, fill) {
  if (typeof fill !== "object") return fill ?? "none";
  const pattern = JSON.stringify(fill);
  if (!patterns.includes(pattern)) patterns.push(pattern);
  return `url(#fill-${patterns.indexOf(pattern) + 1})`;
}

/** @param {Words} words */
function writtenWords({ x, y, width, text, size, weight, family, fill, halo }) {
  const font = { "font-size": size, "font-weight": weight, "font-family": family };
  const fitted = { textLength: width || undefined, lengthAdjust: width ? "spacingAndGlyphs" : undefined };
  const style = { x, y, ...fitted, ...font, "text-anchor": "middle" };
  const plain = element("text", { ...style, fill }, escaped(text));
  if (!halo) return plain;
  // Below the text, as a text of its own: not every program knows paint-order.
  const edge = { fill: halo, stroke: halo, "stroke-width": 5, "stroke-linejoin": "round" };
  return element("text", { ...style, ...edge }, escaped(text)) + plain;
}

/** @param {Lines} lines @param {string[]} patterns */
function writtenLines({ lines, fill, stroke, strokeWidth, dash, isRound, opacity }, patterns) {
  const runs = lines.map((line) => `M${line.map(tenth).join(" ")}`);
  return element("path", {
    ...{ d: runs.join(""), fill: filled(patterns, fill), stroke, "stroke-width": strokeWidth },
    ...{ "stroke-dasharray": dash, "stroke-linecap": isRound ? "round" : undefined },
    opacity: opacity < 1 ? String(opacity) : undefined,
  });
}

/** @param {Shape} shape @param {string[]} patterns */
function written(shape, patterns) {
  if (shape.kind === "text") return writtenWords(shape);
  if (shape.kind === "image") {
    const { kind: _, href, ...place } = shape;
    return element("image", { ...place, href, "xlink:href": href, style: "image-rendering: pixelated" });
  }
  if (shape.kind === "lines") return writtenLines(shape, patterns);
  const { x, y, width, height, fill, stroke, strokeWidth, dash, radius } = shape;
  return element("rect", {
    ...{ x, y, width, height, rx: radius || undefined },
    ...{ fill: filled(patterns, fill), stroke, "stroke-width": strokeWidth, "stroke-dasharray": dash },
  });
}

/** The whole file. @param {Sheet} sheet */
export function svgText({ width, height, shapes, background, title, language }) {
  /** @type {string[]} */
  const patterns = [];
  const lines = shapes.map((shape) => written(shape, patterns));
  const defined = patterns.map((each, at) => definition(JSON.parse(each), `fill-${at + 1}`));
  const [across, down] = [Math.ceil(width) + 2 * MARGIN, Math.ceil(height) + 2 * MARGIN];
  const place = { x: -MARGIN, y: -MARGIN, width: across, height: down };
  const head = {
    xmlns: NAMESPACE,
    "xmlns:xlink": XLINK,
    "xml:lang": language,
    width: across,
    height: down,
    viewBox: `${-MARGIN} ${-MARGIN} ${across} ${down}`,
    style: "font-variant-numeric: tabular-nums",
  };
  const parts = [
    element("title", {}, escaped(title)),
    element("defs", {}, defined.join("")),
    element("rect", { ...place, fill: background }),
    ...lines,
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", head, `\n${parts.join("\n")}\n`)}\n`;
}

/**
 * @typedef {ReturnType<typeof import("./on_screen.js").shapesOf>} Shown
 * @typedef {{ name: string, values: readonly (string | number)[] }} Film what an animation goes through: a setting, and what
 *   it is in each frame
 */

export const MOST_FRAMES = 60;
export const MOST_BYTES = 4_000_000; // of the text; as lessons/kit/paper/description.py

/** At most so many of them, all over; the last is always there. @template Value @param {readonly Value[]} values @param {number} [most] */
export function someOf(values, most = MOST_FRAMES) {
  const every = Math.ceil(values.length / most);
  return values.filter((_, at) => (values.length - 1 - at) % every === 0);
}

/** The steps that an animation shows: all of them, or of a long way the ends of its rows. @param {number} steps @param {number} rowLength @param {number} [start] the first */
export function stepsShown(steps, rowLength, start = 1) {
  const every = Array.from({ length: steps + 1 - start }, (_, at) => start + at);
  if (every.length <= MOST_FRAMES) return every;
  return someOf(every.filter((step) => step % rowLength === 0 || step === steps));
}

/** @param {Shown[]} frames @param {{ background: string, title: string }} about */
function textOf(frames, { background, title }) {
  /** @type {Map<string, number>} */
  const shapes = new Map();
  const shown = frames.map((frame) =>
    frame.shapes.map((shape) => {
      const text = JSON.stringify(shape, (_, value) => (typeof value === "number" ? tenth(value) : value));
      const at = shapes.get(text) ?? shapes.size;
      shapes.set(text, at);
      return at;
    }),
  );
  const [width, height] = [frames.map((each) => each.width), frames.map((each) => each.height)];
  const size = { width: Math.ceil(Math.max(...width)), height: Math.ceil(Math.max(...height)) };
  const head = JSON.stringify({ ...size, background, title, frames: shown });
  return `${head.slice(0, -1)},"shapes":[${[...shapes.keys()].join(",")}]}`;
}

/** As the body of a question: of frames that are too much for one, every second or third. @param {Shown[]} frames @param {{ background: string, title: string }} about @returns {string} */
export function descriptionOf(frames, about) {
  const text = textOf(frames, about);
  if (frames.length === 1 || new Blob([text]).size <= MOST_BYTES) return text;
  return descriptionOf(someOf(frames, Math.floor(frames.length / 2)), about);
}
