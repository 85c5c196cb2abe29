/** What sharing saves, for any size: three counts of parameters, written out and as areas. */

import { formatCount, formatNumber } from "../../kit/arithmetic/rounding.js";
import { controlsOf, together } from "../../kit/controls/control.js";
import { make, tableRow } from "../../kit/dom/dom.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { settingsOf } from "../../kit/settings/table.js";
import { countsOf, createAreas, KINDS, parameters } from "./counts.js";

/** @import { Counts, Sizes } from "./counts.js" */

const table = await tableOf("neuron/counting");
const LARGEST_KERNEL = table.settings.kernel_size.range?.[1] ?? 1;
const settings = settingsOf(table, {
  kernel_size: { limits: ({ picture_size }) => [1, Math.min(LARGEST_KERNEL, picture_size)] },
});

/** @param {Kit} kit */
function createTable(kit) {
  const element = make("table.grows", { "aria-label": kit.label("neuron.counts") });
  return {
    element,
    /** @param {Sizes} sizes @param {Counts} counts */
    show(sizes, counts) {
      const { kernel_size: k, out_channels: maps } = sizes;
      const [cells, all] = [formatCount(counts.outputs), formatCount(counts.pixels)];
      const sums = {
        ...{ dense: `${cells} × ${all} + ${cells}`, own: `${cells} × ${k ** 2} + ${maps}` },
        shared: `${maps} × 1 × ${k} × ${k} + ${maps}`,
      };
      const layer = `Conv2d(1, ${maps}, ${k})`;
      const rows = KINDS.map((kind) => {
        const name = kind === "shared" ? layer : kit.label(`neuron.as_${kind}`);
        const total = make("td.total.in-one.larger.strong", `= ${formatCount(parameters(counts[kind]))}`);
        return tableRow(name, [sums[kind], total], { class: kind });
      });
      element.replaceChildren(...rows);
    },
  };
}

/** What of the dense layer a convolution would need. @param {Kit} kit @param {Counts} counts */
const sentenceOf = (kit, { edges, dense, percent, distinct, uses }) =>
  kit.label("neuron.counted", {
    e: formatCount(edges),
    d: formatCount(dense.weights),
    p: formatNumber(percent),
    n: formatCount(distinct),
    u: formatCount(uses),
  });

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const sentence = createSentence(kit);
  const control = controlsOf(kit, { table, settings }, sentence.remark);
  const controls = Object.keys(settings).map((name) => control(name));
  const row = together(make("div.sizes-row.in-rows.at-bottom.tinted"), ...controls);
  const [areas, counted] = [createAreas(), createTable(kit)];
  const field = make("div.field.counted.in-row", areas, counted);
  root.append(make("div.stage", row, field, sentence));
  return {
    paint(/** @type {Sizes} */ chosen) {
      const counts = countsOf(chosen);
      row.show(chosen);
      areas.show(counts, "shared");
      counted.show(chosen, counts);
      sentence.show("", sentenceOf(kit, counts), true);
    },
    refuse: sentence.refuseSetting,
  };
}

/** @type {Figure} */
export const figure = { settings, build };
