/** A drawing as the text of an SVG file that stands alone: no other file, no script, no HTML inside. */

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
function escaped(text) {
  return text
    .replace(IMPOSSIBLE, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** @param {number} value in tenths: finer than a screen shows */
const tenth = (value) => String(Math.round(value * 10) / 10 + 0);

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
