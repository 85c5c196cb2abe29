/** Which of several wrong arguments torch names. */

/** @import { Refusal } from "../arithmetic/geometry.js" */
/** @typedef {0 | 1} Axis */

/**
 * All that is wrong on one axis: what was found is mended, to see what lies behind it. Of several wrong arguments torch's
 * message names one, and our arithmetic checks one axis after the other in an order of its own.
 * @template {object} Arguments
 * @param {Arguments} given @param {(given: Arguments) => Refusal | null} refusalOf
 * @param {Record<string, Partial<Arguments>>} mended by reason
 */
export function allRefusals(given, refusalOf, mended) {
  /** @type {Refusal[]} */
  const found = [];
  for (let now = given, refused = refusalOf(now); refused; refused = refusalOf(now)) {
    found.push(refused);
    if (!mended[refused.reason]) break;
    now = { ...now, ...mended[refused.reason] };
  }
  return found;
}

/**
 * The one that torch comes upon first.
 * @param {[rows: Refusal[], columns: Refusal[]]} found
 * @param {(refused: Refusal, axis: Axis) => number} turnOf when torch looks
 * @returns {Refusal | null}
 */
export function firstRefusal(found, turnOf) {
  const all = found.flatMap((refusals, axis) =>
    refusals.map((refused) => ({ refused, turn: turnOf(refused, /** @type {Axis} */ (axis)) })),
  );
  return all.sort((one, other) => one.turn - other.turn)[0]?.refused ?? null;
}
