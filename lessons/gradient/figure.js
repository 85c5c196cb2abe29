/** The way back, drawn: a network's values, below each its gradient, from the loss to the pixels. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { ready } from "./model/digit.js";
import { asked, compute, follow, settings, steps, table } from "./model/limits.js";
import { draws } from "./model/mistakes.js";
import { caption, codeLines, line, question } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "gradient", table, settings, follow, asked, compute, steps, line, fetched: ready },
  ...{ question, keepsOrder: true, asksAhead: true, draws, caption, codeLines, createView },
});
