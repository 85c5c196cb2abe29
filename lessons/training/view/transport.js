// @ts-check
/** Rewind, Train, one update; how far the run is. */

import { icon, make } from "../../kit/dom/dom.js";
import { TOTAL } from "../model/film.js";
import { setupOf } from "../model/limits.js";
import { session } from "../model/session.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/numbers.js").Numbers} Numbers
 */

const FRAME = 350; // ms a checkpoint is shown when the film is played

/** @param {Parameters<typeof icon>[0]} picture @param {string} name @param {string} kind @param {() => void} press */
const buttonOf = (picture, name, kind, press) =>
  make("button", { type: "button", class: kind, onclick: press }, icon(picture), make("span", {}, name));

/** @param {Kit} kit @param {HTMLElement} more what opens the settings on a phone */
export function createTransport(kit, more) {
  /** @type {Numbers} */
  let shown;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing;
  const run = session();
  const isBusy = () => run.state === "training" || run.state === "coming";
  const stop = () => {
    clearTimeout(playing);
    playing = undefined;
  };
  const playOn = () => {
    const next = shown.film[shown.at + 1];
    if (next) kit.set({ update: next.update }, true);
    playing = next && setTimeout(playOn, FRAME);
    if (!next) kit.repaint();
  };
  const play = () => {
    if (!shown.film[shown.at + 1]) kit.set({ update: 0 }, true);
    playing = setTimeout(playOn, FRAME);
    kit.repaint();
  };
  /** @param {(chosen: import("../model/limits.js").Settings) => number} until */
  const train = (until) => {
    const chosen = kit.settings();
    const setup = setupOf(chosen);
    const end = run.isOf(setup) ? until(chosen) : chosen.update || until(chosen);
    run.train(setup, end);
    kit.set({ update: run.reached }, true);
  };
  const toggle = () => {
    if (playing) {
      stop();
      kit.repaint();
    } else if (isBusy()) run.pause();
    else if (shown.isComplete && !shown.isOther) play();
    else train(({ update }) => (update > run.reached ? update : TOTAL));
  };
  const rewind = () => {
    stop();
    run.rewind();
    kit.set({ update: 0 });
  };
  const one = () => {
    if (!isBusy() && !(shown.isComplete && !shown.isOther)) train(() => run.reached + 1);
  };
  const buttons = {
    rewind: buttonOf("undo", kit.label("training.rewind"), "rewind", rewind),
    train: make("button", { type: "button", class: "play", onclick: toggle }),
    one: buttonOf("next", kit.label("training.one"), "one next", one),
  };
  const bar = make("progress", { max: TOTAL, "aria-label": kit.label("training.progress") });
  const count = make("span", { class: "count" });
  const group = make("div", { class: "buttons" }, buttons.rewind, buttons.train, buttons.one, more);
  kit.signal.addEventListener("abort", () => {
    stop();
    run.pause();
  });
  const pauseWhenHidden = () => document.hidden && run.pause();
  document.addEventListener("visibilitychange", pauseWhenHidden, { signal: kit.signal });
  /** @type {Record<string, () => void>} */
  const keys = { Space: toggle, Period: one, KeyR: rewind };
  return {
    element: make("div", { class: "transport" }, group, bar, count),
    stop,
    /** @param {Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { reached, isComplete, isOther, film } = numbers;
      const name = isBusy() || playing ? "pause" : isComplete && !isOther ? "play" : "train";
      const words = name === "train" && reached > 0 && !isOther ? "go_on" : name;
      if (buttons.train.dataset.shows !== words) {
        buttons.train.replaceChildren(
          icon(name === "pause" ? "pause" : "play"),
          make("span", {}, kit.label(`training.do_${words}`)),
        );
        buttons.train.dataset.shows = words;
      }
      bar.value = reached;
      count.textContent = kit.label("training.count", { u: reached, all: TOTAL });
      buttons.rewind.setAttribute("aria-disabled", String(film.length < 2));
      buttons.one.setAttribute("aria-disabled", String(isBusy() || (isComplete && !isOther)));
    },
    /** @param {KeyboardEvent} event */
    takeKey(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
      const target = event.composedPath()[0];
      const onControl = target instanceof Element && target.closest("button, select, a, input");
      if (!keys[event.code] || (event.code === "Space" && onControl)) return false;
      event.preventDefault();
      keys[event.code]();
      return true;
    },
  };
}
