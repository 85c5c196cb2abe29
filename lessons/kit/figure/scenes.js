/** Says of each state of a figure what is to be seen of it: its numbers, what Python answers, what is kept back. */

import { createAsker, routeOf } from "../ask/asker.js";
import { forgetCode } from "../code/figure.js";
import { stepsShown } from "../menu/svg.js";
import { seedOf, shuffled } from "../quiz/shuffle.js";
import { isFramed, readAddress } from "../settings/address.js";
import { stateOf } from "../settings/table.js";

/** @import { PredictView } from "../quiz/predict.js" */
/** @import { Settings } from "../settings/address.js" */
/** @import { SentenceView } from "./sentence.js" */

/**
 * A move of what is looked at ends what the last change has lit; what moves along with another setting was not changed.
 * @param {Table} table
 * @returns {(chosen: Settings) => Change | null} what changed last; null at first, and after a link that changed several
 */
function createChanges({ settings }) {
  const [places, changeable] = [true, false].map((isPlace) =>
    Object.keys(settings).filter((name) => (settings[name].place ?? false) === isPlace),
  );
  /** @type {Settings | null} */
  let shown = null;
  /** @type {Change | null} */
  let last = null;
  return (chosen) => {
    const before = shown;
    shown = chosen;
    if (!before) return null;
    const differs = (/** @type {string} */ name) =>
      JSON.stringify(before[name]) !== JSON.stringify(chosen[name]);
    const changed = changeable.filter((name) => differs(name) && !differs(settings[name].follows ?? ""));
    if (changed.length > 0) last = changed.length === 1 ? { name: changed[0], before } : null;
    else if (places.some(differs)) last = null;
    return last;
  };
}

/** The states that the text of the page links to, by their links: what Python is asked about. @param {Lesson} lesson */
function linkedStates(lesson) {
  /** @type {Record<string, object>} */
  const links = {};
  for (const link of document.querySelectorAll('a[href^="?"]')) {
    const [query] = (link.getAttribute("href") ?? "").split("#");
    const asked = readAddress(lesson.settings, query);
    if (asked) links[query] = stateOf(lesson, asked.settings);
  }
  return links;
}

/** What a lesson asks in a state, its options mixed for this visit, or why it asks nothing. @param {Lesson} lesson @param {Kit} kit @param {any} chosen @param {any} now @param {number} seed of the visit @returns {Question | string} */
export function askedIn({ question, keepsOrder }, kit, chosen, now, seed) {
  const asked = isFramed() ? "" : question(kit, chosen, now);
  if (typeof asked === "string" || keepsOrder) return asked;
  const { series, place, options } = asked;
  return { ...asked, options: shuffled(options, seedOf(`${seed} ${series} ${place}`)) };
}

/** What an animation goes through: no steps where how many there are may be what is asked. @param {Lesson} lesson @param {any} chosen @param {boolean} isAsked */
function filmOf({ compute, steps, film }, chosen, isAsked) {
  const now = compute(chosen);
  const [all, rowLength, start] = (now && !isAsked && steps?.(chosen, now)) || [];
  if (all && rowLength) return { name: "step", values: stepsShown(all, rowLength, start) };
  return (now && film?.(chosen, now)) ?? null;
}

/**
 * What is to be seen of each state, and what its files are made of: an animation, a notebook of the words that only the
 * browser knows.
 * @param {Lesson} lesson
 * @param {{ predict: PredictView, sentence: SentenceView, transport: { isPlaying: () => boolean } }} stage
 * @param {Kit} kit @param {Scene["data"]} data @param {() => void} onAnswer
 */
export function createScenes(lesson, { predict, sentence, transport }, kit, data, onAnswer) {
  const changeOf = createChanges(lesson.table);
  const asker = createAsker(routeOf(kit, lesson.name, "code"), onAnswer);
  kit.signal.addEventListener("abort", () => forgetCode(lesson.name));
  /** Whether what is shown would answer a guess that is still open. */
  const isKeptBack = () => !lesson.asksAhead && predict.answer() === "hidden";
  let [isFirst, isFilming] = [true, false];
  /** @param {any} chosen @returns {Scene} */
  const sceneOf = (chosen) => {
    const state = stateOf(lesson, chosen);
    const isAtOnce = isFirst || isFilming;
    isFirst = false;
    if (!transport.isPlaying() && !isFilming) asker.want(state); // what only passes is not asked about
    const now = lesson.compute(chosen);
    const asked = askedIn(lesson, kit, chosen, now, data.seed);
    const question = typeof asked === "string" ? null : asked;
    if (!isFilming) predict.show(asked, lesson.isAnswered?.(chosen));
    return {
      ...{ chosen, now, data, isAtOnce, change: changeOf(chosen), mistake: predict.mistake() },
      ...{ question, isGuessing: question !== null && predict.answer() === "hidden" },
      isAsked: isKeptBack(),
      ...{ answer: asker.answer(state), failure: asker.failure(state), again: asker.again },
    };
  };
  const noted = () => {
    const question = predict.current();
    return {
      ...{ state: stateOf(lesson, kit.settings()), sentence: sentence.said(), stem: question?.stem ?? "" },
      right: question?.options.find(({ rule }) => rule === null)?.text ?? "",
      ...{ is_open: isKeptBack(), file: "", links: {} },
    };
  };
  const film = () => filmOf(lesson, kit.settings(), isKeptBack());
  const onFilm = (/** @type {boolean} */ isOn) => {
    isFilming = isOn;
  };
  return { sceneOf, files: { film, onFilm, noted, links: () => linkedStates(lesson) } };
}
