/** Which silhouette, and where it lies: the same in both folds. */

import { numericOf, sliderOf } from "../../../kit/controls/settings.js";
import { make } from "../../../kit/dom/dom.js";
import { moveOf, turnOf } from "../../../kit/silhouettes/changes.js";
import { createStrip } from "../../../kit/silhouettes/strip.js";
import { SAMPLES, settings, table } from "../model/limits.js";
import { seen } from "../model/store.js";

/** @import { Settings } from "../model/limits.js" */

/** @param {import("../../../kit/dom/kit.js").Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const strip = createStrip(
    kit,
    SAMPLES.map((name) => [name, seen().samples[name]]),
    (silhouette) => kit.set({ silhouette }),
  );
  const numeric = (/** @type {string} */ way) => numericOf(table, settings, `silhouette_${way}`);
  const step = table.settings.silhouette_rotate.multiple_of ?? 1;
  const changes = [
    ...["right", "down"].map((way) => moveOf(kit, numeric(way))),
    turnOf(kit, numeric("rotate"), step),
  ];
  const sliders = changes.map((each) => sliderOf(kit, remark, each));
  return {
    element: make("div.settings-row", strip.element, ...sliders.map(({ element }) => element)),
    /** @param {Settings} chosen */
    show(chosen) {
      strip.show(chosen.silhouette);
      for (const slider of sliders) slider.show(chosen);
    },
  };
}
