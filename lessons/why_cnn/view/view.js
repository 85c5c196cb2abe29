/** What stands on the stage of the laboratory: the picture, a row a net, the curve, the settings. */

import { createSwitch, segmentsOf, switchOf } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { icon, make } from "../../kit/dom/dom.js";
import { answerOf, transformed } from "../../kit/silhouettes/nets.js";
import { moveOf, turnOf } from "../../kit/silhouettes/strip.js";
import { ANGLE_STEP, NETS, netIn, netKey, OWN, SAMPLES, settings, table } from "../model/limits.js";
import { accuracy, curveOf, isDrawn, nets, pictureOf } from "../model/store.js";
import { areCountsHidden } from "../model/words.js";
import { createCurve } from "./curve.js";
import { createPicture } from "./picture.js";
import { createRows } from "./rows.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Scene } from "../../kit/figure/scenes.js" */
/** @import { NetName, Settings } from "../model/limits.js" */

/** What can be done to the picture, and what the nets have practised. @param {Kit} kit @param {(saying: string) => void} remark */
function createControls(kit, remark) {
  const numeric = (/** @type {string} */ name) => numericOf(table, settings, name);
  const moves = ["right", "down"].map((name) => moveOf(kit, numeric(name)));
  const sliders = [...moves, turnOf(kit, numeric("rotate"), ANGLE_STEP)].map((each) =>
    sliderOf(kit, remark, each),
  );
  const shuffle = switchOf(kit, table, "shuffle");
  const practice = createSwitch(kit.label("why.practice"), (isOn) => {
    if (kit.settings().shuffle) remark(kit.label("why.practice_shuffled"));
    else kit.set({ practice: isOn ? "moved" : "centred" });
  });
  asTold(table, "practice", practice);
  const centre = make(
    "button.plain.centre",
    { onclick: () => kit.set({ right: 0, down: 0, rotate: 0 }) },
    icon("undo"),
    make("span", kit.label("why.centre")),
  );
  const switches = make("div.switches", shuffle.element, practice.element);
  /** @type {Control} */
  const last = {
    element: make("div.rest", switches, centre),
    show: (/** @type {Settings} */ chosen) => {
      const { practice: practised, right, down, rotate } = chosen;
      shuffle.show(chosen);
      practice.show(practised === "moved");
      practice.element.classList.toggle("cannot", chosen.shuffle === 1);
      centre.setAttribute("aria-disabled", String(!right && !down && !rotate));
    },
  };
  return createSettings(kit, [[...sliders, last], [segmentsOf(kit, table, "third")]]);
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

/** @param {Kit} kit @param {import("../../kit/figure/lesson_figure.js").Hands} hands @returns {import("../../kit/figure/lesson_figure.js").Parts} */
export function createView(kit, { sentence }) {
  let isGone = settlePicture(kit);
  const { field, show } = createField(kit, kit.repaint);
  const [curve, options] = [createCurve(kit), createControls(kit, sentence.remark)];
  return {
    ...{ field, options, below: curve.element },
    show(scene) {
      show(scene);
      paintCurve(curve, scene);
      options.show(scene.chosen);
    },
    receive() {
      if (isGone) sentence.refuse(kit.label("up.gone"));
      isGone = false; // it is said once
    },
  };
}
