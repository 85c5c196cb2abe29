/** How large is the output? One row of the picture, the places where a window can start, and the formula that counts them. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { compute, follow, settings, shapes, steps, table } from "./model/limits.js";
import { caption, codeLines, question } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "output_size", table, settings, follow, compute, steps, shapes },
  ...{ question, caption, codeLines, createView },
});
