// @ts-check
/** What is drawn inside an element, as shapes: read off the page as it stands, so that nothing is drawn twice. */

/**
 * @typedef {import("./svg.js").Shape} Shape
 * @typedef {{ left: number, top: number }} Origin
 */

/** A colour of a computed style as "#rrggbb", undefined if nothing of it is seen. @param {string} colour */
export function asHex(colour) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (alpha === 0 || colour === "transparent") return undefined;
  return `#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** The colours named in a computed gradient or shadow. @param {string} style */
export function coloursOf(style) {
  return (style.match(/rgba?\([^)]*\)/g) ?? []).flatMap((colour) => asHex(colour) ?? []);
}

/** The rings of a computed box-shadow, the topmost first. @param {string} shadow */
export function ringsOf(shadow) {
  return [...shadow.matchAll(/(rgba?\([^)]*\))([^,]*)/g)].map(([, colour, measures]) => {
    const [, , , spread = 0] = measures.match(/-?[\d.]+(?=px)/g)?.map(Number) ?? [];
    return { colour: asHex(colour), spread, isInside: measures.includes("inset") };
  });
}

/** @param {CSSStyleDeclaration} style @returns {import("./svg.js").Rect["fill"]} */
function fillOf({ backgroundImage, backgroundColor }) {
  const colours = coloursOf(backgroundImage);
  if (colours.length === 0) return asHex(backgroundColor);
  return backgroundImage.startsWith("repeating") ? { hatch: colours[colours.length - 1] } : { ramp: colours };
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Place */

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
  const [top, left] = [Number.parseFloat(style.borderTopWidth), Number.parseFloat(style.borderLeftWidth)];
  const stroke = asHex(style.borderTopColor);
  if (top > 0 && left === 0) shapes.push({ kind: "rect", x, y, width, height: top, fill: stroke });
  if (top > 0 && left > 0 && stroke) {
    const sides = { x: x + top / 2, y: y + top / 2, width: width - top, height: height - top };
    const dashes = { dashed: `${3 * top} ${2 * top}`, dotted: `${top} ${top}` };
    const dash = dashes[/** @type {"dashed" | "dotted"} */ (style.borderTopStyle)];
    shapes.push({
      kind: "rect",
      ...sides,
      stroke,
      strokeWidth: top,
      dash,
      radius: radius && radius - top / 2,
    });
  }
  return shapes;
}

/** How far the baseline of a font lies below the middle of its line, and how wide a text is. @param {CSSStyleDeclaration} style @param {string} [text] */
function fontOf(style, text = "") {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return { baseline: Number.parseFloat(style.fontSize) / 3, width: 0 };
  canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down, width } = canvas.measureText(text);
  return { baseline: (up - down) / 2, width };
}

/** @param {string} text @param {number} x its middle @param {number} y its middle @param {number} width @param {CSSStyleDeclaration} style @returns {Shape} */
function wordsAt(text, x, y, width, style) {
  const halo = style.textShadow === "none" ? undefined : coloursOf(style.textShadow)[0];
  const font = {
    size: Number.parseFloat(style.fontSize),
    weight: style.fontWeight,
    family: style.fontFamily,
  };
  const fill = asHex(style.color) ?? "#000000";
  return { kind: "text", x, y: y + fontOf(style).baseline, width, text, ...font, fill, halo };
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

/** @param {Text} node @param {Origin} origin @returns {Shape[]} */
function textShapes(node, origin) {
  const parent = node.parentElement;
  if (!parent || !node.data.trim()) return [];
  const style = getComputedStyle(parent);
  if (Number.parseFloat(style.fontSize) === 0) return [];
  const room =
    style.overflowX === "visible" ? Number.POSITIVE_INFINITY : parent.getBoundingClientRect().width;
  return linesOf(node).map(({ text, rect }) => {
    const kept =
      rect.width > room + 1 ? `${text.slice(0, Math.floor((text.length * room) / rect.width) - 1)}…` : text;
    const width = Math.min(rect.width, room);
    const [x, y] = [rect.left + width / 2 - origin.left, rect.top + rect.height / 2 - origin.top];
    return wordsAt(kept.trim(), x, y, width, style);
  });
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

/** @param {SVGSVGElement} drawing @param {Origin} origin @returns {Shape[]} */
function pathShapes(drawing, origin) {
  const { left, top, width } = drawing.getBoundingClientRect();
  const field = drawing.viewBox.baseVal?.width || width;
  return [...drawing.querySelectorAll("path")].map((path) => {
    const { stroke, strokeWidth, opacity } = getComputedStyle(path);
    return {
      kind: "path",
      d: path.getAttribute("d") ?? "",
      ...{ x: left - origin.left, y: top - origin.top, scale: width / field },
      ...{
        stroke: asHex(stroke) ?? "none",
        strokeWidth: Number.parseFloat(strokeWidth),
        opacity: Number(opacity),
      },
    };
  });
}

/** @param {Element} element @param {Origin} origin @returns {Shape[]} */
function read(element, origin) {
  const style = getComputedStyle(element);
  const isUnseen = style.display === "none" || style.visibility === "hidden" || style.clipPath !== "none";
  if (isUnseen || element.matches(".traveller, .menu, input, select")) return [];
  if (element instanceof SVGSVGElement) return pathShapes(element, origin);
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = { x: left - origin.left, y: top - origin.top, width, height };
  if (element instanceof HTMLCanvasElement) {
    return [{ kind: "image", ...place, href: element.toDataURL("image/png") }];
  }
  const children = [...element.childNodes].flatMap((child) => {
    if (child instanceof Text) return textShapes(child, origin);
    return child instanceof Element ? read(child, origin) : [];
  });
  const pseudo = element instanceof HTMLElement ? pseudoShapes(element, origin) : [];
  return [...boxShapes(place, style), ...children, ...pseudo];
}

/** Everything that is drawn inside an element, in its own coordinates. @param {HTMLElement} root */
export function shapesOf(root) {
  // What is still on its way counts as arrived.
  for (const animation of root.getAnimations({ subtree: true })) animation.finish();
  const origin = root.getBoundingClientRect();
  return { width: origin.width, height: origin.height, shapes: read(root, origin) };
}
