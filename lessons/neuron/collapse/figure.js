/** Two convolutions in a row beside the one that does the same. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { fromRows, toRows } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { controlsOf, together } from "../../kit/controls/control.js";
import { make } from "../../kit/dom/dom.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { createSentence, sayRefused } from "../../kit/figure/sentence.js";
import { numberPaint, signedPaint } from "../../kit/grid/scale.js";
import { settingsOf } from "../../kit/settings/table.js";
import { namedKernel } from "../model/limits.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @typedef {{ first: string, second: string, between: "nothing" | "relu" }} Chosen */

export const PICTURE = fromRows([
  [0, 0, 1, 0, 2, 0, 1],
  [0, 2, 3, 1, 0, 1, 0],
  [1, 3, 2, 0, 1, 2, 0],
  [0, 1, 0, 3, 2, 1, 1],
  [2, 0, 1, 2, 3, 0, 2],
  [0, 1, 2, 0, 1, 1, 0],
  [1, 0, 0, 2, 0, 3, 1],
]);

/** @param {Grid} grid */
const layer = ({ height, width }) => ({ kernel_size: /** @type {[number, number]} */ ([height, width]) });

/** The kernel that does in one step what two do in a row: K[m] = Σ second[j] · first[m − j]. It is the first one, padded, under the second one turned round. @param {Grid} first @param {Grid} second */
export function combined(first, second) {
  const turned = { ...second, values: Float64Array.from(second.values).reverse() };
  const padding = /** @type {[number, number]} */ ([second.height - 1, second.width - 1]);
  return convolve(first, turned, { ...layer(second), padding });
}

/** @param {Grid} grid @returns {Grid} */
const rectified = (grid) => ({ ...grid, values: grid.values.map((value) => Math.max(value, 0)) });

/** Both ways. @param {Chosen} chosen */
export function compute({ first, second, between }) {
  const [one, two] = [first, second].map((name) => namedKernel(name));
  const map = convolve(PICTURE, one, layer(one));
  const middle = between === "relu" ? rectified(map) : map;
  const inTwo = convolve(middle, two, layer(two));
  const kernel = combined(one, two);
  const inOne = convolve(PICTURE, kernel, layer(kernel));
  const same = inOne.values.filter((value, at) => value === inTwo.values[at]).length;
  return { one, two, middle, inTwo, kernel, inOne, same };
}

/** A small grid of numbers that is only read: a table with its name above. @param {string} area its place in the layout @param {string} name */
function createNumberTable(area, name) {
  const body = make("tbody");
  const caption = make("caption", name);
  return {
    element: make("table", { class: `numbers ${area}`, style: `grid-area: ${area}` }, caption, body),
    /** @param {Grid} grid @param {(value: number) => import("../../kit/grid/scale.js").Paint} paintOf */
    show(grid, paintOf) {
      const rows = toRows(grid).map((row) => {
        const cells = row.map((value) => {
          const { background, ink } = paintOf(value);
          return make("td", { style: `background: ${background}; color: ${ink}` }, formatNumber(value));
        });
        return make("tr", ...cells);
      });
      body.replaceChildren(...rows);
    },
  };
}

const table = await tableOf("neuron/collapse");
const settings = settingsOf(table);

const BRIGHTEST = 3;
const HALF = 2; // the heaviest weight has the middle colour
const TABLES = /** @type {const} */ (["picture", "one", "middle", "two", "in_two", "kernel", "in_one"]);

/** @param {Grid[]} grids */
const largest = (...grids) => Math.max(...grids.flatMap(({ values }) => Array.from(values, Math.abs)), 1);

/** @param {Kit} kit */
function createControls(kit) {
  const control = controlsOf(kit, { table, settings }, () => {});
  return together(make("div.kernels-row"), control("first"), control("between"), control("second"));
}

/** @param {Kit} kit @param {Chosen} chosen @param {number} same @param {number} all outputs */
function verdictOf(kit, { between }, same, all) {
  if (same < all) return kit.label("neuron.differ", { n: all, k: all - same });
  return kit.label(between === "relu" ? "neuron.same_relu" : "neuron.same", { n: all });
}

/** @param {HTMLElement} root @param {Kit} kit @returns {import("../../kit/dom/kit.js").View} */
function build(root, kit) {
  const [sentence, controls] = [createSentence(kit.signal), createControls(kit)];
  const entries = TABLES.map((name) => [name, createNumberTable(name, kit.label(`neuron.table_${name}`))]);
  const tables = Object.fromEntries(entries);
  const field = make("div.field.in-a-row", ...TABLES.map((name) => tables[name].element));
  root.append(make("div.stage", controls.element, field, sentence.element));
  /** @param {number} limit */
  const signed = (limit) => (/** @type {number} */ value) => signedPaint(value, limit, kit.theme);
  return {
    /** @param {Chosen} chosen */
    paint(chosen) {
      const { one, two, middle, inTwo, kernel, inOne, same } = compute(chosen);
      const outputs = largest(inTwo, inOne);
      controls.show(chosen);
      tables.picture.show(PICTURE, (/** @type {number} */ value) => numberPaint(value, BRIGHTEST, kit.theme));
      tables.one.show(one, signed(HALF * largest(one)));
      tables.middle.show(middle, signed(largest(middle)));
      tables.two.show(two, signed(HALF * largest(two)));
      tables.kernel.show(kernel, signed(HALF * largest(kernel)));
      tables.in_two.show(inTwo, signed(outputs));
      tables.in_one.show(inOne, signed(outputs));
      sentence.show("", verdictOf(kit, chosen, same, inOne.values.length), true);
    },
    refuse: (refused) => sentence.refuse(sayRefused(kit, refused)),
  };
}

/** @type {import("../../kit/dom/kit.js").Figure} */
export const figure = { settings, build };
