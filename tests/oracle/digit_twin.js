// What the live view of /gradient makes of digits: what was sent, pictures and sizes on stdin, answers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = (/** @type {string} */ path) => import(pathToFileURL(join(process.argv[2], path)).href);
const [
  { answerOf, fewestPixels, signStep },
  { receive, pictureOf, sent: known },
  { compute },
  sums,
  limits,
  address,
] = await Promise.all(
  [
    "gradient/model/breaking.js",
    "gradient/model/sent.js",
    "gradient/model/digit.js",
    "gradient/model/digit_sums.js",
    "gradient/model/limits.js",
    "kit/settings/address.js",
  ].map(load),
);
const { forward, parametersOf } = await load("kit/arithmetic/note_network.js");

const { sent, pictures, labels, sizes, most } = JSON.parse(readFileSync(0, "utf8"));
receive(sent);
const { flat } = known();
const at = (/** @type {any} */ asked) => address.withinLimits(limits.settings, { input: "digit", ...asked });
/** @param {any} asked */
function pinnedAt(asked) {
  const chosen = at(asked);
  const now = compute(chosen);
  const products = sums.productsOf(chosen, now);
  const sum = products.reduce(
    (/** @type {number} */ all, /** @type {number[]} */ [one, other]) => all + one * other,
    0,
  );
  const { row, column, layer, parameter } = chosen;
  return {
    row,
    column,
    layer,
    parameter,
    sum: products.length > 0 ? sum : null,
    ...sums.nudgeOf(chosen, now),
    gradient: sums.gradientOf(chosen, now),
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
      const { bias, biasGradient, loss } = now;
      return {
        values: flatOf(now.values),
        gradients: flatOf(now.gradients),
        rest: [bias, biasGradient, loss],
      };
    }),
    pinned: [1, 5].flatMap((filter) =>
      PLACES.map((place) => ({ filter, ...pinnedAt({ filter, ...place }) })),
    ),
    flipped: sizes.map((/** @type {number} */ size) =>
      pictures.map((/** @type {number[]} */ each, /** @type {number} */ i) =>
        answerOf(forward(parametersOf(flat), signStep(flat, pictureOf(each), labels[i], size)).scores),
      ),
    ),
    pixels: pictures.map((/** @type {number[]} */ each, /** @type {number} */ i) => {
      const { pixels, isBroken } = fewestPixels(flat, pictureOf(each), labels[i], most);
      return isBroken ? pixels.length : null;
    }),
  }),
);
