// Run what the input's shape computes in the browser for many cases: tensors that meet a layer, chains of calls,
// drills. The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [words, views, drills] = await Promise.all(
  ["numbers.js", "tensor_view.js", "drill.js"].map(
    (name) => import(pathToFileURL(join(process.argv[2], "input_shape", "model", name)).href),
  ),
);

/** @param {number[]} shape @param {any[]} calls */
function chain(shape, calls) {
  const numbers = Array.from({ length: views.count(shape) }, (_, at) => at);
  const { views: results, error } = views.runCalls(views.fresh(numbers, shape), calls);
  /** @param {any} view */
  const said = (view) => [view.shape, view.strides, views.isContiguous(view), views.elements(view)];
  return { rows: results.slice(1).map(said), error: error?.kind ?? null };
}

/** @type {{ met: any[], chains: any[], drills: [number, number][] }} */
const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = {
  met: asked.met.map(({ shape, dtype, layer }) => words.convOutcome(shape, dtype, layer)),
  chains: asked.chains.map(({ shape, calls }) => chain(shape, calls)),
  drills: asked.drills.map(([seed, number]) => drills.questionOf(seed, number)),
};
process.stdout.write(JSON.stringify(answers));
