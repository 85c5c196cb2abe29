/** The settings of the training figure, what moves along when one changes, and the run that they stand for. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";

/** @import { Setup } from "./recipe.js" */

export const table = await tableOf("training");

/**
 * @typedef {object} Settings PyTorch's names where PyTorch has one
 * @property {import("./nets.js").NetName} net
 * @property {number} moved how many pixels the digits are moved at most
 * @property {string} lr 0.0001 to 5
 * @property {number} batch_size
 * @property {number} digits practised, the first ones
 * @property {import("./optimizers.js").OptimizerName} optimizer
 * @property {"readable" | "plain"} filters
 * @property {"true" | "random"} labels
 * @property {number} zero_grad 0 or 1
 * @property {number} shuffle 0 or 1
 * @property {number} softmax 0 or 1
 * @property {number} seed
 * @property {number} update where the film stands, and how far Train goes first
 * @property {number} numbers 1 writes the weights into the cells
 * @property {string} picture whose maps are shown: a digit, or the visitor's own
 */

const listed = settingsOf(table);
/** @type {typeof listed} */
export const settings = {
  ...listed,
  // A dense net has no filters that could be made readable.
  filters: {
    ...listed.filters,
    keep: (value, { net }) => (net === "dense" ? "plain" : listed.filters.keep(value, {})),
  },
};
export const RATES = table.settings.lr.choices ?? [];
export const BATCHES = [8, 64, 512];
export const AMOUNTS = [100, 300, 2000];
/** What a net of this size can learn by heart with labels by lot: few digits, and none that jump. */
const BY_HEART = { digits: 300, filters: "plain" };
const SGD_RATE = "0.1";
export const MOVED = 4; // pixels, as lesson 1 moves its pictures

/** What a run depends on. @param {Settings} chosen @returns {Setup} */
export function setupOf(chosen) {
  return {
    net: chosen.net,
    moved: chosen.moved,
    lr: Number(chosen.lr),
    batchSize: chosen.batch_size,
    seed: chosen.seed,
    optimizer: chosen.optimizer,
    isReadable: chosen.filters === "readable",
    zeroesGradients: chosen.zero_grad === 1,
    isShuffled: chosen.shuffle === 1,
    hasSoftmax: chosen.softmax === 1,
    hasRandomLabels: chosen.labels === "random",
    digits: chosen.digits,
  };
}

/** Whether all of a run is as the figure opens. @param {Settings} chosen */
export function isUsual(chosen) {
  return Object.entries(settings).every(
    ([name, { initial }]) =>
      ["update", "picture", "numbers"].includes(name) ||
      chosen[/** @type {keyof Settings} */ (name)] === initial,
  );
}

/**
 * Labels by lot come with few digits that do not jump, SGD with a rate of its own; readable filters come back with the
 * net that has filters.
 * @param {Settings} before
 * @param {Settings} possible what is wanted, within its limits
 * @param {Partial<Settings>} wanted
 */
export function follow(before, possible, wanted) {
  const next = { ...possible };
  const { digits, filters, lr } = settings;
  if (next.labels !== before.labels && wanted.digits === before.digits)
    Object.assign(
      next,
      next.labels === "random" ? BY_HEART : { digits: digits.initial, filters: filters.initial },
    );
  const hasFiltersAgain = before.net === "dense" && next.net === "conv";
  if (hasFiltersAgain && next.labels === "true" && wanted.filters === before.filters)
    next.filters = "readable";
  const wasAdam = before.optimizer === "adam";
  if (wasAdam !== (next.optimizer === "adam") && wanted.lr === before.lr)
    next.lr = wasAdam ? SGD_RATE : String(lr.initial);
  return next;
}
