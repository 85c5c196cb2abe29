/** The way back, drawn: a network's values, below each its gradient, from the loss to the pixels. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { caption, codeLines } from "./model/captions.js";
import { line } from "./model/code_line.js";
import { compute as digitNumbers, isDigit } from "./model/digit.js";
import { asked, follow, settings, steps, table } from "./model/limits.js";
import { draws } from "./model/mistakes.js";
import { compute as numbers } from "./model/numbers.js";
import { question } from "./model/question.js";
import { ready } from "./model/sent.js";
import { createView } from "./view/view.js";

/** @import { Settings } from "./model/given.js" */

const compute = (/** @type {Settings} */ chosen) =>
  isDigit(chosen) ? digitNumbers(chosen) : numbers(chosen);

export const figure = {
  ...lessonFigure({
    ...{ name: "gradient", table, settings, follow, asked, compute, steps, line },
    ...{ question, asksAhead: true, draws, caption, codeLines, createView },
  }),
  ready,
};
