/** Rewind, Train, one update; how far the run is. */

import { createPlayer, takeKey } from "../../kit/controls/transport.js";
import { icon, make, setText } from "../../kit/dom/dom.js";
import { createKey } from "../../kit/menu/projector.js";
import { setupOf } from "../model/limits.js";
import { session } from "../model/session.js";
import { TOTAL } from "../model/trainer.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */
/** @import { Numbers } from "../model/session.js" */

const SPEED = 600 / 350; // of the film when it is played: a checkpoint is shown for 350 ms

/** What a hand does with the run: train it, pause it, go on by one update, rewind it, play its film. @param {Kit} kit @param {() => Numbers} shown */
function createActions(kit, shown) {
  const run = session();
  const player = createPlayer(
    () => ({ step: shown().at, steps: shown().film.length - 1, start: 0, rowLength: 1, stretches: [] }),
    () => SPEED,
    (at) => kit.set({ update: shown().film[at].update }, true),
    kit.repaint,
  );
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
  kit.signal.addEventListener("abort", () => {
    player.end();
    run.pause();
  });
  const leave = () => {
    if (!document.hidden) return;
    player.pause();
    run.pause();
  };
  document.addEventListener("visibilitychange", leave, { signal: kit.signal });
  return {
    ...{ isBusy, isDone, stopPlaying: player.pause, isPlaying: player.isPlaying },
    toggle() {
      const chosen = kit.settings();
      if (isBusy()) run.pause();
      else if (player.isPlaying() || isDone()) player.toggle();
      else train(chosen, nextStop(chosen));
    },
    rewind() {
      player.pause();
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

/** @param {Kit} kit @param {HTMLElement} more what opens the settings on a phone */
export function createTransport(kit, more) {
  /** @type {Numbers} */
  let shown;
  const actions = createActions(kit, () => shown);
  const rewind = buttonOf("undo", kit.label("training.rewind"), "rewind", actions.rewind);
  const train = make("button.play", { onclick: actions.toggle });
  const next = make("span"); // what Space does, as the filled button says it
  const keys = {
    train: createKey("Space", next, actions.toggle),
    one: createKey(".", kit.label("training.one"), actions.one),
    rewind: createKey("R", kit.label("training.rewind"), actions.rewind),
  };
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
    ...{ stop: actions.stopPlaying, advance, keys: Object.values(keys) },
    /** @param {Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { reached, film } = numbers;
      const words = nextOf(numbers, actions);
      if (train.dataset.shows !== words) {
        const name = make("span", kit.label(`training.do_${words}`));
        train.replaceChildren(icon(words === "pause" ? "pause" : "play"), name);
        train.dataset.shows = words;
        setText(next, name.textContent ?? "");
      }
      advance(reached);
      keys.rewind.hidden = film.length < 2;
      keys.one.hidden = actions.isBusy() || actions.isDone();
      rewind.setAttribute("aria-disabled", String(keys.rewind.hidden));
      one.setAttribute("aria-disabled", String(keys.one.hidden));
    },
    /** @param {KeyboardEvent} event */
    takeKey: (event) => takeKey(event, { Space: actions.toggle, Period: actions.one, KeyR: actions.rewind }),
  };
}
