// @ts-check
/** A guess as it is kept in this browser: enough to tell of it later, when its figure is not there. Pure. */

/**
 * @typedef {import("../dom/kit.js").Option} Option
 * @typedef {import("./prediction_state.js").Question} Question
 *
 * @typedef {object} Wrong the first wrong guess at a question
 * @property {string} guess
 * @property {string} rule
 * @property {string} why
 * @property {number} at
 *
 * @typedef {object} KeptGuess guesses of earlier versions of the course have only the first two
 * @property {string} guess the newest one
 * @property {string | null} rule null if it is right
 * @property {string} [stem]
 * @property {string} [answer] the right one
 * @property {string} [why]
 * @property {string[]} [offered] the rules of all options
 * @property {string} [id] of a question about an earlier lesson, whose words stand in its file
 * @property {string} [show] the address of what was asked about
 * @property {"en" | "ko"} [language] of these words
 * @property {number} [at] when, in ms
 * @property {Wrong} [first] before the question was asked again
 */

/** @param {KeptGuess | undefined} before @returns {Wrong | undefined} */
export function firstWrong(before) {
  if (!before || before.first) return before?.first;
  const { guess, rule, why = "", at = 0 } = before;
  return rule === null ? undefined : { guess, rule, why, at };
}

/** @param {Question} question @param {Option} option @param {KeptGuess | undefined} before at the same question @param {{ show: string, language: "en" | "ko", at: number }} where and when @returns {KeptGuess} */
export function keptGuess({ series, from, stem, options, show }, { text, rule, why }, before, where) {
  const first = firstWrong(before);
  return {
    ...{ guess: text, rule, stem, why },
    answer: options.find((each) => each.rule === null)?.text ?? "",
    offered: options.flatMap((each) => each.rule ?? []),
    ...where,
    ...(from && { id: series, show }),
    ...(first && { first }),
  };
}

/** The figure as it is now, whatever language it speaks. @param {{ pathname: string, search: string }} place */
export function addressOf({ pathname, search }) {
  const query = new URLSearchParams(search);
  query.delete("lang");
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}
