// Run the figure of /gradient for many settings: chosen settings on stdin, its numbers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [numbers, back] = await Promise.all(
  ["network", "way_back"].map(
    (name) => import(pathToFileURL(join(process.argv[2], "gradient", "model", `${name}.js`)).href),
  ),
);

const VALUES = ["conv", "active", "pool", "score", "loss"];
const GRADIENTS = ["score", "weights", "pool", "active", "conv", "kernel", "bias", "input"];
/** @param {Record<string, { values: Float64Array }>} grids @param {string[]} names */
const numbersOf = (grids, names) => names.map((name) => [...grids[name].values]);

/** @param {any} chosen */
function report(chosen) {
  const now = numbers.compute(chosen);
  const hasSum = ["linear", "features", "conv", "pixel"].includes(chosen.layer);
  return {
    values: numbersOf(now.values, VALUES),
    gradients: numbersOf(now.gradients, GRADIENTS),
    moved: now.moved.loss,
    promised: chosen.view === "nudge" ? numbers.foreseen(chosen, now).promised : null,
    sum: hasSum ? back.sumOf(chosen, now).total : null,
    shown: hasSum ? back.numberIn(chosen, now.gradients) : null,
  };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(report)));
