/** What the figures of all lessons have in common: guess, stage, sentence, transport, line of code, menu, keys, refusals. */

import { createCode, shapeTokens, showCode } from "../code/figure.js";
import { controlsOf } from "../controls/control.js";
import { createMore } from "../controls/settings.js";
import { countOf, createTransport, shortCount } from "../controls/transport.js";
import { make } from "../dom/dom.js";
import { afterPaint } from "../dom/page.js";
import { fitGrids } from "../grid/fitting.js";
import { createPresenting } from "../menu/figure_menu.js";
import { createPredict } from "../quiz/predict.js";
import { callOf } from "../settings/call.js";
import { firstOf, stateOf } from "../settings/table.js";
import { arrange } from "./arrangement.js";
import { afterFirstMinute } from "./first_minute.js";
import { createScenes, filmOf, isKeptBack, linkedStates, notedOf } from "./scenes.js";
import { createOutcome, createSentence, sayRefused } from "./sentence.js";

/** @import { Settings } from "../settings/address.js" */
/** @import { Parts } from "./arrangement.js" */
/** @import { Data, Scene } from "./scenes.js" */

/**
 * @typedef {readonly (number | string)[] | null} Shape null where nothing comes out
 * @typedef {{ lead?: string, text: string, short?: string }} Caption without a lead of its own it is that of the step; a phone shows the short one
 * @typedef {{ before: string, code: string, after: string, isChanged?: boolean }} Line what goes in, the code, what comes out
 *
 * @typedef {object} Hands what the parts of a lesson may do with the rest of the figure
 * @property {HTMLElement} root
 * @property {HTMLElement} stage
 * @property {HTMLElement} predict what asks for a guess: above the stage, where no part of it takes it in
 * @property {import("./sentence.js").SentenceView} sentence
 * @property {import("../controls/control.js").Controls} control of a setting
 * @property {() => void} pause
 * @property {() => boolean} isPlaying
 * @property {() => number} stepsPerSecond
 * @property {() => import("../quiz/predict.js").Answer} nextAnswer what may be shown of it
 * @property {() => string | null} mistake
 *
 * @typedef {object} Lesson
 * @property {string} name
 * @property {import("../settings/table.js").Table} table
 * @property {Record<string, import("../settings/address.js").Setting>} settings
 * @property {Figure["follow"]} [follow]
 * @property {string[]} [notes] as a figure has it
 * @property {(chosen: any) => any} compute null where there is nothing to compute
 * @property {(chosen: any) => Settings} [asked] what Python is asked about, if it is not just the settings
 * @property {(kit: Kit, chosen: any, now: any) => import("../quiz/prediction_state.js").Question | string} question what is asked, or why nothing is
 * @property {boolean} [keepsOrder] its options are shown in the order in which they are given
 * @property {(chosen: any) => boolean} [isAnswered] whether what is shown is the answer
 * @property {(chosen: any, answer: import("../quiz/predict.js").Answer) => Settings} [afterGuess] what is set once a guess was made, or taken back
 * @property {(chosen: any, rule: string) => boolean} [draws] whether the mistake behind a wrong answer can be drawn here, where it may be another than those of the lesson's own question
 * @property {boolean} [asksAhead] about the next step: nothing that is shown answers it
 * @property {(kit: Kit, scene: Scene) => Caption | null} caption null leaves what was said
 * @property {boolean} [showsShape] the shape that comes out does not answer the question, or `shapes` holds its "?"
 * @property {(chosen: any, now: any) => [steps: number, rowLength: number, start?: number, stretches?: import("../controls/transport.js").Stretch[]] | null} [steps] null where nothing can be walked
 * @property {(chosen: any, now: any) => import("../menu/svg.js").Film | null} [film] what an animation goes through, if not the steps
 * @property {(chosen: any, isAsked: boolean) => [input: Shape, output: Shape]} [shapes] of the call
 * @property {(chosen: any, isAsked: boolean) => { call: string, parts: { text: string, argument?: string }[] }} [call] if it is not that of the table
 * @property {(kit: Kit, scene: Scene) => Line} [line] of a figure whose code is more than the call
 * @property {(kit: Kit, chosen: any) => string} [comment] behind the line of code
 * @property {() => boolean} [isSilent] whether the sentence changes too often to be spoken
 * @property {(chosen: any, data: any) => number} codeLines how many lines the code and what it prints have
 * @property {(kit: Kit, hands: Hands, data: any) => Parts} createView
 * @property {Figure["fetched"]} [fetched]
 * @property {(kit: Kit, hands: Hands, data: any) => Pick<Parts, "field" | "grids" | "onFit" | "show">} [createSmall] what a small figure shows, if it is not the whole field
 */

/** Everything that stands on the stage. @param {Lesson} lesson @param {HTMLElement} root @param {Kit} kit @param {Data} data */
function createStage(lesson, root, kit, data) {
  const { name, createView, steps, afterGuess } = lesson;
  const [sentence, stage] = [createSentence(kit.signal), make("div.stage")];
  const passing = { isFilming: false };
  const onGuess = (/** @type {boolean} */ isEarlier) =>
    afterGuess && !isEarlier ? kit.set(afterGuess(kit.settings(), predict.answer())) : kit.repaint();
  const predict = afterFirstMinute(kit, name, lesson.table, createPredict(kit, name, onGuess));
  /** @type {Hands} */
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
  const walking = steps ? transport.element : null;
  const said = { outcome: lesson.shapes ? outcome.element : null, sentence: sentence.element };
  arrange(root, stage, view, {
    ...said,
    predict: predict.element,
    code: code.element,
    more: more.element,
    walking,
  });
  if (grids) fitGrids(field, grids, kit.signal, onFit);
  createPresenting(root, kit, name, {
    ...{ field, sentence: sentence.element, code: code.element, onOpen: transport.pause, stem },
    onFilm: (isFilming) => Object.assign(passing, { isFilming }),
    film: () => filmOf(lesson, kit.settings(), isKeptBack(lesson, predict)),
    ...(steps && { step: transport.stepBy, play: transport.toggle }),
    ...(walk?.step && { step: walk.step }),
    ...{ keys: walk?.keys, answer: predict.turnOver },
    noted: () => notedOf(stateOf(lesson, kit.settings()), sentence, predict, isKeptBack(lesson, predict)),
    ...{ file, links: () => linkedStates(lesson.settings, (linked) => stateOf(lesson, linked)) },
  });
  const takeKey = (/** @type {KeyboardEvent} */ event) =>
    view.takeKey?.(event) || predict.takeKey(event) || (steps && transport.takeKey(event));
  root.addEventListener("keydown", takeKey, { signal: kit.signal });
  return { sentence, predict, view, code, outcome, transport, more, passing };
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
  /** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {View} */
  const build = (root, kit, data) => {
    const stage = createStage(lesson, root, kit, data);
    /** What an answer may change: what has been said, such as a refusal, stays. @param {Scene} scene */
    const paintAnswer = (scene) => {
      const answer = /** @type {any} */ (scene.answer);
      showCode(lesson.name, { ...scene, answer, lines: lesson.codeLines(scene.chosen, data) });
      const { form, options, beside } = stage.view;
      for (const part of [form, options, beside]) part?.show(scene.chosen, scene.change?.name);
      stage.view.show(scene); // last, for it may measure
    };
    const onAnswer = () => paintAnswer(sceneOf(kit.settings()));
    const sceneOf = createScenes(lesson, stage, kit, data, onAnswer);
    return {
      pause: stage.transport.pause,
      paint(chosen) {
        const scene = sceneOf(chosen);
        paintDock(lesson, stage, kit, scene);
        // A hand waits for what it moves: the code of it comes one frame later.
        afterPaint(stage, () => paintLine(lesson, stage, kit, scene), scene.isAtOnce);
        paintAnswer(scene);
      },
      arrive: stage.more.arrive,
      receive: (given) => stage.view.receive?.(given),
      offer: stage.sentence.offer,
      refuse(refused) {
        if (!stage.view.refuse?.(refused)) stage.sentence.refuse(sayRefused(kit, refused));
      },
    };
  };
  const { settings, table, follow, fetched, notes } = lesson;
  return { settings, notes, first: firstOf(table), follow, fetched, build, lesson };
}
