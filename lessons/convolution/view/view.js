/** What stands on this lesson's stage: the numbers of a small input or the maps of a photo, and the settings. */

import { switchOf } from "../../kit/controls/choice.js";
import { make } from "../../kit/dom/dom.js";
import { stemOf } from "../model/captions.js";
import { isOnItsWay, table, withInput } from "../model/limits.js";
import { compute } from "../model/numbers.js";
import { isPhoto, OWN_PHOTO } from "../model/photos.js";
import { createControls } from "./controls.js";
import { createGridField } from "./grid_field.js";
import { canBeFollowed } from "./motion.js";
import { createPhotoField } from "./photo_field.js";
import { createPhotoSource } from "./photo_source.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Hands, Parts } from "../../kit/figure/lesson_figure.js" */
/** @import { Settings } from "../model/limits.js" */

/** The place of the field: the numbers of a small input, or the maps of a photo, never both. @param {HTMLElement} root @param {Kit} kit @param {import("./walking.js").Hands & { isPlaying: () => boolean }} hands */
function createFields(root, kit, hands) {
  const fields = { grid: createGridField(root, kit, hands), photo: createPhotoField(root, kit, hands) };
  const element = make("div.field-place");
  return {
    element,
    /** The field that these settings need. @param {Settings} chosen @returns {import("./grid_field.js").Field} */
    show({ input }) {
      const field = isPhoto(input) ? fields.photo : fields.grid;
      if (field.element.parentElement !== element) {
        element.replaceChildren(field.element);
        field.fit();
      }
      return field;
    },
    /** While a photo is on its way what was there stays, and does not answer. @param {boolean} isWaiting */
    wait(isWaiting) {
      element.inert = isWaiting;
      element.setAttribute("aria-busy", String(isWaiting));
    },
  };
}

/** What of the address could not be had: a visitor's own photo is nowhere but on his page. @param {Kit} kit @param {Hands} hands @param {import("../../kit/settings/address.js").Refused} refused */
function refuseOwnPhoto(kit, { sentence }, { name, asked }) {
  if (name !== "input" || asked !== OWN_PHOTO) return false;
  const { input } = kit.settings();
  kit.set(withInput({ ...kit.settings(), input: OWN_PHOTO }, input));
  sentence.refuse(kit.label("up.gone"));
  return true;
}

/** @param {Kit} kit @param {Hands} hands @returns {Parts} */
export function createView(kit, hands) {
  const { root, stage, sentence, stepsPerSecond } = hands;
  const source = createPhotoSource(kit, stage, sentence);
  const options = createControls(kit, sentence.remark, source);
  const fields = createFields(root, kit, {
    ...hands,
    now: () => compute(kit.settings()),
    remark: sentence.remark,
  });
  const reads = switchOf(kit, table, "reads");
  return {
    ...{ field: fields.element, options, beside: reads.element },
    stem: () => stemOf(kit.settings()),
    show({ chosen, now }) {
      fields.wait(!now);
      options.show(chosen);
      reads.show(chosen);
      if (now) fields.show(chosen).paint(chosen, now);
      else source.ask(chosen.input);
    },
    followStep(chosen) {
      if (canBeFollowed(stepsPerSecond()) && !isOnItsWay(chosen)) fields.show(chosen).followStep(chosen);
    },
    refuse: (refused) => refuseOwnPhoto(kit, hands, refused),
  };
}
