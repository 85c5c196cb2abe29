/** What the colours mean: from -limit over 0 to +limit. */

import { formatNumber } from "../arithmetic/rounding.js";
import { make, setText } from "../dom/dom.js";
import { ramp } from "./scale.js";

/** @param {import("../dom/kit.js").Kit} kit */
export function createLegend(kit) {
  const [lowest, highest] = [make("span"), make("span")];
  const strip = make("i", { style: `background: ${ramp(kit.theme)}` });
  const zero = make("span.zero", "0");
  return {
    element: make("p.legend", lowest, make("span.strip", strip, zero), highest),
    /** @param {number} limit */
    show(limit) {
      setText(lowest, formatNumber(-limit));
      setText(highest, `+${formatNumber(limit)}`);
    },
  };
}
