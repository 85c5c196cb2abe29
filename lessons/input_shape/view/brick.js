/** A tensor or what a layer takes, as a brick: N a dashed frame, C its depth, H its height, W its width. */

import { bytesOf } from "../../kit/arithmetic/grid.js";
import { isAnew, make, makeSvg, setText } from "../../kit/dom/dom.js";
import { drawPixels } from "../../kit/grid/map.js";
import { greyPixels, pixelOf } from "../../kit/grid/scale.js";
import { axesOf } from "../model/limits.js";
import { conflictsIn, panel } from "./message.js";

/**
 * @typedef {{ kind: string, axes: [name: string, length: number | string][], dtype: string, pixels: string }} Brick pixels:
 *   the name of its picture, "" for none
 * @typedef {Record<string, string>} Pictures by name: bytes in base64
 * @typedef {[x: number, y: number]} Point
 */

/** A tensor as it is drawn. @param {readonly number[]} shape @param {string} dtype @param {string} [pixels] @returns {Brick} */
export function tensorOf(shape, dtype, pixels = "") {
  const axes = axesOf(shape.length);
  return { kind: "Tensor", axes: shape.map((length, at) => [axes[at], length]), dtype, pixels };
}

const [WIDE, HIGH] = [300, 196];
const LONGEST_SIDE = 112; // px of the longest of H and W
const MOST_SHEETS = 32;
const FREE = 84; // px of an axis whose length is free
const [AWAY_X, AWAY_Y] = [0.84, -0.4]; // where depth leads to
const DEEPEST = 104; // px: a deeper stack would touch the frame and look cut off

/** @param {number | string} length @param {number} unit */
const sideOf = (length, unit) => (typeof length === "number" ? Math.max(length * unit, 6) : FREE);

/** @param {Record<string, number | string>} lengths */
function measures({ C = 1, H = 1, W = 1 }) {
  const sides = [H, W].filter((length) => typeof length === "number");
  const unit = LONGEST_SIDE / Math.max(...sides, 1);
  const channels = typeof C === "number" ? C : 3;
  const sheets = Math.min(channels, MOST_SHEETS);
  const depth = channels === 1 ? 10 : Math.min(18 + 8 * channels, DEEPEST);
  return { height: sideOf(H, unit), width: sideOf(W, unit), sheets, depth };
}

/** A label; on a phone there is no room for its "=". @param {string} text */
function writing(text) {
  const [name, length] = text.split(" = ");
  if (length === undefined) return [text];
  const equals = makeSvg("tspan", { class: "no-phone" }, " =");
  return [name, equals, ` ${length}`];
}

/** @param {Brick} brick @param {string} name */
const lengthOf = ({ axes }, name) => axes.find(([axis]) => axis === name)?.[1];
/** @param {string} name @param {number | string} length */
const labelled = (name, length) => `${name} ${typeof length === "number" ? `= ${length}` : length}`;

/** A bar with dots at its ends, and its label. @param {string} axis @param {number | string} length @param {Point} a @param {Point} b @param {Point} place @param {string} anchor */
function bar(axis, length, [x1, y1], [x2, y2], [x, y], anchor) {
  const line = makeSvg("line", { x1, y1, x2, y2 });
  const ends = [makeSvg("circle", { cx: x1, cy: y1, r: 3 }), makeSvg("circle", { cx: x2, cy: y2, r: 3 })];
  const label = makeSvg("text", { x, y, "text-anchor": anchor }, ...writing(labelled(axis, length)));
  return makeSvg("g", { class: "axis", "data-axis": axis }, line, ...ends, label);
}

/** The sheets from the last channel to the first, and the bars of the axes. @param {Brick} brick @param {Pictures} pictures */
function block(brick, pictures) {
  const lengths = Object.fromEntries(brick.axes);
  const { height, width, sheets, depth } = measures(lengths);
  const [across, up] = [depth * AWAY_X, depth * AWAY_Y];
  const left = Math.max((WIDE - width - across) / 2, 44) + (lengths.C === undefined ? 0 : -6);
  const base = Math.min((HIGH + height - up) / 2 - 4, HIGH - 34);
  const images = sheetImages(pictures[brick.pixels], lengths, sheets);
  const free = [lengths.H, lengths.W].some((length) => typeof length === "string") ? "free" : "";
  const parts = Array.from({ length: sheets }, (_, at) => {
    const far = sheets === 1 ? 0 : at / (sheets - 1);
    const place = { x: left + far * across, y: base - height + far * up, width, height };
    const picture = images[at]
      ? [makeSvg("image", { ...place, href: images[at], preserveAspectRatio: "none" })]
      : [];
    return makeSvg("g", { class: `sheet ${free}` }, ...picture, makeSvg("rect", place));
  }).reverse();
  const [right, start] = [left + width, left + width + 7];
  const [end, top] = [start + Math.max(across, 8), base + 3 + Math.min(up, -4)];
  /** @type {[axis: string, from: Point, to: Point, place: Point, anchor: string][]} */
  const bars = [
    ["H", [left - 9, base - height], [left - 9, base], [left - 16, base - height / 2 + 5], "end"],
    ["W", [left, base + 9], [right, base + 9], [left + width / 2, base + 27], "middle"],
    ["C", [start, base + 3], [end, top], [(start + end) / 2 + 10, (base + 3 + top) / 2 + 18], "start"],
  ];
  const there = bars.filter(([axis]) => lengths[axis] !== undefined);
  return [...parts, ...there.map(([axis, ...places]) => bar(axis, lengths[axis], ...places))];
}

const [ROW_LEFT, ROW_WIDE, ROW_HIGH] = [70, 190, 16];
const LONGEST_ROW = 3000; // features

/** Rows of features, their length to scale. @param {Brick} brick */
function rows(brick) {
  const [many, features] = [lengthOf(brick, "N"), lengthOf(brick, "features") ?? 1];
  const shown = typeof many === "number" ? Math.min(many, 5) : 1;
  const width = Math.max((ROW_WIDE * Math.min(Number(features), LONGEST_ROW)) / LONGEST_ROW, 4);
  const top = HIGH / 2 - (shown * (ROW_HIGH + 4)) / 2;
  const parts = Array.from({ length: shown }, (_, at) => {
    const place = { x: ROW_LEFT, y: top + at * (ROW_HIGH + 4), width, height: ROW_HIGH };
    return makeSvg("g", { class: "sheet" }, makeSvg("rect", place));
  });
  const y = top + shown * (ROW_HIGH + 4) + 4;
  return [
    ...parts,
    bar("features", features, [ROW_LEFT, y], [ROW_LEFT + width, y], [ROW_LEFT, y + 20], "start"),
  ];
}

/** All axes in words, for those who do not see the drawing. @param {Brick} brick */
const spoken = ({ axes, dtype }) =>
  [...axes.map(([name, length]) => labelled(name, length)), dtype].filter(Boolean).join(", ");

/** Everything that is drawn of a brick. @param {Brick} brick @param {Pictures} pictures */
function drawn(brick, pictures) {
  const many = lengthOf(brick, "N");
  const body = lengthOf(brick, "features") === undefined ? block(brick, pictures) : rows(brick);
  if (many === undefined) return body;
  const label = makeSvg("text", { x: 12, y: 22 }, ...writing(labelled("N", many)));
  return [...body, makeSvg("g", { class: "axis", "data-axis": "N" }, label)];
}

/** @param {Element} drawing @param {string} look @param {(axis: string) => boolean} isSo */
function markAxes(drawing, look, isSo) {
  for (const axis of drawing.querySelectorAll(".axis"))
    axis.classList.toggle(look, isSo(/** @type {SVGElement} */ (axis).dataset.axis ?? ""));
}

/** @param {Kit} kit */
export function createBrick(kit) {
  const svg = makeSvg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" });
  const type = make("span.type.placed.muted");
  const frame = make("div.brick.around.boxed", svg, type);
  /** A length that may be any says so in words. @type {(name: string, length: number | string) => [string, number | string]} */
  const named = (name, length) => [name, length === "any" ? kit.label("shape.any") : length];
  return {
    element: frame,
    /** @param {Brick | null} given @param {Pictures} [pictures] @param {Set<string>} [conflicts] */
    show(given, pictures = {}, conflicts = new Set()) {
      const brick = given && { ...given, axes: given.axes.map(([name, length]) => named(name, length)) };
      if (!isAnew(frame, brick, brick && pictures[brick.pixels], [...conflicts])) return;
      const many = brick ? lengthOf(brick, "N") : undefined;
      frame.classList.toggle("empty", brick === null);
      frame.classList.toggle("batch", many !== undefined);
      frame.classList.toggle("many", Number(many ?? 1) > 1);
      svg.replaceChildren(...(brick ? drawn(brick, pictures) : []));
      svg.setAttribute("aria-label", brick ? spoken(brick) : "");
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

/** A picture as a data address. @param {ArrayLike<number>} bytes of its first plane @param {number} height @param {number} width @param {import("../../kit/grid/map.js").Colour} colour */
function imageOf(bytes, height, width, colour) {
  const canvas = make("canvas", { width, height });
  drawPixels(canvas, { height, width, values: Float64Array.from(bytes) }, colour);
  return canvas.toDataURL("image/png");
}

/**
 * A picture for each channel that is drawn; where more channels are there, evenly spread ones.
 * @param {string | undefined} pixels in the order of the axes, bytes in base64
 * @param {Record<string, number | string>} lengths by axis
 * @param {number} sheets how many are drawn
 * @returns {string[]}
 */
function sheetImages(pixels, { C = 1, H, W }, sheets) {
  if (!pixels || typeof H !== "number" || typeof W !== "number" || typeof C !== "number") return [];
  const bytes = bytesOf(pixels);
  if (bytes.length < C * H * W) return [];
  return Array.from({ length: sheets }, (_, at) => {
    const channel = sheets === C ? at : Math.round((at * (C - 1)) / Math.max(sheets - 1, 1));
    const plane = bytes.subarray(channel * H * W, (channel + 1) * H * W);
    return imageOf(plane, H, W, greyPixels(255));
  });
}

/** A picture in colour of planes R, G, B that lie behind each other. @param {number[]} bytes @param {number} height @param {number} width */
export const colourImage = (bytes, height, width) =>
  imageOf(bytes.slice(0, height * width), height, width, (red, at) =>
    pixelOf([red, bytes[height * width + at], bytes[2 * height * width + at]]),
  );

/** A brick under its name. @param {Kit} kit @param {string} title @param {string} [note] */
export function createBrickPanel(kit, title, note = "") {
  const brick = createBrick(kit);
  return { ...brick, ...panel(kit.label(title), note, brick.element) };
}

/** What was given and what is wanted, beside each other. @param {Kit} kit @param {Pictures} [pictures] */
export function createPair(kit, pictures = {}) {
  const [given, takes] = ["shape.given", "shape.takes"].map((name) => createBrickPanel(kit, name));
  return {
    ...{ given, takes },
    point(/** @type {string} */ axis) {
      for (const brick of [given, takes]) brick.point(axis);
    },
    /** @param {Brick | null} first @param {Brick | null} second @param {string} message of torch, that says what is in conflict */
    show(first, second, message) {
      const conflicts = conflictsIn(message);
      given.show(first, pictures, conflicts);
      takes.show(second, pictures, conflicts);
    },
  };
}
