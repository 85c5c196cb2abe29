/** A lesson's figure that nobody sets: its field in one state, without the question, the bar, the line of code. */

import { createAsker } from "../ask/asker.js";
import { routeOf } from "../ask/post.js";
import { make } from "../dom/dom.js";
import { fitGrids } from "../grid/fitting.js";
import { labelsOf } from "../i18n/korean_particles.js";
import { readAddress, withinLimits } from "../settings/address.js";
import { askedOf } from "../settings/table.js";
import { createSentence } from "./sentence.js";

/** @import { Kit } from "../dom/kit.js" */
/** @import { Lesson } from "./lesson_figure.js" */
/**
 * @typedef {{ chosen: any, isOpen: boolean, rule: string | null }} Told the state, whether it may be seen, a mistake
 */

const nothing = () => {};

/** @param {Kit} outer @param {Told} told @param {import("./fetched.js").Words} words @returns {Kit} */
function kitOf(outer, told, { labels, refusals }) {
  return {
    ...outer,
    ...{ refusals, settings: () => told.chosen, set: nothing, repaint: nothing, note: nothing },
    label: labelsOf(labels),
  };
}

/** @param {Lesson} lesson @param {Kit} kit @param {Told} told @param {any} data @param {ShadowRoot} place */
function createStage({ name, createView, createSmall = createView }, kit, told, data, place) {
  const look = `stage-host ${name.replaceAll("_", "-")} still`;
  const root = make("div", { class: look, lang: kit.language, "data-theme": kit.theme });
  const stage = make("div.stage", { style: "border: 0" });
  /** @type {import("./lesson_figure.js").Hands} */
  const hands = {
    ...{ root, stage, predict: make("div"), sentence: createSentence(kit.signal) },
    ...{ pause: nothing, isPlaying: () => false, stepsPerSecond: () => 1 },
    nextAnswer: () => (told.isOpen ? "shown" : "hidden"),
    mistake: () => told.rule,
  };
  const { field, grids, onFit, show } = createSmall(kit, hands, data);
  stage.append(field);
  root.append(stage);
  place.append(make("div.stage-place", root));
  return { show, fit: grids ? fitGrids(field, grids, kit.signal, onFit) : nothing };
}

/**
 * A lesson's figure that nobody sets: its field in one state, without the question, the bar, the line of code.
 * @param {Kit} outer of the figure that it stands in
 * @param {{ lesson: Lesson }} figure
 * @param {import("./fetched.js").Words} words of the lesson
 * @param {any} data that Python has sent to the lesson's figure
 * @param {ShadowRoot} place
 */
export function createStillFigure(outer, { lesson }, words, data, place) {
  /** @type {Told} */
  const told = { chosen: withinLimits(lesson.settings, {}), isOpen: false, rule: null };
  const kit = kitOf(outer, told, words);
  const { show, fit } = createStage(lesson, kit, told, data, place);
  const asker = createAsker({ ...routeOf(kit, lesson.name, "code"), onAnswer: () => paint() });
  const paint = () => {
    const { chosen, isOpen, rule: mistake } = told;
    const state = lesson.asked?.(chosen) ?? askedOf(lesson.table, chosen);
    if (isOpen) asker.want(state);
    const scene = {
      ...{ chosen, now: lesson.compute(chosen), data, change: null, mistake },
      ...{ isAsked: !isOpen && !lesson.asksAhead },
      ...{ answer: asker.answer(state), failure: asker.failure(state), again: asker.again },
    };
    show(scene);
    fit();
    return lesson.caption(kit, scene)?.text ?? "";
  };
  return {
    /** Show a state, and return what is said of it. @param {string} address @param {boolean} isOpen @param {string | null} rule a mistake to draw */
    show(address, isOpen, rule) {
      told.chosen = readAddress(lesson.settings, address)?.settings ?? told.chosen;
      // What the lesson itself asks in this state are the mistakes that it can draw there.
      const [asked] = lesson.question(kit, told.chosen, 0, lesson.compute(told.chosen));
      const isAsked = asked?.options.some((option) => option.rule === rule);
      const isDrawn = rule !== null && (lesson.draws?.(told.chosen, rule) ?? isAsked);
      Object.assign(told, { isOpen, rule: isDrawn ? rule : null });
      return paint();
    },
  };
}
