/** The first minute in a figure: a few things to do, each noticed in the settings by whatever control; then the figure asks. Once a visitor. */

import { make, setText } from "../dom/dom.js";
import { keep, recall } from "../dom/storage.js";
import { isFramed, writeValue } from "../settings/address.js";

/** @import { PredictView } from "../quiz/predict.js" */

const [COURSE, MINUTE] = ["course", "minute"]; // where it is kept, by lesson, that it is over

/** Whether a visitor's first minute in this figure is still to come. @param {string} lesson */
export const isFirstVisit = (lesson) => !isFramed() && recall(COURSE, MINUTE)[lesson] !== true;

/** Whether what was asked for was done. @param {import("../settings/table.js").Deed} deed @param {any} now @param {any} before */
function isDone({ of = [], by }, now, before) {
  if (by !== undefined) return of.some((name) => Math.abs(now[name] - before[name]) >= by);
  return of.some((name) => writeValue(now[name]) !== writeValue(before[name]));
}

/** The band: which of the deeds, and what to do. @param {Kit} kit @param {number} all the deeds, and the guess after them if none of them is one */
function createBand(kit, all) {
  const dots = Array.from({ length: all }, () => make("i"));
  const [words, spoken] = [make("span"), make("p.unseen", { role: "status" })];
  const name = make("b", kit.label("minute.name"));
  const row = make("span.minute-dots", { "aria-hidden": "true" }, ...dots);
  const ask = make("p.ask", name, " ", row, " ", words);
  const skip = make("button", { class: "quiet skip pushed" }, kit.label("quiz.skip"));
  return {
    element: make("div.predict.first-minute.in-row", ask, skip, spoken),
    skip,
    show(/** @type {number} */ at, /** @type {string} */ saying) {
      for (const [i, dot] of dots.entries()) dot.classList.toggle("reached", i <= at);
      setText(words, saying);
      setText(spoken, kit.label("minute.spoken", { i: at + 1, n: all, saying }));
    },
  };
}

/**
 * What asks for a guess, with the first minute in its place until that is over: so long nothing is asked.
 * @param {Kit} kit @param {string} lesson
 * @param {Table} table @param {PredictView} predict @returns {PredictView}
 */
export function afterFirstMinute(kit, lesson, { first_minute: deeds = [] }, predict) {
  if (deeds.length === 0 || !isFirstVisit(lesson)) return predict;
  const band = createBand(kit, deeds.length + (deeds.some(({ guess }) => guess) ? 0 : 1));
  let [at, before] = [0, kit.settings()];
  /** @type {Parameters<PredictView["show"]>} */
  let asked = [""];
  const isOver = () => at >= deeds.length;
  const isElsewhere = () =>
    Object.entries(deeds[at].only ?? {}).some(([name, value]) => kit.settings()[name] !== value);
  const isProjected = () => element.closest(".projector") !== null; // a class has had its first minute
  const isGuessing = () => isOver() || deeds[at].guess === true || isElsewhere() || isProjected();
  const turn = () => {
    predict.element.hidden = !isGuessing();
    band.element.hidden = isGuessing();
    predict.lead(deeds[at]?.guess ? goOn : null);
    if (isGuessing()) predict.show(...asked);
    else band.show(at, kit.label(deeds[at].say ?? ""));
  };
  const reach = (/** @type {number} */ next) => {
    [at, before] = [next, kit.settings()];
    if (isOver()) keep(COURSE, MINUTE, { ...recall(COURSE, MINUTE), [lesson]: true });
    turn();
  };
  const goOn = () => reach(at + 1);
  band.skip.addEventListener("click", () => {
    reach(deeds.length);
    kit.repaint();
  });
  const element = make("div.opening-band", band, predict);
  turn();
  return {
    element,
    show(...all) {
      asked = all;
      if (!isGuessing() && isDone(deeds[at], kit.settings(), before)) reach(at + 1);
      else turn();
    },
    answer: () => (isGuessing() ? predict.answer() : "open"),
    current: () => (isGuessing() ? predict.current() : null),
    mistake: () => (isGuessing() ? predict.mistake() : null),
    lead: predict.lead,
    turnOver: () => isGuessing() && predict.turnOver(),
    takeKey: (event) => isGuessing() && predict.takeKey(event),
  };
}
