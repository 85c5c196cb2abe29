/** nn.Conv2d taken apart: the arguments, the numbers they build, one filter at work, the count, the code. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { follow, settings, shapes, table } from "./model/limits.js";
import { compute } from "./model/numbers.js";
import { caption, codeLines, question } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "conv2d", table, settings, follow, compute, shapes, showsShape: true },
  film: ({ out_channels }) => ({
    name: "filter",
    values: Array.from({ length: out_channels }, (_, at) => at + 1),
  }),
  ...{ question, caption, codeLines, createView },
});
