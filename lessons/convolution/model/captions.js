// @ts-check
/** The sentence of a step. */

import { countOf, shortCount } from "../../kit/controls/transport.js";
import { captionValues } from "./numbers.js";

/** @type {import("../../kit/figure/lesson_figure.js").Lesson["caption"]} */
export function caption(kit, { chosen, now }) {
  if (!now) return null;
  const steps = now.output.values.length;
  const lead = kit.label("play.count", countOf(chosen.step, steps));
  return {
    lead,
    text: kit.label("conv.sentence", captionValues(now, chosen)),
    short: shortCount(chosen.step, steps),
  };
}
