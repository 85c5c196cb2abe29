/** What stands on the stage of the laboratory: the picture, a row a net, the curve, the settings. */

import { make } from "../../kit/dom/dom.js";
import { answerOf } from "../../kit/silhouettes/nets.js";
import { transformed } from "../../kit/silhouettes/transforms.js";
import { leadOf, sentenceOf } from "../model/captions.js";
import { curveOf } from "../model/counts.js";
import { isTurnedOnly, NETS, netIn, netKey } from "../model/limits.js";
import { accuracy, nets, pictureOf } from "../model/store.js";
import { createControls } from "./controls.js";
import { createCurve } from "./curve.js";
import { createPicture } from "./picture.js";
import { createRows } from "./rows.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { NetName, Settings } from "../model/limits.js" */

/** The picture as the nets read it. @param {Settings} chosen */
export const seenIn = (chosen) => transformed(pictureOf(chosen.picture), chosen, nets().order);

/** What a net of the state answers to a picture. @param {Settings} chosen @param {Grid} picture @returns {(net: NetName) => number[]} */
export const answersTo = (chosen, picture) => (row) =>
  answerOf(netIn(chosen, row), nets().weights[netKey(chosen, row)], picture).shares;

/** @param {ReturnType<typeof createCurve>} curve @param {Settings} chosen @param {boolean} isHidden */
function paintCurve(curve, chosen, isHidden) {
  if (!chosen.shuffle) return curve.show(curveOf(accuracy(), chosen, isTurnedOnly(chosen)), isHidden);
  const pairs = NETS.map((row) => ({
    net: netIn(chosen, row),
    place: accuracy().unshuffled(row, chosen),
    shuffled: accuracy().now(row, chosen),
  }));
  curve.showPairs(pairs, isHidden);
}

/** @param {Kit} kit @param {import("../../kit/figure/sentence.js").SentenceView} sentence @param {HTMLElement} more what opens further settings */
export function createView(kit, sentence, more) {
  const [picture, rows, curve] = [createPicture(kit, kit.repaint), createRows(kit), createCurve(kit)];
  const controls = createControls(kit, sentence.remark);
  const field = make("div.field.why", picture.element, rows.element);
  const bar = make("div.bar", controls.button, controls.element);
  const said = make("div.said", sentence.element, more);
  const dock = make("div.dock", said, bar);
  return {
    element: make("div.stage", field, curve.element, dock),
    field,
    /** @param {Settings} chosen @param {boolean} isHidden whether the curve would answer what is asked @param {boolean} isAsked whether the counts would as well */
    show(chosen, isHidden, isAsked) {
      const seen = seenIn(chosen);
      picture.show(chosen, seen);
      rows.show(chosen, answersTo(chosen, seen), accuracy(), isAsked);
      paintCurve(curve, chosen, isHidden);
      controls.show(chosen);
      sentence.show(leadOf(kit, chosen), sentenceOf(kit, chosen, accuracy(), isAsked), true);
    },
  };
}
