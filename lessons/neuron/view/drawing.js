/** What stands in the grids of the neuron figure and how it is coloured, and the neuron itself, drawn. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, makeSvg, setText } from "../../kit/dom/dom.js";
import { cellsOf, rowsOf } from "../../kit/grid/cell.js";
import { numberPaint, signedPaint, styleOf } from "../../kit/grid/scale.js";
import { PIXELS, PLACES, WEIGHTS, weightAt } from "../model/limits.js";

/** @import { Numbers, Settings } from "../model/limits.js" */
/** @typedef {ReturnType<typeof import("../model/limits.js").neuronOf>} Neuron */

const BRIGHTEST = 3;
const HALF = 2; // the heaviest weight has the middle colour, so that products can be stronger

/** @param {number} value @param {Kit} kit @returns {Cell} */
const pixelCell = (value, kit) => ({
  text: formatNumber(value),
  paint: numberPaint(value, BRIGHTEST, kit.theme),
});

/** @param {number} weight @param {Numbers} now @param {Kit} kit */
const weightPaint = (weight, { heaviest }, kit) => signedPaint(weight, HALF * heaviest, kit.theme);

/** The picture, the weights of one output on it. @param {Numbers} now @param {number} output @param {Kit} kit @returns {Cell[][]} */
const windowCells = ({ picture, weights }, output, kit) =>
  cellsOf(picture, (value, pixel) => {
    const weight = weightAt(output, pixel);
    const below = weight < 0 ? "" : `×${formatNumber(weights[output][weight])}`;
    return { ...pixelCell(value, kit), below };
  });

/** The products as they are written: 2×1. @param {Numbers} now @param {Neuron} neuron @param {Kit} kit @returns {Cell[][]} */
const productCells = ({ heaviest }, { window, kernel, products }, kit) =>
  cellsOf(products, (product, at) => {
    const [pixel, weight] = [window.values[at], kernel.values[at]].map((value) => formatNumber(value));
    return {
      text: `${pixel}×${weight}`,
      hint: `= ${formatNumber(product)}`,
      paint: signedPaint(product, HALF * heaviest * BRIGHTEST, kit.theme),
      kind: product === 0 ? "nothing" : "",
    };
  });

/** Each pixel of the window, and the weight on the edge it has. @param {Neuron} neuron @param {Kit} kit @returns {Cell[][]} */
const neuronCells = ({ window, kernel }, kit) =>
  Array.from(window.values, (value, at) => [
    pixelCell(value, kit),
    { text: `×${formatNumber(kernel.values[at])}`, kind: "edge-weight" },
  ]);

/** One row an output, one column a pixel. @param {Numbers} now @param {Kit} kit @returns {Cell[][]} */
function matrixCells(now, kit) {
  const gap = { text: "·", kind: "gap", hint: kit.label("neuron.no_edge_short") };
  return now.weights.map((row, output) =>
    Array.from({ length: PIXELS }, (_, pixel) => {
      const weight = weightAt(output, pixel);
      if (weight < 0) return gap;
      return { text: formatNumber(row[weight]), paint: weightPaint(row[weight], now, kit), kind: "edge" };
    }),
  );
}

/** Folded to a map; when the picture is moved, with what should have come along. @param {Cell[]} cells @param {Numbers} now @param {Settings} chosen @returns {Cell[][]} */
function outputCells(cells, now, { down, right }) {
  const isMoved = down !== 0 || right !== 0;
  return rowsOf({ height: PLACES, width: PLACES }, (_row, _column, at) => {
    const came = now.came[at];
    if (!isMoved || came === null) return cells[at];
    return { ...cells[at], below: `${came === now.outputs[at] ? "=" : "≠"} ${formatNumber(came)}` };
  });
}

/** What stands in each grid, by its name. @param {Numbers} now @param {Settings} chosen @param {Neuron} neuron @param {Kit} kit */
export function gridCells(now, chosen, neuron, kit) {
  const cells = now.outputs.map((value) => ({
    ...{ text: formatNumber(value), paint: signedPaint(value, now.limit, kit.theme) },
  }));
  return {
    window: windowCells(now, chosen.step - 1, kit),
    products: productCells(now, neuron, kit),
    neuron: neuronCells(neuron, kit),
    pixels: [Array.from(now.picture.values, (value) => pixelCell(value, kit))], // all in one row
    matrix: matrixCells(now, kit),
    column: cells.map((cell) => [cell]), // one below the other, as rows of the matrix give them
    output: outputCells(cells, now, chosen),
  };
}

const [ROW, WIDTH] = [10, 100]; // of the drawing, which is stretched to its place
const MIDDLE = (WEIGHTS * ROW) / 2;
const [THINNEST, THICKER] = [2, 3]; // px
const PALEST = 0.4; // of the heaviest weight: a line must be seen on the ground

/** Each edge three times: its outline when it is lit, itself, and a wide one that is easy to point at. @param {{ onPoint: (weight: number) => void, onLeave: () => void, onPress: (weight: number) => void }} wiring */
function createEdges({ onPoint, onLeave, onPress }) {
  let pointed = -1;
  /** What comes to lie under a pointer that rests was not pointed at. @param {number} weight */
  const move = (weight) => {
    if (weight === pointed) return;
    pointed = weight;
    onPoint(weight);
  };
  const leave = () => {
    pointed = -1;
    onLeave();
  };
  const edges = Array.from({ length: WEIGHTS }, (_, weight) => {
    const y = (weight + 0.5) * ROW;
    const d = `M0 ${y}C${WIDTH / 2} ${y} ${WIDTH / 2} ${MIDDLE} ${WIDTH} ${MIDDLE}`;
    const [glow, edge, touch] = ["glow", "edge", "touch"].map((name) => makeSvg("path", { d, class: name }));
    touch.addEventListener("pointermove", () => move(weight));
    touch.addEventListener("pointerleave", leave);
    touch.addEventListener("click", () => onPress(weight));
    return { edge, group: makeSvg("g", {}, glow, edge, touch) };
  });
  const viewBox = `0 0 ${WIDTH} ${WEIGHTS * ROW}`;
  const frame = { class: "edges", viewBox, preserveAspectRatio: "none", "aria-hidden": "true" };
  return { element: makeSvg("svg", frame, ...edges.map(({ group }) => group)), edges };
}

/** @param {Kit} kit @param {string} kind @param {string} text @param {string} caption */
function createNode(kit, kind, text, caption) {
  const value = make("b", { class: `in-grid ${kind}` }, text);
  const show = (/** @type {number} */ number, /** @type {number} */ limit) => {
    value.style.cssText = styleOf(signedPaint(number, limit, kit.theme));
    setText(value, formatNumber(number));
  };
  return { value, show, element: make("span.node.around", value, make("span.caption.note.in-one", caption)) };
}

/** From the sum to the output. @param {Kit} kit */
function createChain(kit) {
  const sum = createNode(kit, "round", "Σ", kit.label("neuron.sum_below"));
  const bias = createNode(kit, "round", "", kit.label("neuron.bias_below"));
  const relu = createNode(kit, "", "", "ReLU");
  const bend = makeSvg("path", { d: "M5 17H12L19 7" });
  relu.value.append(makeSvg("svg", { viewBox: "0 0 24 24", class: "bend", "aria-hidden": "true" }, bend));
  const output = createNode(kit, "now", "", kit.label("neuron.output_below"));
  const handed = [1, 2, 3].map(() => make("span.handed.placed.centred")); // from one node to the next
  const element = make("div.chain.apart", sum);
  [bias, relu, output].forEach((node, i) => {
    element.append(make("span.arrow.around", handed[i]), node.element);
  });
  return { element, bias, relu, output, handed };
}

/** @param {Kit} kit @param {Parameters<typeof createEdges>[0]} wiring */
export function createNeuron(kit, wiring) {
  const { element: drawing, edges } = createEdges(wiring);
  const chain = createChain(kit);
  return {
    elements: [drawing, chain.element],
    /** @param {Neuron} neuron @param {Settings} chosen @param {Numbers} now */
    show(neuron, { bias, relu }, now) {
      edges.forEach(({ edge }, at) => {
        const weight = neuron.kernel.values[at];
        const seen = Math.sign(weight) * Math.max(Math.abs(weight), PALEST * now.heaviest);
        const width = THINNEST + (THICKER * Math.abs(weight)) / now.heaviest;
        edge.setAttribute("class", weight === 0 ? "edge zero" : "edge");
        const style = `stroke: ${weightPaint(seen, now, kit).background}; stroke-width: ${width}`;
        edge.setAttribute("style", weight === 0 ? "" : style);
      });
      chain.bias.show(bias, now.limit);
      chain.output.show(neuron.output, now.limit);
      setText(chain.handed[0], formatNumber(neuron.sum));
      setText(chain.handed[1], formatNumber(neuron.before));
      chain.relu.element.classList.toggle("off", !relu);
    },
    light(/** @type {number[]} */ lit) {
      for (const [at, { group }] of edges.entries()) group.classList.toggle("lit", lit.includes(at));
    },
  };
}
