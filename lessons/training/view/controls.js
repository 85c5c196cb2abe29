/** What a hand does with the run: rewind it, train it, go on by one update; and what it sets: learning rate and batch first, behind a switch what else decides a run, and the experiments. */

import { createChoice, createSwitch } from "../../kit/controls/control.js";
import { createSettings } from "../../kit/controls/settings.js";
import { createPlayer, takeKey } from "../../kit/controls/transport.js";
import { icon, make, setText } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page.js";
import { createKey } from "../../kit/menu/projector.js";
import { lastOwnPicture } from "../../kit/pictures/upload.js";
import { AMOUNTS, BATCHES, RATES, setupOf } from "../model/limits.js";
import { compute, session } from "../model/session.js";
import { TOTAL } from "../model/trainer.js";

/** @import { Numbers } from "../model/session.js" */
/** @import { Settings } from "../model/limits.js" */

const SPEED = 600 / 350; // of the film when it is played: a checkpoint is shown for 350 ms

/** What a hand does with the run: train it, pause it, go on by one update, rewind it, play its film. @param {Kit} kit */
function createActions(kit) {
  const run = session();
  const shown = () => compute(kit.settings());
  const player = createPlayer(
    () => ({ step: shown().at, steps: shown().film.length - 1, start: 0, rowLength: 1, stretches: [] }),
    () => SPEED,
    (at) => kit.set({ update: shown().film[at].update }, true),
    kit.repaint,
  );
  const isBusy = () => (run.state === "training" || run.state === "coming") && !shown().isOther;
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
  const rest = () => {
    player.pause();
    run.pause();
  };
  const leave = () => {
    if (document.hidden) rest();
  };
  document.addEventListener("visibilitychange", leave, { signal: kit.signal });
  return {
    ...{ isBusy, isDone, rest, stopPlaying: player.pause, isPlaying: player.isPlaying },
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
  const actions = createActions(kit);
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
  const count = make("span.count.no-phone.at-right");
  /** @param {number} reached */
  const advance = (reached) => {
    bar.value = reached;
    setText(count, kit.label("training.count", { u: reached, all: TOTAL }));
  };
  return {
    element: make("div.transport.in-rows", make("div.buttons.in-row", rewind, train, one, more), bar, count),
    ...{ stop: actions.stopPlaying, advance, keys: Object.values(keys) },
    /** @param {Numbers} numbers */
    show(numbers) {
      const { reached, film, isOther } = numbers;
      if (isOther) actions.rest(); // whoever sets another run is done with this one
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

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

/** A slider of a few stops; an address may lie between them. @param {"lr" | "batch_size"} name @param {readonly (string | number)[]} stops @returns {Special} */
const stopsOf = (name, stops) => ({
  /** The stop that lies nearest on a scale of factors. @param {Settings} chosen */
  value(chosen) {
    const ways = stops.map((stop) => Math.abs(Math.log(Number(stop) / Number(chosen[name]))));
    return ways.indexOf(Math.min(...ways));
  },
  change: (at) => ({ [name]: stops[at] }),
  limits: () => [0, stops.length - 1],
  write: (chosen) => String(chosen[name]),
  writeLimit: (at) => String(stops[at]),
});

/** The run becomes what the next one is compared with. @param {Kit} kit @returns {Control} */
function createKeep(kit) {
  const press = () => {
    session().keep();
    kit.repaint();
  };
  const element = make("button.keep", { onclick: press });
  return {
    element,
    show() {
      const { kept, film } = session();
      setText(element, kit.label(kept ? "training.let_go" : "training.keep"));
      element.setAttribute("aria-disabled", String(!kept && film.length < 2));
    },
  };
}

/** The visitor's own picture among the digits that are practised; drawn in the live network. @param {Kit} kit @returns {Control} */
function createOwn(kit) {
  const run = session();
  const picture = lastOwnPicture();
  if (!picture) {
    const address = `live-network?lang=${kit.language}`;
    const link = make("a.button", { href: address }, kit.label("training.draw"));
    link.addEventListener("click", (event) => goTo(event, "live-network", "draw"));
    return { element: link, show() {} };
  }
  const options = DIGITS.map((digit) => [digit, digit]);
  const { element, show } = createChoice(
    kit.label("training.own_is"),
    [["", kit.label("training.own_none")], ...options],
    (answer) => {
      if (answer) run.addOwn(Uint8Array.from(picture), Number(answer));
      kit.repaint();
    },
  );
  const count = make("span.note");
  return {
    element: make("div.own-digits.in-row", element, count),
    show() {
      show("");
      const n = run.own.classes.length;
      setText(count, n ? kit.label("training.own_count", { n }) : "");
    },
  };
}

/** @param {Kit} kit @param {LessonHands} hands */
export function createControls(kit, { control }) {
  let isOpen = false;
  const fold = createSwitch(kit.label("training.experiments"), (isOn) => {
    isOpen = isOn;
    kit.repaint();
  });
  const [lr, batches] = [
    control("lr", stopsOf("lr", RATES)),
    control("batch_size", stopsOf("batch_size", BATCHES)),
  ];
  const digits = control("digits", { choices: AMOUNTS.map(String) });
  const recipe = control("filters", {
    fixed: ({ net }) => (net === "dense" ? "training.dense_plain" : null),
  });
  const { element, button, show } = createSettings(kit, control, [
    [lr, batches, createKeep(kit), { element: fold.element, show: () => fold.show(isOpen) }],
    ["optimizer", recipe, digits, createOwn(kit), "seed"],
    ["labels", "zero_grad", "shuffle", "softmax", "moved", "net"],
  ]);
  return {
    ...{ element, button },
    /** @param {Settings} chosen */
    show(chosen) {
      show(chosen);
      for (const row of [...element.children].slice(1)) row.toggleAttribute("hidden", !isOpen);
    },
  };
}
