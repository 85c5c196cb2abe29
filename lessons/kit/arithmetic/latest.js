/** A computation that is asked for again and again with the same settings is done once. */

/**
 * The same function, which remembers its latest answer.
 * @template Asked, Answer @param {(asked: Asked) => Answer} compute
 * @param {(asked: Asked) => unknown[]} dependsOn all that the answer depends on
 * @returns {(asked: Asked) => Answer}
 */
export function latest(compute, dependsOn) {
  /** @type {{ known: unknown[], answer: Answer } | null} */
  let last = null;
  return (asked) => {
    const known = dependsOn(asked);
    if (!last || known.some((value, i) => !Object.is(value, last?.known[i]))) {
      last = { known, answer: compute(asked) };
    }
    return last.answer;
  };
}
