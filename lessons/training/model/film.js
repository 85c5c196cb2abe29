/** The film of a run: which of its moments are kept, and where they lie on the axis. */

/**
 * @typedef {object} Checkpoint
 * @property {number} update
 * @property {Float64Array} weights
 * @property {import("./trainer.js").Measured | null} practised null before the digits have come
 * @property {import("./trainer.js").Measured | null} unseen
 */

export const TOTAL = 940;
const PACE = 8;
/** Learning is fast first and slow later, so each frame waits longer than the one before. */
export const FRAMES = [...Array.from({ length: 11 }, (_, at) => PACE * at ** 2), TOTAL];
const KEPT_PACE = 2;

/** Whether a run is measured and kept at an update: at every frame, and once between two. @param {number} update */
export const isKept = (update) => update === TOTAL || Number.isInteger(Math.sqrt(update / KEPT_PACE));

/** Where an update lies among the frames: 0 at the first, 11 at the last. @param {number} update */
export function placeOf(update) {
  const before = FRAMES.length - 2;
  if (update <= FRAMES[before]) return Math.sqrt(update / PACE);
  return before + (update - FRAMES[before]) / (TOTAL - FRAMES[before]);
}

/** Which checkpoint lies nearest to a place. @param {Checkpoint[]} film @param {number} place */
export function nearest(film, place) {
  const distances = film.map(({ update }) => Math.abs(placeOf(update) - place));
  return distances.indexOf(Math.min(...distances));
}

/** The last checkpoint that is not later than an update. @param {Checkpoint[]} film @param {number} update */
export function indexAt(film, update) {
  return film.findLastIndex((each) => each.update <= update);
}

/** Put a checkpoint where it belongs. @param {Checkpoint[]} film @param {Checkpoint} added */
export function withCheckpoint(film, added) {
  const others = film.filter(({ update }) => update !== added.update);
  return [...others, added].sort((one, other) => one.update - other.update);
}
