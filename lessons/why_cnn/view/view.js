/** What stands on the stage of the laboratory: the picture, a row a net, the curve, the settings. */

import { createSwitch, segmentsOf, switchOf } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { icon, make } from "../../kit/dom/dom.js";
import { moveOf, turnOf } from "../../kit/silhouettes/changes.js";
import { answerOf } from "../../kit/silhouettes/nets.js";
import { transformed } from "../../kit/silhouettes/transforms.js";
import { leadOf, sentenceOf } from "../model/captions.js";
import { ANGLE_STEP, isTurnedOnly, NETS, netIn, netKey, settings, table } from "../model/limits.js";
import { accuracy, curveOf, nets, pictureOf } from "../model/store.js";
import { createCurve } from "./curve.js";
import { createPicture } from "./picture.js";
import { createRows } from "./rows.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */
/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { NetName, Settings } from "../model/limits.js" */

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
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
