/** The note's network trained in the browser, drawn: its filters, what it names rightly, and the film of the run. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { follow, settings, table } from "./model/limits.js";
import { compute, session } from "./model/session.js";
import { afterGuess, caption, codeLines, isAnswered, line, question } from "./model/words.js";
import { createView } from "./view/view.js";

/** The film of the run, as far as it has come. @param {unknown} _chosen @param {import("./model/session.js").Numbers} now */
const film = (_chosen, { film: checkpoints }) => ({
  name: "update",
  values: checkpoints.map(({ update }) => update),
});

export const figure = lessonFigure({
  ...{ name: "training", table, settings, follow, compute, caption, line, codeLines, createView },
  ...{ question, film, isAnswered, afterGuess, asksAhead: true },
  isSilent: () => session().state === "training",
});
