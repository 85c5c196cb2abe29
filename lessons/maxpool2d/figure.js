/** nn.MaxPool2d taken apart, beside nn.AvgPool2d and nn.AdaptiveAvgPool2d. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { follow, settings, shapes, steps, table } from "./model/limits.js";
import { compute } from "./model/numbers.js";
import { caption, codeLines, comment, question } from "./model/words.js";
import { createView } from "./view/view.js";

export const figure = lessonFigure({
  ...{ name: "maxpool2d", table, settings, follow, compute, shapes },
  steps: (chosen, now) => now && steps(chosen),
  ...{ question, caption, comment, codeLines, createView },
});
