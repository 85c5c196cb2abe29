/** The laboratory beside a link of the text: the picture, what three nets say of it, how often they are right. */

import { make } from "../../kit/dom/dom.js";
import { leadOf, sentenceOf } from "../model/captions.js";
import { settings, table } from "../model/limits.js";
import { accuracy, asked } from "../model/store.js";
import { createPicture } from "./picture.js";
import { createRows } from "./rows.js";
import { answersTo, seenIn } from "./view.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */

/** @param {Kit} kit */
function createSmall(kit) {
  const [picture, rows] = [createPicture(kit, () => {}), createRows(kit)];
  return {
    field: make("div.field.why", picture.element, rows.element),
    show(/** @type {Scene} */ { chosen }) {
      const seen = seenIn(chosen);
      picture.show(chosen, seen);
      rows.show(chosen, answersTo(chosen, seen), accuracy(), false);
    },
  };
}

/** What a small figure is made of. */
export const lesson = {
  ...{ name: "why_cnn", table, settings, asked, createSmall },
  compute: () => null,
  question: () => [null, ""],
  caption: (/** @type {Kit} */ kit, /** @type {Scene} */ { chosen }) => ({
    lead: leadOf(kit, chosen),
    text: sentenceOf(kit, chosen, accuracy(), false),
  }),
};
