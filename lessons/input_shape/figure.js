/** The shape of the input: build it, meet torch's errors and mend them, follow numbers in memory, open a file, drill. */

import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked } from "./model/drill.js";
import { follow, settings, table } from "./model/limits.js";
import { compute, dataIn, ELEMENTS } from "./model/numbers.js";
import { codeLines, question, sayingOf } from "./model/words.js";
import { createView } from "./view/view.js";

/** What is walked in a view: the mends of an error, or the numbers in memory. @param {import("./model/limits.js").Settings} chosen */
function film({ view }) {
  if (view !== "mend" && view !== "memory") return null;
  const [name, length] = view === "mend" ? ["mend", 4] : ["at", ELEMENTS];
  return { name, values: Array.from({ length }, (_, at) => at) };
}

export const figure = lessonFigure({
  ...{ name: "input_shape", table, settings, follow, compute, asked },
  ...{ question, film, codeLines, createView, fetched: dataIn },
  ...{ caption: sayingOf, line: sayingOf },
});
