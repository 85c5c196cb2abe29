/** Input and output once more, small, beside the words that speak of them: it follows the figure. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { make, whenResized } from "../../kit/dom/dom.js";
import { linkUnder } from "../../kit/dom/page.js";
import { createLinkSheet } from "../../kit/figure/link_sheet.js";
import { followedAs } from "../../kit/figure/settings_store.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { cellOf, isOnItsWay, outputCell, placesOf, windowArea } from "../model/limits.js";
import { compute } from "../model/numbers.js";
import { isPhoto } from "../model/presets.js";
import { inputCells, inputColour, outputCells } from "../view/cells.js";

/** @import { Settings } from "../model/limits.js" */

/** In px, of a cell that is at least so large. */
const digitIn = (/** @type {number} */ cell) => (cell < 19 ? 0 : cell < 22 ? 12 : 14);

/** A small picture of a grid or a map: its numbers can be read and walked in the figure. */
function createMiniature() {
  const [grid, map] = [new NumberGrid(), new PixelMap({})];
  /** @param {typeof grid | typeof map} kind */
  const become = (kind) => {
    for (const each of [grid, map]) each.element.hidden = each !== kind;
  };
  return {
    element: make("div.miniature", { inert: true, "aria-hidden": true }, grid, map),
    /** Lay an outline over some cells. @param {string} name @param {Area | null} area */
    mark(name, area) {
      for (const each of [grid, map]) each.mark(name, area);
    },
    /** @param {Cell[][]} rows @param {number} size of a cell in pixels */
    showCells(rows, size) {
      become(grid);
      grid.show("", rows);
      grid.fit(size * Math.max(rows.length, rows[0].length), size * rows[0].length);
      grid.element.style.setProperty("--digit", `${digitIn(size)}px`);
    },
    /** @param {Grid} pixels @param {import("../../kit/grid/map.js").Colour} colour @param {number} size of a cell in pixels */
    showMap(pixels, colour, size) {
      become(map);
      map.show("", pixels, colour);
      map.fit(size * pixels.width, size * pixels.height);
    },
  };
}

/** The four sides of a frame of that thickness inside a grid. @param {number} height @param {number} width @param {number} thickness @returns {Area[]} */
function frame(height, width, thickness) {
  if (thickness === 0) return [];
  const [inner, far] = [height - 2 * thickness, width - thickness];
  return [
    { row: 0, column: 0, height: thickness, width },
    { row: height - thickness, column: 0, height: thickness, width },
    { row: thickness, column: 0, height: inner, width: thickness },
    { row: thickness, column: far, height: inner, width: thickness },
  ];
}

/** What a reference points at, by its name, which begins with that of the grid. @type {Record<string, (chosen: Settings) => Area[]>} */
const POINTED = {
  "input-window": (chosen) => [windowArea(chosen, ...cellOf(chosen))],
  "input-padding": ({ height, width, padding }) => frame(height + 2 * padding, width + 2 * padding, padding),
  "output-cell": (chosen) => [outputCell(chosen)],
  "output-left": (chosen) => [{ ...oneCell(0, 0), height: placesOf(chosen)[0] }],
  "output-right": (chosen) => {
    const [height, width] = placesOf(chosen);
    return [{ ...oneCell(0, width - 1), height }];
  },
};

/**
 * Call `point` with the hash that is hovered, focused or pressed. What is pressed stays until another link is, one
 * that only sets the figure too; what else is left is over ("").
 * @param {AbortSignal} signal
 * @param {(hash: string) => boolean} point whether there is something to point at
 * @param {(link: HTMLAnchorElement) => void} onPress a reference is pressed: what it points at should be seen
 */
function listenToReferences(signal, point, onPress) {
  let pressed = "";
  const enter = (/** @type {Event} */ event) => {
    const link = linkUnder(event, "#");
    if (link) point(link.hash);
  };
  const leave = (/** @type {Event} */ event) => {
    if (linkUnder(event, "#")) point(pressed);
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, enter, { signal });
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, leave, { signal });
  const press = (/** @type {Event} */ event) => {
    const setting = linkUnder(event, "?");
    if (setting) {
      pressed = setting.hash;
      point(pressed);
    }
    const link = linkUnder(event, "#");
    if (!link || !point(link.hash)) return;
    pressed = link.hash;
    event.preventDefault(); // the address is the figure's, not a place's in the text
    onPress(link);
  };
  document.addEventListener("click", press, { signal });
}

/** @param {HTMLElement} element @param {Kit} kit @param {string} figure that it follows */
function createBeside(element, kit, figure) {
  const sheet = createLinkSheet(element, kit, figure);
  const settle = () => {
    // Whether the page has room for it beside the text says the style sheet that lays out the columns.
    if (getComputedStyle(element).getPropertyValue("--beside")) element.removeAttribute("popover");
    else element.setAttribute("popover", "manual");
  };
  addEventListener("resize", settle, { signal: kit.signal });
  settle();
  let isInSight = false;
  const watching = new IntersectionObserver((seen) => {
    isInSight = seen.some(({ isIntersecting }) => isIntersecting);
  });
  watching.observe(element);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    /** Come into sight; false if it is somewhere else on the page. @param {HTMLAnchorElement} link */
    reveal(link) {
      if (!element.hasAttribute("popover")) return isInSight;
      sheet.open(link);
      return true;
    },
  };
}

/** @typedef {Record<"input" | "output", ReturnType<typeof createMiniature>>} Pictures */

const FOLLOWED = "convolution";
const [GAP, TALL, LARGEST] = [16, 216, 24]; // px: between the pictures, their height, a cell
const MOST_AREAS = 4;

/** @param {Pictures} pictures @param {Settings} chosen @param {Kit} kit @param {number} room */
function paintPictures({ input, output }, chosen, kit, room) {
  const now = compute(chosen);
  const [across, down] = [
    now.padded.width + now.output.width,
    Math.max(now.padded.height, now.output.height),
  ];
  const fitting = Math.min((room - GAP) / across, TALL / down, LARGEST); // px of a cell: both pictures fit
  const size = fitting > 2 ? Math.floor(fitting) : fitting;
  if (isPhoto(chosen.input)) {
    input.showMap(now.padded, inputColour(now, chosen, kit.theme), size);
    output.showMap(now.output, signedPixels(now.limit, kit.theme), size);
  } else {
    const plain = inputCells(now, chosen, kit).map((row) => row.map((cell) => ({ ...cell, below: "" })));
    input.showCells(plain, size);
    output.showCells(outputCells(now, chosen, kit, "open"), size);
  }
  input.mark("window", windowArea(chosen, ...cellOf(chosen)));
  output.mark("window", outputCell(chosen));
}

/** Point where a reference points in this state of the figure; whether it is one. @param {Pictures} pictures @param {string} hash such as "#input-window" @param {Settings} chosen */
function pointIn(pictures, hash, chosen) {
  const reference = hash.slice(1);
  const isKnown = Object.hasOwn(POINTED, reference) && !!chosen.input; // nothing yet before the figure has come
  const areas = isKnown ? POINTED[reference](chosen) : [];
  for (const [name, picture] of Object.entries(pictures)) {
    for (let at = 0; at < MOST_AREAS; at++)
      picture.mark(`pointed-${at}`, reference.startsWith(name) ? (areas[at] ?? null) : null);
  }
  return isKnown;
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const pictures = { input: createMiniature(), output: createMiniature() };
  const panels = /** @type {const} */ (["input", "output"]).map((name) =>
    make("div.half", make("b.own-line", kit.label(`fig.${name}`)), pictures[name]),
  );
  const toFigure = () => followedAs(FOLLOWED)?.place.scrollIntoView({ block: "start" });
  const back = make("button.quiet", { onclick: toFigure }, kit.label("nav.to_figure"));
  const foot = make("p.foot.apart", make("span.note", kit.label("conv.point")), back);
  const halves = make("div.halves.apart", ...panels);
  const element = make("div.card.companion.around", halves, foot);
  root.append(element);
  const { reveal } = createBeside(element, kit, FOLLOWED);
  let hash = "";
  const point = (/** @type {string} */ pointed) => {
    hash = pointed;
    return pointIn(pictures, hash, kit.settings());
  };
  listenToReferences(kit.signal, point, reveal);
  let room = 0; // px, as it was last laid out
  const paint = (/** @type {Settings} */ chosen) => {
    if (room === 0 || !chosen.input || isOnItsWay(chosen)) return; // a closed sheet is painted when it opens
    paintPictures(pictures, chosen, kit, room);
    pointIn(pictures, hash, chosen);
  };
  const fit = () => {
    room = halves.clientWidth;
    paint(kit.settings());
  };
  whenResized(halves, fit, kit.signal);
  return { reveal, paint };
}

/** @type {Figure} */
export const figure = { settings: {}, follows: FOLLOWED, build };
