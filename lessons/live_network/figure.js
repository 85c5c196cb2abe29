/** The live network, drawn: a picture, layer by layer, to its scores. */

import { dataOf } from "../kit/figure/fetched.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { asked, follow, settings, table, waitingOf } from "./model/limits.js";
import { compute, received } from "./model/network.js";
import { callOf, caption, codeLines, question, resultOf } from "./model/words.js";
import { createSmall, createView } from "./view/view.js";

/** @import { Settings } from "./model/limits.js" */

/** One layer after the other. @param {Settings} chosen */
const film = ({ relu, scores }) => ({
  name: "layer",
  values: ["conv", ...(relu ? ["relu"] : []), "pool", ...(scores ? ["score"] : [])],
});

/** The shipped networks, and the samples to choose from. */
async function fetched() {
  const { nets, thumbnails: samples } = await dataOf("live_network");
  return { nets, samples };
}

export const figure = lessonFigure({
  ...{ name: "live_network", table, settings, follow, asked, question, caption, codeLines, createView },
  ...{ createSmall, showsShape: true, film, fetched, notes: ["sample", "way"] },
  compute: (/** @type {Settings} */ chosen) => compute(received(), chosen),
  call: (/** @type {Settings} */ chosen, isAsked) =>
    callOf(chosen, isAsked ? chosen.layer : waitingOf(chosen)),
  shapes: (/** @type {Settings} */ chosen, isAsked) => [
    [1, 1, 28, 28],
    resultOf(chosen, isAsked ? chosen.layer : null, waitingOf(chosen)),
  ],
});
