/** The end of the written sum: 8 + bias, and what ReLU makes of it. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, named, operator } from "../../kit/dom/dom.js";
import { signedPaint } from "../../kit/grid/scale.js";

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createWritten(kit) {
  const [sum, bias, before, result] = ["", "term", "", "result"].map((name) => make("b", { class: name }));
  const relu = make("span.op.relu-word", "ReLU");
  const element = make(
    "p.terms",
    operator("="),
    named(sum, kit.label("neuron.sum_below")),
    operator("+"),
    named(bias, kit.label("neuron.bias_below")),
    operator("="),
    before,
    relu,
    named(result, kit.label("neuron.output_below")),
  );
  return {
    element,
    /** @param {import("./cells.js").Neuron} neuron @param {import("../model/limits.js").Settings} chosen @param {number} limit of the colours */
    show(neuron, chosen, limit) {
      sum.textContent = formatNumber(neuron.sum);
      bias.textContent = formatNumber(chosen.bias);
      before.textContent = formatNumber(neuron.before);
      result.textContent = formatNumber(neuron.output);
      relu.classList.toggle("off", !chosen.relu);
      const [added, out] = [chosen.bias, neuron.output].map((value) => signedPaint(value, limit, kit.theme));
      Object.assign(bias.style, { background: added.background, color: added.ink });
      Object.assign(result.style, { background: out.background, color: out.ink });
    },
  };
}
