// @ts-check
/** The way back, drawn: a small network's values, below each its gradient, from the loss to the pixels. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { caption } from "./model/captions.js";
import { line } from "./model/code_line.js";
import { codeLines } from "./model/code_lines.js";
import { asked, follow, settings, steps } from "./model/limits.js";
import { compute } from "./model/numbers.js";
import { isAnswered, question } from "./model/question.js";
import { table } from "./model/table.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "gradient", table, settings, follow, asked, compute, steps, line },
  ...{ question, asksAhead: true, isAnswered, caption, codeLines, createView },
});
