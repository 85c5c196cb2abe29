/** Two convolutions in a row beside the one that does the same. */

import { convolve } from "../../kit/arithmetic/convolution.js";
import { digitsOf, largestOf, toRows } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { relu } from "../../kit/arithmetic/scores.js";
import { controlsOf, together } from "../../kit/controls/control.js";
import { make } from "../../kit/dom/dom.js";
import { tableOf } from "../../kit/figure/fetched.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { numberPaint, signedPaint, styleOf } from "../../kit/grid/scale.js";
import { settingsOf } from "../../kit/settings/table.js";
import { namedKernel } from "../model/limits.js";

/** @typedef {{ first: string, second: string, between: "nothing" | "relu" }} Chosen */

export const PICTURE = digitsOf("0010201", "0231010", "1320120", "0103211", "2012302", "0120110", "1002031");

/** @param {Grid} grid */
const layer = ({ height, width }) => ({ kernel_size: /** @type {[number, number]} */ ([height, width]) });

/** The kernel that does in one step what two do in a row: K[m] = Σ second[j] · first[m − j]. It is the first one, padded, under the second one turned round. @param {Grid} first @param {Grid} second */
function combined(first, second) {
  const turned = { ...second, values: second.values.toReversed() };
  const padding = /** @type {[number, number]} */ ([second.height - 1, second.width - 1]);
  return convolve(first, turned, { ...layer(second), padding });
}

/** Both ways. @param {Chosen} chosen */
export function compute({ first, second, between }) {
  const [one, two] = [first, second].map((name) => namedKernel(name));
  const map = convolve(PICTURE, one, layer(one));
  const middle = between === "relu" ? relu(map) : map;
  const inTwo = convolve(middle, two, layer(two));
  const kernel = combined(one, two);
  const inOne = convolve(PICTURE, kernel, layer(kernel));
  const same = inOne.values.filter((value, at) => value === inTwo.values[at]).length;
  return { one, two, middle, inTwo, kernel, inOne, same };
}

/** A small grid of numbers that is only read: a table with its name above. @param {string} area its place in the layout @param {string} name */
function createNumberTable(area, name) {
  const body = make("tbody");
  const caption = make("caption.fine.in-one", name);
  return {
    element: make("table", { class: `numbers ${area}`, style: `grid-area: ${area}` }, caption, body),
    /** @param {Grid} grid @param {(value: number) => import("../../kit/grid/scale.js").Paint} paintOf */
    show(grid, paintOf) {
      const rows = toRows(grid).map((row) => {
        const cells = row.map((value) => make("td", { style: styleOf(paintOf(value)) }, formatNumber(value)));
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

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const [sentence, control] = [createSentence(kit), controlsOf(kit, { table, settings }, () => {})];
  const row = ["first", "between", "second"].map((name) => control(name));
  const controls = together(make("div.kernels-row.in-rows.at-bottom.tinted"), ...row);
  const entries = TABLES.map((name) => [name, createNumberTable(name, kit.label(`neuron.table_${name}`))]);
  const tables = Object.fromEntries(entries);
  const field = make("div.field.in-a-row.in-middle", ...TABLES.map((name) => tables[name].element));
  root.append(make("div.stage", controls, field, sentence));
  /** @param {number} limit */
  const signed = (limit) => (/** @type {number} */ value) => signedPaint(value, limit, kit.theme);
  return {
    paint(/** @type {Chosen} */ chosen) {
      const { one, two, middle, inTwo, kernel, inOne, same } = compute(chosen);
      const outputs = largestOf([inTwo, inOne], 1);
      controls.show(chosen);
      tables.picture.show(PICTURE, (/** @type {number} */ value) => numberPaint(value, BRIGHTEST, kit.theme));
      tables.one.show(one, signed(HALF * largestOf([one], 1)));
      tables.middle.show(middle, signed(largestOf([middle], 1)));
      tables.two.show(two, signed(HALF * largestOf([two], 1)));
      tables.kernel.show(kernel, signed(HALF * largestOf([kernel], 1)));
      tables.in_two.show(inTwo, signed(outputs));
      tables.in_one.show(inOne, signed(outputs));
      const n = inOne.values.length;
      const verdict = chosen.between === "relu" ? "neuron.same_relu" : "neuron.same";
      sentence.show("", kit.label(same < n ? "neuron.differ" : verdict, { n, k: n - same }), true);
    },
    refuse: sentence.refuseSetting,
  };
}

/** @type {Figure} */
export const figure = { settings, build };
