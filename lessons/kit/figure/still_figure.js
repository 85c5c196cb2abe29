// @ts-check
/** A lesson's figure that nobody sets: its field in one state, without the question, the bar, the line of code. */

import { make } from "../dom/dom.js";
import { fitGrids } from "../grid/fitting.js";
import { fill } from "../i18n/korean_particles.js";
import { readAddress } from "../settings/address.js";
import { createSentence } from "./sentence.js";

/**
 * @typedef {import("../dom/kit.js").Kit} Kit
 * @typedef {import("./lesson_figure.js").Lesson} Lesson
 */

const nothing = () => {};

/**
 * @param {Kit} outer of the figure that it stands in
 * @param {{ lesson: Lesson }} figure
 * @param {import("./fetched.js").Words} words of the lesson
 * @param {any} data that Python has sent to the lesson's figure
 * @param {ShadowRoot} place
 */
export function createStillFigure(outer, { lesson }, { labels, refusals }, data, place) {
  let chosen = readAddress(lesson.settings, "")?.settings ?? {};
  /** @type {{ isAsked: boolean, mistake: string | null }} */
  let told = { isAsked: true, mistake: null };
  /** @type {Kit} */
  const kit = {
    ...outer,
    ...{ refusals, settings: () => chosen, set: nothing, repaint: nothing, note: nothing },
    label: (id, values = {}) => fill(labels[id] ?? `[${id}]`, values),
  };
  const root = make("div", {
    class: `stage-host ${lesson.name.replaceAll("_", "-")} still`,
    lang: kit.language,
  });
  root.dataset.theme = kit.theme;
  const stage = make("div", { class: "stage" });
  place.append(make("div", { class: "stage-place" }, root));
  const { field, grids, onFit, show } = lesson.createView(
    kit,
    {
      ...{ root, stage, predict: make("div"), sentence: createSentence(kit.signal) },
      ...{ pause: nothing, isPlaying: () => false, stepsPerSecond: () => 1 },
      nextAnswer: () => (told.isAsked ? "hidden" : "shown"),
      mistake: () => told.mistake,
    },
    data,
  );
  stage.style.border = "0"; // the place it stands in has one
  stage.append(field);
  root.append(stage);
  const fit = grids ? fitGrids(field, grids, kit.signal, onFit) : nothing;
  return {
    /** Show a state, and return what is said of it. @param {string} address @param {boolean} isOpen @param {string | null} mistake */
    show(address, isOpen, mistake) {
      chosen = readAddress(lesson.settings, address)?.settings ?? chosen;
      const now = lesson.compute(chosen);
      // What the lesson itself asks in this state are the mistakes that it can draw there.
      const [asked] = lesson.question(kit, chosen, 0, now);
      const drawn = asked?.options.some(({ rule }) => rule !== null && rule === mistake) ? mistake : null;
      told = { isAsked: !isOpen, mistake: drawn };
      const scene = {
        ...{ chosen, now, data, change: null, mistake: drawn, isAsked: !isOpen && !lesson.asksAhead },
        ...{ answer: null, failure: null, again: nothing },
      };
      show(scene);
      fit();
      return lesson.caption(kit, scene)?.text ?? "";
    },
  };
}
