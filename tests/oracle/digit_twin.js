// What the live view of /gradient makes of digits: what was sent, pictures and sizes on stdin, answers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = (/** @type {string} */ path) => import(pathToFileURL(join(process.argv[2], path)).href);
const [digit, network, back, limits, address] = await Promise.all(
  [
    ...["digit", "network", "way_back", "limits"].map((name) => `gradient/model/${name}.js`),
    "kit/settings/address.js",
  ].map(load),
);
const { compute, fewestPixels, pictureOf, receive, signStep } = digit;
const { forward, parametersOf } = await load("kit/arithmetic/note_network.js");
const { argmax } = await load("kit/arithmetic/scores.js");

const { sent, pictures, labels, sizes, most } = JSON.parse(readFileSync(0, "utf8"));
receive(sent);
const flat = Float64Array.from(sent.parameters, (each) => each / 100);
const at = (/** @type {any} */ asked) => address.withinLimits(limits.settings, { input: "digit", ...asked });
/** @param {any} asked */
function pinnedAt(asked) {
  const chosen = at(asked);
  const now = compute(chosen);
  const products = back.productsOf(chosen, now);
  const { row, column, layer, parameter } = chosen;
  return {
    row,
    column,
    layer,
    parameter,
    sum: products.length > 0 ? back.sumOf(chosen, now).total : null,
    ...network.nudgeOf(chosen, now),
    gradient: back.numberIn(chosen, now.gradients),
  };
}

const PLACES = [
  ...["score", "features", "pool", "relu", "conv", "pixel"].map((layer) => ({ layer })),
  ...[
    { layer: "conv", parameter: "bias" },
    { layer: "pixel", row: 16, column: 12 },
    { layer: "relu", row: 12, column: 9 },
  ],
];

process.stdout.write(
  JSON.stringify({
    target: at({}).target,
    changed: compute(at({ change: "fewest" })).changed.length,
    maps: [1, 2, 3, 4, 5].map((filter) => {
      const now = compute(at({ filter }));
      const flatOf = (/** @type {Record<string, { values: Float64Array }>} */ grids) =>
        ["input", "kernel", "conv", "active", "pool", "score"].map((name) => [...grids[name].values]);
      const rest = [now.values.bias, now.gradients.bias, now.values.loss].map(({ values }) => values[0]);
      return { values: flatOf(now.values), gradients: flatOf(now.gradients), rest };
    }),
    pinned: [1, 5].flatMap((filter) =>
      PLACES.map((place) => ({ filter, ...pinnedAt({ filter, ...place }) })),
    ),
    flipped: sizes.map((/** @type {number} */ size) =>
      pictures.map((/** @type {number[]} */ each, /** @type {number} */ i) =>
        argmax(forward(parametersOf(flat), signStep(flat, pictureOf(each), labels[i], size)).scores),
      ),
    ),
    pixels: pictures.map((/** @type {number[]} */ each, /** @type {number} */ i) => {
      const { pixels, isBroken } = fewestPixels(flat, pictureOf(each), labels[i], most);
      return isBroken ? pixels.length : null;
    }),
  }),
);
