/** What the small network is given: picture and kernel, by name or as they were typed. */

import { readCells } from "../../kit/settings/cells_text.js";
import { CASES, caseOf } from "./cases.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Place } from "./places.js" */
/**
 * @typedef {object} Own
 * @property {string} input a case's name, or its cells
 * @property {string} kernel "given", "transposed", or its cells
 * @property {number} target
 * @property {"max" | "average"} pool
 * @property {number} rate of learning, in thousandths
 * @property {number} updates how many steps of SGD were made
 * @property {string} nudge by how much one number is moved, such as "-0.1"
 * @property {"step" | "nudge" | "live"} view
 * @property {"shipped" | "trained"} net of the live view: the one that is shipped, or the visitor's
 * @property {"unsure" | "own"} digit of the live view: the one that is shipped, or the visitor's last picture
 * @property {number} filter from 1
 * @property {"none" | "sign" | "fewest"} change of its pixels
 * @property {number} size the most that a pixel moves, in hundredths
 * @property {number} step from 0, of the way back
 *
 * @typedef {Place & Own} Settings
 */

export const NUMBER_LIMITS = /** @type {[number, number]} */ ([-9, 9]);
export const THOUSAND = 1000;

/** @param {string} text @param {Grid} like @returns {Grid | null} */
function typed(text, like) {
  const cells = readCells(text, NUMBER_LIMITS);
  const fits = cells && cells.height === like.height && cells.width === like.width;
  return fits && cells.values.every(Number.isInteger) ? cells : null;
}

/** A picture that was typed, if it is as large as one of the cases. @param {string} text */
export const ownPicture = (text) => typed(text, CASES.heart.input) ?? typed(text, CASES.smooth.input);

/** @param {Partial<Settings>} chosen */
export function givenCase({ input = "heart" }) {
  return caseOf(CASES[input] ? input : (ownPicture(input) ?? "heart"));
}

/** @param {Partial<Settings>} chosen @returns {Grid} */
export const inputOf = ({ input = "heart" }) => ownPicture(input) ?? CASES[input].input;

/** A kernel that was typed, if it is as large as that of the case. @param {string} text @param {Partial<Settings>} chosen */
export const ownKernel = (text, chosen) => typed(text, givenCase(chosen).kernel);

/** @param {Partial<Settings>} chosen @returns {Grid} */
export function kernelOf(chosen) {
  const { kernel = "given" } = chosen;
  const given = givenCase(chosen).kernel;
  const { height, width, values } = given;
  if (kernel !== "transposed") return ownKernel(kernel, chosen) ?? given;
  return {
    height: width,
    width: height,
    values: values.map((_, at) => values[(at % height) * width + Math.floor(at / height)]),
  };
}
