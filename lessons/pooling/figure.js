/** Pooling, drawn: a map, its windows, their winners, and max and average side by side. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked, follow, settings, shapes, steps, table } from "./model/limits.js";
import { compute } from "./model/numbers.js";
import { afterGuess, caption, codeLines, isAnswered, question } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "pooling", table, settings, follow, asked, compute, steps, shapes },
  ...{ question, asksAhead: true, isAnswered, afterGuess, caption, codeLines, createView },
});
