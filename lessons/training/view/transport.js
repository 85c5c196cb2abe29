/** Rewind, Train, one update; how far the run is. */

import { icon, make, setText } from "../../kit/dom/dom.js";
import { setupOf } from "../model/limits.js";
import { session } from "../model/session.js";
import { TOTAL } from "../model/trainer.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/session.js" */

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

/** What a hand does with the run: train it, pause it, go on by one update, rewind it, play its film. @param {Kit} kit @param {() => Numbers} shown */
function createActions(kit, shown) {
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

/** @typedef {ReturnType<typeof createActions>} Actions */

/** @param {Parameters<typeof icon>[0]} picture @param {string} name @param {string} kind @param {() => void} press */
const buttonOf = (picture, name, kind, press) =>
  make(
    "button",
    { class: kind, "aria-label": name, onclick: press }, // a phone shows no words
    icon(picture),
    make("span", { "aria-hidden": true }, name),
  );

/** What the filled button does now. @param {Numbers} numbers @param {Actions} actions */
function nextOf({ reached, isOther }, { isBusy, isPlaying, isDone }) {
  if (isBusy() || isPlaying()) return "pause";
  if (isDone()) return "play";
  return reached > 0 && !isOther ? "go_on" : "train";
}

/** Keys by their place on the keyboard. @param {KeyboardEvent} event @param {Actions} actions */
function takeKey(event, { toggle, one, rewind }) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.composedPath()[0];
  const onControl = target instanceof Element && target.closest("button, select, a, input");
  const act = { Space: onControl ? undefined : toggle, Period: one, KeyR: rewind }[event.code];
  if (!act) return false;
  event.preventDefault();
  act();
  return true;
}

/** @param {Kit} kit @param {HTMLElement} more what opens the settings on a phone */
export function createTransport(kit, more) {
  /** @type {Numbers} */
  let shown;
  const actions = createActions(kit, () => shown);
  const rewind = buttonOf("undo", kit.label("training.rewind"), "rewind", actions.rewind);
  const train = make("button.play", { onclick: actions.toggle });
  const one = buttonOf("next", kit.label("training.one"), "one next", actions.one);
  const bar = make("progress", { max: TOTAL, "aria-label": kit.label("training.progress") });
  const count = make("span.count");
  /** @param {number} reached */
  const advance = (reached) => {
    bar.value = reached;
    setText(count, kit.label("training.count", { u: reached, all: TOTAL }));
  };
  return {
    element: make("div.transport", make("div.buttons", rewind, train, one, more), bar, count),
    ...{ stop: actions.stopPlaying, advance },
    /** @param {Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { reached, film } = numbers;
      const words = nextOf(numbers, actions);
      if (train.dataset.shows !== words) {
        const name = make("span", kit.label(`training.do_${words}`));
        train.replaceChildren(icon(words === "pause" ? "pause" : "play"), name);
        train.dataset.shows = words;
      }
      advance(reached);
      rewind.setAttribute("aria-disabled", String(film.length < 2));
      one.setAttribute("aria-disabled", String(actions.isBusy() || actions.isDone()));
    },
    /** @param {KeyboardEvent} event */
    takeKey: (event) => takeKey(event, actions),
  };
}
