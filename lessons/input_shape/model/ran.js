/** What torch has run once and for all: the snippets, their mends, the steps of the file. */

import { dataOf } from "../../kit/figure/fetched.js";

/** @import { Brick } from "../view/brick.js" */
/** @import { Settings } from "./limits.js" */
/**
 * @typedef {{ code: string, error: string, message: string, result: string, lines: number, given: Brick | null, takes: Brick | null }} Ran
 *   `lines`: of the code that runs by itself, and of what it prints
 * @typedef {Ran & { line: number, change: string, verdict: "right" | "luck" | "error", why: string }} Mend
 * @typedef {{ name: string, title: string, why: string, broken: Ran, mends: Mend[] }} Snippet
 * @typedef {{ code: string, kind: string, shape: string, order: string, dtype: string, range: string }} Row
 * @typedef {Ran & { rows: Row[], given: Brick }} Combination
 * @typedef {{ combinations: Record<string, Combination>, pictures: Record<string, string> }} File
 * @typedef {{ snippets: Snippet[], pictures: Record<string, string>, torch: string, file: File, seed: number }} Data
 */

/** As data.py keeps it, in one language. @param {"en" | "ko"} language @returns {Promise<Omit<Data, "seed">>} */
export async function dataIn(language) {
  const { snippets, ...rest } = await dataOf("input_shape");
  return { ...rest, snippets: snippets[language] };
}

/** @param {Data} data @param {Settings} chosen */
export const snippetOf = ({ snippets }, { snippet }) =>
  /** @type {Snippet} */ (snippets.find(({ name }) => name === snippet));

/** What the chosen steps make of the photo. @param {File} file @param {Settings} chosen */
export const combinationOf = ({ combinations }, { permute, scale, batch }) =>
  combinations[`${permute}${scale}${batch}`];

/** What torch has run: the snippet with the mend that is chosen, or the file with its steps. @param {Data} data @param {Settings} chosen @returns {Ran} */
export function ranOf(data, chosen) {
  if (chosen.view === "file") return combinationOf(data.file, chosen);
  const { broken, mends } = snippetOf(data, chosen);
  return mends[chosen.mend - 1] ?? broken;
}
