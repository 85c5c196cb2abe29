/** What stands on the stage of the laboratory: the picture, a row a net, the curve, the settings. */

import { together } from "../../kit/controls/control.js";
import { createSettings } from "../../kit/controls/settings.js";
import { icon, make } from "../../kit/dom/dom.js";
import { answerOf, transformed } from "../../kit/silhouettes/nets.js";
import { moveOf, turnOf } from "../../kit/silhouettes/strip.js";
import { areCountsHidden } from "../model/captions.js";
import { netIn, netKey, NETS, OWN, SAMPLES } from "../model/limits.js";
import { accuracy, curveOf, isDrawn, nets, pictureOf } from "../model/store.js";
import { createCurve } from "./curve.js";
import { createPicture } from "./picture.js";
import { createRows } from "./rows.js";

/** @import { Control } from "../../kit/controls/control.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Hands } from "../../kit/figure/lesson_figure.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { NetName } from "../model/limits.js" */

/** What can be done to the picture, and what the nets have practised. @param {Kit} kit @param {Hands} hands */
function createControls(kit, { control }) {
  const moves = ["right", "down"].map((name) => control(name, moveOf(kit, name)));
  const practice = control("practice", {
    fixed: ({ shuffle }) => (shuffle ? "why.practice_shuffled" : null),
  });
  const press = () => kit.set({ right: 0, down: 0, rotate: 0 });
  const centre = make(
    "button.plain.centre",
    { onclick: press },
    icon("undo"),
    make("span", kit.label("why.centre")),
  );
  /** @type {Control} */
  const back = {
    element: centre,
    show: ({ right, down, rotate }) =>
      centre.setAttribute("aria-disabled", String(!right && !down && !rotate)),
  };
  const switches = together(make("div.switches"), control("shuffle"), practice);
  const last = together(make("div.rest"), switches, back);
  return createSettings(kit, control, [
    [...moves, control("rotate", turnOf(kit, "rotate")), last],
    ["third"],
  ]);
}

/** The picture, and a row a net: what each says of it, and how often it is right. @param {Kit} kit @param {() => void} onDrawn */
function createField(kit, onDrawn) {
  const [picture, rows] = [createPicture(kit, onDrawn), createRows(kit)];
  return {
    field: make("div.field.why", picture.element, rows.element),
    show(/** @type {Scene} */ scene) {
      const { chosen } = scene;
      const seen = transformed(pictureOf(chosen.picture), chosen, nets().order);
      picture.show(chosen, seen);
      /** What a net of the state answers to the picture. @param {NetName} row */
      const answersOf = (row) =>
        answerOf(netIn(chosen, row), nets().weights[netKey(chosen, row)], seen).shares;
      rows.show(chosen, answersOf, accuracy(), areCountsHidden(scene));
    },
  };
}

/** The laboratory beside a link of the text. @param {Kit} kit */
export const createSmall = (kit) => createField(kit, () => {});

/** @param {ReturnType<typeof createCurve>} curve @param {Scene} scene */
function paintCurve(curve, { chosen, isGuessing: isHidden = false }) {
  if (!chosen.shuffle) return curve.show(curveOf(accuracy(), chosen), isHidden);
  const pairs = NETS.map((row) => ({
    net: netIn(chosen, row),
    place: accuracy().unshuffled(row, chosen),
    shuffled: accuracy().now(row, chosen),
  }));
  curve.showPairs(pairs, isHidden);
}

/** A drawing lives as long as the page: whether the address asks for one that is no longer there. @param {Kit} kit */
function settlePicture(kit) {
  const isGone = kit.settings().picture === OWN && !isDrawn();
  if (isGone) kit.set({ picture: SAMPLES[0] });
  return isGone;
}

/** @param {Kit} kit @param {Hands} hands @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, hands) {
  let isGone = settlePicture(kit);
  const { field, show } = createField(kit, kit.repaint);
  const [curve, options] = [createCurve(kit), createControls(kit, hands)];
  return {
    ...{ field, options, below: curve.element },
    show(scene) {
      show(scene);
      paintCurve(curve, scene);
    },
    receive() {
      if (isGone) hands.sentence.refuse(kit.label("up.gone"));
      isGone = false; // it is said once
    },
  };
}
