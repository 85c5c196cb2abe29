/** What the code on the page reads: the digits of a run, its start, and the order of its batches. */

import { epochsOf, updatesOf } from "./batches.js";
import { SIDE } from "./digits.js";
import { TOTAL } from "./film.js";
import { NETS, sizeOf } from "./nets.js";
import { npzOf } from "./npz.js";
import { startOf } from "./recipe.js";

/** The start by the names of nn.Sequential. @param {import("./recipe.js").Setup} setup @returns {import("./npz.js").Stored[]} */
function startArrays(setup) {
  const weights = startOf(setup);
  let first = 0;
  return NETS[setup.net].parts.map((part) => {
    const values = weights.slice(first, first + sizeOf(part));
    first += values.length;
    return { name: part.name, values, shape: part.shape };
  });
}

/**
 * @param {import("./digits.js").Digits} practised with the labels of the run
 * @param {import("./digits.js").Digits} unseen moved already, where the run moves digits
 * @param {import("./recipe.js").Setup} setup
 */
export function dataFile(practised, unseen, setup) {
  const count = practised.classes.length;
  const epochs = Math.ceil(TOTAL / updatesOf(count, setup.batchSize));
  const [order, moves] = [new Int16Array(epochs * count), new Int8Array(2 * epochs * count)];
  const source = epochsOf(setup, practised.classes);
  for (let at = 0; at < epochs; at++) {
    const epoch = source.next().value;
    order.set(epoch.order, at * count);
    moves.set(epoch.moves, 2 * at * count);
  }
  /** @param {string} name @param {import("./digits.js").Digits} digits @returns {import("./npz.js").Stored[]} */
  const arrays = (name, { pixels, classes: answers }) => [
    { name: `x${name}`, values: pixels, shape: [answers.length, 1, SIDE, SIDE] },
    { name: `y${name}`, values: answers, shape: [answers.length] },
  ];
  return npzOf([
    ...arrays("", practised),
    ...arrays("_new", unseen),
    ...startArrays(setup),
    { name: "order", values: order, shape: [epochs, count] },
    { name: "moves", values: moves, shape: [epochs, count, 2] },
  ]);
}
