/** What is written on the page, line by line as it is broken there. */

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

/** @typedef {{ left: number, top: number }} Origin */

/** @type {CanvasRenderingContext2D | null} */
let canvas = null;

/** How far the baseline of a font lies below the middle of its line, and how wide a text is. @param {CSSStyleDeclaration} style @param {string} [text] */
export function fontOf(style, text = "") {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return { baseline: Number.parseFloat(style.fontSize) / 3, width: 0 };
  canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down, width } = canvas.measureText(text);
  return { baseline: (up - down) / 2, width };
}

/** @param {string} text @param {number} x its middle @param {number} y its middle @param {number} width @param {CSSStyleDeclaration} style @param {number} [scale] of a drawing @returns {import("./svg.js").Shape} */
export function wordsAt(text, x, y, width, style, scale = 1) {
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
export function textShapes(node, origin) {
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
export function cutAt(shapes, left, right) {
  return shapes.flatMap((shape) => {
    if (shape.kind !== "text")
      return "x" in shape && (shape.x > right || shape.x + shape.width < left) ? [] : shape;
    const [start, end] = [shape.x - shape.width / 2, shape.x + shape.width / 2];
    if (end <= right + 1) return end < left ? [] : shape;
    const count = Math.floor((shape.text.length * (right - start)) / shape.width) - 1;
    if (count < 1) return [];
    return { ...shape, x: (start + right) / 2, width: right - start, text: `${shape.text.slice(0, count)}…` };
  });
}
