// @ts-check
/** The settings of the figure, how they limit each other, and what moves along when one changes. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { askedOf, settingsOf } from "../../kit/settings/table.js";
import { CASES } from "./cases.js";
import { givenCase, inputOf, kernelOf, ownKernel, ownPicture } from "./given.js";
import { brightest, compute, gradientAt, stepsWithin } from "./numbers.js";
import { LAYERS, lastStep, placeOf, stepAt } from "./places.js";
import { table } from "./table.js";

/**
 * @typedef {import("../../kit/settings/address.js").Setting} Setting
 * @typedef {import("./given.js").Settings} Settings
 */

export const NUDGE = /** @type {[number, number]} */ ([-100, 150]); // hundredths
/** What a nudge can move. */
const NUDGED = ["linear", "conv", "pixel"];
const HUNDRED = 100;
const MOST_UPDATES = 20;

/** How many rows and columns a layer has that can be looked at. @param {Settings} chosen @returns {[number, number]} */
export function sizeOf(chosen) {
  const { height, width } = gradientAt(compute(chosen).gradients, chosen.layer);
  return [height, width];
}

/** @param {any} chosen */
const sized = (chosen) => ({ kernel: kernelOf(chosen) });

const listed = settingsOf(table, {
  updates: (chosen) => [0, stepsWithin(chosen, MOST_UPDATES)],
  row: (chosen) => [1, sizeOf(chosen)[0]],
  column: (chosen) => [1, sizeOf(chosen)[1]],
  step: (chosen) => [0, lastStep(sized(chosen))],
});

/** Where the figure looks when an address does not say it. @param {any} chosen @param {0 | 1} axis */
const looked = (chosen, axis) => (chosen.layer === "conv" ? 1 : brightest(chosen, chosen.layer)[axis]);

/** In the order in which they limit each other. @type {Record<string, Setting>} */
export const settings = {
  ...listed,
  input: {
    ...listed.input,
    read: (text) => (CASES[text] || ownPicture(text) ? text : null),
    keep: (value) => (CASES[value] || ownPicture(value) ? value : listed.input.initial),
  },
  kernel: {
    ...listed.kernel,
    keep: (value, chosen) => {
      const isKnown = table.settings.kernel.choices?.includes(value) || ownKernel(value, chosen);
      return isKnown ? value : listed.kernel.initial;
    },
  },
  target: { ...listed.target, start: (chosen) => givenCase(chosen).target },
  row: { ...listed.row, start: (chosen) => looked(chosen, 0) },
  column: { ...listed.column, start: (chosen) => looked(chosen, 1) },
  nudge: {
    ...listed.nudge,
    // What no nudge can move has none.
    keep: (value, { layer }) => (NUDGED.includes(layer) ? listed.nudge.keep(value, {}) : "0"),
  },
  view: {
    ...listed.view,
    start: ({ nudge }) => (nudge === "0" ? "step" : "nudge"),
    keep: (value, { layer }) => (NUDGED.includes(layer) ? listed.view.keep(value, {}) : "step"),
  },
  // The step follows from the place, and the place from a step that a hand takes: `follow`.
  step: { ...listed.step, keep: (_, chosen) => stepAt(/** @type {Settings} */ (chosen), sized(chosen)) },
};

/** What Python is asked about: the cells themselves, whatever they are called. @param {Settings} chosen */
export function asked(chosen) {
  const grids = { input: toRows(inputOf(chosen)), kernel: toRows(kernelOf(chosen)) };
  const isNudged = chosen.view === "nudge" && Number(chosen.nudge) !== 0;
  // Where the figure looks changes no answer, so a step back asks nothing anew.
  const still = { layer: "loss", parameter: "weight", row: 1, column: 1, nudge: "0", view: "step" };
  return { ...askedOf(table, chosen), ...grids, ...(isNudged ? {} : still) };
}

/** How many steps there are, how many in a row, that the first is 0, and what they are called. @param {Settings} chosen @returns {[number, number, number, [string, number, number][]] | null} */
export function steps(chosen) {
  if (chosen.view !== "step") return null;
  const last = lastStep(sized(chosen));
  const stepOf = (/** @type {import("./places.js").Layer} */ layer) => LAYERS.indexOf(layer);
  const conv = stepOf("conv");
  return [
    last,
    1,
    0,
    [
      ["grad.tab_loss", stepOf("score"), stepOf("score")],
      ["grad.tab_linear", stepOf("linear"), stepOf("features")],
      ["grad.tab_pool", stepOf("pool"), stepOf("pool")],
      ["grad.tab_relu", stepOf("relu"), stepOf("relu")],
      ["grad.tab_conv", conv, last - 1],
      ["grad.tab_pixel", last, last],
    ],
  ];
}

/** Hundredths as a setting. @param {number} hundredths */
export const asNudge = (hundredths) => String(hundredths / HUNDRED);

/** @param {Settings} chosen */
export const hundredths = ({ nudge }) => Math.round(Number(nudge) * HUNDRED);

/** A place that a nudge can move: the first weight, where the figure looks at something else. @param {Settings} chosen @returns {Partial<Settings>} */
export const nudgeable = ({ layer }) =>
  NUDGED.includes(layer) ? {} : { layer: "conv", parameter: "weight", row: 1, column: 1 };

/** Whether one of these differs. @param {any} before @param {any} wanted @param {string[]} names */
const differs = (before, wanted, names) => names.some((name) => before[name] !== wanted[name]);

/** What else moves when a setting changes: the figure looks where a step goes, and another network or another number starts anew. @param {Settings} before @param {Settings} possible @param {Settings} wanted @returns {Settings} */
export function follow(before, possible, wanted) {
  const next = { ...possible };
  if (differs(before, wanted, ["step"])) {
    const place = placeOf(wanted.step, sized(possible));
    const [row, column] = brightest(possible, place.layer);
    Object.assign(next, { row, column, ...place });
  }
  if (differs(before, wanted, ["input"]) && givenCase(before) !== givenCase(wanted))
    Object.assign(next, { target: givenCase(wanted).target, kernel: wanted.kernel });
  if (differs(before, wanted, ["input", "kernel", "target", "pool"]) && wanted.updates === before.updates)
    next.updates = 0;
  if (differs(before, wanted, ["view"]) && wanted.view === "nudge")
    Object.assign(next, nudgeable(possible), { view: "nudge" });
  const isOther = differs(before, next, [
    "input",
    "kernel",
    "target",
    "pool",
    "updates",
    "layer",
    "parameter",
    "row",
    "column",
  ]);
  if (isOther && wanted.nudge === before.nudge) next.nudge = "0";
  return next;
}
