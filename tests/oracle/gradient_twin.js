// Run the figure of /gradient for many settings: chosen settings on stdin, its numbers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [numbers, nudging, sums] = await Promise.all(
  ["numbers", "nudging", "sums"].map(
    (name) => import(pathToFileURL(join(process.argv[2], "gradient", "model", `${name}.js`)).href),
  ),
);

/** @param {any} chosen */
function report(chosen) {
  const now = numbers.compute(chosen);
  const { pass, gradients, moved } = now;
  const hasSum = ["linear", "features", "conv", "pixel"].includes(chosen.layer);
  const nudged = chosen.view === "nudge" ? nudging.foreseen(chosen, now).promised : null;
  return {
    values: [[...pass.conv.values], [...pass.active.values], [...pass.pool.values], pass.score, pass.loss],
    gradients: [
      gradients.score,
      [...gradients.weights.values],
      [...gradients.pool.values],
      [...gradients.active.values],
      [...gradients.conv.values],
      [...gradients.kernel.values],
      gradients.bias,
      [...gradients.input.values],
    ],
    moved: moved.loss,
    promised: nudged,
    sum: hasSum ? sums.sumOf(chosen, now).total : null,
    shown: hasSum
      ? numbers.gradientAt(gradients, chosen.layer).values[
          sums.indexOf(chosen, numbers.gradientAt(gradients, chosen.layer).width)
        ]
      : null,
  };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(report)));
