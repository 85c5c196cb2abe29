/** The figure of a lesson beside a question: in the question's own state, covered until there is an answer. */

import { createAsker, routeOf } from "../ask/asker.js";
import { controlsOf } from "../controls/control.js";
import { make } from "../dom/dom.js";
import { importFigure, sheetOf, wordsOf } from "../figure/fetched.js";
import { boldWords, createSentence } from "../figure/sentence.js";
import { follow, followedAs } from "../figure/settings_store.js";
import { fitGrids } from "../grid/fitting.js";
import { labelsOf } from "../i18n/korean_particles.js";
import { readAddress, withinLimits } from "../settings/address.js";
import { stateOf } from "../settings/table.js";

/** @typedef {{ chosen: any, isOpen: boolean, rule: string | null }} Told the state, whether it may be seen, a mistake */

const nothing = () => {};

/** @param {Lesson} lesson @param {Kit} kit @param {Told} told @param {any} data @param {ShadowRoot} place */
function createStage(lesson, kit, told, data, place) {
  const { name, createView, createSmall = createView } = lesson;
  const look = `stage-host ${name.replaceAll("_", "-")} still`;
  const root = make("div", { class: look, lang: kit.language });
  const stage = make("div.stage", { style: "border: 0" });
  /** @type {LessonHands} */
  const hands = {
    ...{ root, stage, predict: make("div"), sentence: createSentence(kit) },
    control: controlsOf(kit, lesson, nothing),
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
 * @param {import("../figure/fetched.js").Words} words of the lesson
 * @param {any} data that Python has sent to the lesson's figure
 * @param {ShadowRoot} place
 */
function createStillFigure(outer, { lesson }, { labels, refusals }, data, place) {
  /** @type {Told} */
  const told = { chosen: withinLimits(lesson.settings, {}), isOpen: false, rule: null };
  const silent = { settings: () => told.chosen, set: nothing, repaint: nothing, note: nothing };
  const kit = { ...outer, ...silent, refusals, label: labelsOf(labels) };
  const { show, fit } = createStage(lesson, kit, told, data, place);
  const asker = createAsker(routeOf(kit, lesson.name, "code"), () => paint());
  const paint = () => {
    const { chosen, isOpen, rule: mistake } = told;
    const state = stateOf(lesson, chosen);
    if (isOpen) asker.want(state);
    const scene = {
      ...{ chosen, now: lesson.compute(chosen), data, change: null, isAtOnce: true, mistake },
      ...{ isAsked: !isOpen && !lesson.asksAhead },
      ...{ answer: asker.answer(state), failure: asker.failure(state), again: asker.again },
    };
    show(scene);
    fit();
    return lesson.caption(kit, scene)?.text ?? "";
  };
  /** Show a state, and return what is said of it. @param {string} address @param {boolean} isOpen @param {string | null} rule a mistake to draw */
  return (address, isOpen, rule) => {
    told.chosen = readAddress(lesson.settings, address)?.settings ?? told.chosen;
    // What the lesson itself asks in this state are the mistakes that it can draw there.
    const asked = lesson.question(kit, told.chosen, lesson.compute(told.chosen));
    const isAsked = typeof asked !== "string" && asked.options.some((option) => option.rule === rule);
    const isDrawn = rule !== null && (lesson.draws?.(told.chosen, rule) ?? isAsked);
    Object.assign(told, { isOpen, rule: isDrawn ? rule : null });
    return paint();
  };
}

/** Lessons whose figure also works beside a question: it has no picture of the visitor's, and none on its way. */
const KNOWN = [
  "convolution",
  "conv2d",
  "gradient",
  "input_shape",
  "output_size",
  "neuron",
  "pooling",
  "maxpool2d",
];

/** @param {Kit} kit @param {string} lesson */
async function load(kit, lesson) {
  const [{ figure }, words, ...sheets] = await Promise.all([
    importFigure(lesson),
    wordsOf(lesson, kit.language),
    sheetOf("kit"),
    sheetOf(lesson),
  ]);
  return { figure, words, sheets };
}

/** @param {Kit} kit @param {string} lesson @param {boolean} [isKnown] whether it works there */
export function createStill(kit, lesson, isKnown = KNOWN.includes(lesson)) {
  const host = make("div.still-host", { inert: true, "aria-hidden": true });
  const said = make("p.still-said.ruled");
  const element = make("aside.still.boxed.around", { hidden: !isKnown }, host, said);
  /** @type {ReturnType<typeof createStillFigure> | null} */
  let showFigure = null;
  /** @type {Parameters<ReturnType<typeof createStillFigure>>} */
  let shown = ["", false, null];
  const paint = () => {
    const [, isOpen] = shown;
    element.classList.toggle("covered", !isOpen);
    const words = showFigure?.(...shown) ?? "";
    said.replaceChildren(...boldWords(isOpen ? words : kit.label("quiz.covered")));
  };
  const open = async () => {
    const given = followedAs(lesson)?.data;
    if (showFigure || !given) return;
    const { figure, words, sheets } = await load(kit, lesson);
    if (showFigure || kit.signal.aborted) return;
    const place = host.attachShadow({ mode: "open" });
    place.adoptedStyleSheets = sheets;
    showFigure = createStillFigure(kit, figure, words, given, place);
    paint();
  };
  // Only who comes as far as the questions needs it.
  const watching = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    watching.disconnect();
    open();
    follow(lesson, { paint: open }, kit.signal); // the figure above may come later
  });
  if (isKnown) watching.observe(element);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    element,
    isKnown,
    show(/** @type {typeof shown} */ ...now) {
      shown = now;
      paint();
    },
  };
}
