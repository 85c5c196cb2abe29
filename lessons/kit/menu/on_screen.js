/** What is drawn and written inside an element, as shapes: read off the page as it stands, so that nothing is drawn twice. */

import { make } from "../dom/dom.js";
import { lineShapes } from "./drawn_lines.js";

/** @import { Shape } from "./svg.js" */

/** A colour of a computed style as "#rrggbb", undefined if nothing of it is seen. @param {string} colour */
export function asHex(colour) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (alpha === 0 || colour === "transparent") return undefined;
  return `#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** The colours named in a computed gradient or shadow. @param {string} style */
export const coloursOf = (style) =>
  (style.match(/rgba?\([^)]*\)/g) ?? []).flatMap((colour) => asHex(colour) ?? []);

/** @typedef {{ left: number, top: number }} Origin */

/** @type {CanvasRenderingContext2D | null} */
let canvas = null;

/** How far the baseline of a font lies below the middle of its line, and how wide a text is. @param {CSSStyleDeclaration} style @param {string} [text] */
function fontOf(style, text = "") {
  canvas ??= make("canvas").getContext("2d");
  if (!canvas) return { baseline: Number.parseFloat(style.fontSize) / 3, width: 0 };
  canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down, width } = canvas.measureText(text);
  return { baseline: (up - down) / 2, width };
}

/** @param {string} text @param {number} x its middle @param {number} y its middle @param {number} width @param {CSSStyleDeclaration} style @param {number} [scale] of a drawing @returns {import("./svg.js").Shape} */
function wordsAt(text, x, y, width, style, scale = 1) {
  const halo = style.textShadow === "none" ? undefined : coloursOf(style.textShadow)[0];
  const font = {
    size: Number.parseFloat(style.fontSize) * scale,
    weight: style.fontWeight,
    family: style.fontFamily,
  };
  const fill = asHex(style.color) ?? "#000000";
  return { kind: "text", x, y: y + fontOf(style).baseline * scale, width, text, ...font, fill, halo };
}

/** The lines of a text as it is broken on the screen. @param {Text} node @returns {{ text: string, rect: DOMRect }[]} */
function linesOf(node) {
  const range = document.createRange();
  range.setStart(node, node.length - node.data.trimStart().length);
  range.setEnd(node, node.data.trimEnd().length);
  const whole = range.getBoundingClientRect();
  if (range.getClientRects().length <= 1) return [{ text: node.data.trim(), rect: whole }];
  /** @type {Map<number, [start: number, end: number]>} */
  const lines = new Map();
  for (let at = 0; at < node.length; at++) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { top, width } = range.getBoundingClientRect();
    if (width > 0) lines.set(Math.round(top), [lines.get(Math.round(top))?.[0] ?? at, at + 1]);
  }
  return [...lines.values()].map(([start, end]) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    return { text: node.data.slice(start, end), rect: range.getBoundingClientRect() };
  });
}

/** @param {Text} node @param {Origin} origin @returns {import("./svg.js").Shape[]} */
function textShapes(node, origin) {
  const parent = node.parentElement;
  if (!parent || !node.data.trim()) return [];
  const style = getComputedStyle(parent);
  if (Number.parseFloat(style.fontSize) === 0) return [];
  const matrix = parent instanceof SVGGraphicsElement ? parent.getScreenCTM() : null;
  const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
  return linesOf(node).map(({ text, rect }) => {
    const [x, y] = [rect.left + rect.width / 2 - origin.left, rect.top + rect.height / 2 - origin.top];
    const words = wordsAt(text.trim(), x, y, rect.width, style, scale);
    return matrix ? { ...words, fill: asHex(style.fill) ?? "#000000" } : words;
  });
}

/** What of some shapes is seen in a box that shows no more than its width: a text that goes on ends in "…". @param {import("./svg.js").Shape[]} shapes @param {number} left @param {number} right */
const cutAt = (shapes, left, right) =>
  shapes.flatMap((shape) => {
    if (shape.kind !== "text")
      return "x" in shape && (shape.x > right || shape.x + shape.width < left) ? [] : shape;
    const [start, end] = [shape.x - shape.width / 2, shape.x + shape.width / 2];
    if (end <= right + 1) return end < left ? [] : shape;
    const count = Math.floor((shape.text.length * (right - start)) / shape.width) - 1;
    if (count < 1) return [];
    return { ...shape, x: (start + right) / 2, width: right - start, text: `${shape.text.slice(0, count)}…` };
  });

/** The rings of a computed box-shadow, the topmost first. @param {string} shadow */
export const ringsOf = (shadow) =>
  [...shadow.matchAll(/(rgba?\([^)]*\))([^,]*)/g)].map(([, colour, measures]) => {
    const [, , , spread = 0] = measures.match(/-?[\d.]+(?=px)/g)?.map(Number) ?? [];
    return { colour: asHex(colour), spread, isInside: measures.includes("inset") };
  });

const BETWEEN = 12; // px between the field and what stands below it
const LEFT_OUT = ".traveller, .menu, .copy, input[type=range], input[type=file]";

/** @param {CSSStyleDeclaration} style @returns {import("./svg.js").Rect["fill"]} */
function fillOf({ backgroundImage, backgroundColor, backgroundSize }) {
  const colours = coloursOf(backgroundImage);
  const isWhole = backgroundSize === "auto";
  if (colours.length === 0 || !isWhole) return asHex(backgroundColor);
  return backgroundImage.startsWith("repeating") ? { hatch: colours[colours.length - 1] } : { ramp: colours };
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Place */

/** A frame, a line on top, or lines at the sides. @param {Place} place @param {CSSStyleDeclaration} style @param {number} radius @returns {Shape[]} */
function borderShapes({ x, y, width, height }, style, radius) {
  const [top, right, left] = [style.borderTopWidth, style.borderRightWidth, style.borderLeftWidth].map(
    Number.parseFloat,
  );
  const stroke = asHex(style.borderTopColor);
  if (top > 0 && left > 0 && stroke) {
    const sides = { x: x + top / 2, y: y + top / 2, width: width - top, height: height - top };
    const dashes = { dashed: `${3 * top} ${2 * top}`, dotted: `${top} ${top}` };
    const dash = dashes[/** @type {"dashed" | "dotted"} */ (style.borderTopStyle)];
    const round = radius && radius - top / 2;
    return [{ kind: "rect", ...sides, stroke, strokeWidth: top, dash, radius: round }];
  }
  if (top > 0) return [{ kind: "rect", x, y, width, height: top, fill: stroke }];
  const side = asHex(style.borderLeftColor);
  return [
    { x, width: left },
    { x: x + width - right, width: right },
  ]
    .filter((line) => line.width > 0)
    .map((line) => ({ kind: "rect", ...line, y, height, fill: side }));
}

/** @param {Place} place @param {CSSStyleDeclaration} style @returns {Shape[]} */
function boxShapes({ x, y, width, height }, style) {
  /** @type {Shape[]} */
  const shapes = [];
  const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
  const fill = fillOf(style);
  if (fill) shapes.push({ kind: "rect", x, y, width, height, fill, radius });
  for (const { colour, spread, isInside } of ringsOf(style.boxShadow).reverse()) {
    if (!colour || spread === 0) continue;
    const out = isInside ? -spread / 2 : spread / 2;
    const sides = { x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out };
    shapes.push({ kind: "rect", ...sides, stroke: colour, strokeWidth: spread, radius: radius + out });
  }
  return [...shapes, ...borderShapes({ x, y, width, height }, style, radius)];
}

/** A swatch before a word, a second line below a number. @param {HTMLElement} element @param {Origin} origin @returns {Shape[]} */
function pseudoShapes(element, origin) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [before, after] = ["::before", "::after"].map((part) => getComputedStyle(element, part));
  const shapes = [];
  if (before.content === '""' && before.display === "inline-block") {
    const side = Number.parseFloat(before.width);
    const y = top + (height - side) / 2 - origin.top;
    shapes.push(...boxShapes({ x: left - origin.left, y, width: side, height: side }, before));
  }
  if (/^".+"$/.test(after.content)) {
    // The number and this line stand in the middle of their cell, one above the other.
    const [first, second] = [getComputedStyle(element).lineHeight, after.lineHeight].map(Number.parseFloat);
    const middle = top + height / 2 + (first + second) / 2 - second / 2;
    const text = after.content.slice(1, -1);
    const [x, y] = [left + width / 2 - origin.left, middle - origin.top];
    shapes.push(wordsAt(text, x, y, fontOf(after, text).width, after));
  }
  return shapes;
}

/** What stands in a field of a form. @param {HTMLInputElement | HTMLSelectElement} field @param {Place} place @param {CSSStyleDeclaration} style @returns {Shape[]} */
function valueShapes(field, { x, y, height }, style) {
  const text = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.text : field.value;
  if (!text) return [];
  const { width } = fontOf(style, text);
  const left = x + Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
  return [wordsAt(text, left + width / 2, y + height / 2, width, style)];
}

/** What a picture of the page shows; "" where it has no pixels, null for what is none. @param {Element} element */
function pixelsOf(element) {
  if (element instanceof HTMLCanvasElement) return element.toDataURL("image/png");
  if (element instanceof SVGImageElement)
    return element.href.baseVal.startsWith("data:image/png") ? element.href.baseVal : "";
  if (!(element instanceof HTMLImageElement)) return null;
  const canvas = make("canvas", { width: element.naturalWidth, height: element.naturalHeight });
  if (canvas.width * canvas.height === 0) return "";
  canvas.getContext("2d")?.drawImage(element, 0, 0);
  return canvas.toDataURL("image/png");
}

/** What an element holds that is no box with others in it, null for a box. @param {Element} element @param {Place} place @param {Origin} origin @returns {Shape[] | null} */
function contentShapes(element, place, origin) {
  if (element instanceof SVGGeometryElement) return lineShapes(element, origin);
  if (element instanceof SVGDefsElement) return [];
  const href = pixelsOf(element);
  if (href === null) return null;
  return href ? [{ kind: "image", ...place, href }] : [];
}

/** @param {Element} element @param {Origin} origin @returns {Shape[]} */
function read(element, origin) {
  const style = getComputedStyle(element);
  const isDrawn = element instanceof SVGElement;
  const isAside = style.clipPath !== "none" && !isDrawn;
  if (isAside || style.display === "none" || style.visibility === "hidden" || element.matches(LEFT_OUT))
    return [];
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = { x: left - origin.left, y: top - origin.top, width, height };
  const content = contentShapes(element, place, origin);
  if (content) return content;
  const box = isDrawn ? [] : boxShapes(place, style);
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
    return [...box, ...valueShapes(element, place, style)];
  const children = [...element.childNodes].flatMap((child) => {
    if (child instanceof Text) return textShapes(child, origin);
    return child instanceof Element ? read(child, origin) : [];
  });
  const pseudo = element instanceof HTMLElement ? pseudoShapes(element, origin) : [];
  const isCut = style.overflowX !== "visible" && !isDrawn;
  return [...box, ...(isCut ? cutAt(children, place.x, place.x + width) : children), ...pseudo];
}

/** What is drawn inside some elements, one below the other, in coordinates that begin where the first does. @param {Element[]} parts */
export function shapesOf(parts) {
  /** @type {Shape[]} */
  const shapes = [];
  let [width, height] = [0, 0];
  const { left } = parts[0].getBoundingClientRect();
  for (const part of parts) {
    // What is still on its way counts as arrived.
    for (const animation of part.getAnimations({ subtree: true })) animation.finish();
    const box = part.getBoundingClientRect();
    if (box.height === 0) continue;
    const below = height === 0 ? 0 : height + BETWEEN;
    shapes.push(...read(part, { left, top: box.top - below }));
    [width, height] = [Math.max(width, box.right - left), below + box.height];
  }
  return { width, height, shapes };
}
