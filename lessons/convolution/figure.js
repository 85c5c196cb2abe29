/** The sliding window, drawn: input, kernel, products, sum, bias, output. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked, follow, settings, shapes, steps, table } from "./model/limits.js";
import { computeIfHere } from "./model/numbers.js";
import { caption, codeLines, question } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "convolution", table, settings, follow, asked, compute: computeIfHere, steps, shapes },
  ...{ question, asksAhead: true, caption, codeLines, createView },
});
