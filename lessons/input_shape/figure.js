// @ts-check
/** The shape of the input: build it, meet torch's errors and mend them, follow numbers in memory, open a file, drill. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { caption, line } from "./model/captions.js";
import { codeLines } from "./model/code_lines.js";
import { asked, follow, settings } from "./model/limits.js";
import { compute } from "./model/numbers.js";
import { question } from "./model/question.js";
import { table } from "./model/table.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "input_shape", table, settings, follow, compute, asked },
  ...{ question, caption, line, codeLines, createView },
});
