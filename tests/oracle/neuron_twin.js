// Run the neuron figures of the browser for many settings: lists of addresses on stdin, numbers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [neuron, limits, counting, collapse, address] = await Promise.all(
  [
    "neuron/model/numbers.js",
    "neuron/model/limits.js",
    "neuron/counting/counts.js",
    "neuron/collapse/figure.js",
    "kit/settings/address.js",
  ].map((name) => import(pathToFileURL(join(process.argv[2], name)).href)),
);
/** @type {{ neurons: string[], sizes: any[], pairs: any[] }} */
const asked = JSON.parse(readFileSync(0, "utf8"));

/** @param {string} query */
function neuronOf(query) {
  const { settings: chosen, refused } = address.readAddress(limits.settings, query);
  const now = neuron.compute(chosen);
  const { window, kernel, products, sum, before, output } = neuron.neuronOf(now, chosen, chosen.step - 1);
  const view = { window: [...window.values], kernel: [...kernel.values], products: [...products.values] };
  const { outputs, sums } = now;
  return { refused, chosen, state: neuron.asked(chosen), outputs, sums, ...view, sum, before, output };
}

/** @param {any} chosen */
function inARow(chosen) {
  const { kernel, inTwo, inOne, same, one, two } = collapse.compute(chosen);
  const grids = { kernel, inTwo, inOne, one, two, picture: collapse.PICTURE };
  const values = Object.entries(grids).map(([name, grid]) => [name, [...grid.values]]);
  return { ...Object.fromEntries(values), same };
}

process.stdout.write(
  JSON.stringify({
    neurons: asked.neurons.map(neuronOf),
    counts: asked.sizes.map(counting.countsOf),
    pairs: asked.pairs.map(inARow),
  }),
);
