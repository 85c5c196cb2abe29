/** A tensor or what a layer takes, as a brick: N a dashed frame, C its depth, H its height, W its width. */

import { bytesOf } from "../../kit/arithmetic/packed.js";
import { make, makeSvg, setText } from "../../kit/dom/dom.js";

/**
 * @typedef {object} Brick
 * @property {string} kind
 * @property {[name: string, length: number | string][]} axes
 * @property {string} dtype
 * @property {string} pixels the name of its picture, "" for none
 *
 * @typedef {Record<string, string>} Pictures by name: bytes in base64
 * @typedef {{ x: number, y: number }} Point
 */

const [WIDE, HIGH] = [300, 196];
const LONGEST_SIDE = 112; // px of the longest of H and W
const MOST_SHEETS = 32;
const FREE = 84; // px of an axis whose length is free
const [AWAY_X, AWAY_Y] = [0.84, -0.4]; // where depth leads to

/** @param {number | string} length @param {number} unit */
const sideOf = (length, unit) => (typeof length === "number" ? Math.max(length * unit, 6) : FREE);

/** @param {Record<string, number | string>} lengths */
function measures({ C = 1, H = 1, W = 1 }) {
  const sides = [H, W].filter((length) => typeof length === "number");
  const unit = LONGEST_SIDE / Math.max(...sides, 1);
  const channels = typeof C === "number" ? C : 3;
  const sheets = Math.min(channels, MOST_SHEETS);
  const depth = channels === 1 ? 10 : Math.min(18 + 8 * channels, 120);
  return { height: sideOf(H, unit), width: sideOf(W, unit), sheets, depth };
}

/** A label; on a phone there is no room for its "=". @param {string} text */
function writing(text) {
  const [name, length] = text.split(" = ");
  if (length === undefined) return [document.createTextNode(text)];
  const equals = makeSvg("tspan", { class: "equals" }, document.createTextNode(" ="));
  return [document.createTextNode(name), equals, document.createTextNode(` ${length}`)];
}

/** A bar with dots at its ends, and its label. @param {string} axis @param {Point} a @param {Point} b @param {Point} place @param {string} anchor @param {string} text */
function bar(axis, a, b, place, anchor, text) {
  const line = makeSvg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y });
  const dots = [a, b].map(({ x, y }) => makeSvg("circle", { cx: x, cy: y, r: 3 }));
  const label = makeSvg("text", { x: place.x, y: place.y, "text-anchor": anchor }, ...writing(text));
  return makeSvg("g", { class: "axis", "data-axis": axis }, line, ...dots, label);
}

/** @param {Brick} brick @param {string} name */
const lengthOf = ({ axes }, name) => axes.find(([axis]) => axis === name)?.[1];
/** @param {string} name @param {number | string} length */
const labelled = (name, length) => `${name} ${typeof length === "number" ? `= ${length}` : length}`;

/** The sheets from the last channel to the first, and the bars of the axes. @param {Brick} brick @param {Pictures} pictures @param {(length: number | string) => number | string} word */
function block(brick, pictures, word) {
  const lengths = Object.fromEntries(brick.axes);
  const { height, width, sheets, depth } = measures(lengths);
  const [across, up] = [depth * AWAY_X, depth * AWAY_Y];
  const left = Math.max((WIDE - width - across) / 2, 44) + (lengths.C === undefined ? 0 : -6);
  const base = Math.min((HIGH + height - up) / 2 - 4, HIGH - 34);
  const images = sheetImages(decode(pictures[brick.pixels]), lengths, sheets);
  const free = [lengths.H, lengths.W].some((length) => typeof length === "string") ? "free" : "";
  const parts = Array.from({ length: sheets }, (_, at) => {
    const far = sheets === 1 ? 0 : at / (sheets - 1);
    const place = { x: left + far * across, y: base - height + far * up, width, height };
    const picture = images[at]
      ? [makeSvg("image", { ...place, href: images[at], preserveAspectRatio: "none" })]
      : [];
    return makeSvg("g", { class: `sheet ${free}` }, ...picture, makeSvg("rect", place));
  }).reverse();
  const bars = [];
  const right = left + width;
  if (lengths.H !== undefined)
    bars.push(
      bar(
        "H",
        { x: left - 9, y: base - height },
        { x: left - 9, y: base },
        { x: left - 16, y: base - height / 2 + 5 },
        "end",
        labelled("H", word(lengths.H)),
      ),
    );
  if (lengths.W !== undefined)
    bars.push(
      bar(
        "W",
        { x: left, y: base + 9 },
        { x: right, y: base + 9 },
        { x: left + width / 2, y: base + 27 },
        "middle",
        labelled("W", word(lengths.W)),
      ),
    );
  if (lengths.C !== undefined) {
    const [from, to] = [
      { x: right + 7, y: base + 3 },
      { x: right + 7 + Math.max(across, 8), y: base + 3 + Math.min(up, -4) },
    ];
    bars.push(
      bar(
        "C",
        from,
        to,
        { x: (from.x + to.x) / 2 + 10, y: (from.y + to.y) / 2 + 18 },
        "start",
        labelled("C", word(lengths.C)),
      ),
    );
  }
  return [...parts, ...bars];
}

const [ROW_LEFT, ROW_WIDE, ROW_HIGH] = [70, 190, 16];
const LONGEST_ROW = 3000; // features

/** Rows of features, their length to scale. @param {Brick} brick @param {(length: number | string) => number | string} word */
function rows(brick, word) {
  const [many, features] = [lengthOf(brick, "N"), lengthOf(brick, "features") ?? 1];
  const shown = typeof many === "number" ? Math.min(many, 5) : 1;
  const width = Math.max((ROW_WIDE * Math.min(Number(features), LONGEST_ROW)) / LONGEST_ROW, 4);
  const top = HIGH / 2 - (shown * (ROW_HIGH + 4)) / 2;
  const parts = Array.from({ length: shown }, (_, at) =>
    makeSvg(
      "g",
      { class: "sheet" },
      makeSvg("rect", { x: ROW_LEFT, y: top + at * (ROW_HIGH + 4), width, height: ROW_HIGH }),
    ),
  );
  const bottom = top + shown * (ROW_HIGH + 4) + 4;
  const end = { x: ROW_LEFT + width, y: bottom };
  const text = labelled("features", word(features));
  return [
    ...parts,
    bar("features", { x: ROW_LEFT, y: bottom }, end, { x: ROW_LEFT, y: bottom + 20 }, "start", text),
  ];
}

/** All axes in words, for those who do not see the drawing. @param {Brick} brick @param {(length: number | string) => number | string} word */
function spoken({ axes, dtype }, word) {
  return [...axes.map(([name, length]) => labelled(name, word(length))), dtype].filter(Boolean).join(", ");
}

/** Everything that is drawn of a brick. @param {Brick} brick @param {Pictures} pictures @param {(length: number | string) => number | string} word */
function drawn(brick, pictures, word) {
  const many = lengthOf(brick, "N");
  const body = lengthOf(brick, "features") === undefined ? block(brick, pictures, word) : rows(brick, word);
  if (many === undefined) return body;
  const label = makeSvg("text", { x: 12, y: 22 }, ...writing(labelled("N", word(many))));
  return [...body, makeSvg("g", { class: "axis", "data-axis": "N" }, label)];
}

/** @param {Element} drawing @param {string} look @param {(axis: string) => boolean} isSo */
function markAxes(drawing, look, isSo) {
  for (const axis of drawing.querySelectorAll(".axis")) {
    axis.classList.toggle(look, isSo(/** @type {SVGElement} */ (axis).dataset.axis ?? ""));
  }
}

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createBrick(kit) {
  const svg = makeSvg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" });
  const type = make("span.type");
  const frame = make("div.brick", svg, type);
  const word = (/** @type {number | string} */ length) =>
    length === "any" ? kit.label("shape.any") : length;
  let shown = "";
  return {
    element: frame,
    /** @param {Brick | null} brick @param {Pictures} pictures @param {Set<string>} conflicts */
    show(brick, pictures, conflicts) {
      const state = JSON.stringify([brick, brick && pictures[brick.pixels], [...conflicts]]);
      if (state === shown) return;
      shown = state;
      const many = brick ? lengthOf(brick, "N") : undefined;
      frame.classList.toggle("empty", brick === null);
      frame.classList.toggle("batch", many !== undefined);
      frame.classList.toggle("many", Number(many ?? 1) > 1);
      svg.replaceChildren(...(brick ? drawn(brick, pictures, word) : []));
      svg.setAttribute("aria-label", brick ? spoken(brick, word) : "");
      setText(type, brick?.dtype ?? "");
      markAxes(svg, "conflict", (axis) => conflicts.has(axis) || conflicts.has("all"));
      type.classList.toggle("conflict", conflicts.has("dtype") || conflicts.has("kind"));
    },
    /** Outline an axis that is pointed at, "" for none. @param {string} name */
    point(name) {
      markAxes(svg, "pointed", (axis) => name !== "" && (axis === name || name === "all"));
      type.classList.toggle("pointed", name === "dtype" || name === "kind");
    },
  };
}

/** Bytes from base64; null for none. @param {string | undefined} text */
export function decode(text) {
  return text ? bytesOf(text) : null;
}

const OPAQUE = 0xff000000;

/** One grey picture as a data address. @param {ArrayLike<number>} bytes @param {number} from @param {number} height @param {number} width */
function sheetImage(bytes, from, height, width) {
  const canvas = make("canvas", { width, height });
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let at = 0; at < words.length; at++) words[at] = OPAQUE | (bytes[from + at] * 0x010101);
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas.toDataURL("image/png");
}

/**
 * A picture for each channel that is drawn; where more channels are there, evenly spread ones.
 * @param {ArrayLike<number> | null} bytes in the order of the axes
 * @param {Record<string, number | string>} lengths by axis
 * @param {number} sheets how many are drawn
 * @returns {string[]}
 */
export function sheetImages(bytes, { C = 1, H, W }, sheets) {
  if (!bytes || typeof H !== "number" || typeof W !== "number" || typeof C !== "number") return [];
  if (bytes.length < C * H * W) return [];
  return Array.from({ length: sheets }, (_, at) => {
    const channel = sheets === C ? at : Math.round((at * (C - 1)) / Math.max(sheets - 1, 1));
    return sheetImage(bytes, channel * H * W, H, W);
  });
}

/** A picture in colour of planes R, G, B that lie behind each other. @param {ArrayLike<number>} bytes @param {number} height @param {number} width */
export function colourImage(bytes, height, width) {
  const canvas = make("canvas", { width, height });
  const pixels = new ImageData(width, height);
  const plane = height * width;
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) pixels.data[4 * at + channel] = bytes[channel * plane + at];
    pixels.data[4 * at + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas.toDataURL("image/png");
}
