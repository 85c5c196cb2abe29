/** What the figures of all lessons have in common: what is to be seen of each state, its numbers, what Python answers, what is kept back; guess, stage, sentence, transport, line of code, menu, keys, refusals. */

import { createAsker, routeOf } from "../ask/asker.js";
import { createCode, forgetCode, shapeTokens, showCode } from "../code/figure.js";
import { controlsOf } from "../controls/control.js";
import { createMore } from "../controls/settings.js";
import { countOf, createTransport, shortCount } from "../controls/transport.js";
import { make } from "../dom/dom.js";
import { afterPaint } from "../dom/page.js";
import { fitGrids } from "../grid/fitting.js";
import { createPresenting } from "../menu/figure_menu.js";
import { stepsShown } from "../menu/svg.js";
import { createPredict } from "../quiz/predict.js";
import { seedOf, shuffled } from "../quiz/shuffle.js";
import { isFramed, readAddress } from "../settings/address.js";
import { callOf, firstOf, stateOf } from "../settings/table.js";
import { afterFirstMinute } from "./first_minute.js";
import { createOutcome, createSentence } from "./sentence.js";

/**
 * A move of what is looked at ends what the last change has lit; what moves along with another setting was not changed.
 * @param {Table} table
 * @returns {(chosen: Change["before"]) => Change | null} what changed last; null at first, and after a link that changed several
 */
function createChanges({ settings }) {
  const [places, changeable] = [true, false].map((isPlace) =>
    Object.keys(settings).filter((name) => (settings[name].place ?? false) === isPlace),
  );
  /** @type {Change["before"] | null} */
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
 * @param {{ predict: ReturnType<typeof createPredict>, sentence: LessonHands["sentence"], transport: { isPlaying: () => boolean } }} stage
 * @param {Kit} kit @param {Scene["data"]} data @param {() => void} onAnswer
 */
function createScenes(lesson, { predict, sentence, transport }, kit, data, onAnswer) {
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

/** @typedef {{ element: HTMLElement }} Part */

/**
 * Where the parts stand: the question, the form, the field; the dock below it with what is said, what walks, and the settings
 * with the way to all of them, which stands alone where nothing walks; the code.
 * @param {HTMLElement} root @param {HTMLElement} stage @param {LessonView} view
 * @param {Record<"sentence" | "predict" | "code" | "more", Part> & Record<"outcome" | "walking", Part | null>} parts what every
 *   figure has; outcome: null where no shape comes out; walking: where nothing walks
 */
function arrange(root, stage, view, { outcome, sentence, predict, code, more, walking: steps }) {
  const { field, place = field, below, form, options, walk, beside } = view;
  const walking = (walk ?? steps)?.element;
  walking?.append(more.element);
  more.element.classList.toggle("in-sheet", walking !== undefined && options !== undefined);
  const aside = [beside ?? [], walking ? [] : more].flat();
  const said = aside.length > 0 ? make("div.said.ruled.apart.at-bottom", sentence, ...aside) : sentence;
  const inBar = [walking ?? options?.button ?? [], options?.element ?? []].flat();
  const bar = inBar.length > 0 ? make("div.bar.ruled.tinted", ...inBar) : null;
  const dock = make("div.dock", ...[outcome, said, bar].flatMap((part) => part ?? []));
  const call = form?.element.matches(".call") ? form.element : null;
  stage.classList.toggle("with-call", call !== null);
  if (outcome) call?.prepend(outcome.element); // its arguments are the sheet of a phone
  // On a phone on its side the bar stands beside the figure, or the form where there is no bar: small_window.css.
  const hasBar = dock.querySelector(".bar") !== null;
  root.parentElement?.classList.toggle("railed", hasBar || form !== undefined);
  stage.classList.toggle("form-in-rail", form !== undefined && !hasBar);
  stage.append(...[form?.element, place, below, dock].flatMap((part) => part ?? []));
  if (!stage.contains(predict.element)) root.append(predict.element);
  root.append(stage, code.element);
}

/** Everything that stands on the stage. @param {Lesson} lesson @param {HTMLElement} root @param {Kit} kit @param {Scene["data"]} data @param {() => void} onAnswer */
function createStage(lesson, root, kit, data, onAnswer) {
  const { name, createView, steps, afterGuess } = lesson;
  const [sentence, stage] = [createSentence(kit), make("div.stage")];
  const onGuess = (/** @type {boolean} */ isEarlier) =>
    afterGuess && !isEarlier ? kit.set(afterGuess(kit.settings(), predict.answer())) : kit.repaint();
  const predict = afterFirstMinute(kit, name, lesson.table, createPredict(kit, name, onGuess));
  /** @type {LessonHands} */
  const hands = {
    ...{ root, stage, sentence, predict: predict.element },
    ...{ nextAnswer: predict.answer, mistake: predict.mistake },
    control: controlsOf(kit, lesson, sentence.remark),
    pause: () => transport.pause(),
    isPlaying: () => transport.isPlaying(),
    stepsPerSecond: () => transport.stepsPerSecond(),
  };
  const view = createView(kit, hands, data);
  const { field, grids, onFit, options, walk, stem, file } = view;
  const code = createCode(kit);
  const onStep = (/** @type {number} */ step, isDragged = false) => {
    kit.set({ step }, transport.isPlaying());
    if (!isDragged) view.followStep?.(kit.settings());
  };
  const transport = createTransport(kit, onStep, kit.repaint, options && !walk ? [options.button] : []);
  const [more, outcome] = [createMore(kit, root, lesson), createOutcome()];
  const [become, walking] = [lesson.shapes ? outcome : null, steps ? transport : null];
  arrange(root, stage, view, { outcome: become, sentence, predict, code, more, walking });
  if (grids) fitGrids(field, grids, kit.signal, onFit);
  const { sceneOf, files } = createScenes(lesson, { predict, sentence, transport }, kit, data, onAnswer);
  createPresenting(root, kit, name, {
    ...{ field, sentence: sentence.element, code: code.element, onOpen: transport.pause, stem },
    ...(steps && { step: transport.stepBy, play: transport.toggle }),
    ...(walk?.step && { step: walk.step }),
    ...{ keys: walk?.keys, answer: predict.turnOver, file, ...files },
  });
  const takeKey = (/** @type {KeyboardEvent} */ event) =>
    view.takeKey?.(event) || predict.takeKey(event) || (steps && transport.takeKey(event));
  root.addEventListener("keydown", takeKey, { signal: kit.signal });
  return { sentence, sceneOf, view, code, outcome, transport, more };
}

/** @typedef {ReturnType<typeof createStage>} Stage */

/** The line of code, with what has changed. @param {Lesson} lesson @param {Stage} stage @param {Kit} kit @param {Scene} scene */
function paintLine({ table, shapes, showsShape, call: ownCall, comment, line }, stage, kit, scene) {
  const { code, outcome } = stage;
  if (line || !shapes) return line && code.showLine(line(kit, scene));
  const { chosen, change, isAsked } = scene;
  const { call, parts } = ownCall?.(chosen, isAsked) ?? callOf(table, chosen);
  const isChanged = (/** @type {string | undefined} */ argument) => !!argument && argument === change?.name;
  const tokens = parts.map(({ argument, text }) => ({ text, isChanged: isChanged(argument) }));
  const [input, output] = shapes(chosen, isAsked);
  const [inputBefore, outputBefore] = shapes(change?.before ?? chosen, isAsked);
  const after = isAsked && !showsShape ? ["?"] : shapeTokens(output, outputBefore ?? output?.map(() => 0));
  code.show(shapeTokens(input, inputBefore), call, tokens, after, comment?.(kit, chosen));
  outcome.show(change, chosen, input, isAsked && !showsShape ? ["?"] : output);
}

/** @param {Lesson} lesson @param {Stage} stage @param {Kit} kit @param {Scene} scene */
function paintDock(lesson, { transport, sentence }, kit, scene) {
  const walked = lesson.steps?.(scene.chosen, scene.now) ?? null;
  if (walked) transport.show(scene.chosen.step, ...walked);
  transport.rest(scene.isAsked || !walked); // how many steps there are may be what is asked
  const caption = lesson.caption(kit, scene);
  if (!caption) return;
  const isSpoken = !transport.isPlaying() && !scene.isAsked && !lesson.isSilent?.();
  const count = /** @type {const} */ ([scene.chosen.step, walked?.[0] ?? 1]);
  const { lead = kit.label("play.count", countOf(...count)), text } = caption;
  sentence.show(lead, text, isSpoken, caption.short ?? caption.lead ?? shortCount(...count));
}

/**
 * The figure of a lesson from its rooms: what it may be set to, what it computes, says, asks and shows.
 * @param {Lesson} lesson
 * @returns {Figure & { lesson: Lesson }} the figure, and what a small one is made of
 */
export function lessonFigure(lesson) {
  /** @param {HTMLElement} root @param {Kit} kit @param {Scene["data"]} data @returns {View} */
  const build = (root, kit, data) => {
    const onAnswer = () => paintAnswer(stage.sceneOf(kit.settings()));
    const stage = createStage(lesson, root, kit, data, onAnswer);
    /** What an answer may change: what has been said, such as a refusal, stays. @param {Scene} scene */
    const paintAnswer = (scene) => {
      const answer = /** @type {any} */ (scene.answer);
      showCode(lesson.name, { ...scene, answer });
      const { form, options, beside } = stage.view;
      for (const part of [form, options, beside]) part?.show(scene.chosen, scene.change?.name);
      stage.view.show(scene); // last, for it may measure
    };
    return {
      pause: stage.transport.pause,
      paint(chosen) {
        const scene = stage.sceneOf(chosen);
        paintDock(lesson, stage, kit, scene);
        // A hand waits for what it moves: the code of it comes one frame later.
        afterPaint(stage, () => paintLine(lesson, stage, kit, scene), scene.isAtOnce);
        paintAnswer(scene);
      },
      arrive: stage.more.arrive,
      receive: (given) => stage.view.receive?.(given),
      offer: stage.sentence.offer,
      refuse(refused) {
        const isSaid = refused.length === 1 && stage.view.refuse?.(refused[0]);
        if (!isSaid) stage.sentence.refuseSetting(refused);
      },
    };
  };
  const { settings, table, follow, fetched, notes } = lesson;
  return { settings, notes, first: firstOf(table), follow, fetched, build, lesson };
}
