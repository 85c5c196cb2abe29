/** One output cell, drawn four times: window, written sum, neuron, row of the matrix. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked, compute, settings, steps, table } from "./model/limits.js";
import { call, caption, codeLines, question, shapes } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "neuron", table, settings, asked, compute, steps, shapes },
  ...{ question, asksAhead: true, call, caption, codeLines, createView },
});
