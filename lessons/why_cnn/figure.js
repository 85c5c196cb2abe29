/** The laboratory: one picture moved, turned or shuffled; three nets answer at once, and 400 pictures are counted. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { leave, settings, table } from "./model/limits.js";
import { accuracy, asked, ready } from "./model/store.js";
import { caption, codeLines, lineOf, questionOf } from "./model/words.js";
import { createSmall, createView } from "./view/view.js";

const RIGHT = Array.from({ length: 13 }, (_, at) => at - 6); // pixels; an animation moves the picture across

export const figure = lessonFigure({
  ...{ name: "why_cnn", table, settings, asked, caption, codeLines, createView, createSmall },
  asksAhead: true, // what one net says of one picture answers no question about 400
  fetched: () => (leave() ? new Promise(() => {}) : ready()),
  compute: () => ({}),
  question: (kit, chosen) => questionOf(kit, accuracy(), chosen) ?? kit.label("predict.why_wait"),
  line: (_kit, { chosen }) => ({ before: "(1, 1, 28, 28)", code: lineOf(chosen), after: "(1, 2)" }),
  film: () => ({ name: "right", values: RIGHT }),
});
