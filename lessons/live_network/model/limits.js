/** What can be set in the live network, what one setting allows another, and what Python is asked about. */

import { toRows } from "../../kit/arithmetic/grid.js";
import { roundHalfAway } from "../../kit/arithmetic/rounding.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { TRAINED, trainedNet } from "../../kit/pictures/nets.js";
import { askedOf, settingsOf } from "../../kit/settings/table.js";
import { isTrained, kernelsOf, MAPS, sentPixels } from "./network.js";

export const table = await tableOf("live_network");

/**
 * bias: of each kernel; down and right: how far the picture is moved; layer: where the pin is; reached: the layer up to which
 * is shown what came out, those behind it wait for their turn; row and column: from 1, in the layer's own grid, for a score
 * in the pooled one; digit: which score; scale: whether all maps share one scale of colours, or those of one filter.
 * @typedef {ChosenIn<typeof import("../settings.json"), { bias: readonly number[], pool: "max" | "average", layer: Layer,
 *   reached: Layer | "input" }>} Settings
 * @typedef {"conv" | "relu" | "pool" | "score"} Layer
 */

const CONV_SIZE = 24;
const POOLED_SIZE = 12;
export const REACH = 8; // pixels that the picture can be moved
const MOST_BIAS = 2;

const NONE = Array.from({ length: MAPS }, () => 0);

/** One bias for all kernels, or one for each. @param {string} text */
function readBias(text) {
  const numbers = text.split(",");
  const isNumber = (/** @type {string} */ each) => /^-?(\d{1,3}(\.\d{1,2})?|\.\d{1,2})$/.test(each);
  if (!numbers.every(isNumber) || ![1, MAPS].includes(numbers.length)) return null;
  return Array.from({ length: MAPS }, (_, i) => Number(numbers[i] ?? numbers[0]) + 0);
}

/** In the order in which they come. @type {Layer[]} */
export const LAYERS = ["conv", "relu", "pool", "score"];
/** @param {Layer | "input"} place */
const orderOf = (place) => ["input", ...LAYERS].indexOf(place);

/** The layers that there are now, in order. @param {Pick<Settings, "relu" | "scores">} chosen */
export const layersOf = ({ relu, scores }) =>
  LAYERS.filter((layer) => (layer !== "relu" || relu) && (layer !== "score" || scores));

/** Whether it is shown what came out of a layer. @param {Pick<Settings, "reached">} chosen @param {Layer} layer */
export const isReached = ({ reached }, layer) => orderOf(layer) <= orderOf(reached);

/** The first layer that still waits for its turn. @param {Settings} chosen */
export const waitingOf = (chosen) => layersOf(chosen).find((layer) => !isReached(chosen, layer)) ?? null;

/** The side of a layer's grid. @param {string} name */
const sizeOf = (name) => (name === "conv" || name === "relu" ? CONV_SIZE : POOLED_SIZE);
/** @param {import("../../kit/settings/address.js").Settings} chosen @returns {[number, number]} */
const places = (chosen) => [1, sizeOf(chosen.layer)];

/** Whether filters are the visitor's own, which the table does not know: they are in this tab alone. @param {string} filters */
const areOwn = (filters) => filters === TRAINED && trainedNet() !== null;
/** The biases that filters were trained with; those of shipped nets were held at 0. @param {string} filters */
const biasOf = (filters) =>
  areOwn(filters) ? (trainedNet()?.net.biases ?? []).map((hundredths) => hundredths / 100) : NONE;

export const settings = settingsOf(table, {
  filters: {
    read: (text, usual) => (areOwn(text) ? text : usual.read(text)),
    keep: (value, _, usual) => (areOwn(value) ? value : usual.keep(value, {})),
  },
  bias: {
    ...{ initial: NONE, limits: () => [-MOST_BIAS, MOST_BIAS], read: readBias },
    keep(/** @type {number[] | string} */ value) {
      const numbers = typeof value === "string" ? (readBias(value) ?? NONE) : value;
      return numbers.map((each) => Math.min(Math.max(roundHalfAway(each, 2), -MOST_BIAS), MOST_BIAS));
    },
    start: ({ filters }) => biasOf(filters),
  },
  scores: {
    limits: ({ filters }) => [0, isTrained(filters) ? 1 : 0],
    start: ({ filters }) => (isTrained(filters) ? 1 : 0),
  },
  layer: {
    // A layer that is left out has no cells for the pin.
    keep(value, { relu, scores }, usual) {
      if (value === "relu" && !relu) return "conv";
      return value === "score" && !scores ? "pool" : usual.keep(value, {});
    },
  },
  reached: {
    // What has a pin is shown; before the first layer nothing is, and the pin waits in it.
    keep(value, { layer }, usual) {
      const reached = /** @type {Settings["reached"]} */ (usual.keep(value, {}));
      const isBefore = reached === "input" && layer === LAYERS[0];
      return isBefore || isReached({ reached }, layer) ? reached : layer;
    },
  },
  row: { limits: places, start: (chosen) => (sizeOf(chosen.layer) === CONV_SIZE ? 9 : 5) },
  column: { limits: places, start: (chosen) => (sizeOf(chosen.layer) === CONV_SIZE ? 15 : 8) },
  digit: { limits: ({ filters }) => [0, filters === "cats_dogs" ? 1 : 9] },
});

/** The pinned cell's place in the grid of another layer: its window's first cell, or the window it lies in. @param {Settings} chosen @param {Settings["layer"]} wanted */
export function placeIn({ layer: now, row, column }, wanted) {
  const [from, to] = [sizeOf(now), sizeOf(wanted)];
  if (from === to) return { row, column };
  /** @param {number} place */
  const there = (place) => (from > to ? Math.ceil(place / 2) : 2 * place - 1);
  return { row: there(row), column: there(column) };
}

/** A layer that falls away takes its pin to the layer before it; own filters come and go with their biases. @param {Settings} before @param {Settings} possible @param {Settings} wanted */
export function follow(before, possible, wanted) {
  const { filters, layer } = possible;
  const isOther = (filters === TRAINED) !== (before.filters === TRAINED) && wanted.bias === before.bias;
  const next = isOther ? { ...possible, bias: biasOf(filters) } : possible;
  return layer === wanted.layer ? next : { ...next, ...placeIn(wanted, layer) };
}

/** The lecture note's last example: no ReLU, nothing behind the pooling. */
export const NOTE = { relu: 0, pool: "max", scores: 0 };
/** @param {Settings} chosen */
export const isNote = ({ relu, pool, scores }) => !relu && !scores && pool === "max";

/** What Python is asked about: with it go the kernels that it does not know, and the picture that is shown. @param {Settings} chosen */
export function asked(chosen) {
  const weights = () =>
    kernelsOf({}, chosen).map((kernel) => toRows(kernel).map((row) => row.map((weight) => weight / 100)));
  const kernels = isTrained(chosen.filters) ? [] : weights();
  const own = areOwn(chosen.filters) ? { filters: "digits", net: trainedNet()?.packed } : {};
  return { ...askedOf(table, chosen), ...own, bias: [chosen.bias], kernels, hundredths: sentPixels() };
}
