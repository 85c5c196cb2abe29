/** The laboratory: one picture moved, turned or shuffled; three nets answer at once, and 400 pictures are counted. */

import { createCode } from "../kit/code/code_line.js";
import { createMore } from "../kit/controls/more.js";
import { make } from "../kit/dom/dom.js";
import { createAskedCode } from "../kit/figure/asked_code.js";
import { afterFirstMinute } from "../kit/figure/first_minute.js";
import { linkedStates, notedOf } from "../kit/figure/noted.js";
import { sayRefused } from "../kit/figure/refused.js";
import { createSentence } from "../kit/figure/sentence.js";
import { createPresenting } from "../kit/menu/figure_menu.js";
import { createPredict } from "../kit/quiz/predict.js";
import { codeLines, leadOf, lineOf, sentenceOf } from "./model/captions.js";
import { OWN, SAMPLES, settings, table } from "./model/limits.js";
import { leave } from "./model/moved_parts.js";
import { questionOf } from "./model/question.js";
import { accuracy, asked, isDrawn, ready } from "./model/store.js";
import { createPicture } from "./view/picture.js";
import { createRows } from "./view/rows.js";
import { answersTo, createView, seenIn } from "./view/view.js";

/** @import { Kit } from "../kit/dom/kit.js" */
/** @import { Scene } from "../kit/figure/scenes.js" */
/** @import { Settings } from "./model/limits.js" */

/** The laboratory beside a link of the text: the picture, what three nets say of it, how often they are right. @param {Kit} kit */
function createSmall(kit) {
  const [picture, rows] = [createPicture(kit, () => {}), createRows(kit)];
  return {
    field: make("div.field.why", picture.element, rows.element),
    show(/** @type {Scene} */ { chosen }) {
      const seen = seenIn(chosen);
      picture.show(chosen, seen);
      rows.show(chosen, answersTo(chosen, seen), accuracy(), false);
    },
  };
}

/** What a small figure is made of. */
const lesson = {
  ...{ name: "why_cnn", table, settings, asked, createSmall },
  compute: () => null,
  question: () => [null, ""],
  caption: (/** @type {Kit} */ kit, /** @type {Scene} */ { chosen }) => ({
    lead: leadOf(kit, chosen),
    text: sentenceOf(kit, chosen, accuracy(), false),
  }),
};

const RIGHT = Array.from({ length: 13 }, (_, at) => at - 6); // pixels; an animation moves the picture across

/** A drawing lives as long as the page: whether the address asks for one that is no longer there. @param {Kit} kit */
function settlePicture(kit) {
  const isGone = kit.settings().picture === OWN && !isDrawn();
  if (isGone) kit.set({ picture: SAMPLES[0] });
  return isGone;
}

/** @param {HTMLElement} root @param {Kit} kit @param {{ seed: number }} data @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, { seed }) {
  const isGone = settlePicture(kit);
  let isFilming = false; // what passes is asked nothing about
  const sentence = createSentence(kit.signal);
  const predict = afterFirstMinute(kit, "why_cnn", table, createPredict(kit, "why_cnn", kit.repaint));
  const more = createMore(kit, root, { name: "why_cnn", table, settings });
  const [view, line, code] = [
    createView(kit, sentence, more.element),
    createCode(kit),
    createAskedCode(kit, "why_cnn"),
  ];
  root.append(predict.element, view.element, line.element);
  root.parentElement?.classList.add("railed"); // small_window.css
  createPresenting(root, kit, "why_cnn", {
    ...{ field: view.field, sentence: sentence.element, code: line.element, answer: predict.turnOver },
    film: () => ({ name: "right", values: RIGHT }),
    noted: () => notedOf(asked(kit.settings()), sentence, predict, false),
    onFilm: (passes) => {
      isFilming = passes;
    },
    links: () => linkedStates(settings, asked),
  });
  root.addEventListener("keydown", (event) => predict.takeKey(event), { signal: kit.signal });
  return {
    /** @param {Settings} chosen */
    paint(chosen) {
      const question = questionOf(kit, accuracy(), chosen, seed);
      if (!isFilming) predict.show(question, kit.label("predict.why_wait"));
      const isHidden = question !== null && predict.answer() === "hidden";
      // The question about moves hides the curve alone: how the pictures fare where they are is no answer.
      view.show(chosen, isHidden, isHidden && !(question?.series === "move" && question.place === 0));
      line.showLine({ before: "(1, 1, 28, 28)", code: lineOf(chosen), after: "(1, 2)" });
      if (!isFilming) code.show(asked(chosen), codeLines(chosen));
    },
    arrive: more.arrive,
    offer: sentence.offer,
    refuse: ([refused]) => {
      if (isGone) sentence.refuse(kit.label("up.gone"));
      else if (refused) sentence.refuse(sayRefused(kit, refused));
    },
  };
}

/** @type {import("../kit/dom/kit.js").Figure & { lesson: object }} */
export const figure = { settings, ready: () => (leave() ? new Promise(() => {}) : ready()), build, lesson };
