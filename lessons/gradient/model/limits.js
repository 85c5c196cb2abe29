/** The settings of the figure, how they limit each other, and what moves along when one changes. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { netSetting, TRAINED, trainedNet } from "../../kit/pictures/nets.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { askedOf, settingsOf } from "../../kit/settings/table.js";
import { compute as digitNumbers, SIZES, targetOf } from "./digit.js";
import { givenCase, inputOf, isDigit, isNamed, kernelOf, ownKernel, ownPicture } from "./given.js";
import { compute as smallNumbers, stepsWithin } from "./network.js";
import { GRIDS, placeOf, stepAt, stepsOf, strongestIn } from "./way_back.js";

/** @import { Settings } from "./given.js" */
/** @import { Layer } from "./way_back.js" */

export const table = await tableOf("gradient");

const HUNDRED = 100;
const MOST_UPDATES = 20;

/** All numbers of the figure, without a page; null before the network of the digit has come. @param {any} chosen */
export const compute = (chosen) => (isDigit(chosen) ? digitNumbers(chosen) : smallNumbers(chosen));

/** How many rows and columns a layer has that can be looked at. @param {any} chosen @returns {[number, number]} */
function sizeOf(chosen) {
  const name = GRIDS[/** @type {Layer} */ (chosen.layer)];
  if (isDigit(chosen)) return SIZES[name] ?? [1, 1];
  const { height, width } = smallNumbers(chosen).values[name];
  return [height, width];
}

/** The cell that is worth a look when a step comes to a layer: the largest gradient that it takes in, or, of a parameter and the pixels, that it gets. @param {any} chosen @param {Layer} layer */
function brightest(chosen, layer) {
  const name = layer === "relu" && !isDigit(chosen) ? "active" : GRIDS[layer];
  const gradients = compute(chosen)?.gradients;
  return gradients ? strongestIn(gradients[name]) : [1, 1];
}

/** Whether a nudge can move what is looked at. @param {any} chosen */
export const isNudgeable = (chosen) => ["linear", "conv", "pixel"].includes(chosen.layer) && !isDigit(chosen);

/** @param {Settings} chosen */
const lastOf = (chosen) => stepsOf(chosen).length - 1;

/** Where the figure looks when an address does not say it. @param {any} chosen @param {0 | 1} axis */
const looked = (chosen, axis) =>
  chosen.layer === "conv" && !isDigit(chosen) ? 1 : brightest(chosen, chosen.layer)[axis];

const listed = settingsOf(table, {
  input: {
    read: (text) => (isNamed(text) || ownPicture(text) ? text : null),
    keep: (value, _, { initial }) => (isNamed(value) || ownPicture(value) ? value : initial),
  },
  kernel: {
    keep: (value, chosen, { initial }) => {
      const isKnown = table.settings.kernel.choices?.includes(value) || ownKernel(value, chosen);
      return isKnown ? value : initial;
    },
  },
  digit: { keep: (value) => (value === "own" && lastPicture() ? "own" : "unsure") },
  target: {
    limits: (chosen) => (isDigit(chosen) ? [0, 9] : (table.settings.target.range ?? [0, 0])),
    start: (chosen) => (isDigit(chosen) ? targetOf(chosen) : givenCase(chosen).target),
  },
  updates: { limits: (chosen) => [0, isDigit(chosen) ? 0 : stepsWithin(chosen, MOST_UPDATES)] },
  layer: {
    start: (chosen) => (isDigit(chosen) ? "pixel" : "loss"),
    keep: (value, chosen, usual) => {
      const layer = String(usual.keep(value, chosen));
      return layer === "linear" && isDigit(chosen) ? "features" : layer;
    },
  },
  row: { limits: (chosen) => [1, sizeOf(chosen)[0]], start: (chosen) => looked(chosen, 0) },
  column: { limits: (chosen) => [1, sizeOf(chosen)[1]], start: (chosen) => looked(chosen, 1) },
  // What no nudge can move has none.
  nudge: { keep: (value, chosen, usual) => (isNudgeable(chosen) ? usual.keep(value, {}) : "0") },
  view: {
    start: ({ nudge }) => (nudge === "0" ? "step" : "nudge"),
    keep: (value, chosen) => {
      if (isDigit(chosen)) return "live";
      return value === "nudge" && isNudgeable(chosen) ? "nudge" : "step";
    },
  },
  // The step follows from the place, and the place from a step that a hand takes: `follow`.
  step: {
    limits: (chosen) => [0, lastOf(/** @type {any} */ (chosen))],
    keep: (_, chosen) => stepAt(chosen, chosen),
  },
});

/** In the order in which they limit each other; no line of the table is `net`: the visitor's own is in this tab alone. @type {Record<string, import("../../kit/settings/address.js").Setting>} */
export const settings = { net: netSetting, ...listed };

/** The same of the digit: the picture as it is shown, one byte a pixel. @param {Settings} chosen */
function askedOfDigit(chosen) {
  const { input, target, filter, layer, parameter, row, column } = chosen;
  const place = { input, target, filter, layer, parameter, row, column };
  const pixels = digitNumbers(chosen)?.values.input.values ?? [];
  const hundredths = Array.from(pixels, (each) => String.fromCharCode(Math.round(HUNDRED * each)));
  const own = chosen.net === TRAINED ? { net: trainedNet()?.packed } : {};
  return { ...place, hundredths: btoa(hundredths.join("")), ...own };
}

/** What Python is asked about: the cells themselves, whatever they are called. @param {Settings} chosen */
export function asked(chosen) {
  if (isDigit(chosen)) return askedOfDigit(chosen);
  const grids = { input: toRows(inputOf(chosen)), kernel: toRows(kernelOf(chosen)) };
  const isNudged = chosen.view === "nudge" && Number(chosen.nudge) !== 0;
  // Where the figure looks changes no answer, so a step back asks nothing anew.
  const still = { layer: "loss", parameter: "weight", row: 1, column: 1, nudge: "0", view: "step" };
  return { ...askedOf(table, chosen), ...grids, ...(isNudged ? {} : still) };
}

/** The stretches of a way: the label of each, its first step and its last. @param {Settings} chosen @returns {[string, number, number][]} */
function stretchesOf(chosen) {
  const layers = stepsOf(chosen).map(({ layer }) => layer);
  const groups = { loss: ["score"], linear: ["linear", "features"], pool: ["pool"], relu: ["relu"] };
  const all = Object.entries({ ...groups, conv: ["conv"], pixel: ["pixel"] });
  return all.map(([name, group]) => {
    const isOf = (/** @type {Layer} */ layer) => group.includes(layer);
    return [`grad.tab_${name}`, layers.findIndex(isOf), layers.findLastIndex(isOf)];
  });
}

/** How many steps there are, how many in a row, that the first is 0, and what they are called. @param {Settings} chosen @returns {[number, number, number, [string, number, number][]] | null} */
export const steps = (chosen) =>
  chosen.view === "nudge" ? null : [lastOf(chosen), 1, 0, stretchesOf(chosen)];

/** What a nudge moves where the figure looks at what none can move. */
const FIRST_WEIGHT = { layer: "conv", parameter: "weight", row: 1, column: 1 };

/** Whether one of these differs. @param {any} before @param {any} wanted @param {string[]} names */
const differs = (before, wanted, names) => names.some((name) => before[name] !== wanted[name]);

/** What starts anew where another network is looked at: each as that network starts. */
const ANEW = {
  ...{ target: undefined, layer: undefined, parameter: undefined, row: undefined, column: undefined },
  ...{ view: undefined, nudge: "0", updates: 0, kernel: "given", change: "none" },
};

/** Where a step leads. @param {Settings} chosen @param {number} step */
function reached(chosen, step) {
  const place = placeOf(step, chosen);
  const [row, column] = brightest(chosen, place.layer);
  return { row, column, ...(isDigit(chosen) ? { parameter: "weight" } : {}), ...place };
}

/** To the digit or away from it, or another digit, or a step there: null where it is none of these. @param {Settings} before @param {Settings} possible @param {Settings} wanted @returns {any} */
function followDigit(before, possible, wanted) {
  const isOtherView = before.view !== wanted.view && before.input === wanted.input;
  if (isOtherView && wanted.view === "live") return { ...possible, ...ANEW, input: "digit" };
  if (isOtherView && isDigit(before)) {
    const place = wanted.view === "nudge" ? { ...FIRST_WEIGHT, view: "nudge" } : {};
    return { ...possible, ...ANEW, input: "heart", ...place };
  }
  if (before.input !== wanted.input && (isDigit(before) || isDigit(wanted))) return { ...possible, ...ANEW };
  if (!isDigit(wanted)) return null;
  if (differs(before, wanted, ["digit"])) return { ...possible, ...ANEW };
  return differs(before, wanted, ["step"]) ? { ...possible, ...reached(possible, wanted.step) } : possible;
}

/** What else moves when a setting changes: the figure looks where a step goes, and another network or another number starts anew. @param {Settings} before @param {Settings} possible @param {Settings} wanted @returns {Settings} */
export function follow(before, possible, wanted) {
  const ofDigit = followDigit(before, possible, wanted);
  if (ofDigit) return ofDigit;
  const next = { ...possible };
  if (differs(before, wanted, ["step"])) Object.assign(next, reached(possible, wanted.step));
  if (differs(before, wanted, ["input"]) && givenCase(before) !== givenCase(wanted))
    Object.assign(next, { target: givenCase(wanted).target, kernel: wanted.kernel });
  if (differs(before, wanted, ["input", "kernel", "target", "pool"]) && wanted.updates === before.updates)
    next.updates = 0;
  if (differs(before, wanted, ["view"]) && wanted.view === "nudge")
    Object.assign(next, isNudgeable(possible) ? {} : FIRST_WEIGHT, { view: "nudge" });
  const network = ["input", "kernel", "target", "pool", "updates"];
  const isOther = differs(before, next, [...network, "layer", "parameter", "row", "column"]);
  if (isOther && wanted.nudge === before.nudge) next.nudge = "0";
  return next;
}
