/** The live network, drawn: a picture, layer by layer, to its scores. */

import { dataOf } from "../kit/figure/fetched.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked, follow, layersOf, settings, table, waitingOf } from "./model/limits.js";
import { compute, received } from "./model/network.js";
import { callOf, caption, codeLines, question, resultOf } from "./model/words.js";
import { createSmall, createView } from "./view/view.js";

/** @import { Settings } from "./model/limits.js" */

/** The shipped networks, and the samples to choose from. */
async function fetched() {
  const { nets, thumbnails: samples } = await dataOf("live_network");
  return { nets, samples };
}

export const figure = lessonFigure({
  ...{ name: "live_network", table, settings, follow, asked, question, caption, codeLines, createView },
  ...{ createSmall, showsShape: true, fetched, notes: ["sample", "way"] },
  film: (chosen) => ({ name: "layer", values: layersOf(chosen) }),
  compute: (/** @type {Settings} */ chosen) => compute(received(), chosen),
  call: (/** @type {Settings} */ chosen, isAsked) =>
    callOf(chosen, isAsked ? chosen.layer : waitingOf(chosen)),
  shapes: (/** @type {Settings} */ chosen, isAsked) => [
    [1, 1, 28, 28],
    resultOf(chosen, isAsked ? chosen.layer : null, waitingOf(chosen)),
  ],
});
