// @ts-check
/** What a learner has guessed and answered: kept in this browser only, by lesson. */

const PREFIX = "cnn";

/**
 * What was kept, or nothing: a browser may refuse storage, and what stands there may be of another version.
 * @param {string} lesson
 * @param {string} what such as "guesses"
 * @returns {Record<string, any>}
 */
export function recall(lesson, what) {
  try {
    const found = JSON.parse(localStorage.getItem(`${PREFIX}.${lesson}.${what}`) ?? "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

/** @param {string} lesson @param {string} what @param {Record<string, unknown>} values */
export function keep(lesson, what, values) {
  try {
    localStorage.setItem(`${PREFIX}.${lesson}.${what}`, JSON.stringify(values));
  } catch {
    // Storage is full or refused: what was said stays on the screen, it is only not there the next time.
  }
}
