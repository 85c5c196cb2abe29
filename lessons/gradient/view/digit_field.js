/** The live view: the note's network on a digit, values above, what came back to them below; beside the picture paper for the visitor's own digit, and after each stroke what the network reads. */

import { largestOf, oneCell, placeOf } from "../../kit/arithmetic/grid.js";
import { formatVisible } from "../../kit/arithmetic/rounding.js";
import { make, setText } from "../../kit/dom/dom.js";
import { isSmallWindow } from "../../kit/figure/link_sheet.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { greyPixels, signedColour, signedPaint, signedPixels } from "../../kit/grid/scale.js";
import { shareText, signedShareText } from "../../kit/pictures/nets.js";
import { createPad, PAPER, PENS, strokes } from "../../kit/pictures/pad.js";
import { keepLastPicture } from "../../kit/pictures/upload.js";
import { CLASSES, MOST_PIXELS, PICTURE, SIZES } from "../model/digit.js";
import { inCell, NAMES, short, shortInCell } from "../model/way_back.js";
import { createLanes, dotsOf, hasCome, marks } from "./lanes.js";

/** @import { Digit } from "../model/digit.js" */
/** @import { Name } from "../model/way_back.js" */
/** @import { Lane, StepScene } from "./lanes.js" */

/** Another picture is looked at where it is largest, and its target is the second best answer. */
const ANEW = { digit: "own", target: undefined, row: undefined, column: undefined, change: "none" };

/** @param {Kit} kit */
function createDrawing(kit) {
  const take = () => {
    const pixels = paper.digit();
    if (!pixels) return; // where nothing is left, the picture before it stays
    keepLastPicture(pixels, true);
    kit.set(ANEW);
  };
  const paper = createPad(kit, { inks: PAPER, width: () => PENS.medium, onInk: () => {}, onLift: take });
  const turn = (/** @type {boolean} */ isOpen) => {
    element.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return button.focus({ preventScroll: true });
    paper.show();
    if (isSmallWindow()) element.closest(".field")?.scrollIntoView(); // picture and paper above the bar
    paper.element.focus({ preventScroll: true });
    if (strokes.count() > 0) take();
  };
  const name = kit.label("pad.title");
  const button = make(
    "button.own-digit",
    { "aria-expanded": false, onclick: () => turn(element.matches("[hidden]")) },
    name,
  );
  const tools = paper.tools();
  const done = make("button", { onclick: () => turn(false) }, kit.label("pad.done"));
  const element = make(
    "section.drawing.floating.in-column",
    { hidden: true, "aria-label": name },
    paper,
    make("div.in-row.apart", ...tools, done),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") turn(false);
    event.stopPropagation(); // Space leads the pen, and plays nothing
  });
  return { element, button };
}

/** @type {Name[]} */
const MAPS = ["input", "conv", "active", "pool"];
const OF_ONE = 10; // the scale of the loss's own gradient, pale as in the small network
const ROOM = 4; // digits and points of a number in a cell of the kernel
const LEAST_LIMIT = 0.01; // of a map: what is smaller than a part of this looks like the nothing that it is
const FAINT = 0.04; // of the limit: less is left out, both signs alike
const PALEST = 0.25; // of the scale, so that a faint ring is seen
const RING = 0.24; // of a cell
const RADIUS = 0.42;
const SHARP = 16; // pixels of the canvas a cell

/** A map of gradients: a dot a cell, filled above zero, a ring below, nothing where it is next to nothing. @param {HTMLCanvasElement} canvas @param {Grid} map @param {number} limit @param {Kit["theme"]} theme */
function drawHalftone(canvas, { height, width, values }, limit, theme) {
  canvas.width = width * SHARP; // and empties it
  canvas.height = height * SHARP;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.scale(SHARP, SHARP);
  pen.lineWidth = RING;
  values.forEach((value, at) => {
    const part = Math.min(Math.abs(value) / limit, 1);
    if (!(part > FAINT)) return;
    const colour = `rgb(${signedColour(Math.sign(value) * Math.max(part, PALEST), 1, theme).join(" ")})`;
    const place = /** @type {const} */ ([(at % width) + 0.5, Math.floor(at / width) + 0.5]);
    pen.beginPath();
    pen.arc(...place, value > 0 ? RADIUS : RADIUS - RING / 2, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.strokeStyle = colour;
    if (value > 0) pen.fill();
    else pen.stroke();
  });
}

/** The rows beside a grid of ten numbers. @param {HTMLElement} grid @param {boolean} isTile */
function createScores(grid, isTile) {
  const bars = Array.from({ length: CLASSES }, () => make("i"));
  const rows = bars.map((bar, at) =>
    make("div.score-row.in-row", make("span", String(at)), make("span.track.around", bar)),
  );
  const labels = make("div", { "aria-hidden": "true" }, ...rows);
  return {
    element: make("div", { class: `scores ${isTile ? "shares" : "signed"}` }, labels, grid),
    /** @param {Float64Array | null} values null where they are not known yet */
    show(values) {
      bars.forEach((bar, at) => {
        const value = values?.[at] ?? 0;
        bar.style.setProperty("--share", String(Math.min(Math.abs(value), 1)));
        bar.className = value < 0 ? "below" : "above";
      });
    },
  };
}

/** One of the ten numbers: that which is right and that which is answered stand out. @param {StepScene<Digit>} scene @param {number} at @param {string} text @returns {Cell} */
function scoreCell({ kit, chosen, now }, at, text) {
  const told = [
    ...(at === chosen.target ? [kit.label("glive.is_target")] : []),
    ...(at === now.answer ? [kit.label("glive.is_answer")] : []),
  ];
  const hint = [kit.label("glive.class", { k: at }), ...told].join(", ");
  return { text, kind: told.length > 0 ? "told" : "", hint };
}

/** The first cell of a ring, or of the map. @param {Area | undefined} ring */
const oneCellOf = (ring) => oneCell(ring?.row ?? 0, ring?.column ?? 0);

/** Ring the few pixels that were set to black or white. @param {Lane} lane @param {number[]} pixels */
function ringChanged({ parts }, pixels) {
  for (let at = 0; at < MOST_PIXELS; at++) {
    const cell = at < pixels.length ? oneCell(...placeOf(pixels[at], PICTURE)) : null;
    parts.input.mark(`changed-${at}`, cell);
  }
}

/** @param {Lane} lane @param {ReturnType<typeof createScores>} scores @param {StepScene<Digit>} scene */
function paintValues(lane, scores, scene) {
  const { parts, panels } = lane;
  const { kit, chosen, now } = scene;
  const { values } = now;
  const show = (/** @type {Name} */ name, /** @type {(value: number, at: number) => Cell} */ tileOf) =>
    parts[name].show(
      kit.label(name === "score" ? "glive.shares" : `grad.${name}`),
      rowsOf(values[name], (_, __, at) => tileOf(values[name].values[at], at)),
    );
  const colour = signedPixels(largestOf([values.conv, values.active, values.pool]), kit.theme);
  for (const name of MAPS)
    parts[name].show(kit.label(`grad.${name}`), values[name], name === "input" ? greyPixels() : colour);
  ringChanged(lane, chosen.change === "fewest" ? now.changed : []);
  const largest = largestOf([values.kernel]);
  for (const name of /** @type {const} */ (["kernel", "bias"]))
    show(name, (value) => ({
      text: formatVisible(value, { leadingZero: false, room: ROOM }),
      paint: signedPaint(value, largest, kit.theme),
    }));
  show("score", (value, at) => scoreCell(scene, at, shareText(value)));
  scores.show(values.score.values);
  show("loss", (value) => ({
    text: inCell(value),
    paint: signedPaint(value, Math.max(value, 1), kit.theme),
  }));
  const notes = { kernel: String(chosen.filter), score: kit.label("glive.softmax") };
  for (const { name, note } of panels)
    note.textContent = /** @type {Record<string, string>} */ (notes)[name] ?? "";
}

/** @param {Lane} lane @param {ReturnType<typeof createScores>} scores @param {StepScene<Digit>} scene */
function paintGradients({ parts }, scores, scene) {
  const { kit, chosen, now } = scene;
  const { gradients } = now;
  const nameOf = (/** @type {Name} */ name) =>
    kit.label("grad.gradient_of", { grid: kit.label(name === "score" ? "glive.scores" : `grad.${name}`) });
  for (const name of MAPS) {
    const { values } = gradients[name];
    const isKnown = hasCome(chosen, name);
    parts[name].element.parentElement?.classList.toggle("waiting", !isKnown);
    const known = isKnown ? values : new Float64Array(values.length);
    parts[name].show(nameOf(name), { ...gradients[name], values: known });
  }
  const largest = largestOf([gradients.kernel]);
  const dotOf = (/** @type {number} */ value) => {
    const text = formatVisible(value, { digits: 1, room: ROOM });
    const kind = value === 0 ? "nothing" : text.length > ROOM ? "long" : "";
    return { text, kind, paint: signedPaint(value, largest, kit.theme) };
  };
  const show = (/** @type {Name} */ name, /** @type {(value: number, row: number) => Cell} */ each) =>
    parts[name].show(nameOf(name), dotsOf(scene, name, each));
  show("kernel", dotOf);
  show("bias", dotOf);
  show("loss", (value) => ({ text: inCell(value), paint: signedPaint(value, OF_ONE, kit.theme) }));
  show("score", (value, row) => scoreCell(scene, row, signedShareText(value)));
  scores.show(hasCome(chosen, "score") ? gradients.score.values : null);
}

/** @param {Kit} kit @param {LessonHands} hands */
export function createDigitField(kit, hands) {
  let limit = 1;
  /** Bars beside the ten numbers of each lane. @type {ReturnType<typeof createScores>[]} */
  const bars = [];
  const lanes = createLanes(kit, hands, {
    ...{ names: NAMES.filter((name) => name !== "weights"), maps: MAPS, prefix: "digit-" },
    sizeOf: (name) => SIZES[name] ?? [1, 1],
    headOf: (name) => kit.label(name === "score" ? "glive.scores" : `grad.${name}`),
    content(name, shown, isTile) {
      if (name === "score") return [bars[bars.push(createScores(shown[0], isTile)) - 1].element];
      return !isTile && MAPS.includes(name) ? [make("div.came-back", ...shown)] : shown;
    },
    draw: (canvas, map) => drawHalftone(canvas, map, limit, kit.theme),
  });
  const { above, below, head, meaning, said, grids } = lanes;
  const drawing = createDrawing(kit);
  above.panels[0].element.append(drawing.button);
  const values = make("div.lane.values.of-digit", drawing, above.columns);
  const foot = make("div.lane-foot.laid-over.at-bottom", said);
  const gradients = make("div.lane.gradients.of-digit.ruled.tinted", head, below.columns, foot);
  return {
    ...{ elements: [values, gradients], grids },
    /** @param {StepScene<Digit>} scene */
    paint(scene) {
      const { chosen, now } = scene;
      const { input, conv, active, pool, kernel } = now.gradients;
      limit = largestOf([input, conv, active, pool], LEAST_LIMIT); // one legend holds for all maps
      paintValues(above, bars[0], scene);
      paintGradients(below, bars[1], scene);
      lanes.paint(scene);
      const { tiles, dots } = marks(chosen, now);
      const waiting = () => kit.label("grad.waiting");
      for (const name of MAPS) {
        // Of a map one number is put into words: the pinned one.
        above.parts[name].read(oneCellOf(tiles[name]), shortInCell);
        below.parts[name].read(oneCellOf(dots[name]), hasCome(chosen, name) ? shortInCell : waiting);
      }
      setText(meaning, kit.label("glive.legend", { m: short(limit), k: short(largestOf([kernel])) }));
    },
  };
}
