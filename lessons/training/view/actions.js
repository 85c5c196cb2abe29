/** What a hand does with the run: train it, pause it, go on by one update, rewind it, play its film. */

import { TOTAL } from "../model/film.js";
import { setupOf } from "../model/limits.js";
import { session } from "../model/session.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/numbers.js" */

const FRAME = 350; // ms a checkpoint is shown when the film is played

/** The film as it is played, checkpoint by checkpoint. @param {Kit} kit @param {() => Numbers} shown */
function createPlayer(kit, shown) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing;
  const playOn = () => {
    const { film, at } = shown();
    const next = film[at + 1];
    playing = next && setTimeout(playOn, FRAME);
    if (next) kit.set({ update: next.update }, true);
    else kit.repaint();
  };
  return {
    isPlaying: () => playing !== undefined,
    stop() {
      clearTimeout(playing);
      playing = undefined;
    },
    start() {
      const { film, at } = shown();
      playing = setTimeout(playOn, FRAME);
      kit.set({ update: film[at + 1] ? film[at].update : 0 }, true);
    },
  };
}

/** @param {Kit} kit @param {() => Numbers} shown */
export function createActions(kit, shown) {
  const run = session();
  const player = createPlayer(kit, shown);
  const isBusy = () => run.state === "training" || run.state === "coming";
  const isDone = () => shown().isComplete && !shown().isOther;
  /** @param {Settings} chosen @param {number} until */
  const train = (chosen, until) => {
    run.train(setupOf(chosen), until);
    kit.set({ update: run.reached }, true);
  };
  /** Train stops first where the address points to. @param {Settings} chosen */
  const nextStop = ({ update }) => {
    const reached = shown().isOther ? 0 : run.reached;
    return update > reached ? update : TOTAL;
  };
  const stop = () => {
    player.stop();
    run.pause();
  };
  kit.signal.addEventListener("abort", stop);
  const leave = () => document.hidden && stop();
  document.addEventListener("visibilitychange", leave, { signal: kit.signal });
  return {
    ...{ isBusy, isDone, stopPlaying: player.stop, isPlaying: player.isPlaying },
    toggle() {
      const chosen = kit.settings();
      if (player.isPlaying()) {
        player.stop();
        kit.repaint();
      } else if (isBusy()) run.pause();
      else if (isDone()) player.start();
      else train(chosen, nextStop(chosen));
    },
    rewind() {
      player.stop();
      run.rewind();
      kit.set({ update: 0 });
    },
    one() {
      if (isBusy() || isDone()) return;
      train(kit.settings(), (shown().isOther ? 0 : run.reached) + 1);
    },
  };
}
