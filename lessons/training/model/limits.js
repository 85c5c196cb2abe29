/** The settings of the training figure, what moves along when one changes, and the run that they stand for. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";

export const table = await tableOf("training");

/**
 * By PyTorch's names where PyTorch has one. moved: pixels at most, as lesson 1 moves its pictures, of the digits that are practised and of the new ones;
 * zero_grad 0: the gradients of the batches before stay and add up; shuffle 0: in the order of the classes; softmax 1: in
 * front of the loss, which takes it once more; update: where the film stands, and how far Train goes first; numbers 1: the
 * weights are written into the cells; picture: whose maps are shown, a digit's or those of the visitor's own.
 * @typedef {ChosenIn<typeof import("../settings.json")> & { net: import("./nets.js").NetName, optimizer: import("./trainer.js").OptimizerName }} Settings
 *
 * @typedef {Omit<Settings, "update" | "numbers" | "picture">} Setup all that decides how a run goes
 */

export const settings = settingsOf(table, {
  // A dense net has no filters that could be made readable.
  filters: { keep: (value, { net }, usual) => (net === "dense" ? "plain" : usual.keep(value, {})) },
});
export const RATES = table.settings.lr.choices ?? [];
export const BATCHES = [8, 64, 512];
export const AMOUNTS = [100, 300, 2000];
/** What a net of this size can learn by heart with labels by lot: few digits, and none that jump. */
const BY_HEART = { digits: 300, filters: "plain" };
const SGD_RATE = "0.1";

/** What a run depends on. @param {Settings} chosen @returns {Setup} */
export const setupOf = ({ update, numbers, picture, ...setup }) => setup;

/** What of a run is not as the figure opens; switches first, for they bring other settings along. @param {Settings} chosen */
export const changedIn = (chosen) =>
  Object.entries(setupOf(chosen))
    .flatMap(([name, value]) => (value === settings[name].initial ? [] : [name]))
    .sort((one, other) => Number(isSwitch(other)) - Number(isSwitch(one)));

/** @param {string} name */
export const isSwitch = (name) => table.settings[name].control === "switch";

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
