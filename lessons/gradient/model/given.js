/** What the figure is given: a picture, what the layers hold and what should come out, by name or as it was typed. */

import { at, digitsOf, gridOf, squareOf } from "../../kit/arithmetic/grid.js";
import { readCells } from "../../kit/settings/table.js";

/**
 * @typedef {{ input: Grid, kernel: Grid, bias: Grid, weights: Grid, target: number }} Case
 *
 * input and kernel: a name, or cells; rate: of learning, in thousandths; updates: how many steps of SGD were made; nudge: by how
 * much one number is moved; net, digit, filter and change, by at most so many hundredths of a pixel as size says: of the live view.
 * @typedef {ChosenIn<typeof import("../settings.json")> & import("./way_back.js").Place & { pool: "max" | "average",
 *   net: "shipped" | "trained" }} Settings
 */

/** One number as a grid, so that it is drawn, read and walked like all others. @param {number} value @returns {Grid} */
export const single = (value) => ({ height: 1, width: 1, values: Float64Array.of(value) });

/** @param {Grid} kernel @param {number} [bias] @returns {import("../../kit/arithmetic/windows.js").Settings} */
export const layerOf = ({ height, width }, bias = 0) => ({ kernel_size: [height, width], bias });

export const NUMBER_LIMITS = /** @type {[number, number]} */ ([-9, 9]);
export const THOUSAND = 1000;

const [KERNEL, WEIGHTS] = [squareOf([-1, -1, 1, 2]), squareOf([-2, -1, -1, 1])];
const SMALL = { kernel: KERNEL, bias: single(-2), weights: WEIGHTS, target: 3 };

/** The small networks, by name. All whole numbers. @type {Record<string, Case>} */
const CASES = {
  heart: {
    input: digitsOf("020030", "123111", "223223", "013110", "002200", "000000"),
    kernel: squareOf([1, 0, -1, 1, 0, -1, 1, 0, -1]),
    ...{ bias: single(0), weights: squareOf([-1, 1, 2, 1]), target: 9 },
  },
  // Every winner is alone and no winner stands at 0 with a neighbour: a nudge obeys its gradient.
  smooth: { input: digitsOf("21302", "10231", "10100", "01001", "31033"), ...SMALL },
  // A tie in one window, and a largest value of exactly 0 in another.
  kinks: { input: digitsOf("21302", "10031", "10100", "01011", "31333"), ...SMALL },
};

/** @param {string} text @param {Grid} like @returns {Grid | null} */
function typed(text, like) {
  const cells = readCells(text, NUMBER_LIMITS);
  const fits = cells && cells.height === like.height && cells.width === like.width;
  return fits && cells.values.every(Number.isInteger) ? cells : null;
}

/** A picture that was typed, if it is as large as one of the cases. @param {string} text */
export const ownPicture = (text) => typed(text, CASES.heart.input) ?? typed(text, CASES.smooth.input);

/** The small pictures by their names, or the digit. @param {string} value */
export const isNamed = (value) => value === "digit" || value in CASES;

/** @param {{ input?: string }} chosen */
export const isDigit = ({ input }) => input === "digit";

/** The case that an input is one of: by its name, or by the size of what was typed. @param {Partial<Settings>} chosen */
export function givenCase({ input = "heart" }) {
  const isSmall = ownPicture(input)?.height === CASES.smooth.input.height;
  return CASES[input] ?? (isSmall ? CASES.smooth : CASES.heart);
}

/** @param {Partial<Settings>} chosen @returns {Grid} */
export const inputOf = ({ input = "heart" }) => ownPicture(input) ?? CASES[input].input;

/** A kernel that was typed, if it is as large as that of the case. @param {string} text @param {Partial<Settings>} chosen */
export const ownKernel = (text, chosen) => typed(text, givenCase(chosen).kernel);

/** @param {Partial<Settings>} chosen @returns {Grid} */
export function kernelOf(chosen) {
  const { kernel = "given" } = chosen;
  const given = givenCase(chosen).kernel;
  if (kernel !== "transposed") return ownKernel(kernel, chosen) ?? given;
  return gridOf(given.width, given.height, (row, column) => at(given, column, row));
}
