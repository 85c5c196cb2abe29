/** What is to be seen of a state: the film of its run, the moment it stands at, and the run it is compared with. */

import { latest } from "../../kit/arithmetic/latest.js";
import { indexAt, TOTAL } from "./film.js";
import { setupOf } from "./limits.js";
import { NETS } from "./nets.js";
import { startOf } from "./recipe.js";
import { session } from "./session.js";

/** @import { Checkpoint } from "./film.js" */
/** @import { Settings } from "./limits.js" */
/** @import { Setup } from "./recipe.js" */
/**
 * @typedef {object} Numbers
 * @property {Setup} setup of the film
 * @property {number} digits that the run practises, the visitor's own among them
 * @property {Checkpoint[]} film never empty
 * @property {number} at which of it is shown
 * @property {Checkpoint} now that one
 * @property {boolean} isOther whether the film is of another run than is set
 * @property {import("./session.js").State} state
 * @property {number} reached
 * @property {boolean} isComplete
 * @property {number} pace ms an update
 * @property {import("./session.js").Kept | null} kept
 * @property {number} scale of all weights that are shown of the film
 */

const LEAST_SCALE = { conv: 0.4, dense: 0.1 }; // a pixel has many weights, so each starts small

/** The largest weight that is shown, rounded up so that the scale seldom changes. @param {Checkpoint[]} film @param {import("./nets.js").NetName} net */
export function scaleOf(film, net) {
  let largest = 0;
  for (const { weights } of film)
    for (const { values } of NETS[net].weightsShown(weights))
      for (const weight of values) if (Number.isFinite(weight)) largest = Math.max(largest, Math.abs(weight));
  let scale = LEAST_SCALE[net];
  while (scale < largest && scale < 1e6) scale *= 2;
  return scale;
}

/** What a run would start from. */
const start = latest(startOf, ({ net, seed, isReadable }) => [net, seed, isReadable]);

/** @param {Settings} chosen @returns {Numbers} */
export function compute(chosen) {
  const run = session();
  const wanted = setupOf(chosen);
  const setup = run.setup ?? wanted;
  const film =
    run.film.length > 0 ? run.film : [{ update: 0, weights: start(wanted), practised: null, unseen: null }];
  const at = Math.max(indexAt(film, chosen.update), 0);
  return {
    ...{ setup, film, at, now: film[at], scale: scaleOf(film, setup.net) },
    digits: setup.digits + run.ownOfRun.classes.length,
    isOther: run.setup !== null && !run.isOf(wanted),
    ...{ state: run.state, reached: run.reached, isComplete: run.reached >= TOTAL },
    ...{ pace: run.pace, kept: run.kept },
  };
}
